//! What a stage's deployment froze, as a document. The name, the description and the settings that are not frozen are those
//! of the API; the documentation is the version that the stage publishes (API Gateway Developer Guide, "Export a REST API").

use std::collections::BTreeMap;

use portcullis_catalog::api::{
    Authorization, Integration, IntegrationType, Method, RestApi, Stage,
};
use portcullis_catalog::authorizer::{Authorizer, AuthorizerType};
use portcullis_catalog::documentation::DocumentationVersion;
use portcullis_openapi::definition::{self as out, Definition, MODEL};
use portcullis_openapi::{Dialect, Extensions, Format, Node, Target, parse, print, write};
use portcullis_wire::apigateway as wire;
use portcullis_wire::{Blob, Fault, Timestamp};

use super::parts::models_url;
use crate::Tx;
use crate::apigateway::fault::bad_request;
use crate::apigateway::{address, authorizer, integration};
use crate::tx::internal;

pub(super) fn export(
    tx: &mut Tx<'_>,
    input: wire::GetExportRequest,
) -> Result<wire::ExportResponse, Fault> {
    let (dialect, name) = match input.export_type.as_str() {
        "swagger" => (Dialect::Swagger, "swagger"),
        "oas30" => (Dialect::OpenApi, "oas30"),
        _ => {
            return Err(bad_request(
                "Invalid export type specified. Valid options are oas30,swagger",
            ));
        }
    };
    let (format, suffix) = match accepted(input.accepts.as_deref()) {
        Some(Format::Yaml) => (Format::Yaml, "yaml"),
        Some(format) => (format, "json"),
        None => {
            return Err(bad_request(
                "Invalid Accept header specified. Valid options are application/json,application/yaml",
            ));
        }
    };
    let extensions = extensions(input.parameters.unwrap_or_default().remove("extensions"))?;
    let api = address::api(tx, &input.rest_api_id)?;
    let stage = address::stage(tx, &api.id, &input.stage_name)?;
    let domain = tx.facts().domain;
    let suffixes = domain
        .suffixes
        .first()
        .map_or("amazonaws.com", String::as_str);
    let target = Target {
        dialect,
        extensions,
        host: format!("{}.execute-api.{}.{suffixes}", api.id, domain.region),
        stage: stage.name.clone(),
    };
    let definition = definition(tx, &api, &stage)?;
    let version = definition.version.clone().unwrap_or_default();
    let document = write(&definition, &target).map_err(|error| bad_request(error.to_string()))?;
    // The version is free text, and this is a header.
    let version: String = version
        .chars()
        .map(|letter| match letter {
            '"' | '\\' => '_',
            letter if letter.is_ascii_graphic() || letter == ' ' => letter,
            _ => '_',
        })
        .collect();
    Ok(wire::ExportResponse {
        content_type: Some("application/octet-stream".to_owned()),
        content_disposition: Some(format!(
            "attachment; filename=\"{name}_{version}.{suffix}\""
        )),
        body: Some(Blob(print(&document, format).into_bytes())),
    })
}

fn accepted(accepts: Option<&str>) -> Option<Format> {
    let first = accepts.unwrap_or_default().split([',', ';']).next();
    match first.unwrap_or_default().trim() {
        "" | "*/*" | "application/*" | "application/json" => Some(Format::Json),
        "application/yaml" => Some(Format::Yaml),
        _ => None,
    }
}

/// Names with commas between.
fn extensions(sent: Option<String>) -> Result<Extensions, Fault> {
    let mut extensions = Extensions::default();
    let sent = sent.unwrap_or_default();
    for name in sent
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        match name {
            "integrations" => extensions.integrations = true,
            "authorizers" => extensions.authorizers = true,
            "apigateway" => extensions.apigateway = true,
            "documentation" => extensions.documentation = true,
            _ => {
                return Err(bad_request(format!(
                    "Invalid extension specified: {name}. Valid options are integrations,apigateway,authorizers,documentation"
                )));
            }
        }
    }
    Ok(extensions)
}

