//! A commented profile: what is known is filled in, the rest is there to be.

use std::fmt::Write as _;

use tender::catalog::Edition;
use tender::input::markdown::as_text;
use tender::text::danish;

use super::{SCHEMA, Start};

/// Writing to a string never fails.
macro_rules! line {
    ($text:expr) => { $text.push('\n') };
    ($text:expr, $($format:tt)*) => { writeln!($text, $($format)*).expect("writing to a string never fails") };
}

/// How long a line of a comment is.
const WIDTH: usize = 100;

/// The profile. What must be filled in is there and empty, so that nobody publishes an example; the rest is commented
/// out.
pub fn profile(edition: &Edition, start: &Start) -> String {
    let mut text = String::new();
    line!(text, "#:schema {SCHEMA}");
    comment(
        &mut text,
        "Udbudsprofil til bilag. Linjer, der begynder med #, er forklaringer eller slået fra: Fjern # foran det, der skal gælde. \
         En nøgle hører til den nærmeste overskrift i kantede parenteser over den.",
    );
    line!(text);
    line!(text, "edition = \"{}\"                       # udgaven af kataloget", edition.id);
    line!(text, "# extends = \"faelles.toml\"               # en anden profil, som denne bygger videre på\n");
    tender(&mut text, start);
    packages(&mut text, edition, start);
    facts(&mut text, edition, start);
    own(&mut text);
    house(&mut text);
    text
}

/// A text as a TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn tender(text: &mut String, start: &Start) {
    line!(text, "[tender]");
    let known = |value: &Option<String>| value.as_deref().map(quoted);
    line!(
        text,
        "title = {}  # udbuddets titel, skal udfyldes",
        known(&start.title).unwrap_or_else(|| "\"\"".to_owned())
    );
    line!(text, "buyer = {}  # ordregiver, skal udfyldes", known(&start.buyer).unwrap_or_else(|| "\"\"".to_owned()));
    let rest: [(&str, Option<String>, &str, &str); 18] = [
        ("cvr", known(&start.cvr), "\"12345674\"", "ordregivers CVR-nummer"),
        ("contact", known(&start.contact), "\"udbud@eksempel.dk\"", "hvem der svarer på spørgsmål"),
        ("reference", known(&start.reference), "\"2026-001234\"", "journalnummer"),
        ("area", known(&start.area), "\"Y26\"", "ydelsesområde: `bilag catalog list` viser dem alle"),
        (
            "procedure",
            known(&start.procedure),
            "\"mini-tender\"",
            "direct-award (direkte tildeling), mini-tender eller own-tender (udbud efter udbudsloven)",
        ),
        ("appendix", known(&start.appendix), "\"3.2\"", "kravbilagets nummer"),
        ("version", None, "\"0.1\"", ""),
        ("date", None, "2026-11-23", "dokumentets dato"),
        ("deadline", start.deadline.clone(), "2027-01-15T12:00:00", "tilbudsfrist, med eller uden klokkeslæt"),
        (
            "published",
            None,
            "2026-11-24",
            "skrives, den dag materialet sendes ud; derefter fører enhver ændring til en ny version og et rettelsesblad",
        ),
        (
            "security-appendix",
            known(&start.security_appendix),
            "\"Bilag 7\"",
            "det bilag, som kravet om sikkerhedsniveau i I-08 henviser til",
        ),
        ("due", None, "\"ved idriftsættelsen\"", "hvornår krav skal være opfyldt, når intet andet står ved dem"),
        (
            "forms",
            None,
            "[\"pdf\", \"xlsx\"]",
            "svarskemaets formater: pdf, xlsx, docx; kommer flere tilbage, gælder det, der er nævnt først",
        ),
        ("signature", None, "false", "skal svarskemaet underskrives?"),
        ("first-notice", None, "1", "nummeret på det første rettelsesblad"),
        ("late-because", None, "\"…\"", "internt: hvorfor de seks dage før fristen ikke er overholdt"),
        ("cancelled", None, "2027-01-04", "et udbud, der er aflyst"),
        (
            "buyers",
            None,
            "[{ name = \"Eksempel Kommune\", cvr = \"12345674\" }]",
            "ved fælles udbud, i stedet for buyer og cvr",
        ),
    ];
    for (key, known, example, meaning) in rest {
        let mark = if known.is_some() { "" } else { "# " };
        let comment = if meaning.is_empty() { String::new() } else { format!("  # {meaning}") };
        line!(text, "{mark}{key} = {}{comment}", known.as_deref().unwrap_or(example));
    }
}

