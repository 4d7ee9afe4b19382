//! What a person sees in a cell: a number in its format, in Danish.

use calamine::Style;

use self::literals::{said, section_for, whole};
use crate::text::calendar::{read_date, read_moment};
use crate::text::danish::MONTHS;

mod literals;

/// What is read of a cell with a number, and what its format shows where that is something else.
pub struct Shown {
    pub text: String,
    /// The text is not the number as it was typed
    pub as_shown: bool,
    pub disguise: Option<String>,
}

/// The format of a style's numbers, as the code in which a workbook writes it.
pub fn format_of(style: Option<&Style>) -> &str {
    let format = style.and_then(|style| style.number_format.as_ref());
    match format.and_then(|format| format.format_id) {
        // The formats of the place where the file is opened.
        Some(14) => "dd-mm-yyyy",
        Some(22) => "dd-mm-yyyy hh:mm",
        _ => format.map_or("General", |format| format.format_code.as_str()),
    }
}

/// What a cell with a number says: a date is its day, whatever its format makes of it.
pub fn shown(value: f64, format: &str, is_1904: bool) -> Shown {
    let text = number(value, format, is_1904);
    let (section, _) = section_for(value, format);
    let plain = unquoted(section).to_lowercase();
    let words = || said(section).chars().any(char::is_alphanumeric);
    let odd = if is_of_dates(&plain) && !is_general(&plain) {
        match is_of_days(&plain).then(|| day(value, is_1904)).flatten() {
            Some(day) if !names(&text, &day) => {
                return Shown { text: day, as_shown: true, disguise: Some(text) };
            }
            // A year of two digits could be another where the format is not known.
            Some(day) if read_moment(&text).is_none() => return Shown { text: day, as_shown: true, disguise: None },
            // Of a time words are all that can be added.
            None if words_in_quotes(section) => Some(text.clone()),
            Some(_) | None => None,
        }
    } else if plain.contains(['e', '/']) && !is_general(&plain) {
        words().then(|| format!("{} {text}", said(section).trim()))
    } else {
        let whole = whole(value, format);
        // What is held counts, whatever the format leaves of it.
        let held = written(value, format, is_1904, Decimals::All);
        let rounded = (held != text).then(|| whole.clone().unwrap_or_else(|| text.clone()));
        // An amount is read with its currency: which one was asked for is the form's to say.
        if let Some((currency, amount)) = whole.as_deref().and_then(currency)
            && bare(&amount) == bare(&text)
        {
            return Shown { text: format!("{held} {currency}"), as_shown: true, disguise: rounded };
        }
        if rounded.is_some() {
            return Shown { as_shown: held != general(value), text: held, disguise: rounded };
        }
        // A nought is shown as a dash in accounts.
        let is_dash = |whole: &String| value == 0.0 && matches!(whole.trim(), "-" | "–");
        whole.filter(|whole| bare(whole) != bare(&text) && !is_dash(whole))
    };
    let as_shown = text != general(value);
    Shown { text, as_shown, disguise: odd }
}

/// Whether a format without its quoted words shows a number as it was typed.
fn is_general(plain: &str) -> bool {
    plain.contains("general") || plain.contains("standard")
}

/// Whether a format without its quoted words shows a date or a time.
fn is_of_dates(plain: &str) -> bool {
    plain.contains(['d', 'y', 'h', 's', 'm'])
}

/// Whether a format without its quoted words that shows dates or times shows a day.
fn is_of_days(plain: &str) -> bool {
    plain.contains(['d', 'y']) || plain.contains('m') && !plain.contains(['h', 's'])
}

fn words_in_quotes(section: &str) -> bool {
    section.split('"').skip(1).step_by(2).any(|said| said.chars().any(char::is_alphanumeric))
}

/// A number by its signs: brackets stand for a minus, blanks for nothing.
fn bare(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inside) => format!("-{inside}"),
        None => text,
    }
}

/// The currency that stands before or behind an amount, and the amount without it.
fn currency(amount: &str) -> Option<(&str, String)> {
    const CURRENCIES: [&str; 9] = ["kr.", "kr", "dkk", "sek", "nok", "eur", "€", "$", "£"];
    let signed = amount.trim();
    let sign = if signed.starts_with('-') { "-" } else { "" };
    let plain = signed.trim_start_matches('-').trim();
    let found = CURRENCIES.iter().find_map(|known| {
        let is_known = |part: &&str| part.to_lowercase() == *known;
        let before = plain.get(..known.len()).filter(is_known);
        let behind = || plain.get(plain.len().checked_sub(known.len())?..).filter(is_known);
        let of_front = before.map(|currency| (currency, &plain[currency.len()..]));
        of_front.or_else(|| behind().map(|currency| (currency, &plain[..plain.len() - currency.len()])))
    });
    found.map(|(currency, bare)| (currency, format!("{sign}{bare}")))
}

