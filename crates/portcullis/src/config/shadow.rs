//! `[shadow]`: what is compared with the decisions from the start on. Its members are the options of `portcullis shadow start`;
//! what they mean is said in `docs/shadow.md`.

use std::path::PathBuf;

use serde::Deserialize;

/// `[shadow]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ShadowSection {
    /// `ARN#NAME=FILE`
    pub(crate) identity_policy: Vec<String>,
    /// `ARN=FILE`
    pub(crate) managed_policy: Vec<String>,
    /// `API[/STAGE]=FILE`
    pub(crate) resource_policy: Vec<String>,
    /// `ID=FILE`
    pub(crate) endpoint_policy: Vec<String>,
    /// A state document, in place of everything.
    pub(crate) candidate: Option<PathBuf>,
}
