//! What a printed PDF must have to be finished, and has not.

use strum::VariantArray;
use tender::both;
use tender::complaint::{Complaint, Complaints};
use tender::text::language::Both;

use super::PressFault;

/// What Typst writes into every PDF, and not into this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Missing {
    Objects,
    ObjectTable,
    ObjectInItsPlace,
    NumberedObject,
    Trailer,
    TrailerNames,
    Dictionary,
    Id,
    Date,
    CatalogNames,
    CatalogFile,
    Annotation,
    LinkTarget,
    LinkTag,
    LinkTagInside,
    LinkRectangle,
    LinkNumber,
}

impl Missing {
    pub fn words(self) -> Both {
        match self {
            Self::Objects => both!("it has no objects", "den har ingen objekter"),
            Self::ObjectTable => both!("it has no table of its objects", "den har ingen tabel over sine objekter"),
            Self::ObjectInItsPlace => {
                both!("it has no object where its table says", "der er intet objekt, hvor dens tabel siger")
            }
            Self::NumberedObject => both!(
                "it has no object of a number that it names",
                "der er intet objekt med et nummer, som den henviser til"
            ),
            Self::Trailer => both!("it has no trailer", "den har ingen trailer"),
            Self::TrailerNames => {
                both!("it has no trailer that names its objects", "dens trailer henviser ikke til dens objekter")
            }
            Self::Dictionary => {
                both!("it has no dictionary where its trailer says", "der er ingen ordbog, hvor dens trailer siger")
            }
            Self::Id => both!("it has no permanent id", "den har intet blivende id"),
            Self::Date => both!("it has no date", "den har ingen dato"),
            Self::CatalogNames => {
                both!("it has no names in its catalog that can be read", "navnene i dens katalog kan ikke læses")
            }
            Self::CatalogFile => {
                both!("it has no file where its catalog says", "der er ingen fil, hvor dens katalog siger")
            }
            Self::Annotation => {
                both!("it has no annotation that can be read", "den har en annotation, som ikke kan læses")
            }
            Self::LinkTarget => both!("it has no target of a link", "et link har intet mål"),
            Self::LinkTag => both!("it has no tag around a link", "et link har intet tag om sig"),
            Self::LinkTagInside => both!("it has no tag `Link` around a link", "et link har ikke tagget `Link` om sig"),
            Self::LinkRectangle => both!("it has no rectangle of a link", "et link har intet rektangel"),
            Self::LinkNumber => {
                both!("it has no number of a link among the tags", "et link har intet nummer blandt tags")
            }
        }
    }
}

/// The printed PDF is not what Typst usually writes.
impl From<Missing> for Complaints {
    fn from(missing: Missing) -> Self {
        Complaint::error(PressFault::UnexpectedPdf { missing }, None).into()
    }
}
