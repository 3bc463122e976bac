//! API Gateway's extensions at the root of a document (API Gateway Developer Guide, "OpenAPI extensions").

use std::collections::BTreeMap;

use crate::definition::{
    Documentation, DocumentationPart, Endpoint, GatewayResponse, RequestValidator,
};
use crate::node::Node;
use crate::write::Dialect;

use super::{Options, Reader};

const ENDPOINT: &str = "x-amazon-apigateway-endpoint-configuration";
const VALIDATORS: &str = "x-amazon-apigateway-request-validators";
const RESPONSES: &str = "x-amazon-apigateway-gateway-responses";
const DOCUMENTATION: &str = "x-amazon-apigateway-documentation";

impl<'d> Reader<'d> {
    /// Everything but the methods.
    pub(super) fn extensions(&mut self, options: &Options) {
        let root = |name: &str| {
            let name = format!("x-amazon-apigateway-{name}");
            (self.root.get(&name), name)
        };
        let (types, types_at) = root("binary-media-types");
        let (size, size_at) = root("minimum-compression-size");
        let (source, source_at) = root("api-key-source");
        let (security, security_at) = root("security-policy");
        let (access, access_at) = root("endpoint-access-mode");
        let (policy, policy_at) = root("policy");
        let types = self.texts(types, &types_at);
        let size = self.number(size, &size_at);
        let source = self.text(source, &source_at);
        let security = self.text(security, &security_at);
        let access = self.text(access, &access_at);
        self.map(policy, &policy_at);
        let definition = &mut self.reading.definition;
        definition.binary_media_types = types;
        definition.minimum_compression_size = size;
        definition.api_key_source = source.map(|source| source.to_ascii_uppercase());
        definition.security_policy = security;
        definition.endpoint_access_mode = access.map(|mode| mode.to_ascii_uppercase());
        definition.policy = policy.cloned();
        self.endpoint();
        for (name, validator) in self.map(self.root.get(VALIDATORS), VALIDATORS) {
            let at = format!("{VALIDATORS}.{name}");
            self.map(Some(validator), &at);
            let body = self.truth(validator.get("validateRequestBody"), &at);
            let parameters = self.truth(validator.get("validateRequestParameters"), &at);
            let validator = RequestValidator {
                validate_request_body: body.unwrap_or_default(),
                validate_request_parameters: parameters.unwrap_or_default(),
            };
            let validators = &mut self.reading.definition.request_validators;
            validators.insert(name.clone(), validator);
        }
        for (name, response) in self.map(self.root.get(RESPONSES), RESPONSES) {
            let response = self.gateway_response(response, &format!("{RESPONSES}.{name}"));
            let responses = &mut self.reading.definition.gateway_responses;
            responses.insert(name.to_ascii_uppercase(), response);
        }
        if !options.ignore_documentation {
            self.documentation();
        }
    }

    /// At the root of Swagger 2.0, in the server of OpenAPI 3.0.
    fn endpoint(&mut self) {
        let node = match self.dialect {
            Dialect::Swagger => self.root.get(ENDPOINT),
            Dialect::OpenApi => {
                let servers = self.list(self.root.get("servers"), "servers");
                if servers.len() > 1 {
                    self.warn(
                        "More than one server provided. Ignoring all but the first for defining endpoint configuration",
                    );
                }
                servers.first().and_then(|server| server.get(ENDPOINT))
            }
        };
        self.map(node, ENDPOINT);
        let get = |name: &str| node.and_then(|node| node.get(name));
        let endpoint = Endpoint {
            types: self.texts(get("types"), ENDPOINT),
            ip_address_type: self.text(get("ipAddressType"), ENDPOINT),
            vpc_endpoint_ids: self.texts(get("vpcEndpointIds"), ENDPOINT),
            disable_execute_api_endpoint: self.truth(get("disableExecuteApiEndpoint"), ENDPOINT),
        };
        self.reading.definition.endpoint = endpoint;
    }

    fn gateway_response(&mut self, node: &'d Node, at: &str) -> GatewayResponse {
        self.map(Some(node), at);
        let mut strings = |name: &str| -> BTreeMap<String, String> {
            let at = format!("{at}.{name}");
            let entries = self.map(node.get(name), &at);
            let texts = entries
                .iter()
                .filter_map(|(name, value)| Some((name.clone(), self.text(Some(value), &at)?)));
            texts.collect()
        };
        let parameters = strings("responseParameters");
        let templates = strings("responseTemplates");
        GatewayResponse {
            status_code: self.text(node.get("statusCode"), at),
            parameters,
            templates,
        }
    }

    fn documentation(&mut self) {
        let Some(node) = self.root.get(DOCUMENTATION) else {
            return;
        };
        self.map(Some(node), DOCUMENTATION);
        let mut documentation = Documentation {
            version: self.text(node.get("version"), DOCUMENTATION),
            created_date: self.text(node.get("createdDate"), DOCUMENTATION),
            parts: Vec::new(),
        };
        for part in self.list(node.get("documentationParts"), DOCUMENTATION) {
            let entries = self.map(part.get("location"), DOCUMENTATION);
            let location: BTreeMap<String, String> = entries
                .iter()
                .filter_map(|(name, value)| {
                    Some((name.clone(), self.text(Some(value), DOCUMENTATION)?))
                })
                .collect();
            match part.get("properties") {
                Some(properties) if location.contains_key("type") => {
                    documentation.parts.push(DocumentationPart {
                        location,
                        properties: properties.clone(),
                    });
                }
                _ => self.error(format!(
                    "Parse issue: attribute {DOCUMENTATION}.documentationParts needs a location with a type, and properties"
                )),
            }
        }
        self.reading.definition.documentation = Some(documentation);
    }
}
