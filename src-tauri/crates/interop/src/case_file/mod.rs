//! The case file: one page of HTML that any browser opens and that reaches no
//! network. Its policy forbids every connection, and only the style and the script
//! that are in it may run: they are named by their hashes.

mod captured;
mod comments;
mod scores;
mod turns;
mod words;

use parley_app::ports::{CaseFile, CasePage};
use parley_domain::digest::{hex, sha256};
use parley_domain::time::UtcMillis;

use crate::html::{escaped, source_hash};
use crate::words as said;
use words::{Words, words};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub(crate) fn write(case: &CaseFile) -> CasePage {
    let words = words(case.language);
    let data = data(case);
    let head = format!("{}{}", head(case, words), header(case, words));
    let rest = format!("{}{}", columns(case, words, &data), foot(words, &data));
    match &case.sound {
        Some(sound) => CasePage {
            before: format!(
                "{head}<main><div class=\"player\"><audio controls preload=\"auto\" aria-label=\"{}\" src=\"data:{};base64,",
                escaped(words.title),
                sound.media_type
            ),
            after: format!("\"></audio></div>{rest}"),
        },
        None => CasePage {
            before: format!(
                "{head}<main><p class=\"quiet\">{}</p>{rest}",
                words.no_recording
            ),
            after: String::new(),
        },
    }
}

/// A part of what the page shows as the JSON it holds, under its hash.
struct Data {
    /// The element's name.
    id: &'static str,
    json: String,
}

/// All that the page holds as JSON, the call first; parts without anything are left out.
fn data(case: &CaseFile) -> Vec<Data> {
    let call = crate::parley::write_with(&case.call.draft, &case.call.overlay);
    let parts = [
        ("call", Some(call)),
        ("corrections", captured::json(case)),
        ("comments", comments::json(case)),
        ("scorecards", scores::json(case)),
    ];
    let held = |(id, json): (&'static str, Option<String>)| {
        // Inside a page `<` would end the element, and JSON may write it otherwise.
        let json = json?.replace('<', "\\u003c");
        Some(Data { id, json })
    };
    parts.into_iter().filter_map(held).collect()
}

/// A moment of the sound to go to, if the page has sound; `said` is HTML.
fn moment(case: &CaseFile, (from, to): (u32, u32), class: &str, said: &str) -> String {
    if case.sound.is_none() {
        return format!("<span class=\"{class}\">{said}</span>");
    }
    format!(
        "<button type=\"button\" class=\"{class}\" data-s=\"{from}\" data-e=\"{to}\">{said}</button>"
    )
}

/// `2026-05-12 05:12:00 UTC`.
fn instant(at: UtcMillis) -> String {
    let text = at.to_rfc3339();
    let shown = text.get(..19).map(|text| text.replace('T', " "));
    shown.map_or(text, |shown| format!("{shown} UTC"))
}

/// `1:02:03`, hours only where there are some.
fn clock(ms: u64) -> String {
    let s = ms / 1000;
    match s / 3600 {
        0 => format!("{}:{:02}", s / 60, s % 60),
        hours => format!("{hours}:{:02}:{:02}", s / 60 % 60, s % 60),
    }
}

/// The caller as far as known, and the agent.
fn names(case: &CaseFile) -> (String, &str) {
    let draft = &case.call.draft;
    let caller = &draft.caller;
    let who = caller
        .name
        .as_ref()
        .or(caller.phone.as_ref())
        .or(caller.email.as_ref());
    let side = said::side(case.language, parley_domain::call::Side::Caller);
    let agent = draft.agent.name.as_deref().unwrap_or_default();
    (who.map_or_else(|| side.to_owned(), Clone::clone), agent)
}

fn head(case: &CaseFile, words: &Words) -> String {
    let policy = format!(
        "default-src 'none'; media-src data:; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        source_hash(STYLE),
        source_hash(SCRIPT)
    );
    let (caller, _) = names(case);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{} · {}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        words.tag,
        escaped(words.title),
        escaped(&caller)
    )
}

