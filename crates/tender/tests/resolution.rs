//! The numbered rules of `docs/resolution.md`, each under its own name, and the shipped resolver against a second one.

use proptest::prelude::*;
use tender::catalog::id::{IntegrationId, LineId, RequirementId};
use tender::resolve::Level::{Excluded as No, Optional as May, Required as Must};
use tender::resolve::Status;
use tender::resolve::Status::{Excluded, Open, Optional, Required, Supplier};
use tender::resolve::{Carrying, ChosenOr, Interval, Reason, Resolution, resolve, resolve_carrying};
use tender::resolve::{IfAccepted, NeedLine, Pending, Standing};

use crate::made_up::{self, MadeUp, rule};
use crate::second::{self, Verdict};
use crate::support::{CATALOG, bare_profile_text, profile, profile_text, read_profile};

/// Resolves a profile of a made-up catalog.
fn resolved_in(catalog: MadeUp, rest: &str) -> Resolution {
    resolve(
        &read_profile(&profile_text("t", rest), &catalog.catalog())
            .unwrap_or_else(|complaints| panic!("{complaints:#?}")),
    )
}

fn status(resolution: &Resolution, id: &str) -> Status {
    integration(resolution, id).status
}

fn reasons<'a>(resolution: &'a Resolution, id: &str) -> &'a [Reason] {
    &resolution.integration(&IntegrationId::new(id)).unwrap_or_else(|| panic!("there is no {id}")).because
}

// Rule 1

fn resolved(edition: &str, rest: &str) -> Resolution {
    resolve(&profile(edition, rest))
}

fn integration(resolution: &Resolution, id: &str) -> Interval {
    resolution.integration(&IntegrationId::new(id)).unwrap_or_else(|| panic!("there is no {id}")).interval
}

fn requirement(resolution: &Resolution, id: &str) -> Interval {
    resolution.requirement(&RequirementId::new(id)).unwrap_or_else(|| panic!("there is no {id}")).interval
}

#[test]
fn an_absent_fact_is_the_buyers_when_a_chosen_package_asks_and_the_suppliers_otherwise() {
    let resolution = resolved("2023-04", "[packages]\nI-12 = \"all\"\n");
    assert_eq!(status(&resolution, "SF1590_A"), Open, "I-12 asks for bogfoerer-betalinger");
    assert_eq!(status(&resolution, "SF1462"), Supplier, "only I-10 asks for afsender-beskeder");
    let resolution = resolved("2023-04", "[packages]\nI-12 = \"all\"\n[facts]\nbogfoerer-betalinger = \"supplier\"\n");
    assert_eq!(status(&resolution, "SF1590_A"), Supplier, "the profile hands the question on");
    let resolution = resolved("2024-01", "[packages]\nI-04 = \"all\"\n");
    assert_eq!(requirement(&resolution, "I-04.04").status, Open, "requirements ask too");
}

// Rule 2

#[test]
fn a_chosen_integration_is_required() {
    let resolution = resolved("2024-01", "[packages]\nI-01 = [\"SF0830\"]\n");
    assert_eq!((status(&resolution, "SF0830"), status(&resolution, "SF0810")), (Required, Excluded));
}

// Rule 3

#[test]
fn a_rule_gives_the_lesser_of_carrier_and_modality() {
    let catalog = || {
        MadeUp::new(&["a"], &["SF9001", "SF9002", "SF9003"])
            .package(
                "I-01",
                &["SF0001"],
                &(rule("SF9001", "must", "") + &rule("SF0002", "may", "") + &rule("SF9003", "must", "when = \"a\"")),
            )
            .package("I-02", &["SF0002"], &rule("SF9002", "must", ""))
    };
    let chosen = resolved_in(catalog(), "[packages]\nI-01 = \"all\"\n[facts]\na = false\n");
    let levels = ["SF9001", "SF0002", "SF9002", "SF9003"].map(|id| integration(&chosen, id).at_most);
    assert_eq!(levels, [Must, May, May, No], "a must under an optional carrier is optional");
    let chosen = resolved_in(catalog(), "[packages]\nI-02 = \"all\"\n");
    assert_eq!((status(&chosen, "SF9002"), status(&chosen, "SF9001")), (Required, Excluded), "no carrier, no target");
}

// Rule 4

#[test]
fn a_target_is_the_highest_that_its_rules_give() {
    let catalog = MadeUp::new(&["a"], &["SF9001"]).package("I-01", &["SF0001"], &rule("SF9001", "may", "")).package(
        "I-02",
        &["SF0002"],
        &rule("SF9001", "must", "when = \"a\""),
    );
    let resolution = resolved_in(catalog, "[packages]\nI-01 = \"all\"\nI-02 = \"all\"\n[facts]\na = \"supplier\"\n");
    let interval = integration(&resolution, "SF9001");
    assert_eq!((interval.at_least, interval.at_most, interval.status), (May, Must, Supplier));
}

#[test]
fn rules_of_packages_that_were_not_chosen_work_for_what_came_into_use() {
    let resolution = resolved("2023-04", "[packages]\nI-12 = \"all\"\n");
    assert_eq!((status(&resolution, "SF1590_B_01"), status(&resolution, "SF1461")), (Required, Required));
    let derived = reasons(&resolution, "SF1461").iter().find(|reason| reason.level == Must).expect("it has a reason");
    assert_eq!(derived.rule.as_ref().map(ToString::to_string).as_deref(), Some("I-10/SF1461"));
    assert!(derived.derived, "its carrier was not chosen");
}

// Rule 5

