//! A tender as a record: what its kravbilag and its svarskema say.

use std::collections::BTreeMap;

use crate::catalog::answer::yes_or_no;
use crate::catalog::id::{IntegrationId, TypeId};
use crate::catalog::record::retired;
use crate::catalog::{Placeholder, TypeKind, placeholders};
use crate::change::prose::{blocks, line, lines};
use crate::change::{Aspect, EDITION, Entry, Kind, Record, TITLE, Weight};
use crate::document::{FactRow, Follow, Kravbilag, Line, Rich, Section, StatusWord, Svarskema};
use crate::profile::{OPERATION, Profile};
use crate::text::danish;

impl Record {
    /// Sets down a tender. Version and date are left out: they say which of its versions it is, not what it asks for.
    pub fn of_tender(profile: &Profile, kravbilag: &Kravbilag, svarskema: &Svarskema) -> Self {
        let mut entries = about(profile);
        for chapter in &kravbilag.chapters {
            entries.push(
                Entry::new(Kind::Package, &chapter.package, &chapter.title, Weight::Basic)
                    .with(Aspect::Title, chapter.title.clone())
                    .with(Aspect::Purpose, blocks(&chapter.purpose)),
            );
            entries.extend(chapter.chosen.iter().map(|chosen| {
                let id = format!("{}/{}", chapter.package, chosen.id);
                Entry::new(Kind::Choice, id, &chosen.name, Weight::Basic).with(Aspect::Version, chosen.version.clone())
            }));
            entries.extend(follows(profile, &chapter.package, &chapter.follows));
            entries.extend(chapter.requirements.iter().map(|line| asked(profile, Kind::Requirement, line)));
        }
        entries.extend(kravbilag.integrations.iter().map(|line| asked(profile, Kind::Integration, line)));
        let others = kravbilag.others.iter().flat_map(|others| &others.requirements);
        entries.extend(others.map(|line| asked(profile, Kind::Requirement, line)));
        if let Some(derived) = &kravbilag.derived {
            entries.extend(follows(profile, DERIVED, &derived.items));
            let notes =
                Entry::new(Kind::Text, "kravbilag/foelger/pakker", "Pakker, som ikke er valgt", Weight::Clarifying);
            entries.push(notes.with(Aspect::Text, lines(&derived.notes)));
        }
        entries.extend(drawn(profile, kravbilag, &entries));
        entries.extend(facts(kravbilag, svarskema));
        entries.extend(kravbilag.legend.types.iter().map(|kind| {
            let strictest = profile.requirement_type(&TypeId::new(&kind.id)).kind == TypeKind::Minimum;
            let weight = if strictest { Weight::Basic } else { Weight::Substantial };
            Entry::new(Kind::Type, &kind.id, &kind.name, weight)
                .with(Aspect::Title, kind.name.clone())
                .with(Aspect::Modality, strength(profile.requirement_type(&TypeId::new(&kind.id)).kind).to_owned())
                .with(Aspect::Meaning, kind.meaning.clone())
                .with(Aspect::Answers, kind.answers.join(", "))
        }));
        entries.extend(kravbilag.deviations.iter().flat_map(|deviations| &deviations.rows).map(|deviation| {
            Entry::new(Kind::Deviation, &deviation.id, &deviation.title, Weight::Substantial)
                .with(Aspect::Text, line(&deviation.text))
                .with(Aspect::Why, deviation.reason.clone())
        }));
        entries.extend(fixed_texts(kravbilag, svarskema));
        describe(profile, svarskema, &mut entries);
        Self::new(profile.edition.id.to_string(), entries, retired(&profile.edition))
    }
}

/// The entry that says when requirements must be met that say nothing else.
pub(super) const DUE: &str = "due";

/// What comes of an answer to a requirement of a type, in Danish.
fn strength(kind: TypeKind) -> &'static str {
    match kind {
        TypeKind::Minimum => "mindstekrav",
        TypeKind::Evaluated => "indgår i evalueringen",
        TypeKind::Optional => "indgår ikke i evalueringen",
    }
}