/// What is exported of an API on a stage.
fn definition(tx: &Tx<'_>, api: &RestApi, stage: &Stage) -> Result<Definition, Fault> {
    let frozen = address::deployment(tx, api, &stage.deployment_id)?.frozen;
    let validators: BTreeMap<&str, String> = frozen
        .request_validators
        .iter()
        .map(|known| {
            let name = known.name.clone().filter(|name| !name.is_empty());
            (known.id.as_str(), name.unwrap_or_else(|| known.id.clone()))
        })
        .collect();
    let authorizers: BTreeMap<&str, &Authorizer> = frozen
        .authorizers
        .iter()
        .map(|known| (known.id.as_str(), known))
        .collect();
    let created = || Timestamp::from_unix(api.created).to_iso8601();
    let policy = frozen.policy.as_deref();
    let policy = policy.map(|policy| parse(policy.as_bytes())).transpose();
    let url = models_url(&api.id);
    let models = frozen.models.iter().map(|known| {
        let schema = known.schema.as_deref().unwrap_or("{}");
        let schema = parse(schema.as_bytes()).map_err(internal)?;
        let model = out::Model {
            description: known.description.clone(),
            schema: schema.referring(&url, MODEL),
        };
        Ok((known.name.clone(), model))
    });
    let resources = frozen.resources.iter().map(|resource| {
        let methods = resource.methods.iter().map(|(verb, known)| {
            let made = method(known, &resource.id, &validators, &authorizers);
            (verb.clone(), made)
        });
        (resource.path.clone(), methods.collect())
    });
    let validators_out = frozen.request_validators.iter().map(|known| {
        let name = validators.get(known.id.as_str()).cloned();
        let validator = out::RequestValidator {
            validate_request_body: known.validate_request_body,
            validate_request_parameters: known.validate_request_parameters,
        };
        (name.unwrap_or_default(), validator)
    });
    let responses = frozen.gateway_responses.iter().map(|known| {
        let response = out::GatewayResponse {
            status_code: known.status_code.clone(),
            parameters: known.parameters.clone(),
            templates: known.templates.clone(),
        };
        (known.response_type.clone(), response)
    });
    Ok(Definition {
        title: Some(api.name.clone()),
        description: api.description.clone(),
        version: Some(api.version.clone().unwrap_or_else(created)),
        resources: resources.collect(),
        models: models.collect::<Result<_, Fault>>()?,
        request_validators: validators_out.collect(),
        authorizers: frozen
            .authorizers
            .iter()
            .map(|known| Ok((known.name.clone(), asked(known)?)))
            .collect::<Result<_, Fault>>()?,
        gateway_responses: responses.collect(),
        policy: policy.map_err(internal)?,
        binary_media_types: Some(frozen.binary_media_types.clone()),
        minimum_compression_size: api.minimum_compression_size.map(i64::from),
        api_key_source: Some(api.api_key_source.clone()),
        security_policy: api.security_policy.clone(),
        endpoint_access_mode: api.endpoint_access_mode.clone(),
        endpoint: out::Endpoint {
            types: None,
            ip_address_type: None,
            vpc_endpoint_ids: Some(api.endpoint.vpc_endpoint_ids.clone()),
            disable_execute_api_endpoint: Some(frozen.disable_execute_api_endpoint),
        },
        documentation: documentation(tx, api, stage)?,
    })
}

fn method(
    known: &Method,
    resource: &str,
    validators: &BTreeMap<&str, String>,
    authorizers: &BTreeMap<&str, &Authorizer>,
) -> out::Method {
    let responses = known.responses.iter().map(|(status, response)| {
        let response = out::MethodResponse {
            parameters: response.parameters.clone(),
            models: response.models.clone(),
        };
        (status.clone(), response)
    });
    let asked = known.authorizer_id.as_deref();
    let asked = asked.and_then(|id| authorizers.get(id));
    let validator = known.request_validator_id.as_deref();
    out::Method {
        authorization: match (known.authorization, asked) {
            (Authorization::None, _) => out::Authorization::None,
            (Authorization::AwsIam, _) => out::Authorization::AwsIam,
            (_, Some(authorizer)) => out::Authorization::Authorizer(authorizer.name.clone()),
            (_, None) => out::Authorization::Authorizer("unknown".to_owned()),
        },
        authorization_scopes: known.authorization_scopes.clone(),
        api_key_required: known.api_key_required,
        operation_name: known.operation_name.clone(),
        request_validator: validator.and_then(|id| validators.get(id)).cloned(),
        request_parameters: known.request_parameters.clone(),
        request_models: known.request_models.clone(),
        responses: responses.collect(),
        integration: known
            .integration
            .as_ref()
            .map(|known| behind(known, resource)),
    }
}

