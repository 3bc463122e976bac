//! Portcullis as it is measured: `serve` with one worker, a private API behind an interface VPC endpoint of another
//! account, so that all four layers are asked for each request, and a regional one. Everything is made through its own
//! AWS API.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::Duration;

use serde_json::{Value, json};

use super::peers::PROXY;
use crate::client::Keys;
use crate::control::Control;
use crate::load::{Request, pinned};
use crate::process::Process;
use crate::serve::{A, B, Records, Serving, serve};
use crate::signing::sign;

/// A running gateway with what is measured.
pub struct Portcullis {
    serving: Serving,
    /// The public listener, and the endpoint's.
    pub gateway: SocketAddr,
    pub endpoint: SocketAddr,
    pub private_api: String,
    pub regional_api: String,
    /// A caller that both sides allow, and one that only its own account does.
    pub caller: Keys,
    pub denied: Keys,
}

impl Portcullis {
    pub fn start(binary: &Path, directory: &Path, backend: SocketAddr, records: Records) -> Self {
        let command = |file: &Path| serve(pinned(PROXY, binary), file);
        Self::start_as(directory, backend, records, command)
    }

    /// The same by another command.
    pub fn start_as(
        directory: &Path,
        backend: SocketAddr,
        records: Records,
        command: impl Fn(&Path) -> Command,
    ) -> Self {
        let serving = Serving::start(directory, records, 1, command);
        let mut callers = serving.as_callers();
        let mut owner = serving.as_owner();
        let may_call = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"},
            {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": format!("arn:aws:execute-api:us-east-1:{B}:*/prod/*/items")},
        ]});
        let caller = callers.user("caller", &may_call);
        let denied = callers.user("denied", &may_call);
        let regional_api = api(&mut owner, backend, "REGIONAL", None);
        let vpc = callers.vpc();
        let group = callers.security_group(&vpc, "endpoint");
        let policy = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": format!("arn:aws:iam::{A}:root")}, "Action": "execute-api:Invoke",
             "Resource": format!("arn:aws:execute-api:us-east-1:{B}:*"), "Condition": {"StringEquals": {"aws:PrincipalAccount": A}}},
        ]});
        let (endpoint, address) = callers.endpoint(&vpc, &group, &policy);
        let private_api = api(&mut owner, backend, "PRIVATE", Some(&endpoint));
        Self {
            gateway: serving.gateway,
            endpoint: serving.endpoint(&address),
            serving,
            private_api,
            regional_api,
            caller,
            denied,
        }
    }

    /// Where the records of an instance in this directory are.
    pub fn data(directory: &Path) -> PathBuf {
        Serving::data(directory)
    }

    /// Asks it to end; `None` where it does not.
    pub fn stop(self, patience: Duration) -> Option<ExitStatus> {
        self.serving.process.stop(patience)
    }

    pub fn process(&self) -> &Process {
        &self.serving.process
    }

    /// A signed request.
    pub fn request(&self, api: &str, keys: &Keys, method: &str, body: &[u8]) -> Request {
        let mut request = unsigned(api, method, body);
        sign(keys, "execute-api", &mut request);
        request
    }

    /// One that carries no signature.
    pub fn unsigned(&self, api: &str) -> Request {
        unsigned(api, "GET", b"")
    }

    /// One whose signature is another's.
    pub fn forged(&self, api: &str) -> Request {
        let keys = Keys {
            secret: "another".to_owned(),
            ..self.caller.clone()
        };
        self.request(api, &keys, "GET", b"")
    }

    /// Edits the API and deploys it: a change that the data plane compiles.
    pub fn change(&self, turn: u64) {
        let path = format!("/restapis/{}", self.regional_api);
        let mut owner = self.serving.as_owner();
        owner.replace(&path, "/description", &turn.to_string());
        deploy(&mut owner, &self.regional_api);
    }
}

fn unsigned(api: &str, method: &str, body: &[u8]) -> Request {
    Request {
        method: method.to_owned(),
        host: format!("{api}.execute-api.us-east-1.amazonaws.com"),
        target: "/prod/items".to_owned(),
        headers: Vec::new(),
        body: body.to_vec(),
    }
}

/// An API of the owner's with one resource, whose policy lets the first caller in, through this endpoint if any.
fn api(owner: &mut Control, backend: SocketAddr, kind: &str, endpoint: Option<&str>) -> String {
    let made = owner.rest(
        "POST",
        "/restapis",
        &json!({"name": kind, "endpointConfiguration": {"types": [kind]}}),
    );
    let id = made["id"].as_str().expect("an id").to_owned();
    let root = made["rootResourceId"].as_str().expect("a root").to_owned();
    let items = owner.rest(
        "POST",
        &format!("/restapis/{id}/resources/{root}"),
        &json!({"pathPart": "items"}),
    );
    let items = items["id"].as_str().expect("a resource");
    for method in ["GET", "POST"] {
        let path = format!("/restapis/{id}/resources/{items}/methods/{method}");
        owner.rest("PUT", &path, &json!({"authorizationType": "AWS_IAM"}));
        let to = json!({"type": "HTTP_PROXY", "httpMethod": method, "uri": format!("http://{backend}/items")});
        owner.rest("PUT", &format!("{path}/integration"), &to);
    }
    let policy = policy(endpoint).to_string();
    owner.replace(&format!("/restapis/{id}"), "/policy", &policy);
    deploy(owner, &id);
    id
}

fn policy(endpoint: Option<&str>) -> Value {
    let mut allow = json!({
        "Sid": "Caller", "Effect": "Allow", "Principal": {"AWS": format!("arn:aws:iam::{A}:user/caller")},
        "Action": "execute-api:Invoke", "Resource": "execute-api:/prod/*",
    });
    let mut statements = Vec::new();
    if let Some(endpoint) = endpoint {
        allow["Condition"] = json!({"StringEquals": {"aws:SourceVpce": endpoint}});
        statements.push(json!({
            "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
            "Condition": {"StringNotEquals": {"aws:SourceVpce": endpoint}},
        }));
    }
    statements.push(allow);
    json!({"Version": "2012-10-17", "Statement": statements})
}

fn deploy(owner: &mut Control, api: &str) {
    let path = format!("/restapis/{api}/deployments");
    owner.rest("POST", &path, &json!({"stageName": "prod"}));
}
