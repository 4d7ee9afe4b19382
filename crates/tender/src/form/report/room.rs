//! How much of what suppliers wrote is printed.

/// How much of what one supplier wrote is printed. The rest stands in the JSON, and that it does is told.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Of one text
    letters: usize,
    lines: usize,
    /// Of all descriptions of one supplier
    all_letters: usize,
    all_lines: usize,
}

impl Room {
    /// A cell holds a whole text, and a sheet all of them.
    pub const SHEET: Self = Self { letters: usize::MAX, lines: 250, all_letters: usize::MAX, all_lines: usize::MAX };
    /// Pages are laid out letter by letter.
    pub const PAGE: Self = Self { letters: 8_000, lines: 120, all_letters: 150_000, all_lines: 3_000 };
    /// An answer, a name or a finding.
    pub(in crate::form) const SHORT: Self =
        Self { letters: 600, lines: 8, all_letters: usize::MAX, all_lines: usize::MAX };
    /// A finding, which may hold two wordings.
    pub(super) const MESSAGE: Self = Self { letters: 2_500, ..Self::SHORT };

    /// As much of a text as there is room for, and whether that is not all.
    pub(in crate::form) fn of(self, text: &str) -> (String, bool) {
        let mut kept = String::new();
        let mut lines = 0;
        for (at, c) in text.chars().enumerate() {
            lines += usize::from(c == '\n');
            if at >= self.letters || lines >= self.lines {
                return (format!("{} […]", kept.trim_end()), true);
            }
            kept.push(c);
        }
        (kept, false)
    }

    /// What is left after a text.
    pub(super) fn after(self, text: &str) -> Self {
        let all_letters = self.all_letters.saturating_sub(text.chars().count());
        let all_lines = self.all_lines.saturating_sub(text.lines().count());
        Self { letters: self.letters.min(all_letters), lines: self.lines.min(all_lines), all_letters, all_lines }
    }
}
