//! Signing in, recovering, and who may do what with a header.

use parley_domain::ids::{UserId, WorkspaceId};
use parley_domain::time::UtcMillis;

use super::*;
use crate::device_secret::DeviceSecret;
use crate::keys::WorkspaceKey;
use crate::keys::test_rng::TestRng;

pub(super) const CHEAP: KdfParams = KdfParams {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};
pub(super) const T0: UtcMillis = UtcMillis(1_700_000_000_000);

pub(super) struct Case {
    pub folder: tempfile::TempDir,
    pub rng: TestRng,
    pub header: WorkspaceHeader,
    pub key: WorkspaceKey,
    pub code: String,
    pub device: DeviceSecret,
    pub owner: UserId,
}

pub(super) fn case() -> Case {
    let rng = TestRng::new(41);
    let folder = tempfile::tempdir().unwrap();
    let device = DeviceSecret::random(&rng);
    let owner = UserId::new(T0, &rng);
    let new = NewHeader {
        workspace: WorkspaceId::new(T0, &rng),
        workspace_name: "Sunrise Dental",
        owner,
        owner_name: "Zoë Strauß",
        passphrase: "correct horse",
        kdf: CHEAP,
    };
    let (header, key, code) = WorkspaceHeader::create(folder.path(), &new, &device, &rng).unwrap();
    let code = code.to_text().to_string();
    Case {
        folder,
        rng,
        header,
        key,
        code,
        device,
        owner,
    }
}

impl Case {
    pub(super) fn unlock(
        &mut self,
        passphrase: &str,
        at: i64,
    ) -> Result<WorkspaceKey, HeaderError> {
        let device = Some(&self.device);
        self.header
            .unlock(self.owner, passphrase, device, T0.plus(at))
    }
}

fn same(a: &WorkspaceKey, b: &WorkspaceKey) -> bool {
    a.secret().same_as(b.secret())
}

#[test]
fn the_passphrase_and_the_code_give_the_key_and_nothing_else_does() {
    let mut case = case();
    let key = case.unlock("correct horse", 0).unwrap();
    assert!(same(&key, &case.key));
    assert_eq!(
        case.unlock("correct hors", 0).unwrap_err(),
        HeaderError::WrongPassphrase
    );
    let code = case.code.clone();
    let mut header = WorkspaceHeader::read(case.folder.path()).unwrap();
    assert!(same(
        &header.unlock_with_recovery(&code, T0).unwrap(),
        &case.key
    ));
    let other = RecoveryCode::random(&case.rng).to_text();
    let wrong = header.unlock_with_recovery(&other, T0).unwrap_err();
    assert_eq!(wrong, HeaderError::WrongRecoveryCode);
    let typo = header.unlock_with_recovery("ABC", T0).unwrap_err();
    assert!(matches!(typo, HeaderError::RecoveryCodeMistyped(_)));
    assert_eq!(header.pending_attempts().len(), 2);
}

#[test]
fn a_passphrase_does_not_depend_on_how_letters_are_composed() {
    let mut case = case();
    let (owner, device) = (case.owner, case.device.clone());
    case.header
        .set_passphrase(&case.key, owner, "caf\u{e9}", &device, &case.rng)
        .unwrap();
    assert!(case.unlock("cafe\u{301}", 0).is_ok());
}

#[test]
fn the_default_cost_works() {
    let salt = [1u8; 16];
    let a = KdfParams::default().stretch("x", &salt).unwrap();
    assert_ne!(*a, *KdfParams::default().stretch("y", &salt).unwrap());
    let huge = KdfParams {
        memory_kib: u32::MAX,
        ..CHEAP
    };
    assert_eq!(
        huge.stretch("x", &salt).unwrap_err(),
        HeaderError::UnusableKdf
    );
    let none = KdfParams {
        memory_kib: 0,
        passes: 0,
        lanes: 0,
    };
    assert_eq!(
        none.stretch("x", &salt).unwrap_err(),
        HeaderError::UnusableKdf
    );
}

#[test]
fn nothing_personal_stands_in_the_file() {
    let case = case();
    let text = std::fs::read_to_string(case.folder.path().join(HEADER_FILE)).unwrap();
    for word in ["Sunrise", "Zoë", "Strau", "correct"] {
        assert!(!text.contains(word), "{word}");
    }
    let names: Vec<_> = std::fs::read_dir(case.folder.path()).unwrap().collect();
    assert_eq!(names.len(), 1);
}

