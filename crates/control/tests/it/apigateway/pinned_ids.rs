//! Ids of APIs that the tag `_custom_id_` pins, in a development double alone.

use serde_json::{Value, json};

use crate::harness::{Answer, Harness, Keys};

fn make(harness: &Harness, keys: &Keys, id: &str) -> Answer {
    let body = json!({ "name": "orders", "tags": { "_custom_id_": id } });
    harness.rest(keys, "POST", "/restapis", &body)
}

fn id_of(answer: &Answer) -> String {
    let made: Value = serde_json::from_str(&answer.body).unwrap();
    made["id"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_tag_pins_the_id_of_an_api() {
    let harness = Harness::new();
    let root = Harness::root();
    let made = make(&harness, &root, "orders-api");
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(id_of(&made), "orders-api");
    let got = harness.rest(&root, "GET", "/restapis/orders-api", &Value::Null);
    let got: Value = serde_json::from_str(&got.body).unwrap();
    assert_eq!(got["tags"]["_custom_id_"], "orders-api");

    // Hosts name no account, so an id is taken for everybody.
    for keys in [&root, &Harness::other_root()] {
        let refused = make(&harness, keys, "orders-api");
        assert_eq!(refused.status, 409, "{}", refused.body);
        assert!(refused.body.contains("orders-api"), "{}", refused.body);
    }
    let gone = harness.rest(&root, "DELETE", "/restapis/orders-api", &Value::Null);
    assert_eq!(gone.status, 202, "{}", gone.body);
    assert_eq!(make(&harness, &root, "orders-api").status, 201);
}

#[test]
fn an_id_that_a_host_name_could_not_carry_is_refused() {
    let harness = Harness::new();
    let long = "a".repeat(41);
    for id in [
        "", "Orders", "a.b", "a/b", "a_b", "-a", "a-", "a%2fb", "a b", "a-vpce-b", "a-vpce", "é",
        &long,
    ] {
        let refused = make(&harness, &Harness::root(), id);
        assert_eq!(refused.status, 400, "{id}: {}", refused.body);
    }
    let listed = harness.rest(&Harness::root(), "GET", "/restapis", &Value::Null);
    assert!(!listed.body.contains("orders"), "{}", listed.body);
}

#[test]
fn in_production_it_is_a_tag_like_any_other() {
    let (harness, root) = Harness::serving();
    let made = make(&harness, &root, "orders-api");
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(id_of(&made).len(), 10);
    assert_ne!(id_of(&made), "orders-api");
}
