//! `bilag explain --code`: what a complaint or a remark means, and what to do about it.

use crate::fault::{RunFault, codes};
use tender::complaint::{Complaint, Complaints, Guide};
use tender::lint::{RULES, Rule};
use tender::text::language::Language;
use tender::text::nearest::nearest;

/// What a code stands for.
pub enum Meaning {
    Complaint(Guide),
    /// A remark of the linter on the buyer's own words
    Remark(&'static Rule),
}

/// The codes of all complaints, and then of all remarks.
pub fn list() -> Vec<&'static str> {
    Guide::all(Language::English).map(|guide| guide.code).chain(RULES.iter().map(|rule| rule.name)).collect()
}

/// The cause and the remedy of a complaint, and how it looks; the page of a remark.
pub fn explain(code: &str, language: Language) -> Result<Meaning, Complaints> {
    // As complaints print it, it stands in brackets.
    let code = code.trim_matches(['[', ']', '`']);
    let complaint = || Guide::of(code, language).map(Meaning::Complaint);
    let remark = || Rule::named(code).map(Meaning::Remark);
    complaint().or_else(remark).ok_or_else(|| {
        let nearest = nearest(code, codes().chain(RULES.iter().map(|rule| rule.name)));
        Complaint::error(RunFault::UnknownCode { code: code.to_owned(), nearest }, None).into()
    })
}
