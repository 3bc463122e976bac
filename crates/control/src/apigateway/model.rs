//! Models: JSON schemas that name the shape of a body. A method refers to one by its name, and one
//! model to another by a URL; what is edited acts with the next deployment.

use portcullis_catalog::api::RestApi;
use portcullis_catalog::traffic::Model;
use portcullis_wire::Fault;

use super::address::{self, prefix};
use crate::Tx;

/// The models that every API is made with: name, description and schema.
const DEFAULTS: [(&str, &str, &str); 2] = [
    (
        "Empty",
        "This is a default empty schema model",
        "{\n  \"$schema\": \"http://json-schema.org/draft-04/schema#\",\n  \"title\" : \"Empty Schema\",\n  \"type\" : \"object\"\n}",
    ),
    (
        "Error",
        "This is a default error schema model",
        "{\n  \"$schema\" : \"http://json-schema.org/draft-04/schema#\",\n  \"title\" : \"Error Schema\",\n  \"type\" : \"object\",\n  \"properties\" : {\n    \"message\" : { \"type\" : \"string\" }\n  }\n}",
    ),
];

/// The models of an API, by name.
pub(super) fn all(tx: &Tx<'_>, api: &RestApi) -> Result<Vec<Model>, Fault> {
    let mut models: Vec<Model> = tx.scan(&prefix("model", api))?;
    if !api.default_models_recorded {
        models.extend(DEFAULTS.map(|default| from_default(api, default, understood_id(default.0))));
        models.sort_by(|one, other| one.name.cmp(&other.name));
    }
    Ok(models)
}

/// Makes the models that every API has into records, where they are not yet.
pub(super) fn record_defaults(tx: &mut Tx<'_>, api: &mut RestApi) -> Result<(), Fault> {
    if api.default_models_recorded {
        return Ok(());
    }
    for default in DEFAULTS {
        let id = address::fresh_id(tx, |_| false)?;
        tx.put(&from_default(api, default, id))?;
    }
    api.default_models_recorded = true;
    tx.put(api)
}

fn from_default(
    api: &RestApi,
    (name, description, schema): (&str, &str, &str),
    id: String,
) -> Model {
    Model {
        account: api.account,
        api: api.id.clone(),
        id,
        name: name.to_owned(),
        description: Some(description.to_owned()),
        content_type: "application/json".to_owned(),
        schema: Some(schema.to_owned()),
    }
}

/// The id of a model that is only understood: six characters that do not change.
fn understood_id(name: &str) -> String {
    format!("{}0", name.to_lowercase())
}
