use std::fs;

use parley_app::calls::MediaKind;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::PersonId;

use crate::machine::{
    NOW, adding, create, folder_of, machine, pcm, read_all, refused, rng, seal, telling_call,
    unlock,
};

#[tokio::test]
async fn sealed_before_its_person_is_known_and_read_after_a_restart() {
    let root = tempfile::tempdir().unwrap();
    let workspaces = machine(root.path());
    let (open, _) = create(&workspaces).await;
    let person = PersonId::new(NOW, &rng());
    let clear = pcm(1);
    let leg = seal(
        &open.media,
        MediaKind::Recording,
        Some(person),
        clear.clone(),
    )
    .await;
    let mixed = seal(&open.media, MediaKind::Recording, None, clear.clone()).await;
    assert_eq!(leg.byte_len, clear.len() as u64);
    assert!(open.media.is_present(&leg));
    let mut call = telling_call(0, leg.clone(), person);
    call.media.push(mixed.clone());
    open.store.commit(adding(call)).await.unwrap();
    let orphan = seal(&open.media, MediaKind::Peaks, None, vec![1, 2, 3]).await;
    open.close().await;

    let again = unlock(&workspaces, open.id).await.unwrap();
    for record in [&leg, &mixed] {
        assert_eq!(
            again.store.media(record.id).await.unwrap().as_ref(),
            Some(record)
        );
        assert_eq!(read_all(&*again.media, record).unwrap(), clear);
    }
    assert!(!again.media.is_present(&orphan));
    assert_eq!(
        refused(again.media.open(&orphan)).code,
        ErrorCode::MediaMissing
    );

    let file = folder_of(root.path()).join(format!("media/{}.sealed", leg.id));
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&file, &bytes).unwrap();
    assert_eq!(
        refused(again.media.open(&leg)).code,
        ErrorCode::MediaDamaged
    );
    fs::write(&file, &bytes[..last]).unwrap();
    assert!(!again.media.is_present(&leg));
    fs::remove_file(&file).unwrap();
    assert_eq!(
        refused(again.media.open(&leg)).code,
        ErrorCode::MediaMissing
    );
    again.close().await;
}

#[tokio::test]
async fn presence_is_told_by_length_at_every_chunk_border() {
    let root = tempfile::tempdir().unwrap();
    let (open, _) = create(&machine(root.path())).await;
    for len in [0usize, 1, 65_535, 65_536, 65_537, 131_072, 200_000] {
        let record = seal(&open.media, MediaKind::Peaks, None, vec![7; len]).await;
        assert!(open.media.is_present(&record), "{len}");
        assert_eq!(read_all(&*open.media, &record).unwrap().len(), len);
    }
    open.close().await;
}
