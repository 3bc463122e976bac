//! Listeners: made, described, changed, deleted, each with the default rule that stands for its default actions.

use std::collections::BTreeMap;

use portcullis_catalog::Record;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::load_balancer::{
    Listener, LoadBalancer, LoadBalancerKind, TargetKind, TrafficProtocol,
};
use portcullis_wire::{Fault, elbv2 as wire};

use super::action::{self, Place};
use super::page::{page, unique};
use super::{
    address, authorize, fault, invalid, listener_certificate, misconfigured, new_id, protocol,
    some, ssl_policy, tag,
};
use crate::{KeyValue, Permission, Tx};

/// AWS's quota for a load balancer (Application Load Balancers User Guide, "Quotas").
const MAX_LISTENERS: usize = 50;
const ALPN_POLICIES: [&str; 5] = [
    "HTTP1Only",
    "HTTP2Only",
    "HTTP2Optional",
    "HTTP2Preferred",
    "None",
];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateListenerInput,
) -> Result<Vec<Permission>, Fault> {
    let arn = &input.load_balancer_arn;
    let mut create = authorize::permission(tx, "CreateListener", arn)?;
    create = about_protocol(create, input.protocol, input.ssl_policy.as_deref());
    let tags = authorize::brought(input.tags.as_deref());
    if tags.is_empty() {
        return Ok(vec![create]);
    }
    let listener = arn.replacen(":loadbalancer/", ":listener/", 1) + "/*";
    let tagging = Permission::new("elasticloadbalancing:AddTags", listener, tx.account())
        .bringing(tags.clone())
        .with(
            "elasticloadbalancing:CreateAction",
            KeyValue::Text("CreateListener".to_owned()),
        );
    Ok(vec![create.bringing(tags), tagging])
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateListenerInput,
) -> Result<wire::CreateListenerOutput, Fault> {
    let balancer = address::load_balancer(tx, &input.load_balancer_arn)?;
    let of = input
        .protocol
        .ok_or_else(|| invalid("A protocol must be specified"))?;
    let of = check_protocol(&balancer, of)?;
    let port = input.port.and_then(|port| u16::try_from(port).ok());
    let port = port.ok_or_else(|| invalid("A port must be specified"))?;
    let place = Place {
        balancer: &balancer,
        protocol: of,
    };
    let listener = Listener {
        account: balancer.account,
        load_balancer_kind: balancer.kind,
        load_balancer: balancer.name.clone(),
        load_balancer_id: balancer.id.clone(),
        id: new_id(tx)?,
        protocol: of,
        port,
        ssl_policy: some(input.ssl_policy),
        certificates: listener_certificate::default_one(tx, input.certificates)?,
        alpn_policy: alpn_policy(input.alpn_policy)?,
        mutual_authentication: mutual_authentication(input.mutual_authentication)?,
        default_actions: action::read(tx, &place, input.default_actions)?,
        default_rule: new_id(tx)?,
        attributes: BTreeMap::new(),
        tags: tag::read(input.tags)?,
        default_rule_tags: Tags::new(),
    };
    let listener = secured(listener)?;
    let others = address::listeners_of(tx, &balancer)?;
    if let Some(existing) = others.iter().find(|other| other.port == port) {
        if !same_settings(existing, &listener) {
            return Err(duplicate(&input.load_balancer_arn));
        }
        return Ok(wire::CreateListenerOutput {
            listeners: Some(vec![shown(tx, existing)]),
        });
    }
    if others.len() >= MAX_LISTENERS {
        let message =
            format!("The limit of {MAX_LISTENERS} listeners of a load balancer is reached");
        return Err(fault("TooManyListeners", message));
    }
    tx.put(&listener)?;
    Ok(wire::CreateListenerOutput {
        listeners: Some(vec![shown(tx, &listener)]),
    })
}

/// Whether a repeated call makes what is there.
fn same_settings(one: &Listener, other: &Listener) -> bool {
    one.protocol == other.protocol
        && one.ssl_policy == other.ssl_policy
        && one.certificates == other.certificates
        && one.alpn_policy == other.alpn_policy
        && one.mutual_authentication == other.mutual_authentication
        && one.default_actions == other.default_actions
        && one.tags == other.tags
}

fn duplicate(balancer: &str) -> Fault {
    let message =
        format!("A listener already exists on this port for this load balancer '{balancer}'");
    fault("DuplicateListener", message)
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeListenersInput,
) -> Result<wire::DescribeListenersOutput, Fault> {
    let arns = input.listener_arns.unwrap_or_default();
    let listeners = match (some(input.load_balancer_arn), arns.is_empty()) {
        (Some(arn), true) => {
            let balancer = address::load_balancer(tx, &arn)?;
            address::listeners_of(tx, &balancer)?
        }
        (None, false) => {
            let found = arns.iter().map(|arn| {
                address::find_listener(tx, arn)?.ok_or_else(address::listeners_not_found)
            });
            found.collect::<Result<_, _>>()?
        }
        (Some(_), false) => {
            return Err(invalid(
                "A load balancer ARN and listener ARNs cannot be specified at the same time",
            ));
        }
        (None, true) => {
            return Err(invalid(
                "You must specify either listener ARNs or a load balancer ARN",
            ));
        }
    };
    let marker = input.marker.as_deref();
    let key = |listener: &Listener| listener.key();
    let (listeners, next_marker) = page(unique(listeners, key), key, input.page_size, marker)?;
    Ok(wire::DescribeListenersOutput {
        listeners: Some(listeners.iter().map(|one| shown(tx, one)).collect()),
        next_marker,
    })
}

