//! Each refusal of the data plane as a client sees it: status, `x-amzn-ErrorType`, the body to the
//! byte, and the headers that every refusal has or must not have.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::api::{
    Network, account, arn, deploy, host, http_proxy, masked, method, patch, policy, resource,
    rest_api, set_policy, signed_method, user,
};
use crate::aws::{A, Account, B, Call, Keys, REGION, now};
use crate::backend::Backend;
use crate::clients::{answer, curl, curled, folder, last_line, python, succeed, succeed_with};
use crate::gateway::Gateway;
use crate::wire::{Answer, exchange};

const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const INVALID_TOKEN: &str = "The security token included in the request is invalid.";

/// A gateway with one regional API of account B, and users of both accounts.
struct World {
    gateway: Gateway,
    backend: Backend,
    owner: Account,
    api: String,
    root: String,
    keys: Keys,
}

impl World {
    /// `GET /items` asks for a signature; [`Self::keys`] may call everything.
    fn new() -> Self {
        let (backend, gateway) = (Backend::start(), Gateway::dev(&[]));
        let owner = account(&gateway, B);
        let (api, root) = rest_api(&owner, "refusals", "REGIONAL");
        let items = resource(&owner, &api, &root, "items");
        signed_method(&owner, &api, &items, "GET", backend.address);
        deploy(&owner, &api, "prod");
        let keys = user(&owner, "caller", Some(&invoke("Allow", "*")));
        Self {
            gateway,
            backend,
            owner,
            api,
            root,
            keys,
        }
    }

    fn get(&self, target: &str) -> Call {
        Call::api("GET", &host(&self.api), target)
    }

    #[track_caller]
    fn send(&self, call: &Call) -> Answer {
        call.send(self.gateway.address)
    }

    /// An open method with this integration.
    fn open(&self, part: &str, integration: &Value) -> String {
        let resource = resource(&self.owner, &self.api, &self.root, part);
        method(
            &self.owner,
            &self.api,
            &resource,
            "GET",
            &json!({ "authorizationType": "NONE" }),
            integration,
        );
        self.answering_200(&resource);
        resource
    }

    /// The responses without which a MOCK is a configuration error.
    fn answering_200(&self, resource: &str) {
        let path = format!("/restapis/{}/resources/{resource}/methods/GET", self.api);
        self.owner
            .rest("PUT", &format!("{path}/responses/200"), &json!({}))
            .ok();
        self.owner
            .rest(
                "PUT",
                &format!("{path}/integration/responses/200"),
                &json!({}),
            )
            .ok();
    }

    /// curl, at a name that leads here.
    fn curl(&self, host: &str, arguments: &[&str], target: &str) -> Answer {
        let to = self.gateway.address;
        let mut curl = curl();
        curl.args([
            "--include",
            "--path-as-is",
            "--connect-to",
            &format!("{host}:80:{}:{}", to.ip(), to.port()),
        ]);
        curl.args(arguments).arg(format!("http://{host}{target}"));
        curled(&succeed(&mut curl))
    }
}

