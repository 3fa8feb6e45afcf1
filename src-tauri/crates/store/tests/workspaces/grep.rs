//! Nothing in clear: the whole folder, searched for everything that was put in.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use parley_app::calls::{CallFilter, MediaKind};
use parley_app::live::{LiveCallRecord, LiveCallStart, LiveStream};
use parley_app::ports::{Batch, Change, LiveChange};
use parley_domain::call::{Direction, Party};
use parley_domain::ids::{CallId, MediaId, PersonId};

use crate::machine::{
    NOW, Open, PASSPHRASE, adding, create, folder_of, machine, pcm, rng, seal, telling_call,
};

fn all_bytes(folder: &Path, into: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all_bytes(&path, into);
        } else {
            into.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
}

fn finds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|w| w.eq_ignore_ascii_case(needle))
}

/// A call that runs: its row, and what is in its logs.
async fn running_call(open: &Open) -> Vec<Vec<u8>> {
    let person_id = PersonId::new(NOW, &rng());
    let secrets = ["Thistlewood", "9845098450", "agent-tamarind", "CA-juniper"];
    let party = |name: &str, phone: Option<&str>| Party {
        name: Some(name.to_owned()),
        phone: phone.map(|number| format!("+91{number}")),
        email: None,
    };
    let start = LiveCallStart {
        call_id: CallId::new(NOW, &rng()),
        started_at: NOW,
        direction: Direction::Inbound,
        caller: party(secrets[0], Some(secrets[1])),
        agent: party(secrets[2], None),
        simulated: false,
        external_id: Some(secrets[3].to_owned()),
        language: Some("hi".to_owned()),
    };
    let said = "{\"text\":\"the sandalwood is cancelled\"}"
        .as_bytes()
        .to_vec();
    let (store, vault) = (Arc::clone(&open.store), Arc::clone(&open.media));
    let records = [pcm(7), pcm(8), said];
    let hidden = records.iter().map(|record| record[..24].to_vec());
    let hidden: Vec<_> = hidden
        .chain(secrets.map(|s| s.as_bytes().to_vec()))
        .collect();
    let prepare = Arc::clone(&vault);
    let logs = tokio::task::spawn_blocking(move || {
        let log = |stream| {
            let whose = (stream == LiveStream::Caller).then_some(person_id);
            let id = MediaId::new(NOW, &rng());
            prepare.prepare_log(id, stream, whose).unwrap()
        };
        LiveStream::ALL.map(log).to_vec()
    });
    let logs = logs.await.unwrap();
    let call = LiveCallRecord {
        start,
        person_id,
        logs: logs.clone(),
    };
    let batch = Batch {
        changes: vec![Change::Live(LiveChange::Begin(Box::new(call)))],
        ..Batch::default()
    };
    store.commit(batch).await.unwrap();
    tokio::task::spawn_blocking(move || {
        for (log, record) in logs.iter().zip(records) {
            vault.begin_log(log).unwrap().append(&record).unwrap();
        }
    })
    .await
    .unwrap();
    hidden
}

#[tokio::test]
async fn no_word_number_or_sample_stands_in_clear() {
    let root = tempfile::tempdir().unwrap();
    let (open, code) = create(&machine(root.path())).await;
    let mut secrets: Vec<Vec<u8>> = [
        "xylophone",
        "please cancel",
        "मेरी",
        "marmalade",
        "Quibblethorpe",
        "persimmon",
        "9845012345",
        "meera.iyer",
        "wisteria",
        "external",
        "zeppelin",
        "gazebo",
        "kaleidoscope",
        "asha-and-meera",
        "Lakeside",
        "Asha Rao",
        PASSPHRASE,
        code.as_str(),
        "call_imported",
    ]
    .iter()
    .map(|s| s.as_bytes().to_vec())
    .collect();
    for number in 0..5 {
        let person = PersonId::new(NOW, &rng());
        let clear = pcm(number);
        secrets.push(clear[1_000..1_032].to_vec());
        secrets.push(clear[63_000..63_032].to_vec());
        let media = seal(&open.media, MediaKind::Recording, Some(person), clear).await;
        secrets.push(media.sha256[..16].to_vec());
        open.store
            .commit(adding(telling_call(number, media, person)))
            .await
            .unwrap();
    }
    assert_eq!(
        open.store.call_count(&CallFilter::default()).await.unwrap(),
        5
    );
    secrets.extend(running_call(&open).await);
    // While it is open, the write-ahead log is there as well; then closed.
    for closed in [false, true] {
        if closed {
            open.close().await;
        }
        let mut files = Vec::new();
        all_bytes(&folder_of(root.path()), &mut files);
        all_bytes(&root.path().join("config"), &mut files);
        assert!(files.len() >= 11, "{}", files.len());
        assert!(files.iter().map(|f| f.1.len()).sum::<usize>() > 300_000);
        for (name, bytes) in &files {
            for secret in &secrets {
                // The list of workspaces holds paths, and the folder has the name.
                let listed = name.ends_with("workspaces.json") && secret.starts_with(b"Lake");
                assert!(
                    listed || !finds(bytes, secret),
                    "{:?} in {name}",
                    String::from_utf8_lossy(secret)
                );
            }
        }
    }
}
