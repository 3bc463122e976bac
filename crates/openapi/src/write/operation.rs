//! A method as an operation.

use std::collections::{BTreeMap, BTreeSet};

use crate::definition::{Method, MethodResponse};
use crate::error::Unwritable;
use crate::node::Node;

use super::documentation::About;
use super::{Dialect, Writer, filled, integration};

const JSON: &str = "application/json";

impl Writer<'_> {
    pub(super) fn operation(
        &self,
        path: &str,
        verb: &str,
        method: &Method,
    ) -> Result<Node, Unwritable> {
        if !method.request_models.is_empty() && !method.request_models.contains_key(JSON) {
            return Err(Unwritable::OnlyOtherBodies {
                verb: verb.to_owned(),
                path: path.to_owned(),
            });
        }
        let about = About {
            path,
            verb,
            ..About::default()
        };
        let mut operation = Node::map();
        if let Some(name) = &method.operation_name {
            operation.set("operationId", name);
        }
        let mut parameters = self.parameters(method, about);
        let of_body = About {
            kind: "REQUEST_BODY",
            ..about
        };
        match self.target.dialect {
            Dialect::Swagger => {
                if let Some(model) = method.request_models.get(JSON) {
                    let body = Node::map()
                        .with("in", "body")
                        .with("name", model)
                        .with("required", true)
                        .with("schema", self.reference(model));
                    parameters.push(self.described(body, of_body));
                }
                if let Some(types) = listed(consumed(method)) {
                    operation.set("consumes", types);
                }
                if let Some(types) = listed(produced(method)) {
                    operation.set("produces", types);
                }
                if !parameters.is_empty() {
                    operation.set("parameters", parameters);
                }
            }
            Dialect::OpenApi => {
                if !parameters.is_empty() {
                    operation.set("parameters", parameters);
                }
                if let Some(content) = filled(self.content(&method.request_models)) {
                    let body = Node::map().with("content", content).with("required", true);
                    operation.set("requestBody", self.described(body, of_body));
                }
            }
        }
        let mut responses = Node::map();
        for (status, response) in &method.responses {
            responses.set(status, self.response(status, response, about));
        }
        operation.set("responses", responses);
        if let Some(security) = self.security(method) {
            operation.set("security", security);
        }
        let of_method = About {
            kind: "METHOD",
            ..about
        };
        operation = self.described(operation, of_method);
        let extensions = self.target.extensions;
        if extensions.apigateway
            && let Some(validator) = &method.request_validator
        {
            operation.set("x-amazon-apigateway-request-validator", validator);
        }
        if (extensions.integrations || extensions.apigateway)
            && let Some(behind) = &method.integration
        {
            operation.set(
                "x-amazon-apigateway-integration",
                integration::extension(behind),
            );
        }
        Ok(operation)
    }

    fn parameters(&self, method: &Method, about: About<'_>) -> Vec<Node> {
        let mut parameters = Vec::new();
        for (name, required) in &method.request_parameters {
            let located = name
                .strip_prefix("method.request.")
                .and_then(|rest| rest.split_once('.'));
            let Some((location, name)) = located else {
                continue;
            };
            let (location, kind) = match location {
                "querystring" => ("query", "QUERY_PARAMETER"),
                "header" => ("header", "REQUEST_HEADER"),
                location => (location, "PATH_PARAMETER"),
            };
            let about = About {
                kind,
                name,
                ..about
            };
            let parameter = Node::map().with("name", name).with("in", location);
            let parameter = match self.target.dialect {
                Dialect::Swagger => parameter.with("required", *required).with("type", "string"),
                Dialect::OpenApi => parameter
                    .with_some("required", Some(*required).filter(|required| *required))
                    .with("schema", string()),
            };
            parameters.push(self.described(parameter, about));
        }
        parameters
    }

    fn response(&self, status: &str, response: &MethodResponse, about: About<'_>) -> Node {
        let about = About { status, ..about };
        let node = Node::map().with("description", format!("{status} response"));
        let of_response = About {
            kind: "RESPONSE",
            ..about
        };
        let node = self.described(node, of_response);
        let mut headers = Node::map();
        for (name, required) in &response.parameters {
            let name = name.splitn(4, '.').nth(3).unwrap_or(name);
            let header = match self.target.dialect {
                Dialect::Swagger => string(),
                Dialect::OpenApi => Node::map()
                    .with_some("required", Some(*required).filter(|required| *required))
                    .with("schema", string()),
            };
            let about = About {
                kind: "RESPONSE_HEADER",
                name,
                ..about
            };
            headers.set(name, self.described(header, about));
        }
        let models = &response.models;
        match self.target.dialect {
            Dialect::Swagger => {
                let model = models.get(JSON).or_else(|| models.values().next());
                node.with_some("schema", model.map(|model| self.reference(model)))
                    .with_some("headers", filled(headers))
            }
            Dialect::OpenApi => node
                .with_some("headers", filled(headers))
                .with("content", self.content(models)),
        }
    }

    fn content(&self, models: &BTreeMap<String, String>) -> Node {
        let mut content = Node::map();
        for (content_type, model) in models {
            let media = Node::map().with("schema", self.reference(model));
            content.set(content_type, media);
        }
        content
    }
}

/// What the models of the body are for; without any, what the templates are for. With both in one list, reading it would
/// give the templates' types the models.
fn consumed(method: &Method) -> BTreeSet<&String> {
    let models: BTreeSet<&String> = method.request_models.keys().collect();
    if !models.is_empty() {
        return models;
    }
    let behind = method.integration.iter();
    behind
        .flat_map(|behind| behind.request_templates.keys())
        .collect()
}

fn produced(method: &Method) -> BTreeSet<&String> {
    let responses = method.responses.values();
    let models: BTreeSet<&String> = responses
        .flat_map(|response| response.models.keys())
        .collect();
    if !models.is_empty() {
        return models;
    }
    let behind = method.integration.iter();
    behind
        .flat_map(|behind| behind.responses.values())
        .flat_map(|response| response.templates.keys())
        .collect()
}

fn listed(types: BTreeSet<&String>) -> Option<Node> {
    let types: Vec<Node> = types.into_iter().map(Node::from).collect();
    (!types.is_empty()).then_some(Node::List(types))
}

fn string() -> Node {
    Node::map().with("type", "string")
}
