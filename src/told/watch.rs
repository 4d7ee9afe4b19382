//! What is told while somebody writes: each build, and that the next change is waited for.

use std::path::PathBuf;

use tender::both;
use tender::complaint::Complaints;

use crate::console::Console;
use crate::house::House;
use crate::outcome::Outcome;
use crate::run::build::Order;
use crate::run::watch::State;

/// The house as it was set up, with what the files that it is made of were like. It is kept while they are: to set it
/// up takes as long as to print.
struct Standing {
    house: House,
    made_of: Vec<PathBuf>,
    then: State,
}

impl Standing {
    fn of(house: House, order: &Order) -> Self {
        let made_of = house.inputs.paths();
        let then = State::of(&[], &made_of, &order.output);
        Self { house, made_of, then }
    }

    fn still_stands(&self, order: &Order) -> bool {
        State::of(&[], &self.made_of, &order.output) == self.then
    }
}

/// Builds, and again whenever something that was read changes, until it is interrupted.
pub fn tell(
    house: &dyn Fn(&mut Console) -> Result<House, Complaints>,
    order: &Order,
    console: &mut Console,
) -> Result<Outcome, Complaints> {
    let (mut standing, mut read): (Option<Standing>, Vec<PathBuf>) = (None, Vec::new());
    loop {
        let begun = State::of(&order.paths, &read, &order.output);
        // What was told of the last state is not told already.
        console.forget();
        let kept = standing.take().filter(|standing| standing.still_stands(order));
        let set_up = match kept {
            Some(standing) => {
                standing.house.inputs.forget_texts();
                Ok(standing)
            }
            None => house(console).map(|house| Standing::of(house, order)),
        };
        match set_up {
            Ok(here) => {
                let built = super::build::tell(&here.house, order, false, console);
                if let Err(complaints) = built {
                    console.complain(&complaints);
                }
                read = here.house.inputs.paths();
                standing = Some(here);
            }
            Err(complaints) => {
                console.complain(&complaints);
                read.clear();
            }
        }
        console.say(&both!("waiting for a change; Ctrl+C ends", "venter på en ændring; Ctrl+C afslutter"));
        begun.wait(|| State::of(&order.paths, &read, &order.output));
    }
}
