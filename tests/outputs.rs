//! What the commands write over, and what they leave alone.

use crate::desk::Desk;
use crate::support::profile_text;

/// A desk with a returned workbook, the profile that it belongs to, and a later version of that.
fn desk() -> Desk {
    let desk = Desk::new().profile("p.toml").profile("ny.toml").profile("nyere.toml");
    desk.change("ny.toml", "Eksempel Kommune", "Nordlyng Kommune");
    desk.change("nyere.toml", "Eksempel Kommune", "Sønderlyng Kommune");
    let ran = desk.run(&["build", "p.toml", "-o", "ud", "--document", "svarskema", "--format", "xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    desk
}

/// Runs the first command, then the second, which writes otherwise to the same place; then has somebody change what was
/// written.
fn written_again_until_it_is_edited(first: &[&str], second: &[&str], file: &str) {
    let desk = desk();
    let run = |arguments: &[&str]| desk.run(arguments);
    assert_eq!(run(first).code, 0);
    let before = desk.read(file);
    let ran = run(second);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(desk.read(file) != before, "{file} does not depend on what differs");

    let mut edited = desk.read(file);
    edited.extend_from_slice(b"\nAfklaret");
    std::fs::write(desk.path(file), &edited).unwrap();
    let files = desk.files();
    let ran = run(first);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains(&format!("error[not-ours]: `{file}`")), "{}", ran.stderr);
    assert!(desk.read(file) == edited && desk.files() == files, "something was written");

    let ran = run(&[first, &["--force"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(desk.read(file) == before);
}

#[test]
fn a_checklist_is_written_again_until_somebody_fills_it_in() {
    let packages = |package| ["checklist", package, "-o", "ud", "--format", "md", "--format", "html"];
    written_again_until_it_is_edited(&packages("I-02"), &packages("I-03"), "ud/tjekliste.md");
}

#[test]
fn a_comparison_is_written_again_until_somebody_writes_on_it() {
    let form = "ud/p-svarskema.xlsx";
    written_again_until_it_is_edited(
        &["collect", form, "--format", "xlsx", "-o", "samlet.xlsx"],
        &["collect", form, "--profile", "p.toml", "--format", "xlsx", "-o", "samlet.xlsx"],
        "samlet.xlsx",
    );
}

#[test]
fn a_list_of_changes_is_written_again_until_somebody_edits_it() {
    let diff = |new| ["diff", "p.toml", new, "-o", "noter/ret.md"];
    written_again_until_it_is_edited(&diff("ny.toml"), &diff("nyere.toml"), "noter/ret.md");
}

#[test]
fn a_report_is_written_over_a_report() {
    let desk = desk();
    for profiles in [&["p.toml"][..], &["p.toml", "ny.toml"]] {
        let ran = desk.run(&[&["check"], profiles, &["--report", "rapport.json"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let report: serde_json::Value = serde_json::from_slice(&desk.read("rapport.json")).unwrap();
    assert_eq!(report["profiles"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_would_be_written_just_so_is_taken_over_without_a_list() {
    let desk = desk();
    let made = ["checklist", "I-02", "--format", "md"];
    assert_eq!(desk.run(&made).code, 0);
    std::fs::remove_file(desk.path("bilag-ud/.bilag/files.json")).unwrap();
    assert_eq!(desk.run(&made).code, 0);
    assert_eq!(desk.run(&["checklist", "I-03", "--format", "md"]).code, 0);
    std::fs::remove_file(desk.path("bilag-ud/.bilag/files.json")).unwrap();
    let ran = desk.run(&made);
    assert!(ran.code == 1 && ran.stderr.contains("error[not-ours]"), "{}", ran.stderr);
}

#[test]
fn an_input_is_never_written_over_however_it_is_named() {
    let published =
        "procedure = \"direct-award\"\nversion = \"1.0\"\npublished = 2026-11-24\n[packages]\nI-01 = [\"SF0810\"]\n";
    let desk = desk().file("sendt.toml", profile_text("2024-01", published));
    let ran = desk.run(&["build", "sendt.toml", "-o", "ud", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let form = "ud/p-svarskema.xlsx";
    let lock = "sendt.bilag-lock";
    let read = |name: &str| desk.read(name);
    let before = ["p.toml", form, lock].map(read);
    let whole = desk.path(form).display().to_string();
    for arguments in [
        &["collect", form, "-o", "ud/../ud/p-svarskema.xlsx", "--force"][..],
        &["collect", form, "-o", &whole, "--force"],
        &["collect", form, "--profile", "p.toml", "--format", "json", "-o", "./p.toml", "--force"],
        &["diff", "p.toml", "ny.toml", "--format", "md", "-o", "p.toml", "--force"],
        &["diff", lock, "ny.toml", "--format", "json", "-o", lock, "--force"],
        &["build", "p.toml", "--report", "ud/../p.toml", "--force"],
    ] {
        let ran = desk.run(arguments);
        assert!(ran.code == 1 && ran.stderr.contains("error[over-input]"), "{arguments:?}: {}", ran.stderr);
        assert!(["p.toml", form, lock].map(read) == before, "{arguments:?}");
    }
    assert!(!desk.path("bilag-ud").exists(), "nothing is built where the report has no place");
}

#[cfg(unix)]
#[test]
fn an_input_is_not_written_over_through_a_link() {
    let desk = desk();
    std::os::unix::fs::symlink(desk.path("ny.toml"), desk.path("ret.md")).unwrap();
    let ran = desk.run(&["diff", "p.toml", "ny.toml", "-o", "ret.md"]);
    assert!(ran.code == 1 && ran.stderr.contains("error[over-input]: `ret.md`"), "{}", ran.stderr);
}
