//! What the page calls the fields of a profile: at the fields themselves, and wherever something is said of one.

use serde_json::{Map, Value, json};

/// A field: its place in a profile, what it is called, and what helps who fills it in.
type Field = (&'static str, &'static str, &'static str);

/// The fields that the page has, and the tables that they stand in. An entry of a list is called by its key alone.
const FIELDS: &[Field] = &[
    ("edition", "Udgave af kataloget", ""),
    ("tender", "Udbuddet", ""),
    ("packages", "Pakker", ""),
    ("facts", "Oplysninger", ""),
    ("readings", "Svaret fra KOMBIT", "For eksempel »Bekræftet af KOMBIT den 3. december 2026«."),
    ("evaluation", "Evaluering", ""),
    ("requirement", "Egne krav", ""),
    ("leave-out", "Krav fra kataloget, som ikke skal gælde", ""),
    ("line", "Krav fra kataloget med anden type eller frist", ""),
    ("question", "Spørgsmål og svar", ""),
    ("correction", "Årsag og væsentlighed", ""),
    ("theme", "Udseende og filer", ""),
    ("tender/title", "Udbuddets titel", "For eksempel »Nyt omsorgssystem«."),
    ("tender/buyer", "Ordregiver", ""),
    ("tender/buyers", "Ordregivere", "Den første gennemfører udbuddet og kaldes ordregiver i bilaget."),
    ("tender/cvr", "CVR-nummer", "Otte cifre; nummeret kontrolleres."),
    ("tender/contact", "Kontakt", "Den, som leverandørerne skriver til."),
    ("tender/reference", "Journalnummer", ""),
    ("tender/procedure", "Fremgangsmåde", "Teksten om vejledning, forbehold og frister retter sig efter den."),
    ("tender/area", "Ydelsesområde", ""),
    ("tender/deadline", "Tilbudsfrist", ""),
    ("tender/appendix", "Bilagsnummer", "Kravbilagets nummer i udbudsmaterialet, for eksempel 3.2."),
    ("tender/version", "Version", "For eksempel 0.1 for et udkast og 1.0, når det offentliggøres."),
    ("tender/date", "Dato", ""),
    ("tender/published", "Offentliggøres den", ""),
    (
        "tender/security-appendix",
        "Bilag med sikkerhedskrav",
        "Det bilag, som kravet om sikkerhedsniveau henviser til, for eksempel »Bilag 7«.",
    ),
    ("tender/due", "Hvornår kravene skal være opfyldt", "Når intet andet står ved et krav: ved idriftsættelsen."),
    ("tender/forms", "Leverandørerne kan svare i", ""),
    ("tender/signature", "Svarskemaet skal underskrives", ""),
    ("tender/late-because", "Hvorfor de seks dage ikke er overholdt", "Internt. Udfyldes kun, hvis de ikke er det."),
    ("tender/cancelled", "Aflyst den", ""),
    ("theme/organisation", "Afsender", "Står på forsiden, for eksempel »Solbjerg Kommune, Indkøb«."),
    ("theme/accent", "Farve", "Til streger og links, for eksempel #003865."),
    ("theme/logo", "Logo", ""),
    ("evaluation/described-in", "Hvor tilbudsgiverne kan læse om evalueringen", "For eksempel »Bilag 5«."),
    ("evaluation/show-weights", "Vis også vægtene i bilaget", ""),
    ("requirement/title", "Titel", ""),
    ("requirement/text", "Kravet", "Skriv ét krav ad gangen: »Løsningen skal …«"),
    ("requirement/package", "Hører til", ""),
    ("requirement/type", "Type", ""),
    ("requirement/answer", "Svares med", ""),
    ("requirement/unit", "Enhed", "For eksempel timer."),
    ("requirement/at-least", "Mindst", ""),
    ("requirement/at-most", "Højst", ""),
    ("requirement/describe", "Beskrivelse", ""),
    ("requirement/due", "Skal være opfyldt", "For eksempel »senest 12 måneder efter idriftsættelse«."),
    (
        "requirement/weight",
        "Vægt",
        "Et tal, for eksempel 10. Det er kravets andel af alle vægte tilsammen: Vægtene er procent, når de bliver 100.",
    ),
    ("requirement/allow", "Bemærkninger, som må blive stående", ""),
    ("leave-out/requirement", "Kravet", ""),
    ("leave-out/reason", "Begrundelse", "Står i bilaget."),
    ("line/id", "Kravet", ""),
    ("line/type", "Type", ""),
    ("line/due", "Skal være opfyldt", "For eksempel »senest 12 måneder efter idriftsættelse«."),
    ("line/reason", "Begrundelse", "Står i bilaget."),
    ("question/number", "Nummer", ""),
    ("question/question", "Spørgsmålet", "Uden navne, adresser og andet, der fortæller, hvem der spørger."),
    ("question/answer", "Svaret", ""),
    ("question/received", "Modtaget", ""),
    ("question/answered", "Besvaret", ""),
    ("question/pointer", "Svaret henviser kun til det, som allerede står i materialet", ""),
    ("question/version", "Førte til version", "Udfyldes, hvis svaret ændrer krav."),
    ("question/lines", "Ændrede krav", ""),
    ("correction/lines", "Krav", "Numrene på de krav, den gælder."),
    ("correction/cause", "Årsag", "Står i rettelsesbladet, for eksempel »Præciseret efter spørgsmål 1«."),
    ("correction/weight", "Væsentlighed", "Internt."),
    ("correction/reason", "Begrundelse for væsentligheden", "Internt."),
];

/// The names of the fields with what helps there, by their places.
pub fn told() -> Value {
    FIELDS.iter().map(|(place, name, help)| ((*place).to_owned(), json!([name, help]))).collect::<Map<_, _>>().into()
}

/// What a key is called: as a field of this table, or else of the first table that has one.
pub fn name(table: Option<&str>, key: &str) -> Option<&'static str> {
    let of = |place: &str| FIELDS.iter().find(|(known, ..)| *known == place).map(|(_, name, _)| *name);
    let key = key.strip_prefix("tender.").unwrap_or(key);
    let ends = || FIELDS.iter().find(|(known, ..)| known.rsplit('/').next() == Some(key)).map(|(_, name, _)| *name);
    table.and_then(|table| of(&format!("{table}/{key}"))).or_else(|| of(&format!("tender/{key}"))).or_else(ends)
}
