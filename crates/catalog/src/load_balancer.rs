//! The records of Elastic Load Balancing: load balancers, target groups, listeners and their rules. What reaches
//! which target is decided from them elsewhere; nothing here listens, and nothing knows whether a target is healthy.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use ipnet::IpNet;
use portcullis_iam::Arn;
use serde::{Deserialize, Serialize};

use crate::{AccountId, Record, identity::Tags};

/// What a load balancer understands of what it forwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LoadBalancerKind {
    /// Requests.
    Application,
    /// Connections.
    Network,
}

/// An Application or Network Load Balancer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub struct LoadBalancer {
    pub account: AccountId,
    pub name: String,
    /// The end of its ARN: 16 hexadecimal digits.
    pub id: String,
    pub kind: LoadBalancerKind,
    /// `internal` rather than `internet-facing`.
    pub internal: bool,
    /// Unix seconds.
    pub created: i64,
    pub vpc: String,
    /// Its nodes by the id of the subnet that each is in.
    pub nodes: BTreeMap<String, LoadBalancerNode>,
    pub security_groups: BTreeSet<String>,
    /// The first label of its DNS name.
    pub dns_label: String,
    /// Whether the groups of a Network Load Balancer guard what comes through PrivateLink too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guards_private_link: Option<bool>,
    /// Those that were set; a default holds for each other one.
    pub attributes: BTreeMap<String, String>,
    pub tags: Tags,
}

/// Where a load balancer is in one subnet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub struct LoadBalancerNode {
    pub availability_zone: String,
    /// `eni-…`
    pub network_interface: String,
    /// The address that was asked for; without one the interface has the next that was free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_ip: Option<Ipv4Addr>,
}

/// The protocol of a listener, a target group or a health check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub enum TrafficProtocol {
    Http,
    Https,
    Tcp,
    Tls,
    Udp,
    TcpUdp,
}

/// What the targets of a group are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    /// Instances, by id.
    Instance,
    /// IP addresses.
    Ip,
    /// One Lambda function, by its ARN.
    Lambda,
    /// One Application Load Balancer, by its ARN.
    Alb,
}

/// A target group with its targets.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub struct TargetGroup {
    pub account: AccountId,
    pub name: String,
    /// The end of its ARN: 16 hexadecimal digits.
    pub id: String,
    pub target_kind: TargetKind,
    /// This and the next three: none where the target is a function.
    pub protocol: Option<TrafficProtocol>,
    /// `HTTP1`, `HTTP2` or `GRPC`, where the protocol is HTTP or HTTPS.
    pub protocol_version: Option<String>,
    pub port: Option<u16>,
    pub vpc: Option<String>,
    /// Whether its addresses are of IPv6.
    pub ipv6: bool,
    pub health_check: HealthCheck,
    /// Those that were set; a default holds for each other one.
    pub attributes: BTreeMap<String, String>,
    pub targets: Vec<Target>,
    pub tags: Tags,
}

/// How a target group finds out which of its targets are healthy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub struct HealthCheck {
    pub enabled: bool,
    /// None where the target is a function.
    pub protocol: Option<TrafficProtocol>,
    /// None is the port that the target has its traffic on.
    pub port: Option<u16>,
    /// For checks by HTTP or HTTPS.
    pub path: Option<String>,
    /// Seconds.
    pub interval: u16,
    /// Seconds.
    pub timeout: u16,
    pub healthy_threshold: u8,
    pub unhealthy_threshold: u8,
    /// The codes of success, such as `200,202` or `200-299`: of gRPC where that is the group's protocol version.
    pub matcher: Option<String>,
}

/// One target of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub struct Target {
    /// An instance id, an address or an ARN.
    pub id: String,
    /// None for a function.
    pub port: Option<u16>,
    /// A zone, or `all`; none where it is not known.
    pub availability_zone: Option<String>,
    /// When it was registered, Unix seconds.
    pub registered: i64,
    /// When it was deregistered, while it has connections that may still end by themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draining: Option<i64>,
}

