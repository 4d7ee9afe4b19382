//! A record as a lock keeps it: every word of what suppliers have read, in little room.
//!
//! It could be worked out anew from the profile, but not once the catalog or a fixed text is another; and just then the
//! old wording is asked for.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::change::Record;

/// How hard it is tried to make it small; locks are small anyway.
const EFFORT: u8 = 9;

pub(super) fn serialize<S: Serializer>(record: &Record, serializer: S) -> Result<S::Ok, S::Error> {
    let json = serde_json::to_vec(record).map_err(serde::ser::Error::custom)?;
    STANDARD.encode(compress_to_vec(&json, EFFORT)).serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Record, D::Error> {
    let text = String::deserialize(deserializer)?;
    let packed = STANDARD.decode(text).map_err(de::Error::custom)?;
    let json = decompress_to_vec(&packed).map_err(|_| de::Error::custom("the record is damaged"))?;
    serde_json::from_slice(&json).map_err(de::Error::custom)
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
