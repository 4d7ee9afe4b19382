//! Kinds of documents and formats as they are typed on a command line.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use tender::document::{DocumentKind, Format};

/// The kinds of documents that `build` can be asked for, by their names.
pub fn kinds() -> impl TypedValueParser<Value = DocumentKind> {
    let values = DocumentKind::built().map(|kind| PossibleValue::new(kind.file_name()).help(kind.about().help));
    PossibleValuesParser::new(values).map(|name| {
        let kind = DocumentKind::built().find(|kind| kind.file_name() == name);
        kind.expect("only the names of kinds are possible")
    })
}

/// The formats that any of them has.
pub fn formats() -> impl TypedValueParser<Value = Format> {
    let had = |format: &Format| DocumentKind::built().any(|kind| kind.has(*format));
    let values = Format::ALL.iter().copied().filter(had).map(|format| {
        let kinds: Vec<_> =
            DocumentKind::built().filter(|kind| kind.has(format)).map(DocumentKind::file_name).collect();
        let value = PossibleValue::new(format.extension());
        if kinds.len() == DocumentKind::built().count() {
            value
        } else {
            value.help(format!("{} only", kinds.join(", ")))
        }
    });
    PossibleValuesParser::new(values).map(named)
}

/// The formats of one kind of document.
pub fn formats_of(kind: DocumentKind) -> impl TypedValueParser<Value = Format> {
    let values = kind.about().formats.iter().map(|format| PossibleValue::new(format.extension()));
    PossibleValuesParser::new(values).map(named)
}

/// The format that goes by a name.
fn named(name: String) -> Format {
    let format = Format::ALL.iter().copied().find(|format| format.extension() == name);
    format.expect("only the names of formats are possible")
}
