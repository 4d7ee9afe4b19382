//! The commands: files are read at their beginning and written at their end.

use tender::complaint::Complaints;
use tender::document::{DocumentKind, Format};

use crate::house::no_such_format;

pub mod apart;
pub mod build;
pub mod catalog;
pub mod checklist;
pub mod collect;
pub mod complaints;
pub mod diff;
mod index;
pub mod init;
pub mod jobs;
mod loose;
pub mod merge;
pub mod original;
pub mod output;
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
mod workers;

/// What is to be made of each profile: documents and their formats, each once. A format that some documents lack is passed over
/// for those, unless nothing would be left of what was asked for.
pub fn targets(documents: &[DocumentKind], formats: &[Format]) -> Result<Vec<(DocumentKind, Format)>, Complaints> {
    let documents = if documents.is_empty() { &DocumentKind::USUAL } else { documents };
    let formats = if formats.is_empty() { &[Format::Pdf, Format::Xlsx] } else { formats };
    let all = documents.iter().flat_map(|kind| formats.iter().map(|format| (*kind, *format)));
    let mut targets: Vec<_> = all.filter(|(kind, format)| kind.has(*format)).collect();
    targets.sort();
    targets.dedup();
    if targets.is_empty() { Err(no_such_format(documents[0], formats[0])) } else { Ok(targets) }
}
