//! What follows from a profile, shown in words, as data or as a figure.

use clap::ValueEnum;
use tender::both;
use tender::case::Case;
use tender::catalog::id::LineId;
use tender::compose::sentences::Sentences;
use tender::print::{Templates, dot, mermaid, svg};
use tender::profile::Profile;
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
    for (status, heading) in [
        (Status::Required, both!("required", "kræves")),
        (Status::Optional, both!("optional", "kan anvendes")),
        (Status::Open, both!("open: the buyer's answer decides", "åbent: ordregivers svar afgør det")),
        (Status::Supplier, both!("open: the supplier's answer decides", "åbent: leverandørens svar afgør det")),
    ] {
        let integrations = resolution.integrations.iter().filter(|line| line.interval.status == status);
        let mut rows: Vec<(String, String)> = integrations
            .map(|line| (line.id.to_string(), profile.edition.integrations[&line.id].name.clone()))
            .collect();
        let requirements = resolution.requirements.iter().filter(|line| line.interval.status == status);
        let untitled = both!("the buyer's own", "ordregivers eget krav");
        rows.extend(requirements.map(|line| {
            let own = || profile.own.iter().find(|own| own.id == line.id)?.title.as_deref();
            let title = profile.edition.requirement(&line.id).map(|requirement| requirement.title.as_str());
            (line.id.to_string(), title.or_else(own).unwrap_or(untitled.of(language)).to_owned())
        }));
        let needs = resolution.needs.iter().filter(|line| line.interval.status == status);
        rows.extend(needs.map(|line| (line.id.to_string(), profile.edition.facts[&line.fact].label.clone())));
        if !rows.is_empty() {
            line(&format!("\n{}", heading.of(language)));
            rows.iter().for_each(|(id, name)| line(&format!("  {id:<12} {name}")));
        }
    }
    if !profile.left_out.is_empty() {
        line(both!("\nleft out", "\nudeladt").of(language));
        // What a reason says on its second line stays a part of the reason.
        let indented = |reason: &str| reason.replace('\n', &format!("\n{:15}", ""));
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
