//! The log. Messages are ours and carry no personal data; whatever comes from
//! outside (the text of a library's error) goes into the field `cause`, of which
//! only plain lower-case words survive. Fields that are not on the list are
//! dropped. So a name, a number, a path or a query cannot reach the log even
//! where somebody logs carelessly.

use std::fmt::Write as _;
use std::io::Write;

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

/// How much is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Warn,
    Info,
}

impl Level {
    const fn filter(self) -> tracing::level_filters::LevelFilter {
        match self {
            Self::Warn => tracing::level_filters::LevelFilter::WARN,
            Self::Info => tracing::level_filters::LevelFilter::INFO,
        }
    }
}

/// Fields that hold closed words or random ids.
const PLAIN_FIELDS: &[&str] = &["command", "incident_id", "code", "count", "millis"];

/// Writes redacted lines.
#[derive(Debug)]
pub struct RedactingLayer<W> {
    make_writer: W,
}

impl<W> RedactingLayer<W> {
    /// `make_writer` is asked once a line.
    pub const fn new(make_writer: W) -> Self {
        Self { make_writer }
    }
}

/// Starts logging to standard error. A second call changes nothing.
pub fn init(level: Level) {
    let _ = tracing_subscriber::registry()
        .with(RedactingLayer::new(std::io::stderr).with_filter(level.filter()))
        .try_init();
}

#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.record_str(field, &format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, text: &str) {
        match field.name() {
            "message" => self.message = masked(text),
            "cause" => {
                let _ = write!(self.fields, " cause={}", plain_words(text));
            }
            name if PLAIN_FIELDS.contains(&name) => {
                let _ = write!(self.fields, " {name}={text}");
            }
            _ => {}
        }
    }
}

/// Words of lower-case letters stay; runs of anything else become one mark.
fn plain_words(text: &str) -> String {
    let mut out = String::new();
    let mut quoted: Option<char> = None;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
        let opens = word
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '`' | '\''));
        if quoted.is_none() {
            quoted = opens;
        }
        let plain = quoted.is_none()
            && !bare.is_empty()
            && bare.len() <= 20
            && bare.chars().all(|c| c.is_ascii_lowercase());
        if let Some(mark) = quoted
            && word
                .trim_end_matches([',', '.', ':', ';', ')'])
                .ends_with(mark)
        {
            quoted = None;
        }
        let piece = if plain { bare } else { "…" };
        if piece != "…" || !out.ends_with('…') {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(piece);
        }
    }
    out
}

/// Our own message: digits in a row, addresses and paths are masked all the same.
fn masked(text: &str) -> String {
    text.split(' ')
        .map(|word| {
            let digits = word.chars().filter(|c| c.is_numeric()).count();
            if digits >= 4 || word.contains('@') || word.starts_with('/') {
                "…"
            } else {
                word
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

impl<S, W, O> Layer<S> for RedactingLayer<W>
where
    S: Subscriber,
    W: Fn() -> O + 'static,
    O: Write,
{
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        // Other crates' events may carry anything; only ours are written.
        let target = event.metadata().target();
        if !target.starts_with("parley") {
            return;
        }
        let mut line = Line::default();
        event.record(&mut line);
        let _ = writeln!(
            (self.make_writer)(),
            "{} {target}: {}{}",
            event.metadata().level(),
            line.message,
            line.fields
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Sink(Arc<Mutex<Vec<u8>>>);

    impl Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn logged(work: impl FnOnce()) -> String {
        let sink = Sink::default();
        let writer = sink.clone();
        let subscriber =
            tracing_subscriber::registry().with(RedactingLayer::new(move || writer.clone()));
        tracing::subscriber::with_default(subscriber, work);
        let bytes = sink.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn seeded_names_and_numbers_do_not_come_through() {
        let seeds = [
            "Priya Sharma",
            "+91 99999 00017",
            "6145550101",
            "priya@example.in",
            "/home/priya/calls/a.wav",
            "शिकायत",
            "'priya wants a refund'",
        ];
        let text = logged(|| {
            for seed in seeds {
                let cause = format!("invalid value: string \"{seed}\", expected {seed} here");
                tracing::error!(cause, name = seed, incident_id = "0192", "a command failed");
                tracing::warn!(count = 3, "could not read {}", "/home/priya/calls/a.wav");
            }
        });
        for part in [
            "priya",
            "Priya",
            "Sharma",
            "99999",
            "00017",
            "6145550101",
            "शिकायत",
            "refund",
        ] {
            assert!(!text.contains(part), "{part} came through:\n{text}");
        }
        assert!(
            text.contains("cause=invalid value string … expected"),
            "{text}"
        );
        assert!(text.contains("incident_id=0192"), "{text}");
    }
}