fn packages(text: &mut String, edition: &Edition, start: &Start) {
    line!(text);
    comment(
        text,
        "Pakkerne. Fjern # foran de pakker, der er relevante, og slet de integrationer, der ikke er det. \"all\" vælger dem alle. \
         Forudsætningerne følger selv med.",
    );
    line!(text, "[packages]");
    for package in edition.packages.values() {
        line!(text);
        line!(text, "# {} {}", package.id, package.title);
        comment(text, &as_text(&package.guidance));
        if let Some(note) = start.notes.get(&package.id) {
            comment(text, &format!("Note: {note}"));
        }
        let chosen = start.packages.get(&package.id);
        let mark = if chosen.is_some() { "" } else { "# " };
        let ids = package.business.iter().filter(|id| chosen.is_none_or(|chosen| chosen.contains(id)));
        let ids: Vec<String> = ids.map(|id| format!("\"{id}\"")).collect();
        let names = package.business.iter().map(|id| format!("{id} {}", edition.integrations[id].name));
        line!(text, "{mark}{} = [{}]  # {}", package.id, ids.join(", "), names.collect::<Vec<_>>().join(", "));
    }
}

fn facts(text: &mut String, edition: &Edition, start: &Start) {
    line!(text);
    comment(
        text,
        "Oplysninger: true, false eller \"supplier\", hvis kun løsningen kan svare på det. Kun dem, som de valgte pakker spørger om, skal \
         besvares; `bilag resolve` viser, hvilke der mangler.",
    );
    line!(text, "[facts]");
    for fact in edition.facts.values() {
        let asking = edition.packages.values().filter(|package| package.asks_for(&fact.id));
        let asking = danish::list(asking.map(|package| &package.id), "og");
        let known = start.facts.get(&fact.id);
        let mark = if known.is_some() { "" } else { "# " };
        let example = if fact.supplier_knows { "\"supplier\"" } else { "true" };
        line!(text, "{mark}{} = {}  # {asking}: {}", fact.id, known.copied().unwrap_or(example), fact.question);
    }
    line!(text);
    comment(text, "Hvordan en uafklaret fortolkning blev afklaret; `bilag check` siger, hvilke der er brug for.");
    line!(text, "# [readings]\n# R14 = \"Bekræftet af KOMBIT den 3. december 2026\"");
}

