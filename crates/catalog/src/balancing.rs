//! What a load balancer does with a request or a connection: the rule that holds, the target group by weight, the
//! targets in the order in which they are tried. It chooses among values; nothing here connects.

use std::net::IpAddr;
use std::sync::Arc;

use regex::Regex;

use crate::Snapshot;
use crate::health::Condition;
use crate::load_balancer::{
    Action, LoadBalancerKind, Patterns, RuleCondition, Transform, WeightedTargetGroup,
};
use crate::network::NetworkInterface;
use crate::snapshot::{BalancerEntry, ListenerEntry, RuleEntry, TargetEntry, TargetGroupEntry};

const CROSS_ZONE: &str = "load_balancing.cross_zone.enabled";
const MIN_COUNT: &str = "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count";
const MIN_PERCENTAGE: &str =
    "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage";
/// The zone of a target that is in none of the VPC's.
const EVERY_ZONE: &str = "all";

/// What the conditions of rules ask about.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// As it was sent.
    pub method: &'a str,
    /// The `Host` header, with a port if it has one.
    pub host: &'a str,
    /// As it was sent.
    pub path: &'a str,
    /// As it was sent, without its `?`.
    pub query: &'a str,
    /// Names and values.
    pub headers: &'a [(&'a str, &'a str)],
    /// The peer of the connection.
    pub source: IpAddr,
}

/// A target that may be tried, from a node that may reach it.
#[derive(Clone, Copy)]
pub struct Candidate<'w> {
    /// The interface of the load balancer.
    pub node: &'w Arc<NetworkInterface>,
    /// The group that it is a target of.
    pub group: &'w Arc<TargetGroupEntry>,
    /// The target.
    pub target: &'w TargetEntry,
}

impl ListenerEntry {
    /// The first rule that holds, by priority; none where the default actions do.
    pub fn rule(&self, head: &Head<'_>) -> Option<&RuleEntry> {
        self.rules.iter().find(|rule| rule.holds(head))
    }

    /// What becomes of what a rule holds for, or of everything else.
    pub fn action<'e>(&'e self, rule: Option<&'e RuleEntry>) -> Option<&'e Action> {
        let actions = rule.map_or(&self.record.default_actions, |rule| &rule.record.actions);
        actions.iter().max_by_key(|action| action.order)
    }
}

impl RuleEntry {
    /// Whether every condition holds (Application Load Balancers User Guide, "Condition types for listener rules").
    pub fn holds(&self, head: &Head<'_>) -> bool {
        let regexes = self.regexes.iter().map(Vec::as_slice);
        let regexes = regexes.chain(std::iter::repeat(&[] as &[_]));
        let mut conditions = self.record.conditions.iter().zip(regexes);
        conditions.all(|(condition, regexes)| holds(condition, regexes, head))
    }

    /// The host and the path with query that are sent on, where the rule rewrites them. An expression that is none
    /// rewrites nothing.
    pub fn rewritten(&self, host: &str, path_and_query: &str) -> (Option<String>, Option<String>) {
        let applied = |of_host: bool, text: &str| {
            let mut transforms = self.record.transforms.iter();
            let transform: &Transform = transforms.find(|it| it.host_header == of_host)?;
            let regex = Regex::new(&transform.regex).ok()?;
            let replaced = regex.replace(text, transform.replace.as_str());
            (replaced != text).then(|| replaced.into_owned())
        };
        (applied(true, host), applied(false, path_and_query))
    }
}

