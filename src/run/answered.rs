//! Where what is made of answers is written: one file a format, and data without a place is handed over.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use crate::house::no_such_format;
use tender::complaint::Complaints;
use tender::document::{DocumentKind, Format};

/// What is to be written and where: each format once, the data first, then what is made of it.
pub fn targets(
    kind: DocumentKind,
    asked: &[Format],
    output: Option<&Path>,
) -> Result<Vec<(Format, Option<PathBuf>)>, Complaints> {
    if let Some(format) = asked.iter().find(|format| !kind.has(**format)) {
        return Err(no_such_format(kind, format.extension()));
    }
    if asked.is_empty()
        && let Some(ending) =
            output.and_then(of_another_program).filter(|_| output.is_some_and(|path| asked_by(kind, path).is_none()))
    {
        return Err(no_such_format(kind, &ending));
    }
    let mut formats = asked.to_vec();
    formats.sort_by_key(|format| (*format != Format::Json, Reverse(*format)));
    formats.dedup();
    if formats.is_empty() {
        formats.push(output.and_then(|path| asked_by(kind, path)).unwrap_or(Format::Json));
    }
    let several = formats.len() > 1;
    let place = |format: Format| match output {
        None if format == Format::Json => None,
        None => Some(PathBuf::from(kind.file_name()).with_extension(format.extension())),
        Some(path) if several => Some(ending(kind, path, format)),
        Some(path) => Some(path.to_owned()),
    };
    Ok(formats.into_iter().map(|format| (format, place(format))).collect())
}

/// The format that a file's name asks for.
fn asked_by(kind: DocumentKind, path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    kind.about().formats.iter().copied().find(|format| format.extension() == ending)
}

/// The ending of a file that another program would be asked to open, and that nobody names data by.
fn of_another_program(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    let known = Format::ALL.iter().any(|format| format.extension() == ending);
    let others =
        ["doc", "docm", "xls", "xlsm", "xlsb", "ods", "odt", "csv", "tsv", "txt", "ppt", "odp", "rtf", "htm", "xml"];
    (known || others.contains(&ending.as_str())).then_some(ending)
}

/// The name with a format's ending in place of another format's, or behind it: `udbud.2026` becomes `udbud.2026.pdf`.
fn ending(kind: DocumentKind, path: &Path, format: Format) -> PathBuf {
    if asked_by(kind, path).is_some() {
        return path.with_extension(format.extension());
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", format.extension()));
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_formats_each_gets_its_ending_and_a_name_keeps_what_is_none() {
        let names = |output: &str, formats: &[Format]| -> Vec<String> {
            let targets = targets(DocumentKind::Sammenligning, formats, Some(Path::new(output))).unwrap();
            targets.into_iter().map(|(_, path)| path.unwrap().display().to_string()).collect()
        };
        let both = [Format::Xlsx, Format::Pdf, Format::Xlsx];
        assert_eq!(names("udbud.2026", &both), ["udbud.2026.xlsx", "udbud.2026.pdf"]);
        assert_eq!(names("udbud.pdf", &both), ["udbud.xlsx", "udbud.pdf"]);
        assert_eq!(names("udbud.2026", &[Format::Pdf]), ["udbud.2026"]);
        let asked = targets(DocumentKind::Sammenligning, &[], Some(Path::new("svar.XLSX"))).unwrap();
        assert_eq!(asked[0].0, Format::Xlsx);
        for (output, right) in [("svar.docx", false), ("svar.xls", false), ("svar.PPTX", false), ("udbud.2026", true)] {
            assert_eq!(targets(DocumentKind::Sammenligning, &[], Some(Path::new(output))).is_ok(), right, "{output}");
        }
    }
}
