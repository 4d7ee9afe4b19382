//! The kinds of documents, whom each is for, what it is made of, and the formats that it has: one table.

use serde::Serialize;
use strum::VariantArray;

/// The kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// The requirement appendix
    Kravbilag,
    /// The supplier's response form
    Svarskema,
    /// The buyer's checklist
    Tjekliste,
    /// The suppliers' answers side by side
    Sammenligning,
    /// What the evaluators wrote, put together
    Evaluering,
    /// What changed since a tender was published
    Rettelsesblad,
    /// The suppliers' questions with the buyer's answers
    SpoergsmaalOgSvar,
    /// That a tender is withdrawn
    Aflysning,
    /// What the requirements rest on
    Baggrundsnotat,
    /// What the changes of a published tender may weigh, and what they oblige to
    Aendringsnotat,
    /// The webinar's slides
    Slides,
}

/// A format to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub enum Format {
    Pdf,
    Md,
    Json,
    Xlsx,
    Html,
    Docx,
    Pptx,
}

impl Format {
    /// All formats.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The ending of its files' names, which is also its name on the command line.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Md => "md",
            Format::Json => "json",
            Format::Xlsx => "xlsx",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Pptx => "pptx",
        }
    }
}

/// Whom a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// It is published: nothing in it doubts, advises or weighs
    Suppliers,
    /// It stays with the buyer
    Buyer,
    /// It is shown to whoever comes
    Webinar,
}

/// What a document is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeOf {
    /// A profile
    Profile,
    /// Two versions of a profile, of which the former was published
    Versions,
    /// The forms that came back, or the workbooks in which they were evaluated
    Answers,
}

/// What is known of a kind of document.
#[derive(Debug)]
pub struct About {
    /// As its readers call it: »Kravbilag«
    pub name: &'static str,
    /// In file names and on the command line: `kravbilag`
    pub file_name: &'static str,
    /// What it is, in English
    pub help: &'static str,
    pub audience: Audience,
    pub made_of: MadeOf,
    pub formats: &'static [Format],
    /// The template that it is printed with
    pub template: &'static str,
}

impl DocumentKind {
    /// All kinds, in the order in which they are written.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// What every tender has, and what suppliers answer by.
    pub const USUAL: [Self; 2] = [Self::Kravbilag, Self::Svarskema];

    /// The kinds that are made of a profile alone and that `build` can be asked for.
    pub fn built() -> impl Iterator<Item = Self> + Clone {
        let is_built = |kind: &Self| kind.about().made_of == MadeOf::Profile && *kind != Self::Slides;
        Self::ALL.iter().copied().filter(is_built)
    }

