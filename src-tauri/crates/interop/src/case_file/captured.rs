//! What was captured in a case file: how each reads now, how it came, and who said so.

use parley_app::ports::{CaseCorrection, CaseFile};
use parley_domain::call::CapturedVariable;
use serde_json::{Value, json};

use super::words::Words;
use super::{clock, escaped, instant, moment};

/// The corrections, oldest first; `None` where there are none.
pub(super) fn json(case: &CaseFile) -> Option<String> {
    let one = |one: &CaseCorrection| {
        json!({
            "variable": name(case, one.variable), "by": one.by, "at": one.at.to_rfc3339(),
            "before": one.before, "after": one.after, "reason": one.reason,
            "choice": one.is_choice,
            "withdrawn": one.withdrawn.as_ref().map(|(by, at)| json!({
                "by": by, "at": at.to_rfc3339(),
            })),
        })
    };
    let all: Value = case.corrections.iter().map(one).collect();
    (!case.corrections.is_empty()).then(|| all.to_string())
}

fn name(case: &CaseFile, place: u32) -> &str {
    let variable = case.call.draft.variables.get(place as usize);
    variable.map(|one| one.name.as_str()).unwrap_or_default()
}

pub(super) fn list(case: &CaseFile, words: &Words) -> String {
    let variables = case.call.draft.variables.iter().zip(0u32..);
    let lines = variables.map(|(one, place)| {
        format!(
            "<dt>{}</dt><dd>{}{}{}</dd>",
            escaped(&one.name.replace('_', " ")),
            values(case, one, place, words),
            came(case, one, place, words),
            history(case, place, words)
        )
    });
    format!("<dl>{}</dl>", lines.collect::<String>())
}

fn value(case: &CaseFile, one: &CapturedVariable) -> String {
    let at = one.said_at_ms.map(|ms| {
        let said = format!("▸ {}", clock(ms.into()));
        moment(case, (ms, ms), "at", &said)
    });
    format!("{} {}", escaped(&one.value), at.unwrap_or_default())
}

/// The value, or all that people say who disagree.
fn values(case: &CaseFile, one: &CapturedVariable, place: u32, words: &Words) -> String {
    match case.call.overlay.variable_versions.get(&place) {
        None => value(case, one),
        Some(versions) => {
            let each = versions
                .iter()
                .map(|one| format!("<p>{}</p>", value(case, one)));
            let each: String = each.collect();
            format!("<p class=\"state\">{}</p>{each}", words.disputed)
        }
    }
}

fn came(case: &CaseFile, now: &CapturedVariable, place: u32, words: &Words) -> String {
    let came = case.call.overlay.variables.get(&place);
    let came = came.filter(|came| came.value != now.value || came.said_at_ms != now.said_at_ms);
    let line = |came| {
        format!(
            "<p class=\"quiet\">{}: {}</p>",
            words.imported,
            value(case, came)
        )
    };
    came.map(line).unwrap_or_default()
}

fn history(case: &CaseFile, place: u32, words: &Words) -> String {
    let own = case.corrections.iter().filter(|one| one.variable == place);
    let line = |one: &CaseCorrection| {
        let because = one
            .reason
            .as_deref()
            .map(|why| format!(" · {}", escaped(why)));
        let back = one
            .withdrawn
            .as_ref()
            .map(|(by, at)| format!(" · {} {}, {}", words.withdrawn, escaped(by), instant(*at)));
        let (before, after) = (&one.before, &one.after);
        let mut changed = String::new();
        if before.value != after.value {
            changed = format!(" · {} → {}", escaped(&before.value), escaped(&after.value));
        }
        if before.said_at_ms != after.said_at_ms {
            let at = |ms: Option<u32>| ms.map_or_else(|| "–".to_owned(), |ms| clock(ms.into()));
            changed.push_str(&format!(
                " · ▸ {} → {}",
                at(before.said_at_ms),
                at(after.said_at_ms)
            ));
        }
        format!(
            "<p class=\"quiet\">{} {}, {}{changed}{}{}</p>",
            words.corrected_by,
            escaped(&one.by),
            instant(one.at),
            because.unwrap_or_default(),
            back.unwrap_or_default()
        )
    };
    own.map(line).collect()
}
