//! Why outputs are made again, or would be.

use crate::both;
use crate::text::language::Both;

/// Why outputs are made again, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// What was built in that place, if anything was, is not known
    NotKnown,
    Program {
        is: &'static str,
        was: String,
    },
    Edition {
        is: String,
        was: String,
    },
    Profile,
    Catalog,
    Templates,
    Fonts,
    Logo,
    Version,
    CutShort,
    /// What a document says changed; in a few words
    Said(Both),
    /// Nothing that is known changed, and yet
    Otherwise,
    /// A file is gone
    Gone {
        name: String,
    },
}

impl Because {
    pub fn words(&self) -> Both {
        match self {
            Self::NotKnown => both!(
                "nothing in the output folder says what it was made of",
                "der er intet i mappen, som siger, hvad det blev dannet af"
            ),
            Self::Program { is, was } => both!("bilag is {is} and was {was}", "bilag er {is} og var {was}"),
            Self::Edition { is, was } => {
                both!("the edition is {is} and was {was}", "udgaven er {is} og var {was}")
            }
            Self::Profile => both!("the profile changed", "profilen er ændret"),
            Self::Catalog => both!("the catalog changed", "kravkataloget er ændret"),
            Self::Templates => both!("the templates changed", "skabelonerne er ændret"),
            Self::Fonts => both!("the fonts changed", "skrifttyperne er ændret"),
            Self::Logo => both!("the logo changed", "logoet er ændret"),
            Self::Version => both!("the version or its dates changed", "versionen eller dens datoer er ændret"),
            Self::CutShort => both!("the last run was cut short", "den seneste kørsel blev afbrudt"),
            Self::Said(change) => change.clone(),
            Self::Otherwise => both!("it would come out otherwise", "det ville blive anderledes"),
            Self::Gone { name } => both!("{name} is missing", "{name} mangler"),
        }
    }

    /// Reasons in one line.
    pub(super) fn all(reasons: &[Self]) -> Both {
        Both::joined(&reasons.iter().map(Self::words).collect::<Vec<_>>(), "; ")
    }
}
