//! The one integration-test binary: each module protects the rules of one word of the domain.

mod catalog;
mod resolution;
mod support;
