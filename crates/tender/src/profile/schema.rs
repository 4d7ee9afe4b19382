//! The JSON Schema of a profile, for editors that complete and explain what is written.
//!
//! Its words are the reader's own: the enumerations are those that the reader matches, ids and questions those of the edition, and a test
//! holds the keys against what the reader asks for.

use serde_json::{Map, Value, json};

use super::{AnswerKey, Describe, FormFormat, Procedure};
use crate::catalog::{Edition, TypeKind};
use crate::input::markdown::as_text;
use crate::input::schema::{Key, count, date, list, number, object, text, texts, truth, whole};

/// The schema of profiles on an edition.
pub fn schema(edition: &Edition) -> Value {
    whole(object(
        "Udbudsprofil til bilag",
        &[
            ("edition", "Udgaven af kataloget", json!({ "type": "string", "examples": [edition.id.to_string()] })),
            ("extends", "En anden profil, som denne bygger videre på; stien regnes fra denne fil", text()),
            ("tender", "Udbuddet", tender(edition)),
            ("packages", "De pakker, som ordregiver vælger, med deres integrationer", packages(edition)),
            ("facts", "Oplysninger: true, false eller \"supplier\"", facts(edition)),
            ("readings", "Hvordan uafklarede fortolkninger blev afklaret", readings(edition)),
            ("leave-out", "Krav fra kataloget, der ikke gælder", list(leave_out(edition))),
            ("line", "Linjer fra kataloget med en anden type eller frist", list(line(edition))),
            ("requirement", "Ordregivers egne krav", list(requirement(edition))),
            ("type", "Kravtyper, der erstatter eller føjes til katalogets", list(kind())),
            ("evaluation", "Evalueringen", evaluation()),
            ("question", "Spørgsmål og svar efter offentliggørelsen", list(question())),
            ("correction", "Hvad en ændring efter offentliggørelsen skyldes og vejer", list(correction())),
            ("theme", "Husets udseende", theme()),
            ("output", "Hvad filerne hedder", output()),
        ],
    ))
}

/// A text that may also be written as a number: a version, an appendix.
fn number_or_text() -> Value {
    json!({ "type": ["string", "number"] })
}

fn moment() -> Value {
    json!({ "anyOf": [{ "type": "string", "format": "date" }, { "type": "string", "format": "date-time" }, { "type": "string" }] })
}

/// One of some words, each with what it means.
fn one_of(words: &[(&str, &str)]) -> Value {
    let each = words.iter().map(|(word, meaning)| json!({ "const": word, "description": meaning }));
    json!({ "anyOf": each.chain([text()]).collect::<Vec<_>>() })
}

fn tender(edition: &Edition) -> Value {
    let procedures: Vec<(&str, &str)> =
        Procedure::ALL.iter().map(|(word, procedure)| (*word, procedure.word())).collect();
    let areas: Vec<(&str, &str)> = edition.areas.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
    let forms: Vec<&str> = FormFormat::ALL.iter().map(|(word, _)| *word).collect();
    let buyer = object("Ordregiver", &[("name", "Navn", text()), ("cvr", "CVR-nummer", number_or_text())]);
    let appendices: Vec<Key<'_>> = super::Appendices::DOCUMENTS
        .iter()
        .map(|document| (*document, "Dokumentets bilagsnummer", number_or_text()))
        .collect();
    let appendix = json!({ "anyOf": [number_or_text(), object("Et nummer for hvert dokument", &appendices)] });
    object(
        "Udbuddet",
        &[
            ("title", "Udbuddets titel", text()),
            ("buyer", "Ordregiver", text()),
            ("cvr", "Ordregivers CVR-nummer", number_or_text()),
            ("buyers", "Ordregiverne ved fælles udbud; den første gennemfører det", list(buyer)),
            ("contact", "Hvem der svarer på spørgsmål", text()),
            ("reference", "Journalnummer", number_or_text()),
            ("area", "Ydelsesområde", one_of(&areas)),
            ("procedure", "Fremgangsmåde", one_of(&procedures)),
            ("appendix", "Kravbilagets nummer, eller et nummer for hvert dokument", appendix),
            ("version", "Dokumenternes version", number_or_text()),
            ("date", "Dokumenternes dato", date()),
            ("published", "Den dag, materialet sendes ud; derefter fører enhver ændring til en ny version", date()),
            ("deadline", "Tilbudsfristen, med eller uden klokkeslæt", moment()),
            ("signature", "Skal svarskemaet underskrives?", truth()),
            ("security-appendix", "Det bilag, som kravet om sikkerhedsniveau henviser til", text()),
            ("due", "Hvornår krav skal være opfyldt, når intet andet står ved dem", text()),
            (
                "forms",
                "Svarskemaets formater; kommer flere tilbage, gælder det, der er nævnt først",
                json!({ "type": "array", "items": { "type": "string", "enum": forms } }),
            ),
            ("first-notice", "Nummeret på det første rettelsesblad", count()),
            ("late-because", "Internt: hvorfor de seks dage før fristen ikke er overholdt", text()),
            ("cancelled", "Dagen, hvor udbuddet blev aflyst", date()),
        ],
    )
}

