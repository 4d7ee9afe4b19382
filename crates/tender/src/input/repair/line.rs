//! What is meant by a line at which the parser stumbled: a key and its value, a heading, or what is said beside.

use std::ops::Range;

use super::value;
use crate::input::words;

/// Where the line begins that a place stands in.
pub fn begin(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// What is meant, and the part of the line that it replaces. `at` is where the parser stumbled, `section` the heading
/// that the line stands under, `rest` what follows it.
pub fn meant(line: &str, at: usize, section: Option<&str>, rest: &str) -> Option<(Range<usize>, String)> {
    beside(line)
        .or_else(|| heading(line))
        .or_else(|| known_heading(line))
        .or_else(|| key(line, section))
        .or_else(|| remark(line))
        .or_else(|| value::meant(line, at, rest))
}

/// How other files and mails begin a line that says nothing here.
fn beside(line: &str) -> Option<(Range<usize>, String)> {
    let indent = line.len() - line.trim_start().len();
    for (mark, meant) in [("```", "#"), ("//", "#"), ("--", "#"), (";", "#"), ("/*", "#"), ("> ", " "), (">", " ")] {
        if line[indent..].starts_with(mark) {
            return Some((indent..indent + mark.len(), meant.to_owned()));
        }
    }
    None
}

/// A remark behind a value, as other files write it.
fn remark(line: &str) -> Option<(Range<usize>, String)> {
    let marks = [" //", " --", " /*", " ;"];
    // What stands within quotes is text.
    let begun = line.find('=')? + 1;
    let quoted = line[begun..].trim_start().starts_with('"');
    let closed = if quoted { begun + line[begun..].match_indices('"').nth(1)?.0 } else { begun };
    let (at, mark) = marks.iter().filter_map(|mark| Some((closed + line[closed..].find(mark)?, *mark))).min()?;
    let value = line[begun..at].trim();
    let text = quoted && value.ends_with('"') && value.matches('"').count() == 2;
    let number = |value: &str| !value.is_empty() && value.chars().all(|c| c.is_ascii_digit() || "-.,:_".contains(c));
    let truth = matches!(value, "true" | "false") || value::yes_or_no(value).is_some();
    // Whether a text without quotes ends there nobody can tell.
    (text || truth || value.ends_with(']') || number(value)).then(|| (at..at + mark.len(), " #".to_owned()))
}

/// Hyphens that Word makes of others.
pub fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// A name as TOML takes it: a word with other letters than a to z stands in quotes.
fn name(written: &str) -> String {
    let joined = written.trim().replace(is_dash, "-").split_whitespace().collect::<Vec<_>>().join("-");
    if is_plain(&joined) { joined } else { format!("\"{joined}\"") }
}

/// Whether what was written can be a name at all: letters, digits, and what joins them.
fn is_name(written: &str) -> bool {
    let written = written.trim();
    let joint = |c: char| matches!(c, '-' | '_' | '.' | ' ' | '\t') || is_dash(c);
    written.starts_with(char::is_alphanumeric) && written.chars().all(|c| c.is_alphanumeric() || joint(c))
}

/// A heading that is not closed, or has something behind it, or a dash of Word's in it.
fn heading(line: &str) -> Option<(Range<usize>, String)> {
    let (said, remark) = line.split_at(line.find('#').unwrap_or(line.len()));
    let bare = said.trim().strip_prefix('[')?;
    let (bare, brackets) = bare.strip_prefix('[').map_or((bare, 1), |bare| (bare, 2));
    let inside = bare.trim_end_matches([':', ';', ',', '.', ' ', '\t']).trim_end_matches(']');
    if !is_name(inside) {
        return None;
    }
    let name = name(inside);
    let meant = if brackets == 2 { format!("[[{name}]]") } else { format!("[{name}]") };
    let blank = if remark.is_empty() { "" } else { " " };
    (said.trim() != meant).then(|| (0..said.len(), format!("{meant}{blank}")))
}

/// A heading of a profile without a bracket, or between other marks: `facts]`, `(facts)`, `facts:`, `[ [line] ]`.
fn known_heading(line: &str) -> Option<(Range<usize>, String)> {
    let said = line.split('#').next().unwrap_or_default();
    let mark = |c: char| matches!(c, '[' | ']' | '(' | ')' | '{' | '}' | '<' | '>' | ':') || c.is_whitespace();
    let name = said.trim_matches(mark).to_lowercase();
    if said.contains(['=', '"', '\'', ',']) || !words::is_heading(&name) {
        return None;
    }
    let meant = if words::is_of_several(&name) { format!("[[{name}]]") } else { format!("[{name}]") };
    (said.trim() != meant).then(|| (0..said.trim_end().len(), meant))
}

/// A key with what else may stand for `=`, or with letters that must stand in quotes.
fn key(line: &str, section: Option<&str>) -> Option<(Range<usize>, String)> {
    let operators = [(":=", 2), ("=>", 2), ("==", 2), ("=", 1), (":", 1)];
    let first = operators.iter().filter_map(|(mark, length)| Some((line.find(mark)?, *length)));
    let (written, behind) = match first.min_by_key(|(at, length)| (*at, usize::MAX - length)) {
        Some((at, length)) => (&line[..at], at + length),
        // `buyer "Eksempel Kommune"`: what follows begins as only a value does.
        None => {
            let at = line.find(['"', '\'', '[', '”', '“', '»']).filter(|at| line[..*at].ends_with([' ', '\t']))?;
            (&line[..at], at)
        }
    };
    if !is_name(written) {
        return None;
    }
    // The keys of these two are headings of a table, as it has them.
    let headings = section.is_some_and(|section| matches!(section, "columns" | "texts"));
    let key = match section {
        Some("facts") => fact(written.trim()),
        _ if headings && !is_plain(written.trim()) => format!("\"{}\"", written.trim()),
        _ => name(written),
    };
    let said = written.trim();
    let start = line.len() - line.trim_start().len();
    let (operator, changed) = (line[start + said.len()..behind].trim(), key != said);
    let blank = if line[behind..].starts_with([' ', '\t']) { "" } else { " " };
    match (changed, operator) {
        (false, "=") => None,
        // The key stays where it is.
        (false, _) => Some((start + said.len()..behind, format!(" ={blank}"))),
        (true, _) => Some((start..behind, format!("{key} ={blank}"))),
    }
}

/// Under `[facts]` every key is a fact's, and none has æ, ø or å: `følger` is meant as `foelger`.
fn fact(written: &str) -> String {
    let letters = [('æ', "ae"), ('ø', "oe"), ('å', "aa"), ('Æ', "Ae"), ('Ø', "Oe"), ('Å', "Aa")];
    let plain = letters.iter().fold(written.to_owned(), |text, (letter, meant)| text.replace(*letter, meant));
    name(&plain)
}
