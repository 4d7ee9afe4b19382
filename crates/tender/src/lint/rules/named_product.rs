//! K11: a make or a product, without »eller tilsvarende«.

use std::sync::LazyLock;

use super::super::page::{Example, Page};
use super::super::text::{Kind, Text};
use super::super::words::Phrases;
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, informs, said};
use crate::both;

pub static RULE: Rule = Rule {
    name: "named-product",
    id: "K11",
    level: Level::Warning,
    scope: Scope::Binding,
    look: Look::Each(look),
    page: Page {
        title: "Fabrikat eller produkt uden »eller tilsvarende«",
        what: "Navnet på et produkt eller en leverandør i kravet, uden at »eller tilsvarende« står i det. \
Ordregivers eksisterende systemer, som \
løsningen skal virke sammen med, må nævnes, og fælles offentlige løsninger (MitID, Digital Post, NemKonto) regnes \
ikke for produkter.",
        why: "Et krav om et bestemt fabrikat lukker for dem, der kan levere det samme på anden måde. Oftest er det \
funktionen, I har brug for.",
        bad: &[Example::minimum("Rapporter skal dannes med Power BI.")],
        good: &[
            Example::minimum("Løsningen skal kunne udveksle kalenderaftaler med Microsoft Exchange eller tilsvarende."),
            Example::minimum(
                "Løsningen skal kunne åbne dokumenter i ordregivers eksisterende installation af Microsoft 365.",
            ),
        ],
        ground: "Udbudslovens §§ 40-48, der gennemfører artikel 42-44 i direktiv 2014/24/EU: tekniske \
specifikationer må som hovedregel ikke nævne \
fabrikat, og gør de det, skal »eller tilsvarende« følge. Konkurrence- og Forbrugerstyrelsens vejledning behandler \
undtagelsen for kompatibilitet.",
    },
};

/// As their owners write them, in small letters for the search; a name must begin with a capital or hold one.
static NAMES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "microsoft (365|office|teams|excel|word|outlook|exchange|sharepoint|azure|sql|edge|dynamics|entra|windows|\
power) (server|bi|online|id)",
        "office 365",
        "power bi",
        "power automate",
        "sql server",
        "sharepoint|onedrive|excel|outlook|teams|word|powerpoint|exchange|onenote|visio",
        "windows (server) (*)",
        "google (chrome|workspace|maps|drive|analytics)",
        "azure|aws|gmail|android|chrome|chromebook|chromebooks",
        "oracle|postgresql|mysql|mongodb|sap|salesforce|servicenow|jira|confluence",
        "adobe (acrobat|reader|sign)",
        "acrobat",
        "citrix|vmware|kubernetes|docker|openshift|linux|ubuntu|macos|ios|iphone|iphones|ipad|ipads|apple|samsung",
        "firefox|safari|edge|mozilla",
        "qlik|qlikview|tableau|cognos|talend|uipath|zendesk|topdesk|slack|zoom|dropbox|github|gitlab|splunk|grafana|\
okta",
        "kmd (nexus|opus|momentum|workzone|educa) (*)",
        "kmd-nexus|opus|workzone|acadre|sbsys|getorganized|momentum|cura|columna|prisme|fasit|novax",
        "f2",
        "active directory",
        "logitech|jabra|plantronics|lenovo|dell|hp|cisco|zebra|philips|siemens|sharp|canon",
        "java|.net|react|angular",
    ])
});

/// A word that announces a make.
static ANNOUNCED: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(&["fabrikat|fabrikatet|mærket|produktet|modellen|varemærket *"]));

/// Names that are Danish or English words too: only a maker before them, or a place inside the sentence, makes them a
/// product.
#[rustfmt::skip]
const AMBIGUOUS: &[&str] = &[
    "teams", "word", "edge", "office", "momentum", "sharp", "opus", "oracle", "apple", "zebra", "columna", "java",
    "exchange", "windows", "slack", "zoom", "safari",
];

