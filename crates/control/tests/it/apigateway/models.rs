//! Models and request validators, and the methods that name them.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, CONFLICT, NOT_FOUND, text};
use crate::harness::Harness;

const NO_SCHEMA: &str = "Model schema must have at least 1 property or array items defined";

fn model(name: &str, schema: &Value) -> Value {
    json!({"name": name, "contentType": "application/json", "schema": schema.to_string()})
}

fn names(api: &Api) -> Vec<String> {
    let listed = api.get("/models");
    let items = listed["item"].as_array().unwrap();
    items.iter().map(|item| text(&item["name"])).collect()
}

#[test]
fn every_api_is_made_with_the_models_empty_and_error() {
    let api = Api::new();
    assert_eq!(names(&api), ["Empty", "Error"]);
    let error = api.get("/models/Error");
    assert_eq!(error["description"], "This is a default error schema model");
    let schema: Value = serde_json::from_str(&text(&error["schema"])).unwrap();
    assert_eq!(
        schema,
        json!({
            "$schema": "http://json-schema.org/draft-04/schema#", "title": "Error Schema",
            "type": "object", "properties": {"message": {"type": "string"}},
        })
    );
    // They are models like others.
    api.call("DELETE", "/models/Empty", Value::Null).expect(202);
    assert_eq!(names(&api), ["Error"]);
    api.call("DELETE", "", Value::Null).expect(202);
    let left = api.harness.store.scan("model/").unwrap();
    assert_eq!(left.len(), 0, "models go with their API");
}

