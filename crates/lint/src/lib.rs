//! What a careful colleague would say of a tender's own requirements.
#![forbid(unsafe_code)]

pub mod lint;
