//! An agent's call in a real workspace: what it finds, books, refuses and leaves, and what
//! the business sees of it.

use std::collections::BTreeMap;

use parley_app::agent_call::AgentCall;
use parley_app::messages::{Sending, send_waiting};
use parley_app::permits::permit_to_call;
use parley_app::ports::NoCarrier;
use parley_domain::call::Contact;
use parley_domain::ids::CallId;
use parley_domain::permit::Rule;
use parley_domain::time::Clock as _;
use parley_gateway::desk::WorkspaceWorld;
use parley_gateway::live::world::World as _;
use parley_voice::core::IdempotencyKey;
use parley_voice::dialogue::{Effect, Facts, Found};
use serde_json::{Value, json};

use crate::workbench::Workbench;

const CALLER: &str = "+919820000000";

fn facts<const N: usize>(list: [(&str, &str); N]) -> Facts {
    let each = list.map(|(name, value)| (name.to_owned(), value.to_owned()));
    BTreeMap::from(each)
}

fn effect<const N: usize>(kind: &str, list: [(&str, &str); N]) -> Effect {
    Effect {
        kind: kind.to_owned(),
        facts: facts(list),
    }
}

fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey(text.to_owned())
}

fn world_of(bench: &Workbench, caller: Option<&str>) -> WorkspaceWorld {
    let workspace = bench.desk.workspace().unwrap();
    let call = AgentCall {
        call_id: CallId::new(bench.clock.now(), &*bench.desk.deps.rng),
        agent: "Ivy".to_owned(),
        caller: caller.map(|caller| Contact::parse(caller).unwrap()),
        booking: None,
    };
    WorkspaceWorld::new(workspace, call)
}

/// The clinic of Pune, each day nine to six, on a Monday morning there.
async fn clinic(capacity: u32) -> Workbench {
    let bench = Workbench::new().await;
    // Monday, 23 November 2026, 10:00 in Pune.
    let monday = 1_795_408_200_000;
    bench.clock.forward(monday - bench.clock.now().0);
    let day = json!([{ "from": "09:00", "to": "18:00" }]);
    let calendar = json!({
        "zone": "Asia/Kolkata", "hours": [day, day, day, day, day, day, []], "holidays": [],
        "minutes": 30, "capacity": capacity, "notice_minutes": 60,
    });
    let input = json!({ "command_id": bench.id(), "calendar": calendar });
    assert_eq!(bench.ok("calendar_set", input).await["is_set"], true);
    bench
}

async fn bookings(bench: &Workbench) -> Vec<Value> {
    let days = json!({ "from_day": "2026-11-23", "to_day": "2026-11-30" });
    let view = bench.ok("booking_list", days).await;
    view["bookings"].as_array().unwrap().clone()
}

