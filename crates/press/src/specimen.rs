//! Documents to print in tests: real ones, of the shipped catalog.

use std::path::Path;
use std::sync::LazyLock;

use tender::catalog::{Catalog, CatalogFiles};
use tender::compose::{Texts, kravbilag, svarskema, tjekliste};
use tender::document::Document;
use tender::input::files::Memory;
use tender::print::Templates;
use tender::profile::{Profile, ProfileFile};
use tender::resolve::{Resolution, resolve};
use tender::text::source::Source;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::read(&CatalogFiles::embedded()).unwrap());
static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    let templates = Templates::embedded();
    Texts::read(|name| Some(templates.text(name)), templates.words()).unwrap()
});

/// A tender that chooses some packages whole.
pub struct Specimen {
    /// Their numbers
    pub packages: Vec<usize>,
    pub title: String,
    /// Nothing is answered; else the supplier answers everything
    pub draft: bool,
}

impl Specimen {
    pub fn of(packages: &[usize]) -> Self {
        Self { packages: packages.to_vec(), title: "Fælles omsorgssystem".into(), draft: false }
    }

    pub fn kravbilag(&self) -> Document {
        let (profile, resolution) = self.resolved();
        Document::Kravbilag(Box::new(kravbilag(&profile, &resolution, &TEXTS)))
    }

    pub fn svarskema(&self) -> Document {
        let (profile, resolution) = self.resolved();
        Document::Svarskema(Box::new(svarskema(&profile, &resolution, &TEXTS)))
    }

    pub fn tjekliste(&self) -> Document {
        let (profile, resolution) = self.resolved();
        Document::Tjekliste(Box::new(tjekliste(&profile, &resolution, &TEXTS)))
    }

    fn resolved(&self) -> (Profile, Resolution) {
        let mut text = format!(
            "edition = \"2024-01\"\n[tender]\ntitle = {:?}\nbuyer = \"Eksempel Kommune\"\nappendix = \"3.2\"\nversion = \"1.0\"\ndate = 2026-11-23\n[packages]\n",
            self.title
        );
        self.packages.iter().for_each(|number| text += &format!("I-{number:02} = \"all\"\n"));
        text += "[facts]\n";
        if !self.draft {
            let edition = CATALOG.newest().unwrap();
            edition.facts.keys().for_each(|fact| text += &format!("{fact} = \"supplier\"\n"));
        }
        let file =
            ProfileFile::read(Path::new("prøve.toml"), Source::new("prøve.toml", text), &Memory::empty()).unwrap();
        let profile = Profile::check(&file, &CATALOG).unwrap();
        let resolution = resolve(&profile);
        (profile, resolution)
    }
}

/// The templates with some files laid over ours.
pub fn templates_with<B: AsRef<[u8]>>(over: &[(&str, B)]) -> Templates {
    if over.is_empty() {
        return Templates::embedded();
    }
    let file = |(name, bytes): &(&str, B)| (format!("vores/{name}"), bytes.as_ref().to_vec());
    Templates::open(Path::new("vores"), &over.iter().map(file).collect::<Memory>()).expect("they can be read")
}
