//! What agents do in calls and people see of it: refusals, permits, appointments, messages,
//! knowledge.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use parley_app::agent_call::AgentCall;
use parley_app::bookings::{
    BookingView, CalendarView, CancelBooking, GetCalendar, ListBookings, NewBooking, SetCalendar,
    Way, book, booking_cancel, booking_list, calendar_get, calendar_set, confirm, move_to,
};
use parley_app::desk::Workspace;
use parley_app::error::AppResult;
use parley_app::knowledge::{
    PutKnowledge, RemoveKnowledge, knowledge_put, knowledge_remove, read_entries,
};
use parley_app::messages::{
    ListMessages, MessageView, Queued, Sending, keep_receipt, message_list, queue, send_waiting,
};
use parley_app::permits::{ExplainPermit, call_permit, permit_to_call};
use parley_app::ports::{MessageCarrier, NotCarried};
use parley_app::suppressions::{
    AddSuppression, ImportSuppressions, LiftSuppression, ListSuppressions, PreviewSuppressions,
    SuppressionFilter, SuppressionView, refuse, suppression_add, suppression_import,
    suppression_lift, suppression_list, suppression_preview,
};
use parley_domain::access::{Role, kinds};
use parley_domain::calendar::{Refused, moment_of};
use parley_domain::call::Contact;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, MessageId};
use parley_domain::knowledge::Entry;
use parley_domain::message::{Delivery, MessageState, Receipt};
use parley_domain::permit::{Permit, Rule};
use parley_domain::suppression::{PastedAs, RefusedBy};
use parley_domain::time::{Clock as _, UtcMillis};

use crate::bench::{Bench, refused};

const CALLER: &str = "+919820000000";
/// Monday, 23 November 2026, 10:00 in Pune, 04:30 UTC.
const MONDAY: UtcMillis = UtcMillis(1_795_408_200_000);

async fn monday() -> Bench {
    let bench = Bench::new().await;
    bench
        .hands
        .clock
        .forward(MONDAY.0 - bench.hands.clock.now().0);
    bench
}

fn agent_call(bench: &Bench, caller: &str) -> AgentCall {
    AgentCall {
        call_id: CallId::new(MONDAY, &*bench.hands.rng),
        agent: "Ivy".to_owned(),
        caller: Contact::parse(caller),
        booking: None,
    }
}

async fn add(bench: &Bench, contact: &str) -> AppResult<SuppressionView> {
    let (workspace, grant) = bench.can().await;
    let input = AddSuppression {
        command_id: bench.command_id(),
        contact: contact.to_owned(),
        refused_by: RefusedBy::ByHand,
        words: Some(" wrote a letter ".to_owned()),
        call_id: None,
    };
    suppression_add(&workspace, grant, input).await
}

async fn listed(bench: &Bench, stands: Option<bool>) -> Vec<SuppressionView> {
    let (workspace, grant) = bench.can().await;
    let input = ListSuppressions {
        filter: SuppressionFilter {
            stands,
            ..SuppressionFilter::default()
        },
        cursor: None,
        limit: 10,
    };
    suppression_list(&workspace, grant, input)
        .await
        .unwrap()
        .rows
}

async fn lift(bench: &Bench, entry: &SuppressionView, reason: &str) -> AppResult<SuppressionView> {
    let (workspace, grant) = bench.can().await;
    let input = LiftSuppression {
        command_id: bench.command_id(),
        suppression_id: entry.id,
        reason: reason.to_owned(),
    };
    suppression_lift(&workspace, grant, input).await
}

