//! Slips in TOML that can mean one thing only, understood.
//!
//! Whoever pastes from Word or a web page brings blanks along that are none to TOML, and curly quotes; whoever knows
//! other files writes `key: value`, `True`, or a text without quotes; and Danes write `ja`, `1,5` and their dates. Each
//! is replaced by what is meant, and every place is still known in the text as it was written. A repair counts only if
//! the parser has less to say of the text afterwards; what could mean two things is complained of, with the hint that
//! fits.

use std::ops::Range;

use toml::de::DeTable;

use self::edits::Edits;
use crate::text::invisible::is_invisible;

mod edits;
mod line;
mod value;

pub use self::value::{date_at, is_like_a_date};

/// How often a text is looked at again: every time, one slip on each of its lines can be mended.
const ROUNDS: usize = 24;

/// A text as it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    pub text: String,
    edits: Edits,
}

impl Meant {
    /// Where a part of it stands in the text as it was written.
    pub fn written(&self, part: &Range<usize>) -> Range<usize> {
        self.edits.written(part)
    }
}

/// The text as it is meant; nothing where no slip in it can be mended.
pub fn mended(written: &str) -> Option<Meant> {
    let (mut text, mut edits) = (written.to_owned(), Edits::default());
    let mut stumbles = stumbles(&text);
    let before = stumbles.len();
    for _ in 0..ROUNDS {
        let (mut mended_line, mut any) = (usize::MAX, false);
        let places: Vec<(usize, usize)> = stumbles.iter().map(|at| (line::begin(&text, *at), *at)).collect();
        // From the end, so that the places before stay where they are; of a line the first slip, which may have made
        // the others.
        let lines = places.chunk_by(|one, other| one.0 == other.0).rev();
        for (line, at) in lines.flatten().copied() {
            if line >= mended_line {
                continue;
            }
            if let Some((part, meant)) = mend(&text, at).filter(|(part, meant)| text[part.clone()] != *meant) {
                edits.replace(&mut text, part, &meant);
                (mended_line, any) = (line, true);
            }
        }
        stumbles = self::stumbles(&text);
        if !any || stumbles.is_empty() {
            break;
        }
    }
    (stumbles.len() < before).then_some(Meant { text, edits })
}

/// Where the parser stumbles, in the order of the text.
fn stumbles(text: &str) -> Vec<usize> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let at = errors.iter().filter_map(|error| error.span().map(|span| span.start));
    let mut at: Vec<usize> = at.filter(|at| text.is_char_boundary(*at)).collect();
    at.sort_unstable();
    at
}

/// What is meant at a place at which the parser stumbled, and what it replaces.
fn mend(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let first = text[at..].chars().next();
    let blank = |c: char| {
        !c.is_ascii() && (c.is_whitespace() || is_invisible(c)) || c.is_ascii_control() && !matches!(c, '\n' | '\t')
    };
    if let Some(first) = first.filter(|first| blank(*first)) {
        return Some((at..at + first.len_utf8(), " ".to_owned()));
    }
    let begin = line::begin(text, at);
    // Between three quotes every line is a text.
    if text[..begin].matches("\"\"\"").count() % 2 == 1 || text[..begin].matches("'''").count() % 2 == 1 {
        return None;
    }
    let line = text[begin..].lines().next().unwrap_or_default();
    let lead = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c)).len();
    if line[..lead].chars().any(blank) {
        return Some((begin..begin + lead, " ".repeat(line[..lead].chars().count())));
    }
    let section = super::heading::section_at(text, begin);
    let rest = &text[begin + line.len()..];
    let here = line::meant(line, at - begin, section, rest);
    here.map(|(part, meant)| (begin + part.start..begin + part.end, meant)).or_else(|| open_list(text, begin))
}

