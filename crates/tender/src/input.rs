//! What is written, in the forms that people write it in: files and folders, TOML, Markdown, wildcards.

pub mod book;
pub mod braces;
pub mod encoding;
pub mod fault;
pub mod files;
pub mod heading;
pub mod markdown;
pub mod package;
pub mod part;
pub mod raised;
mod repair;
pub mod schema;
pub mod shown;
pub mod table;
pub mod wildcard;
pub mod words;
pub mod xml;