fn packages(edition: &Edition) -> Value {
    let mut properties = Map::new();
    for package in edition.packages.values() {
        let each = package.business.iter().map(|id| {
            let integration = &edition.integrations[id];
            json!({ "const": id.to_string(), "description": format!("{}: {}", integration.name, integration.meaning.trim()) })
        });
        let choice = json!({
            "description": format!("{}. {}", package.title, as_text(&package.guidance)),
            "anyOf": [
                { "const": "all", "description": "Alle pakkens integrationer" },
                { "const": false, "description": "Pakken vælges ikke, selv om den profil, der bygges videre på, vælger den" },
                { "type": "array", "items": { "anyOf": each.collect::<Vec<_>>() } },
            ],
        });
        properties.insert(package.id.to_string(), choice);
    }
    json!({ "title": "Pakker", "type": "object", "properties": properties })
}

fn facts(edition: &Edition) -> Value {
    let mut properties = Map::new();
    for fact in edition.facts.values() {
        let asking = edition.packages.values().filter(|package| package.asks_for(&fact.id));
        let asking: Vec<&str> = asking.map(|package| package.id.as_str()).collect();
        let answer = json!({
            "description": format!("{}: {} {}", asking.join(", "), fact.question, fact.help.trim()),
            "anyOf": [
                { "type": "boolean" },
                { "const": "supplier", "description": "Leverandøren svarer på det i svarskemaet" },
                { "const": super::NOT_KNOWN, "description": "Ingen ved det endnu" },
            ],
        });
        properties.insert(fact.id.to_string(), answer);
    }
    json!({ "title": "Oplysninger", "type": "object", "properties": properties })
}

fn readings(edition: &Edition) -> Value {
    let mut properties = Map::new();
    for reading in &edition.readings {
        let description = format!("{}: {}", reading.subject, reading.choice);
        properties.insert(reading.id.to_string(), json!({ "type": "string", "description": description }));
    }
    json!({ "title": "Fortolkninger", "type": "object", "properties": properties })
}

fn allow() -> Value {
    json!({ "type": "array", "items": { "type": "string", "pattern": "^[^:]+:.+" } })
}

const ALLOW: &str = "Bemærkninger, som er overvejet: \"vague-word: målt i bilag 2\"";

fn leave_out(edition: &Edition) -> Value {
    let requirements = edition.packages.values().flat_map(|package| &package.requirements);
    let known: Vec<(&str, &str)> = requirements.map(|known| (known.id.as_str(), known.title.as_str())).collect();
    object(
        "Et krav, der ikke gælder",
        &[
            ("requirement", "Kravets nummer", one_of(&known)),
            ("reason", "Begrundelsen; den trykkes i kravbilaget", text()),
            ("allow", ALLOW, allow()),
        ],
    )
}

fn line(edition: &Edition) -> Value {
    let integrations = edition.integrations.values().map(|known| (known.id.as_str(), known.name.as_str()));
    let requirements = edition.packages.values().flat_map(|package| &package.requirements);
    let requirements = requirements.map(|known| (known.id.as_str(), known.title.as_str()));
    let known: Vec<(&str, &str)> = integrations.chain(requirements).collect();
    object(
        "En linje fra kataloget, som ordregiver har ændret",
        &[
            ("id", "Linjens nummer", one_of(&known)),
            ("type", "En anden kravtype", text()),
            ("weight", "Vægten, hvis linjen evalueres", number()),
            ("due", "Hvornår linjen skal være opfyldt: ord eller en dato", text()),
            ("reason", "Begrundelsen; den trykkes i kravbilaget", text()),
            ("allow", ALLOW, allow()),
        ],
    )
}

