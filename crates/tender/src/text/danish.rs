//! The small rules of Danish print: lists, dates, the first letter.

use toml::value::{Date, Datetime, Time};

/// Joins with commas and the last with a word: »a, b og c«.
pub fn list<T: ToString>(items: impl IntoIterator<Item = T>, last: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, start)) => format!("{} {last} {end}", start.join(", ")),
    }
}

/// The months, in their order.
pub const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// »23. november 2026«
pub fn date(date: Date) -> String {
    let month = MONTHS[usize::from(date.month.clamp(1, 12)) - 1];
    format!("{}. {month} {}", date.day, date.year)
}

/// A number as Danes write it: »2,5«.
pub fn number(number: f64) -> String {
    number.to_string().replace('.', ",")
}

/// The same with its thousands parted where it has five digits or more: »100.000«.
pub fn parted(number: f64) -> String {
    const FROM: usize = 5;
    let written = self::number(number);
    let sign = if written.starts_with('-') { "-" } else { "" };
    let (whole, part) = written[sign.len()..].split_once(',').unwrap_or((&written[sign.len()..], ""));
    if whole.len() < FROM || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return written;
    }
    let groups: Vec<&str> =
        whole.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    let part = if part.is_empty() { String::new() } else { format!(",{part}") };
    format!("{sign}{}{part}", groups.join("."))
}

/// »15. januar 2027 kl. 12.00«
pub fn date_and_hour(day: Date, hour: Option<Time>) -> String {
    match hour {
        Some(time) => format!("{} kl. {:02}.{:02}", date(day), time.hour, time.minute),
        None => date(day),
    }
}

/// »15. januar 2027 kl. 12.00«; nothing of what has no date
pub fn moment(moment: &Datetime) -> String {
    moment.date.map_or_else(String::new, |day| date_and_hour(day, moment.time))
}

/// Makes the first letter a capital: a clause becomes a sentence.
pub fn capitalised(clause: &str) -> String {
    let mut letters = clause.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The same within a sentence: its first letter small.
pub fn uncapitalised(clause: &str) -> String {
    let mut letters = clause.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_dates_read_as_danish() {
        assert_eq!(list(["a"], "og"), "a");
        let parted_numbers = [4.5, 1000.0, 9999.5, 10_000.0, 1_234_567.25, -100_000.0, f64::INFINITY].map(parted);
        assert_eq!(parted_numbers, ["4,5", "1000", "9999,5", "10.000", "1.234.567,25", "-100.000", "inf"]);
        assert_eq!(list(["a", "b"], "eller"), "a eller b");
        assert_eq!(list(["a", "b", "c"], "og"), "a, b og c");
        assert_eq!(date(Date { year: 2026, month: 11, day: 23 }), "23. november 2026");
        let (day, noon) = (Date { year: 2027, month: 1, day: 5 }, "12:00:00".parse::<toml::value::Datetime>());
        let noon = noon.ok().and_then(|noon| noon.time);
        assert_eq!(date_and_hour(day, noon), "5. januar 2027 kl. 12.00");
        assert_eq!([number(10.0), number(2.5)], ["10", "2,5"]);
        assert_eq!(capitalised("ændringer"), "Ændringer");
    }
}
