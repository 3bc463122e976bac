//! What people who come from other development doubles have in their fingers and in their CI: paths
//! that name API and stage, pinned ids, a reset, and a state that is saved and put back.

use std::process::Command;

use serde_json::{Value, json};

use crate::api::{account, deploy, host, method, resource, rest_api, user};
use crate::aws::{A, Account, B, Call, Keys};
use crate::clients::{curl, curled, folder, last_line, python, succeed};
use crate::gateway::{Gateway, Scratch, portcullis};
use crate::wire::Answer;

/// A path of the operator's, asked with curl.
fn ask(gateway: &Gateway, verb: &str, path: &str, more: &[&str]) -> Answer {
    let url = format!("http://{}/_portcullis/{path}", gateway.address);
    let mut command = curl();
    command
        .args(["--include", "--request", verb, &url])
        .args(more);
    curled(&succeed(&mut command))
}

fn apis(account: &Account) -> Vec<String> {
    let listed = account.rest("GET", "/restapis", &Value::Null).ok().json();
    let items = listed["item"].as_array().cloned().unwrap_or_default();
    let ids = items
        .iter()
        .map(|api| api["id"].as_str().unwrap().to_owned());
    ids.collect()
}

/// An API behind a MOCK that a signature opens; its id.
fn mocked(account: &Account, authorization: &str) -> String {
    let (api, root) = rest_api(account, "orders", "REGIONAL");
    let orders = resource(account, &api, &root, "orders");
    let mock = json!({ "type": "MOCK", "requestTemplates": { "application/json": "{\"statusCode\": 200}" } });
    let asked = json!({ "authorizationType": authorization });
    method(account, &api, &orders, "GET", &asked, &mock);
    let responses = format!("/restapis/{api}/resources/{orders}/methods/GET");
    for path in ["/responses/200", "/integration/responses/200"] {
        account
            .rest("PUT", &format!("{responses}{path}"), &json!({}))
            .ok();
    }
    deploy(account, &api, "dev");
    api
}

/// Such as `{"path": "/dev/orders"}`.
fn call(gateway: &Gateway, api: &str, keys: Option<&Keys>) -> u16 {
    let call = Call::api("GET", &host(api), "/dev/orders");
    let call = match keys {
        Some(keys) => call.signed(keys),
        None => call,
    };
    call.send(gateway.address).status
}

#[test]
fn an_application_needs_the_endpoint_alone() {
    let gateway = Gateway::dev(&[]);
    let run = |id: &str| -> Option<Command> {
        let mut python = python()?;
        python
            .arg(folder().join("development.py"))
            .arg(id)
            .env("AWS_ENDPOINT_URL", format!("http://{}", gateway.control))
            .envs(Keys::root(A).environment());
        Some(python)
    };
    let Some(mut command) = run("orders-api") else {
        return;
    };
    let printed = last_line(&succeed(&mut command));
    assert_eq!(printed["whoami"], A);
    let answered = json!({ "path": "/dev/orders", "stage": "dev" });
    for answers in printed["answers"].as_array().unwrap() {
        assert_eq!(answers[0], json!([200, answered]));
        assert_eq!(
            answers[1],
            json!([403, { "message": "Missing Authentication Token" }])
        );
        assert_eq!(answers[2], json!([200, answered]));
    }
    // The id is taken now.
    let refused = crate::clients::fail(&mut run("orders-api").unwrap());
    assert!(refused.contains("ConflictException"), "{refused}");
    // Without conveniences there is what AWS has.
    let plain = Gateway::dev(&["--no-conveniences"]);
    let root = account(&plain, A);
    let tagged = json!({ "name": "orders", "tags": { "_custom_id_": "orders-api" } });
    let made = root.rest("POST", "/restapis", &tagged).ok().json();
    assert_ne!(made["id"], "orders-api");
    let path = format!(
        "/_aws/execute-api/{}/dev/orders",
        made["id"].as_str().unwrap()
    );
    let refused = Call::api("GET", &plain.address.to_string(), &path).send(plain.address);
    assert_eq!(refused.status, 403);
}

