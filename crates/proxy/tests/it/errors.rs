//! The error catalogue as a client sees it: status, error type, body and the headers around them,
//! to the byte.

use std::io::Write as _;

use portcullis_guard::sigv4::Timestamp;

use crate::client::{Sign, connect, read_response};
use crate::gateway::{Gateway, NOW, Options};
use crate::world::{Api, FOREIGN, INVOKE_ALL, OWNER, World, mock, open, signed};

#[test]
fn every_error_carries_the_headers_of_api_gateway_and_no_others() {
    let mut world = World::default();
    world.api(Api::regional("public1234").method("GET", "/items", signed(mock())));
    let gateway = Gateway::start(&mut world);
    let response = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .send();
    let mut names: Vec<&str> = response
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    let expected = [
        "content-length",
        "content-type",
        "date",
        "x-amz-apigw-id",
        "x-amzn-errortype",
        "x-amzn-requestid",
    ];
    assert_eq!(names, expected);
    assert_eq!(response.header("content-type"), Some("application/json"));
    assert_eq!(response.header("x-amzn-requestid").unwrap().len(), 36);
    assert_eq!(response.header("x-amz-apigw-id").unwrap().len(), 16);
    assert_eq!(
        gateway.journal.last().request_id,
        response.header("x-amzn-requestid").unwrap()
    );
}

#[test]
fn what_is_refused_before_it_is_routed_is_in_the_journal_with_its_reason() {
    let gateway = Gateway::start(&mut World::default());
    let to = gateway.address;
    let host = "public1234.execute-api.us-east-1.amazonaws.com";
    let refused = [
        // It cannot be read as a request.
        (
            "GET / HTTP/9.9\r\n\r\n".to_owned(),
            "",
            "The request line cannot be read",
        ),
        (
            format!("GET /a HTTP/1.1\r\nHost: {host}\r\nno header\r\n\r\n"),
            "",
            "A line of the request's head is no header",
        ),
        // It can, but not in one way alone.
        (
            format!("GET /a HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n"),
            "/a",
            "The header 'host' may appear only once",
        ),
    ];
    for (head, path, why) in refused {
        let mut stream = connect(to, None);
        stream.write_all(head.as_bytes()).unwrap();
        let answer = read_response(&mut stream, "GET").unwrap();
        let line = gateway.journal.last();
        assert_eq!(answer.header("x-amzn-requestid"), Some(&*line.request_id));
        assert_eq!((answer.status, line.status), (400, 400));
        assert_eq!((&*line.path, &*line.caller), (path, "anonymous"));
        assert_eq!(line.failure.as_deref(), Some(why), "{head:?}");
    }
}

#[test]
fn a_client_may_choose_its_request_id_if_it_is_a_uuid() {
    let mut world = World::default();
    world.api(Api::regional("public1234").method("GET", "/items", open(mock())));
    let gateway = Gateway::start(&mut world);
    let request = |id| {
        gateway
            .request("GET", "/prod/items")
            .api("public1234")
            .header("x-amzn-requestid", id)
    };
    let own = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
    assert_eq!(request(own).send().header("x-amzn-requestid"), Some(own));
    assert_ne!(
        request("mine").send().header("x-amzn-requestid"),
        Some("mine")
    );
}

#[test]
fn authentication_failures_have_aws_texts() {
    let mut world = World::default();
    let key = world.user(OWNER, "alice", Some(INVOKE_ALL));
    world.api(Api::regional("public1234").method("GET", "/items", signed(mock())));
    let gateway = Gateway::start(&mut world);
    let request = |path| gateway.request("GET", path).api("public1234");
    let at = |at| Sign {
        at,
        ..Sign::default()
    };
    request("/prod/items").sign(&key).send().is_ok();

    let missing = "{\"message\":\"Missing Authentication Token\"}";
    assert_eq!(missing.len(), 42);
    request("/prod/items")
        .send()
        .is(403, "MissingAuthenticationTokenException", missing);
    request("/prod/nothing")
        .send()
        .is(403, "MissingAuthenticationTokenException", missing);
    gateway
        .request("POST", "/prod/items")
        .api("public1234")
        .send()
        .is(403, "MissingAuthenticationTokenException", missing);

    for path in ["/prod/items", "/prod/nothing"] {
        let response = request(path).header("authorization", "Bearer tok").send();
        assert_eq!(
            (response.status, response.header("x-amzn-errortype")),
            (403, Some("IncompleteSignatureException"))
        );
        assert!(
            response
                .text()
                .contains("key=value pair (missing equal-sign)"),
            "{}",
            response.text()
        );
    }

    let mut wrong = key.clone();
    wrong.secret.push('x');
    let mismatch = "{\"message\":\"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\"}";
    request("/prod/items")
        .sign(&wrong)
        .send()
        .is(403, "InvalidSignatureException", mismatch);

    let (old, new) = (NOW - 301, NOW + 301);
    let text = |at: i64| Timestamp::from_unix(at).to_compact();
    let expired = format!(
        "{{\"message\":\"Signature expired: {} is now earlier than {} ({} - 5 min.)\"}}",
        text(old),
        text(NOW - 300),
        text(NOW)
    );
    request("/prod/items").sign_with(&key, &at(old)).send().is(
        403,
        "InvalidSignatureException",
        &expired,
    );
    let early = format!(
        "{{\"message\":\"Signature not yet current: {} is still later than {} ({} + 5 min.)\"}}",
        text(new),
        text(NOW + 300),
        text(NOW)
    );
    request("/prod/items").sign_with(&key, &at(new)).send().is(
        403,
        "InvalidSignatureException",
        &early,
    );

    let elsewhere = Sign {
        region: "eu-west-1",
        service: "s3",
        ..Sign::default()
    };
    request("/prod/items").sign_with(&key, &elsewhere).send().is(
        403,
        "InvalidSignatureException",
        "{\"message\":\"Credential should be scoped to a valid region, not 'eu-west-1'. Credential should be scoped to correct service: 'execute-api'. \"}",
    );

    let unknown = crate::world::Key {
        id: "AKIAUNKNOWN".into(),
        secret: "x".into(),
    };
    request("/prod/items").sign(&unknown).send().is(
        403,
        "UnrecognizedClientException",
        "{\"message\":\"The security token included in the request is invalid.\"}",
    );
}

