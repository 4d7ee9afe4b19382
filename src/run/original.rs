//! What the outputs of a document are made of, and their printing.

use crate::house::House;
use press::{Assets, Manuscript};
use tender::case::Case;
use tender::change::Changes;
use tender::complaint::Complaints;
use tender::document::{Document, Format};
use tender::form::binding::Binding;
use tender::form::word;
use tender::form::workbook::workbook;
use tender::publication::Publication;
use tender::text::seal::Seal;

/// A document of a profile with all that its outputs are made of, worked out once for sealing and printing.
pub struct Original<'d> {
    manuscript: Manuscript<'d>,
    /// A response form's tie to its profile
    binding: Option<Binding>,
    assets: Assets,
}

impl<'d> Original<'d> {
    /// Takes a document with what all documents of the profile need, and what its readers may carry along.
    pub fn new(case: &Case, document: &'d Document, assets: &Assets, changes: &Changes) -> Self {
        let mut assets = assets.clone();
        let (carried, binding) = case.carried(document, || changes.clone());
        assets.attach_all(carried);
        Self { manuscript: document.into(), binding, assets }
    }

    /// Takes a document of a tender as it is built. What goes out while a version is prepared that suppliers cannot read
    /// yet (answers, a withdrawal) carries nothing of that version along.
    pub fn going_out(case: &Case, document: &'d Document, assets: &Assets, publication: &Publication) -> Self {
        if publication.is_prepared() && document.front().kind.is_beside_versions() {
            return Self { manuscript: document.into(), binding: None, assets: assets.clone() };
        }
        Self::new(case, document, assets, publication.corrections())
    }

    /// The day of the document: year, month and day.
    pub fn date(&self) -> (u16, u8, u8) {
        self.manuscript.document().front().date
    }

    /// Seals everything that decides the bytes of an output.
    pub fn seal(&self, house: &House, format: Format) -> String {
        let seals = house.seals();
        let seal = Seal::new().with(env!("CARGO_PKG_VERSION")).with(format.extension()).with(self.manuscript.data());
        let seal = match format {
            Format::Pdf => {
                let layout = seals.layout(self.manuscript.document().front().kind, &house.templates);
                self.assets.parts().fold(seal.with(layout).with(&seals.fonts), |seal, part| seal.with(part))
            }
            // All else that a binding holds is the document's.
            Format::Xlsx => {
                let seal = seal.with(&seals.words);
                self.binding.iter().fold(seal, |seal, tie| seal.with(&tie.fingerprint).with(&tie.profile))
            }
            Format::Docx | Format::Pptx => {
                let seal = self.assets.parts().fold(seal.with(&seals.words), |seal, part| seal.with(part));
                self.assets.office_parts().fold(seal, |seal, part| seal.with(part))
            }
            Format::Md => seal.with(&seals.words),
            Format::Json => seal,
            Format::Html => {
                let layout = seals.layout(self.manuscript.document().front().kind, &house.templates);
                self.assets.parts().fold(seal.with(layout).with(&seals.words), |seal, part| seal.with(part))
            }
        };
        seal.hex()
    }

    /// Prints the document in a format.
    pub fn print(&self, house: &House, format: Format) -> Result<(Vec<u8>, Complaints), Complaints> {
        match (self.manuscript.document(), &self.binding, format) {
            (Document::Svarskema(form), Some(binding), Format::Xlsx) => {
                Ok((workbook(form, binding, house.templates.words())?, Complaints::new()))
            }
            (document @ Document::Svarskema(form), Some(binding), Format::Docx) => {
                let made = house.furnished(document, &self.assets, |furnishing| word::docx(form, binding, furnishing));
                Ok((made, Complaints::new()))
            }
            _ => house.print(self.manuscript.clone(), format, &self.assets),
        }
    }
}
