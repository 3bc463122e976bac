//! Integrations and how their answers are mapped.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, NOT_FOUND};

const NO_INTEGRATION: &str = "Invalid Integration identifier specified";

fn with_method(parameters: Value) -> (Api, String) {
    let api = Api::new();
    let method = format!("/resources/{}/methods/GET", api.root);
    api.call(
        "PUT",
        &method,
        json!({"authorizationType": "NONE", "requestParameters": parameters}),
    )
    .expect(201);
    (api, method)
}

#[test]
fn an_integration_has_the_defaults_that_aws_shows() {
    let (api, method) = with_method(json!({}));
    let lambda = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:f/invocations";
    for (input, extra) in [
        (
            json!({"type": "MOCK", "uri": "http://example.com"}),
            json!({}),
        ),
        (
            json!({"type": "HTTP", "httpMethod": "POST", "uri": "http://example.com"}),
            json!({"httpMethod": "POST", "uri": "http://example.com", "connectionType": "INTERNET"}),
        ),
        (
            json!({"type": "HTTP_PROXY", "httpMethod": "ANY", "uri": "https://${stageVariables.host}/{proxy}",
                "tlsConfig": {"insecureSkipVerification": false}, "timeoutInMillis": 50}),
            json!({"httpMethod": "ANY", "uri": "https://${stageVariables.host}/{proxy}", "connectionType": "INTERNET",
                "tlsConfig": {"insecureSkipVerification": false}, "timeoutInMillis": 50}),
        ),
        (
            json!({"type": "AWS_PROXY", "httpMethod": "POST", "uri": lambda}),
            json!({"httpMethod": "POST", "uri": lambda}),
        ),
    ] {
        let mut expected = json!({
            "type": input["type"], "passthroughBehavior": "WHEN_NO_MATCH", "timeoutInMillis": 29000,
            "cacheNamespace": api.root, "cacheKeyParameters": [],
        });
        expected
            .as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        let put = api.call("PUT", &format!("{method}/integration"), input);
        assert_eq!(put.expect(201).json(), expected);
        assert_eq!(api.get(&format!("{method}/integration")), expected);
        assert_eq!(api.get(&method)["methodIntegration"], expected);
    }
}

#[test]
fn integrations_that_aws_refuses_are_refused_with_its_words() {
    let (api, method) = with_method(json!({"method.request.path.id": true}));
    let http = |more: Value| {
        let mut input = json!({"type": "HTTP", "httpMethod": "GET", "uri": "http://example.com"});
        input
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        input
    };
    let timeout = "Timeout should be between 50 ms and 29000 ms";
    let uri = "Invalid HTTP endpoint specified for URI";
    for (input, message) in [
        (
            json!({"type": "HTTP", "uri": "http://x"}),
            "Enumeration value for HttpMethod must be non-empty",
        ),
        (
            json!({"type": "AWS", "uri": "http://x"}),
            "Enumeration value for HttpMethod must be non-empty",
        ),
        (http(json!({"uri": "non-valid-http"})), uri),
        (http(json!({"uri": "ftp://x"})), uri),
        (http(json!({"uri": "http://"})), uri),
        (http(json!({"uri": "http://user:password@x/"})), uri),
        (http(json!({"timeoutInMillis": 49})), timeout),
        (http(json!({"timeoutInMillis": 29001})), timeout),
        (
            json!({"type": "AWS", "httpMethod": "POST", "uri": "non-valid-arn"}),
            "Invalid ARN specified in the request",
        ),
        (
            json!({"type": "AWS", "httpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:s3:nothing"}),
            "AWS ARN for integration must contain path or action",
        ),
        (
            json!({"type": "AWS_PROXY", "httpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:s3:path/b/k"}),
            "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
        ),
        (
            http(
                json!({"requestParameters": {"integration.request.path.id": "method.request.path.other"}}),
            ),
            "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.path.other]",
        ),
        (
            http(json!({"requestParameters": {"integration.request.header.x": "true"}})),
            "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: true]",
        ),
        (
            http(json!({"requestTemplates": {"123": "x"}})),
            "Validation Result: warnings : [], errors : [Invalid content type specified: 123]",
        ),
    ] {
        api.call("PUT", &format!("{method}/integration"), input)
            .refused(400, BAD_REQUEST, message);
    }
    let link = http(json!({"connectionType": "VPC_LINK", "connectionId": "abc123"}));
    let answer = api.call("PUT", &format!("{method}/integration"), link);
    answer.refused(404, NOT_FOUND, "Invalid Vpc Link identifier specified");
    api.call("GET", &format!("{method}/integration"), Value::Null)
        .refused(404, NOT_FOUND, NO_INTEGRATION);
    let elsewhere = format!("/resources/{}/methods/POST/integration", api.root);
    let missing = "Invalid Method identifier specified";
    api.call("PUT", &elsewhere, json!({"type": "MOCK"}))
        .refused(404, NOT_FOUND, missing);
    api.call("GET", &elsewhere, Value::Null)
        .refused(404, NOT_FOUND, missing);
}

