//! Mapping templates at work: which one transforms a payload, what it is shown, and what becomes
//! of its errors (API Gateway Developer Guide, "Mapping templates"). An empty template lets the
//! payload pass. What authenticates a caller is shown to no template.

use bytes::Bytes;
use portcullis_catalog::route::{ChosenResponse, DeployedIntegration};
use portcullis_catalog::templates::Compiled;
use portcullis_vtl::{Inputs, Limits, Overrides, Parameters, RenderError, Rendered};

use super::mapping::{is_credential_header, is_credential_parameter};
use super::payload::{self, Payload};
use super::{Broken, Call};
use crate::failure::Failure;

/// What goes to an integration.
pub(super) struct Transformed {
    pub(super) body: Bytes,
    pub(super) overrides: Overrides,
}

/// Transforms the payload of a request, by the template for its Content-Type.
pub(super) fn request(
    call: &Call<'_>,
    deployed: &DeployedIntegration,
) -> Result<Transformed, Broken> {
    let template = for_request(call, deployed)?;
    let handling = deployed.integration.content_handling.as_deref();
    let payload = payload::of_request(call, handling)?;
    let Some(template) = template else {
        return Ok(Transformed {
            body: payload.into_bytes(),
            overrides: Overrides::default(),
        });
    };
    let Payload::Text(body) = payload else {
        return Err(Broken::configuration(
            "Unable to transform request: a template transforms no binary payload",
        ));
    };
    let rendered = render(call, template, &body, Overrides::default());
    let Rendered { text, overrides } = rendered.map_err(|error| match error {
        Unrendered::Failed(RenderError::PayloadNotJson(_)) => {
            Broken::Answer(Failure::invalid_json())
        }
        error => Broken::Configuration(format!("Unable to transform request: {error}")),
    })?;
    Ok(Transformed {
        body: text.into(),
        overrides,
    })
}

/// Transforms the payload of an answer that was read whole.
pub(super) fn response(
    call: &Call<'_>,
    template: &Compiled,
    body: &[u8],
    overrides: Overrides,
) -> Result<Rendered, Broken> {
    render(call, template, body, overrides)
        .map_err(|error| Broken::Configuration(format!("Unable to transform response: {error}")))
}

/// The template for an answer: that of what the client accepts, else JSON's, else the first.
pub(super) fn for_response<'d>(
    call: &Call<'_>,
    chosen: &ChosenResponse<'d>,
) -> Option<&'d Compiled> {
    let templates = chosen.templates;
    let accepted = payload::media_type(call, "accept");
    let template = templates
        .get(&accepted)
        .or_else(|| templates.get("application/json"))
        .or_else(|| templates.first());
    template.filter(|template| !is_empty(template))
}

/// `None` where the payload passes (API Gateway Developer Guide, "Integration passthrough
/// behaviors").
fn for_request<'d>(
    call: &Call<'_>,
    deployed: &'d DeployedIntegration,
) -> Result<Option<&'d Compiled>, Broken> {
    let templates = &deployed.request_templates;
    if let Some(template) = templates.get(&payload::media_type(call, "content-type")) {
        return Ok(Some(template).filter(|template| !is_empty(template)));
    }
    let passes = match deployed.integration.passthrough_behavior.as_str() {
        "NEVER" => false,
        "WHEN_NO_TEMPLATES" => templates.is_empty(),
        _ => true,
    };
    if passes || call.body.is_empty() {
        return Ok(None);
    }
    Err(Broken::Answer(Failure::unsupported_media_type()))
}

fn is_empty(template: &Compiled) -> bool {
    template
        .as_ref()
        .is_ok_and(|template| template.literal() == Some(""))
}

#[derive(Debug, thiserror::Error)]
enum Unrendered {
    #[error("the template cannot be read: {0}")]
    Unread(portcullis_vtl::ParseError),
    #[error("{0}")]
    Failed(RenderError),
}

fn render(
    call: &Call<'_>,
    template: &Compiled,
    body: &[u8],
    overrides: Overrides,
) -> Result<Rendered, Unrendered> {
    let template = template
        .as_ref()
        .map_err(|error| Unrendered::Unread(error.clone()))?;
    if let Some(text) = template.literal() {
        return Ok(Rendered {
            text: text.to_owned(),
            overrides,
        });
    }
    let body = String::from_utf8_lossy(body);
    let facts = call.facts;
    let headers = facts.parts.headers.iter().filter_map(|(name, value)| {
        let name = facts.spelling.of(name.as_str());
        Some((name, value.to_str().ok()?))
    });
    let headers = headers.filter(|(name, _)| !is_credential_header(call, name));
    let pairs = facts.query.pairs();
    let inputs = Inputs {
        body: &body,
        parameters: Parameters {
            path: facts.path_parameters(call.meaning).collect(),
            querystring: pairs
                .filter(|(name, _)| !is_credential_parameter(name))
                .collect(),
            header: headers.collect(),
        },
        context: facts.variables(call.meaning),
        stage_variables: call.meaning.stage.map(|stage| &stage.variables),
        overrides,
    };
    let limits = Limits::default();
    template.render(&inputs, limits).map_err(Unrendered::Failed)
}
