//! The JSON Schemas of the files of an edition, for editors that complete and explain what is written.

use serde_json::{Value, json};

use super::TypeKind;
use crate::input::schema::{count, date, list, object, text, texts, truth, whole};

/// A file of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    Edition,
    Facts,
    Integrations,
    Readings,
    Notes,
    /// What stands between the lines `+++` of a package
    Package,
}

impl File {
    /// Every file, with its name in the folder of an edition.
    pub const ALL: [(&'static str, File); 6] = [
        ("edition.toml", File::Edition),
        ("facts.toml", File::Facts),
        ("integrations.toml", File::Integrations),
        ("readings.toml", File::Readings),
        ("notes.toml", File::Notes),
        ("packages/*.md", File::Package),
    ];

    /// The schema of the file.
    pub fn schema(self) -> Value {
        whole(match self {
            File::Edition => edition(),
            File::Facts => object("Oplysninger", &[("fact", "En oplysning", list(fact()))]),
            File::Integrations => object("Integrationer", &[("integration", "En integration", list(integration()))]),
            File::Readings => object("Fortolkninger", &[("reading", "En fortolkning", list(reading()))]),
            File::Notes => object("Noter", &[("note", "Noget, der er set og ikke står i kataloget", list(note()))]),
            File::Package => package(),
        })
    }
}

const ID: &str = "Navnet, som andre steder henviser til";
const SOURCE: &str = "Kilden, som det hviler på";
const READING: &str = "Fortolkningen, som det hviler på";
const DROPPED: &str = "I en udgave med base: punktet er udgået";
const WITHOUT: &str = "I en udgave med base: valgfri nøgler, som base har, og som fjernes";
const WHEN: &str = "Betingelsen: oplysninger forbundet med and, or, not og parenteser";
const CARRIERS: &str = "De af pakkens integrationer, som det gælder for; uden dem alle";
const MODALITY: &str = "must: skal opfyldes; may: kan anvendes";

fn modality() -> Value {
    json!({ "type": "string", "enum": ["must", "may"] })
}

/// An entry that an edition with a base may change or drop.
fn entry(title: &str, keys: &[(&str, &str, Value)]) -> Value {
    let overlay = [("dropped", DROPPED, truth()), ("without", WITHOUT, texts())];
    let keys: Vec<(&str, &str, Value)> =
        [("id", ID, text())].into_iter().chain(keys.iter().cloned()).chain(overlay).collect();
    object(title, &keys)
}

fn edition() -> Value {
    let source = entry("En kilde", &[("title", "Hvad kilden er", text())]);
    let area = entry("Et ydelsesområde", &[("name", "Navnet", text()), ("source", SOURCE, text())]);
    let kinds: Vec<&str> = TypeKind::ALL.iter().map(|(word, _)| *word).collect();
    let kind = entry(
        "En kravtype",
        &[
            ("name", "Typens navn", text()),
            (
                "kind",
                "minimum: skal opfyldes; evaluated: evalueres; optional: kan tilbydes",
                json!({ "type": "string", "enum": kinds }),
            ),
            ("answers", "Svarene: Det første er opfyldt, det sidste ikke", texts()),
            ("meaning", "Hvad typen betyder; trykkes", text()),
            ("meaning-in-direct-award", "Hvad den betyder ved direkte tildeling, hvis det er noget andet", text()),
            ("source", SOURCE, text()),
        ],
    );
    object(
        "En udgave af kataloget",
        &[
            ("id", "Udgavens navn; mappen hedder det samme", text()),
            ("base", "Den udgave, som denne ændrer", text()),
            ("title", "Titlen; trykkes", text()),
            ("note", "Trykkes under titlen", text()),
            ("date", "Udgavens dato", date()),
            ("must", "Typen for det, der skal opfyldes", text()),
            ("may", "Typen for det, der kan anvendes", text()),
            ("derived-reading", "Fortolkningen om, at forudsætninger har forudsætninger", text()),
            ("source", "Kilderne", list(source)),
            ("type", "Kravtyperne", list(kind)),
            ("area", "Ydelsesområderne", list(area)),
        ],
    )
}

fn fact() -> Value {
    let need = object(
        "Det, som ordregiver beder om med et ja",
        &[
            ("id", "Nummeret, for eksempel B1; bruges aldrig til et andet behov", text()),
            ("package", "Pakken, som behovet står under", text()),
            ("text", "»Løsningen skal …«", text()),
            ("alternative", "Hvad leverandøren kan vise i stedet", text()),
            ("deferred", "Hvornår det skal opfyldes, hvis ikke fra starten", text()),
        ],
    );
    entry(
        "En oplysning",
        &[
            ("number", "Oplysningens nummer; det samme i alle udgaver", count()),
            ("label", "Få ord, til tabeller", text()),
            ("question", "Spørgsmålet til ordregiver", text()),
            ("help", "Hvornår der svares hvad, og hvad det fører til", text()),
            ("supplier-question", "Spørgsmålet til leverandøren", text()),
            ("supplier-help", "Hvad spørgsmålets ord betyder", text()),
            ("holds", "»løsningen …«, hvor leverandøren siger det", text()),
            ("fails", "»løsningen ikke …«, hvor leverandøren siger det", text()),
            ("buyer-holds", "»løsningen skal …«, hvor ordregiver siger det", text()),
            ("buyer-fails", "»løsningen ikke skal …«, hvor ordregiver siger det", text()),
            ("supplier-knows", "Kun løsningen kan svare", truth()),
            ("need", "Behovet", need),
            ("source", SOURCE, text()),
        ],
    )
}

fn integration() -> Value {
    entry(
        "En integration",
        &[
            ("name", "Navnet", text()),
            ("meaning", "Hvad den gør, i hele sætninger", text()),
            ("home", "Pakken, hvor den vælges", text()),
            ("version", "Versionen", text()),
            ("since", "Siden hvornår", date()),
            (
                "status",
                "in-operation: i drift; in-development: under udvikling; retired: udgået",
                json!({ "type": "string", "enum": ["in-operation", "in-development", "retired"] }),
            ),
            ("successors", "De integrationer, der har afløst den", texts()),
            ("page", "En adresse uden https://", text()),
            ("source", SOURCE, text()),
        ],
    )
}

fn reading() -> Value {
    entry(
        "En fortolkning",
        &[
            ("subject", "Hvad den handler om", text()),
            ("matrix", "Hvad matricen siger", text()),
            ("slide", "Hvad detailsiden siger", text()),
            ("choice", "Hvad der blev valgt", text()),
            ("why", "Hvorfor", text()),
            (
                "confidence",
                "sure: sikker; likely: sandsynlig; unsettled: uafklaret",
                json!({ "type": "string", "enum": ["sure", "likely", "unsettled"] }),
            ),
            ("when-settled", "Hvad der skal spørges om, og hvem", text()),
        ],
    )
}

fn note() -> Value {
    entry(
        "Noget, der er set og ikke står i kataloget; siges til ordregiver og aldrig til leverandører",
        &[
            ("about", "De integrationer og pakker, som den handler om", texts()),
            ("seen", "Hvornår det blev set", text()),
            ("text", "Hvad der blev set", text()),
            ("pages", "Adresser uden https://", texts()),
        ],
    )
}

fn package() -> Value {
    let rule = entry(
        "En regel",
        &[
            ("target", "Den integration, der følger", text()),
            ("modality", MODALITY, modality()),
            ("carriers", CARRIERS, texts()),
            ("when", WHEN, text()),
            ("purpose", "Hvad den bruges til, i hele sætninger", text()),
            ("alternative", "Hvad leverandøren kan vise i stedet", text()),
            ("deferred", "Hvornår den skal opfyldes, hvis ikke fra starten", text()),
            ("source", SOURCE, text()),
            ("reading", READING, text()),
        ],
    );
    let alternative = entry(
        "Et alternativ til valgte integrationer",
        &[
            ("integrations", "De integrationer, som det gælder for", texts()),
            ("text", "Hvad leverandøren kan vise i stedet", text()),
            ("source", SOURCE, text()),
            ("reading", READING, text()),
        ],
    );
    let requirement = entry(
        "Et krav",
        &[
            ("title", "Få ord", text()),
            ("text", "Én forpligtelse, der kan stå alene", text()),
            ("modality", MODALITY, modality()),
            ("carriers", CARRIERS, texts()),
            ("when", WHEN, text()),
            ("source", SOURCE, text()),
            ("reading", READING, text()),
        ],
    );
    let advice = entry(
        "Et godt råd til ordregiver",
        &[
            ("label", "Få ord, til slides", text()),
            ("question", "Spørgsmålet, der kan krydses af", text()),
            ("text", "Rådet", text()),
            ("source", SOURCE, text()),
            ("reading", READING, text()),
        ],
    );
    entry(
        "En pakke",
        &[
            ("title", "Titlen", text()),
            ("business", "De integrationer, som ordregiver vælger mellem", texts()),
            ("expected-in", "De ydelsesområder, hvor pakken plejer at være med", texts()),
            ("expected-reading", "Hvad det hviler på", text()),
            ("source", SOURCE, text()),
            ("reading", READING, text()),
            ("rule", "Reglerne", list(rule)),
            ("alternative", "Alternativerne", list(alternative)),
            ("requirement", "Kravene", list(requirement)),
            ("advice", "De gode råd", list(advice)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::CatalogFiles;

    /// Every key of a value that its schema does not have.
    fn strangers(value: &toml::Value, schema: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table {
                    match schema["properties"].get(key) {
                        Some(schema) => strangers(value, schema, &format!("{path}.{key}"), found),
                        None => found.push(format!("{path}.{key}")),
                    }
                }
            }
            toml::Value::Array(values) => {
                values.iter().for_each(|value| strangers(value, &schema["items"], path, found));
            }
            toml::Value::String(text) => {
                if let Some(words) = schema.get("enum").and_then(Value::as_array) {
                    assert!(words.iter().any(|word| word == text), "{path}: {text}");
                }
            }
            toml::Value::Integer(_) | toml::Value::Float(_) | toml::Value::Boolean(_) | toml::Value::Datetime(_) => {}
        }
    }

    #[test]
    fn the_schemas_have_every_key_that_our_own_catalog_writes() {
        let (mut found, mut read) = (Vec::new(), 0);
        for (path, source) in &CatalogFiles::embedded().files {
            let name = path.split_once('/').map_or(path.as_str(), |(_, name)| name);
            let is = |known: &str| known == name || known == "packages/*.md" && name.starts_with("packages/");
            let Some((_, file)) = File::ALL.iter().find(|(known, _)| is(known)) else { continue };
            let text = source.text.strip_prefix("+++\n").and_then(|text| text.split_once("\n+++\n"));
            let text = text.map_or(source.text.as_str(), |(front, _)| front);
            let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
            strangers(&toml::Value::Table(table), &file.schema(), path, &mut found);
            read += 1;
        }
        assert!(read > 20, "{read}");
        assert!(found.is_empty(), "{found:#?}");
    }
}
