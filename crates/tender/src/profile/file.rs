//! A profile as it was written, laid over those it extends.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ThemeFile;
use super::tidy::tidy;
use crate::complaint::Complaints;
use crate::input::files::Files;
use crate::input::files::beside;
use crate::input::table::{Field, Joined, Kind, Reader, Table, Value};
use crate::profile::fault::ProfileFault;
use crate::text::source::{Place, Source};

/// A profile as it was written.
#[derive(Debug, Clone)]
pub struct ProfileFile {
    pub path: PathBuf,
    pub source: Arc<Source>,
    pub table: Table,
    /// Every file that was read for it: itself and those it extends, for a row of a portfolio also the portfolio and
    /// its table
    pub layers: Vec<PathBuf>,
}

/// How many profiles may extend one another in a row.
const LONGEST_CHAIN: usize = 16;

impl ProfileFile {
    /// Reads a profile and those it extends.
    pub fn open(path: &Path, files: &dyn Files) -> Result<Self, Complaints> {
        let source = files.read_text(path)?;
        Self::read(path, source, files)
    }

    /// Reads a profile whose text is at hand; those it extends are read from beside it.
    pub fn read(path: &Path, source: Arc<Source>, files: &dyn Files) -> Result<Self, Complaints> {
        let mut complaints = Complaints::new();
        let table = Table::parse(&source, &mut complaints);
        Self::of_table(path, source, table, complaints, files)
    }

    /// Reads a profile whose table is at hand, with the complaints of it; those it extends are read from beside it.
    pub fn of_table(
        path: &Path,
        source: Arc<Source>,
        mut table: Table,
        mut complaints: Complaints,
        files: &dyn Files,
    ) -> Result<Self, Complaints> {
        // What a profile extends must be found however the key is written.
        tidy(&mut table);
        let mut layers = vec![table];
        let mut chain = vec![path.to_owned()];
        while let Some((base, place)) =
            extends(layers.last().expect("there is a first layer"), chain.last().expect("likewise"), &mut complaints)
        {
            if let Some(cycle) = cycle(&chain, &base, files) {
                complaints.error(ProfileFault::ExtendsCycle { path: cycle }, place);
                break;
            }
            if chain.len() == LONGEST_CHAIN {
                complaints.error(ProfileFault::ExtendsTooLong { most: LONGEST_CHAIN }, place);
                break;
            }
            match files.read_text(&base) {
                Ok(source) => {
                    let mut layer = Table::parse(&source, &mut complaints);
                    tidy(&mut layer);
                    layers.push(layer);
                }
                Err(complaint) => {
                    complaints.push(complaint.named_at(place));
                    break;
                }
            }
            chain.push(base);
        }
        for layer in &layers {
            if let Some(field) = layer.fields.get("portfolio") {
                complaints.error(ProfileFault::NotOneProfile, field.key.clone());
            }
        }
        if complaints.has_errors() {
            return Err(complaints);
        }
        let own_place = layers[0].place.clone();
        let mut table = layers.pop().expect("there is a first layer");
        while let Some(layer) = layers.pop() {
            lay_over(&mut table, layer);
        }
        table.place = own_place;
        Ok(Self { path: path.to_owned(), source, table, layers: chain })
    }

    /// The files that it was read from, each by itself: what one says stands there whichever others lie over it. Files
    /// that can no longer be read are left out.
    pub fn each_layer(&self, files: &dyn Files) -> Vec<Table> {
        let is_profile = |path: &&PathBuf| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
        let sources = self.layers.iter().filter(is_profile).filter_map(|path| files.read_text(path).ok());
        let tables = sources.map(|source| {
            let mut table = Table::parse(&source, &mut Complaints::new());
            tidy(&mut table);
            table
        });
        tables.collect()
    }

    /// Lays what a row of a table says over this profile, under a name of its own.
    pub fn in_row(&self, path: PathBuf, mut row: Table, read: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut table = self.table.clone();
        tidy(&mut row);
        lay_over(&mut table, row);
        let layers = self.layers.iter().cloned().chain(read).collect();
        Self { path, source: Arc::clone(&self.source), table, layers }
    }

