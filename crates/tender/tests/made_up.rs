//! Made-up catalogs: small ones that hold just what a rule of resolving needs.

use std::collections::BTreeMap;

use tender::catalog::{Catalog, CatalogFiles};
use tender::text::source::Source;

/// A catalog of one edition `t` from its packages. Facts are named by the conditions; integrations by the packages and
/// targets.
pub struct MadeUp {
    packages: Vec<(String, Vec<String>, String)>,
    facts: Vec<String>,
    others: Vec<String>,
    /// By fact: the need's id in TOML
    needs: BTreeMap<String, String>,
}

impl MadeUp {
    pub fn new(facts: &[&str], others: &[&str]) -> Self {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self { packages: Vec::new(), facts: owned(facts), others: owned(others), needs: BTreeMap::new() }
    }

    /// Adds a package with its business integrations and its entries in TOML.
    pub fn package(mut self, id: &str, business: &[&str], entries: &str) -> Self {
        self.packages.push((id.to_owned(), business.iter().map(|id| (*id).to_owned()).collect(), entries.to_owned()));
        self
    }

    /// Lets a fact state a need of a package. `more` holds its alternative.
    pub fn need(mut self, fact: &str, package: &str, number: &str, more: &str) -> Self {
        let need =
            format!("need = {{ id = \"{number}\", package = \"{package}\", text = \"Løsningen skal.\"{more} }}\n");
        self.needs.insert(fact.to_owned(), need);
        self
    }

    pub fn catalog(self) -> Catalog {
        let mut files = BTreeMap::new();
        let mut put = |path: &str, text: String| drop(files.insert(format!("t/{path}"), Source::new(path, text)));
        let kind = |id: &str| {
            format!("[[type]]\nid = \"{id}\"\nname = \"{id}\"\nanswers = [\"Ja\", \"Nej\"]\nsource = \"s\"\n")
        };
        let head = "id = \"t\"\ntitle = \"t\"\ndate = 2024-01-01\nmust = \"MK\"\nmay = \"O\"\n[[source]]\nid = \"s\"\ntitle = \"s\"\n";
        put("edition.toml", format!("{head}{}{}", kind("MK"), kind("O")));
        let facts = (1..).zip(&self.facts).map(|(number, id)| {
            let need = self.needs.get(id).map_or("", String::as_str);
            format!(
                "[[fact]]\nid = \"{id}\"\nnumber = {number}\nsupplier-help = \"h\"\nbuyer-holds = \"{id} skal holde\"\nbuyer-fails = \"{id} ikke skal holde\"\nlabel = \"l\"\nquestion = \"q\"\nsupplier-question = \"q\"\nhelp = \"h\"\nholds = \"{id} holder\"\nfails = \"{id} ikke holder\"\nsource = \"s\"\n{need}"
            )
        });
        put("facts.toml", facts.collect());
        let integration = |id: &str, home: &str| {
            format!("[[integration]]\nid = \"{id}\"\nname = \"n\"\nmeaning = \"m\"\n{home}source = \"s\"\n")
        };
        let mut integrations: String = self.others.iter().map(|id| integration(id, "")).collect();
        for (package, business, _) in &self.packages {
            integrations.extend(business.iter().map(|id| integration(id, &format!("home = \"{package}\"\n"))));
        }
        put("integrations.toml", integrations);
        for (package, business, entries) in &self.packages {
            let head = format!("+++\nid = \"{package}\"\ntitle = \"t\"\nbusiness = {business:?}\nsource = \"s\"\n");
            put(
                &format!("packages/{package}.md"),
                format!("{head}{entries}\n+++\n## Formål\n\nf\n\n## Vejledning\n\nv\n"),
            );
        }
        Catalog::read(&CatalogFiles { files }).unwrap_or_else(|complaints| panic!("{complaints:#?}"))
    }
}

/// A rule in TOML: `more` holds its condition, carriers and texts.
pub fn rule(target: &str, modality: &str, more: &str) -> String {
    format!(
        "[[rule]]\nid = \"{target}\"\ntarget = \"{target}\"\nmodality = \"{modality}\"\npurpose = \"p\"\nsource = \"s\"\n{more}\n"
    )
}

/// A requirement in TOML.
pub fn requirement(number: &str, more: &str) -> String {
    format!("[[requirement]]\nid = \"{number}\"\ntitle = \"t\"\ntext = \"Løsningen skal.\"\nsource = \"s\"\n{more}\n")
}
