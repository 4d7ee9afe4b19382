//! A catalog in memory whose files can be changed one place at a time, as a person would.

use std::collections::BTreeMap;

use tender::catalog::{Catalog, CatalogFiles};
use tender::change::Kind;
use tender::complaint::Complaints;
use tender::text::source::Source;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// A catalog's files by path, with the front matter of a package apart from its Markdown.
#[derive(Clone)]
pub struct Copy {
    files: BTreeMap<String, (String, Option<String>)>,
}

/// A catalog in which one place was changed, and the entry that must be listed for it.
pub struct Mutation {
    /// What was done: `reword`, `modality`
    pub deed: &'static str,
    pub kind: Kind,
    pub id: String,
    pub copy: Copy,
}

impl Copy {
    /// One edition of the shipped catalog.
    pub fn of_edition(edition: &str) -> Self {
        let mut files = BTreeMap::new();
        for (path, source) in CatalogFiles::embedded().files {
            if path.split('/').next() != Some(edition) {
                continue;
            }
            let file = match source.text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")) {
                Some((toml, markdown)) => (format!("{toml}\n"), Some(markdown.to_owned())),
                None => (source.text.clone(), None),
            };
            files.insert(path, file);
        }
        Self { files }
    }

    pub fn put(&mut self, path: &str, toml: impl Into<String>, markdown: Option<String>) {
        self.files.insert(path.to_owned(), (toml.into(), markdown));
    }

    pub fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// The files with their TOML rewritten.
    pub fn rewritten(&self, rewrite: impl Fn(&str) -> String) -> Self {
        let files = self.files.iter().map(|(path, (toml, markdown))| (path.clone(), (rewrite(toml), markdown.clone())));
        Self { files: files.collect() }
    }

    /// The texts of the files as they lie in a folder.
    pub fn texts(&self) -> BTreeMap<String, String> {
        let text = |(toml, markdown): &(String, Option<String>)| match markdown {
            Some(markdown) => format!("+++\n{toml}+++\n{markdown}"),
            None => toml.clone(),
        };
        self.files.iter().map(|(path, file)| (path.clone(), text(file))).collect()
    }

    pub fn read(&self) -> Result<Catalog, Complaints> {
        let files = self.texts().into_iter().map(|(path, text)| (path.clone(), Source::new(path, text)));
        Catalog::read(&CatalogFiles { files: files.collect() })
    }

    fn document(&self, path: &str) -> DocumentMut {
        self.files[path].0.parse().expect("the shipped catalog is TOML")
    }

    fn with(&self, path: &str, document: &DocumentMut) -> Self {
        let mut copy = self.clone();
        copy.files.get_mut(path).expect("the file is there").0 = document.to_string();
        copy
    }

    /// Every way of changing one place of the edition.
    pub fn mutations(&self) -> Vec<Mutation> {
        let mut mutations = Vec::new();
        for path in self.paths() {
            match path.rsplit('/').next().unwrap_or_default() {
                "edition.toml" => self.of_edition_file(&path, &mut mutations),
                "facts.toml" => {
                    let keys = [
                        "label",
                        "question",
                        "supplier-question",
                        "help",
                        "supplier-help",
                        "holds",
                        "fails",
                        "buyer-holds",
                        "buyer-fails",
                    ];
                    self.reword_each(&path, "fact", Kind::Fact, "", &keys, &mut mutations);
                }
                "integrations.toml" => {
                    self.reword_each(&path, "integration", Kind::Integration, "", &["name", "meaning"], &mut mutations);
                    self.each(&path, "integration", Kind::Integration, "", "version", &mut mutations, &|entry| {
                        entry.insert("version", value("99.1"));
                        true
                    });
                    self.each(&path, "integration", Kind::Integration, "", "retire", &mut mutations, &|entry| {
                        entry.insert("status", value("retired"));
                        true
                    });
                }
                "notes.toml" => {
                    self.reword_each(&path, "note", Kind::Note, "", &["text"], &mut mutations);
                    self.each(&path, "note", Kind::Note, "", "seen", &mut mutations, &|entry| {
                        entry.insert("seen", value("2027-03"));
                        true
                    });
                }
                "readings.toml" => {
                    let keys = ["subject", "matrix", "slide", "choice", "why"];
                    self.reword_each(&path, "reading", Kind::Reading, "", &keys, &mut mutations);
                    self.each(&path, "reading", Kind::Reading, "", "confidence", &mut mutations, &|entry| {
                        let sure = entry["confidence"].as_str() == Some("sure");
                        entry.insert("confidence", value(if sure { "likely" } else { "sure" }));
                        true
                    });
                }
                _ => self.of_package(&path, &mut mutations),
            }
        }
        mutations
    }

    fn of_edition_file(&self, path: &str, mutations: &mut Vec<Mutation>) {
        self.reword_each(path, "type", Kind::Type, "", &["name", "meaning"], mutations);
        self.each(path, "type", Kind::Type, "", "answers", mutations, &|entry| {
            entry["answers"].as_array_mut().expect("a type has answers").push("Måske");
            true
        });
        self.reword_each(path, "area", Kind::Area, "", &["name"], mutations);
        self.reword_each(path, "source", Kind::Source, "", &["title"], mutations);
        let mut document = self.document(path);
        reword(document.as_table_mut(), "title");
        let copy = self.with(path, &document);
        mutations.push(Mutation { deed: "reword title", kind: Kind::Tender, id: "edition".to_owned(), copy });
    }

    fn of_package(&self, path: &str, mutations: &mut Vec<Mutation>) {
        let document = self.document(path);
        let package = document["id"].as_str().expect("a package has an id").to_owned();
        let business: Vec<String> = document["business"]
            .as_array()
            .expect("it offers")
            .iter()
            .filter_map(|id| Some(id.as_str()?.to_owned()))
            .collect();
        let mut retitled = document.clone();
        reword(retitled.as_table_mut(), "title");
        let of_package = |deed, copy| Mutation { deed, kind: Kind::Package, id: package.clone(), copy };
        mutations.push(of_package("reword title", self.with(path, &retitled)));
        for (deed, heading) in [("purpose", "## Formål"), ("guidance", "## Vejledning")] {
            let mut copy = self.clone();
            let markdown = copy.files.get_mut(path).and_then(|file| file.1.as_mut()).expect("a package has prose");
            assert!(markdown.contains(heading), "{path} has no {heading}");
            *markdown = markdown.replacen(heading, &format!("{heading}\n\nEt nyt afsnit."), 1);
            mutations.push(of_package(deed, copy));
        }
        let below = format!("{package}/");
        self.reword_each(path, "rule", Kind::Rule, &below, &["purpose"], mutations);
        self.of_rules(path, &below, &business, mutations);
        self.reword_each(path, "alternative", Kind::Alternative, &below, &["text"], mutations);
        self.each(path, "alternative", Kind::Alternative, &below, "drop", mutations, &|_| false);
        self.reword_each(path, "advice", Kind::Advice, &below, &["question", "text"], mutations);
        let numbered = format!("{package}.");
        self.reword_each(path, "requirement", Kind::Requirement, &numbered, &["title", "text"], mutations);
        for deed in ["modality", "condition", "drop"] {
            self.each(path, "requirement", Kind::Requirement, &numbered, deed, mutations, &|entry| {
                obliged(entry, deed)
            });
        }
        self.carriers(path, "requirement", Kind::Requirement, &numbered, &business, mutations);
        if business.len() > 1 {
            let mut fewer = document.clone();
            let last = business.len() - 1;
            fewer["business"].as_array_mut().expect("it offers").remove(last);
            let copy = self.with(path, &fewer);
            if copy.read().is_ok() {
                mutations.push(of_package("offer less", copy));
            }
        }
        self.added(path, &package, mutations);
    }

    fn of_rules(&self, path: &str, below: &str, business: &[String], mutations: &mut Vec<Mutation>) {
        for deed in ["modality", "condition", "drop"] {
            self.each(path, "rule", Kind::Rule, below, deed, mutations, &|entry| obliged(entry, deed));
        }
        for key in ["alternative", "deferred"] {
            self.each(path, "rule", Kind::Rule, below, key, mutations, &|entry| {
                if entry.remove(key).is_none() {
                    entry.insert(key, value("Noget andet end hidtil."));
                }
                true
            });
        }
        self.carriers(path, "rule", Kind::Rule, below, business, mutations);
    }

    /// Another carrier, where the package has several.
    fn carriers(
        &self,
        path: &str,
        key: &'static str,
        kind: Kind,
        below: &str,
        business: &[String],
        mutations: &mut Vec<Mutation>,
    ) {
        if business.len() < 2 {
            return;
        }
        self.each(path, key, kind, below, "carriers", mutations, &|entry| {
            let target = entry.get("target").and_then(Item::as_str).unwrap_or_default().to_owned();
            let others: Vec<&str> = business.iter().map(String::as_str).filter(|id| *id != target).collect();
            // The only one is the carrier whether it is named or not.
            if others.len() > 1 && entry.remove("carriers").is_none() {
                entry.insert("carriers", value(toml_edit::Array::from_iter([others[0]])));
            }
            true
        });
    }

    /// A new requirement and a new rule.
    fn added(&self, path: &str, package: &str, mutations: &mut Vec<Mutation>) {
        let source = self.document(path)["source"].as_str().expect("a package has a source").to_owned();
        let mut add = |key: &str, kind: Kind, id: String, toml: String| {
            let mut document = self.document(path);
            let mut entry: DocumentMut = toml.parse().expect("it is TOML");
            entry.insert("source", value(source.as_str()));
            let tables = document.entry(key).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
            tables.as_array_of_tables_mut().expect("it is an array of tables").push(entry.as_table().clone());
            mutations.push(Mutation { deed: "add", kind, id, copy: self.with(path, &document) });
        };
        let requirement = "id = \"77\"\ntitle = \"Nyt\"\ntext = \"Løsningen skal kunne noget nyt.\"\n";
        add("requirement", Kind::Requirement, format!("{package}.77"), requirement.to_owned());
        let rule = "id = \"ny\"\ntarget = \"SF7002\"\nmodality = \"must\"\npurpose = \"Noget nyt.\"\n";
        add("rule", Kind::Rule, format!("{package}/ny"), rule.to_owned());
    }

    /// Rewords each of some keys in each entry of an array.
    fn reword_each(
        &self,
        path: &str,
        key: &'static str,
        kind: Kind,
        below: &str,
        keys: &[&'static str],
        mutations: &mut Vec<Mutation>,
    ) {
        for reworded in keys {
            self.each(path, key, kind, below, "reword", mutations, &|entry| reword(entry, reworded));
        }
    }

    /// Changes each entry of an array in turn. An entry that the change does not keep is dropped.
    #[allow(clippy::too_many_arguments)]
    fn each(
        &self,
        path: &str,
        key: &'static str,
        kind: Kind,
        below: &str,
        deed: &'static str,
        mutations: &mut Vec<Mutation>,
        change: &dyn Fn(&mut Table) -> bool,
    ) {
        let document = self.document(path);
        let count = document.get(key).and_then(Item::as_array_of_tables).map_or(0, ArrayOfTables::len);
        for at in 0..count {
            let mut document = document.clone();
            let tables = document[key].as_array_of_tables_mut().expect("it was one before");
            let entry = tables.get_mut(at).expect("it is there");
            let id = format!("{below}{}", entry["id"].as_str().expect("an entry has an id"));
            if !change(entry) {
                tables.remove(at);
            }
            let copy = self.with(path, &document);
            // A text that an entry does not have cannot be reworded.
            if copy.files[path].0 != self.files[path].0 {
                mutations.push(Mutation { deed, kind, id, copy });
            }
        }
    }
}

/// Changes a text, if the entry has it. Returns true, since the entry stays.
fn reword(entry: &mut Table, key: &str) -> bool {
    if let Some(text) = entry.get(key).and_then(Item::as_str) {
        let text = format!("{} efter ændringen", text.trim_end_matches('.'));
        entry.insert(key, value(text));
    }
    true
}

/// Turns must into may and the other way round, gives or takes a condition, or drops the entry.
fn obliged(entry: &mut Table, deed: &str) -> bool {
    match deed {
        "modality" => {
            let may = entry.get("modality").and_then(Item::as_str) == Some("may");
            entry.insert("modality", value(if may { "must" } else { "may" }));
            true
        }
        "condition" => {
            if entry.remove("when").is_none() {
                entry.insert("when", value("jobfunktionsroller"));
            }
            true
        }
        _ => false,
    }
}
