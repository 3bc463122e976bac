//! Mapping templates over the wire: what they are shown, what becomes of what they render, and
//! what they override. The language itself is tested where it is.

use std::collections::BTreeMap;

use portcullis_catalog::api::{Integration, IntegrationResponse, IntegrationType};

use crate::backend::{Backend, Reply, response};
use crate::client::Response;
use crate::gateway::Gateway;
use crate::world::{Api, INVOKE_ALL, OWNER, World, integration, map, mock, open, signed};

const INTERNAL: &str = "{\"message\": \"Internal server error\"}";

/// MOCK with a request template and a response template.
fn mocked(request: &str, response: &str) -> Integration {
    let mut mock = mock();
    mock.request_templates
        .insert("application/json".into(), request.into());
    mock.responses
        .insert("200".into(), Box::new(answering(response)));
    mock
}

fn answering(template: &str) -> IntegrationResponse {
    IntegrationResponse {
        templates: BTreeMap::from([("application/json".to_owned(), template.to_owned())]),
        ..IntegrationResponse::default()
    }
}

fn http(backend: &Backend, path: &str) -> Integration {
    let uri = format!("http://{}{path}", backend.address);
    let mut http = integration(IntegrationType::Http, Some(uri));
    http.responses
        .insert("200".into(), Box::new(IntegrationResponse::default()));
    http
}

fn gateway(methods: Vec<(&str, Integration)>) -> Gateway {
    serving(
        Api::regional("public1234").variable("colour", "red"),
        methods,
    )
}

fn serving(api: Api, methods: Vec<(&str, Integration)>) -> Gateway {
    let mut world = World::default();
    let api = methods
        .into_iter()
        .fold(api, |api, (path, it)| api.method("ANY", path, open(it)));
    world.api(api);
    Gateway::start(&mut world)
}

fn send(gateway: &Gateway, path: &str, body: &str) -> Response {
    let request = gateway.request("POST", path).api("public1234");
    request
        .header("Content-Type", "application/json")
        .body(body)
        .send()
}

/// A back end that answers with what it was sent.
fn echo() -> Backend {
    Backend::start(|received| {
        let body = String::from_utf8_lossy(&received.body).into_owned();
        Reply::Bytes(response(
            "200 OK",
            &[("Content-Type", "application/json")],
            &body,
        ))
    })
}

#[test]
fn a_mock_sees_the_request_its_context_and_its_stage() {
    let gateway = gateway(vec![(
        "/pets/{id}",
        mocked(
            "{\"statusCode\": $input.path('$.code')}",
            "$context.stage $context.httpMethod $context.resourcePath $context.apiId $stageVariables.colour $input.params('id') $input.params('q') $input.params('X-Sent') $input.body $context.identity.sourceIp",
        ),
    )]);
    let response = gateway
        .request("POST", "/prod/pets/a%20b?q=1&q=%C3%A9")
        .api("public1234")
        .header("X-Sent", "x")
        .body("{\"code\": 200}")
        .send();
    assert_eq!(
        (response.status, response.text()),
        (
            200,
            "prod POST /pets/{id} public1234 red a b \u{e9} x {} 127.0.0.1"
        )
    );
}

#[test]
fn header_names_are_shown_as_the_client_spells_them() {
    let gateway = gateway(vec![(
        "/",
        mocked(
            "{statusCode: 200}",
            "#foreach($n in $input.params().header.keySet())$n #end$input.params().header.get('x-one')",
        ),
    )]);
    let response = gateway
        .request("GET", "/prod")
        .api("public1234")
        .header("X-One", "1")
        .header("x-TWO", "2")
        .send();
    let text = response.text();
    assert!(
        text.contains("X-One ") && text.contains("x-TWO ") && text.ends_with(" 1"),
        "{text}"
    );
}

#[test]
fn what_a_requests_template_sets_reaches_the_responses_template_and_the_client() {
    let request = "#set($context.responseOverride.status = 444)#set($context.responseOverride.header.Foo = 'bar')#set($context.responseOverride.custom = 'too')#set($context.requestOverride.path.body = 'p'){\"statusCode\": 200}";
    let response = "$context.responseOverride.status $context.responseOverride.custom $context.requestOverride.path.body";
    let mut bare = mocked(request, "");
    bare.responses
        .insert("200".into(), Box::new(IntegrationResponse::default()));
    let gateway = gateway(vec![("/full", mocked(request, response)), ("/bare", bare)]);
    for (path, text) in [("/prod/full", "444 too p"), ("/prod/bare", "")] {
        let response = send(&gateway, path, "");
        assert_eq!((response.status, response.text()), (444, text), "{path}");
        assert_eq!(response.header("foo"), Some("bar"));
    }
}

