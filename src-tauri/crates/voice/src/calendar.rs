//! The look-up `calendar` of scripts, over the rule by which a business takes appointments
//! ([`parley_domain::calendar`]). Must not know: where bookings are kept.

pub use parley_domain::calendar::{Bookings, Calendar, Hours, Moment, Refused};
use parley_domain::calendar::{moment_of, moment_text};

use crate::dialogue::{Facts, Found};

/// So many are offered.
const OFFERS: usize = 2;

/// The moment that facts name by `day` and `time`; `None` where they name none.
#[must_use]
pub fn moment_in(facts: &Facts) -> Option<Moment> {
    moment_of(facts.get("day")?, facts.get("time")?)
}

/// The look-up `calendar`: `day` and `time`, to `free` (`yes`, or `no` with `why`) and
/// `offers`, the moments nearest.
#[must_use]
pub fn answer(calendar: &Calendar, bookings: &Bookings, asked: &Facts, now: Moment) -> Found {
    let Some(wanted) = moment_in(asked) else {
        return Found::Failed;
    };
    let refused = match calendar.bookable(bookings, wanted, now) {
        Ok(_) => return Found::Facts(facts([("free", "yes".to_owned())])),
        Err(refused) => refused,
    };
    let offers = calendar.near(bookings, wanted, now, OFFERS);
    if offers.is_empty() {
        return Found::Nothing;
    }
    let offers: Vec<String> = offers.into_iter().map(moment_text).collect();
    Found::Facts(facts([
        ("free", "no".to_owned()),
        ("why", refused.name().to_owned()),
        ("offers", offers.join(",")),
    ]))
}

fn facts<const N: usize>(list: [(&str, String); N]) -> Facts {
    list.into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
