//! Whose key opens what of a call.

use std::sync::Arc;

use parley_app::calls::{MediaKind, MediaRecord};
use parley_app::live::{LiveLog, LiveStream};
use parley_app::ports::{LiveVault as _, LogRecord, MediaVault as _, NewMedia, Store as _};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{MediaId, PersonId};
use parley_store::vault::SealedVault;

use crate::fixture::{Fixture, NOW, adding, rng};

/// A leg and a log, both with something in them.
fn keep(
    vault: &SealedVault,
    stream: LiveStream,
    person_id: Option<PersonId>,
) -> (MediaRecord, LiveLog) {
    let new = NewMedia {
        id: MediaId::new(NOW, &rng()),
        kind: MediaKind::Recording,
        person_id,
        file_name: None,
        derived_from: None,
    };
    let leg = vault.seal(new, &mut &b"leg"[..]).unwrap();
    let id = MediaId::new(NOW, &rng());
    let log = vault.prepare_log(id, stream, person_id).unwrap();
    vault.begin_log(&log).unwrap().append(b"log").unwrap();
    (leg, log)
}

#[tokio::test]
async fn without_the_callers_key_only_the_agents_side_is_readable() {
    let mut fixture = Fixture::new().await;
    let media = fixture.folder.path().to_path_buf();
    let vault = |fixture: &Fixture| {
        Arc::new(SealedVault::new(
            media.clone(),
            Arc::clone(&fixture.records),
        ))
    };
    let mut call = parley_app::contract::samples::call(&rng(), 0, &[]);
    let person = call.record.person_id;
    let first = vault(&fixture);
    let kept = tokio::task::spawn_blocking(move || {
        let caller = keep(&first, LiveStream::Caller, Some(person));
        [caller, keep(&first, LiveStream::Agent, None)]
    });
    let [caller, agent] = kept.await.unwrap();
    call.media.extend([caller.0.clone(), agent.0.clone()]);
    fixture.records.commit(adding(call)).await.unwrap();
    for destroyed in [false, true] {
        // Keys made in this session are held until it ends.
        fixture.reopen().await;
        let (caller, agent, again) = (caller.clone(), agent.clone(), vault(&fixture));
        let look = tokio::task::spawn_blocking(move || {
            let logs = [&caller.1, &agent.1].map(|log| {
                let records = again.log_records(log).map_err(|e| e.code);
                records.map(|each| each.map(Result::unwrap).collect::<Vec<_>>())
            });
            let legs =
                [&caller.0, &agent.0].map(|leg| again.open(leg).map(|_| ()).map_err(|e| e.code));
            (logs, legs)
        });
        let (logs, legs) = look.await.unwrap();
        let log = Ok(vec![LogRecord::Bytes(b"log".to_vec())]);
        if destroyed {
            assert_eq!(logs, [Err(ErrorCode::MediaMissing), log]);
            assert_eq!(legs, [Err(ErrorCode::MediaMissing), Ok(())]);
        } else {
            assert_eq!(logs, [log.clone(), log]);
            assert_eq!(legs, [Ok(()), Ok(())]);
        }
        sqlx::query("DELETE FROM person_keys WHERE person_id = ?")
            .bind(person.0.as_bytes().as_slice())
            .execute(fixture.records.database().writer_for_tests())
            .await
            .unwrap();
    }
    fixture.records.close().await;
}
