//! What a snapshot takes over, and when: deployments are frozen, policies that cannot be read deny.

use portcullis_catalog::api::EndpointType;
use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::{Record, Records, Secret};
use portcullis_iam::{Caller, NoContext, NoTrace, PolicyType, Request, Verdict, judge};

use crate::build::{api, compile, deployment, put, resource, role, stage};

#[test]
fn what_is_edited_acts_only_once_it_is_deployed() {
    let mut records = Records::default();
    put(&mut records, &api("abc123", EndpointType::Regional));
    put(
        &mut records,
        &deployment("abc123", vec![resource("/old", &["GET"])]),
    );
    put(&mut records, &stage("abc123", "prod"));
    let mut edited = resource("/new", &["GET"]);
    edited.api = "abc123".to_owned();
    put(&mut records, &edited);
    let mut saved = api("abc123", EndpointType::Regional);
    saved.policy = Some("{}".to_owned());
    put(&mut records, &saved);
    let world = compile(&records);
    let deployed = &world.api("abc123").unwrap().stage("prod").unwrap().deployed;
    assert!(deployed.policy.is_empty(), "the saved policy does not act");
}

#[test]
fn an_unchanged_deployment_is_not_compiled_again() {
    let mut records = Records::default();
    put(&mut records, &api("abc123", EndpointType::Regional));
    put(
        &mut records,
        &deployment("abc123", vec![resource("/old", &["GET"])]),
    );
    put(&mut records, &stage("abc123", "prod"));
    let mut compiler = Compiler::default();
    let open = |_: &str, _: &_| -> Option<Secret> { None };
    let deployed = |world: &portcullis_catalog::Snapshot| {
        std::sync::Arc::as_ptr(&world.api("abc123").unwrap().stage("prod").unwrap().deployed)
    };
    let first = compiler.compile(&records, 1, &open);
    let mut stage = stage("abc123", "prod");
    put(&mut records, &role("somebody"));
    stage.variables.insert("color".into(), "blue".into());
    put(&mut records, &stage);
    let changed = ["role/222222222222/somebody", &stage.key()];
    let second = compiler.update(&records, changed.into_iter(), 2, &open);
    assert_eq!(deployed(&first), deployed(&second));
}

#[test]
fn a_policy_that_cannot_be_read_denies() {
    let mut records = Records::default();
    let mut broken = role("broken");
    broken
        .inline_policies
        .insert("broken".to_owned(), "{ not a policy".to_owned());
    broken
        .attached_policies
        .insert("arn:aws:iam::222222222222:policy/gone".to_owned());
    put(&mut records, &broken);
    let world = compile(&records);
    let identity = world
        .identity("arn:aws:iam::222222222222:role/broken")
        .unwrap();
    let caller = Caller::Root {
        account: "222222222222",
        arn: "arn:aws:iam::222222222222:root",
    };
    let request = Request {
        caller: &caller,
        action: "execute-api:Invoke",
        resource: "*",
        resource_account: "222222222222",
        has_boundary: false,
        context: &NoContext,
    };
    let verdict = judge(
        PolicyType::Identity,
        identity.policies.policies(),
        &request,
        &mut NoTrace,
    );
    assert!(
        matches!(verdict, Verdict::ExplicitDeny { .. }),
        "{verdict:?} {}",
        identity.policies.policies().len()
    );
}
