//! K22: letters that the reader must know beforehand.

use std::collections::BTreeSet;

use super::super::page::{Example, Page};
use super::super::text::{Kind, Text, Token};
use super::{Desk, Finding, Level, Look, Rule, Scope, left_open, named_standard};
use crate::both;

pub static RULE: Rule = Rule {
    name: "unexplained-abbreviation",
    id: "K22",
    level: Level::Advice,
    scope: Scope::Everything,
    look: Look::All(look),
    page: Page {
        title: "Forkortelse, der ikke forklares",
        what: "En forkortelse med store bogstaver, som ikke forklares i parentes i nogen af jeres tekster, og som \
hverken kataloget eller hvermand kender. \
Den første tekst, der bruger den, får bemærkningen.",
        why: "Inden for fagområdet kender alle den. Det gør en ny leverandør ikke, og to fagområder kan bruge de \
samme bogstaver om hver sit.",
        bad: &[Example::minimum("Løsningen skal vise tidspunktet for det seneste FMK-opslag.")],
        good: &[
            Example::minimum("Løsningen skal vise tidspunktet for det seneste opslag i Fælles Medicinkort (FMK)."),
            Example::minimum("Løsningen skal kunne danne en PDF af sagen."),
        ],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning). Alle tilbudsgivere skal kunne læse kravet ens, jf. \
udbudslovens § 2.",
    },
};

/// Known to whoever reads tenders for systems; the law's own formats and the public infrastructure among them.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "IT", "NET", "BI", "EU", "EØS", "PDF", "CPR", "CVR", "XML", "CSV", "JSON", "API", "UUID", "URL", "HTML", "SMS",
    "MMS", "KLE", "ESDH", "GDPR", "SQL", "HTTP", "HTTPS", "TLS", "SSL", "VPN", "CPU", "RAM", "MB", "GB", "TB", "KB",
    "ID", "KL", "KOMBIT", "SKI", "PC", "QR", "GPS", "TV", "PNG", "JPG", "JPEG", "GIF", "TIFF", "DOCX", "XLSX", "ODT",
    "SVG", "DKK", "EUR", "EAN", "OK", "WCAG", "REST", "SOAP", "SAML", "OIDC", "OIO", "OIOUBL", "SFTP", "FTP", "SF",
    "MK", "K", "O", "CE", "NSIS", "MFA", "SLA", "FAQ", "USB", "PIN", "LAN", "WLAN", "IP", "DNS", "MAC", "ISBN", "VAT",
    "BBR", "DAR", "MRN", "DVD", "CD", "HR", "AI", "UDK", "ATP", "SKAT", "USA", "UTF", "ASCII", "EN", "SOC", "PCI",
    "MP3", "MP4", "AAD", "SAP", "AWS", "IBM", "KMD", "HP", "WORD", "SKAL", "IKKE", "NB", "LED", "PH", "MEMO", "LIX",
    "XL", "XXL", "IOS", "AA", "AAA", "RDP", "HTTP2", "OS", "PSRM", "CAPTCHA", "TCP", "UDP", "WIFI", "AES", "RSA", "SHA",
    "SSH", "LDAP", "JWT", "OAUTH", "CRUD", "CI", "CD", "DPIA", "ZIP",
    // What the common language has taken in.
    "SFO", "PPR", "SU", "STU", "FGU", "AMU", "VUC", "HF", "EUD", "APV", "MUS", "FOA", "HK", "LO", "BUPL", "PLO", "DR",
    "DSB",
];

fn look(desk: &Desk) -> Vec<(usize, Finding)> {
    let mut explained: BTreeSet<String> = BTreeSet::new();
    for reading in desk.readings {
        explained.extend(explanations(&reading.text));
        explained.extend(reading.subject.title.iter().flat_map(|title| explanations(&Text::read(title))));
    }
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut found = Vec::new();
    for (number, reading) in desk.readings.iter().enumerate() {
        let text = &reading.text;
        // A text in capitals alone is shouted, not abbreviated.
        if !text.source.chars().any(char::is_lowercase) {
            continue;
        }
        for (at, token) in text.said() {
            let Some(letters) = letters(token) else { continue };
            let named = text
                .near(at, -1)
                .is_some_and(|before| before.one_of(&["bilag", "kategori", "niveau", "type", "litra", "gruppe"]));
            // »Power BI«, »Region H«: a part of a name.
            let part = text.near(at, -2).is_some() && text.near(at, -1).is_some_and(is_name);
            if part
                || left_open::stands_for(text, at)
                || explained.contains(letters)
                || desk.grounds.says(letters)
                || named
                || !told.insert(letters.to_owned())
            {
                continue;
            }
            let span = token.span.start..token.span.start + letters.len();
            let finding = Finding::new(
                span,
                both!("»{letters}« is not explained", "»{letters}« er ikke forklaret"),
                both!("stands for?", "står for?"),
            );
            found.push((
                number,
                finding.hint(both!(
                    "write the name out the first time, with »({letters})« after it",
                    "skriv navnet ud første gang, med »({letters})« efter"
                )),
            ));
        }
    }
    found
}

/// The word is a name and no term of the contract's in the definite, as »Kunden« and »Kundens«.
fn is_name(word: &Token) -> bool {
    let definite = ["en", "ens", "et", "ets", "ne", "nes", "s"].iter().any(|end| word.lower.ends_with(end));
    word.kind == Kind::Word && word.capital() && !definite
}

/// The capitals of an abbreviation, without its ending or the rest of a compound.
fn letters<'t>(token: &Token<'t>) -> Option<&'t str> {
    let mut first = token.raw.chars();
    let capitals = first.next().is_some_and(char::is_uppercase)
        && first.next().is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    if token.kind != Kind::Word || !capitals {
        return None;
    }
    let head = token.raw.split(['-', '\'', '’']).next()?;
    let capitals = head.chars().filter(|letter| letter.is_uppercase()).count();
    let shape = (2..=6).contains(&head.chars().count())
        && capitals >= 2
        && head.starts_with(char::is_uppercase)
        && head.chars().all(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    let roman = head.chars().all(|letter| "IVX".contains(letter));
    (shape && !roman && !KNOWN.contains(&head) && !named_standard::is_standard(head)).then_some(head)
}

/// The abbreviations that a text explains: »Fælles Medicinkort (FMK)«, »FMK (Fælles Medicinkort)«, »(Recovery Point
/// Objective, RPO)«.
fn explanations(text: &Text) -> BTreeSet<String> {
    let found = text.tokens.iter().enumerate().filter_map(|(at, token)| {
        let letters = letters(token)?;
        let before = |steps: isize| text.near(at, -steps);
        let opens =
            before(1).is_some_and(|mark| mark.raw == "(") && before(2).is_some_and(|word| word.kind == Kind::Word);
        let closes = token.bracketed && text.near(at, 1).is_some_and(|mark| mark.raw == ")");
        let follows = text.near(at, 1).is_some_and(|mark| mark.raw == "(")
            && text.near(at, 2).is_some_and(|word| word.kind == Kind::Word);
        let called = before(1).is_some_and(|word| word.one_of(&["kaldet", "forkortet", "benævnt", "kaldes"]));
        (opens || closes || follows || called).then(|| letters.to_owned())
    });
    found.collect()
}
