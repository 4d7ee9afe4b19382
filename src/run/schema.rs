//! `bilag schema`: what a file of ours may hold, for editors and programs.

use tender::catalog::Catalog;
use tender::catalog::schema::File;
use tender::complaint::Complaints;
use tender::resolve::Resolution;
use tender::{portfolio, profile};

use super::checklist::edition;
use super::report::RunReport;

/// What a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Of {
    /// A tender's profile
    Profile,
    /// A table with a row for each buyer
    Portfolio,
    /// A catalog's `edition.toml`
    Edition,
    /// A catalog's `facts.toml`
    Facts,
    /// A catalog's `integrations.toml`
    Integrations,
    /// A catalog's `readings.toml`
    Readings,
    /// A catalog's `notes.toml`
    Notes,
    /// What stands between the lines `+++` of a catalog's package
    Package,
    /// What `resolve --format json` prints
    Resolution,
    /// What `--report` writes
    Report,
}

/// The schema as JSON.
pub fn schema(of: Of, catalog: &Catalog, id: Option<&str>) -> Result<String, Complaints> {
    let edition = edition(catalog, id)?;
    let schema = match of {
        Of::Profile => profile::schema::schema(&edition),
        Of::Portfolio => portfolio::schema::schema(&edition),
        Of::Edition => File::Edition.schema(),
        Of::Facts => File::Facts.schema(),
        Of::Integrations => File::Integrations.schema(),
        Of::Readings => File::Readings.schema(),
        Of::Notes => File::Notes.schema(),
        Of::Package => File::Package.schema(),
        Of::Resolution => Resolution::json_schema().to_value(),
        Of::Report => schemars::schema_for!(RunReport).to_value(),
    };
    Ok(serde_json::to_string_pretty(&schema).expect("a schema is plain data") + "\n")
}
