//! UpdateRestApi: which paths an API has, and what each does to it.

use portcullis_catalog::api::{EndpointType, RestApi};
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};

use super::{
    api_key_source, check_description, compression_size, endpoint, is_convertible, to_wire,
};
use crate::apigateway::fault::bad_request;
use crate::apigateway::patch::{self, Patch, is_true};
use crate::apigateway::{address, base_path_mapping, policy, security_policy};
use crate::{KeyValue, Permission, Tx};

/// Who may touch the resource policy needs this besides the verb.
pub(in crate::apigateway) const POLICY_ACTION: &str = "apigateway:UpdateRestApiPolicy";

pub(super) fn permissions(
    tx: &Tx<'_>,
    input: &wire::UpdateRestApiRequest,
) -> Result<Vec<Permission>, Fault> {
    let id = &input.rest_api_id;
    let operations = input.patch_operations.as_deref().unwrap_or_default();
    let under = |path: &str| {
        operations
            .iter()
            .filter(|operation| {
                operation
                    .path
                    .as_deref()
                    .is_some_and(|known| known.starts_with(path))
            })
            .filter_map(|operation| operation.value.clone())
            .collect::<Vec<_>>()
    };
    let mut patch = address::on_api(tx, "PATCH", id, "")?;
    let types = under("/endpointConfiguration/types");
    if !types.is_empty() {
        patch = patch.with("apigateway:Request/EndpointType", KeyValue::Texts(types));
    }
    for (path, key) in [
        ("/name", "apigateway:Request/ApiName"),
        ("/securityPolicy", "apigateway:Request/SecurityPolicy"),
        (
            "/disableExecuteApiEndpoint",
            "apigateway:Request/DisableExecuteApiEndpoint",
        ),
    ] {
        if let Some(value) = under(path).pop() {
            let value = match path {
                "/disableExecuteApiEndpoint" => is_true(&value).to_string(),
                _ => value,
            };
            patch = patch.with(key, KeyValue::Text(value));
        }
    }
    let mut needed = vec![patch];
    let touches_policy = operations.iter().any(|operation| {
        [&operation.path, &operation.from].into_iter().any(|path| {
            path.as_deref()
                .is_some_and(|path| path.starts_with("/policy"))
        })
    });
    if touches_policy {
        let mut permission = address::on_api(tx, "PATCH", id, "")?;
        permission.action = POLICY_ACTION.to_owned();
        needed.push(permission);
    }
    Ok(needed)
}

pub(super) fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateRestApiRequest,
) -> Result<wire::RestApi, Fault> {
    let mut api = address::api(tx, &input.rest_api_id)?;
    let endpoint_type = api.endpoint.endpoint_type;
    for patch in patch::read(input.patch_operations)? {
        apply(&mut api, &patch)?;
        if patch.path().as_slice() == ["policy"] {
            api.principal_ids = policy::principal_ids(tx, api.policy.as_deref())?;
        }
    }
    endpoint::check_vpc_endpoints(&api.endpoint)?;
    security_policy::check(
        api.security_policy.as_deref(),
        api.endpoint_access_mode.as_deref(),
        &[api.endpoint.endpoint_type],
    )?;
    if api.endpoint.endpoint_type != endpoint_type
        && base_path_mapping::has_private_domain(tx, &api)?
    {
        return Err(bad_request(
            "The endpoint type of an API that is mapped to a private custom domain name cannot be changed",
        ));
    }
    tx.put(&api)?;
    // An update shows the tags even where there are none.
    Ok(wire::RestApi {
        tags: Some(api.tags.clone()),
        ..to_wire(&api)
    })
}

