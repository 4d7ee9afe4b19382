//! The one integration-test binary: each module protects the rules of one word of the domain.

mod answering;
mod answers;
mod attacked;
mod audiences;
mod batches;
mod beginning;
mod builds;
mod changes;
mod checklists;
mod collect;
mod commands;
mod desk;
mod disguised;
mod docs;
mod documents;
mod english;
mod evaluation;
mod examples;
mod folders;
mod golden;
mod invalid;
mod kept;
mod languages;
mod look;
mod machine;
mod mutated;
mod mutation;
mod outputs;
mod paper;
mod publishing;
mod returned;
mod spelling;
#[path = "../crates/tender/tests/support.rs"]
mod support;
mod terminal;
mod texts;
mod three;
mod told;
mod updates;
mod versions;
mod watching;
#[cfg(windows)]
mod windows;
