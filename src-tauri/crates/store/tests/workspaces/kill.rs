//! A process that imports is killed at any moment, again and again: what it was told
//! is kept is kept, the chain is whole, and no file is left that no row names.

use std::io::{BufRead, BufReader};
use std::time::Duration;

use parley_app::calls::{CallFilter, MediaKind};
use parley_app::ports::SearchRequest;
use parley_domain::audit::verify;
use parley_domain::ids::PersonId;
use parley_domain::rng::Rng;
use parley_domain::search::SearchQuery;

use crate::machine::{
    NOW, adding, create, folder_of, machine, read_all, rng, seal, telling_call, unlock,
};
use crate::second_process::{asked, spawn};

const KILLS: usize = 15;

/// Imports without end and says each call once it is kept.
#[tokio::test]
async fn child_that_imports() {
    let Some((root, id)) = asked() else { return };
    let open = unlock(&machine(&root), id).await.unwrap();
    let mut number = i64::from(open.store.call_count(&CallFilter::default()).await.unwrap());
    eprintln!("begin");
    loop {
        let person = PersonId::new(NOW, &rng());
        let clear = number.to_le_bytes().repeat(3_000);
        let media = seal(&open.media, MediaKind::Recording, Some(person), clear).await;
        let call = telling_call(number, media, person);
        let id = call.record.row.id;
        open.store.commit(adding(call)).await.unwrap();
        eprintln!("kept {id}");
        number += 1;
    }
}

fn within(limit: u16) -> Duration {
    let mut bytes = [0u8; 2];
    rng().fill(&mut bytes);
    Duration::from_millis(u64::from(u16::from_le_bytes(bytes) % limit))
}

#[tokio::test]
async fn killed_at_any_moment_nothing_kept_is_lost() {
    let root = tempfile::tempdir().unwrap();
    let workspaces = machine(root.path());
    let (open, _) = create(&workspaces).await;
    let id = open.id;
    open.close().await;
    drop(open);
    let mut kept = Vec::new();
    for _ in 0..KILLS {
        let mut child = spawn("kill::child_that_imports", root.path(), id);
        let mut lines = BufReader::new(child.stderr.take().unwrap())
            .lines()
            .map_while(Result::ok);
        assert!(
            lines.any(|line| line.contains("begin")),
            "the child must open the workspace"
        );
        // Two are kept first, however slow the machine is: then it is killed at work.
        for line in lines
            .by_ref()
            .filter(|line| line.starts_with("kept "))
            .take(2)
        {
            kept.push(line["kept ".len()..].parse().unwrap());
        }
        std::thread::sleep(within(120));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines {
            if let Some(call) = line.strip_prefix("kept ") {
                kept.push(call.parse().unwrap());
            }
        }

        let open = unlock(&workspaces, id).await.unwrap();
        let links = open.store.audit_links(0, u32::MAX).await.unwrap();
        let verdict = verify(links.iter().map(|(link, _)| link));
        assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
        assert!(links.iter().all(|(_, holds)| *holds));
        let count = open.store.call_count(&CallFilter::default()).await.unwrap() as usize;
        assert_eq!(links.len(), count);
        // At most the one in flight of each round was kept without being said.
        assert!(
            count >= kept.len() && count <= kept.len() + KILLS,
            "{count} {}",
            kept.len()
        );
        let media = open.store.media_ids().await.unwrap();
        assert_eq!(media.len(), count);
        let files = std::fs::read_dir(folder_of(root.path()).join("media")).unwrap();
        let sealed = files
            .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy() != ".lock")
            .count();
        assert_eq!(
            sealed, count,
            "no file without a row, no row without a file"
        );
        for id in media.iter().rev().take(3) {
            let record = open.store.media(*id).await.unwrap().unwrap();
            assert_eq!(
                read_all(&*open.media, &record).unwrap().len() as u64,
                record.byte_len
            );
        }
        open.close().await;
    }
    assert!(
        kept.len() > KILLS,
        "the test must have killed imports at work: {}",
        kept.len()
    );
    let open = unlock(&workspaces, id).await.unwrap();
    for call in &kept {
        assert!(open.store.call(*call).await.unwrap().is_some());
        assert_eq!(open.store.turns(*call).await.unwrap().len(), 6);
    }
    let request = SearchRequest {
        query: SearchQuery::parse("बुकिंग", None).unwrap(),
        order: Default::default(),
        filter: CallFilter::default(),
        limit: 200,
        after: None,
    };
    let hits = open.store.search(&request).await.unwrap().hits.len();
    let count = open.store.call_count(&CallFilter::default()).await.unwrap() as usize;
    assert_eq!(hits, (count * 6).min(200));
    open.close().await;
}
