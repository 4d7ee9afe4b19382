//! `bilag explain --code`: what a complaint means, and what to do about it.

use crate::fault::{RunFault, codes};
use tender::complaint::{Complaint, Complaints, Guide};
use tender::text::nearest::nearest;

/// The codes of all complaints.
pub fn list() -> Vec<&'static str> {
    Guide::all().map(|guide| guide.code).collect()
}

/// The cause and the remedy of a complaint, and how it looks.
pub fn explain(code: &str) -> Result<Guide, Complaints> {
    // As complaints print it, it stands in brackets.
    let code = code.trim_matches(['[', ']', '`']);
    Guide::of(code).ok_or_else(|| {
        let nearest = nearest(code, codes());
        Complaint::error(RunFault::UnknownCode { code: code.to_owned(), nearest }, None).into()
    })
}
