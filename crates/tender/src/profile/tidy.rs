//! Ids and words in their one form, however they were written.
//!
//! `i-2`, `sf 1461` and `Miniudbud` mean just one thing each. They are set right before layers are joined, so that what
//! extends a profile meets the same names in it. What is no id at all stays as it was written, and is complained of
//! where it is read.

use toml::value::Datetime;

use super::about::tidied;
use super::cvr;
use crate::catalog::id::{AreaId, FactId, IntegrationId, LineId, PackageId, ReadingId, RequirementId};
use crate::input::table::{Field, Kind, Table, Value};
use crate::input::words::{self, folded};
use crate::text::calendar::read_moment;
use crate::text::danish::MONTHS;
use crate::text::number;
use crate::text::source::Place;

/// Sets the ids and words of a profile right.
pub(super) fn tidy(profile: &mut Table) {
    in_one_form(profile);
    for_text(profile, "edition", edition);
    with_table(profile, "tender", |tender| {
        ["area", "cvr", "reference", "appendix", "version"].iter().for_each(|key| as_written(tender, key));
        for_text(tender, "area", |area| AreaId::parse(area).to_string());
        with_table(tender, "appendix", |numbers| {
            for field in numbers.fields.values_mut() {
                as_text(&mut field.value);
                set(&mut field.value, appendix);
            }
        });
        for_text(tender, "cvr", cvr_number);
        for_word(tender, "procedure");
        for_text(tender, "appendix", appendix);
        for_text(tender, "version", version);
        ["date", "published", "deadline", "cancelled"].iter().for_each(|key| for_moment(tender, key));
        with_tables(tender, "buyers", |buyer| for_text(buyer, "cvr", cvr_number));
        split(tender, "forms");
        for_texts(tender, "forms", |form| word_of("forms", form.trim_start_matches('.')));
        for_answer(tender, "signature");
        for_number(tender, "first-notice");
    });
    with_table(profile, "packages", |packages| {
        // »I-14 Postkomponent« says the title too.
        let id = |key: &str| PackageId::parse(key).or_else(|| PackageId::parse(key.split_once(' ')?.0));
        rename(packages, |key| id(key).map(|id| id.to_string()));
        for field in packages.fields.values_mut() {
            match &mut field.value.kind {
                Kind::Text(_) | Kind::Bool(_) | Kind::List(_) | Kind::Table(_) => choose(&mut field.value),
                Kind::Date(_) | Kind::Number(_) => {}
            }
        }
    });
    with_table(profile, "facts", |facts| {
        rename(facts, |key| Some(FactId::parse(key).to_string()));
        facts.fields.values_mut().for_each(|field| answer(&mut field.value));
    });
    with_table(profile, "readings", |readings| rename(readings, |key| Some(ReadingId::parse(key).to_string())));
    with_tables(profile, "leave-out", |entry| for_text(entry, "requirement", requirement));
    with_tables(profile, "line", |entry| {
        for_text(entry, "id", line);
        for_number(entry, "weight");
        for_moment(entry, "due");
    });
    with_tables(profile, "requirement", |own| {
        for_text(own, "package", |id| PackageId::parse(id).map_or_else(|| id.to_owned(), |id| id.to_string()));
        own_number(own);
        for_word(own, "answer");
        for_word(own, "describe");
        for_number(own, "weight");
        for_moment(own, "due");
        for key in ["at-least", "at-most"] {
            for_counted(own, key);
            // Ten million is a limit too, and no day.
            if says(own, "answer", "date") {
                for_moment(own, key);
            }
        }
    });
    with_tables(profile, "type", |own| for_word(own, "kind"));
    with_table(profile, "evaluation", |evaluation| {
        for_answer(evaluation, "show-weights");
        with_table(evaluation, "points", |points| {
            for field in points.fields.values_mut() {
                if let Kind::Table(shares) = &mut field.value.kind {
                    shares.fields.values_mut().for_each(|share| share_of(&mut share.value));
                }
            }
        });
    });
    with_tables(profile, "question", |question| {
        for_texts(question, "lines", tidied);
        as_written(question, "version");
        for_text(question, "version", version);
        ["received", "answered"].iter().for_each(|key| for_moment(question, key));
        for_answer(question, "pointer");
        for_number(question, "number");
    });
    with_tables(profile, "correction", |correction| {
        as_written(correction, "version");
        for_text(correction, "version", version);
        for_texts(correction, "lines", tidied);
        for_word(correction, "weight");
    });
}

