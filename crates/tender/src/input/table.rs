//! TOML as it was written: every key and value knows its file and place.
//!
//! Tables can be laid over one another (an edition over its base, a profile over the one it extends), and a value keeps
//! the place where it was written. [`Reader`] takes a table apart and complains of everything at once: wrong kinds,
//! missing keys, and, at the end, keys that nobody asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};
use toml::value::{Date, Datetime, Time};

use super::heading::section_at;
use super::repair::{self, Meant};
use super::words;
use crate::complaint::{Complaint, Complaints, Second};
use crate::input::fault::{Expected, Found, Home, InputFault, OtherFile, Slip};
use crate::text::calendar::{NoMoment, no_moment};
use crate::text::nearest::nearest;
use crate::text::source::{Place, Source, Written, composed, unseen};

/// A value as it was written.
#[derive(Debug, Clone)]
pub struct Value {
    pub place: Place,
    pub kind: Kind,
}

#[derive(Debug, Clone)]
pub enum Kind {
    Text(String),
    Bool(bool),
    Date(Datetime),
    /// Integer and float, as written
    Number(String),
    List(Vec<Value>),
    Table(Table),
}

impl Kind {
    /// What the value is called in a complaint.
    pub fn name(&self) -> Found {
        match self {
            Kind::Text(_) => Found::Text,
            Kind::Bool(_) => Found::Boolean,
            Kind::Date(Datetime { time: None, .. }) => Found::Date,
            Kind::Date(_) => Found::TimeOfDay,
            Kind::Number(_) => Found::Number,
            Kind::List(_) => Found::Array,
            Kind::Table(_) => Found::Table,
        }
    }
}

/// A table as it was written.
#[derive(Debug, Clone)]
pub struct Table {
    /// Where it begins: what it lacks is complained of here
    pub place: Place,
    pub fields: BTreeMap<String, Field>,
}

/// A key and its value.
#[derive(Debug, Clone)]
pub struct Field {
    pub key: Place,
    pub value: Value,
}

/// A text as it is meant: with the slips in it mended that can mean one thing only.
pub fn as_meant(text: &str) -> std::borrow::Cow<'_, str> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let meant = if errors.is_empty() { None } else { repair::mended(text) };
    meant.map_or(text.into(), |meant| meant.text.into())
}

impl Table {
    /// Reads TOML; syntax errors are complained of, all of them, and what could be read is returned.
    pub fn parse(source: &Arc<Source>, complaints: &mut Complaints) -> Self {
        Self::parse_part(source, 0..source.text.len(), complaints)
    }

    /// Reads the TOML that stands in a part of a file.
    pub fn parse_part(source: &Arc<Source>, part: std::ops::Range<usize>, complaints: &mut Complaints) -> Self {
        let offset = part.start;
        let written = &source.text[part.clone()];
        let (table, errors) = DeTable::parse_recoverable(written);
        // What is plainly meant is read as it is meant; in other texts nothing is looked for.
        let mended = if errors.is_empty() { None } else { repair::mended(written) };
        let (table, errors) = mended.as_ref().map_or((table, errors), |meant| DeTable::parse_recoverable(&meant.text));
        let part = Part { source, offset, meant: mended.as_ref() };
        // One slip can make a parser stumble over every line after it: a few of its complaints are enough.
        let errors = one_a_line(mended.as_ref().map_or(written, |meant| &meant.text), errors);
        // Of another kind of file one is enough, and says which.
        let other = if errors.is_empty() { None } else { OtherFile::of(&source.text) };
        let most = if other.is_some() { 1 } else { MOST_SYNTAX_ERRORS };
        let more = errors.len().saturating_sub(MOST_SYNTAX_ERRORS);
        for (at, error) in errors.into_iter().take(most).enumerate() {
            let place = part.place(error.span().unwrap_or(0..0));
            let message = error.message().trim().replace('\n', ", ");
            let kind = other.map(Slip::Other);
            let mut hints: Vec<Slip> =
                kind.or_else(|| slip(&source.text, place.span.start, &message)).into_iter().collect();
            if at + 1 == MOST_SYNTAX_ERRORS && more > 0 {
                hints.push(Slip::More(more));
            }
            let first = (message == "duplicate key").then(|| first_of(source, &place)).flatten();
            let complaint = Complaint::error(InputFault::Toml { message, hints }, place);
            complaints.push(match first {
                Some(first) => complaint.also(first, Second::First),
                None => complaint,
            });
        }
        convert_table(table.get_ref(), Place::new(source, offset..offset), &part)
    }