#[tokio::test]
async fn a_contact_is_put_on_the_list_and_taken_off_with_a_reason() {
    let bench = monday().await;
    bench.refuses::<kinds::SuppressionLift>(Role::QaLead).await;
    let entry = add(&bench, "+91 98200 00000").await.unwrap();
    assert_eq!(entry.contact, CALLER);
    assert_eq!(entry.words.as_deref(), Some("wrote a letter"));
    assert_eq!(entry.added_by.as_deref(), Some("Asha"));
    // A second time is the first.
    assert_eq!(add(&bench, CALLER).await.unwrap().id, entry.id);
    assert_eq!(
        refused(add(&bench, "98200 00000").await),
        ErrorCode::InvalidInput
    );
    assert_eq!(listed(&bench, Some(true)).await.len(), 1);
    assert_eq!(
        refused(lift(&bench, &entry, " ").await),
        ErrorCode::InvalidInput
    );
    let lifted = lift(&bench, &entry, "asked for a call back").await.unwrap();
    let lifted = lifted.lifted.unwrap();
    assert_eq!(lifted.by.as_deref(), Some("Asha"));
    assert_eq!(
        refused(lift(&bench, &entry, "again").await),
        ErrorCode::Conflict
    );
    assert_eq!(listed(&bench, Some(true)).await, []);
    assert_eq!(listed(&bench, Some(false)).await.len(), 1);
    assert_eq!(
        bench.acts().await,
        [
            "Asha: contact_suppressed +919820000000 by_hand wrote a letter",
            "Asha: contact_suppressed +919820000000 by_hand wrote a letter",
            "Asha: suppressions_read",
            "Asha: suppression_lifted +919820000000 asked for a call back",
            "Asha: suppressions_read",
            "Asha: suppressions_read",
        ]
    );
}

const PASTED: &str =
    "number\n+91 98200 00000\n+1 614 555 0187, Renee\n+16145550187\n+44 20 7946 0000";

#[tokio::test]
async fn a_list_is_looked_at_before_it_is_taken_over() {
    let bench = monday().await;
    bench.refuses::<kinds::SuppressionAdd>(Role::Auditor).await;
    add(&bench, CALLER).await.unwrap();
    let (workspace, grant) = bench.can().await;
    let text = PASTED.to_owned();
    let preview = suppression_preview(&workspace, grant, PreviewSuppressions { text });
    let preview = preview.await.unwrap();
    assert_eq!(preview.fresh, 2);
    let left: Vec<(u32, PastedAs)> = (preview.left_out.iter())
        .map(|line| (line.line, line.pasted_as))
        .collect();
    assert_eq!(
        left,
        [
            (1, PastedAs::NoContact),
            (2, PastedAs::Listed),
            (4, PastedAs::Twice),
        ]
    );
    assert_eq!(listed(&bench, None).await.len(), 1);
}

#[tokio::test]
async fn a_list_is_taken_over_once_with_an_entry_for_each() {
    let bench = monday().await;
    add(&bench, CALLER).await.unwrap();
    let command_id = bench.command_id();
    let import = async |words: &str| {
        let (workspace, grant) = bench.can().await;
        let input = ImportSuppressions {
            command_id,
            text: PASTED.to_owned(),
            words: words.to_owned(),
        };
        suppression_import(&workspace, grant, input).await
    };
    assert_eq!(refused(import(" ").await), ErrorCode::InvalidInput);
    assert_eq!(import("the old dialler").await.unwrap().added, 2);
    // A retry finds all of them there.
    assert_eq!(import("the old dialler").await.unwrap().added, 0);
    let entries = listed(&bench, Some(true)).await;
    assert_eq!(entries.len(), 3);
    let brought = |entry: &&SuppressionView| entry.refused_by == RefusedBy::Import;
    let brought: Vec<&SuppressionView> = entries.iter().filter(brought).collect();
    assert_eq!(brought.len(), 2);
    assert!(
        brought
            .iter()
            .all(|entry| entry.words.as_deref() == Some("the old dialler")
                && entry.added_by.as_deref() == Some("Asha"))
    );
    let acts = bench.acts().await;
    let acts = acts.iter().filter(|act| act.contains("contact_suppressed"));
    assert_eq!(acts.count(), 3);
}