pub(super) fn may_modify(
    tx: &Tx<'_>,
    input: &wire::ModifyListenerInput,
) -> Result<Vec<Permission>, Fault> {
    let permission = authorize::permission(tx, "ModifyListener", &input.listener_arn)?;
    let policy = input.ssl_policy.as_deref();
    Ok(vec![about_protocol(permission, input.protocol, policy)])
}

pub(super) fn modify(
    tx: &mut Tx<'_>,
    input: wire::ModifyListenerInput,
) -> Result<wire::ModifyListenerOutput, Fault> {
    let mut listener = address::listener(tx, &input.listener_arn)?;
    let arn = listener.load_balancer_arn(tx.region());
    let balancer = address::load_balancer(tx, &arn)?;
    if let Some(of) = input.protocol {
        listener.protocol = check_protocol(&balancer, of)?;
        if !protocol::is_secure(listener.protocol) {
            listener.ssl_policy = None;
            listener.certificates = Vec::new();
        }
        if listener.protocol != TrafficProtocol::Tls {
            listener.alpn_policy = None;
        }
        if listener.protocol != TrafficProtocol::Https {
            listener.mutual_authentication = None;
        }
    }
    let port = input.port.and_then(|port| u16::try_from(port).ok());
    if let Some(port) = port.filter(|port| *port != listener.port) {
        let others = address::listeners_of(tx, &balancer)?;
        if others.iter().any(|other| other.port == port) {
            return Err(duplicate(&arn));
        }
        check_unused(tx, &listener)?;
        listener.port = port;
    }
    if let Some(policy) = some(input.ssl_policy) {
        listener.ssl_policy = Some(policy);
    }
    if let Some(certificate) = listener_certificate::default_one(tx, input.certificates)?.pop() {
        // The others stay; the new default one is not listed twice.
        let others = listener.certificates.iter().skip(1);
        let others = others.filter(|other| **other != certificate).cloned();
        listener.certificates = [certificate.clone()].into_iter().chain(others).collect();
    }
    if let Some(policy) = alpn_policy(input.alpn_policy)? {
        listener.alpn_policy = Some(policy);
    }
    if let Some(mode) = mutual_authentication(input.mutual_authentication)? {
        listener.mutual_authentication = Some(mode);
    }
    let place = Place {
        balancer: &balancer,
        protocol: listener.protocol,
    };
    let actions = match input.default_actions {
        Some(actions) if !actions.is_empty() => actions,
        // What stays must fit another protocol too.
        _ => action::shown(&listener.default_actions),
    };
    listener.default_actions = action::read(tx, &place, actions)?;
    let listener = secured(listener)?;
    tx.put(&listener)?;
    Ok(wire::ModifyListenerOutput {
        listeners: Some(vec![shown(tx, &listener)]),
    })
}

pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteListenerInput,
) -> Result<wire::DeleteListenerOutput, Fault> {
    let listener = address::listener(tx, &input.listener_arn)?;
    check_unused(tx, &listener)?;
    remove(tx, &listener)?;
    Ok(wire::DeleteListenerOutput {})
}

/// Removes a listener with its rules.
pub(super) fn remove(tx: &mut Tx<'_>, listener: &Listener) -> Result<(), Fault> {
    for rule in address::rules_of(tx, listener)? {
        tx.delete(&rule.key());
    }
    tx.delete(&listener.key());
    Ok(())
}

/// A listener of a load balancer that is a target stays on the port that the target is registered with.
fn check_unused(tx: &Tx<'_>, listener: &Listener) -> Result<(), Fault> {
    if listener.load_balancer_kind != LoadBalancerKind::Application {
        return Ok(());
    }
    let (arn, port) = (listener.load_balancer_arn(tx.region()), listener.port);
    for group in address::target_groups(tx)? {
        let mut targets = group.targets.iter();
        let registered = targets.any(|target| target.id == arn && target.port == Some(port));
        if group.target_kind == TargetKind::Alb && registered {
            let message = format!(
                "Listener port '{port}' is in use by registered target '{arn}' and cannot be removed."
            );
            return Err(fault("ResourceInUse", message));
        }
    }
    Ok(())
}

fn check_protocol(
    balancer: &LoadBalancer,
    wanted: wire::ProtocolEnum,
) -> Result<TrafficProtocol, Fault> {
    let read = protocol::read(wanted)?;
    if protocol::listened_by(read) == balancer.kind {
        return Ok(read);
    }
    let allowed = match balancer.kind {
        LoadBalancerKind::Application => "HTTPS, HTTP",
        LoadBalancerKind::Network => "UDP, TCP, TCP_UDP, TLS",
    };
    Err(invalid(format!(
        "Listener protocol '{wanted}' must be one of '{allowed}'"
    )))
}

