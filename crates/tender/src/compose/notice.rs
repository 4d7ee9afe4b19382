//! Whether suppliers are told in time: supplementary information is sent no later than six days before the deadline for tenders.
//!
//! Calendar days are counted and nothing is concluded: what the law asks for in a tender is for a lawyer to say.

use toml::value::Date;

use super::texts::Texts;
use crate::document::words::Word;
use crate::document::{Notice, NoticeRow, Section};
use crate::profile::{Procedure, Tender};
use crate::text::calendar::{days_before, days_between};
use crate::text::danish;

/// The days that suppliers have, at the least, between supplementary information and the deadline (udbudsloven §§ 93 and 134).
const DAYS: i64 = 6;

/// What is said of the notice. A direct award under the framework agreement has no deadline for tenders.
pub(super) fn notice(
    tender: &Tender,
    deadline_was: Option<Date>,
    texts: &Texts,
    intro: Section,
    consequences: Vec<Section>,
) -> Option<Notice> {
    let mut sentences = Vec::new();
    match tender.procedure {
        Some(Procedure::DirectAward) => return None,
        Some(Procedure::MiniTender | Procedure::OwnTender) => {}
        None => sentences.push(
            "Udbudsformen er ikke angivet. Opgørelsen gælder for et miniudbud og for et eget udbud, men ikke for en direkte tildeling."
                .to_owned(),
        ),
    }
    // It is sent on the day of its publication; until that is known, on its own date.
    let (deadline, sent) = (tender.deadline, tender.published.or(tender.date));
    let last = deadline.and_then(|deadline| days_before(DAYS, deadline));
    let days = sent.zip(deadline).and_then(|(sent, deadline)| days_between(sent, deadline));
    let mut rows = Vec::new();
    let mut row = |label: Word, value: Option<String>| {
        rows.extend(value.map(|value| NoticeRow { label: texts.word(label), value }));
    };
    row(Word::NoticeDeadline, deadline.map(danish::date));
    row(Word::NoticeLastDay, last.map(danish::date));
    row(Word::NoticeDate, tender.date.map(danish::date));
    row(Word::NoticePublished, tender.published.map(danish::date));
    row(Word::NoticeDays, days.map(|days| days.to_string()));
    if let (Some(was), Some(deadline)) = (deadline_was, deadline)
        && was != deadline
    {
        let (from, to) = (danish::date(was), danish::date(deadline));
        sentences
            .push(format!("Tilbudsfristen er ændret fra den {from} til den {to}. Dagene er regnet til den nye frist."));
        let late = sent.and_then(|sent| days_between(was, sent)).filter(|days| *days > 0);
        sentences.extend(late.map(|days| {
            let (verb, days) = (verb(tender.published.is_some()), counted(days));
            format!("Rettelsesbladet {verb} {days} efter den hidtidige tilbudsfrist, som da var udløbet.")
        }));
    }
    sentences.push(match (days, deadline, sent) {
        (Some(days), ..) => verdict(days, tender.published.is_some()),
        (None, None, None) => uncounted("hverken tilbudsfristen eller rettelsesbladets dato er angivet"),
        (None, None, Some(_)) => uncounted("tilbudsfristen ikke er angivet"),
        (None, Some(_), None) => uncounted("rettelsesbladets dato ikke er angivet"),
        (None, Some(_), Some(_)) => uncounted("tilbudsfristen eller rettelsesbladets dato ikke findes i kalenderen"),
    });
    Some(Notice { intro, rows, sentences, consequences })
}

/// What so many days from the sheet to the deadline come to.
fn verdict(days: i64, published: bool) -> String {
    let verb = verb(published);
    let told = match days {
        ..0 => format!("Rettelsesbladet {verb} {} efter tilbudsfristen.", counted(-days)),
        0 => format!("Rettelsesbladet {verb} samme dag som tilbudsfristen."),
        1.. => format!("Rettelsesbladet {verb} {} før tilbudsfristen.", counted(days)),
    };
    if days >= DAYS && published {
        format!("{told} De seks dage er overholdt.")
    } else if days >= DAYS {
        format!("{told} De seks dage er overholdt, når det sendes på sin dato.")
    } else {
        format!("{told} De seks dage er ikke overholdt.")
    }
}

/// What becomes of the sheet on its day.
fn verb(published: bool) -> &'static str {
    if published { "offentliggøres" } else { "er dateret" }
}

fn counted(days: i64) -> String {
    if days == 1 { "1 dag".to_owned() } else { format!("{days} dage") }
}

