//! What is told of a new profile.

use std::path::Path;

use tender::both;

use crate::console::Console;
use crate::outcome::Outcome;

/// Names the profile that was written, and what comes next.
pub fn tell(profile: &Path, console: &mut Console) -> Outcome {
    super::wrote(&[profile.to_owned()], console);
    let profile = profile.display();
    console.say(&both!(
        "next: fill it in, then run `bilag check {profile}` and `bilag build {profile}`",
        "næste skridt: Udfyld den, og kør derefter `bilag check {profile}` og `bilag build {profile}`"
    ));
    Outcome::Done
}
