//! What is booked, and which place is free.

use super::{Calendar, Moment, Refused};

/// A place that is taken for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub begins: Moment,
    /// Not included.
    pub ends: Moment,
    /// From 0.
    pub place: u32,
}

/// What is booked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bookings(Vec<Taken>);

impl FromIterator<Taken> for Bookings {
    fn from_iter<I: IntoIterator<Item = Taken>>(taken: I) -> Self {
        Self(taken.into_iter().collect())
    }
}

impl Bookings {
    /// How many begin at that moment.
    #[must_use]
    pub fn at(&self, begins: Moment) -> u32 {
        let count = self.0.iter().filter(|taken| taken.begins == begins).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The first place of `capacity` in which nothing runs in that time.
    #[must_use]
    pub fn free_place(&self, (begins, ends): (Moment, Moment), capacity: u32) -> Option<u32> {
        let runs = |taken: &&Taken| taken.begins < ends && taken.ends > begins;
        let taken: Vec<u32> = self
            .0
            .iter()
            .filter(runs)
            .map(|taken| taken.place)
            .collect();
        (0..capacity).find(|place| !taken.contains(place))
    }

    /// Books a place; which one.
    ///
    /// # Errors
    /// [`Refused`]: nothing is booked.
    pub fn book(
        &mut self,
        calendar: &Calendar,
        begins: Moment,
        now: Moment,
    ) -> Result<Taken, Refused> {
        let place = calendar.bookable(self, begins, now)?;
        let ends = calendar.ends(begins);
        let taken = Taken {
            begins,
            ends,
            place,
        };
        self.0.push(taken);
        Ok(taken)
    }

    /// Gives a place back; `false` if none was taken.
    pub fn cancel(&mut self, begins: Moment) -> bool {
        let at = self.0.iter().rposition(|taken| taken.begins == begins);
        at.map(|at| self.0.remove(at)).is_some()
    }
}
