//! Turns from bare words: runs of one speaker, and channels that talk in turns.

use super::{SourceWord, Spoken};

/// Runs of consecutive words of the same speaker.
pub(crate) fn by_speaker(words: Vec<SourceWord>) -> Vec<Spoken> {
    let mut runs: Vec<Spoken> = Vec::new();
    for word in words {
        match runs.last_mut() {
            Some(run) if run.speaker == word.speaker => run.words.push(word),
            _ => runs.push(Spoken {
                speaker: word.speaker.clone(),
                words: vec![word],
                ..Spoken::default()
            }),
        }
    }
    runs
}

/// A silence that ends a turn within one channel, ms.
const PAUSE_MS: u32 = 1000;
/// How many words are looked at in a gap; in a sound answer none is the
/// channel's own.
const CLOSE_STARTS: usize = 16;

/// Turns of channels that were transcribed apart: a channel's turn ends where
/// its speaker changes, after a silence of a second, or where another channel
/// speaks in the gap between two words. In time order.
pub(crate) fn by_channel(channels: Vec<Vec<SourceWord>>) -> Vec<Spoken> {
    let mut starts: Vec<(u32, usize)> = channels
        .iter()
        .enumerate()
        .flat_map(|(channel, words)| words.iter().map(move |word| (word.start, channel)))
        .filter_map(|(start, channel)| Some((start?, channel)))
        .collect();
    starts.sort_unstable();
    let mut turns = Vec::new();
    for (channel, words) in channels.into_iter().enumerate() {
        let others_speak = |from: u32, to: u32| {
            let next = starts.partition_point(|(start, _)| *start < from);
            let gap = starts
                .iter()
                .skip(next)
                .take_while(|(start, _)| *start < to);
            gap.take(CLOSE_STARTS).any(|(_, other)| *other != channel)
        };
        for mut run in by_speaker(words) {
            let mut rest = std::mem::take(&mut run.words).into_iter().peekable();
            let mut turn = run.clone();
            while let Some(word) = rest.next() {
                let gap = word.end.zip(rest.peek().and_then(|next| next.start));
                turn.words.push(word);
                let ends = gap.is_some_and(|(end, next)| {
                    next.saturating_sub(end) >= PAUSE_MS || others_speak(end, next)
                });
                if ends {
                    turns.push(std::mem::replace(&mut turn, run.clone()));
                }
            }
            turns.push(turn);
        }
    }
    turns.retain(|turn| !turn.words.is_empty());
    turns.sort_by_key(|turn| turn.words.first().and_then(|word| word.start));
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(speaker: &str, text: &str, start: u32, end: u32) -> SourceWord {
        SourceWord {
            text: text.to_owned(),
            start: Some(start),
            end: Some(end),
            speaker: Some(speaker.to_owned()),
            ..SourceWord::default()
        }
    }

    fn shown(turns: &[Spoken]) -> Vec<String> {
        let line = |turn: &Spoken| {
            let words: Vec<&str> = turn.words.iter().map(|word| word.text.as_str()).collect();
            format!(
                "{}: {}",
                turn.speaker.as_deref().unwrap_or("?"),
                words.join(" ")
            )
        };
        turns.iter().map(line).collect()
    }

    #[test]
    fn a_short_answer_in_the_gap_splits_the_turn() {
        let one = vec![
            word("a", "Hello?", 0, 400),
            word("a", "Good.", 1100, 1500),
            word("a", "Morning.", 1550, 1800),
            word("a", "Bye.", 3000, 3200),
        ];
        let two = vec![word("b", "Hi.", 500, 900)];
        let turns = by_channel(vec![one, two]);
        assert_eq!(
            shown(&turns),
            ["a: Hello?", "b: Hi.", "a: Good. Morning.", "a: Bye."]
        );
    }

    #[test]
    fn talking_over_each_other_does_not_split_words_apart() {
        let one = vec![
            word("a", "we", 0, 300),
            word("a", "are", 300, 600),
            word("a", "open", 600, 900),
        ];
        let two = vec![word("b", "yes", 320, 560)];
        assert_eq!(
            shown(&by_channel(vec![one, two])),
            ["a: we are open", "b: yes"]
        );
    }
}