#[test]
fn a_template_sets_so_many_headers_and_no_more() {
    let request = "#set($context.responseOverride.header = $util.parseJson($input.body)){\"statusCode\": 200}";
    let backend = echo();
    let mut sent = http(&backend, "/");
    sent.request_templates.insert(
        "application/json".into(),
        "#set($context.requestOverride.header = $util.parseJson($input.body)){}".into(),
    );
    sent.responses
        .insert("200".into(), Box::new(IntegrationResponse::default()));
    let gateway = gateway(vec![("/answered", mocked(request, "")), ("/sent", sent)]);
    for (count, status) in [(50, 200), (1_001, 500)] {
        let names = (0..count).map(|nth| format!("\"x-{nth}\": \"set\""));
        let body = format!("{{{}}}", names.collect::<Vec<_>>().join(","));
        for path in ["/prod/answered", "/prod/sent"] {
            let response = send(&gateway, path, &body);
            assert_eq!(response.status, status, "{path} {count}");
        }
    }
    assert!(
        backend
            .last()
            .headers
            .iter()
            .any(|(name, _)| name == "x-49")
    );
}

#[test]
fn an_http_integration_sends_what_its_template_renders_and_sets() {
    let backend = echo();
    let mut http = http(&backend, "/{first}/{second}?fixed=1");
    for (to, from) in [
        ("path.first", "'mapped'"),
        ("path.second", "'mapped'"),
        ("header.X-Both", "'mapped'"),
        ("header.X-Only", "'mapped'"),
        ("querystring.both", "'mapped'"),
        ("querystring.only", "'mapped'"),
    ] {
        map(&mut http, &format!("integration.request.{to}"), from);
    }
    http.request_templates.insert(
        "application/json".into(),
        "#set($o = $context.requestOverride)#set($o.path.second = 'a/b')#set($o.header['X-Both'] = ['1', '2'])#set($o.querystring.both = 'x y'){\"id\": $input.json('$.pet.id')}".into(),
    );
    let mut response = answering(
        "#set($context.responseOverride.status = $input.path('$.id'))#set($context.responseOverride.header['X-Mapped'] = 'set')<$input.path('$.id')>",
    );
    response.parameters = BTreeMap::from([
        (
            "method.response.header.X-Mapped".to_owned(),
            "'mapped'".to_owned(),
        ),
        (
            "method.response.header.X-Id".to_owned(),
            "integration.response.body.id".to_owned(),
        ),
        (
            "method.response.header.X-None".to_owned(),
            "integration.response.body.none".to_owned(),
        ),
    ]);
    http.responses.insert("200".into(), Box::new(response));
    let gateway = gateway(vec![("/", http)]);
    let response = send(&gateway, "/prod", "{\"pet\": {\"id\": 207}}");
    let received = backend.last();
    assert_eq!(received.text(), "{\"id\": 207}");
    assert_eq!(
        received.target,
        "/mapped/a%2Fb?fixed=1&only=mapped&both=x%20y"
    );
    let values: Vec<&str> = received
        .headers
        .iter()
        .filter(|(name, _)| name == "x-both" || name == "x-only")
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(values, ["1", "2", "mapped"]);
    assert_eq!((response.status, response.text()), (207, "<207>"));
    let header = |name| response.header(name);
    assert_eq!(
        (header("x-mapped"), header("x-id"), header("x-none")),
        (Some("set"), Some("207"), None)
    );
}

#[test]
fn parameters_are_mapped_from_the_body() {
    let backend = echo();
    let mut http = http(&backend, "/{name}");
    for (to, from) in [
        ("path.name", "method.request.body.petstore.pets[0].name"),
        ("header.X-Body", "method.request.body"),
        ("header.X-List", "method.request.body.petstore.pets"),
        ("header.X-None", "method.request.body.nothing"),
        ("querystring.all", "method.request.multivaluequerystring.q"),
        ("header.X-All", "method.request.multivalueheader.x-many"),
    ] {
        map(&mut http, &format!("integration.request.{to}"), from);
    }
    let gateway = gateway(vec![("/", http)]);
    let body = "{\"petstore\": {\"pets\": [{\"name\": \"rex 1\"}]}}";
    let request = |body: &str| {
        gateway
            .request("POST", "/prod?q=1&q=2")
            .api("public1234")
            .header("x-many", "a")
            .header("x-many", "b")
            .body(body)
            .send()
    };
    request(body);
    let received = backend.last();
    assert_eq!(received.target, "/rex%201?all=1&all=2");
    assert_eq!(received.header("x-body"), Some(body));
    assert_eq!(received.header("x-list"), Some("[{\"name\":\"rex 1\"}]"));
    assert_eq!(received.header("x-none"), None);
    request("{broken").is(
        400,
        "BadRequestException",
        "{\"message\": \"Invalid JSON in request body\"}",
    );
    assert_eq!(backend.received().len(), 1);
}

