//! What a template may read: the contract with the authors of templates.
//!
//! `docs/templates.md` lists these names; `chancery context URL` prints them for a page.
//! Invariant: an optional value is there and is none, never absent, so that `{% if x %}` works and a
//! misspelt name is an error.

use std::borrow::Cow;

use serde::Serialize;
use tera::Value;

/// A day, a month or a year, or a time.
#[derive(Debug, Clone, Serialize)]
pub(super) struct When {
    /// For the `datetime` attribute: `2025-08-20`, `2025-08`, `2025-08-20T10:30:00+01:00`.
    pub(super) iso: String,
    /// For people: `20 August 2025`, `August 2025`.
    pub(super) words: String,
}

/// A language that is not the page's, for `lang` and `dir`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Lang {
    /// The BCP 47 tag.
    pub(super) tag: Box<str>,
    /// `ltr` or `rtl`.
    pub(super) direction: &'static str,
}

/// A page in one of the languages that it is published in.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Translation {
    /// The BCP 47 tag.
    pub(super) language: String,
    /// `ltr` or `rtl`.
    pub(super) direction: &'static str,
    /// What the language calls itself: `Cymraeg`.
    pub(super) name: String,
    /// The tag as Open Graph has it: `cy`, `en_GB`.
    pub(super) locale: String,
    /// The page's title in it.
    pub(super) title: String,
    /// The page's address.
    pub(super) url: String,
    /// Its absolute address.
    pub(super) permalink: String,
    /// Whether it is the page itself.
    pub(super) current: bool,
    /// Whether the others were translated from it.
    pub(super) source: bool,
}

/// That a translation does not show what its source says by now.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Outdated {
    /// What the page's language calls that of the source.
    pub(super) language: String,
    /// When the source was updated.
    pub(super) date: When,
    /// The source's address.
    pub(super) url: String,
}

/// A link with its words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link<'s> {
    /// What it says.
    pub(super) title: Cow<'s, str>,
    /// The language of the title, where it is not the page's.
    pub(super) lang: Option<Lang>,
    /// Where it leads: from the host's root, with the site's base path.
    pub(super) url: Cow<'s, str>,
}

/// A word of the vocabulary: the key that was written, and how it reads.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Term {
    /// `press-release`
    pub(super) id: &'static str,
    /// `Press release`
    pub(super) words: String,
}

/// `site`: the same on every page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SiteContext<'s> {
    /// From `site.yaml`.
    pub(super) title: String,
    /// From `site.yaml`.
    pub(super) description: Option<String>,
    /// A BCP 47 tag, `en` by default.
    pub(super) language: String,
    /// `ltr` or `rtl`, from the language.
    pub(super) direction: &'static str,
    /// The site's language, where it is not the page's: for the site's own words.
    pub(super) lang: Option<Lang>,
    /// With scheme, host and base path; ends with `/`.
    pub(super) base_url: String,
    /// The home page's address.
    pub(super) home_url: String,
    /// The site's Atom feed.
    pub(super) feed_url: String,
    /// The page to search on, where there is one.
    pub(super) search_url: Option<String>,
    /// Who publishes.
    pub(super) publisher: Option<Publisher>,
    /// The licence's name or address.
    pub(super) licence: Option<String>,
    /// The main menu.
    pub(super) navigation: Vec<Link<'s>>,
    /// Pages of the root folder that the menu does not name, and the lists of topics and countries.
    pub(super) footer: Vec<Link<'s>>,
    /// The free map of `site.yaml`.
    pub(super) extra: Value,
    /// The day for which records and lists answer.
    pub(super) as_of: When,
}

/// Who publishes the site.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Publisher {
    /// The department's name.
    pub(super) name: String,
    /// Its own site.
    pub(super) url: Option<String>,
    /// How to reach it.
    pub(super) contact: Option<String>,
}

