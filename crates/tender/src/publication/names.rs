//! What a tender's files are called: `<profile>-<document>`, or as `[output] name` says.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use serde::{Deserialize, Deserializer, de};

use crate::document::{DocumentKind, Format};
use crate::input::braces::placeholders;
use crate::input::table::{Kind, Table, Value};
use crate::text::file_name::is_illegal;

/// The folder of what stays with the buyer.
pub const INTERNAL: &str = "internt";

/// The longest name, in characters and in bytes; systems allow 255 of these, and a profile's name may come in front.
const LONGEST: usize = 120;
const MOST_BYTES: usize = 180;

/// Stands for a document's name until the rest of the file's name is known: no text can hold it.
const DOCUMENT: char = '\u{0}';

/// What separates the words of a pattern.
const BETWEEN: [char; 6] = [' ', '_', '-', '–', ',', '·'];

/// Whether a file can be called so: it lies in the folder of the outputs or in that of what stays with the buyer, and
/// ends as one of our formats does.
fn is_possible(name: &str) -> bool {
    let file = name.strip_prefix(INTERNAL).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name);
    let mut parts = Path::new(file).components();
    let is_bare = matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == file);
    let is_ours = |(_, ending): (&str, &str)| Format::ALL.iter().any(|format| format.extension() == ending);
    is_bare && file.rsplit_once('.').is_some_and(is_ours)
}

/// Reads what is known of files, by their names. Files are put back, kept and removed by these: one that leads out of
/// its folder, or is no output's, was written by somebody else than us.
pub(super) fn by_name<'de, D, T>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let files = BTreeMap::<String, T>::deserialize(deserializer)?;
    match files.keys().find(|name| !is_possible(name)) {
        Some(name) => Err(de::Error::custom(format_args!("no document can be called `{name}`"))),
        None => Ok(files),
    }
}

/// The names of a tender's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// `omsorg`
    stem: String,
    pattern: Option<Pattern>,
    /// Another tender's files in the folder would be called the same
    apart: bool,
}

/// How the buyer wants files to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    name: String,
    values: BTreeMap<&'static str, String>,
    /// By the document's name
    appendices: BTreeMap<String, String>,
    /// The number of the rettelsesblad
    number: Option<u32>,
}

impl Names {
    /// The names as a profile asks for them, as it was written, for a tender whose outputs begin with `stem`.
    pub fn of(profile: &Table, stem: &str) -> Self {
        let output = table(profile, "output");
        let name = output.and_then(|output| text(output, "name")).filter(|name| !name.trim().is_empty());
        let pattern = name.map(|name| {
            let tender = table(profile, "tender");
            let value = |key: &str| tender.and_then(|tender| text(tender, key)).unwrap_or_default();
            let buyer = match value("buyer") {
                buyer if buyer.is_empty() => tender.and_then(first_buyer).unwrap_or_default(),
                buyer => buyer,
            };
            let values = [
                ("version", value("version")),
                ("profil", stem.to_owned()),
                ("titel", value("title")),
                ("ordregiver", buyer),
                ("sag", value("reference")),
                ("dato", value("date")),
            ];
            let appendices = tender.map(appendices).unwrap_or_default();
            Pattern { name, values: values.into(), appendices, number: None }
        });
        Self { stem: stem.to_owned(), pattern, apart: false }
    }

    /// The names where nobody says how files are called.
    pub fn plain(stem: &str) -> Self {
        Self { stem: stem.to_owned(), pattern: None, apart: false }
    }

    /// For a tender whose outputs begin with another stem.
    pub fn beginning(mut self, stem: &str) -> Self {
        stem.clone_into(&mut self.stem);
        if let Some(pattern) = &mut self.pattern {
            pattern.values.insert("profil", stem.to_owned());
        }
        self
    }

    /// With the number of the rettelsesblad.
    pub fn numbered(mut self, number: Option<u32>) -> Self {
        self.pattern.iter_mut().for_each(|pattern| pattern.number = number);
        self
    }

    /// With the profile's name in front, because another tender's files would be called the same.
    pub fn apart(mut self) -> Self {
        self.apart = true;
        self
    }

    /// Whether the buyer says how files are called.
    pub fn are_asked_for(&self) -> bool {
        self.pattern.is_some()
    }

