//! Access keys of users and of the root user. The secret leaves in the answer that makes the key
//! and is sealed in the same breath.

use portcullis_catalog::identity::{AccessKey, User};
use portcullis_catalog::{Secret, id};
use portcullis_wire::{Fault, Timestamp, iam};

use super::caller::{whom, whose};
use super::document::over_quota;
use super::entity::{self, only};
use super::page::Page;
use crate::{Offered, Permission, Tx, offer};

/// How many a user may have (IAM User Guide, "IAM and AWS STS quotas").
const KEYS_PER_USER: usize = 2;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateAccessKey",
            |tx, input: &iam::CreateAccessKeyRequest| {
                only(whose(tx, "CreateAccessKey", input.user_name.as_deref()))
            },
            create,
        ),
        offer(
            "UpdateAccessKey",
            |tx, input: &iam::UpdateAccessKeyRequest| {
                only(whose(tx, "UpdateAccessKey", input.user_name.as_deref()))
            },
            |tx, input| {
                let active = match input.status {
                    iam::StatusType::Active => true,
                    iam::StatusType::Inactive => false,
                    iam::StatusType::Expired => {
                        let message = "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set";
                        return Err(iam::SERVICE.fault("ValidationError", message));
                    }
                };
                let key = find(tx, input.user_name.as_deref(), &input.access_key_id)?;
                tx.put(&AccessKey { active, ..key })
            },
        ),
        offer(
            "DeleteAccessKey",
            |tx, input: &iam::DeleteAccessKeyRequest| {
                only(whose(tx, "DeleteAccessKey", input.user_name.as_deref()))
            },
            |tx, input| {
                let key = find(tx, input.user_name.as_deref(), &input.access_key_id)?;
                tx.delete(&AccessKey::key_of(&key.id));
                Ok(())
            },
        ),
        offer(
            "ListAccessKeys",
            |tx, input: &iam::ListAccessKeysRequest| {
                only(whose(tx, "ListAccessKeys", input.user_name.as_deref()))
            },
            list,
        ),
        offer("GetAccessKeyLastUsed", last_used_permissions, last_used),
    ]
}

/// The keys of the user with this unique id, or of the root user.
pub(super) fn of(tx: &Tx<'_>, user_id: Option<&str>) -> Result<Vec<AccessKey>, Fault> {
    let account = tx.account();
    let owner = user_id.unwrap_or(account.as_str());
    let mut keys = Vec::new();
    for entry in tx.world().access_keys_of(owner) {
        keys.extend(tx.get::<AccessKey>(&AccessKey::key_of(&entry.id))?);
    }
    Ok(keys)
}

fn belongs(key: &AccessKey, user: Option<&str>) -> bool {
    match (&key.user, user) {
        (Some(owner), Some(user)) => owner.eq_ignore_ascii_case(user),
        (None, None) => true,
        _ => false,
    }
}

/// The owner; `None` is the root user.
fn owner(tx: &Tx<'_>, given: Option<&str>) -> Result<Option<User>, Fault> {
    whom(tx, given)?
        .map(|name| entity::find(tx, &name))
        .transpose()
}

fn find(tx: &Tx<'_>, user: Option<&str>, id: &str) -> Result<AccessKey, Fault> {
    let owner = owner(tx, user)?.map(|user| user.name);
    let key: Option<AccessKey> = tx.get(&AccessKey::key_of(id))?;
    key.filter(|key| key.account == tx.account() && belongs(key, owner.as_deref()))
        .ok_or_else(|| no_such(id))
}

fn no_such(id: &str) -> Fault {
    iam::SERVICE.fault(
        "NoSuchEntity",
        format!("The Access Key with id {id} cannot be found."),
    )
}

