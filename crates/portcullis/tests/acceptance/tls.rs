//! HTTPS with real clients: who trusts the local authority is served under the names that the
//! gateway answers to, who does not trust it refuses, and what the operator brings is used.

use std::path::Path;

use rcgen::{CertificateParams, KeyPair};
use serde_json::json;

use crate::api::{
    account, deploy, host, http_proxy, method, policy, resource, rest_api, set_policy,
    signed_method,
};
use crate::aws::{A, Account, B, Call, Keys, REGION};
use crate::backend::{Backend, ITEMS};
use crate::clients::{aws_cli, curl, curled, fail, last_line, node, python, succeed};
use crate::gateway::{Gateway, Scratch};

const WHO: &str =
    "import boto3, json; print(json.dumps(boto3.client('sts').get_caller_identity()['Arn']))";

#[test]
fn aws_clients_trust_dev_by_its_authority_and_by_nothing_less() {
    let (gateway, scratch) = (Gateway::dev(&[]), Scratch::new());
    let (authority, root) = (gateway.authority(), Keys::root(A));
    let endpoint = format!("https://localhost:{}", gateway.control.port());
    let arn = "arn:aws:iam::111111111111:root";

    if let Some(mut python) = python() {
        python.args(["-c", WHO]).envs(root.environment());
        python.env("AWS_ENDPOINT_URL", &endpoint);
        assert!(fail(&mut python).contains("CERTIFICATE_VERIFY_FAILED"));
        python.env("AWS_CA_BUNDLE", &authority);
        assert_eq!(last_line(&succeed(&mut python)), arn);
        // By its address too.
        python.env("AWS_ENDPOINT_URL", format!("https://{}", gateway.control));
        assert_eq!(last_line(&succeed(&mut python)), arn);
    }
    if let Some(mut aws) = aws_cli(gateway.control) {
        aws.args([
            "sts",
            "get-caller-identity",
            "--query",
            "Arn",
            "--output",
            "json",
        ]);
        aws.envs(root.environment())
            .env("AWS_ENDPOINT_URL", &endpoint);
        assert!(fail(&mut aws).contains("SSL"));
        aws.env("AWS_CA_BUNDLE", &authority);
        assert_eq!(last_line(&succeed(&mut aws)), arn);
    }
    if let Some(mut node) = node(&scratch) {
        let script = "fetch(process.argv[1]).then(async (it) => console.log(JSON.stringify((await it.json()).status)))";
        node.args(["-e", script, &format!("{endpoint}/_portcullis/health")]);
        fail(&mut node);
        node.env("NODE_EXTRA_CA_CERTS", &authority);
        assert_eq!(last_line(&succeed(&mut node)), "ok");
    }
    let health = format!("{endpoint}/_portcullis/health");
    assert!(fail(curl().arg(&health)).contains("certificate"));
    let trusting = |arguments: &[&str]| {
        let mut curl = curl();
        curl.arg("--cacert").arg(&authority).args(arguments);
        succeed(&mut curl)
    };
    for version in [["--tls-max", "1.2"], ["--tlsv1.3", "--http1.1"]] {
        let printed = trusting(&[version[0], version[1], &health]);
        assert!(printed.contains("\"ok\""), "{printed}");
    }
    let mut old = curl();
    old.args(["--tls-max", "1.1", &health])
        .arg("--cacert")
        .arg(&authority);
    fail(&mut old);
}

