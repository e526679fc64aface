//! Relations that run in a circle.

use super::{EntryId, Site};
use crate::content::Kind;
use crate::content::agreement::RelationKind;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Span;

/// An edge: the agreement it leads to, its kind, and where it is written.
type Edge = (EntryId, RelationKind, Span);

/// Reports each circle of `builds_on`, `implements`, `amends` and `supersedes` once.
pub(super) fn find(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut state = vec![State::New; site.index.nodes.len()];
    for &start in site.listed(Kind::Agreement) {
        walk(site, start, &mut state, findings);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    OnPath,
    Done,
}

/// Goes through what an agreement relates to, without recursion: chains may be long.
fn walk(site: &Site, start: EntryId, state: &mut [State], findings: &mut Vec<Diagnostic>) {
    if state[start.index()] != State::New {
        return;
    }

    state[start.index()] = State::OnPath;

    let mut path: Vec<(EntryId, Vec<Edge>, usize)> = vec![(start, edges(site, start), 0)];
    while let Some((id, out, next)) = path.last_mut() {
        let Some(&(to, ..)) = out.get(*next) else {
            state[id.index()] = State::Done;
            path.pop();
            continue;
        };

        *next += 1;

        match state[to.index()] {
            State::Done => {}
            State::OnPath => findings.push(circle(site, &path, to)),
            State::New => {
                state[to.index()] = State::OnPath;
                path.push((to, edges(site, to), 0));
            }
        }
    }
}

fn edges(site: &Site, id: EntryId) -> Vec<Edge> {
    let relations = site.agreement(id).map(|agreement| agreement.relations.as_slice());
    let relations = relations.unwrap_or_default().iter();

    relations
        .filter_map(|relation| {
            let to = site.find_record(Kind::Agreement, &relation.to.value)?;
            Some((to, relation.kind, relation.to.span))
        })
        .collect()
}

/// Words the circle that closes at `to`: every step with its place.
fn circle(site: &Site, path: &[(EntryId, Vec<Edge>, usize)], to: EntryId) -> Diagnostic {
    let begin = path.iter().position(|(id, ..)| *id == to).unwrap_or_default();
    let steps = path[begin..].iter().map(|(id, out, next)| {
        let (to, kind, span) = out[next - 1];
        (*id, to, kind, Place::new(&site.document(*id).path, span))
    });
    let steps: Vec<_> = steps.collect();
    let (.., closing) = &steps[steps.len() - 1];
    let names: Vec<String> =
        steps.iter().map(|(id, ..)| format!("`{}`", site.entry(*id).id.value)).collect();
    let message = if let [only] = names.as_slice() {
        format!("the agreement {only} relates to itself")
    } else {
        format!("the agreements {} relate to one another in a circle", names.join(", "))
    };
    let mut finding = Diagnostic::new(Code::RelationCycle, closing.clone(), message)
        .help("an agreement can only build on, implement, amend or supersede an earlier one: take one of these out");

    for (id, to, kind, place) in &steps[..steps.len() - 1] {
        let text = format!(
            "`{}` {} `{}`",
            site.entry(*id).id.value,
            kind.words().to_lowercase(),
            site.entry(*to).id.value
        );
        finding = finding.label(place.clone(), text);
    }

    finding
}
