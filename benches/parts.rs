//! The parts of the work, one by one: `cargo bench -p bilag-benches --bench parts`. Layout and export are measured near
//! a twin, as in a batch, and cold.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use press::{Assets, Fonts, Press, on_typesetting_thread};
use tender::case::Case;
use tender::catalog::{Catalog, CatalogFiles};
use tender::compose::Texts;
use tender::document::{Document, DocumentKind};
use tender::form::workbook::workbook;
use tender::input::files::Memory;
use tender::print::{Templates, markdown};
use tender::profile::ProfileFile;
use tender::text::source::Source;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const KINDS: [DocumentKind; 2] = [DocumentKind::Kravbilag, DocumentKind::Svarskema];

/// A middling tender: five packages, some answers of the buyer's, one of the supplier's.
const PROFILE: &str = include_str!("../examples/omsorg.toml");

static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::embedded);
static CATALOG: LazyLock<Catalog> = LazyLock::new(catalog);
static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    Texts::read(|name| Some(TEMPLATES.text(name)), TEMPLATES.words()).expect("the fixed texts are whole")
});
static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(&TEMPLATES, Arc::new(Fonts::embedded())));

fn main() {
    on_typesetting_thread(divan::main);
}

fn catalog() -> Catalog {
    Catalog::read(&CatalogFiles::embedded()).expect("the embedded catalog is sound")
}

fn file(buyer: &str) -> ProfileFile {
    let text = PROFILE.replace("Eksempel Kommune", buyer);
    ProfileFile::read(Path::new("omsorg.toml"), Source::new("omsorg.toml", text), &Memory::empty())
        .expect("the example can be read")
}

fn case(buyer: &str) -> (Case, Assets) {
    let file = file(buyer);
    let case = Case::read(&file, &CATALOG).expect("the example is sound");
    let mut assets = Assets::new();
    assets.attach_all(case.attachments(tender::document::Audience::Suppliers));
    (case, assets)
}

fn document(kind: DocumentKind, buyer: &str) -> (Document, Assets) {
    let (case, mut assets) = case(buyer);
    let document = case.document(kind, &TEXTS).expect("it is made of a profile");
    if let Document::Svarskema(form) = &document {
        assets.attach(case.binding(form).attachment());
    }
    (document, assets)
}

#[divan::bench]
fn read_catalog() -> Catalog {
    catalog()
}

#[divan::bench]
fn read_fonts() -> Fonts {
    Fonts::embedded()
}

#[divan::bench]
fn read_profile() -> ProfileFile {
    file("Vestby Kommune")
}

#[divan::bench]
fn resolve(bencher: Bencher) {
    let file = file("Vestby Kommune");
    bencher.bench_local(|| Case::read(&file, &CATALOG));
}

#[divan::bench(args = KINDS)]
fn say(bencher: Bencher, kind: DocumentKind) {
    let (case, _) = case("Vestby Kommune");
    bencher.bench_local(|| case.document(kind, &TEXTS));
}

#[divan::bench(args = KINDS, sample_count = 10)]
fn lay_out_cold(bencher: Bencher, kind: DocumentKind) {
    let (document, assets) = document(kind, "Vestby Kommune");
    bencher
        .with_inputs(Press::forget)
        .bench_local_values(|()| PRESS.lay_out(&document, &assets).map(|sheets| sheets.pages()));
}

#[divan::bench(args = KINDS, sample_count = 20)]
fn lay_out_near_a_twin(bencher: Bencher, kind: DocumentKind) {
    // Another buyer each time, and the same tender
    let mut number = 0;
    bencher
        .with_inputs(|| {
            Press::rest(false);
            number += 1;
            document(kind, &format!("{number}. Kommune"))
        })
        .bench_local_values(|(document, assets)| PRESS.lay_out(&document, &assets).map(|sheets| sheets.pages()));
}

#[divan::bench(args = KINDS)]
fn export(bencher: Bencher, kind: DocumentKind) {
    let (document, assets) = document(kind, "Vestby Kommune");
    let sheets = PRESS.lay_out(&document, &assets).expect("the example is laid out");
    bencher.bench_local(|| sheets.export());
}

#[divan::bench(args = KINDS)]
fn finish(bencher: Bencher, kind: DocumentKind) {
    let (document, assets) = document(kind, "Vestby Kommune");
    let sheets = PRESS.lay_out(&document, &assets).expect("the example is laid out");
    let bytes = sheets.export().expect("the example is exported");
    bencher.bench_local(|| PRESS.finish(&bytes, &document, &assets));
}

#[divan::bench(args = KINDS)]
fn write_markdown(bencher: Bencher, kind: DocumentKind) {
    let (document, _) = document(kind, "Vestby Kommune");
    bencher.bench_local(|| markdown(&document, &TEMPLATES));
}

#[divan::bench]
fn write_workbook(bencher: Bencher) {
    let (case, _) = case("Vestby Kommune");
    let form = case.form(&TEXTS);
    bencher.bench_local(|| workbook(&form, &case.binding(&form), TEMPLATES.words()));
}

#[divan::bench(args = KINDS, sample_count = 20)]
fn whole(bencher: Bencher, kind: DocumentKind) {
    let mut number = 0;
    bencher
        .with_inputs(|| {
            Press::rest(false);
            number += 1;
            format!("{number}. Kommune")
        })
        .bench_local_values(|buyer| {
            let (document, assets) = document(kind, &buyer);
            PRESS.pdf(&document, &assets)
        });
}