impl BalancerEntry {
    /// The targets of one of these groups, chosen by weight, in the order in which they are tried: from one node, or
    /// from any. Not more than `most`.
    pub fn candidates<'w>(
        &'w self,
        world: &'w Snapshot,
        groups: &[WeightedTargetGroup],
        node: Option<&'w Arc<NetworkInterface>>,
        most: usize,
    ) -> Vec<Candidate<'w>> {
        let chosen = by_weight(groups, self.turn());
        let Some(group) = chosen.and_then(|chosen| world.target_group(&chosen.arn)) else {
            return Vec::new();
        };
        let turn = group.turn();
        let mut nodes: Vec<&Arc<NetworkInterface>> = match node {
            Some(node) => vec![node],
            None => rotated(self.nodes.iter().collect(), turn),
        };
        let candidate = |node, target| Candidate {
            node,
            group,
            target,
        };
        if self.crosses_zones(group) {
            let (targets, _) = self.routed(group, None);
            let targets = rotated(targets, turn).into_iter().take(most);
            let Some(node) = nodes.first() else {
                return Vec::new();
            };
            return targets.map(|target| candidate(*node, target)).collect();
        }
        let in_zone = |node: &NetworkInterface| self.routed(group, Some(&node.availability_zone));
        // A zone without a healthy target is not in the balancer's name, unless no zone is.
        if nodes.iter().any(|node| in_zone(node).1) {
            nodes.retain(|node| in_zone(node).1);
        }
        let candidates = nodes.into_iter().flat_map(|node| {
            let targets = rotated(in_zone(node).0, turn);
            targets
                .into_iter()
                .map(move |target| candidate(node, target))
        });
        candidates.take(most).collect()
    }

    /// Whether a node reaches targets of other zones than its own (the User Guides, "Cross-zone load balancing").
    pub fn crosses_zones(&self, group: &TargetGroupEntry) -> bool {
        let by_group = group.attribute(CROSS_ZONE);
        let by_balancer = self.record.attributes.get(CROSS_ZONE).map(String::as_str);
        match (by_group, by_balancer, self.record.kind) {
            (Some("true"), ..) => true,
            (Some("false"), ..) => false,
            (_, Some(by_balancer), _) => by_balancer == "true",
            (_, None, LoadBalancerKind::Application) => true,
            (_, None, LoadBalancerKind::Network) => false,
        }
    }

    /// Whether it has a node in the zone of a target.
    pub fn serves_zone_of(&self, target: &TargetEntry) -> bool {
        let zone = target.target.availability_zone.as_deref();
        zone.is_none_or(|zone| {
            zone == EVERY_ZONE || self.nodes.iter().any(|node| node.availability_zone == zone)
        })
    }

    /// The nodes that its DNS name leads to: those whose zones have healthy targets, or all where none has (Network Load
    /// Balancers User Guide, "Health checks for your target groups").
    pub fn nodes_in_service(&self, world: &Snapshot) -> Vec<&Arc<NetworkInterface>> {
        if self.record.kind == LoadBalancerKind::Application {
            return self.nodes.iter().collect();
        }
        let serves = |node: &NetworkInterface| {
            let mut groups = self.groups().filter_map(|arn| world.target_group(arn));
            groups.any(|group| {
                let zone = node.availability_zone.as_str();
                let zone = (!self.crosses_zones(group)).then_some(zone);
                self.routed(group, zone).1
            })
        };
        let serving: Vec<_> = self.nodes.iter().filter(|node| serves(node)).collect();
        if serving.is_empty() {
            return self.nodes.iter().collect();
        }
        serving
    }

    /// The targets that get traffic in a zone, or in all, and whether they get it because they are healthy. With too few
    /// healthy ones all do (the User Guides, "Target group health").
    fn routed<'g>(
        &self,
        group: &'g TargetGroupEntry,
        zone: Option<&str>,
    ) -> (Vec<&'g TargetEntry>, bool) {
        let here = |target: &&TargetEntry| {
            let own = target.target.availability_zone.as_deref();
            let in_zone = match (zone, own) {
                (Some(zone), Some(own)) => own == zone || own == EVERY_ZONE,
                _ => self.serves_zone_of(target),
            };
            in_zone && !target.is_draining()
        };
        let registered: Vec<&TargetEntry> = group.targets.iter().filter(here).collect();
        let healthy = |target: &&TargetEntry| {
            !group.record.health_check.enabled || target.health.condition() == Condition::Healthy
        };
        let healthy: Vec<&TargetEntry> = registered.iter().copied().filter(healthy).collect();
        let number = |name: &str| group.attribute(name).and_then(|text| text.parse().ok());
        let count: usize = number(MIN_COUNT).unwrap_or(1);
        let percentage: usize = number(MIN_PERCENTAGE).unwrap_or(0);
        let enough = healthy.len() >= count && healthy.len() * 100 >= registered.len() * percentage;
        if enough && !healthy.is_empty() {
            (healthy, true)
        } else {
            let any = !healthy.is_empty();
            (registered, any)
        }
    }
}

