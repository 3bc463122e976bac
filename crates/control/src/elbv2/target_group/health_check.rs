//! The health check of a target group: what a call asks for, over the defaults or over what is set. Defaults and
//! ranges are those of the model's documentation of `CreateTargetGroupInput` and of the User Guides, "Health checks for
//! your target groups". Nothing is checked here.

use portcullis_catalog::load_balancer::{HealthCheck, TargetGroup, TargetKind, TrafficProtocol};
use portcullis_wire::{Fault, elbv2 as wire};

use super::super::{invalid, misconfigured, protocol, some};

/// The word for the port that a target has its traffic on.
const TRAFFIC_PORT: &str = "traffic-port";

/// What a call says about a health check.
pub(super) struct Asked {
    pub(super) protocol: Option<wire::ProtocolEnum>,
    pub(super) port: Option<String>,
    pub(super) enabled: Option<bool>,
    pub(super) path: Option<String>,
    pub(super) interval: Option<i32>,
    pub(super) timeout: Option<i32>,
    pub(super) healthy_threshold: Option<i32>,
    pub(super) unhealthy_threshold: Option<i32>,
    pub(super) matcher: Option<wire::Matcher>,
}

/// What a health check is of.
#[derive(Clone, Copy)]
struct Group<'a> {
    kind: TargetKind,
    /// None where the target is a function.
    protocol: Option<TrafficProtocol>,
    version: Option<&'a str>,
}

impl Group<'_> {
    fn is_grpc(self) -> bool {
        self.version == Some("GRPC")
    }

    /// Whether a Network Load Balancer forwards to it.
    fn is_of_connections(self) -> bool {
        self.protocol
            .is_some_and(|protocol| !protocol::is_http(protocol))
    }
}

/// The health check of a new group.
pub(super) fn new(
    kind: TargetKind,
    protocol: Option<TrafficProtocol>,
    version: Option<&str>,
    asked: Asked,
) -> Result<HealthCheck, Fault> {
    let group = Group {
        kind,
        protocol,
        version,
    };
    let by = match asked.protocol {
        Some(by) => Some(protocol::read(by)?),
        None => default_protocol(group),
    };
    apply(group, defaults(group, by), asked)
}

/// The health check of a group with what a call changes.
pub(super) fn changed(group: &TargetGroup, asked: Asked) -> Result<HealthCheck, Fault> {
    let of = Group {
        kind: group.target_kind,
        protocol: group.protocol,
        version: group.protocol_version.as_deref(),
    };
    let mut check = group.health_check.clone();
    let by = asked.protocol.map(protocol::read).transpose()?;
    if let Some(by) = by.filter(|by| Some(*by) != check.protocol) {
        // A path and codes come and go with the protocol that has them.
        let defaults = defaults(of, Some(by));
        check.protocol = Some(by);
        check.path = defaults.path.map(|path| check.path.unwrap_or(path));
        check.matcher = defaults.matcher.map(|codes| check.matcher.unwrap_or(codes));
    }
    apply(of, check, asked)
}

/// The port as answers show it.
pub(super) fn shown_port(check: &HealthCheck) -> String {
    check
        .port
        .map_or_else(|| TRAFFIC_PORT.to_owned(), |port| port.to_string())
}

fn default_protocol(group: Group<'_>) -> Option<TrafficProtocol> {
    match group.kind {
        TargetKind::Lambda => None,
        TargetKind::Alb => Some(TrafficProtocol::Http),
        _ if group.is_of_connections() => Some(TrafficProtocol::Tcp),
        _ => Some(TrafficProtocol::Http),
    }
}

fn defaults(group: Group<'_>, by: Option<TrafficProtocol>) -> HealthCheck {
    let with_path = by.is_none_or(protocol::is_http);
    let timeout = match (group.kind, group.is_of_connections(), by) {
        (TargetKind::Lambda, ..) => 30,
        (_, false, _) => 5,
        (_, true, Some(TrafficProtocol::Http)) => 6,
        (_, true, _) => 10,
    };
    let matcher = if group.is_grpc() {
        "12"
    } else if group.is_of_connections() {
        "200-399"
    } else {
        "200"
    };
    let path = if group.is_grpc() {
        "/AWS.ALB/healthcheck"
    } else {
        "/"
    };
    let of_function = group.kind == TargetKind::Lambda;
    HealthCheck {
        enabled: !of_function,
        protocol: by,
        port: None,
        path: with_path.then(|| path.to_owned()),
        interval: if of_function { 35 } else { 30 },
        timeout,
        healthy_threshold: 5,
        unhealthy_threshold: if of_function { 5 } else { 2 },
        matcher: with_path.then(|| matcher.to_owned()),
    }
}

