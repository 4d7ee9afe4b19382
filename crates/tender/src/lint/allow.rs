//! Remarks that the buyer has weighed and lets stand.

use super::rules::Rule;
use super::{Review, Subject};

/// An `allow` entry that does nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// Of the subjects that were given
    pub subject: usize,
    /// Of its `allow` entries
    pub entry: usize,
    pub message: String,
    pub hint: Option<String>,
}

/// Gives remarks their reasons, and lists the entries that name no rule, give no reason or allow nothing that was
/// found.
pub fn weigh(subjects: &[Subject], review: &mut Review) {
    for (number, subject) in subjects.iter().enumerate() {
        for (entry, written) in subject.allow.iter().enumerate() {
            let (name, reason) = written.split_once(':').unwrap_or((written, ""));
            let (name, reason) = (name.trim(), reason.trim());
            let Some(rule) = Rule::named(name) else {
                let message = format!("»{name}« er ikke navnet på en regel");
                let hint = Rule::nearest(name).map(|rule| format!("mente du `{}`?", rule.name));
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
                let message =
                    format!("reglen `{}` har ingen bemærkning til teksten, så der er intet at tillade", rule.name);
                let hint = Some("slet linjen, eller se efter, om den hører til et andet krav".to_owned());
                review.idle.push(Allowance { subject: number, entry, message, hint });
            } else if reason.is_empty() {
                let message = format!("`{}` er tilladt uden begrundelse og tæller derfor ikke", rule.name);
                let hint = Some(format!("skriv, hvorfor teksten kan blive stående: `{}: målt i bilag 2`", rule.name));
                review.idle.push(Allowance { subject: number, entry, message, hint });
            }
        }
    }
}
