//! Cycles of relations.
//!
//! In: an [`Index`] and the list of agreements. Out: findings. Invariant: each cycle is reported once,
//! however many agreements lead into it.

use super::id::EntryId;
use super::index::Index;
use super::lists::Lists;
use crate::content::Kind;
use crate::content::agreement::RelationKind;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Span;

/// A relation as one agreement writes it.
struct Edge {
    to: EntryId,
    kind: RelationKind,
    span: Span,
}

/// An agreement on the current path.
struct Step {
    from: EntryId,
    edges: Vec<Edge>,
    /// How many of the edges have been taken.
    taken: usize,
}

/// Reports each cycle of `builds_on`, `implements`, `amends` and `supersedes`.
pub(super) fn findings(index: &Index, lists: &Lists) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut state = vec![Visit::New; index.entries().len()];
    for &start in lists.of_kind(Kind::Agreement) {
        walk(index, start, &mut state, &mut findings);
    }

    findings
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    New,
    OnPath,
    Done,
}

/// Walks the relations of an agreement, iteratively because chains may be long.
fn walk(index: &Index, start: EntryId, state: &mut [Visit], findings: &mut Vec<Diagnostic>) {
    if state[start.index()] != Visit::New {
        return;
    }

    state[start.index()] = Visit::OnPath;

    let mut path = vec![step(index, start)];
    while let Some(Step { from, edges, taken }) = path.last_mut() {
        let Some(&Edge { to, .. }) = edges.get(*taken) else {
            state[from.index()] = Visit::Done;
            path.pop();
            continue;
        };

        *taken += 1;

        match state[to.index()] {
            // Everything reachable from here was visited before, and its cycles have been reported.
            Visit::Done => {}
            Visit::OnPath => findings.push(circle(index, &path, to)),
            Visit::New => {
                state[to.index()] = Visit::OnPath;
                path.push(step(index, to));
            }
        }
    }
}

fn step(index: &Index, from: EntryId) -> Step {
    let relations = index.agreement(from).into_iter().flat_map(|agreement| &agreement.relations);
    let edges = relations.filter_map(|relation| {
        let to = index.find_record(Kind::Agreement, &relation.to.value)?;
        Some(Edge { to, kind: relation.kind, span: relation.to.span })
    });

    Step { from, edges: edges.collect(), taken: 0 }
}

/// Explains the cycle that closes at `to`: every step with its place.
fn circle(index: &Index, path: &[Step], to: EntryId) -> Diagnostic {
    let begin = path.iter().position(|step| step.from == to).unwrap_or_default();
    let path = &path[begin..];
    let name = |id: EntryId| format!("`{}`", index.entry(id).id.value);
    let names: Vec<String> = path.iter().map(|step| name(step.from)).collect();

    let message = if let [only] = names.as_slice() {
        format!("the agreement {only} relates to itself")
    } else {
        format!("the agreements {} relate to one another in a circle", names.join(", "))
    };

    let place = |step: &Step| Place::new(&index.file(step.from).path, last_edge(step).span);

    // Any edge of the cycle may be the wrong one: the last has the finding, the others have
    // labels.
    let closing = &path[path.len() - 1];
    let mut finding = Diagnostic::new(Code::RelationCycle, place(closing), message)
        .help("an agreement can only build on, implement, amend or supersede an earlier one: take one of these out");

    for step in &path[..path.len() - 1] {
        let Edge { to, kind, .. } = last_edge(step);
        let verb = kind.words().to_lowercase();
        finding = finding.label(place(step), format!("{} {verb} {}", name(step.from), name(*to)));
    }

    finding
}

/// Returns the edge that a step took last.
fn last_edge(step: &Step) -> &Edge {
    &step.edges[step.taken - 1]
}
