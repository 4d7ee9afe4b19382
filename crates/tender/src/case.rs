//! A tender in hand: a profile, what follows from it, and what is said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::change::Record;
use crate::complaint::Complaints;
use crate::compose::{Texts, aflysning, baggrundsnotat, kravbilag, slides, spoergsmaal_og_svar, svarskema, tjekliste};
use crate::document::{Attachment, Audience, Document, DocumentKind, Relationship, Svarskema};
use crate::input::fault::InputFault;
use crate::input::table::Kind;
use crate::lint::{Dictionary, Weighed, check_allowed, remarks, weighed};
use crate::profile::{Profile, ProfileFile};
use crate::resolve::warnings::warnings;
use crate::resolve::{Resolution, check_changes, resolve};
use crate::text::source::{Place, Source};

/// A profile with what follows from it.
pub struct Case {
    pub profile: Profile,
    /// The profile as TOML that stands alone
    pub normalised: String,
    /// The same without what is the buyer's own
    pub for_suppliers: String,
    pub resolution: Resolution,
    /// What of the resolution concerns the tender
    pub at_work: Resolution,
    pub warnings: Complaints,
    /// The linter's remarks that the buyer lets stand, for its own papers
    pub weighed: Vec<Weighed>,
    /// Where the profile writes its version
    version: Option<Place>,
}

/// What is said of a case: its documents, and what the tender asks for, set down to be compared.
pub struct Said {
    pub documents: BTreeMap<DocumentKind, Document>,
    pub record: Record,
}

impl Case {
    /// Checks and resolves a profile that was read.
    pub fn read(file: &ProfileFile, catalog: &Catalog) -> Result<Self, Complaints> {
        let profile = Profile::check(file, catalog)?;
        let resolution = resolve(&profile);
        let mut misfits = check_changes(&profile, &resolution);
        misfits.append(check_allowed(&profile));
        if misfits.has_errors() {
            return Err(misfits);
        }
        let at_work = resolution.at_work(&profile);
        // Of a tender that is withdrawn nothing is left to do.
        let withdrawn = profile.tender.cancelled.is_some();
        let mut warnings = if withdrawn { Complaints::new() } else { warnings(&profile, &resolution) };
        warnings.append(twice_encoded(&file.source));
        let tender = file.table.fields.get("tender").map(|field| &field.value.kind);
        let version = match tender {
            Some(Kind::Table(tender)) => tender.fields.get("version").map(|field| field.value.place.clone()),
            Some(Kind::Text(_) | Kind::Bool(_) | Kind::Date(_) | Kind::Number(_) | Kind::List(_)) | None => None,
        };
        let weighed = weighed(&profile);
        let (normalised, for_suppliers) = (file.normalised(), file.for_suppliers(&profile));
        Ok(Self { profile, normalised, for_suppliers, resolution, at_work, warnings, weighed, version })
    }

