//! Amazon's three call documents: Transcribe Call Analytics (the shape Contact
//! Lens uses too), post-call analytics, and the audio insight of Bedrock data
//! automation.

mod audio_insight;
mod call_analytics;
mod post_call;

pub(crate) use audio_insight::AudioInsight;
pub(crate) use call_analytics::CallAnalytics;
pub(crate) use post_call::PostCall;