#[test]
fn this_machine_knows_its_people_and_another_knows_only_how_many() {
    let case = case();
    let here = case.header.sign_in_view(Some(&case.device)).unwrap();
    assert_eq!(here.workspace_name.as_deref(), Some("Sunrise Dental"));
    assert_eq!(here.people[0].name, "Zoë Strauß");
    assert_eq!(here.bound_elsewhere, 0);
    for typed in [" zoe\u{308} STRAUSS ", "Zoë Strauß"] {
        assert_eq!(
            case.header.find_user(typed, Some(&case.device)).unwrap(),
            case.owner
        );
    }
    let unknown = case
        .header
        .find_user("Bob", Some(&case.device))
        .unwrap_err();
    assert_eq!(unknown, HeaderError::UnknownUser);

    for device in [None, Some(&DeviceSecret::random(&case.rng))] {
        let there = case.header.sign_in_view(device).unwrap();
        assert_eq!((there.workspace_name, there.bound_elsewhere), (None, 1));
        assert!(there.people.is_empty());
    }
}

#[test]
fn a_moved_folder_is_told_apart_from_a_wrong_passphrase() {
    let mut case = case();
    let owner = case.owner;
    let missing = case
        .header
        .unlock(owner, "correct horse", None, T0)
        .unwrap_err();
    assert_eq!(missing, HeaderError::DeviceSecretMissing);
    let other = DeviceSecret::random(&case.rng);
    let moved = case
        .header
        .unlock(owner, "correct horse", Some(&other), T0)
        .unwrap_err();
    assert_eq!(moved, HeaderError::BoundToOtherDevice);
    let name = case
        .header
        .find_user("Zoë Strauß", Some(&other))
        .unwrap_err();
    assert_eq!(name, HeaderError::BoundToOtherDevice);
    assert!(case.header.pending_attempts().is_empty());
}

#[test]
fn recovery_on_a_new_machine_binds_one_user_and_leaves_the_others() {
    let mut case = case();
    let bob = SignInPerson {
        user: UserId::new(T0, &case.rng),
        name: "Bob".to_owned(),
    };
    case.header
        .add_user(&case.key, &bob, "bob's own", &case.device, &case.rng)
        .unwrap();

    let new_device = DeviceSecret::random(&case.rng);
    let key = case.header.unlock_with_recovery(&case.code, T0).unwrap();
    let user = case.header.find_user_with_key(&key, "zoë strauß").unwrap();
    assert_eq!(user, case.owner);
    case.header
        .set_passphrase(&key, user, "new words", &new_device, &case.rng)
        .unwrap();
    let renewed = case
        .header
        .renew_recovery(&key, &case.rng)
        .unwrap()
        .to_text();

    let view = case.header.sign_in_view(Some(&new_device)).unwrap();
    assert_eq!((view.people.len(), view.bound_elsewhere), (1, 1));
    assert_eq!(view.workspace_name.as_deref(), Some("Sunrise Dental"));
    assert!(
        case.header
            .unlock(user, "new words", Some(&new_device), T0)
            .is_ok()
    );
    assert!(
        case.header
            .unlock(bob.user, "bob's own", Some(&case.device), T0)
            .is_ok()
    );
    let bound = case
        .header
        .unlock(bob.user, "bob's own", Some(&new_device), T0)
        .unwrap_err();
    assert_eq!(bound, HeaderError::BoundToOtherDevice);
    let old = case
        .header
        .unlock_with_recovery(&case.code, T0)
        .unwrap_err();
    assert_eq!(old, HeaderError::WrongRecoveryCode);
    assert!(case.header.unlock_with_recovery(&renewed, T0).is_ok());
}

#[test]
fn users_come_and_go_but_the_last_stays() {
    let mut case = case();
    let bob = SignInPerson {
        user: UserId::new(T0, &case.rng),
        name: "Bob".to_owned(),
    };
    let add = |case: &mut Case, person: &SignInPerson| {
        case.header
            .add_user(&case.key, person, "words", &case.device, &case.rng)
    };
    add(&mut case, &bob).unwrap();
    let twin = SignInPerson {
        user: UserId::new(T0, &case.rng),
        name: " BOB".to_owned(),
    };
    assert_eq!(add(&mut case, &twin).unwrap_err(), HeaderError::UserExists);
    let nobody = SignInPerson {
        name: "  ".to_owned(),
        ..twin
    };
    assert_eq!(
        add(&mut case, &nobody).unwrap_err(),
        HeaderError::UnusableName
    );
    let device = case.device.clone();
    let wrong = case
        .header
        .change_passphrase(bob.user, "x", "y", &device, T0, &case.rng);
    assert_eq!(wrong.unwrap_err(), HeaderError::WrongPassphrase);
    case.header
        .change_passphrase(bob.user, "words", "other", &device, T0, &case.rng)
        .unwrap();
    assert!(
        case.header
            .unlock(bob.user, "other", Some(&device), T0)
            .is_ok()
    );
    let (owner, key) = (case.owner, case.key.clone());
    case.header.remove_user(&key, owner).unwrap();
    assert_eq!(
        case.unlock("correct horse", 0).unwrap_err(),
        HeaderError::UnknownUser
    );
    assert_eq!(
        case.header.remove_user(&key, bob.user).unwrap_err(),
        HeaderError::LastUser
    );
    assert_eq!(
        case.header.remove_user(&key, owner).unwrap_err(),
        HeaderError::UnknownUser
    );
}

