//! Whether a request costs more where there is more: APIs of an account, and policies of another. What differs is
//! written as records before the gateway starts; the requests of a large world are spread over it.

use std::net::SocketAddr;
use std::path::Path;

use serde_json::{Value, json};

use super::{Contender, Stage};
use crate::gateway::instructions;
use crate::gateway::portcullis::Portcullis;
use crate::gateway::report::Report;
use crate::load::{Load, Request, Target};
use crate::records::{self, Writer};
use crate::serve::{A, B, Records};

/// APIs, and policies of the callers' account.
const APIS: [usize; 3] = [10, 1_000, 100_000];
const POLICIES: [usize; 3] = [1, 100, 10_000];
/// What a request in the largest world may cost, to one in the smallest.
const BAR: f64 = 1.05;
/// How many APIs of a kind are called: the same number in each world, so that only the world differs; and many, so that
/// what is asked has seldom been asked just before.
const CALLED: [usize; 2] = [5, 500];
/// Every second API is of each kind.
const KINDS: [(usize, &str); 2] = [(0, "regional"), (1, "private")];
/// How many policies a user has attached at most (IAM quotas).
const ATTACHED: usize = 10;

impl Stage<'_> {
    /// 10 to 100,000 APIs.
    pub(super) fn worlds(&self, report: &mut Report) {
        let of = |apis: usize| {
            let directory = self.scratch.join(format!("apis-{apis}"));
            self.write_apis(&directory, apis);
            let gateway = Portcullis::start(self.binary, &directory, self.backend, Records::Kept);
            (apis, gateway)
        };
        let worlds = APIS.map(of);
        for (kind, name) in KINDS {
            let measured = CALLED.iter().flat_map(|called| {
                // Every second API is of the kind.
                let large_enough = worlds.iter().filter(move |(apis, _)| apis / 2 >= *called);
                large_enough.map(move |(apis, gateway)| (*called, *apis, gateway))
            });
            let contenders = measured.map(|(called, apis, gateway)| Contender {
                name: format!("{apis} APIs, {called} called"),
                pid: gateway.process().pid(),
                target: Target {
                    address: address(gateway, kind),
                    tls: false,
                },
                requests: Box::new(move || requests(gateway, kind, apis, called)),
                allowed: true,
                bar: (apis > APIS[0] && called == CALLED[0]).then_some(BAR),
            });
            let contenders: Vec<_> = contenders.collect();
            report.table(
                &format!("APIs of an account, {name}, 32 connections"),
                self.measure(Load::Wrk { connections: 32 }, &contenders),
            );
        }
    }

    /// The same in instructions, which a busy machine does not change.
    pub(super) fn worlds_in_instructions(&self, report: &mut Report) {
        let worlds = APIS.map(|apis| {
            let directory = self.scratch.join(format!("counted-{apis}"));
            self.write_apis(&directory, apis);
            let gateway =
                Portcullis::start_as(&directory, self.backend, Records::Kept, |configuration| {
                    instructions::under_callgrind(self.binary, configuration, &directory)
                });
            KINDS.map(|(kind, _)| {
                let (pid, address) = (gateway.process().pid(), address(&gateway, kind));
                let requests = requests(&gateway, kind, apis, CALLED[0]);
                instructions::count(pid, address, &requests, &directory).whole
            })
        });
        for (kind, name) in KINDS {
            let rows = APIS.iter().zip(&worlds);
            let rows = rows.map(|(apis, counted)| (format!("{apis} APIs"), counted[kind]));
            report.instructions(
                &format!("APIs of an account, {name}, five called in turns, in instructions"),
                &rows.collect::<Vec<_>>(),
                BAR,
            );
        }
    }

    fn write_apis(&self, directory: &Path, apis: usize) {
        write(&Portcullis::data(directory), |writer| {
            (0..apis).for_each(|api| rest_api(writer, self.backend, api));
        });
    }

    /// 1 to 10,000 policies.
    pub(super) fn policies(&self, report: &mut Report) {
        let of = |policies: usize| {
            let directory = self.scratch.join(format!("policies-{policies}"));
            write(&Portcullis::data(&directory), |writer| {
                (0..policies).for_each(|policy| attached_policy(writer, policy, policies));
            });
            let gateway = Portcullis::start(self.binary, &directory, self.backend, Records::Kept);
            (policies, gateway)
        };
        let worlds = POLICIES.map(of);
        let contenders = worlds.iter().map(|(policies, gateway)| Contender {
            name: format!("{policies} policies"),
            pid: gateway.process().pid(),
            target: Target {
                address: gateway.endpoint,
                tls: false,
            },
            requests: Box::new(move || {
                vec![gateway.request(&gateway.private_api, &gateway.caller, "GET", b"")]
            }),
            allowed: true,
            bar: (*policies > POLICIES[0]).then_some(BAR),
        });
        let contenders: Vec<_> = contenders.collect();
        report.table(
            "Policies of the callers' account, attached to its users, four layers, 32 connections",
            self.measure(Load::Wrk { connections: 32 }, &contenders),
        );
    }
}

/// Where the APIs of a kind are called.
fn address(gateway: &Portcullis, kind: usize) -> SocketAddr {
    if kind == 0 {
        gateway.gateway
    } else {
        gateway.endpoint
    }
}

