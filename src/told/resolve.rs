//! What follows from a profile, shown in words, as data or as a figure.

use clap::ValueEnum;
use tender::both;
use tender::case::Case;
use tender::catalog::id::LineId;
use tender::compose::sentences::Sentences;
use tender::print::{Templates, dot, mermaid, svg};
use tender::profile::Profile;
use tender::resolve::listed::changes;
use tender::resolve::{Asked, Resolution, Status};
use tender::text::language::{Both, Language};
use tender::text::terminal;

use crate::console::Console;
use crate::outcome::Outcome;

/// How a resolution is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    Text,
    Json,
    /// A picture of what requires what
    Svg,
    /// The same as a Mermaid flowchart
    Mermaid,
    /// The same for Graphviz
    Dot,
}

/// Shows what follows from a profile.
pub fn tell(case: &Case, templates: &Templates, shape: Shape, console: &mut Console) -> Outcome {
    console.complain(&case.warnings);
    let figure = || Sentences::new(&case.profile, &case.resolution).dependencies();
    let title = format!("Afhængigheder – {}", case.profile.tender.title);
    let words = templates.words();
    let data = match shape {
        Shape::Text => return console.show(&text(&case.profile, &case.resolution, console.language())),
        Shape::Json => terminal::json(&json(&case.resolution)).into_owned(),
        Shape::Svg => svg(&figure(), &title, &case.profile.theme.accent.to_string(), words),
        Shape::Mermaid => mermaid(&figure(), words),
        Shape::Dot => dot(&figure(), &title, words),
    };
    console.print(&data)
}

fn json(resolution: &Resolution) -> String {
    serde_json::to_string_pretty(resolution).expect("a resolution is plain data") + "\n"
}

/// A resolution for people: what is in, under its status, and the questions.
fn text(profile: &Profile, resolution: &Resolution, language: Language) -> String {
    let mut text = String::new();
    let mut line = |line: &str| {
        text.push_str(line.trim_end());
        text.push('\n');
    };
    let draft = if resolution.draft { both!(", a draft", ", udkast") } else { Both::same("") };
    let (name, edition) = (terminal::line(&resolution.profile), &resolution.edition);
    let Both { en, da } = draft;
    line(both!("{name}, edition {edition}{en}", "{name}, udgave {edition}{da}").of(language));
    let lines = resolution.listed(profile);
    for (status, heading) in [
        (Status::Required, both!("required", "kræves")),
        (Status::Optional, both!("optional", "kan anvendes")),
        (Status::Open, both!("open: the buyer's answer decides", "åbent: ordregivers svar afgør det")),
        (Status::Supplier, both!("open: the supplier's answer decides", "åbent: leverandørens svar afgør det")),
    ] {
        let rows: Vec<_> = lines.iter().filter(|line| line.interval.status == status).collect();
        if !rows.is_empty() {
            line(&format!("\n{}", heading.of(language)));
            rows.iter().for_each(|row| line(&format!("  {}", row.row(language))));
        }
    }
    // What a reason says on its second line stays a part of the reason.
    let indented = |reason: &str| reason.replace('\n', &format!("\n{:15}", ""));
    if !profile.changed.is_empty() {
        line(both!("\nchanged by the buyer", "\nændret af ordregiver").of(language));
    }
    for (id, change) in &profile.changed {
        let changes = Both::joined(&changes(profile, resolution, id, change), "; ");
        line(&format!("  {:<12} {}", id.as_str(), changes.of(language)));
        let reason = indented(&change.reason);
        line(&format!("{:15}{}", "", both!("reason: {reason}", "begrundelse: {reason}").of(language)));
    }
    if !profile.left_out.is_empty() {
        line(both!("\nleft out", "\nudeladt").of(language));
        let left_out = profile.left_out.iter().map(|(id, left_out)| (id.as_str(), &left_out.reason));
        left_out.for_each(|(id, reason)| line(&format!("  {id:<12} {}", indented(reason))));
    }
    if !resolution.questions.is_empty() {
        line(both!("\nquestions", "\nspørgsmål").of(language));
    }
    for question in &resolution.questions {
        let fact = &profile.edition.facts[&question.fact];
        let (Both { en: en_who, da: da_who }, asked) = match question.asked_of {
            Asked::Buyer => (both!("buyer", "ordregiver"), &fact.question),
            Asked::Supplier => (both!("supplier", "leverandør"), &fact.supplier_question),
        };
        let list = |lines: &[LineId]| lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let (id, moves, only) = (&question.fact, list(&question.moves), list(&question.moves_if_accepted));
        let Both { en, da } = if only.is_empty() {
            Both::same("")
        } else {
            both!(" (only where an alternative is accepted: {only})", " (kun hvis et alternativ godtages: {only})")
        };
        line(
            both!(
                "  {id} ({en_who}): {asked}\n    moves {moves}{en}",
                "  {id} ({da_who}): {asked}\n    afgør {moves}{da}"
            )
            .of(language),
        );
    }
    text
}
