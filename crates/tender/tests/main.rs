//! What holds of a tender before anything is printed with Typst: each module protects the rules of one word of the
//! domain.

mod catalog;
mod forgiven;
mod house;
mod judged;
mod linter;
mod made_up;
mod million;
mod profiles;
mod publication;
mod resolution;
mod second;
mod suppliers;
mod support;
mod word;
mod word_access;
mod word_disguised;
mod word_forms;
mod word_hostile;
mod word_manners;
mod word_remarks;
mod word_reworked;
mod words;
