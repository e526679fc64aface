//! A printed page as its readers and search engines meet it.
//!
//! In: the HTML of a page, and its address. Out: a [`PrintedPage`]: its head, its own words block by block, and the
//! words of the frame around them. Invariant: addresses begin at the site's root, whatever host and folder the
//! site was built for, so that two builds for different hosts say the same.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::own_address::{OwnAddress, SiteBase};
use crate::content::html::{self, HtmlTag, Token as HtmlToken};

/// The text of a picture in a block: it is compared as one word, whatever it shows.
pub(super) const EMBED: &str = "\u{fffc}";

/// A printed page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PrintedPage {
    /// The title, without the name of the site.
    pub(super) title: String,
    /// The language tag, as printed.
    pub(super) language: String,
    /// `ltr` or `rtl`
    pub(super) direction: String,
    /// What the head says, in order: a label for people, and the value.
    pub(super) facts: Vec<Fact>,
    /// The blocks of the main part.
    pub(super) main: Vec<Block>,
    /// The blocks of everything around it: menu, breadcrumbs, footer.
    pub(super) frame: Vec<Block>,
    /// Styles, scripts and icons, with their versions.
    pub(super) resources: Vec<String>,
    /// The data for search engines (JSON-LD), each as printed.
    pub(super) structured: Vec<String>,
    /// Where the page sends its readers, if it is the page of an old address.
    pub(super) redirect: Option<String>,
}

/// Something that the head of a page states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) value: String,
}

/// A paragraph, a heading, a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    /// The heading above it.
    pub(super) section: Option<Arc<str>>,
    pub(super) words: Vec<Word>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// A heading, with its level.
    Heading(u8),
    /// A paragraph, and everything without a kind of its own.
    Paragraph,
    /// An item of a list.
    Item,
    /// A row of a table; its cells are divided by `|`.
    Row,
    /// Another page in a list of pages: its title, date and summary (the theme's `list`).
    Listed,
    /// The caption of a picture or a table.
    Caption,
    /// A quotation.
    Quotation,
}

impl BlockKind {
    /// Names it for people.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            BlockKind::Heading(_) => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Item => "list item",
            BlockKind::Row => "table row",
            BlockKind::Listed => "page in a list",
            BlockKind::Caption => "caption",
            BlockKind::Quotation => "quotation",
        }
    }
}

/// A word, a sign, or something that is shown among words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: Box<str>,
    /// Whether white space stands before it.
    pub(super) is_spaced: bool,
    /// Where it leads.
    pub(super) link: Option<Arc<str>>,
    pub(super) embed: Option<Arc<Embed>>,
}

/// A picture, a drawing, a film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Embed {
    /// Its name for people: `image`, `drawing`, `video`.
    pub(super) what: &'static str,
    /// Its address; of a drawing in the page itself, a hash.
    pub(super) source: String,
    /// The text in its place for those who cannot see it.
    pub(super) words: String,
}

impl Block {
    /// Returns its text on one line.
    pub(super) fn text(&self) -> String {
        text(&self.words)
    }
}

/// Returns the words of a text without markup.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut is_spaced = false;
    for piece in text.split_word_bounds() {
        if piece.trim().is_empty() {
            is_spaced = true;
            continue;
        }

        let is_spaced = std::mem::take(&mut is_spaced);
        words.push(Word { text: piece.into(), is_spaced, link: None, embed: None });
    }

    words
}

/// Joins words to a line, with each picture as its text in brackets.
pub(super) fn text(words: &[Word]) -> String {
    let mut line = String::new();
    for word in words {
        if word.is_spaced && !line.is_empty() {
            line.push(' ');
        }

        match &word.embed {
            Some(embed) if embed.words.is_empty() => line.extend(["[", embed.what, "]"]),
            Some(embed) => line.extend(["[", embed.what, ": ", &embed.words, "]"]),
            None => line.push_str(&word.text),
        }
    }

    line
}

/// Reads a page. `shown_as` stands for the page's own address wherever it is printed: with the same one, a page that
/// moved reads as it did.
pub(super) fn read(html: &str, base: &SiteBase, address: &str, shown_as: &str) -> PrintedPage {
    let tokens = html::tokens(html);
    let own = OwnAddress::find(&tokens, base, address);

    let mut reader = PrintedPageReader {
        own,
        shown_as,
        html,
        page: PrintedPage::default(),
        block: OpenBlock::default(),
        section: None,
        section_before: None,
        link: None,
        is_in_main: false,
        is_in_head: false,
        is_title: false,
        rows: 0,
        quotations: 0,
        lists: 0,
        drawing: None,
    };

    for token in &tokens {
        reader.token(token);
    }

    reader.end_block();

    let mut page = reader.page;
    page.direction = if page.direction.is_empty() { "ltr".to_owned() } else { page.direction };
    shorten_title(&mut page);

    page
}

