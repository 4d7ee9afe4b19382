//! The only code that differs between systems.

/// A temporary file is its owner's alone; what it becomes is to be read as any other file.
#[cfg(unix)]
pub fn readable(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

/// Files are as their folder has them.
#[cfg(not(unix))]
pub fn readable(_: &mut tempfile::Builder<'_, '_>) {}