#[test]
fn an_integration_is_patched_as_terraform_does() {
    let (api, method) = with_method(json!({"method.request.path.id": true}));
    let integration = format!("{method}/integration");
    api.call(
        "PUT",
        &integration,
        json!({
            "type": "HTTP_PROXY", "httpMethod": "GET", "uri": "https://one.example",
            "tlsConfig": {"insecureSkipVerification": true},
            "requestParameters": {"integration.request.header.x": "'static'"},
        }),
    )
    .expect(201);
    let patched = api.patch(
        &integration,
        &[
            ("replace", "/uri", "https://two.example/{id}"),
            ("replace", "/timeoutInMillis", "1000"),
            ("replace", "/httpMethod", "ANY"),
            ("replace", "/tlsConfig/insecureSkipVerification", "false"),
            ("replace", "/passthroughBehavior", "NEVER"),
            (
                "add",
                "/requestParameters/integration.request.path.id",
                "method.request.path.id",
            ),
            (
                "remove",
                "/requestParameters/integration.request.header.x",
                "",
            ),
            ("add", "/requestTemplates/application~1json", "{}"),
            ("add", "/cacheKeyParameters/method.request.path.id", ""),
            ("replace", "/cacheNamespace", "n"),
        ],
    );
    assert_eq!(
        patched.expect(200).json(),
        json!({
            "type": "HTTP_PROXY", "httpMethod": "ANY", "uri": "https://two.example/{id}", "connectionType": "INTERNET",
            "timeoutInMillis": 1000, "tlsConfig": {"insecureSkipVerification": false}, "passthroughBehavior": "NEVER",
            "requestParameters": {"integration.request.path.id": "method.request.path.id"},
            "requestTemplates": {"application/json": "{}"}, "cacheKeyParameters": ["method.request.path.id"],
            "cacheNamespace": "n",
        })
    );
    for (op, path, value, message) in [
        (
            "replace",
            "/timeoutInMillis",
            "soon",
            "Timeout should be between 50 ms and 29000 ms",
        ),
        (
            "replace",
            "/uri",
            "nowhere",
            "Invalid HTTP endpoint specified for URI",
        ),
        ("replace", "/nothing", "x", "Invalid patch path /nothing"),
    ] {
        api.patch(&integration, &[(op, path, value)])
            .refused(400, BAD_REQUEST, message);
    }
    api.call("DELETE", &integration, Value::Null).expect(204);
    api.call("DELETE", &integration, Value::Null)
        .refused(404, NOT_FOUND, NO_INTEGRATION);
}

#[test]
fn an_integration_response_is_put_overwritten_patched_and_deleted() {
    let (api, method) = with_method(json!({}));
    let ok = format!("{method}/integration/responses/200");
    api.call("GET", &ok, Value::Null)
        .refused(404, NOT_FOUND, NO_INTEGRATION);
    api.call(
        "PUT",
        &format!("{method}/integration"),
        json!({"type": "MOCK"}),
    )
    .expect(201);
    let header = json!({"method.response.header.x": "'1'"});
    let undeclared = api.call("PUT", &ok, json!({"responseParameters": header}));
    undeclared.refused(
        400,
        BAD_REQUEST,
        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.response.header.x]",
    );
    let declared = json!({"responseParameters": {"method.response.header.x": false}});
    api.call("PUT", &format!("{method}/responses/200"), declared)
        .expect(201);
    let created =
        json!({"selectionPattern": "", "responseTemplates": {"application/json": "created"}});
    let mut expected = json!({"statusCode": "200"});
    expected
        .as_object_mut()
        .unwrap()
        .extend(created.as_object().unwrap().clone());
    assert_eq!(api.call("PUT", &ok, created).expect(201).json(), expected);
    let patched = api
        .patch(&ok, &[("replace", "/selectionPattern", "2\\d{2}")])
        .expect(200)
        .json();
    assert_eq!(patched["selectionPattern"], "2\\d{2}");
    let overwritten = api.call("PUT", &ok, json!({"responseParameters": header}));
    assert_eq!(
        overwritten.expect(201).json(),
        json!({"statusCode": "200", "responseParameters": header})
    );
    assert_eq!(
        api.get(&method)["methodIntegration"]["integrationResponses"]["200"]["responseParameters"],
        header
    );
    assert_eq!(
        api.patch(&ok, &[("replace", "/selectionPattern", "(")])
            .status,
        400
    );
    api.call("DELETE", &ok, Value::Null).expect(204);
    api.call("DELETE", &ok, Value::Null).refused(
        404,
        NOT_FOUND,
        "Invalid Response status code specified",
    );
    let elsewhere = format!(
        "/resources/{}/methods/POST/integration/responses/200",
        api.root
    );
    api.call("DELETE", &elsewhere, Value::Null)
        .refused(404, NOT_FOUND, NO_INTEGRATION);
    api.call("PUT", &elsewhere, json!({})).refused(
        404,
        NOT_FOUND,
        "Invalid Method identifier specified",
    );
}
