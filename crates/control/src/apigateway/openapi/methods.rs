//! The resource tree of a definition, with its methods. A resource whose path stays keeps its id, also when it is
//! overwritten; resources between are made as they are needed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portcullis_catalog::api::{Method, Resource};
use portcullis_openapi::Definition;
use portcullis_openapi::definition::{self as sent, Authorization};
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::Import;
use crate::apigateway::fault::bad_request;
use crate::apigateway::{
    address, integration, integration_response, method, method_response, resource,
};

/// The ids of parts by their names; `None` is one that was refused, which is said already.
pub(super) type Ids = BTreeMap<String, Option<String>>;

/// The id of an authorizer and the authorization type of its methods.
pub(super) type Authorizers = BTreeMap<String, Option<(String, &'static str)>>;

/// Makes the tree what the definition says of it.
pub(super) fn resources(
    import: &mut Import<'_, '_>,
    definition: &Definition,
    validators: &Ids,
    authorizers: &Authorizers,
) -> Result<(), Fault> {
    let known = address::resources(import.tx, &import.api)?;
    let ids: BTreeMap<String, String> = known
        .iter()
        .map(|resource| (resource.path.clone(), resource.id.clone()))
        .collect();
    let mut tree = Tree {
        kept: if import.overwrite {
            let roots = known.iter().filter(|resource| resource.parent_id.is_none());
            let bare = |resource: &Resource| Resource {
                methods: BTreeMap::new(),
                ..resource.clone()
            };
            roots.map(bare).collect()
        } else {
            known.clone()
        },
        ids,
    };
    for (path, methods) in &definition.resources {
        let made = tree.at(import, path);
        // A quota is told once, not for everything that comes after.
        let full = made.as_ref().is_err_and(|fault| fault.status == 429);
        let what = || format!("Unable to create resource at path '{path}': ");
        let Some(index) = import.findings.keep(what, made)? else {
            if full {
                return Ok(());
            }
            continue;
        };
        for (verb, sent) in methods {
            let Some(resource) = tree.kept.get(index) else {
                continue;
            };
            let place = Place {
                api: import.api.id.clone(),
                resource: resource.id.clone(),
                path,
                verb,
            };
            let made = place.method(import, sent, validators, authorizers)?;
            if let (Some(made), Some(resource)) = (made, tree.kept.get_mut(index)) {
                resource.methods.insert(verb.clone(), Box::new(made));
            }
        }
    }
    let kept: BTreeSet<&str> = tree.kept.iter().map(|known| known.id.as_str()).collect();
    for gone in known
        .iter()
        .filter(|known| !kept.contains(known.id.as_str()))
    {
        let key = Resource::key_of(gone.account, &gone.api, &gone.id);
        import.tx.delete(&key);
    }
    for resource in &tree.kept {
        import.tx.put(resource)?;
    }
    Ok(())
}

/// The resources that the API will have, and the ids that paths had before.
struct Tree {
    kept: Vec<Resource>,
    ids: BTreeMap<String, String>,
}

impl Tree {
    /// The place of the resource of a path, made along with those above it.
    fn at(&mut self, import: &Import<'_, '_>, path: &str) -> Result<usize, Fault> {
        let no_root = || bad_request("Invalid Resource identifier specified");
        let mut index = self
            .kept
            .iter()
            .position(|known| known.parent_id.is_none())
            .ok_or_else(no_root)?;
        for part in path.split('/').skip(1) {
            if path == "/" {
                break;
            }
            let parent = self.kept.get(index).ok_or_else(no_root)?;
            let child = self.kept.iter().position(|known| {
                known.parent_id.as_ref() == Some(&parent.id)
                    && known.path_part.as_deref() == Some(part)
            });
            index = match child {
                Some(child) => child,
                None => {
                    let mut made = resource::make(import.tx, &self.kept, parent, part.to_owned())?;
                    if let Some(id) = self.ids.get(&made.path) {
                        made.id.clone_from(id);
                    }
                    self.kept.push(made);
                    self.kept.len() - 1
                }
            };
        }
        Ok(index)
    }
}

/// Where a method stands.
struct Place<'p> {
    api: String,
    resource: String,
    path: &'p str,
    verb: &'p str,
}

