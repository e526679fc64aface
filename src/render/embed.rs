//! The card of a record that is embedded in the prose of another page.

use super::context::EmbedContext;
use super::edition::Edition;
use super::html::Rendition;
use super::printer::AsView;
use super::{TemplateCall, figure_card};
use crate::content::Kind;
use crate::diagnostic::Diagnostic;
use crate::site::EntryId;

/// Renders the card of an embedded record, as of the page's day; `number` distinguishes it from the other
/// references of the page.
///
/// # Errors
/// The finding that the card's template made.
pub(super) fn card(
    edition: &Edition,
    page: EntryId,
    id: EntryId,
    number: usize,
    rendition: Rendition,
) -> Result<String, Box<Diagnostic>> {
    let site = &edition.site;
    let voice = site.voice_of(page);

    let (template, card): (_, Box<dyn AsView>) = match site.kind(id) {
        Kind::Agreement => ("embed/agreement.html", Box::new(edition.card(id, voice))),
        Kind::Minister => ("embed/minister.html", Box::new(edition.card(id, voice))),
        Kind::Figure => {
            // A page may embed one figure twice, and an id must be unique in its document (HTML standard).
            let anchor = format!("part-chart-{number}");
            let mut card = figure_card::figure_with_series(site, id, voice, &anchor);

            // A feed reader has no style sheet: the numbers of a drawing would run together, and its table says the same.
            if rendition == Rendition::Feed {
                card.chart = None;
            }
            ("embed/figure.html", Box::new(card))
        }
        Kind::Page | Kind::Briefing => ("embed/briefing.html", Box::new(edition.card(id, voice))),
    };

    let shared = edition.shared(voice.language.tag());
    let variables = EmbedContext { shared, card: &*card };
    let mut html = String::with_capacity(1 << 10);
    let call = TemplateCall { template, variables: &variables, shared };
    edition.print_template(call, || site.place(page), &mut html)?;

    Ok(html.trim().to_owned())
}