#[test]
fn cycles_carry_nothing_by_themselves_and_order_does_not_matter() {
    let cycle = |first: &str, second: &str| {
        MadeUp::new(&[], &[])
            .package(first, &["SF0001"], &rule("SF0002", "must", ""))
            .package(second, &["SF0002"], &rule("SF0001", "must", ""))
            .package("I-09", &["SF0009"], "")
    };
    let idle = resolved_in(cycle("I-01", "I-02"), "[packages]\nI-09 = \"all\"\n");
    assert_eq!((status(&idle, "SF0001"), status(&idle, "SF0002")), (Excluded, Excluded), "nothing holds itself up");
    for (first, second) in [("I-01", "I-02"), ("I-02", "I-01")] {
        let resolution = resolved_in(cycle(first, second), &format!("[packages]\n{first} = \"all\"\n"));
        assert_eq!((status(&resolution, "SF0001"), status(&resolution, "SF0002")), (Required, Required));
    }
    // A chain that runs against the order of packages needs several rounds.
    let chain = MadeUp::new(&[], &["SF9001"])
        .package("I-01", &["SF0001"], &rule("SF9001", "must", ""))
        .package("I-02", &["SF0002"], &rule("SF0001", "must", ""))
        .package("I-03", &["SF0003"], &rule("SF0002", "must", ""));
    assert_eq!(status(&resolved_in(chain, "[packages]\nI-03 = \"all\"\n"), "SF9001"), Required);
}

// Rule 6

#[test]
fn requirements_come_with_chosen_packages_only() {
    let resolution = resolved("2024-01", "[packages]\nI-04 = \"all\"\n[facts]\nskriver-til-sagsindeks = true\n");
    assert_eq!(requirement(&resolution, "I-04.01").status, Required);
    assert_eq!(status(&resolution, "SF1500"), Required, "I-06's integration is in use");
    assert_eq!(requirement(&resolution, "I-06.01").status, Excluded, "and its requirements stay away");
    let resolution = resolved("2024-01", "[packages]\nI-01 = [\"SF0810\"]\n");
    assert_eq!(requirement(&resolution, "I-01.01").status, Excluded, "its carrier SF0830 is not in use");
}

// Rule 7

#[test]
fn what_is_left_out_is_excluded_and_asks_nothing() {
    // A fact that the buyer hands over states no need, so that it decides nothing but this requirement.
    let facts = "[facts]\nskriver-til-organisation = \"supplier\"\n";
    let rest =
        format!("[packages]\nI-06 = \"all\"\n{facts}[[leave-out]]\nrequirement = \"I-6.02\"\nreason = \"Testet\"\n");
    let resolution = resolved("2024-01", &rest);
    let line = resolution.requirements.iter().find(|line| line.id.as_str() == "I-06.02").expect("it is listed");
    assert_eq!((line.interval.status, line.left_out.as_deref()), (Excluded, Some("Testet")));
    assert!(resolution.questions.is_empty() && !resolution.draft, "its fact decides nothing else");
}

// Rule 8

#[test]
fn own_requirements_hold_because_they_were_written() {
    let own = |kind: &str| {
        format!("[[requirement]]\npackage = \"I-15\"\ntype = \"{kind}\"\ntext = \"Løsningen skal svare.\"\n")
    };
    let rest =
        format!("[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = false\n{}{}", own("K"), own("O"));
    let resolution = resolved("2024-01", &rest);
    assert_eq!(
        (requirement(&resolution, "I-15.E1").status, requirement(&resolution, "I-15.E2").status),
        (Required, Optional)
    );
    // The kind of the type decides, and it need not belong to a package.
    let kind = "[[type]]\nid = \"V\"\nname = \"Valgfrit\"\nkind = \"Optional\"\nanswers = [\"Med\", \"Uden\"]\n";
    let free = own("V").replace("package = \"I-15\"\n", "");
    let resolution = resolved("2024-01", &format!("{rest}{kind}{free}"));
    assert_eq!(requirement(&resolution, "E1").status, Optional);
    assert_eq!(resolution.requirements.last().map(|line| line.id.as_str()), Some("E1"), "it stands last");
}

#[test]
fn an_own_requirement_stands_once_and_behind_those_of_its_package() {
    let own = "[[requirement]]\npackage = \"I-02\"\ntype = \"K\"\ntext = \"Løsningen skal svare.\"\n";
    let resolution = resolved("2024-01", &format!("[packages]\nI-02 = [\"SF1525\"]\nI-15 = \"all\"\n{own}"));
    let ids: Vec<&str> = resolution.requirements.iter().map(|line| line.id.as_str()).collect();
    let at: Vec<usize> = (0..ids.len()).filter(|at| ids[*at] == "I-02.E1").collect();
    let [at] = at.as_slice() else { panic!("{ids:?}") };
    assert_eq!((ids[at - 1], ids[at + 1]), ("I-02.02", "I-03.01"));
}

// Rule 9

#[test]
fn an_interval_is_minimum_and_maximum_over_all_completions() {
    // `a` occurs in both polarities: whatever it is, the target is required.
    let catalog = MadeUp::new(&["a"], &["SF9001", "SF9002"])
        .package(
            "I-01",
            &["SF0001"],
            &(rule("SF9001", "must", "when = \"a\"") + &rule("SF9002", "may", "when = \"a\"")),
        )
        .package("I-02", &["SF0002"], &rule("SF9001", "must", "when = \"not a\""));
    let resolution = resolved_in(catalog, "[packages]\nI-01 = \"all\"\nI-02 = \"all\"\n");
    assert_eq!(status(&resolution, "SF9001"), Required);
    assert_eq!((integration(&resolution, "SF9002").at_least, integration(&resolution, "SF9002").at_most), (No, May));
}

// Rules 10 and 13

#[test]
fn exactly_the_listed_questions_can_move_something() {
    let resolution = resolved("2024-01", "[packages]\nI-10 = [\"SF1590_B_02\"]\n");
    let questions: Vec<&str> = resolution.questions.iter().map(|question| question.fact.as_str()).collect();
    // SF1590_B_01 is not chosen, so whether messages are sent changes nothing, though I-10 asks.
    assert_eq!(
        questions,
        ["abonnerer-paa-klassifikation", "opbygger-sortiment", "token-services"],
        "SF1510 may come into use, and I-07 then asks"
    );
}

// Rule 11

