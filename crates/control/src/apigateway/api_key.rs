//! API keys. The value leaves in answers to those who may ask for it, is sealed in the record, and
//! is found by a keyed digest; keys act at once, by the usage plans that they are in.

use portcullis_catalog::Secret;
use portcullis_catalog::api::Stage;
use portcullis_catalog::id;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::traffic::{ApiKey, ApiKeyDigest, Usage, UsagePlanKey};
use portcullis_guard::{API_KEY_DIGESTS, ApiKeyDigester};
use portcullis_wire::apigateway::{self as wire, Op};
use portcullis_wire::{Fault, Timestamp};

use super::fault::{bad_request, conflict, limit_exceeded, not_found};
use super::patch::Patch;
use super::{address, page, patch, tag_set};
use crate::tx::internal;
use crate::{Offered, Permission, Tx, offer};

const PATHS: &str = "/description, /enabled, /name, /customerId";
const UNKNOWN: &str = "Invalid API Key identifier specified";
const VALUE_LENGTH: std::ops::RangeInclusive<usize> = 20..=128;
const MAX_NAME: usize = 1_024;
const MAX_DESCRIPTION: usize = 125_000;
/// Amazon API Gateway quotas.
pub(super) const MAX_KEYS: usize = 10_000;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateApiKey",
            |tx, input: &wire::CreateApiKeyRequest| {
                let create = address::permission(tx, "POST", "/apikeys");
                Ok(vec![with_tags(create, input.tags.as_ref())])
            },
            create,
        ),
        offer(
            "GetApiKey",
            |tx, input: &wire::GetApiKeyRequest| on(tx, "GET", &input.api_key),
            |tx, input| {
                let key = find(tx, &input.api_key)?;
                let value = input.include_value.unwrap_or_default();
                Ok(wire::ApiKey {
                    value: value.then(|| open(tx, &key)).transpose()?,
                    ..to_wire(&key, true)
                })
            },
        ),
        offer(
            "GetApiKeys",
            |tx, _: &wire::GetApiKeysRequest| Ok(vec![address::permission(tx, "GET", "/apikeys")]),
            list,
        ),
        offer(
            "UpdateApiKey",
            |tx, input: &wire::UpdateApiKeyRequest| on(tx, "PATCH", &input.api_key),
            update,
        ),
        offer(
            "DeleteApiKey",
            |tx, input: &wire::DeleteApiKeyRequest| on(tx, "DELETE", &input.api_key),
            delete,
        ),
    ]
}

/// The permission for a key.
fn on(tx: &Tx<'_>, verb: &str, id: &str) -> Result<Vec<Permission>, Fault> {
    let permission = address::permission(tx, verb, &format!("/apikeys/{id}"));
    Ok(vec![
        match tx.get::<ApiKey>(&ApiKey::key_of(tx.account(), id))? {
            Some(key) => permission.tagged(&key.tags),
            None => permission,
        },
    ])
}

/// A permission with the tags that a call brings.
pub(super) fn with_tags(permission: Permission, tags: Option<&Tags>) -> Permission {
    match tags.filter(|tags| !tags.is_empty()) {
        Some(tags) => permission.bringing(tags.clone()),
        None => permission,
    }
}

/// The key.
pub(super) fn find(tx: &Tx<'_>, id: &str) -> Result<ApiKey, Fault> {
    tx.get(&ApiKey::key_of(tx.account(), id))?
        .ok_or_else(|| not_found(UNKNOWN))
}

/// The value of a key, for an answer.
pub(super) fn open(tx: &Tx<'_>, key: &ApiKey) -> Result<String, Fault> {
    let secret = tx.open(&ApiKey::key_of(key.account, &key.id), &key.value)?;
    Ok(secret.expose().to_owned())
}