/// What a load balancer listens on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub struct Listener {
    pub account: AccountId,
    /// Its load balancer: kind, name and id, as its ARN has them.
    pub load_balancer_kind: LoadBalancerKind,
    pub load_balancer: String,
    pub load_balancer_id: String,
    /// The end of its ARN: 16 hexadecimal digits.
    pub id: String,
    pub protocol: TrafficProtocol,
    pub port: u16,
    /// This, the certificates and what follows are for HTTPS and TLS.
    pub ssl_policy: Option<String>,
    /// ARNs, the default one first.
    pub certificates: Vec<String>,
    pub alpn_policy: Option<String>,
    /// `off` or `passthrough`.
    pub mutual_authentication: Option<String>,
    pub default_actions: Vec<Action>,
    /// The id of the rule that stands for the default actions and has no record.
    pub default_rule: String,
    /// Those that were set; a default holds for each other one.
    pub attributes: BTreeMap<String, String>,
    pub tags: Tags,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub default_rule_tags: Tags,
}

/// A rule of a listener of an Application Load Balancer, other than the default one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub struct ListenerRule {
    pub account: AccountId,
    pub load_balancer: String,
    pub load_balancer_id: String,
    pub listener: String,
    /// The end of its ARN: 16 hexadecimal digits.
    pub id: String,
    pub priority: u32,
    /// All must hold.
    pub conditions: Vec<RuleCondition>,
    pub actions: Vec<Action>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transforms: Vec<Transform>,
    pub tags: Tags,
}

/// What is done with a request or a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub struct Action {
    /// As it was sent; a listener of one action needs none.
    pub order: Option<u32>,
    pub what: ActionKind,
}

/// The kinds of action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub enum ActionKind {
    /// To a target of one of the groups, chosen by weight.
    Forward {
        target_groups: Vec<WeightedTargetGroup>,
        /// For how many seconds a client stays with one group; none where it does not.
        stickiness: Option<u32>,
    },
    Redirect {
        protocol: String,
        port: String,
        host: String,
        path: String,
        query: String,
        /// 301 rather than 302.
        permanent: bool,
    },
    FixedResponse {
        status_code: String,
        content_type: Option<String>,
        message_body: Option<String>,
    },
}

/// A target group with the share of requests that it gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightedTargetGroup {
    /// The ARN of the group.
    pub arn: String,
    /// 0 to 999.
    pub weight: u16,
}

/// What must hold of a request. Values have the wildcards `*` and `?`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub enum RuleCondition {
    HostHeader(Patterns),
    PathPattern(Patterns),
    HttpHeader {
        name: String,
        patterns: Patterns,
    },
    /// Each with its key, or for any key.
    QueryString(Vec<(Option<String>, String)>),
    HttpRequestMethod(Vec<String>),
    SourceIp(Vec<IpNet>),
}

/// The values of a condition: one kind of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Patterns {
    /// With wildcards.
    Values(Vec<String>),
    /// Regular expressions.
    Regexes(Vec<String>),
}

/// How a rule rewrites a request before it is forwarded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are Elastic Load Balancing's")]
pub struct Transform {
    /// The `Host` header rather than the URL.
    pub host_header: bool,
    pub regex: String,
    pub replace: String,
}

impl LoadBalancerKind {
    /// The word for it in ARNs.
    pub fn in_arn(self) -> &'static str {
        match self {
            Self::Application => "app",
            Self::Network => "net",
        }
    }

    fn from_arn(word: &str) -> Option<Self> {
        [Self::Application, Self::Network]
            .into_iter()
            .find(|kind| kind.in_arn() == word)
    }
}

