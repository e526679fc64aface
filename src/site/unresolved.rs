//! Findings about ids that resolve to nothing, or to several things.
//!
//! In: an [`Index`], [`Names`] and a document. Out: findings. Invariant: one for each id without a unique
//! meaning.

use super::id::{DocumentId, EntryId};
use super::index::{Index, Lookup};
use super::leak::leak;
use super::names::Names;
use super::names::ids_in_keys;
use crate::content::{Kind, Record, Reference};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Spanned;

/// Reports the ids of a document that name nothing, or several things.
pub(super) fn findings(
    index: &Index,
    names: &Names,
    id: DocumentId,
    findings: &mut Vec<Diagnostic>,
) {
    let document = index.document(id);
    let at = |span| Place::new(&document.path, span);
    let wrong =
        |kind, id: &Spanned<Box<str>>| unresolved_id(index, names, kind, &id.value, &at(id.span));

    if let Record::Briefing(briefing) = &document.own.record {
        findings.extend(briefing.records.iter().filter_map(|named| wrong(named.kind, &named.id)));
    }

    findings.extend(ids_in_keys(document).into_iter().filter_map(|(kind, id)| wrong(kind, id)));

    let references = document.body.references.iter();
    findings.extend(references.filter_map(|it| reference(index, names, it, &at(it.span))));
}

/// Explains what is wrong with an id in a list or a key, which imply the kind.
pub(super) fn unresolved_id(
    index: &Index,
    names: &Names,
    kind: Kind,
    id: &str,
    place: &Place,
) -> Option<Diagnostic> {
    match index.look_up(Some(kind), id) {
        Lookup::One(_) => None,
        Lookup::None | Lookup::Several(_) => {
            let written = WrittenId { kind: Some(kind), id, place };
            Some(unknown(index, names, &written, str::to_owned))
        }
    }
}

/// Explains what is wrong with the id of a reference in prose.
fn reference(
    index: &Index,
    names: &Names,
    reference: &Reference,
    place: &Place,
) -> Option<Diagnostic> {
    let Reference { kind, target, .. } = reference;
    match index.look_up(*kind, target) {
        Lookup::One(_) => None,
        Lookup::None => {
            // A fix replaces only the id, and keeps the kind and the part as written.
            let rewrite = |id: &str| {
                let kind = kind.map(|kind| format!("{}:", kind.word()));
                let part = reference.part.as_ref().map(|part| format!("#{part}"));
                format!("{}{id}{}", kind.unwrap_or_default(), part.unwrap_or_default())
            };

            let written = WrittenId { kind: *kind, id: target, place };
            Some(unknown(index, names, &written, rewrite))
        }
        Lookup::Several(several) => Some(ambiguous(index, target, &several, place)),
    }
}

/// An id as written on a page.
struct WrittenId<'d> {
    /// The required kind.
    kind: Option<Kind>,
    id: &'d str,
    place: &'d Place,
}

/// Explains that an id names nothing; `rewrite` words a replacement with another id.
fn unknown(
    index: &Index,
    names: &Names,
    written: &WrittenId<'_>,
    rewrite: impl Fn(&str) -> String,
) -> Diagnostic {
    let WrittenId { kind, id, place } = *written;
    let finding = |message: String| Diagnostic::new(Code::UnknownReference, place.clone(), message);

    if id.is_empty() {
        return finding("a reference names nothing".to_owned())
            .help("write an id between the brackets, e.g. `[[river-levels]]`");
    }

    let what = kind.map_or("page or record", Kind::word);
    if let Some(hold) = index.withheld(id) {
        return leak(index, id, hold).at(place.clone());
    }

    let finding = finding(format!("unknown {what} `{id}`"));

    let near = names.nearest_ids(index, kind, id);
    if let [first, ..] = near.as_slice() {
        let all: Vec<String> = near.iter().map(|near| format!("`{near}`")).collect();
        let finding = finding.help(format!("did you mean {}?", all.join(" or ")));

        // Of several candidates the writer has to choose.
        let is_sure = near.len() == 1;
        return if is_sure { finding.fix(place.clone(), rewrite(first)) } else { finding };
    }

    match (index.with_id(id).first(), kind) {
        (None, None) if id == "toc" => finding.help(
            "if it is to be a table of contents, take it out: a briefing with several headings has its contents listed",
        ),
        (None, None) if is_wiki_file(id) => {
            finding.help("write an image as `![words](file.png)`, a file as `[words](file.pdf)`")
        }
        (Some(&other), _) => finding.help(format!(
            "`{id}` is {}, not {}",
            index.kind(other).phrase(),
            kind.map_or("a page or record", Kind::phrase)
        )),
        (None, Some(kind)) if kind != Kind::Page => finding.help(format!(
            "`chancery add {what} TITLE` makes one; its file is to be `content/{}/{id}.md`",
            kind.folder()
        )),
        _ => finding.help("an id is the name of a file without `.md` and without its date"),
    }
}

/// Tells whether a reference is a file or a category of a wiki: `[[File:map.png]]`.
fn is_wiki_file(id: &str) -> bool {
    let kind = id.split_once(':').map(|(kind, _)| kind);
    kind.is_some_and(|kind| matches!(kind, "File" | "Image" | "Media" | "Category"))
}

fn ambiguous(index: &Index, id: &str, several: &[EntryId], place: &Place) -> Diagnostic {
    let kinds: Vec<&str> = several.iter().map(|&id| index.kind(id).phrase()).collect();
    let message = format!("`{id}` names {}", kinds.join(" and "));
    let finding = Diagnostic::new(Code::AmbiguousReference, place.clone(), message);
    let is_one_kind = several.iter().all(|&id| index.kind(id) == index.kind(several[0]));

    // A kind before the colon does not help if all have the same kind.
    let mut finding = if is_one_kind {
        finding.help("link to the file itself: `[words](../folder/name.md)`")
    } else {
        let ways = several.iter().map(|&found| format!("`[[{}:{id}]]`", index.kind(found).word()));
        finding.help(format!("write {}", ways.collect::<Vec<_>>().join(" or ")))
    };

    for &one in several {
        let text = format!("{} of this id", index.kind(one).phrase());
        finding = finding.label(index.place(one), text);
    }

    finding
}
