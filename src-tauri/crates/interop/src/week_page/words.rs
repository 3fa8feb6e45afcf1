//! What a week's page says in each of its languages.

use parley_domain::export::CaseLanguage;
use parley_domain::report::Ending;
use parley_domain::review::FlagReason;

/// The words of one language. In braces stands what is put in.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) calls: &'static str,
    pub(super) people: &'static str,
    pub(super) minutes: &'static str,
    pub(super) handling: &'static str,
    pub(super) before: &'static str,
    pub(super) this_week: &'static str,
    pub(super) week_before: &'static str,
    pub(super) endings: &'static str,
    pub(super) days: &'static str,
    pub(super) weekdays: [&'static str; 7],
    pub(super) every_day: &'static str,
    pub(super) busiest: &'static str,
    pub(super) no_busiest: &'static str,
    pub(super) no_days: &'static str,
    pub(super) few_each: &'static str,
    pub(super) open_flags: &'static str,
    pub(super) flags: &'static str,
    pub(super) no_flags: &'static str,
    pub(super) few_flags: &'static str,
    pub(super) oldest: &'static str,
    pub(super) few: &'static str,
    pub(super) hidden: &'static str,
    pub(super) few_people: &'static str,
    pub(super) no_calls: &'static str,
    pub(super) few_before: &'static str,
    pub(super) none_before: &'static str,
    pub(super) no_change: &'static str,
    pub(super) more_calls: &'static str,
    pub(super) fewer_calls: &'static str,
    pub(super) longer: &'static str,
    pub(super) shorter: &'static str,
    pub(super) ending_more: &'static str,
    pub(super) ending_less: &'static str,
    pub(super) channel_more: &'static str,
    pub(super) channel_less: &'static str,
    pub(super) agent_more: &'static str,
    pub(super) agent_less: &'static str,
    pub(super) purpose: &'static str,
    pub(super) zone: &'static str,
    pub(super) entry: &'static str,
    language: CaseLanguage,
}

pub(super) const fn words(language: CaseLanguage) -> &'static Words {
    match language {
        CaseLanguage::En => &ENGLISH,
        CaseLanguage::Hi => &HINDI,
    }
}

impl Words {
    const fn one(&self, english: &'static str, hindi: &'static str) -> &'static str {
        match self.language {
            CaseLanguage::En => english,
            CaseLanguage::Hi => hindi,
        }
    }

    pub(super) const fn ending(&self, ending: Ending) -> &'static str {
        match ending {
            Ending::Booked => self.one("Booked", "बुक हुआ"),
            Ending::Rescheduled => self.one("Rescheduled", "समय बदला"),
            Ending::Cancelled => self.one("Cancelled", "रद्द हुआ"),
            Ending::Answered => self.one("Answered", "जवाब दिया"),
            Ending::Transferred => self.one("Transferred", "किसी को सौंपी"),
            Ending::Missed => self.one("Missed", "छूटीं"),
            Ending::OptedOut => self.one("Opted out", "संदेश बंद करवाए"),
            Ending::Complained => self.one("Complained", "शिकायत की"),
            Ending::AskedToDelete => self.one("Asked to delete", "मिटाने को कहा"),
            Ending::Unknown => self.one("Not known", "पता नहीं"),
        }
    }

    /// As part of a sentence about a share of the calls.
    pub(super) const fn phrase(&self, ending: Ending) -> &'static str {
        match ending {
            Ending::Booked => self.one("ended with a booking", "बुकिंग वाली कॉलें"),
            Ending::Rescheduled => self.one("moved an appointment", "समय बदलने वाली कॉलें"),
            Ending::Cancelled => self.one("cancelled an appointment", "रद्द करने वाली कॉलें"),
            Ending::Answered => self.one("ended with an answer", "जवाब वाली कॉलें"),
            Ending::Transferred => self.one("were handed on to a person", "किसी को सौंपी गई कॉलें"),
            Ending::Missed => self.one("were missed", "छूटी हुई कॉलें"),
            Ending::OptedOut => self.one("ended with an opt-out", "संदेश बंद करवाने वाली कॉलें"),
            Ending::Complained => self.one("brought a complaint", "शिकायत वाली कॉलें"),
            Ending::AskedToDelete => {
                self.one("asked for data to be deleted", "डेटा मिटाने को कहने वाली कॉलें")
            }
            Ending::Unknown => self.one("ended in a way not known", "अनजान नतीजे वाली कॉलें"),
        }
    }

    pub(super) const fn reason(&self, reason: FlagReason) -> &'static str {
        match reason {
            FlagReason::WrongAnswer => self.one("Wrong answer", "ग़लत जवाब"),
            FlagReason::Misunderstood => self.one("Misunderstood", "बात समझी नहीं गई"),
            FlagReason::Tone => self.one("Tone", "लहज़ा"),
            FlagReason::Compliance => self.one("Rules not kept", "नियम नहीं माना गया"),
            FlagReason::Privacy => self.one("Personal data", "निजी जानकारी"),
            FlagReason::Complaint => self.one("Complaint", "शिकायत"),
            FlagReason::FollowUp => self.one("Call back", "वापस कॉल करनी है"),
            FlagReason::GoodExample => self.one("Good example", "अच्छी मिसाल"),
            FlagReason::Tracker => self.one("Found by a tracker", "ट्रैकर को मिला"),
            FlagReason::Other => self.one("Something else", "कुछ और"),
        }
    }
}

