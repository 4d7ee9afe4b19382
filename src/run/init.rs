//! `bilag init`: a commented profile to start from, made from the newest edition.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::output;
use tender::catalog::fault::CatalogFault;
use tender::catalog::id::IntegrationId;
use tender::catalog::{Catalog, Edition};
use tender::complaint::Complaints;
use tender::text::danish;

/// Writes the profile, unless a file lies there already, and says where.
pub fn init(catalog: &Catalog, path: &Path) -> Result<PathBuf, Complaints> {
    let Some(edition) = catalog.newest() else {
        let mut complaints = Complaints::new();
        complaints.error(CatalogFault::NoEdition, None);
        return Err(complaints);
    };
    output::write_new(path, profile(edition).as_bytes())?;
    Ok(path.to_owned())
}

/// Writing to a string never fails.
macro_rules! line {
    ($text:expr, $($format:tt)*) => { writeln!($text, $($format)*).expect("writing to a string never fails") };
}

/// A profile with everything in it: what must be filled in is there and empty, so that nobody publishes an example; the rest is
/// commented out.
fn profile(edition: &Edition) -> String {
    let mut text = String::new();
    line!(text, "# Udbudsprofil til bilag. Linjer, der begynder med #, er forklaringer eller slået fra.\n");
    line!(text, "edition = \"{}\"                       # udgaven af kataloget\n", edition.id);
    line!(text, "[tender]");
    line!(text, "title = \"\"  # udbuddets titel, skal udfyldes");
    line!(text, "buyer = \"\"  # ordregiver, skal udfyldes");
    for (key, value, meaning) in [
        ("cvr", "\"12345674\"", "ordregivers CVR-nummer"),
        ("contact", "\"udbud@eksempel.dk\"", ""),
        ("reference", "\"2026-001234\"", "journalnummer"),
        ("area", "\"Y26\"", "ydelsesområde: se `bilag catalog list`"),
        ("procedure", "\"mini-tender\"", "direct-award, mini-tender eller own-tender"),
        ("appendix", "\"3.2\"", "bilagsnummer"),
        ("version", "\"0.1\"", ""),
        ("date", "2026-11-23", "dokumentets dato"),
        ("deadline", "2027-01-15T12:00:00", "tilbudsfrist, med eller uden klokkeslæt"),
        ("security-appendix", "\"Bilag 7\"", "det bilag, som kravet om sikkerhedsniveau i I-08 henviser til"),
        ("due", "\"ved idriftsættelsen\"", "hvornår krav skal være opfyldt, når intet andet står ved dem"),
        ("signature", "false", "skal svarskemaet underskrives?"),
    ] {
        let comment = if meaning.is_empty() { String::new() } else { format!("  # {meaning}") };
        line!(text, "# {key} = {value}{comment}");
    }
    line!(
        text,
        "\n# Vælg pakker: Fjern # foran de pakker, der er relevante, og slet de integrationer, der ikke er. Forudsætningerne følger selv med."
    );
    line!(text, "[packages]");
    for package in edition.packages.values() {
        let ids: Vec<String> = package.business.iter().map(|id: &IntegrationId| format!("\"{id}\"")).collect();
        line!(text, "# {} = [{}]  # {}", package.id, ids.join(", "), package.title);
    }
    line!(
        text,
        "\n# Oplysninger: true, false eller \"supplier\" (leverandøren svarer). `bilag resolve` viser, hvilke der mangler."
    );
    line!(text, "[facts]");
    for fact in edition.facts.values() {
        let asking = edition.packages.values().filter(|package| package.asks_for(&fact.id));
        let asking = danish::list(asking.map(|package| &package.id), "og");
        line!(text, "# {} = true  # {asking}: {}", fact.id, fact.question);
    }
    line!(text, "\n# Et krav, der ikke skal gælde, udelades med en begrundelse, som trykkes i bilaget.");
    line!(text, "# [[leave-out]]\n# requirement = \"I-01.01\"\n# reason = \"…\"");
    line!(text, "\n# Et krav fra kataloget kan få en anden type eller frist; ændringen trykkes med begrundelsen.");
    line!(text, "# [[line]]\n# id = \"SF0810\"\n# type = \"K\"\n# reason = \"…\"");
    line!(text, "\n# Ordregivers egne krav. Uden package står kravet under »Øvrige krav«.");
    line!(
        text,
        "# [[requirement]]\n# package = \"I-01\"\n# type = \"K\"\n# title = \"…\"\n# text = \"Løsningen skal …\""
    );
    text
}
