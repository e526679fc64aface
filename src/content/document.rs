//! A file of `content/` with everything that can be known from it alone.

use super::agreement::Agreement;
use super::briefing::Briefing;
use super::figure::Figure;
use super::front_matter::{self, FrontMatter};
use super::head::{self, Head};
use super::kind::Kind;
use super::minister::Minister;
use super::prose::Body;
use super::statement::{self, Flow, Hints, Setting, Statements};
use super::{agreement, briefing, figure, fitted, markdown, minister, slug};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::lexicon::Lexicon;
use crate::source::{Hash, NotUtf8, SitePath, Source, Span, Spanned};
use crate::yaml::{Fields, Node, Reading, Text, Value};

/// What a file is to the folder that it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `name.md`
    Single,
    /// `name/index.md`, with files of its own beside it.
    Bundle,
    /// `_index.md`, a section's own text.
    Section,
}

/// What is particular to a kind.
#[derive(Debug, Clone)]
pub enum Record {
    /// A page or a section has nothing of its own.
    Page,
    /// A briefing.
    Briefing(Box<Briefing>),
    /// An agreement.
    Agreement(Box<Agreement>),
    /// A minister.
    Minister(Box<Minister>),
    /// A figure.
    Figure(Box<Figure>),
}

impl Record {
    /// Returns which kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Record::Page => Kind::Page,
            Record::Briefing(_) => Kind::Briefing,
            Record::Agreement(_) => Kind::Agreement,
            Record::Minister(_) => Kind::Minister,
            Record::Figure(_) => Kind::Figure,
        }
    }
}

/// A page or a record: a file's own, or one that a briefing defines in its lists.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The id, and where it comes from: the key `slug` or `id`, or the file as a whole.
    pub id: Text,
    /// What every page has.
    pub head: Head,
    /// What its kind has.
    pub record: Record,
}

/// A file of `content/`.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it lies.
    pub path: SitePath,
    /// The hash of its bytes.
    pub hash: Hash,
    /// What it is to its folder.
    pub shape: Shape,
    /// The page or record that the file describes.
    pub own: Entry,
    /// Records that its lists define.
    pub inline: Vec<Entry>,
    /// Whether all of its front matter could be read; where it could not, what a record lacks proves
    /// nothing.
    pub is_sound: bool,
    /// Its prose.
    pub body: Body,
    /// What its title, its summary and its prose claim.
    pub statements: Statements,
}

impl Document {
    /// Returns what the file describes: its own page or record, and those that its lists define.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        std::iter::once(&self.own).chain(&self.inline)
    }
}

/// The largest file that is read, in bytes: a briefing of a thousand printed pages.
pub(super) const MAX_FILE: usize = 8 << 20;

/// Reads a file: its front matter, and what its prose names and claims.
///
/// `site_lexicon` has the words of the site's language, for a page that names no language of its own.
#[must_use]
pub fn parse(
    source: &Source,
    site_lexicon: Option<&'static Lexicon>,
) -> (Document, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    if source.text.len() > MAX_FILE {
        let message = format!(
            "the file holds {} MB of text, and {} MB are read at most",
            source.text.len() >> 20,
            MAX_FILE >> 20
        );

        let place = Place::new(&source.path, Span::new(0, 0));
        findings.push(
            Diagnostic::new(Code::TooLarge, place, message).help("split it into several pages"),
        );

        return (bare(&source.path, source.hash), findings);
    }

    let front = front_matter::split(source, &mut findings);
    let mut document = read(source, &front, &mut findings);
    document.is_sound = !findings.iter().any(|finding| loses_something(finding.code));
    findings.extend(unfit_name(&document));

    // A page may be in another language than its site.
    let lexicon = match &document.own.head.language {
        Some(tag) => Lexicon::for_language(tag.value.as_str()),
        None => site_lexicon,
    };
    let hints = Hints { lexicon, ..hints(&document, &source.text[front.body..]) };
    head_statements(source, &front, &hints, &mut document.statements);

    let found = &mut document.statements;
    document.body = markdown::read(&source.text, front.body, &hints, found);
    document.statements.all = fitted(std::mem::take(&mut document.statements.all));
    document.statements.names = fitted(std::mem::take(&mut document.statements.names));

    (document, findings)
}

/// Decides which kinds of claims to extract from the body.
fn hints(document: &Document, body: &str) -> Hints {
    let refers = body.contains("[[");
    let Record::Briefing(briefing) = &document.own.record else {
        let own = !matches!(document.own.record, Record::Page);
        return Hints { compares: refers || own, agreements: refers, ..Hints::default() };
    };
    let names = briefing.named(Kind::Minister);
    let words = names.flat_map(|id| id.value.split('-')).filter(|word| word.len() > 3);

    Hints {
        compares: refers || !briefing.records.is_empty(),
        agreements: refers || briefing.named(Kind::Agreement).next().is_some(),
        names: words.map(Box::from).collect(),
        lexicon: None,
    }
}

