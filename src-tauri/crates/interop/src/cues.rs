//! The turns of a call as subtitles have them: each with a start and a later end.

use parley_domain::call::Turn;

/// One turn and when it is shown.
pub(crate) struct Cue<'a> {
    pub(crate) turn: &'a Turn,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A turn has no start, or there is no turn.
#[derive(Debug, thiserror::Error)]
#[error("a turn has no time")]
pub(crate) struct NoTimes;

/// How long a turn of unknown end is shown: long enough to read it.
fn reading_ms(text: &str) -> u32 {
    const PER_CHAR: usize = 60;
    u32::try_from(text.chars().count() * PER_CHAR)
        .unwrap_or(u32::MAX)
        .clamp(1_000, 10_000)
}

/// Every turn as a cue, in the call's order. A cue lasts a millisecond at least,
/// because players do not show shorter ones.
pub(crate) fn cues(turns: &[Turn]) -> Result<Vec<Cue<'_>>, NoTimes> {
    if turns.is_empty() {
        return Err(NoTimes);
    }
    let mut cues = Vec::with_capacity(turns.len());
    for (index, turn) in turns.iter().enumerate() {
        let start = turn.start_ms.ok_or(NoTimes)?;
        let end = turn.end_ms.unwrap_or_else(|| {
            let next = turns.get(index + 1).and_then(|next| next.start_ms);
            let read = start.saturating_add(reading_ms(&turn.text));
            next.filter(|next| *next > start)
                .map_or(read, |next| next.min(read))
        });
        let end = end.max(start.saturating_add(1));
        cues.push(Cue { turn, start, end });
    }
    Ok(cues)
}
