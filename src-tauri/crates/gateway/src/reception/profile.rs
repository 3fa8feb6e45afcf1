//! An agent as it is set up: a file that people write. Must not know: calls.

use std::path::Path;
use std::sync::Arc;

use parley_domain::recording::Place;
use parley_domain::report::Zone;
use parley_voice::dialogue::Tongue;
use parley_voice::flow::Script;
use parley_voice::simulate::stage::script_of_house;
use serde::{Deserialize, Serialize};

use crate::keep::Prices;
use crate::twilio::phone::Phone;

/// What an agent is, as TOML.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// As callers know it.
    pub business: String,
    /// Why it answers or calls, as the disclosure says it; else the house's.
    #[serde(default)]
    pub purpose: Option<String>,
    /// The agent's own name in the list of calls.
    pub agent: String,
    /// Where the business is: ISO 3166.
    pub place: String,
    /// Its clocks: an IANA zone.
    pub zone: Zone,
    /// `en` or `hi`.
    pub tongue: Tongue,
    /// One of the house's scripts, a file beside this one, or the script itself.
    pub script: String,
    /// The script of calls out, where it is another one.
    #[serde(default)]
    pub calls_out: Option<String>,
    /// Known before any call: what the script names.
    #[serde(default)]
    pub facts: std::collections::BTreeMap<String, String>,
    /// A person's number, for those who ask for one.
    #[serde(default)]
    pub person: Option<String>,
    /// The longest call, seconds.
    #[serde(default = "fifteen_minutes")]
    pub longest_s: u32,
    #[serde(default)]
    pub prices: Option<Prices>,
}

const fn fifteen_minutes() -> u32 {
    900
}

/// An agent that can take calls.
#[derive(Debug, Clone)]
pub struct Agent {
    /// The file it was read from, with its script in it.
    pub text: String,
    pub profile: Profile,
    pub script: Arc<Script>,
    /// Of calls out.
    pub script_out: Arc<Script>,
    pub person: Option<Phone>,
}

/// What is wrong with a profile; said to whoever wrote it.
#[derive(Debug, thiserror::Error)]
pub enum NotAnAgent {
    #[error("the agent's file cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    #[error("the agent's file is not one: {0}")]
    Toml(#[from] toml::de::Error),
    #[error("the agent's file cannot be written: {0}")]
    Text(#[from] toml::ser::Error),
    #[error("`place` is no ISO 3166 code")]
    Place,
    #[error("`person` is no number like +14155550123")]
    Person,
    #[error("`script`: no script of the house, and no file, is called {0}")]
    Script(String),
    #[error("the script has faults:\n{0}")]
    Faults(String),
}

impl Agent {
    /// The agent of a file.
    ///
    /// # Errors
    /// [`NotAnAgent`].
    pub fn read(file: &Path) -> Result<Self, NotAnAgent> {
        let text = std::fs::read_to_string(file)?;
        Self::of(&text, |name| {
            let beside = file.parent().unwrap_or(Path::new(".")).join(name);
            std::fs::read_to_string(beside).ok()
        })
    }

    /// The agent of a text; `file` gives scripts that are not the house's.
    ///
    /// # Errors
    /// [`NotAnAgent`].
    pub fn of(text: &str, file: impl Fn(&str) -> Option<String>) -> Result<Self, NotAnAgent> {
        let mut profile: Profile = toml::from_str(text)?;
        if Place::parse(&profile.place).is_none() {
            return Err(NotAnAgent::Place);
        }
        let person = profile.person.as_deref().map(Phone::new).transpose();
        let person = person.map_err(|_| NotAnAgent::Person)?;
        let script = script(&mut profile.script, &file)?;
        let script_out = match &mut profile.calls_out {
            Some(name) => self::script(name, &file)?,
            None => Arc::clone(&script),
        };
        Ok(Self {
            text: toml::to_string(&profile)?,
            profile,
            script,
            script_out,
            person,
        })
    }
}

/// The script of a name; one that is not the house's takes the name's place.
fn script(
    name: &mut String,
    file: impl Fn(&str) -> Option<String>,
) -> Result<Arc<Script>, NotAnAgent> {
    let house = script_of_house(name);
    let lines = match house {
        Some(lines) => lines.to_owned(),
        None if name.contains('\n') => name.clone(),
        None => file(name).ok_or_else(|| NotAnAgent::Script(name.clone()))?,
    };
    let script = Script::read(&lines).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        NotAnAgent::Faults(faults.join("\n"))
    })?;
    if house.is_none() {
        *name = lines;
    }
    Ok(Arc::new(script))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLINIC: &str = r#"
        business = "Hill Dental"
        agent = "Asha"
        place = "US-OH"
        zone = "America/New_York"
        tongue = "en"
        script = "appointment"
        person = "+14155550123"
    "#;

    #[test]
    fn a_file_is_an_agent_or_says_what_is_wrong() {
        let agent = Agent::of(CLINIC, |_| None).expect("an agent");
        assert_eq!(agent.profile.longest_s, 900);
        let wrong = |from: &str, to: &str| {
            let text = CLINIC.replace(from, to);
            Agent::of(&text, |_| None).expect_err("refused").to_string()
        };
        assert!(wrong("US-OH", "Ohio").contains("place"));
        assert!(wrong("+1415", "1415").contains("person"));
        assert!(wrong("appointment", "none").contains("none"));
        assert!(wrong("America/New_York", "Ohio").contains("zone"));
        assert!(wrong("agent =", "agnet =").contains("agnet"));
        let two = format!("{CLINIC}calls_out = \"reminder\"\n");
        let two = Agent::of(&two, |_| None).expect("an agent");
        assert_eq!(
            (&*two.script.name, &*two.script_out.name),
            ("appointment", "reminder")
        );
        assert!(wrong("person =", "calls_out = \"none\"\nperson =").contains("none"));
        let own = CLINIC.replace("appointment", "mine.toml");
        let faults = Agent::of(&own, |_| Some("name = 1".to_owned()));
        assert!(matches!(faults, Err(NotAnAgent::Faults(_))));
    }
}
