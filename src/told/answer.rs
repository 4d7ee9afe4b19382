//! What is told of forms that were learned from or filled in.

use tender::both;
use tender::form::library::Counted;
use tender::text::language::Both;

use super::{ANSWER, FORM};
use crate::console::Console;
use crate::outcome::Outcome;
use crate::run::answer::{Answered, Deed, One};

/// Tells what became of each form, and names what was written.
pub fn tell(answered: &Answered, console: &mut Console) -> Outcome {
    let outcome = console.complain(&answered.passed_over).max(console.complain(&answered.refused));
    for One { file, what } in &answered.forms {
        let said = match what {
            Deed::Learned(answers) => {
                let Both { en, da } = ANSWER.counted(*answers);
                both!("{file}: learned {en}", "{file}: {da} er lært")
            }
            Deed::KnownAlready => both!("{file}: learned from before", "{file}: er lært før"),
            Deed::FilledIn(Counted { filled, changed, standing, unknown }) => {
                // What somebody wrote before is told only where there is any.
                let kept = if *standing == 0 {
                    Both::same("")
                } else {
                    both!(" {standing} left as they stood,", " {standing} stod i skemaet og er ikke rørt,")
                };
                let Both { en, da } = kept;
                both!(
                    "{file}: {filled} filled in,{en} {changed} left empty because something changed, {unknown} never answered before",
                    "{file}: {filled} er udfyldt,{da} {changed} er tomme, fordi noget er ændret, {unknown} er ikke besvaret før"
                )
            }
        };
        console.say(&said);
    }
    super::wrote(&answered.written, console);
    let refused = answered.refused.iter().count();
    let forms = FORM.counted(answered.forms.len());
    let refused = match refused {
        0 => Both::same(""),
        number => both!(", {number} refused", ", {number} afvist"),
    };
    console
        .say(&Both { en: format!("{} read{}", forms.en, refused.en), da: format!("{} læst{}", forms.da, refused.da) });
    outcome
}