/// A group by its share. Turns that follow each other are spread evenly (multiplication by the golden ratio).
fn by_weight(groups: &[WeightedTargetGroup], turn: usize) -> Option<&WeightedTargetGroup> {
    let total: u64 = groups.iter().map(|group| u64::from(group.weight)).sum();
    let spread = (turn as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    let mut at = (spread * total) >> 32;
    groups.iter().find(|group| {
        let weight = u64::from(group.weight);
        let found = at < weight;
        at = at.saturating_sub(weight);
        found
    })
}

fn rotated<T>(mut all: Vec<T>, turn: usize) -> Vec<T> {
    let by = turn.checked_rem(all.len()).unwrap_or_default();
    all.rotate_left(by);
    all
}

fn holds(condition: &RuleCondition, regexes: &[Option<Arc<Regex>>], head: &Head<'_>) -> bool {
    let any = |patterns: &Patterns, text: &str, exact: bool| match patterns {
        Patterns::Values(values) => values.iter().any(|value| matches(value, text, exact)),
        Patterns::Regexes(_) => {
            let mut known = regexes.iter().flatten();
            known.any(|regex| regex.is_match(text))
        }
    };
    match condition {
        RuleCondition::HostHeader(patterns) => any(patterns, without_port(head.host), false),
        RuleCondition::PathPattern(patterns) => any(patterns, head.path, true),
        RuleCondition::HttpHeader { name, patterns } => {
            let mut named = head
                .headers
                .iter()
                .filter(|it| it.0.eq_ignore_ascii_case(name));
            named.any(|(_, value)| any(patterns, value, false))
        }
        RuleCondition::QueryString(wanted) => wanted.iter().any(|(key, value)| {
            let mut pairs = head.query.split('&').filter(|pair| !pair.is_empty());
            pairs.any(|pair| {
                let (name, sent) = pair.split_once('=').unwrap_or((pair, ""));
                let named = key.as_ref().is_none_or(|key| matches(key, name, false));
                named && matches(value, sent, false)
            })
        }),
        RuleCondition::HttpRequestMethod(methods) => methods.iter().any(|it| it == head.method),
        RuleCondition::SourceIp(blocks) => {
            let source = head.source.to_canonical();
            blocks.iter().any(|block| block.contains(&source))
        }
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Whether a text is what a pattern describes: `*` is any characters, `?` is one, and `\` takes both their meaning.
fn matches(pattern: &str, text: &str, exact: bool) -> bool {
    #[derive(Clone, Copy, PartialEq)]
    enum Piece {
        Any,
        One,
        Is(char),
    }
    let fold = |it: char| if exact { it } else { it.to_ascii_lowercase() };
    let mut pieces = Vec::with_capacity(pattern.len());
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        pieces.push(match character {
            '*' => Piece::Any,
            '?' => Piece::One,
            '\\' => Piece::Is(characters.next().map_or('\\', fold)),
            other => Piece::Is(fold(other)),
        });
    }
    let text: Vec<char> = text.chars().map(fold).collect();
    // The last star, and where it was tried: on a mismatch it takes one more character.
    let (mut at, mut of, mut star) = (0, 0, None);
    while at < text.len() {
        match (pieces.get(of), text.get(at)) {
            (Some(Piece::Any), _) => {
                star = Some((of, at));
                of += 1;
            }
            (Some(Piece::One), Some(_)) => (at, of) = (at + 1, of + 1),
            (Some(Piece::Is(wanted)), Some(found)) if wanted == found => {
                (at, of) = (at + 1, of + 1);
            }
            _ => {
                let Some((piece, tried)) = star else {
                    return false;
                };
                star = Some((piece, tried + 1));
                (at, of) = (tried + 1, piece + 1);
            }
        }
    }
    pieces.iter().skip(of).all(|piece| *piece == Piece::Any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_are_those_of_listener_rules() {
        for (pattern, text, expected) in [
            ("/img/*", "/img/a/b.png", true),
            ("/img/*", "/img", false),
            ("/img/*/pics", "/img/a/b/pics", true),
            ("*.example.com", "a.example.com", true),
            ("*.example.com", "example.com", false),
            ("test.?xample.com", "test.example.com", true),
            ("a\\*b", "a*b", true),
            ("a\\*b", "axb", false),
            ("*a*b", "xaxxab", true),
            ("*", "", true),
            ("?", "", false),
        ] {
            assert_eq!(matches(pattern, text, true), expected, "{pattern} {text}");
        }
        assert!(matches("/A", "/a", false) && !matches("/A", "/a", true));
    }

    #[test]
    fn groups_get_their_share() {
        let group = |arn: &str, weight| WeightedTargetGroup {
            arn: arn.to_owned(),
            weight,
        };
        let groups = [group("blue", 90), group("none", 0), group("green", 10)];
        let count = |name: &str| {
            let turns = (0..1_000).filter_map(|turn| by_weight(&groups, turn));
            turns.filter(|group| group.arn == name).count()
        };
        assert_eq!(count("none"), 0);
        assert!((880..=920).contains(&count("blue")), "{}", count("blue"));
        assert!((80..=120).contains(&count("green")), "{}", count("green"));
        assert!(by_weight(&[group("none", 0)], 1).is_none());
        assert!(by_weight(&[], 1).is_none());
    }
}
