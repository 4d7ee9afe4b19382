//! What is told of the evaluators' workbooks.

use tender::text::language::Both;
use tender::text::terminal;

use super::{EVALUATOR, SUPPLIER};
use crate::console::Console;
use crate::outcome::Outcome;
use crate::run::evaluate::Summed;

/// Tells what does not count, prints the summary or names its files, and sums up.
pub fn tell(summed: &Summed, console: &mut Console) -> Outcome {
    let mut outcome = console.complain(&summed.warnings);
    if let Some(json) = &summed.json {
        outcome = outcome.max(console.print(&terminal::json(json)));
    }
    super::wrote(&summed.written, console);
    let evaluators = EVALUATOR.counted(summed.evaluated.evaluators.len());
    let suppliers = SUPPLIER.counted(summed.evaluated.suppliers.len());
    let standings = &summed.evaluated.suppliers;
    let (open, apart) =
        (standings.iter().map(|it| it.points.open).sum::<usize>(), standings.iter().map(|it| it.apart).sum::<usize>());
    console.say(&Both {
        en: format!("{}, {}: {open} without points, {apart} on which they differ", evaluators.en, suppliers.en),
        da: format!("{}, {}: {open} uden point, {apart} uden enighed", evaluators.da, suppliers.da),
    });
    outcome
}
