//! API keys, usage plans, the keys in them, and what they have used.

use portcullis_catalog::AccountId;
use portcullis_catalog::day::Day;
use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, CONFLICT, NOT_FOUND, text};
use crate::harness::{Answer, Harness, Keys};

const VALUE: &str = "a-value-of-twenty-or-more";

impl Api {
    /// A call below the root of the service.
    fn ask(&self, method: &str, target: &str, body: Value) -> Answer {
        self.harness.rest(&self.keys, method, target, &body)
    }

    fn change(&self, target: &str, operations: &[(&str, &str, &str)]) -> Answer {
        let operations: Vec<Value> = operations
            .iter()
            .map(|(op, path, value)| json!({"op": op, "path": path, "value": value}))
            .collect();
        self.ask("PATCH", target, json!({"patchOperations": operations}))
    }

    fn key(&self, input: Value) -> Value {
        self.ask("POST", "/apikeys", input).expect(201).json()
    }

    fn plan(&self, input: Value) -> Value {
        self.ask("POST", "/usageplans", input).expect(201).json()
    }

    /// The API with a stage `dev`.
    fn staged() -> Self {
        let api = Self::new();
        api.mock(&api.root, "GET");
        api.call("POST", "/deployments", json!({"stageName": "dev"}))
            .expect(201);
        api
    }
}

fn ids(answer: &Value) -> Vec<String> {
    let items = answer["item"].as_array().unwrap();
    items.iter().map(|item| text(&item["id"])).collect()
}

#[test]
fn a_key_is_made_shown_changed_and_deleted() {
    let api = Api::new();
    let made = api.key(json!({"name": "k", "value": VALUE, "enabled": true, "customerId": "c", "description": "d"}));
    let id = text(&made["id"]);
    let at = made["createdDate"].clone();
    let shown = json!({
        "id": id, "name": "k", "enabled": true, "customerId": "c", "description": "d",
        "createdDate": at, "lastUpdatedDate": at, "stageKeys": [],
    });
    let with = |name: &str, value: Value| {
        let mut with = shown.clone();
        with[name] = value;
        with
    };
    assert_eq!(made, with("value", json!(VALUE)));
    let here = format!("/apikeys/{id}");
    let get = |target: &str| api.ask("GET", target, Value::Null).expect(200).json();
    assert_eq!(get(&here), with("tags", json!({})), "without its value");
    assert_eq!(get(&format!("{here}?includeValue=true"))["value"], VALUE);
    assert_eq!(get("/apikeys")["item"], json!([shown]));
    assert_eq!(
        get("/apikeys?includeValues=true")["item"][0]["value"],
        VALUE
    );
    let changed = api.change(
        &here,
        &[
            ("replace", "/enabled", "not-a-boolean"),
            ("replace", "/name", "n"),
            ("replace", "/customerId", ""),
        ],
    );
    let changed = changed.expect(200).json();
    assert_eq!(
        (
            &changed["enabled"],
            &changed["name"],
            &changed["customerId"]
        ),
        (&json!(false), &json!("n"), &Value::Null)
    );
    api.change(&here, &[("replace", "/id", "new")]).refused(
        400,
        BAD_REQUEST,
        "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]",
    );
    api.ask("DELETE", &here, Value::Null).expect(202);
    for verb in ["GET", "DELETE"] {
        api.ask(verb, &here, Value::Null).refused(
            404,
            NOT_FOUND,
            "Invalid API Key identifier specified",
        );
    }
}

