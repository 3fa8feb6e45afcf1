//! Listening while words come: partial transcripts in, what is certain out.

use super::ear::Ear;
use super::kinds::{Intent, Listening};
use super::rules::Rules;
use super::verdict::{Hit, Verdict};

/// What changed with a partial transcript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// It was said, and nothing behind it can unsay it.
    Certain(Hit),
    /// The recogniser took words back, and with them what was certain.
    Withdrawn(Intent),
}

/// Listens to one turn. What is reported as certain is what the verdict on the whole
/// text will say, unless the recogniser takes words back.
#[derive(Debug, Clone)]
pub struct Hearing<'a> {
    rules: &'a Rules,
    ear: Ear,
    heard: String,
    chars: u32,
    reported: [Option<Hit>; Intent::ALL.len()],
}

impl<'a> Hearing<'a> {
    #[must_use]
    pub fn new(rules: &'a Rules, listening: Listening) -> Self {
        Self {
            rules,
            ear: Ear::new(listening),
            heard: String::new(),
            chars: 0,
            reported: [None; Intent::ALL.len()],
        }
    }

    /// Takes the turn's text as it is known by now: usually the one before and more.
    /// The last word may still be growing, so it does not count yet. Nothing is
    /// allocated while there is no news.
    pub fn partial(&mut self, text: &str) -> Vec<News> {
        self.listen(text);
        let mut news = Vec::new();
        for intent in Intent::ALL {
            let now = self.ear.certain(*intent);
            let known = &mut self.reported[*intent as usize];
            match (&known, now) {
                (None, Some(hit)) => news.push(News::Certain(hit)),
                (Some(_), None) => news.push(News::Withdrawn(*intent)),
                _ => {}
            }
            *known = now;
        }
        news
    }

    /// The verdict on the whole text of the turn; then the next turn may come.
    pub fn finish(&mut self, text: &str) -> Verdict {
        self.listen(text);
        let verdict = self.ear.finish(self.rules);
        self.forget();
        self.reported = [None; Intent::ALL.len()];
        verdict
    }

    fn listen(&mut self, text: &str) {
        if !text.starts_with(self.heard.as_str()) {
            self.forget();
        }
        for c in text.get(self.heard.len()..).unwrap_or_default().chars() {
            self.ear.push(self.rules, c, self.chars);
            self.chars = self.chars.saturating_add(1);
        }
        self.heard
            .push_str(text.get(self.heard.len()..).unwrap_or_default());
    }

    fn forget(&mut self) {
        self.ear.clear();
        self.heard.clear();
        self.chars = 0;
    }
}

/// What a whole text says.
#[must_use]
pub fn classify(rules: &Rules, listening: Listening, text: &str) -> Verdict {
    let mut ear = Ear::new(listening);
    for (c, at) in text.chars().zip(0..) {
        ear.push(rules, c, at);
    }
    ear.finish(rules)
}
