//! What a score comes to.
//!
//! ```text
//! worth of an answer  = its points ÷ the points of the question's best answer
//! share of a section  = Σ question weight × worth ÷ Σ question weight
//! total               = Σ section weight × share ÷ Σ section weight
//! ```
//!
//! Sums go over what was answered. "Not applicable" leaves the question's weight out of
//! both sums; a section with nothing left leaves its own weight out; with nothing left
//! at all there is no score, which is not a score of 0. One answer that fails the call
//! makes the total 0. While questions are open, the total is that of the rest.
//!
//! Counted in millionths and rounded half up, so that the same answers give the same
//! figure everywhere; the total is in hundredths of a percent.

use serde::{Deserialize, Serialize};

use super::answer::{Answer, worth};
use super::form::{FormContent, Section};

/// The whole of a share.
const MILLION: u64 = 1_000_000;
/// A full score: 100 %, in hundredths of a percent.
pub const FULL: u32 = 10_000;

/// One section of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SectionTally {
    /// The section's key.
    pub section: u32,
    pub weight: u32,
    /// In hundredths of a percent; `None` when nothing in it counts.
    pub share: Option<u32>,
    /// Questions that count.
    pub counted: u32,
    /// The sum of the weights of those.
    pub counted_weight: u32,
}

/// A score, with all that it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Tally {
    /// In hundredths of a percent, 0–10,000; `None` when nothing counts.
    pub total: Option<u32>,
    /// The total as it would be without answers that fail the call.
    pub without_failing: Option<u32>,
    /// The questions whose answer fails the call.
    pub failed_by: Vec<u32>,
    pub sections: Vec<SectionTally>,
    /// Questions with an answer, "not applicable" among them.
    pub answered: u32,
    /// All questions.
    pub asked: u32,
}

/// `part ÷ whole`, rounded half up; `None` without a whole.
fn ratio(part: u64, whole: u64) -> Option<u64> {
    (whole > 0).then(|| (2 * part + whole) / (2 * whole))
}