#[test]
fn the_value_of_a_key_is_given_or_made_and_is_nowhere_in_the_clear() {
    let api = Api::staged();
    let made = api.key(json!({"value": "", "name": ""}));
    assert_eq!(
        (text(&made["value"]).len(), &made["name"], &made["enabled"]),
        (40, &Value::Null, &json!(false))
    );
    api.key(json!({"value": VALUE}));
    let staged = api.key(json!({"stageKeys": [{"restApiId": api.id, "stageName": "dev"}]}));
    assert_eq!(staged["stageKeys"], json!([format!("{}/dev", api.id)]));
    for value in [VALUE, &text(&made["value"])] {
        for (key, found) in api.harness.store.scan("api-key/").unwrap() {
            let record = String::from_utf8(found.value).unwrap();
            assert!(!record.contains(value), "{key}");
        }
    }
    let refused = |input: Value, message: &str| {
        api.ask("POST", "/apikeys", input)
            .refused(400, BAD_REQUEST, message);
    };
    refused(
        json!({"value": "short"}),
        "API Key value should be at least 20 characters",
    );
    refused(
        json!({"value": "a".repeat(129)}),
        "API Key value exceeds maximum size of 128 characters",
    );
    refused(
        json!({"value": "twenty characters with blanks"}),
        "API Key value contains invalid characters",
    );
    refused(
        json!({"name": "a".repeat(1_025)}),
        "Invalid API Key name, can be at most 1024 characters.",
    );
    refused(
        json!({"description": "a".repeat(125_001)}),
        "Invalid API Key description specified.",
    );
    api.ask("POST", "/apikeys", json!({"value": VALUE}))
        .refused(409, CONFLICT, "API Key already exists");
    // Another account may have the same value.
    api.harness
        .rest(
            &Harness::other_root(),
            "POST",
            "/apikeys",
            &json!({"value": VALUE}),
        )
        .expect(201);
}

#[test]
fn keys_are_listed_newest_first_by_name_customer_and_page() {
    let api = Api::new();
    let first = text(&api.key(json!({"name": "test-one", "customerId": "c"}))["id"]);
    api.harness.advance(1);
    let second = text(&api.key(json!({"name": "test-two"}))["id"]);
    let list = |query: &str| {
        api.ask("GET", &format!("/apikeys{query}"), Value::Null)
            .expect(200)
            .json()
    };
    assert_eq!(ids(&list("")), [second.clone(), first.clone()]);
    assert_eq!(ids(&list("?name=test-o")), std::slice::from_ref(&first));
    assert_eq!(ids(&list("?customerId=c")), std::slice::from_ref(&first));
    for none in ["?name=TEST", "?name=one", "?customerId=d"] {
        assert_eq!(ids(&list(none)), [""; 0], "{none}");
    }
    let page = list("?limit=1");
    assert_eq!(ids(&page), [second]);
    let position = crate::harness::escape(&text(&page["position"]));
    let rest = list(&format!("?limit=1&position={position}"));
    assert_eq!((ids(&rest), &rest["position"]), (vec![first], &Value::Null));
}

#[test]
fn keys_come_from_a_file_and_into_usage_plans() {
    let api = Api::new();
    let plan = text(&api.plan(json!({"name": "p"}))["id"]);
    let import = |file: &str, query: &str| {
        let target = format!("/apikeys?mode=import&format=csv{query}");
        api.harness.send(
            Some(&api.keys),
            ("apigateway", crate::harness::REGION),
            "POST",
            &target,
            ("application/octet-stream", file.as_bytes()),
        )
    };
    let file = format!(
        "Name,key,description,Enabled,usageplanIds,other\nfirst,{VALUE}-1,\"a, b\",TRUE,{plan},x\nsecond,{VALUE}-2,,false,'{plan},nowhere',\n"
    );
    import(&file, "&failonwarnings=true").expect(400);
    let none = api.ask("GET", "/apikeys", Value::Null).expect(200).json();
    assert_eq!(ids(&none), [""; 0], "a warning took all of it back");
    let answer = import(&file, "").expect(201).json();
    let made: Vec<String> = answer["ids"].as_array().unwrap().iter().map(text).collect();
    assert_eq!(
        answer["warnings"],
        json!([format!("{}: Invalid Usage Plan ID specified", made[1])])
    );
    let first = api
        .ask(
            "GET",
            &format!("/apikeys/{}?includeValue=true", made[0]),
            Value::Null,
        )
        .json();
    assert_eq!(
        (
            &first["name"],
            &first["description"],
            &first["enabled"],
            &first["value"]
        ),
        (
            &json!("first"),
            &json!("a, b"),
            &json!(true),
            &json!(format!("{VALUE}-1"))
        )
    );
    let in_plan = api
        .ask("GET", &format!("/usageplans/{plan}/keys"), Value::Null)
        .json();
    assert_eq!(in_plan["item"].as_array().unwrap().len(), 2);
    // The same value is the same key.
    let again = import(&format!("key,NAME\n{VALUE}-1,renamed\n"), "")
        .expect(201)
        .json();
    assert_eq!(again["ids"], json!([made[0]]));
    let renamed = api
        .ask("GET", &format!("/apikeys/{}", made[0]), Value::Null)
        .json();
    assert_eq!(renamed["name"], "renamed");
    import("Name\na\n", "").refused(
        400,
        BAD_REQUEST,
        "The API key file must have the columns Name and Key",
    );
    import("Name,Key\na,short\n", "").refused(
        400,
        BAD_REQUEST,
        "API Key value should be at least 20 characters",
    );
}