/// The tables of which there may be several, each under `[[…]]`.
const SEVERAL: [&str; 6] = ["requirement", "line", "leave-out", "type", "question", "correction"];

/// The tables of which there is one, under `[…]`.
const ONE: [&str; 7] = ["tender", "packages", "facts", "readings", "evaluation", "theme", "output"];

/// Gives the keys of a profile their one form – `Title`, `leave_out` – and a single table the brackets that it needs.
fn in_one_form(profile: &mut Table) {
    let form = |key: &str| Some(key.trim().to_lowercase().replace(['_', ' '], "-"));
    rename(profile, form);
    for name in ONE {
        if let Some(Field { value, .. }) = profile.fields.get_mut(name)
            && let Kind::List(tables) = &mut value.kind
            && let [Value { kind: Kind::Table(_), .. }] = tables.as_slice()
            && let Some(only) = tables.pop()
        {
            *value = only;
        }
    }
    for name in SEVERAL {
        if let Some(Field { value, .. }) = profile.fields.get_mut(name)
            && let Kind::Table(_) = &value.kind
        {
            value.kind = Kind::List(vec![value.clone()]);
        }
        with_tables(profile, name, |table| rename(table, form));
    }
    for name in ["tender", "evaluation", "theme", "output"] {
        with_table(profile, name, |table| rename(table, form));
    }
}

/// A word of a key in its one form; what is none stays as it was written.
fn word_of(key: &str, written: &str) -> String {
    words::own(key, written).map_or_else(|| written.to_owned(), str::to_owned)
}

fn for_word(table: &mut Table, key: &str) {
    for_text(table, key, |written| word_of(key, written));
}

/// An answer to a fact: yes and no in words, the supplier's, or that nobody knows yet. Any other text is no answer, and
/// stays as it was written.
fn answer(value: &mut Value) {
    if let Some(known) = yes_or_no(&value.kind) {
        value.kind = Kind::Bool(known);
    }
    let Kind::Text(written) = &value.kind else { return };
    match folded(written).as_str() {
        "supplier" | "leverandør" | "leverandøren" | "leverandoer" | "leverandoeren" | "lev" => {
            value.kind = Kind::Text("supplier".to_owned());
        }
        "ved-ikke" | "uafklaret" => value.kind = Kind::Text(NOT_KNOWN.to_owned()),
        _ => {}
    }
}

/// Yes and no, in words and as 1 and 0.
fn yes_or_no(kind: &Kind) -> Option<bool> {
    match kind {
        Kind::Bool(known) => Some(*known),
        Kind::Number(number) => match number.as_str() {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        },
        Kind::Text(written) => match folded(written).as_str() {
            "ja" | "yes" | "true" | "sand" | "sandt" => Some(true),
            "nej" | "no" | "false" | "falsk" => Some(false),
            _ => None,
        },
        Kind::Date(_) | Kind::List(_) | Kind::Table(_) => None,
    }
}

fn for_answer(table: &mut Table, key: &str) {
    if let Some(Field { value, .. }) = table.fields.get_mut(key)
        && let Some(known) = yes_or_no(&value.kind)
    {
        value.kind = Kind::Bool(known);
    }
}

/// How a profile says that nobody knows a fact yet, where it would otherwise take the answer of the one that it
/// extends.
pub const NOT_KNOWN: &str = "ved ikke";

