//! Changes for a person at the terminal, readable without colour.

use std::collections::BTreeMap;
use std::io;

use codespan_reporting::term::termcolor::{Color, ColorSpec, WriteColor};

use tender::change::{Aspect, Change, Changes, Counts, Kind, Piece, Weight, What};
use tender::text::terminal;

/// Writes what changed, put together by package and kind, and how much it is.
pub fn write(
    out: &mut dyn WriteColor,
    (old, new): (&str, &str),
    changes: &Changes,
    title: &dyn Fn(&str) -> Option<String>,
) -> io::Result<()> {
    if changes.is_empty() {
        return writeln!(out, "no differences");
    }
    writeln!(out, "{} → {}", terminal::line(old), terminal::line(new))?;
    let mut groups: BTreeMap<Group<'_>, Vec<&Change>> = BTreeMap::new();
    for change in changes.iter() {
        groups.entry(Group::of(change)).or_default().push(change);
    }
    for (group, changes) in groups {
        let heading = match group {
            Group::Package(id) => format!("{id} {}", title(id).unwrap_or_default()),
            Group::Kind(kind) => kind.about().many.to_owned(),
        };
        writeln!(out)?;
        coloured(out, ColorSpec::new().set_bold(true), &terminal::line(heading.trim()))?;
        writeln!(out)?;
        changes.into_iter().try_for_each(|change| write_change(out, change))?;
    }
    writeln!(out, "\n{}", counted(changes.counts()))
}

/// What changes stand together under.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Group<'c> {
    Package(&'c str),
    Kind(Kind),
}

impl<'c> Group<'c> {
    fn of(change: &'c Change) -> Self {
        match change.package() {
            Some(package) => Group::Package(package),
            None => Group::Kind(change.subject.kind),
        }
    }
}

fn write_change(out: &mut dyn WriteColor, change: &Change) -> io::Result<()> {
    let (sign, colour) = match &change.what {
        What::Added { .. } => ("+", Color::Green),
        What::Dropped { .. } => ("-", Color::Red),
        What::Renamed { .. } => ("→", Color::Yellow),
        What::Changed { .. } => ("~", Color::Yellow),
    };
    let subject = &change.subject;
    let id = match &change.what {
        What::Renamed { from, .. } => format!("{from} → {}", subject.id),
        What::Dropped { replaced_by, .. } if !replaced_by.is_empty() => {
            format!("{} → {}", subject.id, replaced_by.join(", "))
        }
        What::Added { .. } | What::Dropped { .. } | What::Changed { .. } => subject.id.clone(),
    };
    write!(out, "  ")?;
    coloured(out, ColorSpec::new().set_fg(Some(colour)), sign)?;
    // What stands on the cover is named by what it is: the deadline, the edition.
    let kind = if subject.kind == Kind::Tender { "" } else { subject.kind.english() };
    let line = [kind, &id, &change.title].map(|text| terminal::line(text).into_owned());
    let line = line.iter().map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    writeln!(out, " {line} ({})", weight(change.weight))?;
    match &change.what {
        // The sign says that it came or went, so that not every word need be marked.
        What::Added { aspects } | What::Dropped { aspects, .. } => {
            aspects.iter().try_for_each(|(aspect, text)| write_aspect(out, *aspect, &[Piece::Same(text.clone())]))
        }
        What::Renamed { aspects, .. } | What::Changed { aspects } => {
            aspects.iter().try_for_each(|aspect| write_aspect(out, aspect.aspect, &aspect.words))
        }
    }
}

fn write_aspect(out: &mut dyn WriteColor, aspect: Aspect, words: &[Piece]) -> io::Result<()> {
    write!(out, "      {}: ", aspect.english())?;
    for piece in words {
        // The later lines of a text stand under its first.
        let lines = |text: &str| {
            text.split('\n').map(|text| terminal::line(text).into_owned()).collect::<Vec<_>>().join("\n        ")
        };
        match piece {
            Piece::Same(text) => write!(out, "{}", lines(text))?,
            Piece::Gone(text) => {
                coloured(out, ColorSpec::new().set_fg(Some(Color::Red)), &format!("[-{}-]", lines(text)))?;
            }
            Piece::Came(text) => {
                coloured(out, ColorSpec::new().set_fg(Some(Color::Green)), &format!("{{+{}+}}", lines(text)))?;
            }
        }
    }
    writeln!(out)
}

fn coloured(out: &mut dyn WriteColor, colour: &ColorSpec, text: &str) -> io::Result<()> {
    out.set_color(colour)?;
    write!(out, "{text}")?;
    out.reset()
}

fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Editorial => "editorial",
        Weight::Clarifying => "clarifying",
        Weight::Substantial => "may be material",
        Weight::Basic => "may change a basic element",
    }
}

/// »3 added, 1 dropped, 7 changed«
fn counted(counts: Counts) -> String {
    let Counts { added, dropped, renamed, changed } = counts;
    let counts = [(added, "added"), (dropped, "dropped"), (renamed, "renamed"), (changed, "changed")];
    let told = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    told.collect::<Vec<_>>().join(", ")
}
