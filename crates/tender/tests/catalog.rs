//! The shipped catalog, tested as data.

use tender::catalog::check;
use tender::catalog::id::{EditionId, IntegrationId};

use crate::support::CATALOG;

#[test]
fn both_editions_are_whole_and_pass_their_own_check() {
    for id in ["2023-04", "2024-01"] {
        let edition = &CATALOG.editions[&EditionId::new(id)];
        assert_eq!(edition.packages.len(), 15, "{id}");
        assert_eq!(edition.areas.len(), 14, "{id}");
        assert_eq!(edition.readings.len(), 19, "{id}");
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
    let changed: Vec<String> = old
        .rules()
        .zip(new.rules())
        .filter(|(old, new)| {
            (&old.id, &old.when, old.modality, &old.carriers) != (&new.id, &new.when, new.modality, &new.carriers)
        })
        .map(|(old, _)| old.id.to_string())
        .collect();
    assert_eq!(changed, ["I-09/SFTP"]);
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