#[test]
fn a_model_is_made_shown_changed_and_deleted() {
    let api = Api::new();
    let made = api.call("POST", "/models", json!({
        "name": "Calc", "contentType": "application/json", "description": "d", "schema": r#"{"type":"object"}"#,
    }));
    let made = made.expect(201).json();
    let id = text(&made["id"]);
    assert_eq!(
        made,
        json!({"id": id, "name": "Calc", "contentType": "application/json", "description": "d", "schema": r#"{"type":"object"}"#})
    );
    assert_eq!(api.get("/models/Calc"), made);
    assert_eq!(names(&api), ["Calc", "Empty", "Error"]);
    let changed = api.patch(
        "/models/Calc",
        &[
            ("replace", "/schema", r#"{"type":"array"}"#),
            ("replace", "/description", "e"),
        ],
    );
    let changed = changed.expect(200).json();
    assert_eq!(
        (&changed["schema"], &changed["description"], &changed["id"]),
        (&json!(r#"{"type":"array"}"#), &json!("e"), &json!(id))
    );
    api.patch("/models/Calc", &[("replace", "/name", "x")]).refused(
        400,
        BAD_REQUEST,
        "Invalid patch path  '/name' specified for op 'replace'. Must be one of: [/description, /schema]",
    );
    api.patch("/models/Calc", &[("replace", "/schema", "")])
        .refused(400, BAD_REQUEST, NO_SCHEMA);
    api.call("DELETE", "/models/Calc", Value::Null).expect(202);
    for verb in ["GET", "DELETE"] {
        api.call(verb, "/models/Calc", Value::Null).refused(
            404,
            NOT_FOUND,
            "Invalid model name specified: Calc",
        );
    }
}

#[test]
fn models_that_aws_refuses_are_refused_with_its_words() {
    let api = Api::new();
    let invalid = |reason: &str| {
        format!("Invalid model specified: Validation Result: warnings : [], errors : [{reason}]")
    };
    let object = json!({"title": "T", "type": "object"});
    for (input, status, code, message) in [
        (
            model("", &object),
            400,
            BAD_REQUEST,
            "Model name must be non-empty".to_owned(),
        ),
        (
            model("a-b", &object),
            400,
            BAD_REQUEST,
            "Model name must be alphanumeric: a-b".to_owned(),
        ),
        (
            model("Empty", &object),
            409,
            CONFLICT,
            "Model name already exists for this REST API".to_owned(),
        ),
        (
            json!({"name": "A", "contentType": "application/json"}),
            400,
            BAD_REQUEST,
            NO_SCHEMA.to_owned(),
        ),
        (
            json!({"name": "A", "contentType": "application/xml"}),
            400,
            BAD_REQUEST,
            NO_SCHEMA.to_owned(),
        ),
        (
            json!({"name": "A", "contentType": "application/json", "schema": ""}),
            400,
            BAD_REQUEST,
            NO_SCHEMA.to_owned(),
        ),
        (
            json!({"name": "A", "contentType": "application/json", "schema": "{"}),
            400,
            BAD_REQUEST,
            invalid("Invalid model schema specified"),
        ),
        (
            model("A", &json!({"type": "text"})),
            400,
            BAD_REQUEST,
            invalid("Invalid model schema specified"),
        ),
        (
            model("A", &json!({"properties": {"a": {"example": 1}}})),
            400,
            BAD_REQUEST,
            invalid("Invalid model schema specified. Unsupported keyword(s): [\"example\"]"),
        ),
        (
            model("A", &json!({"$ref": "#/components/schemas/B"})),
            400,
            BAD_REQUEST,
            invalid("Model reference must be in canonical form"),
        ),
        (
            model(
                "A",
                &json!({"$ref": "https://apigateway.amazonaws.com/restapis/another/models/Empty"}),
            ),
            400,
            BAD_REQUEST,
            invalid("Model reference must be in canonical form"),
        ),
        (
            model(
                "A",
                &json!({"$ref": format!("https://apigateway.amazonaws.com/restapis/{}/models/B", api.id)}),
            ),
            400,
            BAD_REQUEST,
            invalid("Reference to model 'B' not found"),
        ),
    ] {
        api.call("POST", "/models", input.clone())
            .refused(status, code, &message);
    }
    assert_eq!(names(&api), ["Empty", "Error"], "nothing was changed");
    let unknown = Harness::new().rest(
        &Harness::root(),
        "POST",
        "/restapis/abcde0/models",
        &model("A", &object),
    );
    unknown.refused(
        404,
        NOT_FOUND,
        "Invalid API identifier specified 111111111111:abcde0",
    );
}

#[test]
fn a_model_is_shown_flat_and_as_a_template() {
    let api = Api::new();
    let reference = format!(
        "https://apigateway.amazonaws.com/restapis/{}/models/Item",
        api.id
    );
    let item = json!({"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}});
    api.call("POST", "/models", model("Item", &item))
        .expect(201);
    let list = json!({"type": "array", "items": {"$ref": reference}});
    api.call("POST", "/models", model("List", &list))
        .expect(201);
    let flat = api.get("/models/List?flatten=true");
    let flat: Value = serde_json::from_str(&text(&flat["schema"])).unwrap();
    assert_eq!(
        flat,
        json!({"type": "array", "items": {"$ref": "#/definitions/Item"}, "definitions": {"Item": item}})
    );
    let template = api.get("/models/List/default_template");
    assert_eq!(
        text(&template["value"]),
        "#set($inputRoot = $input.path('$'))\n[\n##TODO: Update this foreach loop to reference array from input json\n#foreach($elem in $inputRoot)\n  {\n    \"id\" : $elem.id,\n    \"name\" : \"$elem.name\"\n  }#if($foreach.hasNext),#end\n#end\n]"
    );
    api.call("DELETE", "/models/Item", Value::Null).refused(
        409,
        CONFLICT,
        "Cannot delete model 'Item', is referenced in model: List",
    );
    // A copy of the API has copies of its models, which refer to each other.
    let copy = json!({"name": "copy", "cloneFrom": api.id});
    let copy = api
        .harness
        .rest(&api.keys, "POST", "/restapis", &copy)
        .expect(201)
        .json();
    let copied = format!("/restapis/{}/models/List", text(&copy["id"]));
    let copied = api
        .harness
        .rest(&api.keys, "GET", &copied, &Value::Null)
        .expect(200)
        .json();
    assert!(
        text(&copied["schema"]).contains(&text(&copy["id"])),
        "{copied}"
    );
}

#[test]
fn a_model_in_use_is_not_deleted() {
    let api = Api::new();
    for name in ["One", "Two"] {
        api.call("POST", "/models", model(name, &json!({"type": "object"})))
            .expect(201);
    }
    let any = format!("/resources/{}/methods/ANY", api.root);
    api.call(
        "PUT",
        &any,
        json!({"authorizationType": "NONE", "requestModels": {"application/json": "One"}}),
    )
    .expect(201);
    let gone = |name: &str| api.call("DELETE", &format!("/models/{name}"), Value::Null);
    gone("One").refused(
        409,
        CONFLICT,
        "Cannot delete model 'One', is referenced in method request: //ANY",
    );
    api.patch(
        &any,
        &[("replace", "/requestModels/application~1json", "Two")],
    )
    .expect(200);
    gone("One").expect(202);
    gone("Two").refused(
        409,
        CONFLICT,
        "Cannot delete model 'Two', is referenced in method request: //ANY",
    );
    let response = format!("{any}/responses/200");
    api.call(
        "PUT",
        &response,
        json!({"responseModels": {"application/json": "Two"}}),
    )
    .expect(201);
    api.patch(&any, &[("remove", "/requestModels/application~1json", "")])
        .expect(200);
    gone("Two").refused(
        409,
        CONFLICT,
        "Cannot delete model 'Two', is referenced in method response: //ANY/200",
    );
    api.call("DELETE", &any, Value::Null).expect(204);
    gone("Two").expect(202);
}

#[test]
fn validators_are_made_shown_changed_and_deleted() {
    let api = Api::new();
    let made = api.call(
        "POST",
        "/requestvalidators",
        json!({"name": "all", "validateRequestParameters": true}),
    );
    let made = made.expect(201).json();
    let id = text(&made["id"]);
    let shown = json!({"id": id, "name": "all", "validateRequestBody": false, "validateRequestParameters": true});
    assert_eq!(made, shown);
    let here = format!("/requestvalidators/{id}");
    assert_eq!(api.get(&here), shown);
    assert_eq!(api.get("/requestvalidators")["item"], json!([shown]));
    let changed = api.patch(
        &here,
        &[
            ("replace", "/validateRequestBody", "true"),
            ("replace", "/validateRequestParameters", ""),
        ],
    );
    let changed = changed.expect(200).json();
    assert_eq!(
        (
            &changed["validateRequestBody"],
            &changed["validateRequestParameters"]
        ),
        (&json!(true), &json!(false))
    );
    for (op, path, value, message) in [
        (
            "add",
            "/validateRequestBody",
            "true",
            "Invalid patch path  '/validateRequestBody' specified for op 'add'. Please choose supported operations",
        ),
        (
            "replace",
            "/invalidPath",
            "",
            "Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/name, /validateRequestParameters, /validateRequestBody]",
        ),
        (
            "replace",
            "/name",
            "",
            "Request Validator name cannot be blank",
        ),
    ] {
        api.patch(&here, &[(op, path, value)])
            .refused(400, BAD_REQUEST, message);
    }
    // A method that names it keeps it.
    let any = format!("/resources/{}/methods/ANY", api.root);
    let put = api.call(
        "PUT",
        &any,
        json!({"authorizationType": "NONE", "requestValidatorId": id, "apiKeyRequired": true}),
    );
    let put = put.expect(201).json();
    assert_eq!(
        (&put["requestValidatorId"], &put["apiKeyRequired"]),
        (&json!(id), &json!(true))
    );
    api.call("DELETE", &here, Value::Null).refused(
        409,
        CONFLICT,
        &format!("Cannot delete request validator '{id}', is referenced in method request: //ANY"),
    );
    let unknown = "Invalid Request Validator identifier specified";
    api.patch(&any, &[("replace", "/requestValidatorId", "nobody")])
        .refused(400, BAD_REQUEST, unknown);
    api.patch(&any, &[("replace", "/requestValidatorId", "")])
        .expect(200);
    api.call("DELETE", &here, Value::Null).expect(202);
    for verb in ["GET", "DELETE"] {
        api.call(verb, &here, Value::Null)
            .refused(404, NOT_FOUND, unknown);
    }
    let elsewhere = |verb: &str| {
        api.harness.rest(
            &api.keys,
            verb,
            "/restapis/nowhere/requestvalidators",
            &json!({}),
        )
    };
    elsewhere("POST").refused(400, BAD_REQUEST, "Invalid REST API identifier specified");
    elsewhere("GET").refused(
        404,
        NOT_FOUND,
        "Invalid API identifier specified 111111111111:nowhere",
    );
}