#[test]
fn a_reset_is_back_at_the_start_at_once_for_both_planes() {
    let gateway = Gateway::dev(&[]);
    let owner = account(&gateway, A);
    let alice = user(&owner, "alice", None);
    let api = mocked(&owner, "NONE");
    assert_eq!(call(&gateway, &api, None), 200);

    // Only a tool's POST does it.
    for (verb, more, status) in [
        ("GET", &[][..], 405),
        ("POST", &["--header", "Origin: http://a.example"][..], 403),
        ("POST", &["--header", "Sec-Fetch-Site: none"][..], 403),
    ] {
        let refused = ask(&gateway, verb, "reset", more);
        assert_eq!(refused.status, status, "{}", refused.text());
    }
    assert_eq!(ask(&gateway, "POST", "resets", &[]).status, 404);
    assert_eq!(apis(&owner), [api.as_str()]);

    let told = ask(&gateway, "POST", "reset", &[]).ok().json();
    assert_eq!(told["records"], 0);
    assert_eq!(call(&gateway, &api, None), 403);
    assert_eq!(apis(&owner), Vec::<String>::new());
    let whoami = Account::new(gateway.control, alice).query("sts", "GetCallerIdentity", &[]);
    assert_eq!(whoami.status, 403, "{}", whoami.text());
    let health = ask(&gateway, "GET", "health", &[]).ok().json();
    assert_eq!(health["revision"], told["revision"]);
    // And it is as good as new.
    let again = mocked(&owner, "NONE");
    assert_eq!(call(&gateway, &again, None), 200);
}

#[test]
fn a_reset_closes_the_endpoints() {
    let gateway = Gateway::dev(&[]);
    let owner = account(&gateway, A);
    let network = crate::api::Network::new(&owner);
    let (_, address) = network.endpoint(&owner, gateway.address.port(), None);
    assert!(std::net::TcpStream::connect(address).is_ok());
    ask(&gateway, "POST", "reset", &[]).ok();
    let closed = std::net::TcpStream::connect(address);
    assert!(closed.is_err(), "{closed:?}");
}

#[test]
fn a_state_is_saved_and_put_back_and_begun_with() {
    let scratch = Scratch::new();
    let key = scratch.path().join("state.key");
    let key = key.to_str().unwrap();
    let gateway = Gateway::dev(&["--state-key", key]);
    let owner = account(&gateway, A);
    let alice = user(
        &owner,
        "alice",
        Some(&crate::api::policy(json!([
            { "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*" }
        ]))),
    );
    let api = mocked(&owner, "AWS_IAM");
    let api_key =
        json!({ "name": "metered", "value": "an-api-key-of-twenty-or-more", "enabled": true });
    owner.rest("POST", "/apikeys", &api_key).ok();
    assert_eq!(call(&gateway, &api, Some(&alice)), 200);
    let saved = ask(&gateway, "GET", "state", &[]).ok();
    assert!(
        !saved.text().contains(&alice.secret),
        "a secret in the clear"
    );
    let file = scratch.file("state.json", &saved.text());
    let upload = format!("@{}", file.display());

    // Here, after something else happened.
    mocked(&owner, "AWS_IAM");
    assert_eq!(apis(&owner).len(), 2);
    let told = ask(&gateway, "PUT", "state", &["--data-binary", &upload]);
    assert_eq!(
        told.ok().json()["records"],
        saved.json()["records"].as_object().unwrap().len()
    );
    assert_eq!(apis(&owner), [api.as_str()]);
    assert_eq!(call(&gateway, &api, Some(&alice)), 200);
    // What is no state changes nothing.
    let broken = saved.text().replace("\"rest-api/", "\"no-such-kind/");
    let broken = scratch.file("broken.json", &broken);
    let refused = ask(
        &gateway,
        "PUT",
        "state",
        &["--data-binary", &format!("@{}", broken.display())],
    );
    assert_eq!(refused.status, 400, "{}", refused.text());
    assert!(
        refused.text().contains("no-such-kind"),
        "{}",
        refused.text()
    );
    assert_eq!(apis(&owner), [api.as_str()]);
    // The same again from a double that has another key.
    let other = Gateway::dev(&[]);
    let refused = ask(&other, "PUT", "state", &["--data-binary", &upload]);
    assert_eq!(refused.status, 400, "{}", refused.text());
    assert!(
        refused.text().contains("sealed with the key"),
        "{}",
        refused.text()
    );

    // Elsewhere, from the start on; a reset goes back to it.
    let document = file.to_str().unwrap();
    let begun = Gateway::dev(&["--state", document, "--state-key", key]);
    let owner = account(&begun, A);
    assert_eq!(call(&begun, &api, Some(&alice)), 200);
    // An API key is known by its value there too.
    let refused = owner.rest("POST", "/apikeys", &api_key);
    assert_eq!(refused.status, 409, "{}", refused.text());
    mocked(&owner, "AWS_IAM");
    ask(&begun, "POST", "reset", &[]).ok();
    assert_eq!(apis(&owner), [api.as_str()]);
    assert_eq!(call(&begun, &api, Some(&alice)), 200);
}

