//! The way in: a profile from nothing, from a checklist or from an earlier tender, and what editors and shells are
//! given.

use std::fs;

use crate::desk::Desk;
use crate::support::profile_text;

#[test]
fn a_checklist_that_was_filled_in_becomes_a_profile_with_its_choices_answers_and_notes() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["checklist", "I-02", "I-14", "--format", "md", "--format", "html", "-o", "tj"]).code, 0);
    desk.change("tj/tjekliste.md", "- [ ] SF1320", "- [x] SF1320");
    let filled = String::from_utf8(desk.read("tj/tjekliste.md")).unwrap();
    let answered = filled.replacen("- [ ] Nej", "- [X] Nej", 1);
    let noted = answered.replacen("### Noter\n", "### Noter\n\nAfklares med borgerservice.\n", 1);
    fs::write(desk.path("tj/tjekliste.md"), noted).unwrap();
    let ran = desk.run(&["init", "a.toml", "--from", "tj/tjekliste.md"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("the package chosen in it: I-02\n"), "{}", ran.stderr);
    let profile = String::from_utf8(desk.read("a.toml")).unwrap();
    for line in
        ["\nI-02 = [\"SF1320_A\"]", "\nfolger-personaendringer = false", "\n# Note: Afklares med borgerservice."]
    {
        assert!(profile.contains(line), "{line}: {profile}");
    }
    assert!(profile.contains("\n# I-14 = "), "what was not ticked is not chosen");

    let page = String::from_utf8(desk.read("tj/tjekliste.html")).unwrap();
    let page = page.replacen("name=\"I-14.valg.SF1606\"", "checked name=\"I-14.valg.SF1606\"", 1);
    fs::write(desk.path("tj/udfyldt.html"), page).unwrap();
    assert_eq!(desk.run(&["init", "b.toml", "--from", "tj/udfyldt.html"]).code, 0);
    let profile = String::from_utf8(desk.read("b.toml")).unwrap();
    assert!(profile.contains("\nI-14 = [\"SF1606\"]") && profile.contains("\n# I-02 = "), "{profile}");

    let untouched = desk.run(&["init", "c.toml", "--from", "tj/tjekliste.html"]);
    assert!(untouched.code == 1 && untouched.stderr.contains("[nothing-to-start-from]"), "{}", untouched.stderr);
    assert!(!desk.path("c.toml").exists());
}

#[test]
fn a_checklist_of_a_profile_becomes_the_same_choices_as_a_pdf_too() {
    let rest = "[packages]\nI-02 = [\"SF1525\"]\nI-14 = \"all\"\n[facts]\nsender-fjernprint = true\n";
    let desk = Desk::new().file("p.toml", profile_text("2024-01", rest));
    assert_eq!(desk.run(&["checklist", "--profile", "p.toml", "-o", "tj"]).code, 0);
    for file in ["tjekliste.pdf", "tjekliste.docx", "tjekliste.html", "tjekliste.md"] {
        let (from, to) = (format!("tj/{file}"), format!("{file}.toml"));
        let ran = desk.run(&["init", &to, "--from", &from]);
        assert_eq!(ran.code, 0, "{file}: {}", ran.stderr);
        let profile = String::from_utf8(desk.read(&to)).unwrap();
        for line in ["\nI-02 = [\"SF1525\"]", "\nI-14 = [\"SF1601\", \"SF1606\"]", "\nsender-fjernprint = true"] {
            assert!(profile.contains(line), "{file}: {line}");
        }
    }
}

#[test]
fn an_earlier_tender_is_carried_over_without_what_happened_to_it() {
    let rest = "published = 2026-11-24\nversion = \"1.2\"\n[packages]\nI-15 = \"all\"  # fordeling\n\
        [[requirement]]\nid = \"E1\"\ntype = \"K\"\ntext = \"Løsningen skal svare inden 2 sekunder.\"\n\
        [[question]]\nnumber = 1\nquestion = \"Hvad?\"\n";
    let desk = Desk::new().file("gl/p.toml", profile_text("2024-01", rest));
    let ran = desk.run(&["init", "ny.toml", "--from", "gl/p.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let profile = String::from_utf8(desk.read("ny.toml")).unwrap();
    assert!(profile.starts_with("#:schema .bilag/profil.schema.json\n"), "{profile}");
    for kept in ["I-15 = \"all\"  # fordeling", "id = \"E1\"", "procedure = \"mini-tender\""] {
        assert!(profile.contains(kept), "{kept}: {profile}");
    }
    for gone in ["published", "version", "deadline", "[[question]]"] {
        assert!(!profile.contains(gone), "{gone}: {profile}");
    }
    assert_eq!(desk.run(&["check", "ny.toml"]).code, 0);
}

#[test]
fn the_schema_that_a_profile_names_lies_beside_it_and_is_the_one_that_is_printed() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["init", "udbud/a.toml", "--blank"]).code, 0);
    let profile = String::from_utf8(desk.read("udbud/a.toml")).unwrap();
    let named = profile.lines().next().unwrap().strip_prefix("#:schema ").unwrap().to_owned();
    let written = String::from_utf8(desk.read(&format!("udbud/{named}"))).unwrap();
    assert_eq!(written, desk.run(&["schema", "profile"]).stdout);
    for of in ["profile", "portfolio", "resolution", "report"] {
        let ran = desk.run(&["schema", of]);
        let schema: serde_json::Value =
            serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{of}: {error}"));
        assert!(schema["properties"].is_object(), "{of}");
    }
}

