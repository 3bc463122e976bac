//! The text of a definition and the parameters that go with it, read.

use std::collections::BTreeMap;

use portcullis_openapi::{BasePath, Options, Reading, Unreadable, Variables, parse, read};
use portcullis_wire::Fault;

use crate::Tx;
use crate::apigateway::fault::bad_request;

/// The query parameters of an import besides those of the model.
pub(super) type Parameters = Option<BTreeMap<String, String>>;

/// What the definition says.
pub(super) fn reading(tx: &Tx<'_>, body: &[u8], parameters: &Parameters) -> Result<Reading, Fault> {
    let parameter = |name: &str| parameters.as_ref()?.get(name).map(String::as_str);
    let base_path = match parameter("basepath") {
        None => BasePath::default(),
        Some(mode) => mode.parse().map_err(|()| {
            bad_request("Invalid basepath specified. Valid options are ignore,prepend,split")
        })?,
    };
    let options = Options {
        base_path,
        ignore_documentation: parameter("ignore") == Some("documentation"),
        variables: Some(Variables {
            account_id: tx.account().as_str().to_owned(),
            partition: "aws".to_owned(),
            region: tx.region().to_owned(),
        }),
    };
    parse(body)
        .and_then(|document| read(document, &options))
        .map_err(|error| match error {
            Unreadable::Syntax(_) | Unreadable::Version => bad_request("Invalid OpenAPI input."),
            error => bad_request(format!("Invalid OpenAPI input: {error}")),
        })
}
