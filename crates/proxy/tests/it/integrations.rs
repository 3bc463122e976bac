//! MOCK and HTTP: what chooses an answer, what a back end is shown, and what cannot work is an error.

use std::collections::BTreeMap;

use portcullis_catalog::api::{Integration, IntegrationResponse, IntegrationType};

use crate::backend::{Backend, Reply, response};
use crate::gateway::Gateway;
use crate::world::{Api, World, integration, map, mock, open};

const INTERNAL: &str = "{\"message\": \"Internal server error\"}";

fn answering(
    pattern: Option<&str>,
    parameters: &[(&str, &str)],
    template: Option<&str>,
) -> IntegrationResponse {
    let parameters = parameters
        .iter()
        .map(|(to, from)| (format!("method.response.header.{to}"), (*from).to_owned()));
    IntegrationResponse {
        selection_pattern: pattern.map(str::to_owned),
        parameters: parameters.collect(),
        templates: template
            .map(|it| ("application/json".to_owned(), it.to_owned()))
            .into_iter()
            .collect(),
        content_handling: None,
    }
}

fn mock_saying(template: &str) -> Integration {
    let mut mock = mock();
    mock.request_templates
        .insert("application/json".into(), template.into());
    mock
}

fn gateway(methods: Vec<(&str, Integration)>) -> Gateway {
    let mut world = World::default();
    let api = methods.into_iter().fold(
        Api::regional("public1234").variable("colour", "red"),
        |api, (path, it)| api.method("ANY", path, open(it)),
    );
    world.api(api);
    Gateway::start(&mut world)
}

#[test]
fn mock_chooses_an_answer_by_its_status_code() {
    let mut chosen = mock_saying("{statusCode: 404}");
    chosen.responses.insert(
        "400".into(),
        Box::new(answering(
            Some("4\\d{2}"),
            &[
                ("X-A", "'chosen'"),
                ("X-Stage", "context.stage"),
                ("X-C", "stageVariables.colour"),
            ],
            Some("{\"m\":1}"),
        )),
    );
    let mut cors = mock_saying("{statusCode:204}");
    cors.responses = BTreeMap::from([(
        "204".into(),
        Box::new(answering(
            None,
            &[("Access-Control-Allow-Origin", "'*'"), ("Date", "'never'")],
            None,
        )),
    )]);
    let gateway = gateway(vec![
        ("/chosen", chosen),
        ("/cors", cors),
        ("/default", mock_saying("{\"statusCode\": 299}")),
    ]);
    let send = |path: &str| gateway.request("OPTIONS", path).api("public1234").send();
    let chosen = send("/prod/chosen");
    assert_eq!((chosen.status, chosen.text()), (400, "{\"m\":1}"));
    let header = |name| chosen.header(name);
    assert_eq!(
        (header("x-a"), header("x-stage"), header("x-c")),
        (Some("chosen"), Some("prod"), Some("red"))
    );
    assert_eq!(header("content-type"), Some("application/json"));
    assert_eq!(header("x-amzn-trace-id"), None);
    let cors = send("/prod/cors");
    assert_eq!(
        (cors.status, cors.header("access-control-allow-origin")),
        (204, Some("*"))
    );
    assert_eq!(cors.header("x-amzn-remapped-date"), Some("never"));
    send("/prod/default").is_ok();
}

#[test]
fn an_integration_that_cannot_work_as_it_is_configured_is_an_error() {
    let mut no_match = mock_saying("{\"statusCode\": 500}");
    no_match.responses =
        BTreeMap::from([("200".into(), Box::new(answering(Some("200"), &[], None)))]);
    let mut bad_mapping = mock();
    bad_mapping.responses.insert(
        "200".into(),
        Box::new(answering(
            None,
            &[("X", "integration.response.bodyguard")],
            None,
        )),
    );
    let mut bad_template = mock();
    bad_template.responses.insert(
        "200".into(),
        Box::new(answering(None, &[], Some("#if($context.stage)"))),
    );
    let mut no_status = mock();
    no_status.responses = BTreeMap::from([("abc".into(), Box::new(answering(None, &[], None)))]);
    let gateway = gateway(vec![
        ("/0", bad_template),
        ("/1", mock_saying("#foreach($x in $y){\"statusCode\": 200}")),
        ("/2", mock_saying("{\"statusCode\": \"200\"}")),
        ("/3", mock_saying("")),
        ("/4", no_match),
        ("/5", bad_mapping),
        ("/6", no_status),
        (
            "/7",
            integration(
                IntegrationType::Aws,
                Some("arn:aws:apigateway:us-east-1:s3:path/x".into()),
            ),
        ),
        (
            "/8",
            integration(
                IntegrationType::AwsProxy,
                Some("arn:aws:apigateway:us-east-1:lambda:path/x".into()),
            ),
        ),
    ]);
    for n in 0..9 {
        let response = gateway
            .request("GET", &format!("/prod/{n}"))
            .api("public1234")
            .send();
        assert_eq!((response.status, response.text()), (500, INTERNAL), "{n}");
    }
}