static ENGLISH: Words = Words {
    title: "Weekly report",
    calls: "Calls",
    people: "People",
    minutes: "Minutes",
    handling: "Mean length",
    before: "before: {before}",
    this_week: "This week",
    week_before: "Week before",
    endings: "How calls ended",
    days: "Each day",
    weekdays: [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    every_day: "All days",
    busiest: "Busiest hours",
    no_busiest: "No hour had enough people to be shown.",
    no_days: "No day had enough people to be shown.",
    few_each: "Few each: {names}",
    open_flags: "Open flags",
    flags: "{flags} flags on {calls} calls that nobody has reviewed yet.",
    no_flags: "No call waits with a flag.",
    few_flags: "Some, on calls of fewer than five people.",
    oldest: "The oldest was set on {day}.",
    few: "few",
    hidden: "“few”: fewer than five people, or it would tell such a number; nobody can be told from this page.",
    few_people: "Too few people were spoken with in this week to show numbers.",
    no_calls: "There were no calls in this week.",
    few_before: "In the week before too few people were spoken with to compare.",
    none_before: "There were no calls in the week before to compare with.",
    no_change: "Nothing changed by more than chance explains.",
    more_calls: "There were {now} calls, {by} more than in the week before.",
    fewer_calls: "There were {now} calls, {by} fewer than in the week before.",
    longer: "Calls took {now} on average, {by} longer than in the week before.",
    shorter: "Calls took {now} on average, {by} less than in the week before.",
    ending_more: "A larger share of calls {name}: {now}, up from {before}.",
    ending_less: "A smaller share of calls {name}: {now}, down from {before}.",
    channel_more: "A larger share of calls came by {name}: {now}, up from {before}.",
    channel_less: "A smaller share of calls came by {name}: {now}, down from {before}.",
    agent_more: "{name} took a larger share of calls: {now}, up from {before}.",
    agent_less: "{name} took a smaller share of calls: {now}, down from {before}.",
    purpose: "For",
    zone: "Time zone",
    entry: "Entry in the audit log",
    language: CaseLanguage::En,
};

static HINDI: Words = Words {
    title: "हफ़्ते की रिपोर्ट",
    calls: "कॉलें",
    people: "लोग",
    minutes: "मिनट",
    handling: "औसत अवधि",
    before: "पहले: {before}",
    this_week: "इस हफ़्ते",
    week_before: "पिछले हफ़्ते",
    endings: "कॉलों का नतीजा",
    days: "हर दिन",
    weekdays: [
        "सोमवार",
        "मंगलवार",
        "बुधवार",
        "गुरुवार",
        "शुक्रवार",
        "शनिवार",
        "रविवार",
    ],
    every_day: "सब दिन",
    busiest: "सबसे व्यस्त घंटे",
    no_busiest: "किसी घंटे में इतने लोग नहीं थे कि संख्या दिखाई जा सके।",
    no_days: "किसी दिन इतने लोग नहीं थे कि संख्या दिखाई जा सके।",
    few_each: "कम-कम: {names}",
    open_flags: "खुले चिह्न",
    flags: "{calls} कॉलों पर {flags} चिह्न; इनकी समीक्षा अभी बाक़ी है।",
    no_flags: "चिह्न वाली कोई कॉल बाक़ी नहीं है।",
    few_flags: "कुछ हैं, पर पाँच से कम लोगों की कॉलों पर।",
    oldest: "सबसे पुराना {day} को लगा था।",
    few: "कम",
    hidden: "“कम”: पाँच से कम लोग, या ऐसी संख्या का पता चल जाता; इस पन्ने से किसी की पहचान नहीं हो सकती।",
    few_people: "इस हफ़्ते इतने कम लोगों से बात हुई कि संख्याएँ नहीं दिखाई जा सकतीं।",
    no_calls: "इस हफ़्ते कोई कॉल नहीं हुई।",
    few_before: "पिछले हफ़्ते इतने कम लोगों से बात हुई कि तुलना नहीं हो सकती।",
    none_before: "पिछले हफ़्ते कोई कॉल नहीं थी, इसलिए तुलना नहीं हो सकती।",
    no_change: "संयोग से बढ़कर कुछ नहीं बदला।",
    more_calls: "{now} कॉलें हुईं, पिछले हफ़्ते से {by} ज़्यादा।",
    fewer_calls: "{now} कॉलें हुईं, पिछले हफ़्ते से {by} कम।",
    longer: "एक कॉल औसतन {now} चली, पिछले हफ़्ते से {by} ज़्यादा।",
    shorter: "एक कॉल औसतन {now} चली, पिछले हफ़्ते से {by} कम।",
    ending_more: "{name} बढ़ीं: सब कॉलों का {now}, पिछले हफ़्ते {before}।",
    ending_less: "{name} घटीं: सब कॉलों का {now}, पिछले हफ़्ते {before}।",
    channel_more: "{name} का हिस्सा बढ़ा: सब कॉलों का {now}, पिछले हफ़्ते {before}।",
    channel_less: "{name} का हिस्सा घटा: सब कॉलों का {now}, पिछले हफ़्ते {before}।",
    agent_more: "{name} ने ज़्यादा कॉलें सँभालीं: सब कॉलों का {now}, पिछले हफ़्ते {before}।",
    agent_less: "{name} ने कम कॉलें सँभालीं: सब कॉलों का {now}, पिछले हफ़्ते {before}।",
    purpose: "किस लिए",
    zone: "समय क्षेत्र",
    entry: "ऑडिट लॉग की प्रविष्टि",
    language: CaseLanguage::Hi,
};
