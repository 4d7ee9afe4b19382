//! The shipped catalog, tested as data.

use crate::support::CATALOG;
use std::collections::BTreeSet;
use tender::catalog::condition::Condition;
use tender::catalog::id::{EditionId, FactId, IntegrationId, PackageId, ReadingId, RequirementId};
use tender::catalog::{Confidence, Rule, Subject, check, filled_in_general, placeholders};

#[test]
fn both_editions_are_whole_and_pass_their_own_check() {
    for (id, readings) in [("2023-04", 21), ("2024-01", 22)] {
        let edition = &CATALOG.editions[&EditionId::new(id)];
        assert_eq!(edition.packages.len(), 15, "{id}");
        assert_eq!(edition.areas.len(), 14, "{id}");
        assert_eq!(edition.readings.len(), readings, "{id}");
        let complaints = check(edition);
        assert!(complaints.is_empty(), "{id}: {complaints:#?}");
    }
}

#[test]
fn the_newer_edition_changes_what_it_names_and_nothing_else() {
    let (old, new) = (&CATALOG.editions[&EditionId::new("2023-04")], &CATALOG.editions[&EditionId::new("2024-01")]);
    let facts = |edition: &tender::catalog::Edition| edition.facts.keys().map(ToString::to_string).collect::<Vec<_>>();
    let only =
        |left: &[String], right: &[String]| left.iter().filter(|id| !right.contains(id)).cloned().collect::<Vec<_>>();
    assert_eq!(only(&facts(old), &facts(new)), ["straksleverancer"]);
    assert_eq!(only(&facts(new), &facts(old)), ["masseleverancer"]);
    let same = |old: &Rule, new: &Rule| {
        (&old.id, &old.when, old.modality, &old.carriers) == (&new.id, &new.when, new.modality, &new.carriers)
    };
    let changed = new.rules().filter(|new| !old.rules().any(|old| same(old, new))).map(|new| new.id.to_string());
    // What SFTP is needed for in I-03 rests on two readings, one for each carrier.
    assert_eq!(changed.collect::<Vec<_>>(), ["I-03/SFTP", "I-03/SFTP-SF1411_A", "I-09/SFTP"]);
    let confidence =
        |edition: &tender::catalog::Edition, id: &str| edition.reading(&ReadingId::new(id)).unwrap().confidence;
    assert_eq!((confidence(old, "R9"), confidence(new, "R9")), (Confidence::Unsettled, Confidence::Likely));
    let unsettled = new.readings.iter().filter(|reading| reading.confidence == Confidence::Unsettled);
    assert_eq!(unsettled.map(|reading| reading.id.to_string()).collect::<Vec<_>>(), ["R14", "R22"]);
    let texts = |edition: &tender::catalog::Edition| -> Vec<String> {
        edition
            .packages
            .values()
            .flat_map(|package| &package.requirements)
            .map(|requirement| requirement.text.clone())
            .collect()
    };
    assert_eq!(texts(old), texts(new), "no requirement was reworded");
    let successors = &new.integrations[&IntegrationId::new("SF1460")].successors;
    assert_eq!(successors, &[IntegrationId::new("SF1461"), IntegrationId::new("SF1462")]);
}

/// The needs as the domain lists them: which fact, under which number.
#[test]
fn a_true_that_states_a_need_is_a_numbered_line_of_its_package() {
    const NEEDS: [(&str, &str); 14] = [
        ("I-02.B1", "folger-personaendringer"),
        ("I-04.B1", "skriver-til-sagsindeks"),
        ("I-04.B2", "overdrager-sager"),
        ("I-05.B1", "skriver-til-ydelsesindeks"),
        ("I-06.B1", "skriver-til-organisation"),
        ("I-07.B1", "abonnerer-paa-klassifikation"),
        ("I-08.B1", "henter-organisationsdata"),
        ("I-09.B1", "straksleverancer"),
        ("I-09.B2", "masseleverancer"),
        ("I-12.B1", "bogfoerer-betalinger"),
        ("I-14.B1", "sender-fjernprint"),
        ("I-15.B1", "udveksler-sagsdokumenter"),
        ("I-15.B2", "afleverer-via-fordeling"),
        ("I-15.B3", "modtager-via-fordeling"),
    ];
    for (id, left_out) in [("2023-04", "masseleverancer"), ("2024-01", "straksleverancer")] {
        let edition = &CATALOG.editions[&EditionId::new(id)];
        let needs = edition.packages.values().flat_map(|package| edition.needs(package));
        let needs: Vec<(String, String)> =
            needs.map(|(fact, need)| (need.id.to_string(), fact.id.to_string())).collect();
        let expected = NEEDS.iter().filter(|(_, fact)| *fact != left_out);
        assert_eq!(needs, expected.map(|(need, fact)| ((*need).to_owned(), (*fact).to_owned())).collect::<Vec<_>>());
        for fact in edition.facts.values() {
            let Some(need) = &fact.need else { continue };
            assert!(need.text.starts_with("Løsningen skal") && need.text.ends_with('.'), "{}", need.text);
            assert!(edition.packages[&need.package].asks_for(&fact.id), "{}", fact.id);
        }
        let knows = edition.facts.values().filter(|fact| fact.supplier_knows).map(|fact| fact.id.to_string());
        let expected = ["afsender-beskeder", "jobfunktionsroller", "opbygger-sortiment", "token-services"];
        assert_eq!(knows.collect::<Vec<_>>(), expected, "what only the solution can answer");
    }
    let newer = &CATALOG.editions[&EditionId::new("2024-01")];
    assert!(
        newer.dropped.contains(&RequirementId::new("I-09.B1")),
        "the number of a need that was dropped stays its own"
    );
}