    /// What the linter says of the buyer's own requirements, deviations and answers. Nothing of it fails a run.
    pub fn remarks<'d>(&self, dictionary: impl FnOnce() -> Option<&'d Dictionary>) -> Complaints {
        remarks(&self.profile, &self.resolution, dictionary)
    }

    /// Where the profile writes its version, or where it would.
    pub fn version_place(&self) -> Option<Place> {
        self.version.clone().or_else(|| self.profile.tender.place.clone())
    }

    /// Says what the profile's documents of some kinds say, and always what its kravbilag and its svarskema do. `words`
    /// are the small words that suppliers read, by their keys.
    pub fn say(
        &self,
        kinds: impl IntoIterator<Item = DocumentKind>,
        texts: &Texts,
        words: Arc<BTreeMap<String, String>>,
    ) -> Said {
        let kravbilag = kravbilag(&self.profile, &self.resolution, texts);
        let svarskema = svarskema(&self.profile, &self.resolution, texts);
        let record = Record::of_tender(&self.profile, &kravbilag, &svarskema).in_words(words);
        let others: BTreeSet<_> = kinds.into_iter().filter(|kind| !DocumentKind::USUAL.contains(kind)).collect();
        let others = others.into_iter().filter_map(|kind| Some((kind, self.document(kind, texts)?)));
        let usual = [
            (DocumentKind::Kravbilag, Document::Kravbilag(Box::new(kravbilag))),
            (DocumentKind::Svarskema, Document::Svarskema(Box::new(svarskema))),
        ];
        Said { documents: usual.into_iter().chain(others).collect(), record }
    }

    /// Says what the profile's document of a kind says; nothing of a kind that is not made of a profile alone,
    /// nor of one that has nothing to say.
    pub fn document(&self, kind: DocumentKind, texts: &Texts) -> Option<Document> {
        let (profile, resolution) = (&self.profile, &self.resolution);
        match kind {
            DocumentKind::Kravbilag => Some(Document::Kravbilag(Box::new(kravbilag(profile, resolution, texts)))),
            DocumentKind::Svarskema => Some(Document::Svarskema(Box::new(self.form(texts)))),
            DocumentKind::Tjekliste => Some(Document::Tjekliste(Box::new(tjekliste(profile, resolution, texts)))),
            DocumentKind::Slides => Some(Document::Slides(Box::new(slides(profile, resolution, texts)))),
            DocumentKind::Baggrundsnotat => {
                Some(Document::Baggrundsnotat(Box::new(baggrundsnotat(profile, resolution, texts))))
            }
            DocumentKind::SpoergsmaalOgSvar => {
                let said = spoergsmaal_og_svar(profile, false, texts)?;
                Some(Document::SpoergsmaalOgSvar(Box::new(said)))
            }
            DocumentKind::Aflysning => Some(Document::Aflysning(Box::new(aflysning(profile, texts)?))),
            DocumentKind::Sammenligning
            | DocumentKind::Evaluering
            | DocumentKind::Rettelsesblad
            | DocumentKind::Aendringsnotat => None,
        }
    }

    /// The response form.
    pub fn form(&self, texts: &Texts) -> Svarskema {
        svarskema(&self.profile, &self.resolution, texts)
    }

    /// What suppliers are told of the profile and of what follows from it: every carrier that goes out (attachments,
    /// the hidden sheet of a workbook, a form's binding) takes this and nothing else.
    pub fn supplier_view(&self) -> SupplierView<'_> {
        SupplierView { profile: &self.for_suppliers, resolution: self.at_work.for_suppliers(&self.profile) }
    }

    /// What a PDF of the profile carries along: what it was made from, and what of what follows concerns the tender.
    /// The rest of the catalog must not be able to change a document, and what goes out carries the supplier's view.
    pub fn attachments(&self, audience: Audience) -> [Attachment; 2] {
        let json = |resolution: &Resolution| serde_json::to_vec(resolution).expect("a resolution is plain data");
        let (profile, resolution) = match audience {
            Audience::Buyer | Audience::Webinar => (self.normalised.clone(), json(&self.at_work)),
            Audience::Suppliers => {
                let view = self.supplier_view();
                (view.profile.to_owned(), json(&view.resolution))
            }
        };
        let profile = Attachment {
            name: "profil.toml".to_owned(),
            bytes: profile.into_bytes(),
            mime: "application/toml",
            relationship: Relationship::Source,
            description: "Udbudsprofilen, som dokumentet er lavet efter".to_owned(),
        };
        let resolution = Attachment {
            name: "resolution.json".to_owned(),
            bytes: resolution,
            mime: "application/json",
            relationship: Relationship::Data,
            description: "Integrationer og krav, som følger af profilen, med begrundelser".to_owned(),
        };
        [profile, resolution]
    }
}

/// What suppliers are told of a tender, for machines.
pub struct SupplierView<'a> {
    /// As TOML that stands alone
    pub profile: &'a str,
    pub resolution: Resolution,
}

/// Warns of the first word that was taken for another encoding than its own: »FÃ¦lles« for »Fælles«.
fn twice_encoded(source: &Arc<Source>) -> Complaints {
    const LETTERS: [(&str, &str); 7] =
        [("Ã¦", "æ"), ("Ã¸", "ø"), ("Ã¥", "å"), ("Ã†", "Æ"), ("Ã˜", "Ø"), ("Ã…", "Å"), ("Ã©", "é")];
    let mut complaints = Complaints::new();
    let text = &source.text;
    if let Some(at) = LETTERS.iter().filter_map(|(written, _)| text.find(written)).min() {
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '»' | '«');
        let begun = text[..at].rfind(ends).map_or(0, |end| end + text[end..].chars().next().map_or(1, char::len_utf8));
        let end = text[at..].find(ends).map_or(text.len(), |end| at + end);
        let written = text[begun..end].to_owned();
        let meant = LETTERS.iter().fold(written.clone(), |word, (from, to)| word.replace(from, to));
        complaints.warn(InputFault::TwiceEncoded { written, meant }, Place::new(source, begun..end));
    }
    complaints
}
