//! OpenID Connect providers: the issuers of web identities that an account trusts, and for which
//! audiences. Where an issuer's keys come from is the operator's to say; a provider's thumbprints
//! are kept and shown, and the TLS of an issuer is verified by certificate authorities instead, as
//! AWS does it where it can (IAM User Guide, "Create an OpenID Connect (OIDC) identity provider").

use portcullis_catalog::AccountId;
use portcullis_catalog::identity::OidcProvider;
use portcullis_iam::Arn;
use portcullis_wire::{Fault, Timestamp, iam};

use super::document::over_quota;
use super::entity::{self, only};
use super::page::Page;
use super::tag_set::{self, merge, read, remove};
use crate::{KeyValue, Offered, Permission, Tx, offer};

/// How many of each (IAM User Guide, "IAM and AWS STS quotas").
const PER_ACCOUNT: usize = 100;
const CLIENT_IDS: usize = 100;
const THUMBPRINTS: usize = 5;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateOpenIDConnectProvider",
            |tx, input: &iam::CreateOpenIDConnectProviderRequest| {
                let arn = arn_of(tx.account(), url(&input.url)?);
                entity::creating(
                    tx,
                    "CreateOpenIDConnectProvider",
                    "TagOpenIDConnectProvider",
                    &arn,
                    input.tags.as_deref(),
                )
            },
            create,
        ),
        offer(
            "GetOpenIDConnectProvider",
            |tx, input: &iam::GetOpenIDConnectProviderRequest| {
                only(permission(
                    tx,
                    "GetOpenIDConnectProvider",
                    &input.open_id_connect_provider_arn,
                ))
            },
            |tx, input| {
                let provider = find(tx, &input.open_id_connect_provider_arn)?;
                Ok(iam::GetOpenIDConnectProviderResponse {
                    tags: tag_set::shown(&provider.tags),
                    url: Some(provider.url),
                    client_id_list: Some(provider.client_ids),
                    thumbprint_list: Some(provider.thumbprints),
                    create_date: Some(Timestamp::from_unix(provider.created)),
                })
            },
        ),
        offer(
            "ListOpenIDConnectProviders",
            |tx, _: &iam::ListOpenIDConnectProvidersRequest| {
                Ok(vec![Permission::new(
                    "iam:ListOpenIDConnectProviders",
                    "*",
                    tx.account(),
                )])
            },
            |tx, _| {
                let providers = all(tx)?.into_iter();
                let entries = providers.map(|provider| iam::OpenIDConnectProviderListEntry {
                    arn: Some(provider.arn()),
                });
                Ok(iam::ListOpenIDConnectProvidersResponse {
                    open_id_connect_provider_list: Some(entries.collect()),
                })
            },
        ),
        offer(
            "DeleteOpenIDConnectProvider",
            |tx, input: &iam::DeleteOpenIDConnectProviderRequest| {
                only(permission(
                    tx,
                    "DeleteOpenIDConnectProvider",
                    &input.open_id_connect_provider_arn,
                ))
            },
            |tx, input| {
                // One that is not there is as good as deleted (IAM API Reference, the operation's
                // page), and roles may go on naming it.
                let (account, url) = parse(&input.open_id_connect_provider_arn)?;
                tx.delete(&OidcProvider::key_of(account, url));
                Ok(())
            },
        ),
        offer(
            "AddClientIDToOpenIDConnectProvider",
            |tx, input: &iam::AddClientIDToOpenIDConnectProviderRequest| {
                only(permission(
                    tx,
                    "AddClientIDToOpenIDConnectProvider",
                    &input.open_id_connect_provider_arn,
                ))
            },
            |tx, input| {
                let mut provider = find(tx, &input.open_id_connect_provider_arn)?;
                provider.client_ids.push(input.client_id);
                provider.client_ids = client_ids(provider.client_ids)?;
                tx.put(&provider)
            },
        ),
        offer(
            "RemoveClientIDFromOpenIDConnectProvider",
            |tx, input: &iam::RemoveClientIDFromOpenIDConnectProviderRequest| {
                only(permission(
                    tx,
                    "RemoveClientIDFromOpenIDConnectProvider",
                    &input.open_id_connect_provider_arn,
                ))
            },
            |tx, input| {
                let mut provider = find(tx, &input.open_id_connect_provider_arn)?;
                provider
                    .client_ids
                    .retain(|known| *known != input.client_id);
                tx.put(&provider)
            },
        ),
        offer(
            "UpdateOpenIDConnectProviderThumbprint",
            |tx, input: &iam::UpdateOpenIDConnectProviderThumbprintRequest| {
                only(permission(
                    tx,
                    "UpdateOpenIDConnectProviderThumbprint",
                    &input.open_id_connect_provider_arn,
                ))
            },
            |tx, input| {
                let mut provider = find(tx, &input.open_id_connect_provider_arn)?;
                if input.thumbprint_list.is_empty() {
                    return Err(invalid("Thumbprint list must contain at least one entry."));
                }
                provider.thumbprints = thumbprints(&input.thumbprint_list)?;
                tx.put(&provider)
            },
        ),
        offer(
            "TagOpenIDConnectProvider",
            |tx, input: &iam::TagOpenIDConnectProviderRequest| {
                let arn = &input.open_id_connect_provider_arn;
                let permission = permission(tx, "TagOpenIDConnectProvider", arn)?;
                Ok(vec![permission.bringing(read(&input.tags)?)])
            },
            |tx, input| {
                let mut provider = find(tx, &input.open_id_connect_provider_arn)?;
                merge(&mut provider.tags, &input.tags, "OpenIdConnectProvider")?;
                tx.put(&provider)
            },
        ),
        offer(
            "UntagOpenIDConnectProvider",
            |tx, input: &iam::UntagOpenIDConnectProviderRequest| {
                let arn = &input.open_id_connect_provider_arn;
                let permission = permission(tx, "UntagOpenIDConnectProvider", arn)?;
                let keys = KeyValue::Texts(input.tag_keys.clone());
                Ok(vec![permission.with("aws:TagKeys", keys)])
            },
            |tx, input| {
                let mut provider = find(tx, &input.open_id_connect_provider_arn)?;
                remove(&mut provider.tags, &input.tag_keys);
                tx.put(&provider)
            },
        ),
        offer(
            "ListOpenIDConnectProviderTags",
            |tx, input: &iam::ListOpenIDConnectProviderTagsRequest| {
                only(permission(
                    tx,
                    "ListOpenIDConnectProviderTags",
                    &input.open_id_connect_provider_arn,
                ))
            },
            |tx, input| {
                let provider = find(tx, &input.open_id_connect_provider_arn)?;
                let (marker, max) = (input.marker.as_deref(), input.max_items);
                let Page {
                    items: tags,
                    is_truncated,
                    marker,
                } = tag_set::page(&provider.tags, marker, max)?;
                Ok(iam::ListOpenIDConnectProviderTagsResponse {
                    tags,
                    is_truncated,
                    marker,
                })
            },
        ),
    ]
}

