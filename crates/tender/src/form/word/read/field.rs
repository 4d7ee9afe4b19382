//! Fields that Word works out.

/// A field of Word's that is being read.
#[derive(Default)]
pub(super) struct Field {
    pub(super) code: String,
    /// What it shows comes next
    pub(super) says: bool,
}

impl Field {
    /// What it does: the first word of its code.
    fn word(&self) -> String {
        self.code.split_whitespace().next().unwrap_or_default().to_uppercase()
    }

    /// Word writes it anew by itself.
    pub(super) fn is_generated(&self) -> bool {
        let word = self.word();
        ["PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "STYLEREF", "DATE", "TIME", "FILENAME", "PAGEREF"]
            .contains(&word.as_str())
    }

    /// Word puts other words in its place as soon as it works it out.
    pub(super) fn turns(&self) -> bool {
        const STAY: [&str; 10] =
            ["HYPERLINK", "REF", "NOTEREF", "SEQ", "XE", "TC", "FORMTEXT", "FORMDROPDOWN", "FORMCHECKBOX", "SECTION"];
        let word = self.word();
        !word.is_empty() && !STAY.contains(&word.as_str()) && !self.is_generated() && !self.acts()
    }

    /// Word fetches or runs something for it.
    pub(super) fn acts(&self) -> bool {
        let word = self.word();
        ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "MACROBUTTON", "DATABASE"]
            .contains(&word.as_str())
    }
}