fn create(tx: &mut Tx<'_>, input: wire::CreateApiKeyRequest) -> Result<wire::ApiKey, Fault> {
    let known = all(tx)?;
    if known.len() >= MAX_KEYS {
        return Err(limit_exceeded(
            "Maximum number of API keys for this account has been reached.",
        ));
    }
    let tags = input.tags.unwrap_or_default();
    tag_set::check(&tags)?;
    let mut stage_keys = Vec::new();
    for stage in input.stage_keys.unwrap_or_default() {
        let api = stage.rest_api_id.unwrap_or_default();
        stage_keys.push(stage_key(tx, &api, &stage.stage_name.unwrap_or_default())?);
    }
    let value = match input.value.filter(|value| !value.is_empty()) {
        Some(value) => Secret::new(value),
        None => Secret::new(id::api_key_value(&tx.random()?)),
    };
    check_value(&value)?;
    let described = Described {
        name: input.name.filter(|name| !name.is_empty()),
        description: input.description,
        enabled: input.enabled.unwrap_or_default(),
    };
    described.check()?;
    let digester = Digester::of(tx)?;
    let digest = digester.digest(&value);
    if known.iter().any(|known| known.digest == digest) {
        return Err(conflict("API Key already exists"));
    }
    let key = ApiKey {
        customer_id: input.customer_id,
        stage_keys,
        tags,
        ..make(tx, described, &value, digest)?
    };
    tx.put(&key)?;
    Ok(wire::ApiKey {
        value: Some(value.expose().to_owned()),
        ..to_wire(&key, false)
    })
}

/// What a key says of itself.
pub(super) struct Described {
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) enabled: bool,
}

impl Described {
    pub(super) fn check(&self) -> Result<(), Fault> {
        let is_long = |text: &Option<String>, max: usize| {
            text.as_ref().is_some_and(|text| text.chars().count() > max)
        };
        if is_long(&self.name, MAX_NAME) {
            return Err(bad_request(format!(
                "Invalid API Key name, can be at most {MAX_NAME} characters."
            )));
        }
        if is_long(&self.description, MAX_DESCRIPTION) {
            return Err(bad_request("Invalid API Key description specified."));
        }
        Ok(())
    }
}

/// Makes the digests that keys are found by.
pub(super) struct Digester(ApiKeyDigester);

impl Digester {
    pub(super) fn of(tx: &Tx<'_>) -> Result<Self, Fault> {
        let key = tx.facts().master_key.derive(API_KEY_DIGESTS);
        Ok(Self(ApiKeyDigester::new(&*key.map_err(internal)?)))
    }

    pub(super) fn digest(&self, value: &Secret) -> ApiKeyDigest {
        self.0.digest(value.expose().as_bytes())
    }
}

/// A new key, not stored yet.
pub(super) fn make(
    tx: &Tx<'_>,
    described: Described,
    value: &Secret,
    digest: ApiKeyDigest,
) -> Result<ApiKey, Fault> {
    let id = loop {
        let id = id::rest_api_id(&tx.random()?);
        if tx
            .get::<ApiKey>(&ApiKey::key_of(tx.account(), &id))?
            .is_none()
        {
            break id;
        }
    };
    Ok(ApiKey {
        account: tx.account(),
        name: described.name,
        description: described.description,
        customer_id: None,
        enabled: described.enabled,
        created: tx.now(),
        updated: tx.now(),
        value: tx.seal(&ApiKey::key_of(tx.account(), &id), value)?,
        digest,
        stage_keys: Vec::new(),
        tags: Tags::new(),
        id,
    })
}

pub(super) fn check_value(value: &Secret) -> Result<(), Fault> {
    let value = value.expose();
    let length = value.chars().count();
    if length < *VALUE_LENGTH.start() {
        return Err(bad_request(
            "API Key value should be at least 20 characters",
        ));
    }
    if length > *VALUE_LENGTH.end() {
        return Err(bad_request(
            "API Key value exceeds maximum size of 128 characters",
        ));
    }
    // It is sent in a header.
    if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(bad_request("API Key value contains invalid characters"));
    }
    Ok(())
}

/// `{api}/{stage}`, if there is such a stage.
fn stage_key(tx: &Tx<'_>, api: &str, stage: &str) -> Result<String, Fault> {
    let Stage { api, name, .. } = address::stage(tx, api, stage)?;
    Ok(format!("{api}/{name}"))
}

