//! What only Windows does: `.ci/windows`.

use std::fs::OpenOptions;
use std::os::windows::fs::OpenOptionsExt;

use crate::desk::Desk;

/// Others may read the file, and neither write, replace nor remove it (`FILE_SHARE_READ`).
const SHARED_FOR_READING: u32 = 1;

#[test]
fn where_another_program_holds_one_document_none_of_the_profile_is_replaced() {
    let desk = Desk::new().profile("p.toml");
    let build = || desk.run(&["build", "p.toml", "-o", "ud", "--format", "md"]);
    assert_eq!(build().code, 0);
    let documents = || ["ud/p-kravbilag.md", "ud/p-svarskema.md"].map(|path| desk.read(path));
    for (held, from, to) in [("ud/p-kravbilag.md", "Prøve", "Omsorg"), ("ud/p-svarskema.md", "Omsorg", "Journal")] {
        let before = documents();
        desk.change("p.toml", from, to);
        let reader = OpenOptions::new().read(true).share_mode(SHARED_FOR_READING).open(desk.path(held)).unwrap();
        let ran = build();
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        assert!(ran.stderr.starts_with(&format!("error[unwritable]: `{held}` cannot be written: ")), "{}", ran.stderr);
        assert!(ran.stderr.contains("close it if it is open in another program"), "{}", ran.stderr);
        assert_eq!(documents(), before);
        drop(reader);
        assert_eq!(build().code, 0);
        assert!(documents() != before);
    }
}

#[test]
fn a_name_that_windows_cannot_have_is_told_as_one() {
    let desk = Desk::new().profile("p.toml");
    for name in ["nul", "LPT1", "ud?"] {
        let ran = desk.run(&["build", "p.toml", "-o", name, "--format", "md"]);
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        let hint = format!("Windows can have no file or folder named `{name}`: choose another name");
        assert!(ran.stderr.contains(&hint), "{}", ran.stderr);
    }
}

#[test]
fn a_profile_that_is_named_in_two_cases_is_built_once() {
    let desk = Desk::new().profile("p.toml");
    let ran = desk.run(&["build", "p.toml", "P.TOML", "-o", "ud", "--format", "md"]);
    assert_eq!((ran.code, ran.stderr.lines().last()), (0, Some("1 profile built, 2 files in ud")));
}
