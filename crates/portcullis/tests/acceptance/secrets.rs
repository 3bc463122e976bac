//! Nothing secret is in anything that is printed: secrets, tokens, API keys, headers and bodies are planted in calls of every
//! kind, and looked for in whatever the gateway and its commands then say.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::api::{self, deploy, host, policy, resource, user};
use crate::aws::{Account, Call, Keys, query_call, rest_call};
use crate::explain::World;
use crate::gateway::{Scratch, portcullis};
use crate::wire::Answer;

const B: &str = "222222222222";
const API_KEY: &str = "planted-api-key-value";
/// What callers send that nobody else may read.
const PLANTED: [&str; 9] = [
    API_KEY,
    "planted.web-identity.token",
    "planted-referer",
    "planted-cookie",
    "planted-body",
    "planted-other-body",
    "planted-bearer",
    "planted-incomplete",
    "planted-query-value",
];
/// The variables of access logs (API Gateway Developer Guide, "Variables for access logging for API Gateway").
const VARIABLES: &str = "accountId apiId authenticate.error authenticate.latency authenticate.status authorize.error \
    authorize.latency authorize.status authorizer.claims.sub authorizer.error authorizer.integrationLatency \
    authorizer.integrationStatus authorizer.latency authorizer.principalId authorizer.property authorizer.requestId \
    authorizer.status awsEndpointRequestId cipherSuite customDomain.basePathMatched deploymentId domainName domainPrefix \
    endpointType error.message error.messageString error.responseType error.validationErrorString extendedRequestId \
    httpMethod identity.accountId identity.apiKey identity.apiKeyId identity.caller identity.clientCert.clientCertPem \
    identity.clientCert.issuerDN identity.clientCert.serialNumber identity.clientCert.subjectDN \
    identity.cognitoAuthenticationProvider identity.cognitoAuthenticationType identity.cognitoIdentityId \
    identity.cognitoIdentityPoolId identity.principalOrgId identity.sourceIp identity.user identity.userAgent \
    identity.userArn identity.vpcId identity.vpceId integration.error integration.integrationStatus integration.latency \
    integration.requestId integration.status integrationErrorMessage integrationLatency integrationStatus isCanaryRequest \
    path protocol requestId requestOverride.header.x requestTime requestTimeEpoch resourceId resourcePath responseLatency \
    responseLength responseOverride.status stage status tlsVersion waf.error waf.latency waf.status wafResponseCode \
    webaclArn xrayTraceId";