fn hundredths(millionths: u64) -> u32 {
    let rounded = (millionths + 50) / 100;
    u32::try_from(rounded).unwrap_or(FULL)
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Its share in millionths, and how it is told.
fn section_tally(section: &Section, answers: &[Answer]) -> (Option<u64>, SectionTally) {
    let (mut earned, mut weights, mut counted) = (0u64, 0u32, 0u32);
    for question in &section.questions {
        let Some((points, _)) = worth(question, answers) else {
            continue;
        };
        let most = u64::from(question.most_points());
        if let Some(worth) = ratio(u64::from(points) * MILLION, most) {
            earned += worth * u64::from(question.weight);
            weights += question.weight;
            counted += 1;
        }
    }
    let share = ratio(earned, u64::from(weights));
    let told = SectionTally {
        section: section.key,
        weight: section.weight,
        share: share.map(hundredths),
        counted,
        counted_weight: weights,
    };
    (share, told)
}

/// What `answers` to `form` come to; see the module for the formula.
#[must_use]
pub fn tally(form: &FormContent, answers: &[Answer]) -> Tally {
    let shares: Vec<_> = form
        .sections
        .iter()
        .map(|section| section_tally(section, answers))
        .collect();
    let counted = || {
        shares
            .iter()
            .filter_map(|(share, t)| share.map(|s| (s, t.weight)))
    };
    let earned = counted()
        .map(|(share, weight)| share * u64::from(weight))
        .sum();
    let weights = counted().map(|(_, weight)| u64::from(weight)).sum();
    let without_failing = ratio(earned, weights).map(hundredths);
    let failed_by: Vec<u32> = form
        .questions()
        .filter(|q| worth(q, answers).is_some_and(|(_, fails)| fails))
        .map(|q| q.key)
        .collect();
    let is_answered = |key| {
        answers
            .iter()
            .any(|a| a.question == key && a.given.is_some())
    };
    Tally {
        total: without_failing.map(|total| if failed_by.is_empty() { total } else { 0 }),
        without_failing,
        failed_by,
        answered: small(form.questions().filter(|q| is_answered(q.key)).count()),
        asked: small(form.questions().count()),
        sections: shares.into_iter().map(|(_, told)| told).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::samples::gave;
    use super::super::form::samples::{form, scale};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn weights_within_and_among_sections() {
        let mut heavy = scale(1, 5);
        heavy.weight = 3;
        let form = form(vec![(2, vec![heavy, scale(2, 2)]), (1, vec![scale(3, 3)])]);
        // First: (3 × 0.75 + 1 × 1) ÷ 4 = 0.8125. Second: 0.5. (2 × 0.8125 + 0.5) ÷ 3.
        let answers = [gave(1, Some(3)), gave(2, Some(1)), gave(3, Some(1))];
        let score = tally(&form, &answers);
        assert_eq!(score.sections[0].share, Some(8_125));
        assert_eq!(
            (score.total, score.answered, score.asked),
            (Some(7_083), 3, 3)
        );
    }

    #[test]
    fn what_does_not_apply_leaves_its_weight_out() {
        let form = form(vec![
            (9, vec![scale(1, 2)]),
            (1, vec![scale(2, 3), scale(3, 2)]),
        ]);
        let score = tally(&form, &[gave(1, None), gave(2, Some(1)), gave(3, None)]);
        assert_eq!((score.total, score.sections[0].share), (Some(5_000), None));
        let nothing = tally(&form, &[gave(1, None), gave(2, None), gave(3, None)]);
        assert_eq!((nothing.total, nothing.answered), (None, 3));
    }

    #[test]
    fn one_failing_answer_makes_it_nothing() {
        let mut fatal = scale(1, 2);
        fatal.options[0].fails = true;
        let form = form(vec![(1, vec![fatal, scale(2, 2)])]);
        let score = tally(&form, &[gave(1, Some(0)), gave(2, Some(1))]);
        assert_eq!((score.total, score.without_failing), (Some(0), Some(5_000)));
        assert_eq!(score.failed_by, [1]);
        assert_eq!(tally(&form, &[gave(2, Some(1))]).total, Some(FULL));
    }

    /// Sections of a weight with questions of (weight, steps, answer); 0 does not apply.
    type Drawn = Vec<(u32, Vec<(u32, usize, usize)>)>;

    fn drawn() -> impl Strategy<Value = Drawn> {
        let question = (1u32..=100, 2usize..=10, 0usize..=10);
        prop::collection::vec((1u32..=100, prop::collection::vec(question, 0..6)), 1..5)
    }

    fn made(drawn: &Drawn) -> (FormContent, Vec<Answer>) {
        let mut key = 0;
        let mut answers = Vec::new();
        let sections = drawn.iter().map(|(weight, questions)| {
            let questions = questions.iter().map(|&(weight, steps, answer)| {
                key += 1;
                let option = answer.min(steps).checked_sub(1).map(small);
                answers.push(gave(key, option));
                let mut question = scale(key, steps);
                question.weight = weight;
                question
            });
            (*weight, questions.collect())
        });
        (form(sections.collect()), answers)
    }

    /// The formula as it stands in the module, in floating point.
    fn plain(form: &FormContent, answers: &[Answer]) -> Option<f64> {
        let mean = |parts: Vec<(f64, f64)>| {
            let weights: f64 = parts.iter().map(|p| p.0).sum();
            (weights > 0.0).then(|| parts.iter().map(|p| p.0 * p.1).sum::<f64>() / weights)
        };
        let sections = form.sections.iter().filter_map(|s| {
            let worths = s.questions.iter().filter_map(|q| {
                let (points, _) = worth(q, answers)?;
                Some((
                    f64::from(q.weight),
                    f64::from(points) / f64::from(q.most_points()),
                ))
            });
            Some((f64::from(s.weight), mean(worths.collect())?))
        });
        mean(sections.collect())
    }

    proptest! {
        #[test]
        fn it_is_the_formula(drawn in drawn()) {
            let (form, answers) = made(&drawn);
            let total = tally(&form, &answers).total;
            let wanted = plain(&form, &answers).map(|share| share * 10_000.0);
            prop_assert_eq!(total.is_some(), wanted.is_some());
            if let (Some(total), Some(wanted)) = (total, wanted) {
                prop_assert!((f64::from(total) - wanted).abs() <= 0.52, "{total} {wanted}");
                prop_assert!(total <= FULL);
            }
        }

        #[test]
        fn a_better_answer_never_lowers_it(drawn in drawn(), which in any::<prop::sample::Index>()) {
            let (form, mut answers) = made(&drawn);
            prop_assume!(!answers.is_empty());
            let at = which.index(answers.len());
            let best = form.question(answers[at].question).map_or(0, |q| q.options.len() - 1);
            prop_assume!(!matches!(answers[at].given, Some(super::super::Given::NotApplicable)));
            let before = tally(&form, &answers).total;
            answers[at] = gave(answers[at].question, Some(small(best)));
            prop_assert!(tally(&form, &answers).total >= before);
        }

        #[test]
        fn the_order_of_answers_does_not_matter(drawn in drawn()) {
            let (form, mut answers) = made(&drawn);
            let before = tally(&form, &answers);
            answers.reverse();
            prop_assert_eq!(tally(&form, &answers), before);
        }

        #[test]
        fn best_answers_are_full_and_worst_are_nothing(drawn in drawn()) {
            let (form, answers) = made(&drawn);
            prop_assume!(!answers.is_empty());
            let all = |pick: fn(usize) -> usize| -> Vec<Answer> {
                let steps = form.questions().map(|q| (q.key, q.options.len()));
                steps.map(|(key, steps)| gave(key, Some(small(pick(steps))))).collect()
            };
            prop_assert_eq!(tally(&form, &all(|steps| steps - 1)).total, Some(FULL));
            prop_assert_eq!(tally(&form, &all(|_| 0)).total, Some(0));
        }
    }
}
