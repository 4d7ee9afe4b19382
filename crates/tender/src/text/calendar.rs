//! The calendar: which dates there are, and how many days lie between them.

use time::{Duration, Month};
use toml::value::Date;

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
