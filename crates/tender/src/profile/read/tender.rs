//! The tender's own table.

use super::super::place_of::home_of_misplaced;
use super::super::{Appendices, Buyer, FormFormat, Procedure, Tender, cvr};
use super::{LONGEST, check_order};
use crate::catalog::Edition;
use crate::complaint::Second;
use crate::complaint::{Complaint, Complaints};
use crate::input::fault::{InputFault, Thing};
use crate::input::table::{Kind, Reader, Table, Value};
use crate::input::words;
use crate::profile::Due;
use crate::profile::fault::ProfileFault;
use crate::text::nearest::nearest_entry;
use crate::text::source::Written;

/// Reads the tender; without an edition its ydelsesområde is not judged.
pub(super) fn read_tender(table: &Table, edition: Option<&Edition>, complaints: &mut Complaints) -> Option<Tender> {
    let elsewhere = |key: &str| home_of_misplaced(key, edition);
    let mut reader = Reader::new(table, complaints);
    reader.knowing(&elsewhere);
    let title = reader.required_text("title");
    let buyers = read_buyers(&mut reader);
    let mut text = |key| reader.text(key).filter(|text| !text.value.trim().is_empty());
    let (contact, reference, area, version) = (text("contact"), text("reference"), text("area"), text("version"));
    let (security, due, late_because) = (text("security-appendix"), text("due"), text("late-because"));
    let procedure = text("procedure");
    let appendix = read_appendices(&mut reader);
    let (date, published) = (reader.date("date"), reader.date("published"));
    let deadline = reader.date_and_hour("deadline");
    let (first_notice, cancelled) = (reader.count("first-notice"), reader.date("cancelled"));
    let forms = read_forms(&mut reader);
    let signature = reader.boolean("signature").is_some_and(|signature| signature.value);
    reader.finish();

    let texts = [&title, &contact, &reference, &version, &security, &due, &late_because];
    texts.into_iter().flatten().for_each(|text| short(text, complaints));
    let area = area.and_then(|area| {
        let edition = edition?;
        if let Some(id) = edition.area(&area.value) {
            return Some(id.clone());
        }
        let known = edition.areas.iter().map(|(id, name)| format!("{id} {name}")).collect();
        let nearest = nearest_entry(&area.value, edition.areas.iter().map(|(id, name)| (id.as_str(), name.as_str())));
        complaints.error(ProfileFault::UnknownArea { id: area.value, known, nearest }, area.place);
        None
    });
    let procedure = procedure.and_then(|word| {
        let found = Procedure::ALL.iter().find(|(key, _)| *key == word.value).map(|(_, procedure)| *procedure);
        if found.is_none() {
            let nearest = words::meant("procedure", &word.value);
            complaints.error(ProfileFault::UnknownProcedure { word: word.value, nearest }, word.place);
        }
        found
    });
    let last = deadline.clone().map(|deadline| deadline.map(|(date, _)| date));
    check_order(&[("date", &date), ("published", &published), ("deadline", &last)], complaints);
    check_order(&[("published", &published), ("cancelled", &cancelled)], complaints);
    let value = |text: Option<Written<String>>| text.map(|text| text.value);
    let mut buyers = buyers?.into_iter();
    let first = buyers.next()?;
    Some(Tender {
        title: title?.value,
        buyer: first.name,
        cvr: first.cvr,
        joined_by: buyers.collect(),
        contact: value(contact),
        reference: value(reference),
        area,
        procedure,
        appendix,
        version: value(version),
        date: date.map(|date| date.value),
        published: published.map(|date| date.value),
        deadline: deadline.as_ref().map(|deadline| deadline.value.0),
        hour: deadline.and_then(|deadline| deadline.value.1),
        signature,
        security_appendix: value(security),
        due: value(due).map(|due| Due::Words(due).clause()),
        forms,
        first_notice: first_notice.map(|number| number.value),
        late_because: value(late_because),
        cancelled: cancelled.map(|date| date.value),
        place: Some(table.place.clone()),
    })
}

