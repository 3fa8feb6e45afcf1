//! What lies over a transcript is kept whole, and the search reads what stands.

use parley_domain::call::Side;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CorrectionId, SpeakerChangeId, UserId};
use parley_domain::search::{SearchQuery, SpeakerSide};
use parley_domain::transcript::{Correction, SpeakerChange, SpeakerEdit, Voice, Withdrawal};

use super::{StoreBench, add, call, rng};
use crate::calls::{CallFilter, SearchOrder};
use crate::contract::samples::{NOW, turn};
use crate::error::AppResult;
use crate::ports::{Batch, Change, Committed, OverlayChange, SearchRequest, Store};

async fn put(store: &dyn Store, change: OverlayChange) -> AppResult<Committed> {
    let batch = Batch {
        changes: vec![Change::Overlay(change)],
        ..Batch::default()
    };
    store.commit(batch).await
}

/// The hits of a search: the side that speaks and the text, hits in brackets.
async fn found(store: &dyn Store, typed: &str, side: Option<SpeakerSide>) -> Vec<(Side, String)> {
    let mut both = Vec::new();
    for order in [SearchOrder::Newest, SearchOrder::Best] {
        let request = SearchRequest {
            query: SearchQuery::parse(typed, side).unwrap(),
            order,
            filter: CallFilter::default(),
            limit: 50,
            after: None,
        };
        let page = store.search(&request).await.unwrap();
        let hits = page.hits.iter().map(|hit| {
            let piece = |p: &crate::calls::TextPiece| match p.hit {
                true => format!("[{}]", p.text),
                false => p.text.clone(),
            };
            (hit.side, hit.excerpt.iter().map(piece).collect::<String>())
        });
        both.push(hits.collect::<Vec<_>>());
    }
    assert_eq!(both[0], both[1]);
    both.remove(0)
}

fn correction(turn: u32, minute: i64, made_on: &[CorrectionId], after: &str) -> Correction {
    let at = NOW.plus(minute * 60_000);
    Correction {
        id: CorrectionId::new(at, rng()),
        turn,
        by: UserId::new(NOW, rng()),
        at,
        made_on: made_on.to_vec(),
        before: "before 🙏🏽".to_owned(),
        after: after.to_owned(),
        choice_of: None,
        withdrawn: None,
    }
}

fn withdrawal() -> Withdrawal {
    Withdrawal {
        by: UserId::new(NOW, rng()),
        at: NOW.plus(9),
    }
}

pub async fn corrections_come_back_and_the_search_reads_what_stands(bench: &mut impl StoreBench) {
    let store = bench.store();
    let call_id = add(&*store, call(0, &["a tree friend", "and the price"])).await;
    let other = add(&*store, call(1, &["a tree friend"])).await;
    let first = correction(0, 1, &[], "a three\u{1} फ़्रेंड");
    let second = correction(0, 2, &[first.id], "a refund");
    let mut choice = correction(1, 3, &[first.id, second.id], "");
    choice.choice_of = Some(second.id);
    for correction in [second.clone(), first.clone(), choice.clone()] {
        let change = OverlayChange::Correct {
            call_id,
            correction,
        };
        put(&*store, change).await.unwrap();
    }
    bench.reopen().await;
    let store = bench.store();
    let all = [first.clone(), second.clone(), choice.clone()];
    assert_eq!(store.corrections(call_id).await.unwrap(), all);
    assert_eq!(store.corrections(other).await.unwrap(), []);
    // The import is as it was.
    assert_eq!(store.turns(call_id).await.unwrap()[0].text, "a tree friend");

    assert_eq!(
        found(&*store, "refund", None).await,
        [(Side::Caller, "a [refund]".to_owned())]
    );
    assert_eq!(found(&*store, "tree", None).await.len(), 1);
    assert_eq!(found(&*store, "price", None).await, []);
    let back = |id: CorrectionId| OverlayChange::WithdrawCorrection {
        call_id,
        id,
        withdrawal: withdrawal(),
    };
    put(&*store, back(second.id)).await.unwrap();
    put(&*store, back(choice.id)).await.unwrap();
    assert_eq!(found(&*store, "refund", None).await, []);
    let marked = found(&*store, "three", None).await;
    assert_eq!(marked, [(Side::Caller, "a [three]  फ़्रेंड".to_owned())]);
    put(&*store, back(first.id)).await.unwrap();
    assert_eq!(found(&*store, "tree", None).await.len(), 2);
    assert_eq!(found(&*store, "three OR फ़्रेंड", None).await, []);
    assert_eq!(found(&*store, "price", None).await.len(), 1);
    let kept = store.corrections(call_id).await.unwrap();
    assert!(kept.iter().all(|one| one.withdrawn.is_some()));

    let code = |done: AppResult<Committed>| done.unwrap_err().code;
    assert_eq!(
        code(put(&*store, back(first.id)).await),
        ErrorCode::Conflict
    );
    let unknown = CorrectionId::new(NOW, rng());
    assert_eq!(code(put(&*store, back(unknown)).await), ErrorCode::NotFound);
    for (call_id, place) in [(call_id, 9), (CallId::new(NOW, rng()), 0)] {
        let correction = correction(place, 4, &[], "x");
        let change = OverlayChange::Correct {
            call_id,
            correction,
        };
        assert_eq!(code(put(&*store, change).await), ErrorCode::NotFound);
    }
}

fn voice(side: Side, name: &str) -> Voice {
    Voice {
        side,
        speaker: Some(name.to_owned()),
    }
}

