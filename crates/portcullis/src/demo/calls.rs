//! The callers of the demonstration, and what each of them should get.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use portcullis_guard::Layer;
use portcullis_guard::Layer::{
    Addressing, EndpointPolicy, Identity, ResourcePolicy, SecurityGroup,
};

use super::REGION;
use super::client::{ApiCall, Keys, Signature};
use super::inside::Place;
use super::scenario::{PrivatePath, Regional};

/// What a call should come to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// 200 from the back end.
    Allowed,
    /// Refused by this layer, with 403, or for layer 1 without a word.
    Refused(Layer),
}

/// One call and its expected outcome.
pub(crate) struct Call {
    pub(crate) caller: &'static str,
    pub(crate) way: &'static str,
    pub(crate) expected: Outcome,
    /// The endpoint that it goes through.
    pub(crate) endpoint: Option<String>,
    pub(crate) request: ApiCall,
}

/// The right caller on the right way, where the endpoint policy's tag key does not exist.
pub(crate) fn as_aws_evaluates_it(path: &PrivatePath) -> Vec<Call> {
    let right = through(
        path,
        &path.endpoint,
        &path.service_a,
        Some(&path.lambda_role),
    );
    vec![call(
        "lambda-role",
        "GET /items, its endpoint",
        Outcome::Refused(EndpointPolicy),
        right,
    )]
}

/// Scenario 003.
pub(crate) fn private_path(path: &PrivatePath) -> Vec<Call> {
    let role = Some(&path.lambda_role);
    let right = through(path, &path.endpoint, &path.service_a, role);
    let with = |change: &dyn Fn(&mut ApiCall)| {
        let (endpoint, mut request) = through(path, &path.endpoint, &path.service_a, role);
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
    let other_endpoint = through(path, &path.other_endpoint, &path.service_a, role);
    let outsider = through(path, &path.endpoint, &path.outsider, role);
    let public = (
        None,
        api_call(&path.api, path.public, None, role, "/prod/items"),
    );
    vec![
        call(
            "lambda-role",
            "GET /items, its endpoint",
            Outcome::Allowed,
            right,
        ),
        call(
            "unsigned",
            "GET /items, its endpoint",
            Outcome::Refused(EndpointPolicy),
            unsigned,
        ),
        call(
            "lambda-role, tampered",
            "GET /items, its endpoint",
            Outcome::Refused(Identity),
            tampered,
        ),
        call(
            "lambda-role, 6 min old",
            "GET /items, its endpoint",
            Outcome::Refused(Identity),
            expired,
        ),
        call(
            "other-role",
            "GET /items, its endpoint",
            Outcome::Refused(EndpointPolicy),
            wrong_role,
        ),
        call(
            "lambda-role",
            "DELETE /items, its endpoint",
            Outcome::Refused(Identity),
            verb,
        ),
        call(
            "lambda-role",
            "GET /items, another endpoint",
            Outcome::Refused(ResourcePolicy),
            other_endpoint,
        ),
        call(
            "lambda-role",
            "from outside its group",
            Outcome::Refused(SecurityGroup),
            outsider,
        ),
        call(
            "lambda-role",
            "GET /items, from the internet",
            Outcome::Refused(Addressing),
            public,
        ),
        call(
            "lambda-role",
            "GET /unknown",
            Outcome::Refused(Addressing),
            unknown,
        ),
        call(
            "lambda-role",
            "GET /items of stage staging",
            Outcome::Refused(Addressing),
            no_stage,
        ),
    ]
}

/// Scenarios 000 and 002.
pub(crate) fn regional(regional: &Regional) -> Vec<Call> {
    let get = |keys: &Keys, path| {
        (
            None,
            api_call(&regional.api, regional.public, None, Some(keys), path),
        )
    };
    let unsigned = (
        None,
        api_call(&regional.api, regional.public, None, None, "/v1/orders"),
    );
    let orders = "/v1/orders";
    let accounts = "/v1/accounts";
    vec![
        call(
            "role, both allow",
            "GET /orders",
            Outcome::Allowed,
            get(&regional.role_with_both, orders),
        ),
        call(
            "unsigned",
            "GET /orders",
            Outcome::Refused(Identity),
            unsigned,
        ),
        call(
            "role, identity silent",
            "GET /orders",
            Outcome::Refused(Identity),
            get(&regional.role_without_identity, orders),
        ),
        call(
            "role, resource silent",
            "GET /orders",
            Outcome::Refused(ResourcePolicy),
            get(&regional.role_without_resource, orders),
        ),
        call(
            "user alice, identity allows",
            "GET /accounts (root trust)",
            Outcome::Allowed,
            get(&regional.alice, accounts),
        ),
        call(
            "user bob, identity silent",
            "GET /accounts (root trust)",
            Outcome::Refused(Identity),
            get(&regional.bob, accounts),
        ),
        call(
            "user mallory, identity denies",
            "GET /accounts (root trust)",
            Outcome::Refused(Identity),
            get(&regional.denied, accounts),
        ),
        call(
            "B's operator, identity allows",
            "GET /orders, same account",
            Outcome::Allowed,
            get(&regional.of_b, orders),
        ),
        call(
            "B's visitor, both silent",
            "GET /orders, same account",
            Outcome::Refused(Identity),
            get(&regional.of_b_silent, orders),
        ),
    ]
}

/// A role that the saved policy names and the deployed one does not.
pub(crate) fn saved(regional: &Regional) -> Call {
    let request = api_call(
        &regional.api,
        regional.public,
        None,
        Some(&regional.late),
        "/v1/orders",
    );
    call(
        "orders-late, policy saved",
        "GET /orders, not deployed yet",
        Outcome::Refused(ResourcePolicy),
        (None, request),
    )
}

/// The same role, once the policy is deployed.
pub(crate) fn deployed(regional: &Regional) -> Call {
    let request = api_call(
        &regional.api,
        regional.public,
        None,
        Some(&regional.late),
        "/v1/orders",
    );
    call(
        "orders-late, policy deployed",
        "GET /orders",
        Outcome::Allowed,
        (None, request),
    )
}

fn call(
    caller: &'static str,
    way: &'static str,
    expected: Outcome,
    (endpoint, request): (Option<String>, ApiCall),
) -> Call {
    Call {
        caller,
        way,
        expected,
        endpoint,
        request,
    }
}

fn through(
    path: &PrivatePath,
    endpoint: &(String, SocketAddr),
    from: &Place,
    keys: Option<&Keys>,
) -> (Option<String>, ApiCall) {
    let (id, address) = endpoint;
    (
        Some(id.clone()),
        api_call(&path.api, *address, Some(from.clone()), keys, "/prod/items"),
    )
}

fn api_call(
    api: &str,
    to: SocketAddr,
    from: Option<Place>,
    keys: Option<&Keys>,
    path: &'static str,
) -> ApiCall {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    ApiCall {
        id: format!(
            "00000000-0000-4000-8000-{:012}",
            NEXT.fetch_add(1, Ordering::Relaxed)
        ),
        method: "GET",
        path,
        host: format!("{api}.execute-api.{REGION}.amazonaws.com"),
        keys: keys.cloned(),
        signature: Signature::Good,
        to,
        from,
    }
}
