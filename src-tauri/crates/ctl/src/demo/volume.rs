//! Invented calls without sound, as many as wanted and the same every time: for
//! seeing and measuring how Parley does with many. Words are drawn from 30,000,
//! the n-th about 1/n as often as the first, as in natural text; some are Hindi.

use parley_app::calls::{CallRecord, CallRow, NewCall};
use parley_domain::call::{Channel, Direction, Outcome, Party, Side, Turn};
use parley_domain::ids::{CallId, PersonId};
use parley_domain::time::UtcMillis;

/// How many turns each of them has.
pub const TURNS: u32 = 10;

/// From the start of one call to that of the next, about.
pub const SPACING_MS: i64 = 300_000;

/// SplitMix64 (Steele, Lea and Flood 2014).
#[derive(Debug)]
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `n` - 1.
    pub fn below(&mut self, n: u32) -> u32 {
        u32::try_from(self.next() % u64::from(n)).unwrap_or(0)
    }

    /// One of these.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(u32::try_from(of.len()).unwrap_or(1)) as usize]
    }

    fn word(&mut self) -> String {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        let rank = 30_000f64.powf(unit) as u64;
        if rank % 7 == 3 {
            format!("शब्द{rank}")
        } else {
            format!("word{rank}")
        }
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    fn id(&mut self) -> uuid::Uuid {
        uuid::Builder::from_random_bytes(
            (u128::from(self.next()) << 64 | u128::from(self.next())).to_be_bytes(),
        )
        .into_uuid()
    }
}

fn turn(dice: &mut Dice, number: u32) -> Turn {
    let side = if number.is_multiple_of(2) {
        Side::Agent
    } else {
        Side::Caller
    };
    Turn {
        side,
        speaker: None,
        text: dice.words(12),
        start_ms: Some(number * 6_000),
        end_ms: Some(number * 6_000 + 5_000),
        words: Vec::new(),
    }
}

fn row(dice: &mut Dice, number: u32, started_at: UtcMillis) -> CallRow {
    use Channel::{Phone, Web, Whatsapp};
    use Direction::{Inbound, Outbound};
    let vip = dice.below(50) == 0;
    CallRow {
        id: CallId(dice.id()),
        started_at,
        channel: dice.one(&[Phone, Phone, Phone, Whatsapp, Web]),
        direction: dice.one(&[Inbound, Inbound, Outbound]),
        caller: Some(format!("Caller {number}")),
        agent: Some(format!("Agent {}", dice.below(20))),
        outcome: dice.one(Outcome::ALL),
        duration_ms: dice.below(900_000),
        language: Some(dice.one(&["en", "en", "en", "hi", "de"]).to_owned()),
        has_recording: dice.below(3) > 0,
        caller_talk_ms: 25_000,
        agent_talk_ms: 25_000,
        turn_count: TURNS,
        simulated: true,
        tags: vip.then(|| "vip".to_owned()).into_iter().collect(),
        marks: Default::default(),
    }
}

/// The call with this number, some five minutes after the one before; the first
/// began at `first`.
#[must_use]
pub fn call(dice: &mut Dice, number: u32, first: UtcMillis) -> NewCall {
    let into = i64::from(dice.below(200_000));
    let started_at = first.plus(i64::from(number) * SPACING_MS + into);
    let turns: Vec<Turn> = (0..TURNS).map(|i| turn(dice, i)).collect();
    NewCall {
        record: CallRecord {
            row: row(dice, number, started_at),
            person_id: PersonId(dice.id()),
            external_id: None,
            caller: Party::default(),
            agent: Party::default(),
            ended_reason: None,
            summary: None,
            variables: Vec::new(),
            events: Vec::new(),
            source_format: "parley".to_owned(),
            source_name: "invented".to_owned(),
            notes: Vec::new(),
            import_id: None,
            imported_at: started_at,
            caller_channel: 0,
            recording: None,
            agent_recording: None,
            peaks: None,
            seek_index: None,
        },
        turns,
        media: Vec::new(),
        sources: Vec::new(),
    }
}
