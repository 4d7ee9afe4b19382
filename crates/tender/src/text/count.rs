//! Counts that agree with their nouns.

/// In English, with the noun of one: `1 package`, `2 packages`.
pub fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
