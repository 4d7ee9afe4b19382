//! What a profile comes to: its fields, what is wrong with it, what follows, and what is asked.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::rc::Rc;

use serde_json::{Map, Value, json};
use tender::case::Case;
use tender::catalog::id::{FactId, LineId, PackageId};
use tender::catalog::{Fact, Need, Subject, TypeKind};
use tender::complaint::{Complaints, Message, Severity};
use tender::compose::sentences::{Sentences, status};
use tender::lint::Rule;
use tender::profile::{Answer, Profile};
use tender::resolve::{Interval, Level, Pending, Reason, Resolution, Standing, Status};

use crate::desk::{DANISH, Desk};
use crate::edit::{self, Edit, Written};
use crate::legible::words;
use crate::review::{Written as Entries, review};
use crate::{guide, issue, said};

/// The lists of a profile that the page edits entry by entry.
const LISTS: [&str; 6] = ["requirement", "leave-out", "line", "type", "question", "correction"];

/// The most complaints that are handed over; more of them help nobody, and a page that lists thousands stands still.
const MOST: usize = 200;

/// Reads a profile as far as it can be read.
pub fn read(desk: &Desk, text: &str) -> Value {
    let mut reading = Map::new();
    let file = desk.file(text);
    let fields = file.as_ref().map(|file| as_json(&file.normalised())).unwrap_or_default();
    let lists = lists(text);
    let (case, mut complaints) = match file.and_then(|_| desk.case(text)) {
        Ok(case) => {
            let mut complaints = case.warnings.clone();
            // Without a dictionary: it would take a twentieth of the page, and browsers spell by themselves.
            complaints.append(case.remarks(|| None));
            let (issue, of_issue) = issue::standing(desk, &case);
            reading.insert("issue".to_owned(), issue);
            complaints.append(of_issue);
            (Some(case), complaints)
        }
        // Questions can be answered before the tender has a name, and while a requirement is being written.
        Err(complaints) => (standing_in(desk, text, &complaints), complaints),
    };
    reading.insert("errors".to_owned(), complaints.count(Severity::Error).into());
    reading.insert("count".to_owned(), complaints.iter().count().into());
    complaints.sort();
    reading.insert("complaints".to_owned(), told(desk, &complaints, text));
    let written = Entries { fields: &fields, lists: &lists };
    reading.insert("review".to_owned(), review(desk, &written, case.as_deref()));
    if let Some(case) = case {
        reading.insert("follows".to_owned(), follows(desk, &case));
    }
    if !fields.is_null() {
        reading.insert("fields".to_owned(), fields);
    }
    reading.insert("lists".to_owned(), lists);
    Value::Object(reading)
}

/// The tender as far as it can be read: what is wrong with it is set aside. Whatever tells what follows is told of this,
/// so that one slip silences nothing; no document is ever made of it.
pub fn legible_case(desk: &Desk, text: &str) -> Option<Rc<Case>> {
    desk.case(text).or_else(|complaints| standing_in(desk, text, &complaints).ok_or(complaints)).ok()
}

/// How many times what is wrong is set aside before the rest is given up.
const ATTEMPTS: usize = 8;

/// How many places are set aside at most: so many nobody gets wrong while writing.
const SET_ASIDE: usize = 100;

