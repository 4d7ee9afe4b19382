//! The commands: files are read at their beginning and written at their end.

use tender::complaint::Complaints;
use tender::document::{DocumentKind, Format};
use tender::profile::Profile;
use tender::publication::targets::{Target, usual};

use crate::house::no_such_format;

pub mod answer;
mod answered;
pub mod apart;
pub mod build;
pub mod catalog;
pub mod checklist;
pub mod collect;
pub mod complaints;
pub mod diff;
pub mod evaluate;
mod index;
pub mod init;
pub mod jobs;
mod left;
mod lone;
mod loose;
pub mod merge;
pub mod original;
pub mod output;
mod owner;
pub mod page;
mod plan;
pub mod report;
pub mod resolve;
pub mod schema;
pub mod seals;
pub mod shard;
pub mod shell;
mod turn;
pub mod update;
pub mod watch;
pub(crate) mod workers;

/// Documents and their formats, each once. A format that some documents lack is passed over for those, unless nothing
/// would be left of what was asked for.
pub fn targets(documents: &[DocumentKind], formats: &[Format]) -> Result<Vec<Target>, Complaints> {
    let documents = if documents.is_empty() { &DocumentKind::USUAL } else { documents };
    let formats = if formats.is_empty() { &[Format::Pdf, Format::Xlsx] } else { formats };
    let all = documents.iter().flat_map(|kind| formats.iter().map(|format| (*kind, *format)));
    let mut targets: Vec<_> = all.filter(|(kind, format)| kind.has(*format)).collect();
    targets.sort();
    targets.dedup();
    if targets.is_empty() { Err(no_such_format(documents[0], formats[0].extension())) } else { Ok(targets) }
}

/// What is to be made of a tender: what was asked for or, where nothing was, what suppliers get. Of a tender that is
/// withdrawn it is nothing but its withdrawal.
pub fn targets_of(
    profile: &Profile,
    documents: &[DocumentKind],
    formats: &[Format],
) -> Result<Vec<Target>, Complaints> {
    if profile.tender.cancelled.is_some() {
        let had = |format: &Format| DocumentKind::Aflysning.has(*format);
        let formats: Vec<Format> = formats.iter().copied().filter(had).collect();
        let formats = if formats.is_empty() { vec![Format::Pdf] } else { formats };
        return targets(&[DocumentKind::Aflysning], &formats);
    }
    if !documents.is_empty() {
        let mut all = targets(documents, formats)?;
        // The form says in which formats it is handed out.
        if formats.is_empty() && documents.contains(&DocumentKind::Svarskema) {
            let is_form = |target: &Target| target.0 == DocumentKind::Svarskema;
            all.retain(|target| !is_form(target));
            all.extend(usual(profile).into_iter().filter(is_form));
            all.sort();
        }
        return Ok(all);
    }
    if !formats.is_empty() {
        let answered = profile.questions.iter().any(|asking| asking.answered.is_some());
        let asked = answered.then_some(DocumentKind::SpoergsmaalOgSvar);
        return targets(&DocumentKind::USUAL.into_iter().chain(asked).collect::<Vec<_>>(), formats);
    }
    Ok(usual(profile))
}