#[test]
fn a_usage_plan_is_made_shown_changed_and_deleted() {
    let api = Api::staged();
    let made = api.plan(json!({
        "name": "p", "description": "d", "quota": {"limit": 10, "period": "DAY", "offset": 0},
        "throttle": {"rateLimit": 2, "burstLimit": 1}, "tags": {"a": "b"},
        "apiStages": [{"apiId": api.id, "stage": "dev", "throttle": {"/pets/GET": {"rateLimit": 0.5, "burstLimit": 1}}}],
    }));
    let id = text(&made["id"]);
    let expected = json!({
        "id": id, "name": "p", "description": "d", "quota": {"limit": 10, "offset": 0, "period": "DAY"},
        "throttle": {"burstLimit": 1, "rateLimit": 2.0}, "tags": {"a": "b"},
        "apiStages": [{"apiId": api.id, "stage": "dev", "throttle": {"/pets/GET": {"burstLimit": 1, "rateLimit": 0.5}}}],
    });
    assert_eq!(made, expected);
    let here = format!("/usageplans/{id}");
    let get = |target: &str| api.ask("GET", target, Value::Null).expect(200).json();
    assert_eq!(get(&here), expected);
    assert_eq!(get("/usageplans")["item"], json!([expected]));
    api.ask("DELETE", &here, Value::Null).expect(202);
    for verb in ["GET", "DELETE"] {
        api.ask(verb, &here, Value::Null).refused(
            404,
            NOT_FOUND,
            "Invalid Usage Plan ID specified",
        );
    }
    let bare = api.plan(json!({"name": "bare"}));
    assert_eq!(
        (&bare["apiStages"], &bare["tags"]),
        (&json!([]), &Value::Null)
    );
    assert_eq!(
        get(&format!("/usageplans/{}", text(&bare["id"])))["tags"],
        json!({})
    );
}

#[test]
fn a_usage_plan_is_patched_as_tools_patch_it() {
    let api = Api::staged();
    let plan = api.plan(json!({"name": "p"}));
    let here = format!("/usageplans/{}", text(&plan["id"]));
    let stage = format!("{}:dev", api.id);
    let change =
        |operations: &[(&str, &str, &str)]| api.change(&here, operations).expect(200).json();
    let changed = change(&[
        ("replace", "/throttle/burstLimit", "100"),
        ("replace", "/throttle/rateLimit", "200"),
        ("replace", "/quota/period", "MONTH"),
        ("replace", "/quota/limit", "5000"),
        ("add", "/apiStages", &stage),
        ("replace", "/description", "x"),
        ("add", "/productCode", "pc"),
    ]);
    assert_eq!(
        changed["throttle"],
        json!({"burstLimit": 100, "rateLimit": 200.0})
    );
    assert_eq!(
        changed["quota"],
        json!({"limit": 5_000, "offset": 0, "period": "MONTH"})
    );
    assert_eq!(
        changed["apiStages"],
        json!([{"apiId": api.id, "stage": "dev"}])
    );
    assert_eq!(
        (
            &changed["description"],
            &changed["productCode"],
            &changed["tags"]
        ),
        (&json!("x"), &json!("pc"), &json!({}))
    );
    // Terraform leaves the slashes of a method as they are; others escape them.
    let throttled = change(&[
        (
            "replace",
            &format!("/apiStages/{stage}/throttle//pets/GET/rateLimit"),
            "1.5",
        ),
        (
            "replace",
            &format!("/apiStages/{stage}/throttle/~1pets/GET/burstLimit"),
            "2",
        ),
        (
            "replace",
            &format!("/apiStages/{stage}/throttle/~1toys/POST"),
            r#"{"rateLimit": 3, "burstLimit": 4}"#,
        ),
    ]);
    assert_eq!(
        throttled["apiStages"][0]["throttle"],
        json!({"/pets/GET": {"burstLimit": 2, "rateLimit": 1.5}, "/toys/POST": {"burstLimit": 4, "rateLimit": 3.0}})
    );
    let removed = change(&[(
        "remove",
        &format!("/apiStages/{stage}/throttle/~1toys/POST"),
        "",
    )]);
    assert_eq!(
        removed["apiStages"][0]["throttle"],
        json!({"/pets/GET": {"burstLimit": 2, "rateLimit": 1.5}})
    );
    let replaced = change(&[(
        "replace",
        &format!("/apiStages/{stage}/throttle"),
        r#"{"/a/GET": {"rateLimit": 1}}"#,
    )]);
    assert_eq!(
        replaced["apiStages"][0]["throttle"],
        json!({"/a/GET": {"burstLimit": 0, "rateLimit": 1.0}})
    );
    let bare = change(&[
        ("remove", "/throttle", ""),
        ("remove", "/quota", ""),
        ("remove", "/apiStages", &stage),
        ("remove", "/productCode", ""),
    ]);
    assert_eq!(
        (
            &bare["throttle"],
            &bare["quota"],
            &bare["apiStages"],
            &bare["productCode"]
        ),
        (&Value::Null, &Value::Null, &json!([]), &Value::Null)
    );
}

