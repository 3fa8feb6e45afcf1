//! What is sealed.

use std::io::Read as _;
use std::sync::Arc;

use parley_domain::digest;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::MediaId;

use super::{ASHA, NOW, enter, refused, rng, wanted};
use crate::calls::{MediaKind, MediaRecord};
use crate::contract::samples;
use crate::error::AppResult;
use crate::ports::{MediaVault, NewMedia, Workspaces};

/// Off the async threads, as the port asks.
pub(super) async fn with<T: Send + 'static>(
    vault: &Arc<dyn MediaVault>,
    work: impl FnOnce(&dyn MediaVault) -> T + Send + 'static,
) -> T {
    let vault = Arc::clone(vault);
    tokio::task::spawn_blocking(move || work(&*vault))
        .await
        .unwrap()
}

async fn seal(vault: &Arc<dyn MediaVault>, clear: Vec<u8>) -> MediaRecord {
    let new = NewMedia {
        id: MediaId::new(NOW, rng()),
        kind: MediaKind::CallData,
        person_id: None,
        file_name: Some("call.json".to_owned()),
        derived_from: None,
    };
    with(vault, move |v| v.seal(new, &mut clear.as_slice()).unwrap()).await
}

async fn read(vault: &Arc<dyn MediaVault>, record: &MediaRecord) -> AppResult<Vec<u8>> {
    let record = record.clone();
    with(vault, move |v| {
        let mut bytes = Vec::new();
        v.open(&record)?.read_to_end(&mut bytes).unwrap();
        Ok(bytes)
    })
    .await
}

pub async fn sealed_files_come_back_and_strangers_are_swept(workspaces: &dyn Workspaces) {
    let (open, _) = workspaces.create(wanted()).await.unwrap();
    let clear: Vec<u8> = (0..200_000u32).map(|i| (i % 251) as u8).collect();
    let kept = seal(&open.media, clear.clone()).await;
    assert_eq!(kept.byte_len, 200_000);
    assert_eq!(kept.sha256, digest::sha256(&[&clear]));
    assert!(open.media.is_present(&kept));
    let mut call = samples::call(rng(), 0, &[]);
    call.media = vec![kept.clone()];
    call.sources[0].media_id = kept.id;
    let batch = samples::adding(rng(), call);
    open.store.commit(batch).await.unwrap();
    let stranger = seal(&open.media, vec![1, 2, 3]).await;
    assert_eq!(read(&open.media, &stranger).await.unwrap(), [1, 2, 3]);

    let known = open.store.media_ids().await.unwrap();
    let swept = with(&open.media, move |v| v.sweep(&known).unwrap()).await;
    assert_eq!(swept, 1);
    assert!(!open.media.is_present(&stranger));
    let gone = refused(read(&open.media, &stranger).await);
    assert_eq!(gone.code, ErrorCode::MediaMissing);
    open.store.close().await;

    let again = enter(workspaces, open.id, ASHA, NOW).await.unwrap();
    let record = again.store.media(kept.id).await.unwrap().unwrap();
    assert_eq!(read(&again.media, &record).await.unwrap(), clear);
    again.store.close().await;
}
