//! Customised answers to failures, as they were deployed (API Gateway Developer Guide, "Gateway
//! responses in API Gateway").

use crate::gateway::Gateway;
use crate::world::{Api, INVOKE_ALL, OWNER, World, mock, open, proxied, signed};

fn header(name: &str) -> String {
    format!("gatewayresponse.header.{name}")
}

#[test]
fn status_headers_and_template_are_the_owners_and_the_error_type_stays() {
    let mut world = World::default();
    let alice = world.user(OWNER, "alice", Some(INVOKE_ALL));
    world.api(
        Api::regional("public1234")
            .variable("contact", "ops@example.com")
            .method("GET", "/items", signed(mock()))
            .gateway_response("MISSING_AUTHENTICATION_TOKEN", |it| {
                it.status_code = Some("404".into());
                it.parameters.insert(header("Access-Control-Allow-Origin"), "'*'".into());
                it.parameters.insert(header("X-Path"), "method.request.querystring.q".into());
                it.parameters.insert(header("X-Agent"), "method.request.header.User-Agent".into());
                it.parameters.insert(header("X-Api"), "context.apiId".into());
                it.parameters.insert(header("X-Contact"), "stageVariables.contact".into());
                it.parameters.insert(header("X-Nothing"), "context.nothing".into());
                it.templates.insert(
                    "application/json".into(),
                    "{\"m\":$context.error.messageString,\"raw\":\"$context.error.message\",\"type\":\"$context.error.responseType\",\"stage\":\"$context.stage\",\"q\":\"$method.request.querystring.q\",\"none\":\"$context.nothing\",\"price\":\"$5\"}".into(),
                );
            })
            .gateway_response("INVALID_SIGNATURE", |it| it.status_code = Some("401".into())),
    );
    let gateway = Gateway::start(&mut world);
    let request = |path| {
        gateway
            .request("GET", path)
            .api("public1234")
            .header("user-agent", "me/1")
    };
    for path in ["/prod/items?q=7", "/prod/nothing?q=7"] {
        let response = request(path).send();
        response.is(
            404,
            "MissingAuthenticationTokenException",
            "{\"m\":\"Missing Authentication Token\",\"raw\":\"Missing Authentication Token\",\"type\":\"MISSING_AUTHENTICATION_TOKEN\",\"stage\":\"prod\",\"q\":\"7\",\"none\":\"\",\"price\":\"$5\"}",
        );
        for (name, value) in [
            ("access-control-allow-origin", Some("*")),
            ("x-path", Some("7")),
            ("x-agent", Some("me/1")),
            ("x-api", Some("public1234")),
            ("x-contact", Some("ops@example.com")),
            ("x-nothing", None),
        ] {
            assert_eq!(response.header(name), value, "{name}");
        }
    }
    let mut forged = alice;
    forged.secret.push('x');
    let response = request("/prod/items").sign(&forged).send();
    assert_eq!(
        (response.status, response.header("x-amzn-errortype")),
        (401, Some("InvalidSignatureException"))
    );
}

#[test]
fn the_defaults_stand_for_every_type_of_their_class_that_is_not_set() {
    let mut world = World::default();
    let alice = world.user(OWNER, "alice", None);
    let mut method = open(mock());
    method.integration = None;
    world.api(
        Api::regional("public1234")
            .method("GET", "/items", signed(mock()))
            .method("GET", "/broken", method)
            .method("GET", "/away", open(proxied("http://127.0.0.1:1/")))
            .gateway_response("DEFAULT_4XX", |it| {
                it.parameters.insert(header("X-Class"), "'4'".into());
                it.templates.insert(
                    "application/json".into(),
                    "{\"message\":$context.error.messageString}".into(),
                );
            })
            .gateway_response("DEFAULT_5XX", |it| {
                it.status_code = Some("599".into());
                it.parameters.insert(header("X-Class"), "'5'".into());
            })
            .gateway_response("INTEGRATION_FAILURE", |it| {
                it.status_code = Some("502".into())
            }),
    );
    let gateway = Gateway::start(&mut world);
    let request = |path| gateway.request("GET", path).api("public1234");
    let denied = request("/prod/items").sign(&alice).send();
    assert_eq!((denied.status, denied.header("x-class")), (403, Some("4")));
    assert!(
        denied
            .text()
            .starts_with("{\"message\":\"User: arn:aws:iam::222222222222:user/alice is not")
    );
    let broken = request("/prod/broken").send();
    broken.is(
        599,
        "InternalServerErrorException",
        "{\"message\": \"Internal server error\"}",
    );
    assert_eq!(broken.header("x-class"), Some("5"));
    let away = request("/prod/away").send();
    assert_eq!((away.status, away.header("x-class")), (502, None));
    // Forbidden and 413 are before and beyond them.
    let forbidden = gateway
        .request("GET", "/other/items")
        .api("public1234")
        .send();
    assert_eq!((forbidden.status, forbidden.header("x-class")), (403, None));
    let large = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .header("content-length", "99999999")
        .send();
    assert_eq!((large.status, large.header("x-class")), (413, None));
}