/// Sets down of each requirement of the buyer's own whether an answer to it is to be described. What the form asks of
/// other lines follows from their type and alternative.
fn describe(profile: &Profile, svarskema: &Svarskema, entries: &mut [Entry]) {
    let lines = svarskema.groups.iter().flat_map(|group| &group.lines);
    for line in lines.filter(|line| profile.own.iter().any(|own| own.id.as_str() == line.line.id.as_str())) {
        let asked = match &line.description {
            None => "intet felt".to_owned(),
            Some(field) if field.required => "skal udfyldes".to_owned(),
            Some(field) => field
                .answers_to_describe()
                .map_or_else(|| "kan udfyldes".to_owned(), |answers| format!("skal udfyldes ved {answers}")),
        };
        let id = line.line.id.as_str();
        let is_it = |entry: &&mut Entry| entry.subject.kind == Kind::Requirement && entry.subject.id == id;
        entries
            .iter_mut()
            .filter(is_it)
            .for_each(|entry| drop(entry.aspects.insert(Aspect::Description, asked.clone())));
    }
}

/// What stands in a package's place before the rules that work though their package was not chosen.
const DERIVED: &str = "afledt";

/// What follows, by id: a rule is told once for each way in which it comes about.
fn follows(profile: &Profile, of: &str, items: &[Follow]) -> Vec<Entry> {
    let mut told: BTreeMap<&str, (Vec<&Rich>, Vec<&Rich>)> = BTreeMap::new();
    for item in items {
        let (sentences, purposes) = told.entry(&item.id).or_default();
        sentences.push(&item.sentence);
        purposes.extend(&item.purpose);
        purposes.dedup();
    }
    let name = |id: &str| profile.edition.integrations.get(&IntegrationId::new(id)).map_or("", |known| &known.name);
    let entry = |(id, (sentences, purposes)): (&str, (Vec<&Rich>, Vec<&Rich>))| {
        Entry::new(Kind::Consequence, format!("{of}/{id}"), name(id), Weight::Clarifying)
            .with(Aspect::Why, lines(sentences))
            .with(Aspect::Purpose, lines(purposes))
    };
    told.into_iter().map(entry).collect()
}

/// What the dependency figure shows and no chapter tells: what would follow, had it not been chosen anyway.
fn drawn(profile: &Profile, kravbilag: &Kravbilag, told: &[Entry]) -> Vec<Entry> {
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for edge in kravbilag.dependencies.iter().filter(|figure| figure.drawn).flat_map(|figure| &figure.edges) {
        // What a package brings along that is not chosen is no consequence of choosing it.
        let of = if profile.packages.contains_key(&edge.package) { edge.package.as_str() } else { DERIVED };
        let id = format!("{of}/{}", edge.to);
        if told.iter().any(|entry| entry.subject.kind == Kind::Consequence && entry.subject.id == id) {
            continue;
        }
        let verb = match (edge.optional, edge.conditional) {
            (true, _) => "kan anvendes",
            (false, true) => "kræves i visse tilfælde",
            (false, false) => "kræves",
        };
        lines.entry(id).or_default().push(format!("{} {verb} sammen med {}.", edge.to, edge.from));
    }
    let entry = |(id, mut lines): (String, Vec<String>)| {
        lines.sort();
        let target = IntegrationId::new(id.rsplit('/').next().unwrap_or_default());
        let name = profile.edition.integrations.get(&target).map_or("", |known| known.name.as_str());
        Entry::new(Kind::Consequence, id, name, Weight::Clarifying).with(Aspect::Why, lines.join("\n"))
    };
    lines.into_iter().map(entry).collect()
}

/// The facts, with what the response form and a draft's questions say of them beside.
fn facts(kravbilag: &Kravbilag, svarskema: &Svarskema) -> Vec<Entry> {
    let asked = svarskema.facts.iter().flat_map(|facts| &facts.rows);
    let asked = asked.filter_map(|row| Some((row.answer.name.fact()?.as_str(), row.help.as_str())));
    let open = kravbilag.questions.iter().flat_map(|questions| &questions.rows);
    let help: BTreeMap<&str, &str> = asked.chain(open.map(|row| (row.fact.as_str(), row.help.as_str()))).collect();
    let entry = |fact: &FactRow| {
        Entry::new(Kind::Fact, &fact.fact, &fact.label, Weight::Substantial)
            .with(Aspect::Question, fact.question.clone())
            .with(Aspect::Answer, fact.answer.clone())
            .with(Aspect::Help, help.get(fact.fact.as_str()).map(|help| (*help).to_owned()))
            .with(Aspect::Packages, fact.packages.join(", "))
            .with(Aspect::Decides, decides(fact))
    };
    kravbilag.facts.iter().map(entry).collect()
}

