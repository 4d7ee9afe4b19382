//! What is meant by a value at which the parser stumbled.

use std::ops::Range;

use toml::value::{Datetime, Offset};

use crate::text::calendar::{no_moment, read_moment};
use crate::text::danish::MONTHS;

/// Quotes as they are printed, and what is taken for quotes.
const QUOTES: [char; 14] = ['“', '”', '„', '‟', '»', '«', '‘', '’', '‚', '‛', '´', '`', '＂', '"'];

/// The keys that take a day, or a day and an hour.
const MOMENTS: [&str; 9] =
    ["date", "published", "deadline", "cancelled", "due", "received", "answered", "at-least", "at-most"];

/// What is meant, and the part of the line that it replaces.
pub fn meant(line: &str, at: usize, rest: &str) -> Option<(Range<usize>, String)> {
    let (start, end) = extent(line)?;
    let value = &line[start..end];
    let whole = |meant: String| (start..end, meant);
    if let Some(version) = of_parts(&line[..start], value) {
        return Some(whole(version));
    }
    if let Some(number) = decimal(&line[..start], value) {
        return Some(whole(number));
    }
    if let Some(word) = yes_or_no(value) {
        return Some(whole(word.to_owned()));
    }
    if let Some((_, meant)) = date_at(line, at) {
        return Some(whole(meant));
    }
    // A day that there is not is a text: who reads it says why, beside all else that is wrong in the file.
    if MOMENTS.contains(&key(&line[..start]).as_str()) && no_moment(value).is_some() {
        return plain(value).map(whole);
    }
    if let Some(complete) = ended(value) {
        return Some(whole(complete.to_owned()));
    }
    if value.starts_with('{') {
        return decimals(value).map(whole);
    }
    list(value)
        .or_else(|| half_quoted(value, line[end..].trim_start().starts_with('#'), rest))
        .or_else(|| bare(value))
        .map(whole)
        .or_else(|| quotes(line, at))
}

/// The key that stands before a value.
fn key(before: &str) -> String {
    before.trim().trim_end_matches('=').trim().to_lowercase()
}

/// The value of a line: behind `=`, and before a remark.
fn extent(line: &str) -> Option<(usize, usize)> {
    let behind = line.find('=')? + 1;
    let value = &line[behind..];
    let end = remark(value).unwrap_or(value.len());
    let said = value[..end].trim();
    let start = behind + value[..end].len() - value[..end].trim_start().len();
    (!said.is_empty()).then_some((start, start + said.len()))
}

/// Where a remark begins: at a `#` that stands in no text.
fn remark(value: &str) -> Option<usize> {
    let mut open: Option<char> = None;
    for (at, letter) in value.char_indices() {
        match (open, letter) {
            (None, '"' | '\'') => open = Some(letter),
            (Some(quote), _) if quote == letter => open = None,
            (None, '#') => return Some(at),
            (None | Some(_), _) => {}
        }
    }
    None
}

/// A version or the number of an appendix of several parts, `1.0.2`: behind another key it could be a date.
fn of_parts(before: &str, value: &str) -> Option<String> {
    let key = key(before);
    let parts: Vec<&str> = value.split('.').collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbered = matches!(key.as_str(), "version" | "appendix") && parts.len() > 2 && parts.iter().all(digits);
    numbered.then(|| plain(value)).flatten()
}

/// A number with a decimal comma behind a key that takes nothing but numbers: behind another it could be a version.
fn decimal(before: &str, value: &str) -> Option<String> {
    let key = key(before);
    let (whole, part) = value.split_once(',')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let takes_numbers = matches!(key.as_str(), "weight" | "at-least" | "at-most" | "vægt" | "\"vægt\"" | "mindst");
    (takes_numbers && digits(whole) && digits(part)).then(|| format!("{whole}.{part}"))
}

