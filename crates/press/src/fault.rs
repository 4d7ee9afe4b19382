//! What goes wrong in print: in templates, fonts and pictures, and in the PDF that comes of them.

use strum::{IntoStaticStr, VariantNames};
use tender::both;
use tender::complaint::words::{meant, names, one_of};
use tender::complaint::{Fault, Saying};
use tender::say;
use tender::text::language::Both;

pub use self::missing::Missing;

mod missing;
pub(crate) mod typst;

/// What goes wrong in print.
///
/// The name of a variant is its code: `UnexpectedPdf` is printed as `unexpected-pdf`.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PressFault {
    Typst {
        /// What Typst says
        message: String,
        hints: Vec<String>,
    },
    UnreadableImage {
        path: String,
        /// What Typst says of it
        why: Option<String>,
    },
    /// A logo has more pixels than a page can show
    LogoTooLarge {
        path: String,
        width: usize,
        height: usize,
    },
    /// A logo has effects that are drawn pixel by pixel
    LogoWithEffects {
        path: String,
    },
    NoGlyph {
        characters: Vec<char>,
    },
    /// A file among the fonts holds none
    NotAFont {
        path: String,
    },
    /// A folder of fonts holds none
    NoFonts {
        folder: String,
    },
    UnknownFont {
        family: String,
        known: Vec<String>,
        nearest: Option<String>,
    },
    /// Fields of the data that a template does not show
    FieldsMissing {
        names: Vec<String>,
    },
    FieldsRepeated {
        names: Vec<String>,
    },
    /// Links to fields that the data does not have
    FieldsUnknown {
        names: Vec<String>,
    },
    /// Lines of the data that a template prints nowhere
    DroppedLine {
        ids: Vec<String>,
        template: String,
    },
    /// Words that run over the edge of their page
    CutOff {
        words: String,
        page: usize,
        template: String,
    },
    ForeignLink {
        target: String,
    },
    AttachmentTaken {
        name: String,
    },
    UnexpectedPdf {
        missing: Missing,
    },
}

/// The codes of these faults.
pub const CODES: &[&str] = PressFault::VARIANTS;

impl Fault for PressFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn saying(&self) -> Saying {
        match self {
            Self::Typst { message, hints } => {
                let Both { en, da } = typst::words(message);
                say!("{en}", "Typst melder: {da}").hints(hints.iter().map(|hint| typst::words(hint)))
            }
            Self::UnreadableImage { path, why: None } => say!(
                "`{path}` is not an SVG, PNG or JPEG image",
                "`{path}` er ikke et billede i formatet SVG, PNG eller JPEG"
            ),
            Self::UnreadableImage { path, why: Some(why) } => {
                let Both { en, da } = typst::picture(why);
                say!("`{path}` cannot be printed: {en}", "`{path}` kan ikke gengives: {da}")
                    .hints(typst::picture_mended(why))
            }
            Self::LogoTooLarge { path, width, height } => say!(
                "the logo `{path}` is too large: {width} × {height} pixels",
                "logoet `{path}` er for stort: {width} × {height} pixels"
            )
            .hint(both!(
                "scale it down; 2,000 pixels are enough in both directions",
                "gør det mindre; 2.000 pixels er nok på hver led"
            )),
            Self::LogoWithEffects { path } => say!(
                "the logo `{path}` uses effects (`filter`), or draws too much, to be printed as lines",
                "logoet `{path}` bruger effekter (`filter`) eller tegner for meget til at kunne gengives som streger"
            )
            .hint(both!("save it without effects, or as PNG", "gem det uden effekter eller som PNG")),
            Self::NoGlyph { characters } => {
                let shown: Vec<String> =
                    characters.iter().map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
                let list = shown.join(", ");
                let en_hint = "replace them, or give fonts that have them with `--fonts`";
                match shown.len() {
                    1 => say!("no font has the character {list}", "ingen skrifttype har tegnet {list}")
                        .hint(both!("{en_hint}", "erstat det, eller angiv en skrifttype, der har det, med `--fonts`")),
                    _ => say!("no font has the characters {list}", "ingen skrifttype har tegnene {list}")
                        .hint(both!("{en_hint}", "erstat dem, eller angiv skrifttyper, der har dem, med `--fonts`")),
                }
            }
            Self::NotAFont { path } => say!("`{path}` holds no font", "`{path}` indeholder ingen skrifttype"),
            Self::NoFonts { folder } => say!("no fonts in `{folder}`", "der er ingen skrifttyper i `{folder}`"),
            Self::UnknownFont { family, known, nearest } => {
                say!("there is no font family `{family}`", "der er ingen skrifttype `{family}`")
                    .label(one_of(known))
                    .hints(meant(nearest))
            }
            Self::FieldsMissing { names: fields } => {
                let fields = names(fields);
                say!("the template leaves out {fields}", "skabelonen udelader {fields}").hint(each_once())
            }
            Self::FieldsRepeated { names: fields } => {
                let fields = names(fields);
                say!("the template repeats {fields}", "skabelonen viser {fields} mere end én gang").hint(each_once())
            }
            Self::FieldsUnknown { names: fields } => {
                let list = names(fields);
                match fields.len() {
                    1 => say!("the document has no {list}", "dokumentet har intet felt {list}"),
                    _ => say!("the document has no {list}", "dokumentet har ikke felterne {list}"),
                }
            }
            Self::DroppedLine { ids, template } => {
                let ids = names(ids);
                say!("`{template}` does not print {ids}", "`{template}` gengiver ikke {ids}").hint(both!(
                    "print every line with `wording`, or mark where it stands with `printed`",
                    "gengiv hver linje med `wording`, eller markér med `printed`, hvor den står"
                ))
            }
            Self::CutOff { words, page, template } => say!(
                "page {page} cannot hold »{words}«: `{template}` lets it run over the edge",
                "side {page} kan ikke rumme »{words}«: `{template}` lader det løbe ud over kanten"
            )
            .hint(both!(
                "let it break, or choose a narrower font for the theme",
                "lad det brydes, eller vælg en smallere skrifttype til temaet"
            )),
            Self::ForeignLink { target } => say!(
                "the link `{target}` leads out of the web",
                "linket `{target}` fører hverken til en webside eller en mailadresse"
            )
            .hint(both!(
                "a link leads to `https:`, `http:` or `mailto:`",
                "et link skal føre til `https:`, `http:` eller `mailto:`"
            )),
            Self::AttachmentTaken { name } => say!(
                "the template attaches `{name}`, which every such PDF carries by itself",
                "skabelonen vedhæfter `{name}`, som alle disse PDF-filer har med i forvejen"
            )
            .hint(both!("attach it under another name", "vedhæft den under et andet navn")),
            Self::UnexpectedPdf { missing } => {
                let Both { en, da } = missing.words();
                say!("the printed PDF cannot be finished: {en}", "PDF-filen kan ikke gøres færdig: {da}")
            }
        }
    }
}

/// A hint: a form shows every field.
fn each_once() -> Both {
    both!(
        "the template must show each field of the document once, with `field` or `blank`",
        "skabelonen skal vise hvert af dokumentets felter netop én gang, med `field` eller `blank`"
    )
}