/// What an ARN of Elastic Load Balancing names. Whether it exists is for the store to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the parts of an ARN, in its order")]
pub enum LoadBalancingArn<'a> {
    LoadBalancer {
        kind: LoadBalancerKind,
        name: &'a str,
        id: &'a str,
    },
    TargetGroup {
        name: &'a str,
        id: &'a str,
    },
    Listener {
        load_balancer: &'a str,
        id: &'a str,
    },
    Rule {
        load_balancer: &'a str,
        listener: &'a str,
        id: &'a str,
    },
}

impl<'a> LoadBalancingArn<'a> {
    /// Reads an ARN of this region: the account, and what it names there.
    pub fn parse(text: &'a str, region: &str) -> Option<(AccountId, Self)> {
        let arn = Arn::parse(text)?;
        if (arn.partition, arn.service, arn.region) != ("aws", "elasticloadbalancing", region) {
            return None;
        }
        let account = AccountId::parse(arn.account).ok()?;
        let parts: Vec<&str> = arn.resource.split('/').collect();
        let named = match parts.as_slice() {
            ["loadbalancer", kind, name, id] => Self::LoadBalancer {
                kind: LoadBalancerKind::from_arn(kind)?,
                name,
                id,
            },
            ["targetgroup", name, id] => Self::TargetGroup { name, id },
            ["listener", kind, _, load_balancer, id] => {
                LoadBalancerKind::from_arn(kind)?;
                Self::Listener { load_balancer, id }
            }
            ["listener-rule", kind, _, load_balancer, listener, id] => {
                LoadBalancerKind::from_arn(kind)?;
                Self::Rule {
                    load_balancer,
                    listener,
                    id,
                }
            }
            _ => return None,
        };
        Some((account, named))
    }
}

impl LoadBalancer {
    /// The key of a load balancer: names are unique in an account.
    pub fn key_of(account: AccountId, name: &str) -> String {
        format!("load-balancer/{account}/{name}")
    }

    /// What ARNs and the descriptions of its interfaces call it: `net/NAME/ID`.
    pub fn path(&self) -> String {
        format!("{}/{}/{}", self.kind.in_arn(), self.name, self.id)
    }

    /// Its DNS name. The two kinds have their zones at different places of the name.
    pub fn dns_name(&self, region: &str, suffix: &str) -> String {
        match self.kind {
            LoadBalancerKind::Application => format!("{}.{region}.elb.{suffix}", self.dns_label),
            LoadBalancerKind::Network => format!("{}.elb.{region}.{suffix}", self.dns_label),
        }
    }

    /// `arn:aws:elasticloadbalancing:R:A:loadbalancer/net/NAME/ID`
    pub fn arn(&self, region: &str) -> String {
        arn(
            region,
            self.account,
            &format!("loadbalancer/{}", self.path()),
        )
    }
}

impl HealthCheck {
    /// Whether a status is one of success, as the matcher says.
    pub fn accepts(&self, status: u16) -> bool {
        let matcher = self.matcher.as_deref().unwrap_or("200");
        matcher.split(',').any(|codes| {
            let (first, last) = codes.split_once('-').unwrap_or((codes, codes));
            let bounds = (first.trim().parse::<u16>(), last.trim().parse::<u16>());
            matches!(bounds, (Ok(first), Ok(last)) if (first..=last).contains(&status))
        })
    }
}

impl TargetGroup {
    /// The key of a target group: names are unique in an account.
    pub fn key_of(account: AccountId, name: &str) -> String {
        format!("target-group/{account}/{name}")
    }

    /// `arn:aws:elasticloadbalancing:R:A:targetgroup/NAME/ID`
    pub fn arn(&self, region: &str) -> String {
        arn(
            region,
            self.account,
            &format!("targetgroup/{}/{}", self.name, self.id),
        )
    }
}

impl Listener {
    /// The key of a listener, below its load balancer.
    pub fn key_of(account: AccountId, load_balancer_id: &str, id: &str) -> String {
        format!("listener/{account}/{load_balancer_id}/{id}")
    }

    /// What ARNs call it: `net/NAME/LOAD-BALANCER-ID/ID`.
    fn path(&self) -> String {
        let kind = self.load_balancer_kind.in_arn();
        format!(
            "{kind}/{}/{}/{}",
            self.load_balancer, self.load_balancer_id, self.id
        )
    }

