//! The files of a catalog: embedded in the binary, or a folder of the user's.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::complaint::Complaints;
use crate::input::files::{Files, Links};
use crate::text::source::Source;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../catalog");

/// The files of a catalog, by their path below its folder, with `/` between the parts.
#[derive(Debug, Clone)]
pub struct CatalogFiles {
    pub files: BTreeMap<String, Arc<Source>>,
}

impl CatalogFiles {
    /// The catalog that travels with the program.
    pub fn embedded() -> Self {
        fn collect(dir: &Dir<'_>, files: &mut BTreeMap<String, Arc<Source>>) {
            for file in dir.files() {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let text = file.contents_utf8().expect("the embedded catalog is UTF-8");
                files.insert(path.clone(), Source::new(format!("catalog/{path}"), text));
            }
            for dir in dir.dirs() {
                collect(dir, files);
            }
        }
        let mut files = BTreeMap::new();
        collect(&EMBEDDED, &mut files);
        Self { files }
    }

    /// Reads a folder of the user's.
    pub fn open(folder: &Path, disk: &dyn Files) -> Result<Self, Complaints> {
        let (paths, mut complaints) = disk.folder(folder, Links::Inside);
        let mut files = BTreeMap::new();
        for path in paths {
            if !matches!(path.extension().and_then(|extension| extension.to_str()), Some("toml" | "md")) {
                continue;
            }
            let below = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            match disk.read_text(&path) {
                Ok(source) => {
                    files.insert(below, source);
                }
                Err(complaint) => complaints.push(complaint),
            }
        }
        if complaints.has_errors() { Err(complaints) } else { Ok(Self { files }) }
    }
}
