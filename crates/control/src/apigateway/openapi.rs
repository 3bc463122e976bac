//! Whole APIs as OpenAPI 3.0 or Swagger 2.0: ImportRestApi, PutRestApi, ImportDocumentationParts and GetExport. The
//! documents are read and written by `portcullis_openapi`; what an API may be is judged by the same functions as when it is
//! made piece by piece. All of a definition is in one transaction, so that one with errors changes nothing.

mod documentation;
mod export;
mod findings;
mod import;
mod methods;
mod parts;
mod permissions;
mod source;

use portcullis_catalog::api::RestApi;

use self::findings::Findings;
use crate::{Offered, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("ImportRestApi", permissions::to_import, import::import),
        offer("PutRestApi", permissions::to_put, import::put),
        offer(
            "ImportDocumentationParts",
            permissions::to_import_documentation,
            documentation::import,
        ),
        offer("GetExport", permissions::to_export, export::export),
    ]
}

/// One import on its way into the records.
struct Import<'i, 't> {
    tx: &'i mut Tx<'t>,
    api: RestApi,
    overwrite: bool,
    findings: Findings,
}
