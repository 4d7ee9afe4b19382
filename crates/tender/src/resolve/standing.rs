//! How far a tender is from being published: what makes it a draft, and what else is left to settle.

use std::collections::BTreeSet;

use super::{Asked, Level, Reason, Resolution, Status};
use crate::both;
use crate::catalog::id::{FactId, LineId, ReadingId, TypeId};
use crate::catalog::{Confidence, Placeholder, TypeKind, placeholders};
use crate::profile::{Procedure, Profile};
use crate::text::language::Both;

/// What is left before a tender is final.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The facts that the buyer has not answered and that can move a line: each makes the document a draft
    pub questions: Vec<FactId>,
    /// The printed lines that the buyer's answers still decide
    pub open: Vec<LineId>,
    /// What else keeps it from being final
    pub pending: Vec<Pending>,
}

impl Standing {
    /// UDKAST on every page.
    pub fn is_draft(&self) -> bool {
        !self.questions.is_empty() || !self.open.is_empty()
    }

    /// It may be published.
    pub fn is_final(&self) -> bool {
        !self.is_draft() && self.pending.is_empty()
    }

    /// Judges a resolved profile.
    pub fn of(profile: &Profile, resolution: &Resolution) -> Self {
        let asked = resolution.questions.iter().filter(|question| question.asked_of == Asked::Buyer);
        let lines = printed(resolution);
        let open = lines.iter().filter(|(_, status, _)| *status == Status::Open);
        Self {
            questions: asked.map(|question| question.fact.clone()).collect(),
            open: open.map(|(id, ..)| id.clone()).collect(),
            pending: pending(profile, resolution, &lines),
        }
    }
}

/// Something that is left to settle before a tender can be published, beside the buyer's questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pending {
    /// The profile does not say how the contract is awarded
    Procedure,
    /// There is no deadline for tenders, and it is no direct award
    Deadline,
    /// A printed line points at something that the profile does not name
    Placeholder { key: &'static str, lines: Vec<LineId> },
    /// A printed line rests on a reading that nobody has settled
    Reading { reading: ReadingId, lines: Vec<LineId> },
    /// Tenderers must know how evaluated lines weigh, and are told nowhere
    Weights { lines: Vec<LineId> },
    /// A direct award evaluates nothing
    Evaluated { kind: TypeId, lines: Vec<LineId> },
}

impl Pending {
    /// What is left, in a few words.
    pub fn words(&self) -> Both {
        let list = |lines: &[LineId]| lines.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        match self {
            Pending::Procedure => {
                both!("`procedure` is missing", "`procedure` mangler")
            }
            Pending::Deadline => both!("`deadline` is missing", "`deadline` mangler"),
            Pending::Placeholder { key, lines } => {
                let lines = list(lines);
                both!("`{key}` is missing (needed by {lines})", "`{key}` mangler ({lines} henviser til det)")
            }
            Pending::Reading { reading, lines } => {
                let lines = list(lines);
                both!(
                    "the reading `{reading}`, which carries {lines}, is unsettled",
                    "fortolkningen `{reading}`, som {lines} hviler på, er uafklaret"
                )
            }
            Pending::Weights { lines } => {
                let (line, weigh) = if lines.len() == 1 { ("line", "weighs") } else { ("lines", "weigh") };
                let lines = list(lines);
                both!(
                    "nothing says how the evaluated {line} {lines} {weigh}",
                    "det fremgår ikke, hvordan {lines} vægtes i evalueringen"
                )
            }
            Pending::Evaluated { kind, lines } => {
                let lines = list(lines);
                both!(
                    "a direct award evaluates nothing, but the type `{kind}` is evaluated ({lines})",
                    "der evalueres ikke ved direkte tildeling, men kravtypen `{kind}` evalueres ({lines})"
                )
            }
        }
    }

    /// How it is settled.
    pub fn way_out(&self) -> Option<Both> {
        match self {
            Pending::Procedure => Some(both!(
                "write `procedure = \"mini-tender\"`, \"own-tender\" or \"direct-award\" under `[tender]`",
                "skriv `procedure = \"mini-tender\"`, \"own-tender\" eller \"direct-award\" under `[tender]`"
            )),
            Pending::Deadline => Some(both!(
                "write it under `[tender]`, such as `deadline = 2027-01-15T12:00:00`",
                "skriv den under `[tender]`, for eksempel `deadline = 2027-01-15T12:00:00`"
            )),
            Pending::Placeholder { key, .. } => Some(both!(
                "write it under `[tender]`, such as `{key} = \"Bilag 7\"`",
                "skriv det under `[tender]`, for eksempel `{key} = \"Bilag 7\"`"
            )),
            Pending::Reading { reading, .. } => Some(both!(
                "ask KOMBIT, and write the answer under `[readings]`: `{reading} = \"Bekræftet af …\"`",
                "spørg KOMBIT, og skriv svaret under `[readings]`: `{reading} = \"Bekræftet af …\"`"
            )),
            Pending::Weights { .. } => Some(both!(
                "give each a `weight`, or write where tenderers read it: `[evaluation]`, `described-in = \"Bilag 5\"`",
                "giv hvert krav en `weight`, eller skriv, hvor tilbudsgiverne kan læse det: `[evaluation]`, `described-in = \"Bilag 5\"`"
            )),
            Pending::Evaluated { lines, .. } => Some(match lines.len() {
                1 => both!(
                    "give it another type, such as `MK`, or remove it",
                    "giv det en anden type, for eksempel `MK`, eller fjern det"
                ),
                _ => both!(
                    "give them another type, such as `MK`, or remove them",
                    "giv dem en anden type, for eksempel `MK`, eller fjern dem"
                ),
            }),
        }
    }
}

