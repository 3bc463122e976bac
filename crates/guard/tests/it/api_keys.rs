//! API keys: which let a request through, and what people are told of the others.

use http::{HeaderName, HeaderValue};
use portcullis_catalog::api::RestApi;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::traffic::{ApiKey, PlanStage, UsagePlan, UsagePlanKey};
use portcullis_catalog::{Records, Sealed};
use portcullis_guard::sigv4::HeaderList;
use portcullis_guard::{ApiKeyFault, Finding, Layer, Reason};

use crate::world::{Ask, B, Plan, World, account, digester, put, records, settings};

const VALUE: &str = "a-value-of-twenty-or-more";
const API: &str = "regional";

/// A world where a key is in a usage plan with the stage `prod`.
fn keyed() -> Records {
    let mut records = records(&Plan::default());
    put(&mut records, &key("k1", VALUE, true));
    put(&mut records, &plan("p1", API, "prod"));
    put(&mut records, &place("p1", "k1"));
    records
}

fn key(id: &str, value: &str, enabled: bool) -> ApiKey {
    ApiKey {
        account: account(B),
        id: id.to_owned(),
        name: None,
        description: None,
        customer_id: None,
        enabled,
        created: 0,
        updated: 0,
        value: Sealed::from_bytes(b"sealed"),
        digest: digester().digest(value.as_bytes()),
        stage_keys: Vec::new(),
        tags: Tags::new(),
    }
}

fn plan(id: &str, api: &str, stage: &str) -> UsagePlan {
    UsagePlan {
        account: account(B),
        id: id.to_owned(),
        name: id.to_owned(),
        description: None,
        created: 0,
        api_stages: vec![PlanStage {
            api: api.to_owned(),
            stage: stage.to_owned(),
            throttle: Default::default(),
        }],
        throttle: None,
        quota: None,
        product_code: None,
        tags: Tags::new(),
    }
}

fn place(plan: &str, key: &str) -> UsagePlanKey {
    UsagePlanKey {
        account: account(B),
        usage_plan: plan.to_owned(),
        api_key: key.to_owned(),
        created: 0,
    }
}

fn asked(records: &Records, brought: Option<&str>) -> Option<ApiKeyFault> {
    let world = World {
        snapshot: Compiler::default().compile(records, 1, &|_, _| None),
        settings: settings(false),
    };
    let mut headers = HeaderList::new();
    if let Some(value) = brought {
        headers.insert(
            HeaderName::from_static("x-api-key"),
            HeaderValue::from_str(value).unwrap(),
        );
    }
    let ask = Ask {
        path: "/prod/keyed",
        headers,
        ..world.regional(world.role())
    };
    let denial = world.admit(&ask).err()?;
    assert_eq!(denial.layer, Layer::Identity);
    let Reason::InvalidApiKey(fault) = denial.reason else {
        panic!("{denial:?}");
    };
    // Whoever runs the gateway is told why; the client is not.
    let layer = &world.explain(&ask).layers[3];
    assert_eq!(
        (layer.finding, layer.because.as_str()),
        (Finding::Refuse, fault.because())
    );
    Some(fault)
}

#[test]
fn a_key_in_a_plan_with_the_stage_lets_a_request_through() {
    assert_eq!(asked(&keyed(), Some(VALUE)), None);
}

#[test]
fn every_other_key_is_refused() {
    use ApiKeyFault::{Disabled, Missing, NoAuthorizer, NotInPlan, Unknown};
    assert_eq!(asked(&keyed(), None), Some(Missing));
    assert_eq!(
        asked(&keyed(), Some("A-VALUE-OF-TWENTY-OR-MORE")),
        Some(Unknown)
    );
    // The key's id is not its value.
    assert_eq!(asked(&keyed(), Some("k1")), Some(Unknown));
    let with = |change: &dyn Fn(&mut Records)| {
        let mut records = keyed();
        change(&mut records);
        asked(&records, Some(VALUE))
    };
    assert_eq!(
        with(&|all| put(all, &key("k1", VALUE, false))),
        Some(Disabled)
    );
    assert_eq!(
        with(&|all| put(all, &plan("p1", API, "test"))),
        Some(NotInPlan)
    );
    assert_eq!(
        with(&|all| put(all, &plan("p1", "other", "prod"))),
        Some(NotInPlan)
    );
    assert_eq!(
        with(&|all| all.remove(&UsagePlanKey::key_of(account(B), "p1", "k1"))),
        Some(NotInPlan)
    );
    assert_eq!(
        with(&|all| all.remove(&UsagePlan::key_of(account(B), "p1"))),
        Some(NotInPlan)
    );
    // A key of another account with the same value is another key.
    let other = |all: &mut Records| {
        all.remove(&ApiKey::key_of(account(B), "k1"));
        put(
            all,
            &ApiKey {
                account: account(crate::world::A),
                ..key("k1", VALUE, true)
            },
        );
    };
    assert_eq!(with(&other), Some(Unknown));
    let from_authorizer = |all: &mut Records| {
        let api = &all.rest_apis[&RestApi::key_of(account(B), API)];
        let api = RestApi {
            api_key_source: "AUTHORIZER".to_owned(),
            ..RestApi::clone(api)
        };
        put(all, &api);
    };
    assert_eq!(with(&from_authorizer), Some(NoAuthorizer));
}