/// Takes the site's name off the title: one new name would otherwise change every page.
fn shorten_title(page: &mut PrintedPage) {
    let title = page.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let site = page.facts.iter().find(|fact| fact.label == SITE_NAME);
    let short = site.and_then(|site| title.strip_suffix(&*site.value));
    let short = short.map(|short| {
        short.trim_end_matches(|sign: char| {
            !sign.is_alphanumeric() && !matches!(sign, ')' | '”' | '"' | '?' | '!' | '.' | '%')
        })
    });

    page.title = match short {
        Some(short) if !short.is_empty() => short.to_owned(),
        _ => title,
    };
}

/// The label of the site's name.
const SITE_NAME: &str = "name of the site";

/// A block as it is read.
#[derive(Default)]
struct OpenBlock {
    words: Vec<Word>,
    /// What the next words begin; kept while an element only contains others.
    kind: Option<BlockKind>,
    /// Whether white space came after the last word.
    is_spaced: bool,
}

/// A drawing (SVG) that is open.
struct OpenDrawing {
    start: usize,
    depth: usize,
    label: String,
    is_title: bool,
}

struct PrintedPageReader<'h> {
    own: OwnAddress<'h>,
    shown_as: &'h str,
    html: &'h str,
    page: PrintedPage,
    block: OpenBlock,
    section: Option<Arc<str>>,
    /// The heading above a menu that is open.
    section_before: Option<Arc<str>>,
    link: Option<Arc<str>>,
    is_in_main: bool,
    is_in_head: bool,
    is_title: bool,
    /// How many table rows are open: blocks in a cell do not end the row.
    rows: usize,
    quotations: usize,
    /// How many lists are open in a list of pages, itself included.
    lists: usize,
    drawing: Option<OpenDrawing>,
}

