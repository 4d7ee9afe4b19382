//! The one integration-test binary: each module protects the rules of one word of the domain.

mod batches;
mod builds;
mod catalog;
mod changes;
mod checklists;
mod collect;
mod commands;
mod docs;
mod documents;
mod examples;
mod invalid;
mod machine;
mod million;
mod profiles;
mod resolution;
mod spelling;
mod support;
mod terminal;
mod texts;
mod updates;
