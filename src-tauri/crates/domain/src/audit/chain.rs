//! The linear chain, and the check that names the entry that was touched.

use ring::digest;
use serde::{Deserialize, Serialize};

use super::Digest;

/// What the first entry is chained to.
pub const GENESIS: Digest = [0u8; 32];

/// One stored entry as the check sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The position it is stored at.
    pub seq: u64,
    /// The leaf's bytes, rebuilt from what is stored.
    pub leaf: Vec<u8>,
    /// The stored hash of the entry before.
    pub prev: Digest,
    /// The stored hash of this entry.
    pub hash: Digest,
}

/// SHA-256 of `0x02 || prev || leaf`. The prefix keeps chain hashes apart from
/// the Merkle tree's leaf (0x00) and node (0x01) hashes.
#[must_use]
pub fn link_hash(prev: &Digest, leaf: &[u8]) -> Digest {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(&[0x02]);
    context.update(prev);
    context.update(leaf);
    let mut out = [0u8; 32];
    out.copy_from_slice(context.finish().as_ref());
    out
}

/// What happened to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// Its content does not give its hash.
    Changed,
    /// Nothing is stored at this position.
    Removed,
    /// It is chained to something else than the entry before it: it was put
    /// there, or stood elsewhere.
    InsertedOrMoved,
    /// The log ends before the signed checkpoint says.
    CutOff,
    /// The entries are consistent with each other but not with the checkpoint.
    Rewritten,
    /// The stored payload does not give the payload hash in the leaf.
    PayloadChanged,
}

/// A fault and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Fault {
    #[ts(as = "f64")]
    pub seq: u64,
    pub kind: FaultKind,
}

/// The result of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub entries: u64,
    pub head: Digest,
    pub faults: Vec<Fault>,
}

/// The check of a chain that is read piece by piece, from the first entry on, in
/// stored order.
#[derive(Debug)]
pub struct ChainCheck {
    expected_seq: u64,
    prev: Digest,
    faults: Vec<Fault>,
}

impl Default for ChainCheck {
    fn default() -> Self {
        Self {
            expected_seq: 0,
            prev: GENESIS,
            faults: Vec::new(),
        }
    }
}

impl ChainCheck {
    /// Looks at the next entry.
    ///
    /// A content hash is compared before the link, so that changing one entry blames
    /// that entry alone and not the one after it as well.
    pub fn look(&mut self, link: &Link) {
        let after_gap = self.expected_seq < link.seq;
        for seq in self.expected_seq..link.seq {
            self.blame(seq, FaultKind::Removed);
        }
        if link_hash(&link.prev, &link.leaf) != link.hash {
            self.blame(link.seq, FaultKind::Changed);
        } else if link.prev != self.prev && !after_gap {
            self.blame(link.seq, FaultKind::InsertedOrMoved);
        }
        self.prev = link.hash;
        self.expected_seq = link.seq + 1;
    }

    fn blame(&mut self, seq: u64, kind: FaultKind) {
        self.faults.push(Fault { seq, kind });
    }

    /// What was found.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        Verdict {
            entries: self.expected_seq,
            head: self.prev,
            faults: self.faults,
        }
    }
}

/// Checks `links`, which come in stored order, from the first entry on.
#[must_use]
pub fn verify<'a>(links: impl IntoIterator<Item = &'a Link>) -> Verdict {
    let mut check = ChainCheck::default();
    links.into_iter().for_each(|link| check.look(link));
    check.verdict()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn leaf(seq: u64, text: &str) -> Vec<u8> {
        format!("seq {seq}\n{text}").into_bytes()
    }

    fn build(texts: &[String]) -> Vec<Link> {
        let mut prev = GENESIS;
        texts
            .iter()
            .zip(0u64..)
            .map(|(text, seq)| {
                let leaf = leaf(seq, text);
                let hash = link_hash(&prev, &leaf);
                let link = Link {
                    seq,
                    leaf,
                    prev,
                    hash,
                };
                prev = hash;
                link
            })
            .collect()
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[a-z]{0,12}", 3..30)
    }

    proptest! {
        #[test]
        fn an_untouched_chain_is_whole(texts in texts()) {
            let links = build(&texts);
            let verdict = verify(&links);
            prop_assert!(verdict.faults.is_empty());
            prop_assert_eq!(verdict.entries, texts.len() as u64);
        }

        #[test]
        fn a_changed_entry_is_named_alone(texts in texts(), at in any::<prop::sample::Index>()) {
            let mut links = build(&texts);
            let at = at.index(links.len());
            links[at].leaf.push(b'!');
            let seq = links[at].seq;
            prop_assert_eq!(verify(&links).faults, vec![Fault { seq, kind: FaultKind::Changed }]);
        }

        #[test]
        fn a_removed_entry_is_named_alone(texts in texts(), at in any::<prop::sample::Index>()) {
            let mut links = build(&texts);
            let at = at.index(links.len() - 1);
            let gone = links.remove(at);
            prop_assert_eq!(
                verify(&links).faults,
                vec![Fault { seq: gone.seq, kind: FaultKind::Removed }]
            );
        }

        #[test]
        fn a_removed_entry_with_the_rest_renumbered_is_found(
            texts in texts(), at in any::<prop::sample::Index>()
        ) {
            let mut links = build(&texts);
            let at = at.index(links.len() - 1);
            links.remove(at);
            for (link, seq) in links.iter_mut().zip(0u64..) {
                link.seq = seq;
            }
            // The position is part of the leaf that is rebuilt from the row.
            for link in &mut links {
                let text = String::from_utf8(link.leaf.clone()).unwrap();
                let body = text.split_once('\n').unwrap().1.to_owned();
                link.leaf = leaf(link.seq, &body);
            }
            prop_assert_eq!(verify(&links).faults[0].seq, at as u64);
        }

        #[test]
        fn an_inserted_entry_is_named(texts in texts(), at in any::<prop::sample::Index>()) {
            let mut links = build(&texts);
            let at = at.index(links.len() - 1) + 1;
            let prev = links[at - 1].prev;
            let seq = links[at].seq;
            let new_leaf = leaf(seq, "forged");
            let forged = Link { seq, hash: link_hash(&prev, &new_leaf), leaf: new_leaf, prev };
            links.insert(at, forged);
            let verdict = verify(&links);
            prop_assert!(verdict.faults.iter().any(|f| f.seq == seq));
        }

        #[test]
        fn two_swapped_entries_are_found(texts in texts(), at in any::<prop::sample::Index>()) {
            let mut links = build(&texts);
            let at = at.index(links.len() - 1);
            let (a, b) = (links[at].clone(), links[at + 1].clone());
            links[at] = Link { seq: a.seq, ..b };
            links[at + 1] = Link { seq: b.seq, ..a };
            let verdict = verify(&links);
            prop_assert!(verdict.faults.iter().any(|f| f.seq == at as u64));
        }
    }
}