#[tokio::test]
async fn why_somebody_may_not_be_called_is_told_and_written_down() {
    let bench = monday().await;
    let ask = async |number: &str| {
        let (workspace, grant) = bench.can().await;
        let number = number.to_owned();
        call_permit(&workspace, grant, ExplainPermit { number }).await
    };
    let pune = ask(CALLER).await.unwrap();
    assert!(pune.permitted);
    assert_eq!(pune.place.as_deref(), Some("IN"));
    // The clock of these tests never stands still.
    let left = pune.until.unwrap().0 - MONDAY.0;
    assert!((60_000..61_000).contains(&left), "{left}");
    let hours = pune.steps.iter().filter_map(|step| step.hours.as_ref());
    assert_eq!(
        hours.map(|h| &*h.local).collect::<Vec<_>>(),
        ["Mon 10:00"; 2]
    );
    // Half past eleven on Sunday evening in Ohio.
    let ohio = ask("+16145550100").await.unwrap();
    assert_eq!(ohio.refused_by, Some(Rule::WithinHours));
    assert_eq!(ohio.next_at, Some(MONDAY.plus(9 * 3_600_000 + 1_800_000)));
    assert_eq!(refused(ask("nobody").await), ErrorCode::InvalidInput);
    let call = agent_call(&bench, CALLER);
    let workspace = bench.desk.workspace().unwrap();
    assert!(
        refuse(&workspace, &call, "opt-out", "no more calls")
            .await
            .unwrap()
    );
    let caller = Contact::parse(CALLER).unwrap();
    let decision = permit_to_call(&workspace, &workspace.subject(), &caller)
        .await
        .unwrap();
    assert!(decision.suppressed_since >= Some(MONDAY));
    assert!(decision.into_permit().is_none());
    assert_eq!(
        bench.acts().await,
        [
            "Asha: permit_checked +919820000000 true ",
            "Asha: permit_checked +16145550100 false within_hours",
            "nobody: contact_suppressed Ivy +919820000000 spoken no more calls",
            "Asha: permit_checked +919820000000 false not_suppressed",
        ]
    );
}

async fn calendar(bench: &Bench) -> CalendarView {
    let (workspace, grant) = bench.can().await;
    calendar_get(&workspace, grant, GetCalendar {})
        .await
        .unwrap()
}

async fn set(bench: &Bench, calendar: CalendarView) -> AppResult<CalendarView> {
    let (workspace, grant) = bench.can().await;
    let command_id = bench.command_id();
    calendar_set(
        &workspace,
        grant,
        SetCalendar {
            command_id,
            calendar,
        },
    )
    .await
}

#[tokio::test]
async fn the_calendar_has_usual_hours_until_others_are_set() {
    let bench = monday().await;
    bench.refuses::<kinds::DeskManage>(Role::QaLead).await;
    let usual = calendar(&bench).await;
    assert!(!usual.is_set && usual.hours[6].is_empty());
    assert_eq!((&*usual.hours[5][0].from, usual.minutes), ("10:00", 30));
    let mut own = usual.clone();
    own.zone = "Asia/Kolkata".to_owned().try_into().unwrap();
    own.holidays.push("2026-11-24".to_owned());
    own.capacity = 2;
    set(&bench, own.clone()).await.unwrap();
    own.is_set = true;
    assert_eq!(calendar(&bench).await, own);
    let with = |change: fn(&mut CalendarView)| {
        let mut wrong = own.clone();
        change(&mut wrong);
        wrong
    };
    for (wrong, field) in [
        (with(|c| c.hours[0][0].to = "24:30".to_owned()), "hours"),
        (with(|c| c.hours[0][0].to = "08:00".to_owned()), "hours"),
        (with(|c| drop(c.hours.pop())), "hours"),
        (with(|c| c.holidays[0].clear()), "holidays"),
        (with(|c| c.minutes = 0), "minutes"),
        (with(|c| c.capacity = 0), "capacity"),
        (with(|c| c.notice_minutes = u32::MAX), "notice_minutes"),
    ] {
        let error = set(&bench, wrong).await.unwrap_err();
        assert_eq!(
            (error.code, error.field),
            (ErrorCode::InvalidInput, Some(field))
        );
    }
    assert_eq!(bench.acts().await, ["Asha: calendar_set 2 30 Asia/Kolkata"]);
}

async fn days(bench: &Bench, from: &str, to: &str) -> AppResult<Vec<BookingView>> {
    let (workspace, grant) = bench.can().await;
    let input = ListBookings {
        from_day: from.to_owned(),
        to_day: to.to_owned(),
    };
    Ok(booking_list(&workspace, grant, input).await?.bookings)
}

fn wanted(day: &str, time: &str) -> NewBooking {
    NewBooking {
        begins: moment_of(day, time).unwrap(),
        name: Some(" Meera ".to_owned()),
        service: None,
        contact: None,
    }
}

