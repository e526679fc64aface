//! The layout of office programs, pasted as text.
//!
//! In: the literal text, and tags of raw HTML. Out: warnings. Invariant: a dash that begins a single line, as of speech
//! or of a signature, is no bullet.

use std::ops::Range;

use super::literal::{Literal, LiteralLine};
use super::report::Report;
use crate::content::html::HtmlTag;
use crate::diagnostic::{Code, Severity};

/// Signs that office programs put before the items of a list, and nobody else before a line.
///
/// The last three are of fonts of symbols, which a browser has no sign for.
const BULLETS: [&str; 16] = [
    "•", "·", "‣", "◦", "▪", "●", "○", "■", "□", "➢", "❖", "⁃", "∙", "\u{f0b7}", "\u{f0a7}",
    "\u{f0d8}",
];

/// What Word's signs become where their font is lost, each with a tab behind it.
const LETTERS: [&str; 4] = ["o\t", "Ø\t", "ü\t", "§\t"];

/// Dashes, which are bullets only where they begin several lines in a row.
const DASHES: [char; 2] = ['–', '—'];

/// Tells whether a sign may stand before an item of a list, and before other things as well: ticks, arrows, pointers,
/// stars, pictures. Lines in a row that begin with such signs run into one another.
fn is_ornament(sign: char) -> bool {
    matches!(sign, '»' | '›' | '¤' | '¬' | '※' | '⁎' | '⁕' | '∗' | '⋅' | '−')
        || matches!(u32::from(sign), 0x2190..=0x21ff | 0x2500..=0x27bf | 0x27f0..=0x27ff
            | 0x2900..=0x297f | 0x2b00..=0x2bff | 0xe000..=0xf8ff | 0x1f300..=0x1faff)
}

const NO_BREAK: &str = "\u{a0}";

/// Reports lists and tables that are pasted as text.
pub(super) fn find(literal: &Literal, report: &mut Report<'_>) {
    let lines: Vec<LiteralLine<'_>> = literal.lines().collect();

    bullets(&lines, report);
    unbreakable(&lines, report);
    super::lists::find(&lines, report);
    if memchr::memchr(b'\t', literal.bytes()).is_some() {
        columns(&lines, report);
    }
}

/// A sign at the head of a line, with the blanks behind it.
struct Bullet {
    /// Its place in the body.
    range: Range<usize>,
    /// Whether one alone may be something else.
    is_doubtful: bool,
}

fn bullet(line: &LiteralLine<'_>, body: &str) -> Option<Bullet> {
    // Bullets are no letters of ASCII, but for the `o` that Word puts before the items of an inner list.
    let first = *line.text().first()?;
    if first.is_ascii() && first != b'o' {
        return None;
    }

    let written = &body[line.at()..line.end()];
    let is_gap = |rest: &str| rest.starts_with([' ', '\t', '\u{a0}', '\u{2003}']);
    let certain = BULLETS.iter().find_map(|sign| written.strip_prefix(sign));
    let certain = certain.filter(|rest| is_gap(rest) || rest.starts_with(char::is_alphanumeric));
    let letter = LETTERS.iter().find_map(|sign| written.strip_prefix(sign));

    let (rest, is_doubtful) = match certain.or(letter) {
        Some(rest) => (rest, false),
        None => {
            let sign = written.chars().next()?;
            let rest = &written[sign.len_utf8()..];
            // A sign may be told to be drawn as a picture.
            let rest = rest.strip_prefix('\u{fe0f}').unwrap_or(rest);
            // In an item of a list a tick or a star is an ornament, and nothing runs together.
            let is_alone = is_ornament(sign) && line.begins_line(body);
            let is_bullet = (DASHES.contains(&sign) || is_alone) && is_gap(rest);
            (is_bullet.then_some(rest)?, true)
        }
    };

    let words = rest.trim_start();
    let length = written.len() - words.len();
    (!words.is_empty()).then_some(Bullet { range: line.at()..line.at() + length, is_doubtful })
}

/// Tells whether the line above ends where the writer wanted it to end.
fn follows_break(line: &LiteralLine<'_>, body: &str) -> bool {
    let above = body[..line.start].trim_end_matches(['\n', '\r']);
    above.ends_with("  ") || above.ends_with('\\') || above.ends_with("<br>")
}

