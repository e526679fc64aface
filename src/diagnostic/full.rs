//! Writes findings for people: the source with the relevant part underlined, and a fix as a patch.
//!
//! In: findings. Out: text for a terminal, with or without colours. Invariant: the size of a finding's
//! text does not grow with its source.

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Level, Origin, Patch, Renderer, Snippet,
};

use super::clean::{one_line, visible, visible_name};
use super::concat::concat;
use super::excerpt::{Excerpt, ROOM, VisibleRange, complete_range, grouped, visible_range};
use super::finding::{Diagnostic, Edit, Place};
use super::position::LineIndexes;
use super::severity::Severity;
use super::style::Style;
use crate::source::SitePath;

/// Number of further places that are shown; the rest are counted. A dozen fills a screen.
const LABELS: usize = 12;
/// Length in bytes up to which a replacement is shown as a patch.
const REPLACEMENT: usize = 1000;
/// Placeholder for the file of a snippet until its place is put in, see [`SnippetHeaders`]; a private-use
/// character, which [`visible`] takes out of everything that writers wrote.
const FILE: char = '\u{e000}';

/// Number of findings of one file that are drawn; the rest are counted. Nobody reads on, and a file of a megabyte may
/// have a hundred thousand.
const DRAWN: usize = 1000;

pub(super) fn write(diagnostics: &[Diagnostic], lines: &LineIndexes, style: Style) -> String {
    let mut out = String::new();

    // Findings are sorted by their files.
    for of_file in diagnostics.chunk_by(|one, other| one.place.path == other.place.path) {
        let drawn = &of_file[..of_file.len().min(DRAWN)];
        out += &concat(drawn, |finding| report(finding, lines, style));

        if let more @ 1.. = of_file.len() - drawn.len() {
            let file = visible_name(of_file[0].place.path.as_str());
            out += &rest_of_file(more, &file);
        }
    }

    out
}

fn rest_of_file(more: usize, file: &str) -> String {
    format!("and {more} more findings in {file}: `--format concise` lists them all\n\n")
}

fn report(finding: &Diagnostic, lines: &LineIndexes, style: Style) -> String {
    // A terminal that reports fewer columns, or none, would leave no room for the message.
    let width = style.width.max(40);
    let mut view = SnippetHeaders { lines, width, headers: Vec::new() };
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };

    let mut title = level
        .primary_title(visible(&finding.message))
        .id(finding.code.as_str())
        .elements(sources(finding, &mut view))
        .elements(notes(finding, lines).map(|note| Level::NOTE.message(note)))
        .elements(held_note(finding).map(|note| Level::NOTE.message(note)));

    let help = finding.help.as_deref().map(visible);
    let patches = patches(finding, &mut view);
    let groups = if patches.is_empty() {
        title = title.elements(help.map(|help| Level::HELP.message(help)));
        vec![title]
    } else {
        let help = help.unwrap_or_else(|| "this fixes it".into());
        vec![title, Level::HELP.secondary_title(help).elements(patches)]
    };

    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.term_width(width).render(&groups);

    // A blank line after each finding, as rustc prints, so that the eye finds where one ends.
    view.put_headers_in(&text) + "\n\n"
}

/// Returns the note of a finding about a page that is held back.
fn held_note(finding: &Diagnostic) -> Option<String> {
    let held = finding.held.as_deref()?;
    Some(format!("this page is {}: it stops no build yet", visible(held)))
}

/// A place of a finding, with its label.
struct Marker<'a> {
    place: &'a Place,
    kind: AnnotationKind,
    text: Option<&'a str>,
}

fn sources<'a>(finding: &'a Diagnostic, view: &mut SnippetHeaders) -> Vec<Element<'a>> {
    let mut files: Vec<(&SitePath, Vec<Marker>)> = Vec::new();
    let primary = Marker { place: &finding.place, kind: AnnotationKind::Primary, text: None };
    let further = finding.labels.iter().take(LABELS).map(|label| Marker {
        place: &label.place,
        kind: AnnotationKind::Context,
        text: Some(&label.text),
    });

    // A label in a file without text becomes a note, see `notes`.
    let further = further.filter(|mark| view.lines.index(&mark.place.path).is_some());
    for mark in std::iter::once(primary).chain(further) {
        let path = &mark.place.path;
        match files.iter_mut().find(|(known, _)| *known == path) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((path, vec![mark])),
        }
    }

    files.into_iter().flat_map(|(path, marks)| file_sources(path, marks, view)).collect()
}

fn file_sources<'a>(
    path: &SitePath,
    marks: Vec<Marker<'a>>,
    view: &mut SnippetHeaders,
) -> Vec<Element<'a>> {
    let Some(index) = view.lines.index(path) else {
        return vec![Origin::path(visible_name(path.as_str())).into()];
    };
    let marks =
        marks.into_iter().map(|mark| (visible_range(index, mark.place.span), mark)).collect();
    // One snippet for each group, so that two places far apart do not bring all lines between them.
    let element = |group: Vec<(VisibleRange, Marker<'a>)>| {
        let excerpt = Excerpt::cut(index, &ranges(&group), ROOM);
        let header = view.header(group[0].1.place);
        let first_line = view.first_line(group[0].1.place, excerpt.first_line);
        let annotations = group.into_iter().map(|(range, mark)| {
            let annotation: Annotation<'a> = mark.kind.span(excerpt.range(&range.bytes));
            annotation.label(mark.text.map(one_line))
        });

        Snippet::source(excerpt.text.clone())
            .path(header)
            .line_start(first_line)
            .annotations(annotations)
            .into()
    };

    grouped(marks, |(range, _)| range).into_iter().map(element).collect()
}

