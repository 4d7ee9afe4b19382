//! The threads that Typst may work on.
//!
//! Layout recurses deeply and spreads its work over rayon's current pool. In an ordinary pool a worker that waits
//! steals another page's layout on top of its own stack and overflows it. So every typesetting thread has a large stack
//! and a pool of its own that consists of itself.

#[cfg(not(target_family = "wasm"))]
use std::{cell::Cell, panic, thread};

/// Enough for the deepest nesting that the templates make, many times over.
#[cfg(not(target_family = "wasm"))]
const STACK: usize = 64 << 20;

#[cfg(not(target_family = "wasm"))]
thread_local! {
    static PREPARED: Cell<bool> = const { Cell::new(false) };
}

/// A module in a browser has one thread, whose stack is the browser's to bound.
#[cfg(target_family = "wasm")]
pub fn on_typesetting_thread<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    work()
}

/// Runs the work on a thread that can typeset, and waits for it.
///
/// A batch starts one for each of its workers; what runs there already is run in place.
#[cfg(not(target_family = "wasm"))]
pub fn on_typesetting_thread<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    if PREPARED.get() {
        return work();
    }
    thread::scope(|scope| {
        let worker = thread::Builder::new().name("typesetting".into()).stack_size(STACK).spawn_scoped(scope, || {
            PREPARED.set(true);
            // Without a pool of its own the thread would hand its work to rayon's global pool, which is slower and has
            // small stacks, but right.
            let _pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
            work()
        });
        match worker.expect("the system gives a process one more thread").join() {
            Ok(result) => result,
            Err(panic) => panic::resume_unwind(panic),
        }
    })
}
