//! From the files of a catalog to its editions: everything that was written is checked against everything else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::overlay::{EditionFile, Entries, PackageFile};
use super::{
    Advice, Alternative, Basis, Catalog, CatalogFiles, Confidence, Edition, Fact, Integration, IntegrationStatus,
    Modality, Package, Reading, Requirement, RequirementType, Rule, SourceText, TypeKind, number, placeholder,
    unknown_edition,
};
use crate::catalog::answer::{NOT_RELEVANT, OTHERWISE, UNPRESSED};
use crate::catalog::condition::Condition;
use crate::catalog::fault::CatalogFault;
use crate::catalog::id::{
    AreaId, EditionId, FactId, IntegrationId, PackageId, ReadingId, RequirementId, RuleId, SourceId, TypeId,
};
use crate::complaint::Complaints;
use crate::input::fault::{Expected, InputFault, Thing};
use crate::input::markdown::Block;
use crate::input::table::{Reader, Table};
use crate::text::nearest::nearest;
use crate::text::seal::Seal;
use crate::text::source::{Source, Written};

mod facts;
mod notes;

impl Catalog {
    /// Reads every edition. Complaints are those of all files at once.
    pub fn read(files: &CatalogFiles) -> Result<Self, Complaints> {
        let mut complaints = Complaints::new();
        let mut folders: BTreeMap<&str, BTreeMap<&str, &Arc<Source>>> = BTreeMap::new();
        for (path, source) in &files.files {
            if let Some((folder, rest)) = path.split_once('/') {
                folders.entry(folder).or_default().insert(rest, source);
            }
        }
        let mut written: BTreeMap<String, EditionFile> = BTreeMap::new();
        for (folder, files) in folders.iter().filter(|(_, files)| files.contains_key("edition.toml")) {
            if let Some(edition) = EditionFile::read(files, &mut complaints) {
                written.insert((*folder).to_owned(), edition);
            }
        }
        if written.is_empty() && complaints.is_empty() {
            complaints.error(CatalogFault::NoEdition, None);
        }
        // Complaints of the files as such come first: what follows from a broken file would be noise.
        if complaints.has_errors() {
            return Err(complaints);
        }
        let mut editions = BTreeMap::new();
        for folder in written.keys() {
            let Some(whole) = whole(folder, &written, &mut complaints) else { continue };
            let before = complaints.iter().count();
            if let Some(edition) = EditionReader::new(&whole, &mut complaints).edition() {
                if edition.id.as_str() != folder {
                    let fault = CatalogFault::EditionFolder { id: edition.id.clone(), folder: folder.clone() };
                    complaints.error(fault, whole.head.place.clone());
                }
                editions.insert(edition.id.clone(), Arc::new(edition));
            }
            if complaints.iter().count() > before {
                // An edition over a broken base repeats the base's complaints.
                break;
            }
        }
        number::check(&editions, &mut complaints);
        if complaints.has_errors() {
            return Err(complaints);
        }
        let digest =
            files.files.iter().fold(Seal::new(), |seal, (path, source)| seal.with(path).with(&source.text)).hex();
        Ok(Self { editions, digest })
    }
}

/// An edition laid over its base, and that over its own.
fn whole(folder: &str, written: &BTreeMap<String, EditionFile>, complaints: &mut Complaints) -> Option<EditionFile> {
    let mut chain = vec![folder.to_owned()];
    loop {
        let last = &written[chain.last().expect("the chain begins with the edition itself")];
        let Some(base) = Reader::new(&last.head, complaints).text("base") else { break };
        let cycle = chain.contains(&base.value);
        if cycle || !written.contains_key(&base.value) {
            let fault = if cycle {
                // Every edition of a cycle runs into it; it is told once, from the first.
                if chain.iter().any(|other| other.as_str() < folder) {
                    return None;
                }
                chain.push(base.value);
                CatalogFault::BaseCycle { path: chain }
            } else {
                unknown_edition(&base.value, written.keys().map(String::as_str))
            };
            complaints.error(fault, base.place);
            return None;
        }
        chain.push(base.value);
    }
    let mut layers = chain.iter().rev().map(|folder| written[folder].clone());
    let mut edition = layers.next().expect("the chain begins with the edition itself");
    for layer in layers {
        edition.overlay(layer, complaints);
    }
    Some(edition)
}

