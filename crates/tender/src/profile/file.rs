//! A profile as it was written, laid over those it extends.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ThemeFile;
use crate::complaint::Complaints;
use crate::input::files::Files;
use crate::input::table::{Field, Kind, Reader, Table, Value};
use crate::profile::fault::ProfileFault;
use crate::text::source::{Place, Source};

/// A profile as it was written.
#[derive(Debug, Clone)]
pub struct ProfileFile {
    pub path: PathBuf,
    pub source: Arc<Source>,
    pub table: Table,
    /// Every file that was read for it: itself and those it extends, for a row of a portfolio also the portfolio and its table
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
        table: Table,
        mut complaints: Complaints,
        files: &dyn Files,
    ) -> Result<Self, Complaints> {
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
                Ok(source) => layers.push(Table::parse(&source, &mut complaints)),
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
            table.overlay(layer, &entry_names);
        }
        table.place = own_place;
        Ok(Self { path: path.to_owned(), source, table, layers: chain })
    }

    /// Lays what a row of a table says over this profile, under a name of its own.
    pub fn in_row(&self, path: PathBuf, row: Table, read: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut table = self.table.clone();
        table.overlay(row, &entry_names);
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
        table.overlay(self.table, &|_| &[]);
        self.table = table;
        self
    }

    /// Whether a file is a profile at all, and not some other TOML that lies in the folder.
    pub fn is_profile(file: &Table) -> bool {
        file.fields.contains_key("tender") || file.fields.contains_key("extends")
    }

    /// The bare file name.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// The keys that identify an entry of each of a profile's arrays of tables.
fn entry_names(array: &str) -> &'static [&'static str] {
    match array {
        "requirement" => &["package", "id"],
        "leave-out" => &["requirement"],
        "type" => &["id"],
        _ => &[],
    }
}

fn extends(table: &Table, path: &Path, complaints: &mut Complaints) -> Option<(PathBuf, Place)> {
    let base = Reader::new(table, complaints).text("extends")?;
    Some((beside(path, &base.value), base.place))
}

/// The file that a profile names, from the folder that the profile lies in.
pub(super) fn beside(profile: &Path, name: &str) -> PathBuf {
    profile.parent().unwrap_or(Path::new("")).join(name)
}

/// The path of a cycle that `base` would close.
fn cycle(chain: &[PathBuf], base: &Path, files: &dyn Files) -> Option<Vec<String>> {
    let at = chain.iter().position(|path| files.whole(path) == files.whole(base))?;
    let names = chain[at..].iter().map(PathBuf::as_path).chain([base]);
    Some(names.map(|path| path.display().to_string()).collect())
}
