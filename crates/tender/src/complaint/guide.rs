//! What every complaint means: the pages `docs/complaints.md` and `docs/da/meddelelser.md`, which travel with the
//! program.
//!
//! A code has a section of its own: its heading, a paragraph with the cause, one with the remedy, and an example in a
//! fenced block. Tests hold the sections against the codes of all stages and the examples against what the program
//! says.

use crate::text::language::Language;

const ENGLISH: &str = include_str!("../../../../docs/complaints.md");
const DANISH: &str = include_str!("../../../../docs/da/meddelelser.md");

/// The section of one code.
#[derive(Debug, Clone, Copy)]
pub struct Guide {
    pub code: &'static str,
    /// What brought the complaint about
    pub cause: &'static str,
    pub remedy: &'static str,
    /// The complaint as it is printed; the Danish page leaves it out
    pub example: &'static str,
}

impl Guide {
    /// The sections in the order of the page.
    pub fn all(language: Language) -> impl Iterator<Item = Self> {
        let page = match language {
            Language::English => ENGLISH,
            Language::Danish => DANISH,
        };
        page.split("\n### `").skip(1).filter_map(move |section| Self::read(section, language))
    }

    /// The section of a code.
    pub fn of(code: &str, language: Language) -> Option<Self> {
        Self::all(language).find(|guide| guide.code == code)
    }

    /// Reads a section from behind the opening of its heading. One that is not whole is none.
    fn read(section: &'static str, language: Language) -> Option<Self> {
        let (code, body) = section.split_once("`\n\n")?;
        match language {
            Language::English => {
                let (cause, rest) = body.strip_prefix("**Cause.** ")?.split_once("\n\n**Remedy.** ")?;
                let (remedy, rest) = rest.split_once("\n\n```text\n")?;
                let (example, _) = rest.split_once("```")?;
                Some(Self { code, cause, remedy, example })
            }
            Language::Danish => {
                let (cause, rest) = body.strip_prefix("**Årsag.** ")?.split_once("\n\n**Løsning.** ")?;
                let remedy = rest.split("\n\n").next().unwrap_or(rest).trim_end();
                Some(Self { code, cause, remedy, example: "" })
            }
        }
    }
}