#[tokio::test]
async fn an_agent_books_and_somebody_cancels() {
    let bench = monday().await;
    let workspace = bench.desk.workspace().unwrap();
    let mut call = agent_call(&bench, CALLER);
    let new = wanted("2026-11-24", "16:00");
    let booked = book(&workspace, &call, "1", &new).await.unwrap();
    assert_eq!(booked, Way::Done);
    assert_eq!(book(&workspace, &call, "1", &new).await.unwrap(), Way::Done);
    let other = agent_call(&bench, "+14155550100");
    let again = book(&workspace, &other, "1", &new).await.unwrap();
    assert_eq!(again, Way::Refused(Refused::Taken));
    let shut = book(&workspace, &other, "2", &wanted("2026-11-29", "16:00")).await;
    assert_eq!(shut.unwrap(), Way::Refused(Refused::Closed));
    // Two appointments, and nobody said which is meant.
    let later = wanted("2026-11-25", "16:00");
    assert_eq!(
        book(&workspace, &call, "2", &later).await.unwrap(),
        Way::Done
    );
    let to = moment_of("2026-11-26", "09:00").unwrap();
    assert_eq!(
        move_to(&workspace, &call, "3", to).await.unwrap(),
        Way::Unclear
    );
    let found = days(&bench, "2026-11-24", "2026-11-25").await.unwrap();
    assert_eq!((found.len(), found[0].name.as_deref()), (2, Some("Meera")));
    call.booking = Some(found[0].id);
    // Half an hour on: it is not in its own way.
    let to = moment_of("2026-11-24", "16:30").unwrap();
    assert_eq!(
        move_to(&workspace, &call, "4", to).await.unwrap(),
        Way::Done
    );
    assert_eq!(confirm(&workspace, &call, "5").await.unwrap(), Way::Done);
    bench.acts().await;
    let cancel = async |reason: &str| {
        let (workspace, grant) = bench.can().await;
        let input = CancelBooking {
            command_id: bench.command_id(),
            booking_id: found[0].id,
            reason: reason.to_owned(),
        };
        booking_cancel(&workspace, grant, input).await
    };
    assert_eq!(refused(cancel("").await), ErrorCode::InvalidInput);
    let cancelled = cancel("the dentist is ill").await.unwrap();
    assert_eq!(cancelled.cancelled_by.as_deref(), Some("Asha"));
    assert_eq!(refused(cancel("again").await), ErrorCode::Conflict);
    assert_eq!(confirm(&workspace, &call, "6").await.unwrap(), Way::Unclear);
    assert_eq!(
        refused(days(&bench, "2026-11-25", "2026-11-24").await),
        ErrorCode::InvalidInput
    );
    assert_eq!(
        refused(days(&bench, "2026-11-24", "2027-11-24").await),
        ErrorCode::InvalidInput
    );
    assert_eq!(
        bench.acts().await,
        ["Asha: booking_cancelled 2026-11-24T16:30 Meera Meera the dentist is ill"]
    );
}

/// Answers as told, once each, and remembers for whom it was asked.
struct Carrier {
    answers: Mutex<Vec<Result<(), NotCarried>>>,
    asked: AtomicU32,
}

impl Carrier {
    fn of(answers: &[Result<(), NotCarried>]) -> Self {
        Self {
            answers: Mutex::new(answers.iter().rev().copied().collect()),
            asked: AtomicU32::new(0),
        }
    }
}

#[async_trait]
impl MessageCarrier for Carrier {
    fn is_there(&self) -> bool {
        true
    }

    async fn carry(&self, permit: Permit, _id: MessageId, _text: &str) -> Result<(), NotCarried> {
        assert_eq!(permit.to().as_str(), CALLER);
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.answers.lock().unwrap().pop().unwrap()
    }
}

async fn messages(bench: &Bench) -> Vec<MessageView> {
    let (workspace, grant) = bench.can().await;
    let input = ListMessages {
        state: None,
        limit: 10,
    };
    message_list(&workspace, grant, input)
        .await
        .unwrap()
        .messages
}

async fn leave(workspace: &Workspace, call: &AgentCall) -> Queued {
    queue(workspace, call, "1", None, " At four. ")
        .await
        .unwrap()
}

