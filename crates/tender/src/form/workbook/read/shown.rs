//! What a person sees in a cell: a number in its format, in Danish.

use crate::text::danish::MONTHS;

/// A number as its format shows it: a date, a time, a share, or a number with so many decimals.
pub(super) fn number(value: f64, format: &str, is_1904: bool) -> String {
    let section = format.split(';').next().unwrap_or_default();
    let plain = unquoted(section);
    let lower = plain.to_lowercase();
    if lower == "general" || lower == "standard" || lower == "@" || lower.is_empty() {
        return general(value);
    }
    if lower.chars().any(|c| matches!(c, 'd' | 'y' | 'h' | 's')) || lower.contains("mm") {
        return date(value, section, is_1904).unwrap_or_else(|| general(value));
    }
    let share = plain.contains('%');
    let decimals = plain
        .split_once('.')
        .map_or(0, |(_, after)| after.chars().take_while(|c| matches!(c, '0' | '#' | '?')).count());
    if !plain.contains(['0', '#', '?']) || plain.contains(['E', 'e', '/']) {
        return general(value);
    }
    let value = if share { value * 100.0 } else { value };
    let grouped = plain.split('.').next().unwrap_or_default().contains(',');
    let written = format!("{:.decimals$}", value.abs());
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    let width = plain.split('.').next().unwrap_or_default().chars().filter(|c| *c == '0').count();
    let mut whole = format!("{whole:0>width$}");
    if grouped {
        let letters: Vec<char> = whole.chars().collect();
        let groups: Vec<String> = letters.rchunks(3).rev().map(|group| group.iter().collect()).collect();
        whole = groups.join(".");
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let part = if part.is_empty() { String::new() } else { format!(",{part}") };
    let blank = if plain.contains(" %") { " " } else { "" };
    format!("{sign}{whole}{part}{blank}{}", if share { "%" } else { "" })
}

/// A number as it was typed.
fn general(value: f64) -> String {
    value.to_string().replace('.', ",")
}

/// A format without its quoted words, colours and conditions.
fn unquoted(format: &str) -> String {
    let (mut plain, mut quoted, mut bracket) = (String::new(), false, false);
    let mut letters = format.chars();
    while let Some(c) = letters.next() {
        match c {
            '"' => quoted = !quoted,
            '[' if !quoted => bracket = true,
            ']' if bracket => bracket = false,
            '\\' | '_' | '*' if !quoted => drop(letters.next()),
            c if !quoted && !bracket => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// A date or a time; nothing for a number that is none.
fn date(value: f64, section: &str, is_1904: bool) -> Option<String> {
    if !(0.0..3_000_000.0).contains(&value) {
        return None;
    }
    // Seconds are whole: what is kept is a share of a day, which is never exact.
    let seconds = (value * 86_400.0).round() as i64;
    let (mut days, second) = (seconds / 86_400, seconds % 86_400);
    if is_1904 {
        days += 1_462;
    } else if days < 60 {
        // Excel has a 29 February 1900.
        days += 1;
    }
    let (year, month, day) = civil(days - 25_569);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    let letters: Vec<char> = section.chars().collect();
    // Letter by letter: some are two when they are small.
    let lower: Vec<char> = letters.iter().map(char::to_ascii_lowercase).collect();
    let mut out = String::new();
    let (mut at, mut after_hour) = (0, false);
    while at < lower.len() {
        let c = lower[at];
        let run = lower[at..].iter().take_while(|other| **other == c).count();
        let before_seconds = || {
            let rest: String = lower[at + run..].iter().collect();
            rest.trim_start_matches([':', '.', ']']).starts_with('s')
        };
        match c {
            'y' => out += &if run <= 2 { format!("{:02}", year % 100) } else { format!("{year:04}") },
            'd' if run <= 2 => out += &format!("{day:0run$}"),
            'd' => out += WEEKDAYS[usize::try_from((days - 25_569 + 3).rem_euclid(7)).ok()?],
            'm' if after_hour || before_seconds() => out += &format!("{minute:0run$}"),
            'm' if run <= 2 => out += &format!("{month:0run$}"),
            'm' if run == 3 => out += &MONTHS[usize::try_from(month).ok()? - 1][..3],
            'm' => out += MONTHS[usize::try_from(month).ok()? - 1],
            'h' => out += &format!("{hour:0run$}", run = run.min(2)),
            's' => out += &format!("{second:0run$}", run = run.min(2)),
            '"' => {
                let end = lower[at + 1..].iter().position(|c| *c == '"').map_or(lower.len(), |end| at + 1 + end);
                out.extend(&letters[at + 1..end]);
                at = end + 1;
                continue;
            }
            // A language or a colour, or hours beyond a day.
            '[' => {
                let end = lower[at..].iter().position(|c| *c == ']').map_or(lower.len(), |end| at + end);
                if lower[at + 1..end].iter().all(|c| *c == 'h') && end > at + 1 {
                    out += &format!("{:02}", seconds / 3_600);
                    after_hour = true;
                }
                at = end + 1;
                continue;
            }
            '\\' => {
                out.extend(letters.get(at + 1));
                at += 2;
                continue;
            }
            ';' | '@' => break,
            '_' | '*' => {
                at += 2;
                continue;
            }
            '/' => out.push('-'),
            _ => out.extend(&letters[at..at + run]),
        }
        // A month stands for minutes right after hours, not once something else was written.
        after_hour = match c {
            'h' => true,
            ':' | '.' | ' ' => after_hour,
            _ => false,
        };
        at += run;
    }
    Some(out.trim().to_owned())
}

const WEEKDAYS: [&str; 7] = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];

/// Year, month and day of so many days after 1 January 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    // Counted from 1 March of the year 0, so that the leap day ends a year.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The words that a format shows in place of a text, or with it; nothing where it shows the text alone.
pub(super) fn disguise(format: &str) -> Option<String> {
    let sections: Vec<&str> = split_sections(format);
    let section = match sections.as_slice() {
        [_, _, _, of_text, ..] => of_text,
        // Fewer sections leave texts alone, unless the last one is for them.
        [.., last] if last.contains('@') => last,
        _ => return None,
    };
    let plain = unquoted(section);
    let quoted = section.split('"').skip(1).step_by(2).collect::<String>();
    let escaped = section.contains('\\');
    (!plain.contains('@') || quoted.chars().any(char::is_alphanumeric) || escaped).then(|| (*section).replace('"', ""))
}

/// The words that a format shows in place of a number.
pub(super) fn disguise_of_number(format: &str) -> Option<String> {
    let section = split_sections(format).first().copied().unwrap_or_default();
    let plain = unquoted(section).to_lowercase();
    let shows = plain.is_empty() && section.is_empty() && !format.contains(';');
    let known = ["general", "standard"].contains(&plain.trim());
    let placed = plain.contains(['0', '#', '?', '@', 'd', 'm', 'y', 'h', 's']);
    (!(shows || known || placed)).then(|| section.replace('"', ""))
}

/// The sections of a format: a semicolon in quotes parts nothing.
fn split_sections(format: &str) -> Vec<&str> {
    let (mut sections, mut from, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in format.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => {
                sections.push(&format[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    sections.push(&format[from..]);
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_its_cell_shows_it() {
        for (value, format, shown) in [
            (46_447.0, "dd-mm-yyyy", "01-03-2027"),
            (46_447.520_833_333_34, "dd-mm-yyyy hh:mm", "01-03-2027 12:30"),
            (0.010_416_666_666_666_67, "hh:mm", "00:15"),
            (46_447.0, "d. mmmm yyyy", "1. marts 2027"),
            (46_447.0, "[$-406]d\\.\\ mmmm\\ yyyy;@", "1. marts 2027"),
            (46_447.0, "mm-dd-yy", "03-01-27"),
            (1.0, "dd-mm-yyyy", "01-01-1900"),
            (0.125, "0.0%", "12,5%"),
            (1.0, "0%", "100%"),
            (1_234.5, "#,##0.00", "1.234,50"),
            (1_234.5, "General", "1234,5"),
            (12_345_674.0, "0", "12345674"),
            (7.0, "00", "07"),
            (-3.0, "0", "-3"),
        ] {
            assert_eq!(number(value, format, false), shown, "{format}");
        }
    }

    #[test]
    fn a_format_that_shows_other_words_is_known() {
        assert_eq!(disguise(";;;\"Nej; kun mod vederlag\"").as_deref(), Some("Nej; kun mod vederlag"));
        assert!(disguise("@\" – kun mod vederlag\"").is_some());
        assert!(disguise(";;;").is_some());
        for plain in ["@", "General", "0.00", "dd-mm-yyyy", "0;-0;;@", "[$-406]d. mmmm yyyy;@"] {
            assert_eq!(disguise(plain), None, "{plain}");
        }
    }
}
