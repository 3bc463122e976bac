//! The callers of the demonstration, and what each of them should get.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};

use super::REGION;
use super::client::{ApiCall, Keys, Signature};
use super::scenario::{PrivatePath, Regional};

/// One call and its expected status; `None` for a connection that is dropped.
pub(crate) struct Call {
    pub(crate) caller: &'static str,
    pub(crate) way: &'static str,
    pub(crate) expected: Option<u16>,
    /// The endpoint that it goes through.
    pub(crate) endpoint: Option<String>,
    pub(crate) request: ApiCall,
}

/// The right caller on the right way, where the endpoint policy's tag key does not exist.
pub(crate) fn as_aws_evaluates_it(path: &PrivatePath) -> Vec<Call> {
    let right = through(path, &path.endpoint, path.service_a, Some(&path.lambda_role));
    vec![call("lambda-role", "GET /items, its endpoint", Some(403), right)]
}

/// Scenario 003.
pub(crate) fn private_path(path: &PrivatePath) -> Vec<Call> {
    let role = Some(&path.lambda_role);
    let right = through(path, &path.endpoint, path.service_a, role);
    let with = |change: &dyn Fn(&mut ApiCall)| {
        let (endpoint, mut request) = through(path, &path.endpoint, path.service_a, role);
        change(&mut request);
        (endpoint, request)
    };
    let unsigned = with(&|request| request.keys = None);
    let tampered = with(&|request| request.signature = Signature::Tampered);
    let expired = with(&|request| request.signature = Signature::Expired);
    let wrong_role = with(&|request| request.keys = Some(path.other_role.clone()));
    let verb = with(&|request| request.method = "DELETE");
    let unknown = with(&|request| request.path = "/prod/unknown");
    let no_stage = with(&|request| request.path = "/staging/items");
    let other_endpoint = through(path, &path.other_endpoint, path.service_a, role);
    let outsider = through(path, &path.endpoint, path.outsider, role);
    let public = (None, api_call(&path.api, path.public, None, role, "/prod/items"));
    vec![
        call("lambda-role", "GET /items, its endpoint", Some(200), right),
        call("unsigned", "GET /items, its endpoint", Some(403), unsigned),
        call("lambda-role, tampered", "GET /items, its endpoint", Some(403), tampered),
        call("lambda-role, 6 min old", "GET /items, its endpoint", Some(403), expired),
        call("other-role", "GET /items, its endpoint", Some(403), wrong_role),
        call("lambda-role", "DELETE /items, its endpoint", Some(403), verb),
        call("lambda-role", "GET /items, another endpoint", Some(403), other_endpoint),
        call("lambda-role", "from outside its group", None, outsider),
        call("lambda-role", "GET /items, from the internet", Some(403), public),
        call("lambda-role", "GET /unknown", Some(403), unknown),
        call("lambda-role", "GET /items of stage staging", Some(403), no_stage),
    ]
}

/// Scenarios 000 and 002.
pub(crate) fn regional(regional: &Regional) -> Vec<Call> {
    let get = |keys: &Keys, path| (None, api_call(&regional.api, regional.public, None, Some(keys), path));
    let unsigned = (None, api_call(&regional.api, regional.public, None, None, "/v1/orders"));
    let orders = "/v1/orders";
    let accounts = "/v1/accounts";
    vec![
        call("role, both allow", "GET /orders", Some(200), get(&regional.role_with_both, orders)),
        call("unsigned", "GET /orders", Some(403), unsigned),
        call("role, identity silent", "GET /orders", Some(403), get(&regional.role_without_identity, orders)),
        call("role, resource silent", "GET /orders", Some(403), get(&regional.role_without_resource, orders)),
        call("user alice, identity allows", "GET /accounts (root trust)", Some(200), get(&regional.alice, accounts)),
        call("user bob, identity silent", "GET /accounts (root trust)", Some(403), get(&regional.bob, accounts)),
        call("user mallory, identity denies", "GET /accounts (root trust)", Some(403), get(&regional.denied, accounts)),
        call("B's operator, identity allows", "GET /orders, same account", Some(200), get(&regional.of_b, orders)),
        call("B's visitor, both silent", "GET /orders, same account", Some(403), get(&regional.of_b_silent, orders)),
    ]
}

/// A role that the saved policy names and the deployed one does not.
pub(crate) fn saved(regional: &Regional) -> Call {
    let request = api_call(&regional.api, regional.public, None, Some(&regional.late), "/v1/orders");
    call("orders-late, policy saved", "GET /orders, not deployed yet", Some(403), (None, request))
}

/// The same role, once the policy is deployed.
pub(crate) fn deployed(regional: &Regional) -> Call {
    let request = api_call(&regional.api, regional.public, None, Some(&regional.late), "/v1/orders");
    call("orders-late, policy deployed", "GET /orders", Some(200), (None, request))
}

fn call(caller: &'static str, way: &'static str, expected: Option<u16>, (endpoint, request): (Option<String>, ApiCall)) -> Call {
    Call { caller, way, expected, endpoint, request }
}

fn through(path: &PrivatePath, endpoint: &(String, SocketAddr), from: Ipv4Addr, keys: Option<&Keys>) -> (Option<String>, ApiCall) {
    let (id, address) = endpoint;
    (Some(id.clone()), api_call(&path.api, *address, Some(from), keys, "/prod/items"))
}

fn api_call(api: &str, to: SocketAddr, from: Option<Ipv4Addr>, keys: Option<&Keys>, path: &'static str) -> ApiCall {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    ApiCall {
        id: format!("00000000-0000-4000-8000-{:012}", NEXT.fetch_add(1, Ordering::Relaxed)),
        method: "GET",
        path,
        host: format!("{api}.execute-api.{REGION}.amazonaws.com"),
        keys: keys.cloned(),
        signature: Signature::Good,
        to,
        from,
    }
}
