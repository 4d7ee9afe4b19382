//! Names of files that every system can have.

/// The longest name, in characters; systems allow 255 bytes.
const LONGEST: usize = 120;

/// What Windows keeps for devices, with any ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether a character can stand in no file's name, on whichever system: with some of them a name is a path, a drive or
/// a stream of another file.
pub fn is_illegal(c: char) -> bool {
    c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

/// Whether Windows keeps a name, with whatever ending, for a device.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = |kind| stem.strip_prefix(kind).is_some_and(|number: &str| matches!(number.as_bytes(), [b'1'..=b'9']));
    DEVICES.contains(&stem.as_str()) || port("com") || port("lpt")
}

/// The name that a stranger gave a file, as near as every system can have it. Its ending stays.
pub fn possible(name: &str) -> String {
    let name: String = name.chars().map(|c| if is_illegal(c) { '-' } else { c }).collect();
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, ending) =
        name.rsplit_once('.').map_or((name, String::new()), |(stem, ending)| (stem, format!(".{ending}")));
    let room = LONGEST.saturating_sub(ending.chars().count());
    let short: String =
        format!("{}{ending}", stem.chars().take(room).collect::<String>()).chars().take(LONGEST).collect();
    match short.as_str() {
        "" => "-".to_owned(),
        device if is_device(device) => format!("_{device}"),
        _ => short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strangers_name_leads_nowhere_and_keeps_its_ending() {
        for (written, name) in [
            ("skema.pdf", "skema.pdf"),
            ("Ærø A/S – svar.xlsx", "Ærø A-S – svar.xlsx"),
            ("../../skema.pdf", "-..-skema.pdf"),
            ("C:skema.pdf", "C-skema.pdf"),
            ("..\\..\\skema.pdf", "-..-skema.pdf"),
            ("skema.pdf:skjult.pdf", "skema.pdf-skjult.pdf"),
            ("CON.pdf", "_CON.pdf"),
            ("lpt1", "_lpt1"),
            (" . ", "-"),
            ("a\u{7}b.pdf", "a-b.pdf"),
            (".skjult.pdf. ", "skjult.pdf"),
        ] {
            assert_eq!(possible(written), name);
        }
        let long = possible(&format!("{}.pdf", "å".repeat(300)));
        assert!(long.ends_with("å.pdf") && long.chars().count() == LONGEST);
        assert_eq!(possible(&format!("a.{}", "x".repeat(300))).chars().count(), LONGEST);
    }
}
