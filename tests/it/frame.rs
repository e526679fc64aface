//! The parts of a page that are its own, without the frame that all pages share.
//!
//! In: a printed page, and the frame: the 404 page. Out: the lines that only the first has, its main part,
//! and its JSON-LD, one value a line.
//! Invariant: missing lines of the frame are shown too, so that no change goes unseen.

use std::collections::BTreeSet;
use std::fmt::Write as _;

const LINKED_DATA: &str = "<script type=\"application/ld+json\">";

/// Marks the current place in the navigation, which does not make it another link.
const CURRENT: &str = " aria-current=\"page\"";

/// Returns the parts of a page that the frame does not have.
pub(crate) fn particular(page: &str, frame: &str) -> String {
    let (page, frame) = (Parts::split(page), Parts::split(frame));
    let own = page.plain_lines();
    let shared = frame.plain_lines();
    let mut text = String::new();

    for line in own.iter().filter(|line| !shared.contains(*line)) {
        let _ = writeln!(text, "{line}");
    }

    let shown: BTreeSet<&String> = own.iter().collect();
    for line in shared.iter().filter(|line| !shown.contains(line) && !is_own(line)) {
        let _ = writeln!(text, "lacks: {line}");
    }

    for line in page.around.iter().filter(|line| line.contains(CURRENT)) {
        let _ = writeln!(text, "current: {}", line.replace(CURRENT, ""));
    }

    let _ = writeln!(text, "\n{}", page.main);
    for data in &page.linked_data {
        let _ = writeln!(text, "\n{data}");
    }

    text
}

/// A page in parts.
struct Parts<'p> {
    /// The lines outside the main part, without the JSON-LD.
    around: Vec<&'p str>,
    main: &'p str,
    linked_data: Vec<String>,
}

impl<'p> Parts<'p> {
    fn split(page: &'p str) -> Parts<'p> {
        let start = page.find("<main").expect("pages have a main part");
        let end = page.find("</main>").expect("the main part ends") + "</main>".len();
        let lines = page[..start].lines().chain(page[end..].lines());
        let mut parts =
            Parts { around: Vec::new(), main: &page[start..end], linked_data: Vec::new() };

        for line in lines {
            match line.strip_prefix(LINKED_DATA).and_then(|it| it.strip_suffix("</script>")) {
                Some(json) => parts.linked_data.push(pretty(json)),
                None => parts.around.push(line),
            }
        }

        parts
    }

    fn plain_lines(&self) -> Vec<String> {
        self.around.iter().map(|line| line.replace(CURRENT, "")).collect()
    }
}

fn pretty(json: &str) -> String {
    let data: serde_json::Value = serde_json::from_str(json).expect("linked data is JSON");
    serde_json::to_string_pretty(&data).expect("it was just read")
}

/// Tells whether a line differs on each page, including the frame's own.
fn is_own(line: &str) -> bool {
    let own = [
        "<title>",
        "<meta name=\"description\"",
        "<meta name=\"robots\"",
        "<meta property=\"og:title\"",
        "<meta property=\"og:description\"",
        "<meta property=\"og:url\"",
    ];
    own.iter().any(|start| line.starts_with(start))
}
