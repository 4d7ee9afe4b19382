//! Slips in TOML that can mean one thing only, understood.
//!
//! Whoever pastes from Word or a web page brings blanks along that are none to TOML, curly quotes around a text,
//! `True`, and dates as Danes write them. Each is replaced by what is meant in just as many bytes, so that every place
//! stays where it is. A repair counts only if the parser has less to say of the text afterwards; what could mean two
//! things is complained of, with the hint that fits.

use std::ops::Range;

use toml::de::DeTable;
use toml::value::{Datetime, Offset};

use super::heading::section_at;
use crate::text::calendar::read_moment;
use crate::text::invisible::is_invisible;

/// How often a text is looked at again: every time, one slip on each of its lines can be mended.
const ROUNDS: usize = 24;

/// The text as it is meant; nothing where no slip in it can be mended.
pub fn mended(written: &str) -> Option<String> {
    let mut text = written.to_owned();
    let mut spans = spans(&text);
    let before = spans.len();
    for _ in 0..ROUNDS {
        if spans.is_empty() {
            break;
        }
        let mut anew = text.clone();
        for span in &spans {
            let room = mend(&anew, span.start);
            debug_assert!(
                room.as_ref().is_none_or(|(span, meant)| span.len() == meant.len()),
                "places stay where they are"
            );
            if let Some((span, meant)) = room.filter(|(span, meant)| span.len() == meant.len()) {
                anew.replace_range(span, &meant);
            }
        }
        if anew == text {
            break;
        }
        spans = self::spans(&anew);
        text = anew;
    }
    (spans.len() < before).then_some(text)
}

/// Where the parser stumbles.
fn spans(text: &str) -> Vec<Range<usize>> {
    let (_, errors) = DeTable::parse_recoverable(text);
    errors.iter().filter_map(|error| error.span()).filter(|span| text.is_char_boundary(span.start)).collect()
}

/// What is meant at a place at which the parser stumbled, and what it replaces.
fn mend(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    let blank = |c: char| {
        !c.is_ascii() && (c.is_whitespace() || is_invisible(c)) || c.is_ascii_control() && !matches!(c, '\n' | '\t')
    };
    if blank(first) {
        return Some((at..at + first.len_utf8(), " ".repeat(first.len_utf8())));
    }
    if CURLY.contains(&first) {
        return curly(text, at);
    }
    let line = rest.lines().next().unwrap_or_default();
    let word = line.split(|c: char| c.is_whitespace() || matches!(c, '#' | ',' | ']' | '}')).next().unwrap_or_default();
    if ["True", "False", "TRUE", "FALSE"].contains(&word) {
        return Some((at..at + word.len(), word.to_lowercase()));
    }
    date(text, at).or_else(|| letters_of_a_fact(text, at))
}

/// Quotes as they are printed.
const CURLY: [char; 6] = ['“', '”', '„', '»', '«', '‟'];

/// A text in curly quotes: those of the delimiters become straight ones, with blanks outside for their other bytes.
/// With other quotes between them it is not plain where the text ends.
fn curly(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let line = text[at..].lines().next()?;
    let open = line.chars().next()?;
    let inside = &line[open.len_utf8()..];
    let end = inside.find(CURLY)?;
    let (said, close) = (&inside[..end], inside[end..].chars().next()?);
    let after = inside[end + close.len_utf8()..].trim_start();
    let ends = after.is_empty() || after.starts_with(['#', ',', ']', '}', '=']);
    if said.contains(['"', '\\']) || !ends {
        return None;
    }
    let (before, behind) = (" ".repeat(open.len_utf8() - 1), " ".repeat(close.len_utf8() - 1));
    let length = open.len_utf8() + said.len() + close.len_utf8();
    Some((at..at + length, format!("{before}\"{said}\"{behind}")))
}

/// A date as Danes write it, if the bytes suffice for the one that TOML takes.
fn date(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let (span, meant) = date_at(text, at)?;
    // »15. januar 2027« is longer, and blanks make up for it; »5-1-2027« is too short.
    let blanks = span.len().checked_sub(meant.len())?;
    Some((span, meant + &" ".repeat(blanks)))
}

/// A date that is written on a line without quotes, and how TOML takes it.
pub fn date_at(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let begun = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[begun..].lines().next()?;
    let value = line.find('=')? + 1;
    let said = line[value..].split('#').next()?;
    let start = begun + value + said.len() - said.trim_start().len();
    let said = said.trim();
    if !said.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (date, time) = read_moment(said)?;
    let meant = Datetime { date: Some(date), time, offset: None::<Offset> };
    Some((start..start + said.len(), meant.to_string()))
}

/// Under `[facts]` every key is a fact's, and none has æ, ø or å: `følger` is meant as `foelger`, which takes as many
/// bytes.
fn letters_of_a_fact(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    if section_at(text, at) != Some("facts") {
        return None;
    }
    let begun = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let key = text[begun..].lines().next()?.split('=').next()?;
    let span = begun..begun + key.len();
    let meant = key
        .replace('æ', "ae")
        .replace('ø', "oe")
        .replace('å', "aa")
        .replace('Æ', "Ae")
        .replace('Ø', "Oe")
        .replace('Å', "Aa");
    (span.contains(&at) && meant != key && !key.contains(['"', '\'', '['])).then_some((span, meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of `x` in a text that is mended.
    fn read(text: &str) -> Option<String> {
        let text = mended(text)?;
        let table: toml::Table = text.parse().ok()?;
        table.values().next().map(|value| value.to_string())
    }

    #[test]
    fn a_slip_that_can_mean_one_thing_only_is_understood() {
        for (written, meant) in [
            ("\u{a0}x = 1", "1"),
            ("x\u{a0}=\u{a0}1", "1"),
            ("\u{200b}x = 1", "1"),
            ("x = ”Fælles”", "\"Fælles\""),
            ("x = »Fælles«  # navn", "\"Fælles\""),
            ("x = [“a”, “b”]", "[\"a\", \"b\"]"),
            ("“x” = 1", "1"),
            ("x = True", "true"),
            ("x = FALSE # nej", "false"),
            ("x = 15-01-2027", "2027-01-15"),
            ("x = 15. januar 2027", "2027-01-15"),
            ("x = 2027-01-15 kl. 12.00", "2027-01-15T12:00:00"),
            ("x = \"vise\u{b}status\"", "\"vise status\""),
            ("[facts]\nfølger-ændringer = true", "{ foelger-aendringer = true }"),
        ] {
            assert_eq!(read(written).as_deref(), Some(meant), "{written:?}");
        }
    }

    #[test]
    fn what_can_mean_two_things_is_left_as_it_is() {
        for written in [
            "x = ”a ”b” c”",
            "x = ja",
            "x = 15-01-27",
            "x = 1,0",
            "x = \"a \"b\" c\"",
            "[columns]\nBehøver = \"a\"",
            "x = 5-1-2027",
        ] {
            assert_eq!(mended(written), None, "{written:?}");
        }
    }

    #[test]
    fn every_place_stays_where_it_is() {
        for written in ["\u{a0}a = ”å”\nb\u{2003}= True\nc = ”ø”", "a = 15-01-2027 \nb = ”x”"] {
            assert_eq!(mended(written).map(|text| text.len()), Some(written.len()), "{written:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_keeps_its_length(text in "[a-c= \"”»«\u{a0}\u{b}\\[\\]0-9\nøT#.-]{0,40}") {
            if let Some(mended) = mended(&text) {
                proptest::prop_assert_eq!(mended.len(), text.len());
            }
        }
    }
}
