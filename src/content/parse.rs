//! Reads a file of `content/`.
//!
//! In: a source. Out: its document, and findings. Invariant: reads nothing but the one file.

use std::ops::Range;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::briefing::RecordRef;
use super::document::{Document, Entry, Record, Shape};
use super::fitted::fitted;
use super::front_matter::{self, FrontMatter};
use super::head::{self, Head};
use super::kind::Kind;
use super::minister::Minister;
use super::prose::{Body, Notes, prose_text};
use super::statement::{self, Flow, Hints, Setting, Statements};
use super::words::SiteWords;
use super::{
    agreement, bounds, briefing, clearance, figure, keys, markdown, minister, placeholder,
    reference, slug, text_fields,
};
use crate::config::{self, SiteVocabulary};
use crate::diagnostic::{Code, Diagnostic, Place, TextKind, bound_findings, control_characters};
use crate::language::LanguageTag;
use crate::lexicon::Lexicon;
use crate::source::{Hash, NotUtf8, SitePath, Source, Span, Spanned, ValueTable, composed};
use crate::value::{ValueError, YearStarts};
use crate::yaml::{Fields, Node, NodeReader, Text, Value};

/// The largest file that is read, in bytes: a briefing of a thousand printed pages.
pub const MAX_FILE: u64 = 8 << 20;

/// How pages are read, by their site's settings.
#[derive(Debug, Clone, Default)]
pub struct SiteReading {
    /// The lexicon of the site's language, for a page without a language of its own.
    pub lexicon: Option<&'static Lexicon>,
    /// When its financial years begin.
    pub years: YearStarts,
    /// Whether HTML in Markdown is shown as text.
    pub escapes_html: bool,
    /// Its time zone, where the settings name one.
    pub timezone: Option<TimeZone>,
    /// Its language, in which a page without one of its own is written.
    pub language: LanguageTag,
    /// The words that it adds to those of front matter.
    pub vocabulary: Arc<SiteVocabulary>,
}

impl PartialEq for SiteReading {
    fn eq(&self, other: &SiteReading) -> bool {
        // Compared by address: there is one lexicon for each language, and it is static.
        let words = |site: &SiteReading| site.lexicon.map(std::ptr::from_ref);
        words(self) == words(other)
            && self.years == other.years
            && self.escapes_html == other.escapes_html
            && self.timezone == other.timezone
            // Words of a region are not told from those of the language.
            && self.language.base() == other.language.base()
            && self.vocabulary == other.vocabulary
    }
}

/// Parses a file: its front matter, and the links, references and claims of its prose.
///
/// `site` has the site's settings that the page may rely on.
#[must_use]
pub fn parse(source: &Source, site: &SiteReading) -> (Document, Vec<Diagnostic>) {
    parse_with(source, site, None)
}

/// Parses a file with the table of values that it [names](super::data_path).
#[must_use]
pub fn parse_with(
    source: &Source,
    site: &SiteReading,
    data: Option<&ValueTable>,
) -> (Document, Vec<Diagnostic>) {
    if source.text.len() as u64 > MAX_FILE {
        return too_large(&source.path, source.hash, source.text.len() as u64);
    }

    let (document, findings) = parse_text(source, site, data);

    (document, bound_findings(&source.path, findings))
}

fn parse_text(
    source: &Source,
    site: &SiteReading,
    data: Option<&ValueTable>,
) -> (Document, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let front = front_matter::split(source, &mut findings);
    let mut document = read(source, (site, data), &front, &mut findings);

    document.placeholders = placeholder::find(&source.text);
    if let Record::Briefing(briefing) = &document.own.record
        && !briefing.clearance.is_empty()
    {
        document.words_hash = Some(clearance::words_hash(source));
    }

    // Decided here: later findings, about names and prose, say nothing about the keys.
    document.is_sound =
        front.readable && !findings.iter().any(|finding| loses_values(finding.code));
    findings.extend(unfit_name(&document));

    // A page may be in another language than its site.
    let lexicon = match &document.own.head.language {
        Some(tag) => Lexicon::for_language(tag.value.as_str()),
        None => site.lexicon,
    };
    let notes = notes(source, &document, &front, &mut findings);
    let hints = Hints {
        lexicon,
        ..hints(&document, &source.text[notes.map_or(front.body, |(start, _)| start)..])
    };
    head_statements(source, &front, &hints, &mut document.statements);

    let found = &mut document.statements;

    text_fields::find(source, &front.entries, &mut findings);

    // In the front matter they are found with its keys.
    let rest = Span::new(front.body, source.text.len());
    control_characters(&source.path, &source.text, rest, TextKind::Prose, &mut findings);

    let start = notes.map_or(front.body, |(start, _)| start);
    let notes = notes.map(|(_, notes)| notes);
    let body = prose_text(&source.text, start, notes);
    let report = markdown::Report {
        path: &source.path,
        start,
        body: &body,
        has_html: !site.escapes_html,
        findings: &mut findings,
    };
    if let Some(finding) = markdown::too_dense(&report) {
        findings.push(finding);
        return (document, findings);
    }

    document.body = Body { notes, ..markdown::read(report, &hints, found) };
    findings.extend(bounds::bound_claims(&source.path, found));
    found.mentions_revisions = hints.compares
        && hints.lexicon.is_some_and(|lexicon| lexicon.records.mentions_revisions(&source.text));
    document.statements.all = fitted(std::mem::take(&mut document.statements.all));
    document.statements.names = fitted(std::mem::take(&mut document.statements.names));
    document.statements.tables = fitted(std::mem::take(&mut document.statements.tables));
    document.statements.lists = fitted(std::mem::take(&mut document.statements.lists));

    (document, findings)
}