/// The printed lines with their status and reasons.
fn printed(resolution: &Resolution) -> Vec<(LineId, Status, &[Reason])> {
    let integrations = resolution
        .integrations
        .iter()
        .map(|line| (LineId::Integration(line.id.clone()), line.interval, line.because.as_slice()));
    let needs = resolution.needs.iter();
    let needs = needs.map(|line| (LineId::Requirement(line.id.clone()), line.interval, [].as_slice()));
    let requirements = resolution
        .requirements
        .iter()
        .map(|line| (LineId::Requirement(line.id.clone()), line.interval, line.because.as_slice()));
    let all = integrations.chain(needs).chain(requirements);
    let printed = all.filter(|(_, interval, _)| interval.at_most > Level::Excluded);
    printed.map(|(id, interval, because)| (id, interval.status, because)).collect()
}

fn pending(profile: &Profile, resolution: &Resolution, lines: &[(LineId, Status, &[Reason])]) -> Vec<Pending> {
    let mut pending = Vec::new();
    let (tender, edition) = (&profile.tender, profile.edition.as_ref());
    if tender.procedure.is_none() {
        pending.push(Pending::Procedure);
    }
    if tender.deadline.is_none() && tender.procedure != Some(Procedure::DirectAward) {
        pending.push(Pending::Deadline);
    }
    for (key, placeholder) in [("procedure", Placeholder::CutOff), ("security-appendix", Placeholder::SecurityAppendix)]
    {
        // A missing procedure is told already.
        if tender.value_of(placeholder).is_some() || placeholder == Placeholder::CutOff {
            continue;
        }
        let points_at_it = |id: &LineId| match id {
            LineId::Integration(_) => false,
            LineId::Requirement(id) => {
                let requirement = edition.requirement(id).map(|requirement| requirement.text.as_str());
                let need = || edition.fact_of_need(id).and_then(|fact| fact.need.as_ref()).map(|need| &*need.text);
                let text = requirement.or_else(need).unwrap_or_default();
                placeholders(text).any(|other| other == placeholder)
            }
        };
        let lines: Vec<LineId> = lines.iter().map(|(id, ..)| id).filter(|id| points_at_it(id)).cloned().collect();
        if !lines.is_empty() {
            pending.push(Pending::Placeholder { key, lines });
        }
    }
    let unsettled = edition
        .readings
        .iter()
        .filter(|reading| reading.confidence == Confidence::Unsettled && !profile.settled.contains_key(&reading.id));
    for reading in unsettled {
        let rests = |because: &&[Reason]| {
            let holding = because.iter().filter(|reason| reason.level > Level::Excluded);
            holding.filter_map(|reason| reason.reading.as_ref()).any(|id| *id == reading.id)
        };
        let lines: Vec<LineId> =
            lines.iter().filter(|(_, _, because)| rests(because)).map(|(id, ..)| id.clone()).collect();
        if !lines.is_empty() {
            pending.push(Pending::Reading { reading: reading.id.clone(), lines });
        }
    }
    if tender.procedure != Some(Procedure::DirectAward) && profile.evaluation.described_in.is_none() {
        let unknown = lines.iter().map(|(id, ..)| id).filter(|id| {
            let kind = resolution.type_of(id).map(|kind| profile.requirement_type(kind).kind);
            let weight = || {
                let own = profile.own.iter().find(|own| own.id.as_str() == id.as_str()).and_then(|own| own.weight);
                own.or_else(|| profile.changed.get(id).and_then(|change| change.weight))
            };
            kind == Some(TypeKind::Evaluated) && (weight().is_none() || !profile.evaluation.prints_weights())
        });
        let lines: Vec<LineId> = unknown.cloned().collect();
        if !lines.is_empty() {
            pending.push(Pending::Weights { lines });
        }
    }
    if tender.procedure == Some(Procedure::DirectAward) {
        let evaluated = profile.types.iter().filter(|kind| kind.kind == TypeKind::Evaluated);
        for kind in evaluated {
            let of_it = |id: &&LineId| resolution.type_of(id) == Some(&kind.id);
            let lines: BTreeSet<LineId> = lines.iter().map(|(id, ..)| id).filter(of_it).cloned().collect();
            if !lines.is_empty() {
                pending.push(Pending::Evaluated { kind: kind.id.clone(), lines: lines.into_iter().collect() });
            }
        }
    }
    pending
}
