//! `[explain]`: what is kept of past requests for `portcullis explain`, and how much of it. Who may read it is said in
//! `docs/explain.md`.

use std::time::Duration;

use portcullis_catalog::AccountId;
use serde::Deserialize;

use crate::traces::TraceSettings;

/// `[explain]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ExplainSection {
    /// Whether refused requests are kept.
    refused: bool,
    /// Whether admitted ones are.
    admitted: bool,
    /// The most requests.
    requests: usize,
    /// The most memory, MiB.
    megabytes: usize,
    /// For how long, minutes.
    minutes: u64,
    /// Whether the values of query parameters are kept beside their names.
    query_values: bool,
    /// The account that sees every trace whole.
    operator: Option<AccountId>,
}

impl Default for ExplainSection {
    fn default() -> Self {
        Self {
            refused: true,
            admitted: false,
            requests: 1_000,
            megabytes: 16,
            minutes: 24 * 60,
            query_values: false,
            operator: None,
        }
    }
}

impl ExplainSection {
    pub(crate) fn settings(&self) -> TraceSettings {
        TraceSettings {
            refused: self.refused,
            admitted: self.admitted,
            most: self.requests,
            bytes: self.megabytes.saturating_mul(1024 * 1024),
            age: Duration::from_secs(self.minutes.saturating_mul(60)),
            query_values: self.query_values,
            operator: self.operator,
            layer_header: false,
        }
    }

    /// What is wrong, and what to do.
    pub(super) fn check(
        &self,
        accounts: &[AccountId],
    ) -> Result<(), (&'static str, String, &'static str)> {
        if self.requests > 100_000 {
            return Err((
                "explain.requests",
                format!("`{}` would take long to search", self.requests),
                "give at most 100000; the journal keeps the rest",
            ));
        }
        match self.operator {
            Some(account) if !accounts.contains(&account) => Err((
                "explain.operator",
                format!("`{account}` is none of `accounts`"),
                "name an account of this installation, or leave it out",
            )),
            _ => Ok(()),
        }
    }
}
