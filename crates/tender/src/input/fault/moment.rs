//! Why there is no such day or hour, in words.

use crate::both;
use crate::text::calendar::{NoMoment, days_before};
use crate::text::danish;
use crate::text::language::Both;

/// The months in English, in their order.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The days of the week, from Monday.
const DAYS: [(&str, &str); 7] = [
    ("Monday", "mandag"),
    ("Tuesday", "tirsdag"),
    ("Wednesday", "onsdag"),
    ("Thursday", "torsdag"),
    ("Friday", "fredag"),
    ("Saturday", "lørdag"),
    ("Sunday", "søndag"),
];

/// What is wrong: »datoen findes ikke, for november har 30 dage«.
pub(super) fn words(why: NoMoment) -> Both {
    match why {
        NoMoment::Days { month, year, days } => {
            let at = usize::from(month.saturating_sub(1)) % MONTHS.len();
            let (en, da) = (MONTHS[at], danish::MONTHS[at]);
            // How many days February has depends on the year.
            let year = if month == 2 { format!(" {year}") } else { String::new() };
            both!(
                "there is no such date, for {en}{year} has {days} days",
                "datoen findes ikke, for {da}{year} har {days} dage"
            )
        }
        NoMoment::Month => {
            both!("there is no such date, for a year has 12 months", "datoen findes ikke, for et år har 12 måneder")
        }
        NoMoment::Midnight { .. } => {
            both!(
                "there is no such hour, for a day ends at 23:59",
                "klokkeslættet findes ikke, for et døgn slutter kl. 23.59"
            )
        }
        NoMoment::Hour => both!("there is no such hour", "klokkeslættet findes ikke"),
        NoMoment::Weekday { date, is } => {
            let ((en, da), day) = (DAYS[is % DAYS.len()], danish::date(date));
            both!(
                "the day of the week does not fit, for {date} is a {en}",
                "ugedagen passer ikke, for den {day} er en {da}"
            )
        }
        NoMoment::ShortYear => both!("the year has two digits only", "årstallet har kun to cifre"),
    }
}

/// The way out.
pub(super) fn way_out(why: NoMoment) -> Both {
    match why {
        NoMoment::Days { .. } | NoMoment::Month => {
            both!("write a date as 2026-11-23: year, month, day", "skriv en dato som 2026-11-23: år, måned, dag")
        }
        NoMoment::Midnight { date } => match days_before(-1, date) {
            Some(next) => both!(
                "write {date}T23:59:00, or {next}T00:00:00, when the next day begins",
                "skriv {date}T23:59:00, eller {next}T00:00:00, hvor næste døgn begynder"
            ),
            None => both!("write {date}T23:59:00", "skriv {date}T23:59:00"),
        },
        NoMoment::Hour => both!(
            "hours go from 00:00 to 23:59: write 2026-11-23T12:00:00",
            "et klokkeslæt ligger mellem 00:00 og 23:59: Skriv 2026-11-23T12:00:00"
        ),
        NoMoment::Weekday { .. } => both!(
            "write the date without the day of the week, if it is right",
            "skriv datoen uden ugedag, hvis den er rigtig"
        ),
        NoMoment::ShortYear => both!("write the year with four digits", "skriv årstallet med fire cifre"),
    }
}