/// `page`: on every page, whatever its kind.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageContext<'s> {
    /// `home`, `page`, `section`, `briefing`, `agreement`, `minister`, `figure`, `list`, `topic`,
    /// `country`, `data`, `search`, `not-found`, `redirect`.
    pub(super) kind: &'static str,
    /// The record's or page's id; empty on lists.
    pub(super) id: String,
    /// The title, without the site's.
    pub(super) title: String,
    /// One or two sentences.
    pub(super) summary: Option<String>,
    /// The BCP 47 tag of the page's language; on lists the site's.
    pub(super) language: String,
    /// `ltr` or `rtl`, from the language.
    pub(super) direction: &'static str,
    /// The tag as Open Graph has it: `cy`, `en_GB`.
    pub(super) locale: String,
    /// All languages that the page is published in, its own too; empty where it is one only.
    pub(super) translations: Vec<Translation>,
    /// Of a translation: that its source was updated since.
    pub(super) outdated: Option<Outdated>,
    /// The page's address from the host's root.
    pub(super) url: String,
    /// The page's absolute address (the canonical link).
    pub(super) permalink: String,
    /// The page's own date.
    pub(super) date: Option<When>,
    /// The date of its newest update, or its own.
    pub(super) updated: Option<When>,
    /// Whether search engines are asked to leave it out.
    pub(super) noindex: bool,
    /// Shown because drafts were asked for.
    pub(super) draft: bool,
    /// Shown before its embargo ends because drafts were asked for.
    pub(super) embargo: Option<When>,
    /// For Open Graph: `article`, `profile`, `website`.
    pub(super) og_type: &'static str,
    /// What others show of the page; none where nothing is published.
    pub(super) image: Option<Image>,
    /// The JSON-LD of the page, ready to stand in a script element (`| safe`).
    pub(super) json_ld: Option<String>,
    /// An Atom feed of this page, beside the site's.
    pub(super) feed_url: Option<String>,
    /// The same content in other forms, for programs.
    pub(super) alternates: Vec<Alternate<'s>>,
    /// The way from the home page, itself left out.
    pub(super) breadcrumbs: Vec<Link<'s>>,
    /// The body as HTML (`| safe`); empty where there is none.
    pub(super) content: String,
    /// The body's headings.
    pub(super) toc: Vec<Heading>,
    /// The free map of the front matter.
    pub(super) extra: Value,
}

/// What a page holds, in another form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Alternate<'s> {
    /// `text/csv`, `application/json`
    pub(super) media_type: &'static str,
    /// What it is called.
    pub(super) title: Cow<'s, str>,
    /// Where it leads.
    pub(super) url: Cow<'s, str>,
}

/// An image by which others show a page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Image {
    /// Its whole address.
    pub(super) url: String,
    /// What it shows.
    pub(super) alt: String,
    /// In pixels; none where it could not be told.
    pub(super) width: Option<usize>,
    /// In pixels.
    pub(super) height: Option<usize>,
    /// `image/png`; none where it could not be told.
    pub(super) media_type: Option<&'static str>,
}

/// A heading of the body, with those below it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Heading {
    /// The anchor.
    pub(super) id: String,
    /// Its words, without markup.
    pub(super) title: String,
    /// 2 to 4: deeper ones are left to the page itself.
    pub(super) level: u8,
    /// The headings below it.
    pub(super) children: Vec<Heading>,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Pagination {
    /// This page, from 1.
    pub(super) number: usize,
    /// How many pages.
    pub(super) count: usize,
    /// How many items on all of them.
    pub(super) items: usize,
    /// The first page.
    pub(super) first: String,
    /// The page before.
    pub(super) previous: Option<String>,
    /// The page after.
    pub(super) next: Option<String>,
    /// The last page.
    pub(super) last: String,
}

/// A briefing, or another page, as a list shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BriefingCard<'s> {
    /// Its title.
    pub(super) title: Cow<'s, str>,
    /// Its address.
    pub(super) url: Cow<'s, str>,
    /// The language of title and summary, where it is not the page's that shows the card.
    pub(super) lang: Option<Lang>,
    /// The other languages that it is published in.
    pub(super) translations: Vec<Translation>,
    /// Its summary.
    pub(super) summary: Option<Cow<'s, str>>,
    /// Its date; none for plain pages.
    pub(super) date: Option<When>,
    /// Press release, speech…; none for plain pages.
    pub(super) r#type: Option<Term>,
    /// Whether it was withdrawn.
    pub(super) withdrawn: bool,
    /// The free map of its front matter.
    pub(super) extra: Value,
}

