//! Packs the fonts that travel inside the binary, each by itself: they are more than half of what is embedded, and less
//! than half as large so. Rebuilds when a file changes that travels along; Cargo does not see it otherwise.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// As tight as the packer can.
const LEVEL: u8 = 10;

fn main() -> io::Result<()> {
    for folder in ["../../templates", "../../fonts", "../../catalog"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo names a folder for what a build writes"));
    let root = Path::new("../../fonts");
    let mut table = String::from("&[\n");
    for (number, path) in files(root)?.iter().enumerate() {
        let bytes = fs::read(path)?;
        let packed = out.join(format!("font-{number}"));
        fs::write(&packed, miniz_oxide::deflate::compress_to_vec(&bytes, LEVEL))?;
        let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        table += &format!("    ({name:?}, {}, include_bytes!({packed:?})),\n", bytes.len());
    }
    fs::write(out.join("fonts.rs"), table + "]\n")
}

/// The files of a folder and of the folders below it, in the order of their paths.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    Ok(found)
}