/// The day of a date, with its time where it has one; nothing of a number that is no date.
fn day(value: f64, is_1904: bool) -> Option<String> {
    date(value, if value.fract() == 0.0 { "dd-mm-yyyy" } else { "dd-mm-yyyy hh:mm" }, is_1904)
}

/// Whether what is shown is read as that very day, in letters or in numbers.
pub fn names(shown: &str, day: &str) -> bool {
    let without_time = |text: &str| match text.rsplit_once(' ') {
        Some((date, time)) if time.contains(':') => date.to_owned(),
        _ => text.to_owned(),
    };
    let (shown, day) = (without_time(shown), without_time(day));
    let named = WEEKDAYS.iter().find_map(|weekday| shown.strip_prefix(weekday));
    let shown = named.unwrap_or(&shown).trim_start_matches([',', ' ']);
    let day = read_date(&day);
    // A year of two digits is one of ours.
    let century = || {
        let front = shown.trim_end_matches(|c: char| c.is_ascii_digit());
        let year = &shown[front.len()..];
        (year.len() == 2).then(|| read_date(&format!("{front}20{year}"))).flatten()
    };
    day.is_some() && (read_date(shown) == day || century() == day)
}

/// A number as its format shows it: a date, a time, a share, or a number with so many decimals.
pub fn number(value: f64, format: &str, is_1904: bool) -> String {
    written(value, format, is_1904, Decimals::OfFormat)
}

/// How many decimals of a number are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decimals {
    /// Those that the format shows
    OfFormat,
    /// Those, and what the number has beyond them
    All,
}