/// One for each of those that are called, which are spread over the world.
fn requests(gateway: &Portcullis, kind: usize, apis: usize, called: usize) -> Vec<Request> {
    let each = apis / 2 / called;
    let called = (0..called).map(|nth| {
        let id = api_id(2 * nth * each + kind);
        gateway.request(&id, &gateway.caller, "GET", b"")
    });
    called.collect()
}

fn write(data: &Path, put: impl FnOnce(&mut Writer)) {
    std::fs::create_dir_all(data).expect("a directory");
    // Whoever opens the records first makes the key.
    records::master_key(data);
    let mut writer = Writer::open(data);
    put(&mut writer);
    writer.commit();
}

fn api_id(api: usize) -> String {
    format!("w{api:09}")
}

/// An API with one resource, deployed; every second is private.
fn rest_api(writer: &mut Writer, backend: SocketAddr, api: usize) {
    let id = api_id(api);
    let private = api % 2 == 1;
    let kind = if private { "PRIVATE" } else { "REGIONAL" };
    writer.put(
        format!("rest-api/{B}/{id}"),
        &json!({
            "account": B, "id": id, "name": id, "description": null, "version": null, "created": api,
            "endpoint": {"endpoint_type": kind, "vpc_endpoint_ids": [], "ip_address_type": "ipv4"},
            "policy": null, "tags": {"team": "a"}, "binary_media_types": [], "minimum_compression_size": null,
            "api_key_source": "HEADER", "disable_execute_api_endpoint": false, "root_resource_id": "root00",
        }),
    );
    writer.put(
        format!("deployment/{B}/{id}/dep000"),
        &json!({
            "account": B, "api": id, "id": "dep000", "description": null, "created": 0,
            "frozen": {
                "resources": [{
                    "account": B, "api": id, "id": "res000", "parent_id": "root00", "path_part": "items",
                    "path": "/items", "methods": {"GET": method(backend)},
                }],
                "policy": policy(&id, private).to_string(), "gateway_responses": [], "binary_media_types": [],
                "disable_execute_api_endpoint": false,
            },
        }),
    );
    writer.put(
        format!("stage/{B}/{id}/prod"),
        &json!({
            "account": B, "api": id, "name": "prod", "deployment_id": "dep000", "description": null, "created": 0,
            "updated": 0, "variables": {}, "tags": {}, "client_certificate_id": null, "documentation_version": null,
            "tracing_enabled": false, "cache_cluster_enabled": false, "cache_cluster_size": null,
            "method_settings": {}, "access_log": null,
        }),
    );
}

fn method(backend: SocketAddr) -> Value {
    json!({
        "authorization": "AWS_IAM", "authorizer_id": null, "authorization_scopes": [], "api_key_required": false,
        "operation_name": null, "request_validator_id": null, "request_parameters": {}, "request_models": {},
        "responses": {},
        "integration": {
            "integration_type": "HTTP_PROXY", "http_method": "GET", "uri": format!("http://{backend}/items"),
            "connection_type": "INTERNET", "request_templates": {}, "connection_id": null, "credentials": null,
            "request_parameters": {}, "passthrough_behavior": "WHEN_NO_MATCH", "content_handling": null,
            "timeout_millis": 29000, "cache_namespace": "res000", "cache_key_parameters": [],
            "insecure_skip_verification": false, "responses": {},
        },
    })
}

/// Lets the callers' account in, through an endpoint where the API is private.
fn policy(api: &str, private: bool) -> Value {
    let mut condition = json!({"StringEquals": {"aws:PrincipalAccount": A}});
    if private {
        condition["Null"] = json!({"aws:SourceVpce": "false"});
    }
    json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke",
        "Resource": format!("arn:aws:execute-api:us-east-1:{B}:{api}/prod/*"), "Condition": condition,
    }]})
}

/// A policy of the callers' account, and for each ten of them a user that has them.
fn attached_policy(writer: &mut Writer, policy: usize, policies: usize) {
    let name = format!("policy{policy}");
    let document = json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "execute-api:Invoke",
        "Resource": format!("arn:aws:execute-api:*:*:*/prod/GET/own/{policy}"),
    }]});
    writer.put(
        format!("policy/{A}/{name}"),
        &json!({
            "account": A, "name": name, "path": "/", "id": format!("ANPA{policy:017}"), "created": 0, "updated": 0,
            "description": null, "tags": {}, "default_version": "v1",
            "versions": [{"id": "v1", "document": document.to_string(), "created": 0}], "next_version": 2,
        }),
    );
    if !policy.is_multiple_of(ATTACHED) {
        return;
    }
    let last = policies.min(policy + ATTACHED);
    let attached: Vec<String> = (policy..last)
        .map(|policy| format!("arn:aws:iam::{A}:policy/policy{policy}"))
        .collect();
    let name = format!("user{policy}");
    writer.put(
        format!("user/{A}/{name}"),
        &json!({
            "account": A, "name": name, "path": "/", "id": format!("AIDA{policy:017}"), "created": 0, "tags": {},
            "permissions_boundary": null, "inline_policies": {}, "attached_policies": attached,
        }),
    );
}
