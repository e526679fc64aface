//! Small sites in one text, in which a line `-- path --` stands above each file.
//!
//! In: the text of a case, or of a site that tests share. Out: its sections, in their order.
//! Invariant: head and sections, written one after the other, give the text again.

/// One file of a small site, or what is expected of it.
pub(crate) struct Section {
    pub(crate) header: String,
    pub(crate) text: String,
}

/// Splits a text into what stands above the first section, and its sections.
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