/// Finds the notes to editors of a briefing: where they begin, and where they end.
fn notes(
    source: &Source,
    document: &Document,
    front: &FrontMatter,
    findings: &mut Vec<Diagnostic>,
) -> Option<(usize, Notes)> {
    // Four blanks make code of a paragraph.
    const DEEPEST: usize = 3;

    let is_briefing = matches!(document.own.record, Record::Briefing(_));
    let entry = front.entries.iter().find(|entry| &*entry.key.value == briefing::NOTES)?;
    if !is_briefing || !front.whole || !matches!(entry.node.value, Value::Scalar { .. }) {
        return None;
    }

    let words = words_of_scalar(source, &entry.node);
    let written = &source.text[words.clone()];
    let lines = written.lines().filter(|line| !line.trim().is_empty());
    let depth = lines.skip(1).map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    if depth > DEEPEST {
        let place = Place::new(&source.path, entry.key.span);
        let message = "the lines of `notes` are indented so far that they would print as code";
        findings.push(
            Diagnostic::new(Code::BadValue, place, message).help("indent them by two blanks"),
        );
        return None;
    }

    let byte = |at: usize| u32::try_from(at).ok();
    let notes = Notes { end: byte(words.end)?, rest: byte(front.body)? };
    (!written.trim().is_empty()).then_some((words.start, notes))
}

/// Decides which kinds of claims to extract from the prose.
fn hints(document: &Document, body: &str) -> Hints {
    let has_references = body.contains("[[");
    let Record::Briefing(briefing) = &document.own.record else {
        // The page of a record refers to its own values without naming it.
        let own = !matches!(document.own.record, Record::Page);
        return Hints {
            compares: has_references || own,
            agreements: has_references,
            ..Hints::default()
        };
    };
    let names = briefing.named(Kind::Minister);

    // Shorter parts of a name are particles and initials ("al", "de"), which many other names contain too.
    let words = names.flat_map(|id| id.value.split('-')).filter(|word| word.len() > 3);

    Hints {
        compares: has_references || !briefing.records.is_empty(),
        agreements: has_references || briefing.named(Kind::Agreement).next().is_some(),
        names: words.map(Box::from).collect(),
        ..Hints::default()
    }
}

/// Extracts the claims of the front matter: the title, the summary, and the texts below it that readers see.
fn head_statements(source: &Source, front: &FrontMatter, hints: &Hints, found: &mut Statements) {
    let mut flow = Flow::new(Setting::FrontMatter);

    for entry in &front.entries {
        match (&*entry.key.value, &entry.node.value) {
            ("title" | "summary", Value::Scalar { .. }) => {
                text_statements(source, &entry.node, &mut flow, hints, found);
            }
            // A wrong number in a correction, or in an alternative text, costs the most.
            ("updates" | "withdrawn", _) => {
                let mut notes = Flow::new(Setting::Note);
                nested_statements(source, &entry.node, &mut notes, hints, found);
            }
            ("image" | "portrait", _) => {
                nested_statements(source, &entry.node, &mut flow, hints, found);
            }
            _ => {}
        }
    }
}

/// Extracts the claims of the texts below a key: the note of an update, the reason of a withdrawal.
fn nested_statements(
    source: &Source,
    node: &Node,
    flow: &mut Flow,
    hints: &Hints,
    found: &mut Statements,
) {
    const TEXTS: [&str; 4] = ["note", "reason", "alt", "caption"];

    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                if TEXTS.contains(&&*entry.key.value) {
                    text_statements(source, &entry.node, flow, hints, found);
                }
            }
        }
        Value::List(nodes) => {
            nodes.iter().for_each(|node| nested_statements(source, node, flow, hints, found));
        }
        Value::Scalar { .. } => {}
    }
}