/// `briefing`: the rest of a briefing's page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BriefingContext<'s> {
    /// Press release, speech…
    pub(super) r#type: Term,
    /// When it was published.
    pub(super) date: When,
    /// The ministers, as they were styled on its date: each a [`MinisterCard`].
    pub(super) ministers: Vec<Value>,
    /// The agreements that it names, as of its date: each an [`AgreementCard`].
    pub(super) agreements: Vec<Value>,
    /// "Figures in this briefing": those of its front matter and of its prose, each a
    /// [`FigureCard`].
    pub(super) figures: Vec<Value>,
    /// Updates, newest first.
    pub(super) updates: Vec<Update<'s>>,
    /// Its newest correction, where there is one.
    pub(super) correction: Option<Update<'s>>,
    /// Why and since when it is withdrawn.
    pub(super) withdrawn: Option<Withdrawn<'s>>,
    /// Its topics.
    pub(super) topics: Vec<Link<'s>>,
    /// Its countries.
    pub(super) countries: Vec<Link<'s>>,
    /// Briefings that share most with it: each a [`BriefingCard`].
    pub(super) related: Vec<Value>,
    /// Briefings that link here: each a [`BriefingCard`].
    pub(super) linked_from: Vec<Value>,
    /// Whom to ask.
    pub(super) contact: Option<Cow<'s, str>>,
    /// How to cite it, as one line of text.
    pub(super) cite: Cow<'s, str>,
}

/// A change to a briefing after it was published.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Update<'s> {
    /// When.
    pub(super) date: When,
    /// What.
    pub(super) note: Cow<'s, str>,
    /// `major`, `minor` or `correction`, and its word.
    pub(super) kind: Term,
}

/// A change to a briefing, with the briefing: on the home page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RecentUpdate<'s> {
    /// The briefing.
    pub(super) page: Link<'s>,
    /// What changed.
    #[serde(flatten)]
    pub(super) update: Update<'s>,
}

/// That a briefing was withdrawn.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Withdrawn<'s> {
    /// When.
    pub(super) date: Option<When>,
    /// Why.
    pub(super) reason: Option<Cow<'s, str>>,
    /// What to read instead.
    pub(super) replaced_by: Option<Link<'s>>,
}

/// An agreement in a card, with its status as of the page's date.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AgreementCard<'s> {
    /// Its id.
    pub(super) id: Cow<'s, str>,
    /// Its full title.
    pub(super) title: Cow<'s, str>,
    /// The language of titles and summary, where it is not the page's.
    pub(super) lang: Option<Lang>,
    /// What it is called after its first mention.
    pub(super) short_title: Option<Cow<'s, str>>,
    /// Its address.
    pub(super) url: Cow<'s, str>,
    /// One or two sentences.
    pub(super) summary: Option<Cow<'s, str>>,
    /// Treaty, memorandum…
    pub(super) instrument: Option<Term>,
    /// The derived status.
    pub(super) status: Status,
    /// The parties.
    pub(super) parties: Vec<Party<'s>>,
    /// Its events up to the page's date, oldest first.
    pub(super) timeline: Vec<Event<'s>>,
}

/// An agreement's status, derived from its last event.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Status {
    /// `signed`, `in-force`, …; `not-begun` where no event is known yet.
    pub(super) id: &'static str,
    /// `Signed`, `In force`
    pub(super) words: String,
    /// Since when.
    pub(super) since: Option<When>,
}

/// A party to an agreement: a state, or a name.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Party<'s> {
    /// Its name.
    pub(super) name: Cow<'s, str>,
    /// The country's page; none for what is no state.
    pub(super) url: Option<Cow<'s, str>>,
}

