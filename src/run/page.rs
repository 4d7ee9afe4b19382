//! `bilag page`: the page for a browser, one file that works offline.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::output::Outputs;
use crate::fault::RunFault;
use crate::house::House;
use crate::inputs::Inputs;
use tender::complaint::{Complaint, Complaints};
use tender::input::fault::{InputFault, Why};
use tender::input::files::{Files, Links};
use tender::input::package::of_any_system;
use tender::profile::ThemeFile;
use tender::text::dense::dense;

/// The page, where the program was built with it: `BILAG_PAGE=… cargo build --features page`.
#[cfg(feature = "page")]
const PAGE: Option<&[u8]> =
    Some(include_bytes!(env!("BILAG_PAGE", "the feature `page` takes the page from BILAG_PAGE")));
#[cfg(not(feature = "page"))]
const PAGE: Option<&[u8]> = None;

/// Where a page keeps what takes the place of ours.
const HOUSE: &str = "<script type=\"text/plain\" id=\"house\"";

/// The largest file that a page takes along, in bytes: fonts of Chinese have some tens of millions.
const LARGEST: u64 = 64 << 20;

/// What is to be made.
#[derive(Debug, Clone, clap::Args)]
pub struct Order {
    /// The file to write
    #[arg(short, long, default_value = "bilag.html", value_name = "FILE")]
    pub output: PathBuf,
    /// A house style for profiles without one: a file with the keys of `[theme]`
    #[arg(long, value_name = "FILE")]
    pub theme: Option<PathBuf>,
    /// Overwrite a page that was edited
    #[arg(long)]
    pub force: bool,
}

/// The folders that take the place of ours, by their names in the page.
pub type Own<'a> = [(&'static str, Option<&'a Path>); 3];

/// Writes the page, with the catalog, templates, fonts and house style of whoever makes it. The house has proved them
/// sound.
pub fn page(house: &House, own: &Own<'_>, order: &Order) -> Result<PathBuf, Complaints> {
    let page = PAGE.ok_or_else(|| Complaint::error(RunFault::NoPage, None))?;
    let files = taken_along(own, order.theme.as_deref(), &house.inputs)?;
    let page = if files.is_empty() { page.to_owned() } else { with_house(page, &packed(&files)?) };
    Outputs::over(&house.inputs).loose(&[(order.output.clone(), page)], order.force)?;
    Ok(order.output.clone())
}

/// The page with a house of its own. It is UTF-16, and says beside the house's letters how many bytes they are.
fn with_house(page: &[u8], house: &[u8]) -> Vec<u8> {
    let letters = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let place = memchr::memmem::find(page, &letters(HOUSE)).map_or(page.len(), |at| at + 2 * HOUSE.len());
    let (before, after) = page.split_at(place);
    // The mark's own end stands first behind the place.
    let (end, after) = after.split_at(after.len().min(2));
    let said = letters(&format!(" data-bytes=\"{}\"", house.len()));
    [before, &said, end, &letters(&dense(house)), after].concat()
}

/// The files that the page takes along, by their paths in it.
fn taken_along(own: &Own<'_>, theme: Option<&Path>, inputs: &Inputs) -> Result<BTreeMap<String, Vec<u8>>, Complaints> {
    let mut files = BTreeMap::new();
    for (name, folder) in own.iter().filter_map(|(name, folder)| Some((name, (*folder)?))) {
        let (paths, complaints) = inputs.folder(folder, Links::Inside);
        if complaints.has_errors() {
            return Err(complaints);
        }
        for path in paths {
            let below = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.insert(format!("{name}/{below}"), inputs.read_up_to(&path, LARGEST)?);
        }
    }
    let Some(theme) = theme else { return Ok(files) };
    let read = ThemeFile::open(theme, inputs)?;
    let mut style: toml::Table = toml::from_str(&inputs.read_text(theme)?.text).unwrap_or_default();
    // In the page the files that it names lie beside it.
    for (key, file) in [("logo", &read.theme.logo), ("word", &read.theme.word)] {
        let Some(file) = file else { continue };
        let name = file.value.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.insert(name.clone(), inputs.read(&file.value)?);
        style.insert(key.to_owned(), name.into());
    }
    files.insert("theme.toml".to_owned(), style.to_string().into_bytes());
    Ok(files)
}

/// The files in one package. The same files give the same bytes.
fn packed(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, Complaints> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let mut pack = || -> std::io::Result<Vec<u8>> {
        for (name, bytes) in files {
            package.start_file(name.as_str(), SimpleFileOptions::DEFAULT)?;
            package.write_all(bytes)?;
        }
        let package = std::mem::replace(&mut package, ZipWriter::new(Cursor::new(Vec::new())));
        Ok(of_any_system(package.finish()?.into_inner()))
    };
    pack().map_err(|error| {
        let fault = InputFault::Unreadable { path: "bilag.html".to_owned(), why: Why::from(error) };
        Complaint::error(fault, None).into()
    })
}
