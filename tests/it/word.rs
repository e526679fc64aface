//! Word and OpenDocument files: read whole, and never the end of the program.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use chancery::content::loose::{self, LooseReading};
use chancery::source::SitePath;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Packs parts into the archive that office programs write.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
<Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>
<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>
<Relationship Id="d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://x.example/" TargetMode="External"/>
</Relationships>"#;
const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 2"/><w:basedOn w:val="Heading1"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>"#;

const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml""#;

/// Makes a Word file of a body, and of the content of its footnotes and its header.
pub(crate) fn docx(body: &str, notes: &str, header: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\"?><w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let notes = format!(
        "<w:footnotes {SPACES}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>separator</w:t></w:r></w:p></w:footnote>{notes}</w:footnotes>"
    );
    let header = format!("<w:hdr {SPACES}>{header}</w:hdr>");
    package(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        ("_rels/.rels", RELATIONS),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/document.xml", &document),
        ("word/footnotes.xml", &notes),
        ("word/header1.xml", &header),
    ])
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

/// A run of words.
pub(crate) fn run(words: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(words))
}

/// A paragraph of runs.
pub(crate) fn paragraph(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

fn styled(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn cell(content: &str) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>{content}</w:tc>")
}

/// Returns the lines of a document as they are read, each with its name.
fn lines(name: &str, bytes: Vec<u8>) -> Vec<(String, String)> {
    let text = loose::text(&SitePath::new(name), bytes).expect("it is a document");
    let names = text.line_names.iter().map(ToString::to_string);
    let lines: Vec<String> = text.text.lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), text.line_names.len(), "{lines:?}");
    names.zip(lines).collect()
}

/// One of the ways to write words in Word: the XML, and the words that readers see.
fn inline(kind: usize, words: &str) -> (String, String) {
    let (first, second) = words.split_at(words.char_indices().nth(3).map_or(0, |it| it.0));
    match kind % 13 {
        0 => (run(words), words.to_owned()),
        // Spelling and formatting tear words apart.
        1 => (
            format!("{}<w:proofErr w:type=\"spellStart\"/>{}", run(first), run(second)),
            words.to_owned(),
        ),
        2 => (
            format!(
                "{}<w:ins w:id=\"1\" w:author=\"a\">{}</w:ins><w:del w:id=\"2\"><w:r><w:delText>gone</w:delText></w:r></w:del>",
                run(first),
                run(second)
            ),
            words.to_owned(),
        ),
        3 => (
            format!("<w:hyperlink r:id=\"d\" xmlns:r=\"x\">{}</w:hyperlink>", run(words)),
            words.to_owned(),
        ),
        4 => (
            format!(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> DATE \\@ 5 </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
                run(words)
            ),
            words.to_owned(),
        ),
        5 => (
            format!(
                "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                run(words)
            ),
            words.to_owned(),
        ),
        6 => (format!("{}<w:r><w:softHyphen/></w:r>{}", run(first), run(second)), words.to_owned()),
        7 => (run(&format!("{first}\u{ad}{second}")), words.to_owned()),
        8 => (
            format!("{}<w:r><w:noBreakHyphen/><w:t>day</w:t></w:r>", run(words)),
            format!("{words}-day"),
        ),
        9 => (
            format!(
                "<w:moveFrom w:id=\"1\">{}</w:moveFrom><w:moveTo w:id=\"2\">{}</w:moveTo>",
                run(words),
                run(words)
            ),
            words.to_owned(),
        ),
        10 => (
            format!(
                "{}<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:commentReference w:id=\"0\"/></w:r>",
                run(words)
            ),
            words.to_owned(),
        ),
        11 => (
            format!("{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", run(words)),
            words.to_owned(),
        ),
        _ => (
            format!(
                "<w:fldSimple w:instr=\" PAGE \">{}</w:fldSimple>",
                run(&words.replace(' ', "\u{a0}"))
            ),
            words.replace(' ', "\u{a0}"),
        ),
    }
}

