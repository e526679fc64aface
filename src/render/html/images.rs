//! Pictures in prose: their size, so that the text does not jump when they arrive, and their captions.
//!
//! In: the events of an image. Out: `<img>`, or a `<figure>` around it. Invariant: within the words of another picture
//! there is only text.

use std::fmt::Write as _;

use pulldown_cmark::{Event, Tag, TagEnd};
use pulldown_cmark_escape::escape_href;

use super::{PlacedEvent, Writer, escape, is_refused, text};
use crate::render::image;
use crate::site::Destination;

/// An image as it is written.
pub(super) struct ImageTag<'i> {
    /// The byte of the body at which it begins.
    pub(super) start: usize,
    pub(super) address: &'i str,
    pub(super) title: &'i str,
}

impl<'t> Writer<'_, 't> {
    /// Writes an image; `inner` are the events of its words.
    pub(super) fn image(
        &mut self,
        image: &ImageTag<'_>,
        inner: &mut dyn Iterator<Item = PlacedEvent<'t>>,
    ) {
        let first = self.out.len();
        self.image += 1;
        self.events(inner);
        self.image -= 1;
        let alt = plain_words(self.out.drain(first..));

        // An image within the words of another one is read as its words.
        if self.image > 0 {
            self.out.push(Event::Text(alt.into()));
            return;
        }

        let url = self.link_url(image.start);
        let mut tag = "<img src=\"".to_owned();
        let _ = escape_href(&mut tag, url.as_deref().unwrap_or(image.address));
        tag.push_str("\" alt=\"");
        escape(&mut tag, &alt);
        tag.push('"');

        if !image.title.is_empty() {
            tag.push_str(" title=\"");
            escape(&mut tag, image.title);
            tag.push('"');
        }

        if let Some(size) = self.pixels(image.start) {
            let _ = write!(tag, " width=\"{}\" height=\"{}\"", size.width, size.height);
        }

        tag.push_str(" />");
        self.raw(tag);
    }

    /// Returns the size of the site's own picture that begins at a byte of the body.
    fn pixels(&self, start: usize) -> Option<image::PixelSize> {
        let site = &self.edition.site;
        let link = self.body.links_at(self.in_source(start)).next()?;
        match site.follow(self.page, link) {
            Destination::Published(address, _) => {
                image::pixels(&*self.edition.files, site.asset_at(&address)?)
            }
            _ => None,
        }
    }

    /// Writes a paragraph that begins with an image that has a title: as a figure with its caption, if there is nothing
    /// else in it.
    pub(super) fn captioned(&mut self, inner: Vec<PlacedEvent<'t>>) {
        let is_alone = matches!(inner.last(), Some((Event::End(TagEnd::Image), _)))
            && inner.iter().filter(|(event, _)| matches!(event, Event::End(TagEnd::Image))).count()
                == 1;

        let caption = match inner.first() {
            Some((Event::Start(Tag::Image { title, dest_url, .. }), _))
                if is_alone && !is_refused(dest_url) =>
            {
                Some(title.clone())
            }
            _ => None,
        };

        let Some(caption) = caption else {
            self.out.push(Event::Start(Tag::Paragraph));
            let mut inner = inner.into_iter();
            self.events(&mut inner);
            self.out.push(Event::End(TagEnd::Paragraph));
            return;
        };

        self.raw("<figure class=\"photo\">");
        let untitled = inner.into_iter().map(|(event, range)| match event {
            // What is written below need not be said again by the pointer.
            Event::Start(Tag::Image { link_type, dest_url, id, .. }) => {
                let title = "".into();
                (Event::Start(Tag::Image { link_type, dest_url, title, id }), range)
            }
            event => (event, range),
        });
        self.events(&mut untitled.collect::<Vec<_>>().into_iter());
        self.raw(format!("<figcaption>{}</figcaption></figure>\n", text(&caption)));
    }
}

/// Returns the words of events, without tags.
fn plain_words<'t>(events: impl Iterator<Item = Event<'t>>) -> String {
    let mut words = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }

    words
}
