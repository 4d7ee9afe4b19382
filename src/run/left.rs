//! What earlier builds left in the output folder and the profile does not say any more.
//!
//! Whoever builds one format leaves the others as they are, and `Svarskema.xlsx` of last week beside today's
//! `Kravbilag.pdf` asks for what nobody means any more. Nothing of it is removed, but it is told, by name.

use std::path::{Path, PathBuf};

use super::output::hash_of;
use tender::complaint::Complaint;
use tender::document::{DocumentKind, Format};
use tender::publication::Shelf;
use tender::publication::lock::Lock;

/// An output of an earlier build.
pub struct Left<'s> {
    name: &'s str,
    pub kind: DocumentKind,
    pub format: Format,
    /// The seal of what it was made of
    made_of: &'s str,
}

/// The outputs of earlier builds that are none of those that are made now.
pub fn left<'s>(shelf: Option<&'s Shelf>, made: impl Fn(&str) -> bool) -> Vec<Left<'s>> {
    let outputs = shelf.into_iter().flat_map(|shelf| &shelf.outputs).filter(|(name, _)| !made(name));
    let of = |(name, locked): (&'s String, &'s tender::publication::Locked)| {
        let kind = DocumentKind::ALL.iter().copied().find(|kind| kind.file_name() == locked.document)?;
        let (_, ending) = name.rsplit_once('.')?;
        let format = kind.about().formats.iter().copied().find(|format| format.extension() == ending)?;
        Some(Left { name, kind, format, made_of: &locked.made_of })
    };
    outputs.filter_map(of).collect()
}

impl Left<'_> {
    /// Where it still lies, if it says what is no longer so: it is `superseded` by a file of another name, or would be
    /// made of something else `now`, or not at all. What went out to suppliers stands for its version and is no longer
    /// the profile's to say.
    pub fn untrue(
        &self,
        folder: &Path,
        superseded: bool,
        now: Option<&str>,
        lock: Option<&Lock>,
    ) -> Result<Option<PathBuf>, Complaint> {
        if !superseded && now == Some(self.made_of) {
            return Ok(None);
        }
        let path = folder.join(self.name);
        let Some(hash) = hash_of(&path)? else { return Ok(None) };
        // What goes out beside the versions is in none of them.
        let sent = |lock: &&Lock| {
            self.kind == DocumentKind::SpoergsmaalOgSvar && !lock.answers.is_empty()
                || self.kind == DocumentKind::Aflysning && lock.cancelled.is_some()
        };
        if lock.filter(sent).is_some() {
            return Ok(None);
        }
        let publications = lock.iter().flat_map(|lock| &lock.publications);
        let went_out = publications.flat_map(|issued| issued.outputs.values()).any(|issued| *issued == hash);
        Ok((!went_out).then_some(path))
    }
}