const TUESDAY: [(&str, &str); 5] = [
    ("day", "2026-11-24"),
    ("time", "16:00"),
    ("name", "Meera Iyer"),
    ("service", "cleaning"),
    ("phone", "9820011111"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_appointment_is_made_once_moved_and_cancelled() {
    let bench = clinic(1).await;
    let world = world_of(&bench, Some(CALLER));
    let free = world.ask("calendar", &facts(TUESDAY)).await;
    assert_eq!(free, Found::Facts(facts([("free", "yes")])));
    let book = effect("book", TUESDAY);
    // The same key twice, at the same time.
    let (first, second) = (key("1"), key("1"));
    let both = tokio::join!(world.commit(&first, &book), world.commit(&second, &book));
    assert_eq!(both, (true, true));
    let made = bookings(&bench).await;
    assert_eq!(made.len(), 1);
    assert_eq!(made[0]["begins"], "2026-11-24T16:00");
    assert_eq!(made[0]["contact"], "+919820011111");
    assert_eq!(made[0]["name"], "Meera Iyer");
    let taken = facts([
        ("free", "no"),
        ("why", "taken"),
        ("offers", "2026-11-24T15:30,2026-11-24T16:30"),
    ]);
    let other = world_of(&bench, Some("+14155550100"));
    let found = other.ask("calendar", &facts(TUESDAY)).await;
    assert_eq!(found, Found::Facts(taken));
    assert!(!other.commit(&key("1"), &book).await);
    // Another call of the same caller, who has another telephone, means no appointment.
    let unknown = world_of(&bench, None);
    assert!(!unknown.commit(&key("1"), &effect("cancel", [])).await);
    let again = world_of(&bench, Some("+919820011111"));
    let later = [("day", "2026-11-25"), ("time", "10:00")];
    for _ in 0..2 {
        assert!(again.commit(&key("1"), &effect("move", later)).await);
        assert!(again.commit(&key("2"), &effect("confirm", [])).await);
    }
    let moved = &bookings(&bench).await[0];
    assert_eq!(moved["begins"], "2026-11-25T10:00");
    assert!(moved["confirmed_at"].is_number());
    for _ in 0..2 {
        assert!(again.commit(&key("3"), &effect("cancel", [])).await);
    }
    assert!(!again.commit(&key("4"), &effect("cancel", [])).await);
    assert!(bookings(&bench).await[0]["cancelled_at"].is_number());
    assert!(other.commit(&key("2"), &book).await);
    let log = bench.log().await;
    let acts: Vec<&str> = log
        .iter()
        .rev()
        .filter(|row| row["detail"]["agent"] == "Ivy")
        .map(|row| row["act"].as_str().unwrap())
        .collect();
    assert_eq!(
        acts,
        [
            "booking_made",
            "booking_moved",
            "booking_confirmed",
            "booking_cancelled",
            "booking_made"
        ]
    );
    bench.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn as_many_calls_get_a_place_as_there_are() {
    let bench = clinic(3).await;
    let calls = (0..50).map(|_| {
        let world = world_of(&bench, Some(CALLER));
        tokio::spawn(async move { world.commit(&key("1"), &effect("book", TUESDAY)).await })
    });
    let mut got = 0;
    for call in calls.collect::<Vec<_>>() {
        got += u32::from(call.await.unwrap());
    }
    assert_eq!(got, 3);
    let mut places: Vec<u64> = bookings(&bench)
        .await
        .iter()
        .map(|one| one["place"].as_u64().unwrap())
        .collect();
    places.sort_unstable();
    assert_eq!(places, [0, 1, 2]);
    bench.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_refuses_is_not_called_and_gets_no_message_until_it_is_lifted() {
    let bench = clinic(1).await;
    let workspace = bench.desk.workspace().unwrap();
    let caller = Contact::parse(CALLER).unwrap();
    let before = permit_to_call(&workspace, &workspace.subject(), &caller)
        .await
        .unwrap();
    assert!(before.into_permit().is_some());
    let world = world_of(&bench, Some(CALLER));
    let text = effect(
        "message",
        [("text", "See you at four."), ("to", "98200 00000")],
    );
    assert!(world.commit(&key("1"), &text).await);
    assert!(world.commit(&key("1"), &text).await);
    // One message a call, to whoever is on the line.
    assert!(!world.commit(&key("2"), &text).await);
    let stranger = effect("message", [("text", "Hello."), ("to", "9820099999")]);
    assert!(
        !world_of(&bench, Some(CALLER))
            .commit(&key("1"), &stranger)
            .await
    );
    let waits = send_waiting(&workspace, &NoCarrier).await.unwrap();
    assert_eq!(
        waits,
        Sending {
            waits: 1,
            ..Sending::default()
        }
    );

    let spoken = world_of(&bench, Some(CALLER));
    for _ in 0..2 {
        assert!(spoken.suppress(&key("opt-out"), "stop calling me").await);
    }
    let decision = permit_to_call(&workspace, &workspace.subject(), &caller)
        .await
        .unwrap();
    assert_eq!(decision.refused_by(), Some(Rule::NotSuppressed));
    assert!(decision.into_permit().is_none());
    let messages = json!({ "limit": 5 });
    let kept = bench.ok("message_list", messages).await;
    assert_eq!(kept["messages"][0]["state"], "withdrawn");
    assert!(
        !world_of(&bench, Some(CALLER))
            .commit(&key("1"), &text)
            .await
    );
    // Nobody can be put on the list whose number is not known, but the log has it.
    assert!(
        !world_of(&bench, None)
            .suppress(&key("opt-out"), "stop")
            .await
    );
    // The newest entry is that the log was read.
    assert_eq!(bench.log().await[1]["act"], "refusal_without_contact");

    let list = bench.ok("suppression_list", json!({ "limit": 5 })).await;
    let rows = list["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["words"], "stop calling me");
    let why = bench.ok("call_permit", json!({ "number": CALLER })).await;
    assert_eq!(why["permitted"], false);
    assert_eq!(why["refused_by"], "not_suppressed");
    let lift = json!({
        "command_id": bench.id(), "suppression_id": rows[0]["id"], "reason": "asked for a call back",
    });
    bench.add("Rita", "reviewer").await;
    bench.sign_in("Rita").await.unwrap();
    assert_eq!(
        bench.code("suppression_lift", lift.clone()).await,
        "permission_denied"
    );
    bench.sign_in("Asha").await.unwrap();
    bench.ok("suppression_lift", lift).await;
    let workspace = bench.desk.workspace().unwrap();
    assert!(
        permit_to_call(&workspace, &workspace.subject(), &caller)
            .await
            .unwrap()
            .is_permitted()
    );
    // At half past eight in the evening nobody is called.
    bench.clock.forward(10 * 3_600_000 + 1_800_000);
    let late = permit_to_call(&workspace, &workspace.subject(), &caller)
        .await
        .unwrap();
    assert_eq!(late.refused_by(), Some(Rule::WithinHours));
    bench.close().await;
}

#[tokio::test]
async fn what_the_business_knows_is_answered_and_what_not_is_not() {
    let bench = clinic(1).await;
    let toml = include_str!("../../src-tauri/crates/voice/scripts/clinic_knowledge.toml");
    let input = json!({ "command_id": bench.id(), "toml": toml });
    bench.ok("knowledge_import", input).await;
    let kept = bench.ok("knowledge_export", json!({})).await;
    let entries = bench.ok("knowledge_list", json!({})).await["entries"].clone();
    let input = json!({ "command_id": bench.id(), "toml": kept["toml"] });
    assert_eq!(
        bench.ok("knowledge_import", input).await["entries"],
        entries
    );
    let asks = async |question: &str| {
        let world = world_of(&bench, Some(CALLER));
        world
            .ask("knowledge", &facts([("question", question)]))
            .await
    };
    let named = |found: Found| match found {
        Found::Facts(facts) => facts["entry"].clone(),
        other => format!("{other:?}"),
    };
    assert_eq!(named(asks("where can I park my car").await), "parking");
    assert_eq!(named(asks("सफ़ाई का कितना खर्च है").await), "price_cleaning");
    assert_eq!(asks("who won the cricket match").await, Found::Nothing);
    // More than are all judged: the index chooses.
    let filling: String = (0..300)
        .map(|n| {
            format!(
                "[[entry]]\nname = \"filling_{n}\"\nabout = [\"shelf number {n} in the store\"]\n\
                 en = \"Yes.\"\nhi = \"हाँ।\"\n"
            )
        })
        .collect();
    let input = json!({ "command_id": bench.id(), "toml": filling });
    bench.ok("knowledge_import", input).await;
    assert_eq!(named(asks("where can I park my car").await), "parking");
    assert_eq!(asks("who won the cricket match").await, Found::Nothing);
    let bad = json!({ "command_id": bench.id(), "toml": "[[entry]]\nname = \"a b\"" });
    assert_eq!(bench.code("knowledge_import", bad).await, "invalid_input");
    bench.close().await;
}
