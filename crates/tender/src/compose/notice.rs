//! What the buyer is told of the days between a rettelsesblad and the deadline.

use toml::value::Date;

use super::texts::Texts;
use crate::document::words::Word;
use crate::document::{Notice, NoticeRow, Section};
use crate::profile::days::{DAYS, Told, last_day, whole_days};
use crate::profile::{Procedure, Profile, Tender};
use crate::text::calendar::days_between;
use crate::text::danish;

/// What is said of the days. A direct award under the framework agreement has no deadline for tenders.
pub(super) fn notice(profile: &Profile, deadline_was: Option<Date>, texts: &Texts, intro: Section) -> Option<Notice> {
    let tender = &profile.tender;
    let mut sentences = Vec::new();
    match tender.procedure {
        Some(Procedure::DirectAward) => return None,
        Some(Procedure::MiniTender | Procedure::OwnTender) => {}
        None => sentences.push(
            "Fremgangsmåden er ikke angivet. Opgørelsen gælder for et udbud efter udbudsloven og er en målestok for et miniudbud. Ved direkte tildeling har den ingen betydning."
                .to_owned(),
        ),
    }
    let (deadline, sent) = (tender.deadline, tender.sent());
    let days = sent.zip(deadline).and_then(|(sent, deadline)| whole_days(sent, deadline));
    let mut rows = Vec::new();
    let mut row = |label: Word, value: Option<String>| {
        rows.extend(value.map(|value| NoticeRow { label: texts.word(label), value }));
    };
    row(Word::NoticeDeadline, tender.last_moment().as_ref().map(danish::moment));
    row(Word::NoticeLastDay, deadline.and_then(last_day).map(danish::date));
    row(Word::NoticeDate, tender.date.map(danish::date));
    let sent_on = if tender.is_public() { Word::NoticePublished } else { Word::NoticeSent };
    row(sent_on, tender.published.map(danish::date));
    row(Word::NoticeDays, days.map(|days| days.max(0).to_string()));
    sentences.push(match (days, deadline, sent) {
        (Some(days), Some(deadline), Some(sent)) => verdict(days, tender, sent, deadline),
        (_, None, None) => uncounted("hverken tilbudsfristen eller rettelsesbladets dato er angivet"),
        (_, None, Some(_)) => uncounted("tilbudsfristen ikke er angivet"),
        (_, Some(_), None) => uncounted("rettelsesbladets dato ikke er angivet"),
        (None, Some(_), Some(_)) => uncounted("tilbudsfristen eller rettelsesbladets dato ikke findes i kalenderen"),
    });
    sentences.extend(moved(tender, deadline_was, sent));
    sentences.extend(late_answers(profile));
    sentences.extend(tender.late_because.as_deref().map(|why| format!("Ordregivers begrundelse: {}", why.trim())));
    Some(Notice { intro, rows, sentences })
}

/// That the deadline is another, and whether it had passed.
fn moved(tender: &Tender, was: Option<Date>, sent: Option<Date>) -> Vec<String> {
    let (Some(was), Some(deadline)) = (was, tender.deadline) else { return Vec::new() };
    if was == deadline {
        return Vec::new();
    }
    let (from, to) = (danish::date(was), danish::date(deadline));
    let told = if days_between(deadline, was) > Some(0) {
        format!(
            "Tilbudsfristen er afkortet fra den {from} til den {to}, og dagene er regnet til den nye frist. Leverandørerne kan have indrettet sig på den hidtidige: Få vurderet, om afkortningen er lovlig, og om lovens minimumsfrist er overholdt."
        )
    } else {
        format!("Tilbudsfristen er forlænget fra den {from} til den {to}, og dagene er regnet til den nye frist.")
    };
    let late = sent.and_then(|sent| days_between(was, sent)).filter(|days| *days > 0);
    let late = late.map(|days| {
        let (verb, days) = (verb(tender), counted(days));
        format!(
            "Rettelsesbladet {verb} {days} efter den hidtidige tilbudsfrist, som da var udløbet. Få vurderet, om den kan forlænges; det afhænger blandt andet af, om der er modtaget eller åbnet tilbud."
        )
    });
    [told].into_iter().chain(late).collect()
}

/// The answers that came later than the days allow.
fn late_answers(profile: &Profile) -> Option<String> {
    let late = profile.late(false).into_iter().filter_map(|late| match late.what {
        Told::Answer { number } => Some(number),
        Told::Correction => None,
    });
    let late: Vec<u32> = late.collect();
    let plural = if late.len() == 1 { "Svaret" } else { "Svarene" };
    (!late.is_empty()).then(|| {
        let numbers = danish::list(late, "og");
        format!(
            "{plural} på spørgsmål {numbers} er givet senere end seks hele dage før tilbudsfristen. Viser et svar kun, hvor materialet allerede siger det, kan det angives ved spørgsmålet."
        )
    })
}

