//! What changed in a tender, or would change in it with another edition.

use serde_json::{Value, json};
use tender::case::Case;
use tender::catalog::Edition;
use tender::change::{Change, Changes, Record, Weight, compare};
use tender::resolve::Asked;

use crate::desk::{DANISH, Desk};
use crate::edit::{self, Edit, Written};
use crate::said;

/// The most changes that are told one by one.
const MOST: usize = 200;

/// Changes as the page tells them: each in a few words, and word by word where a text became another.
pub fn told(desk: &Desk, changes: &Changes, most: usize, weigh: &dyn Fn(&Change) -> Weight) -> Value {
    let told = changes.iter().take(most).map(|change| {
        let aspects =
            change.aspects().iter().map(|aspect| json!({ "name": aspect.aspect.word(), "pieces": aspect.words }));
        let weight = weigh(change);
        json!({
            "id": change.subject.id,
            "title": change.title,
            "text": said::sentence(desk, None, change.told().of(DANISH)),
            "weight": weight,
            "word": weight.word(),
            "caution": (weight <= Weight::Clarifying && has_other_numbers(change)).then_some(OTHER_NUMBERS),
            "aspects": aspects.collect::<Vec<_>>(),
        })
    });
    told.collect()
}

/// What is said of a change in which a number became another, where it is told as one that asks for nothing else.
const OTHER_NUMBERS: &str = "Et tal i kravet er et andet. Ændrer det, hvad leverandøren skal levere, er ændringen ikke \
                             kun præciserende: Vurdér, om den er væsentlig.";

/// Whether what a change asks for has other numbers than before.
fn has_other_numbers(change: &Change) -> bool {
    change.aspects().iter().any(|aspect| {
        let numbers = |text: &Option<String>| -> Vec<String> {
            let text = text.as_deref().unwrap_or_default();
            text.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
        };
        aspect.old.is_some() && numbers(&aspect.old) != numbers(&aspect.new)
    })
}

/// Compares a tender with the same tender in another edition, and gives the profile that would be of it: answers that
/// the edition does not ask for stay in it as comments.
pub fn to_edition(desk: &Desk, text: &str, edition: &str) -> Value {
    let edition = match desk.catalog.edition_or_newest(Some(edition)) {
        Ok(edition) => edition,
        Err(complaint) => return json!({ "refused": said::all(desk, &complaint.into()) }),
    };
    let (text_now, gone) = without_unknown(desk, text, edition);
    let set = Edit::Set { path: vec!["edition".to_owned()], value: Written::Plain(Value::from(edition.id.as_str())) };
    let changed = match edit::apply(&text_now, &[set]) {
        Ok(changed) => changed,
        Err(why) => return json!({ "refused": why }),
    };
    let (before, after) = match (desk.case(text), desk.case(&changed)) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(why), _) | (_, Err(why)) => {
            return json!({ "refused": said::all(desk, &why), "text": changed, "gone": gone });
        }
    };
    let record = |case: &Case| -> Record { case.say([], &desk.texts, desk.words()).record };
    let changes = compare(&record(&before), &record(&after));
    let open = |case: &Case| -> Vec<String> {
        let asked = case.resolution.questions.iter().filter(|question| question.asked_of == Asked::Buyer);
        asked.map(|question| question.fact.to_string()).collect()
    };
    let known = open(&before);
    let asked = open(&after).into_iter().filter(|fact| !known.contains(fact)).filter_map(|fact| {
        Some(after.profile.edition.facts.values().find(|known| known.id.as_str() == fact)?.question.clone())
    });
    json!({
        "changes": told(desk, &changes, MOST, &|change| change.weight),
        "gone": gone,
        "asked": asked.collect::<Vec<_>>(),
        "text": changed,
    })
}

/// The profile with the answers as comments that an edition does not ask for, and those. Lines that hold more than the
/// answer stay: what stands beside it is the buyer's to change.
fn without_unknown(desk: &Desk, text: &str, edition: &Edition) -> (String, Vec<String>) {
    let Ok(file) = desk.file(text) else { return (text.to_owned(), Vec::new()) };
    let facts = match file.table.fields.get("facts").map(|field| &field.value.kind) {
        Some(tender::input::table::Kind::Table(facts)) => facts,
        Some(_) | None => return (text.to_owned(), Vec::new()),
    };
    let known = |fact: &str| edition.facts.keys().any(|known| known.as_str() == fact);
    let mut gone: Vec<&String> = facts.fields.keys().filter(|fact| !known(fact)).collect();
    gone.sort();
    let is_gone = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
        line.contains('=') && gone.iter().any(|fact| *fact == key)
    };
    let mut table = String::new();
    let lines = text.split_inclusive('\n').map(|line| {
        if let Some(heading) = line.trim_start().strip_prefix('[') {
            table = heading.trim_start_matches('[').split(']').next().unwrap_or_default().trim().to_owned();
        }
        if table == "facts" && is_gone(line) { format!("# {line}") } else { line.to_owned() }
    });
    (lines.collect(), gone.into_iter().cloned().collect())
}
