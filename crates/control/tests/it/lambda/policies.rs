//! The resource policies of functions.

use serde_json::{Value, json};

use super::Lambda;

const POLICY: &str = "/2015-03-31/functions/items/policy";

#[test]
fn a_statement_is_written_as_lambda_writes_it() {
    let lambda = Lambda::new();
    lambda.function("items");
    lambda.call("GET", POLICY, &Value::Null).refused(
        404,
        "ResourceNotFoundException",
        "The resource you requested does not exist.",
    );
    let source = "arn:aws:execute-api:us-east-1:222222222222:abc123/*/POST/items";
    let permission = json!({
        "StatementId": "AllowApiGateway",
        "Action": "lambda:InvokeFunction",
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": source,
        "SourceAccount": "222222222222",
    });
    let added = lambda.call("POST", POLICY, &permission);
    assert_eq!(added.status, 201, "{}", added.body);
    let statement = r#"{"Sid":"AllowApiGateway","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:us-east-1:111111111111:function:items","Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:execute-api:us-east-1:222222222222:abc123/*/POST/items"},"StringEquals":{"AWS:SourceAccount":"222222222222"}}}"#;
    assert_eq!(added.json()["Statement"], statement);
    let read = lambda.done("GET", POLICY, &Value::Null);
    let expected =
        format!(r#"{{"Version":"2012-10-17","Id":"default","Statement":[{statement}]}}"#);
    assert_eq!(read["Policy"], expected);
    lambda.call("POST", POLICY, &permission).refused(
        409,
        "ResourceConflictException",
        "The statement id (AllowApiGateway) provided already exists. Please provide a new statement id, or remove the existing statement.",
    );
    let remove = format!("{POLICY}/AllowApiGateway");
    lambda.call("DELETE", &remove, &Value::Null).expect(204);
    lambda.call("DELETE", &remove, &Value::Null).refused(
        404,
        "ResourceNotFoundException",
        "Statement AllowApiGateway is not found in resource policy.",
    );
    lambda.call("GET", POLICY, &Value::Null).expect(404);
}

#[test]
fn principals_are_accounts_services_and_those_who_exist() {
    let lambda = Lambda::new();
    lambda.function("items");
    let add = |sid: &str, principal: &str| {
        let body =
            json!({"StatementId": sid, "Action": "lambda:InvokeFunction", "Principal": principal});
        lambda.call("POST", POLICY, &body)
    };
    for (sid, principal, element) in [
        (
            "account",
            "222222222222",
            r#""Principal":{"AWS":"arn:aws:iam::222222222222:root"}"#,
        ),
        (
            "role",
            "arn:aws:iam::111111111111:role/backend",
            r#""Principal":{"AWS":"arn:aws:iam::111111111111:role/backend"}"#,
        ),
        ("everybody", "*", r#""Principal":"*""#),
    ] {
        let added = add(sid, principal);
        let statement = added.json()["Statement"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        assert!(statement.contains(element), "{}", added.body);
    }
    for principal in [
        "arn:aws:iam::111111111111:role/none",
        "nobody",
        "arn:aws:s3:::bucket",
    ] {
        add("x", principal).refused(
            400,
            "InvalidParameterValueException",
            "The provided principal was invalid. Please check the principal and try again.",
        );
    }
}

#[test]
fn a_version_and_an_alias_have_policies_of_their_own() {
    let lambda = Lambda::new();
    lambda.function("items");
    lambda.done("POST", "/2015-03-31/functions/items/versions", &json!({}));
    let alias = json!({"Name": "live", "FunctionVersion": "1"});
    lambda.done("POST", "/2015-03-31/functions/items/aliases", &alias);
    let body =
        json!({"StatementId": "s", "Action": "lambda:InvokeFunction", "Principal": "222222222222"});
    let added = lambda.done("POST", &format!("{POLICY}?Qualifier=live"), &body);
    let statement = added["Statement"].as_str().unwrap();
    assert!(statement.contains("function:items:live"), "{statement}");
    lambda.call("GET", POLICY, &Value::Null).expect(404);
    lambda.done("GET", &format!("{POLICY}?Qualifier=live"), &Value::Null);
    lambda
        .call("POST", &format!("{POLICY}?Qualifier=$LATEST"), &body)
        .expect(400);
    lambda
        .call("POST", &format!("{POLICY}?Qualifier=9"), &body)
        .expect(404);
}