/// The providers of the caller's account.
pub(super) fn all(tx: &Tx<'_>) -> Result<Vec<OidcProvider>, Fault> {
    tx.scan(&format!("oidc-provider/{}/", tx.account()))
}

fn create(
    tx: &mut Tx<'_>,
    input: iam::CreateOpenIDConnectProviderRequest,
) -> Result<iam::CreateOpenIDConnectProviderResponse, Fault> {
    let account = tx.account();
    let provider = OidcProvider {
        account,
        url: url(&input.url)?.to_owned(),
        client_ids: client_ids(input.client_id_list.unwrap_or_default())?,
        thumbprints: thumbprints(&input.thumbprint_list.unwrap_or_default())?,
        created: tx.now(),
        tags: read(input.tags.as_deref().unwrap_or_default())?,
    };
    let key = OidcProvider::key_of(account, &provider.url);
    if tx.get::<OidcProvider>(&key)?.is_some() {
        let message = format!("Provider with url {} already exists.", input.url);
        return Err(iam::SERVICE.fault("EntityAlreadyExists", message));
    }
    if all(tx)?.len() >= PER_ACCOUNT {
        return Err(over_quota("OpenIdConnectProvidersPerAccount", PER_ACCOUNT));
    }
    tx.put(&provider)?;
    Ok(iam::CreateOpenIDConnectProviderResponse {
        open_id_connect_provider_arn: Some(provider.arn()),
        tags: tag_set::shown(&provider.tags),
    })
}

