//! Markdown as nodes: what comrak read, reduced to what a document can print.
//!
//! Paragraphs, lists, quotations, headings, emphasis and links are kept; raw HTML, images, code, tables and links to
//! other than `https:`, `http:` and `mailto:` are refused at their place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use comrak::nodes::{AstNode, ListType, NodeValue, Sourcepos};
use comrak::{Arena, Options, parse_document};
use serde::Serialize;
use unicode_normalization::char::is_combining_mark;

use crate::complaint::Complaints;
use crate::input::fault::{InputFault, Unprintable};
use crate::text::link::is_harmless;
use crate::text::source::{Place, Source, unseen};

/// A run of text.
pub type Rich = Vec<Inline>;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Inline {
    Text {
        s: String,
    },
    /// `SF1461`, `I-02.03`: semibold, never broken over a line
    Id {
        s: String,
    },
    Strong {
        c: Rich,
    },
    Emph {
        c: Rich,
    },
    Link {
        url: String,
        c: Rich,
    },
    Break,
}

/// A paragraph, a list, a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Block {
    Paragraph { c: Rich },
    List { ordered: bool, items: Vec<Vec<Block>> },
    Heading { level: u8, c: Rich },
    Quote { blocks: Vec<Block> },
}

/// What paragraphs and lists say, without how they are set: one line each.
pub fn as_text(blocks: &[Block]) -> String {
    let lines = blocks.iter().map(|block| match block {
        Block::Paragraph { c } | Block::Heading { c, .. } => rich_as_text(c),
        Block::List { ordered, items } => {
            let marked = items.iter().enumerate().map(|(at, item)| format!("{} {}", mark(*ordered, at), as_text(item)));
            marked.collect::<Vec<_>>().join("\n")
        }
        Block::Quote { blocks } => as_text(blocks),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands before an item of a list where it is no list: a dash, or its number.
pub fn mark(is_ordered: bool, at: usize) -> String {
    if is_ordered { format!("{}.", at + 1) } else { "–".to_owned() }
}

fn rich_as_text(rich: &Rich) -> String {
    let said = rich.iter().map(|inline| match inline {
        Inline::Text { s } | Inline::Id { s } => s.clone(),
        Inline::Strong { c } | Inline::Emph { c } | Inline::Link { c, .. } => rich_as_text(c),
        Inline::Break => " ".to_owned(),
    });
    said.collect()
}

/// Text that is not Markdown: only ids and line breaks are told apart.
pub fn plain(text: &str) -> Rich {
    let mut rich = Rich::new();
    for (at, line) in text.trim().lines().enumerate() {
        if at > 0 {
            rich.push(Inline::Break);
        }
        push_text(&mut rich, line);
    }
    rich
}

/// The words of a text, without its markup.
pub fn words(rich: &[Inline]) -> String {
    rich.iter()
        .map(|inline| match inline {
            Inline::Text { s } | Inline::Id { s } => s.clone(),
            Inline::Strong { c } | Inline::Emph { c } | Inline::Link { c, .. } => words(c),
            Inline::Break => "\n".to_owned(),
        })
        .collect()
}

/// Appends a line of text, with the ids in it as nodes of their own.
fn push_text(rich: &mut Rich, text: &str) {
    let mut begun = 0;
    let mut at = 0;
    // Every id begins with one of the two.
    while let Some(skipped) = memchr::memchr2(b'S', b'I', &text.as_bytes()[at..]) {
        at += skipped;
        let after_word = text[..at].chars().next_back().is_some_and(|c| part_of_word(c) || c == '-');
        match id_length(&text[at..]).filter(|_| !after_word) {
            Some(length) => {
                if begun < at {
                    rich.push(Inline::Text { s: text[begun..at].to_owned() });
                }
                rich.push(Inline::Id { s: text[at..at + length].to_owned() });
                at += length;
                begun = at;
            }
            None => at += 1,
        }
    }
    if begun < text.len() {
        rich.push(Inline::Text { s: text[begun..].to_owned() });
    }
}

/// The length of the id that a text begins with: `SF1590_B_01`, `SFTP`, `I-04`, `I-04.03`.
fn id_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let count =
        |from: usize, fits: fn(&u8) -> bool| bytes[from.min(bytes.len())..].iter().take_while(|b| fits(b)).count();
    let mut length = if text.starts_with("SFTP") {
        4
    } else if text.starts_with("SF") && count(2, u8::is_ascii_digit) == 4 {
        let mut length = 6;
        while bytes.get(length) == Some(&b'_') {
            match count(length + 1, u8::is_ascii_alphanumeric) {
                0 => break,
                part => length += 1 + part,
            }
        }
        length
    } else if text.starts_with("I-") && count(2, u8::is_ascii_digit) == 2 {
        4
    } else {
        return None;
    };
    if text.starts_with("I-") && bytes.get(length) == Some(&b'.') {
        let number = count(length + 1, u8::is_ascii_alphanumeric);
        length += if number >= 2 { 1 + number } else { 0 };
    }
    let goes_on = text[length..].chars().next().is_some_and(part_of_word);
    (!goes_on).then_some(length)
}

/// Whether a character beside an id makes it a part of a longer word: a letter, a digit, or a mark that stands over one
/// of the two.
fn part_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

/// Reads a whole file.
pub fn parse(source: &Arc<Source>, complaints: &mut Complaints) -> Vec<Block> {
    parse_part(source, 0..source.text.len(), complaints).into_iter().map(|(block, _)| block).collect()
}

/// Reads a part of a file and divides it at its headings of level 2, whose texts name the sections.
pub fn sections(
    source: &Arc<Source>,
    part: Range<usize>,
    complaints: &mut Complaints,
) -> BTreeMap<String, (Place, Vec<Block>)> {
    let mut sections: BTreeMap<String, (Place, Vec<Block>)> = BTreeMap::new();
    let mut current: Option<String> = None;
    for (block, place) in parse_part(source, part, complaints) {
        match (block, &current) {
            (Block::Heading { level: 2, c }, _) => {
                let title = words(&c);
                sections.insert(title.clone(), (place, Vec::new()));
                current = Some(title);
            }
            (block, Some(title)) => sections.get_mut(title).expect("the current section was begun").1.push(block),
            (_, None) => complaints.error(InputFault::Unprintable { what: Unprintable::BeforeFirstSection }, place),
        }
    }
    sections
}

/// Reads a part of a file, block by block, each with its place.
fn parse_part(source: &Arc<Source>, part: Range<usize>, complaints: &mut Complaints) -> Vec<(Block, Place)> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.strikethrough = false;
    let root = parse_document(&arena, &source.text[part.clone()], &options);
    let mut reader = Reader::new(source, part, complaints);
    let mut blocks = Vec::new();
    for node in root.children() {
        let place = reader.place(node);
        blocks.extend(reader.block(node, 0).map(|block| (block, place)));
    }
    blocks
}

/// How deeply lists and quotations may stand inside one another.
const DEPTH: usize = 16;

struct Reader<'a> {
    source: &'a Arc<Source>,
    /// Where each line begins, in bytes of the source
    lines: Vec<usize>,
    complaints: &'a mut Complaints,
}

