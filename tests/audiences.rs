//! Two audiences: whatever goes out holds the supplier's view alone, down to every attachment, part and hidden sheet;
//! and whatever stays is marked so on each page.
//!
//! A tender in which each of the buyer's own words says HEMMELIGT is published, corrected and withdrawn in every format
//! that there is. Then all that lies outside `internt/` is taken apart.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use lopdf::{Document, Object};

use crate::desk::Desk;
use crate::paper;
use crate::support::DOUBTING;

/// What is the buyer's own wherever it stands: its own words, what the catalog cites and reads, advises and has seen.
const OWN: [&str; 15] = [
    "HEMMELIG",
    "987654",
    "vague-word",
    "late-because",
    "\"readings\"",
    "[readings]",
    "slide I-",
    "\"weight\": \"basic\"",
    "SMTP",
    "DistributionService",
    "org-graphql",
    "lovguiden",
    "Gældsstyrelsens regler",
    "Udbetaling Danmark om de data",
    "MedCom-certificeret",
];

/// A tender in which all that is the buyer's own says so, in its first or its second version.
fn profile(corrected: bool) -> String {
    let (version, published, correction) = if corrected {
        (
            "1.1",
            "2026-12-02",
            "[[correction]]\nversion = \"1.1\"\nlines = [\"E1\"]\ncause = \"Efter spørgsmål\"\nweight = \"basic\"\nreason = \"HEMMELIGT skøn\"\n",
        )
    } else {
        ("1.0", "2026-11-24", "")
    };
    let hours = if corrected { "ti" } else { "tolv" };
    format!(
        r#"# HEMMELIGT i en kommentar
edition = "2024-01"
[tender]
title = "Prøve"
buyer = "Eksempel Kommune"
procedure = "own-tender"
version = "{version}"
date = {published}
published = {published}
deadline = 2027-01-15T12:00:00
security-appendix = "Bilag 7"
late-because = "HEMMELIGT hastværk"
[packages]
I-01 = "all"
I-02 = ["SF1320_A", "SF1525"]
I-03 = ["SF1411_A", "SF1411_B"]
I-10 = ["SF1590_B_01"]
I-12 = "all"
I-15 = "all"
[facts]
folger-personaendringer = true
opbygger-sortiment = "supplier"
token-services = "supplier"
afsender-beskeder = "supplier"
bogfoerer-betalinger = true
udveksler-sagsdokumenter = true
afleverer-via-fordeling = true
modtager-via-fordeling = false
masseleverancer = true
[readings]
R14 = "HEMMELIGT svar fra KOMBIT"
R22 = "HEMMELIGT svar fra KOMBIT"
[evaluation]
described-in = "Bilag 5"
points.K = {{ "Opfyldt" = 0.987654 }}
[[line]]
id = "SF1514"
weight = 987654
type = "K"
reason = "Aftalt."
allow = ["vague-word: HEMMELIGT overvejet"]
[[requirement]]
id = "E1"
type = "K"
text = "Løsningen skal vise {hours} sager på en side."
weight = 987654
allow = ["vague-word: HEMMELIGT overvejet"]
[[question]]
number = 1
received = 2026-11-25
answered = 2026-11-27
question = "Hvor mange sager?"
answer = "Ti."
version = "1.1"
lines = ["E1"]
allow = ["vague-word: HEMMELIGT overvejet"]
[[question]]
number = 2
received = 2026-11-26
question = "HEMMELIGT, for det er ikke besvaret endnu?"
{correction}"#
    )
}

/// Everything in a file that a reader or a program can get hold of.
fn inside(path: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("pdf") => of_pdf(path, bytes),
        Some("xlsx" | "docx" | "zip") => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an office paper is a package");
            let mut all = Vec::new();
            for at in 0..archive.len() {
                let mut part = archive.by_index(at).expect("its parts can be read");
                let mut bytes = Vec::new();
                part.read_to_end(&mut bytes).expect("its parts can be read");
                let name = part.name().expect("its parts have names").into_owned();
                all.push((format!("{path}/{name}"), text(&bytes).replace("&quot;", "\"")));
            }
            all
        }
        Some(_) | None => vec![(path.to_owned(), text(bytes))],
    }
}

/// The pages of a PDF as they are read, and each of its streams, embedded files among them.
fn of_pdf(path: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let file = Document::load_mem(bytes).expect("it is a PDF");
    let mut all = vec![(format!("{path}, its pages"), paper::text(bytes))];
    let mut attached = 0;
    for (id, object) in &file.objects {
        let Object::Stream(stream) = object else { continue };
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        let kind = stream.dict.get(b"Type").and_then(Object::as_name).unwrap_or_default();
        attached += usize::from(kind == b"EmbeddedFile");
        let text = String::from_utf8_lossy(&content).into_owned();
        all.push((format!("{path}, object {} ({})", id.0, String::from_utf8_lossy(kind)), text));
    }
    assert!(attached > 0 || path.contains("aflysning"), "{path} carries nothing");
    all
}

