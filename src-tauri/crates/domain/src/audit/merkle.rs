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

/// The root over `leaves`, in order. Keeps one hash per level while reading, so
/// a log of any length needs O(log n) memory.
#[must_use]
pub fn root<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Digest {
    // Complete subtrees, largest first, as (size, hash).
    let mut stack: Vec<(u64, Digest)> = Vec::new();
    for leaf in leaves {
        let mut node = (1u64, sha256(&[&[0x00], leaf]));
        while let Some(&(size, left)) = stack.last() {
            if size != node.0 {
                break;
            }
            stack.pop();
            node = (size * 2, sha256(&[&[0x01], &left, &node.1]));
        }
        stack.push(node);
    }
    let Some((_, mut hash)) = stack.pop() else {
        return sha256(&[]);
    };
    while let Some((_, left)) = stack.pop() {
        hash = sha256(&[&[0x01], &left, &hash]);
    }
    hash
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
