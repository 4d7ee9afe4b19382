//! `bilag init`: a commented profile to start from, made from the newest edition: empty, asked for, or from what there
//! is already.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tender::both;
use tender::catalog::fault::CatalogFault;
use tender::catalog::id::{FactId, IntegrationId, PackageId};
use tender::catalog::{Catalog, Edition};
use tender::complaint::{Complaint, Complaints};
use tender::form::checklist::Checklist;
use tender::input::files::{Files, decoded};
use tender::input::package;
use tender::input::table::Table;
use tender::profile::{Answer, ProfileFile, schema};

use super::output;
use crate::fault::RunFault;
use crate::inputs::Inputs;

pub mod ask;
mod carried;
mod ticks;
mod writing;

pub use ask::Ask;

/// Where the schema lies that editors complete a profile by, beside the profile.
const SCHEMA: &str = ".bilag/profil.schema.json";

/// What is known of a tender before its profile is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    pub title: Option<String>,
    pub buyer: Option<String>,
    pub cvr: Option<String>,
    pub contact: Option<String>,
    pub reference: Option<String>,
    /// The number of the kravbilag
    pub appendix: Option<String>,
    /// What says how secure the solution must be
    pub security_appendix: Option<String>,
    /// A word of the key
    pub procedure: Option<String>,
    /// As TOML writes it
    pub deadline: Option<String>,
    pub area: Option<String>,
    pub packages: BTreeMap<PackageId, Vec<IntegrationId>>,
    /// As TOML writes them: `true`, `false`, `"supplier"`
    pub facts: BTreeMap<FactId, &'static str>,
    /// What somebody noted of a package
    pub notes: BTreeMap<PackageId, String>,
}

impl Start {
    /// What was ticked, answered and noted in a checklist.
    fn of(read: Checklist) -> Self {
        let written = |answer: Answer| match answer {
            Answer::Yes => "true",
            Answer::No => "false",
            Answer::Supplier => "\"supplier\"",
        };
        let facts = read.facts.into_iter().map(|(fact, answer)| (fact, written(answer))).collect();
        Self { packages: read.packages, facts, notes: read.notes, ..Self::default() }
    }

    pub fn is_direct_award(&self) -> bool {
        self.procedure.as_deref() == Some("direct-award")
    }

    /// Whether all is there that a tender cannot go out without, and all that its packages ask for.
    fn is_whole(&self, edition: &Edition) -> bool {
        let told = [&self.title, &self.buyer, &self.procedure].iter().all(|it| it.is_some());
        let dated = self.deadline.is_some() || self.is_direct_award();
        let secured = self.security_appendix.is_some() || !ask::asks_for_security(edition, self);
        let settled = ask::asked_for(edition, self).all(|fact| self.facts.contains_key(&fact.id));
        told && dated && secured && settled && !self.packages.is_empty()
    }
}

/// What a profile is made from.
pub enum From<'a> {
    Nothing,
    /// A checklist that was filled in, or an earlier tender's profile; `program` is this one, which reads in a process
    /// of its own what others may have sent
    File {
        source: &'a Path,
        program: &'a Path,
    },
    /// Somebody at the terminal
    Person(&'a mut dyn Ask),
}

/// A profile that was written.
#[derive(Debug)]
pub struct Made {
    pub profile: PathBuf,
    /// The packages that are chosen in it
    pub packages: Vec<PackageId>,
    /// All is in it that a tender cannot go out without
    pub whole: bool,
    /// What of an earlier tender was left behind, by its keys
    pub left_behind: Vec<&'static str>,
    /// What of a checklist was not taken along
    pub left: Complaints,
}

/// Writes the profile, unless a file lies there already.
pub fn init(catalog: &Catalog, path: &Path, from: From<'_>) -> Result<Made, Complaints> {
    if path.exists() {
        let path = path.display().to_string();
        return Err(Complaint::error(RunFault::FileExists { path }, None).into());
    }
    let Some(edition) = catalog.newest() else {
        return Err(Complaint::error(CatalogFault::NoEdition, None).into());
    };
    let mut made = Made {
        profile: path.to_owned(),
        packages: Vec::new(),
        whole: false,
        left_behind: Vec::new(),
        left: Complaints::new(),
    };
    let text = match from {
        From::Nothing => writing::profile(edition, &Start::default()),
        From::Person(person) => {
            output::parting(Some(
                person
                    .hears(&both!("Interrupted: nothing was written.", "Afbrudt: Der er ikke skrevet noget."))
                    .to_owned(),
            ));
            let start = ask::all(edition, person);
            output::parting(None);
            made.whole = start.is_whole(edition);
            made.packages = start.packages.keys().cloned().collect();
            writing::profile(edition, &start)
        }
        From::File { source, program } => made_from(edition, source, program, path, &mut made)?,
    };
    output::write_new(path, text.as_bytes())?;
    let schema_place = path.with_file_name(SCHEMA);
    let schema = serde_json::to_string_pretty(&schema::schema(edition)).expect("a schema is plain data") + "\n";
    output::write_made(&schema_place, schema.as_bytes())?;
    Ok(made)
}

/// The profile from a file: its kind is told by what stands in it.
fn made_from(
    edition: &Edition,
    source: &Path,
    program: &Path,
    path: &Path,
    made: &mut Made,
) -> Result<String, Complaints> {
    let inputs = Inputs::default();
    let bytes = inputs.read_up_to(source, tender::form::returned::LARGEST)?;
    let shown = source.display().to_string();
    let marks = if bytes.starts_with(b"%PDF") || bytes.starts_with(package::BEGINNING) {
        ticks::of_form(program, source)?
    } else {
        let text = decoded(shown.clone(), bytes)?;
        if ticks::is_page(&text.text) {
            ticks::of_page(&text.text)
        } else {
            let mut complaints = Complaints::new();
            let table = Table::parse(&text, &mut complaints);
            let is_toml = source.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
            if ProfileFile::is_profile(&table) && !complaints.has_errors() {
                let carried = carried::carried(&text.text, source, path);
                made.left_behind = carried.left_behind;
                return Ok(carried.text);
            }
            if is_toml && complaints.has_errors() {
                return Err(complaints);
            }
            ticks::of_markdown(&text.text, edition)
        }
    };
    let read = Checklist::of(&marks, edition);
    let bare = read.is_none();
    let Some(read) = read.filter(|read| read.is_filled_in() || !read.left.is_empty()) else {
        return Err(Complaint::error(RunFault::NothingToStartFrom { bare, path: shown }, None).into());
    };
    made.packages = read.packages.keys().cloned().collect();
    read.left.iter().for_each(|left| made.left.warn(left.clone(), None));
    Ok(writing::profile(edition, &Start::of(read)))
}