fn change(minute: i64, everywhere: bool, edit: SpeakerEdit) -> SpeakerChange {
    let at = NOW.plus(minute * 60_000);
    SpeakerChange {
        id: SpeakerChangeId::new(at, rng()),
        everywhere,
        by: UserId::new(NOW, rng()),
        at,
        edit,
        withdrawn: None,
    }
}

pub async fn speakers_come_back_and_the_search_hears_who_speaks(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut ids = Vec::new();
    for minute in 0..2 {
        let mut new = call(minute, &[]);
        for (text, name) in [("first words", "spk_0"), ("second words", "spk_1")] {
            let mut said = turn(Side::Other, Some(0), text);
            said.speaker = Some(name.to_owned());
            new.turns.push(said);
        }
        ids.push(add(&*store, new).await);
    }
    let (zero, ivy) = (voice(Side::Other, "spk_0"), voice(Side::Agent, "Ivy"));
    assert_eq!(store.calls_with_voice(&zero).await.unwrap(), 2);
    assert_eq!(store.calls_with_voice(&ivy).await.unwrap(), 0);
    let nobody = Voice {
        speaker: None,
        ..zero.clone()
    };
    assert_eq!(store.calls_with_voice(&nobody).await.unwrap(), 0);

    let desk = voice(Side::Other, "Front desk");
    let all = change(
        1,
        true,
        SpeakerEdit::Rename {
            voice: zero,
            to: desk.clone(),
        },
    );
    let one = change(
        2,
        false,
        SpeakerEdit::Rename {
            voice: desk,
            to: ivy,
        },
    );
    for (call_id, change) in [(Some(ids[0]), one.clone()), (None, all.clone())] {
        let change = OverlayChange::ChangeSpeakers { call_id, change };
        put(&*store, change).await.unwrap();
    }
    bench.reopen().await;
    let store = bench.store();
    let kept = store.speaker_changes(ids[0]).await.unwrap();
    assert_eq!(kept, [all.clone(), one.clone()]);
    assert_eq!(
        store.speaker_changes(ids[1]).await.unwrap(),
        std::slice::from_ref(&all)
    );
    let agent = Some(SpeakerSide::Agent);
    let spoken = (Side::Agent, "[first] words".to_owned());
    assert_eq!(found(&*store, "first", agent).await, [spoken]);
    assert_eq!(found(&*store, "first", None).await.len(), 2);

    // A corrected turn stays the agent's, and the agent's stays corrected.
    let correction = correction(0, 3, &[], "furnace words");
    let correct = OverlayChange::Correct {
        call_id: ids[0],
        correction,
    };
    put(&*store, correct).await.unwrap();
    assert_eq!(found(&*store, "furnace", agent).await.len(), 1);
    let back = |id: SpeakerChangeId| OverlayChange::WithdrawSpeakers {
        id,
        withdrawal: withdrawal(),
    };
    put(&*store, back(all.id)).await.unwrap();
    assert_eq!(found(&*store, "furnace", agent).await, []);
    assert_eq!(found(&*store, "furnace", None).await.len(), 1);
    let again = put(&*store, back(all.id)).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::Conflict);
    put(&*store, back(one.id)).await.unwrap();
    let unknown = back(SpeakerChangeId::new(NOW, rng()));
    assert_eq!(
        put(&*store, unknown).await.unwrap_err().code,
        ErrorCode::NotFound
    );
}

pub async fn talk_times_and_trackers_go_by_what_stands(bench: &mut impl StoreBench) {
    let store = bench.store();
    let mut new = call(0, &[]);
    for (from, text) in [(0, "a tree friend"), (2_000, "gladly")] {
        let mut said = turn(Side::Caller, Some(from), text);
        said.end_ms = Some(from + 1_500);
        said.speaker = Some(format!("spk_{from}"));
        new.turns.push(said);
    }
    let call_id = add(&*store, new).await;
    let untouched = add(&*store, call(1, &["as it came"])).await;
    let correct = OverlayChange::Correct {
        call_id,
        correction: correction(0, 1, &[], "a refund"),
    };
    put(&*store, correct).await.unwrap();
    let edit = SpeakerEdit::Move {
        turns: vec![1],
        to: voice(Side::Agent, "Ivy"),
    };
    let moved = change(2, false, edit);
    let id = moved.id;
    let move_one = OverlayChange::ChangeSpeakers {
        call_id: Some(call_id),
        change: moved,
    };
    put(&*store, move_one).await.unwrap();
    bench.reopen().await;
    let store = bench.store();
    let talk = async |store: &dyn Store| {
        let row = store.call(call_id).await.unwrap().unwrap().row;
        (row.caller_talk_ms, row.agent_talk_ms)
    };
    assert_eq!(talk(&*store).await, (1_500, 1_500));
    let both = store.turns_of(&[call_id, untouched]).await.unwrap();
    let stands = |id: CallId| both.iter().find(|(of, _)| *of == id).unwrap().1.clone();
    let told: Vec<_> = stands(call_id)
        .into_iter()
        .map(|t| (t.side, t.text))
        .collect();
    let expected = [
        (Side::Caller, "a refund".to_owned()),
        (Side::Agent, "gladly".to_owned()),
    ];
    assert_eq!(told, expected);
    assert_eq!(stands(untouched)[0].text, "as it came");
    // The import is as it was, and so is the rest once it is taken back.
    assert_eq!(store.turns(call_id).await.unwrap()[1].side, Side::Caller);
    let back = OverlayChange::WithdrawSpeakers {
        id,
        withdrawal: withdrawal(),
    };
    put(&*store, back).await.unwrap();
    assert_eq!(talk(&*store).await, (3_000, 0));
}
