//! An evaluator's workbook is read or refused, and what was read is put together with itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tender::form::Reference;
use tender::form::evaluation::{evaluate, read};
use tender::form::workbook::layout::Labels;

mod packed;
mod tender_in_hand;

use tender_in_hand::{CATALOG, TEXTS};

fuzz_target!(|bytes: &[u8]| {
    let Ok(sheet) = read::read(&packed::package(bytes)) else { return };
    let Ok(reference) = Reference::of_profile(&sheet.basis.profile, &CATALOG, &TEXTS) else { return };
    let labels = Labels { condition: "Betingelse", deferred: "Udskudt", alternative: "Alternativ" };
    let sheets = [("a.xlsx".to_owned(), sheet.clone()), ("b.xlsx".to_owned(), sheet)];
    let (evaluated, ..) = evaluate(&sheets, &reference, &labels);
    serde_json::to_string(&evaluated).expect("a summary is plain data");
});
