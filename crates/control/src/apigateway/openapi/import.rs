//! A definition into the records of an API. Overwriting makes the API what the definition says and keeps only what is not a
//! definition's to say: the id, the tags, the types of the endpoint, deployments and stages. Merging keeps what the
//! definition does not mention; of a method it is all or nothing (API Gateway Developer Guide, "Import an OpenAPI file to
//! update an existing API definition"; API Reference, "PutRestApi").

use portcullis_catalog::api::RestApi;
use portcullis_iam::expand_api_resources;
use portcullis_openapi::{Definition, Format, print};
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::findings::Findings;
use super::source::{self, Parameters};
use super::{Import, documentation, methods, parts};
use crate::Tx;
use crate::apigateway::fault::bad_request;
use crate::apigateway::{address, policy, rest_api, security_policy};

pub(super) fn import(
    tx: &mut Tx<'_>,
    input: wire::ImportRestApiRequest,
) -> Result<wire::RestApi, Fault> {
    let mut reading = source::reading(tx, &input.body.0, &input.parameters)?;
    let findings = Findings::of(&mut reading);
    let definition = reading.definition;
    let types = endpoint_types(&input.parameters, &definition)?;
    let new = wire::CreateRestApiRequest {
        name: definition.title.clone().unwrap_or_default(),
        endpoint_configuration: types.map(|types| wire::EndpointConfiguration {
            types: Some(types),
            ..wire::EndpointConfiguration::default()
        }),
        ..wire::CreateRestApiRequest::default()
    };
    let made = rest_api::create(tx, new)?;
    let api = address::api(tx, &made.id.unwrap_or_default())?;
    let import = Import {
        tx,
        api,
        overwrite: true,
        findings,
    };
    let (api, warnings) = import.run(&definition, input.fail_on_warnings)?;
    Ok(shown(&api, warnings))
}

pub(super) fn put(tx: &mut Tx<'_>, input: wire::PutRestApiRequest) -> Result<wire::RestApi, Fault> {
    // What cannot be read is refused before the API is looked for, as on AWS.
    let mut reading = source::reading(tx, &input.body.0, &input.parameters)?;
    let api = address::api(tx, &input.rest_api_id)?;
    let import = Import {
        tx,
        api,
        // Without a mode it is a merge (API Gateway Developer Guide, as above).
        overwrite: input.mode == Some(wire::PutMode::Overwrite),
        findings: Findings::of(&mut reading),
    };
    let (api, warnings) = import.run(&reading.definition, input.fail_on_warnings)?;
    // A change shows the tags even where there are none.
    Ok(wire::RestApi {
        tags: Some(api.tags.clone()),
        ..shown(&api, warnings)
    })
}

/// The types that a new API is asked to have; the parameters come before the definition.
pub(super) fn endpoint_types(
    parameters: &Parameters,
    definition: &Definition,
) -> Result<Option<Vec<wire::EndpointType>>, Fault> {
    let sent = parameters
        .as_ref()
        .and_then(|parameters| parameters.get("endpointConfigurationTypes"));
    let types = match sent {
        Some(sent) => Some(sent.split(',').map(str::to_owned).collect()),
        None => definition.endpoint.types.clone(),
    };
    let parsed = types.map(|types: Vec<String>| {
        let types = types.iter().map(|name| name.parse());
        types.collect::<Result<Vec<wire::EndpointType>, _>>()
    });
    parsed.transpose().map_err(|_| {
        bad_request("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE")
    })
}

fn shown(api: &RestApi, warnings: Vec<String>) -> wire::RestApi {
    let mut shown = rest_api::to_wire(api);
    if !warnings.is_empty() {
        shown.warnings.get_or_insert_default().extend(warnings);
    }
    shown
}