    /// Lays another table over this one: its values win, and `joined` tells what becomes of tables and lists that both
    /// have.
    pub fn overlay(&mut self, over: Table, joined: fn(&str) -> Joined) {
        self.overlay_at("", over, joined);
    }

    fn overlay_at(&mut self, path: &str, over: Table, joined: fn(&str) -> Joined) {
        for (key, field) in over.fields {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let under = self.fields.get_mut(&key).map(|under| &mut under.value.kind);
            match (under, field.value.kind, joined(&path)) {
                (Some(Kind::Table(under)), Kind::Table(over), Joined::ByKey | Joined::ByEntry(_)) => {
                    under.overlay_at(&path, over, joined);
                }
                (Some(Kind::List(under)), Kind::List(over), Joined::ByEntry(identity)) => {
                    for entry in over {
                        let name = identity_of(&entry, identity);
                        match under.iter_mut().find(|other| name.is_some() && identity_of(other, identity) == name) {
                            Some(other) => *other = entry,
                            None => under.push(entry),
                        }
                    }
                }
                (_, kind, _) => {
                    let value = Value { place: field.value.place, kind };
                    self.fields.insert(key, Field { key: field.key, value });
                }
            }
        }
    }

    /// The text under a key, if there is one.
    pub fn text(&self, key: &str) -> Option<String> {
        match &self.fields.get(key)?.value.kind {
            Kind::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

/// How what is written in two layers is joined.
#[derive(Debug, Clone, Copy)]
pub enum Joined {
    /// The upper one replaces the lower
    Whole,
    /// Tables key by key; a list is replaced
    ByKey,
    /// A list of tables entry by entry: an entry replaces the one of the same identity, and one without identity is
    /// added
    ByEntry(fn(&Table) -> Option<String>),
}

fn identity_of(value: &Value, identity: fn(&Table) -> Option<String>) -> Option<String> {
    match &value.kind {
        Kind::Table(table) => identity(table),
        Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::Number(_) | Kind::List(_) => None,
    }
}

/// A part of a file that is read as TOML, as it is meant.
struct Part<'p> {
    source: &'p Arc<Source>,
    /// Where it begins in the file
    offset: usize,
    meant: Option<&'p Meant>,
}

impl Part<'_> {
    /// Where what was read stands in the file.
    fn place(&self, span: std::ops::Range<usize>) -> Place {
        let span = self.meant.map_or(span.clone(), |meant| meant.written(&span));
        Place::new(self.source, span.start + self.offset..span.end + self.offset)
    }
}

fn convert_table(table: &DeTable<'_>, place: Place, part: &Part<'_>) -> Table {
    let field = |key: &Spanned<DeString<'_>>, value| Field { key: part.place(key.span()), value: convert(value, part) };
    let fields = table.iter().map(|(key, value)| (key.get_ref().to_string(), field(key, value))).collect();
    Table { place, fields }
}

fn convert(value: &Spanned<DeValue<'_>>, part: &Part<'_>) -> Value {
    let place = part.place(value.span());
    let kind = match value.get_ref() {
        // An escape may have written what the file itself cannot hold.
        DeValue::String(text) => Kind::Text(composed(text).into_owned()),
        DeValue::Boolean(value) => Kind::Bool(*value),
        DeValue::Datetime(value) => Kind::Date(*value),
        DeValue::Integer(number) => Kind::Number(number.to_string()),
        DeValue::Float(number) => Kind::Number(number.to_string()),
        DeValue::Array(values) => Kind::List(values.iter().map(|value| convert(value, part)).collect()),
        DeValue::Table(table) => Kind::Table(convert_table(table, place.clone(), part)),
    };
    Value { place, kind }
}

/// The longest text that a key takes, in characters: some five printed pages.
const LONGEST_TEXT: usize = 10_000;

/// The most lines of a text: a text of line breaks alone would fill a hundred pages with nothing.
const MOST_LINES: usize = 500;

/// How many syntax errors of a file are told.
const MOST_SYNTAX_ERRORS: usize = 4;

/// Of several slips on a line the first, which made the others: a path with backslashes has one for each.
fn one_a_line(text: &str, errors: Vec<toml::de::Error>) -> Vec<toml::de::Error> {
    let line = |error: &toml::de::Error| {
        let at = error.span().map_or(0, |span| text.floor_char_boundary(span.start));
        text[..at].matches('\n').count()
    };
    let mut kept: Vec<toml::de::Error> = Vec::new();
    for error in errors {
        if kept.last().is_none_or(|last| line(last) != line(&error)) {
            kept.push(error);
        }
    }
    kept
}

/// Where a key or a heading stands first that is written again at a place.
fn first_of(source: &Arc<Source>, again: &Place) -> Option<Place> {
    let text = &source.text;
    let key = text.get(again.span.clone())?;
    let begun = text[..again.span.start].rfind('\n').map_or(0, |end| end + 1);
    let heading = text[begun..].trim_start().starts_with('[');
    let section = section_at(text, begun);
    let mut at = 0;
    for line in text[..begun].split_inclusive('\n') {
        let bare = line.trim_start().trim_start_matches('[').trim_start();
        let same =
            bare.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(if heading { ']' } else { '=' }));
        let here = heading == line.trim_start().starts_with('[') && (heading || section_at(text, at) == section);
        if same && here {
            let start = at + line.find(key)?;
            return Some(Place::new(source, start..start + key.len()));
        }
        at += line.len();
    }
    None
}