/// What is API Gateway's default is left out where it leaves it out.
fn behind(known: &Integration, resource: &str) -> out::Integration {
    let responses = known.responses.iter().map(|(status, response)| {
        let response = out::IntegrationResponse {
            selection_pattern: response.selection_pattern.clone(),
            parameters: response.parameters.clone(),
            templates: response.templates.clone(),
            content_handling: response.content_handling.clone(),
        };
        (status.clone(), response)
    });
    let namespace = known.cache_namespace.clone();
    let timeout =
        Some(known.timeout_millis).filter(|millis| *millis != integration::DEFAULT_TIMEOUT);
    let connection = known.connection_type.clone();
    out::Integration {
        integration_type: match known.integration_type {
            IntegrationType::Mock => "MOCK",
            IntegrationType::Http => "HTTP",
            IntegrationType::HttpProxy => "HTTP_PROXY",
            IntegrationType::Aws => "AWS",
            IntegrationType::AwsProxy => "AWS_PROXY",
        }
        .to_owned(),
        http_method: known.http_method.clone(),
        uri: known.uri.clone(),
        connection_type: connection.filter(|connection| connection != "INTERNET"),
        connection_id: known.connection_id.clone(),
        integration_target: known.integration_target.clone(),
        credentials: known.credentials.clone(),
        request_parameters: known.request_parameters.clone(),
        request_templates: known.request_templates.clone(),
        passthrough_behavior: Some(known.passthrough_behavior.clone()),
        content_handling: known.content_handling.clone(),
        timeout_in_millis: timeout.map(i64::from),
        response_transfer_mode: known
            .response_transfer_mode
            .clone()
            .filter(|mode| mode != "BUFFERED"),
        cache_namespace: namespace
            .filter(|namespace| namespace != resource || !known.cache_key_parameters.is_empty()),
        cache_key_parameters: known.cache_key_parameters.clone(),
        tls_config: known.tls_config.then_some(out::TlsConfig {
            insecure_skip_verification: Some(known.insecure_skip_verification),
        }),
        responses: responses.collect(),
    }
}

fn asked(known: &Authorizer) -> Result<out::Authorizer, Fault> {
    let jwt = authorizer::to_wire(known).jwt_configuration;
    let jwt = jwt.map(|jwt| serde_json::to_vec(&jwt)).transpose();
    let jwt = jwt.map_err(internal)?.map(|jwt| parse(&jwt)).transpose();
    Ok(out::Authorizer {
        authorizer_type: match known.authorizer_type {
            AuthorizerType::Token => "TOKEN",
            AuthorizerType::Request => "REQUEST",
            AuthorizerType::CognitoUserPools => "COGNITO_USER_POOLS",
            AuthorizerType::Jwt => "JWT",
        }
        .to_owned(),
        auth_type: known.auth_type.clone(),
        uri: known.uri.clone(),
        credentials: known.credentials.clone(),
        identity_source: known.identity_source.clone(),
        identity_validation_expression: known.identity_validation_expression.clone(),
        result_ttl_in_seconds: known.result_ttl_seconds.map(i64::from),
        provider_arns: known.provider_arns.clone(),
        jwt_configuration: jwt.map_err(internal)?,
    })
}

/// The version that the stage publishes, if it is still there.
fn documentation(
    tx: &Tx<'_>,
    api: &RestApi,
    stage: &Stage,
) -> Result<Option<out::Documentation>, Fault> {
    let Some(version) = &stage.documentation_version else {
        return Ok(None);
    };
    let key = DocumentationVersion::key_of(api.account, &api.id, version);
    let Some(known) = tx.get::<DocumentationVersion>(&key)? else {
        return Ok(None);
    };
    // By their places, so that the same documentation is always the same text.
    let mut parts: Vec<_> = known.parts.iter().collect();
    parts.sort_by_key(|part| &part.location);
    let parts = parts.into_iter().map(|part| {
        let location = &part.location;
        let members = [
            ("type", Some(&location.part_type)),
            ("path", location.path.as_ref()),
            ("method", location.method.as_ref()),
            ("statusCode", location.status_code.as_ref()),
            ("name", location.name.as_ref()),
        ];
        let properties = parse(part.properties.as_bytes());
        out::DocumentationPart {
            location: members
                .into_iter()
                .filter_map(|(name, value)| Some((name.to_owned(), value?.clone())))
                .collect(),
            properties: properties.unwrap_or_else(|_| Node::from(&part.properties)),
        }
    });
    Ok(Some(out::Documentation {
        version: Some(known.version.clone()),
        created_date: Some(Timestamp::from_unix(known.created).to_iso8601()),
        parts: parts.collect(),
    }))
}
