//! A record as a lock keeps it: every word of what suppliers have read, in little room.
//!
//! It could be worked out anew from the profile, but not once the catalog or a fixed text is another; and just then the
//! old wording is asked for.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::change::Record;

/// How hard it is tried to make it small; locks are small anyway.
const EFFORT: u8 = 9;

/// The most that a record can take, in bytes: far more than the largest profile with all that it extends. A few
/// kilobytes could be packed so that they fill the memory.
const LARGEST: usize = 512 << 20;

pub(super) fn serialize<S: Serializer>(record: &Record, serializer: S) -> Result<S::Ok, S::Error> {
    let json = serde_json::to_vec(record).map_err(serde::ser::Error::custom)?;
    STANDARD.encode(compress_to_vec(&json, EFFORT)).serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Record, D::Error> {
    let text = String::deserialize(deserializer)?;
    let packed = STANDARD.decode(text).map_err(de::Error::custom)?;
    let json = unpacked(&packed, LARGEST).ok_or_else(|| de::Error::custom("the record is damaged"))?;
    serde_json::from_slice(&json).map_err(de::Error::custom)
}

/// What was packed, if it is whole and no larger than that.
fn unpacked(packed: &[u8], most: usize) -> Option<Vec<u8>> {
    decompress_to_vec_with_limit(packed, most).ok()
}

/// The same of a record that need not be there.
pub(super) mod optional {
    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Packed(#[serde(with = "super")] Record);

    pub fn serialize<S: Serializer>(record: &Option<Record>, serializer: S) -> Result<S::Ok, S::Error> {
        record.clone().map(Packed).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Record>, D::Error> {
        Ok(Option::<Packed>::deserialize(deserializer)?.map(|Packed(record)| record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_unpack_to_more_than_a_record_can_be_is_damaged() {
        let packed = compress_to_vec(&[b' '; 100_000], EFFORT);
        assert!(packed.len() < 500);
        assert_eq!(unpacked(&packed, 100_000).map(|json| json.len()), Some(100_000));
        assert_eq!(unpacked(&packed, 99_999), None);
        assert_eq!(unpacked(&packed[..packed.len() - 1], 100_000), None);
    }
}