fn create(
    tx: &mut Tx<'_>,
    input: iam::CreateAccessKeyRequest,
) -> Result<iam::CreateAccessKeyResponse, Fault> {
    let owner = owner(tx, input.user_name.as_deref())?;
    if of(tx, owner.as_ref().map(|user| user.id.as_str()))?.len() >= KEYS_PER_USER {
        return Err(over_quota("AccessKeysPerUser", KEYS_PER_USER));
    }
    let id = unused_id(tx)?;
    let secret = Secret::new(id::secret_access_key(&tx.random()?));
    let key = AccessKey {
        account: tx.account(),
        user: owner.map(|user| user.name),
        active: true,
        created: tx.now(),
        secret: tx.seal(&AccessKey::key_of(&id), &secret)?,
        id,
    };
    tx.put(&key)?;
    Ok(iam::CreateAccessKeyResponse {
        access_key: iam::AccessKey {
            user_name: key.user.unwrap_or_else(|| "root".to_owned()),
            access_key_id: key.id,
            status: iam::StatusType::Active,
            secret_access_key: secret.expose().into(),
            create_date: Some(Timestamp::from_unix(key.created)),
        },
    })
}

/// An id that no key has: they carry few random bits beside the account.
fn unused_id(tx: &Tx<'_>) -> Result<String, Fault> {
    loop {
        let id = id::access_key_id("AKIA", tx.account(), &tx.random()?);
        if tx.get::<AccessKey>(&AccessKey::key_of(&id))?.is_none() {
            return Ok(id);
        }
    }
}

fn list(
    tx: &mut Tx<'_>,
    input: iam::ListAccessKeysRequest,
) -> Result<iam::ListAccessKeysResponse, Fault> {
    let owner = owner(tx, input.user_name.as_deref())?;
    let keys = of(tx, owner.as_ref().map(|user| user.id.as_str()))?;
    let page = Page::of(
        keys,
        |key| key.id.clone(),
        input.marker.as_deref(),
        input.max_items,
    )?;
    let page = page.map(|key| iam::AccessKeyMetadata {
        user_name: key.user,
        access_key_id: Some(key.id),
        status: Some(if key.active {
            iam::StatusType::Active
        } else {
            iam::StatusType::Inactive
        }),
        create_date: Some(Timestamp::from_unix(key.created)),
    });
    let Page {
        items: access_key_metadata,
        is_truncated,
        marker,
    } = page;
    Ok(iam::ListAccessKeysResponse {
        access_key_metadata,
        is_truncated,
        marker,
    })
}

/// A key of this account; what others have is as if it were not there.
fn known(tx: &Tx<'_>, id: &str) -> Result<Option<AccessKey>, Fault> {
    let key: Option<AccessKey> = tx.get(&AccessKey::key_of(id))?;
    Ok(key.filter(|key| key.account == tx.account()))
}

fn last_used_permissions(
    tx: &Tx<'_>,
    input: &iam::GetAccessKeyLastUsedRequest,
) -> Result<Vec<Permission>, Fault> {
    let action = "GetAccessKeyLastUsed";
    match known(tx, &input.access_key_id)?.and_then(|key| key.user) {
        Some(user) => only(entity::permission::<User>(tx, action, &user)),
        None => Ok(vec![Permission::new(
            format!("iam:{action}"),
            "*",
            tx.account(),
        )]),
    }
}

/// The use of keys is in the audit trail, not here: each key looks as AWS shows an unused one.
fn last_used(
    tx: &mut Tx<'_>,
    input: iam::GetAccessKeyLastUsedRequest,
) -> Result<iam::GetAccessKeyLastUsedResponse, Fault> {
    let key = known(tx, &input.access_key_id)?.ok_or_else(|| no_such(&input.access_key_id))?;
    let unused = iam::AccessKeyLastUsed {
        last_used_date: None,
        service_name: "N/A".to_owned(),
        region: "N/A".to_owned(),
    };
    Ok(iam::GetAccessKeyLastUsedResponse {
        user_name: key.user,
        access_key_last_used: Some(unused),
    })
}
