//! Many profiles at once: portfolios, wildcards, parts of a run, and the report of the whole.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use bilag::disk::Disk;
use bilag::run::report::{Fate, ProfileReport, RunReport};
use tender::portfolio::Portfolio;
use tender::text::seal::sha256;

use crate::desk::{Desk, Ran};
use crate::golden::assert_golden;
use crate::support::profile_text;

/// A base that lacks its buyer, and warns of nothing.
const BASE: &str = "edition = \"2024-01\"\n[tender]\ntitle = \"Omsorg\"\nprocedure = \"mini-tender\"\ndeadline = 2030-01-15\n[packages]\nI-15 = \"all\"\n[facts]\nudveksler-sagsdokumenter = true\nafleverer-via-fordeling = false\nmodtager-via-fordeling = false\n";

const PORTFOLIO: &str = "[portfolio]\ntable = \"kommuner.csv\"\nprofiles = [\"skabeloner/*.toml\"]\nname = \"{Kommune}/{profil}\"\n\n[columns]\n\"Kommune\" = \"tender.buyer\"\n\"CVR\" = \"tender.cvr\"\n";

const TABLE: &str = "Kommune;CVR\nNordlyng;30000013\nBakkedal;90000012\nVestkysten;20000015\n";

fn portfolio(folder: &str) -> Desk {
    Desk::new()
        .file(&format!("{folder}/portfolio.toml"), PORTFOLIO)
        .file(&format!("{folder}/kommuner.csv"), TABLE)
        .file(&format!("{folder}/skabeloner/esdh.toml"), BASE)
        .file(&format!("{folder}/skabeloner/omsorg.toml"), BASE)
}

fn report(text: &[u8]) -> RunReport {
    serde_json::from_slice(text).expect("a report can be read")
}

/// The files below a folder, by their paths below it, with their bytes.
fn files(desk: &Desk, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let prefix = format!("{folder}/");
    let paths = desk.files().into_iter().filter_map(|path| Some(path.strip_prefix(&prefix)?.to_owned()));
    paths.map(|path| (path.clone(), desk.read(&format!("{prefix}{path}")))).collect()
}

/// The documents below a folder, without the locks beside them.
fn documents(desk: &Desk, folder: &str) -> Vec<String> {
    files(desk, folder).into_keys().filter(|path| !path.contains(".bilag/")).collect()
}

#[test]
fn a_row_goes_over_the_base_key_by_key_and_an_empty_cell_leaves_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/portefolje/portfolio.toml");
    let portfolio = Portfolio::open(&path, &Disk).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let names: Vec<&str> = portfolio.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names.len(), 10);
    assert_eq!(
        names[..3],
        ["Eksempel Kommune/borgerservice", "Østerlund Kommune/borgerservice", "Nordlyng Kommune/borgerservice"]
    );
    let mut normalised = String::new();
    for name in ["Østerlund Kommune/omsorg", "Bakkedal Kommune/borgerservice"] {
        let entry = portfolio.entries.iter().find(|entry| entry.name == name).expect("the table has it");
        let file = portfolio.profile(entry).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
        assert_eq!(format!("{}/{}", name.split('/').next().expect("a buyer"), file.name()), format!("{name}.toml"));
        let layers = file.layers.iter().map(|path| path.file_name().expect("a file").to_string_lossy().into_owned());
        assert_eq!(layers.collect::<Vec<_>>(), [&file.name(), "portfolio.toml", "kommuner.csv"]);
        normalised += &format!("# {name}\n{}\n", file.normalised());
    }
    assert_golden("tests/batches/profiler.toml", &normalised);
}

#[test]
fn a_portfolio_that_is_named_builds_every_row_over_every_base() {
    let desk = portfolio("p");
    let ran = desk.run(&["build", "p/portfolio.toml", "--format", "md", "--document", "kravbilag"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "6 profiles built, 6 files in bilag-ud\n"));
    let written = files(&desk, "bilag-ud");
    assert_eq!(
        documents(&desk, "bilag-ud"),
        [
            "Bakkedal/esdh-kravbilag.md",
            "Bakkedal/omsorg-kravbilag.md",
            "Nordlyng/esdh-kravbilag.md",
            "Nordlyng/omsorg-kravbilag.md",
            "Vestkysten/esdh-kravbilag.md",
            "Vestkysten/omsorg-kravbilag.md"
        ]
    );
    let text = String::from_utf8(written["Bakkedal/esdh-kravbilag.md"].clone()).expect("Markdown is UTF-8");
    assert!(text.contains("Bakkedal") && text.contains("90000012") && !text.contains("Nordlyng"), "{text}");
}