/// An event of an agreement.
#[expect(clippy::struct_field_names, reason = "`event` is the key that writers know")]
#[derive(Debug, Clone, Serialize)]
pub(super) struct Event<'s> {
    /// When, as precisely as it is known.
    pub(super) date: When,
    /// `signed`, … and its words.
    pub(super) event: Term,
    /// Where.
    pub(super) place: Option<Cow<'s, str>>,
    /// Who acted for each party.
    pub(super) by: Vec<Signatory<'s>>,
    /// A remark.
    pub(super) note: Option<Cow<'s, str>>,
    /// Whether it lies after the day the page answers for.
    pub(super) future: bool,
}

/// Who acted for a party.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Signatory<'s> {
    /// The party.
    pub(super) party: Party<'s>,
    /// The person, styled as on the day of the event.
    pub(super) minister: MinisterCard<'s>,
}

/// `agreement`: the rest of an agreement's page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AgreementContext<'s> {
    /// What its card shows; its timeline holds all events.
    #[serde(flatten)]
    pub(super) card: AgreementCard<'s>,
    /// `yes`, `no`, `unknown`, in words ("Legally binding").
    pub(super) binding: Option<Term>,
    /// Where its text stands.
    pub(super) text_url: Option<Cow<'s, str>>,
    /// Why its text is not published.
    pub(super) text_reason: Option<Cow<'s, str>>,
    /// Its value: a [`FigureCard`].
    pub(super) value: Option<Value>,
    /// Relations, each with its words ("Builds on", "Built on by"), derived both ways.
    pub(super) relations: Vec<Relation>,
    /// The net of relations around it; none where fewer than three agreements are connected.
    pub(super) net: Option<Net>,
}

/// An agreement and those around it, drawn and in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Net {
    /// The drawing as SVG (`| safe`); its name is the element `part-net`.
    pub(super) svg: String,
    /// The kinds of relations in the drawing, for its key.
    pub(super) kinds: Vec<NetKind>,
    /// The agreement's own relations, those that had no room in the drawing too.
    pub(super) relations: Vec<NetRelation>,
    /// Relations between agreements of the drawing that have none with this one.
    pub(super) further: Vec<NetAgreement>,
    /// How many other agreements have a relation with one that is drawn.
    pub(super) left_out: usize,
}

/// A kind of relation as a net draws it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NetKind {
    /// The class of its lines.
    pub(super) class: &'static str,
    /// `Builds on`, `Implements`, …
    pub(super) words: String,
}

/// Agreements that stand in one relation to the one that the page is about.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NetRelation {
    /// `Builds on`, `Built on by`, `Implements`, …
    pub(super) words: String,
    /// The agreements, with relations of their own.
    pub(super) agreements: Vec<NetAgreement>,
}

/// An agreement of a net with its relations.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NetAgreement {
    /// The agreement: an [`AgreementCard`].
    pub(super) agreement: Value,
    /// Its relations to agreements of the drawing that are not said elsewhere.
    pub(super) relations: Vec<Relation>,
}

/// Agreements that stand in one relation to this one.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Relation {
    /// `Builds on`, `Built on by`, `Implements`, …
    pub(super) words: String,
    /// The agreements: each an [`AgreementCard`].
    pub(super) agreements: Vec<Value>,
}

/// A minister in a card, styled as of the page's date.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MinisterCard<'s> {
    /// The id; empty where the person is only described.
    pub(super) id: Cow<'s, str>,
    /// The name.
    pub(super) name: Cow<'s, str>,
    /// The honorific and the name.
    pub(super) styled_name: Cow<'s, str>,
    /// The language of the name, where it is not the page's.
    pub(super) name_lang: Option<Lang>,
    /// The language of role and organisation, where it is not the page's.
    pub(super) lang: Option<Lang>,
    /// The address; none where the person is only described.
    pub(super) url: Option<Cow<'s, str>>,
    /// The role held on that date.
    pub(super) role: Option<Cow<'s, str>>,
    /// Whether that role was held until somebody was appointed.
    pub(super) acting: bool,
    /// The organisation of that role.
    pub(super) organisation: Option<Cow<'s, str>>,
    /// The country.
    pub(super) country: Option<Party<'s>>,
}

