//! What an imported API shows. The forms are those that were recorded from AWS.

use serde_json::{Value, json};

use super::{ACCOUNT, Api, LAMBDA, full, mock, openapi, swagger};
use crate::harness::START;

#[test]
fn every_extension_shows_where_it_belongs() {
    let api = Api::imported(&full(), "&endpointConfigurationTypes=REGIONAL");
    let shown = api.get("");
    let policy = format!(
        r#"\"Resource\":\"arn:aws:execute-api:us-east-1:{ACCOUNT}:{}/*\""#,
        api.id
    );
    assert!(
        shown["policy"].as_str().unwrap().contains(&policy),
        "{shown}"
    );
    assert_eq!(
        document_without(&shown, &["policy"]),
        json!({
            "id": api.id, "name": "items", "description": "All items", "version": "v1", "createdDate": START,
            "apiKeySource": "AUTHORIZER", "binaryMediaTypes": ["image/png"], "minimumCompressionSize": 1024,
            "disableExecuteApiEndpoint": false, "rootResourceId": api.root,
            "endpointConfiguration": {"types": ["REGIONAL"], "ipAddressType": "ipv4"},
        })
    );
    let paths: Vec<_> = api.paths().into_keys().collect();
    assert_eq!(paths, ["/", "/items", "/items/{id}", "/signed"]);

    let models = api.get("/models");
    let names: Vec<_> = models["item"]
        .as_array()
        .unwrap()
        .iter()
        .map(|model| &model["name"])
        .collect();
    assert_eq!(
        names,
        ["Item", "Kind"],
        "the models that every API is made with are not there"
    );
    let item = api.get("/models/Item");
    assert_eq!(item["description"], "An item.");
    let schema: Value = serde_json::from_str(item["schema"].as_str().unwrap()).unwrap();
    let url = format!(
        "https://apigateway.amazonaws.com/restapis/{}/models/",
        api.id
    );
    assert_eq!(schema["properties"]["kind"]["$ref"], format!("{url}Kind"));
    assert_eq!(
        schema["properties"]["parts"]["items"]["$ref"],
        format!("{url}Item")
    );

    let validators = api.get("/requestvalidators");
    let validator = |name: &str| {
        let mut all = validators["item"].as_array().unwrap().iter();
        all.find(|known| known["name"] == name).unwrap().clone()
    };
    assert_eq!(validator("all")["validateRequestBody"], true);
    assert_eq!(validator("params")["validateRequestBody"], false);
    let authorizers = api.get("/authorizers");
    let authorizer = |name: &str| {
        let mut all = authorizers["item"].as_array().unwrap().iter();
        all.find(|known| known["name"] == name).unwrap().clone()
    };
    assert_eq!(
        document_without(&authorizer("gate"), &["id"]),
        json!({
            "name": "gate", "type": "TOKEN", "authType": "custom", "authorizerUri": LAMBDA,
            "authorizerCredentials": format!("arn:aws:iam::{ACCOUNT}:role/gate"),
            "identitySource": "method.request.header.Authorization", "identityValidationExpression": "^x-[a-z]+",
            "authorizerResultTtlInSeconds": 60,
        })
    );

    let post = api.method("/items/{id}", "POST");
    assert_eq!(
        post,
        json!({
            "httpMethod": "POST", "authorizationType": "AWS_IAM", "apiKeyRequired": true, "operationName": "MakeItem",
            "requestValidatorId": validator("all")["id"],
            "requestParameters": {
                "method.request.header.X-Trace": true, "method.request.path.id": true, "method.request.querystring.q": false,
            },
            "requestModels": {"application/json": "Item"},
            "methodResponses": {
                "200": {
                    "statusCode": "200", "responseModels": {"application/json": "Item"},
                    "responseParameters": {"method.response.header.X-Id": false},
                },
                "400": {"statusCode": "400"},
            },
            "methodIntegration": {
                "type": "HTTP", "httpMethod": "POST", "uri": "https://items.internal/{id}",
                "connectionType": "VPC_LINK", "connectionId": "${stageVariables.link}",
                "requestParameters": {"integration.request.path.id": "method.request.path.id"},
                "requestTemplates": {"application/json": "{\"a\": $input.json('$')}"},
                "passthroughBehavior": "WHEN_NO_TEMPLATES", "contentHandling": "CONVERT_TO_TEXT", "timeoutInMillis": 1500,
                "cacheNamespace": "items", "cacheKeyParameters": ["method.request.path.id"],
                "tlsConfig": {"insecureSkipVerification": true},
                "integrationResponses": {
                    "200": {"statusCode": "200", "responseParameters": {"method.response.header.X-Id": "'1'"}},
                    "400": {
                        "statusCode": "400", "selectionPattern": "4\\d{2}", "responseTemplates": {"application/json": "{}"},
                        "contentHandling": "CONVERT_TO_BINARY",
                    },
                },
            },
        })
    );
    let get = api.method("/items/{id}", "GET");
    assert_eq!(get["authorizationType"], "CUSTOM");
    assert_eq!(get["authorizerId"], authorizer("gate")["id"]);
    assert_eq!(
        get["requestValidatorId"],
        validator("params")["id"],
        "the root's"
    );
    let any = api.method("/items/{id}", "ANY");
    assert_eq!(any["authorizerId"], authorizer("several")["id"]);
    assert_eq!(
        any["methodIntegration"],
        json!({
            "type": "MOCK", "passthroughBehavior": "WHEN_NO_MATCH", "timeoutInMillis": 29000,
            "cacheNamespace": api.paths()["/items/{id}"], "cacheKeyParameters": [],
        })
    );
    assert_eq!(api.method("/signed", "GET")["authorizationType"], "AWS_IAM");

    let denied = api.get("/gatewayresponses/ACCESS_DENIED");
    assert_eq!(
        denied,
        json!({
            "responseType": "ACCESS_DENIED", "statusCode": "404", "defaultResponse": false,
            "responseParameters": {"gatewayresponse.header.X": "'1'"}, "responseTemplates": {"application/json": "{}"},
        })
    );
    let parts = api.get("/documentation/parts");
    assert_eq!(parts["item"].as_array().unwrap().len(), 2, "{parts}");
}

