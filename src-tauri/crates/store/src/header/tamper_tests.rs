//! Headers that are damaged, newer, forged, or written by two at once.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::tests::{CHEAP, Case, T0, case};
use super::*;
use crate::device_secret::DeviceSecret;

fn bytes(case: &Case) -> Vec<u8> {
    std::fs::read(case.folder.path().join(HEADER_FILE)).unwrap()
}

/// Edits the file as somebody without the key would, with a fitting checksum.
fn forge(case: &Case, edit: impl FnOnce(&mut Value)) {
    let mut value: Value = serde_json::from_slice(&bytes(case)).unwrap();
    edit(&mut value);
    value["checksum"] = json!(canonical::checksum(&value).unwrap_or_default());
    std::fs::write(case.folder.path().join(HEADER_FILE), value.to_string()).unwrap();
}

fn read(case: &Case) -> Result<WorkspaceHeader, HeaderError> {
    WorkspaceHeader::read(case.folder.path())
}

#[test]
fn missing_cut_and_existing_are_told_apart() {
    let empty = tempfile::tempdir().unwrap();
    let missing = WorkspaceHeader::read(empty.path()).unwrap_err();
    assert_eq!(missing, HeaderError::HeaderMissing);
    let case = case();
    let whole = bytes(&case);
    std::fs::write(
        case.folder.path().join(HEADER_FILE),
        &whole[..whole.len() / 2],
    )
    .unwrap();
    assert_eq!(read(&case).unwrap_err(), HeaderError::HeaderDamaged);
    let new = NewHeader {
        workspace: case.header.workspace_id(),
        workspace_name: "n",
        owner: case.owner,
        owner_name: "o",
        passphrase: "p",
        kdf: CHEAP,
    };
    // Not even a damaged one is written over.
    let again = WorkspaceHeader::create(case.folder.path(), &new, &case.device, &case.rng);
    assert_eq!(again.unwrap_err(), HeaderError::HeaderExists);
}

#[test]
fn a_newer_or_damaged_file_is_left_as_it_is() {
    let mut case = case();
    forge(&case, |v| v["format"] = json!(2));
    let newer = bytes(&case);
    assert_eq!(read(&case).unwrap_err(), HeaderError::HeaderNewer);
    assert_eq!(
        case.unlock("wrong", 0).unwrap_err(),
        HeaderError::HeaderNewer
    );
    let key = case.key.clone();
    let refused = case.header.renew_recovery(&key, &case.rng).unwrap_err();
    assert_eq!(refused, HeaderError::HeaderNewer);
    assert_eq!(bytes(&case), newer);

    std::fs::write(case.folder.path().join(HEADER_FILE), b"{}").unwrap();
    assert_eq!(
        case.unlock("wrong", 0).unwrap_err(),
        HeaderError::HeaderDamaged
    );
    assert_eq!(bytes(&case), b"{}");
}

#[test]
fn what_somebody_without_the_key_changes_is_noticed_on_unlocking() {
    let edits: [fn(&mut Value); 6] = [
        |v| v["generation"] = json!(9),
        |v| v["kdf"]["passes"] = json!(2),
        |v| v["checkpoint"] = json!({"size": 0, "root": "", "signature": "", "at": 0}),
        |v| v["recovery"] = json!([]),
        |v| v["new_member"] = json!(true),
        |v| v["device_names"] = json!({}),
    ];
    for edit in edits {
        let mut case = case();
        forge(&case, edit);
        let noticed = case.unlock("correct horse", 0).unwrap_err();
        assert_eq!(noticed, HeaderError::HeaderTampered);
    }
}

#[test]
fn unknown_members_are_kept_and_fractions_refused() {
    let mut case = case();
    // As a later version of the same format would write them: under the MAC.
    let key = case.key.clone();
    case.header
        .change(&key, |content| {
            content
                .unknown
                .insert("hint".to_owned(), json!({"b": [1, null], "a": "ä"}));
            content.users[0]
                .unknown
                .insert("colour".to_owned(), json!("red"));
            Ok(())
        })
        .unwrap();
    let _ = case.unlock("wrong", 0);
    let (owner, device) = (case.owner, DeviceSecret::random(&case.rng));
    case.header
        .set_passphrase(&key, owner, "p", &device, &case.rng)
        .unwrap();
    let value: Value = serde_json::from_slice(&bytes(&case)).unwrap();
    assert_eq!(value["hint"], json!({"a": "ä", "b": [1, null]}));
    assert_eq!(value["users"][0]["colour"], json!("red"));
    assert!(case.header.unlock(owner, "p", Some(&device), T0).is_ok());
    forge(&case, |v| v["hint"] = json!(1.5));
    assert_eq!(read(&case).unwrap_err(), HeaderError::HeaderDamaged);
}

#[test]
fn two_processes_do_not_lose_each_others_failures() {
    let mut case = case();
    let mut second = read(&case).unwrap();
    let (owner, device) = (case.owner, case.device.clone());
    assert!(second.unlock(owner, "wrong", Some(&device), T0).is_err());
    assert_eq!(
        case.unlock("wrong", 0).unwrap_err(),
        HeaderError::WrongPassphrase
    );
    assert_eq!(read(&case).unwrap().pending_attempts().len(), 2);
    // A change from a stale view is refused rather than written over.
    let stale = second.content.clone();
    assert_eq!(
        second.replace(stale).unwrap_err(),
        HeaderError::ChangedElsewhere
    );
}

#[test]
fn errors_hold_no_names_and_no_paths() {
    let text = format!(
        "{:?} {}",
        HeaderError::UnknownUser,
        HeaderError::Io(std::io::ErrorKind::NotFound)
    );
    assert!(!text.contains('/'));
}

#[test]
fn no_verdict_without_a_written_count() {
    let mut case = case();
    // A folder where the temporary file would be: nothing can be written.
    std::fs::create_dir(case.folder.path().join("workspace.json.part")).unwrap();
    let verdict = case.unlock("wrong", 0).unwrap_err();
    assert!(matches!(verdict, HeaderError::Io(_)), "{verdict:?}");
    assert!(case.unlock("correct horse", 0).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_changed_byte_is_damage_or_only_spelling(place: prop::sample::Index, to: u8) {
        let case = case();
        let mut changed = bytes(&case);
        let at = place.index(changed.len());
        let before: Value = serde_json::from_slice(&changed).unwrap();
        changed[at] = to;
        match check_header(&changed) {
            // White space may differ; the content may not.
            Ok(_) => prop_assert_eq!(serde_json::from_slice::<Value>(&changed).unwrap(), before),
            Err(error) => prop_assert_eq!(error, HeaderError::HeaderDamaged),
        }
    }

    #[test]
    fn a_normalised_name_stays_as_it_is(name: String) {
        let once = normalised_name(&name);
        prop_assert_eq!(normalised_name(&once), once);
    }

    #[test]
    fn anything_may_be_read(bytes: Vec<u8>) {
        prop_assert!(check_header(&bytes).is_err());
    }
}
