//! What lies over captured variables is kept whole.

use parley_domain::captured::{CapturedCorrection, CapturedValue};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{CallId, CorrectionId, UserId};
use parley_domain::revision::Withdrawal;

use super::{StoreBench, add, call, rng};
use crate::contract::samples::NOW;
use crate::error::AppResult;
use crate::ports::{Batch, CapturedChange, Change, Committed, Store};

async fn put(store: &dyn Store, change: CapturedChange) -> AppResult<Committed> {
    let batch = Batch {
        changes: vec![Change::Captured(change)],
        ..Batch::default()
    };
    store.commit(batch).await
}

fn correction(minute: i64, made_on: &[CorrectionId], value: &str) -> CapturedCorrection {
    let at = NOW.plus(minute * 60_000);
    CapturedCorrection {
        id: CorrectionId::new(at, rng()),
        variable: 1,
        by: UserId::new(NOW, rng()),
        at,
        made_on: made_on.to_vec(),
        before: CapturedValue {
            value: "मंगल दो बजे".to_owned(),
            said_at_ms: None,
            said_in: None,
        },
        after: CapturedValue {
            value: value.to_owned(),
            said_at_ms: Some(67_000),
            said_in: Some(4),
        },
        reason: None,
        choice_of: None,
        withdrawn: None,
    }
}

pub async fn corrections_of_captured_variables_come_back_whole(bench: &mut impl StoreBench) {
    let store = bench.store();
    let call_id = add(&*store, call(0, &["at three"])).await;
    let other = add(&*store, call(1, &["at three"])).await;
    let first = correction(1, &[], "Tue 15:00 🙏🏽");
    let mut second = correction(2, &[], "Tue 16:00");
    second.reason = Some("she says four".to_owned());
    let mut choice = correction(3, &[first.id, second.id], "Tue 16:00");
    choice.choice_of = Some(second.id);
    for one in [&choice, &first, &second] {
        let change = CapturedChange::Correct {
            call_id,
            correction: Box::new(one.clone()),
        };
        put(&*store, change).await.unwrap();
    }
    let withdrawal = Withdrawal {
        by: UserId::new(NOW, rng()),
        at: NOW.plus(9),
    };
    let back = |call_id: CallId, id: CorrectionId| CapturedChange::Withdraw {
        call_id,
        id,
        withdrawal,
    };
    put(&*store, back(call_id, choice.id)).await.unwrap();
    choice.withdrawn = Some(withdrawal);
    bench.reopen().await;
    let store = bench.store();
    let kept = store.captured_corrections(call_id).await.unwrap();
    assert_eq!(kept, [first.clone(), second, choice.clone()]);
    assert_eq!(store.captured_corrections(other).await.unwrap(), []);

    let code = |done: AppResult<Committed>| done.unwrap_err().code;
    let again = put(&*store, back(call_id, choice.id)).await;
    assert_eq!(code(again), ErrorCode::Conflict);
    let elsewhere = put(&*store, back(other, first.id)).await;
    assert_eq!(code(elsewhere), ErrorCode::NotFound);
    let unknown = CapturedChange::Correct {
        call_id: CallId::new(NOW, rng()),
        correction: Box::new(correction(4, &[], "x")),
    };
    assert_eq!(code(put(&*store, unknown).await), ErrorCode::NotFound);
}
