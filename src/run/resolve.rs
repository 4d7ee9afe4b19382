//! `bilag resolve` and `bilag explain`.

use std::path::Path;

use tender::case::Case;
use tender::catalog::Catalog;
use tender::complaint::Complaints;
use tender::input::files::Files;
use tender::profile::ProfileFile;
use tender::resolve::explain::explain as explain_line;
use tender::text::language::Language;

/// What follows from a profile.
pub fn resolve(catalog: &Catalog, profile: &Path, files: &dyn Files) -> Result<Case, Complaints> {
    Case::read(&ProfileFile::open(profile, files)?, catalog)
}

/// Explains one line of a profile's resolution, or a package or fact that lines follow from.
pub fn explain(
    catalog: &Catalog,
    profile: &Path,
    id: &str,
    language: Language,
    files: &dyn Files,
) -> Result<String, Complaints> {
    // The profile's warnings are not what was asked for.
    let case = resolve(catalog, profile, files)?;
    Ok(explain_line(&case.profile, &case.resolution, id, language)?)
}
