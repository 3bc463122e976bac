//! Known attacks, each named by its row of the attack table: what is refused, and that what is
//! not refused means the same to the gateway and to the back end.

use portcullis_guard::sigv4::Algorithm;
use portcullis_guard::{SessionClaims, TokenKey};

use crate::backend::{Backend, Reply, ok_bytes};
use crate::client::{Request, Sign, exchange, host_of, read_response};
use crate::gateway::{Gateway, NOW};
use crate::world::{
    ALLOW_ALL, Api, INVOKE_ALL, Key, OWNER, World, mock, open, proxied_all, signed,
};

struct Setup {
    gateway: Gateway,
    backend: Backend,
    alice: Key,
}

/// An API that proxies everything, open below `/open`, signed elsewhere; `/admin` is denied.
fn setup() -> Setup {
    let backend = Backend::ok();
    let mut world = World::default();
    let alice = world.user(OWNER, "alice", Some(INVOKE_ALL));
    let policy = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"},
        {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":["execute-api:/prod/*/admin","execute-api:/prod/*/admin/*"]}]}"#;
    let mut below = proxied_all(backend.address);
    below.uri = Some(format!("http://{}/open/{{proxy}}", backend.address));
    world.api(
        Api::regional("public1234")
            .policy(policy)
            .method("ANY", "/{proxy+}", signed(proxied_all(backend.address)))
            .method("ANY", "/open/{proxy+}", open(below)),
    );
    world.api(Api::regional("other12345").policy(ALLOW_ALL).method(
        "GET",
        "/items",
        signed(mock()),
    ));
    Setup {
        gateway: Gateway::start(&mut world),
        backend,
        alice,
    }
}

fn refused(request: &Request, contains: &str) {
    let response = request.send();
    let found = (response.status, response.header("x-amzn-errortype"));
    assert_eq!(
        found,
        (400, Some("BadRequestException")),
        "{}",
        response.text()
    );
    assert!(response.text().contains(contains), "{}", response.text());
}

#[test]
fn a1_a_flipped_signature_is_refused_in_every_form_and_for_every_payload() {
    let Setup {
        gateway,
        backend,
        alice,
    } = setup();
    let flip = |text: &str| {
        let last = if text.ends_with('0') { '1' } else { '0' };
        format!("{}{last}", &text[..text.len() - 1])
    };
    for method in ["GET", "POST", "PUT", "DELETE", "PATCH"] {
        for algorithm in [Algorithm::HmacSha256, Algorithm::EcdsaP256Sha256] {
            let how = Sign {
                algorithm,
                ..Sign::default()
            };
            let request = || gateway.request(method, "/prod/items").api("public1234");
            for payload in [
                None,
                Some("UNSIGNED-PAYLOAD"),
                Some("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
                Some("STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
            ] {
                let request = match payload {
                    Some(payload) => request().header("x-amz-content-sha256", payload),
                    None => request(),
                };
                let signed = request.sign_with(&alice, &how);
                let bad = flip(signed.header_value("authorization"));
                assert_eq!(
                    signed.set("authorization", &bad).send().status,
                    403,
                    "{method} {payload:?}"
                );
            }
            let good = request().presign(&alice, &how, None);
            let (_, query) = good.target().split_once('?').unwrap();
            let bad = gateway
                .request(method, &format!("/prod/items?{}", flip(query)))
                .api("public1234");
            assert_eq!(bad.send().status, 403, "{method} {algorithm:?} presigned");
            good.send().is_ok();
            request().sign_with(&alice, &how).send().is_ok();
        }
    }
    assert_eq!(backend.received().len(), 20);
}

#[test]
fn a2_a_signature_lives_five_minutes_both_ways_in_both_forms() {
    let Setup { gateway, alice, .. } = setup();
    for (age, status) in [(299, 200), (301, 403), (-299, 200), (-301, 403)] {
        let how = Sign {
            at: NOW - age,
            ..Sign::default()
        };
        let request = || gateway.request("GET", "/prod/items").api("public1234");
        assert_eq!(
            request().sign_with(&alice, &how).send().status,
            status,
            "{age}"
        );
        assert_eq!(
            request().presign(&alice, &how, Some(86_400)).send().status,
            status,
            "{age} presigned"
        );
    }
    let undated = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .sign(&alice)
        .set("x-amz-date", "");
    assert_eq!(undated.send().status, 403);
    // The clock is the gateway's.
    let request = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .sign(&alice);
    request.send().is_ok();
    gateway.clock.set(NOW + 301);
    assert_eq!(request.send().status, 403);
}

#[test]
fn a3_what_authenticates_is_good_for_one_host_and_path_and_never_reaches_a_back_end() {
    let Setup {
        gateway,
        backend,
        alice,
    } = setup();
    let request = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .sign(&alice);
    assert_eq!(
        request.set("host", &host_of("other12345")).send().status,
        403
    );
    let sts = Sign {
        service: "sts",
        ..Sign::default()
    };
    assert_eq!(
        gateway
            .request("GET", "/prod/items")
            .api("public1234")
            .sign_with(&alice, &sts)
            .send()
            .status,
        403
    );

    let token = Sign {
        token: None,
        content_sha256: true,
        ..Sign::default()
    };
    gateway
        .request("GET", "/prod/items?a=1")
        .api("public1234")
        .sign_with(&alice, &token)
        .send()
        .is_ok();
    let received = backend.last();
    for name in ["authorization", "x-amz-date", "x-amz-security-token"] {
        assert_eq!(received.header(name), None, "{name}");
    }
    assert_eq!(received.target, "/items?a=1");
    gateway
        .request("GET", "/prod/items?a=1")
        .api("public1234")
        .presign(&alice, &token, Some(60))
        .send()
        .is_ok();
    assert_eq!(backend.last().target, "/items?a=1");
    // Nor of an open method, where nobody looked at it; spelled in any case.
    gateway
        .request("GET", "/prod/open/x")
        .api("public1234")
        .sign(&alice)
        .send()
        .is_ok();
    assert_eq!(backend.last().header("authorization"), None);
    gateway
        .request("GET", "/prod/open/x?x-amz-credential=a&b=2")
        .api("public1234")
        .send()
        .is_ok();
    assert_eq!(backend.last().target, "/open/x?b=2");
    // What is no signature is the back end's own business there.
    gateway
        .request("GET", "/prod/open/x")
        .api("public1234")
        .header("authorization", "Bearer t")
        .send()
        .is_ok();
    assert_eq!(backend.last().header("authorization"), Some("Bearer t"));
}

#[test]
fn a3_a24_a_session_is_its_token_its_key_and_its_time() {
    let backend = Backend::ok();
    let mut world = World::default();
    world.role(OWNER, "reader", Some(INVOKE_ALL));
    let alice = world.user(OWNER, "alice", Some(INVOKE_ALL));
    world.api(Api::regional("public1234").method(
        "ANY",
        "/{proxy+}",
        signed(proxied_all(backend.address)),
    ));
    let gateway = Gateway::start(&mut world);
    let key = Key {
        id: "ASIAEXAMPLE".into(),
        secret: "temporary".into(),
    };
    let claims = |key: &Key, expires| SessionClaims {
        access_key_id: key.id.clone(),
        secret_access_key: key.secret.clone().into(),
        account: crate::world::account(OWNER),
        identity_id: "AROAreader".into(),
        session_name: "session".into(),
        issued: NOW - 60,
        expires,
        policies: Vec::new(),
        tags: Vec::new(),
        source_identity: None,
        chained: false,
        mfa_at: None,
        federation: None,
    };
    let seal = |by: [u8; 32], key: &Key, expires| {
        TokenKey::new(&by)
            .unwrap()
            .seal(&claims(key, expires), [9; 12])
            .unwrap()
    };
    let send = |key: &Key, token: Option<String>| {
        let how = Sign {
            token,
            ..Sign::default()
        };
        gateway
            .request("GET", "/prod/items")
            .api("public1234")
            .sign_with(key, &how)
            .send()
    };
    let good = seal([7; 32], &key, NOW + 1);
    send(&key, Some(good.clone())).is_ok();
    assert_eq!(
        gateway.journal.last().caller,
        "arn:aws:sts::222222222222:assumed-role/reader/session"
    );
    assert_eq!(backend.last().header("x-amz-security-token"), None);
    // Added after signing, as API Gateway's own generated client does.
    let unsigned = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .sign(&key);
    unsigned
        .header("x-amz-security-token", &good)
        .send()
        .is_ok();
    let presigned = gateway.request("GET", "/prod/items").api("public1234");
    presigned
        .presign(
            &key,
            &Sign {
                token: Some(good.clone()),
                ..Sign::default()
            },
            None,
        )
        .send()
        .is_ok();
    assert_eq!(backend.last().target, "/items");

    let invalid = "{\"message\":\"The security token included in the request is invalid.\"}";
    let other = Key {
        id: "ASIAOTHER".into(),
        ..key.clone()
    };
    for (key, token) in [
        (&key, None),
        (&key, Some("nonsense".to_owned())),
        (&key, Some(seal([8; 32], &key, NOW + 1))),
        (&key, Some(seal([7; 32], &other, NOW + 1))),
        (&alice, Some(good.clone())),
    ] {
        send(key, token).is(403, "UnrecognizedClientException", invalid);
    }
    let expired = "{\"message\":\"The security token included in the request is expired\"}";
    gateway.clock.set(NOW + 1);
    send(&key, Some(good)).is(403, "ExpiredTokenException", expired);
}

#[test]
fn a4_no_spelling_of_a_path_reaches_what_is_denied() {
    let Setup {
        gateway,
        backend,
        alice,
    } = setup();
    let send = |path: &str| {
        gateway
            .request("GET", path)
            .api("public1234")
            .sign(&alice)
            .send()
    };
    for path in [
        "/prod/admin",
        "/prod/admin/",
        "/prod//admin",
        "//prod/admin",
        "/prod/%61dmin",
    ] {
        assert_eq!(send(path).status, 403, "{path}");
    }
    for path in [
        "/prod/x/../admin",
        "/prod/./admin",
        "/prod/%2e%2e/prod/admin",
        "/prod/x/%2E%2e/admin",
        "/prod/x/.%2e/admin",
        "/prod/x%5c..%5cadmin",
        "/prod/admin%00",
        "/prod/%0d%0aadmin",
        "/prod/%zz",
        "/prod/%",
    ] {
        assert_eq!(send(path).status, 400, "{path}");
    }
    assert!(backend.received().is_empty());
    // A slash that is data stays data, for the policy and for the back end.
    send("/prod/x%2Fadmin").is_ok();
    assert_eq!(backend.last().target, "/x%2Fadmin");
    send("/prod/caf%C3%A9/a%20b/100%25").is_ok();
    assert_eq!(backend.last().target, "/caf%C3%A9/a%20b/100%25");
    send("/prod//a//b/").is_ok();
    assert_eq!(backend.last().target, "/a/b");
}

#[test]
fn a5_query_strings_that_share_a_signature_reach_the_back_end_alike() {
    let Setup {
        gateway, backend, ..
    } = setup();
    for raw in ["x=1&y=a%20b&z=", "x=%31&y=a+b&z", "&x=1&&y=a%20b&z="] {
        gateway
            .request("GET", &format!("/prod/open/x?{raw}"))
            .api("public1234")
            .send()
            .is_ok();
        assert_eq!(backend.last().target, "/open/x?x=1&y=a%20b&z=", "{raw}");
    }
    gateway
        .request("GET", "/prod/open/x?x=1&x=2")
        .api("public1234")
        .send()
        .is_ok();
    assert_eq!(backend.last().target, "/open/x?x=1&x=2");
    for raw in ["x=%", "x=%%", "x=%zz", "x=%ff"] {
        refused(
            &gateway
                .request("GET", &format!("/prod/open/x?{raw}"))
                .api("public1234"),
            "query string",
        );
    }
}

#[test]
fn a6_headers_that_steer_pass_only_where_the_signature_covers_them() {
    let Setup {
        gateway,
        backend,
        alice,
    } = setup();
    let request = || gateway.request("GET", "/prod/items").api("public1234");
    request()
        .header("x-amz-meta-a", "1")
        .sign(&alice)
        .header("x-amz-meta-b", "2")
        .send()
        .is_ok();
    assert_eq!(backend.last().header("x-amz-meta-a"), Some("1"));
    assert_eq!(backend.last().header("x-amz-meta-b"), None);
    gateway
        .request("GET", "/prod/open/x")
        .api("public1234")
        .header("x-amz-meta-a", "1")
        .send()
        .is_ok();
    assert_eq!(backend.last().header("x-amz-meta-a"), None);
    // No header changes the verb.
    request()
        .header("x-http-method-override", "DELETE")
        .sign(&alice)
        .send()
        .is_ok();
    assert_eq!(backend.last().method, "GET");
}

#[test]
fn a7_a8_client_copies_of_the_gateways_headers_do_not_pass() {
    let Setup {
        gateway, backend, ..
    } = setup();
    gateway
        .request("GET", "/prod/open/x")
        .api("public1234")
        .header("X-Amzn-Apigateway-Api-Id", "forged")
        .header("X_Amzn_Apigateway_Api_Id", "forged")
        .header("x-amzn-remapped-authorization", "forged")
        .header("x-amzn-requestid", "forged")
        .header("x-amzn-trace-id", "Root=<forged>;Self=forged")
        .send()
        .is_ok();
    let received = backend.last();
    assert_eq!(
        received.header("x-amzn-apigateway-api-id"),
        Some("public1234")
    );
    assert!(
        !format!("{:?}", received.headers).contains("forged"),
        "{:?}",
        received.headers
    );
}

#[test]
fn a9_a_connection_header_cannot_remove_what_is_relied_on() {
    let Setup {
        gateway,
        backend,
        alice,
    } = setup();
    let request = || gateway.request("GET", "/prod/open/x").api("public1234");
    for name in [
        "x-amz-security-token",
        "Authorization",
        "HOST",
        "x-amz-date",
        "x-amzn-trace-id",
        "x-apigw-api-id",
        "content-length",
    ] {
        refused(
            &request().header("connection", &format!("close, {name}")),
            "connection",
        );
    }
    let signed = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .header("x-mine", "1")
        .sign(&alice);
    refused(&signed.header("connection", "x-mine"), "x-mine");
    let presigned = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .header("x-mine", "1");
    refused(
        &presigned
            .presign(&alice, &Sign::default(), None)
            .header("connection", "x-mine"),
        "x-mine",
    );
    assert!(backend.received().is_empty());
    // What is only hop by hop ends here.
    request()
        .header("connection", "x-hop")
        .header("x-hop", "1")
        .header("keep-alive", "1")
        .send()
        .is_ok();
    for name in ["connection", "x-hop", "keep-alive"] {
        assert_eq!(backend.last().header(name), None);
    }
}

#[test]
fn a10_headers_that_must_be_single_are() {
    let Setup {
        gateway,
        backend,
        alice,
    } = setup();
    let signed = || {
        gateway
            .request("POST", "/prod/items")
            .api("public1234")
            .header("content-type", "text/plain")
            .body("x")
            .sign(&alice)
    };
    for (name, value) in [
        ("host", host_of("public1234")),
        ("host", host_of("other12345")),
        (
            "authorization",
            signed().header_value("authorization").to_owned(),
        ),
        ("authorization", "Bearer x".to_owned()),
        ("x-amz-date", signed().header_value("x-amz-date").to_owned()),
        ("x-amz-date", "20200101T000000Z".to_owned()),
        ("content-type", "text/plain".to_owned()),
        ("content-type", "text/html".to_owned()),
    ] {
        refused(&signed().header(name, &value), name);
    }
    for name in ["x-amz-security-token", "x-amz-content-sha256"] {
        refused(&signed().header(name, "a").header(name, "a"), name);
        refused(&signed().header(name, "a").header(name, "b"), name);
    }
    for api in ["public1234", "other12345"] {
        refused(
            &signed()
                .header("x-apigw-api-id", "public1234")
                .header("x-apigw-api-id", api),
            "x-apigw-api-id",
        );
    }
    // hyper forgives two equal lengths; two different ones it refuses itself.
    refused(
        &signed()
            .header("content-length", "1")
            .header("Content-Length", "1"),
        "content-length",
    );
    assert_eq!(
        signed()
            .header("content-length", "1")
            .header("content-length", "2")
            .send()
            .status,
        400
    );
    assert!(backend.received().is_empty());
}

#[test]
fn a11_a_request_names_one_host() {
    let Setup { gateway, alice, .. } = setup();
    let absolute = |host: &str| format!("http://{}/prod/open/x", host_of(host));
    gateway
        .request("GET", &absolute("public1234"))
        .api("public1234")
        .send()
        .is_ok();
    refused(
        &gateway
            .request("GET", &absolute("other12345"))
            .api("public1234"),
        "different hosts",
    );
    refused(&gateway.request("GET", "/prod/open/x"), "host");
    // Nobody's word for another host counts.
    let request = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .sign(&alice);
    request
        .header("x-forwarded-host", &host_of("other12345"))
        .header("forwarded", "host=x")
        .send()
        .is_ok();
}

#[test]
fn a11_over_http2_host_and_authority_agree() {
    let Setup {
        gateway, backend, ..
    } = setup();
    let send = |authority: &str, host: Option<&str>| {
        let mut request =
            http::Request::builder().uri(format!("http://{}/prod/open/x", host_of(authority)));
        if let Some(host) = host {
            request = request.header("host", host_of(host));
        }
        http2(&gateway, vec![request.body(String::new()).unwrap()]).remove(0)
    };
    assert_eq!(send("public1234", None).0, 200);
    assert_eq!(send("public1234", Some("public1234")).0, 200);
    let (status, body) = send("public1234", Some("other12345"));
    assert_eq!(
        (status, body.contains("different hosts")),
        (400, true),
        "{body}"
    );
    assert_eq!(backend.received().len(), 2);
}

#[test]
fn http2_with_prior_knowledge_is_served_with_several_requests_at_once() {
    let Setup {
        gateway,
        backend,
        alice,
    } = setup();
    let signed = |path: &str| {
        let host = host_of("public1234");
        // Over HTTP/2 the name that is signed as `host` is `:authority`.
        let request = gateway
            .request("POST", path)
            .header("host", &host)
            .body("{}")
            .sign(&alice);
        http::Request::builder()
            .method("POST")
            .uri(format!("http://{host}{path}"))
            .header("authorization", request.header_value("authorization"))
            .header("x-amz-date", request.header_value("x-amz-date"))
            .body("{}".to_owned())
            .unwrap()
    };
    let answers = http2(
        &gateway,
        (0..20)
            .map(|n| signed(&format!("/prod/items/{n}")))
            .collect(),
    );
    assert!(
        answers
            .iter()
            .all(|(status, body)| (*status, body.as_str()) == (200, "{\"ok\":true}")),
        "{answers:?}"
    );
    assert_eq!(backend.received().len(), 20);
    assert_eq!(
        backend.last().header("host"),
        Some(backend.address.to_string().as_str())
    );
}

#[test]
fn a_request_of_http2_has_as_many_headers_as_one_of_http1_at_most() {
    let Setup {
        gateway, backend, ..
    } = setup();
    let send = |headers: usize| {
        let uri = format!("http://{}/prod/open/x", host_of("public1234"));
        let request = (0..headers).fold(http::Request::builder().uri(uri), |request, _| {
            request.header("x-a", "b")
        });
        http2(&gateway, vec![request.body(String::new()).unwrap()]).remove(0)
    };
    assert_eq!(send(100).0, 200);
    let (status, body) = send(101);
    assert_eq!(
        (status, body.contains("100 headers")),
        (431, true),
        "{body}"
    );
    assert_eq!(backend.received().len(), 1);
}

#[test]
fn a12_the_body_is_what_was_signed() {
    let Setup {
        gateway,
        backend,
        alice,
    } = setup();
    let how = Sign {
        content_sha256: true,
        ..Sign::default()
    };
    let request = || {
        gateway
            .request("POST", "/prod/items")
            .api("public1234")
            .body("good")
    };
    request().sign_with(&alice, &how).send().is_ok();
    for request in [
        request().sign(&alice).body("evil"),
        request().sign_with(&alice, &how).body("evil"),
    ] {
        request.send().is_mismatch();
    }
    let unsigned = request()
        .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
        .sign(&alice);
    unsigned.send().is_mismatch();
    // Chunks are hashed as the whole that they are, and go on as it.
    let chunked = gateway
        .request("POST", "/prod/items")
        .api("public1234")
        .body("good")
        .sign(&alice);
    let chunked = chunked
        .header("transfer-encoding", "chunked")
        .body("2\r\ngo\r\n2\r\nod\r\n0\r\n\r\n");
    chunked.send().is_ok();
    let received = backend.last();
    assert_eq!(
        (received.text(), received.header("content-length")),
        ("good", Some("4"))
    );
    assert_eq!(received.header("transfer-encoding"), None);
    // Nothing comes after the body.
    let trailing = request()
        .sign(&alice)
        .header("transfer-encoding", "chunked");
    refused(
        &trailing.body("4\r\ngood\r\n0\r\nx-amz-date: 1\r\n\r\n"),
        "railers",
    );
    let announced = request()
        .header("trailer", "x-a")
        .header("transfer-encoding", "chunked");
    refused(&announced.body("4\r\ngood\r\n0\r\n\r\n"), "railers");
}

#[test]
fn a13_a14_a_signed_header_is_a_header_and_is_there() {
    let Setup { gateway, alice, .. } = setup();
    let request = gateway
        .request("GET", "/prod/items?x-foo=1")
        .api("public1234")
        .header("x-foo", "1")
        .sign(&alice);
    let authorization = request.header_value("authorization").to_owned();
    assert!(authorization.contains("x-foo"));
    let date = request.header_value("x-amz-date").to_owned();
    let without = gateway
        .request("GET", "/prod/items?x-foo=1")
        .api("public1234");
    without
        .header("authorization", &authorization)
        .header("x-amz-date", &date)
        .send()
        .is_mismatch();
}

#[test]
fn a15_other_algorithms_are_not_known() {
    let Setup { gateway, alice, .. } = setup();
    let signed = || {
        gateway
            .request("GET", "/prod/items")
            .api("public1234")
            .sign(&alice)
    };
    let text = signed().header_value("authorization").to_owned();
    for algorithm in [
        "AWS4-HMAC-SHA1",
        "AWS",
        "AWS4-HMAC-SHA256-PAYLOAD",
        "aws4-hmac-sha256",
    ] {
        let other = text.replacen("AWS4-HMAC-SHA256", algorithm, 1);
        assert_eq!(
            signed().set("authorization", &other).send().status,
            403,
            "{algorithm}"
        );
    }
    let v2 = format!("AWS {}:c2lnbmF0dXJl", alice.id);
    assert_eq!(signed().set("authorization", &v2).send().status, 403);
}

#[test]
fn a17_a_key_that_is_revoked_is_revoked_with_the_next_snapshot() {
    let mut world = World::default();
    let alice = world.user(OWNER, "alice", Some(INVOKE_ALL));
    world.api(Api::regional("public1234").method("GET", "/items", signed(mock())));
    let gateway = Gateway::start(&mut world);
    let request = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .sign(&alice);
    request.send().is_ok();
    let key = portcullis_catalog::identity::AccessKey::key_of(&alice.id);
    let mut record = (*world.records.access_keys[&key]).clone();
    record.active = false;
    world.put(&record);
    gateway.world.store(world.compile());
    assert_eq!(
        request.send().header("x-amzn-errortype"),
        Some("UnrecognizedClientException")
    );
    // Rotated: the old secret is nobody's.
    record.active = true;
    record.secret = portcullis_catalog::Sealed::from_bytes(b"another");
    world.put(&record);
    gateway.world.store(world.compile());
    request.send().is_mismatch();
}

#[test]
fn a19_no_framing_is_read_in_two_ways() {
    let Setup {
        gateway, backend, ..
    } = setup();
    let host = host_of("public1234");
    let raw = |bytes: &str| {
        let stream = crate::client::connect(gateway.address, None);
        exchange(stream, bytes.replace("HOST", &host).as_bytes(), "POST")
    };
    let start = "POST /prod/open/x HTTP/1.1\r\nHost: HOST\r\n";
    let smuggled = "0\r\n\r\nGET /prod/open/smuggled HTTP/1.1\r\nHost: HOST\r\n\r\n";
    for head in [
        // CL.TE and TE.CL, in both orders and spellings.
        format!("{start}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n{smuggled}"),
        format!("{start}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n{smuggled}"),
        format!("{start}transfer-encoding: CHUNKED\r\ncontent-length: 5\r\n\r\n{smuggled}"),
        // Encodings that one side may not see.
        format!("{start}Transfer-Encoding: xchunked\r\n\r\n{smuggled}"),
        format!("{start}Transfer-Encoding: identity, chunked\r\n\r\n{smuggled}"),
        format!(
            "{start}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n{smuggled}"
        ),
        format!(
            "{start}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n{smuggled}"
        ),
        format!("{start}Transfer-Encoding : chunked\r\n\r\n{smuggled}"),
        format!("{start}Transfer-Encoding:\x0bchunked\r\n\r\n{smuggled}"),
        // Lengths that are none.
        format!("{start}Content-Length: +5\r\n\r\nhello"),
        format!("{start}Content-Length: 5, 5\r\n\r\nhello"),
        format!("{start}Content-Length: 0x5\r\n\r\nhello"),
        format!("{start}Content-Length: 18446744073709551621\r\n\r\nhello"),
        // Folded lines, bare line feeds, control bytes.
        format!("{start}X-A: 1\r\n X-B: 2\r\n\r\n"),
        format!("{start}X-A: 1\nX-B: 2\r\n\r\n"),
        format!("{start}X-A: 1\r\n\n"),
        format!("{start}X-A: \x001\r\n\r\n"),
        "GET /prod/open/x HTTP/1.1\nHost: HOST\n\n".to_owned(),
        "GET /prod/open/x\x00 HTTP/1.1\r\nHost: HOST\r\n\r\n".to_owned(),
        "GET /prod/open/x  HTTP/1.1\r\nHost: HOST\r\n\r\n".to_owned(),
        "GET /prod/open/x HTTP/3.0\r\nHost: HOST\r\n\r\n".to_owned(),
    ] {
        let response = raw(&head).unwrap_or_else(|| panic!("no answer to {head:?}"));
        assert_eq!(response.status, 400, "{head:?}");
    }
    assert!(backend.received().is_empty(), "{:?}", backend.received());
    // A chunk that is none breaks the request off.
    for chunk in [
        "zz\r\nhello\r\n0\r\n\r\n",
        "5\r\nhelloX\r\n0\r\n\r\n",
        "-1\r\n\r\n",
    ] {
        let response = raw(&format!("{start}Transfer-Encoding: chunked\r\n\r\n{chunk}"));
        assert!(
            response.is_none_or(|response| response.status == 400),
            "{chunk:?}"
        );
    }
    assert!(backend.received().is_empty());
}

#[test]
fn a19_pipelined_requests_are_answered_one_by_one() {
    let Setup {
        gateway, backend, ..
    } = setup();
    let one = gateway
        .request("POST", "/prod/open/1")
        .api("public1234")
        .body("one")
        .bytes();
    let two = gateway
        .request("GET", "/prod/open/2")
        .api("public1234")
        .bytes();
    let mut stream = crate::client::connect(gateway.address, None);
    std::io::Write::write_all(&mut stream, &[one, two].concat()).unwrap();
    read_response(&mut stream, "POST").unwrap().is_ok();
    read_response(&mut stream, "GET").unwrap().is_ok();
    let received = backend.received();
    assert_eq!(
        (received[0].text(), received[1].target.as_str()),
        ("one", "/open/2")
    );
}

#[test]
fn a19_a_pipelined_head_is_checked_like_the_first() {
    let Setup {
        gateway, backend, ..
    } = setup();
    let one = gateway
        .request("POST", "/prod/open/1")
        .api("public1234")
        .body("one")
        .bytes();
    let start = format!(
        "POST /prod/open/2 HTTP/1.1\r\nHost: {}\r\n",
        host_of("public1234")
    );
    for two in [
        "Content-Length: 3\r\nContent-Length: 3\r\n\r\ntwo",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\ntwo",
        "X-A: 1\nContent-Length: 3\r\n\r\ntwo",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    ] {
        let mut stream = crate::client::connect(gateway.address, None);
        let both = [&*one, start.as_bytes(), two.as_bytes()].concat();
        std::io::Write::write_all(&mut stream, &both).unwrap();
        read_response(&mut stream, "POST").unwrap().is_ok();
        let answer = read_response(&mut stream, "POST").unwrap();
        assert_eq!(
            (answer.status, answer.header("connection")),
            (400, Some("close")),
            "{two:?}"
        );
        assert_eq!(
            answer.header("x-amzn-errortype"),
            Some("BadRequestException")
        );
    }
    let received = backend.received();
    assert!(received.iter().all(|it| it.target == "/open/1"));
}

#[test]
fn a19_an_answer_of_a_back_end_cannot_be_split() {
    let backend = Backend::start(|request| {
        match request.target.as_str() {
        "/both" => Reply::Last(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n".to_vec()),
        "/lengths" => Reply::Last(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!".to_vec()),
        "/garbage" => Reply::Last(b"SSH-2.0-OpenSSH\r\n".to_vec()),
        "/upgrade" => Reply::Last(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n".to_vec()),
        _ => Reply::Bytes(ok_bytes()),
    }
    });
    let mut world = World::default();
    world.api(Api::regional("public1234").method(
        "ANY",
        "/{proxy+}",
        open(proxied_all(backend.address)),
    ));
    let gateway = Gateway::start(&mut world);
    let send = |path: &str| gateway.request("GET", path).api("public1234").send();
    let both = send("/prod/both");
    assert!(both.text() == "hello" || both.status == 504, "{both:?}");
    for path in ["/prod/lengths", "/prod/garbage"] {
        send(path).is(
            504,
            "InternalServerErrorException",
            "{\"message\": \"Network error communicating with endpoint\"}",
        );
    }
    assert_eq!(send("/prod/upgrade").status, 500);
    send("/prod/fine").is_ok();
}

#[test]
fn a20_a_form_authenticates_nobody() {
    let Setup { gateway, alice, .. } = setup();
    let form = format!(
        "--b\r\nContent-Disposition: form-data; name=\"x-amz-signature\"\r\n\r\n00\r\n--b\r\nContent-Disposition: form-data; name=\"x-amz-credential\"\r\n\r\n{}\r\n--b--\r\n",
        alice.id
    );
    let request = gateway.request("POST", "/prod/items").api("public1234");
    let response = request
        .header("content-type", "multipart/form-data; boundary=b")
        .body(form)
        .send();
    assert_eq!(
        response.header("x-amzn-errortype"),
        Some("MissingAuthenticationTokenException")
    );
}

#[test]
fn a21_no_log_line_repeats_what_a_request_is_authenticated_with() {
    crate::log::capture();
    let mut world = World::default();
    let away = crate::world::proxied("http://127.0.0.1:1/");
    world.api(
        Api::regional("public1234")
            .method("GET", "/open", open(away))
            .method("GET", "/signed", signed(mock())),
    );
    let gateway = Gateway::start(&mut world);
    let key = Key {
        id: "ASIAEXAMPLE".into(),
        secret: "x".into(),
    };
    let how = Sign {
        token: Some("this-token-is-nobodys-business".into()),
        ..Sign::default()
    };
    for (path, status) in [("/prod/open", 504), ("/prod/signed", 403)] {
        let request = || gateway.request("GET", path).api("public1234");
        assert_eq!(request().sign_with(&key, &how).send().status, status);
        assert_eq!(request().presign(&key, &how, None).send().status, status);
    }
    let log = crate::log::captured();
    assert!(
        log.contains("the integration failed"),
        "nothing was captured: {log}"
    );
    assert!(!log.contains("nobodys-business"), "{log}");
}

impl crate::client::Response {
    #[track_caller]
    fn is_mismatch(&self) {
        let found = (self.status, self.header("x-amzn-errortype"));
        assert_eq!(
            found,
            (403, Some("InvalidSignatureException")),
            "{}",
            self.text()
        );
        assert!(
            self.text()
                .contains("The request signature we calculated does not match"),
            "{}",
            self.text()
        );
    }
}

/// Sends requests over one HTTP/2 connection, all at once.
fn http2(gateway: &Gateway, requests: Vec<http::Request<String>>) -> Vec<(u16, String)> {
    use http_body_util::BodyExt;
    use hyper_util::rt::{TokioExecutor, TokioIo};

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let stream = tokio::net::TcpStream::connect(gateway.address)
            .await
            .unwrap();
        let (sender, connection) =
            hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
                .await
                .unwrap();
        tokio::spawn(connection);
        let sending: Vec<_> = requests
            .into_iter()
            .map(|request| {
                let mut sender = sender.clone();
                tokio::spawn(async move {
                    let response = sender.send_request(request).await.unwrap();
                    let status = response.status().as_u16();
                    let body = response.into_body().collect().await.unwrap().to_bytes();
                    (status, String::from_utf8(body.to_vec()).unwrap())
                })
            })
            .collect();
        let mut answers = Vec::new();
        for task in sending {
            answers.push(task.await.unwrap());
        }
        answers
    })
}
