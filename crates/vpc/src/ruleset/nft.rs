//! A ruleset in the language of `nft`. Everything is forwarded by the router of a VPC, so one chain sees each packet
//! between two interfaces, with the interface that it left and the one that it is for.

use std::fmt::Write as _;
use std::net::Ipv4Addr;

use ipnet::IpNet;

use super::{Accept, Covers, Port, REFUSED, Ruleset};
use crate::dns::LINK_LOCAL_RESOLVER;

pub(super) fn script(rules: &Ruleset, resolver: Option<Ipv4Addr>) -> String {
    let mut text = String::from("table inet portcullis\ndelete table inet portcullis\n");
    // A string takes every write.
    let _ = write(&mut text, rules, resolver);
    text
}

fn write(text: &mut String, rules: &Ruleset, resolver: Option<Ipv4Addr>) -> std::fmt::Result {
    text.push_str("table inet portcullis {\n");
    for (id, port) in &rules.ports {
        writeln!(text, " chain out_{} {{", port.link)?;
        for accept in &port.egress {
            rule(text, accept, "daddr", "return")?;
        }
        refuse(text, "out", id)?;
        writeln!(text, " chain in_{} {{", port.link)?;
        if port.checked {
            writeln!(text, "  ip daddr != {} counter drop", port.address)?;
        }
        for accept in &port.ingress {
            rule(text, accept, "saddr", "accept")?;
        }
        refuse(text, "in", id)?;
    }
    // A reply to a connection that is known already must not come from another address either.
    text.push_str(" chain spoofed {\n");
    let checked = || rules.ports.values().filter(|port| port.checked);
    if checked().next().is_some() {
        let links: Vec<_> = checked().map(|port| format!("\"{}\"", port.link)).collect();
        let pairs = checked().map(|port| format!("\"{}\" . {}", port.link, port.address));
        let pairs: Vec<_> = pairs.collect();
        let (links, pairs) = (links.join(", "), pairs.join(", "));
        writeln!(
            text,
            "  iifname {{ {links} }} iifname . ip saddr != {{ {pairs} }} counter drop"
        )?;
    }
    text.push_str(
        " }\n chain forward {\n  type filter hook forward priority filter; policy drop;\n",
    );
    text.push_str(
        "  meta nfproto ipv6 counter drop\n  jump spoofed\n  ct state invalid counter drop\n",
    );
    text.push_str("  ct state established,related accept\n");
    // A cable that has no rules yet, or no longer, lets nothing through.
    let known: Vec<_> = rules
        .ports
        .values()
        .map(|port| format!("\"{}\"", port.link))
        .collect();
    if !known.is_empty() {
        writeln!(text, "  iifname != {{ {} }} counter drop", known.join(", "))?;
    }
    jumps(text, rules, "iifname", "out")?;
    jumps(text, rules, "oifname", "in")?;
    text.push_str(" }\n chain input {\n  type filter hook input priority filter; policy drop;\n");
    text.push_str(
        "  iifname \"lo\" accept\n  jump spoofed\n  ct state established,related accept\n",
    );
    // Security groups have no say in what goes to the resolver (Amazon VPC User Guide, "Security groups").
    if let Some(resolver) = resolver {
        for protocol in ["udp", "tcp"] {
            writeln!(
                text,
                "  ip daddr {{ {resolver}, {LINK_LOCAL_RESOLVER} }} {protocol} dport 53 accept"
            )?;
        }
    }
    text.push_str(" }\n}\n");
    Ok(())
}

fn jumps(text: &mut String, rules: &Ruleset, key: &str, chain: &str) -> std::fmt::Result {
    if rules.ports.is_empty() {
        return Ok(());
    }
    let jump = |port: &Port| format!("\"{}\" : jump {chain}_{}", port.link, port.link);
    let all: Vec<_> = rules.ports.values().map(jump).collect();
    writeln!(text, "  {key} vmap {{ {} }}", all.join(", "))
}

fn refuse(text: &mut String, direction: &str, id: &str) -> std::fmt::Result {
    writeln!(
        text,
        "  limit rate 100/second burst 200 packets log prefix \"{direction} {id}\" group {REFUSED}"
    )?;
    text.push_str("  counter drop\n }\n");
    Ok(())
}

/// One rule for each family of addresses: a set holds one family only.
fn rule(text: &mut String, accept: &Accept, end: &str, verdict: &str) -> std::fmt::Result {
    for (family, of_family) in [("ip", true), ("ip6", false)] {
        let blocks = accept.peers.iter();
        let blocks = blocks.filter(|block| matches!(block, IpNet::V4(_)) == of_family);
        let blocks: Vec<String> = blocks.map(ToString::to_string).collect();
        if !blocks.is_empty() {
            writeln!(
                text,
                "  {family} {end} {{ {} }}{} {verdict}",
                blocks.join(", "),
                traffic(accept.covers)
            )?;
        }
    }
    Ok(())
}

fn traffic(covers: Covers) -> String {
    let icmp = |name: &str, number: u8, kind: Option<u8>, code: Option<u8>| {
        let mut text = format!(" meta l4proto {number}");
        for (what, value) in [("type", kind), ("code", code)] {
            if let Some(value) = value {
                let _ = write!(text, " {name} {what} {value}");
            }
        }
        text
    };
    match covers {
        Covers::All => String::new(),
        Covers::Tcp(first, last) => format!(" tcp dport {first}-{last}"),
        Covers::Udp(first, last) => format!(" udp dport {first}-{last}"),
        Covers::Icmp(kind, code) => icmp("icmp", 1, kind, code),
        Covers::Icmpv6(kind, code) => icmp("icmpv6", 58, kind, code),
        Covers::Protocol(number) => format!(" meta l4proto {number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_names_its_peers_and_its_ports() {
        let accept = Accept {
            rule: "sgr-1".to_owned(),
            covers: Covers::Tcp(443, 443),
            peers: vec!["10.0.0.0/24".parse().unwrap(), "fd00::/8".parse().unwrap()],
        };
        let mut text = String::new();
        rule(&mut text, &accept, "saddr", "accept").unwrap();
        assert_eq!(
            text,
            "  ip saddr { 10.0.0.0/24 } tcp dport 443-443 accept\n  ip6 saddr { fd00::/8 } tcp dport 443-443 accept\n"
        );
    }
}