fn apply(api: &mut RestApi, patch: &Patch) -> Result<(), Fault> {
    match patch.path().as_slice() {
        ["name"] => {
            let name = patch.replaced()?;
            if name.is_empty() {
                return Err(bad_request("API name cannot be empty"));
            }
            name.clone_into(&mut api.name);
        }
        ["description"] => {
            patch.only(&[Op::Replace, Op::Remove])?;
            let description =
                (patch.op == Op::Replace && !patch.value.is_empty()).then(|| patch.value.clone());
            check_description(description.as_deref())?;
            api.description = description;
        }
        ["version"] => api.version = patch.optional()?,
        ["policy"] => {
            patch.only(&[Op::Replace, Op::Remove])?;
            let document =
                (patch.op == Op::Replace && !patch.value.is_empty()).then(|| patch.value.clone());
            if let Some(document) = &document {
                policy::check(document)?;
            }
            api.policy = document;
        }
        ["minimumCompressionSize"] => {
            api.minimum_compression_size = match patch.replaced()? {
                "" => None,
                size => Some(compression_size(size.parse().unwrap_or(-1))?),
            };
        }
        ["apiKeySource"] => {
            let source = api_key_source(patch.replaced()?)?;
            source.as_str().clone_into(&mut api.api_key_source);
        }
        ["securityPolicy"] => {
            let sent = patch.replaced()?.parse::<wire::SecurityPolicy>();
            let sent = sent.map_err(|_| bad_request("Invalid security policy specified"))?;
            let legacy = |policy: &str| policy.starts_with("TLS_");
            let from = api.security_policy.as_deref().unwrap_or_default();
            if legacy(from) && legacy(sent.as_str()) && from != sent.as_str() {
                return Err(bad_request(format!(
                    "The security policy of an API cannot be changed from {from} to {sent}"
                )));
            }
            api.security_policy = Some(sent.as_str().to_owned());
        }
        ["endpointAccessMode"] => {
            api.endpoint_access_mode = match patch.optional()? {
                None => None,
                Some(mode) => {
                    let mode = mode.parse::<wire::EndpointAccessMode>();
                    let mode = mode.map_err(|_| {
                        bad_request(
                            "Invalid endpoint access mode specified. Valid options are BASIC,STRICT",
                        )
                    })?;
                    Some(mode.as_str().to_owned())
                }
            };
        }
        ["disableExecuteApiEndpoint"] => api.disable_execute_api_endpoint = patch.boolean()?,
        ["binaryMediaTypes", media_type] => edit_binary_media_types(api, patch, media_type)?,
        ["endpointConfiguration", rest @ ..] => edit_endpoint(api, patch, rest)?,
        _ => return Err(patch.unknown()),
    }
    Ok(())
}

/// A type is named by the path; `replace` puts the value in its place.
fn edit_binary_media_types(
    api: &mut RestApi,
    patch: &Patch,
    media_type: &str,
) -> Result<(), Fault> {
    let types = &mut api.binary_media_types;
    if patch.op != Op::Replace {
        return patch.edit_list(types, media_type);
    }
    types.retain(|known| known != media_type && *known != patch.value);
    types.push(patch.value.clone());
    Ok(())
}

fn edit_endpoint(api: &mut RestApi, patch: &Patch, path: &[&str]) -> Result<(), Fault> {
    match path {
        // By its place in the list, or by its name.
        ["types", place] if *place == "0" || place.parse::<wire::EndpointType>().is_ok() => {
            if patch.op != Op::Replace {
                return Err(bad_request(
                    "Invalid patch operation specified. Must be 'add'|'remove'|'replace'",
                ));
            }
            let sent = patch.value.parse::<wire::EndpointType>();
            let sent = sent.map_err(|_| {
                bad_request(
                    "Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE",
                )
            })?;
            let (from, to) = (api.endpoint.endpoint_type, endpoint::type_of(sent));
            if !is_convertible(from, to) {
                return Err(bad_request(
                    "Invalid endpoint type change: a PRIVATE API cannot become EDGE. Change it to REGIONAL first.",
                ));
            }
            if from != to {
                security_policy::check_type_change(api.endpoint_access_mode.as_deref())?;
            }
            api.endpoint.endpoint_type = to;
            if to == EndpointType::Private {
                "dualstack".clone_into(&mut api.endpoint.ip_address_type);
            } else {
                api.endpoint.vpc_endpoint_ids.clear();
            }
            Ok(())
        }
        ["ipAddressType"] => {
            let family = patch.replaced()?.parse::<wire::IpAddressType>();
            let family = family
                .map_err(|_| bad_request("ipAddressType must be either ipv4 or dualstack."))?;
            if api.endpoint.endpoint_type == EndpointType::Private
                && family == wire::IpAddressType::Ipv4
            {
                return Err(endpoint::only_dualstack());
            }
            family
                .as_str()
                .clone_into(&mut api.endpoint.ip_address_type);
            Ok(())
        }
        ["vpcEndpointIds"] => patch.edit_list(&mut api.endpoint.vpc_endpoint_ids, &patch.value),
        ["vpcEndpointIds", id] => patch.edit_list(&mut api.endpoint.vpc_endpoint_ids, id),
        _ => Err(patch.unknown()),
    }
}