#[test]
fn a_status_is_open_while_the_buyer_can_move_it() {
    let catalog = || {
        MadeUp::new(&["a", "b"], &["SF9001"]).package("I-01", &["SF0001"], &rule("SF9001", "must", "when = \"a or b\""))
    };
    let rest = "[packages]\nI-01 = \"all\"\n[facts]\n";
    assert_eq!(status(&resolved_in(catalog(), &format!("{rest}a = \"supplier\"\n")), "SF9001"), Open);
    assert_eq!(status(&resolved_in(catalog(), &format!("{rest}a = \"supplier\"\nb = false\n")), "SF9001"), Supplier);
    assert_eq!(status(&resolved_in(catalog(), &format!("{rest}a = \"supplier\"\nb = true\n")), "SF9001"), Required);
}

// Rule 12

#[test]
fn a_draft_is_what_the_buyer_has_not_answered() {
    assert!(resolved("2024-01", "[packages]\nI-13 = [\"SF1690\"]\n").draft);
    // What the buyer leaves open makes a draft, also where it decides only what may be used.
    let rest = "[packages]\nI-11 = \"all\"\n[facts]\ntoken-services = true\n";
    let resolution = resolved("2024-01", rest);
    assert_eq!((status(&resolution, "SF7002"), resolution.draft), (Open, true));
    let resolution = resolved("2024-01", &format!("{rest}opbygger-sortiment = \"supplier\"\n"));
    assert_eq!((status(&resolution, "SF7002"), resolution.draft), (Supplier, false));
}

// Rule 14

#[test]
fn every_rule_and_carrier_is_a_reason_whether_it_holds_or_not() {
    let resolution = resolved("2024-01", "[packages]\nI-01 = [\"SF0830\"]\n");
    let edition = &CATALOG.editions[&tender::catalog::id::EditionId::new("2024-01")];
    for line in &resolution.integrations {
        let expected: usize =
            edition.rules().filter(|rule| rule.target == line.id).map(|rule| rule.carriers.len()).sum();
        let chosen = line.because.iter().filter(|reason| reason.modality == ChosenOr::Chosen).count();
        assert_eq!(line.because.len() - chosen, expected, "{}", line.id);
        assert_eq!(chosen, usize::from(line.id.as_str() == "SF0830"));
    }
    let idle = &reasons(&resolution, "SF1461")[0];
    assert_eq!((idle.level, idle.derived), (No, true), "SF0810 was not chosen");
}

// Rule 15

#[test]
fn an_alternative_holds_only_where_every_reason_carries_one() {
    let alternative = |edition: &str, rest: &str, id: &str| {
        let resolution = resolved(edition, rest);
        resolution.integration(&IntegrationId::new(id)).expect("it is listed").alternative.is_some()
    };
    let fjernprint = |answer: &str| format!("[facts]\nsender-fjernprint = {answer}\n");
    let print = |choice: &str, answer: &str| {
        alternative("2024-01", &format!("[packages]\nI-14 = {choice}\n{}", fjernprint(answer)), "SF1601")
    };
    assert!(print("[\"SF1606\"]", "\"supplier\""));
    assert!(!print("\"all\"", "\"supplier\""), "it was chosen as such");
    assert!(!print("[\"SF1606\"]", "true"), "the need's alternative says it");
    let rest = format!("[packages]\nI-14 = \"all\"\n{}", fjernprint("true"));
    assert!(need(&resolved("2024-01", &rest), "I-14.B1").alternative.is_some(), "also where SF1601 is chosen");
    assert!(
        alternative("2024-01", "[packages]\nI-02 = \"all\"\n", "SF1520"),
        "Datafordeler stands in for what was chosen"
    );
    let sortiment = "[facts]\nopbygger-sortiment = true\n";
    assert!(alternative("2024-01", &format!("[packages]\nI-09 = \"all\"\n{sortiment}"), "SF7002"));
    let rest = "[packages]\nI-07 = \"all\"\n[facts]\nabonnerer-paa-klassifikation = true\n";
    let deferred = |rest: &str| {
        resolved("2024-01", rest).integration(&IntegrationId::new("SF1461")).expect("it is listed").deferred.is_some()
    };
    assert!(deferred(rest));
    assert!(!deferred(&rest.replace("[facts]", "I-01 = \"all\"\n[facts]")), "SF0810 needs it at once");
}

// Rule 16

fn need<'a>(resolution: &'a Resolution, id: &str) -> &'a NeedLine {
    resolution.need(&RequirementId::new(id)).unwrap_or_else(|| panic!("there is no {id}"))
}

#[test]
fn a_need_is_required_while_the_buyer_says_so_and_never_by_what_a_supplier_says() {
    let with = |answer: &str| resolved("2024-01", &format!("[packages]\nI-06 = \"all\"\n[facts]\n{answer}\n"));
    let status = |answer: &str| need(&with(answer), "I-06.B1").interval.status;
    assert_eq!(status("skriver-til-organisation = true"), Required);
    assert_eq!(status("skriver-til-organisation = false"), Excluded);
    assert_eq!(status("skriver-til-organisation = \"supplier\""), Excluded, "no need of the buyer's");
    let open = with("");
    assert_eq!((need(&open, "I-06.B1").interval.status, open.draft), (Open, true));
    let question = &open.questions[0];
    assert!(question.moves.iter().any(|line| line.to_string() == "I-06.B1"), "the question names the need");
    // A need whose fact decides no rule is a question all the same.
    let rest = "[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = false\nmodtager-via-fordeling = true\n";
    let resolution = resolved("2024-01", rest);
    let questions: Vec<&str> = resolution.questions.iter().map(|question| question.fact.as_str()).collect();
    assert_eq!(questions, ["afleverer-via-fordeling"]);
    assert_eq!(need(&resolution, "I-15.B3").interval.status, Required);
    assert_eq!(need(&resolution, "I-06.B1").interval.status, Excluded, "its package is not chosen");
}

// Rules 17 and 18

