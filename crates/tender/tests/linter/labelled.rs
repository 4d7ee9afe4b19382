//! How well the rules agree with those who labelled: see `labelled/README.md`.

use std::collections::BTreeMap;

use super::set;
use tender::lint::{Dictionary, RULES, Rule, review};

#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    right: u32,
    missed: u32,
    wrong: u32,
}

impl Counts {
    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }

    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong).max(1))
    }
}

/// Counts pairs of item and rule.
fn measure(file: &str, dictionary: &Dictionary, tell: bool) -> (Counts, BTreeMap<&'static str, Counts>) {
    let grounds = set::catalog::grounds();
    let mut all = Counts::default();
    let mut by_rule: BTreeMap<&str, Counts> = BTreeMap::new();
    for item in set::items(file) {
        for name in &item.expect {
            assert!(Rule::named(name).is_some(), "{name} is no rule");
        }
        let subjects = item.subjects();
        let remarks = review(&subjects, &grounds, Some(dictionary)).remarks;
        let said =
            |rule: &Rule| remarks.iter().any(|remark| remark.subject + 1 == subjects.len() && *remark.rule == *rule);
        for rule in RULES.iter().copied() {
            let expected = item.expect.contains(rule.name);
            for counts in [&mut all, by_rule.entry(rule.name).or_default()] {
                match (expected, said(rule)) {
                    (true, true) => counts.right += 1,
                    (true, false) => counts.missed += 1,
                    (false, true) => counts.wrong += 1,
                    (false, false) => {}
                }
            }
            if tell && expected != said(rule) {
                println!("{} {}: {}", if expected { "MISSED" } else { "WRONG " }, rule.name, item.text);
            }
        }
    }
    (all, by_rule)
}

fn print(file: &str, counts: Counts) {
    let Counts { right, missed, wrong } = counts;
    let (recall, precision) = (100.0 * counts.recall(), 100.0 * counts.precision());
    println!(
        "{file}: recall {recall:.1} %, precision {precision:.1} % ({right} right, {missed} missed, {wrong} wrong)"
    );
}

#[test]
fn of_what_was_labelled_before_the_rules_nine_tenths_are_found_and_few_remarks_are_wrong() {
    let dictionary = set::dictionary();
    let (counts, _) = measure("held-out.toml", dictionary, false);
    print("held-out.toml", counts);
    assert!(counts.recall() >= 0.90, "recall {:.3}", counts.recall());
    assert!(counts.precision() >= 0.85, "precision {:.3}", counts.precision());
}

#[test]
fn every_rule_agrees_with_the_set_that_it_was_tuned_on() {
    let dictionary = set::dictionary();
    let (counts, by_rule) = measure("tuning.toml", dictionary, true);
    print("tuning.toml", counts);
    for (rule, counts) in by_rule {
        print(rule, counts);
        let labelled = counts.right + counts.missed > 0;
        assert!(labelled, "no item of the set is labelled {rule}");
    }
    assert!(counts.recall() >= 0.95, "recall {:.3}", counts.recall());
    assert!(counts.precision() >= 0.95, "precision {:.3}", counts.precision());
}

#[test]
fn what_somebody_wrote_who_had_not_read_the_rules_is_found_too() {
    let dictionary = set::dictionary();
    let (counts, _) = measure("fresh.toml", dictionary, true);
    print("fresh.toml", counts);
    assert!(counts.recall() >= 0.90, "recall {:.3}", counts.recall());
    assert!(counts.precision() >= 0.85, "precision {:.3}", counts.precision());
}

#[test]
fn what_was_written_of_other_fields_of_work_is_found_too() {
    let dictionary = set::dictionary();
    for file in ["second-fresh.toml", "third-fresh.toml", "fourth-fresh.toml", "fifth-fresh.toml"] {
        let (counts, _) = measure(file, dictionary, true);
        print(file, counts);
        assert!(counts.recall() >= 0.90, "{file}: recall {:.3}", counts.recall());
        assert!(counts.precision() >= 0.85, "{file}: precision {:.3}", counts.precision());
    }
}

#[test]
fn the_two_halves_have_no_sentence_in_common_and_together_three_hundred() {
    let (held_out, tuning) = (set::items("held-out.toml"), set::items("tuning.toml"));
    assert!(held_out.len() >= 150 && tuning.len() >= 150, "{} and {}", held_out.len(), tuning.len());
    for item in &held_out {
        assert!(tuning.iter().all(|other| other.text != item.text), "{}", item.text);
    }
}
