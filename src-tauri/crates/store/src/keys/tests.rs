use parley_domain::ids::{MediaId, PersonId};
use parley_domain::time::UtcMillis;
use proptest::prelude::*;

use super::test_rng::TestRng;
use super::*;

fn hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|i| u8::from_str_radix(text.get(2 * i..2 * i + 2).unwrap(), 16).unwrap())
        .collect()
}

#[test]
fn hkdf_gives_the_published_vector() {
    // RFC 5869, appendix A.1 (first 32 of its 42 bytes) and A.3.
    let okm = hkdf_sha256(
        &[0x0b; 22],
        &hex("000102030405060708090a0b0c"),
        &[&hex("f0f1f2f3f4f5f6f7f8f9")],
    )
    .unwrap();
    let expected = hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    assert_eq!(okm.expose().to_vec(), expected);
    let okm = hkdf_sha256(&[0x0b; 22], &[], &[]).unwrap();
    let expected = hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    assert_eq!(okm.expose().to_vec(), expected);
}

#[test]
fn derived_keys_differ_and_repeat() {
    let key = WorkspaceKey::random(&TestRng::new(1));
    let again = WorkspaceKey::from_secret(key.secret().clone());
    let header = key.header().unwrap();
    let all = [
        *key.database().unwrap().expose(),
        *header.mac.expose(),
        *header.names.expose(),
        key.audit().unwrap().tag(b"", b""),
    ];
    for (i, a) in all.iter().enumerate() {
        assert!(all.iter().skip(i + 1).all(|b| a != b));
    }
    assert_eq!(
        key.database().unwrap().expose(),
        again.database().unwrap().expose()
    );
    let signer = key.checkpoint_signer().unwrap();
    let signature = again.checkpoint_signer().unwrap().sign(b"text");
    assert!(verify_checkpoint_signature(
        &signer.public_key(),
        b"text",
        &signature
    ));
    assert!(!verify_checkpoint_signature(
        &signer.public_key(),
        b"texT",
        &signature
    ));
}

#[test]
fn nothing_secret_is_printed() {
    let rng = TestRng::new(2);
    let key = WorkspaceKey::random(&rng);
    let printed = format!(
        "{key:?} {:?} {:?}",
        PersonKey::random(&rng),
        key.header().unwrap()
    );
    for byte in key.secret().expose() {
        assert!(!printed.contains(&format!("{byte}, ")));
    }
    assert!(printed.contains("Secret32(…)"));
}

#[test]
fn the_salt_cannot_slide_into_the_payload() {
    let audit = WorkspaceKey::random(&TestRng::new(3)).audit().unwrap();
    assert_ne!(audit.tag(b"ab", b"c"), audit.tag(b"a", b"bc"));
}

#[test]
fn a_later_version_and_a_stub_are_told_apart_from_damage() {
    let rng = TestRng::new(4);
    let key = Secret32::random(&rng);
    let mut blob = seal_blob(&key, b"x", b"", b"plain", &rng).unwrap();
    assert_eq!(
        open_blob(&key, b"x", b"", &[]).unwrap_err(),
        KeyError::Malformed
    );
    assert_eq!(
        open_blob(&key, b"x", b"", &blob[..20]).unwrap_err(),
        KeyError::Malformed
    );
    blob[0] = 2;
    assert_eq!(
        open_blob(&key, b"x", b"", &blob).unwrap_err(),
        KeyError::UnknownVersion
    );
}

proptest! {
    #[test]
    fn a_wrapped_key_opens_only_with_its_key_owner_and_bytes(
        seed: u64, byte in 0usize..61, bit in 0u8..8,
    ) {
        let rng = TestRng::new(seed);
        let workspace = WorkspaceKey::random(&rng);
        let media_key = workspace.media().unwrap();
        let stranger = WorkspaceKey::random(&rng).media().unwrap();
        let (ann, bob) = (PersonId::new(UtcMillis(1), &rng), PersonId::new(UtcMillis(1), &rng));
        let (leg, other) = (MediaId::new(UtcMillis(1), &rng), MediaId::new(UtcMillis(1), &rng));
        let person = PersonKey::random(&rng);
        let data = DataKey::random(&rng);

        let wrapped = media_key.wrap_person(ann, &person, &rng).unwrap();
        prop_assert_eq!(wrapped.len(), 61);
        let sealed_leg = person.wrap_data(leg, &data, &rng).unwrap();
        let sealed_mix = media_key.wrap_mixed(leg, &data, &rng).unwrap();

        let opened = media_key.unwrap_person(ann, &wrapped).unwrap();
        prop_assert!(opened.unwrap_data(leg, &sealed_leg).unwrap().secret().same_as(data.secret()));
        prop_assert!(
            media_key.unwrap_mixed(leg, &sealed_mix).unwrap().secret().same_as(data.secret())
        );

        prop_assert!(media_key.unwrap_person(bob, &wrapped).is_err());
        prop_assert!(stranger.unwrap_person(ann, &wrapped).is_err());
        prop_assert!(person.unwrap_data(other, &sealed_leg).is_err());
        prop_assert!(PersonKey::random(&rng).unwrap_data(leg, &sealed_leg).is_err());
        prop_assert!(stranger.unwrap_mixed(leg, &sealed_mix).is_err());
        // A key of one kind never passes for another kind.
        prop_assert!(media_key.unwrap_mixed(MediaId(ann.0), &wrapped).is_err());

        let mut flipped = wrapped.clone();
        flipped[byte] ^= 1 << bit;
        prop_assert!(media_key.unwrap_person(ann, &flipped).is_err());
    }

    #[test]
    fn a_payload_of_any_length_comes_back(seed: u64, plain: Vec<u8>, cut in 1usize..40) {
        let rng = TestRng::new(seed);
        let person = PersonKey::random(&rng);
        let sealed = person.seal_payload(b"entry 1", &plain, &rng).unwrap();
        prop_assert_eq!(person.open_payload(b"entry 1", &sealed).unwrap().to_vec(), plain);
        prop_assert!(person.open_payload(b"entry 2", &sealed).is_err());
        let short = &sealed[..sealed.len().saturating_sub(cut)];
        prop_assert!(person.open_payload(b"entry 1", short).is_err());
    }

    #[test]
    fn anything_may_be_unwrapped_without_a_panic(bytes: Vec<u8>) {
        let key = Secret32::random(&TestRng::new(0));
        prop_assert!(open_blob(&key, b"x", b"y", &bytes).is_err());
    }
}
