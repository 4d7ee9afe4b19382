//! Whatever stands in a file, a path or an argument, no character of it steers the terminal.

use proptest::prelude::*;
use proptest::sample::select;
use tender::text::terminal::shows;

use crate::desk::{Desk, Ran};

/// Characters that steer a terminal or hide, among letters.
fn hostile() -> impl Strategy<Value = String> {
    let steering = select(vec![
        '\u{1b}',
        '\u{7}',
        '\u{8}',
        '\r',
        '\n',
        '\t',
        '\u{7f}',
        '\u{85}',
        '\u{9b}',
        '\u{202e}',
        '\u{2066}',
        '\u{200b}',
        '\u{2028}',
        '\u{feff}',
        '\u{e0041}',
        '[',
        '"',
        '\\',
        '3',
        'm',
        'æ',
        '漢',
    ]);
    prop::collection::vec(steering, 1..12).prop_map(String::from_iter)
}

fn assert_calm(ran: &Ran, what: &[&str]) {
    for text in [&ran.stdout, &ran.stderr] {
        assert!(text.chars().all(|c| shows(c) || matches!(c, '\n' | '\t')), "{what:?}: {text:?}");
    }
}

/// A text in TOML, with everything escaped that TOML wants escaped, or as it stands.
fn toml(text: &str, escaped: bool) -> String {
    if !escaped {
        return format!("\"{text}\"");
    }
    let letters: String = text.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
    format!("\"{letters}\"")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_value_key_name_or_argument_steers_the_terminal(text in hostile(), escaped in any::<bool>()) {
        let written = toml(&text, escaped);
        // The reason is printed by `resolve`, the requirement by `explain`.
        let profile = format!(
            "edition = \"2024-01\"\n{written} = 1\n[tender]\ntitle = {written}\nbuyer = \"b\"\narea = {written}\n[packages]\nI-02 = \"all\"\n{written} = \"all\"\n[facts]\n{written} = {written}\n"
        );
        let sound = format!(
            "edition = \"2024-01\"\n[tender]\ntitle = {written}\nbuyer = {written}\n[packages]\nI-02 = \"all\"\n[[leave-out]]\nrequirement = \"I-02.01\"\nreason = {written}\n[[requirement]]\npackage = \"I-02\"\ntype = \"K\"\ntext = {written}\n"
        );
        // Windows has no files with such names.
        let named = if cfg!(windows) { "x.toml".to_owned() } else { format!("{}.toml", text.replace(['\\', '"'], "x")) };
        let desk = Desk::new().file("p.toml", &profile).file("s.toml", &sound).file(&named, &profile);
        for format in ["text", "json"] {
            for arguments in [
                &["check", "p.toml", &named, &text][..],
                &["resolve", "s.toml"],
                &["resolve", "s.toml", "--format", "json"],
                &["explain", "s.toml", "I-02.E1"],
                &["explain", "s.toml", &text],
                &["explain", "--code", &text],
                &["catalog", "show", &text],
                &["checklist", &text],
                &["build", "s.toml", "--format", &text],
            ] {
                let ran = desk.run(&[arguments, &["--message-format", format]].concat());
                assert_calm(&ran, arguments);
            }
        }
    }
}

#[test]
fn a_column_counts_an_escaped_character_as_one() {
    let desk = Desk::new().file("p.toml", "edition = \"\u{202e}\u{1b}\" b # \u{200b}\n");
    let ran = desk.run(&["check", "p.toml"]);
    assert!(ran.stderr.contains("─ p.toml:1:16\n"), "{}", ran.stderr);
    assert!(ran.stderr.contains("1 │ edition = \"\\u{202e}\\u{1b}\" b # \\u{200b}\n"), "{}", ran.stderr);
}

/// What stands on the screen of a terminal of so many columns: `script` (util-linux) makes one.
#[cfg(target_os = "linux")]
fn screen(desk: &Desk, columns: usize, arguments: &str) -> String {
    let mut script = desk.command("script");
    script
        .args(["-qec", &format!("stty cols {columns} rows 24; \"$BILAG\" {arguments}"), "/dev/null"])
        .env("TERM", "dumb")
        .stdin(std::process::Stdio::null());
    let ended = script.output().expect("a terminal can be made");
    String::from_utf8_lossy(&ended.stdout).replace('\r', "")
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_every_line_of_a_complaint_fits_and_elsewhere_it_stays_one() {
    let title = "Fælles sags- og dokumenthåndtering for kommunens medarbejdere i alle forvaltninger";
    let profile = format!(
        "edition = \"2024-01\"\n[tender]\ntitle = \"{title}\"\nbuyer = \"Eksempel Kommune\"\n[packages]\nI-02 = \"all\"\n\
         [[question]]\nnumber = 1\nreceived = 2026-11-20\nquestion = \"Vi hos Nordisk Fagsystem A/S, CVR-nr. 12345674, \
         spørger: Skal det vises? Skriv til udbud@nordisk-fagsystem.dk.\"\n"
    );
    let desk = Desk::new().file("p.toml", &profile);
    for language in ["en", "da"] {
        let piped = desk.run(&["check", "p.toml", "--language", language]).stderr;
        let heads = |text: &str| -> Vec<String> {
            text.lines().filter(|line| line.contains("]: ")).map(str::to_owned).collect()
        };
        assert!(heads(&piped).iter().any(|head| head.chars().count() > 80), "{piped}");
        for columns in [50, 80] {
            let shown = screen(&desk, columns, &format!("check p.toml --language {language}"));
            // An excerpt shows the file as it is, and what points into it.
            let own = |line: &&str| !line.contains('│') && !line.contains('┌');
            let wide: Vec<&str> = shown.lines().filter(own).filter(|line| line.chars().count() > columns).collect();
            assert!(wide.is_empty(), "{columns}: {wide:?}");
            // The same words as where nobody looks, only in more lines.
            let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            for head in heads(&piped) {
                assert!(flat(&shown).contains(&flat(&head)), "{head}: {shown}");
            }
        }
    }
}