#[test]
fn the_content_type_chooses_a_requests_template_and_accept_a_responses() {
    let backend = echo();
    let mut http = http(&backend, "/");
    for (media_type, template) in [
        ("application/json", "json"),
        ("text/csv", "csv $input.body"),
    ] {
        http.request_templates
            .insert(media_type.into(), template.into());
    }
    let mut response = answering("J $input.body");
    response
        .templates
        .insert("text/xml".into(), "X $input.body".into());
    http.responses.insert("200".into(), Box::new(response));
    let gateway = gateway(vec![("/", http)]);
    let exchange = |content_type: &str, accept: &str| {
        let request = gateway.request("POST", "/prod").api("public1234");
        let request = request
            .header("content-type", content_type)
            .header("accept", accept);
        request.body("b").send().text().to_owned()
    };
    assert_eq!(
        exchange("application/json; charset=utf-8", "text/xml;q=1, */*"),
        "X json"
    );
    assert_eq!(exchange("text/CSV", "text/plain"), "J csv b");
    assert_eq!(exchange("text/plain", "application/json"), "J b");
}

#[test]
fn an_empty_template_lets_the_payload_pass() {
    let backend = echo();
    let mut http = http(&backend, "/");
    http.request_templates
        .insert("application/json".into(), String::new());
    let mut response = answering("");
    response.templates.insert("text/xml".into(), "X".into());
    http.responses.insert("200".into(), Box::new(response));
    let gateway = gateway(vec![("/", http)]);
    assert_eq!(send(&gateway, "/prod", "as it is").text(), "as it is");
}

#[test]
fn a_template_that_fails_is_500_and_a_payload_that_is_no_json_is_400() {
    let backend = echo();
    let mut bad_answer = http(&backend, "/");
    bad_answer
        .responses
        .insert("200".into(), Box::new(answering("$input.json('$.a')")));
    let deep = format!(
        "{}$x{}",
        "#foreach($x in [1..1000])".repeat(5),
        "#end".repeat(5)
    );
    let double = "#set($a = 'xxxxxxxx')#foreach($i in [1..1000])#set($a = \"$a$a\")#end";
    let ok = "{statusCode: 200}";
    let gateway = gateway(vec![
        ("/unread", mocked("#if(", "{}")),
        ("/index", mocked(ok, "#set($l = [])$l.get(3)")),
        ("/deep", mocked(ok, &deep)),
        ("/double", mocked(double, "{}")),
        ("/macro", mocked(ok, "#macro(m)#m()#end#m()")),
        ("/answer", bad_answer),
        (
            "/request",
            mocked("{\"statusCode\": $input.path('$.code')}", "{}"),
        ),
    ]);
    for path in ["/unread", "/index", "/deep", "/double", "/macro", "/answer"] {
        let response = send(&gateway, &format!("/prod{path}"), "{\"a\": x}");
        assert_eq!(
            (response.status, response.text()),
            (500, INTERNAL),
            "{path}"
        );
    }
    send(&gateway, "/prod/request", "{\"code\": }").is(
        400,
        "BadRequestException",
        "{\"message\": \"Invalid JSON in request body\"}",
    );
}

#[test]
fn what_authenticates_a_caller_is_shown_to_no_template() {
    let mut world = World::default();
    let alice = world.user(OWNER, "alice", Some(INVOKE_ALL));
    let dump = "#foreach($kind in $input.params().values())#foreach($e in $kind.entrySet())$e.key=$e.value;#end#end $input.params('Authorization')$input.params('x-amz-date')";
    let mut api = Api::regional("public1234");
    api = api.method("GET", "/", signed(mocked("{statusCode: 200}", dump)));
    world.api(api);
    let gateway = Gateway::start(&mut world);
    let request = gateway.request("GET", "/prod?q=1").api("public1234");
    let response = request.header("x-mine", "2").sign(&alice).send();
    let text = response.text();
    assert!(
        text.contains("q=1;") && text.contains("x-mine=2;"),
        "{text}"
    );
    for secret in ["AWS4", "Signature", "x-amz-date", "X-Amz-Date"] {
        assert!(!text.contains(secret), "{text}");
    }
    assert!(text.ends_with("; "), "{text}");
}

