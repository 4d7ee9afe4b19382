//! What Typst says of templates and pictures. It speaks English to those who write templates.

use tender::both;
use tender::complaint::words::quoted;
use tender::text::language::Both;

/// What Typst says begins so, and means this; what comes after it is told as code.
const KNOWN: &[(&str, &str)] = &[
    ("unclosed delimiter", "en parentes er ikke lukket"),
    ("unexpected closing", "en parentes er lukket uden at være åbnet"),
    ("unclosed string", "en tekst er ikke afsluttet med anførselstegn"),
    ("expected expression", "her mangler et udtryk"),
    ("expected semicolon or line break", "her mangler et semikolon eller et linjeskift"),
    ("expected comma", "her mangler et komma"),
    ("unknown variable: ", "ukendt variabel "),
    ("unexpected argument: ", "ukendt argument "),
    ("missing argument: ", "argumentet mangler: "),
    ("file not found", "filen findes ikke i skabelonmappen"),
    ("cannot reference ", "kan ikke henvise til "),
    ("unknown font family: ", "ukendt skrifttype "),
];

/// What Typst says, for both readers.
pub(crate) fn words(message: &str) -> Both {
    let known = KNOWN.iter().find_map(|(en, da)| Some((message.strip_prefix(en)?, *en, *da)));
    let da = match known {
        Some((rest, en, da)) if en.ends_with(' ') => format!("{da}`{rest}`"),
        Some((_, _, da)) => da.to_owned(),
        None => quoted(message),
    };
    Both { en: message.to_owned(), da }
}

/// Why a picture cannot be printed.
pub(super) fn picture(message: &str) -> Both {
    let svg = message.strip_prefix("failed to parse SVG").map(|_| "SVG-filen kan ikke læses");
    let letters =
        message.contains("could not be displayed with a font").then_some("ingen skrifttype har alle dens tegn");
    if has_printers_colours(message) {
        return both!("its colours are those of a printing house (CMYK)", "farverne er til trykkeriet (CMYK)");
    }
    let da = svg.or(letters).map_or_else(|| format!("Typst melder {}", quoted(message)), str::to_owned);
    Both { en: message.to_owned(), da }
}

/// The way out for a picture that cannot be printed, where it is plain.
pub(super) fn picture_mended(message: &str) -> Option<Both> {
    if has_printers_colours(message) {
        Some(both!(
            "save it for screens, with RGB colours, best as PNG or SVG",
            "gem det til skærm, altså med RGB-farver, helst som PNG eller SVG"
        ))
    } else if message.contains("could not be displayed with a font") {
        Some(both!(
            "turn its letters into outlines, or save it as PNG",
            "lav bogstaverne om til kurver, eller gem det som PNG"
        ))
    } else {
        None
    }
}

/// A picture for a printing house: a PDF that must look alike everywhere cannot hold its colours.
fn has_printers_colours(message: &str) -> bool {
    message.contains("CMYK")
}
