//! K19: the limit is in somebody's head.

use std::sync::LazyLock;

use super::super::measure;
use super::super::page::{Example, Page};
use super::super::words::Phrases;
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, escape_clause, informs, said, says_why, unmeasured};
use crate::both;

pub static RULE: Rule = Rule {
    name: "discretion",
    id: "K19",
    level: Level::Advice,
    scope: Scope::Demands,
    look: Look::Each(look),
    page: Page {
        title: "Krav, der afgøres ved et skøn",
        what: "»Holdbar«, »normal brug«, »tilfredsstillende«, »rimelig«, »passende«, »god kvalitet« og »efter \
ordregivers vurdering«, uden at kravet eller \
et navngivet bilag siger, hvad der prøves, og hvor grænsen går.",
        why: "Et mindstekrav, der hviler på ordregivers skøn, kan ikke læses ens af alle, og en afvisning på det \
grundlag er svær at forsvare.",
        bad: &[
            Example::minimum("Udstyret skal være holdbart ved normal brug."),
            Example::minimum("Fejl skal afhjælpes inden rimelig tid."),
        ],
        good: &[
            Example::minimum(
                "Udstyret skal kunne tåle et fald fra 1 meter på betongulv, prøvet som beskrevet i bilag 5.",
            ),
            Example::minimum("Fejl skal afhjælpes inden 8 timer."),
        ],
        ground: "Klagenævnets kendelse af 5. september 2019, Abena mod Regionerne, om, hvor objektivt et mindstekrav \
skal være (»holdbare« og »normal \
håndtering«). Læs sagens udfald, før I henviser til den.",
    },
};

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "~holdbar",
        "~tilfredsstillende",
        "~acceptabel",
        "~rimelig",
        "~passende",
        "~forsvarlig",
        "~fornuftig",
        "~sædvanlig",
        "~slidstærk",
        "normal|normalt|normale|almindelig|almindeligt|almindelige brug|anvendelse|drift|belastning|håndtering|slid|\
slitage|omstændigheder|forhold",
        "til ordregivers|kundens|kommunens|brugernes (fulde) tilfredshed",
        "efter ordregivers|kundens|kommunens|leverandørens|tilbudsgivers (frie|egen|eget|konkrete) skøn|vurdering|\
opfattelse|bedømmelse|ønske|ønsker|valg",
        "efter (en|et) (konkret|nærmere|frit|individuel) skøn|vurdering",
        "som ordregiver|kommunen|kunden|leverandøren (måtte) finder|finde|anser|anse|skønner|skønne|vurderer|vurdere|\
ønsker|ønske",
        "god|høj kvalitet|standard",
        "af god|høj kvalitet|standard",
        "i god tid",
        "kunne godkendes|accepteres|godtages af ordregiver|kunden|kommunen",
        "hverdagens|daglig|dagligt brug|anvendelse|slid",
        "som ordregiver|kommunen|kunden (kan) acceptere|accepterer|godtage|godtager",
        "god|godt|gode (og) (*) sprog|stand",
    ])
});

fn look(_: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    if measure::points_elsewhere(text) {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = Vec::new();
    for hit in PHRASES.find(text) {
        let at = hit.tokens.start;
        let sentence = text.tokens[at].sentence;
        let span = hit.span(text);
        if informs(text, sentence)
            || says_why(text, at)
            || escape_clause::holds(text, at)
            || measure::measured_near(text, sentence)
            || unmeasured::qualifies(text, at)
        {
            continue;
        }
        let said = said(text, &span);
        let message = both!("»{said}« is a matter of judgement", "»{said}« afgøres ved et skøn");
        let finding = Finding::new(
            span,
            message,
            both!("what is tested, and where is the bound?", "hvad prøves, og hvor går grænsen?"),
        );
        // »holdbart ved normal brug« is one fault.
        if findings.last().is_some_and(|last| text.source[last.span.end..finding.span.start].chars().count() <= 5) {
            continue;
        }
        findings.push(finding.hint(both!(
            "write the test and its bound, or point at the appendix that says so",
            "skriv prøven og grænsen, eller henvis til det bilag, hvor de står"
        )));
    }
    findings
}
