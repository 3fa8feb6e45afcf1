//! The Merkle tree hash of RFC 6962, section 2.1.

use ring::digest;

use super::Digest;

fn sha256(parts: &[&[u8]]) -> Digest {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in parts {
        context.update(part);
    }
    let mut out = [0u8; 32];
    out.copy_from_slice(context.finish().as_ref());
    out
}

/// A growing tree, as the roots of its complete subtrees: one for each bit that is
/// set in its size, largest first. So appending and the root take O(log n), however
/// long the log is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Digest>,
}

impl Frontier {
    /// Puts a leaf at the end.
    pub fn push(&mut self, leaf: &[u8]) {
        let mut node = sha256(&[&[0x00], leaf]);
        // Each subtree as large as what stands behind it closes with this leaf.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.subtrees.pop() {
                node = sha256(&[&[0x01], &left, &node]);
            }
        }
        self.subtrees.push(node);
        self.size += 1;
    }

    /// How many leaves it has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The hash of the whole tree.
    #[must_use]
    pub fn root(&self) -> Digest {
        let mut behind = self.subtrees.iter().rev();
        let Some(&last) = behind.next() else {
            return sha256(&[]);
        };
        behind.fold(last, |hash, left| sha256(&[&[0x01], left, &hash]))
    }

    /// The subtrees' roots, 32 bytes each.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.subtrees.concat()
    }

    /// What [`Self::to_bytes`] gave for a tree of `size` leaves; `None` when it
    /// cannot have been that.
    #[must_use]
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Option<Self> {
        let (subtrees, rest) = bytes.as_chunks::<32>();
        let fits = rest.is_empty() && subtrees.len() == size.count_ones() as usize;
        fits.then(|| Self {
            size,
            subtrees: subtrees.to_vec(),
        })
    }
}

impl<'a> FromIterator<&'a [u8]> for Frontier {
    fn from_iter<I: IntoIterator<Item = &'a [u8]>>(leaves: I) -> Self {
        leaves.into_iter().fold(Self::default(), |mut tree, leaf| {
            tree.push(leaf);
            tree
        })
    }
}

/// The root over `leaves`, in order.
#[must_use]
pub fn root<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Digest {
    leaves.into_iter().collect::<Frontier>().root()
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    /// The recursive definition, word for word.
    fn by_definition(leaves: &[Vec<u8>]) -> Digest {
        match leaves {
            [] => sha256(&[]),
            [one] => sha256(&[&[0x00], one]),
            many => {
                let mut k = 1;
                while k * 2 < many.len() {
                    k *= 2;
                }
                let (left, right) = many.split_at(k);
                sha256(&[&[0x01], &by_definition(left), &by_definition(right)])
            }
        }
    }

    #[test]
    fn equals_the_definition() {
        for n in 0..70u8 {
            let leaves: Vec<Vec<u8>> = (0..n).map(|i| vec![i, n]).collect();
            let streamed = root(leaves.iter().map(Vec::as_slice));
            assert_eq!(streamed, by_definition(&leaves), "{n} leaves");
        }
    }

    #[test]
    fn a_kept_tree_grows_on_as_if_it_had_never_been_put_away() {
        let leaves: Vec<Vec<u8>> = (0..70u8).map(|i| vec![i]).collect();
        let mut tree = Frontier::default();
        for (leaf, n) in leaves.iter().zip(1u64..) {
            tree.push(leaf);
            tree = Frontier::from_bytes(n, &tree.to_bytes()).unwrap();
            assert_eq!(tree.size(), n);
            assert_eq!(
                tree.root(),
                root(leaves.iter().take(tree.size() as usize).map(Vec::as_slice))
            );
        }
        let bytes = tree.to_bytes();
        assert_eq!(Frontier::from_bytes(71, &bytes), None);
        assert_eq!(Frontier::from_bytes(70, &bytes[1..]), None);
    }

    #[test]
    fn equals_the_published_vectors() {
        // Certificate Transparency's reference test data (RFC 6962 reference code).
        let inputs = ["", "00", "10", "2021", "3031", "40414243"];
        let leaves: Vec<Vec<u8>> = inputs
            .iter()
            .map(|h| {
                (0..h.len() / 2)
                    .map(|i| u8::from_str_radix(&h[2 * i..2 * i + 2], 16).unwrap())
                    .collect()
            })
            .collect();
        let of = |n: usize| hex(&root(leaves[..n].iter().map(Vec::as_slice)));
        assert_eq!(
            of(1),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
        assert_eq!(
            of(3),
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
        );
    }
}
