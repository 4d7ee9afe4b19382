//! What is told of a build: complaints and progress as it goes on, and at the end what it came to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use tender::both;
use tender::complaint::words::names;
use tender::complaint::{Complaints, Severity};
use tender::document::DocumentKind;
use tender::text::language::Both;

use super::{DRAFT, FILE, PROFILE, WARNING};
use crate::console::Console;
use crate::house::House;
use crate::outcome::Outcome;
use crate::run::build::{Built, Event, Order, Tally, build};
use crate::run::jobs::Job;
use crate::run::report::{Fate, GoesOut, Output, Report};
use crate::run::watch::BEFORE_COMPLAINING;

/// From how many profiles on a progress bar is worth its place.
const LONG: usize = 4;

/// Builds, and tells of it. With `why`, also why each profile was built anew.
pub fn tell(house: &House, order: &Order, why: bool, console: &mut Console) -> Result<Outcome, Complaints> {
    let mut bar = ProgressBar::hidden();
    let (mut shared, mut alone) = (Shared::default(), false);
    let built = build(house, order, &mut |event| match event {
        Event::Found { profiles, notes } => {
            console.complain(notes);
            alone = profiles == 1;
            bar = progress(profiles, order.write, console);
        }
        Event::Done => bar.inc(1),
        // What was made of half a profile is nobody's to read.
        Event::Report { report, .. } if is_overtaken(order, &report.complaints) => {}
        Event::Report { job, report, new } => bar.suspend(|| {
            if why {
                explain(job, report, console);
            }
            // A program wants each of them, with its place.
            let new = if console.talks_to_people() { shared.first_of(new) } else { new.clone() };
            console.complain(&new);
            if alone {
                name(report, why || report.goes_out == GoesOut::All || !order.write, console);
            }
            if order.write {
                outgoing(report, console);
            }
        }),
    });
    bar.finish_and_clear();
    let Built { outcome, tally, complaints } = built?;
    if is_overtaken(order, &complaints) {
        return Ok(outcome);
    }
    shared.tell(console);
    console.complain(&complaints);
    console.say(&summary(&tally, order));
    Ok(outcome)
}

/// Whether what was built is of files that were changed meanwhile. Where it is wrong, that is asked a moment later.
fn is_overtaken(order: &Order, complaints: &Complaints) -> bool {
    if complaints.has_errors() { order.is_overtaken_within(BEFORE_COMPLAINING) } else { order.is_overtaken() }
}

