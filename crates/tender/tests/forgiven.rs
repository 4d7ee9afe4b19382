//! What people write for the same thing: each of these is understood, and means just what the plain profile means.

use std::path::Path;

use tender::catalog::Catalog;
use tender::input::files::{Memory, decoded};
use tender::profile::{Profile, ProfileFile};
use tender::resolve::resolve;
use tender::text::source::Source;

use crate::support::CATALOG;

const PLAIN: &str = "edition = \"2024-01\"

[tender]
title = \"Fælles omsorgssystem\"
buyer = \"Eksempel Kommune\"
cvr = \"12345674\"
procedure = \"mini-tender\"
area = \"Y26\"
appendix = \"3.2\"
version = \"1.0\"
deadline = 2027-01-15

[packages]
I-02 = [\"SF1320_A\", \"SF1525\"]
I-14 = \"all\"

[facts]
folger-personaendringer = true
sender-fjernprint = false

[[requirement]]
package = \"I-14\"
type = \"K\"
text = \"Løsningen skal vise, om et brev er afleveret.\"
";

/// One place in the plain profile, and how else it is written.
const OTHERWISE: &[(&str, &[&str])] = &[
    ("edition = \"2024-01\"", &["edition=\"2024-01\"", "edition\u{a0}=\u{a0}\"2024-01\"", "edition = “2024-01”"]),
    ("title = \"Fælles omsorgssystem\"", &["title = ”Fælles omsorgssystem”", "title = »Fælles omsorgssystem«  # navn"]),
    (
        "cvr = \"12345674\"",
        &[
            "cvr = 12345674",
            "cvr = \"DK12345674\"",
            "cvr = \"DK 12 34 56 74\"",
            "cvr = \"12.34.56.74\"",
            "cvr = \"CVR-nr. 12345674\"",
            "cvr = \"12\u{a0}34\u{a0}56\u{a0}74\"",
        ],
    ),
    (
        "procedure = \"mini-tender\"",
        &[
            "procedure = \"Miniudbud\"",
            "procedure = \"MINI TENDER\"",
            "procedure = \"mini_tender\"",
            "procedure = ”miniudbud”",
        ],
    ),
    ("area = \"Y26\"", &["area = \"y26\"", "area = \"Y 26\""]),
    (
        "appendix = \"3.2\"",
        &[
            "appendix = 3.2",
            "appendix = \"Bilag 3.2\"",
            "appendix = \"bilag nr. 3.2\"",
            "appendix = \"Underbilag 3.2\"",
        ],
    ),
    (
        "version = \"1.0\"",
        &["version = 1.0", "version = \"Version 1.0\"", "version = \"v1.0\"", "version = \"ver. 1.0\""],
    ),
    (
        "deadline = 2027-01-15",
        &[
            "deadline = 15-01-2027",
            "deadline = \"2027-01-15\"",
            "deadline = \"15-01-2027\"",
            "deadline = \"15. januar 2027\"",
            "deadline = 15. januar 2027",
            "deadline = \"15/1 2027\"",
            "deadline = \"fredag den 15. januar 2027\"",
        ],
    ),
    (
        "I-02 = [\"SF1320_A\", \"SF1525\"]",
        &[
            "I-2 = [\"sf1320_a\", \"SF 1525\"]",
            "i-02 = [\"SF1320-A\", \"SF1525 \"]",
            "I02 = [\"SF1320A\", \"SF1525\u{200b}\"]",
            "I-02 = \"SF1320_A, SF1525\"",
            "I-02 = \"SF1320_A og SF1525\"",
            "I-02 = [“SF1320_A”, “SF1525”]",
            "I-02.SF1320_A = true\nI-02.SF1525 = true",
        ],
    ),
    (
        "I-14 = \"all\"",
        &[
            "I-14 = \"alle\"",
            "I-14 = \"All\"",
            "I-14 = [\"all\"]",
            "I-14 = true",
            "I-14 = True",
            "I-14 = [\"SF1601\", \"SF1606\"]",
        ],
    ),
    (
        "folger-personaendringer = true",
        &[
            "folger_personaendringer = true",
            "Folger-Personaendringer = true",
            "følger-personændringer = true",
            "foelger-personaendringer = true",
            "folger-personaendringer = \"ja\"",
            "folger-personaendringer = True",
        ],
    ),
    (
        "sender-fjernprint = false",
        &["sender-fjernprint = \"nej\"", "sender-fjernprint = FALSE", "sender-fjernprint = \"Nej.\""],
    ),
    ("package = \"I-14\"", &["package = \"i-14\"", "package = \"I–14\"", "package = \"I 14\""]),
    ("type = \"K\"", &["type = \"k\"", "type = \"Krav\"", "type = \"krav\""]),
];

fn read(text: &str, catalog: &Catalog) -> (String, String) {
    let source = Source::new("p.toml", text);
    let file = ProfileFile::read(Path::new("p.toml"), source, &Memory::empty());
    let file = file.unwrap_or_else(|complaints| panic!("{text}\n{complaints:#?}"));
    let profile = Profile::check(&file, catalog).unwrap_or_else(|complaints| panic!("{text}\n{complaints:#?}"));
    let tender = format!(
        "{:?}",
        (
            &profile.tender.cvr,
            &profile.tender.area,
            &profile.tender.appendix,
            &profile.tender.version,
            profile.tender.deadline
        )
    );
    let own: Vec<String> = profile.own.iter().map(|own| format!("{} {} {}", own.id, own.kind, own.text)).collect();
    let resolution = serde_json::to_string(&resolve(&profile)).expect("a resolution is plain data");
    (format!("{tender} {own:?} {}", profile.tender.title), resolution)
}

#[test]
fn what_can_mean_one_thing_only_means_it_however_it_is_written() {
    let plain = read(PLAIN, &CATALOG);
    let mut tried = 0;
    for (written, others) in OTHERWISE {
        assert!(PLAIN.contains(written), "{written}");
        for other in *others {
            assert_eq!(read(&PLAIN.replace(written, other), &CATALOG), plain, "{other}");
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
}

#[test]
fn a_profile_is_the_same_whichever_program_saved_it() {
    let plain = read(PLAIN, &CATALOG);
    let windows: Vec<u8> =
        PLAIN.replace('\n', "\r\n").chars().map(|c| u8::try_from(u32::from(c)).expect("it is Latin")).collect();
    let wide: Vec<u8> = format!("\u{feff}{PLAIN}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let old_mac = PLAIN.replace('\n', "\r").into_bytes();
    for bytes in [windows, wide, old_mac, format!("\u{feff}{PLAIN}").into_bytes()] {
        let source = decoded("p.toml".to_owned(), bytes).expect("it can be read");
        assert_eq!(read(&source.text, &CATALOG), plain);
    }
}

#[test]
fn a_key_that_a_base_chooses_or_answers_is_taken_back() {
    let base = PLAIN.to_owned();
    let over =
        "extends = \"faelles.toml\"\n[packages]\nI-14 = \"ingen\"\n[facts]\nfolger-personaendringer = \"ved ikke\"\n";
    let files: Memory = [("faelles.toml", base)].into_iter().collect();
    let file = ProfileFile::read(Path::new("p.toml"), Source::new("p.toml", over.to_owned() + "\n"), &files);
    let file = file.unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    // The requirement of the package that is left out would be one of an unchosen package.
    let complaints = Profile::check(&file, &CATALOG).expect_err("E1 belongs to I-14");
    let codes: Vec<&str> = complaints.iter().map(|complaint| complaint.fault.code()).collect();
    assert_eq!(codes, ["package-not-chosen"]);
}
