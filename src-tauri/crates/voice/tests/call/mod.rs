//! A call in text: the flow, a calendar, and what the agent says.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use parley_voice::calendar::{Bookings, Calendar, answer};
use parley_voice::dialogue::{
    Dialogue, Facts, Found, HeardWord, Input, Move, Settled, Tongue, Utterance,
};
use parley_voice::flow::{Flow, FlowContext, Script};
use parley_voice::knowledge::{Entries, Knowledge};
use parley_voice::time::At;

pub fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 21)
        .unwrap()
        .and_hms_opt(10, 0, 0)
        .unwrap()
}

pub fn clinic() -> Calendar {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let mut hours: [Vec<_>; 7] = std::array::from_fn(|_| vec![(at(9), at(18))]);
    hours[6].clear();
    Calendar {
        hours,
        holidays: Default::default(),
        minutes: 30,
        capacity: 1,
        notice: 60,
    }
}

fn knowledge() -> Knowledge {
    let text = include_str!("../../scripts/clinic_knowledge.toml");
    let entries: Entries = toml::from_str(text).unwrap();
    Knowledge::new(entries.entries)
}

/// The core, the calendar and the caller in one: agrees to what is read back when the
/// caller says so.
pub struct Call {
    pub flow: Flow,
    pub at: u64,
    pub bookings: Bookings,
    pub proposed: Option<Facts>,
    pub said: String,
    pub captured: Vec<(String, String, Option<At>)>,
    pub end: Option<String>,
}

impl Call {
    /// Somebody calls the clinic.
    pub fn begin(tongue: Tongue) -> Self {
        let script = include_str!("../../scripts/appointment.toml");
        Self::of(script, tongue, &[("clinic", "Smile Dental")])
    }

    pub fn of(script: &str, tongue: Tongue, facts: &[(&str, &str)]) -> Self {
        let script = Script::read(script).unwrap();
        let facts = facts
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let facts: Facts = facts.collect();
        let context = FlowContext {
            now: now(),
            tongue,
            facts,
        };
        let mut call = Self {
            flow: Flow::new(Arc::new(script), context),
            at: 0,
            bookings: Bookings::default(),
            proposed: None,
            said: String::new(),
            captured: Vec::new(),
            end: None,
        };
        call.put(Input::Begin);
        call
    }

    pub fn put(&mut self, input: Input) {
        self.at += 1_000;
        let moves = self.flow.on(At(self.at), input);
        for one in moves {
            match one {
                Move::Say { text, .. } => self.said += &format!("{text} "),
                Move::Propose {
                    effect, read_back, ..
                } => {
                    self.said += &read_back;
                    self.proposed = Some(effect.facts);
                }
                Move::Ask { ask, tool, facts } => {
                    let found = match &*tool {
                        "calendar" => answer(&clinic(), &self.bookings, &facts, now()),
                        "knowledge" => knowledge().answer(&facts),
                        _ => Found::Failed,
                    };
                    self.put(Input::Found { ask, found });
                }
                Move::Capture { name, value, at } => self.captured.push((name, value, at)),
                Move::Transfer { reason } => self.end = Some(reason),
                Move::HangUp { outcome } => self.end = Some(outcome),
                Move::Reached { .. } => {}
            }
        }
    }

    /// A turn of the caller; what the agent says to it.
    pub fn says(&mut self, text: &str) -> String {
        self.said.clear();
        let words = text.split(' ').zip((self.at..).step_by(100));
        let words = words.map(|(word, at)| HeardWord {
            text: word.to_owned(),
            from: At(at),
            to: At(at + 90),
            ..HeardWord::default()
        });
        self.put(Input::Said(Utterance {
            text: text.to_owned(),
            words: words.collect(),
        }));
        std::mem::take(&mut self.said)
    }

    /// The caller declines what was read back: the core says so, and hands on the turn
    /// unless the flow has spoken.
    pub fn declines(&mut self, text: &str) -> String {
        let said = self.settles(Settled::Declined);
        if said.is_empty() {
            self.says(text)
        } else {
            said
        }
    }

    /// What the core finds when the caller answered the read-back.
    pub fn settles(&mut self, settled: Settled) -> String {
        self.said.clear();
        self.put(Input::Settled(settled));
        std::mem::take(&mut self.said)
    }

    pub fn fact(&self, name: &str) -> &str {
        self.proposed.as_ref().unwrap().get(name).unwrap()
    }
}
