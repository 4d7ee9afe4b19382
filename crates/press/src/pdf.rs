//! The last pass over a PDF of Typst's, behind one door: `finish` adds form fields and attachments and packs the file
//! tighter.

pub(crate) mod attachment;
pub(crate) mod fields;
mod finish;
pub(crate) mod objects;

pub(crate) use finish::finish;
