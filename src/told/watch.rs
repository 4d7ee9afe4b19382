//! What is told while somebody writes: each build, and that the next change is waited for.

use tender::both;
use tender::complaint::Complaints;

use crate::console::Console;
use crate::house::House;
use crate::outcome::Outcome;
use crate::run::build::Order;
use crate::run::watch::State;

/// Builds, and again whenever something that was read changes, until it is interrupted.
pub fn tell(
    house: &dyn Fn(&mut Console) -> Result<House, Complaints>,
    order: &Order,
    console: &mut Console,
) -> Result<Outcome, Complaints> {
    loop {
        // What was told of the last state is not told already.
        console.forget();
        let read = match house(console) {
            Ok(house) => {
                let built = super::build::tell(&house, order, false, console);
                if let Err(complaints) = built {
                    console.complain(&complaints);
                }
                house.inputs.paths()
            }
            Err(complaints) => {
                console.complain(&complaints);
                Vec::new()
            }
        };
        console.say(&both!("waiting for a change; Ctrl+C ends", "venter på en ændring; Ctrl+C afslutter"));
        let state = || State::of(&order.paths, &read, &order.output);
        state().wait(state);
    }
}
