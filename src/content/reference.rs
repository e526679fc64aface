//! Reads ids that name records.
//!
//! In: a node. Out: the id, or a finding about what is there instead. Invariant: whether the record exists is
//! checked in `site`.

use super::kind::Kind;
use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::{Node, NodeReader, Text, Value};

/// Reads an id; the kind may be before it, as in `figure:returns`.
pub(super) fn read(reading: &mut NodeReader<'_>, node: &Node, kind: Kind) -> Option<Text> {
    if let Value::List(items) = &node.value {
        let finding = list_for_id(reading, node, items, kind);
        reading.findings.push(finding);
        return None;
    }

    let text = reading.text(node, &format!("the id of {}", kind.phrase()))?;

    // In prose the kind is often needed; here the key implies it, but writers often repeat it.
    let prefix = format!("{}:", kind.word());
    Some(text.map(|id| id.strip_prefix(&prefix).map_or(id.clone(), Into::into)))
}

/// Reports a list in place of an id: most often double brackets, which are for prose.
fn list_for_id(reading: &NodeReader<'_>, node: &Node, items: &[Node], kind: Kind) -> Diagnostic {
    let written = &reading.source[node.span.range()];
    let id = written.trim_matches(['[', ']', ' ']);

    // Within a list, `[[a]]` has one more level than the node shows: the outer bracket is before it.
    let is_doubled = written.starts_with('[')
        && reading.source[..node.span.start as usize].trim_end().ends_with(['[', ',']);
    let is_of_scalars = items.iter().all(|item| matches!(item.value, Value::Scalar { .. }));
    let is_list_in_list = matches!(items, [one] if matches!(one.value, Value::List(_)));
    if is_list_in_list || (is_doubled && is_of_scalars && !written.contains('\n')) {
        Diagnostic::new(
            Code::YamlTrap,
            reading.place(node.span),
            "double brackets are for prose; YAML reads them as a list in a list",
        )
        .help(format!("write the id alone: `{id}`"))
        .fix(reading.place(node.span), id)
    } else {
        Diagnostic::new(
            Code::WrongType,
            reading.place(node.span),
            format!("this must be the id of {}, and it is a list", kind.phrase()),
        )
        .help("write the id alone")
    }
}