#[test]
fn plans_that_aws_refuses_are_refused_with_its_words() {
    let api = Api::staged();
    let made = |input: Value, status: u16, code: &str, message: &str| {
        api.ask("POST", "/usageplans", input)
            .refused(status, code, message);
    };
    made(
        json!({"name": " "}),
        400,
        BAD_REQUEST,
        "Usage Plan name cannot be blank",
    );
    made(
        json!({"name": "p", "apiStages": [{"apiId": api.id, "stage": "none"}]}),
        400,
        BAD_REQUEST,
        &format!("API Stage not found: {}:none", api.id),
    );
    for (quota, message) in [
        (
            json!({"limit": 0, "period": "DAY"}),
            "Usage Plan quota limit must be greater than zero",
        ),
        (
            json!({"limit": 1, "period": "DAY", "offset": 1}),
            "Usage Plan quota offset must be zero in the DAY period",
        ),
        (
            json!({"limit": 1, "period": "WEEK", "offset": 7}),
            "Usage Plan quota offset must be between 0 and 6 inclusive in the WEEK period",
        ),
        (
            json!({"limit": 1, "period": "MONTH", "offset": 28}),
            "Usage Plan quota offset must be between 0 and 27 inclusive in the MONTH period",
        ),
    ] {
        made(
            json!({"name": "p", "quota": quota}),
            400,
            BAD_REQUEST,
            message,
        );
    }
    let plan = api.plan(json!({"name": "p", "apiStages": [{"apiId": api.id, "stage": "dev"}]}));
    let id = text(&plan["id"]);
    let change = |op: &str, path: &str, value: &str, status: u16, code: &str, message: &str| {
        api.change(&format!("/usageplans/{id}"), &[(op, path, value)])
            .refused(status, code, message);
    };
    change(
        "remove",
        "/apiStages",
        "",
        400,
        BAD_REQUEST,
        "Invalid API Stage specified",
    );
    change(
        "remove",
        "/apiStages",
        "fakevalue",
        400,
        BAD_REQUEST,
        "Invalid API Stage specified",
    );
    change(
        "remove",
        "/apiStages",
        &format!("{}b:dev", api.id),
        404,
        NOT_FOUND,
        &format!(
            "Invalid API Stage {{api: {}b, stage: dev}} specified for usageplan {id}",
            api.id
        ),
    );
    change(
        "replace",
        "/throttle/rateLimit",
        "fast",
        400,
        BAD_REQUEST,
        "Invalid value 'fast' specified for path /throttle/rateLimit",
    );
    change(
        "replace",
        "/quota/limit",
        "5",
        400,
        BAD_REQUEST,
        "Usage Plan quota period must be specified",
    );
    let unknown = api.change(&format!("/usageplans/{id}1"), &[("replace", "/name", "x")]);
    unknown.refused(404, NOT_FOUND, "Invalid Usage Plan ID specified");
}