fn state(arguments: &[&str]) -> (bool, String, String) {
    let output = portcullis().arg("state").args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.success(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn a_store_is_exported_and_imported_while_nobody_serves_it() {
    let scratch = Scratch::new();
    let path = |name: &str| scratch.path().join(name).to_str().unwrap().to_owned();
    let configuration = scratch.configuration("");
    let configuration = configuration.to_str().unwrap();
    let gateway = Gateway::serve(configuration.as_ref());
    let file = scratch
        .path()
        .join("data")
        .join(format!("first-administrator-{B}.ini"));
    let text = std::fs::read_to_string(&file).unwrap();
    let part = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap().trim_start_matches([' ', '=']).to_owned()
    };
    let root = Keys::new(&part("aws_access_key_id"), &part("aws_secret_access_key"));
    let owner = Account::new(gateway.control, root.clone());
    let api = mocked(&owner, "AWS_IAM");

    // A gateway that runs holds its store.
    let document = path("state.json");
    for refused in [
        state(&["export", "--config", configuration, "--out", &document]),
        state(&["import", "--config", configuration, "--replace", "-"]),
    ] {
        let (done, _, said) = refused;
        assert!(
            !done && (said.contains("in use") || said.contains("no state document")),
            "{said}"
        );
    }
    gateway.ask_to_stop();
    gateway.wait();

    let key = path("way.key");
    let exported = state(&[
        "export",
        "--config",
        configuration,
        "--out",
        &document,
        "--state-key",
        &key,
    ]);
    assert!(exported.0, "{}", exported.2);
    let document_text = std::fs::read_to_string(&document).unwrap();
    assert!(
        !document_text.contains(&root.secret),
        "a secret in the clear"
    );
    let (done, _, said) = state(&["export", "--config", configuration, "--out", &document]);
    assert!(!done && said.contains("exists"), "{said}");

    // Into another store: not without the key, not over what is there, and then whole.
    let data = path("other");
    let (done, _, said) = state(&["import", "--data", &data, &document]);
    assert!(!done && said.contains("sealed with the key"), "{said}");
    let import = ["import", "--data", &data, "--state-key", &key];
    let import = |more: &[&str]| state(&[&import[..], more].concat());
    let (done, _, said) = import(&[&document]);
    assert!(done, "{said}");
    let (done, _, said) = import(&[&document]);
    assert!(!done && said.contains("--replace"), "{said}");
    let broken = scratch.file(
        "broken.json",
        &document_text.replace("\"stage/", "\"no-such-kind/"),
    );
    let (done, _, said) = import(&["--replace", broken.to_str().unwrap()]);
    assert!(!done && said.contains("no-such-kind"), "{said}");

    let there = Gateway::dev(&["--data", &data]);
    assert_eq!(
        apis(&Account::new(there.control, root.clone())),
        [api.as_str()]
    );
    assert_eq!(call(&there, &api, Some(&root)), 200);
    assert_eq!(call(&there, &api, None), 403);
    drop(there);
    let (done, _, said) = import(&["--replace", &document]);
    assert!(done, "{said}");
}