/// Extracts the claims of one text.
fn text_statements(
    source: &Source,
    node: &Node,
    flow: &mut Flow,
    hints: &Hints,
    found: &mut Statements,
) {
    if !matches!(node.value, Value::Scalar { .. }) {
        return;
    }

    let words = words_of_scalar(source, node);
    flow.push(&source.text[words.clone()], words);
    statement::read(flow, hints, found);
}

/// Returns the place of a scalar's words, without YAML's marks around them; as written, so that bytes are those of the
/// source.
fn words_of_scalar(source: &Source, node: &Node) -> Range<usize> {
    let span = node.span.range();
    let written = &source.text[span.clone()];

    // The header of a block scalar (`>-`) and its indentation are on the first line.
    let header = match written.starts_with(['>', '|']) {
        true => written.find('\n').unwrap_or(written.len()),
        false => 0,
    };

    // YAML's quotation marks are not part of the sentence.
    let quoted = written.len() > 1 && written.starts_with(['"', '\'']);
    span.start + header + usize::from(quoted)..span.end - usize::from(quoted)
}

/// Tells whether a finding means that a part of the front matter could not be read.
fn loses_values(code: Code) -> bool {
    matches!(
        // Unknown and missing keys are absent here: they leave every other value readable.
        code,
        Code::YamlSyntax
            | Code::YamlTrap
            | Code::WrongType
            | Code::BadDate
            | Code::BadValue
            | Code::BadPeriod
            | Code::DuplicateKey
    )
}

/// Returns a placeholder for a file that is not UTF-8, so that its id is still known.
#[must_use]
pub fn unreadable(error: &NotUtf8) -> (Document, Vec<Diagnostic>) {
    // An empty span: bytes that are not UTF-8 have no characters to underline.
    let place = Place::new(&error.path, Span::new(error.offset, error.offset));
    let finding = Diagnostic::new(Code::NotUtf8, place, "the file is not UTF-8 from here on")
        .help("save it again as UTF-8; in most editors, \"Save with encoding\"");
    (bare(&error.path, error.hash), vec![finding])
}

/// Reports a file that is too large to be read, by its size in bytes; its id is known all the same.
#[must_use]
pub fn too_large(path: &SitePath, hash: Hash, size: u64) -> (Document, Vec<Diagnostic>) {
    let message =
        format!("the file has {} MB of text; the limit is {} MB", size >> 20, MAX_FILE >> 20);
    let finding = Diagnostic::new(Code::TooLarge, Place::new(path, Span::new(0, 0)), message)
        .help("split it into several pages");

    (bare(path, hash), vec![finding])
}

/// Reports a file or folder whose name gives no address.
fn unfit_name(document: &Document) -> Option<Diagnostic> {
    let place = Place::new(&document.path, Span::new(0, 0));
    let id = slug::id_of(&document.path);

    // A section is named by its folder, which is checked below like all others.
    let is_named_by_file = document.own.head.slug.is_none() && document.shape != Shape::Section;

    if is_named_by_file && (id.is_empty() || slug::or_page(id.clone()) != id) {
        let message = "no address can be made of the file's name";
        let finding = Diagnostic::new(Code::UnsafePath, place, message);
        return Some(finding.help("give it a name with letters or digits, or set `slug`"));
    }

    let below = document.path.folder().strip_prefix("content").unwrap_or_default();
    let folder = below.split('/').find(|folder| {
        !folder.is_empty() && slug::or_page(slug::slugify(folder)) != slug::slugify(folder)
    })?;

    let message = format!("no address can be made of the name of the folder `{folder}`");
    let finding = Diagnostic::new(Code::UnsafePath, place, message);

    Some(finding.help("rename the folder: letters, digits and hyphens are safe everywhere"))
}

/// Returns a document without values, of the kind and the id that its path gives.
pub(super) fn bare(path: &SitePath, hash: Hash) -> Document {
    // The section of `content/` itself has the empty id, which is not a mistake.
    let id = match (slug::id_of(path), path.name()) {
        (id, "_index.md") => id,
        (id, _) => slug::or_page(id),
    };

    let kind = if path.name() == "_index.md" { Kind::Page } else { Kind::from_path(path) };

    Document {
        path: path.clone(),
        hash,
        shape: match path.name() {
            "index.md" => Shape::Bundle,
            "_index.md" => Shape::Section,
            _ => Shape::Single,
        },
        // The path alone gives a file an id and an address, so that links to a page with faults do not break
        // as well.
        own: Entry {
            head: Head { title: id.as_str().into(), ..Head::default() },
            id: Spanned::new(id.into(), Span::default()),
            record: empty_record(kind),
        },
        misfiled: None,
        inline: Vec::new(),
        is_sound: false,
        body: Body::default(),
        words_hash: None,
        placeholders: Box::default(),
        statements: Statements::default(),
    }
}

