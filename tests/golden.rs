//! Files of the project that hold what the program should say.

use std::path::Path;

use crate::desk::as_elsewhere;

/// Compares with a file of the project, or writes the file when `BLESS` is set.
pub fn assert_golden(path: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a golden file lies in a folder"))
            .expect("the folder can be made");
        std::fs::write(&path, actual).expect("the golden file can be written");
        return;
    }
    let expected = as_elsewhere(&std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n"));
    let actual = &as_elsewhere(actual);
    assert!(
        expected == *actual,
        "{} differs (BLESS=1 writes it anew):\n{}",
        path.display(),
        first_difference(&expected, actual)
    );
}

fn first_difference(expected: &str, actual: &str) -> String {
    let mut lines = expected.lines().zip(actual.lines()).enumerate();
    match lines.find(|(_, (expected, actual))| expected != actual) {
        Some((at, (expected, actual))) => format!("line {}:\n- {expected}\n+ {actual}", at + 1),
        None => format!("{} lines expected, {} found", expected.lines().count(), actual.lines().count()),
    }
}