/// What people write for what TOML expects: judged by the value that stands on the line of a syntax error, and by what
/// the parser says.
fn slip(text: &str, at: usize, message: &str) -> Option<Slip> {
    let line_start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(line_start..)?.lines().next()?;
    let value = line.split_once('=').map_or(line, |(_, value)| value).trim();
    let word = value.split(|c: char| c.is_whitespace() || c == '#').next().unwrap_or_default();
    let in_key = line.find('=').is_none_or(|equals| at < line_start + equals);
    let in_text = value.starts_with('"') && !value.starts_with("\"\"\"");
    if message == "duplicate key"
        && let Some(heading) = line.trim().strip_prefix('[').and_then(|line| line.split(']').next())
    {
        let heading = heading.trim_start_matches('[').trim().to_owned();
        return Some(if words::is_of_several(&heading) { Slip::Several(heading) } else { Slip::HeadingTwice(heading) });
    }
    if message == "duplicate key" {
        return Some(Slip::KeyTwice);
    }
    // It is told at the end of the file, where the quotes are missed.
    if message.starts_with("invalid multi-line basic string") {
        return Some(Slip::ThreeQuotes);
    }
    // A text between three quotes ended at the first three in it; whoever puts them there puts them twice.
    let ended = text[..at].trim_end().ends_with("\"\"\"");
    if ended
        && message.starts_with("unexpected")
        && (text[..at].ends_with('"') || text[at..].lines().next().is_some_and(|rest| rest.contains("\"\"\"")))
    {
        return Some(Slip::ThreeQuotesInside);
    }
    // »accent = #003865« says nothing: a remark begins there.
    let colour = value.strip_prefix('#').map(|hex| hex.split_whitespace().next().unwrap_or_default());
    if let Some(hex) = colour.filter(|hex| matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit())) {
        return Some(Slip::Unquoted(format!("#{hex}")));
    }
    if !in_key && value.split('#').next().unwrap_or_default().trim().is_empty() {
        return Some(Slip::NoValue);
    }
    if value.starts_with('\'') && value.matches('\'').count() > 2 && message.starts_with("unexpected") {
        return Some(Slip::ApostropheInside);
    }
    let escape =
        ["missing escaped value", "too few unicode", "invalid escape"].iter().any(|begin| message.starts_with(begin));
    if escape && line.contains('\\') {
        return Some(Slip::Backslash);
    }
    if in_key && section_at(text, at).is_some_and(|section| matches!(section, "columns" | "texts")) {
        return Some(Slip::Heading);
    }
    if in_text && is_open(value) && message.starts_with("invalid basic string") {
        return Some(Slip::SeveralLines);
    }
    // A line that goes on where the one before was not ended.
    let before = text[..line_start].lines().rev().find(|line| !line.trim().is_empty());
    if in_key && before.and_then(|line| line.split_once('=')).is_some_and(|(_, value)| is_open(value.trim())) {
        return Some(Slip::SeveralLines);
    }
    if in_text && value.matches('"').count() > 2 && message.starts_with("unexpected") {
        return Some(Slip::QuotesInside);
    }
    if value.contains(['“', '”', '„', '»', '«', '’', '‘']) && !value.contains('"') {
        Some(Slip::CurlyQuotes)
    } else if let Some((_, date)) = repair::date_at(text, at) {
        Some(Slip::DateAs(date))
    } else if let Some(why) = no_date(value.split('#').next().unwrap_or_default()) {
        Some(Slip::NoDate(why))
    } else if repair::is_like_a_date(value.split('#').next().unwrap_or_default().trim()) {
        Some(Slip::DateForm)
    } else if let Some(number) = with_a_comma(word) {
        Some(Slip::DecimalComma(number))
    } else if message.starts_with("missing comma between array elements") {
        Some(Slip::Comma)
    } else if line.trim_start().starts_with('[') && line.matches('[').count() > line.matches(']').count() {
        Some(Slip::OpenBracket)
    } else if !in_key && !value.is_empty() && !value.contains(['"', '\'', '[', ']', '{', '}']) {
        Some(Slip::Unquoted(value.split('#').next().unwrap_or_default().trim().to_owned()))
    } else {
        None
    }
}

