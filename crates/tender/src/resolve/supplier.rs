//! The resolution as suppliers get it: what holds and what it follows from, and nothing of how sure that is.

use super::Asked;
use super::{Level, Reason, Resolution};
use crate::catalog::id::LineId;
use crate::profile::Profile;

impl Resolution {
    /// The lines that are printed, with the reasons that can hold; without sources and readings, without what a draft
    /// asks the buyer, and without changes that do not show.
    pub fn for_suppliers(&self, profile: &Profile) -> Self {
        let because = |because: &[Reason]| -> Vec<Reason> {
            let holding = because.iter().filter(|reason| reason.level > Level::Excluded);
            holding.map(|reason| Reason { source: None, reading: None, ..reason.clone() }).collect()
        };
        let shows = |line: LineId| profile.changed.get(&line).is_some_and(|change| profile.evaluation.shows(change));
        let mut view = self.clone();
        view.integrations.retain(|line| line.interval.at_most > Level::Excluded);
        for line in &mut view.integrations {
            line.because = because(&line.because);
            line.changed_by_buyer = shows(LineId::Integration(line.id.clone()));
        }
        view.requirements.retain(|line| line.interval.at_most > Level::Excluded || line.left_out.is_some());
        for line in &mut view.requirements {
            line.because = because(&line.because);
            line.changed_by_buyer = shows(LineId::Requirement(line.id.clone()));
        }
        view.needs.retain(|line| line.interval.at_most > Level::Excluded);
        for line in &mut view.needs {
            line.changed_by_buyer = shows(LineId::Requirement(line.id.clone()));
        }
        view.questions.retain(|question| question.asked_of == Asked::Supplier);
        view
    }
}
