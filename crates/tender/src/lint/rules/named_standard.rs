//! K12: a standard, without »eller tilsvarende«.

use super::super::page::{Example, Page};
use super::super::text::{Kind, Text};
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, informs, said};
use crate::both;

pub static RULE: Rule = Rule {
    name: "named-standard",
    id: "K12",
    level: Level::Advice,
    scope: Scope::Requirements,
    look: Look::Each(look),
    page: Page {
        title: "Standard uden »eller tilsvarende«",
        what: "En standard, et rammeværk eller en certificering (ISO, DS/EN, ISAE, NIST, ITIL, PRINCE2 …), uden at \
»eller tilsvarende« står i \
kravet. Det, som lovgivningen selv peger på, er undtaget: EN 301 549 og WCAG, EN 16931 og OIOUBL, NSIS, eIDAS, MedCom.",
        why: "En leverandør, der dokumenterer det samme på anden måde, skal have lov til det.",
        bad: &[Example::minimum("Leverandøren skal være certificeret efter ISO/IEC 27001.")],
        good: &[
            Example::minimum("Leverandøren skal være certificeret efter ISO/IEC 27001:2022 eller tilsvarende."),
            Example::minimum("Selvbetjeningsløsningen skal opfylde EN 301 549, jf. webtilgængelighedsloven."),
        ],
        ground: "Udbudslovens §§ 40-48, der gennemfører artikel 42-44 i direktiv 2014/24/EU: en henvisning til en \
standard følges af »eller tilsvarende«.",
    },
};

#[rustfmt::skip]
const STANDARDS: &[&str] = &[
    "ISO", "CIS", "IEC", "IEEE", "NIST", "FIPS", "OWASP", "ITIL", "PRINCE2", "COBIT", "TOGAF", "ISAE", "ISTQB", "HL7",
    "FHIR", "ANSI", "ETSI", "DIN", "BS", "NEN", "ASTM", "VDE", "RFC", "CEN", "CENELEC", "ECMA", "ITU", "DICOM", "LOINC",
    "BPMN", "UML", "ArchiMate", "Scrum", "LEAN", "EPEAT", "TCO", "FSC", "PEFC", "GOTS", "Svanemærket", "Svanemærke",
    "Svanemærkede", "EU-Blomsten", "Fairtrade", "DS", "IHE", "SOC2", "CMMI", "SABSA", "SSAE", "PMBOK", "SAFe", "CIS18",
];

/// The letters name a standard, or who makes some.
pub(super) fn is_standard(letters: &str) -> bool {
    STANDARDS.contains(&letters)
}

/// Named by Danish or European law, or by the public infrastructure itself.
const LAWFUL: &[&str] = &["301", "16931", "910"];

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let open = text.said().any(|(_, token)| {
        token.is("tilsvarende") || token.lower.starts_with("ligeværdig") || token.lower.starts_with("ækvivalent")
    });
    if open {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        match standard(text, at) {
            Some((end, span)) => {
                let name = said(text, &span);
                let message = both!(
                    "»{name}« is named without »eller tilsvarende«",
                    "»{name}« er nævnt uden »eller tilsvarende«"
                );
                let finding = Finding::new(span, message, both!("this one only?", "kun denne?"));
                findings.push(finding.hint(both!(
                    "add »eller tilsvarende«, and how it is shown",
                    "tilføj »eller tilsvarende«, og skriv, hvordan det dokumenteres"
                )));
                at = end;
            }
            None => at += 1,
        }
    }
    findings
}

fn standard(text: &Text, at: usize) -> Option<(usize, std::ops::Range<usize>)> {
    let token = &text.tokens[at];
    if token.quoted || token.kind != Kind::Word || informs(text, token.sentence) {
        return None;
    }
    let head = token.raw.split('-').next().unwrap_or(token.raw);
    let joined = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let next = text.near(at, 1);
    let numbered = next.is_some_and(|next| next.raw == "/" || next.raw.starts_with(|c: char| c.is_ascii_digit()));
    let european = head == "EN" && next.is_some_and(|next| next.kind == Kind::Number);
    // Letters that mean other things too name a standard with their number alone.
    let danish = !["DS", "BS", "TCO", "RFC", "VDE", "LEAN", "ITU", "CEN"].contains(&head) || numbered;
    let known = STANDARDS.contains(&head) && danish
        || joined.len() < head.len() && STANDARDS.contains(&joined)
        || european
        || head == "SOC" && numbered
        || head == "PCI";
    if !known {
        return None;
    }
    // The rest of the name: »/IEC 27001:2022«
    let mut end = at + 1;
    while let Some(part) = text.tokens.get(end).filter(|part| part.sentence == token.sentence) {
        let joins = part.kind == Kind::Number
            || matches!(part.raw, "/" | ":" | "-")
                && text
                    .near(end, 1)
                    .is_some_and(|next| next.kind == Kind::Number || STANDARDS.contains(&next.raw) || next.raw == "EN")
            || STANDARDS.contains(&part.raw)
            || part.raw == "EN";
        if !joins {
            break;
        }
        end += 1;
    }
    let lawful = text.tokens[at..end].iter().any(|part| LAWFUL.contains(&part.raw));
    (!lawful).then(|| (end, token.span.start..text.tokens[end - 1].span.end))
}
