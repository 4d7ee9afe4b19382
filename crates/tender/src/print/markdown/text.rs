//! Nodes as Markdown that reads back as the same nodes: whatever a user wrote stays text.

use crate::document::Wording;
use crate::input::markdown::{Block, Inline};
use crate::text::link::is_harmless;

/// A run of text on one line, save for its own line breaks.
pub fn rich(nodes: &[Inline]) -> String {
    let mut out = String::new();
    run(nodes, &mut out);
    guard(&out)
}

/// Words that changed: those that went are struck out, those that came are strong.
pub fn wording(runs: &[Wording]) -> String {
    let mut out = String::new();
    for (i, run) in runs.iter().enumerate() {
        let next = match runs.get(i + 1) {
            Some(Wording::Same(text) | Wording::Gone(text) | Wording::Came(text)) => text.chars().next(),
            Some(Wording::Break) | None => None,
        };
        let text = |text: &String| [Inline::Text { s: text.clone() }];
        match run {
            Wording::Same(same) => out.push_str(&plain(same)),
            Wording::Gone(gone) => marked(&text(gone), "~~", next, &mut out),
            Wording::Came(came) => marked(&text(came), "**", next, &mut out),
            Wording::Break => out.push_str("\\\n"),
        }
    }
    guard(&out)
}

/// A run of text in a table or a heading, where no line may be broken.
pub fn one_line(nodes: &[Inline]) -> String {
    rich(nodes).replace("\\\n", " ")
}

/// Plain text at the beginning of a block.
pub fn opening(text: &str) -> String {
    guard(&plain(text))
}

/// Blocks with blank lines between them.
pub fn blocks(nodes: &[Block], heading: usize) -> String {
    let parts: Vec<String> = nodes.iter().map(|node| block(node, heading)).collect();
    parts.join("\n\n")
}

