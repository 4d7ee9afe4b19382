//! A returned Word paper is read or refused within bounds, and what was read can be judged.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod judged;
mod packed;

fuzz_target!(|bytes: &[u8]| judged::form(&packed::package(bytes)));