#[test]
fn a_portfolio_in_a_folder_keeps_its_path_and_its_bases_are_not_built_by_themselves() {
    let desk = portfolio("kunder/nord").profile("kunder/syd.toml");
    let ran = desk.run(&["check", "kunder", "--report", "r.json"]);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            0,
            "note[portfolio-bases]: `kunder/nord/skabeloner/esdh.toml`, `kunder/nord/skabeloner/omsorg.toml` are bases of `kunder/nord/portfolio.toml` and not built by themselves\n\n7 profiles checked\n"
        )
    );
    let report = report(&desk.read("r.json"));
    let names: Vec<&str> = report.profiles.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(names[0], "kunder/nord/portfolio.toml: Nordlyng/esdh");
    assert_eq!(names[6], "kunder/syd.toml");
    let ran = desk.run(&["build", "kunder", "--format", "md", "--document", "kravbilag", "-o", "ud"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(desk.path("ud/nord/Vestkysten/omsorg-kravbilag.md").is_file());
    assert!(desk.path("ud/syd-kravbilag.md").is_file());
}

#[test]
fn a_row_that_is_wrong_stops_no_other_and_a_complaint_of_a_base_is_told_once_with_its_row() {
    let desk = portfolio("p").file("p/kommuner.csv", "Kommune;CVR\nNordlyng;30000014\nBakkedal;90000012\n").file(
        "p/skabeloner/omsorg.toml",
        BASE.replace("I-15 = \"all\"", "I-15 = \"all\"\nI-09 = \"all\"").replace("2024-01", "2023-04"),
    );
    let ran = desk.run(&["check", "p/portfolio.toml"]);
    assert_eq!(ran.code, 1);
    assert_golden("tests/batches/en-forkert-raekke.txt", &ran.stderr);
}

#[test]
fn a_row_that_changed_is_built_again_and_no_other() {
    let desk = portfolio("p");
    let build = |desk: &Desk| desk.run(&[&["build", "p/portfolio.toml", "--report", "r.json"], &SMALL[..]].concat());
    assert_eq!(build(&desk).stderr, "6 profiles built, 6 files in bilag-ud\n");
    assert_eq!(build(&desk).stderr, "0 profiles built, 6 up to date, 0 files in bilag-ud\n");
    let kept = report(&desk.read("r.json"));
    assert_eq!((kept.totals.kept, kept.totals.written), (6, 0));
    assert!(kept.profiles.iter().flat_map(|profile| &profile.outputs).all(|output| output.sha256.is_some()));
    let desk = desk.file("p/kommuner.csv", TABLE.replace("Nordlyng;30000013", "Nordlyng;12345674"));
    assert_eq!(build(&desk).stderr, "2 profiles built, 4 up to date, 2 files in bilag-ud\n");
    let names = |report: RunReport| -> Vec<String> {
        let written = |profile: &ProfileReport| profile.outputs.iter().any(|output| output.fate == Fate::Written);
        report.profiles.into_iter().filter(written).map(|profile| profile.name).collect()
    };
    assert_eq!(
        names(report(&desk.read("r.json"))),
        ["p/portfolio.toml: Nordlyng/esdh", "p/portfolio.toml: Nordlyng/omsorg"]
    );
}

#[test]
fn the_report_lists_just_the_documents_that_were_asked_for() {
    let desk = portfolio("p");
    assert_eq!(desk.run(&["build", "p/portfolio.toml", "--format", "md"]).code, 0);
    let mut reports = BTreeSet::new();
    for without_index in [false, true] {
        if without_index {
            std::fs::remove_file(desk.path("bilag-ud/.bilag/index.json")).expect("the index can be removed");
        }
        let ran = desk.run(&[&["build", "p/portfolio.toml", "--report", "r.json"], &SMALL[..]].concat());
        assert_eq!(ran.stderr, "0 profiles built, 6 up to date, 0 files in bilag-ud\n");
        reports.insert(desk.read("r.json"));
    }
    assert_eq!(reports.len(), 1, "the index only spares reading");
    assert_eq!(report(&reports.pop_first().expect("there is one")).totals.kept, 6);
}

#[test]
fn a_national_portfolio_gives_every_profile_of_98_rows_and_14_bases() {
    let mut desk = Desk::new();
    let mut bases = Vec::new();
    for base in 0..14 {
        desk = desk.file(&format!("b/y{base:02}.toml"), BASE);
        bases.push(format!("y{base:02}"));
    }
    let rows: String = (0..98).map(|row| format!("Kommune {row:02};30000013\n")).collect();
    let portfolio = "[portfolio]\ntable = \"k.csv\"\nprofiles = [\"b/*.toml\"]\nname = \"{profil}/{Kommune}\"\n[columns]\nKommune = \"tender.buyer\"\nCVR = \"tender.cvr\"\n";
    let desk = desk.file("k.csv", format!("Kommune;CVR\n{rows}")).file("landet.toml", portfolio);
    let portfolio =
        Portfolio::open(&desk.path("landet.toml"), &Disk).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let names: BTreeSet<&str> = portfolio.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!((portfolio.entries.len(), names.len()), (1_372, 1_372));
    for entry in &portfolio.entries {
        let profile = portfolio.profile(entry).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
        let buyer = entry.name.split('/').nth(1).expect("two parts");
        assert!(profile.normalised().contains(&format!("buyer = \"{buyer}\"")), "{}", entry.name);
    }
}

#[test]
fn wildcards_are_expanded_and_what_they_find_keeps_its_path_below_their_fixed_part() {
    let desk = Desk::new().profile("udbud/a.toml").profile("udbud/nord/y26.toml").profile("udbud/syd/y26.toml");
    let desk = desk.profile("udbud/syd/y14.toml").profile("udbud/.skjult/y26.toml");
    let built = |arguments: &[&str]| {
        let ran =
            desk.run(&[&["build"], arguments, &["--format", "md", "--document", "kravbilag", "-o", "ud"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let written = documents(&desk, "ud");
        std::fs::remove_dir_all(desk.path("ud")).expect("the documents can be removed");
        written
    };
    assert_eq!(built(&["udbud/*.toml"]), ["a-kravbilag.md"]);
    assert_eq!(built(&["udbud/**/y26.toml"]), ["nord/y26-kravbilag.md", "syd/y26-kravbilag.md"]);
    assert_eq!(built(&["udbud/s?d"]), ["syd/y14-kravbilag.md", "syd/y26-kravbilag.md"]);
    let all = ["a-kravbilag.md", "nord/y26-kravbilag.md", "syd/y14-kravbilag.md", "syd/y26-kravbilag.md"];
    assert_eq!(built(&["udbud/**/*.toml", "udbud/*.toml", "udbud/**/y26.toml"]), all, "each profile once");
    assert_eq!(built(&["udbud/**"]), all);
}

#[test]
fn a_folder_whose_name_looks_like_a_pattern_is_no_pattern() {
    let desk = portfolio("udbud [2026]");
    let ran = desk.run(&["check", "udbud [2026]", "udbud [2026]/portfolio.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.ends_with("\n6 profiles checked\n"), "{}", ran.stderr);
}

#[test]
fn a_path_that_exists_is_itself_and_a_pattern_without_match_is_complained_of() {
    let desk = Desk::new().profile("udbud [1].toml").profile("udbud 1.toml").file("rust/Cargo.toml", "[package]\n");
    let ran = desk.run(&["check", "udbud [1].toml", "--report", "r.json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "1 profile checked\n"));
    assert_eq!(report(&desk.read("r.json")).profiles[0].name, "udbud [1].toml");
    let ran = desk.run(&["build", "intet/*.toml", "rust/**", "a/***"]);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            1,
            "note[not-a-profile]: `rust/Cargo.toml` has no `[tender]` table and was passed over\n\nerror[no-match]: no profile matches `intet/*.toml`\n\nerror[no-match]: no profile matches `rust/**/*.toml`\n\nerror[malformed-pattern]: `a/***` cannot be read as a pattern: wildcards are either regular `*` or recursive `**`\n\n"
        )
    );
}

#[test]
fn a_profile_that_is_named_twice_is_built_once() {
    let desk = Desk::new().profile("p/a.toml");
    let ran = desk.run(&["check", "p/a.toml", "p", "p/*.toml", "p/a.toml"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "1 profile checked\n"));
}

/// Six profiles, one of which is refused and one a draft.
fn six() -> Desk {
    portfolio("p")
        .file("p/skabeloner/esdh.toml", BASE.replace("true", "\"supplier\""))
        .file("p/kommuner.csv", "Kommune;CVR\nNordlyng;30000013\nBakkedal;90000013\nVestkysten;20000015\n")
}

const SMALL: [&str; 4] = ["--format", "md", "--document", "kravbilag"];

fn build_part(desk: &Desk, shard: &str) -> Ran {
    desk.run(&[&["build", "p/portfolio.toml", "--shard", shard, "-o", "ud"], &SMALL[..]].concat())
}

#[test]
fn the_report_is_the_same_however_many_workers_there_are_and_lists_every_profile_in_order() {
    let desk = six();
    let mut reports = BTreeSet::new();
    let mut told = BTreeSet::new();
    for jobs in ["1", "4"] {
        let ran = desk.run(
            &[&["build", "p/portfolio.toml", "--report", "r.json", "-o", "ud", "--jobs", jobs], &SMALL[..]].concat(),
        );
        assert_eq!(ran.code, 1);
        reports.insert(desk.read("r.json"));
        told.insert(ran.stderr);
        if jobs == "1" {
            std::fs::remove_dir_all(desk.path("ud")).expect("the documents can be removed");
        }
    }
    assert_eq!((reports.len(), told.len()), (1, 1));
    let mut report = report(&reports.pop_first().expect("there is one"));
    let outputs = report.profiles.iter_mut().flat_map(|profile| &mut profile.outputs);
    for output in outputs {
        let written = desk.read(&format!("ud/{}", output.path));
        assert_eq!(output.sha256.replace("…".to_owned()), Some(sha256(&written)), "{}", output.path);
    }
    assert_eq!(std::mem::replace(&mut report.run, "…".to_owned()).len(), 64);
    assert_golden("tests/batches/rapport.json", &report.to_json());
    assert_golden("tests/batches/rapport.txt", &told.pop_first().expect("there is one"));
}

#[test]
fn parts_are_joined_to_just_the_report_of_the_whole_run_and_exit_as_it_does() {
    let desk = six();
    let whole = desk.run(&[&["build", "p/portfolio.toml", "--report", "r.json", "-o", "helt"], &SMALL[..]].concat());
    assert_eq!(whole.code, 1);
    // More parts than profiles: some are empty.
    for of in [1, 4, 9] {
        let codes: Vec<i32> = (1..=of).map(|part| build_part(&desk, &format!("{part}/{of}")).code).collect();
        assert!(codes.contains(&1), "one part has the profile that is refused: {codes:?}");
        let ran = desk.run(&["report", "merge", &format!("ud/bilag-report-*-of-{of}.json"), "-o", "samlet.json"]);
        let parts = if of == 1 { "1 part".to_owned() } else { format!("{of} parts") };
        let said = format!("{parts} joined: 4 profiles done, 2 refused, 4 files written, 2 warnings\n");
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr), (1, "", said));
        assert!(desk.read("samlet.json") == desk.read("r.json"), "{of} parts");
        let mut written = files(&desk, "ud");
        written.retain(|path, _| !path.starts_with("bilag-report-"));
        assert!(written == files(&desk, "helt"), "{of} parts");
        std::fs::remove_dir_all(desk.path("ud")).expect("it can be removed");
    }
}

#[test]
fn an_empty_part_says_so_and_leaves_its_report() {
    let desk = Desk::new().profile("a.toml");
    let ran = desk.run(&["build", "a.toml", "--shard", "1/2"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "part 1 of 2: 0 profiles built, 0 files in bilag-ud\n"));
    assert_eq!(desk.files(), ["a.toml", "bilag-ud/bilag-report-1-of-2.json"]);
    let ran = desk.run(&["check", "a.toml", "--shard", "2/2"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "part 2 of 2: 1 profile checked\n"));
    assert_eq!(desk.files().len(), 2, "a check writes nothing that was not asked for");
}

#[test]
fn two_profiles_with_one_output_are_refused_by_every_part() {
    let desk = Desk::new().profile("a/y.toml").profile("b/y.toml").profile("c.toml");
    for shard in ["1/3", "2/3", "3/3"] {
        let ran = desk.run(&["build", "a/y.toml", "b/y.toml", "c.toml", "--shard", shard]);
        assert_eq!(
            (ran.code, ran.stderr.as_str()),
            (
                1,
                "error[same-output]: `a/y.toml` and `b/y.toml` would both be written to `bilag-ud/y`\n = hint: name the folder they lie in, or give them different names\n\n"
            )
        );
    }
    assert_eq!(desk.files().len(), 3);
}

#[test]
fn names_that_are_one_on_other_systems_are_refused() {
    let desk = Desk::new().profile("p/Omsorg.toml").profile("p/omsorg.toml").profile("p/ældre/å.toml");
    if desk.files().len() < 3 {
        return println!("passed over: this system takes the two for one");
    }
    let ran = desk.run(&["build", "p", "--format", "md"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("error[same-output]: `p/Omsorg.toml` and `p/omsorg.toml` would both be written to"),
        "{}",
        ran.stderr
    );
    std::fs::rename(desk.path("p/omsorg.toml"), desk.path("p/ældre/Å.toml")).unwrap();
    assert!(desk.run(&["check", "p"]).stderr.contains("[same-output]"));
}

#[test]
fn parts_that_do_not_belong_together_are_not_joined() {
    let desk = six();
    for shard in ["1/3", "2/3", "3/3", "1/2"] {
        build_part(&desk, shard);
    }
    desk.run(&["build", "p/portfolio.toml", "--shard", "3/3", "-o", "ud", "--format", "md", "--report", "andet.json"]);
    desk.run(&["check", "p/portfolio.toml", "--report", "helt.json"]);
    let desk = desk.file("tom.json", "{}");
    let part = |part: &str| format!("ud/bilag-report-{part}.json");
    let (one, two, three, half) = (part("1-of-3"), part("2-of-3"), part("3-of-3"), part("1-of-2"));
    let mut told = String::new();
    for parts in [
        vec![two.as_str()],
        vec![one.as_str(), two.as_str(), three.as_str(), two.as_str()],
        vec![one.as_str(), two.as_str(), "andet.json"],
        vec![half.as_str(), two.as_str()],
        vec![one.as_str(), "helt.json", "tom.json", "p/kommuner.csv", "mangler.json", "intet-*.json"],
    ] {
        let ran = desk.run(&[&["report", "merge"], &parts[..]].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{parts:?}");
        told += &format!("{}\n{}\n", parts.join(" "), ran.stderr);
    }
    assert_golden("tests/batches/ikke-samlet.txt", &told);
}

#[test]
fn a_merged_report_without_refused_profiles_is_printed_and_exits_with_zero() {
    let desk = portfolio("p");
    for shard in ["1/2", "2/2"] {
        assert_eq!(build_part(&desk, shard).code, 0);
    }
    let ran = desk.run(&["report", "merge", "ud/bilag-report-2-of-2.json", "ud/bilag-report-1-of-2.json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "2 parts joined: 6 profiles done, 6 files written\n"));
    assert_eq!(report(ran.stdout.as_bytes()).totals.profiles, 6);
}

#[test]
fn merged_checks_say_what_would_be_written() {
    let desk = portfolio("p");
    for part in ["1", "2"] {
        let (shard, to) = (format!("{part}/2"), format!("{part}.json"));
        let ran = desk.run(&["check", "p", "--shard", &shard, "--report", &to]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let ran = desk.run(&["report", "merge", "1.json", "2.json", "-o", "samlet.json"]);
    assert!(ran.stderr.ends_with("18 files to write\n"), "{}", ran.stderr);
}

#[test]
fn a_part_that_does_not_exist_or_is_not_told_is_wrong_usage() {
    let desk = Desk::new().profile("a.toml");
    for (environment, shard, said) in [
        (vec![], "3/2", "there is no part 3 of 2: expected 1 to 2"),
        (vec![], "0/2", "there is no part 0 of 2: expected 1 to 2"),
        (vec![], "auto", "no array scheduler says which part this is"),
        (vec![("JOB_COMPLETION_INDEX", "1")], "auto", "Kubernetes does not say how many parts there are"),
        (vec![("JOB_COMPLETION_INDEX", "1"), ("BILAG_SHARD", "1/2")], "auto/2", "unset one of them"),
    ] {
        let ran = desk.run_in(&environment, &["build", "a.toml", "--shard", shard]);
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        assert!(ran.stderr.starts_with("error: invalid value") && ran.stderr.contains(said), "{}", ran.stderr);
    }
    assert_eq!(desk.files(), ["a.toml"]);
}

/// What the documentation shows is run: as many processes as the manifest has pods, with its command line and the
/// variable that the cluster would set.
#[test]
fn the_kubernetes_job_builds_what_one_machine_builds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/kubernetes/job.yaml");
    let manifest = std::fs::read_to_string(path).expect("the manifest can be read");
    let manifest: serde_yaml::Value = serde_yaml::from_str(&manifest).expect("the manifest is YAML");
    let spec = &manifest["spec"];
    assert_eq!((&manifest["kind"], &spec["completionMode"]), (&"Job".into(), &"Indexed".into()));
    let parts = spec["completions"].as_u64().and_then(|parts| usize::try_from(parts).ok()).expect("a number of parts");
    let pod = &spec["template"]["spec"];
    assert_eq!(pod["securityContext"]["runAsNonRoot"], serde_yaml::Value::Bool(true));
    let container = &pod["containers"][0];
    assert_eq!(container["command"], serde_yaml::from_str::<serde_yaml::Value>("[bilag]").expect("it is YAML"));
    let arguments = container["args"].as_sequence().expect("a command line");
    let arguments: Vec<&str> = arguments.iter().map(|argument| argument.as_str().expect("a text")).collect();

    let desk = Desk::new().folder("examples/portefolje", "portefolje");
    let whole = desk.run(&["build", "portefolje", "--output", "helt", "--report", "helt.json"]);
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= parts {
                        return;
                    }
                    let ran = desk.run_in(&[("JOB_COMPLETION_INDEX", &index.to_string())], &arguments);
                    assert_eq!(ran.code, 0, "{}", ran.stderr);
                    assert!(ran.stderr.contains(&format!("part {} of {parts}: ", index + 1)), "{}", ran.stderr);
                }
            });
        }
    });
    let pattern = format!("bilag-ud/bilag-report-*-of-{parts}.json");
    let ran = desk.run(&["report", "merge", &pattern, "-o", "samlet.json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(desk.read("samlet.json") == desk.read("helt.json"), "the joined report differs");
    let mut written = files(&desk, "bilag-ud");
    written.retain(|path, _| !path.starts_with("bilag-report-"));
    let whole = files(&desk, "helt");
    let documents = whole.keys().filter(|path| path.ends_with(".pdf") || path.ends_with(".xlsx"));
    assert_eq!(documents.count(), 30, "two profiles of three files for each of five buyers");
    assert_eq!(written.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    for (path, bytes) in &whole {
        assert!(written[path] == *bytes, "{path} differs");
    }
}

#[test]
fn the_schema_of_the_report_is_that_of_its_types() {
    let schema = serde_json::to_string_pretty(&RunReport::json_schema()).expect("a schema is JSON");
    assert_golden("docs/report.schema.json", &(schema + "\n"));
}

/// The first fenced block of a page in a language.
fn first_block<'p>(page: &'p str, language: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("```{language}\n")).expect("the page has such a block");
    rest.split_once("```").expect("the block ends").0
}

#[test]
fn the_page_on_batches_shows_the_example_and_a_report_that_can_be_read() {
    let read = |path: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        std::fs::read_to_string(path).expect("it can be read").replace("\r\n", "\n")
    };
    let page = read("docs/batches.md");
    assert_eq!(first_block(&page, "toml"), read("examples/portefolje/portfolio.toml"));
    let table = read("examples/portefolje/kommuner.csv");
    assert_eq!(first_block(&page, "text"), table.lines().take(3).map(|line| format!("{line}\n")).collect::<String>());
    let shown = report(first_block(&page, "json").as_bytes());
    assert_eq!((shown.schema, shown.totals.profiles), (1, shown.profiles.len()));
}

#[test]
fn final_names_a_row_as_its_messages_do() {
    let desk =
        portfolio("p").file("p/skabeloner/omsorg.toml", profile_text("2024-01", "[packages]\nI-13 = [\"SF1690\"]\n"));
    let ran = desk.run(&["check", "p/portfolio.toml"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "6 profiles checked (3 drafts)\n"));
    let ran = desk.run(&[&["build", "p/portfolio.toml", "--final"], &SMALL[..]].concat());
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("error[not-final]: `p/portfolio.toml: Nordlyng/omsorg` is a draft"), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("error[not-final]: `p/portfolio.toml: Vestkysten/omsorg` is a draft"),
        "{}",
        ran.stderr
    );
}
