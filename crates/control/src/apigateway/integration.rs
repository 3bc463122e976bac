//! What stands behind a method. MOCK, HTTP and HTTP_PROXY are carried out by this gateway; AWS
//! and AWS_PROXY are kept and shown, and answer as a misconfigured integration does.

mod check;

use std::sync::Arc;

use portcullis_catalog::api::{Integration, IntegrationType, Method};
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::fault::{bad_request, not_found};
use super::patch::{self, Patch};
use super::{address, integration_response, role};
use crate::{Offered, Permission, Tx, offer};

/// What a call may take where nothing is said.
pub(super) const DEFAULT_TIMEOUT: u32 = 29_000;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("PutIntegration", to_put, put),
        offer(
            "GetIntegration",
            |tx, input: &wire::GetIntegrationRequest| {
                on(
                    tx,
                    "GET",
                    [&input.rest_api_id, &input.resource_id, &input.http_method],
                )
            },
            get,
        ),
        offer("UpdateIntegration", to_update, update),
        offer(
            "DeleteIntegration",
            |tx, input: &wire::DeleteIntegrationRequest| {
                on(
                    tx,
                    "DELETE",
                    [&input.rest_api_id, &input.resource_id, &input.http_method],
                )
            },
            delete,
        ),
    ]
}

fn on(tx: &Tx<'_>, verb: &str, place: [&str; 3]) -> Result<Vec<Permission>, Fault> {
    Ok(vec![address::on_method(tx, verb, place, "/integration")?])
}

fn to_put(tx: &Tx<'_>, input: &wire::PutIntegrationRequest) -> Result<Vec<Permission>, Fault> {
    let place = [
        input.rest_api_id.as_str(),
        &input.resource_id,
        &input.http_method,
    ];
    let mut needed = on(tx, "PUT", place)?;
    needed.extend(role::to_pass(tx, input.credentials.as_deref())?);
    Ok(needed)
}

fn to_update(
    tx: &Tx<'_>,
    input: &wire::UpdateIntegrationRequest,
) -> Result<Vec<Permission>, Fault> {
    let place = [
        input.rest_api_id.as_str(),
        &input.resource_id,
        &input.http_method,
    ];
    let mut needed = on(tx, "PATCH", place)?;
    for operation in input.patch_operations.iter().flatten() {
        if operation.path.as_deref() == Some("/credentials") {
            needed.extend(role::to_pass(tx, operation.value.as_deref())?);
        }
    }
    Ok(needed)
}

fn put(tx: &mut Tx<'_>, input: wire::PutIntegrationRequest) -> Result<wire::Integration, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    let integration = make(tx, input, method)?;
    let shown = to_wire(&integration);
    method.integration = Some(Arc::new(integration));
    tx.put(&resource)?;
    Ok(shown)
}

/// The integration that is described, without responses, if it can stand behind this method.
pub(super) fn make(
    tx: &Tx<'_>,
    input: wire::PutIntegrationRequest,
    method: &Method,
) -> Result<Integration, Fault> {
    let given = |text: Option<String>| text.filter(|text| !text.is_empty());
    let integration_type = match input.r#type {
        wire::IntegrationType::Mock => IntegrationType::Mock,
        wire::IntegrationType::Http => IntegrationType::Http,
        wire::IntegrationType::HttpProxy => IntegrationType::HttpProxy,
        wire::IntegrationType::Aws => IntegrationType::Aws,
        wire::IntegrationType::AwsProxy => IntegrationType::AwsProxy,
    };
    let connection_type = match (input.connection_type, check::is_http(integration_type)) {
        (Some(sent), _) => Some(sent.as_str().to_owned()),
        (None, true) => Some("INTERNET".to_owned()),
        (None, false) => None,
    };
    let mock = integration_type == IntegrationType::Mock;
    let integration = Integration {
        integration_type,
        http_method: input.integration_http_method,
        // A MOCK has no back end; AWS forgets a uri that it was given.
        uri: input.uri.filter(|_| !mock),
        connection_type,
        connection_id: given(input.connection_id),
        credentials: given(input.credentials),
        request_parameters: input.request_parameters.unwrap_or_default(),
        request_templates: input.request_templates.unwrap_or_default(),
        passthrough_behavior: input
            .passthrough_behavior
            .unwrap_or_else(|| "WHEN_NO_MATCH".to_owned()),
        content_handling: input
            .content_handling
            .map(|handling| handling.as_str().to_owned()),
        timeout_millis: input
            .timeout_in_millis
            .map_or(Ok(DEFAULT_TIMEOUT), |sent| check::millis(&sent.to_string()))?,
        cache_namespace: Some(input.cache_namespace.unwrap_or(input.resource_id)),
        cache_key_parameters: input.cache_key_parameters.unwrap_or_default(),
        tls_config: input.tls_config.is_some(),
        insecure_skip_verification: input
            .tls_config
            .and_then(|config| config.insecure_skip_verification)
            .unwrap_or_default(),
        response_transfer_mode: input
            .response_transfer_mode
            .map(|mode| mode.as_str().to_owned()),
        integration_target: given(input.integration_target),
        responses: Default::default(),
    };
    check::integration(tx, &integration, method)?;
    Ok(integration)
}

