//! That a tender is withdrawn: the last that suppliers get of it.

use super::front::front;
use super::kravbilag::values;
use super::texts::{Texts, of_procedure};
use crate::document::words::Word;
use crate::document::{Aflysning, DocumentKind, FrontEntry, FrontKey};
use crate::profile::Profile;
use crate::text::danish;

/// Makes the withdrawal of a tender; nothing of one that is not withdrawn.
pub fn aflysning(profile: &Profile, texts: &Texts) -> Option<Aflysning> {
    let day = profile.tender.cancelled?;
    let mut front = front(DocumentKind::Aflysning, profile, false, texts);
    front.date = (day.year, day.month, day.day);
    // There is no deadline any more.
    front.entries.retain(|entry| !matches!(entry.key, FrontKey::Date | FrontKey::Deadline | FrontKey::Catalog));
    let (key, label) = (FrontKey::Date, texts.word(Word::CoverCancelled));
    front.entries.push(FrontEntry { key, label, value: danish::date(day) });
    let date = danish::date(day);
    let mut values = values(profile);
    values.insert("dato", &date);
    let about = texts.section(of_procedure("aflysning/om.md", profile.tender.procedure), &values);
    Some(Aflysning { front, about })
}
