//! How far several scorers of one call agree.
//!
//! ```text
//! share of equal answers = pairs of scorers with the same answer ÷ all pairs,
//!                          over all questions
//! mean difference        = Σ |total of one − total of the other| ÷ pairs of scorers
//! ```
//!
//! "Not applicable" is an answer like any other; a question that one of two left open
//! is answered differently unless both did. A pair in which somebody has no total, or
//! one was failed outright, still counts: a failed call's total is 0, and pairs without
//! two totals are left out of the difference.

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Given};
use super::form::FormContent;
use super::tally::tally;

/// The figures, and which questions differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Agreement {
    /// Pairs of scorers with the same answer, over all questions.
    pub equal_pairs: u32,
    /// All pairs of scorers, over all questions; 0 with fewer than two scorers.
    pub pairs: u32,
    /// The mean difference of totals, in hundredths of a percent; `None` without two
    /// totals.
    pub mean_difference: Option<u32>,
    /// The keys of the questions on which not all agree, in the form's order.
    pub differing: Vec<u32>,
}

fn given(answers: &[Answer], question: u32) -> Option<Given> {
    let answer = answers.iter().find(|a| a.question == question)?;
    answer.given
}

fn pairs_of<T: Copy>(all: &[T]) -> impl Iterator<Item = (T, T)> + '_ {
    let from = move |first: usize| {
        all[first + 1..]
            .iter()
            .map(move |second| (all[first], *second))
    };
    (0..all.len()).flat_map(from)
}

/// Compares what each scorer answered to `form`.
#[must_use]
pub fn agreement(form: &FormContent, scorers: &[&[Answer]]) -> Agreement {
    let (mut equal_pairs, mut pairs) = (0u32, 0u32);
    let mut differing = Vec::new();
    for question in form.questions() {
        let answers: Vec<Option<Given>> = scorers.iter().map(|a| given(a, question.key)).collect();
        let (mut all, mut equal) = (0, 0);
        for (one, other) in pairs_of(&answers) {
            all += 1;
            equal += u32::from(one == other);
        }
        equal_pairs += equal;
        pairs += all;
        if equal < all {
            differing.push(question.key);
        }
    }
    let totals: Vec<u32> = scorers
        .iter()
        .filter_map(|a| tally(form, a).total)
        .collect();
    let differences: Vec<u64> = pairs_of(&totals)
        .map(|(one, other)| u64::from(one.abs_diff(other)))
        .collect();
    let count = differences.len() as u64;
    let sum: u64 = differences.iter().sum();
    let mean = (count > 0).then(|| (2 * sum + count) / (2 * count));
    Agreement {
        equal_pairs,
        pairs,
        mean_difference: mean.and_then(|mean| u32::try_from(mean).ok()),
        differing,
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::samples::gave;
    use super::super::form::samples::{form, scale};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_scorers_are_three_pairs() {
        let form = form(vec![(1, vec![scale(1, 3), scale(2, 2)])]);
        let one = [gave(1, Some(2)), gave(2, Some(1))];
        let two = [gave(1, Some(2)), gave(2, Some(0))];
        let three = [gave(1, Some(0)), gave(2, Some(1))];
        let found = agreement(&form, &[&one, &two, &three]);
        // Question 1: one pair of three alike; question 2: one of three.
        assert_eq!((found.equal_pairs, found.pairs), (2, 6));
        assert_eq!(found.differing, [1, 2]);
        // Totals 100, 50, 50.
        assert_eq!(found.mean_difference, Some(3_333));
    }

    #[test]
    fn one_alone_agrees_with_nobody() {
        let form = form(vec![(1, vec![scale(1, 3)])]);
        let found = agreement(&form, &[&[gave(1, Some(1))]]);
        assert_eq!((found.pairs, found.mean_difference), (0, None));
    }

    proptest! {
        #[test]
        fn it_does_not_matter_who_comes_first(
            answers in prop::collection::vec(prop::collection::vec(prop::option::of(0u32..3), 4), 2..5)
        ) {
            let form = form(vec![(1, vec![scale(1, 3), scale(2, 3)]), (2, vec![scale(3, 3), scale(4, 3)])]);
            let all: Vec<Vec<Answer>> = answers.iter()
                .map(|a| a.iter().zip(1u32..).map(|(o, key)| gave(key, *o)).collect()).collect();
            let mut scorers: Vec<&[Answer]> = all.iter().map(Vec::as_slice).collect();
            let found = agreement(&form, &scorers);
            scorers.reverse();
            prop_assert_eq!(&agreement(&form, &scorers), &found);
            prop_assert!(found.equal_pairs <= found.pairs);
            let alike = all.iter().all(|a| a == &all[0]);
            prop_assert_eq!(found.equal_pairs == found.pairs, alike);
            prop_assert_eq!(found.differing.is_empty(), alike);
        }
    }
}