fn get(tx: &mut Tx<'_>, input: wire::GetIntegrationRequest) -> Result<wire::Integration, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    method
        .integration
        .as_deref()
        .map(to_wire)
        .ok_or_else(unknown)
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateIntegrationRequest,
) -> Result<wire::Integration, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    let mut integration = method.integration.take().ok_or_else(unknown)?;
    for patch in patch::read(input.patch_operations)? {
        apply(Arc::make_mut(&mut integration), &patch)?;
    }
    check::integration(tx, &integration, method)?;
    let shown = to_wire(&integration);
    method.integration = Some(integration);
    tx.put(&resource)?;
    Ok(shown)
}

fn apply(integration: &mut Integration, patch: &Patch) -> Result<(), Fault> {
    match patch.path().as_slice() {
        ["httpMethod"] => integration.http_method = patch.optional()?,
        ["uri"] => integration.uri = patch.optional()?,
        ["credentials"] => integration.credentials = patch.optional()?,
        ["connectionType"] => {
            let sent = patch.replaced()?.parse::<wire::ConnectionType>();
            let sent = sent.map_err(|_| {
                bad_request(
                    "Invalid connection type specified. Valid options are INTERNET,VPC_LINK",
                )
            })?;
            integration.connection_type = Some(sent.as_str().to_owned());
        }
        ["connectionId"] => integration.connection_id = patch.optional()?,
        ["passthroughBehavior"] => patch
            .replaced()?
            .clone_into(&mut integration.passthrough_behavior),
        ["contentHandling"] => {
            let sent = patch
                .optional()?
                .map(|sent| sent.parse::<wire::ContentHandlingStrategy>())
                .transpose();
            let sent = sent.map_err(|_| bad_request("Invalid content handling specified. Valid options are CONVERT_TO_BINARY,CONVERT_TO_TEXT"))?;
            integration.content_handling = sent.map(|handling| handling.as_str().to_owned());
        }
        ["timeoutInMillis"] => integration.timeout_millis = check::millis(patch.replaced()?)?,
        ["responseTransferMode"] => {
            let sent = patch.replaced()?.parse::<wire::ResponseTransferMode>();
            let sent = sent.map_err(|_| {
                bad_request(
                    "Invalid response transfer mode specified. Valid options are BUFFERED,STREAM",
                )
            })?;
            integration.response_transfer_mode = Some(sent.as_str().to_owned());
        }
        ["integrationTarget"] => integration.integration_target = patch.optional()?,
        ["cacheNamespace"] => integration.cache_namespace = patch.optional()?,
        ["cacheKeyParameters", name] => {
            patch.edit_list(&mut integration.cache_key_parameters, name)?
        }
        ["tlsConfig", "insecureSkipVerification"] => {
            integration.insecure_skip_verification = patch.boolean()?;
            integration.tls_config = true;
        }
        ["requestParameters", name] => {
            patch.edit(
                &mut integration.request_parameters,
                name,
                patch.value.clone(),
                "Invalid parameter name specified",
            )?;
        }
        ["requestTemplates", content_type] => {
            patch.edit(
                &mut integration.request_templates,
                content_type,
                patch.value.clone(),
                "Content-Type specified was not found",
            )?;
        }
        _ => return Err(patch.unknown()),
    }
    Ok(())
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteIntegrationRequest) -> Result<(), Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    method.integration.take().ok_or_else(unknown)?;
    tx.put(&resource)
}

fn unknown() -> Fault {
    not_found("Invalid Integration identifier specified")
}

/// An integration as it is shown, with its responses.
pub(super) fn to_wire(integration: &Integration) -> wire::Integration {
    let integration_type = match integration.integration_type {
        IntegrationType::Mock => wire::IntegrationType::Mock,
        IntegrationType::Http => wire::IntegrationType::Http,
        IntegrationType::HttpProxy => wire::IntegrationType::HttpProxy,
        IntegrationType::Aws => wire::IntegrationType::Aws,
        IntegrationType::AwsProxy => wire::IntegrationType::AwsProxy,
    };
    let tls_config = wire::TlsConfig {
        insecure_skip_verification: Some(integration.insecure_skip_verification),
    };
    wire::Integration {
        r#type: Some(integration_type),
        http_method: integration.http_method.clone(),
        uri: integration.uri.clone(),
        connection_type: integration
            .connection_type
            .as_deref()
            .and_then(|connection| connection.parse().ok()),
        connection_id: integration.connection_id.clone(),
        credentials: integration.credentials.clone(),
        request_parameters: Some(integration.request_parameters.clone())
            .filter(|map| !map.is_empty()),
        request_templates: Some(integration.request_templates.clone())
            .filter(|map| !map.is_empty()),
        passthrough_behavior: Some(integration.passthrough_behavior.clone()),
        content_handling: integration
            .content_handling
            .as_deref()
            .and_then(|handling| handling.parse().ok()),
        timeout_in_millis: i32::try_from(integration.timeout_millis).ok(),
        cache_namespace: integration.cache_namespace.clone(),
        cache_key_parameters: Some(integration.cache_key_parameters.clone()),
        integration_responses: integration_response::all_to_wire(&integration.responses),
        tls_config: Some(tls_config).filter(|_| integration.tls_config),
        response_transfer_mode: integration
            .response_transfer_mode
            .as_deref()
            .and_then(|mode| mode.parse().ok()),
        integration_target: integration.integration_target.clone(),
    }
}
