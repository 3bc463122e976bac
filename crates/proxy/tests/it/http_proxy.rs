//! HTTP_PROXY: what passes in both directions (Amazon API Gateway important notes).

use crate::backend::{Backend, Reply, response};
use crate::gateway::Gateway;
use crate::world::{Api, INVOKE_ALL, OWNER, World, map, open, proxied, proxied_all, signed};

#[test]
fn a_back_end_sees_the_clients_headers_but_for_those_that_are_dropped() {
    let backend = Backend::ok();
    let mut world = World::default();
    world.api(Api::regional("public1234").method(
        "ANY",
        "/{proxy+}",
        open(proxied_all(backend.address)),
    ));
    let gateway = Gateway::start(&mut world);
    let mut request = gateway
        .request("POST", "/prod/items")
        .api("public1234")
        .body("{}");
    for name in [
        "accept",
        "accept-charset",
        "accept-encoding",
        "content-type",
        "pragma",
        "range",
        "referer",
        "user-agent",
        "date",
        "x-custom",
        "x-apigw-api-id",
        "x-forwarded-for",
        "cookie",
    ] {
        request = request.header(name, "pass");
    }
    for name in [
        "content-encoding",
        "content-md5",
        "max-forwards",
        "expect",
        "proxy-authenticate",
        "proxy-authorization",
        "server",
        "te",
        "upgrade",
        "via",
        "www-authenticate",
        "x-amz-date",
    ] {
        request = request.header(name, "drop");
    }
    request.send().is_ok();
    let received = backend.last();
    assert_eq!(
        received.names(),
        [
            "accept",
            "accept-charset",
            "accept-encoding",
            "content-length",
            "content-type",
            "cookie",
            "date",
            "host",
            "pragma",
            "range",
            "referer",
            "user-agent",
            "x-amzn-apigateway-api-id",
            "x-amzn-trace-id",
            "x-apigw-api-id",
            "x-custom",
            "x-forwarded-for",
        ]
    );
    assert!(!received.headers.iter().any(|(_, value)| value == "drop"));
    assert_eq!(
        received.header("host"),
        Some(backend.address.to_string().as_str())
    );
    let trace = received.header("x-amzn-trace-id").unwrap();
    assert!(
        trace.starts_with("Root=1-67748580-") && trace.ends_with(";Sampled=0"),
        "{trace}"
    );
}

#[test]
fn a_user_agent_and_a_trace_are_made_where_the_client_has_none() {
    let backend = Backend::ok();
    let mut world = World::default();
    world.api(Api::regional("public1234").method(
        "ANY",
        "/{proxy+}",
        open(proxied_all(backend.address)),
    ));
    let gateway = Gateway::start(&mut world);
    let request = || gateway.request("GET", "/prod/items").api("public1234");
    request().send().is_ok();
    assert_eq!(
        backend.last().header("user-agent"),
        Some("AmazonAPIGateway_public1234")
    );
    let root = "Root=1-5759e988-bd862e3fe1be46a994272793";
    request().header("x-amzn-trace-id", root).send().is_ok();
    let trace = backend.last().header("x-amzn-trace-id").unwrap().to_owned();
    assert!(
        trace.starts_with(&format!("{root};Parent=")) && trace.ends_with(";Sampled=0"),
        "{trace}"
    );
    request()
        .header(
            "x-amzn-trace-id",
            &format!("{root};Parent=53995c3f42cd8ad8"),
        )
        .send()
        .is_ok();
    let trace = backend.last().header("x-amzn-trace-id").unwrap().to_owned();
    assert_eq!(trace, format!("{root};Parent=53995c3f42cd8ad8;Sampled=1"));
}

