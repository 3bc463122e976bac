//! The documentation of a definition into the parts of an API, with the definition or alone. A part for the same place keeps
//! its id; merging joins what both say of it, member by member (API Gateway Developer Guide, "Import API documentation").

use portcullis_catalog::documentation::DocumentationPart;
use portcullis_openapi::definition::{Documentation, DocumentationPart as SentPart};
use portcullis_openapi::{Format, print};
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;
use serde_json::{Map, Value};

use super::Import;
use super::findings::Findings;
use super::source;
use crate::Tx;
use crate::apigateway::fault::bad_request;
use crate::apigateway::{address, documentation_part};

pub(super) fn import(
    tx: &mut Tx<'_>,
    input: wire::ImportDocumentationPartsRequest,
) -> Result<wire::DocumentationPartIds, Fault> {
    let mut reading = source::reading(tx, &input.body.0, &None)?;
    let api = address::api(tx, &input.rest_api_id)?;
    let mut import = Import {
        tx,
        api,
        overwrite: input.mode == Some(wire::PutMode::Overwrite),
        findings: Findings::of(&mut reading),
    };
    let documentation = reading.definition.documentation.unwrap_or_default();
    let ids = parts(&mut import, &documentation)?;
    let warnings = import
        .findings
        .finish(input.fail_on_warnings.unwrap_or_default())?;
    Ok(wire::DocumentationPartIds {
        ids: Some(ids),
        warnings: Some(warnings).filter(|warnings| !warnings.is_empty()),
    })
}

/// Takes the parts over, and gives their ids.
pub(super) fn parts(
    import: &mut Import<'_, '_>,
    documentation: &Documentation,
) -> Result<Vec<String>, Fault> {
    let known = documentation_part::all(import.tx, &import.api)?;
    // What is still to be replaced or deleted.
    let mut left = known.clone();
    let mut made: Vec<DocumentationPart> = Vec::new();
    for sent in &documentation.parts {
        let what = || format!("Unable to create documentation part for {}: ", place(sent));
        let input = input(import, sent);
        let part =
            input.and_then(|input| documentation_part::make(import.tx, &import.api, &made, input));
        let Some(mut part) = import.findings.keep(what, part)? else {
            continue;
        };
        let before = left
            .iter()
            .position(|known| documentation_part::is_same_place(&known.location, &part.location));
        if let Some(before) = before {
            let before = left.swap_remove(before);
            part.id = before.id;
            if !import.overwrite {
                part.properties = joined(&before.properties, &part.properties);
            }
        }
        import.tx.put(&part)?;
        made.push(part);
    }
    if import.overwrite {
        for gone in left {
            let key = DocumentationPart::key_of(gone.account, &gone.api, &gone.id);
            import.tx.delete(&key);
        }
    }
    Ok(made.into_iter().map(|part| part.id).collect())
}

fn input(
    import: &Import<'_, '_>,
    sent: &SentPart,
) -> Result<wire::CreateDocumentationPartRequest, Fault> {
    let member = |name: &str| sent.location.get(name).cloned();
    let part_type = member("type").unwrap_or_default();
    let part_type = part_type.parse().map_err(|_| {
        bad_request(format!(
            "Invalid documentation part type specified: {part_type}"
        ))
    })?;
    Ok(wire::CreateDocumentationPartRequest {
        rest_api_id: import.api.id.clone(),
        location: wire::DocumentationPartLocation {
            r#type: part_type,
            path: member("path"),
            method: member("method"),
            status_code: member("statusCode"),
            name: member("name"),
        },
        // A string is the content already, as the API itself takes it.
        properties: match sent.properties.text() {
            Some(text) => text.to_owned(),
            None => print(&sent.properties, Format::Compact),
        },
    })
}

fn place(sent: &SentPart) -> String {
    let members = sent.location.iter();
    let members: Vec<String> = members
        .map(|(name, value)| format!("{name} '{value}'"))
        .collect();
    members.join(", ")
}

/// What was said before, with what is said now in its place.
fn joined(before: &str, now: &str) -> String {
    let members = |text: &str| serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
    let mut joined = members(before);
    joined.extend(members(now));
    Value::from(joined).to_string()
}
