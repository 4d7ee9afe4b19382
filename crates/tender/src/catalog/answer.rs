//! The answers that are known by their words: whatever a requirement type lets suppliers answer, these mean the same
//! everywhere.

/// What is asked is so.
pub const YES: &str = "Ja";

/// What is asked is not so.
pub const NO: &str = "Nej";

/// The answer that an alternative adds: the line is met otherwise.
pub const OTHERWISE: &str = "På anden vis";

/// The answer that a condition adds: by the supplier's own facts the line does not hold.
pub const NOT_RELEVANT: &str = "Ikke relevant";

/// What a PDF calls a button that is not pressed: no answer may be called so.
pub const UNPRESSED: &str = "Off";

/// `Ja` or `Nej`.
pub fn yes_or_no(it_is: bool) -> &'static str {
    if it_is { YES } else { NO }
}
