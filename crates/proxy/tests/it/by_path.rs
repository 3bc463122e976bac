//! Paths that name API and stage themselves, as a development double takes them: routed and judged
//! like the default host name of the API, signed as they are sent, and never read in two ways.

use std::sync::Arc;

use portcullis_proxy::{ControlPlane, ControlRequest, ControlResponse, Role};

use crate::client::{Request, Sign, host_of};
use crate::gateway::{Gateway, Options};
use crate::world::{Api, INVOKE_ALL, Key, OWNER, World, mock, open, signed};

const FORBIDDEN: &str = "{\"message\":\"Forbidden\"}";
const FORMS: [&str; 2] = [
    "/_aws/execute-api/API/STAGE",
    "/restapis/API/STAGE/_user_request_",
];

/// Says what it was asked, so that nothing it gets is mistaken for a call of an API.
struct Named(&'static str);

impl ControlPlane for Named {
    fn handle(&self, request: ControlRequest) -> ControlResponse {
        ControlResponse::json(299, format!("{} {}", self.0, request.path))
    }

    fn turn_away(&self, request: ControlRequest) -> ControlResponse {
        self.handle(request)
    }
}

struct Setup {
    gateway: Gateway,
    alice: Key,
    endpoint: std::net::Ipv4Addr,
}

fn setup(conveniences: bool, role: Role) -> Setup {
    let mut world = World::default();
    let alice = world.user(OWNER, "alice", Some(INVOKE_ALL));
    let endpoint = world.open_endpoint("vpce-0aaa", "10.0.0.10");
    // What may be invoked is `GET /items` alone: a path that were judged as it is sent would not pass.
    let policy = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/prod/GET/items"},
        {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/prod/GET/items/secret"}]}"#;
    world.api(
        Api::regional("public1234")
            .policy(policy)
            .method("GET", "/items", open(mock()))
            .method("GET", "/items/{id}", open(mock()))
            .method("GET", "/signed", signed(mock()))
            .logged("$context.path $context.stage $context.apiId"),
    );
    world.api(Api::private("private123").method("GET", "/items", open(mock())));
    let mut disabled = Api::regional("disabled12").method("GET", "/items", open(mock()));
    disabled.disable_default = true;
    world.api(disabled);
    let options = Options {
        role,
        conveniences,
        control: Some(Arc::new(Named("control"))),
        operator: Some(Arc::new(Named("operator"))),
        ..Options::default()
    };
    Setup {
        gateway: Gateway::with(&mut world, options),
        alice,
        endpoint,
    }
}

impl Setup {
    fn get(&self, target: &str) -> Request {
        let host = self.gateway.address.to_string();
        self.gateway.request("GET", target).header("host", &host)
    }
}

/// Both forms of a path below a stage.
fn forms(api: &str, stage: &str, below: &str) -> [String; 2] {
    FORMS.map(|form| form.replace("API", api).replace("STAGE", stage) + below)
}

#[test]
fn a_call_that_its_path_names_is_routed_judged_and_logged_by_the_path_of_the_api() {
    let setup = setup(true, Role::Both);
    for (round, target) in forms("public1234", "prod", "/items").iter().enumerate() {
        setup.get(target).send().is_ok();
        setup.get(&format!("{target}?a=1")).send().is_ok();
        let arn = setup.gateway.journal.entries().last().unwrap().clone();
        assert!(
            arn.resource.ends_with(":public1234/prod/GET/items"),
            "{arn:?}"
        );
        // The record of a request shows the request.
        assert_eq!(&arn.path, target);
        let lines = setup.gateway.journal.lines(2 * (round + 1));
        assert_eq!(lines.last().unwrap().1, "/prod/items prod public1234");
    }
    for target in forms("public1234", "prod", "/items/secret") {
        let refused = setup.get(&target).send();
        assert_eq!(refused.status, 403, "{target}: {}", refused.text());
        assert!(refused.text().contains("explicit deny"), "{target}");
    }
    for target in forms("public1234", "prod", "") {
        let refused = setup.get(&target).send();
        refused.is(
            403,
            "MissingAuthenticationTokenException",
            "{\"message\":\"Missing Authentication Token\"}",
        );
    }
}

#[test]
fn what_is_signed_is_the_path_that_is_sent() {
    let setup = setup(true, Role::Both);
    for target in forms("public1234", "prod", "/signed") {
        let sent = setup.get(&target).sign(&setup.alice);
        // The policy of the API says nothing of it, and alice's own is enough within her account.
        sent.send().is_ok();
        // Signed for the path that the API has, and sent with the other.
        let other = setup.get("/prod/signed").sign(&setup.alice);
        let mut moved = setup.get(&target);
        for name in ["x-amz-date", "authorization"] {
            moved = moved.set(name, other.header_value(name));
        }
        let refused = moved.send();
        assert_eq!(refused.status, 403, "{}", refused.text());
        assert!(refused.text().contains("signature"), "{}", refused.text());
        setup.get(&target).send().is(
            403,
            "MissingAuthenticationTokenException",
            "{\"message\":\"Missing Authentication Token\"}",
        );
    }
}

#[test]
fn a_path_is_no_way_around_the_network_or_a_name_that_is_switched_off() {
    let setup = setup(true, Role::Both);
    for api in ["private123", "disabled12", "nosuchapi1", "PUBLIC1234"] {
        for target in forms(api, "prod", "/items") {
            let refused = setup.get(&target).send();
            refused.is(403, "ForbiddenException", FORBIDDEN);
        }
    }
    for target in forms("public1234", "test", "/items") {
        let refused = setup.get(&target).send();
        refused.is(403, "ForbiddenException", FORBIDDEN);
    }
    // Behind an endpoint a path is a path.
    for target in forms("private123", "prod", "/items") {
        let through = setup
            .gateway
            .request_through(setup.endpoint, "GET", &target)
            .header("host", "127.0.0.1");
        through.send().is(403, "ForbiddenException", FORBIDDEN);
    }
}

#[test]
fn a_request_is_for_one_thing() {
    let setup = setup(true, Role::Both);
    let control = |target: &str, request: Request| {
        let answer = request.send();
        assert_eq!(answer.status, 299, "{target}: {}", answer.text());
        assert_eq!(answer.text(), format!("control {target}"));
    };
    // A host that names an API goes before the path.
    for target in forms("public1234", "prod", "/items") {
        let by_host = setup.gateway.request("GET", &target);
        let refused = by_host.header("host", &host_of("public1234")).send();
        refused.is(403, "ForbiddenException", FORBIDDEN);
        // What is signed for another service is for that service.
        for service in ["apigateway", "iam"] {
            let sign = Sign {
                service,
                ..Sign::default()
            };
            control(&target, setup.get(&target).sign_with(&setup.alice, &sign));
        }
    }
    // The control plane's own paths, and everything that is written in another way.
    for target in [
        "/restapis",
        "/restapis/public1234",
        "/restapis/public1234/stages/_user_request_",
        "/restapis/public1234/resources/_user_request_",
        "/restapis/public1234/stages/prod",
        "/restapis/public1234/prod/%5Fuser_request_/items",
        "/%5Faws/execute-api/public1234/prod/items",
        "//_aws/execute-api/public1234/prod/items",
        "/_aws/execute-api/public1234/%70rod/items",
        "/_aws/execute-api",
    ] {
        control(target, setup.get(target));
    }
    // Steps are refused as everywhere.
    for target in forms("public1234", "prod", "/items/../items") {
        assert_eq!(setup.get(&target).send().status, 400, "{target}");
    }
    // The operator's paths are none of the control plane, and need no signature.
    let operator = setup.get("/_portcullis/reset").send();
    assert_eq!(operator.text(), "operator /_portcullis/reset");
    let health = setup.get("/_portcullis/health").send();
    assert_eq!(health.text(), "{\"status\":\"ok\"}");
}

#[test]
fn without_the_setting_and_on_the_ports_of_production_no_path_names_an_api() {
    let plain = setup(false, Role::Both);
    let gateway = setup(true, Role::Gateway);
    let control = setup(true, Role::Control);
    for target in forms("public1234", "prod", "/items") {
        let answer = plain.get(&target).send();
        assert_eq!(answer.text(), format!("control {target}"));
        let answer = gateway.get(&target).send();
        answer.is(403, "ForbiddenException", FORBIDDEN);
        let answer = control.get(&target).send();
        assert_eq!(answer.text(), format!("control {target}"));
    }
    let answer = gateway.get("/_portcullis/reset").send();
    answer.is(403, "ForbiddenException", FORBIDDEN);
    let answer = control.get("/_portcullis/reset").send();
    assert_eq!(answer.text(), "control /_portcullis/reset");
}
