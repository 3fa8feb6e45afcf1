//! What an agent's calls find: refusals, appointments, messages, knowledge.

use std::sync::Arc;

use parley_domain::calendar::{Moment, moment_of};
use parley_domain::call::Contact;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{BookingId, CallId, CommandId, MessageId, SuppressionId, UserId};
use parley_domain::knowledge::Entry;
use parley_domain::message::{Delivery, Message, MessageState, Receipt};
use parley_domain::report::Zone;
use parley_domain::suppression::{Lifted, RefusedBy, Suppression};

use super::{StoreBench, add, call, rng};
use crate::bookings::{Booking, Cancelled, Slot};
use crate::contract::samples::NOW;
use crate::error::AppResult;
use crate::ports::{Batch, Change, Committed, DeskChange, Store};
use crate::suppressions::SuppressionFilter;

async fn change(store: &dyn Store, change: DeskChange) -> AppResult<Committed> {
    let changes = vec![Change::Desk(change)];
    let batch = Batch {
        changes,
        ..Batch::default()
    };
    store.commit(batch).await
}

async fn conflicts(store: &dyn Store, with: DeskChange) {
    let answer = change(store, with).await;
    assert_eq!(answer.unwrap_err().code, ErrorCode::Conflict);
}

fn contact(text: &str) -> Contact {
    Contact::parse(text).unwrap()
}

fn suppression(of: &Contact) -> Suppression {
    Suppression {
        id: SuppressionId::new(NOW, rng()),
        contact: of.clone(),
        person_id: None,
        refused_by: RefusedBy::Spoken,
        words: Some("stop calling me".to_owned()),
        call_id: Some(CallId::new(NOW, rng())),
        added_by: None,
        since: NOW,
        lifted: None,
    }
}

pub async fn who_wants_no_calls_stands_once_until_it_is_lifted(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut known = call(0, &["hello"]);
    known.record.caller.phone = Some("+919820000000".to_owned());
    known.record.caller.email = Some("meera@example.in".to_owned());
    let person = known.record.person_id;
    add(&*store, known).await;
    let phone = contact("+91 98200 00000");
    let other = contact("+14155550100");
    let mut entry = suppression(&phone);
    entry.person_id = Some(person);
    entry.added_by = Some(UserId::new(NOW, rng()));
    for _ in 0..2 {
        let put = Box::new(entry.clone());
        change(&*store, DeskChange::Suppress(put)).await.unwrap();
        // A second one for the same contact is the first.
        entry.id = SuppressionId::new(NOW, rng());
    }
    let stands = store.suppressed(&phone).await.unwrap().unwrap();
    assert_eq!(
        stands,
        Suppression {
            id: stands.id,
            ..entry.clone()
        }
    );
    assert_eq!(
        store.suppression(stands.id).await.unwrap(),
        Some(stands.clone())
    );
    // The person is meant on every channel.
    let by_email = store.suppressed(&contact("meera@example.in")).await;
    assert_eq!(by_email.unwrap().map(|found| found.id), Some(stands.id));
    assert_eq!(store.suppressed(&other).await.unwrap(), None);
    let put = Box::new(suppression(&other));
    change(&*store, DeskChange::Suppress(put)).await.unwrap();
    let lifted = Lifted {
        at: NOW.plus(5),
        by: UserId::new(NOW, rng()),
        reason: "asked for a call back".to_owned(),
    };
    let lift = DeskChange::LiftSuppression {
        id: stands.id,
        lifted: lifted.clone(),
    };
    change(&*store, lift.clone()).await.unwrap();
    conflicts(&*store, lift).await;
    assert_eq!(store.suppressed(&phone).await.unwrap(), None);
    let kept = store.suppression(stands.id).await.unwrap().unwrap();
    assert_eq!(kept.lifted, Some(lifted));
    let put = Box::new(suppression(&phone));
    change(&*store, DeskChange::Suppress(put)).await.unwrap();
    let list = async |typed: Option<&str>, stands| {
        let filter = SuppressionFilter {
            contact: typed.map(str::to_owned),
            stands,
        };
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = store.suppressions(&filter, after, 1).await.unwrap();
            found.extend(
                page.rows
                    .into_iter()
                    .map(|row| row.contact.as_str().to_owned()),
            );
            after = page.next;
            if after.is_none() {
                return found;
            }
        }
    };
    let all = ["+919820000000", "+14155550100", "+919820000000"];
    assert_eq!(list(None, None).await, all);
    assert_eq!(list(None, Some(true)).await, all[..2]);
    assert_eq!(list(None, Some(false)).await, all[2..]);
    assert_eq!(list(Some(" (415) 555"), None).await, all[1..2]);
}

fn at(time: &str) -> Moment {
    moment_of("2026-11-24", time).unwrap()
}

fn slot(from: &str, to: &str, place: u32) -> Slot {
    Slot {
        begins: at(from),
        ends: at(to),
        place,
        zone: Zone::try_from("Asia/Kolkata".to_owned()).unwrap(),
    }
}

