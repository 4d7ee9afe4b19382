//! `bilag explain --code`: what a complaint means, and what to do about it.

use crate::console::Console;
use crate::fault::{RunFault, codes};
use crate::outcome::Outcome;
use tender::complaint::{Complaint, Complaints, Guide};
use tender::text::nearest::nearest;

/// Lists the codes of all complaints.
pub fn list(console: &mut Console) -> Outcome {
    let codes: Vec<&str> = Guide::all().map(|guide| guide.code).collect();
    console.show(&(codes.join("\n") + "\n"))
}

/// Tells the cause and the remedy of a complaint, and shows one.
pub fn explain(code: &str, console: &mut Console) -> Result<Outcome, Complaints> {
    // As complaints print it, it stands in brackets.
    let code = code.trim_matches(['[', ']', '`']);
    let Some(Guide { code, cause, remedy, example }) = Guide::of(code) else {
        let nearest = nearest(code, codes());
        return Err(Complaint::error(RunFault::UnknownCode { code: code.to_owned(), nearest }, None).into());
    };
    Ok(console.show(&format!("{code}\n\nCause: {cause}\n\nRemedy: {remedy}\n\n{example}")))
}
