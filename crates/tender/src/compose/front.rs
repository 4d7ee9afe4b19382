//! What every document says of itself.

use super::texts::Texts;
use crate::catalog::Edition;
use crate::document::words::Word;
use crate::document::{DocumentKind, Front, FrontEntry, FrontKey, Theme};
use crate::profile::Profile;
use crate::text::danish;
use crate::text::line::one_line as line;

/// The longest title in the running header, in characters: the header identifies the document, it does not repeat it.
const RUNNING_TITLE: usize = 70;

/// What the cover of the slides says of a tender: who, about what, when.
const ON_SLIDES: [FrontKey; 6] =
    [FrontKey::Buyer, FrontKey::Organisation, FrontKey::Area, FrontKey::Version, FrontKey::Date, FrontKey::Catalog];

/// Where the printer finds the buyer's logo.
pub const LOGO: &str = "logo";

/// The front of a tender's document.
pub fn front(kind: DocumentKind, profile: &Profile, draft: bool, texts: &Texts) -> Front {
    let tender = &profile.tender;
    let edition = profile.edition.as_ref();
    // What stays with the buyer is no appendix of anything.
    let internal = kind.is_internal();
    let own = tender.appendix.of(kind.file_name()).map(|number| format!("Bilag {}", line(number)));
    // A document without a number of its own belongs to the kravbilag's; a withdrawal is of the tender.
    let to = tender
        .appendix
        .kravbilag()
        .filter(|_| own.is_none() && !internal && kind != DocumentKind::Aflysning)
        .map(|number| format!("til bilag {}", line(number)));
    let appendix = own.clone().or_else(|| to.as_deref().map(danish::capitalised));
    let area = tender.area.as_ref().map(|area| format!("{area} {}", edition.areas[area]));
    let mut entries = Vec::new();
    let mut entry = |key: FrontKey, value: Option<String>| {
        entries.extend(value.map(|value| FrontEntry { key, label: texts.word(key.word()), value }));
    };
    entry(FrontKey::Buyer, Some(line(&tender.buyer)));
    entry(FrontKey::Organisation, tender_organisation(profile));
    entry(FrontKey::Cvr, tender.cvr.clone());
    let others = tender.joined_by.iter().map(|buyer| match &buyer.cvr {
        Some(cvr) => format!("{} (CVR-nummer {cvr})", line(&buyer.name)),
        None => line(&buyer.name),
    });
    if !tender.joined_by.is_empty() {
        let word = if tender.joined_by.len() == 1 { Word::CoverJoinedByOne } else { Word::CoverJoinedBy };
        let (label, value) = (texts.word(word), danish::list(others, "og"));
        entries.push(FrontEntry { key: FrontKey::JoinedBy, label, value });
    }
    let mut entry = |key: FrontKey, value: Option<String>| {
        entries.extend(value.map(|value| FrontEntry { key, label: texts.word(key.word()), value }));
    };
    entry(FrontKey::Contact, tender.contact.as_deref().map(line));
    entry(FrontKey::Reference, tender.reference.as_deref().map(line));
    entry(FrontKey::Area, area);
    entry(FrontKey::Procedure, tender.procedure.map(|procedure| procedure.word().to_owned()));
    entry(FrontKey::Version, tender.version.as_deref().map(line));
    entry(FrontKey::Date, tender.date.map(danish::date));
    if let Some(published) = tender.published {
        let word = if tender.is_public() { Word::CoverPublished } else { Word::CoverSent };
        let (label, value) = (texts.word(word), danish::date(published));
        entries.push(FrontEntry { key: FrontKey::Published, label, value });
    }
    if let Some(deadline) = tender.last_moment() {
        let word = if profile.is_direct_award() { Word::CoverAnswerDeadline } else { Word::CoverDeadline };
        let (label, value) = (texts.word(word), danish::moment(&deadline));
        entries.push(FrontEntry { key: FrontKey::Deadline, label, value });
    }
    let mut entry = |key: FrontKey, value: Option<String>| {
        entries.extend(value.map(|value| FrontEntry { key, label: texts.word(key.word()), value }));
    };
    entry(FrontKey::Catalog, Some(edition.title.clone()));
    if internal {
        let what = if profile.is_direct_award() { "anskaffelsen" } else { "udbuddet" };
        entry(FrontKey::CatalogDate, Some(age(edition.date, tender.published.or(tender.date), what)));
    }
    if kind == DocumentKind::Slides {
        entries.retain(|entry| ON_SLIDES.contains(&entry.key));
    }
    let title = line(&tender.title);
    let whole = match (&own, &to) {
        (Some(own), _) => format!("{own} {}", kind.name()),
        (None, Some(to)) => format!("{} {to}", kind.name()),
        (None, None) => kind.name().to_owned(),
    };
    let mut running: Vec<String> = own.into_iter().collect();
    let name = to.map_or_else(|| kind.name().to_owned(), |to| format!("{} {to}", kind.name()));
    running.extend([name, shortened(&title)]);
    running.extend(tender.version.as_deref().map(|version| format!("version {}", line(version))));
    Front {
        kind,
        kind_name: kind.name().to_owned(),
        name: whole,
        pdf_title: format!("{} – {title}", kind.name()),
        title,
        appendix,
        buyer: line(&tender.buyer),
        entries,
        running: running.join(" · "),
        draft,
        internal,
        author: line(&tender.buyer),
        date: date(tender.date.unwrap_or(edition.date)),
        theme: theme(profile),
    }
}

