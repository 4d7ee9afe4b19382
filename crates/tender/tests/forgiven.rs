//! What people write for the same thing: each of these is understood, and means just what the plain profile means.

use std::path::Path;

use tender::catalog::Catalog;
use tender::input::files::{Memory, decoded};
use tender::profile::{OwnRequirement, Profile, ProfileFile};
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
signature = true
forms = [\"pdf\", \"xlsx\"]

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
describe = \"required\"
weight = 40

[[requirement]]
id = \"E7\"
type = \"MK\"
text = \"Leverandøren skal angive den garanterede svartid.\"
answer = \"number\"
unit = \"timer\"
at-most = 4

[[type]]
id = \"K\"
name = \"Krav\"
kind = \"evaluated\"
answers = [\"Opfyldt\", \"Delvist opfyldt\", \"Ikke opfyldt\"]

[evaluation]
points.K = { \"Opfyldt\" = 1.0, \"Delvist opfyldt\" = 0.5, \"Ikke opfyldt\" = 0.0 }
";

/// One place in the plain profile, and how else it is written.
const OTHERWISE: &[(&str, &[&str])] = &[
    (
        "edition = \"2024-01\"",
        &[
            "edition=\"2024-01\"",
            "edition\u{a0}=\u{a0}\"2024-01\"",
            "edition = “2024-01”",
            "edition = \"2024/01\"",
            "edition = \"2024.1\"",
            "edition = \"2024–01\"",
            "edition = \"01-2024\"",
            "edition = \"januar 2024\"",
            "edition = 2024-01",
        ],
    ),
    ("title = \"Fælles omsorgssystem\"", &["title = ”Fælles omsorgssystem”", "title = »Fælles omsorgssystem«  # navn"]),
    (
        "cvr = \"12345674\"",
        &[
            "cvr = 12345674",
            "cvr = \"DK12345674\"",
            "cvr = \"DK 12 34 56 74\"",
            "cvr = \"12.34.56.74\"",
            "cvr = \"CVR-nr. 12345674\"",
            "cvr = 12 34 56 74",
            "cvr = DK12345674",
            "cvr = \"１２３４５６７４\"",
            "cvr = \"12\u{a0}34\u{a0}56\u{a0}74\"",
        ],
    ),
    (
        "procedure = \"mini-tender\"",
        &[
            "procedure = miniudbud",
            "procedure: mini-tender",
            "procedure \"mini-tender\"",
            "procedure = \"genåbnet konkurrence\"",
            "procedure = ''miniudbud''",
            "procedure = \"mini-tender\",",
            "procedure = \"mini-tender\" // miniudbud",
            "Procedure = \"miniudbud\"",
            "procedure = \"miniudbud”",
            "procedure = \"Miniudbud\"",
            "procedure = \"MINI TENDER\"",
            "procedure = \"mini_tender\"",
            "procedure = ”miniudbud”",
        ],
    ),
    (
        "area = \"Y26\"",
        &[
            "area = \"y26\"",
            "area = \"Y 26\"",
            "area = 26",
            "area = \"Social og omsorg\"",
            "area = \"Y26 Social og omsorg\"",
            "area = Ydelsesområde Y26",
        ],
    ),
    ("signature = true", &["signature = ja", "signature = \"ja\"", "signature = 1", "Signature = True"]),
    (
        "forms = [\"pdf\", \"xlsx\"]",
        &[
            "forms = [\"PDF\", \"Excel\"]",
            "forms = \"pdf, excel\"",
            "forms = \"PDF og regneark\"",
            "forms = [pdf, xlsx]",
            "forms = [\".pdf\", \".xlsx\"]",
        ],
    ),
    (
        "describe = \"required\"",
        &["describe = \"påkrævet\"", "describe = kræves", "describe = \"Obligatorisk\"", "describe = \"ja\""],
    ),
    ("weight = 40", &["weight = \"40\"", "weight = 40 %", "weight = \"40,0\"", "weight = 40%"]),
    ("answer = \"number\"", &["answer = \"tal\"", "answer = tal", "answer = \"Antal\""]),
    ("at-most = 4", &["at-most = 4 timer", "at-most = \"4 timer\"", "at_most = 4", "at most = \"4,0\""]),
    ("kind = \"evaluated\"", &["kind = \"evalueres\"", "kind = \"Evalueringskrav\""]),
    (
        "points.K = { \"Opfyldt\" = 1.0, \"Delvist opfyldt\" = 0.5, \"Ikke opfyldt\" = 0.0 }",
        &[
            "points.K = { \"Opfyldt\" = 1,0, \"Delvist opfyldt\" = 0,5, \"Ikke opfyldt\" = 0,0 }",
            "points.K = { \"Opfyldt\" = \"100 %\", \"Delvist opfyldt\" = \"50 %\", \"Ikke opfyldt\" = 0 }",
        ],
    ),
    (
        "[tender]",
        &[
            "[tender",
            "[tender]:",
            "[ tender ]",
            "[[tender]]",
            "[Tender]",
            "## Udbuddet\n[tender]",
            "(tender)",
            "tender:",
            "tender]",
        ],
    ),
    ("[facts]", &["// oplysninger\n[facts]", "; oplysninger\n[facts]", "[[facts]]", "[facts", "facts]", "Facts:"]),
    ("[[type]]", &["[type]", "[[type]", "[[Type]]", "[ [type] ]", "type:"]),
    (
        "appendix = \"3.2\"",
        &[
            "appendix = Bilag 3.2",
            "appendix = \"3,2\"",
            "appendix = 3.2",
            "appendix = \"Bilag 3.2\"",
            "appendix = \"bilag nr. 3.2\"",
            "appendix = \"Underbilag 3.2\"",
        ],
    ),
    (
        "version = \"1.0\"",
        &[
            "version = \"1,0\"",
            "version = v1.0",
            "version = 1.0",
            "version = \"Version 1.0\"",
            "version = \"v1.0\"",
            "version = \"ver. 1.0\"",
        ],
    ),
    (
        "deadline = 2027-01-15",
        &[
            "deadline = 15-1-2027",
            "deadline = 20270115",
            "deadline = 2027.01.15",
            "deadline = 15-jan-2027",
            "deadline = \"15/1-2027\"",
            "deadline = \"15 01 2027\"",
            "deadline = 2027-1-15",
            "deadline: 15. jan. 2027",
            "deadline = fredag den 15. januar 2027",
            "deadline = \"d. 15. januar 2027\"",
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
            "I-02 = [\"SF1320_A\" \"SF1525\"]",
            "I-02 = [\"SF1320_A\" og \"SF1525\"]",
            "I-02 = [SF1320_A, SF1525]",
            "I-02 = \"SF1320_A\", \"SF1525\"",
            "I-02 = [\"SF1320_A\", \"SF1525\"",
            "I-02 = [\"SF1320 A\", \"1525\"]",
            "I-02 = [\"CPR – Hændelser\", \"Persondata Samling Hent\"]",
            "I-02 = [\"cpr hændelser\", \"SF1525\"]",
            "I‑02 = [\"SF1320_A\"; \"SF1525\"]",
            "I-02 = [\"SF1320_A – hændelser\", \"SF1525 Persondata\"]",
            "I–02 = \"SF1320 A og SF1525\"",
            "I 02 = [\"SF1525\", \"SF1320_A\"]",
            "\"I-02 Personoplysninger\" = [\"SF1320_A\", \"SF1525\"]",
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
            "I-14 = alle",
            "I-14 = ja",
            "I-14 = \"begge\"",
            "I-14 = \"alt\"",
            "I-14 = \"Alle integrationer\"",
            "I-14 = \"hele pakken\"",
            "I-14: \"samtlige\"",
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
            "folger-personaendringer = ja",
            "folger-personaendringer: Ja",
            "folger personaendringer = 1",
            "folger–personaendringer = sandt",
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
        &[
            "sender-fjernprint = nej",
            "sender-fjernprint = Nej # endnu",
            "sender-fjernprint = 0",
            "sender-fjernprint = \"nej\"",
            "sender-fjernprint = FALSE",
            "sender-fjernprint = \"Nej.\"",
        ],
    ),
    (
        "type = \"MK\"",
        &["type = MK", "type = \"mk.\"", "type = \"Mindstekrav\"", "type = \"minimumskrav\"", "type = \"skal-krav\""],
    ),
    ("package = \"I-14\"", &["package = \"i-14\"", "package = \"I–14\"", "package = \"I 14\""]),
    (
        "type = \"K\"",
        &[
            "type = \"k\"",
            "type = \"Krav\"",
            "type = \"krav\"",
            "type = \"K.\"",
            "type = Evalueringskrav",
            "type = \"konkurrencekrav\"",
        ],
    ),
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
            profile.tender.deadline,
            (profile.tender.procedure, profile.tender.signature, &profile.tender.forms),
            (&profile.evaluation.points, &profile.types),
        )
    );
    let shown = |own: &OwnRequirement| {
        format!("{} {} {} {:?} {:?} {:?}", own.id, own.kind, own.text, own.describe, own.weight, own.answer)
    };
    let own: Vec<String> = profile.own.iter().map(shown).collect();
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
            assert_eq!(read(&PLAIN.replacen(written, other, 1), &CATALOG), plain, "{other}");
            tried += 1;
        }
    }
    println!("{tried} ways to write the same are understood");
    assert!(tried > 120, "{tried}");
}

