//! Fills the fields of a workbook in: each gets a text in its cell, and every other byte of the package stays as it
//! was.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::layout::cell;
use super::read::{cell_name, places};
use crate::form::filling::{Done, Filling, Unfillable};
use crate::form::package;
use crate::input::package::of_any_system;

/// Fills a form in.
pub fn fill(bytes: &[u8], filling: &Filling) -> Result<Done, Unfillable> {
    let broken = |error: &dyn std::fmt::Display| Unfillable::Broken(error.to_string());
    let package = package::check(bytes, &mut BTreeSet::new()).ok();
    if !package.is_some_and(|package| package.is_workbook()) {
        return Err(Unfillable::OtherFormat);
    }
    let places = places(bytes).map_err(|refusal| Unfillable::Broken(format!("{refusal:?}")))?;
    // By part and row, in the order of the columns.
    let mut parts: BTreeMap<String, BTreeMap<u32, BTreeMap<u16, &str>>> = BTreeMap::new();
    let mut missed = Vec::new();
    for (name, value) in filling {
        match places.get(name) {
            Some((part, row, column)) => {
                parts.entry(part.clone()).or_default().entry(*row).or_default().insert(*column, value);
            }
            None => missed.push(name.clone()),
        }
    }
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut filled = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..package.len() {
        let file = package.by_index_raw(at).map_err(|error| broken(&error))?;
        let name = file.name().map_err(|error| broken(&error))?.into_owned();
        let Some(rows) = parts.get(&name.replace('\\', "/").to_lowercase()) else {
            filled.raw_copy_file(file).map_err(|error| broken(&error))?;
            continue;
        };
        drop(file);
        let mut file = package.by_index(at).map_err(|error| broken(&error))?;
        let mut sheet = String::new();
        file.read_to_string(&mut sheet).map_err(|error| broken(&error))?;
        filled.start_file(name, SimpleFileOptions::default()).map_err(|error| broken(&error))?;
        filled.write_all(written(&sheet, rows).as_bytes()).map_err(|error| broken(&error))?;
    }
    let bytes = of_any_system(filled.finish().map_err(|error| broken(&error))?.into_inner());
    Ok(Done { bytes, missed })
}

/// A sheet with texts put into its cells.
fn written(sheet: &str, rows: &BTreeMap<u32, BTreeMap<u16, &str>>) -> String {
    let mut out = String::with_capacity(sheet.len() + 1024);
    let mut rest = sheet;
    let mut number: u32 = 0;
    // A row is found by its tag; what is between rows is none of ours.
    while let Some((before, tag, after)) = element(rest, "row") {
        out.push_str(before);
        let own = attribute(tag, "r").and_then(|it| it.parse().ok());
        number = own.unwrap_or_else(|| number.saturating_add(1));
        let empty = tag.ends_with("/>");
        let prefix = prefix(tag);
        let end = format!("</{prefix}row>");
        let (inside, left) = match after.split_once(end.as_str()) {
            Some((inside, left)) if !empty => (inside, left),
            _ => ("", after),
        };
        match number.checked_sub(1).and_then(|at| rows.get(&at)) {
            Some(cells) => {
                out.push_str(tag.trim_end_matches("/>"));
                if empty {
                    out.push('>');
                }
                row(inside, number, cells, prefix, &mut out);
                out.push_str(&end);
            }
            None => {
                out.push_str(tag);
                if !empty {
                    out.push_str(inside);
                    out.push_str(&end);
                }
            }
        }
        rest = left;
    }
    out.push_str(rest);
    out
}

/// The cells of a row, with texts put in their places.
fn row(inside: &str, number: u32, texts: &BTreeMap<u16, &str>, prefix: &str, out: &mut String) {
    let mut waiting = texts.iter().peekable();
    let mut rest = inside;
    let mut column = 0u16;
    while let Some((before, tag, after)) = element(rest, "c") {
        out.push_str(before);
        column = attribute(tag, "r").and_then(column_of).unwrap_or(column);
        let empty = tag.ends_with("/>");
        let end = format!("</{prefix}c>");
        let (content, left) = match after.split_once(end.as_str()) {
            Some((content, left)) if !empty => (content, left),
            _ => ("", after),
        };
        while let Some((before, text)) = waiting.next_if(|(place, _)| **place < column) {
            put(prefix, number, *before, None, text, out);
        }
        match waiting.next_if(|(place, _)| **place == column) {
            Some((_, text)) => put(prefix, number, column, attribute(tag, "s"), text, out),
            None => {
                out.push_str(tag);
                if !empty {
                    out.push_str(content);
                    out.push_str(&end);
                }
            }
        }
        column = column.saturating_add(1);
        rest = left;
    }
    out.push_str(rest);
    for (place, text) in waiting {
        put(prefix, number, *place, None, text, out);
    }
}

fn put(prefix: &str, row: u32, column: u16, style: Option<&str>, text: &str, out: &mut String) {
    let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
    let text = quick_xml::escape::escape(cell(text).replace("_x", "_x005F_x")).into_owned();
    let place = cell_name(row - 1, column);
    out.push_str(&format!(
        "<{prefix}c r=\"{place}\"{style} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is></{prefix}c>"
    ));
}

/// The next element of a name, whatever its namespace is called: what is before it, its tag, what is after that.
fn element<'x>(xml: &'x str, name: &str) -> Option<(&'x str, &'x str, &'x str)> {
    let mut from = 0;
    while let Some(at) = xml[from..].find('<').map(|at| at + from) {
        let end = at + xml[at..].find('>')? + 1;
        let tag = &xml[at..end];
        let own = tag[1..].split([' ', '>', '/', '\n', '\r', '\t']).next().unwrap_or_default();
        if own.rsplit(':').next() == Some(name) {
            return Some((&xml[..at], tag, &xml[end..]));
        }
        from = end;
    }
    None
}

/// `x:` of `<x:row …>`.
fn prefix(tag: &str) -> &str {
    let own = tag[1..].split([' ', '>', '/', '\n', '\r', '\t']).next().unwrap_or_default();
    own.rfind(':').map_or("", |at| &own[..=at])
}

fn attribute<'x>(tag: &'x str, name: &str) -> Option<&'x str> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split('"').next()
}

/// The column of a cell's name: 5 of `F12`.
fn column_of(name: &str) -> Option<u16> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.fold(0u16, |sum, letter| sum.saturating_mul(26).saturating_add(u16::from(letter - b'A') + 1));
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_filled_where_they_stand_and_where_they_are_missing() {
        let rows = BTreeMap::from([(1, BTreeMap::from([(1, "æ & _x0041_"), (3, "d")]))]);
        let sheet = r#"<sheetData><row r="1"/><row r="2" ht="9"><c r="A2" t="s"><v>0</v></c><c r="B2" s="4"/><c r="E2"/></row></sheetData>"#;
        let filled = written(sheet, &rows);
        let text = |place: &str, style: &str, text: &str| {
            format!(r#"<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
        };
        let (b, d) = (text("B2", r#" s="4""#, "æ &amp; _x005F_x0041_"), text("D2", "", "d"));
        assert_eq!(
            filled,
            format!(
                r#"<sheetData><row r="1"/><row r="2" ht="9"><c r="A2" t="s"><v>0</v></c>{b}{d}<c r="E2"/></row></sheetData>"#
            )
        );
        assert_eq!(column_of("AA10"), Some(26));
    }
}