fn apply(group: Group<'_>, mut check: HealthCheck, asked: Asked) -> Result<HealthCheck, Fault> {
    check_protocol(group, check.protocol, asked.protocol.is_some())?;
    if let Some(enabled) = asked.enabled {
        if !enabled && group.kind != TargetKind::Lambda {
            let kind = match group.kind {
                TargetKind::Ip => "ip",
                TargetKind::Alb => "alb",
                _ => "instance",
            };
            let message = format!(
                "Health check enabled must be true for target groups with target type '{kind}'"
            );
            return Err(invalid(message));
        }
        check.enabled = enabled;
    }
    if let Some(port) = some(asked.port) {
        if group.kind == TargetKind::Lambda {
            return Err(invalid(
                "Health check port cannot be specified for target groups with target type 'lambda'",
            ));
        }
        check.port = read_port(&port)?;
    }
    if let Some(path) = some(asked.path) {
        if check.path.is_none() {
            return Err(invalid(
                "Health check path cannot be specified for health checks with the protocol 'TCP'",
            ));
        }
        if !path.starts_with('/') {
            let message = format!("Health check path '{path}' must begin with a '/' character");
            return Err(invalid(message));
        }
        check.path = Some(path);
    }
    if let Some(matcher) = asked.matcher {
        apply_matcher(group, &mut check, matcher)?;
    }
    // The model has the ranges, which fit.
    let number = |asked: Option<i32>| asked.and_then(|asked| u16::try_from(asked).ok());
    check.interval = number(asked.interval).unwrap_or(check.interval);
    check.timeout = number(asked.timeout).unwrap_or(check.timeout);
    let count = |asked: Option<i32>| asked.and_then(|asked| u8::try_from(asked).ok());
    check.healthy_threshold = count(asked.healthy_threshold).unwrap_or(check.healthy_threshold);
    check.unhealthy_threshold =
        count(asked.unhealthy_threshold).unwrap_or(check.unhealthy_threshold);
    if check.timeout > check.interval {
        // A shorter interval shortens a timeout that nobody asked for.
        if number(asked.timeout).is_none() {
            check.timeout = check.interval;
        } else {
            let message = format!(
                "Health check timeout '{}' must be smaller than or equal to the interval '{}'",
                check.timeout, check.interval
            );
            return Err(invalid(message));
        }
    }
    Ok(check)
}

fn check_protocol(group: Group<'_>, by: Option<TrafficProtocol>, asked: bool) -> Result<(), Fault> {
    let supported = match by {
        None => true,
        Some(_) if group.kind == TargetKind::Lambda => !asked,
        Some(TrafficProtocol::Http | TrafficProtocol::Https) => true,
        Some(TrafficProtocol::Tcp) => group.is_of_connections() && group.kind != TargetKind::Alb,
        Some(_) => false,
    };
    if supported {
        return Ok(());
    }
    let by = by.map(protocol::shown);
    let by = by.map_or("", wire::ProtocolEnum::as_str);
    Err(misconfigured(format!(
        "The health check protocol '{by}' is not supported for this target group"
    )))
}

fn read_port(port: &str) -> Result<Option<u16>, Fault> {
    if port == TRAFFIC_PORT {
        return Ok(None);
    }
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    match port.parse::<u16>() {
        Ok(number) if digits && number > 0 => Ok(Some(number)),
        _ => Err(invalid(format!(
            "Health check port '{port}' must be '{TRAFFIC_PORT}' or a number from 1 to 65535"
        ))),
    }
}

fn apply_matcher(
    group: Group<'_>,
    check: &mut HealthCheck,
    matcher: wire::Matcher,
) -> Result<(), Fault> {
    let (codes, unfit) = if group.is_grpc() {
        (matcher.grpc_code, matcher.http_code)
    } else {
        (matcher.http_code, matcher.grpc_code)
    };
    if some(unfit).is_some() {
        return Err(invalid(
            "Health check matcher must be of HTTP codes, and of gRPC codes for target groups with the protocol version 'GRPC'",
        ));
    }
    let Some(codes) = some(codes) else {
        return Ok(());
    };
    if check.matcher.is_none() {
        return Err(invalid(
            "Health check matcher cannot be specified for health checks with the protocol 'TCP'",
        ));
    }
    let range = if group.is_grpc() {
        0..=99
    } else if group.is_of_connections() {
        200..=599
    } else {
        200..=499
    };
    let code = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let code = text.parse::<u16>().ok().filter(|code| range.contains(code));
        code.filter(|_| digits)
    };
    let fits = codes.split(',').all(|part| match part.split_once('-') {
        Some((first, last)) => match (code(first), code(last)) {
            (Some(first), Some(last)) => first <= last,
            _ => false,
        },
        None => code(part).is_some(),
    });
    if !fits {
        let (first, last) = range.into_inner();
        let message = format!(
            "Health check matcher '{codes}' must be codes or ranges of codes within '{first}-{last}'"
        );
        return Err(invalid(message));
    }
    check.matcher = Some(codes);
    Ok(())
}
