use std::fs;

use parley_app::ports::Store;
use parley_domain::error_code::ErrorCode;
use parley_store::keys::WorkspaceKey;
use parley_store::records::{Database, Records};

use crate::fixture::{Fixture, call, record_keys, rng};

async fn open(store: &Fixture, key: &WorkspaceKey) -> Result<Records, ErrorCode> {
    let path = store.folder.path().join("parley.db");
    let database_key = key.database().unwrap();
    let opened = Records::open(&path, Some(&database_key), record_keys(key)).await;
    opened.map_err(|e| e.code())
}

async fn closed() -> Fixture {
    let store = Fixture::new().await;
    store.add(call(0, &["xylophone refund"])).await;
    store.records.close().await;
    store
}

#[tokio::test]
async fn a_wrong_key_and_damage_are_told_as_damage_and_nothing_changes() {
    let store = closed().await;
    let path = store.folder.path().join("parley.db");
    let whole = fs::read(&path).unwrap();
    let other = WorkspaceKey::random(&rng());
    assert_eq!(
        open(&store, &other).await.unwrap_err(),
        ErrorCode::DatabaseDamaged
    );
    assert_eq!(fs::read(&path).unwrap(), whole);

    let mut broken = whole.clone();
    broken[100] ^= 1;
    for bytes in [broken, whole[..3_000].to_vec(), Vec::new(), vec![0; 50_000]] {
        fs::write(&path, &bytes).unwrap();
        assert_eq!(
            open(&store, &store.key).await.unwrap_err(),
            ErrorCode::DatabaseDamaged
        );
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    fs::remove_file(&path).unwrap();
    assert_eq!(
        open(&store, &store.key).await.unwrap_err(),
        ErrorCode::DatabaseDamaged
    );
    assert!(!path.exists());
}

#[tokio::test]
async fn a_newer_database_is_refused_untouched() {
    let store = Fixture::new().await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (20990101000000, 'add dreams', 1, x'00', 0)",
    )
    .execute(store.records.database().writer_for_tests())
    .await
    .unwrap();
    store.records.close().await;
    let path = store.folder.path().join("parley.db");
    let before = fs::read(&path).unwrap();
    assert_eq!(
        open(&store, &store.key).await.unwrap_err(),
        ErrorCode::WorkspaceNewer
    );
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn the_file_is_noise_and_closing_empties_the_log() {
    let store = closed().await;
    let names: Vec<_> = fs::read_dir(store.folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names, ["parley.db"]);
    let bytes = fs::read(store.folder.path().join("parley.db")).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"));
    for word in ["xylophone", "Lakeside", "Meera", "audit_entries"] {
        assert!(
            !bytes.windows(word.len()).any(|w| w == word.as_bytes()),
            "{word}"
        );
    }
}

#[tokio::test]
async fn the_settings_that_privacy_and_speed_rest_on_are_on() {
    let store = Fixture::new().await;
    let expected = [
        ("cipher_version", "4."),
        ("journal_mode", "wal"),
        ("secure_delete", "1"),
        ("foreign_keys", "1"),
        ("synchronous", "1"),
        ("cache_size", "-65536"),
        ("temp_store", "2"),
    ];
    for (name, value) in expected {
        let sql = sqlx::AssertSqlSafe(format!("PRAGMA {name}"));
        let row = sqlx::query(sql)
            .fetch_one(store.records.database().writer_for_tests())
            .await
            .unwrap();
        let got = sqlx::Row::try_get::<String, _>(&row, 0)
            .or_else(|_| sqlx::Row::try_get::<i64, _>(&row, 0).map(|n| n.to_string()))
            .unwrap();
        assert!(got.starts_with(value), "{name} is {got}");
    }
    store.close().await;
}

#[tokio::test]
async fn a_database_without_our_tables_is_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("parley.db");
    fs::write(&path, b"").unwrap();
    let key = WorkspaceKey::random(&rng());
    let opened = Database::open(&path, Some(&key.database().unwrap())).await;
    assert_eq!(opened.unwrap_err().code(), ErrorCode::DatabaseDamaged);
    assert_eq!(fs::read(&path).unwrap(), b"");
}