/// The tender without what is wrong with it, so that what is right goes on being resolved while somebody writes: a
/// title and a buyer are stood in for, and an entry or a field with an error is set aside. No document is ever made
/// of it.
fn standing_in(desk: &Desk, text: &str, complaints: &Complaints) -> Option<Rc<Case>> {
    let mut text = text.to_owned();
    let mut complaints = complaints.clone();
    for _ in 0..ATTEMPTS {
        let fields = as_json(&text);
        let places = Places::of(&text);
        let errors = complaints.iter().filter(|complaint| complaint.severity == Severity::Error);
        let mut wrong: Vec<Vec<String>> = errors
            .filter_map(|complaint| Some(places.path(complaint.place.as_ref()?.span.start)))
            .filter(|path| !path.is_empty())
            .collect();
        // From the last to the first: entries behind one that is set aside would move.
        wrong.sort_by(|one, other| other.cmp(one));
        wrong.dedup();
        if wrong.len() > SET_ASIDE {
            return None;
        }
        let missing = |key: &str| fields["tender"][key].as_str().unwrap_or_default().trim().is_empty();
        let stand_in = |key: &str| Edit::Set {
            path: vec!["tender".to_owned(), key.to_owned()],
            value: Written::Plain(Value::from("[angives]")),
        };
        let mut edits: Vec<Edit> = Vec::new();
        edits.extend(missing("title").then(|| stand_in("title")));
        edits.extend((missing("buyer") && fields["tender"]["buyers"].is_null()).then(|| stand_in("buyer")));
        let mut dropped = BTreeSet::new();
        for path in wrong {
            match path.as_slice() {
                [tender, key, ..] if tender == "tender" && (key == "title" || key == "buyer") => {}
                [list, at, ..] if LISTS.contains(&list.as_str()) => {
                    let Ok(at) = at.parse() else { continue };
                    if dropped.insert((list.clone(), at)) {
                        edits.push(Edit::Drop { list: list.clone(), at });
                    }
                }
                [table, key, ..] => edits.push(Edit::Unset { path: vec![table.clone(), key.clone()] }),
                [_] | [] => {}
            }
        }
        if edits.is_empty() {
            return None;
        }
        text = edit::apply(&text, &edits).ok()?;
        match desk.case(&text) {
            Ok(case) => return Some(case),
            Err(others) => complaints = others,
        }
    }
    None
}

/// A table of TOML as JSON; dates become texts.
fn as_json(toml: &str) -> Value {
    fn value(item: &toml_edit::Value) -> Value {
        match item {
            toml_edit::Value::String(text) => text.value().as_str().into(),
            toml_edit::Value::Integer(number) => (*number.value()).into(),
            toml_edit::Value::Float(number) => (*number.value()).into(),
            toml_edit::Value::Boolean(known) => (*known.value()).into(),
            toml_edit::Value::Datetime(date) => date.value().to_string().into(),
            toml_edit::Value::Array(values) => values.iter().map(value).collect(),
            toml_edit::Value::InlineTable(fields) => {
                fields.iter().map(|(key, field)| (key.to_owned(), value(field))).collect::<Map<_, _>>().into()
            }
        }
    }
    fn table(fields: &toml_edit::Table) -> Value {
        fields.iter().map(|(key, field)| (key.to_owned(), item(field))).collect::<Map<_, _>>().into()
    }
    fn item(field: &toml_edit::Item) -> Value {
        match field {
            toml_edit::Item::None => Value::Null,
            toml_edit::Item::Value(inner) => value(inner),
            toml_edit::Item::Table(fields) => table(fields),
            toml_edit::Item::ArrayOfTables(tables) => tables.iter().map(table).collect(),
        }
    }
    toml.parse::<toml_edit::DocumentMut>().map(|read| table(read.as_table())).unwrap_or(Value::Null)
}

/// The lists as the profile itself writes them, without those of a profile that it extends: entries are changed by
/// their place.
fn lists(text: &str) -> Value {
    let own = as_json(text);
    let list = |name: &&str| ((*name).to_owned(), own.get(name).cloned().unwrap_or_else(|| Value::Array(Vec::new())));
    Value::Object(LISTS.iter().map(list).collect())
}

/// Complaints for the page: what the program says to who writes text, the same for who fills in fields, and the field
/// of the profile that each is about.
pub fn told(desk: &Desk, complaints: &Complaints, text: &str) -> Value {
    let places = Places::of(text);
    let told = complaints.iter().take(MOST).map(|complaint| {
        let mut message = serde_json::to_value(Message::of(complaint, DANISH)).unwrap_or_default();
        let mut path = complaint.place.as_ref().map(|place| places.path(place.span.start));
        if let ("missing-key", Some(path)) = (complaint.fault.code(), &mut path) {
            // What is missing has no place: its table has one.
            path.extend(message["message"].as_str().and_then(|said| said.split('`').nth(1)).map(str::to_owned));
        }
        let (said, ways) = said::complaint(desk, complaint, path.as_deref().unwrap_or_default());
        (message["said"], message["ways"]) = (said.into(), ways.into());
        message["path"] = path.into();
        // What the linter says can be weighed and left standing.
        message["rule"] = Rule::named(complaint.fault.code()).map(|rule| rule.page.title).into();
        message
    });
    told.collect()
}