fn document_without(document: &Value, names: &[&str]) -> Value {
    let mut document = document.clone();
    for name in names {
        document.as_object_mut().unwrap().remove(*name);
    }
    document
}

#[test]
fn an_api_is_edge_unless_the_parameters_say_otherwise() {
    let document = openapi(json!({"paths": {"/": {"get": mock()}}}));
    let types =
        |query: &str| Api::imported(&document, query).get("")["endpointConfiguration"].clone();
    assert_eq!(
        types(""),
        json!({"types": ["EDGE"], "ipAddressType": "ipv4"})
    );
    assert_eq!(
        types("&endpointConfigurationTypes=PRIVATE"),
        json!({"types": ["PRIVATE"], "ipAddressType": "dualstack"})
    );
    let endpoints =
        json!({"vpcEndpointIds": ["vpce-0123456789abcdef0"], "disableExecuteApiEndpoint": true});
    let private =
        swagger(json!({"paths": {}, "x-amazon-apigateway-endpoint-configuration": endpoints}));
    let shown = Api::imported(&private, "&endpointConfigurationTypes=PRIVATE").get("");
    assert_eq!(
        shown["endpointConfiguration"]["vpcEndpointIds"],
        json!(["vpce-0123456789abcdef0"])
    );
    assert_eq!(shown["disableExecuteApiEndpoint"], true);
}

#[test]
fn yaml_is_taken_like_json() {
    let api = Api::imported_text(
        "openapi: 3.0.1\ninfo: {title: items, version: 1.0}\npaths:\n  /test:\n    get:\n      responses: {200: {description: ok}}\n      \
         x-amazon-apigateway-integration:\n        type: mock\n        responses: {default: {statusCode: 200}}\n",
        "",
    );
    assert_eq!(api.get("")["version"], "1.0");
    let get = api.method("/test", "GET");
    assert_eq!(
        get["methodResponses"],
        json!({"200": {"statusCode": "200"}})
    );
    assert_eq!(
        get["methodIntegration"]["integrationResponses"],
        json!({"200": {"statusCode": "200"}})
    );
}