#[test]
fn whatever_a_must_reaches_is_a_minimum_requirement_at_least_where_its_carrier_is_used() {
    // SF7002, SF1500 and SF1510 may be used; SF1514 must come along with the latter two.
    let rest = "[packages]\nI-11 = \"all\"\n[facts]\nopbygger-sortiment = true\ntoken-services = false\n";
    let resolution = resolved("2023-04", rest);
    let line = |id: &str| resolution.integration(&IntegrationId::new(id)).expect("it is listed");
    assert_eq!((line("SF1500").kind.as_str(), &line("SF1500").condition), ("O", &None));
    let token = line("SF1514");
    assert_eq!((token.interval.status, token.kind.as_str()), (Optional, "MK"));
    let carriers: Vec<Option<&str>> =
        token.condition.iter().flatten().map(|clause| clause.carrier.as_ref().map(IntegrationId::as_str)).collect();
    assert_eq!(carriers, [Some("SF1500"), Some("SF1510")]);
    // What is certain has no condition, and what depends on a fact has that.
    let rest = "[packages]\nI-09 = \"all\"\n[facts]\nopbygger-sortiment = \"supplier\"\nmasseleverancer = false\n";
    let resolution = resolved("2024-01", rest);
    let line = |id: &str| resolution.integration(&IntegrationId::new(id)).expect("it is listed");
    assert_eq!(line("SF1514").condition, None);
    let condition = line("SF7002").condition.as_ref().expect("it depends on a fact");
    assert_eq!(condition.len(), 1);
    assert_eq!(
        (condition[0].carrier.as_ref(), condition[0].when.as_ref().map(ToString::to_string)),
        (None, Some("opbygger-sortiment".to_owned()))
    );
}

// Rule 19

const CHANGED: &str = "[[line]]\nid = \"sf 0810\"\ntype = \"k\"\nreason = \"r\"\n";

#[test]
fn a_changed_line_keeps_its_level_and_what_follows_only_from_it_binds_where_it_is_used() {
    let rest = format!("[packages]\nI-01 = [\"SF0810\"]\n{CHANGED}");
    let resolution = resolved("2024-01", &rest);
    let line = |id: &str| resolution.integration(&IntegrationId::new(id)).expect("it is listed");
    let changed = line("SF0810");
    assert_eq!((changed.interval.status, changed.kind.as_str(), changed.changed_by_buyer), (Required, "K", true));
    let follows = line("SF1461");
    assert_eq!((follows.interval.status, follows.kind.as_str(), follows.changed_by_buyer), (Optional, "MK", false));
    assert_eq!(follows.condition.as_ref().map(Vec::len), Some(1), "it binds where SF0810 is used");
    // What something else asks for as well stays required.
    let both = resolved("2024-01", &rest.replace("[\"SF0810\"]", "\"all\""));
    assert_eq!((status(&both, "SF1514"), status(&both, "SF1461")), (Required, Optional));
}

// Rules 20 and 21

fn accepted<'a>(resolution: &'a Resolution, id: &str) -> &'a IfAccepted {
    let line = resolution.integration(&IntegrationId::new(id)).expect("it is listed");
    line.if_accepted.as_ref().unwrap_or_else(|| panic!("{id} has no alternative"))
}