/// What an answer decides: »SFTP; hvis et alternativ godtages: SF1461«
fn decides(fact: &FactRow) -> String {
    let always = (!fact.moves.is_empty()).then(|| fact.moves.join(", "));
    let decided: Vec<String> = always.into_iter().chain(fact.moves_if_accepted.clone()).collect();
    if decided.is_empty() { "Intet krav".to_owned() } else { decided.join("; ") }
}

/// What the cover says of the tender.
fn about(profile: &Profile) -> Vec<Entry> {
    let (tender, edition) = (&profile.tender, &profile.edition);
    let entry = |id: &str, title: &str, weight, value: Option<String>| {
        value.map(|value| Entry::new(Kind::Tender, id, title, weight).with(Aspect::Value, value))
    };
    let area = tender.area.as_ref().map(|area| format!("{area} {}", edition.areas[area]));
    let signature = yes_or_no(tender.signature);
    let entries = [
        entry(TITLE, "Titel", Weight::Clarifying, Some(tender.title.clone())),
        entry("buyer", "Ordregiver", Weight::Basic, Some(tender.buyer.clone())),
        entry("organisation", "Enhed", Weight::Clarifying, profile.theme.organisation.clone()),
        entry(
            "joined-by",
            if tender.joined_by.len() == 1 { "Anden ordregiver" } else { "Øvrige ordregivere" },
            Weight::Basic,
            joined_by(profile),
        ),
        entry("joined-by-cvr", "Øvrige ordregiveres CVR-numre", Weight::Clarifying, joined_by_numbers(profile)),
        entry(DUE, "Opfyldelse", Weight::Basic, Some(tender.due.clone().unwrap_or_else(|| OPERATION.to_owned()))),
        entry("cvr", "CVR-nummer", Weight::Clarifying, tender.cvr.clone()),
        entry("contact", "Kontakt", Weight::Clarifying, tender.contact.clone()),
        entry("reference", "Journalnummer", Weight::Editorial, tender.reference.clone()),
        entry("area", "Ydelsesområde", Weight::Substantial, area),
        entry(
            "procedure",
            "Fremgangsmåde",
            Weight::Basic,
            tender.procedure.map(|procedure| procedure.word().to_owned()),
        ),
        entry("appendix", "Bilagsnummer", Weight::Editorial, appendices(profile)),
        entry("security-appendix", "Bilag om sikkerhed", Weight::Editorial, security_appendix(profile)),
        entry(
            "deadline",
            if profile.is_direct_award() { "Svarfrist" } else { "Tilbudsfrist" },
            Weight::Substantial,
            tender.last_moment().as_ref().map(danish::moment),
        ),
        entry("signature", "Underskrift", Weight::Substantial, Some(signature.to_owned())),
    ];
    let catalog = Entry::new(Kind::Tender, EDITION, "Kravkatalog", Weight::Clarifying)
        .with(Aspect::Value, edition.id.to_string())
        .with(Aspect::Title, edition.title.clone());
    entries.into_iter().flatten().chain([catalog]).collect()
}

/// The appendix on security, where a requirement of a chosen package points at it: else suppliers read nothing of it.
fn security_appendix(profile: &Profile) -> Option<String> {
    let requirements = profile.packages.keys().flat_map(|id| &profile.edition.packages[id].requirements);
    let mut placed = requirements.flat_map(|requirement| placeholders(&requirement.text));
    profile.tender.security_appendix.clone().filter(|_| placed.any(|it| it == Placeholder::SecurityAppendix))
}

/// The buyers of a joint tender beside the one that runs it.
fn joined_by(profile: &Profile) -> Option<String> {
    let names = profile.tender.joined_by.iter().map(|buyer| &buyer.name);
    (!profile.tender.joined_by.is_empty()).then(|| danish::list(names, "og"))
}

/// Their CVR numbers: »Nordlyng Kommune 12345674«.
fn joined_by_numbers(profile: &Profile) -> Option<String> {
    let numbers = profile.tender.joined_by.iter().filter_map(|buyer| Some((&buyer.name, buyer.cvr.as_ref()?)));
    let numbers: Vec<String> = numbers.map(|(name, cvr)| format!("{name} {cvr}")).collect();
    (!numbers.is_empty()).then(|| numbers.join(", "))
}