fn header(case: &CaseFile, words: &Words) -> String {
    let draft = &case.call.draft;
    let (caller, agent) = names(case);
    let to = if agent.is_empty() {
        String::new()
    } else {
        format!(" → {}", escaped(agent))
    };
    let mut facts = Vec::new();
    facts.extend(draft.started_at.map(instant));
    facts.extend(draft.stated_duration_ms.map(clock));
    facts.extend(
        draft
            .outcome
            .map(|one| said::outcome(case.language, one).to_owned()),
    );
    if draft.simulated {
        facts.push(words.simulated.to_owned());
    }
    format!(
        "<header><p class=\"quiet\">{} · {}</p><h1>{}{to}</h1><p>{}</p></header>\n",
        escaped(words.title),
        escaped(&case.workspace),
        escaped(&caller),
        escaped(&facts.join(" · "))
    )
}

/// A list of names and values; those without a value are left out.
fn facts(list: &[(&str, Option<String>)]) -> String {
    let line = |(name, value): &(&str, Option<String>)| {
        let value = value.as_ref()?;
        Some(format!(
            "<dt>{}</dt><dd>{}</dd>",
            escaped(name),
            escaped(value)
        ))
    };
    format!(
        "<dl>{}</dl>",
        list.iter().filter_map(line).collect::<String>()
    )
}

fn columns(case: &CaseFile, words: &Words, data: &[Data]) -> String {
    let transcript = if case.call.draft.turns.is_empty() {
        format!("<p>{}</p>", words.no_transcript)
    } else {
        turns::list(case, words)
    };
    format!(
        "<div class=\"columns\"><div><section><h2>{}</h2>{transcript}</section>\n{}{}</div>\n<aside>{}{}{}</aside></div></main>\n",
        words.transcript,
        comments::list(case, words),
        scores::list(case, words),
        details(case, words),
        proof(case, words, data),
        handed_out(case, words)
    )
}

fn section(title: &str, body: &str) -> String {
    format!("<section><h2>{title}</h2>{body}</section>\n")
}

fn details(case: &CaseFile, words: &Words) -> String {
    let (draft, language) = (&case.call.draft, case.language);
    let mut text = section(
        words.details,
        &facts(&[
            (words.started, draft.started_at.map(instant)),
            (words.length, draft.stated_duration_ms.map(clock)),
            (
                words.channel,
                draft
                    .channel
                    .map(|one| said::channel(language, one).to_owned()),
            ),
            (
                words.direction,
                draft
                    .direction
                    .map(|one| said::direction(language, one).to_owned()),
            ),
            (
                words.outcome,
                draft
                    .outcome
                    .map(|one| said::outcome(language, one).to_owned()),
            ),
        ]),
    );
    if let Some(summary) = &draft.summary {
        text.push_str(&section(
            words.summary,
            &format!("<p>{}</p>", escaped(summary)),
        ));
    }
    if !draft.variables.is_empty() {
        text.push_str(&section(words.captured, &captured::list(case, words)));
    }
    text
}

fn proof(case: &CaseFile, words: &Words, data: &[Data]) -> String {
    let hash = |bytes: &[u8]| format!("<p class=\"hash\">{}</p>", hex(bytes));
    let mut text = String::new();
    if let Some(sound) = &case.sound {
        text.push_str(&format!(
            "<p>{}</p>{}",
            words.recording_hash,
            hash(&sound.sha256)
        ));
        if !sound.original {
            text.push_str(&format!("<p class=\"quiet\">{}</p>", words.converted));
        }
    }
    for part in data {
        let of_data = sha256(&[part.json.as_bytes()]);
        let name = words.hash_of(part.id);
        text.push_str(&format!("<p>{name}</p>{}", hash(&of_data)));
    }
    text.push_str(&format!("<p class=\"quiet\">{}</p>", words.call_hash_of));
    section(words.proof, &text)
}

fn handed_out(case: &CaseFile, words: &Words) -> String {
    let language = case.language;
    let by = format!("{}, {}", case.exported_by, said::role(language, case.role));
    section(
        words.handed_out,
        &facts(&[
            (words.by, Some(by)),
            (words.from, Some(case.workspace.clone())),
            (words.at, Some(instant(case.call.at))),
            (
                words.purpose,
                Some(said::purpose(language, case.purpose).to_owned()),
            ),
            (words.export_id, Some(case.export_id.to_string())),
        ]),
    )
}

fn foot(words: &Words, data: &[Data]) -> String {
    let element = |part: &Data| {
        let Data { id, json } = part;
        format!("<script type=\"application/json\" id=\"{id}\">{json}</script>\n")
    };
    let data: String = data.iter().map(element).collect();
    format!(
        "<footer><p>{}</p></footer>\n{data}\
         <script>{SCRIPT}</script>\n</body>\n</html>\n",
        words.offline
    )
}