    /// Lays the profile's own theme over that of a file.
    pub fn in_house_style(mut self, style: Option<&ThemeFile>) -> Self {
        let Some(style) = style else { return self };
        let place = style.table.place.clone();
        let theme = Value { place: place.clone(), kind: Kind::Table(style.table.clone()) };
        let fields = [("theme".to_owned(), Field { key: place, value: theme })].into();
        let mut table = Table { place: self.table.place.clone(), fields };
        table.overlay(self.table, |_| Joined::ByKey);
        self.table = table;
        self
    }

    /// Whether a file is a profile at all, and not some other TOML that lies in the folder.
    pub fn is_profile(file: &Table) -> bool {
        file.fields.keys().any(|key| matches!(key.to_lowercase().as_str(), "tender" | "extends"))
    }

    /// The bare file name.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// How the parts of a profile are joined with those of the one that it extends.
fn joined(path: &str) -> Joined {
    match path {
        "requirement" => Joined::ByEntry(|own| {
            let id = own.text("id")?;
            Some(own.text("package").map_or_else(|| id.clone(), |package| format!("{package}.{id}")))
        }),
        "leave-out" => Joined::ByEntry(|left_out| left_out.text("requirement")),
        "line" | "type" => Joined::ByEntry(|entry| entry.text("id")),
        "question" => Joined::ByEntry(|question| question.fields.get("number").map(|number| written(&number.value))),
        "correction" => Joined::ByEntry(|correction| {
            let lines = correction.fields.get("lines").map(|lines| written(&lines.value));
            Some(format!("{} {}", correction.text("version")?, lines.unwrap_or_default()))
        }),
        "tender.appendix" => Joined::Whole,
        path if path.starts_with("evaluation.points.") => Joined::Whole,
        _ => Joined::ByKey,
    }
}

/// What stands in a value, to be compared. The order of a list does not matter.
fn written(value: &Value) -> String {
    match &value.kind {
        Kind::Text(text) | Kind::Number(text) => text.clone(),
        Kind::Bool(known) => known.to_string(),
        Kind::Date(date) => date.to_string(),
        Kind::List(values) => {
            let mut parts: Vec<String> = values.iter().map(written).collect();
            parts.sort();
            parts.join(" ")
        }
        Kind::Table(table) => table.fields.values().map(|field| written(&field.value)).collect(),
    }
}

/// Lays a layer over another. One buyer replaces several, and several replace one.
fn lay_over(under: &mut Table, over: Table) {
    let of = |table: &Table, key: &str| match table.fields.get("tender").map(|field| &field.value.kind) {
        Some(Kind::Table(tender)) => tender.fields.contains_key(key),
        Some(Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::Number(_) | Kind::List(_)) | None => false,
    };
    let replaced: &[&str] = match (of(&over, "buyer"), of(&over, "buyers")) {
        (true, false) => &["buyers"],
        (false, true) => &["buyer", "cvr"],
        // Both in one layer are complained of where the tender is read.
        (true, true) | (false, false) => &[],
    };
    if let Some(Field { value: Value { kind: Kind::Table(tender), .. }, .. }) = under.fields.get_mut("tender") {
        replaced.iter().for_each(|key| drop(tender.fields.remove(*key)));
    }
    under.overlay(over, joined);
}

fn extends(table: &Table, path: &Path, complaints: &mut Complaints) -> Option<(PathBuf, Place)> {
    let base = Reader::new(table, complaints).text("extends")?;
    Some((beside(path, &base.value), base.place))
}

/// The path of a cycle that `base` would close.
fn cycle(chain: &[PathBuf], base: &Path, files: &dyn Files) -> Option<Vec<String>> {
    let at = chain.iter().position(|path| files.whole(path) == files.whole(base))?;
    let names = chain[at..].iter().map(PathBuf::as_path).chain([base]);
    Some(names.map(|path| path.display().to_string()).collect())
}
