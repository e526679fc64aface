//! Topics that share an address.
//!
//! In: an [`Index`] and its topics. Out: findings. Invariant: two spellings of one address are always a finding: an
//! error where they are two topics, a warning where they are one.

use std::collections::BTreeMap;

use super::id::EntryId;
use super::index::Index;
use super::lists::Lists;
use super::terms::Term;
use crate::content::Kind;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::source::composed;
use crate::yaml;

/// How many places a fix changes: more of them no writer would look through.
const MAX_EDITS: usize = 8;

/// Reports spellings of topics that give one address.
pub(super) fn findings(index: &Index, lists: &Lists) -> Vec<Diagnostic> {
    let shared = lists.topics().shared_spellings();
    if shared.is_empty() {
        return Vec::new();
    }

    // All briefings are looked at, which only a site with such topics pays for.
    let mut uses: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for &id in lists.of_kind(Kind::Briefing) {
        add_uses(index, id, &mut uses);
    }

    shared.iter().flat_map(|(topic, spellings)| of_topic(topic, spellings, &uses)).collect()
}

/// Adds the topics of a briefing to the uses of each spelling.
fn add_uses<'s>(index: &'s Index, id: EntryId, uses: &mut BTreeMap<&'s str, Vec<Place>>) {
    let topics = index.briefing(id).into_iter().flat_map(|briefing| &briefing.topics);
    for topic in topics {
        let place = Place::new(&index.file(id).path, topic.span);
        uses.entry(&topic.value).or_default().push(place);
    }
}

/// Reports all spellings of a topic but the one that is used most.
fn of_topic(
    topic: &Term,
    spellings: &[&str],
    uses: &BTreeMap<&str, Vec<Place>>,
) -> Vec<Diagnostic> {
    let count = |spelling: &&&str| {
        let is_title = **spelling == &*topic.title;
        (uses.get(**spelling).map_or(0, Vec::len), is_title)
    };

    // Among equals the one that readers see.
    let Some(main) = spellings.iter().max_by_key(count) else {
        return Vec::new();
    };

    let others = spellings.iter().filter(|spelling| spelling != &main);
    others.filter_map(|other| of_pair(topic.address.as_str(), main, other, uses)).collect()
}

fn of_pair(
    address: &str,
    main: &str,
    other: &str,
    uses: &BTreeMap<&str, Vec<Place>>,
) -> Option<Diagnostic> {
    let places = uses.get(other)?;
    let first = places.iter().min()?;
    let known = uses.get(main).and_then(|places| places.iter().min());
    let label = |finding: Diagnostic| match known {
        Some(known) => finding.label(known.clone(), format!("`{main}` is written here")),
        None => finding,
    };

    if folded(main) != folded(other) {
        let message = format!("the topics `{main}` and `{other}` have one address, `{address}`");
        let finding = Diagnostic::new(Code::DuplicateUrl, first.clone(), message);
        return Some(
            label(finding)
                .help("an address keeps letters and digits alone: write one of the two in words"),
        );
    }

    let message = match places.len() {
        1 => format!("the topic `{other}` is written `{main}` elsewhere"),
        several => format!("the topic `{other}` of {several} pages is written `{main}` elsewhere"),
    };
    let finding = Diagnostic::new(Code::DuplicateUrl, first.clone(), message)
        .severity(Severity::Warning)
        .help(format!("both are one topic, with one page: write `{main}`"));

    let mut finding = label(finding);
    if places.len() <= MAX_EDITS {
        for place in places {
            finding = finding.fix(place.clone(), yaml::scalar(main));
        }
    }

    Some(finding)
}

/// Returns a spelling without what makes no other topic of it: case, blanks, hyphens, apostrophes and full stops.
fn folded(spelling: &str) -> String {
    let is_letter_or_sign = |sign: &char| {
        !sign.is_whitespace()
            && !matches!(
                sign,
                '-' | '‐'
                    | '‑'
                    | '–'
                    | '_'
                    | '\''
                    | '’'
                    | '‘'
                    | '.'
                    | ','
                    | ':'
                    | ';'
                    | '!'
                    | '?'
                    | '"'
                    | '“'
                    | '”'
                    | '('
                    | ')'
            )
    };

    composed(spelling).to_lowercase().chars().filter(is_letter_or_sign).collect()
}