#[test]
fn shells_and_readers_of_manuals_are_given_every_command() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = desk.run(&["completions", shell]).stdout;
        assert!(script.contains("collect") && script.contains("message-format"), "{shell}");
    }
    let ran = desk.run(&["man", "m", "--language", "da"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = String::from_utf8(desk.read("m/bilag-build.1")).unwrap();
    assert!(page.contains("Byg dokumenterne"), "{page}");
    assert!(!desk.path("m/bilag-read-form.1").exists(), "what is hidden has no page");
}

#[test]
fn help_faults_of_usage_and_talk_are_danish_where_that_is_asked_for() {
    let desk = Desk::new().file("p.toml", profile_text("2024-01", "[packages]\nI-02 = [\"SF1525\"]\n"));
    let told = |arguments: &[&str]| {
        let ran = desk.run(&[arguments, &["--language", "da"]].concat());
        ran.stdout + &ran.stderr
    };
    for (arguments, said) in [
        (&["build", "--help"][..], "Brug: bilag build [TILVALG]"),
        (&["bild"], "fejl: der er ingen kommando `bild`"),
        (&["resolve", "p.toml"], "\nspørgsmål\n  folger-personaendringer (ordregiver): "),
        (&["explain", "p.toml", "SF1461"], "åbent: mindst ikke med, højst kræves"),
        (&["explain", "p.toml", "I-02"], "med: profilen vælger SF1525"),
        (&["explain", "p.toml", "folger-personaendringer"], "ingen har svaret endnu"),
        (&["explain", "--code", "cvr"], "Årsag: Et CVR-nummer har otte cifre"),
        (&["explain", "--code", "vague-word"], "## Ord, der ikke kan måles"),
        (&["diff", "2023-04", "2024-01"], "oplysning"),
        (&["update", "p.toml", "--dry-run"], "udbud ændrer sig"),
        (&["catalog", "show", "I-02"], "hvornår den vælges\n  Vælg pakken, når"),
        (&["catalog", "show", "y26"], "Y26 Social og omsorg"),
        (&["catalog", "show", "mk"], "slags: et mindstekrav"),
        (
            &["build", "p.toml", "--document", "kravbilag", "--format", "md"],
            "et udkast, indtil ordregiver svarer på `folger-personaendringer`",
        ),
    ] {
        let told = told(arguments);
        assert!(told.contains(said), "{arguments:?}: {said}\n{told}");
    }
}

#[test]
fn check_tells_remarks_of_the_buyers_own_words_and_build_does_not() {
    let rest = "[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = true\nmodtager-via-fordeling = true\n\
        [[requirement]]\ntype = \"MK\"\ntext = \"Løsningen bør vise status, jf. SF9999.\"\n\
        [[requirement]]\ntype = \"K\"\ntext = \"Løsningen skal svare hurtigt.\"\nallow = [\"vague-word: målt i bilag 2\"]\n";
    let desk = Desk::new().file("p.toml", profile_text("2024-01", rest));
    let ran = desk.run(&["check", "p.toml"]);
    assert_eq!(ran.code, 0, "a remark never fails a run: {}", ran.stderr);
    for said in ["warning[weak-modal]", "warning[unknown-id]: »SF9999«"] {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    assert!(!ran.stderr.contains("[vague-word]"), "what is allowed with a reason is not told: {}", ran.stderr);
    let ran = desk.run(&["build", "p.toml", "--document", "kravbilag", "--format", "md"]);
    assert!(ran.code == 0 && !ran.stderr.contains("weak-modal"), "{}", ran.stderr);
}

#[test]
fn a_warning_that_many_profiles_share_is_told_once_and_counted() {
    let rest = "[packages]\nI-11 = \"all\"\n[facts]\nopbygger-sortiment = true\ntoken-services = true\n";
    let desk = ["a", "b", "c"]
        .iter()
        .fold(Desk::new(), |desk, name| desk.file(&format!("p/{name}.toml"), profile_text("2024-01", rest)));
    let ran = desk.run(&["check", "p"]);
    assert_eq!(ran.stderr.matches("package `I-06`").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("[used-not-chosen] the same in 2 more\n"), "{}", ran.stderr);
    let json = desk.run(&["check", "p", "--message-format", "json"]);
    assert_eq!(json.stderr.matches("package `I-06`").count(), 3, "a program gets each");
}

/// Answers typed at a terminal: `script` (util-linux) makes one, and shows all that stands on its screen.
#[cfg(target_os = "linux")]
fn typed(desk: &Desk, arguments: &str, answers: &[&str]) -> (Option<i32>, String) {
    use std::io::Write;
    use std::process::Stdio;

    let mut script = desk.command("script");
    script
        .args(["-qec", &format!("stty cols 80 rows 24; \"$BILAG\" {arguments}"), "/dev/null"])
        .env("TERM", "xterm-256color");
    let mut script = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a terminal can be made");
    let mut keys = script.stdin.take().expect("it is a pipe");
    keys.write_all((answers.join("\n") + "\n").as_bytes()).expect("somebody reads");
    drop(keys);
    let ended = script.wait_with_output().expect("it ends");
    (ended.status.code(), String::from_utf8_lossy(&ended.stdout).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_a_tender_is_begun_by_answering_and_is_sound() {
    let desk = Desk::new();
    // Packages are asked for in their order; only I-14 of fifteen is chosen, with the first of its two integrations.
    let packages = (1..=15).flat_map(|number| if number == 14 { vec!["ja", "1"] } else { vec![""] });
    let tender = [
        "Post til borgerne på Ærø",
        "Ærø Kommune",
        "nr. 5",
        "DK 12 34 56 74",
        "post@aeroe.dk",
        "2026-7",
        "y65",
        "miniudbud",
        "15-01-2027 kl. 12.00",
        "3.2",
    ];
    let answers: Vec<&str> = tender.into_iter().chain(packages).chain(["n"]).collect();
    let (code, screen) = typed(&desk, "init post.toml --language da", &answers);
    assert_eq!(code, Some(0), "{screen}");
    for said in [
        "Udbuddets titel: ",
        "Et CVR-nummer har otte cifre.",
        "Vælg pakken, når",
        "Vælg I-14? [j/n]",
        "valgt pakke: I-14",
        "næste skridt: Se den igennem, og kør",
    ] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    // Answers are typed on lines of their own, so prompts stand together.
    let told = screen.lines().filter(|line| line.starts_with("Vælg pakken"));
    assert!(told.clone().count() == 15 && told.clone().all(|line| line.trim_end().chars().count() <= 80), "{screen}");
    let profile = String::from_utf8(desk.read("post.toml")).unwrap();
    for line in [
        "title = \"Post til borgerne på Ærø\"",
        "cvr = \"12345674\"",
        "contact = \"post@aeroe.dk\"",
        "reference = \"2026-7\"",
        "area = \"Y65\"",
        "appendix = \"3.2\"",
        "procedure = \"mini-tender\"",
        "deadline = 2027-01-15T12:00:00",
        "I-14 = [\"SF1601\"]",
        "sender-fjernprint = false",
    ] {
        assert!(profile.lines().any(|written| written.starts_with(line)), "{line}: {profile}");
    }
    let ran = desk.run(&["check", "post.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn who_breaks_off_the_questions_is_told_that_nothing_was_written() {
    use std::io::{Read, Write};
    use std::process::Stdio;

    let desk = Desk::new();
    let mut script = desk.command("script");
    script.args(["-qec", "\"$BILAG\" init post.toml --language da", "/dev/null"]).env("TERM", "xterm-256color");
    let mut script = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a terminal can be made");
    let mut keys = script.stdin.take().expect("it is a pipe");
    let mut shown = script.stdout.take().expect("it is a pipe");
    keys.write_all(b"Post\n").expect("somebody reads");
    // Only at the next question is it certain that somebody listens for Control-C.
    let (mut screen, mut part) = (String::new(), [0; 256]);
    while !screen.contains("Ordregiver: ") {
        let length = shown.read(&mut part).expect("the screen can be read");
        assert!(length > 0, "it ended before it was broken off: {screen}");
        screen += &String::from_utf8_lossy(&part[..length]);
    }
    keys.write_all(b"\x03").expect("somebody reads");
    let mut rest = Vec::new();
    shown.read_to_end(&mut rest).expect("the screen can be read");
    script.wait().expect("it ends");
    screen += &String::from_utf8_lossy(&rest);
    assert!(screen.contains("Afbrudt: Der er ikke skrevet noget."), "{screen}");
    assert!(!desk.path("post.toml").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn who_answers_one_question_alone_has_a_profile_with_that() {
    let desk = Desk::new();
    let answers: Vec<&str> = ["Post"].into_iter().chain([""; 60]).collect();
    let (code, screen) = typed(&desk, "init --language da", &answers);
    assert_eq!(code, Some(0), "{screen}");
    assert!(String::from_utf8(desk.read("udbud.toml")).unwrap().contains("title = \"Post\""), "{screen}");
    assert!(screen.contains("næste skridt: Udfyld den"), "{screen}");
}
