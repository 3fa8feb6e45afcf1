//! What the tray says. The page tells it the words, in its language; here is only
//! which of them holds now. No name and nothing of a call is ever among them.

use serde::Deserialize;

/// The page's words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Words {
    pub open: String,
    pub lock: String,
    pub quit: String,
    /// With `{n}` where the count goes.
    pub waiting: String,
    /// Nothing waits.
    pub nothing: String,
    /// Nobody is signed in.
    pub locked: String,
}

/// What there is to say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Now {
    #[default]
    Locked,
    /// Somebody is signed in to whom nothing is given.
    Open,
    Waiting(u32),
}

impl Words {
    /// One line; empty when there is nothing to say.
    pub fn line(&self, now: Now) -> String {
        match now {
            Now::Locked => self.locked.clone(),
            Now::Open => String::new(),
            Now::Waiting(0) => self.nothing.clone(),
            Now::Waiting(n) => self.waiting.replace("{n}", &n.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_the_count_and_nothing_else() {
        let words: Words = serde_json::from_value(serde_json::json!({
            "open": "Open Parley", "lock": "Lock", "quit": "Quit",
            "waiting": "Waiting for you: {n}", "nothing": "Nothing waits", "locked": "Locked",
        }))
        .unwrap();
        assert_eq!(words.line(Now::Waiting(12)), "Waiting for you: 12");
        assert_eq!(words.line(Now::Waiting(0)), "Nothing waits");
        assert_eq!(words.line(Now::Locked), "Locked");
        assert_eq!(words.line(Now::Open), "");
    }
}
