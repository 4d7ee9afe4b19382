//! Writes a document as JSON whose running text says where its words may be broken.
//!
//! It is done while the document is written, which is less work than to read, change and write what was written.

use std::io::{self, Write};

use serde_json::ser::{CharEscape, CompactFormatter, Formatter};
use tender::text::joints::jointed;

/// What holds running text: whole sentences, which are set in lines. Titles, names, answers and ids are never broken.
const PROSE: &[&str] = &["meaning", "help", "reason", "purpose", "message", "standard", "sentences"];

/// What is a title, whatever it holds.
const TITLES: &[&str] = &["title", "subject"];

/// The key that tells what a node of text is. It is written first.
const TAG: &str = "t";

/// What is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Other,
    /// Strings in it are running text
    Prose,
    /// Nothing in it is, however deep
    Title,
    /// What a node is
    Tag,
    Key,
}

/// An object or an array that is being written.
#[derive(Default)]
struct Open {
    /// The value in it that is being written
    part: Part,
    /// Whether it is a title, and with it all that it holds
    is_title: bool,
    /// Whether it is a node of plain text
    is_text: bool,
}

/// Puts joints into running text.
#[derive(Default)]
pub(super) struct Jointing {
    /// From outside in
    open: Vec<Open>,
    is_key: bool,
    /// The string that is being written
    string: Part,
    /// Its characters, where they matter
    held: String,
}

impl Jointing {
    fn part(&self) -> Part {
        if self.is_key { Part::Key } else { self.open.last().map(|open| open.part).unwrap_or_default() }
    }

    fn begin(&mut self, part: Part) {
        self.open.push(Open { part, is_title: self.part() == Part::Title, is_text: false });
    }
}

impl Formatter for Jointing {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(self.part());
        CompactFormatter.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open.pop();
        CompactFormatter.end_array(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(Part::Other);
        CompactFormatter.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open.pop();
        CompactFormatter.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.is_key = true;
        CompactFormatter.begin_object_key(writer, first)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.is_key = false;
        let key = self.held.as_str();
        if let Some(open) = self.open.last_mut() {
            open.part = match key {
                _ if open.is_title || TITLES.contains(&key) => Part::Title,
                TAG => Part::Tag,
                "s" if open.is_text => Part::Prose,
                _ if PROSE.contains(&key) => Part::Prose,
                _ => Part::Other,
            };
        }
        Ok(())
    }

    fn begin_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.held.clear();
        self.string = self.part();
        if self.string == Part::Prose { Ok(()) } else { CompactFormatter.begin_string(writer) }
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if matches!(self.string, Part::Key | Part::Tag | Part::Prose) {
            self.held.push_str(fragment);
        }
        if self.string == Part::Prose { Ok(()) } else { writer.write_all(fragment.as_bytes()) }
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        if self.string != Part::Prose {
            return CompactFormatter.write_char_escape(writer, escape);
        }
        self.held.push(match escape {
            CharEscape::Quote => '"',
            CharEscape::ReverseSolidus => '\\',
            CharEscape::Solidus => '/',
            CharEscape::Backspace => '\u{8}',
            CharEscape::FormFeed => '\u{c}',
            CharEscape::LineFeed => '\n',
            CharEscape::CarriageReturn => '\r',
            CharEscape::Tab => '\t',
            CharEscape::AsciiControl(byte) => char::from(byte),
        });
        Ok(())
    }

    fn end_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match (self.string, self.open.last_mut()) {
            (Part::Prose, _) => return Ok(serde_json::to_writer(writer, &jointed(&self.held))?),
            (Part::Tag, Some(open)) => {
                // A heading is a title; words that are compared are set as they were written.
                open.is_title |= self.held == "heading";
                open.is_text = self.held == "text";
            }
            _ => {}
        }
        CompactFormatter.end_string(writer)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::{Serializer, Value, json};

    use super::Jointing;

    /// Written with joints, which are shown as hyphens.
    fn written(value: &impl Serialize) -> Value {
        let mut bytes = Vec::new();
        value.serialize(&mut Serializer::with_formatter(&mut bytes, Jointing::default())).unwrap();
        let text = String::from_utf8(bytes).unwrap().replace('\u{ad}', "-");
        serde_json::from_str(&text).unwrap()
    }

    const WORD: &str = "tilbudsfristen";
    const APART: &str = "tilbuds-fristen";

    #[test]
    fn running_text_gets_joints_and_nothing_else() {
        for (given, expected) in [
            (json!({ "meaning": WORD, "name": WORD }), json!({ "meaning": APART, "name": WORD })),
            (
                json!({ "ids": [WORD], "sentences": [WORD, [WORD]] }),
                json!({ "ids": [WORD], "sentences": [APART, [APART]] }),
            ),
            (json!({ "reason": { "name": WORD } }), json!({ "reason": { "name": WORD } })),
            (
                json!({ "subject": { "help": WORD }, "u": { "help": WORD } }),
                json!({ "subject": { "help": WORD }, "u": { "help": APART } }),
            ),
            (json!([{ "help": null, "name": WORD }, WORD]), json!([{ "help": null, "name": WORD }, WORD])),
        ] {
            assert_eq!(written(&given), expected);
        }
    }

    #[test]
    fn of_nodes_the_text_gets_joints_unless_it_is_a_title() {
        #[derive(Serialize)]
        #[serde(tag = "t", rename_all = "kebab-case")]
        enum Node {
            Heading { c: Vec<Node> },
            Paragraph { c: Vec<Node> },
            Text { s: &'static str },
            Id { s: &'static str },
        }
        #[derive(Serialize)]
        struct Part {
            title: Vec<Node>,
            blocks: Vec<Node>,
        }
        let run = || vec![Node::Text { s: WORD }, Node::Id { s: WORD }];
        let part = Part { title: run(), blocks: vec![Node::Heading { c: run() }, Node::Paragraph { c: run() }] };
        let run = |word: &str| json!([{ "t": "text", "s": word }, { "t": "id", "s": WORD }]);
        let blocks = json!([{ "t": "heading", "c": run(WORD) }, { "t": "paragraph", "c": run(APART) }]);
        assert_eq!(written(&part), json!({ "title": run(WORD), "blocks": blocks }));
    }

    #[test]
    fn what_json_escapes_stays_what_it_is() {
        let said = json!({ "help": "a \"tilbudsfristen\"\n\\ tilbudsfristen\t\u{1}/\u{8}\u{c}\r æ" });
        let expected = json!({ "help": "a \"tilbudsfristen\"\n\\ tilbuds-fristen\t\u{1}/\u{8}\u{c}\r æ" });
        assert_eq!(written(&said), expected);
    }
}
