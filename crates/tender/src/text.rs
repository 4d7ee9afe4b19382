//! Texts as they are read and shown, before anybody complains of them.

pub mod as_text;
pub mod calendar;
pub mod count;
pub mod danish;
pub mod danish_letters;
pub mod dense;
pub mod file_name;
pub mod invisible;
pub mod joints;
pub mod language;
pub mod line;
pub mod link;
pub mod nearest;
pub mod number;
pub mod seal;
pub mod source;
pub mod terminal;
