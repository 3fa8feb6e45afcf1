//! What each task does. Everything that touches a workspace goes through the
//! command table, so the terminal can do no more than its user may.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use parley_app::desk::Desk;
use parley_app::error::AppError;
use parley_app::ports::LockReason;
use parley_app::workspaces::lock_because;
use parley_ctl::demo;
use parley_domain::audit::SignedCheckpoint;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::uuid_v7;
use parley_ipc::{COMMANDS, WireError, dispatch};
use serde_json::{Value, json};

use crate::args::{Args, Task, WorkspaceTask};
use crate::serve::Serving;
use crate::typed::passphrase;

/// What is printed, and whether the exit code says so too.
#[derive(Debug)]
pub struct Outcome {
    pub json: Value,
    pub good: bool,
}

impl From<Value> for Outcome {
    fn from(json: Value) -> Self {
        Self { json, good: true }
    }
}

/// Runs the task.
///
/// # Errors
/// [`WireError`] as every shell shows it.
pub async fn run(desk: &Desk, args: Args) -> Result<Outcome, WireError> {
    let result = task(desk, args).await;
    let locked = lock_because(desk, LockReason::Demand).await;
    let outcome = result?;
    locked.map_err(|e| WireError::report(desk, "workspace_lock", &e))?;
    Ok(outcome)
}

/// Signs in, and takes calls until the process is told to end.
///
/// # Errors
/// [`WireError`] as every shell shows it.
pub async fn serve(desk: &Desk, args: &Args, serving: &Serving) -> Result<Outcome, WireError> {
    sign_in(desk, args).await?;
    let result = serving.run(desk).await;
    let locked = lock_because(desk, LockReason::Demand).await;
    let outcome = result?;
    locked.map_err(|e| WireError::report(desk, "workspace_lock", &e))?;
    Ok(outcome)
}

async fn task(desk: &Desk, args: Args) -> Result<Outcome, WireError> {
    let wire = |e: AppError| WireError::report(desk, "parleyctl", &e);
    match &args.task {
        Task::Commands => Ok(commands().into()),
        Task::Verify { file: Some(file) } => verify_file(file).map_err(wire),
        Task::Workspace {
            task:
                WorkspaceTask::New {
                    folder,
                    owner,
                    name,
                },
        } => {
            let secret = passphrase(args.passphrase_fd).map_err(wire)?.typed();
            let name = name
                .clone()
                .or_else(|| folder.file_name().map(|n| n.to_string_lossy().into_owned()));
            let input = json!({
                "command_id": fresh_id(desk),
                "path": absolute(folder),
                "name": name,
                "owner_name": owner,
                "passphrase": secret.as_str(),
            });
            Ok(dispatch(desk, "workspace_create", input).await?.into())
        }
        Task::Demo { folder, calls } => {
            let secret = passphrase(args.passphrase_fd).map_err(wire)?;
            let made = demo::make(desk, &absolute(folder), &secret, *calls)
                .await
                .map_err(wire)?;
            Ok(serde_json::to_value(made).unwrap_or_default().into())
        }
        Task::Rpc { command, input } => {
            let input = read_input(input).map_err(wire)?;
            sign_in(desk, &args).await?;
            Ok(dispatch(desk, command, input).await?.into())
        }
        Task::Import {
            paths,
            caller_channel,
        } => {
            sign_in(desk, &args).await?;
            let paths: Vec<PathBuf> = paths.iter().map(|p| absolute(p)).collect();
            let preview = dispatch(desk, "import_preview", json!({ "paths": paths })).await?;
            let input = json!({
                "command_id": fresh_id(desk),
                "import_id": preview["import_id"],
                "caller_channel": caller_channel,
            });
            Ok(dispatch(desk, "import_run", input).await?.into())
        }
        // Answered before there is a desk; see `rule`.
        Task::Rule { .. }
        | Task::Classify
        | Task::RecordingDecision
        | Task::Pii
        | Task::Simulate { .. }
        | Task::Serve(_) => Err(wire(AppError::invalid("task"))),
        Task::Verify { file: None } => {
            sign_in(desk, &args).await?;
            let audit = dispatch(desk, "audit_verify", json!({})).await?;
            let media = dispatch(desk, "media_verify", json!({})).await?;
            let whole = |v: &Value| v["faults"].as_array().is_some_and(Vec::is_empty);
            Ok(Outcome {
                good: whole(&audit) && whole(&media),
                json: json!({ "audit": audit, "media": media }),
            })
        }
    }
}

fn fresh_id(desk: &Desk) -> String {
    uuid_v7(desk.deps.clock.now(), &*desk.deps.rng).to_string()
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

async fn sign_in(desk: &Desk, args: &Args) -> Result<(), WireError> {
    let wire = |e: AppError| WireError::report(desk, "parleyctl", &e);
    let folder = args
        .folder
        .as_deref()
        .ok_or_else(|| wire(AppError::invalid("workspace")))?;
    let input = json!({ "path": absolute(folder) });
    let known = dispatch(desk, "workspace_add", input).await?;
    let people: Vec<&str> = known["people"]
        .as_array()
        .map(|p| p.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let user = match (&args.user, people.as_slice()) {
        (Some(user), _) => user.as_str(),
        (None, [only]) => only,
        (None, _) => return Err(wire(AppError::invalid("user"))),
    };
    let secret = passphrase(args.passphrase_fd).map_err(wire)?.typed();
    let input = json!({
        "workspace_id": known["id"],
        "user_name": user,
        "passphrase": secret.as_str(),
    });
    dispatch(desk, "workspace_unlock", input).await.map(|_| ())
}

fn read_input(text: &str) -> Result<Value, AppError> {
    let mut from_stdin = String::new();
    let text = if text == "-" {
        std::io::stdin()
            .read_to_string(&mut from_stdin)
            .map_err(|e| AppError::because(ErrorCode::FileUnreadable, e))?;
        from_stdin.as_str()
    } else {
        text
    };
    serde_json::from_str(text).map_err(|_| AppError::invalid("input"))
}

fn commands() -> Value {
    COMMANDS
        .iter()
        .map(|row| {
            json!({
                "name": row.name,
                "requires": row.requires,
                "input": (row.input_schema)(),
            })
        })
        .collect()
}

/// Checks an exported checkpoint against the key written in it. Compare that key
/// with the one noted when the first checkpoint was exported.
fn verify_file(path: &Path) -> Result<Outcome, AppError> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| AppError::because(ErrorCode::FileUnreadable, e))?;
    let key = text
        .lines()
        .find_map(|line| line.strip_prefix("key "))
        .and_then(key_bytes)
        .ok_or(AppError::invalid("file"))?;
    let verdict = SignedCheckpoint::parse(&text, &key);
    Ok(Outcome {
        good: verdict.is_ok(),
        json: match verdict {
            Ok(signed) => json!({
                "kind": "checkpoint",
                "signature": "good",
                "origin": signed.checkpoint.origin,
                "size": signed.checkpoint.size,
            }),
            Err(error) => json!({ "kind": "checkpoint", "signature": error.to_string() }),
        },
    })
}

fn key_bytes(hex: &str) -> Option<[u8; 32]> {
    let hex = hex.trim();
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    let mut key = [0u8; 32];
    for (i, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    Some(key)
}
