//! What follows from a profile, shown in words, as data or as a figure.

use std::fmt::Write as _;

use clap::ValueEnum;
use tender::case::Case;
use tender::compose::sentences::Sentences;
use tender::print::{Templates, dot, mermaid, svg};
use tender::profile::Profile;
use tender::resolve::{Asked, Resolution, Status};
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
        Shape::Text => return console.show(&text(&case.profile, &case.resolution)),
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
fn text(profile: &Profile, resolution: &Resolution) -> String {
    let mut text = String::new();
    let mut line = |line: String| {
        text.push_str(line.trim_end());
        text.push('\n');
    };
    let draft = if resolution.draft { ", a draft" } else { "" };
    line(format!("{}, edition {}{draft}", terminal::line(&resolution.profile), resolution.edition));
    for (status, heading) in [
        (Status::Required, "required"),
        (Status::Optional, "optional"),
        (Status::Open, "open: the buyer's answer decides"),
        (Status::Supplier, "open: the supplier's answer decides"),
    ] {
        let integrations = resolution.integrations.iter().filter(|line| line.interval.status == status);
        let mut rows: Vec<(String, String)> = integrations
            .map(|line| (line.id.to_string(), profile.edition.integrations[&line.id].name.clone()))
            .collect();
        let requirements = resolution.requirements.iter().filter(|line| line.interval.status == status);
        rows.extend(requirements.map(|line| {
            let own = || profile.own.iter().find(|own| own.id == line.id)?.title.as_deref();
            let title = profile.edition.requirement(&line.id).map(|requirement| requirement.title.as_str());
            (line.id.to_string(), title.or_else(own).unwrap_or("the buyer's own").to_owned())
        }));
        let needs = resolution.needs.iter().filter(|line| line.interval.status == status);
        rows.extend(needs.map(|line| (line.id.to_string(), profile.edition.facts[&line.fact].label.clone())));
        if !rows.is_empty() {
            line(format!("\n{heading}"));
            rows.iter().for_each(|(id, name)| line(format!("  {id:<12} {name}")));
        }
    }
    if !profile.left_out.is_empty() {
        line("\nleft out".to_owned());
        // What a reason says on its second line stays a part of the reason.
        let indented = |reason: &str| reason.replace('\n', &format!("\n{:15}", ""));
        let left_out = profile.left_out.iter().map(|(id, left_out)| (id.as_str(), &left_out.reason));
        left_out.for_each(|(id, reason)| line(format!("  {id:<12} {}", indented(reason))));
    }
    if !resolution.questions.is_empty() {
        line("\nquestions".to_owned());
    }
    for question in &resolution.questions {
        let fact = &profile.edition.facts[&question.fact];
        let (who, asked) = match question.asked_of {
            Asked::Buyer => ("buyer", &fact.question),
            Asked::Supplier => ("supplier", &fact.supplier_question),
        };
        let mut moves = String::new();
        for (at, id) in question.moves.iter().enumerate() {
            write!(moves, "{}{id}", if at > 0 { ", " } else { "" }).expect("writing to a string never fails");
        }
        if !question.moves_if_accepted.is_empty() {
            let only: Vec<String> = question.moves_if_accepted.iter().map(ToString::to_string).collect();
            write!(moves, " (only where an alternative is accepted: {})", only.join(", "))
                .expect("writing to a string never fails");
        }
        line(format!("  {} ({who}): {asked}\n    moves {moves}", question.fact));
    }
    text
}
