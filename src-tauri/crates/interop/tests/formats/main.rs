//! Every format against its sample files: the figures come from the samples'
//! `expected.json`, so a wrong count fails by file name.

#![cfg(test)]

mod broken;
mod case_file;
mod deeds;
mod leaving;
mod made_up;
mod notes;
mod parley;
mod samples;
mod speech;
mod subtitles;
mod telephony;
mod vcon;
mod week_page;
