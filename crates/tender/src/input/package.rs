//! Packages (ZIP) as every system writes them.

/// Begins a package.
pub const BEGINNING: &[u8; 4] = b"PK\x03\x04";

/// Begins an entry of a package's directory.
const ENTRY: &[u8] = b"PK\x01\x02";

/// Begins the end of a package.
const END: &[u8] = b"PK\x05\x06";

/// The same content gives the same bytes on every system. Each entry of the directory says which one made it, and
/// nobody needs to know: all say what Unix says.
pub fn of_any_system(mut package: Vec<u8>) -> Vec<u8> {
    const UNIX: u8 = 3;
    let Some(end) = package.windows(END.len()).rposition(|window| window == END) else { return package };
    let Some(start) = number(&package, end + 16, 4) else { return package };
    let mut at = start;
    while package.get(at..).is_some_and(|rest| rest.starts_with(ENTRY)) {
        if let Some(system) = package.get_mut(at + 5) {
            *system = UNIX;
        }
        let lengths: Option<usize> = [28, 30, 32].iter().map(|part| number(&package, at + part, 2)).sum();
        let Some(lengths) = lengths else { break };
        at += 46 + lengths;
    }
    package
}

/// How many files a package says that it has: more than a reader finds where two of them have one name.
pub fn counted(package: &[u8]) -> Option<usize> {
    let end = package.windows(END.len()).rposition(|window| window == END)?;
    number(package, end + 10, 2)
}

/// A number of some bytes, the lowest first.
fn number(package: &[u8], at: usize, bytes: usize) -> Option<usize> {
    let bytes = package.get(at..at + bytes)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{System, ZipWriter};

    use super::*;

    fn made_by(system: System) -> Vec<u8> {
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.xml", "mappe/å.xml"] {
            package.start_file(name, SimpleFileOptions::default().system(system)).unwrap();
            package.write_all(name.as_bytes()).unwrap();
        }
        package.finish().unwrap().into_inner()
    }

    #[test]
    fn a_package_is_the_same_whichever_system_made_it() {
        let (unix, windows) = (made_by(System::Unix), made_by(System::Dos));
        assert_ne!(unix, windows);
        assert_eq!(of_any_system(windows), unix);
        assert_eq!(of_any_system(unix.clone()), unix);
    }

    #[test]
    fn what_is_no_package_stays_as_it_is() {
        for bytes in [&b""[..], b"PK", b"PK\x05\x06", b"PK\x05\x06aaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(of_any_system(bytes.to_vec()), bytes);
        }
    }
}