/// Warnings and remarks that many profiles share: each is shown once, where it was met first, and then counted.
#[derive(Default)]
struct Shared(BTreeMap<(&'static str, String), usize>);

impl Shared {
    /// Those that were not met in another profile. Errors are all told: each is for somebody to mend.
    fn first_of(&mut self, complaints: &Complaints) -> Complaints {
        let mut first = Complaints::new();
        let mut here: BTreeSet<(&'static str, String)> = BTreeSet::new();
        for complaint in complaints.iter() {
            let said = (complaint.fault.code(), complaint.fault.to_string());
            let met = complaint.severity != Severity::Error && self.0.contains_key(&said) && !here.contains(&said);
            if met {
                self.0.entry(said.clone()).and_modify(|more| *more += 1);
            } else {
                here.insert(said.clone());
                self.0.entry(said).or_insert(0);
                first.push(complaint.clone());
            }
        }
        first
    }

    /// How many more profiles each of them was met in.
    fn tell(&self, console: &mut Console) {
        for ((code, _), more) in self.0.iter().filter(|(_, more)| **more > 0) {
            console.say(&both!("[{code}] the same in {more} more", "[{code}] det samme i {more} til"));
        }
    }
}

/// Names what was written of the only profile, and what a draft still asks.
fn name(report: &Report, explained: bool, console: &mut Console) {
    // With the reasons, and where they go out, the files are named otherwise; a check writes none.
    if !explained {
        let written = report.outputs.iter().filter(|output| output.fate == Fate::Written);
        let written: Vec<PathBuf> = written.map(|output| output.path.clone()).collect();
        super::wrote(&written, console);
    }
    if !report.questions.is_empty() {
        let questions = names(&report.questions);
        console.say(&both!(
            "a draft until the buyer answers {questions} under `[facts]`",
            "et udkast, indtil ordregiver svarer på {questions} under `[facts]`"
        ));
    }
}

/// Tells what was made of a profile and why.
fn explain(job: &Job, report: &Report, console: &mut Console) {
    let written: Vec<String> = report
        .outputs
        .iter()
        .filter(|output| output.fate == Fate::Written)
        .map(|output| output.path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    if written.is_empty() {
        return;
    }
    console.say(&Both::same(format!("{job}: {}", written.join(", "))));
    for reason in &report.why {
        let Both { en, da } = reason.words();
        console.say(&both!("  {en}", "  {da}"));
    }
}

/// Tells what goes out to suppliers, and of a published tender what stays with the buyer.
fn outgoing(report: &Report, console: &mut Console) {
    match report.goes_out {
        GoesOut::Nothing => return,
        GoesOut::Answers => return answers_going_out(report, console),
        GoesOut::All => {}
    }
    // What suppliers have already is told apart from what is new to them.
    let some_written = report.outputs.iter().any(|output| output.fate == Fate::Written);
    let named = |internal: bool| {
        let of_kind =
            report.outputs.iter().filter(move |output| output.kind.is_some_and(|kind| kind.is_internal() == internal));
        // What somebody changed is not what went out.
        let of_kind = of_kind.filter(|output| output.fate != Fate::Edited);
        let named = |output: &Output| {
            let path = output.path.display();
            match output.fate == Fate::Written || !some_written {
                true => Both::same(format!("  {path}")),
                false => both!("  {path} (as before)", "  {path} (uændret)"),
            }
        };
        of_kind.map(named).collect::<Vec<_>>()
    };
    let (out, kept) = (named(false), named(true));
    if !out.is_empty() {
        console.say(&both!(
            "goes out to suppliers, carrying the supplier's view of the profile:",
            "sendes til leverandørerne (med leverandørens udgave af profilen indlejret):"
        ));
        for line in &out {
            console.say(line);
        }
    }
    if !kept.is_empty() {
        console.say(&both!("stays with the buyer:", "bliver hos ordregiver:"));
        for line in &kept {
            console.say(line);
        }
    }
}

/// Tells that answers go out beside a version that does not yet: what is sent cannot be put in other words any more.
fn answers_going_out(report: &Report, console: &mut Console) {
    let is_new =
        |output: &&Output| output.kind == Some(DocumentKind::SpoergsmaalOgSvar) && output.fate == Fate::Written;
    let new: Vec<&Output> = report.outputs.iter().filter(is_new).collect();
    if new.is_empty() {
        return;
    }
    console.say(&both!(
        "goes out to suppliers, though the version does not yet:",
        "sendes til leverandørerne, selv om versionen endnu ikke gør det:"
    ));
    for output in new {
        console.say(&Both::same(format!("  {}", output.path.display())));
    }
}

fn progress(profiles: usize, write: bool, console: &Console) -> ProgressBar {
    if profiles < LONG || !console.is_watched() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}  {eta}").expect("the template is well formed");
    let bar = ProgressBar::new(profiles as u64).with_style(style.progress_chars("=> "));
    let doing = if write { both!("building", "bygger") } else { both!("checking", "kontrollerer") };
    bar.set_message(doing.of(console.language()).to_owned());
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// »8 profiles built (3 drafts), 1 failed, 16 files in bilag-ud, 5 warnings«
fn summary(tally: &Tally, order: &Order) -> Both {
    let drafts = match tally.drafts {
        0 => Both::same(""),
        number => {
            let Both { en, da } = DRAFT.counted(number);
            both!(" ({en})", " ({da})")
        }
    };
    let (now, before) = if order.write { (tally.done - tally.up_to_date, tally.up_to_date) } else { (tally.done, 0) };
    let Both { en, da } = PROFILE.counted(now);
    let verb = if order.write { both!("built", "bygget") } else { both!("checked", "kontrolleret") };
    let mut parts =
        vec![Both { en: format!("{en} {}{}", verb.en, drafts.en), da: format!("{da} {}{}", verb.da, drafts.da) }];
    if before > 0 {
        let as_it_was = if before == 1 { "uændret" } else { "uændrede" };
        parts.push(both!("{before} up to date", "{before} {as_it_was}"));
    }
    if tally.failed > 0 {
        let failed = tally.failed;
        parts.push(both!("{failed} failed", "{failed} mislykkedes"));
    }
    if order.write {
        let (Both { en, da }, folder) = (FILE.counted(tally.files), order.output.display());
        parts.push(both!("{en} in {folder}", "{da} i {folder}"));
    }
    if tally.warnings > 0 {
        let Both { en, da } = WARNING.counted(tally.warnings);
        let different = tally.different;
        parts.push(if different < tally.warnings {
            let da_different = if different == 1 { "forskellig" } else { "forskellige" };
            both!("{en} ({different} different)", "{da} ({different} {da_different})")
        } else {
            both!("{en}", "{da}")
        });
    }
    let said = Both::joined(&parts, ", ");
    match order.shard {
        Some(shard) => {
            let (part, of, Both { en, da }) = (shard.part, shard.of, said);
            both!("part {part} of {of}: {en}", "del {part} af {of}: {da}")
        }
        None => said,
    }
}