/// The listener with what its protocol needs, if it has nothing that belongs to another.
fn secured(mut listener: Listener) -> Result<Listener, Fault> {
    let of = protocol::shown(listener.protocol);
    if !protocol::is_secure(listener.protocol) {
        let refused =
            |what: &str| invalid(format!("{what} cannot be specified for {of} listeners"));
        if listener.ssl_policy.is_some() {
            return Err(refused("An SSL policy"));
        }
        if !listener.certificates.is_empty() {
            return Err(refused("A certificate"));
        }
    } else {
        if listener.certificates.is_empty() {
            let message = format!("A certificate must be specified for {of} listeners");
            return Err(invalid(message));
        }
        let policy = listener.ssl_policy.take();
        let policy = policy.unwrap_or_else(|| ssl_policy::DEFAULT.to_owned());
        ssl_policy::check(&policy)?;
        listener.ssl_policy = Some(policy);
    }
    if listener.alpn_policy.is_some() && listener.protocol != TrafficProtocol::Tls {
        let message = format!("An ALPN policy cannot be specified for {of} listeners");
        return Err(invalid(message));
    }
    match (&listener.mutual_authentication, listener.protocol) {
        (None, TrafficProtocol::Https) => listener.mutual_authentication = Some("off".to_owned()),
        (Some(_), TrafficProtocol::Https) | (None, _) => {}
        (Some(_), _) => {
            let message = format!("Mutual authentication cannot be specified for {of} listeners");
            return Err(invalid(message));
        }
    }
    Ok(listener)
}

fn alpn_policy(policies: Option<Vec<String>>) -> Result<Option<String>, Fault> {
    let mut policies = policies.unwrap_or_default();
    policies.retain(|policy| !policy.is_empty());
    match policies.as_slice() {
        [] => Ok(None),
        [policy] if ALPN_POLICIES.contains(&policy.as_str()) => Ok(policies.pop()),
        [policy] => {
            let message = format!("ALPN policy '{policy}' not found");
            Err(fault("ALPNPolicyNotFound", message))
        }
        _ => Err(invalid("Only one ALPN policy can be specified")),
    }
}

fn mutual_authentication(
    wanted: Option<wire::MutualAuthenticationAttributes>,
) -> Result<Option<String>, Fault> {
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    let store = some(wanted.trust_store_arn);
    match (some(wanted.mode).as_deref(), store) {
        (None, None) => Ok(None),
        (Some(mode @ ("off" | "passthrough")), None) => Ok(Some(mode.to_owned())),
        (Some("off" | "passthrough") | None, Some(_)) => Err(invalid(
            "A trust store can be specified for the mutual authentication mode 'verify' only",
        )),
        // There are no trust stores here.
        (Some("verify"), Some(store)) => {
            let message = format!("Trust store '{store}' not found");
            Err(fault("TrustStoreNotFound", message))
        }
        (Some("verify"), None) => Err(invalid(
            "A trust store must be specified for the mutual authentication mode 'verify'",
        )),
        (Some(mode), _) => {
            let message = format!(
                "Mutual authentication mode '{mode}' must be one of 'off, passthrough, verify'"
            );
            Err(misconfigured(message))
        }
    }
}

fn about_protocol(
    permission: Permission,
    of: Option<wire::ProtocolEnum>,
    policy: Option<&str>,
) -> Permission {
    let mut permission = permission;
    if let Some(of) = of {
        let name = "elasticloadbalancing:ListenerProtocol";
        permission = permission.with(name, KeyValue::Text(of.to_string()));
    }
    if let Some(policy) = policy.filter(|policy| !policy.is_empty()) {
        let name = "elasticloadbalancing:SecurityPolicy";
        permission = permission.with(name, KeyValue::Texts(vec![policy.to_owned()]));
    }
    permission
}

fn shown(tx: &Tx<'_>, listener: &Listener) -> wire::Listener {
    let certificate = listener.certificates.first();
    let certificates = certificate.map(|arn| {
        vec![wire::Certificate {
            certificate_arn: Some(arn.clone()),
            is_default: None,
        }]
    });
    let mode = listener.mutual_authentication.clone();
    wire::Listener {
        listener_arn: Some(listener.arn(tx.region())),
        load_balancer_arn: Some(listener.load_balancer_arn(tx.region())),
        port: Some(listener.port.into()),
        protocol: Some(protocol::shown(listener.protocol)),
        certificates,
        ssl_policy: listener.ssl_policy.clone(),
        default_actions: Some(action::shown(&listener.default_actions)),
        alpn_policy: listener.alpn_policy.clone().map(|policy| vec![policy]),
        mutual_authentication: mode.map(|mode| wire::MutualAuthenticationAttributes {
            mode: Some(mode),
            ..Default::default()
        }),
    }
}