/// What is chosen of a package, in the one form: all, a list, or nothing at all (`false`), which leaves out what a base
/// chooses.
fn choose(value: &mut Value) {
    let id = |place: &Place, id: &str| Value { place: place.clone(), kind: Kind::Text(integration(id)) };
    let all = || Kind::Text("all".to_owned());
    let is_all = |written: &str| {
        matches!(
            folded(written).as_str(),
            "all"
                | "alle"
                | "alt"
                | "samtlige"
                | "begge"
                | "ja"
                | "yes"
                | "*"
                | "alle-integrationer"
                | "samtlige-integrationer"
                | "hele-pakken"
        )
    };
    let several = |place: &Place, written: &str| match folded(written).as_str() {
        _ if is_all(written) => all(),
        "ingen" | "none" | "nej" | "no" => Kind::Bool(false),
        _ => Kind::List(apart(written).iter().map(|part| id(place, part)).collect()),
    };
    value.kind = match std::mem::replace(&mut value.kind, Kind::Bool(true)) {
        Kind::Bool(true) => all(),
        Kind::Text(written) => several(&value.place, &written),
        Kind::List(values) => match values.as_slice() {
            [Value { kind: Kind::Text(only), .. }] if is_all(only) => all(),
            _ => Kind::List(
                values
                    .into_iter()
                    .map(|mut value| {
                        set(&mut value, integration);
                        value
                    })
                    .collect(),
            ),
        },
        Kind::Table(table) if table.fields.values().all(|field| matches!(field.value.kind, Kind::Bool(_))) => {
            let chosen = || table.fields.iter().filter(|(_, field)| matches!(field.value.kind, Kind::Bool(true)));
            if chosen().any(|(name, _)| is_all(name)) {
                all()
            } else {
                Kind::List(chosen().map(|(name, field)| id(&field.key, name)).collect())
            }
        }
        other @ (Kind::Bool(false) | Kind::Table(_) | Kind::Date(_) | Kind::Number(_)) => other,
    };
}

/// An integration, also without its SF, or with its name behind it: »SF1525 Persondata«.
fn integration(written: &str) -> String {
    let number = |part: &str| part.len() >= 4 && part.bytes().take(4).all(|byte| byte.is_ascii_digit());
    let said = written.trim();
    let (id, name) = said.split_once([' ', '\u{a0}', ':', '(']).unwrap_or((said, ""));
    let name = name.trim_start_matches([' ', '–', '-', ':', '(']);
    let is_id =
        id.get(..2).is_some_and(|front| front.eq_ignore_ascii_case("sf")) && number(id.get(2..).unwrap_or_default());
    // »SF1320 A« is the whole of an id.
    let said = if is_id && name.chars().filter(|c| c.is_alphabetic()).count() > 2 { id } else { said };
    let said = if number(said) { format!("SF{said}") } else { said.to_owned() };
    IntegrationId::parse(&said).to_string()
}

/// Ids that are written in one text: »SF1520, SF1525«, »SF1520 og SF1525«, »sf 1520/sf 1525«.
fn apart(written: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for part in written.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '+' | '&')) {
        match (part.to_lowercase().as_str(), ids.last_mut()) {
            ("" | "og" | "samt" | "and", _) => {}
            (word, Some(before)) if goes_on(before, word) => {
                before.push(' ');
                before.push_str(part);
            }
            (_, Some(_) | None) => ids.push(part.to_owned()),
        }
    }
    ids
}

/// Whether a part belongs to the id before it: »SF 1520«, »SF1320 A«.
pub(crate) fn goes_on(before: &str, part: &str) -> bool {
    let number = part.starts_with(|c: char| c.is_ascii_digit());
    let digits =
        before.get(2..).is_some_and(|rest| !rest.is_empty() && rest.trim().bytes().all(|b| b.is_ascii_digit()));
    let letter = part.len() == 1 && part.starts_with(|c: char| c.is_ascii_alphabetic());
    let of_services = before.get(..2).is_some_and(|front| front.eq_ignore_ascii_case("sf"));
    of_services && (before.len() == 2 && number || digits && letter)
}

