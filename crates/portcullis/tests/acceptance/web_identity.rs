//! Role sessions without keys: a workload has a token of an OIDC issuer, as Kubernetes gives its pods
//! one. The issuer is run by the test, the clients are boto3 and AWS CLI.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::api::{account, deploy, host, method, policy, resource, rest_api};
use crate::aws::{A, Account, Call, Keys, now, query_call};
use crate::clients::{answer, aws_cli, folder, last_line, python, succeed};
use crate::gateway::{Gateway, Scratch};
use crate::issuer::{Issuer, part};
use crate::wire::Answer;

const ISSUER: &str = "https://oidc.cluster.example/id/A1B2";
const SUBJECT: &str = "system:serviceaccount:shop:orders";
const AUDIENCE: &str = "sts.amazonaws.com";

/// What an issuer publishes, over plain HTTP on this machine.
struct Published {
    address: SocketAddr,
    keys: Arc<Mutex<String>>,
}

impl Published {
    fn start(keys: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let keys = Arc::new(Mutex::new(keys));
        let published = Arc::clone(&keys);
        // The thread ends with the process.
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let _ = publish(stream, &published.lock().unwrap());
            }
        });
        Self { address, keys }
    }

    fn flag(&self) -> String {
        format!("--issuer={ISSUER}=http://{}/keys", self.address)
    }
}

fn publish(stream: TcpStream, keys: &str) -> std::io::Result<()> {
    let mut reader = BufReader::new(&stream);
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let length = keys.len();
    write!(
        &stream,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{keys}"
    )
}

fn claims() -> Value {
    json!({
        "iss": ISSUER, "sub": SUBJECT, "aud": [AUDIENCE],
        "iat": now(), "nbf": now(), "exp": now() + 3600,
        "kubernetes.io": {"namespace": "shop", "serviceaccount": {"name": "orders"}},
    })
}

/// The provider, and a role for one service account that may call the APIs of its account.
fn trust(root: &Account) -> String {
    let new = [("Url", ISSUER), ("ClientIDList.member.1", AUDIENCE)];
    let made = root.query("iam", "CreateOpenIDConnectProvider", &new).ok();
    let provider = made.element("OpenIDConnectProviderArn");
    let key = |name: &str| format!("oidc.cluster.example/id/A1B2:{name}");
    let trust = policy(json!([{
        "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {"Federated": provider},
        "Condition": {"StringEquals": {key("aud"): AUDIENCE, key("sub"): SUBJECT}},
    }]));
    let new = [
        ("RoleName", "orders"),
        ("AssumeRolePolicyDocument", trust.as_str()),
    ];
    let role = root.query("iam", "CreateRole", &new).ok().element("Arn");
    let may = policy(json!([{
        "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*",
        "Condition": {"StringEquals": {
            key("sub"): SUBJECT, "aws:FederatedProvider": provider,
        }},
    }]));
    let inline = [
        ("RoleName", "orders"),
        ("PolicyName", "call"),
        ("PolicyDocument", &may),
    ];
    root.query("iam", "PutRolePolicy", &inline).ok();
    role
}

/// A regional API that asks for a signature and answers by itself.
fn orders_api(root: &Account) -> String {
    let (api, parent) = rest_api(root, "orders", "REGIONAL");
    let items = resource(root, &api, &parent, "items");
    let mock =
        json!({"type": "MOCK", "requestTemplates": {"application/json": "{\"statusCode\": 200}"}});
    let signed = json!({"authorizationType": "AWS_IAM"});
    method(root, &api, &items, "GET", &signed, &mock);
    let path = format!("/restapis/{api}/resources/{items}/methods/GET");
    let response = root.rest("PUT", &format!("{path}/responses/200"), &json!({}));
    response.ok();
    let response = root.rest(
        "PUT",
        &format!("{path}/integration/responses/200"),
        &json!({}),
    );
    response.ok();
    deploy(root, &api, "prod");
    api
}

/// The environment of a pod.
fn pod(mut command: Command, gateway: &Gateway, role: &str, token: &PathBuf) -> Command {
    command
        .env("AWS_ENDPOINT_URL", format!("http://{}", gateway.control))
        .env("AWS_ROLE_ARN", role)
        .env("AWS_ROLE_SESSION_NAME", "pod-1")
        .env("AWS_WEB_IDENTITY_TOKEN_FILE", token);
    command
}

#[test]
fn a_pod_calls_an_api_with_nothing_but_its_token() {
    let scratch = Scratch::new();
    let issuer = Issuer::rsa("key-1");
    let published = Published::start(issuer.key_set());
    let gateway = Gateway::dev(&[&published.flag()]);
    let root = account(&gateway, A);
    let (role, api) = (trust(&root), orders_api(&root));
    let token = scratch.file("token", &issuer.token(&claims()));
    let workload = |token: &PathBuf| -> Option<Value> {
        let mut command = pod(python()?, &gateway, &role, token);
        let url = format!("http://{}/prod/items", gateway.address);
        command
            .arg(folder().join("workload.py"))
            .arg(url)
            .arg(host(&api));
        Some(last_line(&succeed(&mut command)))
    };
    let Some(said) = workload(&token) else { return };
    let session = format!("arn:aws:sts::{A}:assumed-role/orders/pod-1");
    assert_eq!(said["arn"], session.as_str());
    assert_eq!(answer(&said).status, 200, "{said}");

    // The issuer changes its key; the next pod has a token that names the new one.
    let next = Issuer::ecdsa("key-2");
    *published.keys.lock().unwrap() =
        json!({ "keys": [issuer.public_key(), next.public_key()] }).to_string();
    let token = scratch.file("next-token", &next.token(&claims()));
    assert_eq!(answer(&workload(&token).unwrap()).status, 200);

    let Some(cli) = aws_cli(gateway.control) else {
        return;
    };
    let mut cli = pod(cli, &gateway, &role, &token);
    let who: Value =
        serde_json::from_str(&succeed(cli.args(["sts", "get-caller-identity"]))).unwrap();
    assert_eq!(who["Arn"], session.as_str());
}

