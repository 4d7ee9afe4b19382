//! Filling in a Word form as a person would in Word: the text of each control, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::layout::tag;
use crate::document::FieldName;
use crate::form::filling::{Done, Filling, Unfillable};
use crate::form::package;
use crate::input::package::of_any_system;
use crate::print::office::xml::printable;
use crate::print::word::control::{EMPTY, TICKED};

/// Fills in the fields of a form, and says which of them it does not have; a box is ticked where its answer says
/// anything.
pub fn fill(form: &[u8], filling: &Filling) -> Result<Done, Unfillable> {
    let damaged = |error: &dyn std::fmt::Display| Unfillable::Broken(error.to_string());
    let package = package::check(form, &mut Default::default());
    let main = package.ok().and_then(|package| package.main()).ok_or_else(|| damaged(&"no document"))?;
    let tagged = |name: &String| name.parse::<FieldName>().map_or_else(|_| name.clone(), |name| tag(&name));
    let answers: BTreeMap<String, &str> =
        filling.iter().map(|(name, answer)| (tagged(name), answer.as_str())).collect();
    let mut used = BTreeSet::new();
    let mut archive = ZipArchive::new(Cursor::new(form)).map_err(|error| damaged(&error))?;
    let mut filled = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(|error| damaged(&error))?;
        let name = file.name().map_err(|error| damaged(&error))?.into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(|error| damaged(&error))?;
        if name.to_lowercase() == main {
            let text = String::from_utf8(content).map_err(|error| damaged(&error))?;
            content = document(&text, &answers, &mut used).map_err(|error| damaged(&error))?;
        }
        filled.start_file(name, options).map_err(|error| damaged(&error))?;
        filled.write_all(&content).map_err(|error| damaged(&error))?;
    }
    let bytes = of_any_system(filled.finish().map_err(|error| damaged(&error))?.into_inner());
    let missed = filling.keys().filter(|name| !used.contains(&tagged(name))).cloned().collect();
    Ok(Done { bytes, missed })
}

/// A control on the way through the paper.
#[derive(Default)]
struct Control<'a> {
    answer: Option<&'a str>,
    tag: String,
    is_box: bool,
    /// What stands in it is being replaced: how deep in it we are
    inside: usize,
}

/// The paper with its answers; the tags of those that were put in go into `used`.
fn document(
    text: &str,
    answers: &BTreeMap<String, &str>,
    used: &mut BTreeSet<String>,
) -> Result<Vec<u8>, quick_xml::Error> {
    let mut reader = Reader::from_str(text);
    let mut out = Writer::new(Vec::new());
    let mut open: Vec<Control<'_>> = Vec::new();
    loop {
        let event = reader.read_event()?;
        let replaced = open.last().is_some_and(|control| control.inside > 0);
        match &event {
            Event::Eof => return Ok(out.into_inner()),
            Event::Start(element) if replaced => {
                let _ = element;
                open.iter_mut().next_back().into_iter().for_each(|control| control.inside += 1);
                continue;
            }
            Event::End(element) if replaced => {
                let control = open.iter_mut().next_back().expect("something is being replaced");
                control.inside -= 1;
                if control.inside > 0 {
                    continue;
                }
                debug_assert_eq!(element.local_name().as_ref(), "sdtContent");
                if let Some(answer) = control.answer.take() {
                    answered(&mut out, answer, control.is_box)?;
                    used.insert(std::mem::take(&mut control.tag));
                }
            }
            _ if replaced => continue,
            Event::Start(element) => match element.local_name().as_ref() {
                "sdt" => open.push(Control::default()),
                "sdtContent" => {
                    if let Some(control) = open.last_mut().filter(|control| control.answer.is_some()) {
                        control.inside = 1;
                    }
                }
                "checkbox" => open.iter_mut().next_back().into_iter().for_each(|control| control.is_box = true),
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "sdt" => drop(open.pop()),
            Event::Empty(element) => {
                let mut attributes = element.attributes();
                let mut attributes = attributes.with_checks(false).flatten();
                let value = attributes.find(|it| it.key.local_name().as_ref() == "val").map(|it| it.value);
                match (element.local_name().as_ref(), open.last_mut()) {
                    ("tag", Some(control)) => {
                        control.tag = value.map(|tag| tag.into_owned()).unwrap_or_default();
                        control.answer = answers.get(&control.tag).copied();
                    }
                    ("showingPlcHdr", Some(control)) if control.answer.is_some() => continue,
                    ("checked", Some(control)) if control.answer.is_some() => {
                        let name = element.name().as_ref().to_owned();
                        let key = format!("{}val", name.strip_suffix("checked").unwrap_or_default());
                        out.write_event(Event::Empty(BytesStart::new(name).with_attributes([(key.as_str(), "1")])))?;
                        continue;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        out.write_event(event)?;
    }
}

/// A run with the answer, line by line.
fn answered(out: &mut Writer<Vec<u8>>, answer: &str, is_box: bool) -> Result<(), quick_xml::Error> {
    let text = match (is_box, answer.trim().is_empty()) {
        (true, false) => TICKED.to_owned(),
        (true, true) => EMPTY.to_owned(),
        (false, _) => printable(answer),
    };
    out.write_event(Event::Start(BytesStart::new("w:r")))?;
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.write_event(Event::Empty(BytesStart::new("w:br")))?;
        }
        out.write_event(Event::Start(BytesStart::new("w:t").with_attributes([("xml:space", "preserve")])))?;
        out.write_event(Event::Text(BytesText::new(line)))?;
        out.write_event(Event::End(BytesStart::new("w:t").to_end()))?;
    }
    out.write_event(Event::End(BytesStart::new("w:r").to_end()))?;
    Ok(())
}
