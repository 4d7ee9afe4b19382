//! What is wrong with what is written, whatever it is about: files, TOML, keys and values, patterns.

use strum::{IntoStaticStr, VariantNames};

use crate::both;
use crate::complaint::words::{again, meant, one_of};
use crate::complaint::{Fault, Saying};
use crate::say;
use crate::text::calendar::NoMoment;
use crate::text::language::Both;

pub use self::home::Home;
pub use self::toml::{OtherFile, Slip};
pub use self::why::{BadJson, NoPattern, Obstacle, System, Why};
pub use self::words::{Expected, Found, Noun, Thing, Unprintable};

mod home;
mod moment;
mod toml;
mod why;
mod words;

/// What is wrong with what is written.
///
/// The name of a variant is its code: `UnknownPlaceholder` is printed as `unknown-placeholder`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum InputFault {
    Toml {
        /// What the parser says
        message: String,
        hints: Vec<Slip>,
    },
    /// There is no such file
    NoSuchFile {
        path: String,
        /// One beside it that is called almost so
        nearest: Option<String>,
    },
    /// A text was taken for another encoding than its own and saved so: »FÃ¦lles«
    TwiceEncoded {
        written: String,
        meant: String,
    },
    #[strum(serialize = "not-utf-8")]
    NotUtf8 {
        path: String,
    },
    TooLarge {
        path: String,
        bytes: u64,
        most: u64,
    },
    Unreadable {
        path: String,
        why: Why,
    },
    NotAFile {
        path: String,
    },
    NoFolder {
        path: String,
    },
    /// A link in a folder of the user's leads out of it
    LeadsOut {
        path: String,
        folder: String,
    },
    MalformedPattern {
        pattern: String,
        why: NoPattern,
    },
    NoMatch {
        what: Thing,
        pattern: String,
    },
    Unprintable {
        what: Unprintable,
    },
    UnknownKey {
        key: String,
        known: Vec<String>,
        nearest: Option<String>,
        /// Where such a key belongs
        belongs: Option<Home>,
    },
    MissingKey {
        key: String,
    },
    /// A key takes one of some words, and this is none of them
    UnknownWord {
        key: String,
        word: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    EmptyText {
        key: String,
    },
    WrongKind {
        expected: Expected,
        found: Found,
    },
    ControlCharacter {
        code: u32,
    },
    TooLong {
        length: usize,
        most: usize,
    },
    TooManyLines {
        lines: usize,
        most: usize,
    },
    DateOutOfRange,
    /// A text that is written like a date or an hour, and is none
    NoSuchDate {
        why: NoMoment,
    },
    DuplicateId {
        what: Thing,
        id: String,
    },
    MalformedId {
        expected: Expected,
        id: String,
    },
    UnknownReference {
        what: Thing,
        id: String,
        nearest: Option<String>,
    },
    UnknownPlaceholder {
        name: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    /// What is like a placeholder, with a brace too few: it would be printed as it is written
    ShortOfBraces {
        written: String,
        name: String,
    },
}

/// The codes of these faults.
pub const CODES: &[&str] = InputFault::VARIANTS;

impl Fault for InputFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
            Self::Toml { message, hints } => {
                let Both { en, da } = toml::headline(message, hints);
                say!("{en}", "{da}").hints(hints.iter().map(|slip| slip.hint()))
            }
            Self::NotUtf8 { path } => {
                let hint = if path.to_lowercase().ends_with(".csv") {
                    both!(
                        "save the file as UTF-8: in Excel, the file type is `CSV UTF-8`",
                        "gem filen som UTF-8: i Excel hedder filtypen `CSV UTF-8`"
                    )
                } else {
                    both!("save the file as UTF-8", "gem filen som UTF-8")
                };
                say!("`{path}` is not UTF-8 text", "`{path}` er ikke gemt som UTF-8")
                    .label(both!("here stand other bytes", "her står noget, der ikke er UTF-8"))
                    .hint(hint)
            }
            Self::TooLarge { path, bytes, most } => say!(
                "`{path}` has {bytes} bytes, and at most {most} are read",
                "`{path}` fylder {bytes} byte, og der læses højst {most}"
            ),
            Self::Unreadable { path, why } => {
                let Both { en, da } = why.words();
                say!("`{path}` cannot be read: {en}", "`{path}` kan ikke læses: {da}")
            }
            Self::NoSuchFile { path, nearest } => {
                say!("there is no file `{path}`", "filen `{path}` findes ikke").hints(meant(nearest))
            }
            Self::TwiceEncoded { written, meant } => say!(
                "»{written}« looks like »{meant}« that was saved in another encoding",
                "»{written}« ligner »{meant}«, der er gemt med en anden tegnkodning"
            )
            .hint(both!(
                "replace it in the whole file, and save that as UTF-8",
                "ret det i hele filen, og gem den som UTF-8"
            )),
            Self::NotAFile { path } => say!("`{path}` is not a file", "`{path}` er ikke en fil"),
            Self::NoFolder { path } => say!("`{path}` is not a folder", "`{path}` er ikke en mappe").hint(both!(
                "correct the path; `bilag catalog export DIR` writes folders to start from",
                "ret stien; `bilag catalog export DIR` skriver mapper at begynde med"
            )),
            Self::LeadsOut { path, folder } => {
                say!("`{path}` leads out of the folder `{folder}`", "`{path}` fører ud af mappen `{folder}`")
                    .hint(both!("put a copy of the file into the folder", "læg en kopi af filen i mappen"))
            }
            Self::MalformedPattern { pattern, why } => {
                let Both { en, da } = why.words();
                say!("`{pattern}` cannot be read as a pattern: {en}", "`{pattern}` kan ikke læses som et mønster: {da}")
            }
            Self::NoMatch { what, pattern } => {
                let noun = what.noun();
                let (en, da) = (noun.en, noun.none);
                say!("no {en} matches `{pattern}`", "{da} passer på `{pattern}`")
            }
            Self::Unprintable { what } => {
                let Both { en, da } = what.words();
                say!("{en} cannot be printed", "{da} kan ikke gengives")
            }
            Self::UnknownKey { key, known, nearest, belongs } => say!("unknown key `{key}`", "ukendt nøgle `{key}`")
                .label(match known.as_slice() {
                    [] => both!("does not belong here", "hører ikke til her"),
                    known => one_of(known),
                })
                .hints(belongs.as_ref().map(Home::way_out))
                .hints(meant(nearest)),
            Self::MissingKey { key } => say!("the key `{key}` is missing", "nøglen `{key}` mangler")
                .label(both!("`{key}` belongs here", "her skal `{key}` stå")),
            Self::UnknownWord { key, word, known, nearest } => {
                say!("`{key}` cannot be `{word}`", "`{key}` kan ikke være `{word}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            Self::EmptyText { key } => say!("`{key}` is empty", "`{key}` er tom"),
            Self::WrongKind { expected, found } => {
                let (Both { en, da }, there) = (expected.words(), found.beside(*expected).words());
                let (en_there, da_there) = (there.en, there.da);
                say!("expected {en}, found {en_there}", "her skal stå {da}, men der står {da_there}")
                    .label(expected.label())
                    .hints(mended(*expected, *found))
            }
            Self::ControlCharacter { code } => say!(
                "the text holds the control character U+{code:04X}",
                "teksten indeholder styretegnet U+{code:04X}"
            )
            .hints(turns_text(*code).then(|| {
                both!(
                    "it is not seen and can make the text read otherwise than it is written; delete it",
                    "det kan ikke ses, og det kan få teksten til at læses anderledes, end den er skrevet; slet det"
                )
            })),
            Self::TooLong { length, most } => say!("the text has {length} characters", "teksten har {length} tegn")
                .label(both!("at most {most} characters", "højst {most} tegn")),
            Self::TooManyLines { lines, most } => say!("the text has {lines} lines", "teksten har {lines} linjer")
                .label(both!("at most {most} lines", "højst {most} linjer")),
            Self::DateOutOfRange => {
                say!("the year is not between 1900 and 9999", "årstallet ligger ikke mellem 1900 og 9999")
            }
            Self::NoSuchDate { why } => {
                let Both { en, da } = moment::words(*why);
                // However it was written, a day that there is not has no other form.
                let is_day = matches!(why, NoMoment::Days { .. });
                say!("{en}", "{da}").hints((!is_day).then(|| moment::way_out(*why)))
            }
            Self::DuplicateId { what: Thing::Buyer, id } => {
                say!("`{id}` and `buyers` do not stand together", "`{id}` og `buyers` kan ikke stå sammen").hint(both!(
                    "write each buyer with its name and its number in `buyers` alone",
                    "skriv hver ordregiver med navn og nummer i `buyers` alene"
                ))
            }
            Self::DuplicateId { what, id } => {
                let noun = what.noun();
                let (en, da) = (noun.en, noun.the);
                say!("the {en} `{id}` is written twice", "{da} `{id}` er skrevet to gange").label(again())
            }
            Self::MalformedId { expected, id } => {
                let Both { en, da } = expected.words();
                say!("`{id}` is no valid id: expected {en}", "`{id}` er ikke et gyldigt id: der skal stå {da}")
                    .label(expected.label())
            }
            Self::UnknownReference { what, id, nearest } => {
                let noun = what.noun();
                let (en, da) = (noun.en, noun.none);
                say!("there is no {en} `{id}`", "der er {da} `{id}`").hints(meant(nearest))
            }
            Self::UnknownPlaceholder { name, known, nearest } => {
                say!("unknown placeholder `{name}`", "ukendt pladsholder `{name}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            Self::ShortOfBraces { written, name } => say!(
                "`{written}` is no placeholder: those have two braces on either side",
                "`{written}` er ikke en pladsholder: Den skal have to krøllede parenteser på hver side"
            )
            .hint(both!("write `{{{{{name}}}}}`", "skriv `{{{{{name}}}}}`")),
        }
    }
}

/// A hint: how a value becomes one of the right kind, where that is plain.
fn mended(expected: Expected, found: Found) -> Option<Both> {
    if (expected, found) == (Expected::Text, Found::Number) {
        Some(both!("put it in quotes", "sæt tallet i anførselstegn"))
    } else if (expected, found) == (Expected::Tables, Found::Table) {
        Some(both!(
            "write the heading with two brackets: `[[…]]`",
            "skriv overskriften med dobbelte kantede parenteser: `[[…]]`"
        ))
    } else if (expected, found) == (Expected::Text, Found::Date) {
        Some(both!("put it in quotes", "sæt datoen i anførselstegn"))
    } else if (expected, found) == (Expected::Date, Found::TimeOfDay) {
        Some(both!(
            "write the day as 2026-11-23; where an hour belongs too, as 2026-11-23T12:00:00, without a time zone",
            "skriv dagen som 2026-11-23; hvor der også hører et klokkeslæt til, som 2026-11-23T12:00:00 uden tidszone"
        ))
    } else if expected == Expected::Date && matches!(found, Found::Text | Found::OtherText | Found::Number) {
        Some(both!(
            "write it as 2026-11-23: year, month, day; a day of the week must be that of the date",
            "skriv den som 2026-11-23: år, måned, dag; en ugedag skal passe til datoen"
        ))
    } else if (expected, found) == (Expected::TrueOrFalse, Found::Text) {
        Some(both!("write `true` or `false`, without quotes", "skriv `true` eller `false` uden anførselstegn"))
    } else {
        None
    }
}

/// Whether a character turns the direction of a text or ends its line without being seen.
fn turns_text(code: u32) -> bool {
    matches!(code, 0x2028 | 0x2029 | 0x202a..=0x202e | 0x2066..=0x2069)
}
