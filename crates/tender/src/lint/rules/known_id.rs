//! K21: an integration, a package or a line that the edition does not know, or knows otherwise.

use super::super::grounds::Integration;
use super::super::page::{Example, Page};
use super::super::text::{Kind, Text, Token};
use super::super::{Grounds, What};
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, distance};
use crate::both;
use crate::text::danish;

pub static UNKNOWN: Rule = Rule {
    name: "unknown-id",
    id: "K21",
    level: Level::Warning,
    scope: Scope::Everything,
    look: Look::Each(unknown),
    page: Page {
        title: "Ukendt integration, pakke eller krav",
        what: "Et id som `SF1530`, `I-23` eller `I-02.09`, der ikke findes i den udgave af kataloget, som udbuddet \
bygger på.",
        why: "Tilbudsgiver slår nummeret op og finder intet, eller finder noget andet. Det er næsten altid en slåfejl.",
        bad: &[Example::minimum("Løsningen skal modtage hændelser via SF1999.")],
        good: &[Example::minimum(
            "Løsningen skal vise de organisationsdata, der er hentet via SF1500, i brugerens profil.",
        )],
        ground: "Kataloget: id’er i udgaven er faste og genbruges ikke.",
    },
};

pub static RETIRED: Rule = Rule {
    name: "retired-id",
    id: "K21a",
    level: Level::Warning,
    scope: Scope::Everything,
    look: Look::Each(retired),
    page: Page {
        title: "Udgået integration",
        what: "Et id, som udgaven kender som udgået.",
        why: "Integrationen kan ikke tages i brug. Kataloget siger, hvilken der er trådt i stedet.",
        bad: &[Example::minimum("Løsningen skal modtage beskeder via SF1460.")],
        good: &[Example::minimum("Løsningen skal vise de beskeder, der er modtaget via SF1461, på sagen.")],
        ground: "Kataloget og KOMBITs integrationskatalog.",
    },
};

pub static OTHER_VERSION: Rule = Rule {
    name: "other-version",
    id: "K21b",
    level: Level::Advice,
    scope: Scope::Everything,
    look: Look::Each(other_version),
    page: Page {
        title: "Anden version end katalogets",
        what: "En integration med et versionsnummer, der er et andet end det, udgaven angiver.",
        why: "Enten er nummeret en slåfejl, eller også er der kommet en ny version. Det første skal rettes, det \
andet skal I vide.",
        bad: &[Example::minimum("Løsningen skal vise de beskeder, der er modtaget via SF1461 version 1.0, på sagen.")],
        good: &[Example::minimum("Løsningen skal vise de beskeder, der er modtaget via SF1461 version 2.0, på sagen.")],
        ground: "Kataloget. En senere version kan være kommet siden; derfor er dette et råd.",
    },
};

/// The ids of a text, in their one form, each with its place.
fn ids(text: &Text) -> impl Iterator<Item = (usize, String, std::ops::Range<usize>)> {
    text.tokens.iter().enumerate().filter_map(|(at, token)| {
        let loose = token.raw == "SF" || token.raw == "sf";
        if token.kind == Kind::Id {
            return Some((at, normal(token.raw), token.span.clone()));
        }
        // »SF 1461«, »sf1461«
        let next = text.near(at, 1).filter(|next| loose && next.kind == Kind::Number && next.raw.len() == 4);
        if let Some(next) = next {
            return Some((at, format!("SF{}", next.raw), token.span.start..next.span.end));
        }
        let small = token
            .lower
            .strip_prefix("sf")
            .is_some_and(|rest| rest.len() >= 4 && rest[..4].bytes().all(|b| b.is_ascii_digit()));
        small.then(|| (at, token.raw.to_uppercase().replace('-', "_"), token.span.clone()))
    })
}

/// `I-2` is `I-02`, and `I-02.E1` keeps its tail.
fn normal(raw: &str) -> String {
    let Some(rest) = raw.strip_prefix("I-") else { return raw.to_owned() };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, tail) = rest.split_at(digits);
    if number.len() == 1 { format!("I-0{number}{tail}") } else { raw.to_owned() }
}

fn unknown(desk: &Desk, reading: &Reading) -> Vec<Finding> {
    let grounds = desk.grounds;
    let unknown = ids(&reading.text).filter(|(_, id, _)| !is_known(desk, id));
    let findings = unknown.map(|(_, id, span)| {
        let edition = &grounds.edition;
        let message = both!("»{id}« is not in edition {edition}", "»{id}« står ikke i udgave {edition}");
        let finding = Finding::new(span, message, both!("there is none", "findes ikke"));
        match nearest(grounds, &id).as_slice() {
            [] => finding,
            near => {
                let (en, da) = (danish::list(near, "or"), danish::list(near, "eller"));
                finding.hint(both!("did you mean {en}?", "mente du {da}?"))
            }
        }
    });
    findings.collect()
}