/// A release of a press office: its file, and the lines that readers see with their names.
fn release(seed: usize) -> (Vec<u8>, Vec<(String, String)>) {
    let mut body = String::new();
    let mut expected = Vec::new();
    let mut paragraphs = 0;
    let mut say = |expected: &mut Vec<(String, String)>, words: String| {
        paragraphs += 1;
        expected.push((format!("paragraph {paragraphs}"), words));
    };

    body += &styled(
        if seed.is_multiple_of(2) { "Heading1" } else { "Titre1" },
        &run("New homes & roads"),
    );
    say(&mut expected, "New homes & roads".to_owned());
    body += &paragraph("");
    body += &styled("TOC1", &run("Contents 1"));
    // A table of contents is a line like any other, and is not read as a statement.
    say(&mut expected, "Contents 1".to_owned());

    for number in 0..4 + seed % 5 {
        let (xml, words) =
            inline(seed + number, &format!("Builders finished {} homes in 2024.", 1200 + number));
        let (more, rest) = inline(seed * 3 + number, " It was a good year.");
        body += &paragraph(&format!("{xml}{more}"));
        say(&mut expected, format!("{words}{rest}"));
    }

    // A list by its style, and one by its own keys, with a list in it.
    for number in 0..3 {
        body += &styled("ListBullet", &run(&format!("{number} items")));
        say(&mut expected, format!("{number} items"));
    }
    for (level, words) in [(0, "outer"), (1, "inner"), (0, "last")] {
        write!(body,
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr>{}</w:p>",
            run(words)
        ).unwrap();
        say(&mut expected, words.to_owned());
    }

    // A text box, stored in two forms.
    let text_box = paragraph(&run(&format!("Box {seed}")));
    body += &paragraph(&format!(
        "{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{text_box}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{text_box}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        run("Beside a box")
    ));
    say(&mut expected, "Beside a box".to_owned());
    let number = expected.len() + 1;
    expected.push((format!("text box, paragraph {number}"), format!("Box {seed}")));

    // A deleted mark joins two paragraphs; a deleted row is gone.
    write!(
        body,
        "<w:p><w:pPr><w:rPr><w:del w:id=\"5\"/></w:rPr></w:pPr>{}</w:p>{}",
        run("Joined "),
        paragraph(&run("to this."))
    )
    .unwrap();
    expected.push((format!("paragraph {}", number + 1), "Joined to this.".to_owned()));

    body += "<w:tbl><w:tblPr/><w:tblGrid/>";
    for row in 0..3 {
        body += "<w:tr>";
        for column in 0..2 {
            let words = format!("r{row}c{column}");
            body += &cell(&paragraph(&run(&words)));
            expected.push((format!("table 1, row {}, cell {}", row + 1, column + 1), words));
        }
        body += "</w:tr>";
    }
    write!(
        body,
        "<w:tr><w:trPr><w:del w:id=\"9\"/></w:trPr>{}</w:tr></w:tbl>",
        cell(&paragraph(&run("gone")))
    )
    .unwrap();

    let note = format!(
        "<w:footnote w:id=\"2\">{}</w:footnote>",
        paragraph(&format!("<w:r><w:footnoteRef/></w:r>{}", run("Source: a survey.")))
    );
    expected.push(("footnote 1".to_owned(), "Source: a survey.".to_owned()));
    expected.push(("page header".to_owned(), "Embargoed".to_owned()));

    (docx(&body, &note, &paragraph(&run("Embargoed"))), expected)
}

#[test]
fn twenty_releases_are_read_whole() {
    for seed in 0..20 {
        let (bytes, expected) = release(seed);
        assert_eq!(lines("release.docx", bytes), expected, "release {seed}");
    }
}

#[test]
fn what_is_not_printed_is_not_read() {
    let prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>";
    let body = format!(
        "{}<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>{prompt}<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath></w:p>",
        paragraph("<w:del w:id=\"1\"><w:r><w:delText>gone</w:delText></w:r></w:del>")
    );
    assert_eq!(
        lines("a.docx", docx(&body, "", "")),
        [("paragraph 1".to_owned(), "a\tb c\u{fffc}".to_owned())]
    );
}

/// Makes an OpenDocument text.
fn odt(body: &str) -> Vec<u8> {
    let spaces = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0""#;
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        (
            "content.xml",
            &format!(
                "<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
            ),
        ),
        (
            "styles.xml",
            &format!(
                "<office:document-styles {spaces}><office:styles><style:default-style style:family=\"paragraph\"><style:text-properties fo:language=\"en\" fo:country=\"GB\"/></style:default-style></office:styles><office:master-styles><style:master-page><style:header><text:p>Head</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"
            ),
        ),
    ])
}

#[test]
fn an_open_document_is_read_whole() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:h text:outline-level=\"1\">Homes</text:h>\
        <text:p>It rose<text:s text:c=\"2\"/>by <text:span>50</text:span>%<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>.<office:annotation><text:p>a comment</text:p></office:annotation></text:p>\
        <text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two</text:p></text:list-item></text:list></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>a</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>\
        <text:p><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>beside</text:p>";
    let expected = [
        ("paragraph 1", "Homes"),
        ("paragraph 2", "It rose  by 50%.\u{fffc}"),
        ("paragraph 3", "one"),
        ("paragraph 4", "two"),
        ("table 1, row 1, cell 1", "a"),
        ("paragraph 5", "beside"),
        ("text box, paragraph 6", "boxed"),
        ("note 1", "A note."),
        ("page header", "Head"),
    ];
    let expected: Vec<_> = expected.map(|(name, words)| (name.to_owned(), words.to_owned())).into();
    assert_eq!(lines("a.odt", odt(body)), expected);
}