fn bullets(lines: &[LiteralLine<'_>], report: &mut Report<'_>) {
    let mut run: Vec<Bullet> = Vec::new();
    let mut gap = 0;

    for line in lines {
        let found = bullet(line, report.body).filter(|_| begins_text(line, report.body));
        match found {
            Some(found) => {
                // Dashes over several paragraphs are a dialogue, not a list; and each is a line of its own.
                let continues = run.last().is_none_or(|last| last.is_doubtful == found.is_doubtful);
                let is_parted = gap > 0 || follows_break(line, report.body);
                if !continues || (is_parted && found.is_doubtful) {
                    end_list(&mut run, report);
                }
                gap = 0;
                run.push(found);
            }
            // An item may go on in the next line, and a blank line may stand between two.
            None if line.is_empty() && gap == 0 => gap = 1,
            None if line.is_empty() || gap > 0 => {
                end_list(&mut run, report);
                gap = 0;
            }
            None => {}
        }
    }

    end_list(&mut run, report);
}

/// Tells whether a line begins with its text, apart from marks of quotes and lists.
fn begins_text(line: &LiteralLine<'_>, body: &str) -> bool {
    line.marks(body).bytes().all(|byte| b" \t>-*+.)0123456789".contains(&byte))
}

fn end_list(run: &mut Vec<Bullet>, report: &mut Report<'_>) {
    let items = std::mem::take(run);
    let Some(first) = items.first() else {
        return;
    };
    if first.is_doubtful && items.len() < 2 {
        return;
    }

    let sign = |item: &Bullet| report.body[item.range.clone()].trim_end();
    let others = items.iter().find(|item| sign(item) != sign(first));
    let message = match (items.len(), others) {
        (1, _) => format!("the line begins with `{}`, which makes no list", sign(first)),
        (count, None) => format!("{count} lines begin with `{}`, which makes no list", sign(first)),
        (count, Some(other)) => format!(
            "{count} lines begin with `{}`, `{}` or the like, which makes no list",
            sign(first),
            sign(other)
        ),
    };

    let mut finding = report
        .finding(Code::PastedLayout, first.range.clone(), message)
        .severity(Severity::Warning)
        .help("begin each item with `- `");

    for item in &items {
        // In an item of a list the sign is there twice.
        let line = report.body[..item.range.start].rfind('\n').map_or(0, |at| at + 1);
        let marks = &report.body[line..item.range.start];
        let is_item = marks.contains(['-', '*', '+', '.', ')']);
        finding = finding.fix(report.place(item.range.clone()), if is_item { "" } else { "- " });
    }

    report.push(finding);
}

/// Reports list marks with a no-break space behind them, which make no list.
fn unbreakable(lines: &[LiteralLine<'_>], report: &mut Report<'_>) {
    for line in lines.iter().filter(|line| line.begins_line(report.body)) {
        let digits = line.text().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mark = match (digits, line.text().get(digits)) {
            (0, Some(b'-' | b'*' | b'+')) | (1..=3, Some(b'.' | b')')) => digits + 1,
            _ => continue,
        };
        if !report.body[line.at() + mark..line.end()].starts_with(NO_BREAK) {
            continue;
        }

        let gap = line.at() + mark..line.at() + mark + NO_BREAK.len();
        let finding = report
            .finding(
                Code::PastedLayout,
                line.at()..gap.end,
                "the space after this mark is a no-break space, and makes no list",
            )
            .severity(Severity::Warning)
            .help("put an ordinary blank after the mark")
            .fix(report.place(gap), " ");
        report.push(finding);
    }
}

/// Reports rows of a table whose cells are parted by tabs.
fn columns(lines: &[LiteralLine<'_>], report: &mut Report<'_>) {
    let tabs = |line: &LiteralLine<'_>| match line.begins_line(report.body) {
        true => memchr::memchr_iter(b'\t', line.text().trim_ascii_end()).count(),
        false => 0,
    };
    let counts: Vec<usize> = lines.iter().map(tabs).collect();
    let mut at = 0;

    for rows in counts.chunk_by(|one, other| one == other) {
        let lines = &lines[at..at + rows.len()];
        at += rows.len();
        let ([first, .., last], Some(tabs)) = (lines, rows.first().filter(|tabs| **tabs > 0))
        else {
            continue;
        };

        // Bullets and numbers with a tab behind them have a finding of their own.
        if *tabs == 1 && lines.iter().all(|line| bullet(line, report.body).is_some()) {
            continue;
        }

        let range = first.at()..last.end();
        let message =
            format!("{} lines are separated by tabs, and run into one another", rows.len());
        let table = table(lines, report.body);
        let finding = report
            .finding(Code::PastedLayout, range.clone(), message)
            .severity(Severity::Warning)
            .help("write a table: its first line names the columns")
            .fix(report.place(range), table);
        report.push(finding);
    }
}

fn table(lines: &[LiteralLine<'_>], body: &str) -> String {
    let marks = lines[0].marks(body);

    // A table is a block of its own.
    let above = body[..lines[0].start].lines().next_back().unwrap_or_default();
    let below = body[lines[lines.len() - 1].end()..].trim_start_matches('\r').strip_prefix('\n');
    let below = below.and_then(|rest| rest.lines().next()).unwrap_or_default();
    let is_blank = |line: &str| line.trim_matches([' ', '\t', '>', '\r']).is_empty();

    let mut table = if is_blank(above) { String::new() } else { format!("\n{marks}") };
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            table.extend(["\n", marks]);
        }

        let cells: Vec<String> = body[line.at()..line.end()]
            .trim_end()
            .split('\t')
            .map(|cell| cell.trim().replace('|', "\\|"))
            .collect();
        table.extend(["| ", &cells.join(" | "), " |"]);

        if number == 0 {
            table.extend(["\n", marks, &"|---".repeat(cells.len()), "|"]);
        }
    }

    if !is_blank(below) {
        table.push('\n');
    }

    table
}

/// The beginnings of classes that programs give to what they write.
const CLASSES: [&str; 22] = [
    "Mso",
    "xMso",
    "xmso",
    "x_Mso",
    "x_mso",
    "x_x_Mso",
    "x_x_mso",
    "Apple-",
    "docs-internal",
    "gmail_",
    "gmail-",
    "yiv",
    "moz-",
    "ms-rte",
    "OutlineElement",
    "NormalTextRun",
    "TextRun",
    "SpellingError",
    "ContentPasted",
    "elementToProof",
    "sdfootnote",
    "ParaAttribute",
];

/// Parts of a `style` that programs write, and people who write HTML for a page do not.
const STYLES: [&str; 7] = [
    "mso-",
    "font-family",
    "tab-stops:",
    "text-autospace:",
    "line-height:107%",
    "-webkit-text-stroke",
    "white-space-collapse:",
];

/// The beginnings of attributes that editors leave.
const ATTRIBUTES: [&str; 6] =
    ["data-ccp-", "data-mce-", "data-olk-", "data-pm-", "data-contrast", "data-ogs"];

/// Tells whether a class is one that a program gives to the elements it writes.
fn is_of_program(class: &str, element: &str) -> bool {
    // Apple's programs number their classes: `<p class="p1">`, `<span class="s1">`.
    let letter = if element == "span" { "s" } else { element };
    let is_numbered = class.strip_prefix(letter).is_some_and(|number| {
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    });

    (is_numbered && matches!(element, "p" | "span" | "li" | "ul" | "ol" | "td"))
        || CLASSES.iter().any(|start| class.starts_with(start))
        || class == "western"
        || class.strip_prefix("WordSection").or(class.strip_prefix("Section")).is_some_and(
            |number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()),
        )
}

