//! Questions and answers: a series of its own beside the versions of a tender.

use super::front::front;
use super::kravbilag::values;
use super::texts::Texts;
use crate::document::{Answered, DocumentKind, FrontEntry, FrontKey, SpoergsmaalOgSvar};
use crate::input::markdown::plain;
use crate::profile::{Asking, Profile};
use crate::text::danish;

/// Makes the questions with their answers; nothing where none is answered.
pub fn spoergsmaal_og_svar(profile: &Profile, draft: bool, texts: &Texts) -> Option<SpoergsmaalOgSvar> {
    let rows: Vec<Answered> =
        profile.questions.iter().filter_map(|it| answered(it, profile.is_direct_award())).collect();
    let last =
        profile.questions.iter().filter_map(|it| it.answered).max_by_key(|date| (date.year, date.month, date.day));
    let mut front = front(DocumentKind::SpoergsmaalOgSvar, profile, draft, texts);
    // The series belongs to no version, and is as old as its last answer.
    if let Some(version) = &profile.tender.version {
        let version = format!(" · version {}", crate::text::line::one_line(version));
        front.running = front.running.replacen(&version, "", 1);
    }
    let date = |entry: FrontEntry| match (entry.key, last) {
        (FrontKey::Date, Some(last)) => FrontEntry { value: danish::date(last), ..entry },
        _ => entry,
    };
    // A deadline that is moved later was not known when they were answered.
    let of_a_version = [FrontKey::Version, FrontKey::Published, FrontKey::Deadline, FrontKey::Catalog];
    front.entries = front.entries.into_iter().filter(|entry| !of_a_version.contains(&entry.key)).map(date).collect();
    if let Some(last) = last {
        front.date = (last.year, last.month, last.day);
    }
    let about = texts.section("spoergsmaal-og-svar/om.md", &values(profile));
    (!rows.is_empty()).then_some(SpoergsmaalOgSvar { front, about, rows })
}

fn answered(asking: &Asking, is_direct_award: bool) -> Option<Answered> {
    let (answered, answer) = (asking.answered?, asking.answer.as_deref()?);
    let led_to = asking.version.as_ref().map(|version| {
        let lines = danish::list(asking.lines.iter().map(|about| about.in_words(is_direct_award)), "og");
        let about = if asking.lines.is_empty() { String::new() } else { format!(" af {lines}") };
        plain(&format!("Svaret har ført til en ændring{about} i version {version}."))
    });
    Some(Answered {
        number: asking.number,
        answered: format!("Besvaret den {}", danish::date(answered)),
        question: plain(&asking.question),
        answer: plain(answer),
        led_to,
    })
}