/// What was said, and by whom.
type Said = Vec<(&'static str, String)>;

struct Callers {
    world: World,
    alice: Keys,
    session: Keys,
}

impl Callers {
    /// An API with a method for signed calls, one that asks for an API key and one that validates bodies, on a stage
    /// that logs all there is to log.
    fn new(options: &[&str]) -> Self {
        let world = World::new(options);
        let owner = &world.owner;
        let alice = user(owner, "alice", None);
        let trust = policy(json!([{
            "Effect": "Allow",
            "Principal": { "AWS": format!("arn:aws:iam::{B}:root") },
            "Action": "sts:AssumeRole",
        }]));
        let role = [("RoleName", "app"), ("AssumeRolePolicyDocument", &trust)];
        owner.query("iam", "CreateRole", &role).ok();
        let logs = policy(json!([{
            "Effect": "Allow",
            "Principal": { "Service": "apigateway.amazonaws.com" },
            "Action": "sts:AssumeRole",
        }]));
        let logs = [("RoleName", "logs"), ("AssumeRolePolicyDocument", &logs)];
        owner.query("iam", "CreateRole", &logs).ok();
        let arn = format!("arn:aws:iam::{B}:role/app");
        let assume = [("RoleArn", arn.as_str()), ("RoleSessionName", "session")];
        let session = Keys::in_answer(&owner.query("sts", "AssumeRole", &assume).ok());

        let made = |path: &str, body: Value| owner.rest("POST", path, &body).ok().json();
        let of_api = |path: &str| format!("/restapis/{}{path}", world.api);
        let validator = made(
            &of_api("/requestvalidators"),
            json!({ "name": "bodies", "validateRequestBody": true }),
        );
        let schema = json!({
            "properties": { "short": { "maxLength": 3 }, "one": { "enum": ["a"] }, "digits": { "pattern": "^[0-9]*$" } },
            "additionalProperties": false,
        });
        made(
            &of_api("/models"),
            json!({ "name": "Short", "contentType": "application/json", "schema": schema.to_string() }),
        );
        let resources = owner
            .rest("GET", &of_api("/resources"), &Value::Null)
            .json();
        let listed = resources["_embedded"]["item"].as_array();
        let listed = listed.or(resources["item"].as_array()).unwrap();
        let root = listed.iter().find(|it| it["path"] == "/").unwrap()["id"].as_str();
        let mock = json!({ "type": "MOCK" });
        for (part, method) in [
            (
                "keyed",
                json!({ "authorizationType": "AWS_IAM", "apiKeyRequired": true }),
            ),
            (
                "checked",
                json!({ "authorizationType": "AWS_IAM", "requestValidatorId": validator["id"],
                        "requestModels": { "application/json": "Short" } }),
            ),
        ] {
            let resource = resource(owner, &world.api, root.unwrap(), part);
            api::method(owner, &world.api, &resource, "POST", &method, &mock);
        }
        deploy(owner, &world.api, "prod");
        let format: String = VARIABLES
            .split_whitespace()
            .map(|name| format!("$context.{name} "))
            .collect();
        let destination = format!("arn:aws:logs:us-east-1:{B}:log-group:calls");
        let replace =
            |path: &str, value: &str| json!({ "op": "replace", "path": path, "value": value });
        let logged = json!({ "patchOperations": [
            replace("/accessLogSettings/destinationArn", &destination),
            replace("/accessLogSettings/format", format.trim_end()),
        ] });
        let role = format!("arn:aws:iam::{B}:role/logs");
        let may_log = json!({ "patchOperations": [replace("/cloudwatchRoleArn", &role)] });
        owner.rest("PATCH", "/account", &may_log).ok();
        owner.rest("PATCH", &of_api("/stages/prod"), &logged).ok();

        let key = made(
            "/apikeys",
            json!({ "name": "key", "value": API_KEY, "enabled": true }),
        );
        let plan = made(
            "/usageplans",
            json!({ "name": "plan", "apiStages": [{ "apiId": world.api, "stage": "prod" }] }),
        );
        made(
            &format!("/usageplans/{}/keys", plan["id"].as_str().unwrap()),
            json!({ "keyId": key["id"], "keyType": "API_KEY" }),
        );
        Self {
            alice,
            session,
            world,
        }
    }

    fn signers(&self) -> [Keys; 3] {
        [Keys::root(B), self.alice.clone(), self.session.clone()]
    }

    fn call(&self, path: &str) -> Call {
        let target = format!("/prod{path}?code=planted-query-value");
        Call::api("POST", &host(&self.world.api), &target)
            .with("x-api-key", API_KEY)
            .with("referer", "https://site.example/?session=planted-referer")
            .with("cookie", "id=planted-cookie")
            .with("content-type", "application/json")
    }

    /// Calls that are admitted, refused by policies, by a session without permissions, by their signature, by validation
    /// and for want of one: the ids of all.
    fn send_all(&self) -> Vec<String> {
        let to = self.world.gateway.address;
        let mut answers: Vec<Answer> = Vec::new();
        for keys in &self.signers() {
            for path in ["/orders", "/keyed"] {
                let call = self.call(path).body("{\"a\":\"planted-body\"}");
                answers.push(call.clone().signed(keys).send(to));
                let tampered = call.clone().signed(keys).body("planted-other-body");
                answers.push(tampered.send(to));
                answers.push(call.presigned(keys, 60).send(to));
            }
        }
        let statuses: Vec<u16> = answers.iter().map(|it| it.status).collect();
        // The MOCK has no response for what is admitted, which is a configuration error.
        assert!(
            statuses.iter().all(|it| matches!(it, 500 | 403)),
            "{statuses:?}"
        );
        for body in [
            "{\"short\":\"planted-body\"}",
            "{\"one\":\"planted-body\"}",
            "{\"digits\":\"planted-body\"}",
            "{\"planted-body\":1}",
            "planted-body",
        ] {
            let invalid = self.call("/checked").body(body).signed(&Keys::root(B));
            let answer = invalid.send(to);
            assert_eq!(answer.status, 400, "{body}: {}", answer.text());
            answers.push(answer);
        }
        let incomplete = "AWS4-HMAC-SHA256 Credential=planted-incomplete, SignedHeaders=host";
        for authorization in ["Bearer planted-bearer", incomplete] {
            let call = self.call("/orders").with("authorization", authorization);
            answers.push(call.send(to));
        }
        answers.push(self.call("/orders").body("planted-body").send(to));
        for answer in answers.iter().rev().take(3) {
            assert_eq!(answer.status, 403);
        }
        answers
            .iter()
            .map(|it| it.header("x-amzn-requestid").unwrap().to_owned())
            .collect()
    }

    /// Control-plane calls that are refused; a caller's own `Authorization` header is repeated to it, as AWS does.
    fn refused_by_the_control_plane(&self) -> String {
        let to = self.world.gateway.address;
        let root = &self.world.owner;
        let as_of = |keys: &Keys| Account::new(to, keys.clone());
        let mut answers = Vec::new();
        for keys in [&self.alice, &self.session] {
            let account = as_of(keys);
            answers.push(account.query("iam", "CreateAccessKey", &[("UserName", "alice")]));
            answers.push(account.rest("GET", "/apikeys?includeValues=true", &Value::Null));
            answers.push(account.rest("POST", "/restapis", &json!({ "name": "planted-body" })));
        }
        let again = json!({ "name": "again", "value": API_KEY, "enabled": true });
        answers.push(root.rest("POST", "/apikeys", &again));
        let malformed = [
            ("UserName", "alice"),
            ("PolicyName", "inline"),
            ("PolicyDocument", "planted-body"),
        ];
        answers.push(root.query("iam", "PutUserPolicy", &malformed));
        let stale = Keys {
            token: Some("planted-bearer".to_owned()),
            ..self.session.clone()
        };
        answers.push(as_of(&stale).query("sts", "GetCallerIdentity", &[]));
        let role = format!("arn:aws:iam::{B}:role/app");
        let web_identity = [
            ("RoleArn", role.as_str()),
            ("RoleSessionName", "session"),
            ("WebIdentityToken", PLANTED[1]),
        ];
        let unsigned = query_call(to, "sts", "AssumeRoleWithWebIdentity", &web_identity);
        answers.push(unsigned.send(to));
        answers.push(rest_call(to, "GET", "/restapis", &Value::Null).send(to));
        let texts = answers.iter().map(|it| {
            assert!(it.status >= 400, "{}", it.text());
            format!("{}\n{:?}\n", it.text(), it.headers)
        });
        let texts = texts.collect();
        // These answers repeat what was sent to whoever sent it, and are in no log.
        let call = Call::new("GET", &to.to_string(), "/restapis", "apigateway");
        let bearer = call.with("authorization", "Bearer planted-bearer");
        assert!(bearer.send(to).status >= 400);
        texts
    }

    /// What a command of the binary prints.
    fn said(&self, arguments: &[&str]) -> String {
        let output = portcullis()
            .env("AWS_ENDPOINT_URL", self.endpoint())
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env_remove("AWS_SESSION_TOKEN")
            .args(arguments)
            .output()
            .unwrap();
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (said, complained) = (said(&output.stdout), said(&output.stderr));
        assert!(!said.is_empty(), "{arguments:?}: {complained}");
        said + &complained
    }

    fn endpoint(&self) -> String {
        format!("http://{}", self.world.gateway.address)
    }

    /// What `explain --follow` prints of so many requests that were kept already, and of one to come.
    fn followed(&self, kept: usize) -> String {
        let mut following = portcullis()
            .env("AWS_ENDPOINT_URL", self.endpoint())
            .args(["explain", "--last", "100", "--follow", "--json"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(following.stdout.take().unwrap()).lines();
        let mut printed: Vec<String> = lines.by_ref().take(kept).map(Result::unwrap).collect();
        let to = self.world.gateway.address;
        self.call("/orders").body("planted-body").send(to);
        printed.push(lines.next().unwrap().unwrap());
        following.kill().unwrap();
        following.wait().unwrap();
        printed.join("\n")
    }

    #[track_caller]
    fn look_through(&self, said: &Said, besides: &[&str]) {
        let mut secrets: Vec<String> = PLANTED.map(str::to_owned).to_vec();
        secrets.push("AWS4-HMAC-SHA256 Credential".to_owned());
        secrets.push("X-Amz-Signature=".to_owned());
        for keys in [&self.alice, &self.session] {
            secrets.push(keys.secret.clone());
            secrets.extend(keys.token.clone());
        }
        assert_eq!(secrets.len(), PLANTED.len() + 5);
        for (what, printed) in said {
            for secret in secrets.iter().filter(|it| !besides.contains(&it.as_str())) {
                let found = printed.lines().find(|line| line.contains(secret));
                assert_eq!(found, None, "{secret} is in {what}");
            }
        }
    }
}

#[test]
fn nothing_secret_is_in_anything_that_is_printed() {
    let callers = Callers::new(&["--trace-admitted", "--trace-query-values"]);
    let gateway = &callers.world.gateway;
    // A candidate that refuses all of it, so that there are examples of changes.
    let scratch = Scratch::new();
    let nobody = policy(json!([{
        "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
    }]));
    let nobody = scratch.file("nobody.json", &nobody);
    let of_api = format!("{}={}", callers.world.api, nobody.display());
    let started = callers.said(&["shadow", "start", "--resource-policy", &of_api]);

    let ids = callers.send_all();
    for id in &ids {
        // Each has its line in the access log: the stage's format begins with the account.
        gateway.says(&format!(" {id} "));
    }
    let refusals = callers.refused_by_the_control_plane();
    let (json, _, code) = callers.world.explain(None, &["--last", "100", "--json"]);
    assert_eq!(code, Some(0));
    assert_eq!(json.lines().count(), ids.len());
    let (text, _, _) = callers.world.explain(None, &["--last", "100"]);
    let followed = callers.followed(ids.len());
    let traces = scratch.file("traces.jsonl", &json);
    let traces = traces.to_str().unwrap();
    let replayed = ["human", "--json"].map(|form| {
        let arguments = [
            "replay",
            traces,
            "--gateway",
            "--resource-policy",
            &of_api,
            form,
        ];
        callers.said(&arguments[..if form == "human" { 5 } else { 6 }])
    });
    // What `explain --json` prints is read again, and each call of it is decided anew.
    let replay: Value = serde_json::from_str(replayed[1].lines().next().unwrap()).unwrap();
    assert_eq!(replay["found"]["compared"], ids.len(), "{replay}");
    assert_eq!(replay["read"]["malformed"], 0, "{replay}");
    assert_ne!(replay["found"]["wouldRefuse"], 0, "{replay}");
    let to = gateway.address;
    let get = |path: &str| Call::new("GET", &to.to_string(), path, "").send(to);
    let health = get("/_portcullis/health");
    assert_eq!(health.status, 200);
    let state = get("/_portcullis/state").text();
    let file = scratch.file("state.json", &state);
    let file = file.to_str().unwrap();
    let listed = ["human", "json", "markdown"]
        .map(|format| callers.said(&["access", "--state", file, "--format", format]));
    let url = format!(
        "https://{}/prod/orders?code=planted-query-value",
        host(&callers.world.api)
    );
    let alice = format!("arn:aws:iam::{B}:user/alice");
    let asked = [
        "simulate",
        "--state",
        file,
        "--principal",
        &alice,
        "--url",
        &url,
    ];
    let (lines, errors) = gateway.output();
    for shown in [
        "***************-value ",
        "string \"(not shown)\" is too long",
    ] {
        assert!(lines.contains(shown), "{shown}: {lines}");
    }
    let said: Said = vec![
        ("the state", state.clone()),
        ("the traces as text, which have no queries", text),
        (
            "what lint says of the state",
            callers.said(&["lint", "--state", file]),
        ),
        ("the access matrix", listed.concat()),
        ("a simulation", callers.said(&asked)),
        (
            "a simulation as JSON",
            callers.said(&[&asked[..], &["--json"]].concat()),
        ),
        ("a replay", replayed.concat()),
        ("the start of a shadow", started),
        ("a shadow", callers.said(&["shadow", "status"])),
        (
            "a shadow as JSON",
            callers.said(&["shadow", "status", "--json"]),
        ),
        (
            "the end of a shadow",
            callers.said(&["shadow", "stop", "--json"]),
        ),
        ("the health", health.text()),
        ("refusals of the control plane", refusals),
        ("the journal and the access log", lines),
        ("standard error", errors),
    ];
    callers.look_through(&said, &[]);
    // A value of a query is kept where that was asked for.
    assert!(json.contains("code=planted-query-value"), "{json}");
    let traces: Said = vec![("the traces", json), ("what is followed", followed)];
    callers.look_through(&traces, &["planted-query-value"]);
}
