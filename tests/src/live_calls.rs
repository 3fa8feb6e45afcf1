//! Two calls that go on, for looking at them where no telephone rings: what their journals
//! would be told is told here, and orders are obeyed as the runtime obeys them.

use std::sync::Arc;
use std::time::Duration;

use parley_domain::call::Direction;
use parley_domain::ids::CallId;
use parley_domain::time::{Clock, UtcMillis};
use parley_gateway::floor::{About, LiveFloor};
use parley_gateway::live::journal::{Journal, TurnTimes, Unkept};
use parley_gateway::live::order::Inbox;
use parley_gateway::tasks::Nudge;
use parley_voice::core::{Action, Entry, Event, PhaseName, Turn};
use parley_voice::dialogue::Utterance;
use parley_voice::time::At;
use uuid::Uuid;

const LOOK: Duration = Duration::from_millis(50);

/// They begin, and go on until they are ended.
pub fn begin(floor: &Arc<LiveFloor>, clock: &dyn Clock) {
    let now = clock.now();
    let known = about(1, now.plus(-95_000), Some("Meera Joshi"), true);
    let (mut journal, inbox) = floor.enter(known, Nudge::default(), Box::new(Unkept));
    talk(&mut *journal);
    hold(journal, inbox);
    let unknown = about(2, now.plus(-6_000), None, false);
    let (mut journal, inbox) = floor.enter(unknown, Nudge::default(), Box::new(Unkept));
    journal.phase(PhaseName::Disclose);
    hold(journal, inbox);
}

fn about(n: u128, since: UtcMillis, caller: Option<&str>, can_take_over: bool) -> About {
    About {
        id: CallId(Uuid::from_u128(
            0x0199_aaaa_0000_7000_8000_0000_0000_0000 + n,
        )),
        since,
        direction: Direction::Inbound,
        caller: caller.map(str::to_owned),
        agent: Some("Booking agent".to_owned()),
        can_take_over,
    }
}

fn entry(journal: &mut dyn Journal, at: u64, action: Action) {
    journal.entry(&Entry {
        at: At(at),
        event: Some(Event::Tick),
        actions: vec![action],
    });
}

fn agent(heard: &str, cut: &str) -> Action {
    Action::Turn(Turn::Agent {
        heard: heard.to_owned(),
        cut: cut.to_owned(),
    })
}

fn caller(text: &str) -> Action {
    Action::Turn(Turn::Caller(Utterance {
        text: text.to_owned(),
        words: Vec::new(),
    }))
}

fn answered(journal: &mut dyn Journal, voice_ended: u64, ms: u64) {
    journal.turn(&TurnTimes {
        voice_ended: At(voice_ended),
        due: At(voice_ended),
        recognised: At(voice_ended),
        decided: Duration::from_millis(voice_ended),
        answered: Duration::from_millis(voice_ended + ms),
    });
}

fn talk(journal: &mut dyn Journal) {
    journal.phase(PhaseName::Disclose);
    entry(journal, 9_000, agent("I am an AI. May we record it?", ""));
    entry(journal, 11_000, Action::Record(true));
    journal.phase(PhaseName::Dialogue);
    let node = |name: &str| Action::Reached {
        node: name.to_owned(),
    };
    entry(journal, 11_000, node("service"));
    answered(journal, 10_400, 780);
    entry(
        journal,
        16_000,
        agent(
            "What can we do for you:",
            "a check-up, a cleaning, or a painful tooth?",
        ),
    );
    entry(journal, 18_000, caller("A cleaning, please."));
    let capture = Action::Capture {
        name: "service".to_owned(),
        value: "cleaning".to_owned(),
        at: Some(At(17_000)),
    };
    entry(journal, 18_000, capture);
    entry(journal, 18_000, node("name"));
    answered(journal, 17_600, 640);
    entry(journal, 20_000, agent("May I have your name?", ""));
}

/// Until somebody ends it, or takes it over.
fn hold(mut journal: Box<dyn Journal>, mut inbox: Inbox) {
    std::thread::spawn(move || {
        while inbox.next_order().is_none() {
            std::thread::sleep(LOOK);
        }
        journal.phase(PhaseName::Over);
    });
}