    /// A file's name, with its folder where it stays with the buyer: `omsorg-kravbilag.pdf`,
    /// `internt/omsorg-baggrundsnotat.pdf`.
    pub fn file(&self, kind: DocumentKind, format: Format) -> String {
        let name = match &self.pattern {
            None => format!("{}-{}", self.stem, kind.file_name()),
            Some(pattern) if self.apart => format!("{} {}", self.stem, pattern.filled(kind)),
            Some(pattern) => pattern.filled(kind),
        };
        let folder = if kind.is_internal() { format!("{INTERNAL}/") } else { String::new() };
        format!("{folder}{name}.{}", format.extension())
    }
}

impl Pattern {
    fn filled(&self, kind: DocumentKind) -> String {
        let value = |word: &str| match word {
            "dokument" => DOCUMENT.to_string(),
            "bilag" => self.appendices.get(kind.file_name()).cloned().unwrap_or_default(),
            "nummer" => match kind {
                DocumentKind::Rettelsesblad | DocumentKind::Aendringsnotat => {
                    self.number.map(|number| number.to_string()).unwrap_or_default()
                }
                DocumentKind::Kravbilag
                | DocumentKind::Svarskema
                | DocumentKind::Tjekliste
                | DocumentKind::Sammenligning
                | DocumentKind::Evaluering
                | DocumentKind::SpoergsmaalOgSvar
                | DocumentKind::Aflysning
                | DocumentKind::Baggrundsnotat
                | DocumentKind::Slides => String::new(),
            },
            other => self.values.get(other).cloned().unwrap_or_default(),
        };
        let filled = filled(&self.name, &value);
        let trimmed = |name: &str| name.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned();
        // Without its document's name every file of a tender would be called the same: it is there however long the
        // rest is, and where the word that it stands in had nothing else to say.
        let whole = legal(&filled.replace(DOCUMENT, kind.name()));
        let before = filled.split_once(DOCUMENT).map(|(before, _)| legal(before) + kind.name());
        if before.is_some_and(|before| cut(&before, 0).len() == before.len()) {
            return trimmed(cut(&whole, 0));
        }
        let others = legal(&filled.replace(DOCUMENT, ""));
        let rest = cut(&others, kind.name().len() + 1);
        // Half a word says nothing.
        let rest =
            if rest.len() < others.len() { rest.rsplit_once(' ').map_or(rest, |(words, _)| words) } else { rest };
        trimmed(&format!("{} {}", trimmed(rest), kind.name()))
    }
}

/// As much of a name as a file can have, with so many bytes left over.
fn cut(name: &str, left: usize) -> &str {
    let ends = name.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.take(LONGEST - left).take_while(|end| *end <= MOST_BYTES - left).last();
    &name[..end.unwrap_or(0)]
}

/// The pattern with its placeholders filled in. One that is empty takes its word along: what it is part of, as in
/// `v{{version}}`, and what stands before one that stands alone, as in `Bilag {{bilag}}`.
fn filled(pattern: &str, value: &dyn Fn(&str) -> String) -> String {
    let mut words: Vec<(String, bool)> = Vec::new();
    for (word, between) in split(pattern) {
        let asked: Vec<&str> = placeholders(&word).map(|(_, name)| name).collect();
        let is_empty = asked.iter().any(|asked| value(asked).trim().is_empty());
        if is_empty {
            let alone = word.trim().starts_with("{{") && word.trim().ends_with("}}") && asked.len() == 1;
            if alone && words.last().is_some_and(|(_, filled)| !filled) {
                words.pop();
            }
            continue;
        }
        let mut text = word.clone();
        for asked in &asked {
            if let Some((before, rest)) = text.clone().split_once("{{")
                && let Some((_, after)) = rest.split_once("}}")
            {
                text = format!("{before}{}{after}", value(asked).trim());
            }
        }
        words.push((text + &between, !asked.is_empty()));
    }
    let name: String = words.into_iter().map(|(word, _)| word).collect();
    name.trim_matches(|c: char| BETWEEN.contains(&c)).to_owned()
}

/// The words of a pattern, each with what stands between it and the next. What stands inside a placeholder separates
/// nothing.
fn split(pattern: &str) -> Vec<(String, String)> {
    let mut words: Vec<(String, String)> = Vec::new();
    let (mut depth, mut rest) = (0_usize, pattern);
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("{{") {
            depth += 1;
        }
        let separates = depth == 0 && BETWEEN.contains(&first);
        match words.last_mut() {
            Some((_, between)) if separates => between.push(first),
            Some((word, between)) if between.is_empty() => word.push(first),
            _ if separates => words.push((String::new(), first.to_string())),
            _ => words.push((first.to_string(), String::new())),
        }
        rest = &rest[first.len_utf8()..];
        if depth > 0 && rest.starts_with("}}") {
            depth -= 1;
            if let Some((word, _)) = words.last_mut() {
                word.push_str("}}");
            }
            rest = &rest[2..];
        }
    }
    words
}

