//! What waits for a review in the demo: calls that were given to somebody, flags, and
//! comments that ask somebody.

use parley_app::comments::{AddComment, comment_add};
use parley_app::error::AppResult;
use parley_app::review::{AssignCall, FlagCall, call_assign, call_flag};
use parley_domain::comment::CommentOn;
use parley_domain::listening::Span;
use parley_domain::review::FlagReason;
use serde::Deserialize;

use super::hands::Hands;

#[derive(Debug, Deserialize)]
pub(super) struct Waiting {
    assigned: Vec<Assigned>,
    flags: Vec<Flagged>,
    comments: Vec<Comment>,
}

#[derive(Debug, Deserialize)]
struct Assigned {
    /// The file of the call.
    call: String,
    by: String,
    to: String,
}

#[derive(Debug, Deserialize)]
struct Flagged {
    call: String,
    by: String,
    reason: FlagReason,
    turn: u32,
    span: Span,
    note: String,
}

#[derive(Debug, Deserialize)]
struct Comment {
    call: String,
    by: String,
    turn: u32,
    text: String,
}

/// Makes all of `listed`.
pub(super) async fn keep(hands: &Hands<'_>, listed: Waiting) -> AppResult<()> {
    for assigned in listed.assigned {
        let input = AssignCall {
            command_id: hands.command_id(),
            call_id: hands.call(&assigned.call)?,
            user_id: Some(hands.person(&assigned.to)?.id),
        };
        call_assign(hands.workspace, hands.as_person(&assigned.by)?, input).await?;
    }
    for flagged in listed.flags {
        let input = FlagCall {
            command_id: hands.command_id(),
            call_id: hands.call(&flagged.call)?,
            span: Some(flagged.span),
            turn_index: Some(flagged.turn),
            reason: flagged.reason,
            note: Some(flagged.note),
        };
        call_flag(hands.workspace, hands.as_person(&flagged.by)?, input).await?;
    }
    for comment in listed.comments {
        let input = AddComment {
            command_id: hands.command_id(),
            call_id: hands.call(&comment.call)?,
            on: CommentOn::Turn { turn: comment.turn },
            text: comment.text,
            private: false,
        };
        comment_add(hands.workspace, hands.as_person(&comment.by)?, input).await?;
    }
    Ok(())
}