fn booking(slot: Slot) -> Booking {
    Booking {
        id: BookingId::new(NOW, rng()),
        slot,
        name: Some("Meera Iyer".to_owned()),
        service: Some("cleaning".to_owned()),
        contact: Some(contact("+919820000000")),
        person_id: None,
        call_id: Some(CallId::new(NOW, rng())),
        made_at: NOW,
        confirmed_at: None,
        cancelled: None,
    }
}

pub async fn appointments_come_back_move_and_are_cancelled(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut known = call(0, &["hello"]);
    known.record.caller.email = Some("meera@example.in".to_owned());
    let person_id = Some(known.record.person_id);
    add(&*store, known).await;
    let mut first = booking(slot("16:00", "16:30", 0));
    first.person_id = person_id;
    let id = first.id;
    let book = |one: &Booking| DeskChange::Book(Box::new(one.clone()));
    change(&*store, book(&first)).await.unwrap();
    conflicts(&*store, book(&first)).await;
    assert_eq!(store.booking(id).await.unwrap(), Some(first.clone()));
    // Another length, another beginning: the place is taken all the same.
    conflicts(&*store, book(&booking(slot("16:15", "16:45", 0)))).await;
    conflicts(&*store, book(&booking(slot("15:00", "18:00", 0)))).await;
    let beside = booking(slot("15:00", "18:00", 1));
    change(&*store, book(&beside)).await.unwrap();
    change(&*store, book(&booking(slot("16:30", "17:00", 0))))
        .await
        .unwrap();
    let confirm = DeskChange::ConfirmBooking {
        id,
        at: NOW.plus(1),
    };
    change(&*store, confirm.clone()).await.unwrap();
    let confirmed = store.booking(id).await.unwrap().unwrap();
    assert_eq!(confirmed.confirmed_at, Some(NOW.plus(1)));
    let to = |slot| DeskChange::MoveBooking { id, slot };
    conflicts(&*store, to(slot("16:30", "17:00", 0))).await;
    // Into a time that runs into its own.
    change(&*store, to(slot("15:45", "16:15", 0)))
        .await
        .unwrap();
    let moved = store.booking(id).await.unwrap().unwrap();
    assert_eq!((moved.slot.begins, moved.confirmed_at), (at("15:45"), None));
    let running = async |from, to| {
        let found = store.bookings(at(from), at(to)).await.unwrap();
        found.iter().map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(running("15:50", "16:15").await, [beside.id, id]);
    assert_eq!(running("18:00", "19:00").await, []);
    let caller = contact("+919820000000");
    let by_email = store
        .bookings_of(&contact("meera@example.in"), at("00:00"))
        .await
        .unwrap();
    assert_eq!(by_email.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
    assert_eq!(
        store.bookings_of(&caller, at("15:30")).await.unwrap().len(),
        2
    );
    let cancelled = Cancelled {
        at: NOW.plus(2),
        by: None,
        reason: String::new(),
    };
    let cancel = DeskChange::CancelBooking {
        id,
        cancelled: cancelled.clone(),
    };
    change(&*store, cancel.clone()).await.unwrap();
    for late in [cancel, confirm, to(slot("09:00", "09:30", 0))] {
        conflicts(&*store, late).await;
    }
    let kept = store.booking(id).await.unwrap().unwrap();
    assert_eq!((kept.cancelled, kept.slot), (Some(cancelled), moved.slot));
    assert_eq!(
        store.bookings_of(&caller, at("15:30")).await.unwrap().len(),
        1
    );
    change(&*store, book(&booking(slot("15:45", "16:15", 0))))
        .await
        .unwrap();
}

pub async fn of_fifty_at_once_one_gets_the_place(bench: &mut impl StoreBench) {
    let store = bench.store();
    let tries = (0..50).map(|_| {
        let store = Arc::clone(&store);
        let one = Box::new(booking(slot("16:00", "16:30", 0)));
        tokio::spawn(async move { change(&*store, DeskChange::Book(one)).await })
    });
    let mut got = 0;
    for tried in tries.collect::<Vec<_>>() {
        match tried.await.unwrap() {
            Ok(_) => got += 1,
            Err(error) => assert_eq!(error.code, ErrorCode::Conflict),
        }
    }
    assert_eq!(got, 1);
    assert_eq!(
        store
            .bookings(at("00:00"), at("23:00"))
            .await
            .unwrap()
            .len(),
        1
    );
}

pub async fn a_call_has_one_message_and_it_is_handed_over_once(bench: &mut impl StoreBench) {
    use MessageState::{Queued, Sending, Sent, Withdrawn};
    let store = bench.store();
    let to = contact("+919820000000");
    let message = |call_id| Message {
        id: MessageId::new(NOW, rng()),
        call_id,
        to: to.clone(),
        person_id: None,
        text: "मंगलवार को चार बजे".to_owned(),
        state: Queued,
        attempts: 0,
        queued_at: NOW,
        changed_at: NOW,
        receipt: None,
    };
    let (one, other) = (CallId::new(NOW, rng()), CallId::new(NOW, rng()));
    let queue = |message: &Message| DeskChange::QueueMessage(Box::new(message.clone()));
    let first = message(one);
    let command_id = CommandId::of_key(one, "1");
    assert!(!store.is_done(command_id).await.unwrap());
    let batch = Batch {
        command_id: Some(command_id),
        changes: vec![Change::Desk(queue(&first))],
        acts: Vec::new(),
    };
    store.commit(batch).await.unwrap();
    assert!(store.is_done(command_id).await.unwrap());
    conflicts(&*store, queue(&message(one))).await;
    assert_eq!(store.message_of(one).await.unwrap(), Some(first.clone()));
    let set = |from, to| DeskChange::SetMessage {
        id: first.id,
        from,
        to,
        at: NOW.plus(9),
    };
    change(&*store, set(Queued, Sending)).await.unwrap();
    conflicts(&*store, set(Queued, Sending)).await;
    let second = message(other);
    change(&*store, queue(&second)).await.unwrap();
    let withdraw = DeskChange::WithdrawMessages {
        to: to.clone(),
        person_id: None,
        at: NOW.plus(10),
    };
    change(&*store, withdraw).await.unwrap();
    change(&*store, set(Sending, Sent)).await.unwrap();
    let sent = store.message_of(one).await.unwrap().unwrap();
    assert_eq!((sent.state, sent.attempts), (Sent, 1));
    assert_eq!(sent.changed_at, NOW.plus(9));
    let receipt = |delivery, code| Receipt {
        delivery,
        code,
        carrier_id: "SM1".to_owned(),
        at: NOW.plus(11),
    };
    let keep = |id, receipt: &Receipt| DeskChange::KeepReceipt {
        id,
        receipt: receipt.clone(),
    };
    let last = receipt(Delivery::Undelivered, Some(30_003));
    change(&*store, keep(first.id, &last)).await.unwrap();
    // The first stays, and a message that nobody knows has none.
    conflicts(&*store, keep(first.id, &receipt(Delivery::Delivered, None))).await;
    conflicts(&*store, keep(MessageId::new(NOW, rng()), &last)).await;
    let sent = store.message(first.id).await.unwrap().unwrap();
    assert_eq!((sent.state, sent.receipt), (Sent, Some(last)));
    assert_eq!(
        store.message(MessageId::new(NOW, rng())).await.unwrap(),
        None
    );
    let withdrawn = store.messages(Some(Withdrawn), 5).await.unwrap();
    assert_eq!(withdrawn.len(), 1);
    assert_eq!(withdrawn[0].id, second.id);
    let all = store.messages(None, 5).await.unwrap();
    assert_eq!(
        all.iter().map(|m| m.id).collect::<Vec<_>>(),
        [second.id, first.id]
    );
}

pub async fn knowledge_comes_back_and_is_found_by_its_words(bench: &mut impl StoreBench) {
    let store = bench.store();
    let entry = |name: &str, about: &[&str]| Entry {
        name: name.to_owned(),
        about: about.iter().map(|&about| about.to_owned()).collect(),
        en: "Yes.".to_owned(),
        hi: "हाँ।".to_owned(),
    };
    let put = |entry: &Entry| DeskChange::PutEntry(Box::new(entry.clone()));
    let hours = entry("hours", &["opening hours", "कब खुलते हैं"]);
    let coffee = entry("coffee", &["is there a Café", "सफ़ाई"]);
    let parking = entry("parking", &["where can i park the car", "a \"car\" OR NOT"]);
    for one in [&parking, &hours, &coffee] {
        change(&*store, put(one)).await.unwrap();
    }
    let all = [coffee.clone(), hours.clone(), parking.clone()];
    assert_eq!(store.knowledge().await.unwrap(), all);
    assert_eq!(store.knowledge_count().await.unwrap(), 3);
    let with = async |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        let found = store.knowledge_with(&words, 2).await.unwrap();
        found
            .into_iter()
            .map(|entry| entry.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(with(&["open"]).await, ["hours"]);
    assert_eq!(with(&["cafe"]).await, ["coffee"]);
    assert_eq!(with(&["खुलते"]).await, ["hours"]);
    assert_eq!(with(&["सफाई"]).await, ["coffee"]);
    assert_eq!(with(&["car", "park"]).await, ["parking"]);
    assert_eq!(with(&["\"", "\" NEAR *"]).await, Vec::<String>::new());
    assert_eq!(with(&[]).await, Vec::<String>::new());
    // A new version is asked for with its own words only.
    change(&*store, put(&entry("hours", &["when do you close"])))
        .await
        .unwrap();
    assert_eq!(with(&["open"]).await, Vec::<String>::new());
    assert_eq!(with(&["close"]).await, ["hours"]);
    let remove = DeskChange::RemoveEntry("hours".to_owned());
    change(&*store, remove.clone()).await.unwrap();
    change(&*store, remove).await.unwrap();
    assert_eq!(with(&["close"]).await, Vec::<String>::new());
    assert_eq!(store.knowledge_count().await.unwrap(), 2);
}