/// Reads the title and the summary, as they are written: a line break in them is a space.
fn head_statements(source: &Source, front: &FrontMatter, hints: &Hints, found: &mut Statements) {
    let mut flow = Flow::new(Setting::FrontMatter);
    for entry in &front.entries {
        let is_text = matches!(entry.node.value, Value::Scalar { .. });
        if is_text && matches!(&*entry.key.value, "title" | "summary") {
            let span = entry.node.span.range();
            let written = &source.text[span.clone()];
            let header = match written.starts_with(['>', '|']) {
                true => written.find('\n').unwrap_or(written.len()),
                false => 0,
            };

            // The quotation marks of YAML are nobody's words.
            let quoted = written.len() > 1 && written.starts_with(['"', '\'']);
            let words = header + usize::from(quoted)..written.len() - usize::from(quoted);
            flow.push(&written[words.clone()], span.start + words.start..span.start + words.end);
            statement::read(&mut flow, hints, found);
        }
    }
}

/// Tells the findings about front matter of which a part could not be read.
fn loses_something(code: Code) -> bool {
    matches!(
        code,
        Code::YamlSyntax
            | Code::YamlTrap
            | Code::WrongType
            | Code::BadDate
            | Code::BadValue
            | Code::BadPeriod
    )
}

/// Stands for a file whose bytes are no text, so that its id is known all the same.
#[must_use]
pub fn unreadable(error: &NotUtf8) -> (Document, Vec<Diagnostic>) {
    let place = Place::new(&error.path, Span::new(error.offset, error.offset));
    let finding = Diagnostic::new(Code::NotUtf8, place, "the file is not UTF-8 from here on")
        .help("save it again as UTF-8; in most editors, \"Save with encoding\"");
    (bare(&error.path, error.hash), vec![finding])
}