fn is_known(desk: &Desk, id: &str) -> bool {
    let grounds = desk.grounds;
    let own = || {
        let tail = id.split_once('.').map(|(_, tail)| tail);
        let requirements = desk.readings.iter().filter(|reading| reading.subject.what == What::Requirement);
        tail.is_some_and(|tail| tail.starts_with('E'))
            && requirements.map(|reading| &*reading.subject.id).any(|known| known == id)
    };
    if id.contains('.') {
        grounds.knows_line(id) || own()
    } else {
        grounds.integration(id).is_some() || grounds.knows_package(id) || part_of_retired(desk, id).is_some()
    }
}

/// The retired integration that an id is a part of: `SF1460_A` of `SF1460`.
fn part_of_retired<'d>(desk: &'d Desk, id: &str) -> Option<&'d Integration> {
    let whole = desk.grounds.integration(id.split_once('_')?.0)?;
    whole.retired.is_some().then_some(whole)
}

/// The ids that are likely meant: the parts of a family, else those one character away.
fn nearest(grounds: &Grounds, id: &str) -> Vec<String> {
    let integrations =
        grounds.integrations.iter().filter(|known| known.retired.is_none()).map(|known| known.id.as_str());
    let packages = grounds.packages.iter().map(|(id, _)| id.as_str());
    let lines = grounds.lines.iter().map(|line| line.id.as_str());
    let family = format!("{id}_");
    let parts: Vec<String> =
        integrations.clone().filter(|known| known.starts_with(&family)).take(4).map(str::to_owned).collect();
    if !parts.is_empty() {
        return parts;
    }
    let same_kind =
        |known: &&str| known.contains('.') == id.contains('.') && known.starts_with('S') == id.starts_with('S');
    let near = integrations.chain(packages).chain(lines).filter(same_kind).filter(|known| distance(known, id) == 1);
    near.take(3).map(str::to_owned).collect()
}

fn retired(desk: &Desk, reading: &Reading) -> Vec<Finding> {
    let found = ids(&reading.text).filter_map(|(_, id, span)| {
        let known = desk.grounds.integration(&id).or_else(|| part_of_retired(desk, &id))?;
        let successors = known.retired.as_ref()?;
        let edition = &desk.grounds.edition;
        let message = both!("»{id}« is retired in edition {edition}", "»{id}« er udgået i udgave {edition}");
        let finding = Finding::new(span, message, both!("retired", "udgået"));
        Some(if successors.is_empty() {
            finding
        } else {
            let (en, da) = (successors.join(" and "), successors.join(" og "));
            finding.hint(both!("{en} took its place", "{da} er trådt i stedet"))
        })
    });
    found.collect()
}

fn other_version(desk: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let found = ids(text).filter_map(|(at, id, _)| {
        let known = desk.grounds.integration(&id)?.version.as_deref()?;
        let said = version_beside(text, at)?;
        let same = said.raw == known || known.strip_suffix(".0") == Some(said.raw);
        (!same).then(|| {
            let (edition, written) = (&desk.grounds.edition, said.raw);
            let message = both!(
                "»{id}« has version {known} in edition {edition}",
                "»{id}« har version {known} i udgave {edition}"
            );
            Finding::new(said.span.clone(), message, both!("another version", "en anden version")).hint(both!(
                "is {written} a newer version, or should it say {known}?",
                "er {written} en nyere version, eller skal der stå {known}?"
            ))
        })
    });
    found.collect()
}

/// The number after »version«, where the word follows the id within its title's length, or stands before it.
fn version_beside<'t>(text: &'t Text, at: usize) -> Option<&'t Token<'t>> {
    let word = text
        .after(at)
        .take(8)
        .take_while(|token| token.kind != Kind::Id)
        .position(|token| token.one_of(&["version", "v", "v."]));
    let after = word.and_then(|word| text.after(at).nth(word + 1));
    // »version 9.0 af SF2900«
    let joins = text.near(at, -1).is_some_and(|word| word.one_of(&["af", "i", "på", "til"]));
    let names = text.near(at, -3).is_some_and(|word| word.one_of(&["version", "v", "v.", "versionen"]));
    let before = text.near(at, -2).filter(|_| joins && names);
    after.filter(|token| token.kind == Kind::Number).or(before.filter(|token| token.kind == Kind::Number))
}
