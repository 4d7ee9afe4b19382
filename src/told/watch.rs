//! What is told while somebody writes: each build, and that the next change is waited for.

use std::path::PathBuf;
use std::sync::Arc;

use tender::both;
use tender::complaint::Complaints;

use crate::console::Console;
use crate::house::House;
use crate::outcome::Outcome;
use crate::run::build::Order;
use crate::run::watch::{BEFORE_COMPLAINING, Begun, State};

/// The house as it was set up, with what the files that it is made of were like. It is kept while they are: to set it
/// up takes as long as to print.
struct Standing {
    house: House,
    made_of: Vec<PathBuf>,
    then: State,
}

impl Standing {
    fn of(house: House, folders: &[PathBuf], order: &Order) -> Self {
        let made_of = house.inputs.paths();
        let then = State::of(&[], folders, &made_of, &order.output);
        Self { house, made_of, then }
    }

    fn still_stands(&self, folders: &[PathBuf], order: &Order) -> bool {
        State::of(&[], folders, &self.made_of, &order.output) == self.then
    }
}

/// Builds, and again whenever something that was read changes, until it is interrupted. `folders` are the house's own.
pub fn tell(
    house: &dyn Fn(&mut Console) -> Result<House, Complaints>,
    folders: &[PathBuf],
    order: &Order,
    console: &mut Console,
) -> Result<Outcome, Complaints> {
    let (mut standing, mut read): (Option<Standing>, Vec<PathBuf>) = (None, Vec::new());
    loop {
        let begun = State::of(&order.paths, folders, &read, &order.output);
        let now = Order { begun: Some(Arc::new(Begun::of(begun.clone()))), ..order.clone() };
        // What was told of the last state is not told already.
        console.forget();
        let kept = standing.take().filter(|standing| standing.still_stands(folders, order));
        let set_up = match kept {
            Some(standing) => {
                standing.house.inputs.forget_texts();
                Ok(standing)
            }
            None => house(console).map(|house| Standing::of(house, folders, order)),
        };
        let built = set_up.and_then(|here| {
            let built = super::build::tell(&here.house, &now, false, console);
            read = here.house.inputs.paths();
            standing = Some(here);
            built
        });
        let is_overtaken = match built {
            Ok(_) => now.is_overtaken(),
            Err(complaints) => {
                let is_overtaken = now.is_overtaken_within(BEFORE_COMPLAINING);
                if !is_overtaken {
                    console.complain(&complaints);
                }
                is_overtaken
            }
        };
        if !is_overtaken {
            console.say(&both!("waiting for a change; Ctrl+C ends", "venter på en ændring; Ctrl+C afslutter"));
        }
        begun.wait(&read, is_overtaken, || State::of(&order.paths, folders, &read, &order.output));
    }
}
