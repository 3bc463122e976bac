//! An operation into a method: parameters, bodies, responses. The integration and the security of it are beside this file.

use std::collections::{BTreeMap, BTreeSet};

use crate::definition::{Method, MethodResponse};
use crate::error::Unreadable;
use crate::node::Node;
use crate::write::Dialect;

use super::components::Kind;
use super::{Place, Reader};

const JSON: &str = "application/json";

impl<'d> Reader<'d> {
    /// Reads an operation; `shared` are the parameters of its path.
    pub(super) fn operation(
        &mut self,
        place: Place<'_>,
        operation: &'d Node,
        shared: Option<&'d Node>,
    ) -> Result<Method, Unreadable> {
        self.work.spend(1)?;
        let Place { verb, path } = place;
        let at = |name: &str| format!("paths.'{path}'({verb}).{name}");
        self.map(Some(operation), &format!("paths.'{path}'({verb})"));
        let mut method = Method {
            operation_name: self.text(operation.get("operationId"), &at("operationId")),
            ..Method::default()
        };
        let validator = "x-amazon-apigateway-request-validator";
        let validator = [operation, self.root]
            .into_iter()
            .find_map(|node| node.get(validator));
        method.request_validator =
            self.text(validator, &at("x-amazon-apigateway-request-validator"));
        self.security(&mut method, operation, place)?;
        // What the operation says of a parameter stands in place of what its path says.
        for parameters in [shared, operation.get("parameters")] {
            for parameter in self.list(parameters, &at("parameters")) {
                self.parameter(&mut method, operation, parameter, place)?;
            }
        }
        // A variable of the path is a parameter whether it is declared or not.
        for part in path.split('/') {
            let name = part
                .strip_prefix('{')
                .and_then(|part| part.strip_suffix('}'));
            if let Some(name) = name {
                let name = name.strip_suffix('+').unwrap_or(name);
                let name = format!("method.request.path.{name}");
                method.request_parameters.insert(name, true);
            }
        }
        if self.dialect == Dialect::OpenApi
            && let Some(body) = operation.get("requestBody")
            && let Some(body) = self.resolved(body, Kind::RequestBody)
        {
            method.request_models = self.content(body.get("content"), place, "request body of")?;
        }
        for (status, response) in self.map(operation.get("responses"), &at("responses")) {
            self.response(&mut method, operation, (status, response), place)?;
        }
        method.integration = self.integration(operation, place)?;
        Ok(method)
    }

    fn parameter(
        &mut self,
        method: &mut Method,
        operation: &'d Node,
        parameter: &'d Node,
        place: Place<'_>,
    ) -> Result<(), Unreadable> {
        self.work.spend(1)?;
        let Place { verb, path } = place;
        let at = format!("paths.'{path}'({verb}).parameters");
        let Some(parameter) = self.resolved(parameter, Kind::Parameter) else {
            return Ok(());
        };
        self.map(Some(parameter), &at);
        let located = parameter.get("in").and_then(Node::text).unwrap_or_default();
        let location = match located {
            "query" => "querystring",
            "header" => "header",
            "path" => "path",
            "body" => return self.body(method, operation, parameter, place),
            _ => {
                let name = parameter.get("name").and_then(Node::text);
                let name = name.unwrap_or_default();
                self.warn(format!(
                    "Unsupported parameter location '{located}' of '{name}' in method '{verb} {path}'. Ignoring."
                ));
                return Ok(());
            }
        };
        let Some(name) = self.text(parameter.get("name"), &at) else {
            self.error(format!("Parse issue: attribute {at}.name is missing"));
            return Ok(());
        };
        let required = self.truth(parameter.get("required"), &at);
        let required = located == "path" || required.unwrap_or_default();
        method
            .request_parameters
            .insert(format!("method.request.{location}.{name}"), required);
        Ok(())
    }

    /// The body of Swagger 2.0: one schema for everything that the operation consumes.
    fn body(
        &mut self,
        method: &mut Method,
        operation: &'d Node,
        parameter: &'d Node,
        place: Place<'_>,
    ) -> Result<(), Unreadable> {
        let Some(schema) = parameter.get("schema") else {
            return Ok(());
        };
        if let Some(model) = self.model_of(schema, place, "request body of")? {
            for content_type in self.media_types(operation, "consumes", place)? {
                method.request_models.insert(content_type, model.clone());
            }
        }
        Ok(())
    }

    /// Media types of Swagger 2.0: the operation's, the document's, or JSON.
    fn media_types(
        &mut self,
        operation: &'d Node,
        name: &str,
        Place { verb, path }: Place<'_>,
    ) -> Result<BTreeSet<String>, Unreadable> {
        let types = [operation, self.root]
            .into_iter()
            .find_map(|node| node.get(name));
        let types = self.texts(types, &format!("paths.'{path}'({verb}).{name}"));
        let types: BTreeSet<String> = types.unwrap_or_default().into_iter().collect();
        self.work.spend(types.len())?;
        if types.is_empty() {
            return Ok(BTreeSet::from([JSON.to_owned()]));
        }
        Ok(types)
    }

    /// The content of OpenAPI 3.0: a schema for each media type.
    fn content(
        &mut self,
        content: Option<&'d Node>,
        place: Place<'_>,
        what: &str,
    ) -> Result<BTreeMap<String, String>, Unreadable> {
        let Place { verb, path } = place;
        let mut models = BTreeMap::new();
        for (content_type, media) in self.map(content, &format!("paths.'{path}'({verb}).content")) {
            self.work.spend(1)?;
            let Some(schema) = media.get("schema") else {
                continue;
            };
            if let Some(model) = self.model_of(schema, place, what)? {
                models.insert(content_type.clone(), model);
            }
        }
        Ok(models)
    }

    fn response(
        &mut self,
        method: &mut Method,
        operation: &'d Node,
        (status, response): (&str, &'d Node),
        place: Place<'_>,
    ) -> Result<(), Unreadable> {
        let Place { verb, path } = place;
        // API Gateway declares no response without a status.
        if status == "default" || status.starts_with("x-") {
            return Ok(());
        }
        let is_status = matches!(status.as_bytes(), [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9']);
        if !is_status {
            self.warn(format!(
                "Unsupported response status '{status}' in method '{verb} {path}'. Ignoring."
            ));
            return Ok(());
        }
        let Some(response) = self.resolved(response, Kind::Response) else {
            return Ok(());
        };
        let at = format!("paths.'{path}'({verb}).responses.{status}");
        self.map(Some(response), &at);
        let mut declared = MethodResponse::default();
        for (name, header) in self.map(response.get("headers"), &format!("{at}.headers")) {
            self.work.spend(1)?;
            let header = self.resolved(header, Kind::Header);
            let required = header.and_then(|header| header.get("required"));
            let required = self.truth(required, &at).unwrap_or_default();
            let name = format!("method.response.header.{name}");
            declared.parameters.insert(name, required);
        }
        let what = format!("{status} response to");
        match self.dialect {
            Dialect::OpenApi => {
                declared.models = self.content(response.get("content"), place, &what)?;
            }
            Dialect::Swagger => {
                if let Some(schema) = response.get("schema")
                    && let Some(model) = self.model_of(schema, place, &what)?
                {
                    for content_type in self.media_types(operation, "produces", place)? {
                        declared.models.insert(content_type, model.clone());
                    }
                }
            }
        }
        method.responses.insert(status.to_owned(), declared);
        Ok(())
    }
}
