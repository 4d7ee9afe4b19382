//! What is told of an update: what changes in each tender, and how many profiles were rewritten.

use clap::ValueEnum;
use tender::both;
use tender::text::language::{Both, Language};

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
        ImpactFormat::Text => console.show(&impact(&updated.impact, console.language())),
        ImpactFormat::Json => {
            let json = serde_json::to_string_pretty(&updated.impact).expect("an impact is plain data");
            console.print(&(json + "\n"))
        }
    };
    let Some(Rewritten { files, left, held, to, complaints }) = &updated.rewritten else { return outcome.max(shown) };
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
    if !held.is_empty() {
        let held = held.join(", ");
        console.say(&both!(
            "left as it is, since its edition or an answer stands in a file of a tender that is published or has errors: {held}",
            "ikke rettet, da udgaven eller et svar står i en fil, som et udbud, der er offentliggjort eller har fejl, også bruger: {held}"
        ));
    }
    outcome.max(shown).max(rewritten)
}

fn impact(impact: &Impact, language: Language) -> String {
    let tenders: String = impact.tenders.iter().map(|tender| touched(tender, language)).collect();
    let (changed, all) = (thousands(impact.changed), thousands(impact.profiles));
    let noun = if impact.profiles == 1 { "tender" } else { "tenders" };
    let verb = if impact.changed == 1 { "changes" } else { "change" };
    let published = match impact.published {
        0 => Both::same(""),
        number => {
            let Both { en, da } = thousands(number);
            both!(", {en} of them published", ", heraf {da} offentliggjort")
        }
    };
    let (en_changed, en_all, da_changed, da_all) = (changed.en, all.en, changed.da, all.da);
    let Both { en, da } = published;
    both!(
        "{tenders}{en_changed} of {en_all} {noun} {verb}{en}\n",
        "{tenders}{da_changed} af {da_all} udbud ændrer sig{da}\n"
    )
    .of(language)
    .to_owned()
}

fn touched(touched: &Touched, language: Language) -> String {
    let published = match &touched.published {
        Some(Published { version: Some(version) }) => {
            both!(" (published as version {version})", " (offentliggjort som version {version})")
        }
        Some(Published { version: None }) => both!(" (published)", " (offentliggjort)"),
        None => Both::same(""),
    };
    let because: Vec<Both> = touched.because.iter().map(|why| in_both(why)).collect();
    let because = Both::joined(&because, ", ");
    let mut told = format!("{}{}: {}\n", touched.profile, published.of(language), because.of(language));
    for change in touched.changes.iter() {
        let weight = change.weight.words();
        let weight = weight.of(language);
        told += &format!("  {} ({weight})\n", change.told().of(language));
    }
    for why in &touched.refused {
        let why = why.of(language);
        told += both!("  mend the profile: {why}\n", "  ret profilen: {why}\n").of(language);
    }
    for fact in &touched.answer.gone {
        told += both!(
            "  remove the answer `{fact}`: the edition does not ask for it\n",
            "  fjern svaret `{fact}`: udgaven spørger ikke om det\n"
        )
        .of(language);
    }
    for fact in &touched.answer.new {
        told += both!("  answer `{fact}`: the edition asks for it\n", "  svar på `{fact}`: udgaven spørger om det\n")
            .of(language);
    }
    for reading in &touched.answer.readings {
        told += both!(
            "  settle `{reading}` again: the edition reads the sources otherwise\n",
            "  afklar `{reading}` igen: udgaven læser kilderne anderledes\n"
        )
        .of(language);
    }
    told + "\n"
}

/// Why a tender is touched, in both languages; the data says it in English.
fn in_both(why: &str) -> Both {
    let da = match why {
        "the edition changes" => "udgaven bliver en anden",
        "the catalog or the templates changed" => "kataloget eller skabelonerne er ændret",
        "the profile changed since it was built" => "profilen er ændret, siden den blev bygget",
        why => why,
    };
    Both { en: why.to_owned(), da: da.to_owned() }
}
