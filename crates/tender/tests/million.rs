//! A million random profiles: the resolver and the second one agree on each.
//!
//! `CARGO_PROFILE_DEV_OPT_LEVEL=2 cargo test --test main -- --ignored --nocapture a_million`: the option optimises the
//! two resolvers and leaves everything else as it was built. The profiles are the same in every run.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use tender::catalog::id::{LineId, PackageId, RequirementId, TypeId};
use tender::catalog::{Catalog, Edition};
use tender::profile::{Answer, AnswerKind, Choice, Describe, Due, LeftOut, LineChange, OwnRequirement, Profile};
use tender::resolve::resolve;
use tender::text::source::{Place, Source, Written};
use toml::value::Date;

use crate::made_up::{MadeUp, requirement, rule};
use crate::second::{self, Verdict};
use crate::support::CATALOG;

/// Blocks of profiles that are drawn from one seed: of the shipped editions, and of a made-up catalog for each block.
const SHIPPED: u64 = 800;
const MADE_UP: u64 = 250;
const BLOCK: u64 = 1_000;

/// SplitMix64: numbers that look random and are the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % bound as u64).expect("it is below a usize")
    }
}

/// Any packages, any of their integrations, any answers; few profiles leave many facts unknown, because the second
/// resolver enumerates.
fn profile(edition: &Arc<Edition>, draw: &mut Draw) -> Profile {
    let place = Place::start(&Source::new("", ""));
    let all: Vec<PackageId> = edition.packages.keys().cloned().collect();
    let mut profile = Profile::of_packages(edition, &[], &place);
    for _ in 0..=draw.below(all.len()) {
        let id = &all[draw.below(all.len())];
        let mut integrations = edition.packages[id].business.clone();
        integrations.retain(|_| draw.below(2) == 0);
        if integrations.is_empty() {
            integrations = edition.packages[id].business.clone();
        }
        profile.packages.insert(id.clone(), Choice { integrations, place: place.clone() });
    }
    let answer = |value| Written::new(value, place.clone());
    let facts: Vec<_> = edition.facts.keys().cloned().collect();
    for fact in &facts {
        let known = if draw.below(2) == 0 { Answer::Yes } else { Answer::No };
        profile.facts.insert(fact.clone(), answer(known));
    }
    let unknown =
        [0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4][draw.below(16)] + 2 * usize::from(draw.below(100) == 0);
    for _ in 0..unknown {
        let fact = &facts[draw.below(facts.len())];
        if draw.below(2) == 0 {
            profile.facts.remove(fact);
        } else {
            profile.facts.insert(fact.clone(), answer(Answer::Supplier));
        }
    }
    let left_out = edition.packages.values().flat_map(|package| &package.requirements);
    let why =
        || LeftOut { reason: "r".to_owned(), reason_place: place.clone(), allow: Vec::new(), place: place.clone() };
    profile.left_out =
        left_out.filter(|_| draw.below(20) == 0).map(|requirement| (requirement.id.clone(), why())).collect();
    // Now and then a line of another type, evaluated or optional, or of another time.
    let weaker: Vec<&TypeId> = edition.types.iter().map(|kind| &kind.id).filter(|id| **id != edition.must).collect();
    for id in edition.integrations.keys() {
        if draw.below(12) == 0 {
            let change = LineChange {
                kind: (draw.below(3) > 0).then(|| weaker[draw.below(weaker.len())].clone()),
                weight: None,
                due: (draw.below(2) == 0).then(|| {
                    Due::Date(Date {
                        year: 2027,
                        month: u8::try_from(1 + draw.below(12)).expect("it is small"),
                        day: 1,
                    })
                }),
                reason: "r".to_owned(),
                reason_place: place.clone(),
                allow: Vec::new(),
                place: place.clone(),
                kind_place: None,
            };
            profile.changed.insert(LineId::Integration(id.clone()), change);
        }
    }
    // Requirements of the buyer's own, with and without a package.
    for at in 0..draw.below(3) {
        let package = profile.packages.keys().next().filter(|_| at == 0).cloned();
        profile.own.push(OwnRequirement {
            id: RequirementId::own(package.as_ref(), &format!("E{}", at + 1)),
            package,
            kind: edition.types[draw.below(edition.types.len())].id.clone(),
            title: None,
            text: "Løsningen skal svare.".to_owned(),
            text_place: place.clone(),
            answer: AnswerKind::Choice,
            describe: Describe::ByAnswer,
            weight: None,
            due: None,
            allow: Vec::new(),
            place: place.clone(),
        });
    }
    profile
}

