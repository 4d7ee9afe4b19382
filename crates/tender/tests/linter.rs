//! The linter, held against labelled sentences, its own pages and the catalog.

mod labelled;
mod rules;
mod set;
