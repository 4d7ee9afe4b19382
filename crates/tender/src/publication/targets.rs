//! What is made of a tender: documents, each in a format.

use std::collections::BTreeSet;

use crate::document::{DocumentKind, Format};
use crate::profile::Profile;

/// A document in a format.
pub type Target = (DocumentKind, Format);

/// The papers of a correction, which are made and removed without being asked for.
pub const CORRECTING: [DocumentKind; 2] = [DocumentKind::Rettelsesblad, DocumentKind::Aendringsnotat];

/// What suppliers get of a tender if nobody says otherwise. Of one that is withdrawn it is nothing but its withdrawal.
pub fn usual(profile: &Profile) -> Vec<Target> {
    if profile.tender.cancelled.is_some() {
        return vec![(DocumentKind::Aflysning, Format::Pdf)];
    }
    let answered = profile.questions.iter().any(|asking| asking.answered.is_some());
    let asked = answered.then_some(DocumentKind::SpoergsmaalOgSvar);
    let has = |format: &Format| profile.tender.forms.iter().any(|form| form.key() == format.extension());
    let had = DocumentKind::Svarskema.about().formats.iter().copied();
    let mut forms: Vec<Format> = had.filter(has).collect();
    if forms.is_empty() {
        forms = vec![Format::Pdf, Format::Xlsx];
    }
    let papers = std::iter::once(DocumentKind::Kravbilag).chain(asked).map(|kind| (kind, Format::Pdf));
    let mut targets: Vec<_> = papers.chain(forms.into_iter().map(|format| (DocumentKind::Svarskema, format))).collect();
    targets.sort();
    targets.dedup();
    targets
}

/// The rettelsesblad and the ændringsnotat, always together, in the formats of the other documents that they have too.
/// Beside a workbook alone they are PDFs.
pub fn correction(targets: &[Target]) -> Vec<Target> {
    let has = |format: &Format| DocumentKind::Rettelsesblad.has(*format);
    let formats: BTreeSet<Format> = targets.iter().map(|(_, format)| *format).filter(has).collect();
    let formats = if formats.is_empty() { BTreeSet::from([Format::Pdf]) } else { formats };
    CORRECTING.iter().flat_map(|kind| formats.iter().map(|format| (*kind, *format))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_papers_of_a_correction_have_the_formats_of_the_others_and_are_pdfs_beside_a_workbook_alone() {
        let of = |targets: &[Target]| {
            correction(targets).iter().map(|(kind, format)| (*kind, format.extension())).collect::<Vec<_>>()
        };
        let both = |extension: &'static str| CORRECTING.map(|kind| (kind, extension));
        let form = |format| (DocumentKind::Svarskema, format);
        assert_eq!(of(&[(DocumentKind::Kravbilag, Format::Pdf), form(Format::Xlsx)]), both("pdf"));
        assert_eq!(of(&[form(Format::Xlsx)]), both("pdf"));
        assert_eq!(of(&[form(Format::Docx)]), both("docx"));
        assert_eq!(of(&[form(Format::Docx), form(Format::Pdf)]).len(), 4);
    }
}
