//! Addresses that the system hands over: at the start, from a second start, or while the
//! window is open. A page that is not there yet finds the last one when it comes.

use std::sync::{Arc, Mutex, PoisonError};

use parley_app::ports::{Event, EventSink as _};
use parley_domain::link::Link;
use tauri::{AppHandle, Manager as _};

use crate::events::Listeners;

/// The address that no page has taken yet.
#[derive(Debug, Default)]
pub struct Waiting(Mutex<Option<Link>>);

impl Waiting {
    fn put(&self, link: Link) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(link);
    }

    /// Takes it.
    pub fn take(&self) -> Option<Link> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// What the program was started with.
pub fn at_start() -> Waiting {
    let waiting = Waiting::default();
    if let Some(link) = std::env::args().skip(1).find_map(|word| Link::parse(&word)) {
        waiting.put(link);
    }
    waiting
}

/// Somebody started Parley again, or followed an address: the window that is there
/// comes to the front and goes where the address says.
pub fn come(app: &AppHandle, words: &[String]) {
    if let Some(window) = app.get_webview_window("main") {
        // A window manager may refuse any of these; the link is followed all the same.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
    let Some(link) = words.iter().find_map(|word| Link::parse(word)) else {
        return;
    };
    let listeners = app.state::<Arc<Listeners>>();
    if listeners.is_empty() {
        app.state::<Waiting>().put(link);
    } else {
        listeners.send(Event::LinkOpened(link));
    }
}