#[tokio::test]
async fn a_message_is_sent_once_within_hours_and_never_to_who_refused() {
    let bench = monday().await;
    let workspace = bench.desk.workspace().unwrap();
    let call = agent_call(&bench, CALLER);
    assert_eq!(leave(&workspace, &call).await, Queued::Waits);
    assert_eq!(leave(&workspace, &call).await, Queued::Waits);
    let second = queue(&workspace, &call, "2", None, "And bring the card.").await;
    assert_eq!(second.unwrap(), Queued::HasOne);
    let stranger = Contact::parse("+919820099999");
    let other = queue(
        &workspace,
        &agent_call(&bench, CALLER),
        "1",
        stranger.as_ref(),
        "x",
    )
    .await;
    assert_eq!(other.unwrap(), Queued::Refused);
    // Ten in the evening: it waits.
    bench.hands.clock.forward(12 * 3_600_000);
    let carrier = Carrier::of(&[Err(NotCarried::NotTaken), Ok(())]);
    let waits = send_waiting(&workspace, &carrier).await.unwrap();
    assert_eq!((waits.waits, carrier.asked.load(Ordering::Relaxed)), (1, 0));
    bench.hands.clock.forward(12 * 3_600_000);
    let once = send_waiting(&workspace, &carrier).await.unwrap();
    assert_eq!(once.waits, 1, "not taken: it waits for another attempt");
    let soon = send_waiting(&workspace, &carrier).await.unwrap();
    assert_eq!(soon.waits, 1, "not at once");
    bench.hands.clock.forward(30_000);
    let twice = send_waiting(&workspace, &carrier).await.unwrap();
    let sent = Sending {
        sent: 1,
        ..Sending::default()
    };
    assert_eq!(twice, sent);
    let none = send_waiting(&workspace, &carrier).await.unwrap();
    assert_eq!(none, Sending::default());
    let shown = &messages(&bench).await[0];
    assert_eq!(
        (shown.state, shown.attempts, &*shown.text),
        (MessageState::Sent, 2, "At four.")
    );
    // Nobody said what became of it: it may have been sent, and is not sent again.
    let silent = agent_call(&bench, CALLER);
    assert_eq!(leave(&workspace, &silent).await, Queued::Waits);
    let carrier = Carrier::of(&[Err(NotCarried::Unknown)]);
    assert_eq!(send_waiting(&workspace, &carrier).await.unwrap().failed, 1);
    assert_eq!(
        send_waiting(&workspace, &carrier).await.unwrap(),
        Sending::default()
    );
    let third = agent_call(&bench, CALLER);
    assert_eq!(leave(&workspace, &third).await, Queued::Waits);
    add(&bench, CALLER).await.unwrap();
    let states: Vec<MessageState> = messages(&bench).await.iter().map(|m| m.state).collect();
    use MessageState::{Sending as Handed, Sent, Withdrawn};
    assert_eq!(states, [Withdrawn, Handed, Sent]);
    let late = agent_call(&bench, CALLER);
    assert_eq!(leave(&workspace, &late).await, Queued::Refused);
    assert_eq!(carrier.asked.load(Ordering::Relaxed), 1);
}

fn receipt(delivery: Delivery, code: Option<u32>) -> Receipt {
    Receipt {
        delivery,
        code,
        carrier_id: "SM1".to_owned(),
        at: MONDAY,
    }
}

#[tokio::test]
async fn the_first_receipt_of_a_message_is_kept_and_no_other() {
    let bench = monday().await;
    let workspace = bench.desk.workspace().unwrap();
    assert_eq!(
        leave(&workspace, &agent_call(&bench, CALLER)).await,
        Queued::Waits
    );
    let id = messages(&bench).await[0].id;
    // Nobody has it yet, so nobody can have told the truth about it.
    let early = receipt(Delivery::Delivered, None);
    keep_receipt(&workspace, id, early).await.unwrap();
    assert_eq!(messages(&bench).await[0].receipt, None);
    let carrier = Carrier::of(&[Ok(())]);
    send_waiting(&workspace, &carrier).await.unwrap();
    bench.acts().await;
    let last = receipt(Delivery::Undelivered, Some(30_003));
    keep_receipt(&workspace, id, last.clone()).await.unwrap();
    // Out of order, twice, and of one that nobody knows.
    let late = receipt(Delivery::Delivered, None);
    keep_receipt(&workspace, id, late.clone()).await.unwrap();
    keep_receipt(&workspace, id, last.clone()).await.unwrap();
    let stranger = MessageId::new(MONDAY, &*bench.hands.rng);
    keep_receipt(&workspace, stranger, late).await.unwrap();
    let acts = bench.acts().await;
    assert_eq!(acts.len(), 1, "{acts:?}");
    assert!(acts[0].contains("message_receipt"), "{acts:?}");
    assert!(acts[0].contains("30003 undelivered"), "{acts:?}");
    let shown = &messages(&bench).await[0];
    assert_eq!(
        (shown.state, shown.receipt.as_ref()),
        (MessageState::Sent, Some(&last))
    );
}

