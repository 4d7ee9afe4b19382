//! K03: a door that stands open.

use std::sync::LazyLock;

use super::super::page::{Example, Page};
use super::super::text::Text;
use super::super::words::Phrases;
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, said};
use crate::both;

pub static RULE: Rule = Rule {
    name: "escape-clause",
    id: "K03",
    level: Level::Advice,
    scope: Scope::Binding,
    look: Look::Each(look),
    page: Page {
        title: "Bagdør i kravet",
        what: "Vendinger, der lader den, som skal opfylde kravet, afgøre, om det gælder: »så vidt muligt«, »i \
nødvendigt omfang«, »hvor det er \
relevant«, »efter behov«.",
        why: "Kravet kan altid siges at være opfyldt. Ordregiver kan hverken afvise et tilbud eller gøre krav \
gældende i kontrakten.",
        bad: &[
            Example::minimum("Leverandøren skal så vidt muligt bruge danske betegnelser."),
            Example::minimum("Løsningen skal, hvor det er relevant, vise en hjælpetekst."),
        ],
        good: &[
            Example::minimum("Leverandøren skal bruge danske betegnelser, bortset fra navne på protokoller."),
            Example::minimum("Løsningen skal vise en hjælpetekst ved de felter, der er mærket med H i bilag 4."),
        ],
        ground: "Praksis for kravskrivning (INCOSE’s vejledning). Et mindstekrav skal være egnet til at skille \
tilbud, der kan antages, fra \
dem, der ikke kan.",
    },
};

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "så vidt (som) (det) (er) (teknisk|praktisk|juridisk) muligt",
        "i (det) (videst|størst|bredest|højest) (mulige|muligt) omfang",
        "i (det) videste|størst|videst|størst muligt|mulige omfang",
        "i nødvendigt|fornødent|rimeligt|relevant|passende|begrænset|muligt omfang",
        "i det omfang det|der|dette er|findes|skønnes (det) (teknisk|praktisk) muligt|relevant|nødvendigt|\
hensigtsmæssigt|behov",
        "i det omfang muligt|relevant|nødvendigt|hensigtsmæssigt",
        "hvor det|dette (er|findes|skønnes) (teknisk|praktisk|fagligt|økonomisk) \
muligt|relevant|hensigtsmæssigt|nødvendigt|\
fornødent|forsvarligt|rimeligt",
        "hvor muligt|relevant|hensigtsmæssigt|nødvendigt",
        "hvor det giver (god) mening",
        "hvis|såfremt|når (det|dette) (er) (teknisk|praktisk|fagligt|økonomisk) \
muligt|relevant|hensigtsmæssigt|nødvendigt|\
forsvarligt|rimeligt",
        "hvis|såfremt|når det giver (god) mening",
        "om muligt|nødvendigt|fornødent",
        "efter|ved behov",
        "medmindre|mindre andet (er) aftales|aftalt",
        "efter nærmere aftale",
        "eller efter (nærmere|konkret|særlig|særskilt|anden) aftale",
        "eller som (parterne|ellers) aftalt|aftaler",
        "hvis det kan lade sig gøre",
        "skal normalt|sædvanligvis|typisk|generelt|principielt",
        "skal som regel|hovedregel",
        "i det omfang leverandøren|tilbudsgiver finder|vurderer|skønner|anser (det) (for) \
rimeligt|muligt|nødvendigt|relevant",
        "som udgangspunkt|hovedregel",
        "bedst|mest muligt",
        "efter bedste evne|overbevisning",
        "gøre|gør|gøres sit|deres|hvad bedste|yderste|der|man",
        "med rimelig|rimelige indsats|midler|bestræbelser",
        "bestræbe|bestræber sig (på)",
        "tilstræbe|tilstræber|tilstræbes",
        "skal søge at",
        "forsøge|forsøger|forsøges at",
        "gøre|gør en indsats",
        "i den|det udstrækning",
        "for så vidt (som) (det)",
        "~uforholdsmæssig|~urimelig *",
        "i videst|størst|højest|bredest mulig|mulige grad",
        "i rimelig|fornøden|nødvendig|passende grad",
        "så * (*) (*) som muligt",
        "hvor|hvis|når|såfremt forholdene|omstændighederne|ressourcerne|tiden tillader det",
        "inden for rimelighedens|mulighedernes grænser",
        "inden for det|hvad (der) (er) (praktisk|teknisk|økonomisk) mulige|muligt",
        "under hensyntagen til det|hvad (praktisk|teknisk) mulige|muligt",
        "så længe (det) (er) (teknisk|praktisk) muligt",
        "arbejde for|hen (imod|mod) at",
        "fortrinsvis|fortrinsvist",
        "medmindre (særlige) (tungtvejende) omstændigheder|forhold|hensyn",
        "hvis leverandøren finder|skønner|vurderer (det)",
    ])
});

/// The token is part of a way out, which is the nearer fault.
pub(super) fn holds(text: &Text, at: usize) -> bool {
    (at.saturating_sub(8)..=at).filter_map(|start| PHRASES.at(text, start)).any(|hit| hit.tokens.contains(&at))
}

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let mut findings = Vec::new();
    for hit in PHRASES.find(text) {
        // »hvor det er muligt at logge på« names a place, and no way out.
        let names_a_place = text.tokens[hit.tokens.start].is("hvor")
            && text.near(hit.tokens.end - 1, 1).is_some_and(|next| next.is("at"));
        if names_a_place {
            continue;
        }
        let span = hit.span(text);
        let said = said(text, &span);
        let message = both!(
            "»{said}« lets the supplier decide whether the requirement holds",
            "»{said}« lader leverandøren afgøre, om kravet gælder"
        );
        let finding = Finding::new(span, message, both!("when exactly?", "hvornår præcis?"));
        findings.push(finding.hint(both!(
            "delete it, or name the case in which the requirement does not hold",
            "slet vendingen, eller skriv det tilfælde, hvor kravet ikke gælder"
        )));
    }
    findings
}
