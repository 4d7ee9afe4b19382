//! What a returned form is held up against.

use std::path::Path;

use serde::Serialize;

use super::finding::What;
use crate::case::Case;
use crate::catalog::Catalog;
use crate::catalog::id::LineId;
use crate::change::Changes;
use crate::complaint::Complaints;
use crate::compose::Texts;
use crate::document::{Attachment, Document, Relationship, Svarskema};
use crate::form::binding::{Binding, SCHEMA};
use crate::form::seals::Version;
use crate::input::files::Memory;
use crate::input::table::Table;
use crate::profile::{AnswerKind, ProfileFile};
use crate::text::source::Source;

/// The longest profile that a returned form may carry, in bytes.
const LONGEST: usize = 1 << 20;

/// A tender in hand, and the form that asks for it.
pub struct Reference {
    pub case: Case,
    pub form: Svarskema,
    pub binding: Binding,
    /// The versions that suppliers have read, where it is known
    pub published: Vec<Version>,
}

impl Case {
    /// What ties the response form to this profile.
    pub fn binding(&self, form: &Svarskema) -> Binding {
        let view = self.supplier_view();
        Binding::new(&self.profile, view.profile.to_owned(), &view.resolution, form)
    }

    /// What a document of this profile carries along, with the tie of a response form to it. The changes are asked for
    /// only where the buyer's own paper on them needs the whole of them.
    pub fn carried(
        &self,
        document: &Document,
        changes: impl FnOnce() -> Changes,
    ) -> (Vec<Attachment>, Option<Binding>) {
        let mut attachments = self.attachments(document.front().kind.about().audience).to_vec();
        let mut binding = None;
        match document {
            Document::Svarskema(form) => {
                let tie = self.binding(form);
                attachments.push(tie.attachment());
                binding = Some(tie);
            }
            // What suppliers are told of the changes is all that stands on the sheet.
            Document::Rettelsesblad(sheet) => attachments.push(comparison(&sheet.parts)),
            Document::Aendringsnotat(_) => attachments.push(comparison(&changes())),
            Document::Kravbilag(_)
            | Document::Tjekliste(_)
            | Document::Sammenligning(_)
            | Document::Evaluering(_)
            | Document::SpoergsmaalOgSvar(_)
            | Document::Aflysning(_)
            | Document::Baggrundsnotat(_)
            | Document::Slides(_) => {}
        }
        (attachments, binding)
    }
}

/// The changes as a paper carries them along.
fn comparison(changes: &impl Serialize) -> Attachment {
    Attachment {
        name: "aendringer.json".to_owned(),
        bytes: serde_json::to_vec(changes).expect("changes are plain data"),
        mime: "application/json",
        relationship: Relationship::Data,
        description: "Ændringerne, som dokumentet gengiver".to_owned(),
    }
}

impl Reference {
    /// The form of a tender as it is made today.
    pub fn new(case: Case, texts: &Texts) -> Self {
        let form = case.form(texts);
        let binding = case.binding(&form);
        Self { case, form, binding, published: Vec::new() }
    }

    /// How a line of the buyer's own is answered; absent of the catalog's.
    pub fn kind_of(&self, id: &LineId) -> Option<&AnswerKind> {
        self.case.profile.own.iter().find(|own| own.id.as_str() == id.as_str()).map(|own| &own.answer)
    }

    /// The form of a profile that was kept as TOML that stands alone.
    pub fn of_profile(text: &str, catalog: &Catalog, texts: &Texts) -> Result<Self, Complaints> {
        let source = Source::new("profil.toml", text);
        let file = ProfileFile::read(Path::new("profil.toml"), source, &Memory::empty())?;
        let mut case = Case::read(&file, catalog)?;
        // The picture lies where the profile did.
        case.profile.theme.logo = None;
        Ok(Self::new(case, texts))
    }

    /// The form of the profile that a returned form carries. It is read as warily as the form itself.
    pub fn carried(bound: &Binding, catalog: &Catalog, texts: &Texts) -> Result<Self, What> {
        let unreadable = |_: Complaints| What::ProfileUnreadable;
        let source = Source::new("profil.toml", bound.profile.as_str());
        if bound.schema != SCHEMA || source.text.len() > LONGEST {
            return Err(What::ProfileUnreadable);
        }
        // A profile that extends another would make us open files of the supplier's choice.
        let mut complaints = Complaints::new();
        let table = Table::parse(&source, &mut complaints);
        if complaints.has_errors() || table.fields.contains_key("extends") {
            return Err(What::ProfileUnreadable);
        }
        let file = ProfileFile::read(Path::new("profil.toml"), source, &Memory::empty()).map_err(unreadable)?;
        let mut case = Case::read(&file, catalog).map_err(unreadable)?;
        (case.normalised, case.for_suppliers) = (bound.profile.clone(), bound.profile.clone());
        // A stranger's picture is none of the buyer's.
        case.profile.theme.logo = None;
        Ok(Self::new(case, texts))
    }
}
