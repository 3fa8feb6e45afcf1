//! Parley.
