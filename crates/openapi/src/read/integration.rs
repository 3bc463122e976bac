//! `x-amazon-apigateway-integration` (API Gateway Developer Guide, "x-amazon-apigateway-integration object"). Words come in
//! any case and leave in API Gateway's.

use std::collections::BTreeMap;

use crate::definition::{Integration, IntegrationResponse, TlsConfig};
use crate::error::Unreadable;
use crate::json;
use crate::node::Node;

use super::{Place, Reader};

const NAME: &str = "x-amazon-apigateway-integration";

impl<'d> Reader<'d> {
    /// The integration of an operation.
    pub(super) fn integration(
        &mut self,
        operation: &'d Node,
        place: Place<'_>,
    ) -> Result<Option<Integration>, Unreadable> {
        let Some(node) = operation.get(NAME) else {
            return Ok(None);
        };
        let Place { verb, path } = place;
        let at = format!("paths.'{path}'({verb}).{NAME}");
        self.map(Some(node), &at);
        let mut text = |name: &str| self.text(node.get(name), &format!("{at}.{name}"));
        let upper = |text: Option<String>| text.map(|text| text.to_ascii_uppercase());
        let mut integration = Integration {
            integration_type: upper(text("type")).unwrap_or_default(),
            http_method: upper(text("httpMethod")),
            uri: text("uri"),
            connection_type: upper(text("connectionType")),
            connection_id: text("connectionId"),
            integration_target: text("integrationTarget"),
            credentials: text("credentials"),
            passthrough_behavior: upper(text("passthroughBehavior")),
            content_handling: upper(text("contentHandling")),
            response_transfer_mode: upper(text("responseTransferMode")),
            cache_namespace: text("cacheNamespace"),
            ..Integration::default()
        };
        let timeout = node.get("timeoutInMillis");
        integration.timeout_in_millis = self.number(timeout, &format!("{at}.timeoutInMillis"));
        let keys = self.texts(
            node.get("cacheKeyParameters"),
            &format!("{at}.cacheKeyParameters"),
        );
        integration.cache_key_parameters = keys.unwrap_or_default();
        if let Some(tls) = node.get("tlsConfig") {
            let at = format!("{at}.tlsConfig");
            self.map(Some(tls), &at);
            let skip = self.truth(tls.get("insecureSkipVerification"), &at);
            integration.tls_config = Some(TlsConfig {
                insecure_skip_verification: skip,
            });
        }
        integration.request_parameters = self.strings(node, "requestParameters", place);
        integration.request_templates = self.strings(node, "requestTemplates", place);
        for (pattern, response) in self.map(node.get("responses"), &format!("{at}.responses")) {
            self.work.spend(1)?;
            self.integration_response(&mut integration, pattern, response, place);
        }
        Ok(Some(integration))
    }

    fn integration_response(
        &mut self,
        integration: &mut Integration,
        pattern: &str,
        node: &'d Node,
        place: Place<'_>,
    ) {
        let Place { verb, path } = place;
        let at = format!("paths.'{path}'({verb}).{NAME}.responses.{pattern}");
        self.map(Some(node), &at);
        let Some(status) = self.text(node.get("statusCode"), &format!("{at}.statusCode")) else {
            self.error(format!("Parse issue: attribute {at}.statusCode is missing"));
            return;
        };
        let handling = self.text(
            node.get("contentHandling"),
            &format!("{at}.contentHandling"),
        );
        let response = IntegrationResponse {
            selection_pattern: (pattern != "default").then(|| pattern.to_owned()),
            parameters: self.strings(node, "responseParameters", place),
            templates: self.strings(node, "responseTemplates", place),
            content_handling: handling.map(|handling| handling.to_ascii_uppercase()),
        };
        if integration.responses.contains_key(&status) {
            self.warn(format!(
                "More than one integration response for status '{status}' of method '{verb} {path}'. Using the last one."
            ));
        }
        integration.responses.insert(status, response);
    }

    /// A map of strings. What is something else is passed over with API Gateway's own warning.
    fn strings(
        &mut self,
        node: &'d Node,
        name: &str,
        Place { verb, path }: Place<'_>,
    ) -> BTreeMap<String, String> {
        let mut strings = BTreeMap::new();
        let at = format!("paths.'{path}'({verb}).{NAME}.{name}");
        for (key, value) in self.map(node.get(name), &at) {
            match value {
                Node::Text(text) => {
                    strings.insert(key.clone(), text.clone());
                }
                other => {
                    let shown = other.scalar().unwrap_or_else(|| json::print(other));
                    self.warn(format!(
                        "Invalid format for '{name}'. Expected type string for property '{key}' of resource '{path}' and method '{verb}' but got '{shown}'"
                    ));
                }
            }
        }
        strings
    }
}
