//! Published versions and aliases.

use serde_json::{Value, json};

use super::{Lambda, wanted};

#[test]
fn a_version_is_published_when_something_has_changed() {
    let lambda = Lambda::new();
    let mut body = wanted("items");
    body["Environment"] = json!({"Variables": {"KEY": "1"}});
    lambda.done("POST", "/2015-03-31/functions", &body);
    let versions = "/2015-03-31/functions/items/versions";
    let first = lambda.done("POST", versions, &json!({"Description": "first"}));
    assert_eq!(first["Version"], "1");
    assert_eq!(
        first["FunctionArn"],
        "arn:aws:lambda:us-east-1:111111111111:function:items:1"
    );
    assert_eq!(first["Environment"], json!({"Variables": {"KEY": "1"}}));
    let again = lambda.done("POST", versions, &json!({}));
    assert_eq!(
        (&again["Version"], &again["Description"]),
        (&json!("1"), &json!("first"))
    );
    let configuration = "/2015-03-31/functions/items/configuration";
    lambda.done(
        "PUT",
        configuration,
        &json!({"Environment": {"Variables": {"KEY": "2"}}}),
    );
    assert_eq!(lambda.done("POST", versions, &json!({}))["Version"], "2");
    let listed = lambda.done("GET", &format!("{versions}?MaxItems=2"), &Value::Null);
    let numbers = |listed: &Value| -> Vec<String> {
        let versions = listed["Versions"].as_array().unwrap().iter();
        versions
            .map(|one| one["Version"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(numbers(&listed), ["$LATEST", "1"]);
    let marker = crate::harness::escape(listed["NextMarker"].as_str().unwrap());
    let rest = lambda.done("GET", &format!("{versions}?Marker={marker}"), &Value::Null);
    assert_eq!(numbers(&rest), ["2"]);
    assert_eq!(rest["NextMarker"], Value::Null);
    let old = lambda.done(
        "GET",
        "/2015-03-31/functions/items?Qualifier=1",
        &Value::Null,
    );
    assert_eq!(
        old["Configuration"]["Environment"],
        json!({"Variables": {"KEY": "1"}})
    );
    let wrong = json!({"CodeSha256": "x"});
    lambda.call("POST", versions, &wrong).expect(400);
}

#[test]
fn an_alias_names_versions_and_keeps_them() {
    let lambda = Lambda::new();
    lambda.function("items");
    let configuration = "/2015-03-31/functions/items/configuration";
    let versions = "/2015-03-31/functions/items/versions";
    lambda.done("POST", versions, &json!({}));
    lambda.done("PUT", configuration, &json!({"Timeout": 9}));
    lambda.done("POST", versions, &json!({}));
    let aliases = "/2015-03-31/functions/items/aliases";
    let made = lambda.call(
        "POST",
        aliases,
        &json!({"Name": "live", "FunctionVersion": "1"}),
    );
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(
        made.json()["AliasArn"],
        "arn:aws:lambda:us-east-1:111111111111:function:items:live"
    );
    lambda
        .call(
            "POST",
            aliases,
            &json!({"Name": "live", "FunctionVersion": "1"}),
        )
        .refused(
            409,
            "ResourceConflictException",
            "Alias already exists: arn:aws:lambda:us-east-1:111111111111:function:items:live",
        );
    lambda
        .call("POST", aliases, &json!({"Name": "77", "FunctionVersion": "1"}))
        .refused(
            400,
            "ValidationException",
            "1 validation error detected: Value '77' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
        );
    lambda
        .call(
            "POST",
            aliases,
            &json!({"Name": "next", "FunctionVersion": "3"}),
        )
        .refused(
            404,
            "ResourceNotFoundException",
            "Function not found: arn:aws:lambda:us-east-1:111111111111:function:items:3",
        );
    let live = "/2015-03-31/functions/items/aliases/live";
    let split = json!({"RoutingConfig": {"AdditionalVersionWeights": {"2": 0.05}}});
    let changed = lambda.done("PUT", live, &split);
    assert_eq!(changed["RoutingConfig"], split["RoutingConfig"]);
    assert_eq!(changed["FunctionVersion"], "1");
    for wrong in [
        json!({"1": 0.5}),
        json!({"$LATEST": 0.5}),
        json!({"2": 1.5}),
    ] {
        let wrong = json!({"RoutingConfig": {"AdditionalVersionWeights": wrong}});
        lambda.call("PUT", live, &wrong).expect(400);
    }
    let read = lambda.done(
        "GET",
        "/2015-03-31/functions/items?Qualifier=live",
        &Value::Null,
    );
    assert_eq!(read["Configuration"]["Version"], "1");
    assert_eq!(
        read["Configuration"]["FunctionArn"],
        "arn:aws:lambda:us-east-1:111111111111:function:items:live"
    );
    let in_use = lambda.call(
        "DELETE",
        "/2015-03-31/functions/items?Qualifier=2",
        &Value::Null,
    );
    assert_eq!(in_use.status, 409, "{}", in_use.body);
    lambda.call("DELETE", live, &Value::Null).expect(204);
    lambda.call("DELETE", live, &Value::Null).expect(204);
    lambda.call("GET", live, &Value::Null).refused(
        404,
        "ResourceNotFoundException",
        "Cannot find alias arn: arn:aws:lambda:us-east-1:111111111111:function:items:live",
    );
    lambda
        .call(
            "DELETE",
            "/2015-03-31/functions/items?Qualifier=2",
            &Value::Null,
        )
        .expect(204);
    // A number that was used is not used again.
    lambda.done("PUT", configuration, &json!({"Timeout": 10}));
    assert_eq!(lambda.done("POST", versions, &json!({}))["Version"], "3");
}
