//! Custom domain names: a name of one's own for APIs. A public name belongs to one account of the
//! gateway; private ones are told apart by an id and reached through VPC endpoints that are
//! associated with them. Certificates are kept by their ARN only: which one clients are
//! shown is the operator's to say.

mod check;
mod shown;
mod update;

use portcullis_catalog::api::EndpointType;
use portcullis_catalog::domain::{
    BasePathMapping, DomainName, DomainNameAccessAssociation, MutualTls,
};
use portcullis_catalog::id;
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::address;
use super::fault::{bad_request, not_found};
use super::{page, policy, tag_set};
use crate::{KeyValue, Offered, Permission, Tx, offer};

pub(super) use shown::to_wire;

/// Who may touch the policies of a private name needs these besides the verb.
const POLICY_ACTION: &str = "apigateway:UpdateDomainNamePolicy";
const MANAGEMENT_ACTION: &str = "apigateway:UpdateDomainNameManagementPolicy";
const BASE_PATH_ONLY: &str = "BASE_PATH_MAPPING_ONLY";

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("CreateDomainName", to_create, create),
        offer(
            "GetDomainName",
            |tx, input: &wire::GetDomainNameRequest| {
                let id = input.domain_name_id.as_deref();
                Ok(vec![on(tx, "GET", &input.domain_name, id, "")?])
            },
            get,
        ),
        offer(
            "GetDomainNames",
            |tx, _: &wire::GetDomainNamesRequest| {
                Ok(vec![address::permission(tx, "GET", "/domainnames")])
            },
            list,
        ),
        offer("UpdateDomainName", update::permissions, update::update),
        offer(
            "DeleteDomainName",
            |tx, input: &wire::DeleteDomainNameRequest| {
                let id = input.domain_name_id.as_deref();
                Ok(vec![on(tx, "DELETE", &input.domain_name, id, "")?])
            },
            delete,
        ),
    ]
}

/// The permission for a domain name or something below it. The ARN of a private one has its
/// account and its id.
pub(super) fn on(
    tx: &Tx<'_>,
    verb: &str,
    name: &str,
    id: Option<&str>,
    below: &str,
) -> Result<Permission, Fault> {
    let id = id.filter(|id| !id.is_empty());
    let mut permission = address::permission(tx, verb, &format!("/domainnames/{name}{below}"));
    if let Some(id) = id {
        let (region, account) = (tx.region(), tx.account());
        permission.resource =
            format!("arn:aws:apigateway:{region}:{account}:/domainnames/{name}+{id}{below}");
    }
    let Ok(domain) = find(tx, name, id) else {
        return Ok(permission);
    };
    permission = permission.tagged(&domain.tags);
    // "Available during the UpdateDomainName and DeleteDomainName operations."
    if !below.is_empty() || !matches!(verb, "PATCH" | "DELETE") {
        return Ok(permission);
    }
    let types = domain.endpoint_types.iter();
    let types = types.map(|kind| address::endpoint_type(*kind).to_owned());
    permission = permission
        .with(
            "apigateway:Resource/EndpointType",
            KeyValue::Texts(types.collect()),
        )
        .with(
            "apigateway:Resource/RoutingMode",
            KeyValue::Text(domain.routing_mode),
        );
    // A private name has no more keys.
    if id.is_some() {
        return Ok(permission);
    }
    permission = permission.with(
        "apigateway:Resource/SecurityPolicy",
        KeyValue::Text(domain.security_policy),
    );
    if let Some(mutual_tls) = domain.mutual_tls {
        permission = permission.with(
            "apigateway:Resource/MtlsTrustStoreUri",
            KeyValue::Text(mutual_tls.truststore_uri),
        );
        if let Some(version) = mutual_tls.truststore_version {
            permission = permission.with(
                "apigateway:Resource/MtlsTrustStoreVersion",
                KeyValue::Text(version),
            );
        }
    }
    Ok(permission)
}

/// The domain name of the caller's account. Without an id it is the public one of that name.
pub(super) fn find(tx: &Tx<'_>, name: &str, id: Option<&str>) -> Result<DomainName, Fault> {
    let id = id.filter(|id| !id.is_empty());
    // A name with an id in it is no name, though its key may be one.
    tx.get(&DomainName::key_of(tx.account(), name, id))?
        .filter(|domain: &DomainName| domain.name == name && domain.id.as_deref() == id)
        .ok_or_else(|| not_found("Invalid domain name identifier specified"))
}

