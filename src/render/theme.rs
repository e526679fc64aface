//! Templates: the built-in ones, and those that a site overrides them with.
//!
//! In: the files of `templates/`. Out: a [`Theme`], and findings about templates that cannot be used.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use super::printer::{self, Program};
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::source::{Hash, LineIndex, SitePath, Source, Span};

/// Templates that are ready to render with.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    pub(super) tera: Tera,
    /// Those templates that can be printed without Tera, by name.
    pub(super) programs: Arc<BTreeMap<String, Program>>,
    /// The hashes of the files of `static/` that pages may ask for by `asset()`.
    pub(super) assets: BTreeMap<String, Hash>,
    sources: BTreeMap<String, Source>,
}

/// The folder of the templates, with its slash.
const FOLDER: &str = "templates/";

/// Loads templates; a faulty one is left out, so that its faults do not hide others.
///
/// `assets` are the hashes of the files of `static/`, by their path below it.
#[must_use]
pub fn load(templates: Vec<Source>, assets: BTreeMap<String, Hash>) -> (Theme, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut sources = BTreeMap::new();
    for source in templates {
        let name = source.path.as_str().strip_prefix(FOLDER).unwrap_or(source.path.as_str());
        match syntax_error(name, &source) {
            Some(finding) => findings.push(finding),
            None => {
                sources.insert(name.to_owned(), source);
            }
        }
    }

    let mut tera = Tera::new();
    super::functions::declare(&mut tera);
    super::phrases::declare(&mut tera);

    let all = sources.iter().map(|(name, source)| (name.as_str(), &*source.text));
    if let Err(error) = tera.add_raw_templates(all) {
        // After a syntax error, templates that extend the faulty one cannot be resolved.
        if findings.is_empty() {
            findings.extend(template_errors(&sources, &error));
        }

        tera = Tera::new();
        // What Tera could not put together has no meaning.
        return (Theme { tera, assets, sources, ..Theme::default() }, findings);
    }

    let all = sources.iter().map(|(name, source)| (name.as_str(), &*source.text));
    let programs = Arc::new(printer::programs(all));
    let theme = Theme { tera, programs, assets, sources };

    (theme, findings)
}

/// Parses one template on its own; what it extends and includes is resolved later.
fn syntax_error(name: &str, source: &Source) -> Option<Diagnostic> {
    // A separate instance: in a shared one, the first faulty template would hide the others.
    let error = Tera::new().add_raw_template(name, &source.text).err()?;
    let ErrorKind::SyntaxError(report) = error.kind() else {
        return None;
    };
    let place = Place::new(&source.path, span_of(&source.text, report.span()));
    let message = format!("the template cannot be read: {}", in_lower_case(report.message()));

    Some(
        Diagnostic::new(Code::TemplateSyntax, place, message)
            .help("templates are written in the language of Tera: look for a tag or a bracket that is not closed"),
    )
}

/// Explains errors that concern several templates.
fn template_errors(sources: &BTreeMap<String, Source>, error: &tera::Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::Msg(reports) => {
            let found: Vec<_> = reports
                .split("error: ")
                .filter_map(|report| parse_report(sources, report))
                .collect();
            if found.is_empty() { vec![combination_error(sources, error)] } else { found }
        }
        _ => vec![combination_error(sources, error)],
    }
}

/// Parses one of the reports that Tera concatenates: the fact ("Unknown filter" and its name), then ` -->
/// page.html:1:17`, the line itself, and carets below the place.
fn parse_report(sources: &BTreeMap<String, Source>, report: &str) -> Option<Diagnostic> {
    let mut lines = report.lines();
    let fact = lines.next()?;
    let (_, place) = lines.next()?.split_once("--> ")?;

    // From the right: a file name may contain a colon.
    let mut place = place.rsplitn(3, ':');

    // Columns are counted from 1; zero would be an unknown format.
    let column: usize = place.next()?.parse().ok().filter(|&column| column > 0)?;

    let line: usize = place.next()?.parse().ok()?;
    let source = sources.get(place.next()?)?;
    let wanted = fact.split('`').nth(1).unwrap_or_default();
    let templates = sources.keys().map(String::as_str);
    let (message, near) = if fact.starts_with("Unknown template") {
        (format!("the template names `{wanted}`, which is not there"), nearest(wanted, templates))
    } else if fact.starts_with("Unknown filter") {
        (format!("there is no filter `{wanted}`"), None)
    } else if fact.starts_with("Unknown function") {
        let known = super::functions::NAMES.iter().copied();
        (format!("there is no function `{wanted}`"), nearest(wanted, known))
    } else if fact.starts_with("Block") {
        (format!("no template that this one extends has a block `{wanted}`"), None)
    } else {
        (in_lower_case(fact), None)
    };

    // Tera marks the whole call of a function; only the name is wrong.
    let line = LineIndex::new(&source.text).line(line);
    let text = &source.text[line.clone()];
    let from = text.char_indices().nth(column - 1).map_or(0, |(at, _)| at);
    let span = match text[from..].find(wanted).filter(|_| !wanted.is_empty()) {
        Some(at) => Span::new(line.start + from + at, line.start + from + at + wanted.len()),
        None => Span::from(line),
    };

    Some(
        Diagnostic::new(Code::TemplateSyntax, Place::new(&source.path, span), message).help(
            match near {
                Some(near) => format!("did you mean `{near}`?"),
                None if fact.starts_with("Block") => {
                    format!("the blocks are: {}", blocks(sources, wanted).join(", "))
                }
                None => {
                    "besides those of Tera there are the functions `asset`, `has_asset`, `url` and `answer`, and the filters `fill` and `plural`"
                        .to_owned()
                }
            },
        ),
    )
}

