//! The whole state at once: taken, put in the place of another, and refused where it does not serve.

use serde_json::{Value, json};

use crate::harness::Harness;

fn api(harness: &Harness, name: &str) -> String {
    let made = harness.rest(
        &Harness::root(),
        "POST",
        "/restapis",
        &json!({ "name": name }),
    );
    assert_eq!(made.status, 201, "{}", made.body);
    let made: Value = serde_json::from_str(&made.body).unwrap();
    made["id"].as_str().unwrap().to_owned()
}

fn names(harness: &Harness) -> Vec<String> {
    let listed = harness.rest(&Harness::root(), "GET", "/restapis", &Value::Null);
    let listed: Value = serde_json::from_str(&listed.body).unwrap();
    let items = listed["item"].as_array().cloned().unwrap_or_default();
    let names = items.iter().map(|api| api["name"].as_str().unwrap());
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort();
    names
}

#[test]
fn a_state_that_was_taken_comes_back_at_once() {
    let harness = Harness::new();
    let kept = api(&harness, "kept");
    let user = harness.query(
        &Harness::root(),
        "iam",
        "CreateUser",
        &[("UserName", "alice")],
    );
    assert_eq!(user.status, 200, "{}", user.body);
    let state = harness.control.state().unwrap();
    let before = harness.store.revision();

    let late = api(&harness, "late");
    assert_eq!(names(&harness), ["kept", "late"]);
    let at = harness.control.replace_state(&state).unwrap();
    assert!(at > before, "a revision never comes twice");
    assert_eq!(harness.control.state().unwrap(), state);
    // What decides has changed when the call returns.
    let world = harness.feed.world().load_full();
    assert!(world.api(&kept).is_some() && world.api(&late).is_none());
    assert_eq!(names(&harness), ["kept"]);

    harness.control.replace_state(&Default::default()).unwrap();
    assert_eq!(names(&harness), Vec::<String>::new());
    assert!(
        harness
            .feed
            .world()
            .load()
            .identity("arn:aws:iam::111111111111:user/alice")
            .is_none()
    );
    // And it goes on as a new one does.
    api(&harness, "new");
    assert_eq!(names(&harness), ["new"]);
}

#[test]
fn a_state_with_anything_that_does_not_serve_changes_nothing() {
    let harness = Harness::new();
    api(&harness, "kept");
    let key = harness.query(
        &Harness::root(),
        "iam",
        "CreateAccessKey",
        &[("UserName", "alice")],
    );
    assert_eq!(key.status, 404, "{}", key.body);
    harness.query(
        &Harness::root(),
        "iam",
        "CreateUser",
        &[("UserName", "alice")],
    );
    harness.query(
        &Harness::root(),
        "iam",
        "CreateAccessKey",
        &[("UserName", "alice")],
    );
    let state = harness.control.state().unwrap();
    let at = harness.store.revision();
    for (record, bytes) in [
        ("nonsense/1", &b"{\"v\":1,\"d\":{}}"[..]),
        ("rest-api/111111111111/x", b"{\"v\":1,\"d\":{}}"),
        ("rest-api/111111111111/x", b"{\"v\":99,\"d\":{}}"),
        ("rest-api/111111111111/x", b"not JSON"),
    ] {
        let mut broken = state.clone();
        broken.insert(record.to_owned(), bytes.to_vec());
        let refused = harness.control.replace_state(&broken).unwrap_err();
        assert!(refused.to_string().contains(record), "{refused}");
    }
    // Secrets that another master key sealed would leave callers without their keys.
    let other = Harness::new();
    let refused = other.control.replace_state(&state).unwrap_err();
    assert!(refused.to_string().contains("access-key/"), "{refused}");
    assert_eq!(other.control.state().unwrap().len(), 0);
    assert_eq!(harness.store.revision(), at);
    assert_eq!(names(&harness), ["kept"]);
}
