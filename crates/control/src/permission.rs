//! What a control call needs: IAM actions on ARNs, in the forms of AWS's Service Authorization
//! Reference. Each operation says it for itself, next to its handler.

use std::collections::BTreeMap;
use std::sync::Arc;

use portcullis_catalog::AccountId;
use portcullis_catalog::identity::{Role, Tags};
use portcullis_catalog::principals::with_unique_ids;
use portcullis_iam::{Arn, ConditionKey, KnownKey, Policy, PolicyType, Value};
use portcullis_wire::Fault;

use crate::tx::Tx;

/// One action on one resource.
#[derive(Clone, Debug)]
pub struct Permission {
    /// Such as `iam:CreateRole`.
    pub action: String,
    /// The ARN, or `*` for an action without a resource type.
    pub resource: String,
    /// The account that owns the resource.
    pub resource_account: AccountId,
    /// The unique id of the role whose trust policy must allow.
    pub trusted_by: Option<String>,
    /// The policy of the resource itself.
    pub resource_policy: Option<Arc<Policy>>,
    /// The tags that the call brings.
    pub request_tags: Option<Tags>,
    /// The tags that the resource has.
    pub resource_tags: Option<Tags>,
    /// Condition keys of the operation.
    pub keys: Vec<(ConditionKey, KeyValue)>,
}

/// The value of a condition key of an operation.
#[derive(Clone, Debug)]
pub enum KeyValue {
    /// One string.
    Text(String),
    /// A multivalued key.
    Texts(Vec<String>),
    /// A number.
    Number(i64),
}

impl Permission {
    /// An action on a resource of an account.
    pub fn new(action: impl Into<String>, resource: impl Into<String>, account: AccountId) -> Self {
        Self {
            action: action.into(),
            resource: resource.into(),
            resource_account: account,
            trusted_by: None,
            resource_policy: None,
            request_tags: None,
            resource_tags: None,
            keys: Vec::new(),
        }
    }

    /// Handing a role to a service: `iam:PassRole` on the role (IAM User Guide, "Grant a user permissions to pass a role
    /// to an AWS service").
    pub fn passing_role(tx: &Tx<'_>, role: &str, service: &str) -> Result<Self, Fault> {
        let permission = Self::new("iam:PassRole", role, tx.account())
            .with("iam:PassedToService", KeyValue::Text(service.to_owned()));
        let name = Arn::parse(role).map(|arn| arn.name());
        let key = name.map(|name| Role::key_of(tx.account(), name));
        let found = key.map(|key| tx.get::<Role>(&key)).transpose()?.flatten();
        Ok(match found.filter(|found| found.arn() == role) {
            Some(found) => permission.tagged(&found.tags),
            None => permission,
        })
    }

    /// On a resource that has a policy of its own, whose principals are known by these unique ids.
    /// One that cannot be read denies.
    #[must_use]
    pub fn governed_by(mut self, document: &str, ids: &BTreeMap<String, String>) -> Self {
        let kind = PolicyType::Resource;
        let policy = Policy::compile(&with_unique_ids(document, ids), kind);
        let policy = policy.unwrap_or_else(|error| Policy::deny_all(&error.to_string(), kind));
        self.resource_policy = Some(Arc::new(policy));
        self
    }

    /// With the tags that the call brings: `aws:RequestTag/…` and `aws:TagKeys`.
    #[must_use]
    pub fn bringing(mut self, tags: Tags) -> Self {
        let names = tags.keys().cloned().collect();
        self.keys.push((
            ConditionKey::Known(KnownKey::TagKeys),
            KeyValue::Texts(names),
        ));
        self.request_tags = Some(tags);
        self
    }

    /// With the tags that the resource has: `aws:ResourceTag/…`.
    #[must_use]
    pub fn tagged(mut self, tags: &Tags) -> Self {
        self.resource_tags = Some(tags.clone());
        self
    }

    /// With a condition key of the operation. Of two values for one key the later one counts, as the
    /// later of two patch operations does.
    #[must_use]
    pub fn with(mut self, name: &str, value: KeyValue) -> Self {
        let key = ConditionKey::parse(name);
        self.keys.retain(|(known, _)| *known != key);
        self.keys.push((key, value));
        self
    }
}

impl KeyValue {
    pub(crate) fn as_value(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Str(text),
            Self::Texts(texts) => Value::from(texts.as_slice()),
            Self::Number(number) => Value::Number(*number),
        }
    }
}