fn empty_record(kind: Kind) -> Record {
    match kind {
        Kind::Page => Record::Page,
        Kind::Briefing => Record::Briefing(Box::default()),
        Kind::Agreement => Record::Agreement(Box::default()),
        Kind::Minister => Record::Minister(Box::default()),
        Kind::Figure => Record::Figure(Box::default()),
    }
}

/// Returns the kind that a file of `minister/` or `Briefings/` was meant to have: its name alone is no proof, but
/// a key that only that kind has is.
fn misfiled(document: &Document, front: &FrontMatter) -> Option<Kind> {
    if document.shape == Shape::Section || document.own.record.kind() != Kind::Page {
        return None;
    }

    let kind = Kind::of_misspelt_folder(&document.path)?;
    let has = |kind: Kind, name: &str| keys::keys(kind).keys().any(|key| key.name == name);
    let mut names = front.entries.iter().map(|entry| &*entry.key.value);

    names.any(|name| has(kind, name) && !has(Kind::Page, name)).then_some(kind)
}

/// Says which kind has a key that a plain page lacks.
fn advise_kind(reading: &mut NodeReader<'_>) {
    const KINDS: [Kind; 4] = [Kind::Briefing, Kind::Agreement, Kind::Minister, Kind::Figure];

    for finding in &mut reading.findings {
        if finding.code != Code::UnknownKey || !finding.fix.is_empty() {
            continue;
        }

        let name = &reading.source[finding.place.span.range()];
        let has = |kind: &Kind| keys::keys(*kind).keys().any(|key| key.name == name);
        if let Some(kind) = KINDS.into_iter().find(has) {
            let (phrase, folder) = (kind.phrase(), kind.folder());
            finding.help = Some(format!(
                "`{name}` is a key of {phrase}: if this is one, move the file into `content/{folder}/`"
            ));
        }
    }
}

fn read(
    source: &Source,
    (site, data): (&SiteReading, Option<&ValueTable>),
    front: &FrontMatter,
    findings: &mut Vec<Diagnostic>,
) -> Document {
    let mut document = bare(&source.path, source.hash);
    if !front.readable {
        return document;
    }

    if let Some(kind) = misfiled(&document, front) {
        document.misfiled = Some(kind);
        document.own.record = empty_record(kind);
    }

    let mut reading = NodeReader {
        path: &source.path,
        source: &source.text,
        years: site.years,
        data,
        zone: site.timezone.as_ref(),
        whole: front.whole,
        findings: Vec::new(),
    };

    let kind = document.own.record.kind();
    let mut fields =
        Fields::new(&mut reading, keys::of_file(kind, document.shape), &front.entries, front.span);
    let how = EntryReading::of_site(site);
    let (mut head, record) = entry(&mut fields, how, kind, document.shape, &mut document.inline);
    head::read_holding(&mut fields, &mut head);

    fields.finish();
    document.own.record = record;

    if kind == Kind::Page && document.shape != Shape::Section {
        advise_kind(&mut reading);
    }

    if let Some(slug) = &head.slug {
        document.own.id = slug.clone();
    }

    // The id serves as the title where none is written, so that every list can name the page.
    let title = std::mem::take(&mut document.own.head.title);
    document.own.head = head;

    if document.own.head.title.is_empty() {
        document.own.head.title = title;
    }

    findings.append(&mut reading.findings);

    document
}

/// What decides how an entry is read.
#[derive(Clone, Copy)]
pub(super) struct EntryReading<'s> {
    site: &'s SiteReading,
    /// The language of the file that defines an inline record.
    own: Option<&'s LanguageTag>,
}

