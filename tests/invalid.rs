//! The specification of the complaints: `tests/invalid/<name>/` holds the smallest bad input beside what the program says of it.
//!
//! `profil.toml`, or `portfolio.toml` where there is one, is checked; a folder `catalog` or `templates` beside it is given to the program. `BLESS=1` writes the expected
//! output anew: read it before you keep it.

use std::fs;
use std::path::Path;

use crate::support::assert_golden;
use crate::support::desk::Desk;

#[test]
fn every_complaint_is_as_specified() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder of bad inputs exists")
        .map(|entry| entry.expect("it can be listed").file_name().into_string().expect("its names are Unicode"))
        .collect();
    names.sort();
    assert!(names.len() > 30, "only {} bad inputs were found", names.len());
    for name in &names {
        let mut desk = Desk::new();
        for entry in walkdir::WalkDir::new(folder.join(name)).into_iter().filter_map(Result::ok) {
            let below = entry.path().strip_prefix(folder.join(name)).expect("it lies below").to_owned();
            if entry.file_type().is_file() && !below.ends_with("stderr.txt") {
                let bytes = fs::read(entry.path()).expect("it can be read");
                desk = desk.file(&below.to_string_lossy(), bytes);
            }
        }
        let checked = if desk.path("portfolio.toml").exists() { "portfolio.toml" } else { "profil.toml" };
        let mut arguments = vec!["check", checked];
        for (option, house) in [("--catalog", "catalog"), ("--templates", "templates"), ("--fonts", "fonts")] {
            if desk.path(house).is_dir() {
                arguments.extend([option, house]);
            }
        }
        let ran = desk.run(&arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{name}: {}", ran.stderr);
        assert_golden(&format!("tests/invalid/{name}/stderr.txt"), &ran.stderr);
    }
    println!("{} bad inputs", names.len());
}