fn requirement(edition: &Edition) -> Value {
    let packages: Vec<(&str, &str)> =
        edition.packages.values().map(|package| (package.id.as_str(), package.title.as_str())).collect();
    let types: Vec<(&str, &str)> = edition.types.iter().map(|kind| (kind.id.as_str(), kind.name.as_str())).collect();
    let answers: Vec<(&str, &str)> = AnswerKey::ALL.iter().map(|(word, key)| (*word, key.meaning())).collect();
    let describe: Vec<&str> = Describe::ALL.iter().map(|(word, _)| *word).collect();
    object(
        "Et af ordregivers egne krav",
        &[
            ("id", "Kravets nummer, for eksempel E1; skal stå der, når udbuddet er offentliggjort", text()),
            ("package", "Pakken, som kravet hører til; uden den står det under »Øvrige krav«", one_of(&packages)),
            ("type", "Kravtypen", one_of(&types)),
            ("title", "En kort titel", text()),
            ("text", "Kravets ordlyd", text()),
            ("answer", "Hvordan leverandøren svarer", one_of(&answers)),
            ("unit", "Tallets enhed, for eksempel timer", text()),
            ("at-least", "Det mindste tal eller den tidligste dato, der opfylder kravet", json!({})),
            ("at-most", "Det største tal eller den seneste dato, der opfylder kravet", json!({})),
            (
                "describe",
                "Skal leverandøren beskrive, hvordan kravet opfyldes?",
                json!({ "type": "string", "enum": describe }),
            ),
            ("weight", "Vægten af et krav, der evalueres", number()),
            ("due", "Hvornår kravet skal være opfyldt: ord eller en dato", text()),
            ("allow", ALLOW, allow()),
        ],
    )
}

fn kind() -> Value {
    let kinds: Vec<&str> = TypeKind::ALL.iter().map(|(word, _)| *word).collect();
    object(
        "En kravtype",
        &[
            ("id", "De bogstaver, der står ved kravet, for eksempel K", text()),
            ("name", "Typens navn", text()),
            (
                "kind",
                "minimum: skal opfyldes; evaluated: evalueres; optional: kan tilbydes",
                json!({ "type": "string", "enum": kinds }),
            ),
            ("answers", "Svarene: Det første er opfyldt, det sidste ikke, og dem imellem delvist", texts()),
            ("meaning", "Hvad typen betyder; trykkes i oversigten over typer", text()),
        ],
    )
}

fn evaluation() -> Value {
    let shares = json!({ "type": "object", "additionalProperties": { "type": "number", "minimum": 0, "maximum": 1 } });
    object(
        "Evalueringen",
        &[
            ("described-in", "Det bilag, hvor tilbudsgiverne læser om vægte og pointmodel", text()),
            ("show-weights", "Trykkes vægtene ved kravene?", truth()),
            (
                "points",
                "Andele af vægten for hver kravtypes svar",
                json!({ "type": "object", "additionalProperties": shares }),
            ),
        ],
    )
}

fn question() -> Value {
    object(
        "Et spørgsmål og dets svar",
        &[
            ("number", "Spørgsmålets nummer", count()),
            ("received", "Dagen, hvor det kom", date()),
            ("answered", "Dagen, hvor svaret sendes ud; kun besvarede spørgsmål trykkes", date()),
            ("pointer", "Svaret peger kun på det sted, hvor det allerede står", truth()),
            ("question", "Spørgsmålet, uden hvem der har stillet det", text()),
            ("answer", "Svaret", text()),
            ("version", "Den version, som spørgsmålet førte til", number_or_text()),
            ("lines", "De linjer, som det ændrede", texts()),
            ("allow", ALLOW, allow()),
        ],
    )
}