fn to_create(tx: &Tx<'_>, input: &wire::CreateDomainNameRequest) -> Result<Vec<Permission>, Fault> {
    let endpoint = input.endpoint_configuration.as_ref();
    let types = endpoint.and_then(|endpoint| endpoint.types.clone());
    let types = types.unwrap_or_else(|| vec![wire::EndpointType::Edge]);
    let types = types.iter().map(|kind| kind.as_str().to_owned()).collect();
    let mut create = address::permission(tx, "POST", "/domainnames")
        .with("apigateway:Request/EndpointType", KeyValue::Texts(types));
    if let Some(mode) = input.routing_mode {
        let mode = KeyValue::Text(mode.as_str().to_owned());
        create = create.with("apigateway:Request/RoutingMode", mode);
    }
    if let Some(policy) = input.security_policy {
        let policy = KeyValue::Text(policy.as_str().to_owned());
        create = create.with("apigateway:Request/SecurityPolicy", policy);
    }
    if let Some(mutual_tls) = &input.mutual_tls_authentication {
        for (key, value) in [
            (
                "apigateway:Request/MtlsTrustStoreUri",
                &mutual_tls.truststore_uri,
            ),
            (
                "apigateway:Request/MtlsTrustStoreVersion",
                &mutual_tls.truststore_version,
            ),
        ] {
            if let Some(value) = value.clone() {
                create = create.with(key, KeyValue::Text(value));
            }
        }
    }
    let mut needed = vec![tag_set::brought(create, input.tags.as_ref())];
    if given(input.policy.clone()).is_some() {
        let mut permission = address::permission(tx, "", "/domainnames");
        permission.action = POLICY_ACTION.to_owned();
        needed.push(permission);
    }
    Ok(needed)
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateDomainNameRequest,
) -> Result<wire::DomainName, Fault> {
    let endpoint = input.endpoint_configuration.unwrap_or_default();
    let kind = match endpoint.types.as_deref() {
        None | Some([]) => EndpointType::Edge,
        Some([one]) => check::type_of(*one),
        Some(_) => {
            return Err(bad_request(
                "Cannot create a domain name with multiple Endpoint Types.",
            ));
        }
    };
    let private = kind == EndpointType::Private;
    check::name(tx, &input.domain_name, private)?;
    let tags = input.tags.unwrap_or_default();
    tag_set::check(&tags)?;
    if input.certificate_body.is_some()
        || input.certificate_private_key.is_some()
        || input.certificate_chain.is_some()
    {
        // A private key that nothing here would use is better not kept.
        return Err(bad_request(
            "Uploading a certificate is deprecated and not supported. Import it to AWS Certificate Manager and give its ARN.",
        ));
    }
    let document = given(input.policy);
    let mut domain = DomainName {
        account: tx.account(),
        name: input.domain_name,
        id: None,
        endpoint_types: vec![kind],
        ip_address_type: check::ip_address_type(kind, endpoint.ip_address_type)?.to_owned(),
        created: tx.now(),
        certificate_arn: given(input.certificate_arn),
        certificate_name: given(input.certificate_name),
        certificate_uploaded: Some(tx.now()),
        regional_certificate_arn: given(input.regional_certificate_arn),
        regional_certificate_name: given(input.regional_certificate_name),
        ownership_verification_certificate_arn: given(input.ownership_verification_certificate_arn),
        mutual_tls: input.mutual_tls_authentication.and_then(|sent| {
            Some(MutualTls {
                truststore_uri: given(sent.truststore_uri)?,
                truststore_version: given(sent.truststore_version),
            })
        }),
        security_policy: input
            .security_policy
            .unwrap_or(wire::SecurityPolicy::Tls1_2)
            .as_str()
            .to_owned(),
        endpoint_access_mode: input
            .endpoint_access_mode
            .map(|mode| mode.as_str().to_owned()),
        routing_mode: input
            .routing_mode
            .map_or(BASE_PATH_ONLY, |mode| mode.as_str())
            .to_owned(),
        regional_label: None,
        distribution_label: None,
        principal_ids: policy::principal_ids(tx, document.as_deref())?,
        policy: document,
        management_policy: None,
        management_principal_ids: Default::default(),
        tags,
    };
    if private {
        domain.id = Some(fresh_id(tx, &domain.name)?);
    }
    make_labels(tx, &mut domain)?;
    check::domain_name(tx, &domain)?;
    tx.put(&domain)?;
    Ok(to_wire(tx, &domain))
}

