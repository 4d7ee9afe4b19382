//! The buyer's house style, and whether it can be read.

use std::path::{Path, PathBuf};

use super::place_of::home_of_misplaced;
use crate::complaint::Complaints;
use crate::input::files::Files;
use crate::input::files::beside;
use crate::input::table::{Reader, Table};
use crate::profile::fault::ProfileFault;
use crate::text::source::Written;

/// The least contrast of text with its paper, by WCAG 2.1 AA.
const LEAST_CONTRAST: f64 = 4.5;

/// Logo, accent colour, font family and organisation name.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Beside the profile
    pub logo: Option<Written<PathBuf>>,
    /// A Word template: styles, head and foot of the Word papers
    pub word: Option<Written<PathBuf>>,
    pub accent: Colour,
    /// A family among the fonts that are embedded or given
    pub font: Option<Written<String>>,
    pub organisation: Option<String>,
}

impl Default for Theme {
    fn default() -> Self {
        Self {
            logo: None,
            word: None,
            accent: Colour { red: 0x00, green: 0x38, blue: 0x65 },
            font: None,
            organisation: None,
        }
    }
}

/// A file with the keys of `[theme]`: the house style of profiles that have none of their own, key by key.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    pub table: Table,
    pub theme: Theme,
}

impl ThemeFile {
    /// Reads and checks a theme file.
    pub fn open(path: &Path, files: &dyn Files) -> Result<Self, Complaints> {
        let source = files.read_text(path)?;
        let mut complaints = Complaints::new();
        let table = Table::parse(&source, &mut complaints);
        let theme = read_theme(&table, &mut complaints);
        if complaints.has_errors() { Err(complaints) } else { Ok(Self { table, theme }) }
    }
}

/// Reads the keys of `[theme]`.
pub(super) fn read_theme(table: &Table, complaints: &mut Complaints) -> Theme {
    let elsewhere = |key: &str| home_of_misplaced(key, None);
    let mut reader = Reader::new(table, complaints);
    reader.knowing(&elsewhere);
    let (logo, accent, font, organisation) =
        (reader.text("logo"), reader.text("accent"), reader.text("font"), reader.text("organisation"));
    let word = reader.text("word");
    reader.finish();
    let mut theme = Theme { organisation: organisation.map(|name| name.value), font, ..Theme::default() };
    if let Some(accent) = accent {
        match Colour::parse(&accent.value) {
            None => complaints.error(ProfileFault::MalformedColour { written: accent.value }, accent.place),
            Some(colour) if colour.contrast_with_white() < LEAST_CONTRAST => {
                complaints.error(
                    ProfileFault::LowContrast { hundredths: (colour.contrast_with_white() * 100.0) as u32 },
                    accent.place,
                );
            }
            Some(colour) => theme.accent = colour,
        }
    }
    // Written in a base profile, a file lies beside that one.
    let beside_it = |file: Written<String>| Written {
        value: beside(Path::new(&file.place.source.name), &file.value),
        place: file.place,
    };
    (theme.logo, theme.word) = (logo.map(beside_it), word.map(beside_it));
    theme
}

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Colour {
    /// Reads `#003865`.
    pub fn parse(written: &str) -> Option<Self> {
        let digits = written.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    /// The contrast with white, from 1 to 21, as WCAG 2.1 defines it. Text needs 4.5.
    pub fn contrast_with_white(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = 0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue);
        1.05 / (luminance + 0.05)
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast = |written| Colour::parse(written).expect("a colour").contrast_with_white();
        assert!((contrast("#000000") - 21.0).abs() < 0.01);
        assert!((contrast("#ffffff") - 1.0).abs() < 0.01);
        assert!((contrast("#767676") - 4.54).abs() < 0.01, "the lightest grey that passes");
        assert!(Theme::default().accent.contrast_with_white() > 7.0);
        assert_eq!(Colour::parse("#12345æ"), None);
    }
}
