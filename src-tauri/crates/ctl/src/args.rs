//! The terminal's usage.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Parley without a window.
#[derive(Debug, Parser)]
#[command(name = "parleyctl", version, about, propagate_version = true)]
pub struct Args {
    /// The workspace's folder.
    #[arg(short = 'w', long = "workspace", value_name = "DIR", global = true)]
    pub folder: Option<PathBuf>,
    /// Who signs in; may be left out where only one person can.
    #[arg(short = 'u', long = "user", value_name = "USER", global = true)]
    pub user: Option<String>,
    /// Reads the passphrase from this file descriptor instead of
    /// PARLEY_PASSPHRASE or a prompt.
    #[arg(long, value_name = "N", global = true)]
    pub passphrase_fd: Option<u32>,
    #[command(subcommand)]
    pub task: Task,
}

#[derive(Debug, Subcommand)]
pub enum Task {
    /// Makes workspaces.
    Workspace {
        #[command(subcommand)]
        task: WorkspaceTask,
    },
    /// Makes a workspace filled with the demo tenant.
    Demo {
        folder: PathBuf,
        /// Adds this many invented calls without sound, to see Parley with many.
        #[arg(long, value_name = "N", default_value_t = 0)]
        calls: u32,
    },
    /// Runs one row of the command table.
    Rpc {
        command: String,
        /// The input as JSON; `-` reads it from standard input.
        #[arg(default_value = "{}")]
        input: String,
    },
    /// The command table, with permissions and JSON schemas.
    Commands,
    /// Imports files and folders, with a report per file.
    Import {
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Which channel the caller is on where the source does not say.
        #[arg(long, value_name = "0|1", value_parser = clap::value_parser!(u8).range(0..=1))]
        caller_channel: Option<u8>,
    },
    /// Checks the audit chain and the sealed media, or an exported checkpoint.
    Verify { file: Option<PathBuf> },
}

#[derive(Debug, Subcommand)]
pub enum WorkspaceTask {
    /// A new, empty workspace.
    New {
        folder: PathBuf,
        /// The first person, who owns it.
        #[arg(long)]
        owner: String,
        /// The workspace's name; else the folder's.
        #[arg(long)]
        name: Option<String>,
    },
}
