//! Documentation versions: all parts of an API as they were at one moment. A stage can name the
//! one that an export of it takes its texts from.

use portcullis_catalog::api::{RestApi, Stage};
use portcullis_catalog::documentation::DocumentationVersion;
use portcullis_wire::apigateway as wire;
use portcullis_wire::{Fault, Timestamp};

use super::address::{self, prefix};
use super::fault::{bad_request, conflict, not_found};
use super::{documentation_part, page, patch};
use crate::{Offered, Permission, Tx, offer};

const MAX_NAME: usize = 64;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateDocumentationVersion",
            |tx, input: &wire::CreateDocumentationVersionRequest| {
                on_all(tx, "POST", &input.rest_api_id)
            },
            create,
        ),
        offer(
            "GetDocumentationVersion",
            |tx, input: &wire::GetDocumentationVersionRequest| {
                on(tx, "GET", &input.rest_api_id, &input.documentation_version)
            },
            get,
        ),
        offer(
            "GetDocumentationVersions",
            |tx, input: &wire::GetDocumentationVersionsRequest| {
                on_all(tx, "GET", &input.rest_api_id)
            },
            list,
        ),
        offer(
            "UpdateDocumentationVersion",
            |tx, input: &wire::UpdateDocumentationVersionRequest| {
                on(
                    tx,
                    "PATCH",
                    &input.rest_api_id,
                    &input.documentation_version,
                )
            },
            update,
        ),
        offer(
            "DeleteDocumentationVersion",
            |tx, input: &wire::DeleteDocumentationVersionRequest| {
                on(
                    tx,
                    "DELETE",
                    &input.rest_api_id,
                    &input.documentation_version,
                )
            },
            delete,
        ),
    ]
}

fn on_all(tx: &Tx<'_>, verb: &str, api: &str) -> Result<Vec<Permission>, Fault> {
    let below = "/documentation/versions";
    Ok(vec![address::on_api(tx, verb, api, below)?])
}

fn on(tx: &Tx<'_>, verb: &str, api: &str, version: &str) -> Result<Vec<Permission>, Fault> {
    let below = format!("/documentation/versions/{version}");
    Ok(vec![address::on_api(tx, verb, api, &below)?])
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateDocumentationVersionRequest,
) -> Result<wire::DocumentationVersion, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let version = input.documentation_version;
    if version.trim().is_empty() {
        return Err(bad_request("Documentation version cannot be blank"));
    }
    if version.chars().count() > MAX_NAME {
        return Err(bad_request(format!(
            "Documentation version cannot be longer than {MAX_NAME} characters"
        )));
    }
    if find(tx, &api, &version).is_ok() {
        return Err(conflict("Documentation version already exists"));
    }
    let stage = match input.stage_name.filter(|name| !name.is_empty()) {
        Some(name) => Some(address::stage(tx, &api.id, &name)?),
        None => None,
    };
    let parts = documentation_part::all(tx, &api)?;
    let version = DocumentationVersion {
        account: api.account,
        api: api.id.clone(),
        version,
        created: tx.now(),
        description: input.description.filter(|text| !text.is_empty()),
        parts,
    };
    tx.put(&version)?;
    if let Some(mut stage) = stage {
        stage.documentation_version = Some(version.version.clone());
        stage.updated = tx.now();
        tx.put(&stage)?;
    }
    Ok(to_wire(&version))
}

fn get(
    tx: &mut Tx<'_>,
    input: wire::GetDocumentationVersionRequest,
) -> Result<wire::DocumentationVersion, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    Ok(to_wire(&find(tx, &api, &input.documentation_version)?))
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::GetDocumentationVersionsRequest,
) -> Result<wire::DocumentationVersions, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let versions: Vec<DocumentationVersion> = tx.scan(&prefix("documentation-version", &api))?;
    let versions = versions
        .iter()
        .map(|known| {
            let place = format!("{:020}/{}", known.created, known.version);
            (place, to_wire(known))
        })
        .collect();
    let (items, position) = page::page(versions, input.position.as_deref(), input.limit)?;
    Ok(wire::DocumentationVersions {
        position,
        items: Some(items),
    })
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateDocumentationVersionRequest,
) -> Result<wire::DocumentationVersion, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let mut version = find(tx, &api, &input.documentation_version)?;
    for patch in patch::read(input.patch_operations)? {
        match (patch.path().as_slice(), patch.op) {
            (["description"], wire::Op::Replace) => version.description = patch.optional()?,
            _ => return Err(patch.not_among("/description")),
        }
    }
    tx.put(&version)?;
    Ok(to_wire(&version))
}

/// A stage that names the version loses it along with it.
fn delete(tx: &mut Tx<'_>, input: wire::DeleteDocumentationVersionRequest) -> Result<(), Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let version = find(tx, &api, &input.documentation_version)?.version;
    for mut stage in tx.scan::<Stage>(&prefix("stage", &api))? {
        if stage.documentation_version.as_ref() == Some(&version) {
            stage.documentation_version = None;
            tx.put(&stage)?;
        }
    }
    let key = DocumentationVersion::key_of(api.account, &api.id, &version);
    tx.delete(&key);
    Ok(())
}

/// The version of an API.
pub(super) fn find(
    tx: &Tx<'_>,
    api: &RestApi,
    version: &str,
) -> Result<DocumentationVersion, Fault> {
    let key = DocumentationVersion::key_of(api.account, &api.id, version);
    tx.get(&key)?
        .ok_or_else(|| not_found("Invalid Documentation version specified"))
}

fn to_wire(version: &DocumentationVersion) -> wire::DocumentationVersion {
    wire::DocumentationVersion {
        version: Some(version.version.clone()),
        created_date: Some(Timestamp::from_unix(version.created)),
        description: version.description.clone(),
    }
}