#[test]
fn an_api_is_called_by_its_https_url() {
    let (gateway, backend) = (Gateway::dev(&[]), Backend::start());
    let owner = account(&gateway, B);
    let (api, root) = rest_api(&owner, "orders", "REGIONAL");
    let items = resource(&owner, &api, &root, "items");
    signed_method(&owner, &api, &items, "GET", backend.address);
    // What comes in the clear is refused, as on AWS, where nobody serves it.
    let secure = policy(json!([
        { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*" },
        { "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*",
          "Condition": { "Bool": { "aws:SecureTransport": "false" } } }
    ]));
    set_policy(&owner, &api, &secure);
    deploy(&owner, &api, "prod");
    let keys = crate::api::user(&owner, "caller", None);
    let call = |scheme: &str, version: &str| {
        let mut curl = curl();
        curl.arg("--cacert").arg(gateway.authority());
        curl.args([
            "--include",
            version,
            "--connect-to",
            &format!("::{}", gateway.address),
        ]);
        curl.args(["--aws-sigv4", &format!("aws:amz:{REGION}:execute-api")]);
        curl.args(["--user", &format!("{}:{}", keys.id, keys.secret)]);
        curl.arg(format!("{scheme}://{}/prod/items", host(&api)));
        curled(&succeed(&mut curl))
    };
    for version in ["--http1.1", "--http2"] {
        let answer = call("https", version);
        assert_eq!(
            (answer.status, answer.text().as_str()),
            (200, ITEMS),
            "{version}"
        );
    }
    assert_eq!(call("http", "--http1.1").status, 403);
    assert_eq!(backend.received().len(), 2);
}

#[test]
fn serve_keeps_its_authority_and_reads_changed_certificates_again() {
    let scratch = Scratch::new();
    let (chain, key) = (
        scratch.path().join("chain.pem"),
        scratch.path().join("key.pem"),
    );
    let issue = |name: &str| {
        let own = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        std::fs::write(&chain, params.self_signed(&own).unwrap().pem()).unwrap();
        std::fs::write(&key, own.serialize_pem()).unwrap();
    };
    issue("a.example.com");
    let section = format!(
        "[tls]\nnames = [\"gateway.internal\"]\n[[tls.certificates]]\nchain = {chain:?}\nkey = {key:?}\n"
    );
    let configuration = scratch.configuration("");
    let text = std::fs::read_to_string(&configuration).unwrap();
    std::fs::write(&configuration, format!("{text}{section}")).unwrap();
    let first = Gateway::serve(&configuration);
    let authority = std::fs::read(first.authority()).unwrap();
    let reaches = |gateway: &Gateway, trusted: &Path, name: &str| {
        let port = gateway.control.port();
        let mut curl = curl();
        curl.arg("--cacert").arg(trusted);
        curl.args(["--connect-to", &format!("::{}", gateway.control)]);
        curl.arg(format!("https://{name}:{port}/_portcullis/health"));
        curl.output().unwrap().status.success()
    };
    assert!(reaches(&first, &chain, "a.example.com"));
    assert!(reaches(&first, &first.authority(), "gateway.internal"));
    assert!(!reaches(&first, &first.authority(), "other.internal"));

    std::fs::write(&key, "spoilt").unwrap();
    first.complains("cannot be read; those before stay");
    assert!(reaches(&first, &chain, "a.example.com"));
    issue("b.example.com");
    first.complains("have changed and are read again");
    assert!(reaches(&first, &chain, "b.example.com"));
    assert!(!reaches(&first, &chain, "a.example.com"));
    first.kill();

    let second = Gateway::serve(&configuration);
    assert_eq!(std::fs::read(second.authority()).unwrap(), authority);
    let sealed = std::fs::read(scratch.path().join("data").join("ca.key.sealed")).unwrap();
    assert!(!sealed.windows(7).any(|part| part == b"PRIVATE"));
}

#[test]
fn an_address_that_others_reach_speaks_https_alone_unless_it_is_told_otherwise() {
    for (more, plain) in [("", false), ("plaintext = true\n", true)] {
        let scratch = Scratch::new();
        let configuration = scratch.configuration("");
        let text = std::fs::read_to_string(&configuration).unwrap();
        let open = format!("[control]\n{more}listen = [\"0.0.0.0:0\"]");
        let text = text.replace("[control]\nlisten = [\"127.0.0.1:0\"]", &open);
        std::fs::write(&configuration, text).unwrap();
        let gateway = Gateway::serve(&configuration);
        let at = |scheme: &str| {
            format!(
                "{scheme}://localhost:{}/_portcullis/health",
                gateway.control.port()
            )
        };
        let answer = curled(&succeed(curl().args(["--include", &at("http")])));
        assert_eq!(answer.status, if plain { 200 } else { 400 });
        let mut secure = curl();
        secure
            .arg("--cacert")
            .arg(gateway.authority())
            .arg(at("https"));
        assert!(succeed(&mut secure).contains("\"ok\""));
    }
}

#[test]
fn what_only_begins_like_tls_is_no_request() {
    let mut gateway = Gateway::dev(&[]);
    let mut connection = crate::wire::Connection::open(gateway.address, None).unwrap();
    let _ = connection.send(&b"\x16\x03\x01\x02\0\x01\0\x01\x7f\x03\x03".repeat(60));
    connection.finish();
    let rest = connection.rest().unwrap();
    assert!(
        !rest.starts_with(b"HTTP"),
        "{}",
        String::from_utf8_lossy(&rest)
    );
    Account::new(gateway.control, Keys::root(A))
        .query("sts", "GetCallerIdentity", &[])
        .ok();
    gateway.assert_well();
}

#[test]
fn one_gateway_is_the_https_back_end_of_another_that_trusts_its_authority() {
    let (inner, backend) = (Gateway::dev(&[]), Backend::start());
    let owner = account(&inner, B);
    let (inner_api, root) = rest_api(&owner, "inner", "REGIONAL");
    let items = resource(&owner, &inner_api, &root, "items");
    let to_backend = http_proxy("GET", &format!("http://{}/items", backend.address));
    method(
        &owner,
        &inner_api,
        &items,
        "GET",
        &json!({ "authorizationType": "NONE" }),
        &to_backend,
    );
    deploy(&owner, &inner_api, "prod");

    let authority = inner.authority();
    let trusting = ["--back-end-ca", authority.to_str().unwrap()];
    for (options, lax, expected) in [
        (&trusting[..], false, 200),
        (&[][..], false, 500),
        // Its certificate comes without the root that it was issued by.
        (&[][..], true, 500),
    ] {
        let outer = Gateway::dev(options);
        let owner = account(&outer, B);
        let (api, root) = rest_api(&owner, "outer", "REGIONAL");
        let items = resource(&owner, &api, &root, "items");
        let mut integration = http_proxy(
            "GET",
            &format!("https://localhost:{}/prod/items", inner.address.port()),
        );
        integration["requestParameters"] =
            json!({ "integration.request.header.Host": format!("'{}'", host(&inner_api)) });
        integration["tlsConfig"] = json!({ "insecureSkipVerification": lax });
        method(
            &owner,
            &api,
            &items,
            "GET",
            &json!({ "authorizationType": "NONE" }),
            &integration,
        );
        deploy(&owner, &api, "prod");
        let answer = Call::api("GET", &host(&api), "/prod/items").send(outer.address);
        assert_eq!(answer.status, expected, "{}", answer.text());
        if expected == 200 {
            assert_eq!(answer.text(), ITEMS);
        }
    }
    assert_eq!(backend.received().len(), 1);
}

#[test]
fn a_custom_domain_name_takes_the_clients_that_its_truststore_vouches_for() {
    let scratch = Scratch::new();
    let mut params = CertificateParams::default();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    params
        .distinguished_name
        .push(rcgen::DnType::CommonName, "clients");
    let ca = rcgen::CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let truststore = scratch.file("clients.pem", &ca.pem());
    let own = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params
        .distinguished_name
        .push(rcgen::DnType::CommonName, "caller");
    let certificate = scratch.file("caller.pem", &params.signed_by(&own, &ca).unwrap().pem());
    let key = scratch.file("caller.key", &own.serialize_pem());

    let option = format!("s3://bucket/clients.pem={}", truststore.display());
    let (gateway, backend) = (Gateway::dev(&["--truststore", &option]), Backend::start());
    let owner = account(&gateway, B);
    let (api, root) = rest_api(&owner, "orders", "REGIONAL");
    let items = resource(&owner, &api, &root, "items");
    let mut integration = http_proxy("GET", &format!("http://{}/items", backend.address));
    integration["requestParameters"] = json!({
        "integration.request.header.x-caller": "context.identity.clientCert.subjectDN"
    });
    method(
        &owner,
        &api,
        &items,
        "GET",
        &json!({ "authorizationType": "NONE" }),
        &integration,
    );
    deploy(&owner, &api, "prod");
    for (name, uri) in [
        ("api.example.com", "s3://bucket/clients.pem"),
        ("lost.example.com", "s3://bucket/others.pem"),
    ] {
        let domain = json!({
            "domainName": name,
            "regionalCertificateArn": format!("arn:aws:acm:{REGION}:{B}:certificate/1"),
            "endpointConfiguration": { "types": ["REGIONAL"] },
            "securityPolicy": "TLS_1_2",
            "mutualTlsAuthentication": { "truststoreUri": uri },
        });
        owner.rest("POST", "/domainnames", &domain).ok();
        let mapping = json!({ "restApiId": api, "stage": "prod" });
        let path = format!("/domainnames/{name}/basepathmappings");
        owner.rest("POST", &path, &mapping).ok();
    }
    let call = |name: &str, with: &[&Path]| {
        let mut curl = curl();
        curl.arg("--include")
            .arg("--cacert")
            .arg(gateway.authority());
        curl.args([
            "--http1.1",
            "--connect-to",
            &format!("::{}", gateway.address),
        ]);
        if let [certificate, key] = with {
            curl.arg("--cert").arg(certificate).arg("--key").arg(key);
        }
        curl.arg(format!("https://{name}/items"));
        let output = curl.output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        output.status.success().then(|| curled(&printed).status)
    };
    let proven = [certificate.as_path(), key.as_path()];
    assert_eq!(call("api.example.com", &proven), Some(200));
    let caller = backend.received()[0].header("x-caller").map(str::to_owned);
    assert!(caller.is_some_and(|caller| caller.contains("CN=caller")));
    assert_eq!(call("api.example.com", &[]), None);
    assert_eq!(call("lost.example.com", &proven), None);
    gateway.complains("a name with mutual TLS is not served");
    let elsewhere = Call::api("GET", "api.example.com", "/items").send(gateway.address);
    assert_eq!(elsewhere.status, 403);
    assert_eq!(backend.received().len(), 1);
}