/// Reads one whole edition.
struct EditionReader<'a> {
    written: &'a EditionFile,
    complaints: &'a mut Complaints,
    known: Known,
}

/// The business integrations of a package.
struct Business {
    known: Vec<IntegrationId>,
    /// As the package names them, unknown ones too; `None` when that could not be read
    written: Option<BTreeSet<String>>,
}

impl Business {
    /// Whether a name is complained of already where the package names it.
    fn is_broken_at(&self, id: &str) -> bool {
        self.written.as_ref().is_none_or(|written| written.contains(id))
    }
}

/// The ids that entries may refer to.
struct Known {
    sources: BTreeSet<String>,
    facts: BTreeSet<String>,
    integrations: BTreeSet<String>,
    readings: BTreeSet<String>,
    areas: BTreeSet<String>,
}

impl<'a> EditionReader<'a> {
    fn new(written: &'a EditionFile, complaints: &'a mut Complaints) -> Self {
        let ids = |entries: &Entries| entries.0.iter().map(|(id, _)| id.clone()).collect();
        let known = Known {
            sources: ids(&written.sources),
            facts: ids(&written.facts),
            integrations: ids(&written.integrations),
            readings: ids(&written.readings),
            areas: ids(&written.areas),
        };
        Self { written, complaints, known }
    }

    fn edition(mut self) -> Option<Edition> {
        let mut head = Reader::new(&self.written.head, self.complaints);
        let (id, title, note) = (head.required_text("id"), head.required_text("title"), head.text("note"));
        let (must, may) = (head.required_text("must"), head.required_text("may"));
        let date = head.date("date");
        if date.is_none() && head.key_place("date").is_none() {
            head.missing("date");
        }
        let (base, derived) = (head.text("base"), head.text("derived-reading"));
        head.finish();
        self.placeholders();

        let sources = self.sources();
        let fixed = [(&must, TypeKind::Minimum), (&may, TypeKind::Optional)];
        let types = self.types(&|id| {
            let named = fixed.iter().find(|(word, _)| word.as_ref().is_some_and(|word| word.value == id));
            named.map(|(_, kind)| *kind)
        });
        let areas = self.areas();
        let facts = self.facts();
        let integrations = self.integrations();
        let readings = self.readings();
        let derived_reading = self.reference(Thing::Reading, derived, |known| &known.readings);
        let notes = self.notes();
        let mut packages = BTreeMap::new();
        for (id, file) in &self.written.packages {
            if let Some(package) = self.package(id, file, &facts) {
                packages.insert(id.clone(), package);
            }
        }
        for place in [&must, &may].into_iter().flatten() {
            if !types.iter().any(|known| known.id.as_str() == place.value) {
                self.unknown(Thing::RequirementType, place, types.iter().map(|known| known.id.as_str()));
            }
        }
        let dropped = self.written.dropped.clone();
        Some(Edition {
            id: EditionId::new(&id?.value),
            base: base.map(|base| EditionId::new(&base.value)),
            title: title?.value,
            note: note.map(|note| note.value),
            date: date?.value,
            must: TypeId::new(&must?.value),
            may: TypeId::new(&may?.value),
            sources,
            types,
            areas,
            facts,
            integrations,
            readings,
            derived_reading: derived_reading.map(|id| ReadingId::new(&id)),
            notes,
            packages,
            dropped,
        })
    }

