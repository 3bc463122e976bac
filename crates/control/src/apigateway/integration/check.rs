//! What an integration must and must not say, by its type and its connection, with API Gateway's
//! words where they are known. Whether a back end answers is found out when it is called.

use portcullis_catalog::api::{Integration, IntegrationType, Method};
use portcullis_iam::Arn;
use portcullis_wire::Fault;

use crate::Tx;
use crate::apigateway::fault::bad_request;
use crate::apigateway::mapping::{Findings, check_content_types};
use crate::apigateway::vocabulary::check_verb;
use crate::apigateway::{role, vpc_link};

/// An answer that is streamed may take fifteen minutes (API Gateway Developer Guide, "Stream the
/// integration response").
const MAX_STREAMED: u32 = 900_000;
const MAX_BUFFERED: u32 = 29_000;
const MIN: u32 = 50;
const PASSTHROUGH: [&str; 3] = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];
const INVALID_ARN: &str = "Invalid ARN specified in the request";
/// Signs with the caller's own credentials.
const CALLER: &str = "arn:aws:iam::*:user/*";

/// Refuses an integration that AWS refuses to save.
pub(super) fn integration(
    tx: &Tx<'_>,
    integration: &Integration,
    method: &Method,
) -> Result<(), Fault> {
    let kind = integration.integration_type;
    match integration.http_method.as_deref() {
        Some(verb) => check_verb(verb)?,
        None if kind == IntegrationType::Mock => {}
        None => {
            return Err(bad_request(
                "Enumeration value for HttpMethod must be non-empty",
            ));
        }
    }
    let uri = integration.uri.as_deref().unwrap_or_default();
    match kind {
        IntegrationType::Mock => {}
        IntegrationType::Http | IntegrationType::HttpProxy => http_uri(uri)?,
        IntegrationType::Aws | IntegrationType::AwsProxy => service_uri(uri, kind)?,
    }
    if let Some(credentials) = &integration.credentials
        && credentials != CALLER
        && !is_variable(credentials)
    {
        role::check(credentials, tx.account())?;
    }
    connection(tx, integration)?;
    transfer(integration)?;
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
    for parameter in &integration.cache_key_parameters {
        let mapped = integration.request_parameters.contains_key(parameter);
        if !mapped && !method.request_parameters.contains_key(parameter) {
            findings.undeclared(parameter);
        }
    }
    findings.finish()?;
    check_content_types(&integration.request_templates)
}

/// How long to wait, read from what was sent; the most depends on how the answer comes back.
pub(super) fn millis(text: &str) -> Result<u32, Fault> {
    let millis = text.parse().ok();
    millis
        .filter(|millis| (MIN..=MAX_STREAMED).contains(millis))
        .ok_or_else(|| too_long(MAX_BUFFERED))
}

/// Whether a back end is called by its address.
pub(super) fn is_http(kind: IntegrationType) -> bool {
    matches!(kind, IntegrationType::Http | IntegrationType::HttpProxy)
}

fn too_long(most: u32) -> Fault {
    bad_request(format!("Timeout should be between {MIN} ms and {most} ms"))
}

/// A private connection goes through a VPC link: one of the first generation has its target itself,
/// one of the second is told it. Links of the second generation are made by another service, so
/// only what is said of them here can be looked at.
fn connection(tx: &Tx<'_>, integration: &Integration) -> Result<(), Fault> {
    if integration.connection_type.as_deref() != Some("VPC_LINK") {
        return match &integration.integration_target {
            Some(_) => Err(bad_request(
                "Integration target can only be set for integrations with the connection type VPC_LINK",
            )),
            None => Ok(()),
        };
    }
    if !is_http(integration.integration_type) {
        return Err(bad_request(
            "The connection type VPC_LINK is only supported for integrations of type HTTP and HTTP_PROXY",
        ));
    }
    let link = integration.connection_id.as_deref().unwrap_or_default();
    if link.is_empty() {
        return Err(bad_request(
            "Connection id must be set for the connection type VPC_LINK",
        ));
    }
    match &integration.integration_target {
        Some(target) if is_variable(target) => Ok(()),
        Some(target) => load_balancer(tx, target),
        // A stage variable is looked at only when a request comes.
        None if is_variable(link) => Ok(()),
        None => vpc_link::find(tx, link).map(|_| ()),
    }
}

/// A load balancer or one of its listeners, of this account and region.
fn load_balancer(tx: &Tx<'_>, arn: &str) -> Result<(), Fault> {
    let own = Arn::parse(arn).is_some_and(|arn| {
        let parts: Vec<&str> = arn.resource.split('/').collect();
        let named = matches!(
            parts.as_slice(),
            ["loadbalancer", "app" | "net", _, _] | ["listener", "app" | "net", _, _, _]
        );
        named
            && parts.iter().all(|part| !part.is_empty())
            && arn.service == "elasticloadbalancing"
            && arn.region == tx.region()
            && arn.account == tx.account().as_str()
    });
    if own {
        Ok(())
    } else {
        Err(bad_request(format!(
            "Invalid ARN. ARN is not well formed {arn}"
        )))
    }
}

fn transfer(integration: &Integration) -> Result<(), Fault> {
    let streams = integration.response_transfer_mode.as_deref() == Some("STREAM");
    let proxies = matches!(
        integration.integration_type,
        IntegrationType::HttpProxy | IntegrationType::AwsProxy
    );
    if streams && !proxies {
        return Err(bad_request(
            "The response transfer mode STREAM is only supported for integrations of type HTTP_PROXY and AWS_PROXY",
        ));
    }
    let most = if streams { MAX_STREAMED } else { MAX_BUFFERED };
    if integration.timeout_millis > most {
        return Err(too_long(most));
    }
    Ok(())
}

fn is_variable(text: &str) -> bool {
    text.starts_with("${stageVariables.")
}

fn http_uri(uri: &str) -> Result<(), Fault> {
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
fn service_uri(uri: &str, kind: IntegrationType) -> Result<(), Fault> {
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
    if kind == IntegrationType::AwsProxy && !matches!(service, "lambda" | "firehose") {
        return Err(bad_request(
            "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
        ));
    }
    Ok(())
}