#[test]
fn an_answer_passes_and_what_frames_it_is_remapped() {
    let backend = Backend::start(|request| {
        match request.target.as_str() {
        "/chunked" => Reply::Bytes(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\nx-trailer: 1\r\n\r\n".to_vec()),
        "/head" => Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 1234\r\nContent-Type: text/plain\r\n\r\n".to_vec()),
        "/304" => Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n".to_vec()),
        "/204" => Reply::Bytes(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()),
        "/403" => Reply::Bytes(response("403 Forbidden", &[("x-amzn-ErrorType", "ForbiddenException")], "{\"message\":\"Forbidden\"}")),
        _ => Reply::Bytes(response("418 I'm a teapot", &[
            ("Content-Type", "text/tea"), ("Connection", "keep-alive, x-hop"), ("Date", "yesterday"), ("Server", "kettle"),
            ("WWW-Authenticate", "tea"), ("Authorization", "a"), ("Content-MD5", "b"), ("Max-Forwards", "1"),
            ("User-Agent", "c"), ("Via", "d"), ("x-hop", "1"), ("Keep-Alive", "timeout=5"), ("x-amzn-RequestId", "inner"),
            ("Upgrade", "h2c"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-Amzn-Trace-Id", "Root=1-own"),
        ], "short and stout")),
    }
    });
    let mut world = World::default();
    world.api(Api::regional("public1234").method(
        "ANY",
        "/{proxy+}",
        open(proxied_all(backend.address)),
    ));
    let gateway = Gateway::start(&mut world);
    let send = |method: &str, path: &str| gateway.request(method, path).api("public1234").send();

    let tea = send("GET", "/prod/tea");
    assert_eq!((tea.status, tea.text()), (418, "short and stout"));
    for (name, value) in [
        ("content-type", "text/tea"),
        ("content-length", "15"),
        ("x-amzn-remapped-content-length", "15"),
        ("x-amzn-remapped-connection", "keep-alive, x-hop"),
        ("x-amzn-remapped-date", "yesterday"),
        ("x-amzn-remapped-server", "kettle"),
        ("x-amzn-remapped-www-authenticate", "tea"),
        ("x-amzn-remapped-authorization", "a"),
        ("x-amzn-remapped-content-md5", "b"),
        ("x-amzn-remapped-max-forwards", "1"),
        ("x-amzn-remapped-user-agent", "c"),
        ("x-amzn-remapped-x-amzn-requestid", "inner"),
        ("x-amzn-trace-id", "Root=1-own"),
    ] {
        assert_eq!(tea.header(name), Some(value), "{name}");
    }
    for name in [
        "via",
        "x-hop",
        "keep-alive",
        "server",
        "upgrade",
        "connection",
        "www-authenticate",
    ] {
        assert_eq!(tea.header(name), None, "{name}");
    }
    assert_ne!(tea.header("x-amzn-requestid"), Some("inner"));
    let cookies = tea
        .headers
        .iter()
        .filter(|(name, _)| name == "set-cookie")
        .count();
    assert_eq!(cookies, 2);

    let chunked = send("GET", "/prod/chunked");
    assert_eq!(
        (chunked.text(), chunked.header("content-type")),
        ("hello world", Some("application/json"))
    );
    let head = send("HEAD", "/prod/head");
    assert_eq!(
        (head.status, head.header("content-length")),
        (200, Some("1234"))
    );
    assert_eq!(send("GET", "/prod/304").header("etag"), Some("\"a\""));
    assert_eq!(send("GET", "/prod/204").status, 204);
    send("GET", "/prod/403").is(403, "ForbiddenException", "{\"message\":\"Forbidden\"}");
}

#[test]
fn mappings_apply_to_path_query_and_headers() {
    let backend = Backend::ok();
    let mut world = World::default();
    let alice = world.user(OWNER, "alice", Some(INVOKE_ALL));
    let mut mapped =
        proxied("http://${stageVariables.backend}/v1/{pet}/{kind}?fixed=1&of={kind}".to_owned());
    for (to, from) in [
        ("path.pet", "method.request.path.id"),
        ("path.kind", "method.request.querystring.kind"),
        ("querystring.testQs", "'foo'"),
        ("querystring.kind", "method.request.querystring.kind"),
        ("querystring.many", "method.request.multivalueheader.x-many"),
        ("header.x-stage", "context.stage"),
        ("header.x-user", "context.identity.userArn"),
        ("header.x-variable", "stageVariables.colour"),
        ("header.x-absent", "method.request.header.x-absent"),
        ("header.x-from-header", "method.request.header.X-Many"),
        ("header.x-leak", "method.request.header.Authorization"),
        ("header.host", "'inner.example.com'"),
        ("header.content-md5", "'kept'"),
    ] {
        map(&mut mapped, &format!("integration.request.{to}"), from);
    }
    let address = backend.address.to_string();
    world.api(
        Api::regional("public1234")
            .variable("backend", address)
            .variable("colour", "red")
            .method("GET", "/pets/{id}", signed(mapped)),
    );
    let gateway = Gateway::start(&mut world);
    let path = "/prod/pets/a%20b%2Fc?kind=x/y%3Fz&testQs=bar";
    let request = gateway
        .request("GET", path)
        .api("public1234")
        .header("x-many", "1")
        .header("x-many", "2");
    request.sign(&alice).send().is_ok();
    let received = backend.last();
    assert_eq!(
        received.target,
        "/v1/a%20b%2Fc/x%2Fy%3Fz?fixed=1&of=x%2Fy%3Fz&kind=x%2Fy%3Fz&testQs=bar&many=1&many=2&testQs=foo"
    );
    for (name, value) in [
        ("x-stage", "prod"),
        ("x-user", "arn:aws:iam::222222222222:user/alice"),
        ("x-variable", "red"),
        ("x-from-header", "2"),
        ("host", "inner.example.com"),
        ("content-md5", "kept"),
    ] {
        assert_eq!(received.header(name), Some(value), "{name}");
    }
    assert_eq!(
        (received.header("x-absent"), received.header("x-leak")),
        (None, None)
    );
    // A value cannot climb out of its segment, nor where a back end decodes the slash in it.
    for kind in ["..", ".", "%2e%2e", "x/../y", "x%2F..%2Fy"] {
        let path = format!("/prod/pets/1?kind={kind}");
        let response = gateway
            .request("GET", &path)
            .api("public1234")
            .sign(&alice)
            .send();
        assert_eq!(response.status, 400, "{kind}");
    }
}

#[test]
fn the_verb_is_the_integrations_or_the_clients() {
    let backend = Backend::ok();
    let mut world = World::default();
    let mut fixed = proxied(format!("http://{}/", backend.address));
    fixed.http_method = Some("POST".into());
    world.api(Api::regional("public1234").method("GET", "/fixed", open(fixed)));
    let gateway = Gateway::start(&mut world);
    gateway
        .request("GET", "/prod/fixed")
        .api("public1234")
        .send()
        .is_ok();
    assert_eq!(backend.last().method, "POST");
}

#[test]
fn what_cannot_work_is_a_configuration_error() {
    let backend = Backend::ok();
    let address = backend.address;
    let with = |uri: String, mappings: &[(&str, &str)]| {
        let mut integration = proxied(uri);
        for (to, from) in mappings {
            map(&mut integration, &format!("integration.request.{to}"), from);
        }
        integration
    };
    let plain = || format!("http://{address}/");
    let mut link = proxied(plain());
    link.connection_type = Some("VPC_LINK".into());
    let broken = [
        with("https:///x".into(), &[]),
        with("ftp://example.com/".into(), &[]),
        with("http:///x".into(), &[]),
        with("http://user@127.0.0.1/".into(), &[]),
        with(format!("http://{address}/{{unmapped}}"), &[]),
        with(
            "http://{host}/".into(),
            &[("path.host", "method.request.header.host")],
        ),
        with("http://${stageVariables.missing}/".into(), &[]),
        with(plain(), &[("header.Content-Length", "'1'")]),
        with(plain(), &[("header.Transfer-Encoding", "'chunked'")]),
        with(plain(), &[("header.X-Amzn-Trace-Id", "'x'")]),
        with(plain(), &[("header.X-Amzn-Apigateway-Api-Id", "'x'")]),
        with(plain(), &[("header.x", "method.request.bodyguard")]),
        with(plain(), &[("header.x y", "'1'")]),
        link,
    ];
    let mut world = World::default();
    let count = broken.len();
    let api = broken
        .into_iter()
        .enumerate()
        .fold(Api::regional("public1234"), |api, (n, integration)| {
            api.method("GET", &format!("/{n}"), open(integration))
        });
    world.api(api);
    let gateway = Gateway::start(&mut world);
    for n in 0..count {
        let response = gateway
            .request("GET", &format!("/prod/{n}"))
            .api("public1234")
            .send();
        let found = (response.status, response.text());
        assert_eq!(
            found,
            (500, "{\"message\": \"Internal server error\"}"),
            "{n}"
        );
    }
    assert!(backend.received().is_empty());
}
