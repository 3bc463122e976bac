//! Base path mappings: which API, and which of its stages, stands under the first segment of a
//! custom domain name's paths. They act at once.

use portcullis_catalog::api::{EndpointType, RestApi, Stage};
use portcullis_catalog::domain::{BasePathMapping, DomainName};
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::fault::{bad_request, conflict, not_found};
use super::{domain_name, page, patch};
use crate::{Offered, Permission, Tx, offer};

/// What stands for no base path, and for no stage.
const NONE: &str = "(none)";

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateBasePathMapping",
            |tx, input: &wire::CreateBasePathMappingRequest| {
                let id = input.domain_name_id.as_deref();
                on_all(tx, "POST", &input.domain_name, id)
            },
            create,
        ),
        offer(
            "GetBasePathMapping",
            |tx, input: &wire::GetBasePathMappingRequest| {
                let id = input.domain_name_id.as_deref();
                on(tx, "GET", &input.domain_name, id, &input.base_path)
            },
            get,
        ),
        offer(
            "GetBasePathMappings",
            |tx, input: &wire::GetBasePathMappingsRequest| {
                let id = input.domain_name_id.as_deref();
                on_all(tx, "GET", &input.domain_name, id)
            },
            list,
        ),
        offer(
            "UpdateBasePathMapping",
            |tx, input: &wire::UpdateBasePathMappingRequest| {
                let id = input.domain_name_id.as_deref();
                on(tx, "PATCH", &input.domain_name, id, &input.base_path)
            },
            update,
        ),
        offer(
            "DeleteBasePathMapping",
            |tx, input: &wire::DeleteBasePathMappingRequest| {
                let id = input.domain_name_id.as_deref();
                on(tx, "DELETE", &input.domain_name, id, &input.base_path)
            },
            delete,
        ),
    ]
}

fn on_all(tx: &Tx<'_>, verb: &str, name: &str, id: Option<&str>) -> Result<Vec<Permission>, Fault> {
    Ok(vec![domain_name::on(
        tx,
        verb,
        name,
        id,
        "/basepathmappings",
    )?])
}

fn on(
    tx: &Tx<'_>,
    verb: &str,
    name: &str,
    id: Option<&str>,
    base_path: &str,
) -> Result<Vec<Permission>, Fault> {
    let below = format!("/basepathmappings/{}", shown(settled(base_path)));
    Ok(vec![domain_name::on(tx, verb, name, id, &below)?])
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateBasePathMappingRequest,
) -> Result<wire::BasePathMapping, Fault> {
    let domain = domain_name::find(tx, &input.domain_name, input.domain_name_id.as_deref())?;
    let mapping = BasePathMapping {
        account: domain.account,
        domain_name: domain.name.clone(),
        domain_name_id: domain.id.clone(),
        base_path: settled(&input.base_path.unwrap_or_default()).to_owned(),
        api: input.rest_api_id,
        stage: stage_of(input.stage.as_deref().unwrap_or_default()),
    };
    check_base_path(&mapping.base_path)?;
    check_free(tx, &mapping)?;
    check_target(tx, &domain, &mapping)?;
    tx.put(&mapping)?;
    Ok(to_wire(&mapping))
}

fn get(
    tx: &mut Tx<'_>,
    input: wire::GetBasePathMappingRequest,
) -> Result<wire::BasePathMapping, Fault> {
    let domain = domain_name::find(tx, &input.domain_name, input.domain_name_id.as_deref())?;
    Ok(to_wire(&find(tx, &domain, &input.base_path)?))
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::GetBasePathMappingsRequest,
) -> Result<wire::BasePathMappings, Fault> {
    let domain = domain_name::find(tx, &input.domain_name, input.domain_name_id.as_deref())?;
    let mappings = of_domain(tx, &domain)?;
    let mappings = mappings
        .iter()
        .map(|mapping| (mapping.base_path.clone(), to_wire(mapping)))
        .collect();
    let (items, position) = page::page(mappings, input.position.as_deref(), input.limit)?;
    Ok(wire::BasePathMappings {
        position,
        items: Some(items),
    })
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateBasePathMappingRequest,
) -> Result<wire::BasePathMapping, Fault> {
    let domain = domain_name::find(tx, &input.domain_name, input.domain_name_id.as_deref())?;
    let old = find(tx, &domain, &input.base_path)?;
    let mut mapping = old.clone();
    for patch in patch::read(input.patch_operations)? {
        match patch.path().as_slice() {
            ["basePath"] => settled(patch.replaced()?).clone_into(&mut mapping.base_path),
            // The reference writes `restapiId`.
            ["restapiId" | "restApiId"] => patch.replaced()?.clone_into(&mut mapping.api),
            ["stage"] => mapping.stage = stage_of(patch.replaced()?),
            _ => return Err(patch.unknown()),
        }
    }
    check_base_path(&mapping.base_path)?;
    if mapping.base_path != old.base_path {
        check_free(tx, &mapping)?;
        tx.delete(&key(&old));
    }
    check_target(tx, &domain, &mapping)?;
    tx.put(&mapping)?;
    Ok(to_wire(&mapping))
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteBasePathMappingRequest) -> Result<(), Fault> {
    let domain = domain_name::find(tx, &input.domain_name, input.domain_name_id.as_deref())?;
    let mapping = find(tx, &domain, &input.base_path)?;
    tx.delete(&key(&mapping));
    Ok(())
}

