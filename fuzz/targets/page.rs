//! What the page asks is answered: the first line is a list of edits, the rest a profile.
#![no_main]
#![allow(dead_code)]

use libfuzzer_sys::fuzz_target;

// The page is a module for the browser and no library: its rooms are taken as they stand.
#[path = "../../crates/page/src/answers.rs"]
mod answers;
#[path = "../../crates/page/src/change.rs"]
mod change;
#[path = "../../crates/page/src/consequence.rs"]
mod consequence;
#[path = "../../crates/page/src/desk.rs"]
mod desk;
#[path = "../../crates/page/src/edit.rs"]
mod edit;
#[path = "../../crates/page/src/fields.rs"]
mod fields;
#[path = "../../crates/page/src/guide.rs"]
mod guide;
#[path = "../../crates/page/src/issue.rs"]
mod issue;
#[path = "../../crates/page/src/legible.rs"]
mod legible;
#[path = "../../crates/page/src/outputs.rs"]
mod outputs;
#[path = "../../crates/page/src/question.rs"]
mod question;
#[path = "../../crates/page/src/reading.rs"]
mod reading;
#[path = "../../crates/page/src/review.rs"]
mod review;
#[path = "../../crates/page/src/said.rs"]
mod said;
#[path = "../../crates/page/src/supply.rs"]
mod supply;
#[path = "../../crates/page/src/ticks.rs"]
mod ticks;
#[path = "../../crates/page/src/why.rs"]
mod why;

use desk::Desk;
use question::Question;
use serde_json::{Value, json};

thread_local! {
    static DESK: Desk = Desk::of_house(&[]).expect("what travels in the module is sound");
}

/// The answer to a question, which is data whatever the profile is.
fn answer(question: Value) -> Option<Value> {
    let question: Question = serde_json::from_value(question).ok()?;
    Some(DESK.with(|desk| question.answer(desk)))
}

fuzz_target!(|text: &str| {
    let (edits, profile) = text.split_once('\n').unwrap_or(("[]", text));
    let edits: Value = serde_json::from_str(edits).unwrap_or_else(|_| json!([]));
    answer(json!({ "ask": "read", "text": profile }));
    answer(json!({ "ask": "legible", "text": profile, "kind": "svarskema" }));
    answer(json!({ "ask": "figure", "text": profile }));
    answer(json!({ "ask": "outputs", "text": profile }));
    answer(json!({ "ask": "why", "text": profile, "id": "SF1461" }));
    let Some(changed) = answer(json!({ "ask": "edit", "text": profile, "edits": edits })) else { return };
    if let Some(changed) = changed["text"].as_str() {
        answer(json!({ "ask": "edition", "text": changed, "edition": "2023-04" }));
    }
});
