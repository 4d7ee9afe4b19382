//! The catalog, told at the terminal.

use std::fmt::Write as _;

use tender::both;
use tender::catalog::id::{AreaId, IntegrationId};
use tender::catalog::{
    Catalog, Edition, Fact, Integration, Modality, Need, Package, Reading, Requirement, RequirementType, Subject,
    TypeKind, filled_in_general,
};
use tender::input::markdown::as_text;
use tender::text::language::{Both, Language};

use super::FILE;
use crate::console::Console;
use crate::outcome::Outcome;
use crate::run::catalog::{Entry, Exported};

/// Writing to a string never fails.
macro_rules! line {
    ($text:expr, $($format:tt)*) => { writeln!($text, $($format)*).expect("writing to a string never fails") };
}

/// Lists the editions, the packages of one, and its types and areas.
pub fn list(catalog: &Catalog, shown: &Edition, console: &mut Console) -> Outcome {
    let language = console.language();
    let edition = &shown.id;
    let mut text = both!("editions\n", "udgaver\n").of(language).to_owned();
    for edition in catalog.editions.values() {
        line!(text, "  {}  {}", edition.id, edition.title);
    }
    line!(text, "{}", both!("\npackages of {edition}", "\npakker i {edition}").of(language));
    for package in shown.packages.values() {
        let business: Vec<&str> = package.business.iter().map(IntegrationId::as_str).collect();
        line!(text, "  {} {:<28} {}", package.id, package.title, business.join(", "));
    }
    line!(text, "{}", both!("\ntypes of {edition}", "\nkravtyper i {edition}").of(language));
    for kind in &shown.types {
        line!(text, "  {:<3} {:<28} {}", kind.id.as_str(), kind.name, kind.answers.join(" / "));
    }
    line!(text, "{}", both!("\nareas of {edition}", "\nydelsesområder i {edition}").of(language));
    for (id, name) in &shown.areas {
        line!(text, "  {id} {name}");
    }
    console.show(&text)
}

/// Shows one entry of an edition; nothing where it has none such.
pub fn show(edition: &Edition, id: &str, console: &mut Console) -> Outcome {
    let language = console.language();
    let text = Entry::of(edition, id).map(|entry| match entry {
        Entry::Package(package) => package_text(edition, package, language),
        Entry::Requirement(requirement) => requirement_text(requirement, language),
        Entry::Need(fact, need) => need_text(fact, need, language),
        Entry::Integration(integration) => integration_text(edition, integration, language),
        Entry::Fact(fact) => fact_text(edition, fact, language),
        Entry::Reading(reading) => reading_text(reading, language),
        Entry::Type(kind) => type_text(kind, language),
        Entry::Area(id, name) => area_text(edition, id, name, language),
    });
    console.show(&text.unwrap_or_default())
}

/// Tells what the editions hold, when all are sound.
pub fn sound(catalog: &Catalog, console: &mut Console) -> Outcome {
    for edition in catalog.editions.values() {
        let requirements: usize = edition.packages.values().map(|package| package.requirements.len()).sum();
        let counted = [
            (edition.packages.len(), ["package", "packages"], ["pakke", "pakker"]),
            (edition.integrations.len(), ["integration", "integrations"], ["integration", "integrationer"]),
            (edition.rules().count(), ["rule", "rules"], ["regel", "regler"]),
            (requirements, ["requirement", "requirements"], ["krav", "krav"]),
            (edition.facts.len(), ["fact", "facts"], ["oplysning", "oplysninger"]),
            (edition.readings.len(), ["reading", "readings"], ["fortolkning", "fortolkninger"]),
            (edition.notes.len(), ["note", "notes"], ["note", "noter"]),
        ];
        let counted = counted.map(|(count, en, da)| {
            let at = usize::from(count != 1);
            let (en, da) = (en[at], da[at]);
            both!("{count} {en}", "{count} {da}")
        });
        let (id, Both { en, da }) = (&edition.id, Both::joined(&counted, ", "));
        console.say(&both!("{id}: {en}: sound", "{id}: {da}: uden fejl"));
    }
    Outcome::Done
}