/// A list on the line above that is not closed, though the line at which the parser stumbled begins something new.
fn open_list(text: &str, begin: usize) -> Option<(Range<usize>, String)> {
    let above = text[..begin].trim_end();
    let start = line::begin(text, above.len());
    let (key, value) = above[start..].split_once('=')?;
    let open = value.trim_start().starts_with('[') && !value.contains([']', '#']) && !key.contains(['"', '[']);
    let new = text[begin..].lines().next().unwrap_or_default().trim_start();
    let begins = new.starts_with('[') && !new.contains('"')
        || new.split_once('=').is_some_and(|(key, _)| !key.contains(['"', ',', '[']));
    (open && begins).then(|| (above.len()..above.len(), "]".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of `x` in a text that is mended.
    fn read(text: &str) -> Option<String> {
        let Meant { text, .. } = mended(text)?;
        let table: toml::Table = text.parse().ok()?;
        table.values().next().map(|value| value.to_string())
    }

    #[test]
    fn a_slip_that_can_mean_one_thing_only_is_understood() {
        let mut otherwise = Vec::new();
        for (written, meant) in [
            ("\u{a0}x = 1", "1"),
            ("x\u{a0}=\u{a0}1", "1"),
            ("\u{200b}x = 1", "1"),
            ("x = ”Fælles”", "\"Fælles\""),
            ("x = »Fælles«  # navn", "\"Fælles\""),
            ("x = „Fælles“", "\"Fælles\""),
            ("x = ‘Fælles’", "\"Fælles\""),
            ("x = ´Fælles´", "\"Fælles\""),
            ("x = `Fælles`", "\"Fælles\""),
            ("x = ＂Fælles＂", "\"Fælles\""),
            ("x = ''Fælles''", "\"Fælles\""),
            ("x = \"Fælles”", "\"Fælles\""),
            ("x = ”Fælles\"", "\"Fælles\""),
            ("x = ”Brugernes UUID’er”", "\"Brugernes UUID’er\""),
            ("x = [“a”, “b”]", "[\"a\", \"b\"]"),
            ("“x” = 1", "1"),
            ("x = True", "true"),
            ("x = FALSE # nej", "false"),
            ("x = ja", "true"),
            ("x = Nej # endnu", "false"),
            ("x = 15-01-2027", "2027-01-15"),
            ("x = 5-1-2027", "2027-01-05"),
            ("x = 2026-12-1", "2026-12-01"),
            ("x = 1. december 2026", "2026-12-01"),
            ("x = 15. januar 2027", "2027-01-15"),
            ("x = 2027-01-15 kl. 12.00", "2027-01-15T12:00:00"),
            ("x = \"vise\u{b}status\"", "\"vise status\""),
            ("x: 1", "1"),
            ("x : \"a: b\"", "\"a: b\""),
            ("x := 1", "1"),
            ("x \"a\"", "\"a\""),
            ("x = a b", "\"a b\""),
            ("x = Eksempel Kommune  # os", "\"Eksempel Kommune\""),
            ("x: Eksempel Kommune", "\"Eksempel Kommune\""),
            ("x = 2024-01", "\"2024-01\""),
            ("x = 40 %", "\"40 %\""),
            ("x = 85.11.00-Ø54-2-26", "\"85.11.00-Ø54-2-26\""),
            ("x = \"a\",", "\"a\""),
            ("x = \"a\";", "\"a\""),
            ("x = 1 // note", "1"),
            ("// note\nx = 1", "1"),
            ("; note\nx = 1", "1"),
            ("x = \"a", "\"a\""),
            ("x = a\"", "\"a\""),
            ("x = \"a\", \"b\"", "[\"a\", \"b\"]"),
            ("x = [\"a\" \"b\"]", "[\"a\", \"b\"]"),
            ("x = [a, b]", "[\"a\", \"b\"]"),
            ("x = [\"a\" og \"b\"]", "[\"a\", \"b\"]"),
            ("x = [\"a\"", "[\"a\"]"),
            ("x = [\"a\", \"b\"\n\ny = 1", "[\"a\", \"b\"]"),
            ("\u{a0}\u{a0}x = 1\n\u{a0}\n\u{a0}[y]", "1"),
            ("x = { a = 1,5, b = 2 }", "{ a = 1.5, b = 2 }"),
            ("weight = 2,5", "2.5"),
            ("[x\na = 1", "{ a = 1 }"),
            ("[x]:\na = 1", "{ a = 1 }"),
            ("[[x]\na = 1", "[{ a = 1 }]"),
            ("[a–x]\na = 1", "{ a = 1 }"),
            ("[x]\na–b c = 1", "{ a-b-c = 1 }"),
            ("[x]\nområde = 1", "{ \"område\" = 1 }"),
            ("[columns]\nPå vej = \"a\"", "{ \"På vej\" = \"a\" }"),
            ("[facts]\nfølger-ændringer = true", "{ foelger-aendringer = true }"),
            ("```toml\nx = 1\n```", "1"),
            ("version = 1.0.2", "\"1.0.2\""),
            ("facts]\na = 1", "{ a = 1 }"),
            ("(facts)\na = 1", "{ a = 1 }"),
            ("facts:\na = 1", "{ a = 1 }"),
            ("Facts\na = 1", "{ a = 1 }"),
            ("[ [line] ]\na = 1", "[{ a = 1 }]"),
            ("> x = 1\n> y = 2", "1"),
        ] {
            let read = read(written);
            if read.as_deref() != Some(meant) {
                otherwise.push(format!("{written:?}: {read:?}, not {meant:?}"));
            }
        }
        assert!(otherwise.is_empty(), "{}", otherwise.join("\n"));
    }

    #[test]
    fn a_remark_behind_a_value_is_no_part_of_it() {
        for (said, meant) in [
            ("x = ja // måske", "x = true # måske"),
            ("x = \"a\" ; note", "x = \"a\" # note"),
            ("x = \"a ; b\" // note", "x = \"a ; b\" # note"),
            ("x = 3 ; note", "x = 3 # note"),
        ] {
            assert_eq!(
                mended(said).map(|it| it.text.split_whitespace().collect::<Vec<_>>().join(" ")).as_deref(),
                Some(meant)
            );
        }
    }

    #[test]
    fn what_may_be_the_rest_of_a_text_is_no_remark() {
        assert_eq!(mended("x = Drift // support").map(|it| it.text), None);
        assert_eq!(mended("x = Eksempel Kommune // køberen").map(|it| it.text), None);
        let whole = mended("x = efter tre måneder ; dog senest i juli").map(|it| it.text);
        assert_eq!(whole.as_deref(), Some("x = \"efter tre måneder ; dog senest i juli\""));
    }

    #[test]
    fn a_day_that_there_is_not_is_a_text_where_a_day_is_expected() {
        for said in
            ["2027-02-30", "31. februar 2027", "15-01-27", "2027-01-15 kl. 24.00", "torsdag den 15. januar 2027"]
        {
            let meant = mended(&format!("deadline = {said} # sidste frist\n")).map(|meant| meant.text);
            assert_eq!(meant, Some(format!("deadline = \"{said}\" # sidste frist\n")));
        }
    }

    #[test]
    fn what_can_mean_two_things_is_left_as_it_is() {
        for written in [
            "x = 15-01-27",
            "x = 1,0",
            "x = 31. februar 2027",
            "x = “a” hos “b”",
            "x = 2026-13-41",
            "x = \"a \"b\" c\"",
            "x = \"a\nb\"",
            "x = \"C:\\mappe\\ny\"",
            "x = ",
            "x",
            "x = 1\nx = 2",
            "x = \"a # b",
        ] {
            assert_eq!(mended(written), None, "{written:?}");
        }
    }

    #[test]
    fn every_place_is_known_as_it_was_written() {
        let written = "\u{a0}a: ja\nb\u{2003}= ”ø”\nc = Eksempel Kommune\nd = 5-1-2027\ne = 7\n";
        let meant = mended(written).expect("it can be mended");
        let table = DeTable::parse(&meant.text).expect("it is sound");
        let places = table.get_ref().iter().map(|(key, value)| {
            let place = |span: Range<usize>| written[meant.written(&span)].to_owned();
            (place(key.span()), place(value.span()))
        });
        let places: Vec<(String, String)> = places.collect();
        let expected = [("a", "ja"), ("b", "”ø”"), ("c", "Eksempel Kommune"), ("d", "5-1-2027"), ("e", "7")];
        assert_eq!(places, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    }

    proptest::proptest! {
        #[test]
        fn of_any_text_every_part_that_is_read_has_its_place(text in "[a-c= \"”»«\u{a0}\u{b}\\[\\]0-9\nøT#.,:;%'{}-]{0,40}") {
            if let Some(meant) = mended(&text) {
                for (at, letter) in meant.text.char_indices() {
                    let place = meant.written(&(at..at + letter.len_utf8()));
                    proptest::prop_assert!(text.get(place.clone()).is_some(), "{:?} of {:?} to {:?}", place, text, meant);
                }
            }
        }
    }
}
