//! A business to practise with: a calendar that is booked for real, within a call. Must
//! not know: who calls.

use chrono::{Days, NaiveDateTime};

use crate::calendar::{Bookings, Calendar, answer, moment_in};
use crate::dialogue::{Effect, Facts, Found};
use crate::simulate::scenario::{Answer, Given};
use crate::simulate::world::World;

/// Until a look-up answers and something is done, ms, unless a scenario says otherwise.
const USUAL_MS: u64 = 250;

#[derive(Debug)]
pub struct Practice {
    calendar: Calendar,
    bookings: Bookings,
    now: NaiveDateTime,
    given: Given,
}

impl Practice {
    #[must_use]
    pub fn new(given: &Given, now: NaiveDateTime) -> Self {
        let calendar = Calendar {
            holidays: given.holidays.iter().copied().collect(),
            ..Calendar::default()
        };
        let mut bookings = Bookings::default();
        for begins in &given.taken {
            // One that is shut then needs no booking to be refused.
            let _ = bookings.book(&calendar, *begins, now);
        }
        Self {
            calendar,
            bookings,
            now,
            given: given.clone(),
        }
    }
}

impl Practice {
    /// What the scenario says of it, each once.
    fn answer(&mut self, name: &str) -> Option<Answer> {
        let answers = &mut self.given.answers;
        let place = answers.iter().position(|answer| answer.name == name)?;
        Some(answers.remove(place))
    }

    /// An appointment to be reminded of: in the morning, the day after tomorrow or on the
    /// first day after it that is open.
    #[must_use]
    pub fn some_appointment(&self) -> Option<NaiveDateTime> {
        let from = self.now.date().checked_add_days(Days::new(2))?;
        let mut days = from.iter_days().take(7);
        days.find_map(|day| self.calendar.begins(day).into_iter().nth(2))
    }
}

/// `None` where it never comes.
fn after(told: Option<i64>) -> Option<u64> {
    told.map_or(Some(USUAL_MS), |ms| u64::try_from(ms).ok())
}

impl World for Practice {
    fn ask(&mut self, tool: &str, facts: &Facts) -> Option<(u64, Found)> {
        if let Some(answer) = self.answer(tool) {
            let found = match answer.fails {
                true => Found::Failed,
                false => Found::Facts(answer.facts),
            };
            return Some((answer.after_ms, found));
        }
        let ms = after(self.given.look_up_ms)?;
        let found = match tool {
            _ if self.given.look_up_fails => Found::Failed,
            "calendar" => answer(&self.calendar, &self.bookings, facts, self.now),
            _ => Found::Nothing,
        };
        Some((ms, found))
    }

    fn commit(&mut self, effect: &Effect) -> Option<(u64, bool)> {
        if let Some(answer) = self.answer(&effect.kind) {
            return Some((answer.after_ms, !answer.fails));
        }
        let ms = after(self.given.commit_ms)?;
        let done = match (effect.kind.as_str(), moment_in(&effect.facts)) {
            _ if self.given.commit_fails => false,
            ("book" | "move", Some(begins)) => {
                let booked = self.bookings.book(&self.calendar, begins, self.now);
                booked.is_ok()
            }
            // Of an appointment that there is.
            ("confirm" | "cancel", ..) => true,
            _ => false,
        };
        Some((ms, done))
    }
}