/// Where the keys of a profile stand.
struct Places(Vec<(std::ops::Range<usize>, Vec<String>)>);

impl Places {
    fn of(text: &str) -> Self {
        fn collect(table: &dyn toml_edit::TableLike, path: &[String], places: &mut Places) {
            for (key, item) in table.iter() {
                let path: Vec<String> = path.iter().cloned().chain([key.to_owned()]).collect();
                let key = table.key(key).and_then(toml_edit::Key::span);
                let value = item.span();
                let span = match (key, value) {
                    (Some(key), Some(value)) => key.start.min(value.start)..key.end.max(value.end),
                    (Some(one), None) | (None, Some(one)) => one,
                    (None, None) => 0..0,
                };
                places.0.push((span, path.clone()));
                if let Some(inner) = item.as_table_like() {
                    collect(inner, &path, places);
                }
                for (at, entry) in item.as_array_of_tables().into_iter().flatten().enumerate() {
                    let path: Vec<String> = path.iter().cloned().chain([at.to_string()]).collect();
                    places.0.push((entry.span().unwrap_or_default(), path.clone()));
                    collect(entry, &path, places);
                }
            }
        }
        let mut places = Self(Vec::new());
        if let Ok(read) = toml_edit::Document::parse(text) {
            collect(read.as_table(), &[], &mut places);
        }
        places
    }

    /// The innermost key around a place.
    fn path(&self, at: usize) -> Vec<String> {
        let around = self.0.iter().filter(|(span, _)| span.contains(&at) || span.end == at && !span.is_empty());
        around
            .max_by_key(|(span, path)| (path.len(), Reverse(span.len())))
            .map(|(_, path)| path.clone())
            .unwrap_or_default()
    }
}

/// What follows from a profile, and what is asked.
fn follows(desk: &Desk, case: &Case) -> Value {
    let (profile, resolution) = (&case.profile, &case.resolution);
    let standing = Standing::of(profile, resolution);
    let lines: Vec<Value> = lines(profile, resolution).iter().map(|line| line.told(profile, resolution)).collect();
    let pending = standing
        .pending
        .iter()
        .map(|pending| json!({ "text": said::sentence(desk, None, &pending.words().da), "path": path_of(pending) }));
    json!({
        "edition": profile.edition.id.as_str(),
        "draft": standing.is_draft(),
        "final": standing.is_final(),
        "pending": pending.collect::<Vec<_>>(),
        "lines": lines,
        "facts": facts(&standing, profile, resolution),
        "readings": readings(&standing, profile),
        "cautions": cautions(profile, resolution),
        "types": guide::types(&profile.types),
    })
}

/// What a buyer should know of what it chose and of what that brings along: what happened to an integration since the
/// edition, and the advice on its packages.
fn cautions(profile: &Profile, resolution: &Resolution) -> Vec<Value> {
    let edition = &profile.edition;
    let in_use = resolution.integrations.iter().filter(|line| line.interval.at_most > Level::Excluded);
    let integrations = in_use.map(|line| Subject::Integration(line.id.clone()));
    let packages = profile.packages.keys().map(|id| Subject::Package(id.clone()));
    let mut told = BTreeSet::new();
    let mut cautions: Vec<Value> = Vec::new();
    for subject in integrations.chain(packages) {
        let notes = edition.notes_about(&subject).filter(|note| told.insert(note.id.clone()));
        cautions.extend(notes.map(|note| json!({ "id": subject.to_string(), "text": note.text })));
    }
    let advised = profile.packages.keys().filter_map(|id| edition.packages.get(id));
    let advice = advised.flat_map(|package| package.advice.iter().map(move |advice| (package, advice)));
    cautions.extend(advice.map(|(package, advice)| {
        json!({ "id": package.id.as_str(), "text": format!("{} {}", advice.question.trim(), advice.text.trim()) })
    }));
    cautions
}

