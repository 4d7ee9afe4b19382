//! What every PDF of a profile carries along: what it was made from, and what follows from it.

use super::Case;
use crate::binding::{ATTACHMENT, Binding};
use crate::render::{Assets, Attachment, Relationship};
use crate::resolve::Resolution;

impl Case {
    /// Attaches the profile, normalised, and what of its resolution concerns the tender.
    pub fn attach_data(&self, assets: &mut Assets) {
        attach(self.normalised.clone(), &self.at_work, assets);
    }
}

/// Attaches to a response form what ties it to its profile.
pub fn attach_binding(binding: &Binding, assets: &mut Assets) {
    assets.attach(Attachment {
        name: ATTACHMENT.to_owned(),
        bytes: binding.to_json().into_bytes(),
        mime: "application/json",
        relationship: Relationship::Data,
        description: "Svarskemaets binding til ordregivers profil".to_owned(),
    });
}

/// Attaches a normalised profile and a resolution.
pub fn attach(normalised: String, resolution: &Resolution, assets: &mut Assets) {
    assets.attach(Attachment {
        name: "profil.toml".to_owned(),
        bytes: normalised.into_bytes(),
        mime: "application/toml",
        relationship: Relationship::Source,
        description: "Udbudsprofilen, som dokumentet er lavet efter".to_owned(),
    });
    assets.attach(Attachment {
        name: "resolution.json".to_owned(),
        bytes: serde_json::to_vec(resolution).expect("a resolution is plain data"),
        mime: "application/json",
        relationship: Relationship::Data,
        description: "Integrationer og krav, som følger af profilen, med begrundelser".to_owned(),
    });
}