impl Import<'_, '_> {
    fn run(
        mut self,
        definition: &Definition,
        fail_on_warnings: Option<bool>,
    ) -> Result<(RestApi, Vec<String>), Fault> {
        let settings = self.settings(definition);
        self.findings.keep(String::new, settings)?;
        parts::models(&mut self, definition)?;
        let validators = parts::request_validators(&mut self, definition)?;
        let authorizers = parts::authorizers(&mut self, definition)?;
        parts::gateway_responses(&mut self, definition)?;
        methods::resources(&mut self, definition, &validators, &authorizers)?;
        if let Some(documentation) = &definition.documentation {
            documentation::parts(&mut self, documentation)?;
        } else if self.overwrite {
            documentation::parts(&mut self, &Default::default())?;
        }
        self.tx.put(&self.api)?;
        let warnings = self.findings.finish(fail_on_warnings.unwrap_or_default())?;
        Ok((self.api, warnings))
    }

    /// What of an API is not in its parts. What overwriting takes away where the definition is silent is API Gateway's list
    /// (API Reference, "PutRestApi", on what merging leaves alone), but for what closes an API: nobody means to open its
    /// public name by saying nothing.
    fn settings(&mut self, definition: &Definition) -> Result<(), Fault> {
        let (api, overwrite) = (&mut self.api, self.overwrite);
        if let Some(policy) = &definition.security_policy {
            let policy = policy.parse::<wire::SecurityPolicy>();
            let policy = policy.map_err(|_| bad_request("Invalid security policy specified"))?;
            api.security_policy = Some(policy.as_str().to_owned());
        }
        if let Some(mode) = &definition.endpoint_access_mode {
            let mode = mode.parse::<wire::EndpointAccessMode>();
            let mode = mode.map_err(|_| bad_request("Invalid endpoint access mode specified"))?;
            api.endpoint_access_mode = Some(mode.as_str().to_owned());
        }
        security_policy::check(
            api.security_policy.as_deref(),
            api.endpoint_access_mode.as_deref(),
            &[api.endpoint.endpoint_type],
        )?;
        if let Some(title) = definition.title.as_ref().filter(|title| !title.is_empty()) {
            api.name.clone_from(title);
        }
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let description = given(&definition.description);
        rest_api::check_description(description.as_deref())?;
        replace(&mut api.description, description, overwrite);
        replace(&mut api.version, given(&definition.version), overwrite);
        let size = definition.minimum_compression_size;
        let size = size.map(rest_api::compression_size).transpose()?;
        replace(&mut api.minimum_compression_size, size, overwrite);
        match &definition.api_key_source {
            Some(source) => {
                let source = rest_api::api_key_source(source)?;
                source.as_str().clone_into(&mut api.api_key_source);
            }
            None if overwrite => wire::ApiKeySourceType::Header
                .as_str()
                .clone_into(&mut api.api_key_source),
            None => {}
        }
        if overwrite {
            api.binary_media_types.clear();
        }
        for media_type in definition.binary_media_types.iter().flatten() {
            if !api.binary_media_types.contains(media_type) {
                api.binary_media_types.push(media_type.clone());
            }
        }
        let endpoint = &definition.endpoint;
        match &endpoint.vpc_endpoint_ids {
            Some(ids) => api.endpoint.vpc_endpoint_ids.clone_from(ids),
            None if overwrite => api.endpoint.vpc_endpoint_ids.clear(),
            None => {}
        }
        rest_api::endpoint::check_vpc_endpoints(&api.endpoint)?;
        if let Some(disabled) = endpoint.disable_execute_api_endpoint {
            api.disable_execute_api_endpoint = disabled;
        }
        self.policy(definition)
    }

    fn policy(&mut self, definition: &Definition) -> Result<(), Fault> {
        let Self { tx, api, .. } = self;
        let document = match &definition.policy {
            Some(policy) => {
                let document = print(policy, Format::Compact);
                policy::check(&document)?;
                let arn = format!(
                    "arn:aws:execute-api:{}:{}:{}",
                    tx.region(),
                    api.account,
                    api.id
                );
                Some(
                    expand_api_resources(&document, &arn)
                        .map_err(|error| bad_request(error.to_string()))?,
                )
            }
            None if self.overwrite => None,
            None => return Ok(()),
        };
        api.principal_ids = policy::principal_ids(tx, document.as_deref())?;
        api.policy = document;
        Ok(())
    }
}

/// Takes over what the definition says, or that it says nothing.
fn replace<T>(known: &mut Option<T>, sent: Option<T>, overwrite: bool) {
    if sent.is_some() || overwrite {
        *known = sent;
    }
}