/// The names that its DNS records point to, each made with the endpoint type that needs it.
fn make_labels(tx: &Tx<'_>, domain: &mut DomainName) -> Result<(), Fault> {
    let has = |kind| domain.endpoint_types.contains(&kind);
    let (regional, edge) = (has(EndpointType::Regional), has(EndpointType::Edge));
    domain.regional_label = match (domain.regional_label.take(), regional) {
        (Some(known), true) => Some(known),
        (None, true) => Some(format!("d-{}", id::rest_api_id(&tx.random()?))),
        (_, false) => None,
    };
    domain.distribution_label = match (domain.distribution_label.take(), edge) {
        (Some(known), true) => Some(known),
        (None, true) => Some(format!("d{}", id::rest_api_id(&tx.random()?))),
        (_, false) => None,
    };
    Ok(())
}

/// An id that no private name of this name has, in any account.
fn fresh_id(tx: &Tx<'_>, name: &str) -> Result<String, Fault> {
    let known: Vec<DomainName> = tx.scan("domain-name/")?;
    let taken = |id: &str| {
        let mut known = known.iter();
        known.any(|known| known.name == name && known.id.as_deref() == Some(id))
    };
    loop {
        let id = id::rest_api_id(&tx.random()?);
        if !taken(&id) {
            return Ok(id);
        }
    }
}

fn get(tx: &mut Tx<'_>, input: wire::GetDomainNameRequest) -> Result<wire::DomainName, Fault> {
    let domain = find(tx, &input.domain_name, input.domain_name_id.as_deref())?;
    Ok(to_wire(tx, &domain))
}

fn list(tx: &mut Tx<'_>, input: wire::GetDomainNamesRequest) -> Result<wire::DomainNames, Fault> {
    let domains: Vec<DomainName> = match input.resource_owner {
        Some(wire::ResourceOwner::OtherAccounts) => shared_with(tx)?,
        _ => tx.scan(&format!("domain-name/{}/", tx.account()))?,
    };
    let domains = domains
        .iter()
        .map(|domain| (domain.full_name(), to_wire(tx, domain)))
        .collect();
    let (items, position) = page::page(domains, input.position.as_deref(), input.limit)?;
    Ok(wire::DomainNames {
        position,
        items: Some(items),
    })
}

/// The private names of other accounts that an endpoint of the caller's account is associated with.
fn shared_with(tx: &Tx<'_>) -> Result<Vec<DomainName>, Fault> {
    let prefix = format!("domain-name-access-association/{}/", tx.account());
    let mut shared: Vec<DomainName> = Vec::new();
    for association in tx.scan::<DomainNameAccessAssociation>(&prefix)? {
        let known = |domain: &DomainName| {
            domain.account == association.domain_account
                && domain.name == association.domain_name
                && domain.id.as_ref() == Some(&association.domain_name_id)
        };
        if association.domain_account == tx.account() || shared.iter().any(known) {
            continue;
        }
        let key = DomainName::key_of(
            association.domain_account,
            &association.domain_name,
            Some(&association.domain_name_id),
        );
        shared.extend(tx.get(&key)?);
    }
    Ok(shared)
}

/// What maps paths goes with the name. Associations of other accounts stay theirs to delete, and
/// lead nowhere.
fn delete(tx: &mut Tx<'_>, input: wire::DeleteDomainNameRequest) -> Result<(), Fault> {
    let domain = find(tx, &input.domain_name, input.domain_name_id.as_deref())?;
    let id = domain.id.as_deref();
    let prefix = BasePathMapping::prefix(domain.account, &domain.name, id);
    for mapping in tx.scan::<BasePathMapping>(&prefix)? {
        let key = BasePathMapping::key_of(domain.account, &domain.name, id, &mapping.base_path);
        tx.delete(&key);
    }
    tx.delete(&DomainName::key_of(domain.account, &domain.name, id));
    Ok(())
}

fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}
