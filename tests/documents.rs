//! What the documents say: golden at the level of text, `tests/cases/<name>/`.

use std::fs;
use std::path::Path;

use crate::desk::Desk;
use crate::golden::assert_golden;

/// Each case is a profile; its kravbilag, svarskema and tjekliste as Markdown stand beside it.
#[test]
fn every_case_says_what_stands_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("there are cases")
        .map(|entry| entry.expect("it can be listed").file_name().into_string().expect("its name is Unicode"))
        .collect();
    names.sort();
    assert!(names.len() >= 4);
    for name in names {
        let profile = fs::read(folder.join(&name).join("profil.toml")).expect("a case has a profile");
        let desk = Desk::new().file("profil.toml", profile);
        let documents = ["--document", "kravbilag", "--document", "svarskema", "--document", "tjekliste"];
        let ran = desk.run(&[&["build", "profil.toml", "-o", ".", "--format", "md"], &documents[..]].concat());
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        for document in ["kravbilag", "svarskema", "tjekliste"] {
            let text = String::from_utf8(desk.read(&format!("profil-{document}.md"))).expect("Markdown is UTF-8");
            assert_golden(&format!("tests/cases/{name}/{document}.md"), &text);
        }
        assert_golden(&format!("tests/cases/{name}/warnings.txt"), &ran.stderr);
    }
}
