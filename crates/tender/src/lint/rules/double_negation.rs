//! K14: a no inside a no.

use super::super::page::{Example, Page};
use super::super::text::{Text, Token};
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, said};
use crate::both;

pub static RULE: Rule = Rule {
    name: "double-negation",
    id: "K14",
    level: Level::Advice,
    scope: Scope::Demands,
    look: Look::Each(look),
    page: Page {
        title: "Dobbelt nægtelse",
        what: "»Må ikke … medmindre«, »må ikke … uden at«, »ikke … undtagen«, »ingen … uden«, »ikke …, som ikke« i samme sætning.",
        why: "Læseren skal selv vende reglen om for at forstå den, og undtagelsen bliver let til hovedreglen.",
        bad: &[Example::minimum("Løsningen må ikke vise adressen, medmindre brugeren har rollen Sagsbehandler.")],
        good: &[
            Example::minimum("Løsningen må kun vise adressen for brugere med rollen Sagsbehandler."),
            Example::minimum("Persondata må ikke overføres til lande uden for EU/EØS."),
        ],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning): sig reglen positivt og undtagelsen for sig.",
    },
};

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let mut findings = Vec::new();
    for sentence in 0..text.sentences.len() {
        let Some((no, except)) = pair(text, sentence) else { continue };
        let span = text.tokens[no].span.start..text.tokens[except].span.end;
        let (not, unless) = (said(text, &text.tokens[no].span), said(text, &text.tokens[except].span));
        let message =
            both!("»{not} … {unless}« denies within a denial", "»{not} … {unless}« er en nægtelse i en nægtelse");
        findings.push(
            Finding::new(span, message, both!("so what is allowed?", "hvad er så tilladt?"))
                .hint(both!("write »må kun … når …« or »skal … før …«", "skriv »må kun … når …« eller »skal … før …«")),
        );
    }
    findings
}

/// What begins a clause that says when or why: what is denied there is no part of the denial before it.
const CONJUNCTIONS: [&str; 6] = ["når", "hvis", "fordi", "da", "så", "mens"];

/// The negation, and the word that takes it back.
fn pair(text: &Text, sentence: usize) -> Option<(usize, usize)> {
    let range = text.sentences.get(sentence)?.tokens.clone();
    let no = range.clone().find(|&at| {
        let token = &text.tokens[at];
        !token.quoted && token.one_of(&["ikke", "ingen", "intet", "aldrig", "hverken"])
    })?;
    let except = (no + 1..range.end).find(|&at| {
        let token = &text.tokens[at];
        let outside = token.is("uden") && text.near(at, 1).is_some_and(|next| next.one_of(&["for", "om"]));
        let with_less = token.is("mindre") && text.near(at, -1).is_some_and(|before| before.is("med"));
        let turned = token.lower.starts_with('u')
            && [
                "umulig",
                "usandsynlig",
                "uvæsentlig",
                "ubetydelig",
                "undlade",
                "utilgængelig",
                "uundgåelig",
                "ualmindelig",
            ]
            .iter()
            .any(|word| token.lower.starts_with(word));
        // »Ingen bruger må ikke kunne …«
        let none = text.tokens[no].one_of(&["ingen", "intet", "aldrig"]);
        let denies = token.is("ikke") && token.segment == text.tokens[no].segment;
        // »må ikke være felter, som ikke kan læses«
        // »når der ikke er netværk«: there it stands for nothing.
        let opens = text.near(at, -2).is_some_and(|word| word.one_of(&CONJUNCTIONS));
        let refers = |before: &Token| before.is("som") || before.is("der") && !opens;
        let again = token.is("ikke") && text.near(at, -1).is_some_and(refers);
        !token.quoted
            && !outside
            && (again
                || none && denies
                || token.one_of(&["medmindre", "uden", "undtagen", "undtaget"])
                || with_less
                || turned)
    })?;
    Some((no, except))
}
