//! Session tags: those that a call passes and those that a chained session inherits (IAM User
//! Guide, "Pass session tags in AWS STS").

use portcullis_catalog::identity::Tags;
use portcullis_guard::Principal;
use portcullis_guard::session::SessionTag;
use portcullis_wire::{Fault, sts};

/// The tags of a session that is being made.
pub(super) struct SessionTags {
    pub(super) passed: Vec<SessionTag>,
    pub(super) inherited: Vec<SessionTag>,
}

impl SessionTags {
    /// Reads the tags of a call, which must not touch what the caller's session hands down.
    pub(super) fn read(
        principal: &Principal,
        input: &sts::AssumeRoleRequest,
    ) -> Result<Self, Fault> {
        let tags = input.tags.as_deref().unwrap_or_default();
        let transitive = input.transitive_tag_keys.as_deref().unwrap_or_default();
        for (index, tag) in tags.iter().enumerate() {
            if tags
                .iter()
                .take(index)
                .any(|other| same_key(&other.key, &tag.key))
            {
                return Err(invalid(
                    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                ));
            }
            if tag
                .key
                .get(..4)
                .is_some_and(|prefix| same_key(prefix, "aws:"))
            {
                return Err(invalid(
                    "Tag keys that begin with the reserved prefix 'aws:' cannot be set.",
                ));
            }
        }
        if !transitive
            .iter()
            .all(|key| tags.iter().any(|tag| same_key(&tag.key, key)))
        {
            return Err(invalid(
                "The specified transitive tag key must be included in the requested tags.",
            ));
        }
        let session = principal.session.as_deref();
        let held = session.into_iter().flat_map(|session| &session.claims.tags);
        let inherited: Vec<SessionTag> = held.filter(|tag| tag.transitive).cloned().collect();
        if tags
            .iter()
            .any(|tag| inherited.iter().any(|held| same_key(&held.key, &tag.key)))
        {
            return Err(invalid(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
            ));
        }
        let passed = tags.iter().map(|tag| SessionTag {
            key: tag.key.clone(),
            value: tag.value.clone(),
            transitive: transitive.iter().any(|key| same_key(key, &tag.key)),
        });
        Ok(Self {
            passed: passed.collect(),
            inherited,
        })
    }

    /// Whether the session has any.
    pub(super) fn is_empty(&self) -> bool {
        self.passed.is_empty() && self.inherited.is_empty()
    }

    /// What the call passes, as condition keys see it.
    pub(super) fn as_request_tags(&self) -> Tags {
        self.passed
            .iter()
            .map(|tag| (tag.key.clone(), tag.value.clone()))
            .collect()
    }

    /// The keys that the call makes transitive.
    pub(super) fn transitive_keys(&self) -> Vec<String> {
        let transitive = self.passed.iter().filter(|tag| tag.transitive);
        transitive.map(|tag| tag.key.clone()).collect()
    }

    /// All of them, as the session carries them.
    pub(super) fn into_all(self) -> Vec<SessionTag> {
        let mut all = self.passed;
        all.extend(self.inherited);
        all
    }
}

fn same_key(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn invalid(message: &str) -> Fault {
    sts::SERVICE.fault("InvalidParameterValue", message)
}