    /// Complains of placeholders in texts that nobody fills in.
    fn placeholders(&mut self) {
        let written = self.written;
        let of_edition = [
            (&written.sources, &[][..]),
            (&written.types, &[]),
            (&written.areas, &[]),
            // The texts of needs.
            (&written.facts, placeholder::OF_NEEDS),
            (&written.integrations, &[]),
            (&written.readings, &[]),
            (&written.notes, &[]),
        ];
        let of_packages = written.packages.values().flat_map(|package| {
            [
                (&package.rules, &[][..]),
                (&package.alternatives, &[]),
                (&package.requirements, placeholder::OF_REQUIREMENTS),
                (&package.advice, &[]),
            ]
        });
        for (entries, in_text) in of_edition.into_iter().chain(of_packages) {
            for (_, entry) in &entries.0 {
                placeholder::check(entry, in_text, self.complaints);
            }
        }
    }

    /// Complains of a reference that leads nowhere.
    fn unknown<'k>(&mut self, what: Thing, id: &Written<String>, known: impl Iterator<Item = &'k str>) {
        let nearest = nearest(&id.value, known);
        self.complaints.error(InputFault::UnknownReference { what, id: id.value.clone(), nearest }, id.place.clone());
    }

    /// A reference to something that must be known.
    fn reference(
        &mut self,
        what: Thing,
        id: Option<Written<String>>,
        known: fn(&Known) -> &BTreeSet<String>,
    ) -> Option<String> {
        let id = id?;
        let set = known(&self.known);
        if set.contains(&id.value) {
            return Some(id.value);
        }
        let nearest = nearest(&id.value, set.iter().map(String::as_str));
        self.complaints.error(InputFault::UnknownReference { what, id: id.value, nearest }, id.place);
        None
    }

    fn reader(&mut self, table: &'a Table) -> Reader<'a, '_> {
        Reader::new(table, self.complaints)
    }

    fn basis(&mut self, source: Option<Written<String>>, reading: Option<Written<String>>) -> Option<Basis> {
        let has_reading = reading.is_some();
        let reading = self.reference(Thing::Reading, reading, |known| &known.readings);
        let source = self.reference(Thing::Source, source, |known| &known.sources);
        (!has_reading || reading.is_some()).then_some(())?;
        Some(Basis { source: SourceId::new(&source?), reading: reading.map(|id| ReadingId::new(&id)) })
    }

    fn sources(&mut self) -> BTreeMap<SourceId, SourceText> {
        let mut sources = BTreeMap::new();
        for (id, table) in &self.written.sources.0 {
            let mut reader = self.reader(table);
            reader.value("id");
            let title = reader.required_text("title");
            reader.finish();
            if let Some(title) = title {
                sources.insert(SourceId::new(id), SourceText { title: title.value, place: table.place.clone() });
            }
        }
        sources
    }

    /// The requirement types; `fixed` tells the kind of those that the edition itself uses.
    fn types(&mut self, fixed: &dyn Fn(&str) -> Option<TypeKind>) -> Vec<RequirementType> {
        let mut types = Vec::new();
        for (id, table) in &self.written.types.0 {
            let mut reader = self.reader(table);
            let kind = read_type(&mut reader, id, fixed(id));
            let (direct, source) = (reader.text("meaning-in-direct-award"), reader.required_text("source"));
            reader.finish();
            self.reference(Thing::Source, source, |known| &known.sources);
            let meaning_in_direct_award = direct.map(|meaning| meaning.value);
            types.extend(kind.map(|kind| RequirementType { meaning_in_direct_award, ..kind }));
        }
        types
    }

    fn areas(&mut self) -> BTreeMap<AreaId, String> {
        let mut areas = BTreeMap::new();
        for (id, table) in &self.written.areas.0 {
            let mut reader = self.reader(table);
            reader.value("id");
            let (name, source) = (reader.required_text("name"), reader.required_text("source"));
            reader.finish();
            self.reference(Thing::Source, source, |known| &known.sources);
            areas.extend(name.map(|name| (AreaId::new(id), name.value)));
        }
        areas
    }

    fn integrations(&mut self) -> BTreeMap<IntegrationId, Integration> {
        let mut integrations = BTreeMap::new();
        for (id, table) in &self.written.integrations.0 {
            let mut reader = self.reader(table);
            reader.value("id");
            let (name, meaning, source) =
                (reader.required_text("name"), reader.required_text("meaning"), reader.required_text("source"));
            let (home, version, page, status) =
                (reader.text("home"), reader.text("version"), reader.text("page"), reader.text("status"));
            let (since, successors) = (reader.date("since"), reader.texts("successors").unwrap_or_default());
            reader.finish();
            let status = status.and_then(|status| match status.value.as_str() {
                "in-operation" => Some(IntegrationStatus::InOperation),
                "in-development" => Some(IntegrationStatus::InDevelopment),
                "retired" => Some(IntegrationStatus::Retired),
                _ => {
                    self.unknown(Thing::Status, &status, ["in-operation", "in-development", "retired"].into_iter());
                    None
                }
            });
            let home = home.and_then(|home| {
                let package = PackageId::parse(&home.value).filter(|id| self.written.packages.contains_key(id));
                if package.is_none() {
                    self.unknown(Thing::Package, &home, self.written.packages.keys().map(PackageId::as_str));
                }
                package
            });
            let successors = successors
                .into_iter()
                .filter_map(|id| self.reference(Thing::Integration, Some(id), |known| &known.integrations))
                .map(|id| IntegrationId::new(&id))
                .collect();
            let page = page.and_then(|page| self.page(page));
            let source = self.reference(Thing::Source, source, |known| &known.sources);
            let id = IntegrationId::new(id);
            let integration = || {
                Some(Integration {
                    id: id.clone(),
                    name: name?.value,
                    meaning: meaning?.value,
                    home,
                    version: version.map(|version| version.value),
                    since: since.map(|since| since.value),
                    status,
                    successors,
                    page,
                    source: SourceId::new(&source?),
                    place: table.place.clone(),
                })
            };
            integrations.extend(integration().map(|integration| (id.clone(), integration)));
        }
        integrations
    }

    fn readings(&mut self) -> Vec<Reading> {
        let mut readings = Vec::new();
        for (id, table) in &self.written.readings.0 {
            let mut reader = self.reader(table);
            reader.value("id");
            let mut text = |key| reader.required_text(key).map(|text| text.value);
            let (subject, matrix, slide) = (text("subject"), text("matrix"), text("slide"));
            let (choice, why) = (text("choice"), text("why"));
            let confidence = reader.required_text("confidence");
            let when_settled = reader.text("when-settled").map(|text| text.value);
            reader.finish();
            let confidence = confidence.and_then(|word| match word.value.as_str() {
                "sure" => Some(Confidence::Sure),
                "likely" => Some(Confidence::Likely),
                "unsettled" => Some(Confidence::Unsettled),
                _ => {
                    self.unknown(Thing::Confidence, &word, ["sure", "likely", "unsettled"].into_iter());
                    None
                }
            });
            let reading = || {
                Some(Reading {
                    id: ReadingId::new(id),
                    subject: subject?,
                    matrix: matrix?,
                    slide: slide?,
                    choice: choice?,
                    why: why?,
                    confidence: confidence?,
                    when_settled,
                    place: table.place.clone(),
                })
            };
            readings.extend(reading());
        }
        readings
    }

    fn package(&mut self, id: &PackageId, file: &'a PackageFile, facts: &BTreeMap<FactId, Fact>) -> Option<Package> {
        let mut reader = self.reader(&file.head);
        reader.value("id");
        let title = reader.required_text("title");
        let business = reader.texts("business");
        if business.is_none() && reader.key_place("business").is_none() {
            reader.missing("business");
        }
        let (source, reading) = (reader.required_text("source"), reader.text("reading"));
        let (expected_in, expected_reading) =
            (reader.texts("expected-in").unwrap_or_default(), reader.text("expected-reading"));
        reader.finish();
        let business = Business {
            written: business.as_ref().map(|ids| ids.iter().map(|id| id.value.clone()).collect()),
            known: self.integration_ids(business.unwrap_or_default()),
        };
        let expected_in = expected_in
            .into_iter()
            .filter_map(|area| self.reference(Thing::Area, Some(area), |known| &known.areas))
            .map(|area| AreaId::new(&area))
            .collect();
        let expected_reading = self.reference(Thing::Reading, expected_reading, |known| &known.readings);
        let basis = self.basis(source, reading);
        let rules = file.rules.0.iter().filter_map(|(rule, table)| self.rule(id, &business, rule, table)).collect();
        let alternatives =
            file.alternatives.0.iter().filter_map(|(name, table)| self.alternative(&business, name, table)).collect();
        let requirements = file
            .requirements
            .0
            .iter()
            .filter_map(|(number, table)| self.requirement(id, &business, number, table))
            .collect();
        let advice = file.advice.0.iter().filter_map(|(name, table)| self.advice(name, table)).collect();
        let purpose = self.section("Formål", file);
        let guidance = self.section("Vejledning", file);
        for (heading, (place, _)) in &file.sections {
            if !matches!(heading.as_str(), "Formål" | "Vejledning") {
                let fault = InputFault::UnknownKey {
                    key: format!("## {heading}"),
                    known: vec!["## Formål".to_owned(), "## Vejledning".to_owned()],
                    nearest: nearest(heading, ["Formål", "Vejledning"]).map(|heading| format!("## {heading}")),
                    belongs: None,
                };
                self.complaints.error(fault, place.clone());
            }
        }
        let mut needs: Vec<(usize, &str, &FactId)> = Vec::new();
        for (fact, need) in facts.values().filter_map(|fact| Some((&fact.id, fact.need.as_ref()?))) {
            if need.package == *id {
                needs.push((need.id.number().len(), need.id.number(), fact));
            }
        }
        // `B10` comes after `B9`.
        needs.sort();
        let needs = needs.into_iter().map(|(_, _, fact)| fact.clone()).collect();
        let title = title?.value;
        let (basis, id) = (basis?, id.clone());
        Some(Package {
            id,
            title,
            business: business.known,
            expected_in,
            expected_reading: expected_reading.map(|id| ReadingId::new(&id)),
            basis,
            purpose,
            guidance,
            rules,
            alternatives,
            requirements,
            needs,
            advice,
        })
    }

    fn section(&mut self, heading: &'static str, file: &PackageFile) -> Vec<Block> {
        match file.sections.get(heading) {
            Some((_, blocks)) if !blocks.is_empty() => blocks.clone(),
            _ => {
                self.complaints.error(CatalogFault::MissingSection { heading }, file.head.place.clone());
                Vec::new()
            }
        }
    }

    fn integration_ids(&mut self, written: Vec<Written<String>>) -> Vec<IntegrationId> {
        written
            .into_iter()
            .filter_map(|id| self.reference(Thing::Integration, Some(id), |known| &known.integrations))
            .map(|id| IntegrationId::new(&id))
            .collect()
    }

    /// The carriers that an entry names, or all business integrations of the package.
    fn carriers(&mut self, written: Option<Vec<Written<String>>>, business: &Business) -> Vec<IntegrationId> {
        let Some(written) = written else { return business.known.clone() };
        let mut carriers = Vec::new();
        for id in written {
            match business.known.iter().find(|known| known.as_str() == id.value) {
                Some(known) => carriers.push(known.clone()),
                None if business.is_broken_at(&id.value) => {}
                None => {
                    let known = business.known.iter().map(IntegrationId::as_str);
                    self.unknown(Thing::BusinessIntegration, &id, known);
                }
            }
        }
        carriers
    }

    fn condition(&mut self, written: Option<Written<String>>) -> Option<Arc<Condition>> {
        let written = written?;
        // The text's own place begins at its opening quote.
        let at = |span: std::ops::Range<usize>| written.place.part(span.start + 1..span.end + 1);
        match Condition::parse(&written.value) {
            Ok(condition) => {
                for fact in condition.facts() {
                    if !self.known.facts.contains(fact.as_str()) {
                        let start = written.value.find(fact.as_str()).unwrap_or_default();
                        let id = Written::new(fact.to_string(), at(start..start + fact.as_str().len()));
                        self.reference(Thing::Fact, Some(id), |known| &known.facts);
                    }
                }
                Some(Arc::new(condition))
            }
            Err(error) => {
                self.complaints.error(CatalogFault::Condition { expected: error.expected }, at(error.span));
                None
            }
        }
    }

    fn modality(&mut self, written: Option<Written<String>>) -> Option<Modality> {
        let written = written?;
        match written.value.as_str() {
            "must" => Some(Modality::Must),
            "may" => Some(Modality::May),
            _ => {
                self.unknown(Thing::Modality, &written, ["must", "may"].into_iter());
                None
            }
        }
    }

    fn rule(&mut self, package: &PackageId, business: &Business, id: &str, table: &'a Table) -> Option<Rule> {
        let mut reader = self.reader(table);
        reader.value("id");
        let (target, modality, purpose) =
            (reader.required_text("target"), reader.required_text("modality"), reader.required_text("purpose"));
        let (carriers, when) = (reader.texts("carriers"), reader.text("when"));
        let (alternative, deferred) = (reader.text("alternative"), reader.text("deferred"));
        let (source, reading) = (reader.required_text("source"), reader.text("reading"));
        reader.finish();
        let target = self.reference(Thing::Integration, target, |known| &known.integrations);
        let modality = self.modality(modality);
        let mut carriers = self.carriers(carriers, business);
        let when = self.condition(when);
        let basis = self.basis(source, reading);
        let target = IntegrationId::new(&target?);
        // Nothing is its own reason: of itself, an integration that is in use changes nothing.
        carriers.retain(|carrier| *carrier != target);
        Some(Rule {
            id: RuleId::new(&format!("{package}/{id}")),
            package: package.clone(),
            target,
            modality: modality?,
            carriers,
            when,
            purpose: purpose?.value.into(),
            alternative: alternative.map(|text| text.value.into()),
            deferred: deferred.map(|text| text.value.into()),
            basis: basis?,
            place: table.place.clone(),
        })
    }

    fn alternative(&mut self, business: &Business, id: &str, table: &'a Table) -> Option<Alternative> {
        let mut reader = self.reader(table);
        reader.value("id");
        let (integrations, text) = (reader.texts("integrations"), reader.required_text("text"));
        let (source, reading) = (reader.required_text("source"), reader.text("reading"));
        reader.finish();
        let integrations = self.carriers(integrations, business);
        let basis = self.basis(source, reading);
        Some(Alternative { id: id.to_owned(), integrations, text: text?.value.into(), basis: basis? })
    }

    fn requirement(
        &mut self,
        package: &PackageId,
        business: &Business,
        number: &str,
        table: &'a Table,
    ) -> Option<Requirement> {
        let mut reader = self.reader(table);
        reader.value("id");
        let (title, text, modality) =
            (reader.required_text("title"), reader.required_text("text"), reader.text("modality"));
        let (carriers, when) = (reader.texts("carriers"), reader.text("when"));
        let (source, reading) = (reader.required_text("source"), reader.text("reading"));
        reader.finish();
        if number.len() != 2 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            let fault = InputFault::MalformedId { expected: Expected::TwoDigits, id: number.to_owned() };
            self.complaints.error(fault, table.fields["id"].value.place.clone());
            return None;
        }
        let modality = if modality.is_some() { self.modality(modality) } else { Some(Modality::Must) };
        let carriers = self.carriers(carriers, business);
        let when = self.condition(when);
        let basis = self.basis(source, reading);
        Some(Requirement {
            id: RequirementId::of(package, number),
            title: title?.value,
            text: text?.value,
            modality: modality?,
            carriers,
            when,
            basis: basis?,
            place: table.place.clone(),
        })
    }

    fn advice(&mut self, id: &str, table: &'a Table) -> Option<Advice> {
        let mut reader = self.reader(table);
        reader.value("id");
        let label = reader.text("label").map(|label| label.value);
        let (question, text) = (reader.required_text("question"), reader.required_text("text"));
        let (source, reading) = (reader.required_text("source"), reader.text("reading"));
        reader.finish();
        let basis = self.basis(source, reading);
        Some(Advice { id: id.to_owned(), label, question: question?.value, text: text?.value, basis: basis? })
    }
}

