//! Merging keeps what the definition does not mention; overwriting does not (API Gateway Developer Guide, "Import an OpenAPI
//! file to update an existing API definition").

use serde_json::{Value, json};

use super::{Api, full, mock, openapi};

fn base() -> Api {
    let api = Api::imported(&full(), "&endpointConfigurationTypes=REGIONAL");
    api.patch("", &[("add", "/tags", "")]);
    api.publish("prod");
    api
}

fn small() -> Value {
    openapi(json!({
        "info": {"title": "small"},
        "components": {"schemas": {"Kind": {"type": "string"}, "New": {"type": "object"}}},
        "paths": {"/items": {"get": mock()}, "/items/{id}": {"post": mock()}},
        "x-amazon-apigateway-binary-media-types": ["image/jpg"],
    }))
}

fn names(list: &Value) -> Vec<String> {
    let items = list["item"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn merging_keeps_what_is_not_mentioned_and_replaces_whole_methods() {
    let api = base();
    let (before, paths) = (api.get(""), api.paths());
    let shown = api.put(&small(), "mode=merge");
    let shown = shown.expect(200).json();
    assert_eq!(shown["name"], "small");
    assert_eq!(shown["binaryMediaTypes"], json!(["image/png", "image/jpg"]));
    for kept in [
        "id",
        "description",
        "version",
        "policy",
        "minimumCompressionSize",
        "apiKeySource",
        "rootResourceId",
        "createdDate",
        "endpointConfiguration",
    ] {
        assert_eq!(shown[kept], before[kept], "{kept}");
    }
    assert_eq!(shown["tags"], json!({}), "shown even where there are none");
    assert_eq!(api.paths(), paths, "and their ids");
    let post = api.method("/items/{id}", "POST");
    assert_eq!(
        post["authorizationType"], "NONE",
        "the whole method is the definition's"
    );
    assert!(
        post["methodResponses"].is_null() && post["requestModels"].is_null(),
        "{post}"
    );
    assert_eq!(
        api.method("/items/{id}", "GET")["authorizationType"],
        "CUSTOM"
    );
    assert_eq!(api.method("/items", "GET")["authorizationType"], "NONE");
    assert_eq!(names(&api.get("/models")), ["Item", "Kind", "New"]);
    assert_eq!(names(&api.get("/authorizers")), ["gate", "several"]);
    assert_eq!(
        api.get("/gatewayresponses/ACCESS_DENIED")["defaultResponse"],
        false
    );
    assert_eq!(
        api.get("/documentation/parts")["item"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn merging_is_what_is_done_without_a_mode() {
    let api = base();
    api.put(&small(), "").expect(200);
    assert!(api.paths().contains_key("/signed"));
}

#[test]
fn overwriting_keeps_only_what_is_not_a_definitions_to_say() {
    let api = base();
    let (before, paths, deployments) = (api.get(""), api.paths(), api.get("/deployments"));
    let kind = api.get("/models/Kind");
    let shown = api.put(&small(), "mode=overwrite");
    let shown = shown.expect(200).json();
    assert_eq!(
        shown,
        json!({
            "id": api.id, "name": "small", "createdDate": before["createdDate"], "apiKeySource": "HEADER",
            "binaryMediaTypes": ["image/jpg"], "disableExecuteApiEndpoint": false, "rootResourceId": api.root, "tags": {},
            "endpointConfiguration": {"types": ["REGIONAL"], "ipAddressType": "ipv4"},
        })
    );
    let after = api.paths();
    assert_eq!(
        after.keys().collect::<Vec<_>>(),
        ["/", "/items", "/items/{id}"]
    );
    for (path, id) in &after {
        assert_eq!(id, &paths[path], "{path} keeps its id");
    }
    let resources = api.get("/resources?embed=methods");
    let verbs: Vec<Vec<&String>> = resources["item"]
        .as_array()
        .unwrap()
        .iter()
        .map(|resource| {
            resource["resourceMethods"]
                .as_object()
                .map(|methods| methods.keys().collect())
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(verbs, [vec![], vec!["GET"], vec!["POST"]]);
    assert_eq!(names(&api.get("/models")), ["Kind", "New"]);
    assert_eq!(api.get("/models/Kind")["id"], kind["id"]);
    assert_eq!(api.get("/authorizers"), json!({"item": []}));
    assert_eq!(api.get("/requestvalidators"), json!({"item": []}));
    assert_eq!(
        api.get("/gatewayresponses/ACCESS_DENIED")["defaultResponse"],
        true
    );
    assert_eq!(api.get("/documentation/parts"), json!({"item": []}));
    assert_eq!(api.get("/deployments"), deployments);
    assert_eq!(api.get("/stages")["item"][0]["stageName"], "prod");
}

#[test]
fn importing_the_same_again_changes_nothing() {
    for mode in ["merge", "overwrite"] {
        let api = base();
        api.put(&full(), &format!("mode={mode}")).expect(200);
        let before = api.everything();
        api.put(&full(), &format!("mode={mode}")).expect(200);
        assert_eq!(api.everything(), before, "{mode}");
    }
}

#[test]
fn an_api_made_by_hand_takes_a_definition() {
    let api = Api::new();
    let child = api.resource(&api.root, "items");
    api.mock(&child, "GET");
    api.put(&small(), "mode=overwrite").expect(200);
    assert_eq!(api.paths()["/items"], child);
    assert_eq!(names(&api.get("/models")), ["Kind", "New"]);
}

#[test]
fn a_closed_name_stays_closed_and_endpoints_are_replaced() {
    let endpoint = |endpoint: Value| {
        openapi(json!({
            "servers": [{"url": "/", "x-amazon-apigateway-endpoint-configuration": endpoint}], "paths": {"/": {"get": mock()}},
        }))
    };
    let closed = endpoint(
        json!({"disableExecuteApiEndpoint": true, "vpcEndpointIds": ["vpce-0123456789abcdef0"]}),
    );
    let api = Api::imported(&closed, "&endpointConfigurationTypes=PRIVATE");
    let silent = openapi(json!({"paths": {"/": {"get": mock()}}}));
    let merged = api.put(&silent, "mode=merge").expect(200).json();
    assert_eq!(
        merged["endpointConfiguration"]["vpcEndpointIds"],
        json!(["vpce-0123456789abcdef0"])
    );
    let over = api.put(&silent, "mode=overwrite").expect(200).json();
    assert_eq!(over["disableExecuteApiEndpoint"], true);
    assert!(over["endpointConfiguration"]["vpcEndpointIds"].is_null());
    let open = endpoint(json!({"disableExecuteApiEndpoint": false}));
    let opened = api.put(&open, "mode=overwrite").expect(200).json();
    assert_eq!(opened["disableExecuteApiEndpoint"], false);
}
