//! The closed lists of a refusal, and in what circumstances words are heard.

use crate::call::Channel;
use crate::closed_list::closed_list;

closed_list! {
    /// A language with phrases of its own; Hindi in both scripts.
    Language {
        En = "en",
        Es = "es",
        Fr = "fr",
        De = "de",
        Hi = "hi",
    }
}

closed_list! {
    /// What words can mean here.
    Intent {
        /// No more calls or messages.
        OptOut = "opt_out",
        /// Calls or messages are welcome again.
        OptIn = "opt_in",
        /// Who are you, how do I stop this.
        Help = "help",
        /// This call is not to be recorded.
        NoRecording = "no_recording",
        /// Whether one speaks with a machine.
        AsksIfRobot = "asks_if_robot",
        /// A person is to take over.
        WantsHuman = "wants_human",
    }
}

closed_list! {
    /// What a text says about being called or written to.
    Answer {
        OptOut = "opt_out",
        OptIn = "opt_in",
        Help = "help",
        None = "none",
        /// A person has to read it.
        Ambiguous = "ambiguous",
    }
}

closed_list! {
    /// What the words name as no longer wanted: a hint, never narrower than the law.
    Scope {
        /// Nothing was named: the channel it came on.
        ThisChannel = "this_channel",
        Calls = "calls",
        Texts = "texts",
        Whatsapp = "whatsapp",
        Email = "email",
        /// Several of them, or everything.
        All = "all",
    }
}

closed_list! {
    /// What stands between the business and the number; YES means something only in one
    /// of the latter two.
    Asked {
        Nothing = "nothing",
        /// Whether it may call or write; the answer is awaited.
        OptIn = "opt_in",
        /// The number has opted out before.
        OptedOut = "opted_out",
    }
}

/// In what circumstances words are heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listening {
    pub channel: Channel,
    /// `None` listens in every language. English is always heard as well: STOP is said
    /// by people who speak no other word of it.
    pub language: Option<Language>,
    pub asked: Asked,
}

impl Listening {
    /// Nothing was asked before.
    #[must_use]
    pub fn on(channel: Channel, language: Option<Language>) -> Self {
        Self {
            channel,
            language,
            asked: Asked::Nothing,
        }
    }

    /// The languages it hears, bits by `Language`.
    pub(super) fn tongues(&self) -> u8 {
        let all = (1 << Language::ALL.len()) - 1;
        let one = |language: Language| 1 << language as u8;
        self.language.map_or(all, one) | one(Language::En)
    }

    /// Spoken, not written.
    pub(super) fn is_speech(&self) -> bool {
        self.channel == Channel::Phone
    }
}
