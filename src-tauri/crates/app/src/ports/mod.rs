//! Ports: what the use cases need from the world, as traits, gathered in
//! [`Deps`]. A shell fills it with adapters, a test with stand-ins.

mod agent_line;
mod audio;
mod call_log;
mod captured;
mod comments;
mod demo;
mod desk;
mod events;
mod floor;
mod live;
mod marks;
mod media;
mod message_carrier;
mod monitor;
mod outbound;
mod outputs;
mod overlay;
mod practice;
mod reports;
mod scorecards;
mod sources;
mod store;
mod trackers;
mod transcripts;
mod views;
mod workspaces;

use std::sync::Arc;

use parley_domain::rng::Rng;
use parley_domain::time::Clock;

pub use agent_line::{AgentLine, AgentLineFault, AgentLineSetup, AgentLineState, NoAgentLine};
pub use audio::{
    MediaStream, PeaksView, PlayableRecording, Player, PlayerError, PlayerPosition, RecordingFacts,
    RecordingReader, RecordingScan, Stretch,
};
pub use call_log::{CallLogReader, LogReplay};
pub use captured::{Captured, CapturedChange};
pub use comments::{CommentChange, Comments, Mention};
pub use demo::{Demo, HowFar};
pub use desk::{DeskChange, DeskRecords, SuppressionCursor};
pub use events::{Event, EventSink, LockReason};
pub use floor::{Floor, LiveCallRow, LiveCallView, LiveEffect, LiveTurn, LiveValue, NoFloor};
pub use live::{LiveCalls, LiveChange, LiveVault, LogAppender, LogRecord, LogRecords};
pub use marks::{MarkChange, Marks};
pub use media::{MediaVault, NewMedia};
pub use message_carrier::{MessageCarrier, NoCarrier, NotCarried};
pub use monitor::{Microphone, MicrophoneLine, Monitor, MonitorLine, TakeSound};
pub use outbound::{CallOut, Dialled, NoOutboundLine, OutboundLine, RingingCallRow};
pub use outputs::{OutputChoice, OutputDevice, Outputs};
pub use overlay::{OverlayChange, Overlays};
pub use practice::{NoPractice, Practice, PracticeCall, PracticeNow, Recorder, Unrecorded};
pub use reports::{ReportWriter, Reports, WeekPage};
pub use scorecards::{ScoreFilter, ScorecardChange, Scorecards};
pub use sources::{NewFile, SourceEntry, SourceFiles, unwritable};
pub use store::{Batch, CallCursor, Change, Committed, Page, SearchPage, SearchRequest, Store};
pub use trackers::{TrackerChange, Trackers};
pub use transcripts::{
    CallDataReader, CallDataWriter, CaseCorrection, CaseFile, CasePage, CaseSound, LeavingCall,
    LeavingOverlay, Paper,
};
pub use views::{ViewChange, Views};
pub use workspaces::{
    DeviceSecretPlace, FailedAttempt, FolderStatus, KnownWorkspace, NewWorkspace, Typed, Unlocked,
    WorkspaceKeys, Workspaces,
};

/// Everything the use cases stand on.
#[derive(Clone)]
pub struct Deps {
    pub clock: Arc<dyn Clock>,
    pub rng: Arc<dyn Rng>,
    pub workspaces: Arc<dyn Workspaces>,
    pub demo: Arc<dyn Demo>,
    pub sources: Arc<dyn SourceFiles>,
    pub call_data: Arc<dyn CallDataReader>,
    pub call_writer: Arc<dyn CallDataWriter>,
    pub report_writer: Arc<dyn ReportWriter>,
    pub recordings: Arc<dyn RecordingReader>,
    pub player: Arc<dyn Player>,
    pub output_choice: Arc<dyn OutputChoice>,
    pub agent_line: Arc<dyn AgentLine>,
    pub outbound_line: Arc<dyn OutboundLine>,
    pub call_logs: Arc<dyn CallLogReader>,
    pub floor: Arc<dyn Floor>,
    pub practice: Arc<dyn Practice>,
    pub events: Arc<dyn EventSink>,
}

impl std::fmt::Debug for Deps {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Deps")
    }
}
