//! The terminal's usage.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};
use parley_domain::call::Channel;
use parley_domain::refusal::{Asked, Language};

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
    /// Takes calls: a carrier's webhooks and media streams, until it is told to end.
    /// PARLEY_CARRIER_TOKEN is the account's token, by which the carrier signs.
    Serve(ServeArgs),
    /// Checks the audit chain and the sealed media, or an exported checkpoint.
    Verify { file: Option<PathBuf> },
    /// Plays scenarios on a virtual clock, and tells what held of what they expect; needs
    /// no workspace.
    Simulate {
        /// Scenario files, or folders of them.
        #[arg(required = true, value_name = "SCENARIO")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        sound: SoundArgs,
    },
    /// Applies a rule of law to what is typed or read; needs no workspace.
    Rule {
        #[command(subcommand)]
        task: RuleTask,
    },
    /// JSON lines {text, channel, lang?, context?}: opt-out, opt-in or help.
    Classify,
    /// JSON lines {parties: [{role, region}]}: what recording the call takes.
    RecordingDecision,
    /// JSON lines {turns: [{speaker, text}]}: the numbers that nobody may keep.
    Pii,
}

/// How calls are taken.
#[derive(Debug, ClapArgs)]
pub struct ServeArgs {
    /// Where it listens, in clear: TLS ends before it.
    #[arg(long, value_name = "ADDR")]
    pub listen: std::net::SocketAddr,
    /// How the carrier reaches it: https://host, with a path if there is one.
    #[arg(long, value_name = "URL")]
    pub public_url: String,
    /// The agent, as a TOML file.
    #[arg(long, value_name = "FILE")]
    pub agent: PathBuf,
    /// For calls out: the account's SID at the carrier. Calls are placed by JSON lines
    /// {call, id?, booking?} on standard input; each is answered by a line.
    #[arg(long, value_name = "SID", requires = "number")]
    pub account: Option<String>,
    /// The business's own number, which whoever is called sees.
    #[arg(long, value_name = "NUMBER", requires = "account")]
    pub number: Option<String>,
    /// Where the carrier's API is; in clear only on this machine.
    #[arg(long, value_name = "URL")]
    pub carrier_url: Option<String>,
    /// A recogniser by script, for trying out: JSON lines {text, ms}, one for each time
    /// the caller speaks. Without it callers are understood by keys alone.
    #[arg(long, value_name = "FILE")]
    pub words: Option<PathBuf>,
    /// Calls at the same time; further ones are refused politely.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub calls: usize,
    /// When it is told to end, live calls have so many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub drain: u64,
}

#[derive(Debug, Subcommand)]
pub enum RuleTask {
    /// What recording a call takes: the strictest place of any party. Without parties,
    /// JSON lines {parties, joins?} from standard input.
    Recording {
        /// Who takes part and how it is known where they are; again for each party.
        #[arg(long = "party", value_name = "ROLE:KIND=VALUE,...")]
        parties: Vec<String>,
        /// Somebody who joins the call.
        #[arg(long, value_name = "ROLE:KIND=VALUE,...")]
        joins: Option<String>,
    },
    /// What a text refuses or asks for. Without a text, every line of standard input.
    Refusal {
        text: Option<String>,
        /// The lines are one turn as it grows.
        #[arg(long, conflicts_with = "text")]
        partial: bool,
        #[command(flatten)]
        heard: HeardArgs,
    },
    /// Takes out the numbers that nobody may keep. Without a text, JSON lines
    /// {turns: [{speaker, text}]} from standard input.
    Mask { text: Option<String> },
}

/// How simulated calls sound.
#[derive(Debug, Clone, ClapArgs)]
pub struct SoundArgs {
    /// With sound: the voices are espeak-ng's, and all but the words is heard from it.
    #[arg(long, conflicts_with = "line")]
    pub audio: bool,
    /// With sound, on the bad line that the scenario has.
    #[arg(long)]
    pub line: bool,
    /// The caller's voice: a variant of espeak-ng's.
    #[arg(long, value_name = "VARIANT", default_value = "f3")]
    pub caller: String,
    /// Another call of the same kind: other frames are lost.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Keeps each call there: all that sounded as a WAV file, the caller left, the agent
    /// right, and the call with its recording as an import takes it.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
}

/// In what circumstances a text was heard.
#[derive(Debug, ClapArgs)]
pub struct HeardArgs {
    /// The language; else every one that is known.
    #[arg(long, value_parser = names(Language::ALL, Language::as_str))]
    pub lang: Option<String>,
    #[arg(long, default_value = Channel::Phone.as_str(), value_parser = names(Channel::ALL, Channel::as_str))]
    pub channel: String,
    /// What was asked before.
    #[arg(long, default_value = Asked::Nothing.as_str(), value_parser = names(Asked::ALL, Asked::as_str))]
    pub asked: String,
}

fn names<T: Copy>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> clap::builder::PossibleValuesParser {
    all.iter().map(|one| name(*one)).collect::<Vec<_>>().into()
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
