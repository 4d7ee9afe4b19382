//! The numbered rules of `docs/resolution.md`.

use bilag::resolve::Status::{Excluded, Open, Optional, Required, Supplier};

use crate::support::{integration, profile, requirement, resolved};

#[test]
fn nemkonto_brings_debtor_registration_and_through_it_the_message_distributor() {
    let resolution = resolved("2023-04", "[packages]\nI-12 = \"all\"\n");
    assert_eq!(integration(&resolution, "SF1590_B_01").status, Required);
    assert_eq!(integration(&resolution, "SF1461").status, Required);
    assert_eq!(integration(&resolution, "SF1590_A").status, Open);
    assert_eq!(integration(&resolution, "SF1462").status, Supplier, "only I-10 asks, which was not chosen");
    assert_eq!(requirement(&resolution, "I-10.01").status, Excluded, "the requirements of I-10 do not come along");
}

#[test]
fn remote_print_brings_sending_post_though_only_receiving_was_chosen() {
    let resolution = resolved("2024-01", "[packages]\nI-14 = [\"SF1606\"]\n[facts]\nsender-fjernprint = true\n");
    assert_eq!(integration(&resolution, "SF1601").status, Required);
    assert_eq!(integration(&resolution, "SF1461").status, Required);
    assert!(!resolution.draft);
}

#[test]
fn a_must_under_an_optional_carrier_is_optional() {
    let rest = "[packages]\nI-11 = \"all\"\n[facts]\nopbygger-sortiment = true\ntoken-services = false\n";
    let resolution = resolved("2023-04", rest);
    assert_eq!(integration(&resolution, "SF1514").status, Optional);
    assert_eq!(integration(&resolution, "SF7002").status, Optional);
}

#[test]
fn an_undecided_fact_leaves_five_jobcenter_integrations_open() {
    let resolution = resolved("2024-01", "[packages]\nI-13 = [\"SF1690\"]\n");
    let open: Vec<String> =
        resolution.integrations.iter().filter(|line| line.interval.status == Open).map(|line| line.id.to_string()).collect();
    assert_eq!(open, ["SF1780", "SF2090", "SF2093", "SF2095", "SF2096"]);
    assert!(resolution.draft);
    let questions: Vec<&str> = resolution.questions.iter().map(|question| question.fact.as_str()).collect();
    assert_eq!(questions, ["sagsbaerende"]);
}

#[test]
fn the_profile_is_read_in_any_spelling_of_a_package() {
    let profile = profile("2024-01", "[packages]\ni-1 = [\"SF0830\"]\n");
    assert_eq!(profile.packages.keys().map(ToString::to_string).collect::<Vec<_>>(), ["I-01"]);
}