/// Why a value that is written like a date is none. A year of two digits may be a part of something else.
fn no_date(value: &str) -> Option<NoMoment> {
    no_moment(value).filter(|why| *why != NoMoment::ShortYear)
}

/// A number with a comma, and how it is written with a point.
fn with_a_comma(word: &str) -> Option<String> {
    let (whole, part) = word.split_once(',')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(part)).then(|| format!("{whole}.{part}"))
}

/// A text that begins on its line and does not end on it.
fn is_open(value: &str) -> bool {
    let inside = value.strip_prefix('"').filter(|_| !value.starts_with("\"\"\""));
    inside.is_some_and(|inside| !inside.contains('"'))
}

/// Where a key belongs that is unknown in its table.
pub type Elsewhere<'t> = &'t dyn Fn(&str) -> Option<Home>;

/// Takes a table apart, remembering which keys were asked for.
pub struct Reader<'t, 'c> {
    table: &'t Table,
    elsewhere: Option<Elsewhere<'t>>,
    asked: Vec<&'static str>,
    absent: Vec<&'static str>,
    pub complaints: &'c mut Complaints,
}

impl<'t, 'c> Reader<'t, 'c> {
    pub fn new(table: &'t Table, complaints: &'c mut Complaints) -> Self {
        Self { table, elsewhere: None, asked: Vec::new(), absent: Vec::new(), complaints }
    }

    /// Knows where keys belong that are none of this table's.
    pub fn knowing(&mut self, elsewhere: Elsewhere<'t>) {
        self.elsewhere = Some(elsewhere);
    }