/// A name that every system can have.
fn legal(name: &str) -> String {
    name.chars().map(|c| if is_illegal(c) { '-' } else { c }).collect()
}

fn table<'t>(of: &'t Table, key: &str) -> Option<&'t Table> {
    match &of.fields.get(key)?.value.kind {
        Kind::Table(table) => Some(table),
        Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::Number(_) | Kind::List(_) => None,
    }
}

fn text(of: &Table, key: &str) -> Option<String> {
    of.fields.get(key).and_then(|field| shown(&field.value))
}

fn shown(value: &Value) -> Option<String> {
    match &value.kind {
        Kind::Text(text) => Some(crate::text::line::one_line(text)),
        Kind::Date(date) => Some(date.to_string()),
        Kind::Number(number) => Some(number.clone()),
        Kind::Bool(_) | Kind::List(_) | Kind::Table(_) => None,
    }
}

/// The buyer that runs a joint tender.
fn first_buyer(tender: &Table) -> Option<String> {
    let Kind::List(buyers) = &tender.fields.get("buyers")?.value.kind else { return None };
    match &buyers.first()?.kind {
        Kind::Table(buyer) => text(buyer, "name"),
        Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::Number(_) | Kind::List(_) => None,
    }
}

/// The numbers of the documents; one that stands alone is the kravbilag's.
fn appendices(tender: &Table) -> BTreeMap<String, String> {
    let Some(field) = tender.fields.get("appendix") else { return BTreeMap::new() };
    match &field.value.kind {
        Kind::Table(numbers) => {
            let number = |(document, field): (&String, &crate::input::table::Field)| {
                Some((document.clone(), shown(&field.value)?))
            };
            numbers.fields.iter().filter_map(number).collect()
        }
        Kind::Text(_) | Kind::Number(_) | Kind::Date(_) | Kind::Bool(_) | Kind::List(_) => {
            let kravbilag = DocumentKind::Kravbilag.file_name().to_owned();
            shown(&field.value).map(|number| (kravbilag, number)).into_iter().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::complaint::Complaints;
    use crate::text::source::Source;

    fn names(tender: &str, pattern: &str) -> Names {
        let text = format!("[tender]\n{tender}\n[output]\nname = \"{pattern}\"\n");
        Names::of(&Table::parse(&Source::new("p.toml", text), &mut Complaints::new()), "omsorg")
    }

    #[test]
    fn a_name_that_leads_out_of_its_folder_or_is_no_outputs_is_none() {
        for name in ["omsorg-kravbilag.pdf", "internt/omsorg-baggrundsnotat.docx", "Bilag 3.2 – krav.v1.xlsx", "..a.md"]
        {
            assert!(is_possible(name), "{name}");
        }
        let outside = ["../a.pdf", "/etc/a.pdf", "a/b.pdf", "internt/../a.pdf", "internt/internt/a.pdf", "./a.pdf"];
        let others = ["", "a", "a.toml", "a.bilag-lock", "..", "internt/", "internt/..", "a.pdf/", ".bilag/index.json"];
        for name in outside.into_iter().chain(others) {
            assert!(!is_possible(name), "{name}");
        }
    }

    #[test]
    fn files_are_called_after_their_profile_unless_the_buyer_says_how() {
        let plain = Names::of(&Table::parse(&Source::new("p.toml", ""), &mut Complaints::new()), "omsorg");
        assert_eq!(plain.file(DocumentKind::Kravbilag, Format::Pdf), "omsorg-kravbilag.pdf");
        assert_eq!(plain.file(DocumentKind::Baggrundsnotat, Format::Md), "internt/omsorg-baggrundsnotat.md");
        let asked = names("appendix = \"3.2\"\nversion = \"1.0\"", "Bilag {{bilag}} {{dokument}} v{{version}}");
        assert_eq!(asked.file(DocumentKind::Kravbilag, Format::Pdf), "Bilag 3.2 Kravbilag v1.0.pdf");
        assert_eq!(asked.file(DocumentKind::Svarskema, Format::Xlsx), "Svarskema v1.0.xlsx");
        let apart = asked.clone().apart();
        assert_eq!(apart.file(DocumentKind::Kravbilag, Format::Pdf), "omsorg Bilag 3.2 Kravbilag v1.0.pdf");
        let notice = names("version = \"1.1\"", "{{dokument}} nr. {{nummer}}").numbered(Some(2));
        assert_eq!(notice.file(DocumentKind::Rettelsesblad, Format::Pdf), "Rettelsesblad nr. 2.pdf");
        assert_eq!(notice.file(DocumentKind::Kravbilag, Format::Pdf), "Kravbilag.pdf");
    }

    #[test]
    fn what_a_tender_does_not_say_takes_its_word_along_and_no_sign_is_illegal() {
        let of = |tender, pattern| names(tender, pattern).file(DocumentKind::Kravbilag, Format::Pdf);
        assert_eq!(of("", "Bilag {{bilag}} {{dokument}} v{{version}}"), "Kravbilag.pdf");
        assert_eq!(of("", "Bilag_{{bilag}}_{{dokument}}_v{{version}}"), "Kravbilag.pdf");
        assert_eq!(of("title = \"A/S: sag?\"", "{{titel}} {{dokument}}"), "A-S- sag- Kravbilag.pdf");
        assert_eq!(
            of("reference = \"2026-7\"\ndate = 2026-11-23", "{{sag}} {{dokument}} {{dato}}"),
            "2026-7 Kravbilag 2026-11-23.pdf"
        );
        assert_eq!(of("buyers = [{ name = \"Ærø\" }]", "{{ordregiver}}"), "Ærø Kravbilag.pdf");
        assert_eq!(of("title = \"..\"", "{{titel}}{{dokument}}"), "Kravbilag.pdf");
        // Only what stands alone takes along what stands before it, and only where that is the buyer's own word.
        assert_eq!(of("", "Bilag ({{bilag}}) {{dokument}}"), "Bilag Kravbilag.pdf");
        assert_eq!(of("", "Bilag {{bilag}}x {{dokument}}"), "Bilag Kravbilag.pdf");
        assert_eq!(of("", "Bilag {{bilag}}{{version}} {{dokument}}"), "Bilag Kravbilag.pdf");
        assert_eq!(of("title = \"Sag\"", "{{titel}} {{bilag}} {{dokument}}"), "Sag Kravbilag.pdf");
        assert_eq!(of("buyer = \"Ærø\"", "{{ordregiver}} {{dokument}}"), "Ærø Kravbilag.pdf");
        // What stands inside a placeholder separates nothing, and what closes none is a sign like any other.
        assert_eq!(of("", "Bilag {{ bilag }} {{ dokument }}"), "Kravbilag.pdf");
        assert_eq!(of("", "Bilag}} {{dokument}}"), "Bilag}} Kravbilag.pdf");
    }

    #[test]
    fn the_documents_of_a_tender_are_never_called_the_same() {
        let long = format!("title = \"{}\"", "Fælles omsorgssystem ".repeat(14));
        let wide = format!("title = \"{}\"", "😀".repeat(200));
        for (tender, pattern) in [
            (long.as_str(), "{{titel}} {{dokument}} v{{version}}"),
            (&long, "{{titel}}"),
            (&long, "{{dokument}} {{titel}}"),
            (&wide, "{{titel}} {{dokument}}"),
            ("", "Omsorg {{dokument}}.v{{version}}"),
            ("", "{{profil}} {{bilag}}.{{dokument}}"),
            ("", "{{dokument}}{{nummer}}"),
            ("", "..."),
            ("", "{{version}}"),
        ] {
            let names = names(tender, pattern);
            let mut called: Vec<String> = DocumentKind::ALL.iter().map(|kind| names.file(*kind, Format::Pdf)).collect();
            for (kind, name) in DocumentKind::ALL.iter().zip(&called) {
                assert!(name.contains(kind.name()) && name.len() < 220, "{name}");
            }
            called.sort();
            called.dedup();
            assert_eq!(called.len(), DocumentKind::ALL.len(), "{pattern}: {called:?}");
        }
        let of = |tender, pattern| names(tender, pattern).file(DocumentKind::Svarskema, Format::Pdf);
        assert_eq!(of("", "Omsorg {{dokument}}.v{{version}}"), "Omsorg Svarskema.pdf");
        assert!(of(&long, "{{titel}} {{dokument}}").ends_with("omsorgssystem Svarskema.pdf"));
    }

    #[test]
    fn it_is_known_whether_the_buyer_says_how_files_are_called() {
        assert!(names("", "{{dokument}}").are_asked_for());
        assert!(!names("", " ").are_asked_for());
    }
}
