//! What is seen of one practice call, while it goes on and after. Must not know: how it
//! goes on.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use parley_app::ports::PracticeNow;
use parley_domain::live::PracticeBy;

use crate::floor::sight::{About, Sight};

#[derive(Debug)]
pub struct Shown {
    sight: Mutex<Sight>,
    end: Mutex<End>,
    by: PracticeBy,
    audible: bool,
    revision: Arc<AtomicU64>,
}

#[derive(Debug, Clone, Copy, Default)]
struct End {
    over: bool,
    kept: Option<bool>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shown {
    pub fn new(about: About, by: PracticeBy, audible: bool, revision: Arc<AtomicU64>) -> Self {
        let shown = Self {
            sight: Mutex::new(Sight::new(about)),
            end: Mutex::default(),
            by,
            audible,
            revision,
        };
        shown.changed();
        shown
    }

    /// Something happened; it answers whether that is seen.
    pub fn look(&self, happened: impl FnOnce(&mut Sight) -> bool) {
        if happened(&mut lock(&self.sight)) {
            self.changed();
        }
    }

    pub fn over(&self) {
        lock(&self.end).over = true;
        self.changed();
    }

    pub fn kept(&self, kept: bool) {
        lock(&self.end).kept = Some(kept);
        self.changed();
    }

    pub fn is_over(&self) -> bool {
        lock(&self.end).over
    }

    pub fn now(&self) -> PracticeNow {
        let End { over, kept } = *lock(&self.end);
        PracticeNow {
            view: lock(&self.sight).view(),
            by: self.by,
            audible: self.audible,
            over,
            kept,
        }
    }

    fn changed(&self) {
        self.revision.fetch_add(1, Ordering::Relaxed);
    }
}
