//! `portcullis access`: who may call what, held against what the gateway then answers, and what changed of it.

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};

use crate::api::{
    Network, account, deploy, host, http_proxy, method, policy, resource, rest_api, set_policy,
    signed_method, user,
};
use crate::aws::{A, Account, B, Call, Keys};
use crate::backend::Backend;
use crate::gateway::{Gateway, Scratch, portcullis};
use crate::wire::exchange;

pub(crate) const CALLER: &str = "arn:aws:iam::111111111111:user/caller";
pub(crate) const OTHER: &str = "arn:aws:iam::111111111111:user/other";
pub(crate) const LOCAL: &str = "arn:aws:iam::222222222222:user/local";
pub(crate) const OWNER: &str = "arn:aws:iam::222222222222:root";

pub(crate) struct Built {
    pub(crate) orders: String,
    pub(crate) inner: String,
    pub(crate) endpoint: String,
    pub(crate) callers: Callers,
}

/// Who calls, and the keys of those who sign.
pub(crate) type Callers = Vec<(&'static str, Option<Keys>)>;

#[test]
fn the_matrix_says_what_the_gateway_answers() {
    let (backend, scratch) = (Backend::start(), Scratch::new());
    let gateway = Gateway::dev(&[]);
    let built = build(&gateway, &backend);
    let document = state(&gateway, &scratch, "before.json");
    let matrix = json(&access(&["--state", text(&document), "--format", "json"]));

    let always = |network: &str, who: &str, method: &str| {
        cell(&matrix, network, who, method).is_some_and(|it| it == "always")
    };
    let [items, pets, seven, open] = [
        "GET /items",
        "GET /pets/{id}",
        "GET /pets/{id} as /pets/7",
        "GET /open",
    ];
    assert!(always("public", CALLER, items));
    // A policy names one pet; the others are refused.
    assert!(always("public", CALLER, seven) && !always("public", CALLER, pets));
    // Within the account the caller's own policies are enough, and a root user needs none.
    assert!(always("public", LOCAL, items) && !always("public", LOCAL, pets));
    assert!(always("public", OWNER, items) && always("public", OWNER, pets));
    for who in [OTHER, "arn:aws:iam::111111111111:root", "anonymous"] {
        assert_eq!(cell(&matrix, "public", who, items), None, "{who}");
    }
    // Which address a request comes from is known when it comes.
    for who in [CALLER, OTHER, LOCAL, OWNER, "anonymous"] {
        let expected = json!({ "conditional": ["aws:SourceIp"] });
        assert_eq!(cell(&matrix, "public", who, open), Some(expected), "{who}");
    }
    // The private API is there over its endpoint alone.
    assert!(always(&built.endpoint, CALLER, "GET /inner"));
    assert_eq!(cell(&matrix, "public", CALLER, "GET /inner"), None);
    assert_eq!(cell(&matrix, &built.endpoint, CALLER, items), None);
    let endpoints = matrix["endpoints"].as_array().unwrap();
    let here = endpoints
        .iter()
        .find(|it| it["id"] == built.endpoint.as_str());
    assert_eq!(here.unwrap()["reachedFrom"].as_array().unwrap().len(), 1);

    for (target, method) in [
        ("/prod/items", items),
        ("/prod/pets/1", pets),
        ("/prod/pets/7", seven),
    ] {
        for (who, keys) in &built.callers {
            let call = Call::api("GET", &host(&built.orders), target);
            let call = match keys {
                Some(keys) => call.signed(keys),
                None => call,
            };
            let admitted = call.send(gateway.address).status != 403;
            // An example that is answered as its template is not listed.
            let listed =
                always("public", who, method) || (method == seven && always("public", who, pets));
            assert_eq!(admitted, listed, "{who} {target}");
        }
    }
    let spoken = String::from_utf8(access(&["--state", text(&document)]).stdout).unwrap();
    assert!(spoken.contains("not over all requests"), "{spoken}");
    for (_, keys) in &built.callers {
        assert!(
            keys.as_ref()
                .is_none_or(|keys| !spoken.contains(&keys.secret))
        );
    }
}

#[test]
fn a_pull_request_is_told_what_access_changes() {
    let (backend, scratch) = (Backend::start(), Scratch::new());
    let gateway = Gateway::dev(&[]);
    let built = build(&gateway, &backend);
    let before = state(&gateway, &scratch, "before.json");
    let owner = account(&gateway, B);
    let changed = policy(json!([
        allow(CALLER, "execute-api:/prod/GET/items"),
        allow(OTHER, "execute-api:/prod/GET/items"),
        { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke",
          "Resource": "execute-api:/prod/GET/open" },
    ]));
    set_policy(&owner, &built.orders, &changed);
    // What is saved and not deployed changes nothing.
    let saved = state(&gateway, &scratch, "saved.json");
    let same = access(&["--diff", text(&before), text(&saved), "--exit-code"]);
    assert!(same.status.success());
    assert!(String::from_utf8_lossy(&same.stdout).contains("No access changes."));

    deploy(&owner, &built.orders, "prod");
    let after = state(&gateway, &scratch, "after.json");
    let difference = access(&["--diff", text(&before), text(&after), "--exit-code"]);
    assert_eq!(difference.status.code(), Some(1));
    let markdown = String::from_utf8(difference.stdout).unwrap();
    let api = &built.orders;
    for line in [
        "### Added (1)".to_owned(),
        format!("| `{OTHER}` | `GET /items` | `{api}` orders, `prod` | public | always |"),
        "### Removed (1)".to_owned(),
        format!(
            "| `{CALLER}` | `GET /pets/{{id}} as /pets/7` | `{api}` orders, `prod` | public | always |"
        ),
        "### Allowed in more cases (6)".to_owned(),
        "depends on aws:SourceIp → always".to_owned(),
    ] {
        assert!(markdown.contains(&line), "{line}\n{markdown}");
    }
    // The same from matrices that were kept, and from the data directory's own state.
    let kept = ["before.json", "after.json"].map(|name| {
        let document = scratch.path().join(name);
        let matrix = access(&["--state", text(&document), "--format", "json"]).stdout;
        scratch.file(
            &format!("matrix-{name}"),
            &String::from_utf8(matrix).unwrap(),
        )
    });
    let again = access(&["--diff", text(&kept[0]), text(&kept[1])]);
    assert_eq!(String::from_utf8(again.stdout).unwrap(), markdown);
    let none = access(&["--diff", text(&after), text(&after)]);
    assert!(String::from_utf8_lossy(&none.stdout).contains("No access changes."));
}

#[test]
fn a_data_directory_is_read_and_bounds_are_kept() {
    let (backend, scratch) = (Backend::start(), Scratch::new());
    let data = scratch.path().join("data");
    let gateway = Gateway::dev(&["--data", text(&data)]);
    build(&gateway, &backend);
    let served = access(&["--state", text(&data)]);
    assert_eq!(
        served.status.code(),
        Some(2),
        "a store in use is left alone"
    );
    gateway.ask_to_stop();
    gateway.wait();
    let matrix = json(&access(&["--state", text(&data), "--format", "json"]));
    assert!(cell(&matrix, "public", CALLER, "GET /items").is_some());
    let few = access(&["--state", text(&data), "--max-cells", "3"]);
    assert_eq!(few.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&few.stderr).contains("--max-cells"));
    let filter = [
        "--state",
        text(&data),
        "--format",
        "json",
        "--principal",
        ":user/caller",
    ];
    assert_eq!(json(&access(&filter))["principals"], json!([CALLER]));
    let nowhere = access(&["--state", "/nowhere/at/all"]);
    assert_eq!(nowhere.status.code(), Some(2));
}