/// The numbers of the documents among the tender's appendices: the kravbilag's alone, or each with its document.
fn appendices(profile: &Profile) -> Option<String> {
    let numbers = &profile.tender.appendix.numbers;
    let kravbilag = profile.tender.appendix.kravbilag();
    if numbers.len() == 1 && kravbilag.is_some() {
        return kravbilag.map(str::to_owned);
    }
    let named = numbers.iter().map(|(document, number)| format!("{document} {number}"));
    (!numbers.is_empty()).then(|| named.collect::<Vec<_>>().join(", "))
}

/// A line that the supplier answers. That one of the strictest type comes or goes may touch what the tender rests on.
fn asked(profile: &Profile, kind: Kind, of: &Line) -> Entry {
    let minimum = profile.requirement_type(&TypeId::new(&of.type_id)).kind == TypeKind::Minimum;
    let strictest = minimum && of.status.key != StatusWord::Optional;
    let weight = if strictest { Weight::Basic } else { Weight::Substantial };
    Entry::new(kind, of.id.as_str(), &of.title, weight)
        .with(Aspect::Title, of.title.clone())
        .with(Aspect::Meaning, of.meaning.clone())
        .with(Aspect::Text, line(&of.text))
        .with(Aspect::Status, of.status.word.clone())
        .with(Aspect::Type, format!("{} {}", of.type_id, of.type_name))
        .with(Aspect::Weight, of.weight.clone())
        .with(Aspect::Condition, of.condition.as_deref().map(line))
        .with(Aspect::Alternative, of.alternative.as_deref().map(line))
        .with(Aspect::Deferred, of.deferred.as_deref().map(line))
        .with(Aspect::Why, lines(&of.why))
}

/// The fixed texts that the two documents print. The instructions say how to answer and whether reservations are
/// allowed: they weigh more.
fn fixed_texts(kravbilag: &Kravbilag, svarskema: &Svarskema) -> Vec<Entry> {
    let k = kravbilag;
    let of_packages = svarskema.groups.iter().any(|group| group.package.is_some());
    let sections: [(&str, Weight, Option<&Section>); 18] = [
        ("kravbilag/instruktion", Weight::Substantial, Some(&k.instruction)),
        ("kravbilag/afklaring", Weight::Clarifying, k.questions.as_ref().map(|questions| &questions.intro)),
        ("kravbilag/laesevejledning", Weight::Substantial, Some(&k.reading_guide)),
        ("kravbilag/overblik", Weight::Clarifying, Some(&k.overview)),
        ("kravbilag/afhaengigheder", Weight::Clarifying, Some(&k.dependencies_intro)),
        ("kravbilag/oplysninger", Weight::Clarifying, Some(&k.facts_intro)),
        ("kravbilag/pakker", Weight::Clarifying, Some(&k.packages_intro)),
        ("kravbilag/foelger", Weight::Clarifying, k.derived.as_ref().map(|derived| &derived.intro)),
        ("kravbilag/integrationer", Weight::Clarifying, Some(&k.integrations_intro)),
        ("kravbilag/oevrige-krav", Weight::Clarifying, k.others.as_ref().map(|others| &others.intro)),
        ("kravbilag/afvigelser", Weight::Clarifying, k.deviations.as_ref().map(|deviations| &deviations.intro)),
        ("kravbilag/numre", Weight::Clarifying, Some(&k.register)),
        ("svarskema/leverandoer", Weight::Clarifying, Some(&svarskema.supplier_intro)),
        ("svarskema/vejledning", Weight::Substantial, Some(&svarskema.instruction)),
        ("svarskema/oplysninger", Weight::Clarifying, svarskema.facts.as_ref().map(|facts| &facts.intro)),
        ("svarskema/underskrift", Weight::Clarifying, svarskema.signature.as_ref().map(|signature| &signature.intro)),
        ("svarskema/integrationer", Weight::Clarifying, svarskema.groups.first().map(|group| &group.intro)),
        ("svarskema/krav", Weight::Clarifying, of_packages.then_some(&svarskema.packages_intro)),
    ];
    let named = sections.into_iter().filter_map(|(id, weight, section)| Some(fixed_text(id, weight, section?)));
    let others = svarskema.groups.iter().skip(1).filter(|group| group.package.is_none());
    named.chain(others.map(|group| fixed_text("svarskema/oevrige-krav", Weight::Clarifying, &group.intro))).collect()
}

fn fixed_text(id: &str, weight: Weight, section: &Section) -> Entry {
    Entry::new(Kind::Text, id, line(&section.title), weight)
        .with(Aspect::Title, line(&section.title))
        .with(Aspect::Text, blocks(&section.blocks))
}