/// What the buyer may write itself, each with an example.
fn own(text: &mut String) {
    for (meaning, example) in [
        (
            "Et krav fra kataloget, der ikke skal gælde, udelades med en begrundelse, som trykkes i bilaget.",
            "[[leave-out]]\nrequirement = \"I-01.01\"\nreason = \"…\"",
        ),
        (
            "En linje fra kataloget kan få en anden type eller frist. `bilag resolve` viser linjernes numre. Det, der kun følger af en \
             integration med en anden frist, får samme frist. Ændringen trykkes med begrundelsen.",
            "[[line]]\nid = \"SF0810\"\ntype = \"K\"\ndue = \"senest 12 måneder efter idriftsættelsen\"\nreason = \"…\"",
        ),
        (
            "Ordregivers egne krav. Uden package står kravet under »Øvrige krav«. En tekst på flere linjer står mellem tre anførselstegn. \
             MK er et mindstekrav, K et krav, der evalueres, O en option. `bilag check` siger, hvad der bør ses på i teksten.",
            "[[requirement]]\nid = \"E1\"\npackage = \"I-01\"\ntype = \"K\"\ntitle = \"…\"\ntext = \"\"\"\nLøsningen skal …\n\nAfsnit skilles af en tom linje.\"\"\"\n\
             # describe = \"required\"                  # required, optional eller none: skal leverandøren beskrive opfyldelsen?\n\
             # allow = [\"vague-word: målt i bilag 2\"] # en bemærkning, som I har overvejet",
        ),
        (
            "Et krav kan også besvares med tekst, et tal eller en dato.",
            "[[requirement]]\nid = \"E2\"\ntype = \"MK\"\ntext = \"Leverandøren skal garantere en svartid.\"\nanswer = \"number\"\nunit = \"timer\"\nat-most = 4",
        ),
        (
            "En kravtype, der erstatter eller føjes til MK, K og O. Første svar er opfyldt, sidste ikke, og dem imellem delvist.",
            "[[type]]\nid = \"K\"\nname = \"Krav\"\nkind = \"evaluated\"\nanswers = [\"Opfyldt\", \"Delvist opfyldt\", \"Ikke opfyldt\"]",
        ),
        (
            "Hvor tilbudsgiverne læser om kriterier, vægte og pointmodel; så trykkes vægtene ikke. Og de andele af vægten, som svarene \
             giver. Begge dele er interne: Skriv henvisningen i kravtypens forklaring, `meaning`.",
            "[evaluation]\ndescribed-in = \"Bilag 5\"\npoints.K = { \"Opfyldt\" = 1.0, \"Delvist opfyldt\" = 0.5, \"Ikke opfyldt\" = 0.0 }",
        ),
        (
            "Spørgsmål og svar efter offentliggørelsen. Skriv aldrig, hvem der har spurgt.",
            "[[question]]\nnumber = 1\nreceived = 2026-12-01\nanswered = 2026-12-03\nquestion = \"…\"\nanswer = \"…\"\n\
             # version = \"1.1\"      # den version, som svaret fører til, og de krav, der ændres\n# lines = [\"I-02.E1\"]",
        ),
        (
            "Hvad en ændring efter offentliggørelsen skyldes; det trykkes i rettelsesbladet. Vurderingen er intern: editorial (sproglig), \
             clarifying (præciserende), material (væsentlig) eller basic (grundlæggende).",
            "[[correction]]\nversion = \"1.1\"\nlines = [\"I-02.E1\"]\ncause = \"Præciseret efter markedsdialogen\"\n\
             # weight = \"clarifying\"\n# reason = \"…\"",
        ),
    ] {
        line!(text);
        comment(text, meaning);
        example.lines().for_each(|example| line!(text, "{}", format!("# {example}").trim_end()));
    }
}

fn house(text: &mut String) {
    line!(text);
    comment(text, "Husets udseende. Stier skrives med / og regnes fra den mappe, som profilen ligger i.");
    for example in [
        "[theme]",
        "logo = \"logo.svg\"",
        "accent = \"#003865\"",
        "font = \"Source Sans 3\"",
        "organisation = \"Eksempel Kommune, Indkøb\"",
    ] {
        line!(text, "# {example}");
    }
    line!(text);
    comment(text, "Hvad filerne hedder.");
    line!(text, "# [output]\n# name = \"Bilag {{{{bilag}}}} {{{{dokument}}}} v{{{{version}}}}\"");
}

/// A comment, in lines that an editor shows whole.
fn comment(text: &mut String, words: &str) {
    for paragraph in words.lines().filter(|line| !line.trim().is_empty()) {
        let mut line = String::from("#");
        for word in paragraph.split_whitespace() {
            if line.chars().count() + word.chars().count() + 1 > WIDTH {
                line!(text, "{line}");
                line = String::from("#");
            }
            line.push(' ');
            line.push_str(word);
        }
        line!(text, "{line}");
    }
}