    /// `arn:aws:elasticloadbalancing:R:A:listener/net/NAME/LOAD-BALANCER-ID/ID`
    pub fn arn(&self, region: &str) -> String {
        arn(region, self.account, &format!("listener/{}", self.path()))
    }

    /// The ARN of the rule that stands for its default actions.
    pub fn default_rule_arn(&self, region: &str) -> String {
        let rule = format!("listener-rule/{}/{}", self.path(), self.default_rule);
        arn(region, self.account, &rule)
    }

    /// The ARN of its load balancer.
    pub fn load_balancer_arn(&self, region: &str) -> String {
        let kind = self.load_balancer_kind.in_arn();
        let path = format!(
            "loadbalancer/{kind}/{}/{}",
            self.load_balancer, self.load_balancer_id
        );
        arn(region, self.account, &path)
    }
}

impl ListenerRule {
    /// The key of a rule, below its listener.
    pub fn key_of(account: AccountId, load_balancer_id: &str, listener: &str, id: &str) -> String {
        format!("listener-rule/{account}/{load_balancer_id}/{listener}/{id}")
    }

    /// `arn:aws:elasticloadbalancing:R:A:listener-rule/app/NAME/LOAD-BALANCER-ID/LISTENER/ID`
    pub fn arn(&self, region: &str) -> String {
        let (name, balancer) = (&self.load_balancer, &self.load_balancer_id);
        let rule = format!("{name}/{balancer}/{}/{}", self.listener, self.id);
        arn(region, self.account, &format!("listener-rule/app/{rule}"))
    }
}

/// The target groups that actions forward to, by ARN.
pub fn forwarded_to(actions: &[Action]) -> impl Iterator<Item = &str> {
    actions
        .iter()
        .flat_map(|action| match &action.what {
            ActionKind::Forward { target_groups, .. } => target_groups.as_slice(),
            _ => &[],
        })
        .map(|group| group.arn.as_str())
}

impl Record for LoadBalancer {
    const KIND: &'static str = "load-balancer";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.name)
    }
}

impl Record for TargetGroup {
    const KIND: &'static str = "target-group";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.name)
    }
}

impl Record for Listener {
    const KIND: &'static str = "listener";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.load_balancer_id, &self.id)
    }
}

impl Record for ListenerRule {
    const KIND: &'static str = "listener-rule";
    fn key(&self) -> String {
        Self::key_of(
            self.account,
            &self.load_balancer_id,
            &self.listener,
            &self.id,
        )
    }
}

fn arn(region: &str, account: AccountId, resource: &str) -> String {
    format!("arn:aws:elasticloadbalancing:{region}:{account}:{resource}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_say_what_they_name() {
        const PREFIX: &str = "arn:aws:elasticloadbalancing:us-east-1:111111111111";
        let named = |resource: &str| {
            let text = format!("{PREFIX}:{resource}");
            LoadBalancingArn::parse(&text, "us-east-1").map(|(_, named)| format!("{named:?}"))
        };
        let balancer = named("loadbalancer/net/nlb/50dc6c495c0c9188").unwrap();
        assert!(balancer.contains("Network"), "{balancer}");
        assert!(named("targetgroup/t/73e2d6bc24d8a067").is_some());
        assert!(named("listener/app/a/50dc6c495c0c9188/f2f7dc8efc522ab2").is_some());
        assert!(named("listener-rule/app/a/50dc6c495c0c9188/f2f7dc8efc522ab2/96").is_some());
        for other in [
            "loadbalancer/classic",
            "loadbalancer/gwy/g/1",
            "listener/net/a/b",
            "nothing",
        ] {
            assert_eq!(named(other), None, "{other}");
        }
        let elsewhere = "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/t/7";
        assert_eq!(LoadBalancingArn::parse(elsewhere, "us-east-1"), None);
    }
}
