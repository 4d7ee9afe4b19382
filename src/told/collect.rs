//! What is told of the forms that came back.

use tender::form::Reading;
use tender::text::language::Both;
use tender::text::terminal;

use super::{FINDING, FORM};
use crate::console::Console;
use crate::outcome::Outcome;
use crate::run::collect::Collected;

/// Prints what one form holds, for the program that asked.
pub fn reading(reading: &Reading, console: &mut Console) -> Outcome {
    console.print(&serde_json::to_string(reading).expect("a reading is plain data"))
}

/// Tells what was passed over and which forms were refused, prints the comparison or names its files, and sums up.
pub fn tell(collected: &Collected, console: &mut Console) -> Outcome {
    let mut outcome = console.complain(&collected.passed_over).max(console.complain(&collected.refused));
    if let Some(json) = &collected.json {
        outcome = outcome.max(console.print(&terminal::json(json)));
    }
    outcome = outcome.max(console.complain(&collected.warnings));
    super::wrote(&collected.written, console);
    let refused = collected.refused.iter().count();
    let forms = FORM.counted(collected.suppliers.len() - refused);
    let findings = FINDING.counted(collected.suppliers.iter().map(|supplier| supplier.findings.len()).sum());
    let refused = match refused {
        0 => Both::same(""),
        number => Both { en: format!(", {number} refused"), da: format!(", {number} afvist") },
    };
    console.say(&Both {
        en: format!("{} read{}: {}", forms.en, refused.en, findings.en),
        da: format!("{} læst{}: {}", forms.da, refused.da, findings.da),
    });
    outcome
}