impl Place<'_> {
    fn method(
        &self,
        import: &mut Import<'_, '_>,
        sent: &sent::Method,
        validators: &Ids,
        authorizers: &Authorizers,
    ) -> Result<Option<Method>, Fault> {
        let Self { path, verb, .. } = self;
        let (authorizer_id, authorization_type) = match &sent.authorization {
            Authorization::None => (None, "NONE"),
            Authorization::AwsIam => (None, "AWS_IAM"),
            Authorization::Authorizer(name) => match authorizers.get(name) {
                Some(Some((id, kind))) => (Some(id.clone()), *kind),
                _ => return Ok(None),
            },
        };
        let request_validator_id = match &sent.request_validator {
            None => None,
            Some(name) => match validators.get(name) {
                Some(Some(id)) => Some(id.clone()),
                Some(None) => return Ok(None),
                // No API has a validator with such an id.
                None => Some(format!("no validator is called {name}")),
            },
        };
        let given =
            |map: &BTreeMap<String, String>| Some(map.clone()).filter(|map| !map.is_empty());
        let input = wire::PutMethodRequest {
            rest_api_id: self.api.clone(),
            resource_id: self.resource.clone(),
            http_method: self.verb.to_owned(),
            authorization_type: authorization_type.to_owned(),
            authorizer_id,
            api_key_required: Some(sent.api_key_required),
            operation_name: sent.operation_name.clone(),
            request_parameters: Some(sent.request_parameters.clone()),
            request_models: given(&sent.request_models),
            request_validator_id,
            authorization_scopes: Some(sent.authorization_scopes.clone()),
        };
        let what = || format!("Unable to put method '{verb}' on resource at path '{path}': ");
        let made = method::make(import.tx, input);
        let Some(mut made) = import.findings.keep(what, made)? else {
            return Ok(None);
        };
        for (status, response) in &sent.responses {
            let input = wire::PutMethodResponseRequest {
                rest_api_id: self.api.clone(),
                resource_id: self.resource.clone(),
                http_method: self.verb.to_owned(),
                status_code: status.clone(),
                response_parameters: Some(response.parameters.clone()),
                response_models: given(&response.models),
            };
            let what = || {
                format!(
                    "Unable to put method response '{status}' on '{verb}' for resource at path '{path}': "
                )
            };
            let response = method_response::make(import.tx, input);
            if let Some(response) = import.findings.keep(what, response)? {
                made.responses.insert(status.clone(), response);
            }
        }
        if let Some(behind) = &sent.integration {
            self.integration(import, &mut made, behind)?;
        }
        Ok(Some(made))
    }

    fn integration(
        &self,
        import: &mut Import<'_, '_>,
        method: &mut Method,
        sent: &sent::Integration,
    ) -> Result<(), Fault> {
        let Self { path, verb, .. } = self;
        let what =
            || format!("Unable to put integration on '{verb}' for resource at path '{path}': ");
        let input = self.integration_input(sent);
        let made = input.and_then(|input| integration::make(import.tx, input, method));
        let Some(mut made) = import.findings.keep(what, made)? else {
            return Ok(());
        };
        for (status, response) in &sent.responses {
            let what = || {
                format!(
                    "Unable to put integration response on '{verb}' for resource at path '{path}': "
                )
            };
            let input = self.response_input(status, response);
            let declared = method.responses.get(status);
            let response = input.and_then(|input| integration_response::make(input, declared));
            if let Some(response) = import.findings.keep(what, response)? {
                made.responses.insert(status.clone(), Box::new(response));
            }
        }
        method.integration = Some(Arc::new(made));
        Ok(())
    }

    fn integration_input(
        &self,
        sent: &sent::Integration,
    ) -> Result<wire::PutIntegrationRequest, Fault> {
        let integration_type = sent.integration_type.parse().map_err(|_| {
            bad_request("Enumeration value for IntegrationType must be non-empty and one of AWS,AWS_PROXY,HTTP,HTTP_PROXY,MOCK")
        })?;
        let mock = integration_type == wire::IntegrationType::Mock;
        let timeout = sent.timeout_in_millis;
        let timeout = timeout.map(|millis| i32::try_from(millis).unwrap_or(i32::MAX));
        Ok(wire::PutIntegrationRequest {
            rest_api_id: self.api.clone(),
            resource_id: self.resource.clone(),
            http_method: self.verb.to_owned(),
            r#type: integration_type,
            // A MOCK has no back end; AWS forgets a verb that a definition gives it.
            integration_http_method: sent.http_method.clone().filter(|_| !mock),
            uri: sent.uri.clone(),
            connection_type: parsed(
                sent.connection_type.as_deref(),
                "Invalid connection type specified. Valid options are INTERNET,VPC_LINK",
            )?,
            connection_id: sent.connection_id.clone(),
            credentials: sent.credentials.clone(),
            request_parameters: Some(sent.request_parameters.clone()),
            request_templates: Some(sent.request_templates.clone()),
            passthrough_behavior: sent.passthrough_behavior.clone(),
            cache_namespace: sent.cache_namespace.clone(),
            cache_key_parameters: Some(sent.cache_key_parameters.clone()),
            content_handling: parsed(sent.content_handling.as_deref(), INVALID_HANDLING)?,
            timeout_in_millis: timeout,
            tls_config: sent.tls_config.map(|tls| wire::TlsConfig {
                insecure_skip_verification: tls.insecure_skip_verification,
            }),
            response_transfer_mode: parsed(
                sent.response_transfer_mode.as_deref(),
                "Invalid response transfer mode specified. Valid options are BUFFERED,STREAM",
            )?,
            integration_target: sent.integration_target.clone(),
        })
    }

    fn response_input(
        &self,
        status: &str,
        sent: &sent::IntegrationResponse,
    ) -> Result<wire::PutIntegrationResponseRequest, Fault> {
        // A pattern of the model, which only inputs of the operation itself have passed.
        if !matches!(status.as_bytes(), [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9']) {
            return Err(bad_request(format!(
                "Invalid status code specified: {status}"
            )));
        }
        Ok(wire::PutIntegrationResponseRequest {
            rest_api_id: self.api.clone(),
            resource_id: self.resource.clone(),
            http_method: self.verb.to_owned(),
            status_code: status.to_owned(),
            selection_pattern: sent.selection_pattern.clone(),
            response_parameters: Some(sent.parameters.clone()),
            response_templates: Some(sent.templates.clone()),
            content_handling: parsed(sent.content_handling.as_deref(), INVALID_HANDLING)?,
        })
    }
}

const INVALID_HANDLING: &str =
    "Invalid content handling specified. Valid options are CONVERT_TO_BINARY,CONVERT_TO_TEXT";

fn parsed<T: std::str::FromStr>(text: Option<&str>, invalid: &str) -> Result<Option<T>, Fault> {
    let parsed = text.map(str::parse).transpose();
    parsed.map_err(|_| bad_request(invalid))
}