/// Tells how much was written out, and what was not.
pub fn exported(exported: &Exported, console: &mut Console) -> Outcome {
    let (written, folder) = (exported.written, exported.folder.display());
    let da = FILE.counted(written).da;
    console.say(&both!("wrote {written} files to {folder}", "{da} er skrevet til {folder}"));
    console.complain(&exported.complaints)
}

/// A label before its text.
fn labelled(text: &mut String, label: &Both, said: &str, language: Language) {
    line!(text, "{}: {said}", label.of(language));
}

/// A heading over indented lines.
fn heading(text: &mut String, heading: &Both, language: Language) {
    line!(text, "\n{}", heading.of(language));
}

fn requirement_text(requirement: &Requirement, language: Language) -> String {
    let mut text = format!("{} {}\n{}\n", requirement.id, requirement.title, filled_in_general(&requirement.text));
    if let Some(when) = &requirement.when {
        labelled(&mut text, &both!("when", "når"), &when.to_string(), language);
    }
    labelled(&mut text, &both!("source", "kilde"), requirement.basis.source.as_str(), language);
    text
}

fn need_text(fact: &Fact, need: &Need, language: Language) -> String {
    let mut text = format!("{} {}\n{}\n", need.id, fact.label, filled_in_general(&need.text));
    labelled(&mut text, &both!("when", "når"), fact.id.as_str(), language);
    text
}

fn type_text(kind: &RequirementType, language: Language) -> String {
    let mut text = format!("{} {}\n", kind.id, kind.name);
    if let Some(meaning) = &kind.meaning {
        line!(text, "{meaning}");
    }
    let what = match kind.kind {
        TypeKind::Minimum => both!("a minimum requirement", "et mindstekrav"),
        TypeKind::Evaluated => both!("evaluated", "evalueres"),
        TypeKind::Optional => both!("optional", "valgfrit"),
    };
    labelled(&mut text, &both!("kind", "slags"), what.of(language), language);
    labelled(&mut text, &both!("answers", "svar"), &kind.answers.join(" / "), language);
    text
}

fn area_text(edition: &Edition, id: &AreaId, name: &str, language: Language) -> String {
    let mut text = format!("{id} {name}\n");
    let expected: Vec<String> = edition
        .packages
        .values()
        .filter(|package| package.expected_in.contains(id))
        .map(|package| format!("{} {}", package.id, package.title))
        .collect();
    if !expected.is_empty() {
        labelled(&mut text, &both!("usually with", "som regel med"), &expected.join(", "), language);
    }
    text
}

fn fact_text(edition: &Edition, fact: &Fact, language: Language) -> String {
    let asking = edition.packages.values().filter(|package| package.asks_for(&fact.id));
    let asking: Vec<&str> = asking.map(|package| package.id.as_str()).collect();
    let mut text =
        format!("{} {} (Oplysning {})\n{}\n{}\n", fact.id, fact.label, fact.number, fact.question, fact.help);
    if let Some(need) = &fact.need {
        let id = &need.id;
        labelled(&mut text, &both!("need {id}", "behov {id}"), &filled_in_general(&need.text), language);
    }
    labelled(&mut text, &both!("asked by", "spørges der om i"), &asking.join(", "), language);
    heading(&mut text, &both!("to the supplier", "til leverandøren"), language);
    line!(text, "{}\n{}", fact.supplier_question, fact.supplier_help);
    text
}

fn reading_text(reading: &Reading, language: Language) -> String {
    let mut text = format!("{} {}\n", reading.id, reading.subject);
    for (label, said) in [
        (both!("matrix", "matrix"), reading.matrix.as_str()),
        (both!("slide", "slide"), &reading.slide),
        (both!("read as", "læst som"), &reading.choice),
        (both!("why", "hvorfor"), &reading.why),
        (both!("confidence", "sikkerhed"), reading.confidence.word()),
    ] {
        labelled(&mut text, &label, said, language);
    }
    if let Some(settle) = &reading.when_settled {
        line!(text, "{settle}");
    }
    text
}

