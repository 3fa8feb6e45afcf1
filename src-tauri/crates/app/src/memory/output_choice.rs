//! A machine that remembers which sound device was chosen, while it is on.

use std::sync::Mutex;

use super::held;
use crate::error::AppResult;
use crate::ports::{OutputChoice, OutputDevice};

/// See the module.
#[derive(Debug, Default)]
pub struct KeptOutput(Mutex<Option<OutputDevice>>);

impl OutputChoice for KeptOutput {
    fn chosen(&self) -> AppResult<Option<OutputDevice>> {
        Ok(held(&self.0).clone())
    }

    fn keep(&self, chosen: Option<&OutputDevice>) -> AppResult<()> {
        *held(&self.0) = chosen.cloned();
        Ok(())
    }
}