/// `minister`: the rest of a minister's page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MinisterContext<'s> {
    /// What the card shows.
    #[serde(flatten)]
    pub(super) card: MinisterCard<'s>,
    /// All roles, newest first.
    pub(super) roles: Vec<Role<'s>>,
    /// Other spellings.
    pub(super) aliases: Vec<Cow<'s, str>>,
    /// The name in other languages.
    pub(super) names: Vec<NameIn<'s>>,
    /// What this person signed, newest first.
    pub(super) signed: Vec<SignedAgreement<'s>>,
}

/// A role over time.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Role<'s> {
    /// `Security Minister`
    pub(super) title: Cow<'s, str>,
    /// `Home Office`
    pub(super) organisation: Option<Cow<'s, str>>,
    /// From when; none where it is not known.
    pub(super) from: Option<When>,
    /// Until when; none where it is held, or not known.
    pub(super) to: Option<When>,
    /// Whether it was held for somebody else.
    pub(super) acting: bool,
    /// Whether it is held on the day that the page answers for, as far as is known.
    pub(super) current: bool,
}

/// A name in another language.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NameIn<'s> {
    /// The BCP 47 tag.
    pub(super) language: Cow<'s, str>,
    /// `ltr` or `rtl`.
    pub(super) direction: &'static str,
    /// The name.
    pub(super) name: Cow<'s, str>,
}

/// An agreement that a minister acted in.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SignedAgreement<'s> {
    /// The agreement: an [`AgreementCard`].
    pub(super) agreement: Value,
    /// What happened: usually `signed`.
    pub(super) event: Term,
    /// When.
    pub(super) date: When,
    /// The role that was held then.
    pub(super) role: Option<Cow<'s, str>>,
}

/// A figure in a card or in the figures box, as of the page's date.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FigureCard<'s> {
    /// Its id.
    pub(super) id: Cow<'s, str>,
    /// Its title.
    pub(super) title: Cow<'s, str>,
    /// The language of title, measure and caveat, where it is not the page's.
    pub(super) lang: Option<Lang>,
    /// Its address.
    pub(super) url: Cow<'s, str>,
    /// Its `data.csv`.
    pub(super) csv_url: Cow<'s, str>,
    /// What is counted.
    pub(super) measure: Option<Cow<'s, str>>,
    /// The value known on that date; none where none was.
    pub(super) value: Option<FigureValue<'s>>,
    /// How it changed from the period before, in words ("a fall of about 27%").
    pub(super) change: Option<Cow<'s, str>>,
    /// The period before, from which it changed.
    pub(super) change_from: Option<Cow<'s, str>>,
    /// The value of a later period, known by now and not on the page's date.
    pub(super) newer: Option<FigureValue<'s>>,
    /// What became of the value, where it was revised after the page's date.
    pub(super) revised: Option<Revision<'s>>,
    /// Where it comes from.
    pub(super) source: Option<FigureSource<'s>>,
    /// What to know before it is used.
    pub(super) caveat: Option<Cow<'s, str>>,
    /// All values, oldest first; on the figure's own page and where it is embedded, else empty.
    pub(super) series: Vec<Observation<'s>>,
    /// The chart of the series as SVG (`| safe`); none where fewer than two periods are known.
    pub(super) chart: Option<String>,
    /// Revisions of the series up to the page's date, newest first.
    pub(super) revisions: Vec<Revision<'s>>,
    /// Whether values were rounded, in words ("Rounded to the nearest 100").
    pub(super) rounding: Option<Cow<'s, str>>,
}

/// One value of a figure.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FigureValue<'s> {
    /// With qualifier and unit: `up to £12.3 billion`.
    pub(super) words: Cow<'s, str>,
    /// As a plain decimal number: `12300000000`.
    pub(super) machine: Cow<'s, str>,
    /// The period, in words; none where it is not known.
    pub(super) period: Option<Cow<'s, str>>,
    /// Whether it may still be revised.
    pub(super) provisional: bool,
}

