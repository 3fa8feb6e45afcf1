//! What a paper says in each of its languages.

use parley_domain::export::CaseLanguage;

/// The words of one language.
pub(super) struct Words {
    pub(super) tag: &'static str,
    pub(super) title: &'static str,
    pub(super) simulated: &'static str,
    pub(super) details: &'static str,
    pub(super) caller: &'static str,
    pub(super) agent: &'static str,
    pub(super) started: &'static str,
    pub(super) length: &'static str,
    pub(super) channel: &'static str,
    pub(super) direction: &'static str,
    pub(super) outcome: &'static str,
    pub(super) ended: &'static str,
    pub(super) language: &'static str,
    pub(super) tags: &'static str,
    pub(super) call_id: &'static str,
    pub(super) external_id: &'static str,
    pub(super) handed_out: &'static str,
    pub(super) by: &'static str,
    pub(super) from: &'static str,
    pub(super) at: &'static str,
    pub(super) purpose: &'static str,
    pub(super) export_id: &'static str,
    pub(super) summary: &'static str,
    pub(super) captured: &'static str,
    pub(super) imported: &'static str,
    pub(super) disputed: &'static str,
    pub(super) transcript: &'static str,
    pub(super) no_transcript: &'static str,
    pub(super) proof: &'static str,
    pub(super) recording: &'static str,
    pub(super) recording_hash: &'static str,
    pub(super) no_recording: &'static str,
    pub(super) call_hash: &'static str,
    pub(super) call_hash_of: &'static str,
    pub(super) missing: &'static str,
    pub(super) and_more: &'static str,
    page: &'static str,
}

impl Words {
    /// `Page 2 of 7`.
    pub(super) fn page(&self, page: usize, pages: usize) -> String {
        let page = self.page.replace("{page}", &page.to_string());
        page.replace("{pages}", &pages.to_string())
    }
}

pub(super) const fn words(language: CaseLanguage) -> &'static Words {
    match language {
        CaseLanguage::En => &ENGLISH,
        CaseLanguage::Hi => &HINDI,
    }
}

static ENGLISH: Words = Words {
    tag: "en",
    title: "Call record",
    simulated: "Simulated call",
    details: "Details",
    caller: "Caller",
    agent: "Agent",
    started: "Started",
    length: "Length",
    channel: "Channel",
    direction: "Direction",
    outcome: "Outcome",
    ended: "Ended because",
    language: "Language",
    tags: "Tags",
    call_id: "Call",
    external_id: "Call at its source",
    handed_out: "Handed out",
    by: "By",
    from: "From",
    at: "At",
    purpose: "For",
    export_id: "Entry in the audit log",
    summary: "Summary",
    captured: "Captured",
    imported: "imported as",
    disputed: "in dispute",
    transcript: "Transcript",
    no_transcript: "There is no transcript of this call.",
    proof: "Proof",
    recording: "Recording",
    recording_hash: "SHA-256 of the original recording",
    no_recording: "There is no recording of this call.",
    call_hash: "SHA-256 of the call's data and transcript",
    call_hash_of: "It is that of the call's JSON as Parley exports it. Whoever has that file, \
        or the recording, can compare.",
    missing: "\u{fffd} stands for a sign that this file's typefaces do not have. Copied, the \
        text has it. Here they are by their Unicode numbers:",
    and_more: "and more",
    page: "Page {page} of {pages}",
};

static HINDI: Words = Words {
    tag: "hi",
    title: "कॉल का रिकॉर्ड",
    simulated: "बनावटी कॉल",
    details: "विवरण",
    caller: "कॉलर",
    agent: "एजेंट",
    started: "शुरू हुई",
    length: "अवधि",
    channel: "माध्यम",
    direction: "दिशा",
    outcome: "नतीजा",
    ended: "क्यों ख़त्म हुई",
    language: "भाषा",
    tags: "टैग",
    call_id: "कॉल",
    external_id: "कॉल, स्रोत में",
    handed_out: "किसने दी",
    by: "नाम",
    from: "कहाँ से",
    at: "समय",
    purpose: "किस लिए",
    export_id: "ऑडिट लॉग की प्रविष्टि",
    summary: "सार",
    captured: "दर्ज बातें",
    imported: "मूल रूप",
    disputed: "विवाद में",
    transcript: "ट्रांसक्रिप्ट",
    no_transcript: "इस कॉल की ट्रांसक्रिप्ट नहीं है।",
    proof: "प्रमाण",
    recording: "रिकॉर्डिंग",
    recording_hash: "मूल रिकॉर्डिंग का SHA-256",
    no_recording: "इस कॉल की रिकॉर्डिंग नहीं है।",
    call_hash: "कॉल के डेटा और ट्रांसक्रिप्ट का SHA-256",
    call_hash_of: "यह कॉल के उस JSON का है जो Parley एक्सपोर्ट करता है। जिसके पास वह फ़ाइल या \
        रिकॉर्डिंग हो, वह मिलाकर देख सकता है।",
    missing: "जहाँ \u{fffd} है, वहाँ का चिह्न इस फ़ाइल के फ़ॉन्ट में नहीं है; टेक्स्ट कॉपी करने \
        पर वह मिल जाता है। उनके यूनिकोड नंबर:",
    and_more: "और भी",
    page: "पृष्ठ {page} / {pages}",
};
