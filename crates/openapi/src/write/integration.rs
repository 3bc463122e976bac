//! An integration as an extension of its operation. What is API Gateway's default is left out where it leaves it out.

use crate::definition::Integration;
use crate::node::Node;

use super::{filled, texts};

/// `x-amazon-apigateway-integration`.
pub(super) fn extension(integration: &Integration) -> Node {
    let lower = |text: &String| text.to_ascii_lowercase();
    let mut responses = Node::map();
    for (status, response) in &integration.responses {
        let pattern = response.selection_pattern.as_deref();
        let pattern = pattern
            .filter(|pattern| !pattern.is_empty())
            .unwrap_or("default");
        let named = Node::map()
            .with("statusCode", status)
            .with_some("responseParameters", texts(&response.parameters))
            .with_some("responseTemplates", texts(&response.templates))
            .with_some("contentHandling", response.content_handling.as_ref());
        // Two responses with one pattern have no form; the first is what API Gateway uses.
        if responses.get(pattern).is_none() {
            responses.set(pattern, named);
        }
    }
    let keys = integration.cache_key_parameters.clone();
    let tls = integration.tls_config.map(|tls| {
        Node::map().with_some("insecureSkipVerification", tls.insecure_skip_verification)
    });
    Node::map()
        .with("type", lower(&integration.integration_type))
        .with_some("httpMethod", integration.http_method.as_ref())
        .with_some("uri", integration.uri.as_ref())
        .with_some("connectionType", integration.connection_type.as_ref())
        .with_some("connectionId", integration.connection_id.as_ref())
        .with_some("integrationTarget", integration.integration_target.as_ref())
        .with_some("credentials", integration.credentials.as_ref())
        .with_some("responses", filled(responses))
        .with_some("requestParameters", texts(&integration.request_parameters))
        .with_some("requestTemplates", texts(&integration.request_templates))
        .with_some(
            "passthroughBehavior",
            integration.passthrough_behavior.as_ref().map(lower),
        )
        .with_some("contentHandling", integration.content_handling.as_ref())
        .with_some("timeoutInMillis", integration.timeout_in_millis)
        .with_some(
            "responseTransferMode",
            integration.response_transfer_mode.as_ref(),
        )
        .with_some("cacheNamespace", integration.cache_namespace.as_ref())
        .with_some(
            "cacheKeyParameters",
            Some(keys).filter(|keys| !keys.is_empty()),
        )
        .with_some("tlsConfig", tls)
}