fn short(text: &Written<String>, complaints: &mut Complaints) {
    let length = text.value.chars().count();
    if length > LONGEST {
        complaints.error(InputFault::TooLong { length, most: LONGEST }, text.place.clone());
    }
}

/// The one buyer, or those of a joint tender; the first runs it.
fn read_buyers(reader: &mut Reader<'_, '_>) -> Option<Vec<Buyer>> {
    if reader.key_place("buyers").is_none() {
        let (name, number) = (reader.required_text("buyer"), reader.text("cvr"));
        reader.value("buyers");
        return Some(vec![read_buyer(name, number, reader.complaints)?]);
    }
    for single in ["buyer", "cvr"] {
        if let (Some(_), Some(place), Some(first)) =
            (reader.value(single), reader.key_place(single), reader.key_place("buyers"))
        {
            let fault = InputFault::DuplicateId { what: Thing::Buyer, id: single.to_owned() };
            let complaint = Complaint::error(fault, place.clone()).also(first.clone(), Second::First);
            reader.complaints.push(complaint);
        }
    }
    let tables = reader.tables("buyers");
    if tables.is_empty() {
        let place = reader.key_place("buyers").cloned();
        reader.complaints.error(InputFault::EmptyText { key: "buyers".to_owned() }, place);
        return None;
    }
    let buyers: Vec<Option<Buyer>> = tables
        .into_iter()
        .map(|table| {
            let mut buyer = Reader::new(table, reader.complaints);
            let (name, number) = (buyer.required_text("name"), buyer.text("cvr"));
            buyer.finish();
            read_buyer(name, number, reader.complaints)
        })
        .collect();
    buyers.into_iter().collect()
}

fn read_buyer(
    name: Option<Written<String>>,
    number: Option<Written<String>>,
    complaints: &mut Complaints,
) -> Option<Buyer> {
    name.iter().for_each(|name| short(name, complaints));
    let number = number.filter(|number| !number.value.trim().is_empty());
    let cvr = number.and_then(|number| match cvr::check(&number.value) {
        Ok(digits) => Some(digits),
        Err(error) => {
            complaints.error(ProfileFault::Cvr { number: number.value, error }, number.place);
            None
        }
    });
    Some(Buyer { name: name?.value, cvr })
}

/// One number, which is the kravbilag's, or a table with a number for each document.
fn read_appendices(reader: &mut Reader<'_, '_>) -> Appendices {
    let mut appendices = Appendices::default();
    match reader.value("appendix") {
        None => {}
        Some(Value { kind: Kind::Table(table), .. }) => {
            let mut numbers = Reader::new(table, reader.complaints);
            let written = Appendices::DOCUMENTS.map(|document| (document, numbers.text(document)));
            numbers.finish();
            for (document, number) in written {
                let number = number.filter(|number| !number.value.trim().is_empty());
                number.iter().for_each(|number| short(number, reader.complaints));
                appendices.numbers.extend(number.map(|number| (document, number.value)));
            }
        }
        Some(value) => {
            let number = reader.as_text(value).filter(|number| !number.value.trim().is_empty());
            number.iter().for_each(|number| short(number, reader.complaints));
            appendices.numbers.extend(number.map(|number| (Appendices::DOCUMENTS[0], number.value)));
        }
    }
    appendices
}

/// The formats of the response form, each once.
fn read_forms(reader: &mut Reader<'_, '_>) -> Vec<FormFormat> {
    let mut forms = Vec::new();
    for word in reader.texts("forms").unwrap_or_default() {
        match FormFormat::ALL.iter().find(|(known, _)| *known == word.value) {
            Some((_, form)) if !forms.contains(form) => forms.push(*form),
            Some(_) => {}
            None => {
                let known = FormFormat::ALL.map(|(known, _)| known.to_owned()).to_vec();
                let nearest = words::meant("forms", &word.value);
                let fault = InputFault::UnknownWord { key: "forms".to_owned(), word: word.value, known, nearest };
                reader.complaints.error(fault, word.place);
            }
        }
    }
    forms
}
