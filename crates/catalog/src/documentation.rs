//! The records of an API's documentation: parts, each about one place of the API, and versions,
//! each a copy of all parts as they were. None of it acts on a call.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Record};

/// What is said about one place of an API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct DocumentationPart {
    pub account: AccountId,
    pub api: String,
    pub id: String,
    pub location: DocumentationLocation,
    /// A JSON object, as sent.
    pub properties: String,
}

/// The place that a part is about. Which members a type has is said in API Gateway's API
/// Reference, "DocumentationPartLocation"; those that it has not are `None`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct DocumentationLocation {
    /// `API`, `METHOD`, `RESPONSE_HEADER` and so on.
    pub part_type: String,
    pub path: Option<String>,
    pub method: Option<String>,
    pub status_code: Option<String>,
    pub name: Option<String>,
}

/// All parts of an API as they were when the version was made.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct DocumentationVersion {
    pub account: AccountId,
    pub api: String,
    pub version: String,
    /// Unix seconds.
    pub created: i64,
    pub description: Option<String>,
    pub parts: Vec<DocumentationPart>,
}

impl DocumentationPart {
    /// The key of a documentation part.
    pub fn key_of(account: AccountId, api: &str, id: &str) -> String {
        format!("documentation-part/{account}/{api}/{id}")
    }
}

impl DocumentationVersion {
    /// The key of a documentation version.
    pub fn key_of(account: AccountId, api: &str, version: &str) -> String {
        format!("documentation-version/{account}/{api}/{version}")
    }
}

impl Record for DocumentationPart {
    const KIND: &'static str = "documentation-part";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.api, &self.id)
    }
}

impl Record for DocumentationVersion {
    const KIND: &'static str = "documentation-version";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.api, &self.version)
    }
}