#[test]
fn a_content_type_without_a_template_passes_or_is_refused() {
    let with = |passthrough: &str| {
        let mut mock = mock();
        mock.passthrough_behavior = passthrough.into();
        mock
    };
    let mut bare = with("WHEN_NO_TEMPLATES");
    bare.request_templates.clear();
    let gateway = gateway(vec![
        ("/match", with("WHEN_NO_MATCH")),
        ("/templates", with("WHEN_NO_TEMPLATES")),
        ("/never", with("NEVER")),
        ("/bare", bare),
    ]);
    let send = |path: &str, content_type: &str| {
        let request = gateway
            .request("POST", path)
            .api("public1234")
            .header("content-type", content_type);
        request.body("{\"statusCode\": 200}").send()
    };
    for path in ["/prod/match", "/prod/templates", "/prod/never"] {
        send(path, "application/json; charset=utf-8").is_ok();
    }
    // The body itself is what says the status then.
    send("/prod/match", "text/plain").is_ok();
    send("/prod/bare", "text/plain").is_ok();
    for path in ["/prod/templates", "/prod/never"] {
        send(path, "text/plain").is(
            415,
            "BadRequestException",
            "{\"message\": \"Unsupported Media Type\"}",
        );
    }
}

#[test]
fn http_shows_the_back_end_only_what_is_mapped() {
    let backend = Backend::start(|_| {
        Reply::Bytes(response(
            "200 OK",
            &[
                ("Content-Type", "text/plain"),
                ("X-B", "b"),
                ("Server", "s"),
            ],
            "raw",
        ))
    });
    let mut http = integration(
        IntegrationType::Http,
        Some(format!("http://{}/pets/{{id}}", backend.address)),
    );
    http.http_method = Some("POST".into());
    map(
        &mut http,
        "integration.request.path.id",
        "method.request.path.id",
    );
    map(
        &mut http,
        "integration.request.header.X-Mapped",
        "method.request.header.x-sent",
    );
    http.responses.insert(
        "200".into(),
        Box::new(answering(
            None,
            &[
                ("X-B", "integration.response.header.x-b"),
                ("Server", "integration.response.header.Server"),
            ],
            None,
        )),
    );
    let gateway = gateway(vec![("/pets/{id}", http)]);
    let request = gateway
        .request("POST", "/prod/pets/7?q=1")
        .api("public1234")
        .header("x-sent", "1")
        .header("x-other", "2");
    let response = request
        .header("content-type", "application/json")
        .body("{}")
        .send();
    let received = backend.last();
    assert_eq!(
        received.names(),
        [
            "accept",
            "content-length",
            "content-type",
            "host",
            "user-agent",
            "x-amzn-apigateway-api-id",
            "x-amzn-trace-id",
            "x-mapped",
        ]
    );
    assert_eq!(
        (received.target.as_str(), received.text()),
        ("/pets/7", "{}")
    );
    assert_eq!(received.header("accept"), Some("application/json"));
    assert_eq!(
        received.header("user-agent"),
        Some("AmazonAPIGateway_public1234")
    );

    assert_eq!((response.status, response.text()), (200, "raw"));
    assert_eq!(response.header("content-type"), Some("application/json"));
    assert_eq!(
        (
            response.header("x-b"),
            response.header("x-amzn-remapped-server")
        ),
        (Some("b"), Some("s"))
    );
    let trace = response.header("x-amzn-trace-id").unwrap();
    assert!(
        trace.starts_with("Root=1-") && !trace.contains(';'),
        "{trace}"
    );
}

#[test]
fn http_chooses_the_answer_by_the_back_ends_status() {
    let backend = Backend::start(|request| {
        let status = request.target.rsplit('/').next().unwrap();
        Reply::Bytes(response(&format!("{status} X"), &[], "raw"))
    });
    let http = |responses: &[(&str, IntegrationResponse)]| {
        let mut http = integration(
            IntegrationType::Http,
            Some(format!("http://{}/{{status}}", backend.address)),
        );
        map(
            &mut http,
            "integration.request.path.status",
            "method.request.path.status",
        );
        http.responses = responses
            .iter()
            .map(|(code, it)| ((*code).to_owned(), Box::new(it.clone())))
            .collect();
        http
    };
    let gateway = gateway(vec![
        (
            "/all/{status}",
            http(&[
                ("200", answering(None, &[], None)),
                ("404", answering(Some("404"), &[], Some("{\"gone\":true}"))),
                ("502", answering(Some("5\\d\\d"), &[], None)),
            ]),
        ),
        (
            "/some/{status}",
            http(&[("200", answering(Some("200"), &[], None))]),
        ),
    ]);
    let send = |path: &str| gateway.request("GET", path).api("public1234").send();
    for (path, status, body) in [
        ("/prod/all/201", 200, "raw"),
        ("/prod/all/404", 404, "{\"gone\":true}"),
        ("/prod/all/503", 502, "raw"),
        ("/prod/some/200", 200, "raw"),
        ("/prod/some/404", 500, INTERNAL),
    ] {
        let response = send(path);
        assert_eq!((response.status, response.text()), (status, body), "{path}");
    }
}