/// An edition as the catalog writes it: »2024/1«, »01-2024« and »januar 2024« are 2024-01.
fn edition(written: &str) -> String {
    let lower = written.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month) = match parts.as_slice() {
        [year, month] if is_year(year) => (*year, *month),
        [month, year] if is_year(year) => (*year, *month),
        _ => return written.to_owned(),
    };
    let named = MONTHS.iter().position(|name| month.len() >= 3 && name.starts_with(month)).map(|at| at + 1);
    let number = || month.parse::<usize>().ok().filter(|month| (1..=12).contains(month));
    named.or_else(number).map_or_else(|| written.to_owned(), |month| format!("{year}-{month:02}"))
}

/// The number of an appendix without the word that is printed before it: »Bilag 3.2« is 3.2.
fn appendix(written: &str) -> String {
    with_points(without(written, &["underbilag", "bilag", "bil.", "nr.", "nr"]))
}

/// A version without the word that is printed before it: »Version 1.0«, »v1.0«. Its parts are parted by points.
fn version(written: &str) -> String {
    with_points(without(written, &["version", "vers.", "ver.", "v.", "v"]))
}

/// »1,0« is the version 1.0: a number that is one of parts, and not of decimals.
fn with_points(number: String) -> String {
    let of_parts = number.starts_with(|c: char| c.is_ascii_digit())
        && number.ends_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    if of_parts { number.replace(',', ".") } else { number }
}

/// A number behind words that say what it is. What holds no number, or is a word that only begins so, stays.
fn without(written: &str, words: &[&str]) -> String {
    let mut rest = written.trim();
    for word in words {
        let front = rest.get(..word.len()).filter(|front| front.eq_ignore_ascii_case(word));
        let after =
            front.and_then(|_| rest.get(word.len()..)).map(|after| after.trim_start_matches([' ', '\u{a0}', ':']));
        // »vinter« begins with a v, and is no version.
        let numbered =
            |after: &&str| after.starts_with(|c: char| c.is_ascii_digit()) || after.len() < rest.len() - word.len();
        if let Some(after) = after.filter(numbered).filter(|after| after.contains(|c: char| c.is_ascii_digit())) {
            rest = after;
        }
    }
    rest.to_owned()
}

/// A number that is meant as a text is the text that was written.
fn as_text(value: &mut Value) {
    if let Kind::Number(_) = &value.kind {
        value.kind = Kind::Text(value.place.source.text[value.place.span.clone()].to_owned());
    }
}

fn as_written(table: &mut Table, key: &str) {
    if let Some(field) = table.fields.get_mut(key) {
        as_text(&mut field.value);
    }
}

/// A date that is written as a text, as Danes write it.
fn for_moment(table: &mut Table, key: &str) {
    let Some(Field { value: Value { kind, .. }, .. }) = table.fields.get_mut(key) else { return };
    // »20270115«, as files are named by their days.
    if let Kind::Number(written) = kind
        && written.len() == 8
        && let (Some(year), Some(month), Some(day)) = (written.get(..4), written.get(4..6), written.get(6..))
    {
        *kind = Kind::Text(format!("{year}-{month}-{day}"));
    }
    if let Kind::Text(written) = kind
        && let Some((date, time)) = read_moment(written)
    {
        *kind = Kind::Date(Datetime { date: Some(date), time, offset: None });
    }
}

/// Whether a key has a word for its value.
fn says(table: &Table, key: &str, word: &str) -> bool {
    matches!(table.fields.get(key).map(|field| &field.value.kind), Some(Kind::Text(text)) if text == word)
}

/// A number that is written as a text, as Danes write it: »1.000,5«, »40 %«.
fn for_number(table: &mut Table, key: &str) {
    if let Some(Field { value, .. }) = table.fields.get_mut(key) {
        as_number(value, "%");
    }
}

/// The same, with the unit of the requirement behind it: »4 timer«.
fn for_counted(table: &mut Table, key: &str) {
    let unit = table.text("unit").unwrap_or_default();
    if let Some(Field { value, .. }) = table.fields.get_mut(key) {
        as_number(value, &unit);
    }
}

fn as_number(value: &mut Value, unit: &str) {
    if let Kind::Text(written) = &value.kind
        && let Some(number) = number::number(written.trim_end_matches("procent").trim_end_matches("pct."), Some(unit))
    {
        value.kind = Kind::Number(number.to_string());
    }
}

