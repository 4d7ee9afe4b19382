//! Seals: SHA-256 in hexadecimal.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// A seal of several parts, each told apart from the next.
#[derive(Default)]
pub struct Seal(Sha256);

impl Seal {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part. Its length goes first, so that no two lists of parts run into the same bytes.
    pub fn with(mut self, part: impl AsRef<[u8]>) -> Self {
        let part = part.as_ref();
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
        self
    }

    pub fn hex(self) -> String {
        hex(&self.0.finalize())
    }
}

/// The seal of some bytes.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string never fails");
        hex
    })
}
