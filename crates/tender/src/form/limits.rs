//! Answers with a number or a date, held up against the limits that the buyer set.

use toml::value::Date;

use crate::profile::{AnswerKind, Dates, Numbers};
use crate::text::calendar::read_date;
use crate::text::danish;
use crate::text::number::{number, otherwise};

/// How an answer stands to the limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Within {
    /// There are none, or it is answered in words: the buyer judges it
    Unlimited,
    Met,
    NotMet {
        /// »mindst 99,5«
        limits: String,
    },
    /// It is no number, or no date
    Unreadable {
        /// »et tal«
        expected: &'static str,
    },
}

impl AnswerKind {
    /// Judges an answer as it was written.
    pub fn judge(&self, answer: &str) -> Within {
        match self {
            AnswerKind::Choice | AnswerKind::Text => Within::Unlimited,
            AnswerKind::Number(Numbers { unit, at_least, at_most }) => {
                let Some(number) = number(answer, unit.as_deref()) else {
                    return Within::Unreadable { expected: "et tal" };
                };
                let met = at_least.is_none_or(|least| number >= least) && at_most.is_none_or(|most| number <= most);
                let limit = |limit: f64| of_unit(danish::parted(limit), unit.as_deref());
                within(met, at_least.map(limit), at_most.map(limit), ("mindst", "højst"))
            }
            AnswerKind::Date(Dates { at_least, at_most }) => {
                let Some(date) = read_date(answer) else { return Within::Unreadable { expected: "en dato" } };
                let key = |date: Date| (date.year, date.month, date.day);
                let met = at_least.is_none_or(|least| key(date) >= key(least))
                    && at_most.is_none_or(|most| key(date) <= key(most));
                within(met, at_least.map(danish::date), at_most.map(danish::date), ("tidligst", "senest"))
            }
        }
    }

    /// How an answer was read, and how it may be meant, where it is judged otherwise then: »98.500« is a great number, or
    /// less than a hundred.
    pub fn ambiguous(&self, answer: &str) -> Option<(String, String)> {
        let AnswerKind::Number(numbers) = self else { return None };
        let unit = numbers.unit.as_deref();
        let (read, meant) = (number(answer, unit)?, otherwise(answer, unit)?);
        let decimal = danish::number(meant);
        let said = |number: f64| of_unit(danish::number(number), unit);
        (self.judge(answer) != self.judge(&decimal)).then(|| (said(read), said(meant)))
    }

    /// How an answer was read, where that is not just what is written: »1000 timer«, »1. juni 2027«.
    pub fn read_as(&self, answer: &str) -> Option<String> {
        let read = match self {
            AnswerKind::Choice | AnswerKind::Text => return None,
            AnswerKind::Number(numbers) => {
                of_unit(danish::number(number(answer, numbers.unit.as_deref())?), numbers.unit.as_deref())
            }
            AnswerKind::Date(_) => danish::date(read_date(answer)?),
        };
        let written = answer.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = read.split(' ').next().unwrap_or_default();
        (written != read && written != bare).then_some(read)
    }

    /// What must be told where no answers are offered: »tal i timer, højst 24«; nothing of words.
    pub fn asks(&self) -> Option<String> {
        let (what, limits) = match self {
            AnswerKind::Choice => return None,
            AnswerKind::Text => return Some("tekst".to_owned()),
            AnswerKind::Number(Numbers { unit, at_least, at_most }) => {
                let what = unit.as_ref().map_or_else(|| "tal".to_owned(), |unit| format!("tal i {unit}"));
                let limits = (at_least.map(danish::parted), at_most.map(danish::parted));
                (what, limited(limits.0, limits.1, ("mindst", "højst")))
            }
            AnswerKind::Date(Dates { at_least, at_most }) => {
                let limits = (at_least.map(danish::date), at_most.map(danish::date));
                ("dato".to_owned(), limited(limits.0, limits.1, ("tidligst", "senest")))
            }
        };
        Some([Some(what), limits].into_iter().flatten().collect::<Vec<_>>().join(", "))
    }

