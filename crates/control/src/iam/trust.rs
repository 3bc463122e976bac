//! The principals of trust policies. They are named by ARN and meant by unique id: what is saved
//! must exist, and what is deleted later shows as its id (IAM User Guide, "AWS JSON policy
//! elements: Principal"). Whom the policy trusts is decided elsewhere.

use std::collections::BTreeMap;

use portcullis_catalog::AccountId;
use portcullis_catalog::identity::{Role, User};
use portcullis_catalog::principals::replace_principals;
use portcullis_iam::{Arn, PolicyType, arn};
use portcullis_wire::{Fault, iam};

use super::document;
use super::entity::Entity;
use crate::Tx;

/// A trust policy that may be saved.
pub(super) struct Trust {
    /// With ARNs in place of unique ids.
    pub(super) document: String,
    /// The unique ids of the principals, by ARN.
    pub(super) ids: BTreeMap<String, String>,
}

/// Checks a trust policy and finds out whom it means.
pub(super) fn read(tx: &Tx<'_>, trust_policy: &str) -> Result<Trust, Fault> {
    document::check(trust_policy, PolicyType::Trust)?;
    let mut ids = BTreeMap::new();
    let mut fault = None;
    let document = replace_principals(trust_policy, |kind, principal| {
        if kind != "AWS" || fault.is_some() {
            return None;
        }
        match resolve(tx, principal) {
            Ok(Meaning::Named { arn, id }) => {
                let replacement = (arn != principal).then(|| arn.clone());
                ids.insert(arn, id);
                replacement
            }
            Ok(Meaning::Literal) => None,
            Ok(Meaning::Nobody) => {
                let message = format!("Invalid principal in policy: \"AWS\":\"{principal}\"");
                fault = Some(iam::SERVICE.fault("MalformedPolicyDocument", message));
                None
            }
            Err(failed) => {
                fault = Some(failed);
                None
            }
        }
    });
    match fault {
        Some(fault) => Err(fault),
        None => Ok(Trust { document, ids }),
    }
}

/// The trust policy as answers carry it: the ARN that a principal has now, or the unique id of
/// one that is gone.
pub(super) fn shown(tx: &Tx<'_>, role: &Role) -> Result<String, Fault> {
    let mut names = BTreeMap::new();
    for (arn, id) in &role.trusted_ids {
        let current = current_arn(tx, arn, id)?;
        names.insert(arn.as_str(), current.unwrap_or_else(|| id.clone()));
    }
    let document = replace_principals(&role.assume_role_policy, |kind, principal| {
        let name = names
            .get(principal)
            .filter(|name| kind == "AWS" && *name != principal);
        name.cloned()
    });
    Ok(document::encoded(&document))
}

enum Meaning {
    /// A user or role that exists.
    Named {
        arn: String,
        id: String,
    },
    /// Something that has no unique id, such as an account.
    Literal,
    Nobody,
}

fn resolve(tx: &Tx<'_>, principal: &str) -> Result<Meaning, Fault> {
    if principal == "*" || arn::is_account_id(principal) {
        return Ok(Meaning::Literal);
    }
    if arn::is_unique_id(principal) {
        return Ok(by_id(tx, principal));
    }
    let Some(parsed) = Arn::parse(principal) else {
        return Ok(Meaning::Nobody);
    };
    let Ok(account) = AccountId::parse(parsed.account) else {
        return Ok(Meaning::Nobody);
    };
    if parsed.partition != "aws" || !parsed.region.is_empty() {
        return Ok(Meaning::Nobody);
    }
    let (kind, rest) = parsed
        .resource
        .split_once('/')
        .unwrap_or((parsed.resource, ""));
    Ok(match (parsed.service, kind) {
        ("iam", "root") => Meaning::Literal,
        ("iam", "user") => named(
            tx.get::<User>(&User::key_of(account, parsed.name()))?,
            principal,
        ),
        ("iam", "role") => named(
            tx.get::<Role>(&Role::key_of(account, parsed.name()))?,
            principal,
        ),
        ("sts", "assumed-role") => {
            let role = rest
                .split_once('/')
                .map(|(role, _)| role)
                .unwrap_or_default();
            let role = tx
                .get::<Role>(&Role::key_of(account, role))?
                .filter(|found| found.name == role);
            role.map_or(Meaning::Nobody, |_| Meaning::Literal)
        }
        ("sts", "federated-user") if !rest.is_empty() => Meaning::Literal,
        _ => Meaning::Nobody,
    })
}

fn named<E: Entity>(found: Option<E>, arn: &str) -> Meaning {
    match found.filter(|entity| entity.arn() == arn) {
        Some(entity) => Meaning::Named {
            arn: entity.arn(),
            id: entity.id().to_owned(),
        },
        None => Meaning::Nobody,
    }
}

fn by_id(tx: &Tx<'_>, id: &str) -> Meaning {
    let found = tx.world().identity_by_id(id);
    found.map_or(Meaning::Nobody, |identity| Meaning::Named {
        arn: identity.arn.clone(),
        id: id.to_owned(),
    })
}

/// The ARN of the principal that had this one when the policy was saved.
fn current_arn(tx: &Tx<'_>, arn: &str, id: &str) -> Result<Option<String>, Fault> {
    if let Meaning::Named { id: current, .. } = resolve(tx, arn)?
        && current == id
    {
        return Ok(Some(arn.to_owned()));
    }
    // Roles keep their names; users may be renamed.
    let renamed = tx.world().identity_by_id(id);
    Ok(renamed.map(|identity| identity.arn.clone()))
}
