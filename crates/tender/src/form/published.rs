//! Versions of the tender that suppliers have read, and forms that answer an earlier one.
//!
//! A form says what it was made of, and could say anything. So it is made anew of the profile that it carries, and only
//! if that asks just what a published version asked is it taken for one of it. Answers to what was not changed since
//! then count; the others were given to earlier words.

use super::asked::form_lines;
use super::binding::Binding;
use super::reference::Reference;
use super::seals::Version;
use crate::catalog::Catalog;
use crate::catalog::id::{LineId, TypeId};
use crate::compose::Texts;
use crate::publication::seals::of_type;

/// A form of an earlier version, and which one it is of.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// What was asked then
    pub reference: &'a Reference,
    pub version: &'a Version,
}

/// What changed between two versions of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    pub changed: Vec<LineId>,
    pub came: Vec<LineId>,
    pub gone: Vec<LineId>,
}

impl Reference {
    /// The published version that a form is of, if it is not the one in hand, with the form as it was made then.
    pub fn earlier(&self, bound: &Binding, catalog: &Catalog, texts: &Texts) -> Option<(Reference, Version)> {
        if bound.fingerprint == self.binding.fingerprint {
            return None;
        }
        let version = self.published.iter().find(|version| version.seals.ask_the_same(&bound.seals))?;
        if version.seals.ask_the_same(&self.binding.seals) {
            return None;
        }
        let mut case = Reference::carried(bound, catalog, texts).ok()?.case;
        // The buyer's own looks are not in what suppliers carry along whole.
        case.profile.theme = self.case.profile.theme.clone();
        let reference = Reference::new(case, texts);
        version.seals.ask_the_same(&reference.binding.seals).then(|| (reference, version.clone()))
    }
}

impl Earlier<'_> {
    /// What changed since: in the order of the form, and then what is gone.
    pub fn since(&self, now: &Reference) -> Since {
        let mut since = Since::default();
        for line in form_lines(&now.form) {
            let id = &line.line.id;
            let then = form_lines(&self.reference.form).find(|then| then.line.id == *id);
            match then {
                None => since.came.push(id.clone()),
                Some(_) if self.is_the_same(id, now) => {}
                Some(_) => since.changed.push(id.clone()),
            }
        }
        let gone = form_lines(&self.reference.form).map(|line| &line.line.id);
        since.gone = gone.filter(|id| !now.binding.seals.lines.contains_key(*id)).cloned().collect();
        since
    }

    /// Whether a line asked then what it asks now, and its answers mean the same.
    fn is_the_same(&self, id: &LineId, now: &Reference) -> bool {
        let line = |reference: &Reference| reference.binding.seals.lines.get(id).cloned();
        let kind = |reference: &Reference| {
            let line = reference.binding.line(id)?;
            let kind = reference.form.legend.types.iter().find(|kind| TypeId::new(&kind.id) == TypeId::new(&line.kind));
            Some(of_type(&reference.case.profile, kind?))
        };
        line(self.reference) == line(now) && kind(self.reference) == kind(now)
    }
}