#[test]
fn an_answer_that_is_too_long_to_be_transformed_is_500() {
    let backend = Backend::start(|_| {
        let body = "x".repeat(10 * 1024 * 1024 + 1);
        Reply::Bytes(response("200 OK", &[], &body))
    });
    let mut transformed = http(&backend, "/");
    transformed
        .responses
        .insert("200".into(), Box::new(answering("$input.body")));
    let gateway = gateway(vec![
        ("/whole", transformed),
        ("/passed", http(&backend, "/")),
    ]);
    let whole = send(&gateway, "/prod/whole", "");
    assert_eq!((whole.status, whole.text()), (500, INTERNAL));
    let passed = send(&gateway, "/prod/passed", "");
    assert_eq!(
        (passed.status, passed.body.len()),
        (200, 10 * 1024 * 1024 + 1)
    );
}

#[test]
fn payloads_are_text_or_binary_as_the_api_and_the_integration_say() {
    let backend = Backend::start(|received| {
        let content_type = received
            .header("x-answer")
            .unwrap_or("application/json")
            .to_owned();
        let mut bytes = response("200 OK", &[("Content-Type", &content_type)], "");
        bytes.truncate(bytes.windows(4).position(|it| it == b"\r\n\r\n").unwrap());
        let head = String::from_utf8(bytes).unwrap().replace(
            "Content-Length: 0",
            &format!("Content-Length: {}", received.body.len()),
        );
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(b"\r\n\r\n");
        bytes.extend_from_slice(&received.body);
        Reply::Bytes(bytes)
    });
    let with = |request: Option<&str>, response: Option<&str>| {
        let mut http = http(&backend, "/");
        map(
            &mut http,
            "integration.request.header.x-answer",
            "method.request.header.x-answer",
        );
        http.content_handling = request.map(str::to_owned);
        let answer = IntegrationResponse {
            content_handling: response.map(str::to_owned),
            ..IntegrationResponse::default()
        };
        http.responses.insert("200".into(), Box::new(answer));
        http
    };
    let mut api = Api::regional("public1234");
    api.binary_media_types = vec!["image/png".into()];
    let (binary, text) = (Some("CONVERT_TO_BINARY"), Some("CONVERT_TO_TEXT"));
    let mut transformed = with(text, text);
    transformed
        .request_templates
        .insert("image/png".into(), "$input.body".into());
    let gateway = serving(
        api,
        vec![
            ("/none", with(None, None)),
            ("/binary", with(binary, binary)),
            ("/text", with(text, text)),
            ("/transformed", transformed),
        ],
    );
    let exchange = |path: &str, sent: &str, answered: &str, accepted: &str, body: &[u8]| {
        let request = gateway
            .request("POST", &format!("/prod/{path}"))
            .api("public1234");
        let request = request
            .header("content-type", sent)
            .header("x-answer", answered)
            .header("accept", accepted);
        let response = request.body(body).send();
        let received = backend.received().pop().map(|it| it.body);
        (received.unwrap_or_default(), response.status, response.body)
    };
    let (json, png) = ("application/json", "image/png");
    let raw = b"\xff\xfe".as_slice();
    let coded = b"//4=".as_slice();
    let check = |path, sent, answered, accepted, body, received: &[u8], returned: &[u8]| {
        let found = exchange(path, sent, answered, accepted, body);
        assert_eq!(
            found,
            (received.to_vec(), 200, returned.to_vec()),
            "{path} {sent} {answered} {accepted}"
        );
    };
    check("none", png, png, png, raw, raw, raw);
    check("none", png, png, json, raw, raw, coded);
    check("none", json, json, png, coded, coded, raw);
    check("none", json, json, json, coded, coded, coded);
    check("binary", json, png, json, coded, raw, raw);
    check("text", png, png, png, raw, coded, b"Ly80PQ==");
    check("transformed", png, json, json, raw, coded, coded);
    let (_, status, _) = exchange("binary", json, png, json, b"not base 64!");
    assert_eq!(status, 500);
}

#[test]
fn a_mock_of_an_api_where_everything_is_binary_needs_its_text_said() {
    let mut api = Api::regional("public1234");
    api.binary_media_types = vec!["*/*".into()];
    let mut said = mocked("{statusCode: 200}", "");
    said.content_handling = Some("CONVERT_TO_TEXT".into());
    let gateway = serving(
        api,
        vec![
            ("/unsaid", mocked("{statusCode: 200}", "")),
            ("/said", said),
        ],
    );
    assert_eq!(send(&gateway, "/prod/unsaid", "").status, 500);
    assert_eq!(send(&gateway, "/prod/said", "").status, 200);
}

#[test]
fn a_template_that_does_not_fit_answers_no_other_method() {
    let gateway = gateway(vec![
        ("/broken", mocked("#end", "{}")),
        ("/fine", mocked("{statusCode: 200}", "{\"ok\":true}")),
    ]);
    assert_eq!(send(&gateway, "/prod/broken", "").status, 500);
    send(&gateway, "/prod/fine", "").is_ok();
}
