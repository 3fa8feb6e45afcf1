//! The real Secret Service: gnome-keyring on a private session bus, in a child
//! process so that this one's session is never touched. Skipped, saying so, where
//! the tools are not installed.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use parley_domain::time::UtcMillis;

use super::*;
use crate::keys::test_rng::TestRng;

const ACT: &str = "PARLEY_TEST_KEYRING_ACT";
const HOME: &str = "PARLEY_TEST_KEYRING_HOME";
const UNLOCKED: &str = "printf secret | gnome-keyring-daemon --unlock --components=secrets >&2";
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets >&2";

const NOTHING: &str = "true";
/// A session bus on which nothing starts by itself.
const BARE_BUS: &str = r#"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<auth>EXTERNAL</auth><policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#;

/// Run in the child process only.
#[test]
fn child_uses_the_keyring() {
    let (Ok(act), Ok(home)) = (std::env::var(ACT), std::env::var(HOME)) else {
        return;
    };
    let rng = TestRng::new(31);
    let workspace = WorkspaceId::new(UtcMillis(1), &rng);
    let secret = DeviceSecret::random(&rng);
    let timeouts = KeyringTimeouts {
        call: std::time::Duration::from_secs(10),
        ..KeyringTimeouts::default()
    };
    let file = FileSecrets::new(Path::new(&home).join("device-keys"));
    let store = FallbackSecrets::new(KeyringSecrets::new(timeouts).unwrap(), file);
    let answer = match act.as_str() {
        "put" => store.put(workspace, &secret).map(|()| true),
        "delete" => store.delete(workspace).map(|()| true),
        _ => store.get(workspace).map(|s| s.expose() == secret.expose()),
    };
    eprintln!("answer: {answer:?} {:?}", store.kind());
}

fn installed() -> bool {
    let there = ["dbus-run-session", "gnome-keyring-daemon"]
        .iter()
        .all(|tool| Command::new(tool).arg("--version").output().is_ok());
    if !there {
        eprintln!("skipped: dbus-run-session or gnome-keyring-daemon is not installed");
    }
    there
}

/// What the child answers on a bus of its own, after `before` was run there.
fn answer(home: &Path, before: &str, act: &str) -> String {
    let test = std::env::current_exe().unwrap();
    let script = format!(
        "{before}; exec '{}' --exact device_secret::real_keyring_tests::child_uses_the_keyring --nocapture",
        test.display()
    );
    let mut session = Command::new("dbus-run-session");
    if before == NOTHING {
        let bus = home.join("bus.conf");
        std::fs::write(&bus, BARE_BUS).unwrap();
        session.arg("--config-file").arg(bus);
    }
    session.args(["--", "sh", "-c", &script]);
    said(&child(&mut session, home, act))
}

/// What it said. Into a file: a daemon that the bus started may outlive its bus, and
/// a pipe would not end before it does.
fn child(command: &mut Command, home: &Path, act: &str) -> String {
    let heard = home.join("heard");
    command
        .env("HOME", home)
        .env("XDG_DATA_HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .env("XDG_CACHE_HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("GNOME_KEYRING_CONTROL")
        .env(HOME, home)
        .env(ACT, act)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(&heard).unwrap())
        .status()
        .unwrap();
    String::from_utf8_lossy(&std::fs::read(heard).unwrap()).into_owned()
}

fn said(text: &str) -> String {
    text.lines()
        .find_map(|line| line.split_once("answer: "))
        .map_or_else(
            || panic!("the child said nothing: {text}"),
            |(_, said)| said.to_owned(),
        )
}

#[test]
fn a_real_keyring_keeps_gives_and_forgets_and_locked_is_not_absent() {
    if !installed() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let missing = answer(home, UNLOCKED, "get");
    assert_eq!(missing, "Err(DeviceSecretMissing(NotStored)) Keyring");
    assert_eq!(answer(home, UNLOCKED, "put"), "Ok(true) Keyring");
    assert_eq!(answer(home, UNLOCKED, "get"), "Ok(true) Keyring");
    // Nobody is there to type the password, so the prompt is dismissed.
    for act in ["get", "put"] {
        let locked = answer(home, LOCKED, act);
        assert!(
            locked.contains("KeyringLocked") || locked.contains("KeyringTimeout"),
            "{act}: {locked}"
        );
    }
    assert!(!home.join("device-keys").exists());
    assert_eq!(answer(home, UNLOCKED, "delete"), "Ok(true) Keyring");
    assert_eq!(
        answer(home, UNLOCKED, "get"),
        "Err(DeviceSecretMissing(NotStored)) Keyring"
    );
}

#[test]
fn without_a_secret_service_the_file_is_used() {
    if !installed() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    assert_eq!(answer(home, NOTHING, "put"), "Ok(true) File");
    assert_eq!(answer(home, NOTHING, "get"), "Ok(true) File");
}

#[test]
fn without_a_bus_the_file_is_used_and_nothing_hangs() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let began = std::time::Instant::now();
    let test = std::env::current_exe().unwrap();
    for act in ["put", "get"] {
        let args = [
            "--exact",
            "device_secret::real_keyring_tests::child_uses_the_keyring",
            "--nocapture",
        ];
        let output = child(Command::new(&test).args(args), home, act);
        assert_eq!(said(&output), "Ok(true) File");
    }
    assert!(began.elapsed() < std::time::Duration::from_secs(20));
}