/// What STS says to a token, once it is sure.
fn assume(to: SocketAddr, role: &str, token: &str) -> Answer {
    let parameters = [
        ("RoleArn", role),
        ("RoleSessionName", "pod-1"),
        ("WebIdentityToken", token),
    ];
    let call: Call = query_call(to, "sts", "AssumeRoleWithWebIdentity", &parameters);
    loop {
        let answer = call.send(to);
        // Its own word for "ask again": SDKs do.
        if !answer.text().contains("<Code>IDPCommunicationError</Code>") {
            return answer;
        }
    }
}

#[test]
fn a_token_that_proves_nothing_makes_no_session() {
    let issuer = Issuer::rsa("key-1");
    let published = Published::start(issuer.key_set());
    let gateway = Gateway::dev(&[&published.flag()]);
    let role = trust(&account(&gateway, A));
    let with = |name: &str, value: Value| {
        let mut claims = claims();
        claims[name] = value;
        issuer.token(&claims)
    };
    let good = issuer.token(&claims());
    let (head, signature) = good.rsplit_once('.').unwrap();
    let header = head.split_once('.').unwrap().0;
    let admin = {
        let mut claims = claims();
        claims["sub"] = json!("system:serviceaccount:kube-system:admin");
        format!("{header}.{}.{signature}", part(&claims))
    };
    let unsigned = format!("{}.{}.", part(&json!({"alg": "none"})), part(&claims()));
    let public_key =
        aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, issuer.key_set().as_bytes());
    let text = format!(
        "{}.{}",
        part(&json!({"alg": "HS256", "kid": "key-1"})),
        part(&claims())
    );
    let tag = aws_lc_rs::hmac::sign(&public_key, text.as_bytes());
    let hashed = format!(
        "{text}.{}",
        data_encoding::BASE64URL_NOPAD.encode(tag.as_ref())
    );
    for (what, token, code) in [
        ("forged", admin, "InvalidIdentityToken"),
        (
            "another key of the same name",
            Issuer::rsa("key-1").token(&claims()),
            "InvalidIdentityToken",
        ),
        (
            "unknown key",
            Issuer::ecdsa("key-9").token(&claims()),
            "InvalidIdentityToken",
        ),
        ("none", unsigned, "InvalidIdentityToken"),
        ("HS256 with the public key", hashed, "InvalidIdentityToken"),
        (
            "expired",
            with("exp", json!(now() - 1)),
            "ExpiredTokenException",
        ),
        (
            "not yet",
            with("nbf", json!(now() + 600)),
            "InvalidIdentityToken",
        ),
        (
            "audience",
            with("aud", json!("vault")),
            "InvalidIdentityToken",
        ),
        (
            "issuer",
            with("iss", json!("https://oidc.other.example")),
            "InvalidIdentityToken",
        ),
        (
            "subject",
            with("sub", json!("system:serviceaccount:shop:other")),
            "AccessDenied",
        ),
        ("nonsense", "nonsense".to_owned(), "InvalidIdentityToken"),
    ] {
        let answer = assume(gateway.control, &role, &token);
        assert_eq!(answer.element("Code"), code, "{what}: {}", answer.text());
        assert!(answer.elements("SecretAccessKey").is_empty(), "{what}");
    }
    assert_eq!(assume(gateway.control, &role, &good).status, 200);
}

#[test]
fn an_issuer_without_a_network_has_its_keys_in_a_file() {
    let scratch = Scratch::new();
    let (issuer, stranger) = (Issuer::ecdsa("1"), Issuer::ecdsa("1"));
    let keys = scratch.file("keys.json", &issuer.key_set());
    let configuration = scratch.configuration("");
    let text = std::fs::read_to_string(&configuration).unwrap();
    let more = format!("[[web_identity.issuers]]\nissuer = {ISSUER:?}\njwks_file = {keys:?}\n");
    let configuration = scratch.file("portcullis.toml", &format!("{text}{more}"));
    let gateway = Gateway::serve(&configuration);
    gateway.complains(&format!("issuer    {ISSUER}  keys from"));
    let administrator = std::fs::read_to_string(
        scratch
            .path()
            .join(format!("data/first-administrator-{A}.ini")),
    )
    .unwrap();
    let value = |name: &str| {
        let mut lines = administrator.lines();
        let found = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
        found.unwrap().to_owned()
    };
    let keys = Keys::new(&value("aws_access_key_id"), &value("aws_secret_access_key"));
    let role = trust(&Account::new(gateway.control, keys));
    let answer = assume(gateway.control, &role, &issuer.token(&claims()));
    assert_eq!(answer.ok().element("Audience"), AUDIENCE);
    let answer = assume(gateway.control, &role, &stranger.token(&claims()));
    assert_eq!(answer.element("Code"), "InvalidIdentityToken");
}
