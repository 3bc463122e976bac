//! From what an integration said to what the client is answered, where the integration is no
//! proxy: the integration response that is chosen, its mapped headers, its template, and what
//! templates override.

use ::http::{HeaderValue, StatusCode, header};
use bytes::Bytes;
use portcullis_catalog::route::{ChosenResponse, DeployedIntegration};
use portcullis_guard::sigv4::HeaderList;
use portcullis_vtl::Overrides;

use super::headers::{put_mapped, remove_mapped};
use super::mapping::{header_name, header_value, response_values};
use super::{Broken, Call, payload, transform};
use crate::answer::{Answer, AnswerBody, JSON};

/// The integration response for a back end's status, or a MOCK's.
pub(super) fn choose<'d>(
    deployed: &'d DeployedIntegration,
    said: &str,
) -> Result<ChosenResponse<'d>, Broken> {
    deployed.response_for(said).ok_or_else(|| {
        Broken::Configuration(format!(
            "No match for output mapping and no default output mapping configured. Endpoint Response Status Code: {said}"
        ))
    })
}

/// Whether the answer's body has to be read before it can be answered.
pub(super) fn reads_body(
    call: &Call<'_>,
    chosen: &ChosenResponse<'_>,
    answered: &HeaderList,
) -> bool {
    let handling = chosen.response.content_handling.as_deref();
    let mut sources = chosen.response.parameters.values();
    call.seen.is_logging()
        || transform::for_response(call, chosen).is_some()
        || sources.any(|from| from.starts_with("integration.response.body"))
        || !payload::passes(call, content_type(answered), handling)
}

/// Answers with a body that was read whole.
pub(super) fn held(
    call: &Call<'_>,
    chosen: &ChosenResponse<'_>,
    answered: &HeaderList,
    body: &Bytes,
    overrides: Overrides,
) -> Result<Answer, Broken> {
    let handling = chosen.response.content_handling.as_deref();
    let template = transform::for_response(call, chosen);
    let payload = payload::of_response(call, content_type(answered), handling, body)?;
    let (transformed, overrides) = match (template, payload) {
        (None, payload) => (payload.into_bytes(), overrides),
        (Some(template), payload::Payload::Text(text)) => {
            let rendered = transform::response(call, template, &text, overrides)?;
            (rendered.text.into(), rendered.overrides)
        }
        (Some(_), payload::Payload::Binary(_)) => {
            return Err(Broken::configuration(
                "Unable to transform response: a template transforms no binary payload",
            ));
        }
    };
    let sent = AnswerBody::from(transformed);
    assemble(call, chosen, answered, body, sent, &overrides)
}

/// Answers with a body that goes on as it comes.
pub(super) fn streamed(
    call: &Call<'_>,
    chosen: &ChosenResponse<'_>,
    answered: &HeaderList,
    body: AnswerBody,
    overrides: &Overrides,
) -> Result<Answer, Broken> {
    assemble(call, chosen, answered, &Bytes::new(), body, overrides)
}

/// What templates set stands instead of what is mapped.
fn assemble(
    call: &Call<'_>,
    chosen: &ChosenResponse<'_>,
    answered: &HeaderList,
    said: &Bytes,
    sent: AnswerBody,
    overrides: &Overrides,
) -> Result<Answer, Broken> {
    let code = chosen.status;
    let status = match overrides.response_status() {
        Some(status) => StatusCode::from_u16(status).ok(),
        None => StatusCode::from_bytes(code.as_bytes()).ok(),
    };
    let status =
        status.ok_or_else(|| Broken::Configuration(format!("`{code}` is no status code")))?;
    let mut headers = HeaderList::with_capacity(8);
    for (to, from) in &chosen.response.parameters {
        let Some(name) = to.strip_prefix("method.response.header.") else {
            continue;
        };
        let name = header_name(to, name)?;
        for value in response_values(call, from, answered, said)? {
            put_mapped(&mut headers, &name, value)?;
        }
    }
    for (name, values) in overrides.response_headers() {
        let name = header_name("context.responseOverride.header", name)?;
        remove_mapped(&mut headers, &name);
        for value in values {
            put_mapped(&mut headers, &name, header_value(&value)?)?;
        }
    }
    if !headers.contains(header::CONTENT_TYPE) {
        headers.append(header::CONTENT_TYPE, JSON);
    }
    Ok(Answer {
        status,
        headers,
        body: sent,
    })
}

fn content_type(answered: &HeaderList) -> Option<&str> {
    let value: Option<&HeaderValue> = answered.get(header::CONTENT_TYPE);
    value.and_then(|value| value.to_str().ok())
}
