//! API keys, usage plans and throttles: who is let through, and how often.

use portcullis_catalog::Sealed;
use portcullis_catalog::api::{Method, RestApi, Stage};
use portcullis_catalog::identity::Tags;
use portcullis_catalog::traffic::{
    ApiKey, PlanStage, Quota, QuotaPeriod, Throttle, Usage, UsagePlan, UsagePlanKey,
};
use portcullis_guard::ApiKeyDigester;
use serde_json::{Value, json};

use crate::client::Response;
use crate::gateway::{API_KEYS, Gateway, NOW, Options};
use crate::world::{Api, OWNER, World, account, mock, open};

const API: &str = "public1234";
const FORBIDDEN: &str = "{\"message\":\"Forbidden\"}";
const SECOND: u64 = 1_000_000_000;

fn keyed() -> Method {
    Method {
        api_key_required: true,
        ..open(mock())
    }
}

/// An API with two methods that ask for keys, and one key in a plan.
fn world(plan: impl FnOnce(&mut UsagePlan)) -> World {
    let mut world = World::default();
    world.api(
        Api::regional(API)
            .method("GET", "/items", keyed())
            .method("GET", "/pets/{id}", keyed())
            .method("GET", "/open", open(mock())),
    );
    key(&mut world, "k1", true);
    let mut made = UsagePlan {
        account: account(OWNER),
        id: "plan01".to_owned(),
        name: "gold".to_owned(),
        description: None,
        created: 0,
        api_stages: vec![PlanStage {
            api: API.to_owned(),
            stage: "prod".to_owned(),
            throttle: Default::default(),
        }],
        throttle: None,
        quota: None,
        product_code: None,
        tags: Tags::new(),
    };
    plan(&mut made);
    world.put(&made);
    subscribe(&mut world, "k1");
    world
}

fn value(id: &str) -> String {
    format!("the-value-of-the-key-{id}")
}

fn key(world: &mut World, id: &str, enabled: bool) {
    world.put(&ApiKey {
        account: account(OWNER),
        id: id.to_owned(),
        name: None,
        description: None,
        customer_id: None,
        enabled,
        created: 0,
        updated: 0,
        value: Sealed::from_bytes(b"sealed"),
        digest: ApiKeyDigester::new(&API_KEYS).digest(value(id).as_bytes()),
        stage_keys: Vec::new(),
        tags: Tags::new(),
    });
}

fn subscribe(world: &mut World, key: &str) {
    world.put(&UsagePlanKey {
        account: account(OWNER),
        usage_plan: "plan01".to_owned(),
        api_key: key.to_owned(),
        created: 0,
    });
}

fn throttle(rate: f64, burst: i32) -> Throttle {
    Throttle {
        burst_limit: Some(burst),
        rate_limit: Some(rate),
    }
}

fn call(gateway: &Gateway, path: &str, key: Option<&str>) -> Response {
    let request = gateway.request("GET", &format!("/prod{path}")).api(API);
    match key {
        Some(key) => request.header("X-API-Key", &value(key)).send(),
        None => request.send(),
    }
}

#[track_caller]
fn is_throttled(response: &Response) {
    response.is(
        429,
        "TooManyRequestsException",
        "{\"message\":\"Too Many Requests\"}",
    );
    assert_eq!(response.header("retry-after"), None);
}

#[test]
fn only_an_enabled_key_in_a_plan_with_the_stage_lets_a_request_through() {
    let mut world = world(|_| {});
    key(&mut world, "off", false);
    subscribe(&mut world, "off");
    key(&mut world, "apart", true);
    let gateway = Gateway::start(&mut world);
    call(&gateway, "/items", Some("k1")).is_ok();
    call(&gateway, "/open", None).is_ok();
    for key in [None, Some("unknown"), Some("off"), Some("apart")] {
        let response = call(&gateway, "/items", key);
        response.is(403, "ForbiddenException", FORBIDDEN);
        assert_eq!(
            gateway.journal.last().denied_by.as_deref(),
            Some("Identity")
        );
    }
    // Two keys are none, and the query string is no place for one.
    let request = || {
        gateway
            .request("GET", "/prod/items?x-api-key=the-value-of-the-key-k1")
            .api(API)
    };
    request().send().is(403, "ForbiddenException", FORBIDDEN);
    let twice = request()
        .header("x-api-key", &value("k1"))
        .header("x-api-key", &value("k1"));
    twice.send().is(403, "ForbiddenException", FORBIDDEN);
}

