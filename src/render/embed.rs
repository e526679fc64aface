//! The card of a record that is embedded in the prose of another page.

use tera::{Context, Value};

use super::cards;
use super::edition::Edition;
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
) -> Result<String, Box<Diagnostic>> {
    let site = &edition.site;
    let voice = site.voice_of(page);
    let (template, card) = match site.kind(id) {
        Kind::Agreement => ("embed/agreement.html", edition.card(id, voice)),
        Kind::Minister => ("embed/minister.html", edition.card(id, voice)),
        Kind::Figure => {
            // A page may embed one figure twice, and an id must be unique in its document (HTML standard).
            let anchor = format!("part-chart-{number}");
            let card = cards::figure_with_series(site, id, voice, &anchor);
            ("embed/figure.html", Value::from_serializable(&card))
        }
        Kind::Page | Kind::Briefing => ("embed/briefing.html", edition.card(id, voice)),
    };

    let mut context = Context::new();
    context.insert_value("card", card);

    let shared = edition.shared(voice.language.tag());
    context.insert_value("site", shared.site.clone());
    context.insert_value("words", shared.words.clone());

    edition
        .tera
        .render(template, &context)
        .map(|html| html.trim().to_owned())
        .map_err(|error| Box::new(edition.theme.render_error(&error, template, site.place(page))))
}