impl PrintedPageReader<'_> {
    fn token(&mut self, token: &HtmlToken) {
        if self.drawing.is_some() {
            self.in_drawing(token);
            return;
        }

        match token {
            HtmlToken::Open(tag) if self.is_in_head => self.head(tag),
            HtmlToken::Open(tag) => self.open(tag),
            HtmlToken::Close(name, _) => self.close(name),
            HtmlToken::Text(text, _) if self.is_title => self.page.title.push_str(text),
            HtmlToken::Text(..) if self.is_in_head => {}
            HtmlToken::Text(text, _) => self.text(text),
            HtmlToken::Comment(_) | HtmlToken::Doctype(_) | HtmlToken::Unfinished(..) => {}
        }
    }

    /// Reads a tag of the head.
    fn head(&mut self, tag: &HtmlTag) {
        match &*tag.name {
            "title" => self.is_title = true,
            "meta" => self.meta(tag),
            "link" => self.head_link(tag),
            "script" => self.script(tag),
            // The closing tag of the head may be left out.
            "body" => self.is_in_head = false,
            _ => {}
        }
    }

    fn meta(&mut self, tag: &HtmlTag) {
        let value = tag.get("content").unwrap_or_default();
        if tag.get("http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("refresh")) {
            let target = value.split_once("url=").map(|(_, target)| target);
            self.page.redirect = target.map(|target| self.own.relative(target, self.shown_as));
            return;
        }

        let name = tag.get("name").or_else(|| tag.get("property")).unwrap_or_default();
        let label = match name {
            // Said by the title, the description and the canonical link.
            "" | "og:title" | "og:description" | "og:url" | "viewport" | "twitter:card" => return,
            "og:site_name" => SITE_NAME,
            "description" => "description",
            "robots" => "robots",
            "og:image" => "image for sharing",
            "og:image:alt" => "words of the image for sharing",
            "article:published_time" => "time of publication",
            "article:modified_time" => "time of the last change",
            other => other,
        };

        let value = match label {
            "image for sharing" => self.own.relative(value, self.shown_as),
            _ => self.own.in_text(value, self.shown_as),
        };
        self.page.facts.push(Fact { label: label.to_owned(), value });
    }

    fn head_link(&mut self, tag: &HtmlTag) {
        let target = tag.get("href").unwrap_or_default();
        let value = self.own.relative(target, self.shown_as);
        let label = match tag.get("rel").unwrap_or_default() {
            // The base is the same on every page, and the page's own address is no news.
            "canonical" if self.own.is(target) => {
                let value = self.own.home();
                self.page.facts.push(Fact { label: "address of the site".to_owned(), value });
                self.page.facts.push(Fact {
                    label: "canonical link".to_owned(),
                    value: "the page itself".to_owned(),
                });
                return;
            }
            "canonical" => "canonical link".to_owned(),
            "alternate" => match (tag.get("hreflang"), tag.get("type")) {
                (Some(language), _) => format!("translation ({language})"),
                // Without its title, which holds the site's name.
                (None, Some(media_type)) => format!("other form ({media_type})"),
                (None, None) => "other form".to_owned(),
            },
            "stylesheet" | "icon" | "preload" | "modulepreload" => {
                self.page.resources.push(value);
                return;
            }
            other => other.to_owned(),
        };

        self.page.facts.push(Fact { label, value });
    }

    fn script(&mut self, tag: &HtmlTag) {
        if let Some(source) = tag.get("src") {
            self.page.resources.push(self.own.relative(source, self.shown_as));
        }

        if tag.get("type") == Some("application/ld+json") {
            let rest = &self.html[tag.span.end..];
            let data = &rest[..rest.find("</script").unwrap_or(rest.len())];
            self.page.structured.push(self.own.in_text(data, self.shown_as));
        }
    }

    /// Reads an opening tag of the body.
    fn open(&mut self, tag: &HtmlTag) {
        match &*tag.name {
            "html" => {
                self.page.language = tag.get("lang").unwrap_or_default().to_owned();
                self.page.direction = tag.get("dir").unwrap_or_default().to_owned();
            }
            "head" => self.is_in_head = true,
            "main" => {
                self.end_block();
                self.is_in_main = true;
                self.section = None;
            }

            "script" => self.script(tag),
            "a" => {
                let target = tag.get("href");
                self.link = target.map(|it| self.own.relative(it, self.shown_as).into());
            }
            "br" => self.block.is_spaced = true,
            "td" | "th" => self.cell(),
            "svg" => {
                let label = tag.get("aria-label").unwrap_or_default().to_owned();
                self.drawing =
                    Some(OpenDrawing { start: tag.span.start, depth: 1, label, is_title: false });
            }
            "img" | "video" | "audio" | "iframe" | "object" | "embed" | "source" => self.embed(tag),

            "ul" | "ol" => {
                self.begin(&tag.name);
                let classes = tag.get("class").unwrap_or_default();
                let is_of_pages = classes.split_whitespace().any(|class| class == "list");
                self.lists += usize::from(self.lists > 0 || is_of_pages);
            }
            name => self.begin(name),
        }
    }

    /// Begins the block of an element, if it is one.
    fn begin(&mut self, name: &str) {
        let Some(kind) = block_kind(name) else {
            return;
        };
        let kind = if name == "li" && self.lists == 1 { BlockKind::Listed } else { kind };

        self.end_unless_inside(name);

        match name {
            "tr" => self.rows += 1,
            "blockquote" => self.quotations += 1,
            "nav" => self.section_before = self.section.clone(),
            _ => {}
        }

        // A paragraph in an item is the item's own text, and all in a listed page is of that page.
        if kind != BlockKind::Paragraph && self.block.kind != Some(BlockKind::Listed) {
            self.block.kind = Some(kind);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "title" => self.is_title = false,
            "head" => self.is_in_head = false,
            "main" => {
                self.end_block();
                self.is_in_main = false;
                self.section = None;
            }
            "a" => self.link = None,
            _ if block_kind(name).is_some() => {
                if name == "tr" {
                    self.rows = self.rows.saturating_sub(1);
                }

                match name {
                    // The last listed page ends with its list, whose `</li>` may be left out.
                    "ul" | "ol" if self.lists == 1 => self.end_block(),
                    _ => self.end_unless_inside(name),
                }

                match name {
                    "ul" | "ol" => self.lists = self.lists.saturating_sub(1),
                    "blockquote" => self.quotations = self.quotations.saturating_sub(1),
                    // The heading of a table of contents is not that of the text after it.
                    "nav" => self.section = self.section_before.take(),
                    _ => {}
                }

                // An element without words leaves its kind to nothing.
                let is_inside = self.block.kind == Some(BlockKind::Listed) && name != "li";
                if self.block.words.is_empty() && !is_inside {
                    self.block.kind = None;
                }
            }
            _ => {}
        }
    }

    /// Ends the block, unless it is a row or a listed page, which hold others.
    fn end_unless_inside(&mut self, name: &str) {
        let is_in_row = self.rows > 0 && name != "tr";
        let is_listed =
            self.block.kind == Some(BlockKind::Listed) && !(name == "li" && self.lists == 1);
        match is_in_row || is_listed {
            true => self.block.is_spaced = true,
            false => self.end_block(),
        }
    }

    fn cell(&mut self) {
        if !self.block.words.is_empty() {
            self.block.is_spaced = true;
            self.push("|", None);
        }

        self.block.is_spaced = true;
    }

    fn text(&mut self, text: &str) {
        let text = self.own.in_text(text, self.shown_as);
        for piece in text.split_word_bounds() {
            match piece.trim().is_empty() {
                true => self.block.is_spaced = true,
                false => self.push(piece, None),
            }
        }
    }

    fn embed(&mut self, tag: &HtmlTag) {
        let addresses = html::addresses(tag);
        let sources = addresses.iter().map(|it| self.own.relative(it.text(), self.shown_as));
        let source = sources.collect::<Vec<_>>().join(", ");
        let words = tag.get("alt").or_else(|| tag.get("title")).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let what = match &*tag.name {
            "img" => "image",
            "video" => "video",
            "audio" => "audio",
            "iframe" => "frame",
            _ => "file",
        };

        self.push(EMBED, Some(Arc::new(Embed { what, source, words })));
    }

    /// Skips the inside of a drawing, up to its end: what it shows stands beside it in words.
    fn in_drawing(&mut self, token: &HtmlToken) {
        let Some(drawing) = &mut self.drawing else {
            return;
        };

        match token {
            HtmlToken::Open(tag) if tag.name == "svg" => drawing.depth += 1,
            HtmlToken::Open(tag) => drawing.is_title = tag.name == "title",
            HtmlToken::Text(text, _) if drawing.is_title && drawing.label.is_empty() => {
                drawing.label.push_str(text.trim());
            }
            HtmlToken::Text(..)
            | HtmlToken::Comment(_)
            | HtmlToken::Doctype(_)
            | HtmlToken::Unfinished(..) => {}
            HtmlToken::Close(name, _) if name != "svg" => drawing.is_title = false,
            HtmlToken::Close(_, _) if drawing.depth > 1 => drawing.depth -= 1,
            HtmlToken::Close(_, place) => {
                let drawn = blake3::hash(&self.html.as_bytes()[drawing.start..place.end]);
                let words = std::mem::take(&mut drawing.label);
                let source = drawn.to_hex()[..16].to_owned();
                self.drawing = None;
                self.push(EMBED, Some(Arc::new(Embed { what: "drawing", source, words })));
            }
        }
    }

    fn push(&mut self, text: &str, embed: Option<Arc<Embed>>) {
        let is_spaced = std::mem::take(&mut self.block.is_spaced) || embed.is_some();
        let link = self.link.clone();
        self.block.words.push(Word { text: text.into(), is_spaced, link, embed });
    }

    fn end_block(&mut self) {
        let words = std::mem::take(&mut self.block.words);
        self.block.is_spaced = false;

        if words.is_empty() {
            return;
        }

        let kind = match self.block.kind.take() {
            None if self.quotations > 0 => BlockKind::Quotation,
            kind => kind.unwrap_or(BlockKind::Paragraph),
        };
        let mut block = Block { kind, section: self.section.clone(), words };

        if let BlockKind::Heading(level) = kind {
            // A heading belongs to no section but its own, and the title of the page need not be said again.
            block.section = None;
            self.section = (level > 1).then(|| block.text().into());
        }

        match self.is_in_main {
            true => self.page.main.push(block),
            false => self.page.frame.push(block),
        }
    }
}

