//! The threads that Typst may work on.
//!
//! Layout recurses deeply and spreads its work over rayon's current pool. In an ordinary pool a worker that waits
//! steals another page's layout on top of its own stack and overflows it. So every typesetting thread has a large stack
//! and a pool of its own that consists of itself.

#[cfg(not(target_family = "wasm"))]
use std::{
    cell::Cell,
    panic,
    sync::{Mutex, PoisonError},
    thread::{self, Builder, Scope},
};

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

/// Runs the work on a thread that can typeset, and waits for it. Where the system gives no more threads it is done on
/// this one.
///
/// A batch starts one for each of its workers; what runs there already is run in place.
#[cfg(not(target_family = "wasm"))]
pub fn on_typesetting_thread<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    if PREPARED.get() {
        return work();
    }
    // Whichever thread it is that does the work takes it.
    let work = Mutex::new(Some(work));
    let take = || work.lock().unwrap_or_else(PoisonError::into_inner).take();
    let prepared = || {
        PREPARED.set(true);
        // Without a pool of its own the thread would hand its work to rayon's global pool, which is slower and has
        // small stacks, but right.
        let _pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        let done = take().map(|work| work());
        PREPARED.set(false);
        done
    };
    let done = thread::scope(|scope| match typesetter().spawn_scoped(scope, prepared) {
        Ok(worker) => worker.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
        Err(_) => prepared(),
    });
    done.expect("one thread alone does the work")
}

/// Begins to read templates ahead, beside what the caller does: they nest as deeply as what is laid out. Where the
/// system gives no more threads it is left undone.
#[cfg(not(target_family = "wasm"))]
pub fn read_ahead<'scope>(scope: &'scope Scope<'scope, '_>, work: impl FnOnce() + Send + 'scope) {
    // Whoever needs what was left undone does it.
    let _ = typesetter().spawn_scoped(scope, work);
}

#[cfg(not(target_family = "wasm"))]
fn typesetter() -> Builder {
    Builder::new().name("typesetting".into()).stack_size(STACK)
}