/// Returns the names of the blocks of all templates but an unknown one, sorted.
fn blocks<'s>(sources: &'s BTreeMap<String, Source>, unknown: &str) -> Vec<&'s str> {
    let mut names: Vec<&str> = Vec::new();
    for source in sources.values() {
        let tags = source.text.split("{%").skip(1);
        let tags = tags.map(|tag| tag.trim_start_matches('-').trim_start());
        names.extend(tags.filter_map(|tag| tag.strip_prefix("block ")?.split_whitespace().next()));
    }

    names.sort_unstable();
    names.dedup();
    names.retain(|name| *name != unknown);

    names
}

fn combination_error(sources: &BTreeMap<String, Source>, error: &tera::Error) -> Diagnostic {
    let names = || sources.keys().map(String::as_str);
    let at = |name: &str, words: &str| {
        let source = sources.get(name);
        let path = source
            .map_or_else(|| SitePath::new(format!("{FOLDER}{name}")), |source| source.path.clone());
        let start = source.and_then(|source| source.text.find(words)).unwrap_or(0);
        Place::new(&path, Span::new(start, start + if start == 0 { 0 } else { words.len() }))
    };

    let missing = |name: &str| match nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("put it into `{FOLDER}{name}`, or take the line out"),
    };

    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let text = sources.get(report.filename()).map_or("", |source| &source.text);
            let place = Place::new(
                &SitePath::new(format!("{FOLDER}{}", report.filename())),
                span_of(text, report.span()),
            );

            let message =
                format!("the template cannot be used: {}", in_lower_case(report.message()));
            Diagnostic::new(Code::TemplateSyntax, place, message)
                .help("besides those of Tera there are the functions `asset`, `has_asset`, `url` and `answer`, and the filters `fill` and `plural`")
        }

        ErrorKind::MissingParent { current, parent } => Diagnostic::new(
            Code::TemplateSyntax,
            at(current, parent),
            format!("the template extends `{parent}`, which is not there"),
        )
        .help(missing(parent)),

        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Diagnostic::new(
                Code::TemplateSyntax,
                at(
                    tpl,
                    if sources.get(tpl).is_some_and(|it| it.text.contains("extends")) {
                        "extends"
                    } else {
                        "include"
                    },
                ),
                "the template is built on itself",
            )
            .help("follow its `extends` and `include` lines, and take out the one that leads back")
        }

        ErrorKind::TemplateNotFound(name) => {
            // Tera names the missing template, not the one that refers to it.
            let by =
                sources.iter().find(|(_, source)| source.text.contains(&format!("\"{name}\"")));
            let by = by.map_or(name.as_str(), |(by, _)| by);

            Diagnostic::new(
                Code::TemplateSyntax,
                at(by, name),
                format!("the template names `{name}`, which is not there"),
            )
            .help(missing(name))
        }

        other => Diagnostic::new(
            Code::TemplateSyntax,
            at("base.html", ""),
            format!("the templates do not fit together: {}", in_lower_case(&other.to_string())),
        )
        .help("compare your templates with the built-in ones"),
    }
}

impl Theme {
    /// Returns the same templates with other hashes of assets.
    #[must_use]
    pub fn with_assets(&self, assets: BTreeMap<String, Hash>) -> Theme {
        Theme { assets, ..self.clone() }
    }

    /// Tells whether there is a template of a name.
    pub fn has(&self, name: &str) -> bool {
        self.sources.contains_key(name)
    }

    /// Returns the template name nearest to one that is not there.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.sources.keys().map(String::as_str))
    }

    /// Explains what went wrong while a page was rendered: the template's line, and the page.
    pub(super) fn render_error(
        &self,
        error: &tera::Error,
        template: &str,
        page: Place,
    ) -> Diagnostic {
        let (name, span, message) = match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                let text = self.sources.get(report.filename()).map_or("", |source| &source.text);
                (
                    report.filename().to_owned(),
                    span_of(text, report.span()),
                    report.message().to_owned(),
                )
            }
            other => (template.to_owned(), Span::default(), other.to_string()),
        };

        let path = SitePath::new(format!("{FOLDER}{name}"));
        let (message, help) = render_words(&message);
        let finding = Diagnostic::new(Code::TemplateRender, Place::new(&path, span), message);

        finding.label(page, "while this page was rendered").help(help)
    }
}

/// Shortens Tera's message about an unknown name; the full list of names is in the docs.
fn render_words(said: &str) -> (String, String) {
    let (fact, names) = match said.split_once(" Available ") {
        Some((fact, names)) => (fact.trim_end_matches('.'), Some(names)),
        // This message is our own, from the function `asset`.
        None if said.starts_with("there is no file") => {
            let help = "put the file there, or compare its name";
            return (said.to_owned(), help.to_owned());
        }
        None => match said.split_once(". ") {
            Some((fact, rest)) => (fact, Some(rest)),
            None => (said.trim_end_matches('.'), None),
        },
    };
    let wanted = fact.split('`').nth(1).unwrap_or_default();
    let known =
        names.unwrap_or_default().split(|letter: char| !letter.is_alphanumeric() && letter != '_');

    // Tera's list is prose: short words such as `a` and `is` are not names.
    let help = match nearest(wanted, known.filter(|name| name.len() > 2 && *name != wanted)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`chancery context URL` prints all that the template of a page may read".to_owned(),
    };

    (in_lower_case(fact), help)
}

fn in_lower_case(said: &str) -> String {
    let said = said.trim_end_matches('.');
    let mut letters = said.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn span_of(text: &str, span: &tera::Span) -> Span {
    let end = span.range.end.min(text.len());
    Span::new(span.range.start.min(end), end)
}
