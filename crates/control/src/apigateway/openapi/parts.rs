//! The parts of an API besides its methods: models, request validators, authorizers, gateway responses. What has a name
//! keeps its id when it is imported again, so that nothing that points at it gets lost.

use std::collections::BTreeMap;

use portcullis_catalog::api::{GatewayResponse, RestApi};
use portcullis_catalog::authorizer::{Authorizer, AuthorizerType};
use portcullis_catalog::traffic::{Model, RequestValidator};
use portcullis_openapi::definition::{MODEL, Model as SentModel};
use portcullis_openapi::{Definition, Format, Node, print};
use portcullis_wire::apigateway as wire;
use portcullis_wire::{Fault, HttpRequest};

use super::Import;
use super::methods::{Authorizers, Ids};
use crate::apigateway::address::prefix;
use crate::apigateway::fault::bad_request;
use crate::apigateway::{authorizer, gateway_response, model, request_validator};

const JSON: &str = "application/json";

/// What the references of an API's models begin with (API Gateway Developer Guide, "Models and mapping templates").
pub(super) fn models_url(api: &str) -> String {
    format!("https://apigateway.amazonaws.com/restapis/{api}/models/")
}

pub(super) fn models(import: &mut Import<'_, '_>, definition: &Definition) -> Result<(), Fault> {
    let Import { tx, api, .. } = import;
    model::record_defaults(tx, api)?;
    let known = model::all(import.tx, &import.api)?;
    let mut others = known.clone();
    if import.overwrite {
        others.clear();
        for gone in known
            .iter()
            .filter(|known| !definition.models.contains_key(&known.name))
        {
            let key = Model::key_of(gone.account, &gone.api, &gone.name);
            import.tx.delete(&key);
        }
    }
    others.retain(|other| !definition.models.contains_key(&other.name));
    // Models refer to each other in circles, so each is judged beside all of them.
    let shells = definition.models.iter();
    let shells = shells.map(|(name, sent)| shell(&import.api, name, sent));
    let all: Vec<Model> = shells.chain(others.iter().cloned()).collect();
    for (name, sent) in &definition.models {
        let input = input(&import.api, name, sent);
        let made = model::make_among(import.tx, &import.api, &others, &all, input);
        let what = || format!("Unable to create model for '{name}': ");
        let Some(mut made) = import.findings.keep(what, made)? else {
            continue;
        };
        if let Some(known) = known.iter().find(|known| known.name == *name) {
            made.id.clone_from(&known.id);
        }
        import.tx.put(&made)?;
        others.push(made);
    }
    Ok(())
}

fn input(api: &RestApi, name: &str, sent: &SentModel) -> wire::CreateModelRequest {
    let schema = sent.schema.clone().referring(MODEL, &models_url(&api.id));
    wire::CreateModelRequest {
        rest_api_id: api.id.clone(),
        name: name.to_owned(),
        description: sent.description.clone(),
        schema: Some(print(&schema, Format::Json)),
        content_type: JSON.to_owned(),
    }
}

fn shell(api: &RestApi, name: &str, sent: &SentModel) -> Model {
    let input = input(api, name, sent);
    Model {
        account: api.account,
        api: api.id.clone(),
        id: String::new(),
        name: input.name,
        description: input.description,
        content_type: input.content_type,
        schema: input.schema,
    }
}

/// The ids of the API's validators by name.
pub(super) fn request_validators(
    import: &mut Import<'_, '_>,
    definition: &Definition,
) -> Result<Ids, Fault> {
    let known: Vec<RequestValidator> = request_validator::all(import.tx, &import.api)?;
    let mut ids = Ids::new();
    for known in &known {
        let name = known.name.clone().unwrap_or_default();
        if import.overwrite && !definition.request_validators.contains_key(&name) {
            let key = RequestValidator::key_of(known.account, &known.api, &known.id);
            import.tx.delete(&key);
        } else {
            ids.insert(name, Some(known.id.clone()));
        }
    }
    for (name, sent) in &definition.request_validators {
        let input = wire::CreateRequestValidatorRequest {
            rest_api_id: import.api.id.clone(),
            name: Some(name.clone()),
            validate_request_body: Some(sent.validate_request_body),
            validate_request_parameters: Some(sent.validate_request_parameters),
        };
        let made = request_validator::make(import.tx, &import.api, input);
        let what = || format!("Unable to create request validator '{name}': ");
        let made = import.findings.keep(what, made)?;
        let id = match made {
            Some(mut made) => {
                if let Some(Some(id)) = ids.get(name) {
                    made.id.clone_from(id);
                }
                import.tx.put(&made)?;
                Some(made.id)
            }
            None => None,
        };
        ids.insert(name.clone(), id);
    }
    Ok(ids)
}

