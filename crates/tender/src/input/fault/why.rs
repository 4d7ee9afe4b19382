//! Why something failed, as far as others can tell: the system, the readers of JSON and of patterns.
//!
//! They speak English. What is frequent has Danish words of its own; of the rest a Danish reader gets what was said,
//! quoted.

use std::io;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::both;
use crate::complaint::words::quoted;
use crate::text::language::Both;

/// What the system refuses, of the kinds that users meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum Obstacle {
    NotFound,
    Denied,
    Exists,
    NotADirectory,
    IsADirectory,
    DirectoryNotEmpty,
    Full,
    ReadOnly,
    Busy,
    TooLarge,
    BadName,
    OutOfMemory,
    TimedOut,
    CutShort,
    Other,
}

/// Why the system could not do what was asked of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct System {
    pub obstacle: Obstacle,
    /// In the system's own words
    pub words: String,
}

/// Whether Windows says that another program has the file, or a part of it, for itself (`ERROR_SHARING_VIOLATION`,
/// `ERROR_LOCK_VIOLATION`).
fn is_held_on_windows(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

impl From<&io::Error> for System {
    fn from(error: &io::Error) -> Self {
        let obstacle = match error.kind() {
            io::ErrorKind::NotFound => Obstacle::NotFound,
            io::ErrorKind::PermissionDenied => Obstacle::Denied,
            io::ErrorKind::AlreadyExists => Obstacle::Exists,
            io::ErrorKind::NotADirectory => Obstacle::NotADirectory,
            io::ErrorKind::IsADirectory => Obstacle::IsADirectory,
            io::ErrorKind::DirectoryNotEmpty => Obstacle::DirectoryNotEmpty,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Obstacle::Full,
            io::ErrorKind::ReadOnlyFilesystem => Obstacle::ReadOnly,
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => Obstacle::Busy,
            io::ErrorKind::FileTooLarge => Obstacle::TooLarge,
            io::ErrorKind::InvalidFilename => Obstacle::BadName,
            io::ErrorKind::OutOfMemory => Obstacle::OutOfMemory,
            io::ErrorKind::TimedOut => Obstacle::TimedOut,
            io::ErrorKind::UnexpectedEof => Obstacle::CutShort,
            _ if is_held_on_windows(error) => Obstacle::Busy,
            // The system's kinds are more than we know, and grow.
            _ => Obstacle::Other,
        };
        Self { obstacle, words: error.to_string() }
    }
}

impl From<io::Error> for System {
    fn from(error: io::Error) -> Self {
        Self::from(&error)
    }
}

impl System {
    pub fn words(&self) -> Both {
        let da = match self.obstacle {
            Obstacle::NotFound => "den findes ikke",
            Obstacle::Denied => "adgang nægtet",
            Obstacle::Exists => "der findes allerede noget med det navn",
            Obstacle::NotADirectory => "en del af stien er ikke en mappe",
            Obstacle::IsADirectory => "den er en mappe",
            Obstacle::DirectoryNotEmpty => "mappen er ikke tom",
            Obstacle::Full => "der er ikke plads på drevet",
            Obstacle::ReadOnly => "drevet er skrivebeskyttet",
            Obstacle::Busy => "den er i brug af et andet program",
            Obstacle::TooLarge => "filen er for stor",
            Obstacle::BadName => "navnet kan ikke bruges på dette system",
            Obstacle::OutOfMemory => "der er ikke hukommelse nok",
            Obstacle::TimedOut => "det tog for lang tid",
            Obstacle::CutShort => "filen slutter for tidligt",
            Obstacle::Other => "",
        };
        let da = if da.is_empty() { format!("systemet melder {}", quoted(&self.words)) } else { da.to_owned() };
        Both { en: self.words.clone(), da }
    }
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    System(System),
    /// A folder holds a link to one that holds it; in the words of the walker
    Loop(String),
    /// It is not among the files that were handed over
    NotGiven,
    /// A text of the documents is not among the templates
    NoText,
    /// It is not what it was when it was looked at first
    ChangedMeanwhile,
}

impl From<&io::Error> for Why {
    fn from(error: &io::Error) -> Self {
        Self::System(error.into())
    }
}

impl From<io::Error> for Why {
    fn from(error: io::Error) -> Self {
        Self::from(&error)
    }
}

impl Why {
    pub fn words(&self) -> Both {
        match self {
            Self::System(system) => system.words(),
            Self::Loop(words) => {
                Both { en: words.clone(), da: "et link i mappen fører tilbage til en mappe uden om den".to_owned() }
            }
            Self::NotGiven => both!("it was not given", "den er ikke med"),
            Self::NoText => both!("the text is missing", "teksten mangler"),
            Self::ChangedMeanwhile => both!("it was changed in the meantime", "filen er ændret i mellemtiden"),
        }
    }
}

/// Why a text is not the JSON that it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadJson {
    kind: JsonKind,
    line: usize,
    column: usize,
    words: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum JsonKind {
    CutShort,
    Syntax,
    MissingField(String),
    UnknownField(String),
    Form,
}

impl From<&serde_json::Error> for BadJson {
    fn from(error: &serde_json::Error) -> Self {
        let words = error.to_string();
        let field = |before: &str| Some(words.strip_prefix(before)?.split('`').next()?.to_owned());
        let kind = match error.classify() {
            serde_json::error::Category::Eof => JsonKind::CutShort,
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => JsonKind::Syntax,
            serde_json::error::Category::Data => field("missing field `")
                .map(JsonKind::MissingField)
                .or_else(|| field("unknown field `").map(JsonKind::UnknownField))
                .unwrap_or(JsonKind::Form),
        };
        Self { kind, line: error.line(), column: error.column(), words }
    }
}

impl BadJson {
    pub fn words(&self) -> Both {
        let what = match &self.kind {
            JsonKind::CutShort => "den slutter for tidligt".to_owned(),
            JsonKind::Syntax => "den er ikke gyldig JSON".to_owned(),
            JsonKind::MissingField(name) => format!("feltet `{name}` mangler"),
            JsonKind::UnknownField(name) => format!("feltet `{name}` er ukendt"),
            JsonKind::Form => "den har en anden form end ventet".to_owned(),
        };
        let (line, column) = (self.line, self.column);
        Both { en: self.words.clone(), da: format!("{what} (linje {line}, kolonne {column})") }
    }
}

/// Why a path cannot be read as a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPattern {
    NotUnicode,
    /// In the words of who reads patterns
    Malformed(&'static str),
}

impl NoPattern {
    pub fn words(&self) -> Both {
        match self {
            Self::NotUnicode => both!("it is not Unicode", "den er ikke Unicode"),
            Self::Malformed(words) => {
                let da = if words.starts_with("wildcards are either") {
                    "en stjerne står alene (`*`) eller som to (`**`)".to_owned()
                } else if words.starts_with("recursive wildcards must") {
                    "`**` skal stå alene mellem to skråstreger".to_owned()
                } else if words.starts_with("invalid range") {
                    "de kantede parenteser mangler deres afslutning eller indhold".to_owned()
                } else {
                    quoted(words)
                };
                Both { en: (*words).to_owned(), da }
            }
        }
    }
}
