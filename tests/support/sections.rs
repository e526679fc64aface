//! Small sites in one text, with a line `-- path --` before each file.
//!
//! In: the text of a case, or of a site that tests share. Out: its sections, in order.
//! Invariant: head and sections, written one after another, give the text again.

/// One file of a small site, or an expectation about it.
pub(crate) struct Section {
    pub(crate) header: String,
    pub(crate) text: String,
}

/// Splits a text into the part above the first section, and the sections.
pub(crate) fn split(written: &str) -> (String, Vec<Section>) {
    let mut head = String::new();
    let mut sections: Vec<Section> = Vec::new();

    for line in written.split_inclusive('\n') {
        let header = line.trim_end().strip_prefix("-- ").and_then(|it| it.strip_suffix(" --"));
        match (header, sections.last_mut()) {
            (Some(header), _) => {
                sections.push(Section { header: header.to_owned(), text: String::new() });
            }
            (None, Some(section)) => section.text.push_str(line),
            (None, None) => head.push_str(line),
        }
    }

    (head, sections)
}