#[test]
fn a_mismatch_shows_the_canonical_request_where_a_setting_says_so() {
    let mut world = World::default();
    let key = world.user(OWNER, "alice", Some(INVOKE_ALL));
    world.api(Api::regional("public1234").method("GET", "/items", signed(mock())));
    let options = Options {
        echo_canonical_request: true,
        ..Options::default()
    };
    let gateway = Gateway::with(&mut world, options);
    let request = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .sign(&key)
        .set("x-amz-date", "20250101T000001Z");
    let text = request.send().text().to_owned();
    let canonical = "The Canonical String for this request should have been\\n'GET\\n/prod/items\\n\\nhost:public1234.execute-api.us-east-1.amazonaws.com\\nx-amz-date:20250101T000001Z\\n\\nhost;x-amz-date\\n";
    assert!(text.contains(canonical), "{text}");
}

#[test]
fn access_denied_has_a_capital_message_and_masks_the_owner() {
    let mut world = World::default();
    let foreign = world.user(FOREIGN, "bob", Some(INVOKE_ALL));
    let silent = world.user(OWNER, "carol", None);
    world.api(
        Api::regional("public1234")
            .policy(r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/prod/GET/denied"}]}"#)
            .method("GET", "/items", signed(mock()))
            .method("GET", "/open", open(mock()))
            .method("GET", "/denied", open(mock())),
    );
    let gateway = Gateway::start(&mut world);
    let request = |path| gateway.request("GET", path).api("public1234");
    let denied = |who: &str, path: &str, why: &str| {
        format!(
            "{{\"Message\":\"User: {who} is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********2222:public1234/prod/GET/{path}{why}\"}}"
        )
    };
    request("/prod/items").sign(&foreign).send().is(
        403,
        "AccessDeniedException",
        &denied(
            "arn:aws:iam::111111111111:user/bob",
            "items",
            " because no resource-based policy allows the execute-api:Invoke action",
        ),
    );
    request("/prod/items").sign(&silent).send().is(
        403,
        "AccessDeniedException",
        &denied(
            "arn:aws:iam::222222222222:user/carol",
            "items",
            " because no identity-based policy allows the execute-api:Invoke action",
        ),
    );
    request("/prod/open").send().is(
        403,
        "AccessDeniedException",
        &denied(
            "anonymous",
            "open",
            " because no resource-based policy allows the execute-api:Invoke action",
        ),
    );
    request("/prod/denied").send().is(
        403,
        "AccessDeniedException",
        &denied(
            "anonymous",
            "denied",
            " with an explicit deny in a resource-based policy",
        ),
    );
    assert_eq!(
        gateway.journal.last().denied_by.as_deref(),
        Some("ResourcePolicy")
    );
}

#[test]
fn a_method_that_asks_for_an_api_key_has_none_to_offer() {
    let mut world = World::default();
    let mut method = open(mock());
    method.api_key_required = true;
    world.api(Api::regional("public1234").method("GET", "/items", method));
    let gateway = Gateway::start(&mut world);
    let request = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .header("x-api-key", "k");
    request
        .send()
        .is(403, "ForbiddenException", "{\"message\":\"Forbidden\"}");
}

#[test]
fn an_arn_that_no_policy_can_name_is_too_long() {
    let mut world = World::default();
    let key = world.user(OWNER, "alice", Some(INVOKE_ALL));
    world.api(Api::regional("public1234").method("GET", "/{id}", signed(mock())));
    let gateway = Gateway::start(&mut world);
    let path = format!("/prod/{}", "a".repeat(1_600));
    let response = gateway
        .request("GET", &path)
        .api("public1234")
        .sign(&key)
        .send();
    response.is(
        414,
        "RequestEntityTooLargeException",
        "{\"message\":\"Request URI too long\"}",
    );
}

#[test]
fn integration_errors_have_a_blank_after_the_colon() {
    let mut world = World::default();
    let mut unreachable = crate::world::proxied("http://127.0.0.1:1/");
    unreachable.timeout_millis = 1_000;
    let mut none = open(mock());
    none.integration = None;
    world.api(
        Api::regional("public1234")
            .method("GET", "/none", none)
            .method("GET", "/unreachable", open(unreachable)),
    );
    let gateway = Gateway::start(&mut world);
    let request = |path| gateway.request("GET", path).api("public1234").send();
    let internal = request("/prod/none");
    internal.is(
        500,
        "InternalServerErrorException",
        "{\"message\": \"Internal server error\"}",
    );
    assert_eq!(internal.header("content-length"), Some("36"));
    let network = request("/prod/unreachable");
    network.is(
        504,
        "InternalServerErrorException",
        "{\"message\": \"Network error communicating with endpoint\"}",
    );
    assert_eq!(network.header("content-length"), Some("56"));
}
