//! The first word of a complaint in the reader's language: the renderer itself writes it in English only.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::WriteStyle;
use codespan_reporting::term::termcolor::{Color, ColorSpec, WriteColor};

use crate::text::language::Language;

/// A writer of complaints that puts the Danish word for how much one weighs in the place of the English one.
pub struct Heading<'w> {
    language: Language,
    out: &'w mut dyn WriteColor,
    /// The renderer is about to write this word
    word: Option<Severity>,
}

impl<'w> Heading<'w> {
    pub fn new(language: Language, out: &'w mut dyn WriteColor) -> Self {
        Self { language, out, word: None }
    }
}

/// The word that a complaint begins with. The kinds are the renderer's; ours are an error, a warning and a note.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Bug | Severity::Error => "fejl",
        Severity::Warning => "advarsel",
        Severity::Note | Severity::Help => "bemærkning",
    }
}

/// What the renderer calls how much a complaint weighs.
pub fn rendered(severity: super::Severity) -> Severity {
    match severity {
        super::Severity::Error => Severity::Error,
        super::Severity::Warning => Severity::Warning,
        super::Severity::Note => Severity::Note,
    }
}

/// How many columns stand before a complaint's message: the word, the code in brackets, a colon and a blank.
pub fn length(severity: super::Severity, code: &str, language: Language) -> usize {
    let word = match (language, severity) {
        (Language::Danish, severity) => word(rendered(severity)),
        (Language::English, super::Severity::Error) => "error",
        (Language::English, super::Severity::Warning) => "warning",
        (Language::English, super::Severity::Note) => "note",
    };
    word.chars().count() + code.chars().count() + "[]: ".len()
}

/// A colour that can be read on white and on black alike: yellow cannot, nor can any of the bright ones.
fn colour(severity: Severity) -> Color {
    match severity {
        Severity::Bug | Severity::Error => Color::Red,
        Severity::Warning => Color::Magenta,
        Severity::Note | Severity::Help => Color::Green,
    }
}

impl Write for Heading<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match (self.language, self.word.take()) {
            (Language::Danish, Some(severity)) => {
                self.out.write_all(word(severity).as_bytes())?;
                Ok(bytes.len())
            }
            (Language::English, _) | (Language::Danish, None) => self.out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl WriteStyle for Heading<'_> {
    fn set_header(&mut self, severity: Severity) -> io::Result<()> {
        self.word = Some(severity);
        self.out.set_color(ColorSpec::new().set_bold(true).set_fg(Some(colour(severity))))
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.out.set_color(ColorSpec::new().set_bold(true))
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.out.set_line_number()
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.out.set_note_bullet()
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.out.set_source_border()
    }

    fn set_label(&mut self, severity: Severity, style: LabelStyle) -> io::Result<()> {
        match style {
            LabelStyle::Primary => self.out.set_color(ColorSpec::new().set_fg(Some(colour(severity)))),
            LabelStyle::Secondary => self.out.set_label(severity, style),
        }
    }

    fn reset(&mut self) -> io::Result<()> {
        self.out.reset()
    }
}
