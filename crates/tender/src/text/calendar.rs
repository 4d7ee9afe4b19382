//! The calendar: which dates there are, and how many days lie between them.

use time::{Duration, Month};
use toml::value::{Date, Time};

use crate::text::danish::MONTHS;
use crate::text::invisible::is_invisible;

/// The day of a date, unless the calendar has no such day: the 29th of February of most years.
pub fn day_of(date: Date) -> Option<time::Date> {
    time::Date::from_calendar_date(i32::from(date.year), Month::try_from(date.month).ok()?, date.day).ok()
}

/// The days from one date to another, fewer than none where the other comes before.
pub fn days_between(from: Date, to: Date) -> Option<i64> {
    Some((day_of(to)? - day_of(from)?).whole_days())
}

/// The date so many days before another.
pub fn days_before(days: i64, date: Date) -> Option<Date> {
    let before = day_of(date)?.checked_sub(Duration::days(days))?;
    Some(Date { year: u16::try_from(before.year()).ok()?, month: u8::from(before.month()), day: before.day() })
}

/// A day, and the hour where one is said, as Danes and their spreadsheets write them: »2026-11-23«, »23-11-2026«,
/// »23.11.2026«, »23/11 2026«, »23. november 2026 kl. 12.00«. The day comes before the month; a year of two digits
/// could be another year, and is none.
pub fn read_moment(written: &str) -> Option<(Date, Option<Time>)> {
    moment(written).ok()
}

/// A day as [`read_moment`] reads it, where no hour is said.
pub fn read_date(written: &str) -> Option<Date> {
    let (date, time) = read_moment(written)?;
    time.is_none().then_some(date)
}

/// Whether a text is one that spreadsheets show of a day without all of it: »01-feb«, »jan-24«.
pub fn is_short_day(written: &str) -> bool {
    let lower = written.trim().to_lowercase();
    let Some((first, second)) = lower.split_once('-') else { return false };
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    // English spreadsheets have »may« and »oct«.
    let month = |part: &str| {
        let part = part.trim_end_matches('.');
        part.len() == 3 && (MONTHS.iter().any(|month| month.starts_with(part)) || matches!(part, "may" | "oct"))
    };
    digits(first) && month(second) || month(first) && digits(second)
}

/// Why what is written like a day or an hour is none; nothing of what is not written like one.
pub fn no_moment(written: &str) -> Option<NoMoment> {
    moment(written).err().flatten()
}

/// Why there is no such day or hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMoment {
    /// The month has fewer days
    Days {
        month: u8,
        year: u16,
        days: u8,
    },
    /// The year has fewer months
    Month,
    /// »kl. 24.00«: the day ends before, and the next one has begun
    Midnight {
        date: Date,
    },
    Hour,
    /// It is another day of the week, counted from Monday
    Weekday {
        date: Date,
        is: usize,
    },
    ShortYear,
}

fn moment(written: &str) -> Result<(Date, Option<Time>), Option<NoMoment>> {
    let written: String = written.trim().to_lowercase().chars().filter(|c| !is_invisible(*c)).collect();
    let dash = |c: char| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}');
    let spoken = written.replace(dash, "-").replace(['\u{a0}', '\u{202f}'], " ");
    let (day, hour) = split_hour(&spoken);
    let (weekday, day) = without_weekday(day.trim());
    let date = read_day(day.trim().trim_end_matches(','))?;
    // »torsdag den 15. januar 2027« is no day: the fifteenth is a Friday.
    if let (Some(said), Some(is)) = (weekday, weekday_of(date))
        && said != is
    {
        return Err(Some(NoMoment::Weekday { date, is }));
    }
    match hour.map(read_hour) {
        None | Some(Hour::NotSaid) => Ok((date, None)),
        Some(Hour::Said(time)) => Ok((date, Some(time))),
        Some(Hour::Midnight) => Err(Some(NoMoment::Midnight { date })),
        Some(Hour::None) => Err(Some(NoMoment::Hour)),
        Some(Hour::Unreadable) => Err(None),
    }
}

/// The days of the week.
const DAYS: [&str; 7] = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];