#[test]
fn a_day_of_the_week_that_is_not_the_dates_is_not_passed_over() {
    let text = PLAIN.replace("deadline = 2027-01-15", "deadline = \"torsdag den 15. januar 2027\"");
    let file = ProfileFile::read(Path::new("p.toml"), Source::new("p.toml", text), &Memory::empty());
    let file = file.unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let complaints = Profile::check(&file, &CATALOG).expect_err("the fifteenth is a Friday");
    let codes: Vec<&str> = complaints.iter().map(|complaint| complaint.fault.code()).collect();
    assert_eq!(codes, ["no-such-date"]);
}

#[test]
fn a_profile_is_the_same_whichever_program_saved_it() {
    let plain = read(PLAIN, &CATALOG);
    let windows: Vec<u8> =
        PLAIN.replace('\n', "\r\n").chars().map(|c| u8::try_from(u32::from(c)).expect("it is Latin")).collect();
    let wide: Vec<u8> = format!("\u{feff}{PLAIN}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let old_mac = PLAIN.replace('\n', "\r").into_bytes();
    let wide_without_mark: Vec<u8> = PLAIN.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = format!("\u{feff}{PLAIN}").into_bytes();
    let indented = PLAIN.replace('\n', "\n\u{a0}\u{a0}").replace(" = ", "\t=\t").into_bytes();
    let quoted_in_mail: String = PLAIN.lines().map(|line| format!("> {line}\n")).collect();
    let fenced = format!("```toml\n{PLAIN}```\n").into_bytes();
    for bytes in [windows, wide, wide_without_mark, old_mac, marked, indented, quoted_in_mail.into_bytes(), fenced] {
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
