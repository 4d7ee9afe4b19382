//! Remarks that the buyer has weighed and lets stand.

use super::rules::Rule;
use super::{Review, Subject};
use crate::both;
use crate::text::language::Both;

/// An `allow` entry that does nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// Of the subjects that were given
    pub subject: usize,
    /// Of its `allow` entries
    pub entry: usize,
    pub message: Both,
    pub hint: Option<Both>,
}

/// Gives remarks their reasons, and lists the entries that name no rule, give no reason or allow nothing that was
/// found.
pub fn weigh(subjects: &[Subject], review: &mut Review) {
    for (number, subject) in subjects.iter().enumerate() {
        for (entry, written) in subject.allow.iter().enumerate() {
            let (name, reason) = written.split_once(':').unwrap_or((written, ""));
            let (name, reason) = (name.trim(), reason.trim());
            let Some(rule) = Rule::named(name) else {
                let message = both!("»{name}« is the name of no rule", "»{name}« er ikke navnet på en regel");
                let hint = Rule::nearest(name).map(|rule| rule.name);
                let hint = hint.map(|rule| both!("did you mean `{rule}`?", "mente du `{rule}`?"));
                review.idle.push(Allowance { subject: number, entry, message, hint });
                continue;
            };
            let mut allowed = false;
            for remark in review.remarks.iter_mut().filter(|remark| remark.subject == number && remark.rule == rule) {
                allowed = true;
                if !reason.is_empty() {
                    remark.allowed.get_or_insert_with(|| reason.to_owned());
                }
            }
            if !allowed {
                let rule = rule.name;
                let message = both!(
                    "the rule `{rule}` says nothing of this text, so there is nothing to allow",
                    "reglen `{rule}` har ingen bemærkning til teksten, så der er intet at tillade"
                );
                let hint = Some(both!(
                    "delete the entry, or see whether it belongs to another requirement",
                    "slet linjen, eller se efter, om den hører til et andet krav"
                ));
                review.idle.push(Allowance { subject: number, entry, message, hint });
            } else if reason.is_empty() {
                let rule = rule.name;
                let message = both!(
                    "`{rule}` is allowed without a reason, and does not count",
                    "`{rule}` er tilladt uden begrundelse og tæller derfor ikke"
                );
                let hint = Some(both!(
                    "write why the text may stand: `{rule}: målt i bilag 2`",
                    "skriv, hvorfor teksten kan blive stående: `{rule}: målt i bilag 2`"
                ));
                review.idle.push(Allowance { subject: number, entry, message, hint });
            }
        }
    }
}