    /// The answer as a value for machines: a number, or a date as `2027-06-01`; nothing of words.
    pub fn value(&self, answer: &str) -> Option<serde_json::Value> {
        match self {
            AnswerKind::Choice | AnswerKind::Text => None,
            AnswerKind::Number(numbers) => Some(number(answer, numbers.unit.as_deref())?.into()),
            AnswerKind::Date(_) => Some(read_date(answer)?.to_string().into()),
        }
    }
}

/// »4 timer«
fn of_unit(number: String, unit: Option<&str>) -> String {
    unit.map_or_else(|| number.clone(), |unit| format!("{number} {unit}"))
}

fn within(met: bool, least: Option<String>, most: Option<String>, words: (&str, &str)) -> Within {
    match limited(least, most, words) {
        None => Within::Unlimited,
        Some(_) if met => Within::Met,
        Some(limits) => Within::NotMet { limits },
    }
}

/// »mindst 4 og højst 8«
fn limited(least: Option<String>, most: Option<String>, (at_least, at_most): (&str, &str)) -> Option<String> {
    Some(match (least, most) {
        (None, None) => return None,
        (Some(least), None) => format!("{at_least} {least}"),
        (None, Some(most)) => format!("{at_most} {most}"),
        (Some(least), Some(most)) => format!("{at_least} {least} og {at_most} {most}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_as_it_is_written_is_said() {
        let hours = AnswerKind::Number(Numbers { unit: Some("timer".to_owned()), at_least: None, at_most: None });
        assert_eq!(hours.read_as("1.000").as_deref(), Some("1000 timer"));
        assert_eq!(hours.read_as("1.5").as_deref(), Some("1,5 timer"));
        assert_eq!((hours.read_as("4"), hours.read_as("4 timer"), hours.read_as("fire")), (None, None, None));
        let day = AnswerKind::Date(Dates { at_least: None, at_most: None });
        assert_eq!(day.read_as("1/6-2027").as_deref(), Some("1. juni 2027"));
        assert_eq!(day.read_as("1. juni 2027"), None);
    }

    #[test]
    fn a_number_that_may_be_another_is_told_where_that_would_be_judged_otherwise() {
        let percent = |at_least, at_most| AnswerKind::Number(Numbers { unit: Some("%".to_owned()), at_least, at_most });
        let both = Some(("98500 %".to_owned(), "98,5 %".to_owned()));
        assert_eq!(percent(Some(99.5), None).ambiguous("98.500 %"), both);
        assert_eq!(percent(None, Some(100.0)).ambiguous("98.500"), both);
        assert_eq!(percent(Some(90.0), None).ambiguous("98.500"), None, "it is met either way");
        assert_eq!(percent(Some(99.5), None).ambiguous("98,500"), None);
        assert_eq!(percent(None, None).ambiguous("98.500"), None, "the buyer judges it");
    }

    #[test]
    fn an_answer_is_judged_by_the_limits_and_where_there_are_none_by_the_buyer() {
        let hours = |at_least, at_most| AnswerKind::Number(Numbers { unit: None, at_least, at_most });
        assert_eq!(hours(None, Some(4.0)).judge("4"), Within::Met);
        assert_eq!(hours(None, Some(4.0)).judge("4,5"), Within::NotMet { limits: "højst 4".to_owned() });
        assert_eq!(hours(Some(1.0), Some(4.0)).judge("0"), Within::NotMet { limits: "mindst 1 og højst 4".to_owned() });
        assert_eq!(hours(None, None).judge("4"), Within::Unlimited);
        assert_eq!(hours(None, None).judge("fire"), Within::Unreadable { expected: "et tal" });
        let day = Date { year: 2027, month: 6, day: 1 };
        let by = AnswerKind::Date(Dates { at_least: None, at_most: Some(day) });
        assert_eq!(by.judge("1/6-2027"), Within::Met);
        assert_eq!(by.judge("2. juni 2027"), Within::NotMet { limits: "senest 1. juni 2027".to_owned() });
        assert_eq!(by.value("1/6-2027"), Some("2027-06-01".into()));
        assert_eq!(AnswerKind::Text.judge("Hvad som helst"), Within::Unlimited);
    }
}
