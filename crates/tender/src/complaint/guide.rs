//! What every complaint means: the page `docs/complaints.md`, which travels with the program.
//!
//! A code has a section of its own: its heading, a paragraph with the cause, one with the remedy, and an example in a fenced
//! block. Tests hold the sections against the codes of all stages and the examples against what the program says.

const PAGE: &str = include_str!("../../../../docs/complaints.md");

/// The section of one code.
#[derive(Debug, Clone, Copy)]
pub struct Guide {
    pub code: &'static str,
    /// What brought the complaint about
    pub cause: &'static str,
    pub remedy: &'static str,
    /// The complaint as it is printed
    pub example: &'static str,
}

impl Guide {
    /// The sections in the order of the page.
    pub fn all() -> impl Iterator<Item = Self> {
        PAGE.split("\n### `").skip(1).filter_map(Self::read)
    }

    /// The section of a code.
    pub fn of(code: &str) -> Option<Self> {
        Self::all().find(|guide| guide.code == code)
    }

    /// Reads a section from behind the opening of its heading. One that is not whole is none.
    fn read(section: &'static str) -> Option<Self> {
        let (code, body) = section.split_once("`\n\n")?;
        let (cause, rest) = body.strip_prefix("**Cause.** ")?.split_once("\n\n**Remedy.** ")?;
        let (remedy, rest) = rest.split_once("\n\n```text\n")?;
        let (example, _) = rest.split_once("```")?;
        Some(Self { code, cause, remedy, example })
    }
}
