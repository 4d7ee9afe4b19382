//! What is written, in the forms that people write it in: files and folders, TOML, Markdown, wildcards.

pub mod fault;
pub mod files;
pub mod markdown;
pub mod table;
pub mod wildcard;
pub mod xml;
