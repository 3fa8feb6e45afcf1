//! The closed lists of the core in the words of a file that people read.

use parley_domain::access::Role;
use parley_domain::audit::Purpose;
use parley_domain::call::{Channel, Direction, Outcome, Side};
use parley_domain::export::CaseLanguage;
use parley_domain::scorecard::{ScoreState, ScoreStep};

pub(crate) const fn side(language: CaseLanguage, side: Side) -> &'static str {
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

pub(crate) const fn channel(language: CaseLanguage, channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => one(language, "Phone", "फ़ोन"),
        Channel::Web => one(language, "Web call", "वेब कॉल"),
        Channel::Sms => "SMS",
        Channel::Whatsapp => "WhatsApp",
        Channel::Chat => one(language, "Web chat", "वेब चैट"),
        Channel::Email => one(language, "Email", "ईमेल"),
    }
}

pub(crate) const fn direction(language: CaseLanguage, direction: Direction) -> &'static str {
    match direction {
        Direction::Inbound => one(language, "Incoming", "आई हुई"),
        Direction::Outbound => one(language, "Outgoing", "की हुई"),
        Direction::Unknown => one(language, "Not known", "पता नहीं"),
    }
}

pub(crate) const fn outcome(language: CaseLanguage, outcome: Outcome) -> &'static str {
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

pub(crate) const fn purpose(language: CaseLanguage, purpose: Purpose) -> &'static str {
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

pub(crate) const fn role(language: CaseLanguage, role: Role) -> &'static str {
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

pub(crate) const fn score_state(language: CaseLanguage, state: ScoreState) -> &'static str {
    match state {
        ScoreState::Draft => one(language, "Draft", "मसौदा"),
        ScoreState::Submitted => one(language, "Submitted", "जमा"),
        ScoreState::Acknowledged => one(language, "Acknowledged", "स्वीकृत"),
        ScoreState::Disputed => one(language, "Disputed", "आपत्ति में"),
        ScoreState::Resolved => one(language, "Resolved", "फ़ैसला हुआ"),
    }
}

pub(crate) const fn score_step(language: CaseLanguage, step: ScoreStep) -> &'static str {
    match step {
        ScoreStep::Submit => one(language, "Submitted", "जमा किया"),
        ScoreStep::Acknowledge => one(language, "Acknowledged", "स्वीकार किया"),
        ScoreStep::Dispute => one(language, "Disputed", "आपत्ति की"),
        ScoreStep::Uphold => one(language, "Upheld", "कायम रखा"),
        ScoreStep::Change => one(language, "Answers changed", "जवाब बदले"),
    }
}
