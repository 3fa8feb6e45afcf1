//! Calls out: whom the rules let be called, what is written down, and that nobody is called
//! twice.

use std::collections::BTreeMap;

use parley_app::agent_call::AgentCall;
use parley_app::bookings::{NewBooking, Way, book};
use parley_app::error::{AppError, AppResult};
use parley_app::outbound::{PlaceCall, PlacedCallView, call_place};
use parley_app::ports::Dialled;
use parley_app::suppressions::refuse;
use parley_domain::access::{Role, kinds};
use parley_domain::calendar::moment_of;
use parley_domain::call::Contact;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{BookingId, CallId, CommandId};
use parley_domain::live::Placing;
use parley_domain::permit::Rule;
use parley_domain::time::{Clock as _, UtcMillis};

use crate::bench::{Bench, refused};

const PUNE: &str = "+919820000000";
const OHIO: &str = "+16145550100";
/// Monday, 23 November 2026, 10:00 in Pune, 04:30 UTC.
const MONDAY: UtcMillis = UtcMillis(1_795_408_200_000);

async fn monday() -> Bench {
    let bench = Bench::new().await;
    let now = bench.hands.clock.now();
    bench.hands.clock.forward(MONDAY.0 - now.0);
    bench
}

async fn open() -> Bench {
    let bench = monday().await;
    bench.hands.outbound_line.open();
    bench
}

async fn place(
    bench: &Bench,
    command_id: CommandId,
    number: &str,
    booking_id: Option<BookingId>,
) -> AppResult<PlacedCallView> {
    let (workspace, grant) = bench.can::<kinds::CallPlace>().await;
    let input = PlaceCall {
        command_id,
        number: number.to_owned(),
        booking_id,
    };
    call_place(&workspace, grant, input).await
}

/// An appointment that an agent made for a caller.
async fn appointment(bench: &Bench, caller: &str, day: &str) -> BookingId {
    let workspace = bench.desk.workspace().unwrap();
    let call = AgentCall {
        call_id: CallId::new(MONDAY, &*bench.hands.rng),
        agent: "Ivy".to_owned(),
        caller: Contact::parse(caller),
        booking: None,
    };
    let new = NewBooking {
        begins: moment_of(day, "16:00").unwrap(),
        name: Some("Meera".to_owned()),
        service: None,
        contact: None,
    };
    assert_eq!(book(&workspace, &call, "1", &new).await.unwrap(), Way::Done);
    BookingId(call.command_id("1").0)
}

#[tokio::test]
async fn a_call_is_placed_once_however_often_it_is_asked_for() {
    let bench = open().await;
    bench.refuses::<kinds::CallPlace>(Role::QaLead).await;
    let id = bench.command_id();
    let placed = place(&bench, id, "+91 98200 00000", None).await.unwrap();
    assert_eq!(placed.placing, Placing::Placed);
    assert_eq!(placed.call_id, CallId(id.0));
    assert!(placed.permit.is_some_and(|permit| permit.permitted));
    let carrier_id = placed.carrier_id;
    assert!(carrier_id.is_some());
    let again = place(&bench, id, PUNE, None).await.unwrap();
    assert_eq!(again.placing, Placing::Before);
    assert_eq!((again.carrier_id, again.permit), (carrier_id, None));
    let dialled = bench.hands.outbound_line.take();
    assert_eq!(dialled.len(), 1);
    assert_eq!(dialled[0].to.as_str(), PUNE);
    assert_eq!(
        bench.acts().await,
        [
            "Asha: permit_checked +919820000000 true ",
            "Asha: call_placed +919820000000",
        ]
    );
}

