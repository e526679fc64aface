//! What a template may read: the contract with the authors of templates.
//!
//! `docs/templates.md` lists these names; `chancery context URL` prints them for a page.
//! Invariant: an optional value is there and is none, never absent, so that `{% if x %}` works and a
//! misspelt name is an error.

use serde::Serialize;

/// A day, a month or a year, or a time.
#[derive(Debug, Clone, Serialize)]
pub struct When {
    /// For the `datetime` attribute: `2025-08-20`, `2025-08`, `2025-08-20T10:30:00+01:00`.
    pub iso: String,
    /// For people: `20 August 2025`, `August 2025`.
    pub words: String,
}

/// A link with its words.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// What it says.
    pub title: String,
    /// Where it leads: from the host's root, with the site's base path.
    pub url: String,
}

/// A word of the vocabulary: the key that was written, and how it reads.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// `press-release`
    pub id: &'static str,
    /// `Press release`
    pub words: &'static str,
}

/// `site`: the same on every page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteContext {
    /// From `site.yaml`.
    pub title: String,
    /// From `site.yaml`.
    pub description: Option<String>,
    /// A BCP 47 tag, `en` by default.
    pub language: String,
    /// `ltr` or `rtl`, from the language.
    pub direction: &'static str,
    /// With scheme, host and base path; ends with `/`.
    pub base_url: String,
    /// The home page's address.
    pub home_url: String,
    /// The site's Atom feed.
    pub feed_url: String,
    /// Who publishes.
    pub publisher: Option<Publisher>,
    /// The licence's name or address.
    pub licence: Option<String>,
    /// The main menu.
    pub navigation: Vec<Link>,
    /// Pages of the root folder that the menu does not name, and the lists of topics and countries.
    pub footer: Vec<Link>,
    /// The free map of `site.yaml`.
    pub extra: tera::Value,
    /// The day for which records and lists answer.
    pub as_of: When,
}

/// Who publishes the site.
#[derive(Debug, Clone, Serialize)]
pub struct Publisher {
    /// The department's name.
    pub name: String,
    /// Its own site.
    pub url: Option<String>,
    /// How to reach it.
    pub contact: Option<String>,
}

/// `page`: on every page, whatever its kind.
#[derive(Debug, Clone, Serialize)]
pub struct PageContext {
    /// `home`, `page`, `section`, `briefing`, `agreement`, `minister`, `figure`, `list`, `topic`,
    /// `country`, `not-found`, `redirect`.
    pub kind: &'static str,
    /// The record's or page's id; empty on lists.
    pub id: String,
    /// The title, without the site's.
    pub title: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// The page's address from the host's root.
    pub url: String,
    /// The page's absolute address (the canonical link).
    pub permalink: String,
    /// The page's own date.
    pub date: Option<When>,
    /// The date of its newest update, or its own.
    pub updated: Option<When>,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// Shown because drafts were asked for.
    pub draft: bool,
    /// Shown before its embargo ends because drafts were asked for.
    pub embargo: Option<When>,
    /// For Open Graph: `article`, `profile`, `website`.
    pub og_type: &'static str,
    /// The JSON-LD of the page, ready to stand in a script element (`| safe`).
    pub json_ld: Option<String>,
    /// An Atom feed of this page, beside the site's.
    pub feed_url: Option<String>,
    /// The way from the home page, itself left out.
    pub breadcrumbs: Vec<Link>,
    /// The body as HTML (`| safe`); empty where there is none.
    pub content: String,
    /// The body's headings.
    pub toc: Vec<Heading>,
    /// The free map of the front matter.
    pub extra: tera::Value,
}

/// A heading of the body, with those below it.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// The anchor.
    pub id: String,
    /// Its words, without markup.
    pub title: String,
    /// 2 to 6.
    pub level: u8,
    /// The headings below it.
    pub children: Vec<Heading>,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Pagination {
    /// This page, from 1.
    pub number: usize,
    /// How many pages.
    pub count: usize,
    /// How many items on all of them.
    pub items: usize,
    /// The first page.
    pub first: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The last page.
    pub last: String,
}

