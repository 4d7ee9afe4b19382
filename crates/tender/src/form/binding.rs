//! What ties a response form to the profile it was made of.
//!
//! A form comes back from a supplier, and must then be read against what was asked. So it carries, besides its fields,
//! the profile, the lines and their wording, and a *fingerprint* of what follows from the profile. It is made for
//! finding mistakes, such as an answer to an earlier version: what stands in a returned file is the supplier's to
//! forge, and only the buyer's own profile is proof.

use serde::{Deserialize, Serialize};

use crate::catalog::id::LineId;
use crate::document::{Attachment, Field, FieldKind, FieldName, Relationship, Svarskema};
use crate::form::asked::{BoundLine, form_lines};
use crate::form::seals::Seals;
use crate::profile::Profile;
use crate::resolve::{IntegrationLine, NeedLine, Question, RequirementLine, Resolution};
use crate::text::seal::sha256;

/// The name under which a PDF form carries its binding.
pub const ATTACHMENT: &str = "svarskema.json";

/// The version of the format.
pub const SCHEMA: u32 = 1;

/// What ties a response form to its profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    pub schema: u32,
    /// SHA-256 of the resolution, the lines' wording and the seals, in hexadecimal
    pub fingerprint: String,
    pub edition: String,
    /// The profile as TOML, laid over those it extends and without comments
    pub profile: String,
    /// What differs where the fingerprints do. Forms of earlier versions of this program carry none
    #[serde(default)]
    pub seals: Seals,
    /// In the order of the form
    pub fields: Vec<BoundField>,
    pub lines: Vec<BoundLine>,
}

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundField {
    pub name: FieldName,
    /// The line that its name names; absent for the supplier's own data and for facts
    pub line: Option<LineId>,
    pub kind: FieldKind,
    pub options: Vec<String>,
    pub required: bool,
}

impl Binding {
    /// Binds a form to its profile, given also as the TOML that it carries, and to what follows from it.
    pub fn new(profile: &Profile, carried: String, resolution: &Resolution, form: &Svarskema) -> Self {
        let lines: Vec<BoundLine> = form_lines(form).map(|line| BoundLine::new(line, resolution)).collect();
        let seals = Seals::of(profile, form);
        Self {
            schema: SCHEMA,
            fingerprint: fingerprint(resolution, &lines, &seals),
            seals,
            edition: resolution.edition.to_string(),
            profile: carried,
            fields: fields(form),
            lines,
        }
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a binding is plain data")
    }

    /// What a response form carries along besides.
    pub fn attachment(&self) -> Attachment {
        Attachment {
            name: ATTACHMENT.to_owned(),
            bytes: self.to_json().into_bytes(),
            mime: "application/json",
            relationship: Relationship::Data,
            description: "Svarskemaets binding til ordregivers profil".to_owned(),
        }
    }

    pub fn field(&self, name: &FieldName) -> Option<&BoundField> {
        self.fields.iter().find(|field| field.name == *name)
    }

    /// The field of a name as a returned form has it.
    pub fn named(&self, name: &str) -> Option<&BoundField> {
        name.parse().ok().and_then(|name| self.field(&name))
    }

    pub fn line(&self, id: &LineId) -> Option<&BoundLine> {
        self.lines.iter().find(|line| line.id == *id)
    }
}

impl BoundField {
    /// What to call the field where it is told of: by its line, or by its name where it answers none.
    pub fn shown(&self) -> String {
        self.line.as_ref().map_or_else(|| self.name.to_string(), ToString::to_string)
    }
}

/// Every field of a form in the order of filling in, those for signing among them.
fn fields(form: &Svarskema) -> Vec<BoundField> {
    let bound = |field: &Field| BoundField {
        name: field.name.clone(),
        line: field.name.line().cloned(),
        kind: field.kind,
        options: field.options.clone(),
        required: field.required,
    };
    let mut fields: Vec<BoundField> = form.supplier.iter().map(bound).collect();
    fields.extend(form.facts.iter().flat_map(|facts| &facts.rows).map(|row| bound(&row.answer)));
    for line in form_lines(form) {
        fields.extend(std::iter::once(&line.answer).chain(&line.description).map(bound));
    }
    fields.extend(form.signature.iter().flat_map(|signature| &signature.fields).map(bound));
    fields
}

/// What the fingerprint is taken of. The profile's file name is no part of it: a renamed file asks for the same.
#[derive(Serialize)]
struct Sealed<'a> {
    edition: &'a str,
    integrations: &'a [IntegrationLine],
    requirements: &'a [RequirementLine],
    needs: &'a [NeedLine],
    questions: &'a [Question],
    lines: &'a [BoundLine],
    seals: &'a Seals,
}

fn fingerprint(resolution: &Resolution, lines: &[BoundLine], seals: &Seals) -> String {
    let sealed = Sealed {
        edition: resolution.edition.as_str(),
        integrations: &resolution.integrations,
        requirements: &resolution.requirements,
        needs: &resolution.needs,
        questions: &resolution.questions,
        lines,
        seals,
    };
    // Every key has its fixed place and every list its order, so the bytes are the same for the same content.
    let json = serde_json::to_vec(&sealed).expect("a resolution is plain data");
    sha256(&json)
}
