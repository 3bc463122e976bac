//! What a client has to do otherwise: sign, sign rightly, come by another way, ask for something that is there. Where it
//! can be tried it is; a signature cannot be made here.

use portcullis_catalog::Snapshot;
use portcullis_catalog::api::EndpointType;
use portcullis_catalog::snapshot::{Miss, Via};
use serde_json::{Value, json};

use super::{Change, Fixed};
use crate::Settings;
use crate::asked::Asked;
use crate::denial::Reason;
use crate::explanation::Explanation;
use crate::layer1_security_group;
use crate::steps::StepName;

/// How many ways or methods are tried: each is a judging.
const MOST_TRIES: usize = 64;

/// What is wrong with credentials that are not believed.
pub(super) fn credentials(past: &Explanation) -> Vec<Change> {
    match past.denial.as_ref().map(|denial| &denial.reason) {
        Some(Reason::UnrecognizedClient) if past.causes.is_empty() => vec![Change::for_client(
            StepName::Session,
            "credentials",
            Value::Null,
            "sign with an access key that exists and is active, and send the session token that belongs to it",
        )],
        Some(Reason::ExpiredToken) => vec![Change::for_client(
            StepName::Session,
            "newSession",
            Value::Null,
            "get new temporary credentials: the session is over",
        )],
        _ if past.causes.is_empty() => vec![Change::for_client(
            StepName::Signature,
            "unknown",
            Value::Null,
            "the signature does not belong to this request; what the client did otherwise is not known: `portcullis verify` shows what was expected",
        )],
        _ => past
            .causes
            .iter()
            .map(|cause| {
                let words = format!("correct the signing client: {}", cause.words);
                Change::for_client(StepName::Signature, cause.code, Value::Null, words)
            })
            .collect(),
    }
}

/// An unsigned request to a method that asks for a signature.
pub(super) fn sign(settings: &Settings) -> Fixed {
    let region = &settings.domain.region;
    let words = format!(
        "sign the request with SigV4 for the service `execute-api` in {region}, as a principal that the policies let in"
    );
    let with = json!({ "service": "execute-api", "region": region });
    let change = Change::for_client(StepName::Signature, "sign", with, words);
    Fixed::Client(change, false)
}

/// A request that was not led to a method.
pub(super) fn unrouted(
    settings: &Settings,
    world: &Snapshot,
    asked: &Asked,
    miss: Miss<'_>,
) -> Fixed {
    match miss {
        Miss::WrongNetwork(api) if api.endpoint_type == EndpointType::Private => {
            through_an_endpoint(settings, world, asked, api.account.as_str())
        }
        Miss::WrongNetwork(api) => {
            let words = format!(
                "API {} is public: call it without a VPC endpoint, by its default host name",
                api.id
            );
            let change = Change::for_client(StepName::Addressing, "public", Value::Null, words);
            let other = asked.through(Via::Public, asked.peer());
            let tried = other.judge(settings, world).is_ok();
            Fixed::Client(change, tried)
        }
        Miss::NoStage(api) => {
            let (_, below) = split(asked.path());
            let mut stages: Vec<&str> = api.stages().map(|stage| stage.name.as_str()).collect();
            stages.sort_unstable();
            let paths = stages.into_iter().map(|stage| {
                let path = format!("/{stage}{below}");
                (asked.method().to_owned(), path)
            });
            ask_for(settings, world, asked, StepName::Addressing, api.account.as_str(), paths)
        }
        Miss::NoMethod(api, stage) => {
            let mut methods: Vec<(String, String)> = stage
                .deployed
                .methods()
                .filter(|method| !method.resource_path.contains('{'))
                .map(|method| {
                    let verb = match method.http_method.as_str() {
                        "ANY" => asked.method(),
                        verb => verb,
                    };
                    let path = format!("/{}{}", stage.name, method.resource_path);
                    (verb.to_owned(), path)
                })
                .collect();
            // What differs least comes first: the same path, then the same verb.
            methods.sort_by_key(|(verb, path)| {
                (path != asked.path(), verb != asked.method(), path.clone())
            });
            ask_for(
                settings,
                world,
                asked,
                StepName::Method,
                api.account.as_str(),
                methods.into_iter(),
            )
        }
        Miss::NoApi | Miss::Conflict | Miss::NoMapping | Miss::EndpointDisabled(_) => {
            Fixed::Nothing(
                "no change of a policy helps: the request names no API that is served under that name".to_owned(),
            )
        }
    }
}

/// The first of these that the caller may have.
fn ask_for(
    settings: &Settings,
    world: &Snapshot,
    asked: &Asked,
    step: StepName,
    account: &str,
    candidates: impl Iterator<Item = (String, String)>,
) -> Fixed {
    for (verb, path) in candidates.take(MOST_TRIES) {
        if asked.asking(&verb, &path).judge(settings, world).is_ok() {
            let words = format!(
                "ask for what is deployed, such as {verb} {path}, or add the resource or the stage and create a deployment"
            );
            let with = json!({ "method": verb, "path": path });
            let mut change = Change::for_client(step, "request", with, words);
            change.account = Some(account.to_owned());
            return Fixed::Client(change, true);
        }
    }
    Fixed::Nothing(
        "nothing of the kind is deployed: add the resource, the method or the stage and create a deployment".to_owned(),
    )
}

/// A PRIVATE API, called from outside: an endpoint of the caller's own account that leads to it, from an interface that
/// its groups let in.
fn through_an_endpoint(settings: &Settings, world: &Snapshot, asked: &Asked, owner: &str) -> Fixed {
    let step = StepName::Addressing;
    let words = "the API is PRIVATE: call it through an interface VPC endpoint for execute-api";
    let Some(principal) = asked.principal() else {
        let change = Change::for_client(step, "endpoint", Value::Null, words);
        return Fixed::Client(change, false);
    };
    let account = principal.identity.account;
    let mut tries = 0_usize;
    let mut endpoints: Vec<_> = world
        .endpoints()
        .filter(|endpoint| endpoint.account == account)
        .collect();
    endpoints.sort_by(|one, other| one.id.cmp(&other.id));
    for endpoint in endpoints {
        let mut interfaces: Vec<_> = world
            .interfaces()
            .filter(|it| it.vpc == endpoint.vpc && it.vpc_endpoint.is_none())
            .collect();
        interfaces.sort_by(|one, other| one.id.cmp(&other.id));
        for interface in interfaces {
            tries = tries.saturating_add(1);
            if tries > MOST_TRIES {
                break;
            }
            let via = Via::Endpoint(&endpoint.id);
            let peers = [interface.private_ip.into(), interface.loopback.into()];
            let passes = peers.into_iter().any(|peer| {
                layer1_security_group::judge(world, via, peer).passes()
                    && asked.through(via, peer).judge(settings, world).is_ok()
            });
            if passes {
                let words = format!(
                    "{words}, such as {} from network interface {}",
                    endpoint.id, interface.id
                );
                let with = json!({
                    "vpcEndpointId": endpoint.id,
                    "networkInterfaceId": interface.id,
                });
                let mut change = Change::for_client(step, "endpoint", with, words);
                // The way is the caller's to know, not that of the API's owner.
                change.account = Some(account.to_string());
                return Fixed::Client(change, true);
            }
        }
    }
    let mut change = Change::for_client(step, "endpoint", Value::Null, words);
    change.account = Some(owner.to_owned());
    Fixed::Client(change, false)
}

/// The stage and what is below it.
fn split(path: &str) -> (&str, &str) {
    let rest = path.strip_prefix('/').unwrap_or(path);
    match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    }
}
