//! How much of a call this machine has: what can be worked with offline.

use crate::closed_list::closed_list;

closed_list! {
    /// Without a server every call is kept on the machine that imported it; what can be
    /// missing is a recording whose file was taken away.
    LocalCopy {
        Whole = "whole",
        WithoutRecording = "without_recording",
    }
}

impl LocalCopy {
    /// `recording`: whether the call's recording is there; `None` when it has none.
    #[must_use]
    pub const fn of(recording: Option<bool>) -> Self {
        match recording {
            Some(false) => Self::WithoutRecording,
            Some(true) | None => Self::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_without_sound_is_whole() {
        assert_eq!(LocalCopy::of(None), LocalCopy::Whole);
        assert_eq!(LocalCopy::of(Some(true)), LocalCopy::Whole);
        assert_eq!(LocalCopy::of(Some(false)), LocalCopy::WithoutRecording);
    }
}