/// Reads bytes as a document; returns the messages about it.
fn messages(name: &str, bytes: Vec<u8>) -> Vec<String> {
    let read = loose::read(&SitePath::new(name), bytes, &LooseReading::default());
    read.findings.into_iter().map(|finding| finding.message).collect()
}

#[test]
fn what_is_no_document_says_what_it_is() {
    let encrypted: Vec<u8> = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
        .into_iter()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let old = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
    let sheet = package(&[
        ("_rels/.rels", &RELATIONS.replace("word/document.xml", "xl/workbook.xml")),
        ("xl/workbook.xml", "<workbook/>"),
    ]);
    let locked = package(&[
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:encryption-data/></manifest:manifest>",
        ),
        ("content.xml", "?"),
    ]);
    for (name, bytes, said) in [
        ("a.docx", encrypted, "the file is locked with a password"),
        (
            "a.doc",
            old.clone(),
            "the file is in the format of Word 97-2003 (`.doc`), which is not read",
        ),
        ("a.txt", old, "the file is in the format of Word 97-2003 (`.doc`), which is not read"),
        ("a.docx", b"%PDF-1.7".to_vec(), "the file is a PDF, whatever its name says"),
        ("a.pdf", b"%PDF-1.7".to_vec(), "the file is a PDF, which is not read"),
        ("a.docx", Vec::new(), "the file is empty"),
        ("a.docx", b"hello".to_vec(), "the file is neither a Word nor an OpenDocument text"),
        ("a.docx", sheet, "the file is a spreadsheet or a presentation, whatever its name says"),
        ("a.odt", locked, "the file is locked with a password"),
        ("a.md", b"a\0b".to_vec(), "the file is neither text nor a document that is read"),
        ("a.md", vec![b'a', 0xff], "the file is not UTF-8 from here on"),
    ] {
        assert_eq!(messages(name, bytes), [said], "{name}");
    }

    // A name is no proof: a Word file is one under any.
    let (bytes, _) = release(0);
    assert_eq!(messages("release", bytes.clone()), Vec::<String>::new());
    assert_eq!(messages("release.odt", bytes), Vec::<String>::new());
}

#[test]
fn a_file_that_unpacks_to_much_more_is_refused() {
    let zeros =
        format!("<w:document {SPACES}><w:body>{}</w:body></w:document>", " ".repeat(40 << 20));
    let bomb = package(&[("_rels/.rels", RELATIONS), ("word/document.xml", &zeros)]);
    assert!(bomb.len() < 100_000);
    let said = messages("bomb.docx", bomb);
    assert!(said[0].starts_with("the file unpacks to far more"), "{said:?}");

    let deep = format!(
        "<w:document {SPACES}><w:body>{}</w:body></w:document>",
        "<w:tbl><w:tr><w:tc>".repeat(500)
    );
    let said =
        messages("deep.docx", package(&[("_rels/.rels", RELATIONS), ("word/document.xml", &deep)]));
    assert!(said[0].contains("nested too deeply"), "{said:?}");
}

/// Numbers without a pattern, the same in every run (a linear congruential generator, Knuth's constants).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

#[test]
fn no_damaged_file_ends_the_program() {
    let mut random = Random(7);
    let (whole, _) = release(3);
    let mut refused = 0;

    for number in 0..400 {
        let mut bytes = whole.clone();
        match number % 4 {
            // Cut off.
            0 => bytes.truncate(random.below(whole.len())),
            // Single bytes overwritten.
            1 => {
                for _ in 0..=random.below(20) {
                    let at = random.below(bytes.len());
                    bytes[at] = u8::try_from(random.below(256)).unwrap();
                }
            }
            // A stretch overwritten by another.
            2 => {
                let (from, to) = (random.below(bytes.len() - 200), random.below(bytes.len() - 200));
                bytes.copy_within(from..from + 200, to);
            }
            // The archive is sound, and the XML in it is not.
            _ => {
                let body =
                    format!("<w:document {SPACES}><w:body>{}", paragraph(&run("words")).repeat(50));
                let mut body = body.into_bytes();
                for _ in 0..=random.below(10) {
                    let at = random.below(body.len());
                    body[at] = b"<>&\"'/=xw:\xff"[random.below(11)];
                }
                body.truncate(1 + random.below(body.len()));
                let body = String::from_utf8_lossy(&body).into_owned();
                bytes = package(&[("_rels/.rels", RELATIONS), ("word/document.xml", &body)]);
            }
        }

        refused += usize::from(!messages("release.docx", bytes).is_empty());
    }

    // Some damage is in a part that holds no text.
    assert!(refused > 200, "{refused} of 400 were refused");
}
