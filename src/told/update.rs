//! What is told of an update: what changes in each tender, and how many profiles were rewritten.

use clap::ValueEnum;
use tender::both;
use tender::text::language::Both;

use super::{PROFILE, thousands};
use crate::console::Console;
use crate::outcome::Outcome;
use crate::run::update::{Impact, Published, Rewritten, Touched, Updated};

/// How the impact is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImpactFormat {
    Text,
    Json,
}

/// Tells what changes in each tender and what was rewritten.
pub fn tell(updated: &Updated, format: ImpactFormat, console: &mut Console) -> Outcome {
    let outcome = console.complain(&updated.complaints);
    let shown = match format {
        ImpactFormat::Text => console.show(&impact(&updated.impact)),
        ImpactFormat::Json => {
            let json = serde_json::to_string_pretty(&updated.impact).expect("an impact is plain data");
            console.print(&(json + "\n"))
        }
    };
    let Some(Rewritten { files, left, to, complaints }) = &updated.rewritten else { return outcome.max(shown) };
    let rewritten = console.complain(complaints);
    let Both { en, da } = PROFILE.after(*files, &thousands(*files));
    console.say(&Both { en: format!("{en} rewritten to edition {to}"), da: format!("{da} er rettet til udgave {to}") });
    if !left.is_empty() {
        let left = left.join(", ");
        console.say(&both!(
            "published, and left as it is (`--published` rewrites it too): {left}",
            "offentliggjort og ikke rettet (`--published` retter også det): {left}"
        ));
    }
    outcome.max(shown).max(rewritten)
}

fn impact(impact: &Impact) -> String {
    let tenders: String = impact.tenders.iter().map(touched).collect();
    let (changed, all) = (thousands(impact.changed).en, thousands(impact.profiles).en);
    let noun = if impact.profiles == 1 { "tender" } else { "tenders" };
    let verb = if impact.changed == 1 { "changes" } else { "change" };
    let published = match impact.published {
        0 => String::new(),
        number => format!(", {} of them published", thousands(number).en),
    };
    format!("{tenders}{changed} of {all} {noun} {verb}{published}\n")
}

fn touched(touched: &Touched) -> String {
    let published = match &touched.published {
        Some(Published { version: Some(version) }) => format!(" (published as version {version})"),
        Some(Published { version: None }) => " (published)".to_owned(),
        None => String::new(),
    };
    let mut told = format!("{}{published}: {}\n", touched.profile, touched.because.join(", "));
    for change in touched.changes.iter() {
        told += &format!("  {} ({})\n", change.told().en, change.weight.word());
    }
    for why in &touched.refused {
        told += &format!("  mend the profile: {why}\n");
    }
    for fact in &touched.answer.gone {
        told += &format!("  remove the answer `{fact}`: the edition does not ask for it\n");
    }
    for fact in &touched.answer.new {
        told += &format!("  answer `{fact}`: the edition asks for it\n");
    }
    told + "\n"
}
