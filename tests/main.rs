//! The one integration-test binary: each module protects the rules of one word of the domain.

mod catalog;
mod checklists;
mod collect;
mod commands;
mod docs;
mod documents;
mod examples;
mod invalid;
mod profiles;
mod resolution;
mod support;
mod terminal;