/// The field of the profile where what is left is settled.
fn path_of(pending: &Pending) -> Vec<String> {
    let path = match pending {
        Pending::Procedure => vec!["tender", "procedure"],
        Pending::Deadline => vec!["tender", "deadline"],
        Pending::Placeholder { key, .. } => vec!["tender", *key],
        Pending::Reading { reading, .. } => vec!["readings", reading.as_str()],
        Pending::Evaluated { .. } => vec!["requirement", "0", "type"],
        Pending::Weights { .. } => vec!["evaluation", "described-in"],
    };
    path.into_iter().map(str::to_owned).collect()
}

/// The readings that must be settled, with what to ask KOMBIT.
fn readings(standing: &Standing, profile: &Profile) -> Vec<Value> {
    let unsettled = standing.pending.iter().filter_map(|pending| match pending {
        Pending::Reading { reading, .. } => Some(reading),
        Pending::Procedure
        | Pending::Deadline
        | Pending::Placeholder { .. }
        | Pending::Evaluated { .. }
        | Pending::Weights { .. } => None,
    });
    let all: BTreeSet<_> = unsettled.chain(profile.settled.keys()).collect();
    let told = all.into_iter().filter_map(|id| profile.edition.reading(id)).map(|reading| {
        json!({
            "id": reading.id.as_str(),
            "subject": reading.subject,
            "choice": reading.choice,
            "why": reading.why,
            "ask": reading.when_settled,
            "settled": profile.settled.get(&reading.id),
        })
    });
    told.collect()
}

/// A line that a supplier answers, whatever kind it is.
pub struct Line {
    pub id: LineId,
    pub title: String,
    pub interval: Interval,
    /// The package that it belongs to; an integration's own, if it has one
    package: Option<PackageId>,
    pub fact: Option<FactId>,
    left_out: Option<String>,
}

/// Every line of the edition and of the profile: those that do not hold too.
pub fn lines(profile: &Profile, resolution: &Resolution) -> Vec<Line> {
    let edition = &profile.edition;
    let integrations = resolution.integrations.iter().map(|line| Line {
        id: LineId::Integration(line.id.clone()),
        title: edition.integrations.get(&line.id).map(|it| it.name.clone()).unwrap_or_default(),
        interval: line.interval,
        package: edition.integrations.get(&line.id).and_then(|it| it.home.clone()),
        fact: None,
        left_out: None,
    });
    let needs = resolution.needs.iter().map(|line| Line {
        id: LineId::Requirement(line.id.clone()),
        title: edition.facts.get(&line.fact).map(|fact| fact.label.clone()).unwrap_or_default(),
        interval: line.interval,
        package: Some(line.package.clone()),
        fact: Some(line.fact.clone()),
        left_out: None,
    });
    let requirements = resolution.requirements.iter().map(|line| {
        let own = || profile.own.iter().find(|own| own.id == line.id).and_then(|own| own.title.clone());
        let title = edition.requirement(&line.id).map(|requirement| requirement.title.clone()).or_else(own);
        Line {
            id: LineId::Requirement(line.id.clone()),
            title: title.unwrap_or_else(|| "Ordregivers eget krav".to_owned()),
            interval: line.interval,
            package: line.package.clone(),
            fact: None,
            left_out: line.left_out.clone(),
        }
    });
    integrations.chain(needs).chain(requirements).collect()
}

impl Line {
    /// Why it is there, in sentences.
    pub fn why(&self, profile: &Profile, resolution: &Resolution) -> Vec<String> {
        let sentences = Sentences::new(profile, resolution);
        let because: &[Reason] = resolution.because(&self.id);
        let telling = sentences.telling(because, self.interval.at_least, self.interval.at_most);
        sentences.why(&telling, sentences.bond(&self.id)).iter().map(words).collect()
    }