/// That a value was replaced by another one for the same period.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Revision<'s> {
    /// The period, in words; none where it is not known.
    pub(super) period: Option<Cow<'s, str>>,
    /// The value before.
    pub(super) from: Cow<'s, str>,
    /// The value since.
    pub(super) to: Cow<'s, str>,
    /// The new value as a plain decimal number.
    pub(super) machine: Cow<'s, str>,
    /// When the new value was published.
    pub(super) date: Option<When>,
    /// Why.
    pub(super) note: Option<Cow<'s, str>>,
}

/// One row of a figure's table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Observation<'s> {
    /// The value with its period.
    #[serde(flatten)]
    pub(super) value: FigureValue<'s>,
    /// The anchor of its row.
    pub(super) anchor: Cow<'s, str>,
    /// The change from the row before, in words.
    pub(super) change: Option<Cow<'s, str>>,
    /// When it was published.
    pub(super) published: Option<When>,
    /// How it came to be this value, newest first; empty where it was never revised.
    pub(super) revisions: Vec<Revision<'s>>,
}

/// Where a figure comes from.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FigureSource<'s> {
    /// The publication.
    pub(super) title: Option<Cow<'s, str>>,
    /// Its address.
    pub(super) url: Option<Cow<'s, str>>,
    /// Who publishes it.
    pub(super) publisher: Option<Cow<'s, str>>,
    /// When it came out.
    pub(super) published: Option<When>,
    /// When the next one comes out.
    pub(super) next_release: Option<When>,
    /// Its licence.
    pub(super) licence: Option<Cow<'s, str>>,
}

/// `figure`: the rest of a figure's page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FigureContext<'s> {
    /// What its card shows.
    #[serde(flatten)]
    pub(super) card: FigureCard<'s>,
    /// The unit, in words.
    pub(super) unit: Option<Cow<'s, str>>,
    /// The area that it covers.
    pub(super) geography: Option<Cow<'s, str>>,
    /// Words that fit.
    pub(super) say: Vec<Cow<'s, str>>,
    /// Words that do not.
    pub(super) never_say: Vec<Cow<'s, str>>,
}

/// `mentions`: who refers to a record, newest first; a page of them.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Mention<'s> {
    /// The page that refers to it: a [`BriefingCard`].
    pub(super) page: Value,
    /// Of a figure: the value that the page shows beside its prose, as of its date; none for pages
    /// that show it in their prose alone.
    pub(super) value: Option<FigureValue<'s>>,
    /// The sentences that do, as text, with what stood there for the record.
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence that uses a record.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Sentence {
    /// Its text up to what was printed for the record.
    pub(super) before: String,
    /// What was printed for the record, on that page's date.
    pub(super) printed: String,
    /// The rest of it.
    pub(super) after: String,
}

/// `data`: what `data.html` may read beside the page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DataContext {
    /// Kind by kind, those of which there are records.
    pub(super) kinds: Vec<DataKind>,
    /// What stands before the records in each JSON file.
    pub(super) envelope: Vec<DataField>,
    /// The metadata of the CSV files.
    pub(super) metadata_url: String,
    /// How to cite the files, in one line.
    pub(super) cite: String,
}

/// The files of a kind.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DataKind {
    /// `agreements`, `ministers`, `figures`
    pub(super) id: &'static str,
    /// The title of the kind's list.
    pub(super) title: String,
    /// How many records there are.
    pub(super) count: usize,
    /// The files.
    pub(super) files: Vec<DataFileContext>,
}

/// A file.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DataFileContext {
    /// `agreement-events.csv`
    pub(super) name: &'static str,
    /// Where it is published.
    pub(super) url: String,
    /// `CSV` or `JSON`
    pub(super) format: &'static str,
    /// What a row or an object is.
    pub(super) about: &'static str,
    /// Its columns or fields.
    pub(super) fields: Vec<DataField>,
}

/// A column of a CSV file or a field of a JSON file.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DataField {
    /// The column's name, or the way to the field: `parties[].name`.
    pub(super) name: &'static str,
    /// What it holds: `text`, `word`, `words`, `number`, `day`, `date`, `address`, `flag`, `object`,
    /// `objects`.
    pub(super) holds: &'static str,
    /// What it means.
    pub(super) about: &'static str,
    /// A value that stands in the file; none where it has none.
    pub(super) example: Option<String>,
}