    /// What is known of the kind.
    pub const fn about(self) -> &'static About {
        use Format::{Docx, Html, Json, Md, Pdf, Pptx, Xlsx};
        match self {
            Self::Kravbilag => &About {
                name: "Kravbilag",
                file_name: "kravbilag",
                help: "The requirement appendix",
                audience: Audience::Suppliers,
                made_of: MadeOf::Profile,
                formats: &[Pdf, Md, Json, Docx],
                template: "kravbilag.typ",
            },
            Self::Svarskema => &About {
                name: "Svarskema",
                file_name: "svarskema",
                help: "The supplier's response form",
                audience: Audience::Suppliers,
                made_of: MadeOf::Profile,
                formats: &[Pdf, Md, Json, Xlsx, Docx],
                template: "svarskema.typ",
            },
            Self::Tjekliste => &About {
                name: "Tjekliste",
                file_name: "tjekliste",
                help: "The buyer's checklist",
                audience: Audience::Buyer,
                made_of: MadeOf::Profile,
                formats: &[Pdf, Md, Json, Html, Docx],
                template: "tjekliste.typ",
            },
            Self::Sammenligning => &About {
                name: "Sammenligning",
                file_name: "sammenligning",
                help: "The suppliers' answers side by side",
                audience: Audience::Buyer,
                made_of: MadeOf::Answers,
                formats: &[Pdf, Json, Xlsx],
                template: "sammenligning.typ",
            },
            Self::Evaluering => &About {
                name: "Evaluering",
                file_name: "evaluering",
                help: "What the evaluators wrote, put together",
                audience: Audience::Buyer,
                made_of: MadeOf::Answers,
                formats: &[Pdf, Md, Json, Xlsx],
                template: "evaluering.typ",
            },
            Self::Rettelsesblad => &About {
                name: "Rettelsesblad",
                file_name: "rettelsesblad",
                help: "What changed since a tender was published",
                audience: Audience::Suppliers,
                made_of: MadeOf::Versions,
                formats: &[Pdf, Md, Json, Docx],
                template: "rettelsesblad.typ",
            },
            Self::SpoergsmaalOgSvar => &About {
                name: "Spørgsmål og svar",
                file_name: "spoergsmaal-og-svar",
                help: "The suppliers' questions with the buyer's answers",
                audience: Audience::Suppliers,
                made_of: MadeOf::Profile,
                formats: &[Pdf, Md, Json, Docx],
                template: "spoergsmaal-og-svar.typ",
            },
            Self::Aflysning => &About {
                name: "Aflysning",
                file_name: "aflysning",
                help: "That a tender is withdrawn",
                audience: Audience::Suppliers,
                made_of: MadeOf::Profile,
                formats: &[Pdf, Md, Json, Docx],
                template: "aflysning.typ",
            },
            Self::Baggrundsnotat => &About {
                name: "Baggrundsnotat",
                file_name: "baggrundsnotat",
                help: "What the requirements rest on, for the buyer alone",
                audience: Audience::Buyer,
                made_of: MadeOf::Profile,
                formats: &[Pdf, Md, Json, Docx],
                template: "baggrundsnotat.typ",
            },
            Self::Aendringsnotat => &About {
                name: "Ændringsnotat",
                file_name: "aendringsnotat",
                help: "What the changes of a published tender may weigh, for the buyer alone",
                audience: Audience::Buyer,
                made_of: MadeOf::Versions,
                formats: &[Pdf, Md, Json, Docx],
                template: "aendringsnotat.typ",
            },
            Self::Slides => &About {
                name: "Præsentation",
                file_name: "tjekliste-slides",
                help: "The webinar's slides",
                audience: Audience::Webinar,
                made_of: MadeOf::Profile,
                formats: &[Pdf, Md, Json, Pptx],
                template: "slides.typ",
            },
        }
    }

    /// The document's name, as its readers call it.
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// The document's name in file names: `omsorg-kravbilag.pdf`.
    pub fn file_name(self) -> &'static str {
        self.about().file_name
    }

    /// Whether it stays with the buyer.
    pub fn is_internal(self) -> bool {
        self.about().audience == Audience::Buyer
    }

    /// Whether suppliers get it beside the versions of a tender: answers to their questions, and a withdrawal.
    pub fn is_beside_versions(self) -> bool {
        !self.is_of_a_version() && self.about().audience == Audience::Suppliers
    }

    /// Whether a version of the tender is bound to it once it was published. Questions and answers are a series of
    /// their own, and a withdrawal comes after all versions.
    pub fn is_of_a_version(self) -> bool {
        match self {
            Self::Kravbilag | Self::Svarskema | Self::Rettelsesblad => true,
            Self::Tjekliste
            | Self::Sammenligning
            | Self::Evaluering
            | Self::SpoergsmaalOgSvar
            | Self::Aflysning
            | Self::Baggrundsnotat
            | Self::Aendringsnotat
            | Self::Slides => false,
        }
    }

    /// Whether it can be written in a format.
    pub fn has(self, format: Format) -> bool {
        self.about().formats.contains(&format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_kinds_share_a_name_of_files_or_a_template() {
        for (at, kind) in DocumentKind::ALL.iter().enumerate() {
            for other in &DocumentKind::ALL[at + 1..] {
                let (one, other) = (kind.about(), other.about());
                assert!(one.file_name != other.file_name && one.template != other.template, "{}", one.name);
            }
            assert!(!kind.about().formats.is_empty());
        }
    }
}
