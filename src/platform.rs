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

/// Bounds this process: its memory in bytes, all that it maps, and its computing in seconds. It writes no file and leaves no core.
#[cfg(unix)]
pub fn limit(memory: u64, seconds: u64) {
    use rlimit::Resource;
    for (resource, most) in
        [(Resource::AS, memory), (Resource::CPU, seconds), (Resource::FSIZE, 0), (Resource::CORE, 0)]
    {
        // Where a system has no such bound, the sizes that the readers check still hold.
        if let Ok((_, hard)) = resource.get() {
            let most = most.min(hard);
            let _ = resource.set(most, most);
        }
    }
}

/// Where processes cannot bound themselves, the sizes that the readers check and the parent's patience hold.
#[cfg(not(unix))]
pub fn limit(_memory: u64, _seconds: u64) {}