#[tokio::test]
async fn whom_a_rule_protects_is_not_dialled_and_the_rule_is_told() {
    let bench = open().await;
    let workspace = bench.desk.workspace().unwrap();
    let id = bench.command_id();
    let ask = async |number: &str| {
        let view = place(&bench, id, number, None).await.unwrap();
        assert_eq!(
            (view.placing, view.carrier_id),
            (Placing::NotPermitted, None)
        );
        view.permit.unwrap()
    };
    // Half past eleven on Sunday evening in Ohio: from nine on Monday.
    let ohio = ask(OHIO).await;
    assert_eq!(ohio.refused_by, Some(Rule::WithinHours));
    assert_eq!(ohio.next_at, Some(MONDAY.plus(9 * 3_600_000 + 1_800_000)));
    let nowhere = ask("+88213000000").await;
    assert_eq!(
        (nowhere.refused_by, nowhere.next_at),
        (Some(Rule::PlaceKnown), None)
    );
    let call = AgentCall {
        call_id: CallId::new(MONDAY, &*bench.hands.rng),
        agent: "Ivy".to_owned(),
        caller: Contact::parse(PUNE),
        booking: None,
    };
    assert!(
        refuse(&workspace, &call, "1", "no more calls")
            .await
            .unwrap()
    );
    let pune = ask(PUNE).await;
    assert_eq!(pune.refused_by, Some(Rule::NotSuppressed));
    assert!(pune.suppressed_since >= Some(MONDAY));
    assert_eq!(bench.hands.outbound_line.take(), []);
    // A refusal uses no command up: in the right hours the same one calls.
    bench.hands.clock.forward(10 * 3_600_000);
    let later = place(&bench, id, OHIO, None).await.unwrap();
    assert_eq!(later.placing, Placing::Placed);
}

#[tokio::test]
async fn what_is_wrong_is_told_before_anybody_is_asked() {
    let bench = monday().await;
    let ask = async |number: &str| place(&bench, bench.command_id(), number, None).await;
    assert_eq!(refused(ask(PUNE).await), ErrorCode::LineClosed);
    bench.hands.outbound_line.open();
    for wrong in ["98200 00000", "asha@example.in", ""] {
        let AppError { code, field, .. } = ask(wrong).await.unwrap_err();
        assert_eq!((code, field), (ErrorCode::InvalidInput, Some("number")));
    }
    assert_eq!(bench.acts().await, [] as [&str; 0]);
}

#[tokio::test]
async fn an_uncertain_failure_is_told_and_not_tried_again() {
    let bench = open().await;
    let line = &bench.hands.outbound_line;
    line.answer(Ok(Dialled::Uncertain));
    let id = bench.command_id();
    let uncertain = place(&bench, id, PUNE, None).await.unwrap();
    assert_eq!(uncertain.placing, Placing::Uncertain);
    let again = place(&bench, id, PUNE, None).await.unwrap();
    assert_eq!(again.placing, Placing::Before);
    line.answer(Err(ErrorCode::CarrierUnreached));
    let gone = place(&bench, bench.command_id(), PUNE, None).await;
    assert_eq!(refused(gone), ErrorCode::CarrierUnreached);
    assert_eq!(line.take().len(), 2);
}

#[tokio::test]
async fn a_call_is_about_their_appointment() {
    let bench = open().await;
    let first = appointment(&bench, PUNE, "2026-11-24").await;
    let line = &bench.hands.outbound_line;
    let call = async |booking| {
        let placed = place(&bench, bench.command_id(), PUNE, booking).await;
        placed.map(|_| line.take().remove(0))
    };
    let only = call(None).await.unwrap();
    assert_eq!(only.booking, Some(first));
    let known = [("day", "2026-11-24"), ("name", "Meera"), ("time", "16:00")];
    let known = known.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(only.facts, BTreeMap::from(known));
    // Of two, one has to be named.
    let second = appointment(&bench, PUNE, "2026-11-25").await;
    let either = call(None).await.unwrap();
    assert_eq!((either.booking, either.facts.len()), (None, 0));
    assert_eq!(call(Some(second)).await.unwrap().booking, Some(second));
    let others = appointment(&bench, OHIO, "2026-11-26").await;
    let error = call(Some(others)).await.unwrap_err();
    assert_eq!(
        (error.code, error.field),
        (ErrorCode::InvalidInput, Some("booking_id"))
    );
}