/// A catalog with cycles, carriers that are prerequisites of others, and facts in both polarities.
fn made_up(draw: &mut Draw) -> Catalog {
    const FACTS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
    let fact = |draw: &mut Draw| format!("{}{}", ["", "not "][draw.below(2)], FACTS[draw.below(6)]);
    let condition = |draw: &mut Draw| match draw.below(5) {
        0 => String::new(),
        1 => fact(draw),
        2 => format!("{} and {}", fact(draw), fact(draw)),
        3 => format!("{} or {}", fact(draw), fact(draw)),
        _ => format!("({} or {}) and not ({} and {})", fact(draw), fact(draw), fact(draw), fact(draw)),
    };
    let mut catalog = MadeUp::new(&FACTS, &["SF9004", "SF9005", "SF9006", "SF9007"]);
    for package in 0..4 {
        let mut entries = BTreeMap::new();
        for _ in 0..draw.below(6) {
            let target = draw.below(10);
            let target = if target < 6 { format!("SF000{target}") } else { format!("SF900{}", target - 2) };
            let modality = ["must", "may"][draw.below(2)];
            let when = condition(draw);
            let mut when = if when.is_empty() { when } else { format!("when = \"{when}\"") };
            if draw.below(4) == 0 {
                when += "\nalternative = \"På anden vis.\"";
            }
            entries.insert(target.clone(), rule(&target, modality, &when));
        }
        let mut text: String = entries.into_values().collect();
        let when = condition(draw);
        text += &requirement("01", &if when.is_empty() { when } else { format!("when = \"{when}\"") });
        let business: &[&str] = [&["SF0000", "SF0004"][..], &["SF0001"], &["SF0002", "SF0005"], &["SF0003"]][package];
        catalog = catalog.package(&format!("I-0{}", package + 1), business, &text);
    }
    for (number, (fact, package)) in [("a", "I-01"), ("c", "I-02"), ("e", "I-02")].into_iter().enumerate() {
        let alternative = if draw.below(2) == 0 { ", alternative = \"Behovet dækkes på anden vis.\"" } else { "" };
        catalog = catalog.need(fact, package, &format!("B{}", number + 1), alternative);
    }
    catalog.catalog()
}

fn agree(profile: &Profile) {
    let (first, second) = (Verdict::from(&resolve(profile)), second::verdict(profile));
    let changed = profile.changed.keys();
    assert_eq!(first, second, "{:?}\n{:?}\n{:?}\n{changed:?}", profile.packages, profile.facts, profile.left_out);
}

fn block(seed: u64) {
    let mut draw = Draw(seed);
    let made = (seed >= SHIPPED).then(|| made_up(&mut draw));
    let editions: Vec<&Arc<Edition>> = made.as_ref().unwrap_or(&CATALOG).editions.values().collect();
    for _ in 0..BLOCK {
        agree(&profile(editions[draw.below(editions.len())], &mut draw));
    }
}

#[test]
fn the_first_profiles_of_the_million_agree_with_the_second_resolver() {
    let mut draw = Draw(0);
    CATALOG.editions.values().for_each(|edition| (0..50).for_each(|_| agree(&profile(edition, &mut draw))));
    let catalog = made_up(&mut Draw(SHIPPED));
    catalog.editions.values().for_each(|edition| (0..100).for_each(|_| agree(&profile(edition, &mut draw))));
}

#[test]
#[ignore = "long: minutes on two cores"]
fn a_million_random_profiles_agree_with_the_second_resolver() {
    let started = Instant::now();
    let next = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZeroUsize::get) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= SHIPPED + MADE_UP {
                        return;
                    }
                    block(seed);
                }
            });
        }
    });
    println!(
        "{} random profiles agree: {} of the shipped editions, {} of {MADE_UP} made-up catalogs, in {:.0} s",
        (SHIPPED + MADE_UP) * BLOCK,
        SHIPPED * BLOCK,
        MADE_UP * BLOCK,
        started.elapsed().as_secs_f64()
    );
}