/// The day of the week, counted from Monday, and the day without the words that may stand before it: »fredag den«,
/// »d.«.
fn without_weekday(written: &str) -> (Option<usize>, &str) {
    let said = DAYS.iter().enumerate().find_map(|(at, day)| Some((at, written.strip_prefix(day)?)));
    let day = said.map_or(written, |(_, day)| day).trim_start_matches([',', ' ', '.']);
    let day = ["den ", "d. ", "d."].iter().find_map(|word| day.strip_prefix(word)).unwrap_or(day);
    (said.map(|(at, _)| at), day)
}

/// The day of the week of a date, counted from Monday.
fn weekday_of(date: Date) -> Option<usize> {
    Some(usize::from(day_of(date)?.weekday().number_days_from_monday()))
}

/// What is said of the day, and what of the hour.
fn split_hour(written: &str) -> (&str, Option<&str>) {
    // »kl. 12.00 den 15. januar 2027«
    let first = written.strip_prefix("kl").map(|hour| hour.trim_start_matches('.').trim_start());
    if let Some((hour, day)) = first.and_then(|said| said.split_once(' ')) {
        return (day, Some(hour.trim_end_matches(',')));
    }
    if let Some((day, hour)) = written.split_once("kl") {
        return (day, Some(hour.trim_start_matches("okken").trim_start_matches('.').trim()));
    }
    let iso = written.as_bytes().get(10).is_some_and(|byte| matches!(byte, b't'))
        && written.starts_with(|c: char| c.is_ascii_digit());
    if iso && let Some((day, hour)) = written.split_once('t') {
        return (day, Some(hour));
    }
    match written.rsplit_once(' ') {
        Some((day, hour)) if hour.contains(':') => (day, Some(hour)),
        // »15.01.2027 12.00«: the year was said before.
        Some((day, hour)) if hour.contains('.') && read_day(day.trim_end_matches(',')).is_ok() => (day, Some(hour)),
        Some(_) | None => (written, None),
    }
}

fn read_day(written: &str) -> Result<Date, Option<NoMoment>> {
    let parts: Vec<&str> = written
        .split(|c: char| matches!(c, '-' | '.' | '/') || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else { return Err(None) };
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    let number = |part: &str, most: usize| -> Option<u16> {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        (digits && (1..=most).contains(&part.len())).then(|| part.parse().ok()).flatten()
    };
    let named = MONTHS.iter().position(|name| month.len() >= 3 && name.starts_with(*month));
    let month = named.and_then(|at| u16::try_from(at + 1).ok()).or_else(|| number(month, 2)).ok_or(None)?;
    let (four, year, day) = (year.len() == 4, number(year, 4).ok_or(None)?, number(day, 2).ok_or(None)?);
    if !four {
        return Err((first.len() < 3 && third.len() == 2).then_some(NoMoment::ShortYear));
    }
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month)).ok_or(NoMoment::Month)?;
    let date = Date { year, month, day: u8::try_from(day).map_err(|_| None)? };
    match day_of(date) {
        Some(_) => Ok(date),
        None => {
            let days = Month::try_from(month).map_err(|_| None)?.length(i32::from(year));
            Err(Some(NoMoment::Days { month, year, days }))
        }
    }
}

/// »12«, »12.00«, »12:00:00«. A spreadsheet writes midnight with its seconds where nobody said an hour.
fn read_hour(written: &str) -> Hour {
    let parts: Vec<&str> = written.split([':', '.']).collect();
    let number = |part: &&str, below: u8| {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u8>().ok()).flatten().filter(|number| *number < below)
    };
    let (hour, minute, second) = match parts.as_slice() {
        [hour] => (number(hour, 24), Some(0), Some(0)),
        [hour, minute] => (number(hour, 24), number(minute, 60), Some(0)),
        [hour, minute, second] => (number(hour, 24), number(minute, 60), number(second, 60)),
        _ => return Hour::Unreadable,
    };
    match (hour, minute, second) {
        (None, Some(0), Some(0)) if parts[0] == "24" => Hour::Midnight,
        (Some(0), Some(0), Some(0)) if parts.len() == 3 => Hour::NotSaid,
        (Some(hour), Some(minute), Some(second)) => {
            Hour::Said(Time { hour, minute, second: Some(second), nanosecond: None })
        }
        _ if parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())) => Hour::None,
        _ => Hour::Unreadable,
    }
}