fn integration_text(edition: &Edition, integration: &Integration, language: Language) -> String {
    let mut text = format!("{} {}\n{}\n", integration.id, integration.name, integration.meaning);
    if let Some(version) = &integration.version {
        labelled(&mut text, &both!("version", "version"), version, language);
    }
    if let Some(status) = integration.status {
        let since = integration.since.map(|since| format!(", {since}")).unwrap_or_default();
        labelled(&mut text, &both!("status", "status"), &format!("{}{since}", status.word()), language);
    }
    if !integration.successors.is_empty() {
        let successors: Vec<&str> = integration.successors.iter().map(IntegrationId::as_str).collect();
        labelled(&mut text, &both!("replaced by", "afløst af"), &successors.join(", "), language);
    }
    if let Some(home) = &integration.home {
        let title = &edition.packages[home].title;
        labelled(&mut text, &both!("chosen in", "vælges i"), &format!("{home} {title}"), language);
    }
    let followed: Vec<&str> =
        edition.rules().filter(|rule| rule.target == integration.id).map(|rule| rule.id.as_str()).collect();
    if !followed.is_empty() {
        labelled(&mut text, &both!("follows by", "følger af"), &followed.join(", "), language);
    }
    if let Some(page) = &integration.page {
        labelled(&mut text, &both!("page", "side"), &format!("https://{page}"), language);
    }
    labelled(&mut text, &both!("source", "kilde"), integration.source.as_str(), language);
    notes(edition, &Subject::Integration(integration.id.clone()), &mut text, language);
    text
}

fn package_text(edition: &Edition, package: &Package, language: Language) -> String {
    let mut text = format!("{} {}\n{}\n", package.id, package.title, as_text(&package.purpose));
    heading(&mut text, &both!("when to choose it", "hvornår den vælges"), language);
    as_text(&package.guidance).lines().for_each(|line| line!(text, "  {line}"));
    heading(&mut text, &both!("to choose among", "vælg mellem"), language);
    for id in &package.business {
        line!(text, "  {:<12} {}", id.as_str(), edition.integrations[id].name);
    }
    heading(&mut text, &both!("rules", "regler"), language);
    for rule in &package.rules {
        let verb = match rule.modality {
            Modality::Must => both!("must", "skal"),
            Modality::May => both!("may ", "kan "),
        };
        let carriers: Vec<&str> = rule.carriers.iter().map(IntegrationId::as_str).collect();
        let (carriers, target) = (carriers.join(", "), format!("{:<12}", rule.target.as_str()));
        let Both { en, da } = match &rule.when {
            Some(when) => both!(" when {when}", ", når {when}"),
            None => Both::same(""),
        };
        let (en_verb, da_verb) = (verb.en, verb.da);
        let said = both!("  {en_verb} {target} with {carriers}{en}", "  {da_verb} {target} med {carriers}{da}");
        line!(text, "{}", said.of(language));
    }
    if !package.needs.is_empty() {
        heading(&mut text, &both!("needs", "behov"), language);
    }
    for (fact, need) in edition.needs(package) {
        let (id, fact, wording) = (&need.id, &fact.id, filled_in_general(&need.text));
        line!(text, "{}", both!("  {id} when {fact}\n    {wording}", "  {id}, når {fact}\n    {wording}").of(language));
    }
    if !package.requirements.is_empty() {
        heading(&mut text, &both!("requirements", "krav"), language);
    }
    for requirement in &package.requirements {
        let Both { en, da } = match &requirement.when {
            Some(when) => both!(" (when {when})", " (når {when})"),
            None => Both::same(""),
        };
        let (id, title, wording) = (&requirement.id, &requirement.title, filled_in_general(&requirement.text));
        let said = both!("  {id} {title}{en}\n    {wording}", "  {id} {title}{da}\n    {wording}");
        line!(text, "{}", said.of(language));
    }
    if !package.advice.is_empty() {
        heading(&mut text, &both!("advice", "gode råd"), language);
    }
    for advice in &package.advice {
        line!(text, "  {}\n    {}", advice.question, advice.text);
    }
    notes(edition, &Subject::Package(package.id.clone()), &mut text, language);
    text
}

/// What was seen outside the catalog, of an integration or a package.
fn notes(edition: &Edition, subject: &Subject, text: &mut String, language: Language) {
    for (at, note) in edition.notes_about(subject).enumerate() {
        if at == 0 {
            heading(text, &both!("seen outside the catalog", "set uden for kravkataloget"), language);
        }
        line!(text, "  {}: {}", note.seen.words(), note.text);
        for page in &note.pages {
            line!(text, "    https://{page}");
        }
    }
}