/// What so many whole days come to.
fn verdict(days: i64, tender: &Tender, sent: Date, deadline: Date) -> String {
    let (verb, day) = (verb(tender), danish::date(sent));
    let told = match days_between(sent, deadline) {
        Some(..0) => format!("Rettelsesbladet {verb} efter tilbudsfristen."),
        Some(0) => format!("Rettelsesbladet {verb} samme dag som tilbudsfristen."),
        Some(1..) | None if days == 1 => {
            format!(
                "Rettelsesbladet {verb} den {day}, så der ligger 1 hel dag mellem den dag og dagen for tilbudsfristen."
            )
        }
        Some(1..) | None => {
            format!(
                "Rettelsesbladet {verb} den {day}, så der ligger {days} hele dage mellem den dag og dagen for tilbudsfristen."
            )
        }
    };
    if days >= DAYS && tender.published.is_some() {
        format!("{told} De seks dage er overholdt.")
    } else if days >= DAYS {
        format!("{told} De seks dage er overholdt, hvis det sendes på sin dato.")
    } else {
        format!("{told} De seks dage er ikke overholdt.")
    }
}

/// What becomes of the sheet on its day.
fn verb(tender: &Tender) -> &'static str {
    match tender.published {
        Some(_) if tender.is_public() => "offentliggøres",
        Some(_) => "sendes ud",
        None => "er dateret",
    }
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
    use crate::text::source::{Place, Source};

    fn texts() -> Texts {
        let templates = Templates::embedded();
        Texts::read(|name| Some(templates.text(name)), templates.words()).expect("the embedded texts are sound")
    }

    fn date(year: u16, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    fn tender(procedure: Option<Procedure>, sent: Option<Date>, deadline: Option<Date>) -> Profile {
        let catalog = crate::catalog::Catalog::read(&crate::catalog::CatalogFiles::embedded()).expect("it is sound");
        let edition = catalog.newest().expect("there is an edition");
        let place = Place::start(&Source::new("", ""));
        let tender = Tender { procedure, date: sent, deadline, ..Tender::default() };
        Profile { tender, ..Profile::of_packages(edition, &[], &place) }
    }

    fn of(profile: &Profile, was: Option<Date>) -> Option<Notice> {
        notice(profile, was, &texts(), Section { title: Vec::new(), blocks: Vec::new() })
    }

    fn said(profile: &Profile) -> String {
        of(profile, None).expect("it is no direct award").sentences.join(" ")
    }

    #[test]
    fn six_whole_days_are_kept_and_five_are_not() {
        let own = |sent| tender(Some(Procedure::OwnTender), Some(sent), Some(date(2026, 10, 28)));
        assert_eq!(
            said(&own(date(2026, 10, 21))),
            "Rettelsesbladet er dateret den 21. oktober 2026, så der ligger 6 hele dage mellem den dag og dagen for tilbudsfristen. De seks dage er overholdt, hvis det sendes på sin dato."
        );
        assert!(
            said(&own(date(2026, 10, 22)))
                .ends_with("5 hele dage mellem den dag og dagen for tilbudsfristen. De seks dage er ikke overholdt.")
        );
        assert!(said(&own(date(2026, 10, 26))).contains("1 hel dag mellem"));
        assert!(said(&own(date(2026, 10, 28))).starts_with("Rettelsesbladet er dateret samme dag som tilbudsfristen."));
        assert!(said(&own(date(2026, 10, 30))).starts_with("Rettelsesbladet er dateret efter tilbudsfristen."));
    }

    #[test]
    fn a_sheet_that_comes_after_the_old_deadline_says_so() {
        let said = |sent, was| {
            let tender = tender(Some(Procedure::MiniTender), Some(sent), Some(date(2027, 1, 25)));
            of(&tender, Some(was)).unwrap().sentences.join(" ")
        };
        let late =
            "Rettelsesbladet er dateret 3 dage efter den hidtidige tilbudsfrist, som da var udløbet. Få vurderet";
        assert!(said(date(2027, 1, 18), date(2027, 1, 15)).contains(late));
        assert!(!said(date(2027, 1, 15), date(2027, 1, 15)).contains("udløbet"));
        assert!(!said(date(2027, 1, 18), date(2027, 1, 25)).contains("forlænget"));
        assert!(
            said(date(2027, 1, 10), date(2027, 1, 15)).contains("forlænget fra den 15. januar 2027 til den 25. jan")
        );
        assert!(
            said(date(2027, 1, 10), date(2027, 2, 1)).contains("afkortet fra den 1. februar 2027 til den 25. januar")
        );
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
        assert!(of(&tender(Some(Procedure::DirectAward), None, None), None).is_none());
        let day = Some(date(2027, 1, 15));
        assert!(said(&tender(None, day, day)).starts_with("Fremgangsmåden er ikke angivet."));
    }
}