/// Yes and no as people say them.
pub(super) fn yes_or_no(value: &str) -> Option<&'static str> {
    match value.trim_end_matches(['.', ',', ';']).to_lowercase().as_str() {
        "true" | "ja" | "yes" | "sand" | "sandt" if value != "true" => Some("true"),
        "false" | "nej" | "no" | "falsk" if value != "false" => Some("false"),
        _ => None,
    }
}

/// A date that is written on a line without quotes, and how TOML takes it.
pub fn date_at(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let begun = super::line::begin(text, at);
    let line = text[begun..].lines().next()?;
    let value = line.find('=')? + 1;
    let said = line[value..].split('#').next()?;
    let start = begun + value + said.len() - said.trim_start().len();
    let said = said.trim();
    if !said.starts_with(|c: char| c.is_ascii_digit()) && !said.to_lowercase().starts_with("d") {
        return None;
    }
    let (date, time) = read_moment(said)?;
    let meant = Datetime { date: Some(date), time, offset: None::<Offset> };
    Some((start..start + said.len(), meant.to_string()))
}

/// A value that is complete but for what other files end a line with.
fn ended(value: &str) -> Option<&str> {
    let complete = value.trim_end_matches([',', ';', '.', ' ']);
    let last = complete.chars().next_back()?;
    let text = complete.starts_with('"') && complete.len() > 1 && last == '"' && complete.matches('"').count() == 2;
    let other = (complete.starts_with('[') && last == ']') || complete.bytes().all(|byte| byte.is_ascii_digit());
    (complete.len() < value.len() && (text || other || matches!(complete, "true" | "false"))).then_some(complete)
}

/// Numbers with a decimal comma in a table on one line: behind a comma that separates stands a key.
fn decimals(value: &str) -> Option<String> {
    let mut meant = value.to_owned();
    let letters: Vec<(usize, char)> = value.char_indices().collect();
    for around in letters.windows(3) {
        let [(_, before), (at, ','), (_, behind)] = around else { continue };
        if before.is_ascii_digit() && behind.is_ascii_digit() {
            meant.replace_range(*at..at + 1, ".");
        }
    }
    (meant != value).then_some(meant)
}

/// A list without its brackets, without some of its commas, or without quotes.
fn list(value: &str) -> Option<String> {
    let opened = value.strip_prefix('[');
    let inside = opened.unwrap_or(value);
    let inside = inside.strip_suffix(']').unwrap_or(inside).trim().trim_end_matches([',', ';']);
    if inside.contains(['[', ']', '{', '\\', '\'']) || inside.is_empty() {
        return None;
    }
    let straight = inside.replace(QUOTES, "\"");
    let quoted = straight.matches('"').count();
    let items: Vec<String> = if quoted == 0 {
        // `[a, b]`; without brackets it is a text.
        opened?;
        let items: Vec<String> = straight.split([',', ';']).map(|item| item.trim().to_owned()).collect();
        // Numbers are values of their own.
        if !items.iter().all(|item| item.starts_with(char::is_alphabetic)) {
            return None;
        }
        items
    } else {
        if quoted % 2 == 1 || (opened.is_none() && quoted < 4) {
            return None;
        }
        let parts: Vec<&str> = straight.split('"').collect();
        let between = |part: &&str| matches!(part.trim().trim_matches([',', ';']).trim(), "" | "og" | "samt" | "and");
        if !parts.iter().step_by(2).all(between) {
            return None;
        }
        parts.iter().skip(1).step_by(2).map(|item| (*item).to_owned()).collect()
    };
    if items.iter().any(|item| item.is_empty()) {
        return None;
    }
    let items: Vec<String> = items.iter().map(|item| format!("\"{item}\"")).collect();
    let meant = format!("[{}]", items.join(", "));
    (meant != value).then_some(meant)
}