#[test]
fn keys_are_put_into_plans_and_taken_out() {
    let api = Api::staged();
    let plan = text(
        &api.plan(json!({"name": "p", "apiStages": [{"apiId": api.id, "stage": "dev"}]}))["id"],
    );
    let key = text(&api.key(json!({"name": "k", "value": VALUE}))["id"]);
    let keys = format!("/usageplans/{plan}/keys");
    let put = |plan: &str| {
        api.ask(
            "POST",
            &format!("/usageplans/{plan}/keys"),
            json!({"keyId": key, "keyType": "API_KEY"}),
        )
    };
    let shown = json!({"id": key, "type": "API_KEY", "value": VALUE, "name": "k"});
    assert_eq!(put(&plan).expect(201).json(), shown);
    put(&plan).refused(409, CONFLICT, "Usage Plan Key already exists");
    let get = |target: &str| api.ask("GET", target, Value::Null).expect(200).json();
    assert_eq!(get(&format!("{keys}/{key}")), shown);
    assert_eq!(get(&keys)["item"], json!([shown]));
    assert_eq!(get(&format!("{keys}?name=k"))["item"], json!([shown]));
    assert_eq!(get(&format!("{keys}?name=K"))["item"], json!([]));
    assert_eq!(get("/usageplans/bad-id/keys")["item"], json!([]));
    assert_eq!(
        ids(&get(&format!("/usageplans?keyId={key}"))),
        std::slice::from_ref(&plan)
    );
    assert_eq!(ids(&get("/usageplans?keyId=other")), [""; 0]);
    // One plan for each stage.
    let other = text(
        &api.plan(json!({"name": "q", "apiStages": [{"apiId": api.id, "stage": "dev"}]}))["id"],
    );
    let conflict = |plan: &str, other: &str| {
        format!(
            "API Key {key} is in more than one usage plan with the API stage {}:dev: {plan}, {other}",
            api.id
        )
    };
    put(&other).refused(409, CONFLICT, &conflict(&other, &plan));
    let apart = text(&api.plan(json!({"name": "r"}))["id"]);
    put(&apart).expect(201);
    let stage = format!("{}:dev", api.id);
    api.change(
        &format!("/usageplans/{apart}"),
        &[("add", "/apiStages", &stage)],
    )
    .refused(409, CONFLICT, &conflict(&apart, &plan));
    // What is deleted is in no plan.
    api.ask("DELETE", &format!("{keys}/{key}"), Value::Null)
        .expect(202);
    api.ask("GET", &format!("{keys}/{key}"), Value::Null)
        .expect(404);
    put(&plan).expect(201);
    api.ask("DELETE", &format!("/apikeys/{key}"), Value::Null)
        .expect(202);
    assert_eq!(get(&keys)["item"], json!([]));
    put(&plan).refused(404, NOT_FOUND, "Invalid API Key identifier specified");
    api.call("DELETE", "/stages/dev", Value::Null).expect(202);
    assert_eq!(
        get(&format!("/usageplans/{plan}"))["apiStages"],
        json!([]),
        "nor is a stage"
    );
}