/// What stands where an hour can.
enum Hour {
    Said(Time),
    NotSaid,
    /// »24.00«
    Midnight,
    /// »25.00«, »12.60«
    None,
    Unreadable,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Option<String> {
        let (date, time) = read_moment(written)?;
        Some(time.map_or_else(|| date.to_string(), |time| format!("{date} {:02}.{:02}", time.hour, time.minute)))
    }

    #[test]
    fn a_day_is_read_as_danes_and_their_spreadsheets_write_it() {
        for written in [
            "2027-01-15",
            "15-01-2027",
            "15.1.2027",
            "15/1/2027",
            "15/1 2027",
            "15. januar 2027",
            "15 jan 2027",
            "15. jan. 2027",
            "den 15. januar 2027",
            "fredag den 15. januar 2027",
            "d. 15. januar 2027",
            "fredag, 15. januar 2027",
            "2027.1.15",
            "15/1-2027",
            "15.01.2027",
            "15 - 01 - 2027",
            "15–01–2027",
            "2027-01-15 00:00:00",
            " 15\u{a0}januar 2027",
        ] {
            assert_eq!(read(written).as_deref(), Some("2027-01-15"), "{written}");
        }
        for written in [
            "2027-01-15T12:00:00",
            "2027-01-15 12:00",
            "15-01-2027 12:00",
            "15-01-2027 kl. 12.00",
            "15. januar 2027, kl. 12",
            "15. januar 2027 kl 12:00",
            "fredag d. 15. januar 2027 kl. 12.00",
            "kl. 12.00 den 15. januar 2027",
            "15.01.2027 12.00",
            "2027-1-15 12:00",
        ] {
            assert_eq!(read(written).as_deref(), Some("2027-01-15 12.00"), "{written}");
        }
    }

    #[test]
    fn a_day_that_a_spreadsheet_cut_short_is_known() {
        for written in ["01-feb", "1-Feb", "jan-24", "maj-27", "May-27", "02-okt."] {
            assert!(is_short_day(written), "{written}");
        }
        for written in ["1.2", "2024-01", "31-8", "15-01-2027", "feb", "februar-24", "K-2", "afd-12"] {
            assert!(!is_short_day(written), "{written}");
        }
    }

    #[test]
    fn of_what_is_no_day_it_is_known_why() {
        let date = Date { year: 2027, month: 1, day: 15 };
        for (written, why) in [
            ("31-11-2026", NoMoment::Days { month: 11, year: 2026, days: 30 }),
            ("2026-11-31", NoMoment::Days { month: 11, year: 2026, days: 30 }),
            ("29. februar 2027 kl. 12", NoMoment::Days { month: 2, year: 2027, days: 28 }),
            ("1/15/2027", NoMoment::Month),
            ("2027-01-15T24:00:00", NoMoment::Midnight { date }),
            ("15. januar 2027 kl. 24.00", NoMoment::Midnight { date }),
            ("15-01-2027 kl. 25", NoMoment::Hour),
            ("2027-01-15 12:61", NoMoment::Hour),
            ("torsdag den 15. januar 2027", NoMoment::Weekday { date, is: 4 }),
            ("15-01-27", NoMoment::ShortYear),
        ] {
            assert_eq!(no_moment(written), Some(why), "{written}");
        }
        for written in ["15-01-2027", "snarest", "46402", "1.0.2", "15. ma 2027", ""] {
            assert_eq!(no_moment(written), None, "{written}");
        }
    }

    #[test]
    fn what_could_be_another_day_or_is_none_is_not_read() {
        for written in [
            "15-01-27",
            "1/15/2027",
            "31-04-2026",
            "29-02-2100",
            "46402",
            "2026-11",
            "januar 2027",
            "15. ma 2027",
            "15-01-2027 kl. 25",
            "########",
            "",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