impl<'a> Reader<'a> {
    fn new(source: &'a Arc<Source>, part: Range<usize>, complaints: &'a mut Complaints) -> Self {
        let breaks = source.text[part.clone()].match_indices('\n').map(|(at, _)| part.start + at + 1);
        let lines = std::iter::once(part.start).chain(breaks).collect();
        Self { source, lines, complaints }
    }

    fn place<'n>(&self, node: &'n AstNode<'n>) -> Place {
        let Sourcepos { start, end } = node.data.borrow().sourcepos;
        let byte = |line: usize, column: usize| {
            let line = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.source.text.len());
            let mut at = (line + column).min(self.source.text.len());
            while !self.source.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = byte(start.line, start.column.saturating_sub(1));
        Place::new(self.source, start..byte(end.line, end.column).max(start))
    }

    fn refuse<'n>(&mut self, what: Unprintable, node: &'n AstNode<'n>) {
        let place = self.place(node);
        self.complaints.error(InputFault::Unprintable { what }, place);
    }

    fn block<'n>(&mut self, node: &'n AstNode<'n>, depth: usize) -> Option<Block> {
        if depth > DEPTH {
            self.refuse(Unprintable::DeepNesting, node);
            return None;
        }
        let blocks = |reader: &mut Self, node: &'n AstNode<'n>| -> Vec<Block> {
            node.children().filter_map(|child| reader.block(child, depth + 1)).collect()
        };
        match &node.data.borrow().value {
            NodeValue::Paragraph => Some(Block::Paragraph { c: self.rich(node, 0) }),
            NodeValue::Heading(heading) => Some(Block::Heading { level: heading.level, c: self.rich(node, 0) }),
            NodeValue::BlockQuote => Some(Block::Quote { blocks: blocks(self, node) }),
            NodeValue::List(list) => Some(Block::List {
                ordered: list.list_type == ListType::Ordered,
                items: node.children().map(|item| blocks(self, item)).collect(),
            }),
            NodeValue::HtmlBlock(_) => {
                self.refuse(Unprintable::Html, node);
                None
            }
            NodeValue::CodeBlock(_) => {
                self.refuse(Unprintable::CodeBlock, node);
                None
            }
            NodeValue::ThematicBreak => {
                self.refuse(Unprintable::Line, node);
                None
            }
            _ => {
                self.refuse(Unprintable::Other, node);
                None
            }
        }
    }

    fn rich<'n>(&mut self, node: &'n AstNode<'n>, depth: usize) -> Rich {
        let mut rich = Rich::new();
        if depth > DEPTH {
            self.refuse(Unprintable::DeepNesting, node);
            return rich;
        }
        for child in node.children() {
            match &child.data.borrow().value {
                NodeValue::Text(text) => match unseen(text) {
                    Some(control) => {
                        let place = self.place(child);
                        self.complaints.error(InputFault::ControlCharacter { code: u32::from(control) }, place);
                    }
                    None => push_text(&mut rich, text),
                },
                NodeValue::SoftBreak => rich.push(Inline::Text { s: " ".to_owned() }),
                NodeValue::LineBreak => rich.push(Inline::Break),
                NodeValue::Strong => rich.push(Inline::Strong { c: self.rich(child, depth + 1) }),
                NodeValue::Emph => rich.push(Inline::Emph { c: self.rich(child, depth + 1) }),
                NodeValue::Link(link) => {
                    if is_harmless(&link.url) {
                        rich.push(Inline::Link { url: link.url.clone(), c: self.rich(child, depth + 1) });
                    } else {
                        self.refuse(Unprintable::ForeignLink, child);
                    }
                }
                NodeValue::HtmlInline(_) => self.refuse(Unprintable::Html, child),
                NodeValue::Image(_) => self.refuse(Unprintable::Image, child),
                NodeValue::Code(_) => self.refuse(Unprintable::Code, child),
                _ => self.refuse(Unprintable::Other, child),
            }
        }
        rich
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<String> {
        plain(text)
            .into_iter()
            .filter_map(|inline| if let Inline::Id { s } = inline { Some(s) } else { None })
            .collect()
    }

    #[test]
    fn ids_are_told_apart_from_words() {
        assert_eq!(ids("SF1461, (SF1590_B_01) og I-02.03."), ["SF1461", "SF1590_B_01", "I-02.03"]);
        assert_eq!(ids("gennem SFTP til I-04."), ["SFTP", "I-04"]);
        assert_eq!(ids("XSF1461 SF14 SF14611 SFTPX I-4 AI-04"), Vec::<String>::new());
        assert_eq!(ids("I-02.01å I-02.01a\u{30a} SF1461\u{30a} x\u{30a}SF1461"), Vec::<String>::new());
    }

    #[test]
    fn no_text_is_lost_between_the_ids() {
        for text in ["SF1461", "æ SF1461 ø", "SF1590_ og SF1590_A_", "I-04.I-05", "»SF1461«", "I-", "SF"] {
            assert_eq!(words(&plain(text)), text);
        }
    }

    #[test]
    fn what_cannot_be_printed_is_refused_at_its_place() {
        let text = "En *god* <b>dag</b>.\n\n![x](y.png)\n\n[z](javascript:alert)\n\n```\nkode\n```\n";
        let source = Source::new("t.md", text);
        let mut complaints = Complaints::new();
        parse(&source, &mut complaints);
        let found: Vec<&str> =
            complaints.iter().map(|c| &text[c.place.as_ref().expect("it has a place").span.clone()]).collect();
        assert_eq!(found, ["<b>", "</b>", "![x](y.png)", "[z](javascript:alert)", "```\nkode\n```"]);
    }
}