#[test]
fn usage_is_shown_by_day_and_extended_for_a_period() {
    let api = Api::staged();
    let plan = text(&api.plan(json!({"name": "p", "quota": {"limit": 10, "period": "DAY"}}))["id"]);
    let key = text(&api.key(json!({"value": VALUE}))["id"]);
    api.ask(
        "POST",
        &format!("/usageplans/{plan}/keys"),
        json!({"keyId": key, "keyType": "API_KEY"}),
    )
    .expect(201);
    let today = Day::of(api.harness.now());
    // The data plane counts in the snapshot.
    let world = api.harness.feed.world().load_full();
    let account = AccountId::parse(crate::harness::ACCOUNT).unwrap();
    let subscription = world.subscription(account, &plan, &key).unwrap();
    let call = || {
        subscription
            .meter
            .count(None, subscription.plan.quota.as_ref(), today)
    };
    assert!(call() && call() && call());
    let (start, end) = (Day(today.0 - 1), today);
    let usage = |query: &str| {
        let target = format!("/usageplans/{plan}/usage?{query}");
        api.ask("GET", &target, Value::Null)
    };
    let shown = usage(&format!("startDate={start}&endDate={end}"))
        .expect(200)
        .json();
    assert_eq!(
        shown,
        json!({
            "usagePlanId": plan, "startDate": start.to_string(), "endDate": end.to_string(),
            "values": {key.clone(): [[0, 10], [3, 7]]},
        })
    );
    let change = |value: &str| {
        api.change(
            &format!("/usageplans/{plan}/keys/{key}/usage"),
            &[("replace", "/remaining", value)],
        )
    };
    let changed = change("50").expect(200).json();
    assert_eq!(changed["values"], json!({key.clone(): [[3, 50]]}));
    let extended = api.harness.feed.world().load_full();
    let extended = extended.subscription(account, &plan, &key).unwrap();
    let quota = extended.plan.quota.unwrap();
    assert_eq!(
        extended
            .meter
            .remaining(extended.saved.as_deref(), &quota, today),
        50,
        "it acts at once"
    );
    assert_eq!(
        extended
            .meter
            .remaining(extended.saved.as_deref(), &quota, Day(today.0 + 1)),
        10
    );
    change("x").refused(
        400,
        BAD_REQUEST,
        "Invalid value specified for /remaining. Must be a number",
    );
    for (query, message) in [
        (
            "startDate=x&endDate=2015-08-30",
            "Invalid date specified. Must be in the form YYYY-MM-DD",
        ),
        (
            "startDate=2015-08-31&endDate=2015-08-30",
            "Usage start date must not be after its end date",
        ),
        (
            "startDate=2015-01-01&endDate=2015-08-30",
            "Usage can be shown for at most 90 days",
        ),
    ] {
        usage(query).refused(400, BAD_REQUEST, message);
    }
}

#[test]
fn keys_and_plans_are_authorised_by_their_arns_and_tagged() {
    let (harness, root) = Harness::serving();
    let ask = |keys: &Keys, method: &str, target: &str, body: Value| {
        harness.rest(keys, method, target, &body)
    };
    let key = text(
        &ask(
            &root,
            "POST",
            "/apikeys",
            json!({"value": VALUE, "tags": {"team": "a"}}),
        )
        .expect(201)
        .json()["id"],
    );
    let other = text(&ask(&root, "POST", "/apikeys", json!({})).expect(201).json()["id"]);
    let plan = text(
        &ask(&root, "POST", "/usageplans", json!({"name": "p"}))
            .expect(201)
            .json()["id"],
    );
    let arn = |path: &str| format!("arn:aws:apigateway:us-east-1::{path}");
    let user = harness.user(&root, "reader", &json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "apigateway:GET", "Resource": arn("/apikeys/*"), "Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}},
        {"Effect": "Allow", "Action": "apigateway:POST", "Resource": arn(&format!("/usageplans/{plan}/keys"))},
    ]}));
    ask(
        &user,
        "GET",
        &format!("/apikeys/{key}?includeValue=true"),
        Value::Null,
    )
    .expect(200);
    ask(&user, "GET", &format!("/apikeys/{other}"), Value::Null).expect(403);
    ask(&user, "GET", "/apikeys", Value::Null).expect(403);
    ask(&user, "DELETE", &format!("/apikeys/{key}"), Value::Null).expect(403);
    ask(
        &user,
        "POST",
        &format!("/usageplans/{plan}/keys"),
        json!({"keyId": key, "keyType": "API_KEY"}),
    )
    .expect(201);
    ask(
        &user,
        "GET",
        &format!("/usageplans/{plan}/keys/{key}"),
        Value::Null,
    )
    .expect(403);
    for path in [format!("/apikeys/{key}"), format!("/usageplans/{plan}")] {
        let tags = format!("/tags/{}", crate::harness::escape(&arn(&path)));
        ask(&root, "PUT", &tags, json!({"tags": {"new": "tag"}})).expect(204);
        let shown = ask(&root, "GET", &path, Value::Null).expect(200).json();
        assert_eq!(shown["tags"]["new"], "tag");
        ask(&root, "DELETE", &format!("{tags}?tagKeys=new"), Value::Null).expect(204);
        let shown = ask(&root, "GET", &path, Value::Null).expect(200).json();
        assert_eq!(shown["tags"]["new"], Value::Null);
    }
}