/// Reports a file or folder whose name cannot stand in an address.
fn unfit_name(document: &Document) -> Option<Diagnostic> {
    let place = Place::new(&document.path, Span::new(0, 0));
    let id = slug::id_of(&document.path);
    let named = document.own.head.slug.is_none() && document.shape != Shape::Section;

    if named && (id.is_empty() || slug::or_page(id.clone()) != id) {
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

fn bare(path: &SitePath, hash: Hash) -> Document {
    let id = match (slug::id_of(path), path.name()) {
        (id, "_index.md") => id,
        (id, _) => slug::or_page(id),
    };

    let kind = if path.name() == "_index.md" { Kind::Page } else { Kind::of(path) };

    Document {
        path: path.clone(),
        hash,
        shape: match path.name() {
            "index.md" => Shape::Bundle,
            "_index.md" => Shape::Section,
            _ => Shape::Single,
        },
        own: Entry {
            head: Head { title: id.as_str().into(), ..Head::default() },
            id: Spanned::new(id.into(), Span::default()),
            record: match kind {
                Kind::Page => Record::Page,
                Kind::Briefing => Record::Briefing(Box::default()),
                Kind::Agreement => Record::Agreement(Box::default()),
                Kind::Minister => Record::Minister(Box::default()),
                Kind::Figure => Record::Figure(Box::default()),
            },
        },
        inline: Vec::new(),
        is_sound: false,
        body: Body::default(),
        statements: Statements::default(),
    }
}

fn read(source: &Source, front: &FrontMatter, findings: &mut Vec<Diagnostic>) -> Document {
    let mut document = bare(&source.path, source.hash);
    if !front.readable {
        return document;
    }

    let mut reading = Reading {
        path: &source.path,
        source: &source.text,
        whole: front.whole,
        findings: Vec::new(),
    };

    let what = if document.shape == Shape::Section {
        "a section"
    } else {
        document.own.record.kind().phrase()
    };

    let kind = document.own.record.kind();
    let mut fields = Fields::new(&mut reading, what, &front.entries, front.span);
    let (head, record) = entry(&mut fields, kind, document.shape, &mut document.inline);

    fields.finish();
    document.own.record = record;

    if let Some(slug) = &head.slug {
        document.own.id = slug.clone();
    }

    let title = std::mem::take(&mut document.own.head.title);
    document.own.head = head;

    if document.own.head.title.is_empty() {
        document.own.head.title = title;
    }

    findings.append(&mut reading.findings);

    document
}

/// Reads all keys of a page or record.
fn entry(
    fields: &mut Fields<'_, '_, '_>,
    kind: Kind,
    shape: Shape,
    inline: &mut Vec<Entry>,
) -> (Head, Record) {
    let title = title(fields, kind, shape);
    let mut head = head::read(fields);
    head.title = title.map(|title| title.value).unwrap_or_default();
    head.translation_of = translation_of(fields, kind, shape);

    if kind == Kind::Minister {
        let (old, spellings) = head::addresses_and_spellings(fields);
        head.aliases = old;
        let mut minister = minister::read(fields);
        minister.other_names = spellings;
        return (head, Record::Minister(Box::new(minister)));
    }

    head.aliases = head::aliases(fields);

    let record = match kind {
        Kind::Page | Kind::Minister => Record::Page,
        Kind::Briefing => Record::Briefing(Box::new(briefing::read(fields, inline))),
        Kind::Agreement => Record::Agreement(Box::new(agreement::read(fields))),
        Kind::Figure => Record::Figure(Box::new(figure::read(fields))),
    };

    (head, record)
}

/// A briefing or a page may be a translation; a record is written once, and is read in all languages.
fn translation_of(fields: &mut Fields<'_, '_, '_>, kind: Kind, shape: Shape) -> Option<Text> {
    let node = fields.node("translation_of")?;
    let help = match (kind, shape) {
        (_, Shape::Section) => "translate the pages below it, and name it in their language",
        (Kind::Page | Kind::Briefing, _) => {
            return reference(fields.reading, node, kind, None);
        }
        (Kind::Minister, _) => {
            "take the line out: write the name in other languages into `names`, and translate the briefings"
        }
        _ => "take the line out, and translate the briefings that name the record",
    };

    let what = if shape == Shape::Section { "a section" } else { kind.phrase() };
    let message = format!("{what} is written once, for all languages, and is no translation");
    let span = fields.key("translation_of").unwrap_or(node.span);
    fields.reading.report(Code::BadValue, span, message, help);

    None
}

/// A minister is titled by the name; a section may go without, and is then called by its kind.
fn title(fields: &mut Fields<'_, '_, '_>, kind: Kind, shape: Shape) -> Option<Text> {
    match (kind, shape) {
        (Kind::Minister, _) => fields.required("name"),
        (_, Shape::Section) => fields.text("title"),
        _ => fields.required("title"),
    }
}

/// Reads an id that names a record, or a map that defines one on the spot.
pub(super) fn reference(
    reading: &mut Reading<'_>,
    node: &Node,
    kind: Kind,
    inline: Option<&mut Vec<Entry>>,
) -> Option<Text> {
    match (&node.value, inline) {
        (Value::Map(_), Some(inline)) => {
            let entry = inline_entry(reading, node, kind)?;
            let id = entry.id.clone();
            inline.push(entry);
            Some(id)
        }

        (Value::List(items), _) => {
            let written = &reading.source[node.span.range()];
            let inner = written.trim_matches(['[', ']', ' ']);
            let doubled = written.starts_with('[')
                && reading.source[..node.span.start as usize].trim_end().ends_with(['[', ',']);
            let scalars = items.iter().all(|item| matches!(item.value, Value::Scalar { .. }));
            let list_in_list =
                matches!(items.as_slice(), [one] if matches!(one.value, Value::List(_)));
            let finding = if list_in_list || (doubled && scalars && !written.contains('\n')) {
                Diagnostic::new(
                    Code::YamlTrap,
                    reading.place(node.span),
                    "double brackets are for prose; YAML reads them as a list in a list",
                )
                .help(format!("write the id alone: `{inner}`"))
                .fix(reading.place(node.span), inner)
            } else {
                Diagnostic::new(
                    Code::WrongType,
                    reading.place(node.span),
                    format!("this must be the id of {}, and it is a list", kind.phrase()),
                )
                .help("write the id alone")
            };

            reading.findings.push(finding);

            None
        }

        _ => {
            let text = reading.text(node, &format!("the id of {}", kind.phrase()))?;
            let prefix = format!("{}:", kind.word());
            Some(text.map(|id| id.strip_prefix(&prefix).map_or(id.clone(), Into::into)))
        }
    }
}

fn inline_entry(reading: &mut Reading<'_>, node: &Node, kind: Kind) -> Option<Entry> {
    let mut fields = Fields::of(reading, kind.phrase(), node)?;
    let id = fields.required("id");
    let (mut head, record) = entry(&mut fields, kind, Shape::Single, &mut Vec::new());

    fields.finish();

    let id = id?;
    if let Err(problem) = slug::check_slug("id", &id.value) {
        let (code, error) = match problem {
            slug::PathProblem::Unsafe(error) => (Code::UnsafePath, error),
            slug::PathProblem::Unfit(error) => (Code::BadValue, error),
        };
        reading.bad(code, id.span, error);
        return None;
    }

    if head.title.is_empty() {
        head.title.clone_from(&id.value);
    }

    Some(Entry { id, head, record })
}