/// The longest answer in bytes: in a form it is the name of a button's state, and PDF/A allows names no more.
const LONGEST_ANSWER: usize = 127;

/// The keys of a requirement type, in the catalog and in a profile alike. The kind of a type that the edition itself
/// uses is `fixed`: it cannot be written otherwise.
pub fn read_type(reader: &mut Reader<'_, '_>, id: &str, fixed: Option<TypeKind>) -> Option<RequirementType> {
    reader.value("id");
    let kind = match reader.keyword("kind", &TypeKind::ALL) {
        Some(written) if fixed.is_some_and(|fixed| fixed != written.value) => {
            let kind = fixed.unwrap_or(written.value);
            reader.complaints.error(CatalogFault::FixedKind { id: TypeId::new(id), kind: kind.key() }, written.place);
            kind
        }
        written => fixed.or(written.map(|written| written.value)).unwrap_or(TypeKind::Evaluated),
    };
    let name = reader.required_text("name");
    let answers = reader.texts("answers");
    if answers.is_none() && reader.key_place("answers").is_none() {
        reader.missing("answers");
    }
    let meaning = reader.text("meaning");
    let answers = answers?;
    let place = reader.key_place("answers").unwrap_or(reader.place()).clone();
    // Answers are read in any case, so that two must differ in more.
    let folded = |answer: &str| answer.trim().to_lowercase();
    let distinct: BTreeSet<String> = answers.iter().map(|answer| folded(&answer.value)).collect();
    if distinct.len() < 2 || distinct.len() < answers.len() || distinct.contains("") {
        reader.complaints.error(CatalogFault::TooFewAnswers { id: id.to_owned() }, place);
        return None;
    }
    // `Off` is what a PDF calls a button that is not pressed, and an alternative adds its own answer.
    let reserved = [UNPRESSED, OTHERWISE, NOT_RELEVANT].map(folded);
    if let Some(reserved) = answers.iter().find(|answer| reserved.contains(&folded(&answer.value))) {
        let fault = CatalogFault::ReservedAnswer { answer: reserved.value.trim().to_owned() };
        reader.complaints.error(fault, reserved.place.clone());
        return None;
    }
    if let Some(long) = answers.iter().find(|answer| answer.value.trim().len() > LONGEST_ANSWER) {
        // A letter such as `æ` takes two bytes.
        let (length, most) = (long.value.trim().chars().count(), LONGEST_ANSWER / 2);
        reader.complaints.error(InputFault::TooLong { length, most }, long.place.clone());
        return None;
    }
    Some(RequirementType {
        id: TypeId::new(id),
        name: name?.value,
        kind,
        answers: answers.into_iter().map(|answer| answer.value.trim().to_owned()).collect(),
        meaning: meaning.map(|meaning| meaning.value),
        meaning_in_direct_award: None,
    })
}