fn correction() -> Value {
    let weights = [
        ("editorial", "Redaktionel"),
        ("clarifying", "Præciserende"),
        ("material", "Væsentlig"),
        ("basic", "Grundlæggende element"),
    ];
    object(
        "En ændring efter offentliggørelsen",
        &[
            ("version", "Den version, som ændrer", number_or_text()),
            ("lines", "De linjer, der er ændret", texts()),
            ("cause", "Hvad ændringen skyldes; trykkes i rettelsesbladet", text()),
            ("weight", "Internt: hvad den vejer, i stedet for programmets skøn", one_of(&weights)),
            ("reason", "Internt: hvorfor den vejer sådan", text()),
        ],
    )
}

fn theme() -> Value {
    object(
        "Husets udseende",
        &[
            ("logo", "Et billede: SVG, PNG eller JPEG; stien skrives med /", text()),
            (
                "accent",
                "Farven på streger og links, for eksempel #003865",
                json!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" }),
            ),
            ("font", "Skriften", text()),
            ("organisation", "Den organisation, der står på forsiden", text()),
            ("word", "En skabelon til Word-dokumenterne: typografier, sidehoved og sidefod", text()),
        ],
    )
}

fn output() -> Value {
    object("Hvad filerne hedder", &[("name", "For eksempel Bilag {{bilag}} {{dokument}} v{{version}}", text())])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalog::{Catalog, CatalogFiles};
    use crate::input::files::Memory;
    use crate::profile::{Profile, ProfileFile};
    use crate::text::source::Source;
    use std::path::Path;

    /// The keys that the reader asks for below a heading: it lists them where it meets one that it does not know.
    fn asked(catalog: &Catalog, heading: &str) -> BTreeSet<String> {
        let head = "edition = \"2024-01\"\n[packages]\nI-02 = \"all\"\n[tender]\ntitle = \"T\"\nbuyer = \"B\"\n";
        let text = match heading {
            "" => format!("ukendt-noegle = 1\n{head}"),
            "tender" => format!("{head}ukendt-noegle = 1\n"),
            heading => format!("{head}{heading}\nukendt-noegle = 1\n"),
        };
        let source = Source::new("p.toml", text);
        let file = ProfileFile::read(Path::new("p.toml"), source, &Memory::empty()).expect("it is TOML");
        let complaints = Profile::check(&file, catalog).expect_err("a key is unknown");
        let told = complaints.iter().find(|complaint| complaint.fault.code() == "unknown-key").expect("it is told");
        let label = told.fault.saying().label.expect("it lists the keys");
        label.en.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn the_schema_has_just_the_keys_that_the_reader_asks_for() {
        let catalog = Catalog::read(&CatalogFiles::embedded()).expect("our own catalog is sound");
        let schema = schema(catalog.newest().expect("there is one"));
        let keys = |value: &Value| -> BTreeSet<String> {
            value["properties"].as_object().expect("an object").keys().cloned().collect()
        };
        let table = |key: &str| &schema["properties"][key];
        let entry = |key: &str| &schema["properties"][key]["items"];
        assert_eq!(keys(&schema), asked(&catalog, ""));
        assert_eq!(keys(table("tender")), asked(&catalog, "tender"));
        for (key, value) in
            [("theme", table("theme")), ("evaluation", table("evaluation")), ("output", table("output"))]
        {
            assert_eq!(keys(value), asked(&catalog, &format!("[{key}]")), "{key}");
        }
        for key in ["leave-out", "line", "requirement", "type", "question", "correction"] {
            assert_eq!(
                keys(entry(key)),
                asked(&catalog, &format!("[[{key}]]\n{}", if key == "type" { "id = \"X\"" } else { "" })),
                "{key}"
            );
        }
    }

    #[test]
    fn every_package_integration_and_fact_of_the_edition_is_explained() {
        let catalog = Catalog::read(&CatalogFiles::embedded()).expect("our own catalog is sound");
        let edition = catalog.newest().expect("there is one");
        let written = schema(edition).to_string();
        for id in edition.packages.keys() {
            assert!(written.contains(&format!("\"{id}\":")), "{id}");
        }
        for fact in edition.facts.values() {
            assert!(written.contains(fact.question.as_str()), "{}", fact.id);
        }
    }
}