fn written(value: f64, format: &str, is_1904: bool, shown: Decimals) -> String {
    let section = split_sections(format).first().copied().unwrap_or_default();
    // The date as the system writes it, or the time.
    let section = match section {
        section if section.contains("[$-F800]") => "d. mmmm yyyy",
        section if section.contains("[$-F400]") => "hh:mm:ss",
        section => section,
    };
    let plain = unquoted(section);
    let lower = plain.to_lowercase();
    if is_general(&lower) || lower == "@" || lower.is_empty() {
        return general(value);
    }
    if is_of_dates(&lower) {
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
    let decimals = if shown == Decimals::All { decimals.max(decimals_of(value)) } else { decimals };
    let written = rounded(value.abs(), decimals);
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    // Only where a zero stands for it is a nought at the end shown.
    let kept = plain.split_once('.').map_or(0, |(_, after)| after.chars().filter(|c| *c == '0').count());
    let used = part.trim_end_matches('0').len().max(kept);
    let part = part.get(..used).unwrap_or(part);
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

/// A day to the second, where there is an hour; as the format shows it where it shows no day.
pub fn moment(value: f64, format: &str, is_1904: bool) -> String {
    let shown = number(value, format, is_1904);
    let (section, _) = section_for(value, format);
    let whole = if value.fract() == 0.0 { "dd-mm-yyyy" } else { "dd-mm-yyyy hh:mm:ss" };
    let held = is_of_days(&unquoted(section).to_lowercase()).then(|| date(value, whole, is_1904)).flatten();
    held.unwrap_or(shown)
}

/// A number as it was typed: with the fifteen digits that a spreadsheet keeps, of which a sum in halves and tenths may
/// have a seventeenth.
pub fn general(value: f64) -> String {
    let kept: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    kept.to_string().replace('.', ",")
}

/// How many decimals a number has as it was typed.
fn decimals_of(value: f64) -> usize {
    general(value).split_once(',').map_or(0, |(_, part)| part.len())
}

/// A positive number with so many decimals, with a period. A half is rounded up, as spreadsheets do: of the number as
/// it was typed, since what is kept of 1,005 is a little less.
fn rounded(value: f64, decimals: usize) -> String {
    let typed = general(value);
    let (whole, part) = typed.split_once(',').unwrap_or((&typed, ""));
    let (Some(kept), Some(next)) = (part.get(..decimals), part.as_bytes().get(decimals)) else {
        return format!("{value:.decimals$}");
    };
    let Ok(digits) = format!("{whole}{kept}").parse::<u128>() else { return format!("{value:.decimals$}") };
    let digits = format!("{:0>width$}", digits + u128::from(*next >= b'5'), width = decimals + 1);
    let (whole, kept) = digits.split_at(digits.len() - decimals);
    if kept.is_empty() { whole.to_owned() } else { format!("{whole}.{kept}") }
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
pub fn disguise(format: &str) -> Option<String> {
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

/// What a format shows in place of a number, whatever number it is.
pub fn disguise_of_number(format: &str) -> Option<String> {
    /// A number, a fraction and a date, none of which reads the same in two ways
    const TRIED: [f64; 4] = [20.0, 72.5, 46_419.0, -20.0];
    let odd = TRIED.into_iter().any(|value| shown(value, format, false).disguise.is_some());
    odd.then(|| split_sections(format).first().copied().unwrap_or_default().replace('"', ""))
}

/// The sections of a format: a semicolon in quotes parts nothing.
pub fn split_sections(format: &str) -> Vec<&str> {
    let (mut sections, mut from, mut quoted) = (Vec::new(), 0, false);
    let mut letters = format.char_indices();
    while let Some((at, c)) = letters.next() {
        match c {
            '"' => quoted = !quoted,
            '\\' if !quoted => drop(letters.next()),
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
            (20.0, "0.##", "20"),
            (4.5, "0", "5"),
            (2.5, "0", "3"),
            (0.5, "0", "1"),
            (4.05, "0.0", "4,1"),
            (1.005, "0.00", "1,01"),
            (9.995, "0.00", "10,00"),
            (0.004, "0.00", "0,00"),
            (1_150.5, "#,##0", "1.151"),
            (-4.5, "0", "-5"),
            (0.125, "0%", "13%"),
        ] {
            assert_eq!(number(value, format, false), shown, "{format}");
        }
    }

    #[test]
    fn a_date_is_its_day_and_what_shows_another_is_told() {
        for (value, format, text, odd) in [
            (46_419.0, "dd-mm-yyyy", "01-02-2027", None),
            (46_419.0, "d/m/yy", "01-02-2027", None),
            (0.1 + 0.2, "General", "0,3", None),
            (4.000_000_000_000_001, "General", "4", None),
            (1e22, "General", "10000000000000000000000", None),
            (46_419.0, "dddd d. mmmm yyyy", "mandag 1. februar 2027", None),
            (46_419.0, "[$-F800]dddd, mmmm dd, yyyy", "1. februar 2027", None),
            (46_419.5, "dd-mm-yyyy hh:mm", "01-02-2027 12:00", None),
            (46_419.0, "mm/dd/yyyy", "01-02-2027", Some("02-01-2027")),
            (46_419.0, "d. mmmm \"2031\"", "01-02-2027", Some("1. februar 2031")),
            (46_419.0, "d. mmmm yyyy \"(dog 2031)\"", "01-02-2027", Some("1. februar 2027 (dog 2031)")),
            (0.5, "hh:mm", "12:00", None),
            (20.0, "0\" (dog 72)\"", "20", Some("20 (dog 72)")),
            (20.0, "#,##0\" dage\"", "20", Some("20 dage")),
            (20.0, "0,", "20", Some("0")),
            (-20.0, "#,##0_);(#,##0)", "-20", None),
            (20.0, "#,##0.00\" kr.\"", "20,00 kr.", None),
            (-20.0, "[$kr.-406] #,##0", "-20 kr.", None),
            (4_000.0, "#,##0.0,", "4.000,0", Some("4,0")),
            (4_000_000.0, "0.0,,\" kr.\"", "4000000,0", Some("4,0 kr.")),
            (1_250.0, "_-* #,##0\\ [$kr.-406]_-;-* #,##0\\ [$kr.-406]_-", "1.250 kr.", None),
            (20.0, "[$€-2] 0", "20 €", None),
            (20.0, "0 \"SEK\"", "20 SEK", None),
            (20.0, "0\" kr. og 72\"", "20", Some("20 kr. og 72")),
            (20.0, "\"72 kr.\" 0", "20", Some("72 kr. 20")),
            (1_234.0, "_-* #,##0_-;-* #,##0_-", "1.234", None),
            (12_345_674.0, "00 00 00 00", "12345674", None),
            (20.0, "General", "20", None),
            (0.5, "# ?/?", "0,5", None),
            (4.5, "0", "4,5", Some("5")),
            (4.4, "0", "4,4", Some("4")),
            (1_150.49, "#,##0.0\" kr.\"", "1.150,49 kr.", Some("1.150,5 kr.")),
            (0.125, "0%", "12,5%", Some("13%")),
            (0.125, "0.0%", "12,5%", None),
            (1_150.0, "#,##0.00 kr.", "1.150,00 kr.", None),
            (0.0, "_-* #,##0_-;-* #,##0_-;_-* \"-\"??_-;_-@_-", "0", None),
            (4.0, "0.00E+00", "4", None),
        ] {
            let Shown { text: read, disguise, .. } = shown(value, format, false);
            assert_eq!((read.as_str(), disguise.as_deref()), (text, odd), "{format}");
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