fn ranges<T>(group: &[(VisibleRange, T)]) -> Vec<&VisibleRange> {
    group.iter().map(|(range, _)| range).collect()
}

/// Returns notes about what cannot be shown: labels in files without text, and the labels past the last.
fn notes(finding: &Diagnostic, lines: &LineIndexes) -> impl Iterator<Item = String> {
    let shown = finding.labels.iter().take(LABELS);
    let textless = shown.filter(|label| lines.index(&label.place.path).is_none());
    let more = match finding.labels.len().saturating_sub(LABELS) {
        0 => None,
        1 => Some("and 1 more place".to_string()),
        more => Some(format!("and {more} more places")),
    };

    textless
        .map(|label| {
            format!("{}: {}", visible_name(label.place.path.as_str()), one_line(&label.text))
        })
        .chain(more)
}

/// Returns a fix as patches; none where a part of it is too long to be shown.
fn patches<'a>(finding: &'a Diagnostic, view: &mut SnippetHeaders) -> Vec<Element<'a>> {
    let mut edits: Vec<&Edit> = finding.fix.iter().collect();

    // The renderer wants patches in the order of the text; checks give them in the order of discovery.
    edits.sort_by(|a, b| a.place.cmp(&b.place));

    // Two insertions at one place overlap too: which comes first would be a guess.
    let overlap = edits.windows(2).any(|pair| {
        let [a, b] = [&pair[0].place, &pair[1].place];
        a.path == b.path && b.span.start < a.span.end.max(a.span.start + 1)
    });

    if overlap || edits.iter().any(|edit| edit.replacement.len() > REPLACEMENT) {
        return Vec::new();
    }

    let files = edits.chunk_by(|a, b| a.place.path == b.place.path);
    let shown: Option<Vec<_>> =
        files.map(|edits| file_patches(edits, &finding.place.path, view)).collect();

    shown.unwrap_or_default().concat()
}

fn file_patches<'a>(
    edits: &[&'a Edit],
    guilty: &SitePath,
    view: &mut SnippetHeaders,
) -> Option<Vec<Element<'a>>> {
    let path = &edits[0].place.path;
    let index = view.lines.index(path)?;
    let ranges_of_edits: Option<Vec<(VisibleRange, &Edit)>> =
        edits.iter().map(|edit| Some((complete_range(index, edit.place.span)?, *edit))).collect();
    let mut elements = Vec::new();

    for group in grouped(ranges_of_edits?, |(range, _)| range) {
        // The renderer cuts snippets to the terminal's width, but not patches.
        let room = view.width - 10;
        let excerpt = Excerpt::cut(index, &ranges(&group), room);
        if !group.iter().all(|(at, _)| excerpt.holds(&at.bytes)) {
            return None;
        }

        // Only for another file: the finding itself has just named this one.
        let header = (path != guilty).then(|| view.header(&group[0].1.place));
        let patches = group.iter().map(|(range, edit)| {
            Patch::new(excerpt.range(&range.bytes), visible(&edit.replacement))
        });

        elements.push(
            Snippet::source(excerpt.text.clone())
                .path(header)
                .line_start(excerpt.first_line)
                .patches(patches)
                .into(),
        );
    }

    Some(elements)
}

/// The texts, the terminal's width, and the places above the snippets of a finding.
///
/// The renderer counts columns in the excerpt, which may be cut on the left. It is therefore given a token
/// in place of the file's name, and `token:line:column` is replaced by the real place afterwards.
struct SnippetHeaders<'l> {
    lines: &'l LineIndexes<'l>,
    width: usize,
    headers: Vec<String>,
}

impl SnippetHeaders<'_> {
    fn header(&mut self, place: &Place) -> String {
        let at = self.lines.position(place);
        let (path, start) = (visible_name(place.path.as_str()), at.start);
        let header = match &at.name {
            Some(name) => format!("{path}: {name}"),
            None => format!("{path}:{}:{}", start.line, start.column),
        };
        self.headers.push(header);
        format!("{FILE}{}", self.headers.len() - 1)
    }

    /// Returns the number beside the first line of an excerpt: where lines have names, that of the name, "paragraph 12".
    fn first_line(&self, place: &Place, first: usize) -> usize {
        let at = self.lines.position(place);
        let number = at.name.as_deref().and_then(|name| name.rsplit(' ').next()?.parse().ok());
        number.map_or(first, |number: usize| (number + first).saturating_sub(at.start.line).max(1))
    }

    fn put_headers_in(&self, rendered: &str) -> String {
        let mut parts = rendered.split(FILE);
        let mut out = parts.next().unwrap_or_default().to_string();
        for part in parts {
            let numbers =
                part.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(part.len());
            let (token, rest) = part.split_at(numbers);
            let number = token.split(':').next().and_then(|text| text.parse().ok());
            let header = number.and_then(|number: usize| self.headers.get(number));
            out += header.map_or("", String::as_str);
            out += rest;
        }

        out
    }
}