fn find(tx: &Tx<'_>, arn: &str) -> Result<OidcProvider, Fault> {
    let (account, url) = parse(arn)?;
    let found: Option<OidcProvider> = tx.get(&OidcProvider::key_of(account, url))?;
    found.ok_or_else(|| {
        let message = format!("OpenIDConnect Provider not found for arn {arn}");
        iam::SERVICE.fault("NoSuchEntity", message)
    })
}

fn permission(tx: &Tx<'_>, action: &str, arn: &str) -> Result<Permission, Fault> {
    let (account, url) = parse(arn)?;
    let permission = Permission::new(format!("iam:{action}"), arn, account);
    let found: Option<OidcProvider> = tx.get(&OidcProvider::key_of(account, url))?;
    Ok(match found {
        // What another account's provider is tagged with is not the caller's to learn.
        Some(provider) if account == tx.account() => tag_set::tagged(permission, &provider.tags),
        _ => permission,
    })
}

fn arn_of(account: AccountId, url: &str) -> String {
    format!("arn:aws:iam::{account}:oidc-provider/{url}")
}

/// The account of a provider, and its URL without `https://`.
fn parse(arn: &str) -> Result<(AccountId, &str), Fault> {
    let invalid = || iam::SERVICE.fault("ValidationError", format!("Invalid ARN: {arn}"));
    let parsed = Arn::parse(arn).ok_or_else(invalid)?;
    if parsed.partition != "aws" || parsed.service != "iam" || !parsed.region.is_empty() {
        return Err(invalid());
    }
    let account = AccountId::parse(parsed.account).map_err(|_| invalid())?;
    let Some(url) = parsed.resource.strip_prefix("oidc-provider/") else {
        return Err(iam::SERVICE.fault("ValidationError", "Invalid resource type in ARN"));
    };
    // One that no provider can have must not reach the keys of the store.
    if url.is_empty() || !url.bytes().all(is_of_url) {
        return Err(invalid());
    }
    Ok((account, url))
}

/// The URL of an issuer without `https://` (the same page: no port, no query string).
fn url(given: &str) -> Result<&str, Fault> {
    let Some((scheme, rest)) = given.split_once("://") else {
        return Err(no_url());
    };
    if scheme != "https" {
        return Err(invalid(
            "Invalid Open ID Connect Provider URL. The URL must begin with https://.",
        ));
    }
    let host = rest.split('/').next().unwrap_or_default();
    if host.is_empty() {
        return Err(no_url());
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if !host.split('.').all(is_label) || !rest.bytes().all(is_of_url) {
        return Err(invalid("Invalid Open ID Connect Provider URL."));
    }
    Ok(rest)
}

/// The characters of a host and a path (RFC 3986, section 3.3), but for `*`, which is a wildcard
/// in an ARN.
fn is_of_url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()+,;=:@%/".contains(&byte)
}

fn no_url() -> Fault {
    iam::SERVICE.fault("ValidationError", "Invalid Open ID Connect Provider URL")
}

/// Each client id once, in the order of their coming.
fn client_ids(given: Vec<String>) -> Result<Vec<String>, Fault> {
    let mut ids: Vec<String> = Vec::new();
    for id in given {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.len() > CLIENT_IDS {
        return Err(over_quota("ClientIdsPerOpenIdConnectProvider", CLIENT_IDS));
    }
    Ok(ids)
}

fn thumbprints(given: &[String]) -> Result<Vec<String>, Fault> {
    if given.len() > THUMBPRINTS {
        return Err(invalid(
            "Thumbprint list must contain fewer than 5 entries.",
        ));
    }
    Ok(given.iter().map(|it| it.to_ascii_lowercase()).collect())
}

fn invalid(message: &str) -> Fault {
    iam::SERVICE.fault("InvalidInput", message)
}
