//! What comes of alternatives that are accepted.
//!
//! A line with an alternative that a supplier claims keeps its level and brings nothing along. Let A be the printed lines with an
//! alternative; for every S ⊆ A there is a resolution R(S) in which just those of S are met otherwise. Nothing lapses by a claim
//! alone: what is printed is R(∅), and beside an alternative stands what would lapse if it were accepted. One variable of the decision
//! diagrams for each line of A holds all the R(S) at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::{IntegrationLine, Level, NeedLine, Reach, Resolver};
use crate::catalog::id::{FactId, LineId};

/// What becomes of the other lines where a line's alternative is accepted.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct IfAccepted {
    /// The lines that no longer apply
    pub lapses: Vec<LineId>,
    /// The lines that still may apply, in fewer cases or less strongly
    pub eases: Vec<LineId>,
    /// What becomes of them where it is accepted for all lines that have the same alternative; absent where there is no other
    pub together: Option<Together>,
}

/// Lines with one alternative, and what becomes of the others where it is accepted for all of them.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Together {
    /// The lines that have the alternative
    pub lines: Vec<LineId>,
    pub lapses: Vec<LineId>,
    pub eases: Vec<LineId>,
}

/// The lines that each fact moves.
type Moves<'a> = BTreeMap<&'a FactId, Vec<LineId>>;

/// Sets down what accepting each alternative brings about. Returns what each unknown fact can move in some R(S), and what of that
/// only where S is not empty.
pub(super) fn accept<'a>(
    plain: &Resolver<'a>,
    lines: &[(LineId, Reach)],
    integrations: &mut [IntegrationLine],
    needs: &mut [NeedLine],
) -> (Moves<'a>, Moves<'a>) {
    let of_integrations =
        integrations.iter().filter_map(|line| Some((LineId::Integration(line.id.clone()), line.alternative.clone()?)));
    let of_needs =
        needs.iter().filter_map(|line| Some((LineId::Requirement(line.id.clone()), line.alternative.clone()?)));
    let (claimable, texts): (Vec<LineId>, Vec<Arc<str>>) = of_integrations.chain(of_needs).unzip();
    let claiming = (!claimable.is_empty()).then(|| Resolver::claiming(plain.profile, plain.carrying, &claimable));
    let claimed_lines = claiming.as_ref().map(|claiming| (claiming, claiming.lines()));
    let (mut moves, mut only_accepted) = (Moves::new(), Moves::new());
    // Where every fact is known, nothing moves anything.
    if !plain.completions.is_one() {
        for (at, (line, reach)) in lines.iter().enumerate() {
            let own = plain.movers(reach);
            let mut movers: BTreeSet<&'a FactId> = own.clone();
            if let Some((claiming, claimed)) = &claimed_lines {
                movers.extend(movers_of_claims(claiming, &claimable, line, &claimed[at].1));
            }
            for fact in movers {
                moves.entry(fact).or_default().push(line.clone());
                if !own.contains(fact) {
                    only_accepted.entry(fact).or_default().push(line.clone());
                }
            }
        }
    }
    if let Some((claiming, claimed)) = &claimed_lines {
        let comes_of = |accepted: &[usize]| what_comes_of(claiming, &claimable, lines, claimed, accepted);
        for (at, line) in claimable.iter().enumerate() {
            let alike: Vec<usize> = (0..claimable.len()).filter(|other| texts[*other] == texts[at]).collect();
            let (lapses, eases) = comes_of(&[at]);
            let together = (alike.len() > 1).then(|| {
                let (lapses, eases) = comes_of(&alike);
                Together { lines: alike.iter().map(|at| claimable[*at].clone()).collect(), lapses, eases }
            });
            let if_accepted = Some(IfAccepted { lapses, eases, together });
            match line {
                LineId::Integration(id) => {
                    let line = integrations.iter_mut().find(|line| line.id == *id);
                    line.into_iter().for_each(|line| line.if_accepted = if_accepted.clone());
                }
                LineId::Requirement(id) => {
                    let line = needs.iter_mut().find(|line| line.id == *id);
                    line.into_iter().for_each(|line| line.if_accepted = if_accepted.clone());
                }
            }
        }
    }
    (moves, only_accepted)
}

/// The facts that move a line in some R(S). Where the line itself is of S it is as in R(∅), and so are its movers.
fn movers_of_claims<'a>(
    claiming: &Resolver<'a>,
    claimable: &[LineId],
    line: &LineId,
    reach: &Reach,
) -> BTreeSet<&'a FactId> {
    match claimable.iter().position(|other| other == line) {
        // A need is what its fact says, whatever is claimed.
        Some(_) if matches!(line, LineId::Requirement(_)) => BTreeSet::new(),
        Some(own) => claiming.movers(&Reach {
            optional: claiming.completions.unclaimed(&reach.optional, own),
            required: claiming.completions.unclaimed(&reach.required, own),
        }),
        None => claiming.movers(reach),
    }
}

/// The lines that lapse, and those that apply less, where some alternatives are accepted.
fn what_comes_of(
    claiming: &Resolver<'_>,
    claimable: &[LineId],
    lines: &[(LineId, Reach)],
    claimed: &[(LineId, Reach)],
    accepted: &[usize],
) -> (Vec<LineId>, Vec<LineId>) {
    let (mut lapses, mut eases) = (Vec::new(), Vec::new());
    let is_accepted = |at: usize| accepted.contains(&at);
    for ((line, was), (_, reach)) in lines.iter().zip(claimed) {
        let keeps = claimable.iter().position(|other| other == line);
        let is_need = keeps.is_some() && matches!(line, LineId::Requirement(_));
        if was.at_most() == Level::Excluded || is_need || keeps.is_some_and(is_accepted) {
            continue;
        }
        let (completions, nothing) = (&claiming.completions, |_: usize| false);
        let under = |reach: &Reach, claimed: &dyn Fn(usize) -> bool| Reach {
            optional: completions.where_claimed(&reach.optional, claimed),
            required: completions.where_claimed(&reach.required, claimed),
        };
        let now = under(reach, &is_accepted);
        if now.at_most() == Level::Excluded {
            lapses.push(line.clone());
        } else if now != under(reach, &nothing) {
            eases.push(line.clone());
        }
    }
    (lapses, eases)
}