fn uncounted(because: &str) -> String {
    format!("Det kan ikke beregnes, om de seks dage er overholdt, fordi {because}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::Templates;

    fn texts() -> Texts {
        let templates = Templates::embedded();
        Texts::read(|name| Some(templates.text(name)), templates.words()).expect("the embedded texts are sound")
    }

    fn date(year: u16, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    fn tender(procedure: Option<Procedure>, sent: Option<Date>, deadline: Option<Date>) -> Tender {
        Tender { procedure, date: sent, deadline, ..Tender::default() }
    }

    fn said(tender: &Tender) -> String {
        let intro = Section { title: Vec::new(), blocks: Vec::new() };
        notice(tender, None, &texts(), intro, Vec::new()).expect("it is no direct award").sentences.join(" ")
    }

    #[test]
    fn the_last_day_is_six_calendar_days_before_the_deadline_over_months_years_and_leap_days() {
        for (deadline, last) in [
            (date(2027, 1, 15), date(2027, 1, 9)),
            (date(2027, 1, 3), date(2026, 12, 28)),
            (date(2027, 3, 3), date(2027, 2, 25)),
            (date(2028, 3, 3), date(2028, 2, 26)),
            (date(2028, 3, 6), date(2028, 2, 29)),
            (date(2100, 3, 6), date(2100, 2, 28)),
            (date(2026, 5, 1), date(2026, 4, 25)),
        ] {
            assert_eq!(days_before(DAYS, deadline), Some(last));
            assert_eq!(days_between(last, deadline), Some(DAYS));
        }
        assert_eq!(days_before(DAYS, date(2027, 2, 29)), None);
    }

    #[test]
    fn six_days_are_kept_and_five_are_not() {
        let own = |sent| tender(Some(Procedure::OwnTender), Some(sent), Some(date(2028, 3, 6)));
        assert_eq!(
            said(&own(date(2028, 2, 29))),
            "Rettelsesbladet er dateret 6 dage før tilbudsfristen. De seks dage er overholdt, når det sendes på sin dato."
        );
        assert_eq!(
            said(&own(date(2028, 3, 1))),
            "Rettelsesbladet er dateret 5 dage før tilbudsfristen. De seks dage er ikke overholdt."
        );
        assert!(said(&own(date(2028, 3, 5))).starts_with("Rettelsesbladet er dateret 1 dag før"));
        assert!(
            said(&own(date(2028, 3, 6)))
                .starts_with("Rettelsesbladet er dateret samme dag som tilbudsfristen. De seks dage er ikke")
        );
        assert!(
            said(&own(date(2028, 3, 8)))
                .starts_with("Rettelsesbladet er dateret 2 dage efter tilbudsfristen. De seks dage er ikke")
        );
    }

    #[test]
    fn a_sheet_that_comes_after_the_old_deadline_says_so() {
        let said = |sent, was| {
            let intro = Section { title: Vec::new(), blocks: Vec::new() };
            let tender = tender(Some(Procedure::MiniTender), Some(sent), Some(date(2027, 1, 25)));
            notice(&tender, Some(was), &texts(), intro, Vec::new()).unwrap().sentences.join(" ")
        };
        let late = "Rettelsesbladet er dateret 3 dage efter den hidtidige tilbudsfrist, som da var udløbet.";
        assert!(said(date(2027, 1, 18), date(2027, 1, 15)).contains(late));
        assert!(!said(date(2027, 1, 15), date(2027, 1, 15)).contains("udløbet"));
        assert!(!said(date(2027, 1, 18), date(2027, 1, 25)).contains("ændret"));
    }

    #[test]
    fn what_cannot_be_computed_is_said_with_what_is_missing() {
        let mini = |sent, deadline| tender(Some(Procedure::MiniTender), sent, deadline);
        let day = Some(date(2027, 1, 15));
        assert!(said(&mini(None, day)).ends_with("fordi rettelsesbladets dato ikke er angivet."));
        assert!(said(&mini(day, None)).ends_with("fordi tilbudsfristen ikke er angivet."));
        assert!(
            said(&mini(None, None)).ends_with("fordi hverken tilbudsfristen eller rettelsesbladets dato er angivet.")
        );
    }

    #[test]
    fn a_direct_award_has_no_such_deadline_and_a_tender_of_unknown_procedure_says_so() {
        let intro = Section { title: Vec::new(), blocks: Vec::new() };
        assert!(notice(&tender(Some(Procedure::DirectAward), None, None), None, &texts(), intro, Vec::new()).is_none());
        let day = Some(date(2027, 1, 15));
        assert!(said(&tender(None, day, day)).starts_with("Udbudsformen er ikke angivet."));
    }
}
