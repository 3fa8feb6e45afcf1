//! Yes or no. Must not know: to what.

use super::phrases::longest_at;
use super::{Heard, Words};

/// What the words come to: the strong ones where there are any. Nothing if they
/// contradict each other, or say neither.
#[must_use]
pub fn answer(words: &Words<'_>) -> Option<Heard<bool>> {
    let (mut strong, mut weak): (Option<Heard<bool>>, Option<Heard<bool>>) = (None, None);
    let mut at = 0;
    while at < words.list.len() {
        let of = |name| longest_at(words, at, name).unwrap_or(0);
        let (yes, no, soft, unsure) = (of("yes"), of("no"), of("weak_yes"), of("unsure"));
        let longest = yes.max(no).max(soft).max(unsure);
        if longest == 0 {
            at += 1;
            continue;
        }
        if unsure == longest {
            return None;
        }
        let heard = Heard {
            value: no < longest,
            span: words.span(at, at + longest - 1),
        };
        if yes == longest || no == longest {
            match &strong {
                Some(before) if before.value != heard.value => return None,
                Some(_) => {}
                None => strong = Some(heard),
            }
        } else {
            weak.get_or_insert(heard);
        }
        at += longest;
    }
    strong.or(weak)
}