/// The custom domain names of an account that lead to an API, or to one of its stages.
pub(super) fn domains_of(
    tx: &Tx<'_>,
    api: &RestApi,
    stage: Option<&str>,
) -> Result<Vec<String>, Fault> {
    let prefix = format!("base-path-mapping/{}/", api.account);
    let mut domains: Vec<String> = tx
        .scan::<BasePathMapping>(&prefix)?
        .into_iter()
        .filter(|mapping| mapping.api == api.id)
        .filter(|mapping| stage.is_none() || mapping.stage.as_deref() == stage)
        .map(|mapping| mapping.domain_name)
        .collect();
    domains.dedup();
    Ok(domains)
}

/// Whether a private custom domain name leads to the API.
pub(super) fn has_private_domain(tx: &Tx<'_>, api: &RestApi) -> Result<bool, Fault> {
    let prefix = format!("base-path-mapping/{}/", api.account);
    let mappings: Vec<BasePathMapping> = tx.scan(&prefix)?;
    let mut mappings = mappings.iter().filter(|mapping| mapping.api == api.id);
    Ok(mappings.any(|mapping| mapping.domain_name_id.is_some()))
}

fn of_domain(tx: &Tx<'_>, domain: &DomainName) -> Result<Vec<BasePathMapping>, Fault> {
    tx.scan(&BasePathMapping::prefix(
        domain.account,
        &domain.name,
        domain.id.as_deref(),
    ))
}

fn find(tx: &Tx<'_>, domain: &DomainName, base_path: &str) -> Result<BasePathMapping, Fault> {
    let key = BasePathMapping::key_of(
        domain.account,
        &domain.name,
        domain.id.as_deref(),
        settled(base_path),
    );
    tx.get(&key)?
        .ok_or_else(|| not_found("Invalid base path mapping identifier specified"))
}

fn key(mapping: &BasePathMapping) -> String {
    BasePathMapping::key_of(
        mapping.account,
        &mapping.domain_name,
        mapping.domain_name_id.as_deref(),
        &mapping.base_path,
    )
}

fn settled(base_path: &str) -> &str {
    if base_path == NONE { "" } else { base_path }
}

fn shown(base_path: &str) -> &str {
    if base_path.is_empty() {
        NONE
    } else {
        base_path
    }
}

fn stage_of(sent: &str) -> Option<String> {
    (!sent.is_empty() && sent != NONE).then(|| sent.to_owned())
}

/// One segment of a path, of the characters that need no escape.
fn check_base_path(base_path: &str) -> Result<(), Fault> {
    if base_path.contains('/') {
        return Err(bad_request(
            "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a multi-level base path mapping, use API Gateway V2.",
        ));
    }
    let clean = base_path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"$-_.+!*'(),".contains(&byte));
    // Steps in a path never reach a mapping, and these two answer for the gateway itself (API
    // Gateway Developer Guide, "Amazon API Gateway important notes").
    if !clean || matches!(base_path, "." | ".." | "ping" | "sping") {
        return Err(bad_request(
            "Invalid characters specified in base path. Valid characters are [a-zA-Z0-9$-_.+!*'()]",
        ));
    }
    Ok(())
}

fn check_free(tx: &Tx<'_>, mapping: &BasePathMapping) -> Result<(), Fault> {
    match tx.get::<BasePathMapping>(&key(mapping))? {
        Some(_) => Err(conflict("Base path already exists for this domain name")),
        None => Ok(()),
    }
}

/// The API and the stage are of the same account, and a private name leads to private APIs only.
fn check_target(tx: &Tx<'_>, domain: &DomainName, mapping: &BasePathMapping) -> Result<(), Fault> {
    let api = tx
        .get::<RestApi>(&RestApi::key_of(domain.account, &mapping.api))?
        .ok_or_else(|| bad_request("Invalid REST API identifier specified"))?;
    if let Some(stage) = &mapping.stage {
        tx.get::<Stage>(&Stage::key_of(api.account, &api.id, stage))?
            .ok_or_else(|| bad_request("Invalid stage identifier specified"))?;
    }
    let private = api.endpoint.endpoint_type == EndpointType::Private;
    match (domain.is_private(), private) {
        (true, false) => Err(bad_request(
            "Only private APIs can be mapped to private custom domain names",
        )),
        (false, true) => Err(bad_request(
            "Private APIs can only be mapped to private custom domain names",
        )),
        _ => Ok(()),
    }
}

fn to_wire(mapping: &BasePathMapping) -> wire::BasePathMapping {
    wire::BasePathMapping {
        base_path: Some(shown(&mapping.base_path).to_owned()),
        rest_api_id: Some(mapping.api.clone()),
        stage: mapping.stage.clone(),
    }
}
