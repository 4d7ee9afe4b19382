//! K01: a minimum requirement that obliges nobody.

use std::sync::LazyLock;

use super::super::page::{Example, Page};
use super::super::words::Phrases;
use super::{Desk, Finding, Level, Look, Reading, Rule, Scope, type_against_text, unfailable, weak_modal};
use crate::both;

pub static RULE: Rule = Rule {
    name: "no-obligation",
    id: "K01",
    level: Level::Warning,
    scope: Scope::Minimum,
    look: Look::Each(look),
    page: Page {
        title: "Mindstekrav uden »skal«",
        what: "Et mindstekrav, hvor hverken »skal«, »må ikke«, »må kun« eller »er forpligtet til« forekommer.",
        why: "»Løsningen logger opslag« kan læses som en oplysning om, hvordan løsninger plejer at være. Et \
mindstekrav skal kunne læses på \
én måde: Det forpligter, og et tilbud, der ikke opfylder det, kan ikke antages.",
        bad: &[Example::minimum("Løsningen logger medarbejderens opslag i borgerens journal.")],
        good: &[
            Example::minimum("Løsningen skal logge medarbejderens opslag i borgerens journal."),
            Example::minimum("Persondata må ikke behandles uden for EU/EØS."),
        ],
        ground: "Praksis for kravskrivning (ISO/IEC/IEEE 29148 og EARS): ét ord for det bindende, og det samme ord \
hver gang. Klagenævnets \
prøvelse af mindstekrav tager udgangspunkt i ordlyden.",
    },
};

const BINDING: &[&str] =
    &["skal", "må", "forpligtet", "forpligtede", "forpligter", "pligt", "påhviler", "pligtig", "kræves", "kræver"];

static DEMANDED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "er et (ufravigeligt) krav",
        "er|står (alene) ansvarlig|ansvarlige for|til",
        "er leverandørens|tilbudsgivers|tilbudsgiverens (eget) ansvar|pligt|opgave|forpligtelse",
        "har (det) (fulde) ansvar|ansvaret|pligt|forpligtelsen for|til|at",
        "indestår for",
    ])
});

fn look(desk: &Desk, reading: &Reading) -> Vec<Finding> {
    let text = &reading.text;
    let obliges = text.said().any(|(_, token)| token.one_of(BINDING))
        || !DEMANDED.find(text).is_empty()
        || text.said().any(|(at, _)| weak_modal::is_right(text, at));
    // A weaker word, or a question, is the nearer fault.
    if text.tokens.is_empty()
        || obliges
        || !weak_modal::look(desk, reading).is_empty()
        || !unfailable::look(desk, reading).is_empty()
        || !type_against_text::look(desk, reading).is_empty()
    {
        return Vec::new();
    }
    let finding = Finding::new(
        text.place(0),
        both!("the minimum requirement does not say that anything must", "mindstekravet siger ikke, at noget skal"),
        both!("who must what?", "hvem skal hvad?"),
    );
    vec![finding.hint(both!(
        "write »Løsningen skal …« or »Leverandøren skal …«",
        "skriv »Løsningen skal …« eller »Leverandøren skal …«"
    ))]
}