#[test]
fn curl_without_a_signature() {
    let world = World::new();
    world.open("open", &mock("200"));
    deploy(&world.owner, &world.api, "prod");
    let host = host(&world.api);
    let refused = |arguments: &[&str], target: &str, error: &str, body: &str| {
        check(&world.curl(&host, arguments, target), 403, error, body);
    };
    let (missing, missing_body) = (
        "MissingAuthenticationTokenException",
        r#"{"message":"Missing Authentication Token"}"#,
    );
    refused(&[], "/prod/items", missing, missing_body);
    refused(&[], "/prod/nothing", missing, missing_body);
    refused(
        &["--request", "DELETE"],
        "/prod/items",
        missing,
        missing_body,
    );
    refused(&["--data", "{}"], "/prod/open", missing, missing_body);
    refused(&[], "/prod", missing, missing_body);
    assert_eq!(missing_body.len(), 42);

    let (forbidden, forbidden_body) = ("ForbiddenException", r#"{"message":"Forbidden"}"#);
    refused(&[], "/staging/items", forbidden, forbidden_body);
    refused(&[], "/", forbidden, forbidden_body);
    assert_eq!(forbidden_body.len(), 23);
    let nobody = "zzzzzzzzzz.execute-api.us-east-1.amazonaws.com";
    let answer = world.curl(nobody, &[], "/prod/items");
    check(&answer, 403, forbidden, forbidden_body);
    assert_eq!(world.curl(&host, &[], "/prod/open").status, 200);
    assert!(world.backend.received().is_empty());
}

#[test]
fn an_authorization_header_that_is_no_signature() {
    let world = World::new();
    let host = host(&world.api);
    let incomplete = "IncompleteSignatureException";
    // The texts of AWS: the header's SHA-256 in base 64, then what is missing, in one sentence each.
    let bearer = r#"{"message":"Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'cjGfeFVmvDXUeqhG1sIOX3oE9qkj1vdEU05eTCN1miU='."}"#;
    for target in ["/prod/items", "/prod/nothing"] {
        let answer = world.curl(&host, &["--header", "Authorization: Bearer tok"], target);
        check(&answer, 403, incomplete, bearer);
    }
    let parts = "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=";
    for (header, word) in [
        ("Authorization: Bearer a=b", "Bearer"),
        ("Authorization: opensesame", "opensesame"),
        ("Authorization: AWS4-HMAC-SHA256 a=b", "AWS4-HMAC-SHA256"),
    ] {
        let answer = world.curl(&host, &["--header", header], "/prod/items");
        check(
            &answer,
            403,
            incomplete,
            &format!(r#"{{"message":"{parts}{word}"}}"#),
        );
    }
    // On an open method it claims nothing.
    world.open("open", &mock("200"));
    deploy(&world.owner, &world.api, "prod");
    assert_eq!(
        world
            .curl(
                &host,
                &["--header", "Authorization: Bearer tok"],
                "/prod/open"
            )
            .status,
        200
    );
}

#[test]
fn botocore_with_a_signature_that_does_not_hold() {
    let world = World::new();
    let Some(mut python) = python() else { return };
    let (id, secret) = (world.keys.id.as_str(), world.keys.secret.as_str());
    let case = |more: Value| {
        let mut case = json!({
            "to": world.gateway.address.to_string(), "host": host(&world.api), "target": "/prod/items?b=2&a=1", "credentials": [id, secret]
        });
        case.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        case
    };
    let cases = [
        case(json!({ "credentials": [id, "not-the-secret"] })),
        case(json!({ "send_target": "/prod/items?b=2&a=2" })),
        case(json!({ "region": "eu-west-1" })),
        case(json!({ "service": "s3" })),
        case(json!({ "region": "eu-west-1", "service": "s3" })),
        case(json!({ "credentials": ["AKIAIOSFODNN7EXAMPLE", secret] })),
        case(json!({ "credentials": [id, secret, "a-token-that-was-never-given"] })),
    ];
    let printed = last_line(&succeed_with(
        python.arg(folder().join("sign.py")),
        &Value::from(cases.to_vec()).to_string(),
    ));
    let printed = printed.as_array().unwrap();
    let answers: Vec<Answer> = printed.iter().map(answer).collect();

    // AWS repeats what should have been signed: for a wrong secret that is exactly what botocore signed.
    let (canonical, to_sign) = (
        printed[0]["canonical"].as_str().unwrap(),
        printed[0]["stringToSign"].as_str().unwrap(),
    );
    let message = format!(
        "{MISMATCH}\n\nThe Canonical String for this request should have been\n'{canonical}'\n\nThe String-to-Sign should have been\n'{to_sign}'\n"
    );
    check(
        &answers[0],
        403,
        "InvalidSignatureException",
        &json!({ "message": message }).to_string(),
    );

    // For a tampered request it is what was sent.
    assert_eq!(answers[1].status, 403);
    assert_eq!(
        answers[1].header("x-amzn-errortype"),
        Some("InvalidSignatureException")
    );
    let said = answers[1].json()["message"].as_str().unwrap().to_owned();
    assert!(
        said.starts_with(MISMATCH) && said.contains("a=2&b=2"),
        "{said}"
    );

    let region = "Credential should be scoped to a valid region, not 'eu-west-1'. ";
    let service = "Credential should be scoped to correct service: 'execute-api'. ";
    for (index, message) in [
        (2, region.to_owned()),
        (3, service.to_owned()),
        (4, format!("{region}{service}")),
    ] {
        check(
            &answers[index],
            403,
            "InvalidSignatureException",
            &format!(r#"{{"message":"{message}"}}"#),
        );
    }
    for index in [5, 6] {
        check(
            &answers[index],
            403,
            "UnrecognizedClientException",
            &format!(r#"{{"message":"{INVALID_TOKEN}"}}"#),
        );
    }
    assert!(world.backend.received().is_empty());
}

#[test]
fn a_signature_outside_its_time() {
    let world = World::new();
    let mut call = world.get("/prod/items");
    for (age, pattern) in [
        (
            301,
            "Signature expired: {signed} is now earlier than {edge} ({now} - 5 min.)",
        ),
        (
            86_400,
            "Signature expired: {signed} is now earlier than {edge} ({now} - 5 min.)",
        ),
        (
            -330,
            "Signature not yet current: {signed} is still later than {edge} ({now} + 5 min.)",
        ),
    ] {
        call.age = age;
        let before = now();
        let signed = call.clone().signed(&world.keys);
        let answer = world.send(&signed);
        let after = now();
        let signed_at = signed
            .headers
            .iter()
            .find(|(name, _)| name == "x-amz-date")
            .unwrap()
            .1
            .clone();
        // The gateway's clock is between the two readings of the same clock here.
        let possible = (before..=after).map(|now| {
            let edge = if age > 0 { now - 300 } else { now + 300 };
            let compact = |unix| {
                portcullis_sigv4::Timestamp::from_unix(unix)
                    .to_compact()
                    .to_string()
            };
            let message = pattern
                .replace("{signed}", &signed_at)
                .replace("{edge}", &compact(edge))
                .replace("{now}", &compact(now));
            format!(r#"{{"message":"{message}"}}"#)
        });
        let possible: Vec<String> = possible.collect();
        assert!(
            possible.contains(&answer.text()),
            "{} is none of {possible:?}",
            answer.text()
        );
        check(&answer, 403, "InvalidSignatureException", &answer.text());
    }
    call.age = 290;
    assert_eq!(world.send(&call.clone().signed(&world.keys)).status, 200);
    call.age = -290;
    assert_eq!(world.send(&call.signed(&world.keys)).status, 200);
}

#[test]
fn a_signature_of_an_unknown_resource_or_that_does_not_fit_it() {
    let world = World::new();
    let missing = r#"{"message":"Missing Authentication Token"}"#;
    let unknown = world.send(&world.get("/prod/nothing").signed(&world.keys));
    check(
        &unknown,
        403,
        "MissingAuthenticationTokenException",
        missing,
    );
    let mut elsewhere = world.get("/prod/items").signed(&world.keys);
    elsewhere.target = "/prod/nothing".to_owned();
    assert_eq!(
        world.send(&elsewhere).header("x-amzn-errortype"),
        Some("InvalidSignatureException")
    );
    // A session's keys without its token, and an inactive key.
    world
        .owner
        .query(
            "iam",
            "UpdateAccessKey",
            &[
                ("UserName", "caller"),
                ("AccessKeyId", &world.keys.id),
                ("Status", "Inactive"),
            ],
        )
        .ok();
    let inactive = world.send(&world.get("/prod/items").signed(&world.keys));
    check(
        &inactive,
        403,
        "UnrecognizedClientException",
        &format!(r#"{{"message":"{INVALID_TOKEN}"}}"#),
    );
}

#[test]
fn access_denied_by_each_kind_of_policy() {
    let world = World::new();
    let (owner, api) = (&world.owner, &world.api);
    for part in ["open", "denied"] {
        world.open(part, &mock("200"));
    }
    let a = account(&world.gateway, A);
    let bounded = user(owner, "bounded", Some(&invoke("Allow", "*")));
    let boundary = policy(json!([{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }]));
    let made = owner
        .query(
            "iam",
            "CreatePolicy",
            &[("PolicyName", "boundary"), ("PolicyDocument", &boundary)],
        )
        .ok();
    let boundary = made.element("Arn");
    owner
        .query(
            "iam",
            "PutUserPermissionsBoundary",
            &[("UserName", "bounded"), ("PermissionsBoundary", &boundary)],
        )
        .ok();
    let silent = user(owner, "silent", None);
    let denied = user(owner, "denied", Some(&invoke("Deny", "*")));
    let stranger = user(&a, "stranger", Some(&invoke("Allow", "*")));
    let root_of_a = user(&a, "of-root", None);
    set_policy(
        owner,
        api,
        &policy(json!([
            { "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": format!("{}/*/*/denied", arn(B, api)) },
            { "Effect": "Allow", "Principal": { "AWS": format!("arn:aws:iam::{A}:user/of-root") }, "Action": "execute-api:Invoke", "Resource": format!("{}/*/GET/items", arn(B, api)) },
        ])),
    );
    deploy(owner, api, "prod");

    let check_denied = |keys: Option<&Keys>, target: &str, who: &str, why: &str| {
        let call = world.get(target);
        let answer = world.send(&keys.map_or(call.clone(), |keys| call.signed(keys)));
        let resource = masked(
            B,
            api,
            &format!("prod/GET/{}", target.trim_start_matches("/prod/")),
        );
        access_denied(&answer, who, &resource, why);
    };
    let allows = |kind: &str| format!("because no {kind} allows the execute-api:Invoke action");
    let user = |account: &str, name: &str| format!("arn:aws:iam::{account}:user/{name}");
    check_denied(
        None,
        "/prod/open",
        "anonymous",
        &allows("resource-based policy"),
    );
    check_denied(
        None,
        "/prod/denied",
        "anonymous",
        "with an explicit deny in a resource-based policy",
    );
    check_denied(
        Some(&denied),
        "/prod/items",
        &user(B, "denied"),
        "with an explicit deny in an identity-based policy",
    );
    check_denied(
        Some(&silent),
        "/prod/items",
        &user(B, "silent"),
        &allows("identity-based policy"),
    );
    check_denied(
        Some(&bounded),
        "/prod/items",
        &user(B, "bounded"),
        &allows("permissions boundary"),
    );
    check_denied(
        Some(&stranger),
        "/prod/items",
        &user(A, "stranger"),
        &allows("resource-based policy"),
    );
    check_denied(
        Some(&root_of_a),
        "/prod/items",
        &user(A, "of-root"),
        &allows("identity-based policy"),
    );
}

#[test]
fn a_private_api_and_its_endpoints() {
    let world = World::new();
    let (owner, port) = (&world.owner, world.gateway.address.port());
    let caller = account(&world.gateway, A);
    let network = Network::new(&caller);
    let (private, root) = rest_api(owner, "private", "PRIVATE");
    for part in ["items", "open"] {
        let resource = resource(owner, &private, &root, part);
        let authorization = if part == "open" { "NONE" } else { "AWS_IAM" };
        let integration = http_proxy("GET", &format!("http://{}/items", world.backend.address));
        method(
            owner,
            &private,
            &resource,
            "GET",
            &json!({ "authorizationType": authorization }),
            &integration,
        );
    }
    let allow = json!({ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*" });
    set_policy(owner, &private, &policy(json!([allow])));
    deploy(owner, &private, "prod");
    let keys = user(&caller, "workload", Some(&invoke("Allow", "*")));

    let only = |api: &str| {
        policy(
            json!([{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": format!("{}/*", arn(B, api)) }]),
        )
    };
    let nobody = policy(json!([
        { "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" },
        { "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*" },
    ]));
    let (open_id, open) = network.endpoint(&caller, port, None);
    let (_, elsewhere) = network.endpoint(&caller, port, Some(&only("zzzzzzzzzz")));
    let (_, shut) = network.endpoint(&caller, port, Some(&nobody));

    let private_host = host(&private);
    let through =
        |to: SocketAddr, call: &Call| call.try_send(to, Some(network.caller)).expect("an answer");
    let items = Call::api("GET", &private_host, "/prod/items");
    let own_name = format!("{open_id}-abcdefgh.execute-api.{REGION}.vpce.amazonaws.com");
    // The ways in that AWS documents, each with the name that was signed.
    let by_header = Call::api("GET", &own_name, "/prod/items").with("x-apigw-api-id", &private);
    let by_address =
        Call::api("GET", &open.to_string(), "/prod/items").with("x-apigw-api-id", &private);
    for call in [&items, &by_header, &by_address] {
        assert_eq!(
            through(open, &call.clone().signed(&keys)).status,
            200,
            "{:?}",
            call.headers
        );
    }

    let forbidden = |answer: &Answer| {
        check(
            answer,
            403,
            "ForbiddenException",
            r#"{"message":"Forbidden"}"#,
        )
    };
    forbidden(&world.send(&items.clone().signed(&keys)));
    forbidden(&world.send(&by_header.clone().signed(&keys)));
    forbidden(&through(
        open,
        &world.get("/prod/items").signed(&world.keys),
    ));
    forbidden(&through(
        open,
        &Call::api("GET", &own_name, "/prod/items").signed(&keys),
    ));
    forbidden(&through(
        open,
        &Call::api("GET", &host("zzzzzzzzzz"), "/prod/items").signed(&keys),
    ));
    forbidden(&through(
        open,
        &items
            .clone()
            .with("x-apigw-api-id", &world.api)
            .signed(&keys),
    ));
    let other_name = format!(
        "{private}-{}.execute-api.{REGION}.amazonaws.com",
        open_id.replace("vpce-", "vpce-0")
    );
    forbidden(&through(
        open,
        &Call::api("GET", &other_name, "/prod/items").signed(&keys),
    ));

    let resource = masked(B, &private, "prod/GET/items");
    let who = format!("arn:aws:iam::{A}:user/workload");
    let why = "because no VPC endpoint policy allows the execute-api:Invoke action";
    access_denied(
        &through(elsewhere, &items.clone().signed(&keys)),
        &who,
        &resource,
        why,
    );
    let why = "with an explicit deny in a VPC endpoint policy";
    access_denied(
        &through(shut, &items.clone().signed(&keys)),
        &who,
        &resource,
        why,
    );
    let unsigned = Call::api("GET", &private_host, "/prod/open");
    access_denied(
        &through(shut, &unsigned),
        "anonymous",
        &masked(B, &private, "prod/GET/open"),
        why,
    );

    // Behind an endpoint a broken signature is refused on an open method too.
    assert_eq!(through(open, &unsigned).status, 200);
    let mut forged = keys.clone();
    forged.secret.push('x');
    let answer = through(open, &unsigned.clone().signed(&forged));
    assert_eq!(
        (answer.status, answer.header("x-amzn-errortype")),
        (403, Some("InvalidSignatureException"))
    );

    // Outside the group: not a word.
    assert!(
        items
            .clone()
            .signed(&keys)
            .try_send(open, Some(network.outsider))
            .is_none()
    );
    assert!(items.signed(&keys).try_send(open, None).is_none());
}

#[test]
fn what_goes_wrong_behind_the_four_layers() {
    let world = World::new();
    let (owner, api) = (&world.owner, &world.api);
    let backend = world.backend.address;
    world.open("quoted", &json!({ "type": "MOCK", "requestTemplates": { "application/json": "{\"statusCode\": \"200\"}" } }));
    let refusing = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    world.open(
        "unreachable",
        &http_proxy("GET", &format!("http://{refusing}/")),
    );
    let mut slow = http_proxy("GET", &format!("http://{backend}/silent"));
    slow["timeoutInMillis"] = json!(50);
    world.open("silent", &slow);
    let media = resource(owner, api, &world.root, "media");
    let never = json!({
        "type": "HTTP", "httpMethod": "POST", "uri": format!("http://{backend}/items"), "passthroughBehavior": "NEVER",
        "requestTemplates": { "application/json": "{}" }
    });
    method(
        owner,
        api,
        &media,
        "POST",
        &json!({ "authorizationType": "NONE" }),
        &never,
    );
    let keyed = resource(owner, api, &world.root, "keyed");
    let asks = json!({ "authorizationType": "NONE", "apiKeyRequired": true });
    method(owner, api, &keyed, "GET", &asks, &mock("200"));
    world.answering_200(&keyed);
    deploy(owner, api, "prod");

    let internal = "InternalServerErrorException";
    let get = |target: &str| world.send(&world.get(target));
    check(
        &get("/prod/quoted"),
        500,
        internal,
        r#"{"message": "Internal server error"}"#,
    );
    check(
        &get("/prod/unreachable"),
        504,
        internal,
        r#"{"message": "Network error communicating with endpoint"}"#,
    );
    check(
        &get("/prod/silent"),
        504,
        internal,
        r#"{"message": "Endpoint request timed out"}"#,
    );
    check(
        &get("/prod/keyed"),
        403,
        "ForbiddenException",
        r#"{"message":"Forbidden"}"#,
    );
    let post = Call::api("POST", &host(api), "/prod/media")
        .body("a,b\n")
        .with("Content-Type", "text/csv");
    check(
        &world.send(&post),
        415,
        "BadRequestException",
        r#"{"message": "Unsupported Media Type"}"#,
    );
}

#[test]
fn what_is_too_long() {
    let world = World::new();
    let (owner, api) = (&world.owner, &world.api);
    let any = resource(owner, api, &world.root, "{proxy+}");
    signed_method(owner, api, &any, "ANY", world.backend.address);
    deploy(owner, api, "prod");

    // Plain text, and none of the gateway's own headers but the identifiers.
    let limit = 10 * 1024 * 1024;
    let mut call = Call::api("POST", &host(api), "/prod/any").signed(&world.keys);
    call.headers
        .push(("Content-Length".to_owned(), (limit + 1).to_string()));
    let answer = world.send(&call);
    assert_eq!(answer.status, 413);
    assert_eq!(
        answer.text(),
        "HTTP content length exceeded 10485760 bytes."
    );
    assert!(
        answer.header("content-type").unwrap().starts_with("text/"),
        "{:?}",
        answer.headers
    );
    assert_eq!(answer.header("x-amzn-errortype"), None);

    let long =
        Call::api("GET", &host(api), &format!("/prod/{}", "x".repeat(1_600))).signed(&world.keys);
    let answer = world.send(&long);
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (414, r#"{"message":"Request URI too long"}"#)
    );
    let longer = world.send(&world.get(&format!("/prod/items?{}", "x".repeat(10_240))));
    assert_eq!(longer.status, 414);
    assert!(world.backend.received().is_empty());
}

#[test]
fn a_disabled_name_and_customised_refusals_act_when_deployed() {
    let world = World::new();
    let (owner, api) = (&world.owner, &world.api);
    // Scenario 003: 401 for signatures, 403 for policies.
    for (kind, status) in [
        ("INVALID_SIGNATURE", "401"),
        ("MISSING_AUTHENTICATION_TOKEN", "401"),
    ] {
        let custom = json!({
            "statusCode": status,
            "responseParameters": { "gatewayresponse.header.WWW-Authenticate": "'AWS4-HMAC-SHA256'" },
            "responseTemplates": { "application/json": "{\"error\":$context.error.messageString,\"type\":\"$context.error.responseType\"}" }
        });
        owner
            .rest(
                "PUT",
                &format!("/restapis/{api}/gatewayresponses/{kind}"),
                &custom,
            )
            .ok();
    }
    let missing = r#"{"message":"Missing Authentication Token"}"#;
    check(
        &world.send(&world.get("/prod/items")),
        403,
        "MissingAuthenticationTokenException",
        missing,
    );
    deploy(owner, api, "prod");
    let answer = world.send(&world.get("/prod/items"));
    let custom =
        r#"{"error":"Missing Authentication Token","type":"MISSING_AUTHENTICATION_TOKEN"}"#;
    check(&answer, 401, "MissingAuthenticationTokenException", custom);
    assert_eq!(answer.header("www-authenticate"), Some("AWS4-HMAC-SHA256"));
    let mut forged = world.keys.clone();
    forged.secret.push('x');
    let answer = world.send(&world.get("/prod/items").signed(&forged));
    assert_eq!(
        (answer.status, answer.header("x-amzn-errortype")),
        (401, Some("InvalidSignatureException"))
    );

    patch(owner, api, "/disableExecuteApiEndpoint", "true");
    assert_eq!(
        world
            .send(&world.get("/prod/items").signed(&world.keys))
            .status,
        200
    );
    deploy(owner, api, "prod");
    let answer = world.send(&world.get("/prod/items").signed(&world.keys));
    check(
        &answer,
        403,
        "ForbiddenException",
        r#"{"message":"Forbidden"}"#,
    );
}

#[test]
fn a_client_may_name_its_request_and_nothing_else_that_the_gateway_says() {
    let world = World::new();
    let id = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
    let call = world
        .get("/prod/items")
        .with("x-amzn-RequestId", id)
        .with("x-amz-apigw-id", "mine")
        .with("x-amzn-ErrorType", "None");
    let bytes = call.bytes();
    let answer = exchange(world.gateway.address, None, &bytes).unwrap();
    check(
        &answer,
        403,
        "MissingAuthenticationTokenException",
        r#"{"message":"Missing Authentication Token"}"#,
    );
    assert_eq!(answer.header("x-amzn-requestid"), Some(id));
    assert_ne!(answer.header("x-amz-apigw-id"), Some("mine"));
}

/// Everything that API Gateway's own errors have in common.
#[track_caller]
fn check(answer: &Answer, status: u16, error_type: &str, body: &str) {
    assert_eq!((answer.status, answer.text().as_str()), (status, body));
    assert_eq!(answer.header("x-amzn-errortype"), Some(error_type));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(
        answer.header("content-length"),
        Some(body.len().to_string().as_str())
    );
    assert!(answer.header("date").is_some());
    let id = answer.header("x-amzn-requestid").expect("x-amzn-RequestId");
    assert!(
        id.len() == 36 && id.split('-').map(str::len).eq([8, 4, 4, 4, 12]),
        "{id}"
    );
    let extended = answer.header("x-amz-apigw-id").expect("x-amz-apigw-id");
    assert!(!extended.is_empty());
    assert_eq!(answer.header("x-amzn-trace-id"), None);
}

#[track_caller]
fn access_denied(answer: &Answer, who: &str, resource: &str, why: &str) {
    let message = format!(
        "User: {who} is not authorized to perform: execute-api:Invoke on resource: {resource} {why}"
    );
    check(
        answer,
        403,
        "AccessDeniedException",
        &format!(r#"{{"Message":"{message}"}}"#),
    );
}

fn invoke(effect: &str, resource: &str) -> String {
    policy(json!([{ "Effect": effect, "Action": "execute-api:Invoke", "Resource": resource }]))
}

fn mock(status: &str) -> Value {
    json!({ "type": "MOCK", "requestTemplates": { "application/json": format!("{{\"statusCode\": {status}}}") } })
}
