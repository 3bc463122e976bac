//! The questions that a running gateway answers beside AWS's own API: traces for whoever may read them, and, for the
//! operator's account alone, the state as a document and the shadow.

use std::sync::Arc;

use portcullis_catalog::{AccountId, Snapshot};
use portcullis_control::state::everything;
use portcullis_control::{Inquiries, InquiryFault};
use portcullis_guard::{Principal, Settings};
use portcullis_store::{MasterKey, Store};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::candidate::Candidate;
use crate::document;
use crate::shadow::Shadow;
use crate::traces::TraceInquiries;

const OPERATIONS: [&str; 5] = [
    "Explain",
    "GetState",
    "StartShadow",
    "GetShadow",
    "StopShadow",
];

/// Answers all of them.
pub(crate) struct Questions {
    pub(crate) traces: TraceInquiries,
    /// The account that may ask about everything.
    pub(crate) operator: Option<AccountId>,
    pub(crate) shadow: Arc<Shadow>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) master_key: Arc<MasterKey>,
    pub(crate) settings: Arc<Settings>,
}

impl Inquiries for Questions {
    fn operations(&self) -> &[&'static str] {
        &OPERATIONS
    }

    fn answer(
        &self,
        operation: &str,
        principal: &Principal,
        world: &Snapshot,
        input: &Value,
    ) -> Result<Value, InquiryFault> {
        if operation == "Explain" {
            return self.traces.answer(operation, principal, world, input);
        }
        if self.operator != Some(principal.identity.account) {
            let message = match self.operator {
                Some(_) => "only the account of the operator may ask this",
                None => "no account is that of the operator: set `explain.operator`",
            };
            return Err(InquiryFault::Denied(message.to_owned()));
        }
        match operation {
            "GetState" => self.state(),
            "StartShadow" => {
                let candidate = input.get("candidate").unwrap_or(&Value::Null);
                let candidate = Candidate::deserialize(candidate)
                    .map_err(|error| InquiryFault::Invalid(error.to_string()))?;
                self.shadow.start(candidate).map_err(InquiryFault::Invalid)
            }
            "GetShadow" => Ok(self.shadow.status()),
            "StopShadow" => Ok(self.shadow.stop()),
            other => Err(InquiryFault::NotFound(format!("`{other}` is not answered"))),
        }
    }
}

impl Questions {
    /// Every record, its secrets sealed, and the settings that decide beside them.
    fn state(&self) -> Result<Value, InquiryFault> {
        let failed = |error: &dyn std::fmt::Display| InquiryFault::NotFound(error.to_string());
        let state = everything(&*self.store).map_err(|error| failed(&error))?;
        let text =
            document::write(&state, &self.master_key, None).map_err(|error| failed(&error))?;
        let document: Value = serde_json::from_slice(&text).map_err(|error| failed(&error))?;
        Ok(json!({
            "document": document,
            "region": self.settings.domain.region,
            "domains": self.settings.domain.suffixes,
            "resourceTags": self.settings.resource_tags,
        }))
    }
}