#[test]
fn keys_of_an_authorizer_are_refused_while_there_is_none() {
    let mut world = world(|_| {});
    let api = &world.records.rest_apis[&RestApi::key_of(account(OWNER), API)];
    let api = RestApi {
        api_key_source: "AUTHORIZER".to_owned(),
        ..RestApi::clone(api)
    };
    world.put(&api);
    let gateway = Gateway::start(&mut world);
    call(&gateway, "/items", Some("k1")).is(403, "ForbiddenException", FORBIDDEN);
}

#[test]
fn a_plan_throttles_each_of_its_keys_by_itself() {
    let mut world = world(|plan| plan.throttle = Some(throttle(1.0, 2)));
    key(&mut world, "k2", true);
    subscribe(&mut world, "k2");
    let gateway = Gateway::start(&mut world);
    for key in ["k1", "k2"] {
        call(&gateway, "/items", Some(key)).is_ok();
        // All methods of the plan's stages share what a key has.
        call(&gateway, "/pets/1", Some(key)).is_ok();
        is_throttled(&call(&gateway, "/items", Some(key)));
        let told = gateway.journal.last().failure;
        assert_eq!(told.as_deref(), Some("the throttle of usage plan plan01"));
    }
    gateway.clock.advance(SECOND);
    call(&gateway, "/items", Some("k1")).is_ok();
    is_throttled(&call(&gateway, "/items", Some("k1")));
    // A method that asks for no key has no part in it, whatever is brought.
    call(&gateway, "/open", Some("k1")).is_ok();
}

#[test]
fn a_plan_throttles_a_method_apart() {
    let mut world = world(|plan| {
        plan.throttle = Some(throttle(0.001, 3));
        let methods = &mut plan.api_stages[0].throttle;
        methods.insert("/pets/{id}/GET".to_owned(), throttle(0.001, 1));
    });
    let gateway = Gateway::start(&mut world);
    call(&gateway, "/pets/1", Some("k1")).is_ok();
    is_throttled(&call(&gateway, "/pets/2", Some("k1")));
    for _ in 0..3 {
        call(&gateway, "/items", Some("k1")).is_ok();
    }
    is_throttled(&call(&gateway, "/items", Some("k1")));
}

#[test]
fn a_quota_ends_with_its_period() {
    let quota = Quota {
        limit: 2,
        offset: 0,
        period: QuotaPeriod::Day,
    };
    let mut world = world(|plan| {
        plan.quota = Some(quota);
        plan.throttle = Some(throttle(1.0, 1));
    });
    let gateway = Gateway::start(&mut world);
    let exceeded = |response: &Response| {
        response.is(
            429,
            "LimitExceededException",
            "{\"message\":\"Limit Exceeded\"}",
        );
        let told = gateway.journal.last().failure;
        assert_eq!(told.as_deref(), Some("the quota of usage plan plan01"));
    };
    call(&gateway, "/items", Some("k1")).is_ok();
    // What is throttled uses up nothing.
    is_throttled(&call(&gateway, "/items", Some("k1")));
    gateway.clock.advance(SECOND);
    call(&gateway, "/items", Some("k1")).is_ok();
    gateway.clock.advance(SECOND);
    exceeded(&call(&gateway, "/items", Some("k1")));
    exceeded(&call(&gateway, "/pets/1", Some("k1")));
    gateway.clock.set(NOW + 86_400);
    call(&gateway, "/items", Some("k1")).is_ok();
}