/// A share of a weight: »50 %« is a half.
fn share_of(value: &mut Value) {
    let hundredths = matches!(&value.kind, Kind::Text(written) if written.contains(['%', 'p']));
    as_number(value, "%");
    if hundredths && let Kind::Number(number) = &value.kind {
        value.kind = Kind::Number(number.parse::<f64>().map_or_else(|_| number.clone(), |of| (of / 100.0).to_string()));
    }
}

fn cvr_number(written: &str) -> String {
    cvr::check(written).unwrap_or_else(|_| written.to_owned())
}

fn requirement(written: &str) -> String {
    RequirementId::parse(written).map_or_else(|| written.to_owned(), |id| id.to_string())
}

fn line(written: &str) -> String {
    let Ok(id) = written.parse::<LineId>();
    id.to_string()
}

/// `E1`. Where the whole id was written, `I-02.E1`, it says the package too; one that is another than its own key's is
/// left as it is, to be complained of.
fn own_number(own: &mut Table) {
    for_text(own, "id", |id| RequirementId::own_number(id).unwrap_or_else(|| id.to_owned()));
    let Some(Field { key, value }) = own.fields.get("id").cloned() else { return };
    let Kind::Text(written) = &value.kind else { return };
    let Some((package, number)) = written.rsplit_once('.') else { return };
    let (Some(package), Some(number)) = (PackageId::parse(package), RequirementId::own_number(number)) else { return };
    let named = own.text("package").filter(|named| !named.trim().is_empty());
    if named.is_some_and(|named| named != package.as_str()) {
        return;
    }
    let said = |text: String| Value { place: value.place.clone(), kind: Kind::Text(text) };
    own.fields.insert("package".to_owned(), Field { key: key.clone(), value: said(package.to_string()) });
    own.fields.insert("id".to_owned(), Field { key, value: said(number) });
}

/// Gives keys their one form. Where two keys come to the same, the later stays as it was written.
fn rename(table: &mut Table, form: impl Fn(&str) -> Option<String>) {
    for key in table.fields.keys().cloned().collect::<Vec<String>>() {
        if let Some(name) = form(&key).filter(|name| *name != key && !table.fields.contains_key(name))
            && let Some(field) = table.fields.remove(&key)
        {
            table.fields.insert(name, field);
        }
    }
}

fn set(value: &mut Value, form: impl Fn(&str) -> String) {
    if let Kind::Text(text) = &mut value.kind {
        *text = form(text);
    }
}

fn for_text(table: &mut Table, key: &str, form: impl Fn(&str) -> String) {
    if let Some(field) = table.fields.get_mut(key) {
        set(&mut field.value, form);
    }
}

fn for_texts(table: &mut Table, key: &str, form: impl Fn(&str) -> String) {
    if let Some(Field { value: Value { kind: Kind::List(values), .. }, .. }) = table.fields.get_mut(key) {
        values.iter_mut().for_each(|value| set(value, &form));
    }
}

/// One text that lists several becomes a list: »pdf, excel«, »pdf og excel«.
fn split(table: &mut Table, key: &str) {
    if let Some(Field { value, .. }) = table.fields.get_mut(key)
        && let Kind::Text(written) = &value.kind
    {
        let words = written.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '+' | '&'));
        let words = words.filter(|word| !matches!(*word, "" | "og" | "samt"));
        let words = words.map(|word| Value { place: value.place.clone(), kind: Kind::Text(word.to_owned()) });
        value.kind = Kind::List(words.collect());
    }
}

fn with_table(table: &mut Table, key: &str, change: impl FnOnce(&mut Table)) {
    if let Some(Field { value: Value { kind: Kind::Table(inner), .. }, .. }) = table.fields.get_mut(key) {
        change(inner);
    }
}

fn with_tables(table: &mut Table, key: &str, change: impl Fn(&mut Table)) {
    if let Some(Field { value: Value { kind: Kind::List(values), .. }, .. }) = table.fields.get_mut(key) {
        for value in values {
            if let Kind::Table(inner) = &mut value.kind {
                change(inner);
            }
        }
    }
}
