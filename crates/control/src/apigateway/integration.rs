//! What stands behind a method. MOCK, HTTP and HTTP_PROXY are carried out by this gateway; AWS
//! and AWS_PROXY are kept and shown, and answer as a misconfigured integration does.

use portcullis_catalog::api::{Integration, IntegrationType, Method};
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::fault::{bad_request, not_found, not_offered};
use super::mapping::{Findings, check_content_types};
use super::patch::{self, Patch};
use super::vocabulary::check_verb;
use super::{address, integration_response};
use crate::{Offered, Permission, Tx, offer};

const DEFAULT_TIMEOUT: u32 = 29_000;
const TIMEOUTS: std::ops::RangeInclusive<u32> = 50..=29_000;
const PASSTHROUGH: [&str; 3] = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];
const INVALID_ARN: &str = "Invalid ARN specified in the request";

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "PutIntegration",
            |tx, input: &wire::PutIntegrationRequest| {
                on(
                    tx,
                    "PUT",
                    [&input.rest_api_id, &input.resource_id, &input.http_method],
                )
            },
            put,
        ),
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
        offer(
            "UpdateIntegration",
            |tx, input: &wire::UpdateIntegrationRequest| {
                on(
                    tx,
                    "PATCH",
                    [&input.rest_api_id, &input.resource_id, &input.http_method],
                )
            },
            update,
        ),
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

fn put(tx: &mut Tx<'_>, input: wire::PutIntegrationRequest) -> Result<wire::Integration, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    let integration = make(tx, input, method)?;
    let shown = to_wire(&integration);
    method.integration = Some(integration);
    tx.put(&resource)?;
    Ok(shown)
}

/// The integration that is described, without responses, if it can stand behind this method.
pub(super) fn make(
    _tx: &Tx<'_>,
    input: wire::PutIntegrationRequest,
    method: &Method,
) -> Result<Integration, Fault> {
    if input.response_transfer_mode == Some(wire::ResponseTransferMode::Stream) {
        return Err(not_offered("The response transfer mode STREAM"));
    }
    if input.integration_target.is_some() {
        return Err(not_offered("An integration target"));
    }
    let integration_type = match input.r#type {
        wire::IntegrationType::Mock => IntegrationType::Mock,
        wire::IntegrationType::Http => IntegrationType::Http,
        wire::IntegrationType::HttpProxy => IntegrationType::HttpProxy,
        wire::IntegrationType::Aws => IntegrationType::Aws,
        wire::IntegrationType::AwsProxy => IntegrationType::AwsProxy,
    };
    let connection_type = match (input.connection_type, is_http(integration_type)) {
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
        connection_id: input.connection_id,
        credentials: input.credentials,
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
            .map_or(Ok(DEFAULT_TIMEOUT), |sent| timeout(&sent.to_string()))?,
        cache_namespace: Some(input.cache_namespace.unwrap_or(input.resource_id)),
        cache_key_parameters: input.cache_key_parameters.unwrap_or_default(),
        tls_config: input.tls_config.is_some(),
        insecure_skip_verification: input
            .tls_config
            .and_then(|config| config.insecure_skip_verification)
            .unwrap_or_default(),
        response_transfer_mode: None,
        integration_target: None,
        responses: Default::default(),
    };
    check(&integration, method)?;
    Ok(integration)
}

fn get(tx: &mut Tx<'_>, input: wire::GetIntegrationRequest) -> Result<wire::Integration, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    method.integration.as_ref().map(to_wire).ok_or_else(unknown)
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateIntegrationRequest,
) -> Result<wire::Integration, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    let mut integration = method.integration.clone().ok_or_else(unknown)?;
    for patch in patch::read(input.patch_operations)? {
        apply(&mut integration, &patch)?;
    }
    check(&integration, method)?;
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
        ["timeoutInMillis"] => integration.timeout_millis = timeout(patch.replaced()?)?,
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

/// Refuses an integration that AWS refuses to save.
fn check(integration: &Integration, method: &Method) -> Result<(), Fault> {
    let Integration {
        integration_type, ..
    } = integration;
    match integration.http_method.as_deref() {
        Some(verb) => check_verb(verb)?,
        None if *integration_type == IntegrationType::Mock => {}
        None => {
            return Err(bad_request(
                "Enumeration value for HttpMethod must be non-empty",
            ));
        }
    }
    let uri = integration.uri.as_deref().unwrap_or_default();
    match integration_type {
        IntegrationType::Mock => {}
        IntegrationType::Http | IntegrationType::HttpProxy => check_http_uri(uri)?,
        IntegrationType::Aws | IntegrationType::AwsProxy => {
            check_service_uri(uri, *integration_type)?
        }
    }
    if integration.connection_type.as_deref() == Some("VPC_LINK") {
        let link = integration.connection_id.as_deref().unwrap_or_default();
        // There are no VPC links here; a stage variable is looked at only when a request comes.
        if !link.starts_with("${stageVariables.") {
            return Err(not_found("Invalid Vpc Link identifier specified"));
        }
    }
    if !PASSTHROUGH.contains(&integration.passthrough_behavior.as_str()) {
        return Err(bad_request(format!(
            "Invalid passthrough behavior specified. Valid options are {}",
            PASSTHROUGH.join(",")
        )));
    }
    let mut findings = Findings::default();
    for (target, source) in &integration.request_parameters {
        findings.name(
            target,
            "integration.request",
            &["querystring", "path", "header"],
        );
        findings.request_source(source, &method.request_parameters);
    }
    findings.finish()?;
    check_content_types(&integration.request_templates)
}

fn check_http_uri(uri: &str) -> Result<(), Fault> {
    let rest = uri
        .strip_prefix("http://")
        .or_else(|| uri.strip_prefix("https://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let clean = !uri
        .chars()
        .any(|character| character.is_whitespace() || character.is_control());
    match host {
        Some(host) if !host.is_empty() && !host.contains('@') && clean => Ok(()),
        _ => Err(bad_request("Invalid HTTP endpoint specified for URI")),
    }
}

/// `arn:aws:apigateway:{region}:{service}:path/…` or `…:action/…`.
fn check_service_uri(uri: &str, integration_type: IntegrationType) -> Result<(), Fault> {
    let mut parts = uri.splitn(6, ':');
    if parts.next() != Some("arn") {
        return Err(bad_request(INVALID_ARN));
    }
    let service = parts.nth(3).unwrap_or_default();
    let target = parts.next().unwrap_or_default();
    if !target.starts_with("path/") && !target.starts_with("action/") {
        return Err(bad_request(
            "AWS ARN for integration must contain path or action",
        ));
    }
    if integration_type == IntegrationType::AwsProxy && !matches!(service, "lambda" | "firehose") {
        return Err(bad_request(
            "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
        ));
    }
    Ok(())
}

fn timeout(millis: &str) -> Result<u32, Fault> {
    let millis = millis
        .parse()
        .ok()
        .filter(|millis| TIMEOUTS.contains(millis));
    millis.ok_or_else(|| bad_request("Timeout should be between 50 ms and 29000 ms"))
}

fn is_http(integration_type: IntegrationType) -> bool {
    matches!(
        integration_type,
        IntegrationType::Http | IntegrationType::HttpProxy
    )
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
        ..wire::Integration::default()
    }
}
