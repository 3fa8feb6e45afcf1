//! What the carrier tells of the messages that followed calls. Must not know: what is made
//! of it, or how messages are sent.

use parley_app::messages::keep_receipt;
use parley_domain::message::Receipt;

use super::calls::Reception;
use crate::switchboard::Declined;
use crate::twilio::webhook::MessageUpdate;

impl Reception {
    /// Keeps a last word on a message of ours; anything else is passed over.
    pub(super) async fn message_told(&self, update: &MessageUpdate) -> Result<(), Declined> {
        let ours = update.ours.as_deref().map(str::parse);
        let (Some(Ok(id)), Some(delivery)) = (ours, update.delivery) else {
            return Ok(());
        };
        let workspace = &self.setup.workspace;
        let receipt = Receipt {
            delivery,
            code: update.code,
            carrier_id: update.message.as_str().to_owned(),
            at: workspace.deps.clock.now(),
        };
        let kept = keep_receipt(workspace, id, receipt).await;
        kept.map_err(|error| {
            tracing::error!(code = ?error.code, "what became of a message is not kept");
            Declined::Unavailable
        })
    }
}
