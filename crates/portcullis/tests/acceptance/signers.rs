//! Other people's signers: botocore, @smithy/signature-v4, curl and our own SigV4a, in headers
//! and in the query string.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    SignableBody, SignableRequest, SignatureLocation, SigningParams, SigningSettings, sign,
};
use aws_sigv4::sign::{v4, v4a};
use serde_json::{Value, json};

use crate::api::{account, deploy, host, policy, resource, rest_api, signed_method, user};
use crate::aws::{B, Call, Keys, REGION, escape};
use crate::backend::{Backend, ITEMS};
use crate::clients::{
    answer, curl, curled, folder, last_line, node, python, skipped, succeed, succeed_with,
};
use crate::gateway::{Gateway, Scratch};
use crate::wire::Answer;

/// A regional API with `/items` and `/{proxy+}`, and a user that may call it.
struct Service {
    gateway: Gateway,
    backend: Backend,
    host: String,
    keys: Keys,
}

impl Service {
    fn start() -> Self {
        let backend = Backend::start();
        let gateway = Gateway::dev(&[]);
        let owner = account(&gateway, B);
        let (api, root) = rest_api(&owner, "signers", "REGIONAL");
        for part in ["items", "{proxy+}"] {
            let resource = resource(&owner, &api, &root, part);
            signed_method(&owner, &api, &resource, "ANY", backend.address);
        }
        deploy(&owner, &api, "prod");
        let invoke =
            policy(json!([{ "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*" }]));
        let keys = user(&owner, "caller", Some(&invoke));
        Self {
            host: host(&api),
            gateway,
            backend,
            keys,
        }
    }

    /// Targets that signers and servers read differently when one of them is wrong.
    fn cases(&self) -> Vec<Value> {
        let case = |target: &str, more: Value| {
            let mut case = json!({
                "to": self.gateway.address.to_string(),
                "host": self.host,
                "target": target,
                "credentials": [self.keys.id, self.keys.secret],
            });
            case.as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            case
        };
        vec![
            case("/prod/items", json!({})),
            case(
                "/prod/items",
                json!({ "method": "POST", "body": "{\"order\":1}", "headers": { "content-type": "application/json" } }),
            ),
            case(
                "/prod/items?b=2&a=1&a=0&empty=&plus=a%2Bb&space=a%20b",
                json!({}),
            ),
            case("/prod/a%20b/%C3%A9/c%2Fd/~x", json!({})),
            case("/prod/items", json!({ "presigned": 300 })),
            case("/prod/items?page=2", json!({ "presigned": 60 })),
        ]
    }
}

#[test]
fn botocore_signs_in_headers_and_in_the_query_string() {
    let service = Service::start();
    let Some(mut python) = python() else { return };
    let cases = Value::from(service.cases());
    let printed = succeed_with(python.arg(folder().join("sign.py")), &cases.to_string());
    all_pass(&printed, service.cases().len());
    assert_eq!(service.backend.received().len(), service.cases().len());
}

#[test]
fn smithy_signs_in_headers_and_in_the_query_string() {
    let (service, scratch) = (Service::start(), Scratch::new());
    let Some(mut node) = node(&scratch) else {
        return;
    };
    let cases: Vec<Value> = service
        .cases()
        .into_iter()
        .filter(|case| !case["target"].as_str().unwrap().contains('%'))
        .map(|mut case| {
            let target = case["target"].as_str().unwrap().to_owned();
            let (path, query) = target.split_once('?').unwrap_or((&target, ""));
            case["path"] = json!(path);
            case["query"] = query
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .map(|(name, value)| (name.to_owned(), json!(value)))
                .collect::<serde_json::Map<_, _>>()
                .into();
            case
        })
        .collect();
    let printed = succeed_with(
        node.arg("sign.cjs"),
        &Value::from(cases.clone()).to_string(),
    );
    all_pass(&printed, cases.len());
}

#[test]
fn curl_signs_and_speaks_http_2_without_being_asked() {
    let service = Service::start();
    let to = service.gateway.address;
    let connect = format!("{}:80:{}:{}", service.host, to.ip(), to.port());
    let user = format!("{}:{}", service.keys.id, service.keys.secret);
    let get = |http: &str, target: &str| {
        let mut curl = curl();
        curl.args(["--include", http, "--connect-to", &connect])
            .args([
                "--aws-sigv4",
                "aws:amz:us-east-1:execute-api",
                "--user",
                &user,
            ])
            .arg(format!("http://{}{target}", service.host));
        curled(&succeed(&mut curl))
    };
    let mut targets = vec!["/prod/items"];
    if curl_canonicalises() {
        targets.extend(["/prod/items?b=2&a=1", "/prod/a%20b/c?empty="]);
    } else {
        skipped("curl canonicalises query strings and escapes as AWS does since 8.14");
    }
    for target in targets {
        for http in ["--http1.1", "--http2-prior-knowledge"] {
            let answer = get(http, target);
            let got = (answer.status, answer.text());
            assert_eq!(got, (200, ITEMS.to_owned()), "{http} {target}");
        }
    }
}

