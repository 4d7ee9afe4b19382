//! `bilag`: requirement appendices and response forms for Danish public tenders.
//!
//! What is written (catalog, profile) is read and checked; what follows is resolved; what is said is made into documents as plain
//! data; what is printed comes last. Imports run one way, from the last of these to the first.
#![forbid(unsafe_code)]

mod as_text;
pub mod binding;
pub mod catalog;
pub mod change;
pub mod cli;
pub mod collect;
pub mod complaint;
pub mod completions;
pub mod condition;
pub mod cvr;
pub mod danish;
pub mod document;
pub mod fault;
pub mod folder;
pub mod id;
pub mod language;
pub mod lock;
pub mod markdown;
pub mod platform;
pub mod portfolio;
pub mod profile;
pub mod refusal;
pub mod render;
pub mod resolve;
pub mod run;
pub mod seal;
pub mod source;
pub mod table;
pub mod terminal;
pub mod wildcard;
