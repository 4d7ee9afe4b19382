//! What is told of a new profile.

use std::path::PathBuf;

use tender::both;

use crate::console::Console;
use crate::outcome::Outcome;
use crate::run::init::Made;

/// Names the profile that was written, and what comes next.
pub fn tell(made: &Made, console: &mut Console) -> Outcome {
    let Made { profile, packages, whole, left_behind, left } = made;
    let outcome = console.complain(left);
    super::wrote(std::slice::from_ref(profile), console);
    let profile = profile.display();
    if !left_behind.is_empty() {
        let keys = left_behind.join(", ");
        console.say(&both!(
            "left behind, as it belongs to the earlier tender: {keys}",
            "ikke taget med, da det hører til det tidligere udbud: {keys}"
        ));
    }
    if !packages.is_empty() {
        // Named, so that a slip among fifteen answers is seen.
        let chosen = packages.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let en = if packages.len() == 1 { "the package chosen in it" } else { "the packages chosen in it" };
        let da = if packages.len() == 1 { "valgt pakke" } else { "valgte pakker" };
        console.say(&both!("{en}: {chosen}", "{da}: {chosen}"));
    }
    let (en, da) = if *whole { ("look through it", "Se den igennem") } else { ("fill it in", "Udfyld den") };
    console.say(&both!(
        "next: {en}, then run `bilag check {profile}` and `bilag build {profile}`",
        "næste skridt: {da}, og kør derefter `bilag check {profile}` og `bilag build {profile}`"
    ));
    outcome
}

/// Names files that were made.
pub fn wrote_all(files: &[PathBuf], console: &mut Console) -> Outcome {
    super::wrote(files, console);
    Outcome::Done
}
