//! A tender that suppliers have read: what of it changed since, the papers that tell of it, and the lock once it goes
//! out.

use serde_json::{Value, json};
use tender::case::{Case, Said};
#[cfg(feature = "press")]
use tender::change::Changes;
use tender::complaint::Complaints;
use tender::document::{Document, DocumentKind, Format};
use tender::profile::Profile;
use tender::publication::lock::Lock;
use tender::publication::targets::{self, Target};
use tender::publication::{Publication, Release, Standing, WentOut, document_of};
use tender::resolve;
use tender::text::seal::sha256;
use tender::text::source::Source;

use crate::change::told;
use crate::desk::{Desk, in_words};
use crate::said;

/// The most changes that are told one by one.
const MOST: usize = 200;

/// A tender, held up against what suppliers have read of it.
struct Issue {
    said: Said,
    publication: Publication,
}

impl Issue {
    fn of(desk: &Desk, case: &Case) -> Self {
        let said = case.say([], &desk.texts, desk.words());
        let publication = Publication::of(desk.lock.as_ref(), case, &said.record);
        Self { said, publication }
    }
}

/// Reads a lock; why it cannot be is told in Danish.
pub fn read(json: &str) -> Result<Lock, String> {
    Lock::read(&Source::new("lås", json)).map_err(|complaint| in_words(complaint.into()))
}

/// What a lock tells whoever opens it: the profile as it was published last, and which versions there were.
pub fn of_lock(json: &str) -> Result<Value, String> {
    let lock = read(json)?;
    let versions: Vec<&Option<String>> = lock.publications.iter().map(|issued| &issued.release.version).collect();
    Ok(json!({ "profile": lock.profile, "text": lock.profile_text(), "versions": versions }))
}

/// A document of a kind, as it is said of a tender that may have been published.
pub fn document(desk: &Desk, case: &Case, kind: DocumentKind) -> Option<Document> {
    if desk.lock.is_none() {
        return case.document(kind, &desk.texts);
    }
    let texts = &desk.texts;
    let Issue { publication, .. } = Issue::of(desk, case);
    match kind {
        DocumentKind::Rettelsesblad | DocumentKind::Aendringsnotat => {
            publication.papers(case, texts)?.into_iter().find(|paper| paper.front().kind == kind)
        }
        DocumentKind::Kravbilag => {
            let mut document = case.document(kind, texts);
            if let (Some(history), Some(Document::Kravbilag(kravbilag))) =
                (publication.history(case), document.as_mut())
            {
                history.write(kravbilag, &case.profile, texts);
            }
            document
        }
        DocumentKind::Svarskema
        | DocumentKind::Tjekliste
        | DocumentKind::Sammenligning
        | DocumentKind::Evaluering
        | DocumentKind::SpoergsmaalOgSvar
        | DocumentKind::Aflysning
        | DocumentKind::Baggrundsnotat
        | DocumentKind::Slides => case.document(kind, texts),
    }
}

/// What changed since the version that the tender corrects.
#[cfg(feature = "press")]
pub fn corrections(desk: &Desk, case: &Case) -> Changes {
    match desk.lock {
        Some(_) => Issue::of(desk, case).publication.corrections().clone(),
        None => Changes::default(),
    }
}

/// What goes out of a tender if nobody says otherwise, and what stays: as the program builds it.
pub fn usual(desk: &Desk, case: &Case) -> Vec<Target> {
    let mut targets = targets::usual(&case.profile);
    if case.profile.tender.cancelled.is_some() {
        return targets;
    }
    if desk.lock.is_some() {
        let Issue { publication, .. } = Issue::of(desk, case);
        targets.extend(publication.built_along(None));
        if publication.correcting().is_some() {
            targets.extend(targets::correction(&targets));
        }
    }
    // What a buyer has use for at home, and the program makes when it is asked.
    targets.extend([DocumentKind::Tjekliste, DocumentKind::Baggrundsnotat].map(|kind| (kind, Format::Pdf)));
    targets.push((DocumentKind::Slides, Format::Pptx));
    targets.sort();
    targets.dedup();
    targets
}

