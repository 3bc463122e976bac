//! What a snapshot takes over, and when: deployments are frozen, policies that cannot be read deny.

use portcullis_catalog::api::EndpointType;
use portcullis_catalog::day::Day;
use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::traffic::{PlanStage, Quota, QuotaPeriod, UsagePlan, UsagePlanKey};
use portcullis_catalog::{Record, Records, Secret, Snapshot};
use portcullis_iam::{Caller, NoContext, NoTrace, PolicyType, Request, Verdict, judge};

use crate::build::{api, compile, deployment, owner, put, resource, role, stage};

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

#[test]
fn what_is_used_outlasts_a_change_of_its_plan() {
    let plan = |limit: i64, stage: &str| UsagePlan {
        account: owner(),
        id: "plan01".to_owned(),
        name: "gold".to_owned(),
        description: None,
        created: 0,
        api_stages: vec![PlanStage {
            api: "abc123".to_owned(),
            stage: stage.to_owned(),
            throttle: Default::default(),
        }],
        throttle: None,
        quota: Some(Quota {
            limit,
            offset: 0,
            period: QuotaPeriod::Day,
        }),
        product_code: None,
        tags: Default::default(),
    };
    let place = UsagePlanKey {
        account: owner(),
        usage_plan: "plan01".to_owned(),
        api_key: "key01".to_owned(),
        created: 0,
    };
    let mut records = Records::default();
    put(&mut records, &plan(1, "prod"));
    put(&mut records, &place);
    let mut compiler = Compiler::default();
    let open = |_: &str, _: &_| -> Option<Secret> { None };
    let today = Day(20_000);
    let counted = |world: &Snapshot, stage: &str| {
        let found = world.subscription_to("key01", "abc123", stage)?;
        let (saved, quota) = (found.saved.as_deref(), found.plan.quota.as_ref());
        Some(found.meter.count(saved, quota, today))
    };
    let first = compiler.compile(&records, 1, &open);
    assert_eq!(counted(&first, "prod"), Some(true));
    assert_eq!(counted(&first, "prod"), Some(false));
    assert_eq!(counted(&first, "test"), None);
    // A larger quota does not forget what was used; another stage is another way in.
    put(&mut records, &plan(2, "test"));
    let keys = [UsagePlan::key_of(owner(), "plan01")];
    let second = compiler.update(&records, keys.iter().map(String::as_str), 2, &open);
    assert_eq!(counted(&second, "prod"), None);
    assert_eq!(counted(&second, "test"), Some(true));
    assert_eq!(counted(&second, "test"), Some(false));
    // What the older snapshot still counts is counted in one place.
    assert_eq!(second.subscriptions().count(), 1);
    records.remove(&place.key());
    let keys = [place.key()];
    let third = compiler.update(&records, keys.iter().map(String::as_str), 3, &open);
    assert_eq!(counted(&third, "test"), None);
    assert_eq!(third.subscriptions().count(), 0);
}
