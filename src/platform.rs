//! The only code that differs between systems.

use std::fs::Metadata;

/// What tells a file from another that was put in its place with the same size and time stamp: its number in the file
/// system, and when that last noted a change of it, in seconds and nanoseconds.
pub type Identity = (u64, i64, i64);

#[cfg(unix)]
pub fn identity(metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

/// Where the system does not say, size and time stamp are all there is.
#[cfg(not(unix))]
pub fn identity(_metadata: &Metadata) -> Identity {
    (0, 0, 0)
}

/// Whether a file has other names that a new file in its place would not have.
#[cfg(unix)]
pub fn has_other_names(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.nlink() > 1
}

/// Where the system does not say, a file is taken to have one.
#[cfg(not(unix))]
pub fn has_other_names(_metadata: &Metadata) -> bool {
    false
}

/// The first name in a path that no file or folder can have here.
#[cfg(windows)]
pub fn impossible_name(path: &str) -> Option<&str> {
    use std::path::{Component, Path};
    use tender::text::file_name::{is_device, is_illegal};
    let mut names = Path::new(path).components().filter_map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    names.find(|name| is_device(name) || name.contains(is_illegal))
}

/// Elsewhere a path that can be typed can be had.
#[cfg(not(windows))]
pub fn impossible_name(_path: &str) -> Option<&str> {
    None
}

/// Has the names of a folder written to the disk, as far as the system lets a program ask for that.
#[cfg(unix)]
pub fn sync_names(folder: &std::path::Path) {
    let folder = if folder.as_os_str().is_empty() { std::path::Path::new(".") } else { folder };
    // Some file systems cannot; the file itself is there all the same.
    let _ = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
}

/// Elsewhere a rename is written with the file.
#[cfg(not(unix))]
pub fn sync_names(_folder: &std::path::Path) {}

/// Bounds this process: its memory in bytes, all that it maps, and its computing in seconds. It writes no file and
/// leaves no core.
#[cfg(unix)]
pub fn limit(memory: u64, seconds: u64) {
    use rlimit::Resource;
    // One second later the system ends what did not heed the signal.
    let bounds =
        [(Resource::AS, memory, 0), (Resource::CPU, seconds, 1), (Resource::FSIZE, 0, 0), (Resource::CORE, 0, 0)];
    for (resource, most, grace) in bounds {
        // Where a system has no such bound, the sizes that the readers check still hold.
        if let Ok((_, hard)) = resource.get() {
            let _ = resource.set(most.min(hard), (most + grace).min(hard));
        }
    }
}

/// A process that cannot bound itself is bounded by its parent: see [`bounded`].
#[cfg(not(unix))]
pub fn limit(_memory: u64, _seconds: u64) {}

/// Whether a child was ended because its computing took longer than [`limit`] allows.
#[cfg(unix)]
pub fn computed_too_long(ended: process_control::ExitStatus) -> bool {
    ended.signal() == Some(signal_hook::consts::SIGXCPU)
}

/// Where the computing is not bounded, the clock is.
#[cfg(not(unix))]
pub fn computed_too_long(_ended: process_control::ExitStatus) -> bool {
    false
}

/// Bounds the memory of a child, in bytes, where it does not do so itself: on Windows by a job that it is put into.
#[cfg(windows)]
pub fn bounded<C: process_control::Control>(child: C, memory: u64) -> C {
    child.memory_limit(usize::try_from(memory).unwrap_or(usize::MAX))
}

/// Elsewhere a child bounds itself: see [`limit`].
#[cfg(not(windows))]
pub fn bounded<C: process_control::Control>(child: C, _memory: u64) -> C {
    child
}

/// Has something done before an interrupt ends this process. It still ends by the signal, as its caller expects, and a
/// second interrupt does not wait. A file that grows beyond what the process may write becomes an error like that of a
/// full disk.
#[cfg(unix)]
pub fn before_interrupt(finish: impl FnOnce() + Send + 'static) {
    use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::low_level::emulate_default_handler;
    // Where a signal cannot be caught, it ends the process as it always did.
    let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default());
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        let mut finish = Some(finish);
        for signal in signals.forever() {
            match finish.take() {
                Some(finish) => drop(std::thread::spawn(move || {
                    finish();
                    let _ = emulate_default_handler(signal);
                })),
                None => drop(emulate_default_handler(signal)),
            }
        }
    });
}

/// An interrupt ends the process at once.
#[cfg(not(unix))]
pub fn before_interrupt(_finish: impl FnOnce() + Send + 'static) {}

/// Has the system give memory in pages of the usual size from now on, where it may have given it in huge ones.
///
/// With huge ones a single tender takes a tenth less time, since memory is asked for a thousand times and not fourteen
/// thousand times. A batch gives it back and asks again: it gains nothing by them, and takes a tenth more of it.
#[cfg(target_os = "linux")]
pub fn take_small_pages() {
    // Where the system refuses, a batch takes the tenth.
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

/// Elsewhere it gives no others by itself.
#[cfg(not(target_os = "linux"))]
pub fn take_small_pages() {}
