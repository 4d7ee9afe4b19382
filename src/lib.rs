//! `bilag`, the program: it asks, tells and writes. What a tender is stands in the crate `tender`, its printing in
//! `press`.
#![forbid(unsafe_code)]

pub mod cli;
pub mod console;
pub mod disk;
pub mod fault;
pub mod house;
pub mod inputs;
pub mod named;
pub mod outcome;
pub mod platform;
pub mod run;
pub mod told;
