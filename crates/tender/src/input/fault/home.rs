//! Where a key belongs that stands under another heading.

use crate::both;
use crate::text::danish;
use crate::text::language::Both;

/// The place of a key in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// Before the first heading: all that follows a heading belongs to it
    Top,
    /// Under a heading, or one of several: `[facts]`, `[[requirement]]`
    Under(&'static [&'static str]),
}

impl Home {
    /// The way out.
    pub fn way_out(&self) -> Both {
        match self {
            Self::Top => both!(
                "it belongs at the top, before the first heading: what stands below a heading belongs to that",
                "den hører til øverst, før den første overskrift: Det, der står under en overskrift, hører til den"
            ),
            Self::Under(headings) => {
                let quoted: Vec<String> = headings.iter().map(|heading| format!("`{heading}`")).collect();
                let (en, da) = (quoted.join(" or "), danish::list(&quoted, "eller"));
                both!(
                    "it belongs under {en}, and a key belongs to the last heading above it",
                    "den hører til under {da}, og en nøgle hører til den nærmeste overskrift over den"
                )
            }
        }
    }
}