#[test]
fn the_base_path_is_ignored_prepended_or_split() {
    let methods = json!({"/e": {"get": mock()}, "/f": {"get": mock()}});
    let swagger = swagger(json!({"basePath": "/a/b/c", "paths": methods}));
    let openapi =
        openapi(json!({"servers": [{"url": "https://example.com/a/b/c"}], "paths": methods}));
    for document in [swagger, openapi] {
        for (query, expected) in [
            ("", vec!["/", "/e", "/f"]),
            ("&basepath=ignore", vec!["/", "/e", "/f"]),
            (
                "&basepath=prepend",
                vec!["/", "/a", "/a/b", "/a/b/c", "/a/b/c/e", "/a/b/c/f"],
            ),
            (
                "&basepath=split",
                vec!["/", "/b", "/b/c", "/b/c/e", "/b/c/f"],
            ),
        ] {
            let api = Api::imported(&document, query);
            let paths: Vec<_> = api.paths().into_keys().collect();
            assert_eq!(paths, expected, "{query}");
            let id = &api.id;
            api.put(&document, &format!("mode=overwrite{query}"))
                .expect(200);
            let again: Vec<_> = api.paths().into_keys().collect();
            assert_eq!(again, expected, "{id} {query}");
        }
    }
}

#[test]
fn the_variables_of_aws_are_the_callers() {
    let document = openapi(
        json!({"paths": {"/": {"get": {"x-amazon-apigateway-integration": {
            "type": "aws_proxy", "httpMethod": "POST",
            "uri": "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:f/invocations",
        }}}}}),
    );
    let api = Api::imported(&document, "");
    assert_eq!(
        api.method("/", "GET")["methodIntegration"]["uri"],
        format!(
            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:{ACCOUNT}:function:f/invocations"
        )
    );
}

#[test]
fn models_may_refer_to_each_other_in_circles() {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let api = Api::imported(
        &openapi(json!({"paths": {}, "components": {"schemas": {
            "Person": {"type": "object", "properties": {"house": reference("House")}},
            "House": {"type": "object", "properties": {"contains": {"type": "array", "items": reference("Person")}}},
        }}})),
        "&failonwarnings=true",
    );
    assert_eq!(api.get("/models")["item"].as_array().unwrap().len(), 2);
}

#[test]
fn documentation_is_left_out_on_demand() {
    let api = Api::imported(&full(), "&ignore=documentation");
    assert_eq!(api.get("/documentation/parts"), json!({"item": []}));
}

#[test]
fn documentation_alone_is_merged_or_overwrites() {
    let api = Api::imported(&full(), "");
    let import = |query: &str, parts: Value| {
        let document = openapi(json!({
            "paths": {"/never": {"get": {}}}, "x-amazon-apigateway-documentation": {"documentationParts": parts},
        }));
        let target = format!("/restapis/{}/documentation/parts?{query}", api.id);
        super::send(
            &api.harness,
            &api.keys,
            "PUT",
            &target,
            &document.to_string(),
        )
    };
    let parts = || {
        api.get("/documentation/parts")["item"]
            .as_array()
            .unwrap()
            .clone()
    };
    let of_type = |kind: &str| {
        let found = parts()
            .into_iter()
            .find(|part| part["location"]["type"] == kind);
        found.unwrap_or_default()
    };
    let before = of_type("METHOD");
    let method = json!({"location": {"type": "METHOD", "path": "/items/{id}", "method": "POST"}, "properties": {"description": "More."}});
    let model =
        json!({"location": {"type": "MODEL", "name": "Item"}, "properties": {"title": "An item"}});
    let merged = import("mode=merge", json!([method, model]));
    assert_eq!(
        merged.expect(200).json()["ids"].as_array().unwrap().len(),
        2
    );
    assert_eq!(parts().len(), 3);
    let after = of_type("METHOD");
    assert_eq!(after["id"], before["id"]);
    let properties: Value = serde_json::from_str(after["properties"].as_str().unwrap()).unwrap();
    assert_eq!(
        properties,
        json!({"summary": "Makes one.", "description": "More."})
    );
    import("mode=overwrite", json!([model])).expect(200);
    assert_eq!(parts().len(), 1);
    assert!(
        !api.paths().contains_key("/never"),
        "only the documentation is taken"
    );
}