/// The number of the rettelsesblad, which may stand in its file's name.
pub fn notice(desk: &Desk, case: &Case) -> Option<u32> {
    desk.lock.as_ref()?;
    Issue::of(desk, case).publication.notice()
}

/// Of a tender that nobody has read, and that does not say that somebody has, there is nothing to say.
fn is_unread(desk: &Desk, profile: &Profile) -> bool {
    let says_so = !profile.corrections.is_empty() || profile.tender.published.is_some();
    desk.lock.is_none() && profile.questions.is_empty() && !says_so
}

/// How the tender stands to what suppliers have read: said to the buyer, with what must not be.
pub fn standing(desk: &Desk, case: &Case) -> (Value, Complaints) {
    let profile = &case.profile;
    if is_unread(desk, profile) {
        return (json!({ "standing": "open" }), Complaints::new());
    }
    let Issue { publication, .. } = Issue::of(desk, case);
    let standing = match &publication.standing {
        Standing::Open => "open",
        Standing::Bound(_) => "bound",
        Standing::Correcting(_) => "correcting",
    };
    let versions = desk.lock.iter().flat_map(|lock| &lock.publications).map(|issued| {
        let Release { version, published, deadline, .. } = &issued.release;
        json!({
            "version": version, "published": published, "deadline": deadline,
            "notice": issued.notice, "what": issued.log,
        })
    });
    let weigh = |change: &_| profile.weight_of(change);
    let sent: Vec<u32> = desk.lock.iter().flat_map(|lock| lock.answers.keys().copied()).collect();
    let said = json!({
        "standing": standing,
        "versions": versions.collect::<Vec<_>>(),
        "notice": publication.notice(),
        "changes": told(desk, publication.corrections(), MOST, &weigh),
        "sent": sent,
    });
    (said, publication.complaints(case, &desk.lock_name(), false))
}

/// What keeps a tender that says that it is published from going out: the documents of one are final, and what
/// suppliers have read stays as they have it.
pub fn refused(desk: &Desk, case: &Case) -> Result<(), Complaints> {
    if is_unread(desk, &case.profile) {
        return Ok(());
    }
    let complaints = Issue::of(desk, case).publication.complaints(case, &desk.lock_name(), false);
    if complaints.has_errors() { Err(complaints) } else { Ok(()) }
}

/// The lock once the tender went out as it is, with these files. What keeps it from going out is told in Danish.
pub fn lock(desk: &Desk, text: &str, files: &[(String, &[u8])]) -> Result<Option<String>, String> {
    let case = desk.case(text).map_err(|complaints| said::all(desk, &complaints))?;
    let standing = resolve::Standing::of(&case.profile, &case.resolution);
    if case.profile.tender.published.is_some() && !standing.is_final() {
        return Err(
            "Udbuddet er ikke færdigt. Afklar det, der står under »Gennemse«, før det offentliggøres.".to_owned()
        );
    }
    let Issue { said, publication } = Issue::of(desk, &case);
    let complaints = publication.complaints(&case, &desk.lock_name(), true);
    if complaints.has_errors() {
        return Err(said::all(desk, &complaints));
    }
    let mut went_out = WentOut::default();
    let names = desk.names(text).numbered(publication.notice());
    for (kind, format) in DocumentKind::ALL.iter().flat_map(|kind| kind.about().formats.iter().map(|it| (*kind, *it))) {
        let name = names.file(kind, format);
        let Some((_, bytes)) = files.iter().find(|(file, _)| *file == name) else { continue };
        if kind.is_of_a_version() {
            went_out.outputs.insert(name, sha256(bytes));
            went_out.documents.insert(document_of(kind, format));
        }
    }
    let seals = said.seals(&case.profile);
    let next = publication.next(desk.lock.as_ref(), &case, &said.record, seals, went_out);
    Ok(next.map(|lock| lock.to_json()))
}