    fn told(&self, profile: &Profile, resolution: &Resolution) -> Value {
        let printed = self.interval.at_most > Level::Excluded;
        let change = profile.changed.get(&self.id);
        let why = if printed { self.why(profile, resolution) } else { Vec::new() };
        json!({
            "id": self.id.as_str(),
            "title": self.title,
            "status": key(self.interval.status),
            "word": status(self.interval.status.into()).word,
            "package": self.package.as_ref().map(PackageId::as_str),
            "integration": matches!(self.id, LineId::Integration(_)),
            "need": self.fact.as_ref().map(FactId::as_str),
            "type": resolution.type_of(&self.id).map(|kind| kind.as_str()),
            "left_out": self.left_out,
            "changed": change.map(|change| change.reason.as_str()),
            "why": why,
        })
    }
}

/// The status as the page knows it.
pub fn key(status: Status) -> &'static str {
    match status {
        Status::Required => "required",
        Status::Optional => "optional",
        Status::Excluded => "excluded",
        Status::Open => "open",
        Status::Supplier => "supplier",
    }
}

/// The facts that a chosen package asks for, or that can move a line: what is open first, and of that first what
/// decides most.
fn facts(standing: &Standing, profile: &Profile, resolution: &Resolution) -> Vec<Value> {
    let open = |fact: &FactId| standing.questions.contains(fact);
    let asked: BTreeSet<FactId> =
        profile.packages.keys().filter_map(|id| profile.edition.packages.get(id)).flat_map(|it| it.facts()).collect();
    let mut facts: Vec<(usize, &Fact)> = profile
        .edition
        .facts
        .values()
        .filter(|fact| {
            let moving = open(&fact.id) || moves(resolution, &fact.id) > 0;
            asked.contains(&fact.id) || profile.facts.contains_key(&fact.id) || moving
        })
        .map(|fact| (moves(resolution, &fact.id), fact))
        .collect();
    facts.sort_by_key(|(moves, fact)| {
        let answered = profile.facts.contains_key(&fact.id);
        // What no chosen package asks is left to suppliers, and comes last.
        let asked = answered || asked.contains(&fact.id);
        (!asked, !open(&fact.id), answered, Reverse(*moves), fact.number)
    });
    facts.into_iter().map(|(_, fact)| fact_told(fact, open(&fact.id), profile, resolution)).collect()
}

/// How many lines a fact moves.
fn moves(resolution: &Resolution, fact: &FactId) -> usize {
    resolution.questions.iter().find(|question| question.fact == *fact).map_or(0, |question| question.moves.len())
}

/// What a yes would ask suppliers for: the requirement word by word, with what may be shown in its place.
fn need_told(need: &Need, profile: &Profile) -> String {
    let kind = profile.changed.get(&LineId::Requirement(need.id.clone())).and_then(|change| change.kind.as_ref());
    let is_minimum = kind.is_none_or(|kind| profile.requirement_type(kind).kind == TypeKind::Minimum);
    let what = if is_minimum { "mindstekravet" } else { "kravet" };
    let alternative = need.alternative.as_ref().map(|it| format!(" {}", profile.filled(it))).unwrap_or_default();
    format!("Ved et ja stilles {what}: »{}{alternative}«", profile.filled(&need.text))
}

fn fact_told(fact: &Fact, open: bool, profile: &Profile, resolution: &Resolution) -> Value {
    let question = resolution.questions.iter().find(|question| question.fact == fact.id);
    let asking = profile.packages.keys().filter(|id| profile.edition.packages[*id].asks_for(&fact.id));
    let answer = profile.facts.get(&fact.id).map(|answer| match answer.value {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Supplier => "supplier",
    });
    json!({
        "id": fact.id.as_str(),
        "number": fact.number,
        "label": fact.label,
        "question": fact.question,
        "help": fact.help,
        "answer": answer,
        "open": open,
        "moves": question.map(|question| question.moves.iter().map(LineId::as_str).collect::<Vec<_>>()).unwrap_or_default(),
        "supplier_knows": fact.supplier_knows,
        "need": fact.need.as_ref().map(|need| need_told(need, profile)),
        "packages": asking.map(PackageId::as_str).collect::<Vec<_>>(),
    })
}