/// A briefing, or another page, as a list shows it.
#[derive(Debug, Clone, Serialize)]
pub struct BriefingCard {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its summary.
    pub summary: Option<String>,
    /// Its date; none for plain pages.
    pub date: Option<When>,
    /// Press release, speech…; none for plain pages.
    pub r#type: Option<Term>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// `briefing`: the rest of a briefing's page.
#[derive(Debug, Clone, Serialize)]
pub struct BriefingContext {
    /// Press release, speech…
    pub r#type: Term,
    /// When it was published.
    pub date: When,
    /// The ministers, as they were styled on its date.
    pub ministers: Vec<MinisterCard>,
    /// The agreements that it names, as of its date.
    pub agreements: Vec<AgreementCard>,
    /// "Figures in this briefing": those of its front matter and of its prose.
    pub figures: Vec<FigureCard>,
    /// Updates, newest first.
    pub updates: Vec<Update>,
    /// Its newest correction, where there is one.
    pub correction: Option<Update>,
    /// Why and since when it is withdrawn.
    pub withdrawn: Option<Withdrawn>,
    /// Its topics.
    pub topics: Vec<Link>,
    /// Its countries.
    pub countries: Vec<Link>,
    /// Briefings that share most with it.
    pub related: Vec<BriefingCard>,
    /// Briefings that link here.
    pub linked_from: Vec<BriefingCard>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// How to cite it, as one line of text.
    pub cite: String,
}

/// A change to a briefing after it was published.
#[derive(Debug, Clone, Serialize)]
pub struct Update {
    /// When.
    pub date: When,
    /// What.
    pub note: String,
    /// `major`, `minor` or `correction`, and its word.
    pub kind: Term,
}

/// That a briefing was withdrawn.
#[derive(Debug, Clone, Serialize)]
pub struct Withdrawn {
    /// When.
    pub date: Option<When>,
    /// Why.
    pub reason: Option<String>,
    /// What to read instead.
    pub replaced_by: Option<Link>,
}

/// An agreement in a card, with its status as of the page's date.
#[derive(Debug, Clone, Serialize)]
pub struct AgreementCard {
    /// Its id.
    pub id: String,
    /// Its full title.
    pub title: String,
    /// What it is called after its first mention.
    pub short_title: Option<String>,
    /// Its address.
    pub url: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Treaty, memorandum…
    pub instrument: Option<Term>,
    /// The derived status.
    pub status: Status,
    /// The parties.
    pub parties: Vec<Party>,
    /// Its events up to the page's date, oldest first.
    pub timeline: Vec<Event>,
}

/// An agreement's status, derived from its last event.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// `signed`, `in-force`, …; `not-begun` where no event is known yet.
    pub id: &'static str,
    /// `Signed`, `In force`
    pub words: &'static str,
    /// Since when.
    pub since: Option<When>,
}

/// A party to an agreement: a state, or a name.
#[derive(Debug, Clone, Serialize)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// The country's page; none for what is no state.
    pub url: Option<String>,
}

/// An event of an agreement.
#[derive(Debug, Clone, Serialize)]
pub struct Event {
    /// When, as precisely as it is known.
    pub date: When,
    /// `signed`, … and its words.
    pub event: Term,
    /// Where.
    pub place: Option<String>,
    /// Who acted for each party.
    pub by: Vec<Signatory>,
    /// A remark.
    pub note: Option<String>,
    /// Whether it lies after the day the page answers for.
    pub future: bool,
}

/// Who acted for a party.
#[derive(Debug, Clone, Serialize)]
pub struct Signatory {
    /// The party.
    pub party: Party,
    /// The person, styled as on the day of the event.
    pub minister: MinisterCard,
}

/// `agreement`: the rest of an agreement's page.
#[derive(Debug, Clone, Serialize)]
pub struct AgreementContext {
    /// What its card shows; its timeline holds all events.
    #[serde(flatten)]
    pub card: AgreementCard,
    /// `yes`, `no`, `unknown`, in words ("Legally binding").
    pub binding: Option<Term>,
    /// Where its text stands.
    pub text_url: Option<String>,
    /// Why its text is not published.
    pub text_reason: Option<String>,
    /// Its value.
    pub value: Option<FigureCard>,
    /// Relations, each with its words ("Builds on", "Built on by"), derived both ways.
    pub relations: Vec<Relation>,
}

/// Agreements that stand in one relation to this one.
#[derive(Debug, Clone, Serialize)]
pub struct Relation {
    /// `Builds on`, `Built on by`, `Implements`, …
    pub words: &'static str,
    /// The agreements.
    pub agreements: Vec<AgreementCard>,
}

/// A minister in a card, styled as of the page's date.
#[derive(Debug, Clone, Serialize)]
pub struct MinisterCard {
    /// The id; empty where the person is only described.
    pub id: String,
    /// The name.
    pub name: String,
    /// The honorific and the name.
    pub styled_name: String,
    /// The address; none where the person is only described.
    pub url: Option<String>,
    /// The role held on that date.
    pub role: Option<String>,
    /// The organisation of that role.
    pub organisation: Option<String>,
    /// The country.
    pub country: Option<Party>,
}

