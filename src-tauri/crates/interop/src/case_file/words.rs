//! What a case file says in each of its languages.

use parley_domain::access::Role;
use parley_domain::audit::Purpose;
use parley_domain::call::{Channel, Direction, Outcome, Side};
use parley_domain::export::CaseLanguage;

/// The words of one language.
pub(super) struct Words {
    pub(super) tag: &'static str,
    pub(super) title: &'static str,
    pub(super) transcript: &'static str,
    pub(super) no_transcript: &'static str,
    pub(super) no_recording: &'static str,
    pub(super) converted: &'static str,
    pub(super) details: &'static str,
    pub(super) started: &'static str,
    pub(super) length: &'static str,
    pub(super) channel: &'static str,
    pub(super) direction: &'static str,
    pub(super) outcome: &'static str,
    pub(super) summary: &'static str,
    pub(super) captured: &'static str,
    pub(super) proof: &'static str,
    pub(super) recording_hash: &'static str,
    pub(super) call_hash: &'static str,
    pub(super) call_hash_of: &'static str,
    pub(super) handed_out: &'static str,
    pub(super) by: &'static str,
    pub(super) at: &'static str,
    pub(super) purpose: &'static str,
    pub(super) from: &'static str,
    pub(super) export_id: &'static str,
    pub(super) offline: &'static str,
    pub(super) simulated: &'static str,
}

pub(super) const fn words(language: CaseLanguage) -> &'static Words {
    match language {
        CaseLanguage::En => &ENGLISH,
        CaseLanguage::Hi => &HINDI,
    }
}

static ENGLISH: Words = Words {
    tag: "en",
    title: "Case file",
    transcript: "Transcript",
    no_transcript: "There is no transcript of this call.",
    no_recording: "There is no recording of this call.",
    converted: "Converted to WAV for playing here; the hash is that of the original.",
    details: "Details",
    started: "Started",
    length: "Length",
    channel: "Channel",
    direction: "Direction",
    outcome: "Outcome",
    summary: "Summary",
    captured: "Captured",
    proof: "Proof",
    recording_hash: "SHA-256 of the original recording",
    call_hash: "SHA-256 of the call's data and transcript",
    call_hash_of: "It is that of the JSON inside this file, in the element named call.",
    handed_out: "Handed out",
    by: "By",
    at: "At",
    purpose: "For",
    from: "From",
    export_id: "Entry in the audit log",
    offline: "This file holds all it shows and reaches no network.",
    simulated: "Simulated call",
};

static HINDI: Words = Words {
    tag: "hi",
    title: "केस फ़ाइल",
    transcript: "ट्रांसक्रिप्ट",
    no_transcript: "इस कॉल की ट्रांसक्रिप्ट नहीं है।",
    no_recording: "इस कॉल की रिकॉर्डिंग नहीं है।",
    converted: "यहाँ चलाने के लिए WAV में बदली गई; हैश मूल रिकॉर्डिंग का है।",
    details: "विवरण",
    started: "शुरू हुई",
    length: "अवधि",
    channel: "माध्यम",
    direction: "दिशा",
    outcome: "नतीजा",
    summary: "सार",
    captured: "दर्ज बातें",
    proof: "प्रमाण",
    recording_hash: "मूल रिकॉर्डिंग का SHA-256",
    call_hash: "कॉल के डेटा और ट्रांसक्रिप्ट का SHA-256",
    call_hash_of: "यह इस फ़ाइल के भीतर के JSON का है, जो call नाम के हिस्से में है।",
    handed_out: "किसने दी",
    by: "नाम",
    at: "समय",
    purpose: "किस लिए",
    from: "कहाँ से",
    export_id: "ऑडिट लॉग की प्रविष्टि",
    offline: "जो दिखता है वह सब इसी फ़ाइल में है; यह किसी नेटवर्क से नहीं जुड़ती।",
    simulated: "बनावटी कॉल",
};

