//! Versions of the tender that suppliers have read, and forms that answer an earlier one.
//!
//! A form says what it was made of, and could say anything. So it is made anew of the profile that it carries, and only
//! if that asks just what a published version asked is it taken for one of it. Answers to what was not changed since
//! then count; the others were given to earlier words.

use super::asked::form_lines;
use super::binding::Binding;
use super::reference::Reference;
use super::seals::{Part, Version};
use crate::catalog::Catalog;
use crate::catalog::id::{LineId, TypeId};
use crate::compose::Texts;
use crate::publication::seals::of_type;

/// The published version that a form is of, with the form as it was made then.
pub struct Former {
    pub reference: Reference,
    pub version: Version,
    /// It is just the form that went out
    pub is_whole: bool,
}

/// A form of an earlier version, and which one it is of.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// What was asked then
    pub reference: &'a Reference,
    pub version: &'a Version,
    /// Its form can be made as it was. The catalog or the templates may be others now: then no more is known of it than
    /// its seals, and what it says itself
    pub is_whole: bool,
}

/// What changed between two versions of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    pub changed: Vec<LineId>,
    pub came: Vec<LineId>,
    pub gone: Vec<LineId>,
    /// What changed beside the lines
    pub parts: Vec<Part>,
    /// Its form cannot be made as it was, so that nothing but its answers and the wording of its lines was looked at
    pub is_unknown: bool,
}

impl Reference {
    /// The published version that a form is of, if it is not the one in hand.
    pub fn earlier(&self, bound: &Binding, catalog: &Catalog, texts: &Texts) -> Option<Former> {
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
        let mut reference = Reference::new(case, texts);
        if version.seals.ask_the_same(&reference.binding.seals) {
            return Some(Former { reference, version: version.clone(), is_whole: true });
        }
        // The catalog says something else today. Whose tender it is, and what its types mean, must be what was sealed.
        let sealed = |part: &Part| reference.binding.seals.parts.get(part) == version.seals.parts.get(part);
        if ![Part::Tender, Part::Version, Part::Types, Part::Facts].iter().all(sealed) {
            return None;
        }
        // What was not changed has the words of today; for those of the rest there is nothing but the form's own word.
        let is_kept = |id: &LineId| version.seals.lines.get(id) == self.binding.seals.lines.get(id);
        let lines = bound.lines.iter().map(|line| {
            let today = self.binding.line(&line.id).filter(|line| is_kept(&line.id));
            today.unwrap_or(line).clone()
        });
        reference.binding = Binding { lines: lines.collect(), ..bound.clone() };
        Some(Former { reference, version: version.clone(), is_whole: false })
    }
}

impl Earlier<'_> {
    /// What changed since: in the order of the form, and then what is gone.
    pub fn since(&self, now: &Reference) -> Since {
        let mut since = Since { is_unknown: !self.is_whole, ..Since::default() };
        let asked_then = &self.version.seals.lines;
        for line in form_lines(&now.form) {
            let id = &line.line.id;
            match asked_then.contains_key(id) {
                false => since.came.push(id.clone()),
                true if self.is_the_same(id, now) => {}
                true => since.changed.push(id.clone()),
            }
        }
        // What the form says of itself is no proof.
        let then = if self.is_whole { &self.reference.binding.seals } else { &self.version.seals };
        let is = &now.binding.seals;
        // The version differs of itself, and lines are told one by one.
        let beside = |part: &Part| !matches!(part, Part::Version | Part::Lines);
        since.parts = then.differing(is).into_iter().filter(beside).collect();
        let gone = asked_then.keys().filter(|id| !now.binding.seals.lines.contains_key(*id));
        since.gone = gone.cloned().collect();
        since
    }

    /// Whether a line asked then what it asks now, and its answers mean the same.
    fn is_the_same(&self, id: &LineId, now: &Reference) -> bool {
        let kind = |reference: &Reference| {
            let line = reference.binding.line(id)?;
            let kind = reference.form.legend.types.iter().find(|kind| TypeId::new(&kind.id) == TypeId::new(&line.kind));
            Some(of_type(&reference.case.profile, kind?))
        };
        let sealed = (self.version.seals.lines.get(id), now.binding.seals.lines.get(id));
        sealed.0 == sealed.1 && kind(self.reference) == kind(now)
    }
}