fn ids(lines: &[LineId]) -> Vec<String> {
    lines.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_met_otherwise_keeps_its_level_and_brings_nothing_along() {
    let rest = "[packages]\nI-14 = [\"SF1606\"]\n[facts]\nsender-fjernprint = true\n";
    let resolution = resolved("2024-01", rest);
    let of_need = need(&resolution, "I-14.B1").if_accepted.as_ref().expect("it has an alternative");
    assert_eq!(ids(&of_need.lapses), ["SF1461", "SF1601"], "the fact of a need that is met otherwise counts as false");
    assert_eq!(need(&resolution, "I-14.B1").interval.status, Required, "the need itself stays");
    let profile = profile("2024-01", rest);
    let carrying = Carrying { needs: [RequirementId::new("I-14.B1")].into(), ..Carrying::default() };
    let otherwise = resolve_carrying(&profile, &carrying);
    assert_eq!((status(&otherwise, "SF1601"), status(&otherwise, "SF1461")), (Excluded, Excluded));
}

#[test]
fn what_lapses_is_told_for_a_line_alone_and_for_all_lines_of_one_alternative() {
    let rest = "[packages]\nI-02 = \"all\"\n[facts]\nfolger-personaendringer = true\n";
    let resolution = resolved("2024-01", rest);
    let alone = accepted(&resolution, "SF1320_A");
    assert_eq!(ids(&alone.lapses), ["SF1461", "I-02.02"], "only events need the Beskedfordeler");
    assert_eq!(ids(&accepted(&resolution, "SF1520").lapses), Vec::<String>::new(), "the others still need SF1514");
    let together = alone.together.as_ref().expect("three lines have it");
    assert_eq!(ids(&together.lines), ["SF1320_A", "SF1520", "SF1525"]);
    assert_eq!(ids(&together.lapses), ["SF1461", "SF1514", "I-02.01", "I-02.02"]);
    assert!(resolution.integration(&IntegrationId::new("SF1461")).expect("it is listed").if_accepted.is_none());
}

#[test]
fn a_fact_that_matters_only_where_an_alternative_is_accepted_is_a_question_too() {
    // SF9002 follows from SF9001, which may be met otherwise, and else from the fact.
    let catalog = MadeUp::new(&["a"], &["SF9002"])
        .package("I-01", &["SF0001"], &rule("SF0002", "must", "alternative = \"På anden vis.\""))
        .package("I-02", &["SF0002"], &rule("SF9002", "must", ""))
        .package("I-03", &["SF0003"], &rule("SF9002", "must", "when = \"a\""));
    let resolution = resolved_in(catalog, "[packages]\nI-01 = \"all\"\nI-03 = \"all\"\n");
    assert_eq!(status(&resolution, "SF9002"), Required, "in R(∅) it follows anyway");
    let [question] = resolution.questions.as_slice() else { panic!("{:?}", resolution.questions) };
    assert_eq!(
        (ids(&question.moves), ids(&question.moves_if_accepted)),
        (vec!["SF9002".to_owned()], vec!["SF9002".to_owned()])
    );
    assert!(resolution.draft, "a question of the buyer's is left");
    assert_eq!(ids(&accepted(&resolution, "SF0002").eases), ["SF9002"], "it then depends on the fact");
}

// Rule 22

#[test]
fn what_follows_only_from_a_line_that_is_due_later_is_due_with_it() {
    let due = |id: &str, due: &str| format!("[[line]]\nid = \"{id}\"\ndue = {due}\nreason = \"r\"\n");
    let of = |resolution: &Resolution, id: &str| {
        resolution.integration(&IntegrationId::new(id)).expect("it is listed").due.as_ref().map(ToString::to_string)
    };
    let rest = format!("[packages]\nI-01 = \"all\"\n{}", due("SF0810", "2027-06-01"));
    let resolution = resolved("2024-01", &rest);
    assert_eq!(of(&resolution, "SF0810").as_deref(), Some("2027-06-01"));
    assert_eq!(of(&resolution, "SF1461").as_deref(), Some("2027-06-01"), "SF0810 alone needs it");
    assert_eq!(of(&resolution, "SF1514"), None, "SF0830 needs it at the start");
    let both = resolved("2024-01", &format!("{rest}{}", due("SF0830", "2027-03-01")));
    assert_eq!(of(&both, "SF1514").as_deref(), Some("2027-03-01"), "the earlier of the two");
    let requirement = both.requirement(&RequirementId::new("I-01.01")).expect("it is listed");
    assert_eq!(requirement.due.as_ref().map(ToString::to_string).as_deref(), Some("2027-03-01"));
    // That SF1590_D may use it brings nothing forward.
    let later = due("SF1470", "2027-06-01");
    let may = format!("[packages]\nI-04 = \"all\"\nI-11 = \"all\"\n[facts]\nopbygger-sortiment = true\n{later}");
    assert_eq!(of(&resolved("2024-01", &may), "SF1500").as_deref(), Some("2027-06-01"));
    // The buyer's words stand in the place of the catalog's deferral.
    let rest = "[packages]\nI-07 = \"all\"\n[facts]\nabonnerer-paa-klassifikation = true\n";
    let resolution = resolved("2024-01", &format!("{rest}{}", due("SF1461", "\"senest et år efter idriftsættelsen\"")));
    let line = resolution.integration(&IntegrationId::new("SF1461")).expect("it is listed");
    assert_eq!((line.due.is_some(), line.deferred.is_none()), (true, true));
}

#[test]
fn what_need_not_be_used_is_not_asked_for_in_the_words_of_a_requirement() {
    let free = "[[line]]\nid = \"SF1590_B_02\"\ntype = \"K\"\nreason = \"r\"\n";
    let words = |rest: &str| {
        let profile = profile("2024-01", &format!("[packages]\nI-10 = \"all\"\n{rest}"));
        let requirement = profile.edition.requirement(&RequirementId::new("I-10.01")).expect("it is the catalog's");
        resolve(&profile).wording(&profile, requirement)
    };
    assert!(words("").contains("verifikationstest for SF1590_B_01, SF1590_B_02 og SF1590_B_03."), "{}", words(""));
    let named = "for de af integrationerne SF1590_B_01, SF1590_B_02 og SF1590_B_03, som løsningen anvender.";
    assert!(words(free).contains(named), "{}", words(free));
}

#[test]
fn the_needs_of_a_package_are_due_with_its_integrations() {
    let of = |more: &str| {
        let facts = "[facts]\nskriver-til-sagsindeks = true\nfolger-personaendringer = true\n";
        let packages = "[packages]\nI-02 = [\"SF1320_A\", \"SF1525\"]\nI-04 = \"all\"\n";
        let later = "[[line]]\nid = \"SF1470\"\ndue = \"om et år\"\nreason = \"r\"\n";
        let part = "[[line]]\nid = \"SF1525\"\ndue = \"om to år\"\nreason = \"r\"\n";
        let resolution = resolved("2024-01", &format!("{packages}{facts}{later}{part}{more}"));
        ["I-04.B1", "I-02.B1"].map(|id| {
            let line = LineId::Requirement(RequirementId::new(id));
            resolution.due(&line).map(ToString::to_string).unwrap_or_default()
        })
    };
    assert_eq!(of(""), ["om et år", ""], "SF1320_A is there at the start");
    let own = "[[line]]\nid = \"I-04.B1\"\ndue = \"om et halvt år\"\nreason = \"r\"\n";
    assert_eq!(of(own), ["om et halvt år", ""], "what is said of the need itself");
}

// Rule 23

#[test]
fn a_line_is_derived_if_nothing_that_was_chosen_leads_to_it() {
    let resolution = resolved("2023-04", "[packages]\nI-12 = \"all\"\n[facts]\nbogfoerer-betalinger = false\n");
    let derived = |id: &str| resolution.integration(&IntegrationId::new(id)).expect("it is listed").derived;
    assert_eq!(["SF1590_E", "SF1590_B_01", "SF1461", "SF1590_A"].map(derived), [false, false, true, false]);
    // What a chosen package says of an integration that a need brought in is that package's own word.
    let post = "[packages]\nI-14 = [\"SF1606\"]\n[facts]\nsender-fjernprint = true\n";
    let resolution = resolved("2024-01", post);
    assert!(!resolution.integration(&IntegrationId::new("SF1461")).expect("it is listed").derived);
}

// Rule 24

#[test]
fn a_tender_is_final_when_nothing_is_left_to_settle() {
    let standing = |head: &str, rest: &str| {
        let text = bare_profile_text("2024-01", &format!("{head}\n{rest}"));
        let profile = read_profile(&text, &CATALOG).expect("it is sound");
        Standing::of(&profile, &resolve(&profile))
    };
    let whole = "procedure = \"mini-tender\"\ndeadline = 2027-01-15T12:00:00";
    let rest = "[packages]\nI-01 = \"all\"\n";
    assert!(standing(whole, rest).is_final());
    assert_eq!(standing("", rest).pending, [Pending::Procedure, Pending::Deadline]);
    assert_eq!(standing("procedure = \"mini-tender\"", rest).pending, [Pending::Deadline]);
    assert!(standing("procedure = \"direct-award\"", rest).is_final(), "a direct award has no deadline");
    let open = standing(whole, "[packages]\nI-06 = \"all\"\n");
    assert_eq!((open.is_draft(), open.open.len(), open.questions.len()), (true, 2, 1));
    let security =
        "[packages]\nI-08 = \"all\"\n[facts]\nhenter-organisationsdata = false\njobfunktionsroller = false\n";
    let lines = vec![LineId::Requirement(RequirementId::new("I-08.02"))];
    assert_eq!(standing(whole, security).pending, [Pending::Placeholder { key: "security-appendix", lines }]);
    assert!(standing(&format!("{whole}\nsecurity-appendix = \"Bilag 7\""), security).is_final());
    let pension = "[packages]\nI-03 = [\"SF1411_A\"]\n";
    let pending = standing(whole, pension).pending;
    let [Pending::Reading { reading, lines }] = pending.as_slice() else { panic!("{pending:?}") };
    assert_eq!((reading.as_str(), ids(lines)), ("R22", vec!["SFTP".to_owned()]));
    assert!(standing(whole, &format!("{pension}[readings]\nr22 = \"Bekræftet\"\n")).is_final());
    let own = format!("{rest}[[requirement]]\ntype = \"K\"\ntext = \"Løsningen skal svare.\"\n");
    let evaluated = standing("procedure = \"direct-award\"", &own).pending;
    assert!(matches!(evaluated.as_slice(), [Pending::Evaluated { .. }]), "{evaluated:?}");
    // Rule 25: tenderers must know how evaluated lines weigh.
    let lines = vec![LineId::Requirement(RequirementId::new("E1"))];
    assert_eq!(standing(whole, &own).pending, [Pending::Weights { lines: lines.clone() }]);
    assert!(standing(whole, &own.replace("type = ", "weight = 10\ntype = ")).is_final());
    assert!(standing(whole, &format!("{own}[evaluation]\ndescribed-in = \"Bilag 5\"\n")).is_final());
    let hidden = format!("{}[evaluation]\nshow-weights = false\n", own.replace("type = ", "weight = 10\ntype = "));
    assert_eq!(standing(whole, &hidden).pending, [Pending::Weights { lines }]);
}

/// Rule 26
#[test]
fn what_cannot_be_met_without_an_integration_that_was_made_optional_is_told() {
    let told = |rest: &str| -> Vec<String> {
        let text = format!(
            "[packages]\nI-04 = \"all\"\nI-14 = [\"SF1601\"]\n[facts]\nskriver-til-sagsindeks = true\noverdrager-sager = true\nsender-fjernprint = true\n{rest}"
        );
        let profile = profile("2024-01", &text);
        let resolution = resolve(&profile);
        let warned = tender::resolve::warnings::warnings(&profile, &resolution);
        let told = warned.iter().filter(|it| it.fault.code() == "needed-anyway");
        told.map(|it| it.fault.saying().message.da).collect()
    };
    let line =
        |id: &str, kind: &str| format!("[[line]]\nid = \"{id}\"\ntype = \"{kind}\"\nreason = \"Kan undværes.\"\n");
    let optional = line("SF1470", "O");
    let [said] = &told(&optional)[..] else { panic!("one integration is needed") };
    // Both needs of a package of which it is all that was chosen, though only one names it.
    assert!(said.starts_with("`SF1470` er ikke længere") && said.contains("`I-04.B1`, `I-04.B2`"), "{said}");
    // Who changes them too, or may meet them otherwise, is told nothing.
    let all = format!("{optional}{}{}", line("I-04.B1", "K"), line("I-04.B2", "O"));
    assert_eq!((told(""), told(&all), told(&line("SF1601", "K"))), (vec![], vec![], vec![]));
    for answer in ["", "answer = \"number\"\nunit = \"sekunder\"\nat-most = 2\n"] {
        let own =
            format!("[[requirement]]\ntype = \"MK\"\ntext = \"Løsningen skal sende breve via SF1601.\"\n{answer}");
        let [said] = &told(&format!("{}{own}", line("SF1601", "K")))[..] else { panic!("it is named") };
        assert!(said.contains("`SF1601`") && said.contains("`E1`"), "{said}");
    }
    // What may be used by the catalog was not made less; what a need's fact brings along is needed for it.
    let of_fact = |rest: &str| -> Vec<String> {
        let profile = profile("2024-01", rest);
        let warned = tender::resolve::warnings::warnings(&profile, &resolve(&profile));
        let told = warned.iter().filter(|it| it.fault.code() == "needed-anyway");
        told.map(|it| it.fault.saying().message.da).collect()
    };
    let free = format!(
        "[packages]\nI-04 = \"all\"\n[facts]\nskriver-til-sagsindeks = false\noverdrager-sager = true\n{}",
        line("SF2900", "O")
    );
    assert_eq!(of_fact(&free), Vec::<String>::new());
    let brought =
        format!("[packages]\nI-02 = [\"SF1525\"]\n[facts]\nfolger-personaendringer = true\n{}", line("SF1320_A", "O"));
    let [said] = &of_fact(&brought)[..] else { panic!("its fact brings it along") };
    assert!(said.contains("`SF1320_A`") && said.contains("`I-02.B1`"), "{said}");
}

#[test]
fn relaxing_the_catalog_or_adding_a_minimum_requirement_is_warned_of_under_the_framework_agreement() {
    let warned = |procedure: &str, rest: &str| -> bool {
        let head = format!(
            "procedure = \"{procedure}\"\ndeadline = 2027-01-15\n[packages]\nI-01 = [\"SF0810\", \"SF0830\"]\n"
        );
        let profile =
            read_profile(&bare_profile_text("2024-01", &format!("{head}{rest}")), &CATALOG).expect("it is sound");
        let told = tender::resolve::warnings::warnings(&profile, &resolve(&profile));
        told.iter().any(|complaint| complaint.fault.code() == "relaxed")
    };
    let later = "[[line]]\nid = \"SF0810\"\ndue = \"senere\"\nreason = \"Under udvikling.\"\n";
    let weighed = "[[line]]\nid = \"SF0810\"\ntype = \"K\"\nweight = 5\nreason = \"Evalueres.\"\n";
    let without = "[[leave-out]]\nrequirement = \"I-01.01\"\nreason = \"Uden betydning.\"\n";
    let own = |kind: &str| format!("[[requirement]]\ntype = \"{kind}\"\ntext = \"Løsningen skal svare.\"\n");
    for rest in [later, weighed, without, &own("MK")] {
        assert!(warned("mini-tender", rest) && warned("direct-award", rest), "{rest}");
        assert!(!warned("own-tender", rest), "a tender of one's own has no framework agreement: {rest}");
    }
    assert!(!warned("mini-tender", "") && !warned("mini-tender", &own("K")));
}

// Hand-checked cases

#[test]
fn remote_print_brings_sending_post_though_only_receiving_was_chosen() {
    let resolution = resolved("2024-01", "[packages]\nI-14 = [\"SF1606\"]\n[facts]\nsender-fjernprint = true\n");
    assert_eq!((status(&resolution, "SF1601"), status(&resolution, "SF1461")), (Required, Required));
    assert!(!resolution.draft);
}

#[test]
fn sortiments_without_token_services_leave_the_system_token_optional() {
    let rest = "[packages]\nI-11 = \"all\"\n[facts]\nopbygger-sortiment = true\ntoken-services = false\n";
    assert_eq!(status(&resolved("2023-04", rest), "SF1514"), Optional);
}

#[test]
fn one_jobcenter_integration_with_nothing_decided_leaves_five_open() {
    let resolution = resolved("2024-01", "[packages]\nI-13 = [\"SF1690\"]\n");
    let open: Vec<&str> = resolution
        .integrations
        .iter()
        .filter(|line| line.interval.status == Open)
        .map(|line| line.id.as_str())
        .collect();
    assert_eq!(open, ["SF1780", "SF2090", "SF2093", "SF2095", "SF2096"]);
}

// The second resolver

/// A profile as numbers: for each package which of its integrations, for each fact which of four states.
fn arbitrary_profile(most_packages: usize) -> impl Strategy<Value = (bool, Vec<(usize, u8)>, Vec<u8>)> {
    (
        any::<bool>(),
        prop::collection::vec((0..15_usize, 1..=255_u8), 1..=most_packages),
        prop::collection::vec(0..4_u8, 16),
    )
}

/// The profile's text. At most `unknown` facts are left unknown: the second resolver enumerates.
fn written((newer, packages, facts): &(bool, Vec<(usize, u8)>, Vec<u8>), unknown: usize) -> (&'static str, String) {
    let edition_id = if *newer { "2024-01" } else { "2023-04" };
    let edition = &CATALOG.editions[&tender::catalog::id::EditionId::new(edition_id)];
    let mut chosen = std::collections::BTreeMap::new();
    for (at, bits) in packages {
        let package = edition.packages.values().nth(*at).expect("there are fifteen");
        let business = package.business.iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1);
        let mut ids: Vec<String> = business.map(|(_, id)| id.to_string()).collect();
        if ids.is_empty() {
            ids.push(package.business[0].to_string());
        }
        chosen.insert(package.id.to_string(), ids);
    }
    let mut text = String::from("[packages]\n");
    chosen.iter().for_each(|(id, ids)| text += &format!("{id} = {ids:?}\n"));
    text += "[facts]\n";
    let mut left = unknown;
    for (fact, state) in edition.facts.keys().zip(facts) {
        let known = ["true", "false"][usize::from(state & 1)];
        let state = if *state >= 2 && left > 0 { *state } else { 0 };
        left -= usize::from(state >= 2);
        match state {
            2 => text += &format!("{fact} = \"supplier\"\n"),
            3 => {}
            _ => text += &format!("{fact} = {known}\n"),
        }
    }
    (edition_id, text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_profiles_agree_with_the_second_resolver(drawn in arbitrary_profile(15)) {
        let (edition, text) = written(&drawn, 3);
        let profile = profile(edition, &text);
        prop_assert_eq!(Verdict::from(&resolve(&profile)), second::verdict(&profile), "{}", text);
    }

    #[test]
    fn random_conditions_and_cycles_agree_with_the_second_resolver(
        rules in prop::collection::vec((0..4_usize, 0..8_usize, any::<bool>(), 0..7_usize), 1..12),
        states in prop::collection::vec(0..4_u8, 3),
        chosen in 1..16_u8,
    ) {
        let conditions = ["", "a", "not a", "a and not b", "a or b", "not (a and c)", "(a and b) or (not a and c)"];
        let mut entries = vec![std::collections::BTreeMap::new(); 4];
        for (package, target, must, condition) in rules {
            let target = if target < 4 { format!("SF000{target}") } else { format!("SF900{target}") };
            let when = if condition == 0 { String::new() } else { format!("when = \"{}\"", conditions[condition]) };
            let text = rule(&target, if must { "must" } else { "may" }, &when);
            entries[package].insert(target, text);
        }
        let mut catalog = MadeUp::new(&["a", "b", "c"], &["SF9004", "SF9005", "SF9006", "SF9007"]);
        for (at, rules) in entries.into_iter().enumerate() {
            let mut text: String = rules.into_values().collect();
            text += &made_up::requirement("01", "when = \"b or c\"");
            catalog = catalog.package(&format!("I-0{}", at + 1), &[&format!("SF000{at}")], &text);
        }
        let mut text = String::from("[packages]\n");
        (0..4).filter(|at| chosen >> at & 1 == 1).for_each(|at| text += &format!("I-0{} = \"all\"\n", at + 1));
        text += "[facts]\n";
        for (fact, state) in ["a", "b", "c"].iter().zip(states) {
            match state {
                0 => text += &format!("{fact} = true\n"),
                1 => text += &format!("{fact} = false\n"),
                2 => text += &format!("{fact} = \"supplier\"\n"),
                _ => {}
            }
        }
        let profile = read_profile(&profile_text("t", &text), &catalog.catalog()).expect("it is well formed");
        prop_assert_eq!(Verdict::from(&resolve(&profile)), second::verdict(&profile), "{}", text);
    }

    #[test]
    fn answering_a_fact_never_widens_an_interval_nor_moves_a_definite_status(drawn in arbitrary_profile(15)) {
        let (edition, text) = written(&drawn, 16);
        let before = resolved(edition, &text);
        for question in &before.questions {
            for answer in ["true", "false"] {
                let unanswered = text.replace(&format!("{} = \"supplier\"\n", question.fact), "");
                let after = resolved(edition, &format!("{unanswered}{} = {answer}\n", question.fact));
                for (old, new) in before.integrations.iter().zip(&after.integrations) {
                    prop_assert!(new.interval.at_least >= old.interval.at_least && new.interval.at_most <= old.interval.at_most);
                }
                for (old, new) in before.requirements.iter().zip(&after.requirements) {
                    prop_assert!(new.interval.at_least >= old.interval.at_least && new.interval.at_most <= old.interval.at_most);
                }
            }
        }
    }

    #[test]
    fn adding_a_package_never_lowers_anything(drawn in arbitrary_profile(8), more in 0..15_usize) {
        let (edition, text) = written(&drawn, 16);
        let before = resolved(edition, &text);
        let mut drawn = drawn;
        drawn.1.push((more, 255));
        // The later choice of a package replaces the earlier: it must not choose less.
        let (_, wider) = written(&drawn, 16);
        let after = resolved(edition, &wider);
        for (old, new) in before.integrations.iter().zip(&after.integrations) {
            prop_assert!(new.interval.at_least >= old.interval.at_least && new.interval.at_most >= old.interval.at_most, "{}", old.id);
        }
    }
}

/// Every single package, every subset of its integrations, every state of the facts it asks for.
#[test]
fn every_package_subset_and_state_agrees_with_the_second_resolver() {
    let mut cases = 0;
    for (edition_id, edition) in &CATALOG.editions {
        for package in edition.packages.values() {
            let facts: Vec<_> = package.facts().into_iter().collect();
            for subset in 1..1_u32 << package.business.len() {
                let ids: Vec<String> = package
                    .business
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| subset >> bit & 1 == 1)
                    .map(|(_, id)| id.to_string())
                    .collect();
                for states in 0..4_u32.pow(u32::try_from(facts.len()).expect("a package asks for few facts")) {
                    let mut text = format!("[packages]\n{} = {ids:?}\n[facts]\n", package.id);
                    for (at, fact) in facts.iter().enumerate() {
                        match states >> (2 * at) & 3 {
                            0 => text += &format!("{fact} = true\n"),
                            1 => text += &format!("{fact} = false\n"),
                            2 => text += &format!("{fact} = \"supplier\"\n"),
                            _ => {}
                        }
                    }
                    // The facts of other packages are the supplier's; those that cannot matter are fixed, to keep the
                    // enumeration short.
                    let open = resolved(edition_id.as_str(), &text);
                    for fact in edition.facts.keys().filter(|fact| !facts.contains(fact)) {
                        if !open.questions.iter().any(|question| question.fact == *fact) {
                            text += &format!("{fact} = false\n");
                        }
                    }
                    let profile = profile(edition_id.as_str(), &text);
                    assert_eq!(Verdict::from(&resolve(&profile)), second::verdict(&profile), "{text}");
                    cases += 1;
                }
            }
        }
    }
    println!("{cases} profiles of one package: every subset of it in every state of its facts");
    assert!(cases > 1_000);
}

