//! What complaints and remarks mean, told at the terminal.

use tender::complaint::Guide;
use tender::text::language::Language;

use crate::console::Console;
use crate::outcome::Outcome;
use crate::run::complaints::Meaning;

/// Lists codes, each on a line.
pub fn list(codes: &[&str], console: &mut Console) -> Outcome {
    console.show(&(codes.join("\n") + "\n"))
}

/// Tells the cause and the remedy of a complaint, and shows one; the page of a remark.
pub fn explain(meaning: &Meaning, console: &mut Console) -> Outcome {
    match meaning {
        Meaning::Complaint(Guide { code, cause, remedy, example }) => {
            let (why, what) = match console.language() {
                Language::English => ("Cause", "Remedy"),
                Language::Danish => ("Årsag", "Løsning"),
            };
            console.show(&format!("{code}\n\n{why}: {cause}\n\n{what}: {remedy}\n\n{example}"))
        }
        Meaning::Remark(rule) => console.show(&rule.markdown()),
    }
}
