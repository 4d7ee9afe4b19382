//! Whether suppliers are told in time: six whole days lie between the day on which supplementary information is sent
//! and the day of the deadline for tenders.
//!
//! Neither of the two days counts, and the hour of the deadline does not enter (Regulation 1182/71): for a deadline on
//! 28 October the last day is 21 October. Nothing is concluded here: what the law asks for in a tender is for a lawyer
//! to say.

use toml::value::Date;

use super::{Procedure, Profile, Tender};
use crate::text::calendar::{days_before, days_between};

/// The whole days that suppliers have, at the least (udbudsloven §§ 93 and 134).
pub const DAYS: i64 = 6;

/// Something that was told too late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    pub what: Told,
    pub sent: Date,
    pub deadline: Date,
    /// The last day on which it could have been sent
    pub last: Date,
    /// The whole days that lie between
    pub days: i64,
}

/// What suppliers are told before the deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    Correction,
    Answer { number: u32 },
}

/// The last day on which something can be sent before a deadline.
pub fn last_day(deadline: Date) -> Option<Date> {
    days_before(DAYS + 1, deadline)
}

/// The whole days between two days, neither of them counted; fewer than none where the other comes before.
pub fn whole_days(sent: Date, deadline: Date) -> Option<i64> {
    days_between(sent, deadline).map(|days| if days > 0 { days - 1 } else { days })
}

impl Tender {
    /// The day on which a version is sent: that of its publication, and until that is known its own.
    pub fn sent(&self) -> Option<Date> {
        self.published.or(self.date)
    }

    /// Whether the days are a duty, a yardstick, or nothing.
    pub fn days_bind(&self) -> Bind {
        match self.procedure {
            Some(Procedure::OwnTender) => Bind::Duty,
            // § 100 asks for a fitting deadline, and the framework agreement may say more.
            Some(Procedure::MiniTender) | None => Bind::Yardstick,
            Some(Procedure::DirectAward) => Bind::Nothing,
        }
    }
}

/// How the days bind a buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bind {
    Duty,
    Yardstick,
    Nothing,
}

impl Profile {
    /// What was told too late, as far as the dates say: the correction, if the version is one, and every answer that is
    /// more than a pointer to what the material says already. A deadline that was extended enough is counted to as it
    /// stands now.
    pub fn late(&self, correcting: bool) -> Vec<Late> {
        let tender = &self.tender;
        let (Some(deadline), false) = (tender.deadline, tender.days_bind() == Bind::Nothing) else { return Vec::new() };
        let answers = self.questions.iter().filter(|question| !question.pointer);
        let answers = answers.filter_map(|it| Some((Told::Answer { number: it.number }, it.answered?)));
        let correction = tender.sent().filter(|_| correcting).map(|sent| (Told::Correction, sent));
        let told = correction.into_iter().chain(answers);
        let late = |(what, sent): (Told, Date)| {
            let days = whole_days(sent, deadline)?;
            Some(Late { what, sent, deadline, last: last_day(deadline)?, days }).filter(|late| late.days < DAYS)
        };
        told.filter_map(late).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: u16, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    #[test]
    fn six_whole_days_lie_between_the_last_day_and_the_deadline_over_months_years_and_leap_days() {
        for (deadline, last) in [
            (date(2026, 10, 28), date(2026, 10, 21)),
            (date(2027, 1, 18), date(2027, 1, 11)),
            (date(2027, 1, 3), date(2026, 12, 27)),
            (date(2027, 3, 3), date(2027, 2, 24)),
            (date(2028, 3, 7), date(2028, 2, 29)),
            (date(2100, 3, 6), date(2100, 2, 27)),
        ] {
            assert_eq!(last_day(deadline), Some(last));
            assert_eq!(whole_days(last, deadline), Some(DAYS));
        }
        assert_eq!(last_day(date(2027, 2, 29)), None);
        let of = |sent| whole_days(sent, date(2026, 10, 28));
        assert_eq!(
            [of(date(2026, 10, 27)), of(date(2026, 10, 28)), of(date(2026, 10, 30))],
            [Some(0), Some(0), Some(-2)]
        );
    }
}