pub(super) const fn side(language: CaseLanguage, side: Side) -> &'static str {
    match (language, side) {
        (CaseLanguage::En, Side::Caller) => "Caller",
        (CaseLanguage::En, Side::Agent) => "Agent",
        (CaseLanguage::En, Side::Other) => "Other",
        (CaseLanguage::Hi, Side::Caller) => "कॉलर",
        (CaseLanguage::Hi, Side::Agent) => "एजेंट",
        (CaseLanguage::Hi, Side::Other) => "अन्य",
    }
}

const fn one(language: CaseLanguage, english: &'static str, hindi: &'static str) -> &'static str {
    match language {
        CaseLanguage::En => english,
        CaseLanguage::Hi => hindi,
    }
}

pub(super) const fn channel(language: CaseLanguage, channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => one(language, "Phone", "फ़ोन"),
        Channel::Web => one(language, "Web call", "वेब कॉल"),
        Channel::Sms => "SMS",
        Channel::Whatsapp => "WhatsApp",
        Channel::Chat => one(language, "Web chat", "वेब चैट"),
        Channel::Email => one(language, "Email", "ईमेल"),
    }
}

pub(super) const fn direction(language: CaseLanguage, direction: Direction) -> &'static str {
    match direction {
        Direction::Inbound => one(language, "Incoming", "आई हुई"),
        Direction::Outbound => one(language, "Outgoing", "की हुई"),
        Direction::Unknown => one(language, "Not known", "पता नहीं"),
    }
}

pub(super) const fn outcome(language: CaseLanguage, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Booked => one(language, "Booked", "बुक हुआ"),
        Outcome::Rescheduled => one(language, "Rescheduled", "समय बदला"),
        Outcome::Cancelled => one(language, "Cancelled", "रद्द हुआ"),
        Outcome::Answered => one(language, "Answered", "जवाब दिया"),
        Outcome::Transferred => one(language, "Transferred", "किसी को सौंपी"),
        Outcome::Voicemail => one(language, "Voicemail", "वॉइसमेल"),
        Outcome::OptedOut => one(language, "Opted out", "संदेश बंद करवाए"),
        Outcome::Complained => one(language, "Complained", "शिकायत की"),
        Outcome::AskedToDelete => one(language, "Asked to delete", "मिटाने को कहा"),
        Outcome::NoAnswer => one(language, "No answer", "जवाब नहीं मिला"),
        Outcome::Failed => one(language, "Failed", "विफल"),
        Outcome::Unknown => one(language, "Not known", "पता नहीं"),
    }
}

pub(super) const fn purpose(language: CaseLanguage, purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::QualityReview => one(language, "quality review", "गुणवत्ता समीक्षा"),
        Purpose::DataRequest => one(
            language,
            "the person’s data request",
            "व्यक्ति ने अपना डेटा माँगा",
        ),
        Purpose::Complaint => one(language, "a complaint", "एक शिकायत"),
        Purpose::LegalClaim => one(language, "a legal claim", "कानूनी दावा"),
        Purpose::AuthorityOrder => one(
            language,
            "an order of a court or authority",
            "अदालत या प्राधिकरण का आदेश",
        ),
        Purpose::Administration => one(language, "administration", "प्रशासन"),
        Purpose::Security => one(language, "security", "सुरक्षा"),
    }
}

pub(super) const fn role(language: CaseLanguage, role: Role) -> &'static str {
    match role {
        Role::Owner => one(language, "Owner", "स्वामी"),
        Role::PrivacyOfficer => one(language, "Privacy officer", "निजता अधिकारी"),
        Role::GrievanceOfficer => one(language, "Grievance officer", "शिकायत अधिकारी"),
        Role::QaLead => one(language, "QA lead", "गुणवत्ता प्रमुख"),
        Role::Reviewer => one(language, "Reviewer", "समीक्षक"),
        Role::AgentManager => one(language, "Agent manager", "एजेंट प्रबंधक"),
        Role::Auditor => one(language, "Auditor", "ऑडिटर"),
        Role::SupportGuest => one(language, "Support guest", "सहायता अतिथि"),
    }
}
