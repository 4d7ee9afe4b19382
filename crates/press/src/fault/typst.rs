//! What Typst says of templates and pictures. It speaks English to those who write templates.

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
    let da = svg.or(letters).map_or_else(|| format!("Typst melder {}", quoted(message)), str::to_owned);
    Both { en: message.to_owned(), da }
}
