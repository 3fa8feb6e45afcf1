//! What colleagues wrote beside the call, in a case file. Those that are private never
//! come this far.

use parley_app::comments::{ReplyView, ThreadView};
use parley_app::ports::CaseFile;
use parley_app::transcript::WithdrawalView;
use parley_domain::time::UtcMillis;
use serde_json::{Value, json};

use super::words::Words;
use super::{clock, escaped, instant, moment, section};

/// Oldest first; `None` where there are none.
pub(super) fn json(case: &CaseFile) -> Option<String> {
    let all: Value = case.comments.iter().map(thread_json).collect();
    (!case.comments.is_empty()).then(|| all.to_string())
}

fn closing(closing: Option<&WithdrawalView>) -> Value {
    json!(closing.map(|one| json!({"by": one.by, "at": one.at.to_rfc3339()})))
}

fn thread_json(thread: &ThreadView) -> Value {
    let edited = |at: Option<UtcMillis>| at.map(UtcMillis::to_rfc3339);
    let reply = |one: &ReplyView| {
        json!({
            "id": one.id, "by": one.by, "at": one.at.to_rfc3339(), "text": one.text,
            "edited_at": edited(one.edited_at), "deleted": closing(one.deleted.as_ref()),
        })
    };
    json!({
        "id": thread.id, "by": thread.by, "at": thread.at.to_rfc3339(), "text": thread.text,
        "edited_at": edited(thread.edited_at), "deleted": closing(thread.deleted.as_ref()),
        "quote": thread.place.quote,
        "from_ms": thread.place.time.map(|span| span.from_ms),
        "to_ms": thread.place.time.map(|span| span.to_ms),
        "resolved": closing(thread.closed.as_ref()),
        "replies": thread.replies.iter().map(reply).collect::<Value>(),
    })
}

/// The section; empty where nobody wrote anything.
pub(super) fn list(case: &CaseFile, words: &Words) -> String {
    if case.comments.is_empty() {
        return String::new();
    }
    let lines = case.comments.iter().map(|one| thread(case, one, words));
    let lines = format!("<ol>{}</ol>", lines.collect::<String>());
    section(words.comments, &lines)
}

fn thread(case: &CaseFile, thread: &ThreadView, words: &Words) -> String {
    let at = thread.place.time.map(|span| {
        let said = format!("▸ {}", clock(span.from_ms.into()));
        moment(case, (span.from_ms, span.to_ms), "at", &said)
    });
    let quote = match thread.place.quote.as_str() {
        "" => String::new(),
        quote => format!("<q>{}</q>", escaped(quote)),
    };
    let state = match &thread.closed {
        Some(closed) => format!(
            "<p class=\"state\">{} {}, {}</p>",
            words.resolved_by,
            escaped(&closed.by),
            instant(closed.at)
        ),
        None if thread.deleted.is_some() => String::new(),
        None => format!("<p class=\"state\">{}</p>", words.open),
    };
    let replies = thread.replies.iter().map(|one| {
        let said = said(
            &one.by,
            one.at,
            &one.text,
            one.edited_at,
            one.deleted.as_ref(),
            words,
        );
        format!("<div class=\"reply\">{said}</div>")
    });
    format!(
        "<li class=\"thread\"><p class=\"about\">{} {quote}</p>{}{}{state}</li>\n",
        at.unwrap_or_default(),
        said(
            &thread.by,
            thread.at,
            &thread.text,
            thread.edited_at,
            thread.deleted.as_ref(),
            words
        ),
        replies.collect::<String>()
    )
}

fn said(
    by: &str,
    at: UtcMillis,
    text: &str,
    edited_at: Option<UtcMillis>,
    deleted: Option<&WithdrawalView>,
    words: &Words,
) -> String {
    let edited = edited_at.map(|at| format!(" · {} {}", words.edited, instant(at)));
    let who = format!(
        "<p class=\"quiet\"><span class=\"who\">{}</span> · {}{}</p>",
        escaped(by),
        instant(at),
        edited.unwrap_or_default()
    );
    match deleted {
        None => format!("{who}<p class=\"said\">{}</p>", escaped(text)),
        Some(gone) => format!(
            "{who}<p class=\"quiet\">{} · {}</p>",
            words.deleted,
            instant(gone.at)
        ),
    }
}
