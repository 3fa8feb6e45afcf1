//! How many people stand behind a figure, and which figures are not shown.

/// A figure of fewer people than this could be put down to one of them.
pub const FEWEST_PEOPLE: usize = 5;

/// Whether there are [`FEWEST_PEOPLE`]; more are not told apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Few {
    seen: [u64; FEWEST_PEOPLE],
    count: usize,
}

impl Few {
    /// One more, if not met before.
    pub fn meet(&mut self, person: u64) {
        let met = self.seen.iter().take(self.count).any(|p| *p == person);
        if !met && let Some(place) = self.seen.get_mut(self.count) {
            *place = person;
            self.count += 1;
        }
    }

    /// Those of another group as well.
    pub fn meet_all(&mut self, others: &Self) {
        for person in others.seen.iter().take(others.count) {
            self.meet(*person);
        }
    }

    /// Nobody at all: a nought tells of no one.
    #[must_use]
    pub const fn is_nobody(&self) -> bool {
        self.count == 0
    }

    /// Enough that none of them can be told.
    #[must_use]
    pub const fn are_many(&self) -> bool {
        self.count >= FEWEST_PEOPLE
    }
}

/// Which of the groups that make up a total are not shown: those of too few people,
/// and where all of those together are still too few, the smallest of the others, too,
/// or what is hidden would be the total less what is shown.
///
/// Each group is its people and its count.
#[must_use]
pub fn hide(groups: &[(Few, u32)]) -> Vec<bool> {
    let too_few = |people: &Few| !people.is_nobody() && !people.are_many();
    let mut hidden: Vec<bool> = groups.iter().map(|(people, _)| too_few(people)).collect();
    if !hidden.contains(&true) {
        return hidden;
    }
    let mut together = Few::default();
    let mut rest: Vec<usize> = Vec::new();
    for (place, (people, _)) in groups.iter().enumerate() {
        if hidden.get(place).copied().unwrap_or(false) {
            together.meet_all(people);
        } else if !people.is_nobody() {
            rest.push(place);
        }
    }
    rest.sort_by_key(|place| groups.get(*place).map(|(_, count)| *count));
    for place in rest {
        if together.are_many() {
            break;
        }
        if let (Some((people, _)), Some(hide)) = (groups.get(place), hidden.get_mut(place)) {
            together.meet_all(people);
            *hide = true;
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn group(people: std::ops::Range<u64>, count: u32) -> (Few, u32) {
        let mut few = Few::default();
        people.for_each(|p| few.meet(p));
        (few, count)
    }

    #[test]
    fn a_small_group_takes_the_next_smallest_with_it() {
        let groups = [
            group(0..30, 60),
            group(30..32, 9),
            group(0..0, 0),
            group(40..50, 12),
        ];
        assert_eq!(hide(&groups), [false, true, false, true]);
        // Two small ones of five people together are enough.
        let groups = [group(0..30, 60), group(30..33, 3), group(33..35, 2)];
        assert_eq!(hide(&groups), [false, true, true]);
        assert_eq!(hide(&[group(0..5, 5)]), [false]);
        assert_eq!(hide(&[group(0..4, 400)]), [true]);
    }

    proptest! {
        #[test]
        fn what_is_hidden_is_of_nobody_or_of_many(
            raw in prop::collection::vec((0u64..40, 0u64..9, 0u32..50), 0..20)
        ) {
            let groups: Vec<_> = raw.iter()
                .map(|&(first, n, more)| group(first..first + n, if n == 0 { 0 } else { n as u32 + more }))
                .collect();
            let hidden = hide(&groups);
            let mut together = Few::default();
            for ((people, _), hidden) in groups.iter().zip(&hidden) {
                prop_assert!(*hidden || people.is_nobody() || people.are_many());
                if *hidden {
                    prop_assert!(!people.is_nobody());
                    together.meet_all(people);
                }
            }
            let all_hidden = groups.iter().zip(&hidden).all(|((p, _), h)| *h || p.is_nobody());
            prop_assert!(together.is_nobody() || together.are_many() || all_hidden);
        }
    }
}