#[test]
fn waiting_grows_survives_a_restart_and_ends_with_success() {
    let mut case = case();
    for _ in 0..4 {
        assert_eq!(
            case.unlock("wrong", 0).unwrap_err(),
            HeaderError::WrongPassphrase
        );
    }
    case.header = WorkspaceHeader::read(case.folder.path()).unwrap();
    let wait = |ms| HeaderError::TooManyAttempts { wait_ms: ms };
    assert_eq!(case.unlock("correct horse", 500).unwrap_err(), wait(1500));
    // Refusals are not failures.
    assert_eq!(case.header.pending_attempts().len(), 4);
    assert_eq!(
        case.unlock("wrong", 2000).unwrap_err(),
        HeaderError::WrongPassphrase
    );
    assert_eq!(case.unlock("correct horse", 4000).unwrap_err(), wait(2000));
    assert!(case.unlock("correct horse", 6000).is_ok());
    assert_eq!(
        case.unlock("wrong", 6000).unwrap_err(),
        HeaderError::WrongPassphrase
    );
    assert!(case.unlock("correct horse", 6000).is_ok());
}

#[test]
fn a_clock_set_back_starts_the_wait_again_but_not_for_ever() {
    let mut case = case();
    for _ in 0..5 {
        let _ = case.unlock("wrong", 0);
        let _ = case.unlock("wrong", 10_000);
    }
    let year = -365 * 24 * 3600 * 1000;
    let Err(HeaderError::TooManyAttempts { wait_ms }) = case.unlock("correct horse", year) else {
        panic!("a clock set back must not open the door");
    };
    let again = case.unlock("correct horse", year + 1).unwrap_err();
    assert_eq!(
        again,
        HeaderError::TooManyAttempts {
            wait_ms: wait_ms - 1
        }
    );
    let wait = i64::try_from(wait_ms).unwrap();
    assert!(case.unlock("correct horse", year + wait).is_ok());
}

#[test]
fn pending_failures_stay_until_they_are_written_down() {
    let mut case = case();
    let _ = case.unlock("wrong", 5);
    let _ = case.unlock("wrong", 1);
    case.unlock("correct horse", 9).unwrap();
    let first = case.header.pending_attempts();
    let instants: Vec<i64> = first.iter().map(|a| a.at.0 - T0.0).collect();
    assert_eq!(instants, [1, 5]);
    assert_eq!(first[0].user, Some(case.owner));
    let _ = case.unlock("wrong", 7);
    case.header.clear_pending(&first).unwrap();
    let left = WorkspaceHeader::read(case.folder.path())
        .unwrap()
        .pending_attempts();
    assert_eq!(
        left,
        [FailedAttempt {
            user: Some(case.owner),
            at: T0.plus(7)
        }]
    );
}

#[test]
fn the_checkpoint_is_kept_under_the_mac_and_the_generation_grows() {
    let mut case = case();
    assert_eq!(case.header.checkpoint(&case.key).unwrap(), None);
    let before = case.header.generation();
    let record = CheckpointRecord {
        size: 7,
        root: vec![1; 32],
        signature: vec![2; 64],
        at: T0,
    };
    case.header
        .set_checkpoint(&case.key, record.clone())
        .unwrap();
    let header = WorkspaceHeader::read(case.folder.path()).unwrap();
    assert_eq!(header.checkpoint(&case.key).unwrap(), Some(record));
    assert_eq!(header.generation(), before + 1);
    let stranger = WorkspaceKey::random(&case.rng);
    assert_eq!(
        header.checkpoint(&stranger).unwrap_err(),
        HeaderError::HeaderTampered
    );
    let refused = case
        .header
        .renew_recovery(&stranger, &case.rng)
        .unwrap_err();
    assert_eq!(refused, HeaderError::HeaderTampered);
}
