//! Methods and what they declare that they answer.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, CONFLICT, NOT_FOUND};

const NO_AUTHORIZER: &str = "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.";

fn method(api: &Api, verb: &str) -> String {
    format!("/resources/{}/methods/{verb}", api.root)
}

#[test]
fn a_method_is_put_shown_and_deleted() {
    let api = Api::new();
    let any = method(&api, "ANY");
    let put = api.call("PUT", &any, json!({
        "authorizationType": "NONE", "requestParameters": {"method.request.querystring.q": true},
        "requestModels": {"application/json": "Empty"}, "operationName": "op",
    }));
    let expected = json!({
        "httpMethod": "ANY", "authorizationType": "NONE", "apiKeyRequired": false, "operationName": "op",
        "requestParameters": {"method.request.querystring.q": true}, "requestModels": {"application/json": "Empty"},
    });
    assert_eq!(put.expect(201).json(), expected);
    assert_eq!(api.get(&any), expected);
    let again = api.call("PUT", &any, json!({"authorizationType": "NONE"}));
    again.refused(409, CONFLICT, "Method already exists for this resource");
    api.call("DELETE", &any, Value::Null).expect(204);
    for verb in ["GET", "DELETE"] {
        api.call(verb, &any, Value::Null).refused(
            404,
            NOT_FOUND,
            "Invalid Method identifier specified",
        );
    }
}

#[test]
fn methods_that_aws_refuses_are_refused_with_its_words() {
    let api = Api::new();
    let here = method(&api, "GET");
    let none = json!({"authorizationType": "NONE"});
    let unknown = "/resources/abcdef/methods/GET".to_owned();
    let verbs = "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY";
    for (path, input, status, code, message) in [
        (
            &unknown,
            none.clone(),
            404,
            NOT_FOUND,
            "Invalid Resource identifier specified",
        ),
        (&method(&api, "FETCH"), none, 400, BAD_REQUEST, verbs),
        (
            &here,
            json!({"authorizationType": "CUSTOM"}),
            400,
            BAD_REQUEST,
            NO_AUTHORIZER,
        ),
        (
            &here,
            json!({"authorizationType": "COGNITO_USER_POOLS", "authorizerId": "x"}),
            400,
            BAD_REQUEST,
            NO_AUTHORIZER,
        ),
        (
            &here,
            json!({"authorizationType": "NONE", "requestValidatorId": "x"}),
            400,
            BAD_REQUEST,
            "Invalid Request Validator identifier specified",
        ),
        (
            &here,
            json!({"authorizationType": "NONE", "requestModels": {"application/json": "petModel"}}),
            400,
            BAD_REQUEST,
            "Invalid model identifier specified: petModel",
        ),
        (
            &here,
            json!({"authorizationType": "NONE", "requestParameters": {
                "method.request.header.a": true, "method.request.querystring.a": true,
            }}),
            400,
            BAD_REQUEST,
            "Parameter names must be unique across querystring, header and path",
        ),
        (
            &here,
            json!({"authorizationType": "NONE", "requestParameters": {"a": true}}),
            400,
            BAD_REQUEST,
            "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: a]",
        ),
    ] {
        api.call("PUT", path, input).refused(status, code, message);
    }
    assert_eq!(
        api.call("PUT", &here, json!({"authorizationType": "iam"}))
            .status,
        400,
        "nothing becomes a default"
    );
}

