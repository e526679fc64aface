//! A finding for people: the source with the guilty part underlined, and a fix as a patch.

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Level, Origin, Patch, Renderer, Snippet,
};

use super::clean::{name, one_line, visible};
use super::excerpt::{Excerpt, ROOM, Shown, near, shown, whole};
use super::{Diagnostic, Edit, Lines, Place, Severity, Style};
use crate::source::SitePath;

/// How many further places are shown; the rest are counted.
const LABELS: usize = 12;
/// How long a replacement may be to be shown as a patch.
const REPLACEMENT: usize = 1000;
/// Stands for the file of a snippet until the true place is put in, see [`View`].
const FILE: char = '\u{e000}';

pub(super) fn write(finding: &Diagnostic, lines: &Lines, style: Style) -> String {
    let width = style.width.max(40);
    let mut view = View { lines, width, headers: Vec::new() };
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };

    let mut said = level
        .primary_title(visible(&finding.message))
        .id(finding.code.as_str())
        .elements(sources(finding, &mut view))
        .elements(notes(finding, lines).map(|note| Level::NOTE.message(note)));

    let help = finding.help.as_deref().map(visible);
    let patches = patches(finding, &mut view);
    let groups = if patches.is_empty() {
        said = said.elements(help.map(|help| Level::HELP.message(help)));
        vec![said]
    } else {
        let title = help.unwrap_or_else(|| "this mends it".into());
        vec![said, Level::HELP.secondary_title(title).elements(patches)]
    };

    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.term_width(width).render(&groups);

    view.put_headers_in(&text) + "\n\n"
}

/// A place of a finding, with what is said of it.
struct Mark<'a> {
    place: &'a Place,
    kind: AnnotationKind,
    text: Option<&'a str>,
}

fn sources<'a>(finding: &'a Diagnostic, view: &mut View) -> Vec<Element<'a>> {
    let mut files: Vec<(&SitePath, Vec<Mark>)> = Vec::new();
    let primary = Mark { place: &finding.place, kind: AnnotationKind::Primary, text: None };
    let further = finding.labels.iter().take(LABELS).map(|label| Mark {
        place: &label.place,
        kind: AnnotationKind::Context,
        text: Some(&label.text),
    });

    // A label whose file has no text is a note, see below.
    let further = further.filter(|mark| view.lines.index(&mark.place.path).is_some());
    for mark in std::iter::once(primary).chain(further) {
        let path = &mark.place.path;
        match files.iter_mut().find(|(held, _)| *held == path) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((path, vec![mark])),
        }
    }

    files.into_iter().flat_map(|(path, marks)| file_sources(path, marks, view)).collect()
}

fn file_sources<'a>(path: &SitePath, marks: Vec<Mark<'a>>, view: &mut View) -> Vec<Element<'a>> {
    let Some(index) = view.lines.index(path) else {
        return vec![Origin::path(name(path.as_str())).into()];
    };
    let marks = marks.into_iter().map(|mark| (shown(index, mark.place.span), mark)).collect();
    let element = |group: Vec<(Shown, Mark<'a>)>| {
        let excerpt = Excerpt::of(index, &stretches_of(&group), ROOM);
        let header = view.header(group[0].1.place);
        let annotations = group.into_iter().map(|(stretch, mark)| {
            let annotation: Annotation<'a> = mark.kind.span(excerpt.range(&stretch.bytes));
            annotation.label(mark.text.map(one_line))
        });

        Snippet::source(excerpt.text.clone())
            .path(header)
            .line_start(excerpt.first_line)
            .annotations(annotations)
            .into()
    };

    near(marks, |(stretch, _)| stretch).into_iter().map(element).collect()
}

fn stretches_of<T>(group: &[(Shown, T)]) -> Vec<&Shown> {
    group.iter().map(|(stretch, _)| stretch).collect()
}

/// Says what cannot be shown: labels in files that have no text, and labels past the last shown.
fn notes(finding: &Diagnostic, lines: &Lines) -> impl Iterator<Item = String> {
    let shown = finding.labels.iter().take(LABELS);
    let textless = shown.filter(|label| lines.index(&label.place.path).is_none());
    let more = match finding.labels.len().saturating_sub(LABELS) {
        0 => None,
        1 => Some("and 1 more place".to_string()),
        more => Some(format!("and {more} more places")),
    };

    textless
        .map(|label| format!("{}: {}", name(label.place.path.as_str()), one_line(&label.text)))
        .chain(more)
}

/// Shows a fix; nothing where part of it is too long to be seen.
fn patches<'a>(finding: &'a Diagnostic, view: &mut View) -> Vec<Element<'a>> {
    let mut edits: Vec<&Edit> = finding.fix.iter().collect();
    edits.sort_by(|a, b| a.place.cmp(&b.place));

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
    view: &mut View,
) -> Option<Vec<Element<'a>>> {
    let path = &edits[0].place.path;
    let index = view.lines.index(path)?;
    let stretches: Option<Vec<(Shown, &Edit)>> =
        edits.iter().map(|edit| Some((whole(index, edit.place.span)?, *edit))).collect();
    let mut elements = Vec::new();

    for group in near(stretches?, |(stretch, _)| stretch) {
        // The renderer does not cut patches to the terminal's width.
        let room = view.width - 10;
        let excerpt = Excerpt::of(index, &stretches_of(&group), room);
        if !group.iter().all(|(at, _)| excerpt.holds(&at.bytes)) {
            return None;
        }

        let header = (path != guilty).then(|| view.header(&group[0].1.place));
        let patches = group.iter().map(|(stretch, edit)| {
            Patch::new(excerpt.range(&stretch.bytes), visible(&edit.replacement))
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

/// What a finding is shown with: the texts, the terminal, and the places over the snippets.
///
/// The renderer counts columns in the excerpt that it is given, which may be cut on the left. So
/// it is given a token for a file's name, and `token:line:column` becomes the true place after it.
struct View<'l> {
    lines: &'l Lines<'l>,
    width: usize,
    headers: Vec<String>,
}

impl View<'_> {
    fn header(&mut self, place: &Place) -> String {
        let at = self.lines.position(place);
        let (path, start) = (name(place.path.as_str()), at.start);
        let header = format!("{path}:{}:{}", start.line, start.column);
        self.headers.push(header);
        format!("{FILE}{}", self.headers.len() - 1)
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
