//! Changes for a person at the terminal, readable without colour.

use std::collections::BTreeMap;
use std::io;

use codespan_reporting::term::termcolor::{Color, ColorSpec, WriteColor};

use tender::both;
use tender::change::{Aspect, Change, Changes, Counts, Kind, Piece, What};
use tender::text::language::{Both, Language};
use tender::text::terminal;

/// Writes what changed, put together by package and kind, and how much it is.
pub fn write(
    out: &mut dyn WriteColor,
    (old, new): (&str, &str),
    changes: &Changes,
    title: &dyn Fn(&str) -> Option<String>,
    language: Language,
) -> io::Result<()> {
    if changes.is_empty() {
        return writeln!(out, "{}", both!("no differences", "ingen forskelle").of(language));
    }
    writeln!(out, "{} → {}", terminal::line(old), terminal::line(new))?;
    let mut groups: BTreeMap<Group<'_>, Vec<&Change>> = BTreeMap::new();
    for change in changes.iter() {
        groups.entry(Group::of(change)).or_default().push(change);
    }
    for (group, changes) in groups {
        let heading = match group {
            Group::Package(id) => format!("{id} {}", title(id).unwrap_or_default()),
            Group::Kind(kind) => many(kind, language),
        };
        writeln!(out)?;
        coloured(out, ColorSpec::new().set_bold(true), &terminal::line(heading.trim()))?;
        writeln!(out)?;
        changes.into_iter().try_for_each(|change| write_change(out, change, language))?;
    }
    writeln!(out, "\n{}", counted(changes.counts()).of(language))
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

fn write_change(out: &mut dyn WriteColor, change: &Change, language: Language) -> io::Result<()> {
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
    let kind = match (subject.kind, language) {
        (Kind::Tender, _) => "",
        (kind, Language::English) => kind.english(),
        (kind, Language::Danish) => kind.word(),
    };
    let line = [kind, &id, &change.title].map(|text| terminal::line(text).into_owned());
    let line = line.iter().map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    writeln!(out, " {line} ({})", change.weight.words().of(language))?;
    match &change.what {
        // The sign says that it came or went, so that not every word need be marked.
        What::Added { aspects } | What::Dropped { aspects, .. } => aspects
            .iter()
            .try_for_each(|(aspect, text)| write_aspect(out, *aspect, &[Piece::Same(text.clone())], language)),
        What::Renamed { aspects, .. } | What::Changed { aspects } => {
            aspects.iter().try_for_each(|aspect| write_aspect(out, aspect.aspect, &aspect.words, language))
        }
    }
}

fn write_aspect(out: &mut dyn WriteColor, aspect: Aspect, words: &[Piece], language: Language) -> io::Result<()> {
    let name = match language {
        Language::English => aspect.english(),
        Language::Danish => aspect.word(),
    };
    write!(out, "      {name}: ")?;
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

/// The kinds of things, as a heading.
fn many(kind: Kind, language: Language) -> String {
    match language {
        Language::English => kind.about().many.to_owned(),
        Language::Danish => kind.word().to_owned(),
    }
}

/// »3 added, 1 dropped, 7 changed«
fn counted(counts: Counts) -> Both {
    let Counts { added, dropped, renamed, changed } = counts;
    let counts = [
        (added, both!("added", "tilføjet")),
        (dropped, both!("dropped", "udgået")),
        (renamed, both!("renamed", "omdøbt")),
        (changed, both!("changed", "ændret")),
    ];
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<Both> = told.map(|(count, Both { en, da })| both!("{count} {en}", "{count} {da}")).collect();
    Both::joined(&told, ", ")
}
