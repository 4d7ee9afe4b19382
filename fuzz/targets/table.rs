//! The table of a portfolio, as text or as a workbook, is refused with complaints, or its rows give profiles.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use tender::input::files::Memory;
use tender::portfolio::Portfolio;

mod packed;
mod told;

const PORTFOLIO: &str = include_str!("portfolio.toml");

fuzz_target!(|bytes: &[u8]| {
    let bytes = packed::package(bytes);
    for name in ["kommuner.csv", "kommuner.xlsx"] {
        let files = [
            ("portfolio.toml", PORTFOLIO.replace("kommuner.csv", name).into_bytes()),
            ("profil.toml", include_bytes!("profil.toml").to_vec()),
            (name, bytes.to_vec()),
        ];
        let files: Memory = files.into_iter().collect();
        match Portfolio::open(Path::new("portfolio.toml"), &files) {
            Err(complaints) => told::all(&complaints),
            Ok(portfolio) => {
                for entry in portfolio.entries.iter().take(50) {
                    if let Err(complaints) = portfolio.profile(entry) {
                        told::all(&complaints);
                    }
                }
            }
        }
    }
});
