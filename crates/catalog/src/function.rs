//! The records of Lambda: functions, their published versions and aliases, their code. Running them is not done here.
//! The code stands in records of its own, which no snapshot holds: it is large, and decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{AccountId, Record, Sealed, identity::Tags};

/// A function: what holds for all of its versions, and the version that is still changed.
#[derive(Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Lambda's")]
pub struct Function {
    pub account: AccountId,
    pub name: String,
    pub latest: FunctionVersion,
    /// The number that the next published version gets; one that was used is not used again.
    pub next_version: u64,
    pub reserved_concurrent_executions: Option<u32>,
    /// The resource policies, by version or alias; that of the function itself by the empty text.
    pub policies: BTreeMap<String, FunctionPolicy>,
    pub tags: Tags,
}

/// The settings and the code of one version.
#[derive(Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Lambda's")]
pub struct FunctionVersion {
    pub description: String,
    pub runtime: String,
    pub handler: String,
    /// An ARN.
    pub role: String,
    /// Seconds.
    pub timeout: u32,
    /// MB.
    pub memory_size: u32,
    pub ephemeral_storage: u32,
    pub architecture: String,
    pub vpc: Option<FunctionVpc>,
    /// The environment variables as a JSON object, sealed for the key of the version: they often hold secrets.
    pub environment: Option<Sealed>,
    pub dead_letter_target: Option<String>,
    pub tracing_mode: String,
    pub kms_key_arn: Option<String>,
    /// `PublishedVersions` rather than `None`.
    pub snap_start: bool,
    pub logging: FunctionLogging,
    /// SHA-256 of the archive, in base64.
    pub code_sha256: String,
    /// Bytes of the archive.
    pub code_size: u64,
    /// Unix milliseconds.
    pub last_modified: i64,
    pub revision_id: String,
}

/// Where in a VPC a function runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Lambda's")]
pub struct FunctionVpc {
    pub vpc: String,
    pub subnets: BTreeSet<String>,
    pub security_groups: BTreeSet<String>,
}

/// How a function logs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Lambda's")]
pub struct FunctionLogging {
    /// `Text` or `JSON`.
    pub format: String,
    pub application_level: Option<String>,
    pub system_level: Option<String>,
    pub log_group: String,
}

/// The resource policy of a function, a version or an alias, statement by statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Lambda's")]
pub struct FunctionPolicy {
    /// Sid and the statement's JSON, in the order of their making.
    pub statements: Vec<(String, String)>,
    /// The principals as unique ids, ARN to id, fixed when the statement was added.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub principal_ids: BTreeMap<String, String>,
    pub revision_id: String,
}

/// A version that was published, which does not change.
#[derive(Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Lambda's")]
pub struct PublishedVersion {
    pub account: AccountId,
    pub function: String,
    pub number: u64,
    pub version: FunctionVersion,
}

/// A name for one version, or for two by weight.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Lambda's")]
pub struct FunctionAlias {
    pub account: AccountId,
    pub function: String,
    pub name: String,
    /// A number, or `$LATEST`.
    pub version: String,
    /// A second version, and the share of calls that it gets: 0 to 1.
    pub additional: Option<(String, f64)>,
    pub description: String,
    pub revision_id: String,
}

/// A part of an archive that one or more versions of a function have as their code.
#[derive(Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Lambda's")]
pub struct FunctionCode {
    pub account: AccountId,
    pub function: String,
    /// Of the whole archive; in hexadecimal, which keys can hold.
    pub sha256: String,
    /// Which part it is, from 0.
    pub part: u32,
    /// The bytes of the part, in base64.
    pub zip: String,
}

impl Function {
    /// The key of a function: names are unique in an account.
    pub fn key_of(account: AccountId, name: &str) -> String {
        format!("function/{account}/{name}")
    }

    /// `arn:aws:lambda:R:A:function:NAME`
    pub fn arn(&self, region: &str) -> String {
        format!(
            "arn:aws:lambda:{region}:{}:function:{}",
            self.account, self.name
        )
    }
}

impl PublishedVersion {
    /// The key of a version, below its function. Padded, so that keys sort as numbers do.
    pub fn key_of(account: AccountId, function: &str, number: u64) -> String {
        format!("function-version/{account}/{function}/{number:020}")
    }
}

impl FunctionAlias {
    /// The key of an alias, below its function.
    pub fn key_of(account: AccountId, function: &str, name: &str) -> String {
        format!("function-alias/{account}/{function}/{name}")
    }
}

impl FunctionCode {
    /// The bytes of each part but the last, before they are encoded: what fits into one value of any store.
    pub const PART_BYTES: u32 = 8 << 20;

    /// The key of a part of an archive, below its function.
    pub fn key_of(account: AccountId, function: &str, sha256: &str, part: u32) -> String {
        format!("function-code/{account}/{function}/{sha256}/{part:04}")
    }

    /// How many parts an archive of this size has.
    pub fn parts(size: u64) -> u32 {
        u32::try_from(size.div_ceil(Self::PART_BYTES.into())).unwrap_or(u32::MAX)
    }
}

impl Record for Function {
    const KIND: &'static str = "function";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.name)
    }
}

impl Record for PublishedVersion {
    const KIND: &'static str = "function-version";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.function, self.number)
    }
}

impl Record for FunctionAlias {
    const KIND: &'static str = "function-alias";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.function, &self.name)
    }
}

impl Record for FunctionCode {
    const KIND: &'static str = "function-code";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.function, &self.sha256, self.part)
    }
}
