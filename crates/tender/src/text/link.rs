//! Where a link may lead. An address of any other kind could run something, or open a file of the reader's.

/// How the addresses begin that a document's links may have.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Whether an address leads to a web page or a mailbox.
pub fn is_harmless(address: &str) -> bool {
    let begins = |scheme: &&str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    SCHEMES.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::is_harmless;

    #[test]
    fn links_lead_to_the_web_or_to_a_mailbox() {
        for harmless in ["https://kl.dk", "http://kl.dk", "HTTPS://KL.DK", "mailto:udbud@kl.dk"] {
            assert!(is_harmless(harmless), "{harmless}");
        }
        for other in
            ["", "https", "javascript:alert(1)", "file:///etc/passwd", "httpsæ//", "x-form:SF1461.svar", "//kl.dk"]
        {
            assert!(!is_harmless(other), "{other}");
        }
    }
}
