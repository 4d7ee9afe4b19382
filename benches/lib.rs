//! Nothing but the benches beside this file.
