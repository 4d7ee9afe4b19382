//! The rettelsesblad: what changed in a tender since it was published, as suppliers need it.
//!
//! It begins with the changes and weighs nothing. What only follows from them, or explains, is left to the kravbilag.

use super::corrections::{Reader, corrections};
use super::kravbilag::values;
use super::texts::{Texts, of_procedure};
use super::versions::{Correcting, corrected_front, is_now, package_title};
use crate::document::{DocumentKind, Rettelsesblad};
use crate::profile::Profile;

/// Makes the rettelsesblad that tells of the changes from a published version to the profile's.
pub fn rettelsesblad(profile: &Profile, draft: bool, correcting: &Correcting<'_>, texts: &Texts) -> Rettelsesblad {
    let (hidtil, nu) = (correcting.was.words(&profile.tender), is_now(&profile.tender));
    let mut values = values(profile);
    values.extend([("hidtil", hidtil.as_str()), ("nu", nu.as_str())]);
    let section = |name: &str| {
        let name = format!("rettelsesblad/{name}.md");
        texts.section(of_procedure(&name, profile.tender.procedure), &values)
    };
    let title = |id: &str| package_title(profile, correcting.changes, id);
    let parts = corrections(correcting.changes.iter(), &Reader::Supplier(profile), texts, &title);
    Rettelsesblad {
        front: corrected_front(DocumentKind::Rettelsesblad, profile, draft, correcting, texts),
        changes: section("aendringer"),
        nothing: parts.is_empty().then(|| section("uden-aendringer")),
        parts,
        about: section("om"),
        reading_guide: section("laesevejledning"),
    }
}
