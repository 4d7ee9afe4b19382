//! Where the time of a batch goes, in CPU milliseconds a document: `cargo bench --bench share -- FOLDER`.
//!
//! It does what `bilag build --jobs 1` does with a folder of profiles, in the order in which a batch takes them, and looks at the
//! clock between the parts. The last column is the share of all that is neither Typst's layout nor its export.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bilag::catalog::{Catalog, CatalogFiles};
use bilag::document::{Document, DocumentKind, Texts};
use bilag::profile::ProfileFile;
use bilag::render::{Assets, Fonts, Press, Templates, on_typesetting_thread, workbook};
use bilag::run::{Case, output};
use cpu_time::ThreadTime;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The parts of the work on one document, in order.
const PARTS: [&str; 9] = ["read", "resolve", "say", "json", "layout", "export", "finish", "rest", "write"];
const TYPST: [&str; 2] = ["layout", "export"];

/// The time that each part took, over all documents of a kind.
#[derive(Default)]
struct Times {
    documents: u32,
    parts: [Duration; PARTS.len()],
}

impl Times {
    fn add(&mut self, part: &str, time: Duration) {
        let at = PARTS.iter().position(|name| *name == part).expect("the part is one of the list");
        self.parts[at] += time;
    }

    fn line(&self, name: &str) {
        let whole: Duration = self.parts.iter().sum();
        let typst: Duration =
            PARTS.iter().zip(&self.parts).filter(|(name, _)| TYPST.contains(name)).map(|(_, time)| *time).sum();
        let each = |time: Duration| time.as_secs_f64() * 1000.0 / f64::from(self.documents.max(1));
        print!("{name:<12}");
        self.parts.iter().for_each(|part| print!("{:>9.2}", each(*part)));
        let outside = (whole - typst).as_secs_f64() / whole.as_secs_f64() * 100.0;
        println!("{:>9.2}{outside:>9.1} %", each(whole));
    }
}

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let Some(folder) = folder.map(PathBuf::from) else {
        println!("share: no folder of profiles was named, so nothing is measured");
        return;
    };
    let catalog = Catalog::read(&CatalogFiles::embedded()).expect("the embedded catalog is sound");
    let templates = Templates::embedded();
    let texts = Texts::read(|name| Some(templates.text(name))).expect("the fixed texts are whole");
    let press = Press::new(&templates, Arc::new(Fonts::embedded()));
    let scratch = tempfile::tempdir().expect("there is a folder for scratch");
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(&folder)
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    // Alike beside alike: the profiles of an area have one file name.
    paths.sort_by_key(|path| (path.file_name().map(ToOwned::to_owned), path.clone()));
    let (mut kravbilag, mut svarskema, mut xlsx) = (Times::default(), Times::default(), Times::default());
    on_typesetting_thread(|| {
        for path in &paths {
            let (file, read) = timed(|| ProfileFile::open(path).expect("the profile can be read"));
            let ((case, once), resolve) = timed(|| {
                let case = Case::read(&file, &catalog).expect("the profile is sound");
                let mut assets = Assets::new();
                case.attach_data(&mut assets);
                (case, assets)
            });
            for kind in [DocumentKind::Kravbilag, DocumentKind::Svarskema] {
                let times = if kind == DocumentKind::Kravbilag { &mut kravbilag } else { &mut svarskema };
                times.documents += 1;
                // Both documents share what is done once a profile.
                times.add("read", read / 2);
                times.add("resolve", resolve / 2);
                let ((document, assets), say) = timed(|| {
                    let mut assets = once.clone();
                    let document = case.document(kind, &texts);
                    case.attach_binding(&document, &mut assets);
                    (document, assets)
                });
                times.add("say", say);
                let (_, json) = timed(|| serde_json::to_vec(&document).expect("a document is plain data"));
                times.add("json", json);
                let (sheets, layout) = timed(|| press.lay_out(&document, &assets).expect("the document is laid out"));
                times.add("layout", layout.saturating_sub(json));
                let (bytes, export) = timed(|| sheets.export().expect("the document is exported"));
                times.add("export", export);
                let (bytes, finish) = timed(|| press.finish(&bytes, &document, &assets).expect("it is finished"));
                times.add("finish", finish);
                let ((), rest) = timed(move || {
                    drop(sheets);
                    Press::rest();
                });
                times.add("rest", rest);
                let name = scratch.path().join(kind.file_name());
                let ((), write) = timed(|| output::write(&name, &bytes).expect("the scratch can be written"));
                times.add("write", write);
                if let Document::Svarskema(form) = &document {
                    let (_, made) =
                        timed(|| workbook(form, &case.binding(form), templates.words()).expect("a workbook"));
                    xlsx.documents += 1;
                    xlsx.add("finish", made);
                }
            }
        }
    });
    print!("{:<12}", "ms CPU each");
    PARTS.iter().for_each(|part| print!("{part:>9}"));
    println!("{:>9}{:>11}", "whole", "outside");
    kravbilag.line("kravbilag");
    svarskema.line("svarskema");
    xlsx.line("workbook");
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = ThreadTime::now();
    let result = work();
    (result, start.elapsed())
}