/// The traces of an office program in raw HTML.
#[derive(Debug, Default)]
pub(crate) struct OfficeMarks {
    count: usize,
    first: Option<Range<usize>>,
}

impl OfficeMarks {
    /// Takes an opening tag.
    pub(super) fn tag(&mut self, tag: &HtmlTag, place: &Range<usize>) {
        let value = |name: &str| tag.get(name).unwrap_or_default();
        let is_of_text = matches!(
            &*tag.name,
            "p" | "span"
                | "div"
                | "a"
                | "b"
                | "i"
                | "u"
                | "li"
                | "ul"
                | "ol"
                | "td"
                | "table"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
        );

        // Word, Outlook and their drawings; Google Docs; Pages and Mail; LibreOffice; Word on the web; editors of
        // content systems. `<font>` left HTML long ago, and only programs still write it.
        let is_office = matches!(&*tag.name, "font" | "basefont" | "xml")
            || matches!(
                tag.name.split_once(':'),
                Some(("o" | "w" | "v" | "x" | "st1" | "m" | "u1", _))
            )
            || value("class").split_whitespace().any(|class| is_of_program(class, &tag.name))
            || (is_of_text && STYLES.iter().any(|style| value("style").contains(style)))
            || ["docs-internal-guid", "yui_", "mce_", "OLK_"]
                .iter()
                .any(|start| value("id").starts_with(start))
            || ["_Toc", "_Hlk", "_GoBack", "_Ref", "_ftn", "_edn", "_MailEndCompose"]
                .iter()
                .any(|start| tag.name == "a" && value("name").starts_with(start))
            || tag.attributes.iter().any(|it| {
                ATTRIBUTES.iter().any(|start| it.name.starts_with(start)) || it.name == "paraid"
            });

        if is_office {
            self.add(place.clone());
        }
    }

    /// Takes a piece of raw HTML: comments with conditions are read by Office alone.
    pub(super) fn html(&mut self, html: &str, place: impl Fn(usize) -> usize) {
        for mark in ["<!--[if ", "<![if "] {
            if let Some(at) = memchr::memmem::find(html.as_bytes(), mark.as_bytes()) {
                self.add(place(at)..place(at) + mark.trim_end().len());
            }
        }
    }

    /// Takes the tags of Word that Markdown does not take for tags: `<o:p>`.
    pub(super) fn printed(&mut self, literal: &Literal) {
        for at in memchr::memmem::find_iter(literal.bytes(), b"<o:p") {
            self.add(at..at + "<o:p".len());
        }
    }

    fn add(&mut self, place: Range<usize>) {
        self.count += 1;
        self.first = self.first.take().or(Some(place));
    }

    pub(super) fn finish(self, report: &mut Report<'_>) {
        let Some(first) = self.first.filter(|_| report.has_html) else {
            return;
        };

        let message = match self.count {
            1 => "a tag of an office or mail program is pasted along with the text".to_owned(),
            count => {
                format!("{count} tags of an office or mail program are pasted along with the text")
            }
        };
        let finding = report
            .finding(Code::PastedLayout, first, message)
            .severity(Severity::Warning)
            .help("paste the text without its format, and mark it up in Markdown");
        report.push(finding);
    }
}
