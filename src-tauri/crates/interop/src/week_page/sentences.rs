//! What changed most, in sentences.

use parley_app::ports::WeekPage;
use parley_domain::report::{Share, WeekChange};

use super::clock;
use super::words::Words;
use crate::words as said;

/// At most three; one in any case.
pub(super) fn all(page: &WeekPage, words: &Words, number: &dyn Fn(u32) -> String) -> Vec<String> {
    let weekly = &page.weekly;
    if weekly.changes.is_empty() {
        let why = match weekly.before.calls {
            None => words.few_before,
            Some(0) => words.none_before,
            Some(_) => words.no_change,
        };
        return vec![why.to_owned()];
    }
    let told = weekly.changes.iter().map(|change| match change {
        WeekChange::Calls { now, before } => {
            let text = if now > before {
                words.more_calls
            } else {
                words.fewer_calls
            };
            text.replace("{now}", &number(*now))
                .replace("{by}", &number(now.abs_diff(*before)))
        }
        WeekChange::Handling { now_ms, before_ms } => {
            let text = if now_ms > before_ms {
                words.longer
            } else {
                words.shorter
            };
            text.replace("{now}", &clock(*now_ms))
                .replace("{by}", &clock(now_ms.abs_diff(*before_ms)))
        }
        WeekChange::Ending {
            ending,
            now,
            before,
        } => {
            let texts = (words.ending_more, words.ending_less);
            shares(texts, *now, *before).replace("{name}", words.phrase(*ending))
        }
        WeekChange::Channel {
            channel,
            now,
            before,
        } => {
            let texts = (words.channel_more, words.channel_less);
            let name = said::channel(page.language, *channel);
            shares(texts, *now, *before).replace("{name}", name)
        }
        WeekChange::Agent { agent, now, before } => {
            let texts = (words.agent_more, words.agent_less);
            shares(texts, *now, *before).replace("{name}", agent)
        }
    });
    told.collect()
}

fn shares((more, less): (&str, &str), now: Share, before: Share) -> String {
    let (n, b) = (percent(now), percent(before));
    let text = if n > b { more } else { less };
    text.replace("{now}", &format!("{n}%"))
        .replace("{before}", &format!("{b}%"))
}

/// Whole hundredths, rounded.
fn percent(share: Share) -> u64 {
    let of = u64::from(share.of.max(1));
    (u64::from(share.calls) * 200 + of) / (of * 2)
}
