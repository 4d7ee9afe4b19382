//! Work on many profiles at once, told in the order of the inputs.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread::{self, Builder, Scope, ScopedJoinHandle};

use press::on_typesetting_thread;

/// How many workers a run has: as asked for, or one for each core, and never more than there is work.
pub fn workers(asked: Option<NonZeroUsize>, work: usize) -> usize {
    asked.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get).min(work)
}

/// Does the work of each number below `count`, by as many at a time as there are hands, and returns what came of each in
/// their order. A single hand works in place, since it has seen what is alike.
pub fn side_by_side<R: Send>(count: usize, hands: usize, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
    if hands.min(count) < 2 {
        return (0..count).map(work).collect();
    }
    let turns: Vec<usize> = (0..count).collect();
    let mut done = Vec::with_capacity(count);
    in_order(&turns, hands.min(count), work, |progress| match progress {
        Progress::Done => {}
        Progress::Next(_, result) => done.push(result),
    });
    done
}

/// What comes of work on many profiles.
pub enum Progress<R> {
    /// One more is done, whichever
    Done,
    /// What came of the next
    Next(usize, R),
}

/// Does the work of each of the items that `turns` numbers, in that order, on some threads that may print. Tells that
/// each is done at once, and what came of it as soon as all with lower numbers are told.
pub fn in_order<R: Send>(
    turns: &[usize],
    workers: usize,
    work: impl Fn(usize) -> R + Sync,
    mut tell: impl FnMut(Progress<R>),
) {
    let (next, work) = (&AtomicUsize::new(0), &work);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        on_threads(scope, workers, move || {
            on_typesetting_thread(|| {
                while let Some(&at) = turns.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if sender.send((at, work(at))).is_err() {
                        return;
                    }
                }
            });
        });
        let mut waiting: BTreeMap<usize, R> = BTreeMap::new();
        let mut told = 0;
        for (at, result) in results {
            waiting.insert(at, result);
            tell(Progress::Done);
            while let Some(result) = waiting.remove(&told) {
                tell(Progress::Next(told, result));
                told += 1;
            }
        }
    });
}

/// Begins the same work on so many threads, or on as many as the system gives; where it gives none it is done on this
/// one.
pub fn on_threads<'scope>(scope: &'scope Scope<'scope, '_>, threads: usize, work: impl Fn() + Clone + Send + 'scope) {
    let begun = (0..threads).take_while(|_| Builder::new().spawn_scoped(scope, work.clone()).is_ok()).count();
    if begun == 0 {
        work();
    }
}

/// Work that goes on beside what is done here, or is done already where the system gives no thread for it.
pub enum Beside<'scope, T> {
    Begun(ScopedJoinHandle<'scope, T>),
    Done(T),
}

impl<'scope, T: Send + 'scope> Beside<'scope, T> {
    pub fn begin(scope: &'scope Scope<'scope, '_>, work: impl Fn() -> T + Copy + Send + 'scope) -> Self {
        Builder::new().spawn_scoped(scope, work).map_or_else(|_| Self::Done(work()), Self::Begun)
    }

    pub fn done(self) -> T {
        match self {
            Self::Begun(thread) => thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
            Self::Done(result) => result,
        }
    }
}