fn access(arguments: &[&str]) -> Output {
    portcullis().arg("access").args(arguments).output().unwrap()
}

fn json(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

/// What the matrix says of one call.
fn cell(matrix: &Value, network: &str, who: &str, method: &str) -> Option<Value> {
    let holds = |list: &Value, wanted: &str| {
        let mut list = list.as_array().unwrap().iter();
        list.any(|it| it.as_str() == Some(wanted))
    };
    let mut rows = matrix["rows"].as_array().unwrap().iter();
    let row = rows.find(|row| {
        row["network"] == network
            && holds(&row["principals"], who)
            && holds(&row["methods"], method)
    });
    row.map(|row| row["access"].clone())
}

/// The state of a development double, in a file.
pub(crate) fn state(gateway: &Gateway, scratch: &Scratch, name: &str) -> PathBuf {
    let request =
        b"GET /_portcullis/state HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answer = exchange(gateway.address, None, request).expect("an answer");
    assert_eq!(answer.status, 200);
    scratch.file(name, &answer.text())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub(crate) fn allow(principal: &str, resource: &str) -> Value {
    json!({ "Effect": "Allow", "Principal": { "AWS": principal },
            "Action": "execute-api:Invoke", "Resource": resource })
}

pub(crate) fn build(gateway: &Gateway, backend: &Backend) -> Built {
    let (owner, caller) = (account(gateway, B), account(gateway, A));
    let callers = callers(&caller, &owner);
    let orders = orders(&owner, backend);
    let network = Network::new(&caller);
    let (endpoint, _) = network.endpoint(&caller, gateway.address.port(), None);
    let (inner, root) = rest_api(&owner, "inner", "PRIVATE");
    let part = resource(&owner, &inner, &root, "inner");
    signed_method(&owner, &inner, &part, "GET", backend.address);
    set_policy(
        &owner,
        &inner,
        &policy(json!([
            allow(CALLER, "execute-api:/*"),
            { "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
              "Condition": { "StringNotEquals": { "aws:SourceVpce": endpoint } } },
        ])),
    );
    deploy(&owner, &inner, "prod");
    Built {
        orders,
        inner,
        endpoint,
        callers,
    }
}

pub(crate) fn orders(owner: &Account, backend: &Backend) -> String {
    let (api, root) = rest_api(owner, "orders", "REGIONAL");
    let items = resource(owner, &api, &root, "items");
    signed_method(owner, &api, &items, "GET", backend.address);
    let pets = resource(owner, &api, &root, "pets");
    let pet = resource(owner, &api, &pets, "{id}");
    signed_method(owner, &api, &pet, "GET", backend.address);
    let open = resource(owner, &api, &root, "open");
    let integration = http_proxy("GET", &format!("http://{}/items", backend.address));
    let unsigned = json!({ "authorizationType": "NONE" });
    method(owner, &api, &open, "GET", &unsigned, &integration);
    set_policy(
        owner,
        &api,
        &policy(json!([
            allow(CALLER, "execute-api:/prod/GET/items"),
            allow(CALLER, "execute-api:/prod/GET/pets/7"),
            { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke",
              "Resource": "execute-api:/prod/GET/open",
              "Condition": { "IpAddress": { "aws:SourceIp": "127.0.0.0/8" } } },
        ])),
    );
    deploy(owner, &api, "prod");
    api
}

/// Two users of the caller's account, one of the owner's, the owner, and nobody.
pub(crate) fn callers(caller: &Account, owner: &Account) -> Callers {
    let all = policy(json!([
        { "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*" }
    ]));
    let items = policy(json!([
        { "Effect": "Allow", "Action": "execute-api:Invoke",
          "Resource": "arn:aws:execute-api:us-east-1:222222222222:*/prod/GET/items" }
    ]));
    vec![
        (CALLER, Some(user(caller, "caller", Some(&all)))),
        (OTHER, Some(user(caller, "other", Some(&all)))),
        (LOCAL, Some(user(owner, "local", Some(&items)))),
        (OWNER, Some(owner.keys.clone())),
        ("anonymous", None),
    ]
}