/// Names that are nothing else, also when they are written small: »excel-format«.
const CARELESS: &[&str] = &["excel", "sharepoint", "outlook", "powerpoint", "iphone", "ipad", "android", "onedrive"];

fn look(desk: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let open = text.said().any(|(_, token)| {
        token.is("tilsvarende") || token.lower.starts_with("ligeværdig") || token.lower.starts_with("ækvivalent")
    });
    if open || existing(text) {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let token = &text.tokens[at];
        let hit = if token.quoted || informs(text, token.sentence) { None } else { product(text, at) };
        let Some((end, span)) = hit else {
            at += 1;
            continue;
        };
        at = end;
        let name = said(text, &span).to_owned();
        if desk.grounds.says(&name) || findings.iter().any(|known| said(text, &known.span) == name) {
            continue;
        }
        let finding = Finding::new(
            span,
            both!("»{name}« is a certain product", "»{name}« er et bestemt produkt"),
            both!("this one only?", "kun dette?"),
        );
        findings.push(finding.hint(both!(
            "describe the function, or add »eller tilsvarende«",
            "beskriv funktionen, eller tilføj »eller tilsvarende«"
        )));
    }
    findings
}

/// Where a name ends: what may follow in it is a word of the name only with a capital or as a number, and without a
/// mark before it.
fn end_of_name(text: &Text, tokens: &std::ops::Range<usize>) -> usize {
    let is_open = text.tokens[tokens.start].one_of(&["windows", "kmd"]);
    let is_part = |at: &usize| {
        let token = &text.tokens[*at];
        token.kind == Kind::Number || token.kind != Kind::Mark && token.raw.contains(char::is_uppercase)
    };
    if is_open { (tokens.start + 1..tokens.end).find(|at| !is_part(at)).unwrap_or(tokens.end) } else { tokens.end }
}

/// The product named at this place: the token after it, and its span.
fn product(text: &Text, at: usize) -> Option<(usize, std::ops::Range<usize>)> {
    let token = &text.tokens[at];
    let has_capital = token.raw.contains(char::is_uppercase);
    let opens = text.near(at, -1).is_none_or(|before| before.raw == ":" || before.raw == "»");
    if token.kind == Kind::Word && (has_capital || CARELESS.iter().any(|name| token.lower.starts_with(name))) {
        // »Excel-ark« names Excel.
        if let Some((first, _)) = token.lower.split_once('-')
            && NAMES.at(&Text::read(first), 0).is_some()
            && !opens
        {
            return Some((at + 1, token.span.start..token.span.start + first.len()));
        }
        if let Some(hit) = NAMES.at(text, at)
            && !(opens && hit.tokens.len() == 1 && AMBIGUOUS.contains(&&*token.lower))
            && !(token.is("word") && token.raw != "Word")
        {
            let end = end_of_name(text, &hit.tokens);
            return Some((end, text.tokens[at].span.start..text.tokens[end - 1].span.end));
        }
        let marked = text.near(at, 1).is_some_and(|next| matches!(next.raw, "®" | "™"));
        if marked {
            return Some((at + 2, token.span.clone()));
        }
    }
    let hit = ANNOUNCED.at(text, at)?;
    let name = &text.tokens[hit.tokens.end - 1];
    (name.capital() && name.kind == Kind::Word).then(|| (hit.tokens.end, name.span.clone()))
}

/// The product is the buyer's already, and the solution shall work with it.
fn existing(text: &Text) -> bool {
    text.said().any(|(at, token)| {
        token.one_of(&["eksisterende", "nuværende", "allerede"])
            || token.one_of(&["ordregivers", "kommunens", "kundens", "regionens", "styrelsens"])
                && text.after(at).take(6).any(|next| next.kind == Kind::Word && next.capital())
            || token.one_of(&["ordregiver", "kommunen", "kunden", "regionen", "styrelsen"])
                && text.after(at).take(2).any(|next| next.one_of(&["anvender", "bruger", "har", "benytter"]))
    })
}