fn block(node: &Block, heading: usize) -> String {
    match node {
        Block::Paragraph { c } => rich(c),
        Block::List { ordered, items } => {
            let items = items.iter().enumerate().map(|(i, item)| {
                let marker = if *ordered { format!("{}. ", i + 1) } else { "- ".to_owned() };
                item_of(&marker, &blocks(item, heading))
            });
            items.collect::<Vec<_>>().join("\n")
        }
        Block::Heading { level, c } => {
            let level = (heading + usize::from(*level).saturating_sub(1).max(1)).min(6);
            format!("{} {}", "#".repeat(level), one_line(c))
        }
        Block::Quote { blocks: inner } => blocks(inner, heading)
            .lines()
            .map(|line| format!("> {line}").trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

/// An item of a list: its later lines stand under its first.
pub fn item_of(marker: &str, text: &str) -> String {
    let indent = " ".repeat(marker.len());
    let mut lines = text.lines();
    let mut item = format!("{marker}{}", lines.next().unwrap_or_default());
    for line in lines {
        item.push('\n');
        if !line.is_empty() {
            item.push_str(&indent);
            item.push_str(line);
        }
    }
    item
}

fn run(nodes: &[Inline], out: &mut String) {
    for (i, node) in nodes.iter().enumerate() {
        match node {
            Inline::Text { s } | Inline::Id { s } => out.push_str(&plain(s)),
            Inline::Break => out.push_str("\\\n"),
            Inline::Strong { c } => marked(c, "**", nodes.get(i + 1).and_then(first_of), out),
            Inline::Emph { c } => marked(c, "*", nodes.get(i + 1).and_then(first_of), out),
            Inline::Link { url, c } => {
                let mut words = String::new();
                run(c, &mut words);
                if is_harmless(url) {
                    let url: String = url
                        .chars()
                        .map(|character| match character {
                            '<' => "%3C".to_owned(),
                            '>' => "%3E".to_owned(),
                            '\\' => "%5C".to_owned(),
                            '|' => "%7C".to_owned(),
                            other if other.is_control() => String::new(),
                            other => other.to_string(),
                        })
                        .collect();
                    out.push_str(&format!("[{words}](<{url}>)"));
                } else {
                    out.push_str(&words);
                }
            }
        }
    }
}

/// Puts marks around a run. Between a letter and a sign CommonMark does not take them for marks; there they are left
/// out.
fn marked(nodes: &[Inline], mark: &str, next: Option<char>, out: &mut String) {
    let mut inner = String::new();
    run(nodes, &mut inner);
    let text = inner.trim();
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().last()) else {
        out.push_str(&inner);
        return;
    };
    let leads = inner.starts_with(char::is_whitespace);
    let trails = inner.ends_with(char::is_whitespace);
    let before = if leads { None } else { out.chars().last() };
    let after = if trails { None } else { next };
    let letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let joined = matches!(before, Some('*')) || matches!(after, Some('*'));
    let holds = !joined && (first.is_alphanumeric() || !letter(before)) && (last.is_alphanumeric() || !letter(after));
    if leads {
        out.push(' ');
    }
    if holds {
        out.push_str(mark);
        out.push_str(text);
        out.push_str(mark);
    } else {
        out.push_str(text);
    }
    if trails {
        out.push(' ');
    }
}

/// What a node's Markdown begins with.
fn first_of(node: &Inline) -> Option<char> {
    match node {
        Inline::Text { s } | Inline::Id { s } => s.chars().next(),
        Inline::Strong { .. } | Inline::Emph { .. } => Some('*'),
        Inline::Link { .. } => Some('['),
        Inline::Break => None,
    }
}

/// Plain text within a line, whose signs mean nothing. An underscore between letters or digits means nothing anyway:
/// ids can be searched for.
pub fn plain(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (i, &character) in characters.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| characters[i]);
        let after = characters.get(i + 1).copied();
        match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(character);
            }
            '_' => {
                let inside = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
                if !inside {
                    out.push('\\');
                }
                out.push('_');
            }
            '&' if after.is_some_and(|after| after.is_alphanumeric() || after == '#') => out.push_str("\\&"),
            '!' if after == Some('[') || after.is_none() => out.push_str("\\!"),
            '\n' | '\r' | '\t' => out.push(' '),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Lines that do not begin like a heading, a list, a rule or a table.
fn guard(text: &str) -> String {
    text.lines().map(guard_line).collect::<Vec<_>>().join("\n")
}

fn guard_line(line: &str) -> String {
    let line = line.trim_start();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut rest = line[digits..].chars();
    let sign = rest.next();
    let ends = rest.next().is_none_or(char::is_whitespace);
    match sign {
        Some('#' | '=' | ':') if digits == 0 => format!("\\{line}"),
        Some('-' | '+') if digits == 0 && (ends || line.starts_with("--")) => format!("\\{line}"),
        Some('.' | ')') if ends && (1..=9).contains(&digits) => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(_) | None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> Inline {
        Inline::Text { s: s.into() }
    }

    #[test]
    fn what_a_user_wrote_stays_text() {
        for (written, printed) in [
            ("# ikke en overskrift", "\\# ikke en overskrift"),
            ("- ikke et punkt", "\\- ikke et punkt"),
            ("1. ikke et punkt", "1\\. ikke et punkt"),
            ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
            ("<script>", "\\<script\\>"),
            ("[a](javascript:b)", "\\[a\\](javascript:b)"),
            ("![a](b)", "\\!\\[a\\](b)"),
            ("a | b", "a \\| b"),
            ("&lt; R&D & mere", "\\&lt; R\\&D & mere"),
            ("SF1590_B_01 er 2.0", "SF1590_B_01 er 2.0"),
            ("23. november", "23\\. november"),
            ("1.0 -1", "1.0 -1"),
            ("a\n\n# b\tc", "a  # b c"),
        ] {
            assert_eq!(opening(written), printed);
        }
    }

    #[test]
    fn marks_stand_where_commonmark_reads_them() {
        let strong = |s: &str| Inline::Strong { c: vec![text(s)] };
        assert_eq!(rich(&[text("et "), strong("ord "), text("til")]), "et **ord** til");
        assert_eq!(rich(&[text("a"), strong("»b«"), text("c")]), "a»b«c");
        assert_eq!(rich(&[strong("a"), Inline::Emph { c: vec![text("b")] }]), "a*b*");
    }

    #[test]
    fn a_link_of_another_scheme_is_only_its_words() {
        let link = |url: &str| rich(&[Inline::Link { url: url.into(), c: vec![text("her")] }]);
        assert_eq!(link("https://a.dk/(b)"), "[her](<https://a.dk/(b)>)");
        assert_eq!(link("x-form:SF1461.svar"), "her");
        assert_eq!(link("javascript:alert(1)"), "her");
    }

    #[test]
    fn lists_keep_their_depth() {
        let paragraph = |s: &str| Block::Paragraph { c: vec![text(s)] };
        let inner = Block::List { ordered: true, items: vec![vec![paragraph("b")]] };
        let list = Block::List { ordered: false, items: vec![vec![paragraph("a"), inner], vec![paragraph("c")]] };
        assert_eq!(blocks(&[list], 2), "- a\n\n  1. b\n- c");
    }

    /// The words of a Markdown text, if it is one paragraph of nothing but words.
    fn read(markdown: &str) -> Option<String> {
        use comrak::nodes::NodeValue;

        let arena = comrak::Arena::new();
        let mut options = comrak::Options::default();
        options.extension.strikethrough = true;
        options.extension.table = true;
        options.extension.tasklist = true;
        options.extension.footnotes = true;
        options.extension.math_dollars = true;
        let root = comrak::parse_document(&arena, markdown, &options);
        let mut words = String::new();
        for node in root.descendants().skip(1) {
            match &node.data.borrow().value {
                NodeValue::Paragraph => {}
                NodeValue::Text(text) => words.push_str(text),
                _ => return None,
            }
        }
        Some(words)
    }

    proptest::proptest! {
        #[test]
        fn any_text_reads_back_as_itself(text in "[ -~æøåÆØÅ»«–…\t]{1,60}") {
            let expected = text.replace('\t', " ");
            proptest::prop_assume!(!expected.trim().is_empty());
            proptest::prop_assert_eq!(read(&opening(&text)), Some(expected.trim().to_owned()));
        }
    }
}
