//! A [`Definition`] into a document, as API Gateway exports it: what [`read`](crate::read) makes of the document with all
//! extensions is the definition again, so far as the specification has room for it. Swagger 2.0 has one schema for all media
//! types of a body.

mod documentation;
mod integration;
mod operation;
mod security;

use std::collections::BTreeMap;

use crate::definition::{Definition, MODEL};
use crate::error::Unwritable;
use crate::node::Node;

use documentation::About;

/// The two specifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Swagger 2.0.
    Swagger,
    /// OpenAPI 3.0.
    OpenApi,
}

/// Which of API Gateway's extensions are written (API Reference, "GetExport").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extensions {
    /// Integrations.
    pub integrations: bool,
    /// What authorizers are made of.
    pub authorizers: bool,
    /// Everything at the root.
    pub apigateway: bool,
    /// The documentation parts as such.
    pub documentation: bool,
}

/// What is written.
#[derive(Clone, Debug)]
pub struct Target {
    /// In which specification.
    pub dialect: Dialect,
    /// With which extensions.
    pub extensions: Extensions,
    /// The name that the API is called by.
    pub host: String,
    /// The stage, which is the base path.
    pub stage: String,
}

/// Writes a definition.
///
/// # Errors
/// When API Gateway would refuse to write it.
pub fn write(definition: &Definition, target: &Target) -> Result<Node, Unwritable> {
    let writer = Writer { definition, target };
    let mut document = match target.dialect {
        Dialect::Swagger => Node::map()
            .with("swagger", "2.0")
            .with(
                "info",
                writer.described_info(
                    Node::map()
                        .with_some("description", definition.description.as_ref())
                        .with_some("version", definition.version.as_ref())
                        .with_some("title", definition.title.as_ref()),
                ),
            )
            .with("host", &target.host)
            .with("basePath", format!("/{}", target.stage))
            .with("schemes", vec!["https"])
            .with("paths", writer.paths()?)
            .with_some("securityDefinitions", writer.schemes())
            .with_some("definitions", writer.models()),
        Dialect::OpenApi => Node::map()
            .with("openapi", "3.0.1")
            .with(
                "info",
                writer.described_info(
                    Node::map()
                        .with_some("title", definition.title.as_ref())
                        .with_some("description", definition.description.as_ref())
                        .with_some("version", definition.version.as_ref()),
                ),
            )
            .with("servers", vec![writer.server()])
            .with("paths", writer.paths()?)
            .with(
                "components",
                Node::map()
                    .with_some("schemas", writer.models())
                    .with_some("securitySchemes", writer.schemes()),
            ),
    };
    if target.extensions.apigateway {
        writer.root(&mut document);
    }
    if target.extensions.documentation {
        writer.documentation(&mut document);
    }
    Ok(document)
}

struct Writer<'d> {
    definition: &'d Definition,
    target: &'d Target,
}

