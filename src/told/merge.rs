//! What the parts of a run come to together.

use tender::both;
use tender::text::language::Both;

use super::{DRAFT, FILE, PART, PROFILE, WARNING};
use crate::console::Console;
use crate::outcome::Outcome;
use crate::run::merge::Merged;
use crate::run::report::{Command, RunReport};

/// Prints the report where it was written nowhere, and sums it up. It comes to what the run came to.
pub fn tell(merged: &Merged, console: &mut Console) -> Outcome {
    let printed = match &merged.written {
        Some(_) => Outcome::Done,
        None => console.print(&merged.report.to_json()),
    };
    console.say(&summary(merged.parts, &merged.report));
    printed.max(merged.report.outcome())
}

/// »8 parts joined: 96 profiles done (3 drafts), 2 refused, 288 files written, 12 warnings«
fn summary(parts: usize, report: &RunReport) -> Both {
    let totals = &report.totals;
    let drafts = match totals.drafts {
        0 => Both::same(""),
        number => {
            let Both { en, da } = DRAFT.counted(number);
            both!(" ({en})", " ({da})")
        }
    };
    let done = PROFILE.counted(totals.done);
    let many = if totals.done == 1 { "" } else { "e" };
    let mut said = vec![Both {
        en: format!("{} done{}", done.en, drafts.en),
        da: format!("{} færdig{many}{}", done.da, drafts.da),
    }];
    let (refused, failed, kept) = (totals.refused, totals.failed, totals.kept);
    if refused > 0 {
        said.push(both!("{refused} refused", "{refused} afvist"));
    }
    if failed > 0 {
        said.push(both!("{failed} failed", "{failed} mislykkedes"));
    }
    let Both { en, da } = FILE.counted(totals.written);
    said.push(match report.command {
        Command::Check => both!("{en} to write", "{da} at skrive"),
        Command::Build => both!("{en} written", "{da} skrevet"),
    });
    if kept > 0 {
        let as_it_was = if kept == 1 { "uændret" } else { "uændrede" };
        said.push(both!("{kept} kept", "{kept} {as_it_was}"));
    }
    if totals.warnings > 0 {
        said.push(WARNING.counted(totals.warnings));
    }
    let (parts, said) = (PART.counted(parts), Both::joined(&said, ", "));
    Both { en: format!("{} joined: {}", parts.en, said.en), da: format!("{} samlet: {}", parts.da, said.da) }
}