#[test]
fn sigv4a_is_taken_in_both_forms_and_for_every_region_that_it_names() {
    let service = Service::start();
    let call = |region: &str| {
        let mut call = Call::api("GET", &service.host, "/prod/items");
        call.algorithm = portcullis_sigv4::Algorithm::EcdsaP256Sha256;
        call.region = region.to_owned();
        call
    };
    for region in ["us-east-1", "*", "eu-west-1,us-east-1"] {
        for call in [
            call(region).signed(&service.keys),
            call(region).presigned(&service.keys, 300),
        ] {
            let answer = call.send(service.gateway.address);
            assert_eq!(
                (answer.status, answer.text().as_str()),
                (200, ITEMS),
                "{region}"
            );
        }
    }
    let elsewhere = call("eu-west-1")
        .signed(&service.keys)
        .send(service.gateway.address);
    assert_eq!(elsewhere.status, 403);
    let mut other = service.keys.clone();
    other.secret.push('x');
    assert_eq!(
        call("*")
            .signed(&other)
            .send(service.gateway.address)
            .status,
        403
    );
}

#[test]
fn awss_signer_for_rust_is_taken_in_both_algorithms_and_both_places() {
    let service = Service::start();
    for (asymmetric, presigned) in [(false, false), (false, true), (true, false), (true, true)] {
        let target = "/prod/a%20b/items?b=2&a=1&a=0&space=a%20b";
        let call = by_awss_signer(&service, target, asymmetric, presigned);
        let answer = call.send(service.gateway.address);
        let how = format!(
            "asymmetric {asymmetric}, presigned {presigned}: {}",
            answer.text()
        );
        assert_eq!(
            (answer.status, answer.text().as_str()),
            (200, ITEMS),
            "{how}"
        );
        let mut tampered = call;
        tampered.target = tampered.target.replace("a=1", "a=2");
        refused(
            &tampered.send(service.gateway.address),
            "InvalidSignatureException",
        );
    }
}

#[test]
fn a_presigned_link_ends_and_covers_nothing_but_itself() {
    let service = Service::start();
    let link = Call::api("GET", &service.host, "/prod/items").presigned(&service.keys, 300);
    let send = |call: &Call| call.send(service.gateway.address);
    assert_eq!(send(&link).status, 200);
    for (from, to) in [
        ("/prod/items", "/prod/other"),
        ("X-Amz-Expires=300", "X-Amz-Expires=299"),
        ("X-Amz-Signature=", "x=1&X-Amz-Signature="),
    ] {
        let mut changed = link.clone();
        changed.target = changed.target.replace(from, to);
        assert_ne!(changed.target, link.target);
        refused(&send(&changed), "InvalidSignatureException");
    }
    let mut posted = link.clone();
    posted.method = "POST".to_owned();
    refused(&send(&posted), "InvalidSignatureException");
    let mut old = Call::api("GET", &service.host, "/prod/items");
    old.age = 120;
    refused(
        &send(&old.presigned(&service.keys, 60)),
        "InvalidSignatureException",
    );
}

fn by_awss_signer(service: &Service, target: &str, asymmetric: bool, presigned: bool) -> Call {
    let keys = &service.keys;
    let identity = Credentials::new(&keys.id, &keys.secret, None, None, "tests").into();
    let mut settings = SigningSettings::default();
    if presigned {
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(Duration::from_secs(300));
    }
    let time = SystemTime::now();
    let parameters: SigningParams<'_> = if asymmetric {
        let builder = v4a::SigningParams::builder()
            .identity(&identity)
            .region_set("*");
        let builder = builder.name("execute-api").time(time).settings(settings);
        builder.build().unwrap().into()
    } else {
        let builder = v4::SigningParams::builder()
            .identity(&identity)
            .region(REGION);
        let builder = builder.name("execute-api").time(time).settings(settings);
        builder.build().unwrap().into()
    };
    let uri = format!("https://{}{target}", service.host);
    let headers = [("host", service.host.as_str())].into_iter();
    let request = SignableRequest::new("GET", uri, headers, SignableBody::Bytes(b"")).unwrap();
    let (instructions, _) = sign(request, &parameters).unwrap().into_parts();
    let mut call = Call::api("GET", &service.host, target);
    for (name, value) in instructions.headers() {
        call = call.with(name, value);
    }
    for (name, value) in instructions.params() {
        call.target.push_str(&format!("&{name}={}", escape(value)));
    }
    call
}

#[track_caller]
fn refused(answer: &Answer, error_type: &str) {
    assert_eq!(
        (answer.status, answer.header("x-amzn-errortype")),
        (403, Some(error_type)),
        "{}",
        answer.text()
    );
}

#[track_caller]
fn all_pass(printed: &str, count: usize) {
    let printed = last_line(printed);
    let answers = printed.as_array().unwrap();
    assert_eq!(answers.len(), count);
    for printed in answers {
        let answer = answer(printed);
        assert_eq!(
            (answer.status, answer.text().as_str()),
            (200, ITEMS),
            "{printed}"
        );
    }
}

fn curl_canonicalises() -> bool {
    let version = succeed(curl().arg("--version"));
    let mut numbers = version
        .split([' ', '.'])
        .filter_map(|part| part.parse::<u32>().ok());
    (numbers.next(), numbers.next()) >= (Some(8), Some(14))
}