/// Returns what a block element holds; none for an element within a line.
fn block_kind(name: &str) -> Option<BlockKind> {
    Some(match name {
        "h1" => BlockKind::Heading(1),
        "h2" => BlockKind::Heading(2),
        "h3" => BlockKind::Heading(3),
        "h4" => BlockKind::Heading(4),
        "h5" => BlockKind::Heading(5),
        "h6" => BlockKind::Heading(6),
        "li" => BlockKind::Item,
        "tr" => BlockKind::Row,
        "caption" | "figcaption" => BlockKind::Caption,
        "blockquote" => BlockKind::Quotation,
        "p" | "div" | "ul" | "ol" | "dl" | "dt" | "dd" | "table" | "thead" | "tbody" | "tfoot"
        | "section" | "article" | "aside" | "header" | "footer" | "nav" | "figure" | "details"
        | "summary" | "form" | "fieldset" | "legend" | "pre" | "hr" | "address" | "body" => {
            BlockKind::Paragraph
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(blocks: &[Block]) -> Vec<String> {
        let line = |block: &Block| format!("{}: {}", block.kind.as_str(), block.text());
        blocks.iter().map(line).collect()
    }

    fn page(html: &str, base: &str, address: &str, shown_as: &str) -> PrintedPage {
        let home = format!("<link rel=canonical href={base}>");
        read(html, &SiteBase::from_home(&home), address, shown_as)
    }

    const BASE: &str = "https://x.example/b/";

    const PAGE: &str = "<!doctype html><html lang=en dir=ltr><head><title>Costs &amp; more – Press</title>\
        <meta name=description content='What it costs.'><meta name=robots content=noindex>\
        <link rel=canonical href=https://x.example/b/a/><meta property=og:site_name content=Press>\
        <link rel=stylesheet href=/b/chancery.css?v=1><script type=application/ld+json>{\"a\": 1}</script></head>\
        <body><nav><ul><li><a href=/b/>Home</a></ul></nav><main><h1>Costs</h1>\
        <p>It cost <b>£6,300</b>. See <a href=/b/c/>the&nbsp;page</a>, https://x.example/b/a/.</p>\
        <ul><li><p>One</p></li><li></li></ul><h2>Details</h2><blockquote><p>Said.</p></blockquote>\
        <table><caption>All</caption><tr><th>Year<td><p>2024</p></tr></table>\
        <img src=/b/a/map.png alt='A  map'><svg aria-label=Chart><text>1</text></svg></main>\
        <footer><p>End</footer></body></html>";

    #[test]
    fn a_page_is_read_block_by_block() {
        let page = page(PAGE, BASE, "/a/", "/a/");
        assert_eq!(page.title, "Costs & more");
        assert_eq!(
            lines(&page.main),
            [
                "heading: Costs",
                "paragraph: It cost £6,300. See the page, /a/.",
                "list item: One",
                "heading: Details",
                "quotation: Said.",
                "caption: All",
                "table row: Year | 2024",
                "paragraph: [image: A map] [drawing: Chart]",
            ]
        );
        assert_eq!(lines(&page.frame), ["list item: Home", "paragraph: End"]);
        assert_eq!(page.main[1].section.as_deref(), None);
        assert_eq!(page.main[4].section.as_deref(), Some("Details"));
        assert_eq!(page.resources, ["/chancery.css?v=1"]);
        assert_eq!(page.structured, ["{\"a\": 1}"]);

        let facts: Vec<_> = page.facts.iter().map(|it| (&*it.label, &*it.value)).collect();
        assert_eq!(
            facts,
            [
                ("description", "What it costs."),
                ("robots", "noindex"),
                ("address of the site", "https://x.example/b/"),
                ("canonical link", "the page itself"),
                ("name of the site", "Press"),
            ]
        );

        let link = page.main[1].words.iter().find_map(|word| word.link.as_deref());
        assert_eq!(link, Some("/c/"));
    }

    #[test]
    fn a_listed_page_is_one_block() {
        let html = "<main><h2>Latest</h2><ul class=\"wide list\"><li><p class=meta>3 June</p><h3><a href=/a/>A</a></h3>\
            <p>Words.<ul><li>x</ul><li><p>B</ul><p>After</main>";
        let page = page(html, BASE, "/", "/");
        assert_eq!(
            lines(&page.main),
            [
                "heading: Latest",
                "page in a list: 3 June A Words. x",
                "page in a list: B",
                "paragraph: After"
            ]
        );
    }

    #[test]
    fn another_host_reads_the_same() {
        let moved = PAGE.replace("https://x.example/b/", "https://y.example/").replace("/b/", "/");
        let one = page(PAGE, BASE, "/a/", "/a/");
        let other = page(&moved, "https://y.example/", "/a/", "/a/");
        assert_eq!((&one.main, &one.frame), (&other.main, &other.frame));
    }

    #[test]
    fn a_page_that_moved_reads_the_same() {
        let moved = PAGE.replace("/b/a/", "/b/z/");
        let other = page(&moved, BASE, "/z/", "/a/");
        assert_eq!(lines(&page(PAGE, BASE, "/a/", "/a/").main), lines(&other.main));
    }

    #[test]
    fn a_redirect_leads_elsewhere() {
        let html = "<head><meta http-equiv=refresh content='0; url=/b/new/'></head>";
        let redirect = page(html, BASE, "/old/", "/old/").redirect;
        assert_eq!(redirect.as_deref(), Some("/new/"));
    }
}
