//! Access logs: a line for each answered call of a stage that asks for one, in its own format.

use crate::backend::{Backend, Reply, response};
use crate::gateway::{Gateway, Options};
use crate::world::{Api, INVOKE_ALL, LOG_GROUP, OWNER, World, mock, open, proxied, signed};

#[test]
fn a_line_says_what_the_stage_asks_for_and_a_hyphen_where_there_is_nothing() {
    let mut world = World::default();
    let backend = Backend::start(|_| Reply::Bytes(response("201 Created", &[], "12345")));
    let format = "$context.status $context.httpMethod $context.resourcePath $context.path $context.protocol $context.responseLength $context.identity.userAgent $context.integration.status $context.wafResponseCode [$context.requestTime] ${context.stage}. $context.error.message";
    world.api(
        Api::regional("public1234")
            .logged(format)
            .method(
                "GET",
                "/away/{id}",
                open(proxied(format!("http://{}/", backend.address))),
            )
            .method("GET", "/here", open(mock())),
    );
    world.api(Api::regional("silent1234").method("GET", "/here", open(mock())));
    let gateway = Gateway::start(&mut world);
    let send = |api: &str, path: &str| {
        let request = gateway.request("GET", path).api(api);
        request.header("user-agent", "me/1").send().status
    };
    assert_eq!(send("silent1234", "/prod/here"), 200);
    assert_eq!(send("public1234", "/prod/away/7?q=1"), 201);
    assert_eq!(send("public1234", "/prod/here"), 200);
    assert_eq!(send("public1234", "/prod/nowhere"), 403);
    // No stage, no log.
    assert_eq!(send("public1234", "/other/here"), 403);
    let time = "[01/Jan/2025:00:00:00 +0000] prod.";
    assert_eq!(
        gateway.journal.lines(3),
        [
            format!("201 GET /away/{{id}} /prod/away/7 HTTP/1.1 5 me/1 201 - {time} -"),
            format!("200 GET /here /prod/here HTTP/1.1 11 me/1 - - {time} -"),
            format!(
                "403 GET - /prod/nowhere HTTP/1.1 42 me/1 - - {time} Missing Authentication Token"
            ),
        ]
        .map(|line| (LOG_GROUP.to_owned(), line))
    );
}

#[test]
fn who_was_refused_and_in_which_phase() {
    let mut world = World::default();
    let alice = world.user(OWNER, "alice", Some(INVOKE_ALL));
    let bob = world.user(OWNER, "bob", None);
    let format = "$context.identity.caller $context.authenticate.status/$context.authorize.status $context.authenticate.error|$context.authorize.error|$context.error.responseType $context.requestId";
    world.api(
        Api::regional("public1234")
            .logged(format)
            .method("GET", "/signed", signed(mock()))
            .method("GET", "/open", open(mock())),
    );
    let gateway = Gateway::start(&mut world);
    let id = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
    let request = |path| {
        let request = gateway.request("GET", path).api("public1234");
        request.header("x-amzn-requestid", id)
    };
    let mut forged = alice.clone();
    forged.secret.push('x');
    request("/prod/signed").sign(&alice).send();
    request("/prod/signed").sign(&bob).send();
    request("/prod/signed").sign(&forged).send();
    request("/prod/open").send();
    let lines = gateway.journal.lines(4);
    let line = |at: usize| lines[at].1.as_str();
    assert_eq!(line(0), format!("AIDAalice 200/200 -|-|- {id}"));
    let unauthorized = "The client is not authorized to perform this operation.";
    assert_eq!(
        line(1),
        format!("AIDAbob 200/403 -|{unauthorized}|ACCESS_DENIED {id}")
    );
    assert!(
        line(2).starts_with("- 403/- The request signature we calculated"),
        "{}",
        line(2)
    );
    assert_eq!(line(3), format!("- -/200 -|-|- {id}"));
}

#[test]
fn a_client_cannot_begin_a_line_of_its_own() {
    let mut world = World::default();
    world.api(
        Api::regional("public1234")
            .logged("a\n$context.requestId $context.identity.userAgent $context.path")
            .method("GET", "/here", open(mock())),
    );
    let gateway = Gateway::start(&mut world);
    gateway
        .request("GET", "/prod/here")
        .api("public1234")
        .header("user-agent", "$context.stage\tb")
        .send()
        .is_ok();
    let (_, line) = gateway.journal.lines(1).remove(0);
    assert!(
        line.starts_with("a ") && !line.contains(['\n', '\t']),
        "{line:?}"
    );
    assert!(line.contains("$context.stage b /prod/here"), "{line:?}");
}

#[test]
fn a_line_repeats_neither_what_should_have_been_signed_nor_what_the_body_holds() {
    let mut world = World::default();
    let alice = world.user(OWNER, "alice", Some(INVOKE_ALL));
    let format = "$context.requestId $context.error.message $context.error.messageString $context.authenticate.error $context.error.validationErrorString";
    let mut asks = signed(mock());
    asks.request_validator_id = Some("v".to_owned());
    let model = ("application/json".to_owned(), "letters".to_owned());
    asks.request_models.extend([model]);
    world.api(
        Api::regional("public1234")
            .logged(format)
            .validator("v", true, false)
            .model("letters", serde_json::json!({ "maxLength": 3 }))
            .method("POST", "/items", asks),
    );
    let gateway = Gateway::with(
        &mut world,
        Options {
            echo_canonical_request: true,
            ..Options::default()
        },
    );
    let request = || {
        let request = gateway.request("POST", "/prod/items?code=planted-code");
        request.api("public1234").body(b"\"planted-body\"")
    };
    let mut forged = alice.clone();
    forged.secret.push('x');
    let refused = request().sign(&forged).send();
    assert!(
        refused.text().contains("code=planted-code"),
        "{}",
        refused.text()
    );
    assert_eq!(request().sign(&alice).send().status, 400);
    for (_, line) in gateway.journal.lines(2) {
        assert!(!line.contains("planted"), "{line}");
    }
    let (_, line) = gateway.journal.lines(2).remove(1);
    assert!(line.contains("is too long (length: 12"), "{line}");
}
