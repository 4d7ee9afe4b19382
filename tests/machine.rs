//! The machine's limits: full disks, missing permissions, streams that are closed, files from other systems,
//! interrupts.
//!
//! Each test compares what a person sees and the exit code. A case that the machine cannot show is passed over, and
//! says so.

use std::fs;
use std::time::Instant;

use tender::text::source::decomposed;

use crate::desk::Desk;
use crate::support::profile_text;

const REST: &str = "[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n";

/// The documents in every format that is made without and with Typst.
const ALL: &str = "--format pdf --format xlsx --format md --format json";

fn build(desk: &Desk, profile: &str, output: &str) {
    let arguments: Vec<&str> = ["build", profile, "-o", output].into_iter().chain(ALL.split(' ')).collect();
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// The documents in two folders are the same, byte by byte.
fn assert_same(desk: &Desk, one: &str, other: &str, name: &str) {
    let endings =
        ["kravbilag.pdf", "kravbilag.md", "kravbilag.json", "svarskema.pdf", "svarskema.md", "svarskema.xlsx"];
    for ending in endings {
        let file = format!("{name}-{ending}");
        assert!(desk.read(&format!("{one}/{file}")) == desk.read(&format!("{other}/{file}")), "{one}, {other}: {file}");
    }
}

/// A register gives each question a line: of a long one most is left out, and that takes no longer than a short one.
#[test]
fn long_questions_take_the_register_no_longer_than_short_ones() {
    let asked = |times: usize| {
        let question = |number: usize| {
            let text = "Hvordan vises fristen, når sagen er afsluttet? ".repeat(if number < 4 { times } else { 1 });
            format!(
                "[[question]]\nnumber = {number}\nreceived = 2026-11-20\nanswered = 2026-11-23\nquestion = \"{}\"\nanswer = \"{}\"\n",
                text.trim(),
                "Øverst på forsiden. ".repeat(20).trim()
            )
        };
        let questions: String = (1..=60).map(question).collect();
        let desk = Desk::new().file("p.toml", profile_text("2024-01", &format!("{REST}{questions}")));
        let begun = Instant::now();
        let ran = desk.run(&["build", "p.toml", "--document", "spoergsmaal-og-svar", "--format", "pdf"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        begun.elapsed().as_secs_f64()
    };
    let (short, long) = (asked(1), asked(200));
    assert!(long < 6.0 * short + 10.0, "{long} seconds beside {short}");
}

// Files from other systems

#[test]
fn line_ends_and_a_byte_order_mark_change_neither_resolution_nor_documents() {
    let own =
        "[[requirement]]\npackage = \"I-15\"\ntype = \"K\"\ntext = \"\"\"\nLøsningen skal svare\nsamme dag.\"\"\"\n";
    let plain = profile_text("2024-01", &format!("{REST}{own}"));
    let windows = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
    let desk = Desk::new().file("plain/p.toml", &plain).file("windows/p.toml", &windows);
    build(&desk, "plain/p.toml", "a");
    build(&desk, "windows/p.toml", "b");
    assert_same(&desk, "a", "b", "p");
    let resolution = |folder: &str| desk.run(&["resolve", &format!("{folder}/p.toml"), "--format", "json"]).stdout;
    assert_eq!(resolution("plain"), resolution("windows"));
    let desk =
        desk.file("fejl.toml", format!("\u{feff}editon = \"2024-01\"\r\n{}", windows.trim_start_matches('\u{feff}')));
    let ran = desk.run(&["check", "fejl.toml"]);
    assert!(ran.code == 1 && ran.stderr.contains("fejl.toml:1:1\n"), "{}", ran.stderr);
}

#[test]
fn letters_in_pieces_print_as_composed_ones() {
    let text = profile_text("2024-01", REST).replace("Prøve", "Åse på Fårö, Öland og Ærø");
    assert_ne!(decomposed(&text), text);
    let escaped = text.replace('Å', "A\\u030A");
    let desk = Desk::new().file("nfc/p.toml", &text).file("nfd/p.toml", decomposed(&text)).file("esc/p.toml", escaped);
    for folder in ["nfc", "nfd", "esc"] {
        build(&desk, &format!("{folder}/p.toml"), &format!("ud-{folder}"));
    }
    assert_same(&desk, "ud-nfc", "ud-nfd", "p");
    assert_same(&desk, "ud-nfc", "ud-esc", "p");
    let printed = String::from_utf8(desk.read("ud-nfd/p-kravbilag.md")).expect("it is UTF-8");
    assert!(printed.contains("Åse på Fårö, Öland og Ærø"), "{printed}");
}

#[test]
fn files_named_in_pieces_are_found_under_their_composed_names() {
    let base = profile_text("2024-01", REST);
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    let desk = Desk::new()
        .file(&decomposed("fælles på tværs/grundlag.toml"), base)
        .file(&decomposed("våben.svg"), logo)
        .file(&decomposed("blå.toml"), "extends = \"fælles på tværs/grundlag.toml\"\n[theme]\nlogo = \"våben.svg\"\n");
    let ran = desk.run(&["build", &decomposed("blå.toml"), "--format", "md", "-o", "Færdige på Fyn"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.ends_with("1 profile built, 2 files in Færdige på Fyn\n"), "{}", ran.stderr);
    // Their documents have one name, whichever way theirs is written.
    assert!(desk.files().contains(&"Færdige på Fyn/blå-kravbilag.md".to_owned()), "{:?}", desk.files());
}

#[test]
fn a_file_of_two_gigabytes_is_refused_at_once_wherever_one_is_read() {
    let desk = Desk::new().profile("p.toml");
    let huge = |path: &str| {
        let path = desk.path(path);
        fs::create_dir_all(path.parent().expect("the desk is a folder")).expect("the desk can hold folders");
        fs::File::create(path).and_then(|file| file.set_len(2 << 30)).expect("a file can have a hole");
    };
    for path in
        ["stor.toml", "stor.svg", "catalog/2024-01/edition.toml", "templates/theme.typ", "fonts/stor.ttf", "s.pdf"]
    {
        huge(path);
    }
    let profile = profile_text("2024-01", &format!("{REST}[theme]\nlogo = \"stor.svg\"\n"));
    let desk = desk.file("logo.toml", profile).file("over.toml", "extends = \"stor.toml\"\n");
    let started = Instant::now();
    for (arguments, code) in [
        ("check stor.toml", "too-large"),
        ("check over.toml", "too-large"),
        ("check logo.toml", "too-large"),
        ("resolve stor.toml", "too-large"),
        ("check p.toml --catalog catalog", "too-large"),
        ("check p.toml --templates templates", "too-large"),
        ("check p.toml --fonts fonts", "too-large"),
        ("check p.toml --profile stor.toml", ""),
        ("collect s.pdf", "refused-form"),
    ] {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let ran = bounded(&desk, &arguments);
        if code.is_empty() {
            assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.stderr);
        } else {
            assert!(
                ran.code == 1 && ran.stderr.starts_with(&format!("error[{code}]")),
                "{arguments:?}: {}",
                ran.stderr
            );
        }
    }
    assert!(started.elapsed().as_secs() < 60, "none of it was read");
}

/// Each excerpt is cut from the whole text: were the text gone through for each, this would take minutes.
#[test]
fn a_profile_of_twenty_thousand_mistakes_is_told_of_them_all_in_time() {
    let mistakes: String = (0..20_000).map(|number| format!("fejl-{number} = 1\n")).collect();
    let desk = Desk::new().file("p.toml", mistakes + &profile_text("2024-01", REST));
    for format in ["text", "json"] {
        let started = Instant::now();
        let ran = desk.run(&["check", "p.toml", "--message-format", format]);
        let sign = if format == "text" { "error[unknown-key]" } else { "\"code\":\"unknown-key\"" };
        assert_eq!((ran.code, ran.stderr.matches(sign).count()), (1, 20_000));
        assert!(started.elapsed().as_secs() < 240, "{format}: {} s", started.elapsed().as_secs());
    }
}

/// Runs the program with less memory than the file has.
fn bounded(desk: &Desk, arguments: &[&str]) -> crate::desk::Ran {
    #[cfg(unix)]
    return desk.shell(&format!("ulimit -v 1500000; bilag {}", arguments.join(" ")));
    #[cfg(not(unix))]
    return desk.run(arguments);
}

// Folders

fn check_many(number: usize) {
    let mut desk = Desk::new();
    for at in 0..number {
        desk = desk.profile(&format!("udbud/{:03}/{at}.toml", at / 100));
    }
    let started = Instant::now();
    let ran = desk.run(&["check", "udbud"]);
    assert_eq!((ran.code, ran.stderr), (0, format!("{number} profiles checked\n")));
    println!("{number} profiles checked in {:.1} s", started.elapsed().as_secs_f64());
}

/// In Markdown, because it is the walk that is tried and not Typst.
#[test]
fn a_folder_of_a_thousand_profiles_is_built() {
    let mut desk = Desk::new();
    for at in 0..1_000 {
        desk = desk.profile(&format!("udbud/{:02}/{at}.toml", at / 100));
    }
    let ran = desk.run(&["build", "udbud", "-o", "udbud/ud", "--format", "md"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "1000 profiles built, 2000 files in udbud/ud\n"));
}

/// A minute or more: `cargo test -- --ignored`.
#[test]
#[ignore = "long: every document of ten thousand profiles is printed"]
fn a_folder_of_ten_thousand_profiles_is_checked() {
    check_many(10_000);
}

#[test]
fn the_folder_of_the_profiles_may_be_the_one_that_is_written_to() {
    let desk = Desk::new().profile("ind/p.toml");
    for said in ["1 profile built, 2 files in ind\n", "0 profiles built, 1 up to date, 0 files in ind\n"] {
        let ran = desk.run(&["build", "ind", "-o", "ind", "--format", "md"]);
        assert!(ran.code == 0 && ran.stderr.ends_with(said), "{}", ran.stderr);
        assert!(desk.read("ind/p-kravbilag.md").starts_with(b"# "));
    }
}

#[test]
fn where_one_document_cannot_be_written_none_of_the_profile_is() {
    let desk =
        Desk::new().profile("p.toml").file("ud/p-svarskema.md/optaget", "").file("ud/p-kravbilag.md", "det gamle");
    let ran = desk.run(&["build", "p.toml", "-o", "ud", "--format", "md"]);
    assert_eq!(ran.code, 3);
    assert!(ran.stderr.starts_with("error[unwritable]: `ud/p-svarskema.md` cannot be written: "), "{}", ran.stderr);
    assert_eq!(desk.read("ud/p-kravbilag.md"), "det gamle".as_bytes());
    assert_eq!(
        desk.files(),
        ["p.toml", "ud/p-kravbilag.md", "ud/p-svarskema.md/optaget"],
        "and nothing is left behind"
    );
}

#[test]
fn whoever_has_the_old_document_open_goes_on_reading_it_whole() {
    use std::io::{Read, Seek, SeekFrom};
    let desk = Desk::new().file("p.toml", profile_text("2024-01", REST));
    assert_eq!(desk.run(&["build", "p.toml", "-o", "ud", "--format", "md"]).code, 0);
    let old = String::from_utf8(desk.read("ud/p-kravbilag.md")).expect("it is UTF-8");
    let mut open = fs::File::open(desk.path("ud/p-kravbilag.md")).expect("it is there");
    open.seek(SeekFrom::Start(4)).expect("it can be read from anywhere");
    let desk = desk.file("p.toml", profile_text("2024-01", REST).replace("Prøve", "Ny prøve"));
    let ran = desk.run(&["build", "p.toml", "-o", "ud", "--format", "md"]);
    // Where an open file cannot be replaced, that is told and the old one stays.
    if cfg!(unix) {
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(desk.read("ud/p-kravbilag.md") != old.as_bytes());
    } else {
        assert!(ran.code == 0 || ran.code == 3, "{}", ran.stderr);
    }
    let mut rest = String::new();
    open.read_to_string(&mut rest).expect("it is still there");
    assert_eq!(rest, old[4..]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::ExitStatusExt;
    use std::process::Stdio;
    use std::time::{Duration, Instant};
    use std::{fs, thread};

    use crate::desk::{Desk, Ran};
    use crate::support::profile_text;

    fn leftovers(desk: &Desk) -> Vec<String> {
        desk.files().into_iter().filter(|path| path.contains("/.bilag-")).collect()
    }

    // Full disks

    #[test]
    fn a_full_disk_is_told_and_the_old_documents_stay_whole() {
        let desk = Desk::new().profile("p.toml").profile("q.toml");
        // Room for the documents once, not twice.
        let script = "mkdir disk && mount -t tmpfs -o size=192k tmpfs disk || exit 99
            bilag build p.toml -o disk || exit 98
            before=$(cat disk/*.pdf disk/*.xlsx | sha256sum)
            sed -i 's/Prøve/Prøve igen/' p.toml
            bilag build p.toml -o disk; code=$?
            [ \"$before\" = \"$(cat disk/*.pdf disk/*.xlsx | sha256sum)\" ] || exit 97
            ls -A disk | grep -v -e json -e '^.bilag$'; exit $code";
        fs::write(desk.path("disk.sh"), format!("bilag() {{ \"$BILAG\" \"$@\"; }}\n{script}"))
            .expect("it can be written");
        for unshare in ["unshare --mount bash disk.sh", "unshare --map-root-user --mount bash disk.sh"] {
            let ran = desk.shell(unshare);
            if ran.code == 99 || ran.stderr.contains("unshare failed") || ran.code == 127 {
                let _ = fs::remove_dir(desk.path("disk"));
                continue;
            }
            assert_eq!(ran.code, 3, "{}{}", ran.stdout, ran.stderr);
            assert!(
                ran.stderr.contains("cannot be written: No space left on device (os error 28)\n"),
                "{}",
                ran.stderr
            );
            assert_eq!(ran.stdout, "p-kravbilag.pdf\np-svarskema.pdf\np-svarskema.xlsx\n");
            return;
        }
        println!("passed over: this machine lets nobody make a small disk");
    }

    #[test]
    fn a_file_that_may_not_grow_so_large_is_told_and_leaves_nothing() {
        let desk = Desk::new().profile("p.toml");
        let ran = desk.shell("ulimit -f 8; bilag build p.toml -o ud");
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        assert!(
            ran.stderr.starts_with("error[unwritable]: `ud/")
                && ran.stderr.contains("` cannot be written: File too large"),
            "{}",
            ran.stderr
        );
        assert_eq!(desk.files(), ["p.toml"]);
    }

    #[test]
    fn a_stdout_that_takes_nothing_more_is_told() {
        if !std::path::Path::new("/dev/full").exists() {
            return println!("passed over: this machine has no /dev/full");
        }
        let desk = Desk::new().profile("p.toml");
        let full = "error[unwritable]: `stdout` cannot be written: No space left on device (os error 28)\n\n";
        for command in [
            "resolve p.toml",
            "resolve p.toml --format json",
            "explain p.toml SF1461",
            "catalog list",
            "catalog show I-02",
        ] {
            let ran = desk.shell(&format!("bilag {command} > /dev/full"));
            assert_eq!((ran.code, ran.stderr.as_str()), (3, full), "{command}");
        }
        let ran = desk.shell("bilag build p.toml -o ud && bilag collect ud/p-svarskema.xlsx > /dev/full");
        assert!(ran.code == 3 && ran.stderr.contains(full), "{}", ran.stderr);
    }

    // Permissions

    /// Runs a script with no more rights than any other user: root may write everywhere.
    fn without_privileges(desk: &Desk, script: &str) -> Option<Ran> {
        let is_root = desk.shell("id -u").stdout.trim() == "0";
        let drop = "setpriv --bounding-set=-all --inh-caps=-all";
        if is_root && desk.shell(&format!("{drop} true")).code != 0 {
            println!("passed over: root cannot give up its rights here");
            return None;
        }
        Some(desk.shell(
            &script.replace("bilag ", &if is_root { format!("{drop} \"$BILAG\" ") } else { "bilag ".to_owned() }),
        ))
    }

    fn allow(desk: &Desk, path: &str, mode: u32) {
        fs::set_permissions(desk.path(path), fs::Permissions::from_mode(mode)).expect("it is ours");
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_told_and_exits_with_three() {
        let desk = Desk::new().profile("p.toml").file("ud/andet", "");
        allow(&desk, "ud", 0o555);
        let ran = without_privileges(&desk, "bilag build p.toml -o ud --format md");
        let below = without_privileges(&desk, "bilag build p.toml -o ud/ny --format md");
        allow(&desk, "ud", 0o755);
        let (Some(ran), Some(below)) = (ran, below) else { return };
        for (ran, folder) in [(ran, "ud"), (below, "ud/ny")] {
            let said = format!("error[unwritable]: `{folder}` cannot be written: ");
            let why = ran.stderr.strip_prefix(&said).unwrap_or_default().to_owned();
            let hint = "close it if it is open in another program, or write to another folder";
            let expected = format!(
                "Permission denied (os error 13)\n = hint: {hint}\n\n0 profiles built, 1 failed, 0 files in {folder}\n"
            );
            assert_eq!((ran.code, why), (3, expected), "{}", ran.stderr);
        }
        assert_eq!(desk.files(), ["p.toml", "ud/andet"]);
    }

    #[test]
    fn a_file_that_may_not_be_read_is_told_and_exits_with_one() {
        let desk = Desk::new().profile("p/a.toml").profile("p/b.toml").file("katalog/x/edition.toml", "");
        allow(&desk, "p/a.toml", 0o000);
        allow(&desk, "katalog/x", 0o000);
        let ran = without_privileges(&desk, "bilag check p");
        let house = without_privileges(&desk, "bilag check p/b.toml --catalog katalog");
        allow(&desk, "katalog/x", 0o755);
        let (Some(ran), Some(house)) = (ran, house) else { return };
        let denied = "cannot be read: Permission denied (os error 13)\n\n";
        let rest = "1 profile checked, 1 failed\n";
        assert_eq!((ran.code, ran.stderr), (1, format!("error[unreadable]: `p/a.toml` {denied}{rest}")));
        assert_eq!((house.code, house.stderr), (1, format!("error[unreadable]: `katalog/x` {denied}")));
    }

    // Streams

    #[test]
    fn a_reader_that_goes_away_has_had_what_it_wanted() {
        let everything: String = (1..=15).map(|at| format!("I-{at:02} = \"all\"\n")).collect();
        let desk = Desk::new().file("p.toml", profile_text("2024-01", &format!("[packages]\n{everything}")));
        assert!(desk.run(&["resolve", "p.toml", "--format", "json"]).stdout.len() > 1 << 16, "more than a pipe holds");
        let ran = desk.shell("bilag resolve p.toml --format json 2>stderr | head -1");
        assert_eq!((ran.code, ran.stdout.as_str()), (0, "{\n"));
        let said = String::from_utf8(desk.read("stderr")).expect("it is UTF-8");
        assert!(!said.contains("error") && !said.contains("panicked"), "{said}");
        let ran = desk.shell("bilag check p.toml nej.toml 2>&1 >/dev/null | head -c 1 >/dev/null");
        assert_eq!(ran.code, 1, "what it came to is told all the same");
    }

    #[test]
    fn closed_streams_change_neither_the_documents_nor_the_exit_code() {
        let desk = Desk::new().profile("p.toml");
        for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
            let ran = desk.shell(&format!("bilag build p.toml -o ud {closed}"));
            assert_eq!(ran.code, 0, "{closed}: {}", ran.stderr);
            assert!(
                desk.read("ud/p-kravbilag.pdf").ends_with(b"%%EOF\n")
                    || desk.read("ud/p-kravbilag.pdf").ends_with(b"%%EOF")
            );
            assert_eq!(desk.shell(&format!("bilag check nej.toml {closed}")).code, 1, "{closed}");
            assert_eq!(desk.shell(&format!("bilag resolve p.toml {closed}")).code, 0, "{closed}");
        }
    }

    // Interrupts

    /// Starts a batch, waits until a number of documents is there, and sends a signal. Gives how the batch ended.
    fn interrupted(desk: &Desk, documents: usize, signal: &str) -> std::process::ExitStatus {
        let mut batch = desk
            .command(env!("CARGO_BIN_EXE_bilag"))
            .args(["build", "udbud", "-o", "ud", "--jobs", "2"])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let started = Instant::now();
        // What is kept beside the documents comes before the first of them, when an interrupt may still be ignored: it
        // is in whatever was started in the background.
        let is_document = |name: &str| !name.starts_with(".bilag");
        let written = || {
            let there = fs::read_dir(desk.path("ud")).into_iter().flatten().filter_map(Result::ok);
            there.filter(|entry| entry.file_name().to_str().is_some_and(is_document)).count()
        };
        while written() < documents {
            assert!(started.elapsed() < Duration::from_secs(600), "the batch writes");
            thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(desk.shell(&format!("kill -{signal} {}", batch.id())).code, 0);
        // How soon is seen by what it has written: a busy machine takes its time for everything.
        batch.wait().expect("it is ours")
    }

    fn assert_whole(desk: &Desk) -> usize {
        let files = desk.files();
        let documents: Vec<&String> =
            files.iter().filter(|path| path.starts_with("ud/") && !path.contains("/.bilag-")).collect();
        for document in &documents {
            let bytes = desk.read(document);
            let whole = match document.rsplit('.').next() {
                Some("pdf") => lopdf::Document::load_mem(&bytes).is_ok(),
                Some("xlsx") => zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok(),
                _ => true,
            };
            assert!(whole, "{document} is half");
        }
        documents.len()
    }

    #[test]
    fn an_interrupt_ends_a_batch_at_once_with_whole_files_and_nothing_left_behind() {
        let mut desk = Desk::new();
        for at in 0..600 {
            desk = desk.profile(&format!("udbud/{at}.toml"));
        }
        for (signal, number) in [("INT", 2), ("TERM", 15)] {
            for documents in [1, 2, 4, 7] {
                let ended = interrupted(&desk, documents, signal);
                assert_eq!(ended.signal(), Some(number), "it ends by the signal, as the shell expects");
                assert!(assert_whole(&desk) < 1800, "it was the middle of the batch");
                assert_eq!(leftovers(&desk), Vec::<String>::new());
                fs::remove_dir_all(desk.path("ud")).expect("it is ours");
            }
        }
    }

    #[test]
    fn what_was_killed_leaves_no_half_document_and_is_no_hindrance() {
        let mut desk = Desk::new();
        for at in 0..20 {
            desk = desk.profile(&format!("udbud/{at}.toml"));
        }
        assert_eq!(interrupted(&desk, 4, "KILL").signal(), Some(9));
        assert_whole(&desk);
        let ran = desk.run(&["build", "udbud", "-o", "ud", "--format", "md"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, "20 profiles built, 40 files in ud\n"));
    }
}