fn list(tx: &mut Tx<'_>, input: wire::GetApiKeysRequest) -> Result<wire::ApiKeys, Fault> {
    let mut keys = all(tx)?;
    if let Some(prefix) = &input.name_query {
        keys.retain(|key| {
            key.name
                .as_ref()
                .is_some_and(|name| name.starts_with(prefix))
        });
    }
    if let Some(customer) = &input.customer_id {
        keys.retain(|key| key.customer_id.as_ref() == Some(customer));
    }
    let keys = keys
        .into_iter()
        .map(|key| (page::newest_first(key.created, &key.id), key));
    let (keys, position) = page::page(keys.collect(), input.position.as_deref(), input.limit)?;
    let values = input.include_values.unwrap_or_default();
    let items = keys.iter().map(|key| {
        Ok(wire::ApiKey {
            value: values.then(|| open(tx, key)).transpose()?,
            ..to_wire(key, false)
        })
    });
    Ok(wire::ApiKeys {
        warnings: None,
        position,
        items: Some(items.collect::<Result<_, Fault>>()?),
    })
}

fn update(tx: &mut Tx<'_>, input: wire::UpdateApiKeyRequest) -> Result<wire::ApiKey, Fault> {
    let mut key = find(tx, &input.api_key)?;
    for patch in patch::read(input.patch_operations)? {
        apply(tx, &mut key, &patch)?;
    }
    let described = Described {
        name: key.name.clone(),
        description: key.description.clone(),
        enabled: key.enabled,
    };
    described.check()?;
    key.updated = tx.now();
    tx.put(&key)?;
    Ok(to_wire(&key, true))
}

fn apply(tx: &Tx<'_>, key: &mut ApiKey, patch: &Patch) -> Result<(), Fault> {
    match (patch.path().as_slice(), patch.op) {
        (["name"], Op::Replace) => key.name = patch.optional()?,
        (["description"], Op::Replace) => key.description = patch.optional()?,
        (["customerId"], Op::Replace) => key.customer_id = patch.optional()?,
        (["enabled"], Op::Replace) => key.enabled = patch.boolean()?,
        (["stages"], Op::Add | Op::Remove) => {
            let place = patch.value.split_once('/').unwrap_or_default();
            let name = match patch.op {
                Op::Add => stage_key(tx, place.0, place.1)?,
                _ => patch.value.clone(),
            };
            patch.edit_list(&mut key.stage_keys, &name)?;
        }
        _ => return Err(patch.not_among(PATHS)),
    }
    Ok(())
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteApiKeyRequest) -> Result<(), Fault> {
    let key = find(tx, &input.api_key)?;
    let account = key.account;
    for place in tx.scan::<UsagePlanKey>(&format!("usage-plan-key/{account}/"))? {
        if place.api_key == key.id {
            let plan = &place.usage_plan;
            tx.delete(&UsagePlanKey::key_of(account, plan, &key.id));
            tx.delete(&Usage::key_of(account, plan, &key.id));
        }
    }
    tx.delete(&ApiKey::key_of(account, &key.id));
    Ok(())
}

pub(super) fn all(tx: &Tx<'_>) -> Result<Vec<ApiKey>, Fault> {
    tx.scan(&format!("api-key/{}/", tx.account()))
}

/// A key as it is shown, without its value.
fn to_wire(key: &ApiKey, with_tags: bool) -> wire::ApiKey {
    wire::ApiKey {
        id: Some(key.id.clone()),
        value: None,
        name: key.name.clone(),
        customer_id: key.customer_id.clone(),
        description: key.description.clone(),
        enabled: Some(key.enabled),
        created_date: Some(Timestamp::from_unix(key.created)),
        last_updated_date: Some(Timestamp::from_unix(key.updated)),
        stage_keys: Some(key.stage_keys.clone()),
        tags: Some(key.tags.clone()).filter(|tags| with_tags || !tags.is_empty()),
    }
}
