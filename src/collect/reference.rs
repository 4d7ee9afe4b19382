//! What a returned form is held up against.

use std::path::Path;

use super::finding::What;
use crate::binding::{Binding, SCHEMA};
use crate::catalog::Catalog;
use crate::complaint::Complaints;
use crate::document::{Svarskema, Texts, svarskema};
use crate::profile::{Profile, ProfileFile};
use crate::resolve::{Resolution, resolve};
use crate::source::Source;
use crate::table::Table;

/// The longest profile that a returned form may carry, in bytes.
const LONGEST: usize = 1 << 20;

/// A profile, what follows from it, and the form that asks for it.
pub struct Reference {
    pub profile: Profile,
    pub resolution: Resolution,
    pub form: Svarskema,
    pub binding: Binding,
}

impl Reference {
    /// The form of a profile as it is made today; `normalised` is the profile as TOML that stands alone.
    pub fn new(profile: Profile, resolution: Resolution, normalised: String, texts: &Texts) -> Self {
        let form = svarskema(&profile, &resolution, texts);
        let binding = Binding::new(normalised, &resolution.at_work(&profile), &form);
        Self { profile, resolution, form, binding }
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
        let file = ProfileFile::read(Path::new("profil.toml"), source).map_err(unreadable)?;
        let profile = Profile::check(&file, catalog).map_err(unreadable)?;
        let resolution = resolve(&profile);
        Ok(Self::new(profile, resolution, bound.profile.clone(), texts))
    }
}