    /// Where the table begins.
    pub fn place(&self) -> &'t Place {
        &self.table.place
    }

    /// The value under a key.
    pub fn value(&mut self, key: &'static str) -> Option<&'t Value> {
        self.asked.push(key);
        Some(&self.table.fields.get(key)?.value)
    }

    /// Where a key stands.
    pub fn key_place(&self, key: &str) -> Option<&'t Place> {
        self.table.fields.get(key).map(|field| &field.key)
    }

    /// Notes that a key is missing. It is complained of at the end, unless another key looks like it misspelt.
    pub fn missing(&mut self, key: &'static str) {
        self.absent.push(key);
    }

    fn wrong(&mut self, expected: Expected, value: &Value) {
        self.complaints.error(InputFault::WrongKind { expected, found: value.kind.name() }, value.place.clone());
    }

    /// A string that may be left out.
    pub fn text(&mut self, key: &'static str) -> Option<Written<String>> {
        let value = self.value(key)?;
        self.as_text(value)
    }

    /// A string that must be there, with something in it.
    pub fn required_text(&mut self, key: &'static str) -> Option<Written<String>> {
        if !self.table.fields.contains_key(key) {
            self.asked.push(key);
            self.missing(key);
            return None;
        }
        let text = self.text(key)?;
        if text.value.trim().is_empty() {
            self.complaints.error(InputFault::EmptyText { key: key.to_owned() }, text.place);
            return None;
        }
        Some(text)
    }

    /// A value that must be a string. What is not seen and makes a text read otherwise is refused.
    pub fn as_text(&mut self, value: &Value) -> Option<Written<String>> {
        let Kind::Text(text) = &value.kind else {
            self.wrong(Expected::Text, value);
            return None;
        };
        if let Some(control) = unseen(text) {
            self.complaints.error(InputFault::ControlCharacter { code: u32::from(control) }, value.place.clone());
            return None;
        }
        let length = text.chars().count();
        if length > LONGEST_TEXT {
            self.complaints.error(InputFault::TooLong { length, most: LONGEST_TEXT }, value.place.clone());
            return None;
        }
        let lines = text.lines().count();
        if lines > MOST_LINES {
            self.complaints.error(InputFault::TooManyLines { lines, most: MOST_LINES }, value.place.clone());
            return None;
        }
        Some(Written::new(text.clone(), value.place.clone()))
    }

    pub fn boolean(&mut self, key: &'static str) -> Option<Written<bool>> {
        let value = self.value(key)?;
        match &value.kind {
            Kind::Bool(known) => Some(Written::new(*known, value.place.clone())),
            _ => {
                self.wrong(Expected::TrueOrFalse, value);
                None
            }
        }
    }

    /// One of some words, in any case and with blanks or underscores for hyphens.
    pub fn keyword<T: Copy>(&mut self, key: &'static str, known: &[(&'static str, T)]) -> Option<Written<T>> {
        let text = self.text(key).filter(|text| !text.value.trim().is_empty())?;
        let word = words::own(key, &text.value).map_or_else(|| words::folded(&text.value), str::to_owned);
        let found = known.iter().find(|(known, _)| words::folded(known) == word);
        if found.is_none() {
            let fault = InputFault::UnknownWord {
                key: key.to_owned(),
                word: text.value,
                known: known.iter().map(|(word, _)| (*word).to_owned()).collect(),
                nearest: nearest(&word, known.iter().map(|(word, _)| *word)).or_else(|| words::meant(key, &word)),
            };
            self.complaints.error(fault, text.place);
            return None;
        }
        found.map(|(_, value)| Written::new(*value, text.place))
    }

    /// A number that is not negative.
    pub fn number(&mut self, key: &'static str) -> Option<Written<f64>> {
        let value = self.value(key)?;
        let number = match &value.kind {
            Kind::Number(written) => written.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0),
            Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::List(_) | Kind::Table(_) => None,
        };
        if number.is_none() {
            self.wrong(Expected::Number, value);
        }
        number.map(|number| Written::new(number, value.place.clone()))
    }

    /// A number that counts: 1, 2, 3 …
    pub fn count(&mut self, key: &'static str) -> Option<Written<u32>> {
        let value = self.value(key)?;
        let number = match &value.kind {
            Kind::Number(written) => written.parse().ok().filter(|number| (1..=9999).contains(number)),
            Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::List(_) | Kind::Table(_) => None,
        };
        if number.is_none() {
            self.wrong(Expected::Count, value);
        }
        number.map(|number| Written::new(number, value.place.clone()))
    }

    /// A date, with the hour of the day or without.
    pub fn date_and_hour(&mut self, key: &'static str) -> Option<Written<(Date, Option<Time>)>> {
        let value = self.value(key)?;
        match &value.kind {
            Kind::Date(Datetime { date: Some(date), time: Some(time), offset: None }) if date.year >= 1900 => {
                Some(Written::new((*date, Some(*time)), value.place.clone()))
            }
            Kind::Date(_) | Kind::Text(_) | Kind::Bool(_) | Kind::Number(_) | Kind::List(_) | Kind::Table(_) => {
                self.date(key).map(|date| Written::new((date.value, None), date.place))
            }
        }
    }

    /// A date without a time of day.
    pub fn date(&mut self, key: &'static str) -> Option<Written<Date>> {
        let value = self.value(key)?;
        match &value.kind {
            // Spreadsheets know no earlier years.
            Kind::Date(Datetime { date: Some(date), time: None, offset: None }) if date.year < 1900 => {
                self.complaints.error(InputFault::DateOutOfRange, value.place.clone());
                None
            }
            Kind::Date(Datetime { date: Some(date), time: None, offset: None }) => {
                Some(Written::new(*date, value.place.clone()))
            }
            other => {
                let no_date = if let Kind::Text(text) = other { no_moment(text) } else { None };
                match no_date {
                    Some(why) => self.complaints.error(InputFault::NoSuchDate { why }, value.place.clone()),
                    None => self.wrong(Expected::Date, value),
                }
                None
            }
        }
    }

    /// A list of strings; absent or complained of is `None`.
    pub fn texts(&mut self, key: &'static str) -> Option<Vec<Written<String>>> {
        let value = self.value(key)?;
        match &value.kind {
            Kind::List(values) => {
                // All of them are looked at, so that all that are wrong are told.
                let texts: Vec<_> = values.iter().map(|value| self.as_text(value)).collect();
                texts.into_iter().collect()
            }
            _ => {
                self.wrong(Expected::Texts, value);
                None
            }
        }
    }

    /// A table; absent is `None`.
    pub fn table(&mut self, key: &'static str) -> Option<&'t Table> {
        let value = self.value(key)?;
        match &value.kind {
            Kind::Table(table) => Some(table),
            _ => {
                self.wrong(Expected::Table, value);
                None
            }
        }
    }

    /// The tables of an array (`[[key]]`); absent is empty.
    pub fn tables(&mut self, key: &'static str) -> Vec<&'t Table> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Kind::List(values) = &value.kind else {
            self.wrong(Expected::Tables, value);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for value in values {
            match &value.kind {
                Kind::Table(table) => tables.push(table),
                _ => self.wrong(Expected::Table, value),
            }
        }
        tables
    }

    /// Complains of every key that nobody asked for.
    pub fn finish(mut self) {
        for (key, field) in &self.table.fields {
            if !self.asked.contains(&key.as_str()) {
                let asked = self.asked.iter().copied();
                let here = words::key(key, asked.clone()).map(str::to_owned);
                let elsewhere = |key: &str| self.elsewhere.and_then(|elsewhere| elsewhere(key));
                // What Danes call a key of another table belongs there too.
                let danish = || words::keys(key).iter().find_map(|key| Some((*key, elsewhere(key)?)));
                let other = elsewhere(key).map(|home| (None, home));
                let other = other.or_else(|| danish().filter(|_| here.is_none()).map(|(key, home)| (Some(key), home)));
                let (nearest, belongs) = match other {
                    Some((meant, home)) => (meant.map(str::to_owned), Some(home)),
                    None => (here.or_else(|| nearest(key, asked)), None),
                };
                self.absent.retain(|absent| nearest.as_deref() != Some(absent));
                let mut known: Vec<String> = Vec::new();
                for asked in &self.asked {
                    if !known.iter().any(|other| other == asked) {
                        known.push((*asked).to_owned());
                    }
                }
                let fault = InputFault::UnknownKey { key: key.clone(), known, nearest, belongs };
                self.complaints.error(fault, field.key.clone());
            }
        }
    }
}

impl Drop for Reader<'_, '_> {
    fn drop(&mut self) {
        for key in &self.absent {
            self.complaints.error(InputFault::MissingKey { key: (*key).to_owned() }, self.table.place.clone());
        }
    }
}