#[tokio::test]
async fn a_receipt_proves_that_a_message_without_an_answer_was_sent() {
    let bench = monday().await;
    let workspace = bench.desk.workspace().unwrap();
    let call = agent_call(&bench, CALLER);
    assert_eq!(leave(&workspace, &call).await, Queued::Waits);
    let carrier = Carrier::of(&[Err(NotCarried::Unknown)]);
    send_waiting(&workspace, &carrier).await.unwrap();
    let shown = &messages(&bench).await[0];
    assert_eq!(shown.state, MessageState::Sending);
    let refused = receipt(Delivery::Failed, Some(21_610));
    keep_receipt(&workspace, shown.id, refused).await.unwrap();
    assert_eq!(messages(&bench).await[0].state, MessageState::Sent);
    // They wrote to the carrier that they want no more.
    let listed = listed(&bench, Some(true)).await;
    assert_eq!((listed.len(), listed[0].refused_by), (1, RefusedBy::Text));
}

#[tokio::test]
async fn who_unsubscribed_at_the_carrier_wants_no_calls_either() {
    let bench = monday().await;
    let workspace = bench.desk.workspace().unwrap();
    let (first, second) = (agent_call(&bench, CALLER), agent_call(&bench, CALLER));
    assert_eq!(leave(&workspace, &first).await, Queued::Waits);
    assert_eq!(leave(&workspace, &second).await, Queued::Waits);
    let carrier = Carrier::of(&[Err(NotCarried::Unsubscribed)]);
    send_waiting(&workspace, &carrier).await.unwrap();
    assert_eq!(carrier.asked.load(Ordering::Relaxed), 1);
    let states: Vec<MessageState> = messages(&bench).await.iter().map(|m| m.state).collect();
    use MessageState::{Failed, Withdrawn};
    assert_eq!(states, [Withdrawn, Failed]);
    let listed = listed(&bench, Some(true)).await;
    assert_eq!((listed.len(), listed[0].refused_by), (1, RefusedBy::Text));
    assert_eq!(listed[0].call_id, Some(first.call_id));
    bench.acts().await;
    assert_eq!(
        leave(&workspace, &agent_call(&bench, CALLER)).await,
        Queued::Refused
    );
}

#[tokio::test]
async fn what_agents_know_is_written_replaced_and_removed() {
    let bench = monday().await;
    let put = async |name: &str, en: &str| {
        let (workspace, grant) = bench.can().await;
        let entry = Entry {
            name: name.to_owned(),
            about: vec![" opening hours ".to_owned()],
            en: en.to_owned(),
            hi: "नौ बजे से।".to_owned(),
        };
        let command_id = bench.command_id();
        knowledge_put(&workspace, grant, PutKnowledge { command_id, entry }).await
    };
    put("hours", "From nine.").await.unwrap();
    let entries = put("hours", "From ten.").await.unwrap().entries;
    assert_eq!((entries.len(), &*entries[0].en), (1, "From ten."));
    assert_eq!(entries[0].about, ["opening hours"]);
    assert_eq!(
        refused(put("Opening hours", "x").await),
        ErrorCode::InvalidInput
    );
    let (workspace, grant) = bench.can().await;
    let input = RemoveKnowledge {
        command_id: bench.command_id(),
        name: "hours".to_owned(),
    };
    let left = knowledge_remove(&workspace, grant, input).await.unwrap();
    assert_eq!(left.entries, []);
    assert_eq!(
        bench.acts().await,
        [
            "Asha: knowledge_changed hours",
            "Asha: knowledge_changed hours",
            "Asha: knowledge_removed hours"
        ]
    );
    let entry = "[[entry]]\nname = \"a\"\nabout = [\"b\"]\nen = \"c\"\nhi = \"d\"\n";
    assert_eq!(read_entries(entry).unwrap().len(), 1);
    assert_eq!(
        refused(read_entries(&entry.repeat(2))),
        ErrorCode::InvalidInput
    );
}