/// The API's authorizers by name.
pub(super) fn authorizers(
    import: &mut Import<'_, '_>,
    definition: &Definition,
) -> Result<Authorizers, Fault> {
    let known: Vec<Authorizer> = import.tx.scan(&prefix("authorizer", &import.api))?;
    let mut others = known.clone();
    others.retain(|other| !definition.authorizers.contains_key(&other.name));
    if import.overwrite {
        for gone in others.drain(..) {
            let key = Authorizer::key_of(gone.account, &gone.api, &gone.id);
            import.tx.delete(&key);
        }
    }
    let mut named = Authorizers::new();
    let entry = |known: &Authorizer| (known.id.clone(), authorization_type(known));
    for other in &others {
        named.insert(other.name.clone(), Some(entry(other)));
    }
    for (name, sent) in &definition.authorizers {
        let input = authorizer_input(&import.api, name, sent);
        let made = input.and_then(|input| authorizer::make(import.tx, &import.api, &others, input));
        let what = || format!("Unable to create authorizer '{name}': ");
        let Some(mut made) = import.findings.keep(what, made)? else {
            named.insert(name.clone(), None);
            continue;
        };
        if let Some(known) = known.iter().find(|known| known.name == *name) {
            made.id.clone_from(&known.id);
        }
        import.tx.put(&made)?;
        named.insert(name.clone(), Some(entry(&made)));
        others.push(made);
    }
    Ok(named)
}

fn authorization_type(authorizer: &Authorizer) -> &'static str {
    match authorizer.authorizer_type {
        AuthorizerType::Token | AuthorizerType::Request => "CUSTOM",
        AuthorizerType::CognitoUserPools => "COGNITO_USER_POOLS",
        AuthorizerType::Jwt => "JWT",
    }
}

fn authorizer_input(
    api: &RestApi,
    name: &str,
    sent: &portcullis_openapi::definition::Authorizer,
) -> Result<wire::CreateAuthorizerRequest, Fault> {
    let authorizer_type = sent.authorizer_type.parse().map_err(|_| {
        bad_request(
            "Invalid authorizer type specified. Valid options are TOKEN,REQUEST,COGNITO_USER_POOLS",
        )
    })?;
    let ttl = sent.result_ttl_in_seconds;
    let jwt_configuration = sent.jwt_configuration.as_ref().map(jwt).transpose()?;
    Ok(wire::CreateAuthorizerRequest {
        rest_api_id: api.id.clone(),
        name: name.to_owned(),
        r#type: authorizer_type,
        provider_ar_ns: Some(sent.provider_arns.clone()).filter(|arns| !arns.is_empty()),
        auth_type: sent.auth_type.clone(),
        authorizer_uri: sent.uri.clone(),
        authorizer_credentials: sent.credentials.clone(),
        identity_source: sent.identity_source.clone(),
        identity_validation_expression: sent.identity_validation_expression.clone(),
        authorizer_result_ttl_in_seconds: ttl
            .map(|seconds| i32::try_from(seconds).unwrap_or(i32::MAX)),
        jwt_configuration,
    })
}

/// A member with constraints of the model, judged as when it comes alone.
fn jwt(sent: &Node) -> Result<wire::JwtConfigurationInput, Fault> {
    let body = Node::map()
        .with("name", "jwt")
        .with("type", "JWT")
        .with("jwtConfiguration", sent.clone());
    let body = print(&body, Format::Json);
    let request = HttpRequest {
        method: "POST",
        path: "/restapis/api/authorizers",
        query: None,
        headers: &http::HeaderMap::new(),
        body: body.as_bytes(),
    };
    let routed = portcullis_wire::route(&wire::SERVICE, &request)?;
    let input: wire::CreateAuthorizerRequest = portcullis_wire::decode(&routed)?;
    input
        .jwt_configuration
        .ok_or_else(|| bad_request("Invalid JWT configuration specified"))
}

pub(super) fn gateway_responses(
    import: &mut Import<'_, '_>,
    definition: &Definition,
) -> Result<(), Fault> {
    let known: Vec<GatewayResponse> = import.tx.scan(&prefix("gateway-response", &import.api))?;
    let gone = known.iter().filter(|known| {
        import.overwrite
            && !definition
                .gateway_responses
                .contains_key(&known.response_type)
    });
    for gone in gone {
        let key = GatewayResponse::key_of(gone.account, &gone.api, &gone.response_type);
        import.tx.delete(&key);
    }
    for (name, sent) in &definition.gateway_responses {
        let given =
            |map: &BTreeMap<String, String>| Some(map.clone()).filter(|map| !map.is_empty());
        let input = name
            .parse()
            .map(|response_type| wire::PutGatewayResponseRequest {
                rest_api_id: import.api.id.clone(),
                response_type,
                status_code: sent.status_code.clone(),
                response_parameters: given(&sent.parameters),
                response_templates: given(&sent.templates),
            })
            .map_err(|_| bad_request(format!("Unsupported response type: {name}")));
        let made = input.and_then(|input| gateway_response::make(&import.api, input));
        let what = || format!("Unable to put gateway response '{name}': ");
        if let Some(made) = import.findings.keep(what, made)? {
            import.tx.put(&made)?;
        }
    }
    Ok(())
}