impl Writer<'_> {
    fn server(&self) -> Node {
        let base_path = Node::map().with("default", &self.target.stage);
        let server = Node::map()
            .with("url", format!("https://{}/{{basePath}}", self.target.host))
            .with("variables", Node::map().with("basePath", base_path));
        server.with_some(ENDPOINT, self.endpoint())
    }

    /// The types of an endpoint are not the definition's to say (API Gateway Developer Guide, "Import a regional API").
    fn endpoint(&self) -> Option<Node> {
        let endpoint = &self.definition.endpoint;
        let disabled = endpoint.disable_execute_api_endpoint;
        let ids = endpoint
            .vpc_endpoint_ids
            .clone()
            .filter(|ids| !ids.is_empty());
        let node = Node::map()
            .with_some(
                "disableExecuteApiEndpoint",
                disabled.filter(|disabled| *disabled),
            )
            .with_some("vpcEndpointIds", ids);
        filled(node).filter(|_| self.target.extensions.apigateway)
    }

    fn paths(&self) -> Result<Node, Unwritable> {
        let mut paths = Node::map();
        for (path, methods) in &self.definition.resources {
            let mut item = Node::map();
            // Swagger 2.0 says nothing of a path as a whole.
            if self.target.dialect == Dialect::OpenApi {
                let about = About {
                    kind: "RESOURCE",
                    path,
                    ..About::default()
                };
                item = self.described(item, about);
            }
            for (verb, method) in methods {
                let key = match verb.as_str() {
                    "ANY" => "x-amazon-apigateway-any-method".to_owned(),
                    verb => verb.to_ascii_lowercase(),
                };
                item.set(key, self.operation(path, verb, method)?);
            }
            // A resource without methods is there for the sake of those below it, unless there are none.
            let below = format!("{}/", path.trim_end_matches('/'));
            let mut others = self.definition.resources.range(below.clone()..);
            let implied = others
                .next()
                .is_some_and(|(other, _)| other.starts_with(&below) && other != path);
            if !methods.is_empty() || !(implied || path == "/") {
                paths.set(path, item);
            }
        }
        Ok(paths)
    }

    fn models(&self) -> Option<Node> {
        let mut models = Node::map();
        for (name, model) in &self.definition.models {
            let about = About {
                kind: "MODEL",
                name,
                ..About::default()
            };
            let schema = model.schema.clone().referring(MODEL, self.schema_prefix());
            models.set(name, self.described(schema, about));
        }
        filled(models)
    }

    fn schema_prefix(&self) -> &'static str {
        match self.target.dialect {
            Dialect::Swagger => "#/definitions/",
            Dialect::OpenApi => "#/components/schemas/",
        }
    }

    fn reference(&self, model: &str) -> Node {
        Node::map().with("$ref", format!("{}{model}", self.schema_prefix()))
    }

    fn root(&self, document: &mut Node) {
        let definition = self.definition;
        if self.target.dialect == Dialect::Swagger
            && let Some(endpoint) = self.endpoint()
        {
            document.set(ENDPOINT, endpoint);
        }
        let mut extension = |name: &str, value: Option<Node>| {
            if let Some(value) = value {
                document.set(format!("x-amazon-apigateway-{name}"), value);
            }
        };
        let mut responses = Node::map();
        for (name, response) in &definition.gateway_responses {
            let status = response.status_code.as_ref();
            let number = status.and_then(|status| status.parse::<i64>().ok());
            let response = Node::map()
                .with_some("statusCode", number)
                .with_some("responseParameters", texts(&response.parameters))
                .with_some("responseTemplates", texts(&response.templates));
            responses.set(name, response);
        }
        extension("gateway-responses", filled(responses));
        extension("policy", definition.policy.clone());
        let mut validators = Node::map();
        for (name, validator) in &definition.request_validators {
            let validator = Node::map()
                .with(
                    "validateRequestParameters",
                    validator.validate_request_parameters,
                )
                .with("validateRequestBody", validator.validate_request_body);
            validators.set(name, validator);
        }
        extension("request-validators", filled(validators));
        let types = definition.binary_media_types.clone();
        let types = types.filter(|types| !types.is_empty());
        extension("binary-media-types", types.map(Node::from));
        let size = definition.minimum_compression_size;
        extension("minimum-compression-size", size.map(Node::from));
        let source = definition.api_key_source.as_ref();
        let source = source.filter(|source| *source != "HEADER");
        extension("api-key-source", source.map(Node::from));
        extension(
            "security-policy",
            definition.security_policy.as_ref().map(Node::from),
        );
        extension(
            "endpoint-access-mode",
            definition.endpoint_access_mode.as_ref().map(Node::from),
        );
    }

    fn documentation(&self, document: &mut Node) {
        if let Some(documentation) = &self.definition.documentation {
            document.set(
                "x-amazon-apigateway-documentation",
                documentation::extension(documentation),
            );
        }
    }
}

const ENDPOINT: &str = "x-amazon-apigateway-endpoint-configuration";

/// A map that has something in it.
fn filled(node: Node) -> Option<Node> {
    let filled = node.entries().is_some_and(|entries| !entries.is_empty());
    filled.then_some(node)
}

/// A map of strings that has something in it.
fn texts(strings: &BTreeMap<String, String>) -> Option<Node> {
    let mut node = Node::map();
    for (name, text) in strings {
        node.set(name, text);
    }
    filled(node)
}