/// The two clauses of a fact differ as the two who answer do: the buyer demands, the supplier tells.
#[test]
fn a_fact_says_of_the_buyer_what_the_solution_shall_and_of_the_supplier_what_it_does() {
    for edition in CATALOG.editions.values() {
        let numbers: BTreeSet<u16> = edition.facts.values().map(|fact| fact.number).collect();
        assert_eq!(numbers.len(), edition.facts.len(), "a number is one fact's");
        for fact in edition.facts.values() {
            for (clause, shall) in
                [(&fact.holds, false), (&fact.fails, false), (&fact.buyer_holds, true), (&fact.buyer_fails, true)]
            {
                assert!(clause.starts_with("løsningen ") && !clause.ends_with('.'), "{}: {clause}", fact.id);
                assert_eq!(clause.contains(" skal "), shall, "{}: {clause}", fact.id);
            }
            for clause in [&fact.fails, &fact.buyer_fails] {
                assert!(clause.contains(" ikke "), "{}: {clause}", fact.id);
            }
            assert!(!fact.supplier_help.contains("kommunen"), "{}: suppliers read of ordregiver", fact.id);
        }
    }
}

#[test]
fn what_holds_of_a_solution_that_writes_depends_on_its_writing() {
    for edition in CATALOG.editions.values() {
        let of = |id: &str| edition.requirement(&RequirementId::new(id)).unwrap().when.as_deref().cloned();
        let writes = |fact: &str| Some(Condition::Fact(FactId::new(fact)));
        for (package, fact) in [("I-04", "skriver-til-sagsindeks"), ("I-05", "skriver-til-ydelsesindeks")] {
            for number in ["01", "02", "04"] {
                assert_eq!(of(&format!("{package}.{number}")), writes(fact));
            }
            assert_eq!(of(&format!("{package}.03")), None);
        }
    }
}

#[test]
fn what_depends_on_the_procedure_the_choice_or_the_buyers_appendix_is_a_placeholder() {
    for edition in CATALOG.editions.values() {
        let requirements = edition.packages.values().flat_map(|package| &package.requirements);
        let with: Vec<&str> = requirements
            .filter(|requirement| placeholders(&requirement.text).count() > 0)
            .map(|requirement| requirement.id.as_str())
            .collect();
        let placed = ["I-02.01", "I-03.01", "I-03.02", "I-04.03", "I-05.03", "I-06.01", "I-08.02", "I-10.01"];
        assert_eq!(with, placed);
        for requirement in edition.packages.values().flat_map(|package| &package.requirements) {
            let text = filled_in_general(&requirement.text);
            assert!(!text.contains("{{"), "{}", requirement.id);
            // What says »tilbudsfristen« of itself is wrong in a direct award.
            assert!(!requirement.text.contains("tilbudsfrist"), "{}", requirement.id);
        }
    }
}

#[test]
fn what_was_seen_since_is_told_of_each_integration_and_package_that_it_concerns() {
    let edition = &CATALOG.editions[&EditionId::new("2024-01")];
    assert_eq!(edition.notes.len(), 8);
    let about = |subject: Subject| edition.notes_about(&subject).map(|note| note.id.clone()).collect::<Vec<_>>();
    assert_eq!(about(Subject::Integration(IntegrationId::new("SF1514"))), ["adgangsstyring-2"]);
    assert_eq!(about(Subject::Integration(IntegrationId::new("SF1590_E"))), ["nemkontolov"]);
    assert_eq!(about(Subject::Package(PackageId::new("I-02"))), ["datafordeler-graphql"]);
    assert_eq!(about(Subject::Integration(IntegrationId::new("SF1525"))), Vec::<String>::new());
}

#[test]
fn no_text_of_the_catalog_has_a_typewriters_apostrophe() {
    for (path, source) in &tender::catalog::CatalogFiles::embedded().files {
        let toml = source.text.lines().filter(|line| !line.starts_with('#'));
        assert!(toml.clone().count() > 0);
        assert!(toml.into_iter().all(|line| !line.contains('\'')), "{path}");
    }
}
