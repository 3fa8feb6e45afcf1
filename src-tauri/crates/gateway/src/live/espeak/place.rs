//! Words in the sound of their clause, for a voice that does not tell where it says them:
//! by the letters they are said with, in what can be heard of the clause. A pause within it
//! is nobody's. Must not know: how sound is made.

use parley_voice::time::Samples;

use super::aloud::Said;

/// 10 ms.
const STEP: usize = 80;
/// A stretch is quiet that has so little of the clause's loudest.
const QUIET: f32 = 0.04;
/// Behind a pause a word may begin more quietly, by a stop or a hiss, so many steps before.
const FAINT: f32 = 0.015;
const ONSET: usize = 10;
/// So many steps of quiet are a pause; fewer are a part of speech.
const PAUSE: usize = 4;
/// A word ends at a pause that is so near, in steps; one behind which a sign asks for a
/// pause, also where it is farther.
const NEAR: usize = 8;
const NEAR_SIGN: usize = 30;

/// The steps that can be heard, in order.
fn audible(samples: &[i16]) -> Vec<usize> {
    let levels: Vec<f32> = samples
        .chunks(STEP)
        .map(|step| {
            let energy: f32 = step.iter().map(|s| f32::from(*s).powi(2)).sum();
            (energy / step.len() as f32).sqrt()
        })
        .collect();
    let loudest = levels.iter().copied().fold(0.0, f32::max);
    let (quiet, faint) = (loudest * QUIET, loudest * FAINT);
    let mut steps = Vec::new();
    let mut at = 0;
    for run in levels.chunk_by(|one, two| (*one > quiet) == (*two > quiet)) {
        let loud = run.first().is_some_and(|level| *level > quiet);
        let ends = at == 0 || at + run.len() == levels.len();
        if loud {
            let before = at
                .saturating_sub(ONSET)
                .max(steps.last().map_or(0, |last| last + 1));
            let onset = (before..at).find(|step| levels[*step] > faint);
            steps.extend(onset.unwrap_or(at)..at + run.len());
        } else if run.len() < PAUSE && !ends {
            steps.extend(at..at + run.len());
        }
        at += run.len();
    }
    steps
}

/// Each word with the places of its sound.
#[must_use]
pub fn placed<'a>(said: &[Said<'a>], samples: &[i16]) -> Vec<(&'a str, Samples, Samples)> {
    // What is said as one is shared by its words; one letter more for the word itself.
    let parts = said.iter().flat_map(|said| {
        let letters = said.aloud.chars().count() + 1;
        let count = said.words.len();
        let words = (0..).zip(said.words);
        words.map(move |(n, word)| (*word, letters * (n + 1) / count - letters * n / count))
    });
    let parts: Vec<(&str, usize)> = parts.collect();
    let all = parts
        .iter()
        .map(|(_, letters)| letters)
        .sum::<usize>()
        .max(1);
    let steps = audible(samples);
    let breaks: Vec<usize> = (1..steps.len())
        .filter(|place| steps[*place] - steps[place - 1] > PAUSE)
        .collect();
    let step = |place: usize| steps.get(place).copied();
    let (mut so_far, mut begins) = (0, 0);
    let words = parts.into_iter().map(|(word, letters)| {
        so_far += letters;
        let by_letters = steps.len() * so_far / all;
        let near = if word.ends_with(char::is_alphanumeric) {
            NEAR
        } else {
            NEAR_SIGN
        };
        let at_break = breaks
            .iter()
            .filter(|at| **at > begins && at.abs_diff(by_letters) <= near)
            .min_by_key(|at| at.abs_diff(by_letters));
        let ends = at_break.copied().unwrap_or(by_letters).max(begins + 1);
        let from = step(begins).or(steps.last().copied()).unwrap_or(0);
        let to = step(ends - 1).map_or(from + 1, |last| last + 1);
        begins = ends;
        let at = |step: usize| Samples((step * STEP).min(samples.len()) as u64);
        (word, at(from), at(to.max(from + 1)))
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_within_a_clause_is_nobody_s() {
        let words = ["Yes,", "please."];
        let said: Vec<Said<'_>> = words
            .chunks(1)
            .map(|words| Said {
                words,
                aloud: words[0].to_owned(),
            })
            .collect();
        // 100 ms of nothing, a word of 200 ms, 300 ms of nothing, a word of 320 ms.
        let sound = |ms: usize, loud: i16| std::iter::repeat_n(loud, ms * 8);
        let samples: Vec<i16> = sound(100, 3)
            .chain(sound(200, 8_000))
            .chain(sound(300, 3))
            .chain(sound(320, -8_000))
            .chain(sound(90, 3))
            .collect();
        let places: Vec<(u64, u64)> = placed(&said, &samples)
            .into_iter()
            .map(|(_, from, to)| (from.ms(), to.ms()))
            .collect();
        assert_eq!(places, [(100, 300), (600, 920)]);
        assert_eq!(placed(&said, &[]).len(), 2);
    }
}