/// `minister`: the rest of a minister's page.
#[derive(Debug, Clone, Serialize)]
pub struct MinisterContext {
    /// What the card shows.
    #[serde(flatten)]
    pub card: MinisterCard,
    /// All roles, newest first.
    pub roles: Vec<Role>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// The name in other languages.
    pub names: Vec<NameIn>,
    /// What this person signed, newest first.
    pub signed: Vec<SignedAgreement>,
}

/// A role over time.
#[derive(Debug, Clone, Serialize)]
pub struct Role {
    /// `Security Minister`
    pub title: String,
    /// `Home Office`
    pub organisation: Option<String>,
    /// From when; none where it is not known.
    pub from: Option<When>,
    /// Until when; none where it is held, or not known.
    pub to: Option<When>,
    /// Whether it was held for somebody else.
    pub acting: bool,
    /// Whether it is held on the day that the page answers for, as far as is known.
    pub current: bool,
}

/// A name in another language.
#[derive(Debug, Clone, Serialize)]
pub struct NameIn {
    /// The BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The name.
    pub name: String,
}

/// An agreement that a minister acted in.
#[derive(Debug, Clone, Serialize)]
pub struct SignedAgreement {
    /// The agreement.
    pub agreement: AgreementCard,
    /// What happened: usually `signed`.
    pub event: Term,
    /// When.
    pub date: When,
    /// The role that was held then.
    pub role: Option<String>,
}

/// A figure in a card or in the figures box, as of the page's date.
#[derive(Debug, Clone, Serialize)]
pub struct FigureCard {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its `data.csv`.
    pub csv_url: String,
    /// What is counted.
    pub measure: Option<String>,
    /// The value known on that date; none where none was.
    pub value: Option<FigureValue>,
    /// How it changed from the period before, in words ("a fall of about 27%").
    pub change: Option<String>,
    /// A newer value, known by now and not on the page's date.
    pub newer: Option<FigureValue>,
    /// Where it comes from.
    pub source: Option<FigureSource>,
    /// What to know before it is used.
    pub caveat: Option<String>,
    /// All values, oldest first.
    pub series: Vec<Observation>,
    /// Whether values were rounded, in words ("Rounded to the nearest 100").
    pub rounding: Option<String>,
}

/// One value of a figure.
#[derive(Debug, Clone, Serialize)]
pub struct FigureValue {
    /// With qualifier and unit: `up to £12.3 billion`.
    pub words: String,
    /// As a plain decimal number: `12300000000`.
    pub machine: String,
    /// The period, in words; none where it is not known.
    pub period: Option<String>,
    /// Whether it may still be revised.
    pub provisional: bool,
}

/// One row of a figure's table.
#[derive(Debug, Clone, Serialize)]
pub struct Observation {
    /// The value with its period.
    #[serde(flatten)]
    pub value: FigureValue,
    /// The anchor of its row.
    pub anchor: String,
    /// The change from the row before, in words.
    pub change: Option<String>,
    /// When it was published.
    pub published: Option<When>,
}

/// Where a figure comes from.
#[derive(Debug, Clone, Serialize)]
pub struct FigureSource {
    /// The publication.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// When it came out.
    pub published: Option<When>,
    /// When the next one comes out.
    pub next_release: Option<When>,
    /// Its licence.
    pub licence: Option<String>,
}

/// `figure`: the rest of a figure's page.
#[derive(Debug, Clone, Serialize)]
pub struct FigureContext {
    /// What its card shows.
    #[serde(flatten)]
    pub card: FigureCard,
    /// The unit, in words.
    pub unit: Option<String>,
    /// The area that it covers.
    pub geography: Option<String>,
    /// Words that fit.
    pub say: Vec<String>,
    /// Words that do not.
    pub never_say: Vec<String>,
}

/// `mentions`: who refers to a record, newest first; a page of them.
#[derive(Debug, Clone, Serialize)]
pub struct Mention {
    /// The page that refers to it.
    pub page: BriefingCard,
    /// The sentences that do, as text, with what stood there for the record.
    pub sentences: Vec<Sentence>,
}

/// A sentence that uses a record.
#[derive(Debug, Clone, Serialize)]
pub struct Sentence {
    /// Its text up to what was printed for the record.
    pub before: String,
    /// What was printed for the record, on that page's date.
    pub printed: String,
    /// The rest of it.
    pub after: String,
}