/// The front of a checklist that belongs to no tender.
pub fn front_of_edition(kind: DocumentKind, edition: &Edition, profile: &Profile, texts: &Texts) -> Front {
    let title = "KOMBITs integrationspakker".to_owned();
    let organisation = profile.theme.organisation.as_deref().map(line);
    let entry = |key: FrontKey, word, value| FrontEntry { key, label: texts.word(word), value };
    let organisation = organisation.map(|value| entry(FrontKey::Organisation, Word::CoverHouse, value));
    let mut entries: Vec<FrontEntry> = organisation.into_iter().collect();
    let entry = |key: FrontKey, value| entry(key, key.word(), value);
    entries.push(entry(FrontKey::Catalog, edition.title.clone()));
    entries.push(entry(FrontKey::CatalogDate, danish::date(edition.date)));
    Front {
        kind,
        kind_name: kind.name().to_owned(),
        name: kind.name().to_owned(),
        pdf_title: format!("{} – {title}", kind.name()),
        running: format!("{} · {title} · udgave {}", kind.name(), edition.id),
        title,
        appendix: None,
        buyer: String::new(),
        entries,
        draft: false,
        internal: kind.is_internal(),
        author: "bilag".to_owned(),
        date: date(edition.date),
        theme: theme(profile),
    }
}

fn tender_organisation(profile: &Profile) -> Option<String> {
    profile.theme.organisation.as_deref().map(line).filter(|organisation| *organisation != line(&profile.tender.buyer))
}

fn theme(profile: &Profile) -> Theme {
    Theme {
        accent: profile.theme.accent.to_string(),
        font: profile.theme.font.as_ref().map_or_else(|| "Source Sans 3".to_owned(), |font| font.value.clone()),
        logo: profile.theme.logo.as_ref().map(|_| LOGO.to_owned()),
        organisation: profile.theme.organisation.clone(),
    }
}

fn date(date: toml::value::Date) -> (u16, u8, u8) {
    (date.year, date.month, date.day)
}

/// How old the catalog is beside a tender, called `what`: »9. januar 2024 (2 år og 10 måneder før udbuddet)«.
fn age(catalog: toml::value::Date, tender: Option<toml::value::Date>, what: &str) -> String {
    let from = danish::date(catalog);
    let Some(tender) = tender else { return from };
    let months = |date: toml::value::Date| i32::from(date.year) * 12 + i32::from(date.month);
    let whole = months(tender) - months(catalog) - i32::from(tender.day < catalog.day);
    let (years, months) = (whole / 12, whole % 12);
    let of_months = if months == 1 { "1 måned".to_owned() } else { format!("{months} måneder") };
    match (years, months) {
        _ if whole < 1 => from,
        (0, _) => format!("{from} ({of_months} før {what})"),
        (_, 0) => format!("{from} ({years} år før {what})"),
        (_, _) => format!("{from} ({years} år og {of_months} før {what})"),
    }
}

/// A title cut at a word, with an ellipsis.
fn shortened(title: &str) -> String {
    if title.chars().count() <= RUNNING_TITLE {
        return title.to_owned();
    }
    let cut: String = title.chars().take(RUNNING_TITLE - 1).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{cut} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalog_says_how_much_older_it_is_than_the_tender() {
        let date = |year, month, day| toml::value::Date { year, month, day };
        let of = |tender| age(date(2024, 1, 9), tender, "udbuddet");
        assert_eq!(of(Some(date(2026, 11, 23))), "9. januar 2024 (2 år og 10 måneder før udbuddet)");
        assert_eq!(of(Some(date(2026, 1, 9))), "9. januar 2024 (2 år før udbuddet)");
        assert_eq!(of(Some(date(2024, 2, 10))), "9. januar 2024 (1 måned før udbuddet)");
        for tender in [None, Some(date(2024, 1, 20)), Some(date(2023, 12, 1))] {
            assert_eq!(of(tender), "9. januar 2024");
        }
    }
}
