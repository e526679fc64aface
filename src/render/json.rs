//! A writer of JSON objects for JSON-LD.
//!
//! In: keys and values, in order. Out: the text of a script element. Invariant: an unknown value has no key,
//! and no text can end the surrounding script element.

/// An object while it is written: open, until another takes it or it is finished.
pub(super) struct JsonObject(Vec<u8>);

/// The usual size of a page's description: reserved at once, to avoid reallocation.
const DOCUMENT_SIZE: usize = 2 << 10;

impl JsonObject {
    /// Begins an object of a schema.org type within another.
    pub(super) fn new(kind: &str) -> JsonObject {
        JsonObject(b"{".to_vec()).string("@type", Some(kind))
    }

    /// Begins a document: an object with a context.
    pub(super) fn document(kind: &str) -> JsonObject {
        let begun = JsonObject(Vec::with_capacity(DOCUMENT_SIZE)).push("{");
        begun.string("@context", Some("https://schema.org")).string("@type", Some(kind))
    }

    /// Begins an object with a name.
    pub(super) fn named(kind: &str, name: Option<&str>) -> JsonObject {
        JsonObject::new(kind).string("name", name)
    }

    pub(super) fn string(self, key: &str, text: Option<impl AsRef<str>>) -> JsonObject {
        match text {
            Some(text) => self.key(key).push_string(text.as_ref()),
            None => self,
        }
    }

    pub(super) fn strings(
        self,
        key: &str,
        texts: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> JsonObject {
        self.list(key, texts, |object, text| object.push_string(text.as_ref()))
    }

    /// Writes a value that is JSON already: a number, `true`.
    pub(super) fn literal(self, key: &str, json: &str) -> JsonObject {
        self.key(key).push(json)
    }

    pub(super) fn object(self, key: &str, inner: Option<&JsonObject>) -> JsonObject {
        match inner {
            Some(inner) => self.key(key).push_object(inner),
            None => self,
        }
    }

    pub(super) fn objects(
        self,
        key: &str,
        inner: impl IntoIterator<Item = JsonObject>,
    ) -> JsonObject {
        self.list(key, inner, |object, inner| object.push_object(&inner))
    }

    /// Adds an object, or a list of several.
    pub(super) fn one_or_more(self, key: &str, inner: Vec<JsonObject>) -> JsonObject {
        match inner.as_slice() {
            [one] => self.object(key, Some(one)),
            _ => self.objects(key, inner),
        }
    }

    /// Closes the object and returns its text.
    pub(super) fn finish(self) -> String {
        let bytes = self.push("}").0;
        let text = String::from_utf8(bytes).expect("it was put together from texts");
        if !text.bytes().any(|byte| matches!(byte, b'<' | b'>' | b'&')) {
            return text;
        }

        // `</script>` in a title would end the element (HTML standard, "restrictions for contents of script elements").
        text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
    }

    /// Writes a list; an empty one is left out.
    fn list<T>(
        self,
        key: &str,
        items: impl IntoIterator<Item = T>,
        write: impl Fn(JsonObject, T) -> JsonObject,
    ) -> JsonObject {
        let mut items = items.into_iter();
        let Some(first) = items.next() else {
            return self;
        };
        let begun = write(self.key(key).push("["), first);
        items.fold(begun, |object, item| write(object.push(","), item)).push("]")
    }

    fn key(self, key: &str) -> JsonObject {
        // An object that has just begun is the only place where `{` is the last byte: strings end
        // in `"`.
        let comma = if self.0.ends_with(b"{") { "" } else { "," };
        self.push(comma).push_string(key).push(":")
    }

    fn push_string(mut self, text: &str) -> JsonObject {
        serde_json::to_writer(&mut self.0, text).expect("memory takes whatever is written to it");
        self
    }

    fn push_object(mut self, inner: &JsonObject) -> JsonObject {
        self.0.extend_from_slice(&inner.0);
        self.push("}")
    }

    fn push(mut self, json: &str) -> JsonObject {
        self.0.extend_from_slice(json.as_bytes());
        self
    }
}