#[test]
fn what_was_saved_counts_after_a_restart() {
    let mut world = world(|plan| {
        plan.quota = Some(Quota {
            limit: 10,
            offset: 0,
            period: QuotaPeriod::Month,
        });
    });
    // The month began today.
    let today = NOW / 86_400;
    world.put(&Usage {
        account: account(OWNER),
        usage_plan: "plan01".to_owned(),
        api_key: "k1".to_owned(),
        days: [(today - 1, 100), (today, 9)].into(),
        extension: None,
    });
    let gateway = Gateway::start(&mut world);
    call(&gateway, "/items", Some("k1")).is_ok();
    let exceeded = call(&gateway, "/items", Some("k1"));
    assert_eq!(exceeded.status, 429);
}

#[test]
fn a_stage_throttles_its_methods_each_by_itself() {
    let mut world = world(|_| {});
    let stage = &world.records.stages[&Stage::key_of(account(OWNER), API, "prod")];
    let setting = |rate: f64, burst: i32| -> Value {
        json!({"throttlingRateLimit": rate, "throttlingBurstLimit": burst, "metricsEnabled": true})
    };
    let stage = Stage {
        method_settings: [
            ("*/*".to_owned(), setting(0.001, 1)),
            ("pets/{id}/GET".to_owned(), setting(0.001, 2)),
            ("~1open/GET".to_owned(), setting(-1.0, -1)),
        ]
        .into(),
        ..Stage::clone(stage)
    };
    world.put(&stage);
    let gateway = Gateway::start(&mut world);
    call(&gateway, "/items", Some("k1")).is_ok();
    is_throttled(&call(&gateway, "/items", Some("k1")));
    let told = gateway.journal.last().failure;
    assert_eq!(
        told.as_deref(),
        Some("the throttle of stage prod for /items/GET")
    );
    call(&gateway, "/pets/1", Some("k1")).is_ok();
    call(&gateway, "/pets/2", Some("k1")).is_ok();
    is_throttled(&call(&gateway, "/pets/3", Some("k1")));
    for _ in 0..5 {
        call(&gateway, "/open", None).is_ok();
    }
}

#[test]
fn an_account_is_throttled_over_all_of_its_apis() {
    let mut world = world(|_| {});
    world.api(Api::regional("public5678").method("GET", "/items", open(mock())));
    let options = Options {
        account_throttle: throttle(10.0, 3),
        ..Options::default()
    };
    let gateway = Gateway::with(&mut world, options);
    let other = || {
        let request = gateway.request("GET", "/prod/items");
        request.api("public5678").send()
    };
    call(&gateway, "/open", None).is_ok();
    other().is_ok();
    call(&gateway, "/items", Some("k1")).is_ok();
    is_throttled(&call(&gateway, "/open", None));
    is_throttled(&other());
    let told = gateway.journal.last().failure;
    assert_eq!(told.as_deref(), Some("the throttle of the account"));
    gateway.clock.advance(SECOND / 10);
    other().is_ok();
    is_throttled(&other());
}

#[test]
fn what_is_throttled_can_be_answered_in_the_owners_words() {
    let mut world = world(|plan| plan.throttle = Some(throttle(0.001, 1)));
    world.api(
        Api::regional(API)
            .method("GET", "/items", keyed())
            .gateway_response("THROTTLED", |it| {
                it.status_code = Some("503".into());
                it.templates.insert(
                    "application/json".into(),
                    "{\"key\":\"$context.identity.apiKeyId\",\"type\":\"$context.error.responseType\"}".into(),
                );
            })
            .gateway_response("INVALID_API_KEY", |it| it.status_code = Some("456".into())),
    );
    let gateway = Gateway::start(&mut world);
    call(&gateway, "/items", Some("k1")).is_ok();
    let throttled = call(&gateway, "/items", Some("k1"));
    throttled.is(
        503,
        "TooManyRequestsException",
        "{\"key\":\"k1\",\"type\":\"THROTTLED\"}",
    );
    assert_eq!(call(&gateway, "/items", None).status, 456);
}
