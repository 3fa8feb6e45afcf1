//! A longest common subsequence by Myers' greedy algorithm (1986), bounded.

/// Beyond so many differences in a row nobody reads a diff word by word, and the
/// work, which grows with their square, is no longer worth it.
const MOST_EDITS: usize = 1_500;

/// The places that are the same in both, rising in both. What differs too much
/// between a common beginning and a common end has none.
pub(super) fn common<T: Eq>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a_rest, b_rest) = (&a[head..], &b[head..]);
    let ends = a_rest.iter().rev().zip(b_rest.iter().rev());
    let tail = ends.take_while(|(x, y)| x == y).count();
    let (a_mid, b_mid) = (
        &a_rest[..a_rest.len() - tail],
        &b_rest[..b_rest.len() - tail],
    );
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|i| (i, i)).collect();
    let middle = path(a_mid, b_mid).unwrap_or_default();
    pairs.extend(middle.into_iter().map(|(i, j)| (head + i, head + j)));
    pairs.extend((0..tail).map(|i| (a.len() - tail + i, b.len() - tail + i)));
    pairs
}

/// `None` beyond [`MOST_EDITS`]. A diagonal `k = x - y` stands at `mid + k`.
fn path<T: Eq>(a: &[T], b: &[T]) -> Option<Vec<(usize, usize)>> {
    let limit = (a.len() + b.len()).min(MOST_EDITS);
    let mid = limit + 1;
    let mut furthest = vec![0usize; 2 * mid + 1];
    // What `furthest` held around the middle before each round.
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    for edits in 0..=limit {
        rounds.push(furthest[mid - edits - 1..=mid + edits + 1].to_vec());
        for diagonal in (mid - edits..=mid + edits).step_by(2) {
            let down = is_down(&furthest, diagonal, mid - edits, mid + edits);
            let mut x = if down {
                furthest[diagonal + 1]
            } else {
                furthest[diagonal - 1] + 1
            };
            let mut y = x + mid - diagonal;
            while x < a.len() && y < b.len() && a[x] == b[y] {
                (x, y) = (x + 1, y + 1);
            }
            furthest[diagonal] = x;
            if x >= a.len() && y >= b.len() {
                return Some(walked_back(&rounds, a.len(), b.len()));
            }
        }
    }
    None
}

/// Whether the way onto a diagonal comes from the one above, by taking from `b`.
fn is_down(furthest: &[usize], diagonal: usize, first: usize, last: usize) -> bool {
    diagonal == first || (diagonal != last && furthest[diagonal - 1] < furthest[diagonal + 1])
}

fn walked_back(rounds: &[Vec<usize>], mut x: usize, mut y: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (edits, furthest) in rounds.iter().enumerate().skip(1).rev() {
        // In the copy the middle diagonal stands at `edits + 1`.
        let mid = edits + 1;
        let diagonal = mid + x - y;
        let down = is_down(furthest, diagonal, mid - edits, mid + edits);
        let from = if down { diagonal + 1 } else { diagonal - 1 };
        let from_x = furthest[from];
        let from_y = from_x + mid - from;
        while x > from_x && y > from_y {
            (x, y) = (x - 1, y - 1);
            pairs.push((x, y));
        }
        (x, y) = (from_x, from_y);
    }
    while x > 0 && y > 0 {
        (x, y) = (x - 1, y - 1);
        pairs.push((x, y));
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The plain definition of the length.
    fn longest(a: &[u8], b: &[u8]) -> usize {
        let mut row = vec![0usize; b.len() + 1];
        for x in a {
            let mut before = 0;
            for (j, y) in b.iter().enumerate() {
                let above = row[j + 1];
                row[j + 1] = if x == y {
                    before + 1
                } else {
                    above.max(row[j])
                };
                before = above;
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn it_is_common_rising_and_as_long_as_can_be(
            a in prop::collection::vec(0u8..4, 0..40),
            b in prop::collection::vec(0u8..4, 0..40),
        ) {
            let pairs = common(&a, &b);
            prop_assert!(pairs.iter().all(|&(i, j)| a[i] == b[j]));
            prop_assert!(pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            prop_assert_eq!(pairs.len(), longest(&a, &b));
        }
    }

    #[test]
    fn a_long_text_that_is_quite_another_is_not_compared_to_the_end() {
        let a: Vec<u32> = (0..40_000).collect();
        let mut b: Vec<u32> = (100_000..140_000).collect();
        (b[0], b[39_999]) = (0, 39_999);
        assert_eq!(common(&a, &b), [(0, 0), (39_999, 39_999)]);
    }
}
