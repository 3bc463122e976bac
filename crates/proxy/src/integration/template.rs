//! Choosing a template. Templates are literal text here: one that uses the Velocity language is a
//! configuration error, because sending it unevaluated would be a wrong answer that looks right.

use std::collections::BTreeMap;

use portcullis_catalog::api::Integration;

use super::{Broken, Call};
use crate::failure::Failure;

const DEFAULT: &str = "application/json";

/// The template for what the client sends, by its Content-Type; `None` where the body passes
/// through (API Gateway Developer Guide, "Integration passthrough behaviors").
pub(super) fn for_request<'i>(
    call: &Call<'_>,
    integration: &'i Integration,
) -> Result<Option<&'i str>, Broken> {
    let content_type = first_media_type(call, "content-type");
    if let Some(template) = integration
        .request_templates
        .get(content_type.as_deref().unwrap_or(DEFAULT))
    {
        return literal(template).map(Some);
    }
    let passes = match integration.passthrough_behavior.as_str() {
        "NEVER" => false,
        "WHEN_NO_TEMPLATES" => integration.request_templates.is_empty(),
        _ => true,
    };
    if passes || call.body.is_empty() {
        return Ok(None);
    }
    Err(Broken::Answer(Failure::unsupported_media_type()))
}

/// The template for what the client accepts; else JSON's, else the first; `None` where there is
/// none.
pub(super) fn for_response<'i>(
    call: &Call<'_>,
    templates: &'i BTreeMap<String, String>,
) -> Result<Option<&'i str>, Broken> {
    let accepted = first_media_type(call, "accept");
    let template = accepted
        .and_then(|accepted| templates.get(&accepted))
        .or_else(|| templates.get(DEFAULT))
        .or_else(|| templates.values().next());
    template.map(|template| literal(template)).transpose()
}

/// Of several types only the first counts (Amazon API Gateway important notes).
fn first_media_type(call: &Call<'_>, header: &str) -> Option<String> {
    let value = call.facts.header_values(header).next()?;
    let value = value.split([',', ';']).next()?.trim();
    (!value.is_empty()).then(|| value.to_ascii_lowercase())
}

fn literal(template: &str) -> Result<&str, Broken> {
    if is_velocity(template) {
        return Err(Broken::configuration(
            "the mapping template uses the Velocity language, which is not offered yet",
        ));
    }
    Ok(template)
}

/// Whether a template has a reference (`$x`, `$!x`, `${x}`), a directive (`#set`), a comment
/// (`##`, `#*`) or an unparsed part (`#[[`).
fn is_velocity(template: &str) -> bool {
    let bytes = template.as_bytes();
    bytes
        .iter()
        .zip(bytes.iter().skip(1))
        .any(|(one, two)| match one {
            b'$' => two.is_ascii_alphabetic() || matches!(two, b'!' | b'{' | b'_'),
            b'#' => two.is_ascii_alphabetic() || matches!(two, b'{' | b'#' | b'*' | b'[' | b'@'),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn velocity_is_told_from_text() {
        for template in [
            "$input.json('$')",
            "#set($a = 1)",
            "$!x",
            "${context.stage}",
            "a ## b",
            "#if(true)x#end",
        ] {
            assert!(is_velocity(template), "{template}");
        }
        for template in [
            "{\"statusCode\": 200}",
            "costs $5",
            "#1 of #2",
            "",
            "$",
            "#",
        ] {
            assert!(!is_velocity(template), "{template}");
        }
    }
}