/// A text with a quote at one end only, or with quotes of two kinds.
fn half_quoted(value: &str, remarked: bool, rest: &str) -> Option<String> {
    let said = value.trim_start_matches(QUOTES).trim_end_matches(QUOTES);
    let (before, behind) = (value.len() - said.len() > 0 && value.starts_with(QUOTES), value.ends_with(QUOTES));
    // »''Fælles''«: two strokes that look like one quote.
    if let Some(inside) = value.strip_prefix("''").and_then(|value| value.strip_suffix("''")) {
        return plain(inside);
    }
    let straight = value.starts_with('"') && value.ends_with('"') && value.len() > 1;
    if !(before || behind) || straight || said.contains('#') || has_quotes(said) || remarked && !(before && behind) {
        return None;
    }
    // A text that begins and does not end may go on in the next line.
    let next = rest.lines().map(str::trim).find(|line| !line.is_empty());
    let ends = next.is_none_or(|next| {
        next.starts_with(['[', '#']) || next.split_once('=').is_some_and(|(key, _)| !key.trim().contains(' '))
    });
    if before && !behind && !ends {
        return None;
    }
    plain(said)
}

/// Whether a text has quotes in it; the apostrophe of »UUID’er« is none.
fn has_quotes(said: &str) -> bool {
    let letters: Vec<char> = said.chars().collect();
    letters.iter().enumerate().any(|(at, letter)| {
        let inside = at.checked_sub(1).is_some_and(|before| letters[before].is_alphanumeric());
        QUOTES.contains(letter) && !(*letter == '’' && inside && letters.get(at + 1).is_some_and(|c| c.is_alphabetic()))
    })
}

/// A text without quotes, or a number with what it counts: `40 %`, `4 timer`, `12 34 56 74`, `2024-01`. A number with a
/// comma could be one of parts, such as a version, or one with decimals.
fn bare(value: &str) -> Option<String> {
    // Whether it goes on behind what other files begin a remark with, nobody can tell.
    let remarked = value.contains(" //") || value.contains(" /*");
    let odd = remarked || value.contains(['"', '\'', '[', ']', '{', '}', '\\', '=']) || value.contains(QUOTES);
    let letters = value.contains(char::is_alphabetic) || value.ends_with('%');
    let groups = value.contains(' ') && value.bytes().all(|byte| byte == b' ' || byte.is_ascii_digit());
    let parts: Vec<usize> = value.split('-').map(str::len).collect();
    let edition = parts == [4, 2] && value.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    let named = value.starts_with(char::is_alphabetic) || value.starts_with(|c: char| c.is_ascii_digit());
    (!odd && named && (letters && !is_like_a_date(value) || groups || edition)).then(|| plain(value)).flatten()
}

/// Whether a value that is no date is written like one.
pub fn is_like_a_date(value: &str) -> bool {
    let lower = value.to_lowercase();
    let numbers: Vec<&str> = lower.split(['-', '.', '/', ' ', 't']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let in_numbers =
        numbers.len() >= 3 && numbers[..3].iter().all(digits) && value.matches(['-', '/', '.']).count() == 2;
    let in_words = MONTHS.iter().any(|month| lower.contains(month));
    lower.starts_with(|c: char| c.is_ascii_digit()) && (in_numbers || in_words)
}

/// A text between straight quotes, if nothing in it means something else there.
fn plain(said: &str) -> Option<String> {
    let sound = !said.is_empty() && !said.contains(['"', '\\']) && !said.chars().any(char::is_control);
    sound.then(|| format!("\"{said}\""))
}

/// A text in curly quotes at the place where the parser stumbled: a key, or one of a list.
fn quotes(line: &str, at: usize) -> Option<(Range<usize>, String)> {
    let open = line[at..].chars().next().filter(|c| QUOTES.contains(c) && *c != '"')?;
    let begin = at + open.len_utf8();
    let closes = |(place, quote): &(usize, char)| {
        let after = line[place + quote.len_utf8()..].trim_start();
        QUOTES.contains(quote) && (after.is_empty() || after.starts_with(['#', ',', ']', '}', '=']))
    };
    let (end, close) = line.char_indices().filter(|(place, _)| *place >= begin).find(closes)?;
    let said = Some(&line[begin..end]).filter(|said| !has_quotes(said))?;
    Some((at..end + close.len_utf8(), plain(said)?))
}