/// The lines of a resolution: id, then the packages of its reasons.
fn lines(resolution: &Resolution) -> Vec<(&str, Vec<&str>)> {
    let lines = resolution.integrations.iter();
    lines.map(|line| (line.id.as_str(), line.because.iter().map(|reason| reason.package.as_str()).collect())).collect()
}

#[test]
fn what_concerns_a_tender_is_what_its_packages_say_and_those_that_came_into_use_through_them() {
    let catalog = MadeUp::new(&[], &["SF9001", "SF9002"])
        .package("I-01", &["SF0001"], &(rule("SF0002", "may", "") + &made_up::requirement("01", "")))
        .package("I-02", &["SF0002"], &(rule("SF9001", "must", "") + &made_up::requirement("01", "")))
        .package("I-03", &["SF0003"], &(rule("SF9001", "must", "") + &rule("SF9002", "must", "")))
        .catalog();
    let profile = read_profile(&profile_text("t", "[packages]\nI-01 = \"all\"\n"), &catalog).expect("it is sound");
    let whole = resolve(&profile);
    assert_eq!(lines(&whole)[3], ("SF9001", vec!["I-02", "I-03"]));
    let own = whole.at_work(&profile);
    let lines = lines(&own);
    assert!(lines.contains(&("SF0002", vec!["I-01"])), "{lines:?}");
    assert!(lines.contains(&("SF9001", vec!["I-02"])), "I-02 came into use, I-03 did not: {lines:?}");
    assert!(!lines.iter().any(|(id, _)| ["SF0003", "SF9002"].contains(id)), "{lines:?}");
    let requirements: Vec<&str> = own.requirements.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(requirements, ["I-01.01"], "requirements are those of chosen packages");
}
