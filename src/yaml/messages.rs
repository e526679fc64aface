//! The messages of saphyr-parser that we recognise, and our replacements.
//!
//! In: a message of the parser. Out: which error it is, or plain words for it. Invariant: every text in this
//! file is one that the pinned version of saphyr-parser produces; a test provokes each of them.

/// A message of the parser, by the words with which it begins, or that occur in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum ParserMessage {
    /// It begins with these words.
    Prefix(&'static str),
    /// It contains these words.
    Part(&'static str),
}

impl ParserMessage {
    /// Tells whether the parser's error is this one.
    pub(super) fn matches(self, error: &str) -> bool {
        match self {
            ParserMessage::Prefix(words) => error.starts_with(words),
            ParserMessage::Part(words) => error.contains(words),
        }
    }
}

/// A line that should be a key and has no colon.
pub(super) const KEY_WITHOUT_COLON: ParserMessage = ParserMessage::Prefix("simple key expect ':'");

/// Present in every error within quotation marks; open brackets are not its cause.
pub(super) const QUOTED_SCALAR: &str = "quoted";

/// A backslash that begins no escape.
pub(super) const BAD_ESCAPE: [ParserMessage; 2] =
    [ParserMessage::Part("escape"), ParserMessage::Part("hexadecimal")];

/// A colon where no key can be.
pub(super) const UNEXPECTED_COLON: [ParserMessage; 2] = [
    ParserMessage::Prefix("mapping values are not allowed"),
    ParserMessage::Prefix("illegal placement of ':'"),
];

/// A quotation mark that is never closed.
pub(super) const OPEN_QUOTE: [ParserMessage; 2] =
    [ParserMessage::Part("invalid indentation in quoted"), ParserMessage::Part("end of stream")];

/// Text after the closing quotation mark.
pub(super) const TEXT_AFTER_QUOTE: ParserMessage =
    ParserMessage::Prefix("invalid trailing content after");

/// A value that begins with a character that YAML reserves.
pub(super) const RESERVED_SIGN: [ParserMessage; 2] =
    [ParserMessage::Prefix("unexpected character"), ParserMessage::Part("unknown anchor")];

/// Our replacement for a message.
struct PlainMessage {
    /// Words that occur in the parser's message.
    part: &'static str,
    message: &'static str,
    help: &'static str,
}

/// From the specific to the general: the first match decides.
const EXPLANATIONS: [PlainMessage; 9] = [
    PlainMessage {
        part: "lists and maps inside one another",
        message: "lists and maps are nested too deep here",
        help: "front matter needs only a few levels",
    },
    PlainMessage {
        part: "recursion",
        message: "lists and maps are nested too deep here",
        help: "front matter needs only a few levels",
    },
    PlainMessage {
        part: "expected key",
        message: "this line does not fit the lines above it",
        help: "check its indentation: keys of one block begin in the same column, and so do the dashes \
             of one list",
    },
    PlainMessage {
        part: "simple key",
        message: "this line is neither a key nor part of the text above it",
        help: "write `key: value`, or indent the line if it continues the text above",
    },
    PlainMessage {
        part: "flow mapping",
        message: "the braces opened with `{` are not closed, or a comma is missing",
        help: "write `{key: value, key: value}`",
    },
    PlainMessage {
        part: "flow sequence",
        message: "the list opened with `[` is not closed, or a comma is missing",
        help: "write `[one, two]`",
    },
    PlainMessage {
        part: "bracket",
        message: "this bracket closes nothing that was opened",
        help: "take it out, or put the text in quotation marks",
    },
    PlainMessage {
        part: "block sequence entries",
        message: "a list cannot begin after a key on the same line",
        help: "begin the list on the next line, or put the text in quotation marks",
    },
    PlainMessage {
        part: "escape",
        message: "a backslash in double quotation marks begins no escape that YAML knows",
        help: "write the backslash twice, or use single quotation marks",
    },
];

/// Returns our message and advice for an error that can be explained without the text.
pub(super) fn in_plain_words(error: &str) -> (&'static str, &'static str) {
    let known = EXPLANATIONS.iter().find(|known| error.contains(known.part));

    known.map_or(
        (
            "YAML cannot make sense of this line",
            "compare it with the lines around it; text with special characters needs quotation marks",
        ),
        |known| (known.message, known.help),
    )
}

#[cfg(test)]
mod tests {
    use saphyr_parser::Parser;

    use super::*;

    /// Returns the parser's own message about a text that it cannot read.
    fn message(yaml: &str) -> String {
        let error = Parser::new_from_str(yaml).find_map(Result::err);
        error.map_or_else(|| "no error".to_owned(), |error| error.info().to_owned())
    }

    /// Asserts that the parser still produces the message that we recognise.
    #[track_caller]
    fn provokes(yaml: &str, expected: ParserMessage) {
        let actual = message(yaml);
        assert!(
            expected.matches(&actual),
            "saphyr-parser says something new about {yaml:?}: `{actual}`, and {expected:?} is expected; \
             correct the text in src/yaml/messages.rs"
        );
    }

    #[test]
    fn the_parser_says_what_is_recognised() {
        provokes("a: b\nwords alone\nc: d\n", KEY_WITHOUT_COLON);
        provokes("a: \"\\q\"\n", BAD_ESCAPE[0]);
        provokes("a: \"\\xZZ\"\n", BAD_ESCAPE[1]);
        provokes("a: b: c\n", UNEXPECTED_COLON[0]);
        provokes("[a\n: b]\n", UNEXPECTED_COLON[1]);

        provokes("a: \"b\nc: d\n", OPEN_QUOTE[0]);
        provokes("a: \"b\n", OPEN_QUOTE[1]);
        provokes("a: \"b\" c\n", TEXT_AFTER_QUOTE);
        provokes("a: 'b' c\n", TEXT_AFTER_QUOTE);
        provokes("a: @b\n", RESERVED_SIGN[0]);

        provokes("a: *b\n", RESERVED_SIGN[1]);
    }

    #[test]
    fn every_explanation_is_for_a_message_of_the_parser() {
        let provoking = |part: &str| match part {
            "recursion" => "[".repeat(2000),
            "expected key" => "a:\n  b: c\n d: e\n".to_owned(),
            "simple key" => "a: b\nwords alone\n".to_owned(),
            "flow mapping" => "a: {b: c\n".to_owned(),
            "flow sequence" => "a: [b\n".to_owned(),
            "bracket" => "a: ]\n".to_owned(),
            "block sequence entries" => "a: - b\n".to_owned(),
            "escape" => "a: \"\\q\"\n".to_owned(),
            other => panic!("no text provokes a message with `{other}`"),
        };

        for known in &EXPLANATIONS {
            // The tree's own limit is reached before the parser's.
            if known.part != "lists and maps inside one another" {
                provokes(&provoking(known.part), ParserMessage::Part(known.part));
            }
        }
    }
}
