//! A state is read from its records: the fixture of the catalogue, which has one of each kind.

use portcullis_catalog::api::Resource;
use portcullis_catalog::{Decoded, Record, Records};
use portcullis_lint::{lint, world_of_state};
use serde_json::Value;

pub(crate) fn records(change: impl Fn(&str, &mut Value)) -> (Records, Vec<Resource>) {
    let fixture: Value =
        serde_json::from_str(include_str!("../../../catalog/tests/it/records/v1.json")).unwrap();
    let (mut records, mut resources) = (Records::default(), Vec::new());
    for (key, value) in fixture.as_object().unwrap() {
        let mut value = value.clone();
        change(key, &mut value);
        let bytes = serde_json::to_vec(&value).unwrap();
        records.insert(Decoded::new(key, &bytes).unwrap());
        if key.starts_with("resource/") {
            resources.push(Resource::decode(key, &bytes).unwrap());
        }
    }
    (records, resources)
}

#[test]
fn every_kind_of_record_is_looked_at() {
    let (records, resources) = records(|_, _| {});
    let world = world_of_state("state", &records, &resources, false);
    assert!(world.complete);
    assert!(!world.apis.is_empty() && !world.endpoints.is_empty() && !world.identities.is_empty());
    assert!(
        world
            .apis
            .iter()
            .all(|api| api.account.is_some() && api.id.is_some())
    );
    let _ = lint(&world);
}

#[test]
fn a_policy_that_was_saved_and_not_deployed_is_found() {
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"#;
    let saved = |key: &str, value: &mut Value| {
        if key.starts_with("rest-api/") {
            value["d"]["policy"] = policy.into();
        }
    };
    let both = |key: &str, value: &mut Value| {
        saved(key, value);
        if key.starts_with("deployment/") {
            value["d"]["frozen"]["policy"] = policy.into();
        }
    };
    let policies_differ = |(records, resources): (Records, Vec<Resource>)| {
        lint(&world_of_state("state", &records, &resources, false))
            .iter()
            .any(|it| it.reason.contains("the resource policy differs"))
    };
    assert!(policies_differ(records(saved)));
    assert!(!policies_differ(records(both)));
}