impl<'s> EntryReading<'s> {
    /// Reads an entry in the language of its site, unless it names one.
    pub(super) fn of_site(site: &'s SiteReading) -> EntryReading<'s> {
        EntryReading { site, own: None }
    }
}

/// Reads all keys of a page or record.
pub(super) fn entry(
    fields: &mut Fields<'_, '_, '_>,
    reading: EntryReading<'_>,
    kind: Kind,
    shape: Shape,
    inline: &mut Vec<Entry>,
) -> (Head, Record) {
    let title = fields.text(if kind == Kind::Minister { "name" } else { "title" });
    let mut head = head::read(fields);
    head.title = title.map(|title| title.value).unwrap_or_default();
    head.translation_of = translation_of(fields, kind, shape);

    let language = head.language.as_ref().map(|tag| tag.value.clone());
    let own = language.as_ref().or(reading.own).unwrap_or(&reading.site.language);
    let words = SiteWords { vocabulary: &reading.site.vocabulary, language: own };
    let reading = EntryReading { own: Some(own), ..reading };

    if matches!(kind, Kind::Agreement | Kind::Minister | Kind::Figure) {
        head.summaries = config::in_languages(fields, "summaries");
    }

    if matches!(kind, Kind::Agreement | Kind::Figure) {
        head.titles = config::in_languages(fields, "titles");
    }

    if kind == Kind::Minister {
        let aliases = head::minister_aliases(fields);
        head.aliases = aliases.addresses;
        let minister = Minister { other_names: aliases.spellings, ..minister::read(fields, words) };

        return (head, Record::Minister(Box::new(minister)));
    }

    // Not for ministers, whose aliases also hold names: a key is read only once.
    head.aliases = head::aliases(fields);

    let record = match kind {
        Kind::Page | Kind::Minister => Record::Page,
        Kind::Briefing => {
            let records = records(fields, reading, inline);
            Record::Briefing(Box::new(briefing::read(fields, records, words)))
        }
        Kind::Agreement => Record::Agreement(Box::new(agreement::read(fields, words))),
        Kind::Figure => Record::Figure(Box::new(figure::read(fields))),
    };

    (head, record)
}

/// Reads the lists of records of a briefing, and the records that they define inline.
fn records(
    fields: &mut Fields<'_, '_, '_>,
    reading: EntryReading<'_>,
    inline: &mut Vec<Entry>,
) -> Vec<RecordRef> {
    let mut records = Vec::new();
    for (key, kind) in
        [("agreements", Kind::Agreement), ("ministers", Kind::Minister), ("figures", Kind::Figure)]
    {
        for item in fields.items(key) {
            let id = match item.value {
                // The id is in the list either way, so that later stages need not know where a record was
                // defined.
                Value::Map(_) => inline_entry(fields.reading, reading, item, kind).map(|entry| {
                    let id = entry.id.clone();
                    inline.push(entry);
                    id
                }),
                _ => reference::read(fields.reading, item, kind),
            };

            records.extend(id.map(|id| RecordRef { kind, id }));
        }
    }

    fitted(records)
}

/// Reads a record that a list defines in place.
fn inline_entry(
    nodes: &mut NodeReader<'_>,
    reading: EntryReading<'_>,
    node: &Node,
    kind: Kind,
) -> Option<Entry> {
    let mut fields = Fields::from_node(nodes, keys::of_inline(kind), node)?;
    let id = fields.text("id").map(|id| id.map(|id| Box::from(&*composed(&id))));
    let (mut head, record) = entry(&mut fields, reading, kind, Shape::Single, &mut Vec::new());

    fields.finish();

    // Only after `finish`, so that an entry without an id also gets the findings about its other keys.
    let id = id?;
    if let Err(problem) = slug::check_slug("id", &id.value) {
        let (code, error) = match problem {
            slug::PathProblem::Unsafe(error) => (Code::UnsafePath, error),
            slug::PathProblem::Unfit(error) => (Code::BadValue, error),
        };

        // With another id the record would be read, and may have findings of its own.
        nodes.bad(code, id.span, ValueError { fix: None, ..error });
        return None;
    }

    if head.title.is_empty() {
        head.title.clone_from(&id.value);
    }

    Some(Entry { id, head, record })
}

/// Reads the page that this one is a translation of.
///
/// Records are written once for all languages, and sections are named in each. For these the key is in no
/// schema, so that no tool offers it, and gets a finding that says what to do instead.
fn translation_of(fields: &mut Fields<'_, '_, '_>, kind: Kind, shape: Shape) -> Option<Text> {
    let help = match (kind, shape) {
        (_, Shape::Section) => "translate the pages below it, and name it in their language",
        (Kind::Page | Kind::Briefing, _) => {
            let node = fields.node("translation_of")?;
            return reference::read(fields.reading, node, kind);
        }
        (Kind::Minister, _) => {
            "take the line out: write the name in other languages into `names`, and translate the briefings"
        }
        _ => "take the line out, and translate the briefings that name the record",
    };

    let node = fields.refuse("translation_of")?;
    let what = keys::of_file(kind, shape).what;
    let message = format!("{what} is written once, for all languages, and cannot be a translation");
    let span = fields.key("translation_of").unwrap_or(node.span);
    fields.reading.report(Code::BadValue, span, message, help);

    None
}