/// Whether a text has a key of JSON with a value.
fn says(text: &str, key: &str) -> bool {
    let quoted = format!("\"{key}\":");
    text.split(&quoted).skip(1).any(|rest| !rest.trim_start().starts_with("null"))
}

/// The words of a text, in small letters; of marked-up text those between its tags.
fn words(text: &str) -> BTreeSet<String> {
    let mut bare = String::new();
    let mut inside_tag = false;
    for sign in text.chars() {
        inside_tag = match sign {
            '<' => true,
            '>' => false,
            _ => inside_tag,
        };
        bare.push(if inside_tag { ' ' } else { sign });
    }
    bare.split(|sign: char| !sign.is_alphanumeric()).map(str::to_lowercase).collect()
}

/// Builds a version of the tender in all that it goes out in.
fn build(desk: &Desk, corrected: bool, cancelled: bool) {
    let mut text = profile(corrected);
    if cancelled {
        text = text.replacen("late-because", "cancelled = 2026-12-10\nlate-because", 1);
    }
    std::fs::write(desk.path("p.toml"), text).expect("the desk can hold files");
    let formats = ["pdf", "docx", "md", "json", "xlsx"].map(|format| ["--format", format]).concat();
    let ran = desk.run(&[&["build", "p.toml", "-o", "ud"], &formats[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn whatever_goes_out_holds_the_suppliers_view_alone_down_to_every_part_and_attachment() {
    let desk = Desk::new();
    build(&desk, false, false);
    build(&desk, true, false);
    build(&desk, true, true);
    let files: Vec<String> = desk.files().into_iter().filter(|path| path.starts_with("ud/")).collect();
    let out: Vec<&String> = files.iter().filter(|path| !path.contains("/internt/")).collect();
    for (kind, formats) in [
        ("kravbilag", &["pdf", "docx", "md", "json"][..]),
        ("svarskema", &["pdf", "docx", "md", "json", "xlsx"]),
        ("rettelsesblad", &["pdf", "docx"]),
        ("spoergsmaal-og-svar", &["pdf"]),
        ("aflysning", &["pdf"]),
    ] {
        for format in formats {
            let ending = format!("{kind}.{format}");
            assert!(out.iter().any(|path| path.ends_with(&ending)), "no {ending} among {out:?}");
        }
    }
    let mut carried = 0;
    for path in out {
        for (place, text) in inside(path, &desk.read(path)) {
            for own in OWN {
                assert!(!text.contains(own), "»{own}« stands in {place}");
            }
            for key in ["source", "reading"] {
                assert!(!says(&text, key), "a {key} stands in {place}");
            }
            carried += usize::from(text.contains("edition = \"2024-01\""));
            assert!(!text.to_lowercase().contains("grundlæggende element"), "a change is weighed in {place}");
            let words = words(&text);
            for word in DOUBTING {
                assert!(!words.contains(word), "»{word}« stands in {place}");
            }
        }
    }
    assert!(carried > 5, "the profile travels along: {carried}");
}

#[test]
fn whatever_stays_with_the_buyer_is_marked_so_on_each_page_and_carries_the_whole() {
    let desk = Desk::new();
    build(&desk, false, false);
    build(&desk, true, false);
    let kinds = ["tjekliste", "baggrundsnotat"].map(|kind| ["--document", kind]).concat();
    let formats = ["pdf", "docx", "md"].map(|format| ["--format", format]).concat();
    let ran = desk.run(&[&["build", "p.toml", "-o", "ud"], &kinds[..], &formats[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let internal: Vec<String> = desk.files().into_iter().filter(|path| path.starts_with("ud/internt/")).collect();
    for kind in ["tjekliste", "baggrundsnotat", "aendringsnotat"] {
        assert!(internal.iter().any(|path| path.ends_with(&format!("{kind}.pdf"))), "no {kind} among {internal:?}");
    }
    let mut secrets = 0;
    for path in &internal {
        let bytes = desk.read(path);
        if path.ends_with(".pdf") {
            for (at, page) in paper::pages(&bytes).iter().enumerate() {
                assert!(page.contains("Internt"), "page {} of {path} is not marked", at + 1);
            }
        }
        let parts = inside(path, &bytes);
        if path.ends_with(".docx") {
            let heads = parts.iter().filter(|(place, _)| place.contains("/word/header"));
            assert!(heads.clone().next().is_some(), "{path} has no head");
            assert!(parts.iter().any(|(place, text)| place.contains("/word/header") && text.contains("Internt")));
        }
        let mark = if path.ends_with(".json") { "\"internal\": true" } else { "Internt" };
        assert!(parts.iter().any(|(_, text)| text.contains(mark)), "{path} is not marked");
        secrets += usize::from(parts.iter().any(|(_, text)| text.contains("HEMMELIGT")));
    }
    assert!(secrets >= 3, "the buyer's papers carry the whole: {secrets}");
}