#[test]
fn a_method_is_patched() {
    let api = Api::new();
    let any = method(&api, "ANY");
    api.call("PUT", &any, json!({"authorizationType": "NONE"}))
        .expect(201);
    let parameter = "/requestParameters/method.request.querystring.optional";
    api.patch(
        &any,
        &[
            ("add", parameter, "true"),
            ("add", "/requestModels/application~1json", "Empty"),
        ],
    )
    .expect(200);
    let replaced = api.patch(
        &any,
        &[
            ("replace", "/authorizationType", "AWS_IAM"),
            ("replace", "/apiKeyRequired", "true"),
            ("replace", "/operationName", "Replaced"),
            ("replace", parameter, "false"),
        ],
    );
    assert_eq!(
        replaced.expect(200).json(),
        json!({
            "httpMethod": "ANY", "authorizationType": "AWS_IAM", "apiKeyRequired": true, "operationName": "Replaced",
            "requestParameters": {"method.request.querystring.optional": false},
            "requestModels": {"application/json": "Empty"},
        })
    );
    let removed = api.patch(
        &any,
        &[
            ("remove", parameter, ""),
            ("remove", "/requestModels/application~1json", ""),
        ],
    );
    let removed = removed.expect(200).json();
    assert_eq!(
        (
            removed.get("requestParameters"),
            removed.get("requestModels")
        ),
        (None, None)
    );
    let only_replace = "Invalid patch operation specified. Must be one of: [replace]";
    for (op, path, value, status, code, message) in [
        ("add", "/operationName", "x", 400, BAD_REQUEST, only_replace),
        (
            "add",
            "/requestValidatorId",
            "x",
            400,
            BAD_REQUEST,
            only_replace,
        ),
        (
            "add",
            "/httpMethod",
            "PUT",
            400,
            BAD_REQUEST,
            "Invalid patch path /httpMethod",
        ),
        (
            "replace",
            "/requestParameters",
            "x",
            400,
            BAD_REQUEST,
            "Invalid patch path /requestParameters",
        ),
        (
            "add",
            "/requestModels/application/json",
            "Empty",
            400,
            BAD_REQUEST,
            "Invalid patch path /requestModels/application/json",
        ),
        (
            "replace",
            "/authorizationType",
            "CUSTOM",
            400,
            BAD_REQUEST,
            NO_AUTHORIZER,
        ),
        (
            "remove",
            parameter,
            "",
            404,
            NOT_FOUND,
            "Invalid parameter name specified",
        ),
    ] {
        api.patch(&any, &[(op, path, value)])
            .refused(status, code, message);
    }
}

#[test]
fn a_method_response_is_put_patched_and_deleted() {
    let api = Api::new();
    let any = method(&api, "ANY");
    api.call("PUT", &any, json!({"authorizationType": "NONE"}))
        .expect(201);
    let ok = format!("{any}/responses/200");
    let header = "/responseParameters/method.response.header.my-header";
    api.call(
        "PUT",
        &ok,
        json!({"responseModels": {"application/json": "Empty"}}),
    )
    .expect(201);
    let again = api.call("PUT", &ok, json!({}));
    again.refused(409, CONFLICT, "Response already exists for this resource");
    let patched = api.patch(&ok, &[("add", header, "true")]);
    let expected = json!({
        "statusCode": "200", "responseModels": {"application/json": "Empty"},
        "responseParameters": {"method.response.header.my-header": true},
    });
    assert_eq!(
        patched.expect(201).json(),
        expected,
        "this PATCH alone answers 201"
    );
    assert_eq!(api.get(&ok), expected);
    for (op, path, status, code, message) in [
        (
            "replace",
            "/responseParameters/method.response.header.x",
            404,
            NOT_FOUND,
            "Invalid parameter name specified",
        ),
        (
            "remove",
            "/responseModels/text~1plain",
            404,
            NOT_FOUND,
            "Content-Type specified was not found",
        ),
        (
            "add",
            "/wrong/x",
            400,
            BAD_REQUEST,
            "Invalid patch path /wrong/x",
        ),
    ] {
        api.patch(&ok, &[(op, path, "true")])
            .refused(status, code, message);
    }
    let missing = "Invalid Response status code specified";
    api.call("GET", &format!("{any}/responses/404"), Value::Null)
        .refused(404, NOT_FOUND, missing);
    let wrong = api.call("GET", &format!("{any}/responses/wrong"), Value::Null);
    assert_eq!(
        (wrong.status, wrong.header("x-amzn-ErrorType")),
        (400, Some("ValidationException"))
    );
    api.call("DELETE", &ok, Value::Null).expect(204);
    api.call("DELETE", &ok, Value::Null)
        .refused(404, NOT_FOUND, missing);
}
