//! The rules, in the order of the guide.

use std::fmt;

use super::page::Page;
use super::text::{Clause, Text, Token};
use super::{Desk, Finding, Kind, Level, Reading, What};

mod absolute;
mod and_or;
mod discretion;
mod double_negation;
mod escape_clause;
mod known_id;
mod left_open;
mod long_sentence;
mod loose_pointer;
mod moving_reference;
mod named_product;
mod named_standard;
mod no_actor;
mod no_obligation;
mod no_unit;
mod numbers_disagree;
mod open_list;
mod pronoun_start;
mod repeats_catalog;
mod several_demands;
mod spelling;
mod type_against_text;
mod unexplained_abbreviation;
mod unfailable;
mod unmeasured;
mod vague_word;
mod weak_modal;

/// All rules.
pub static RULES: &[&Rule] = &[
    &no_obligation::RULE,
    &weak_modal::RULE,
    &escape_clause::RULE,
    &vague_word::RULE,
    &open_list::RULE,
    &several_demands::RULE,
    &and_or::RULE,
    &no_actor::RULE,
    &unmeasured::RULE,
    &no_unit::RULE,
    &named_product::RULE,
    &named_standard::RULE,
    &moving_reference::RULE,
    &double_negation::RULE,
    &absolute::RULE,
    &pronoun_start::RULE,
    &long_sentence::RULE,
    &loose_pointer::RULE,
    &discretion::RULE,
    &unfailable::RULE,
    &known_id::UNKNOWN,
    &known_id::RETIRED,
    &known_id::OTHER_VERSION,
    &unexplained_abbreviation::RULE,
    &type_against_text::RULE,
    &spelling::RULE,
    &repeats_catalog::RULE,
    &numbers_disagree::RULE,
    &left_open::RULE,
];

/// A rule: what it is called, how much it weighs, what it reads, its page and how it looks.
pub struct Rule {
    /// As `allow` names it
    pub name: &'static str,
    /// Its number: K01
    pub id: &'static str,
    pub level: Level,
    pub page: Page,
    scope: Scope,
    look: Look,
}

/// What a rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Minimum requirements
    Minimum,
    /// Requirements that an offer can fall short of: minimum and evaluated ones
    Demands,
    Requirements,
    /// Requirements and answers to questions
    Binding,
    Everything,
}

#[derive(Clone, Copy)]
enum Look {
    /// At one text after the other
    Each(fn(&Desk, &Reading) -> Vec<Finding>),
    /// At all of them together
    All(fn(&Desk) -> Vec<(usize, Finding)>),
}

impl Rule {
    /// The rule of a name or a number, in any case.
    pub fn named(name: &str) -> Option<&'static Rule> {
        RULES.iter().copied().find(|rule| rule.name.eq_ignore_ascii_case(name) || rule.id.eq_ignore_ascii_case(name))
    }

    /// The rule whose name is likely meant.
    pub(super) fn nearest(name: &str) -> Option<&'static Rule> {
        let near = RULES.iter().copied().map(|rule| (distance(&name.to_lowercase(), rule.name), rule));
        near.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| *distance <= 3).map(|(_, rule)| rule)
    }

    pub(super) fn look(&self, desk: &Desk) -> Vec<(usize, Finding)> {
        match self.look {
            Look::Each(look) => {
                let readings = desk.readings.iter().enumerate().filter(|(_, reading)| self.scope.holds(reading));
                readings
                    .flat_map(|(at, reading)| look(desk, reading).into_iter().map(move |found| (at, found)))
                    .collect()
            }
            Look::All(look) => {
                let found = look(desk).into_iter();
                found
                    .filter(|(at, _)| desk.readings.get(*at).is_some_and(|reading| self.scope.holds(reading)))
                    .collect()
            }
        }
    }
}

impl Scope {
    fn holds(self, reading: &Reading) -> bool {
        let (what, kind) = (reading.subject.what, reading.subject.kind);
        let requirement = what == What::Requirement;
        match self {
            Scope::Minimum => requirement && kind == Kind::Minimum,
            Scope::Demands => requirement && kind != Kind::Optional,
            Scope::Requirements => requirement,
            Scope::Binding => what != What::Deviation,
            Scope::Everything => true,
        }
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

/// How many letters lie between two words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

/// The token is the verb of an obligation: »skal«, or »må« where it forbids or bounds.
fn obliges(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    if token.quoted {
        return false;
    }
    let bounds = ["ikke", "kun", "aldrig", "alene", "højst", "hverken", "først", "maksimalt"];
    let bounded =
        || text.after(at).take(3).any(|next| next.one_of(&bounds)) || text.before(at).any(|word| word.is("ingen"));
    token.is("skal") || token.is("må") && bounded()
}

/// The sentence demands something in its main clause.
fn demands(text: &Text, sentence: usize) -> bool {
    let Some(range) = text.sentences.get(sentence).map(|sentence| sentence.tokens.clone()) else { return false };
    range.into_iter().any(|at| text.tokens[at].clause == Clause::Main && obliges(text, at))
}

/// The sentence tells of the buyer's present and demands nothing: »Ordregiver har i dag ca. 30 fagsystemer«.
fn informs(text: &Text, sentence: usize) -> bool {
    text.informs(sentence, |sentence| tells(text, sentence))
}

fn tells(text: &Text, sentence: usize) -> bool {
    let tokens = text.of(sentence);
    let about_buyer = tokens.iter().take(3).any(|token| {
        token.one_of(&[
            "ordregiver",
            "ordregivers",
            "kommunen",
            "kommunens",
            "kunden",
            "kundens",
            "regionen",
            "styrelsen",
            "baggrund",
            "baggrunden",
            "formålet",
            "formål",
            "note",
        ]) || token.lower.ends_with("kommunen")
    }) || tokens.windows(2).take(5).any(|pair| pair[0].is("i") && pair[1].is("dag"));
    about_buyer && !demands(text, sentence) && !text.sentences[sentence].item && text.sentences.len() > 1
}

/// The token stands in a clause that says what something is good for: »så borgeren hurtigt kan se …«.
fn says_why(text: &Text, at: usize) -> bool {
    let segment = text.tokens[at].segment;
    let first = text.before(at).last().unwrap_or(&text.tokens[at]);
    debug_assert_eq!(first.segment, segment);
    let opens = first.one_of(&["så", "således", "fordi", "da", "idet", "hvorved", "hvormed"])
        && first.clause == Clause::Subordinate;
    let goal = text.before(at).any(|word| word.one_of(&["henblik", "hensyn"]))
        || text.before(at).zip(text.before(at).skip(1)).any(|(near, far)| near.is("at") && far.is("for"));
    opens || goal
}

/// Whether the buyer asks for an answer in words, which is then what is judged.
fn asks_for_words(text: &Text) -> bool {
    text.said().any(|(_, token)| {
        ["beskriv", "redegør", "skitser", "forklar", "uddyb"].iter().any(|stem| token.lower.starts_with(stem))
    })
}

/// A word is set in guillemets for a message, in the form in which it was written.
fn quote(token: &Token) -> String {
    format!("»{}«", token.raw)
}

/// What stands at a place, for a message.
fn said<'t>(text: &'t Text, span: &std::ops::Range<usize>) -> &'t str {
    &text.source[span.clone()]
}

/// »Det skal være muligt« stands here, which is a fault of its own.
fn no_actor_at(text: &Text, at: usize) -> bool {
    no_actor::opens_at(text, at)
}
