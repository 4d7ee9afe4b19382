//! The tender in hand: what is written (catalog, profile) is read and checked; what follows is resolved; what is said
//! is made into documents as plain data; and the forms that come back are read and judged.
//!
//! Nothing here knows a console or Typst, and nothing is written. Imports run one way: a room imports what stands
//! before it in this order (`tests/house.rs` holds it), and nothing that stands after it.
//!
//! text, complaint, input, change, catalog, profile, portfolio, resolve, lint, document, compose, publication, print,
//! case, form
#![forbid(unsafe_code)]

pub mod case;
pub mod catalog;
pub mod change;
pub mod complaint;
pub mod compose;
pub mod document;
pub mod form;
pub mod input;
pub mod lint;
pub mod portfolio;
pub mod print;
pub mod profile;
pub mod publication;
pub mod resolve;
pub mod text;
