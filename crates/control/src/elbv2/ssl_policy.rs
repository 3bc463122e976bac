//! The security policies that listeners of HTTPS and TLS may name, with their protocols and ciphers (Application Load
//! Balancers User Guide, "Security policies for your Application Load Balancer"). Policies for FIPS are not offered.

use portcullis_wire::{Fault, elbv2 as wire};

use super::fault;
use super::page::page;
use crate::Tx;

/// What a listener has that is made without one by API.
pub(super) const DEFAULT: &str = "ELBSecurityPolicy-2016-08";

const PROTOCOLS: [&str; 4] = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"];

/// Groups of ciphers that policies have or have not as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Tls13,
    /// Ephemeral keys and AEAD.
    EphemeralGcm,
    /// Ephemeral keys, CBC with SHA-2.
    EphemeralSha2,
    /// Ephemeral keys, CBC with SHA-1.
    EphemeralSha1,
    /// The server's key; AEAD or SHA-2.
    StaticSha2,
    StaticSha1,
    TripleDes,
}

/// In the order of preference.
const CIPHERS: [(&str, Group); 22] = [
    ("TLS_AES_128_GCM_SHA256", Group::Tls13),
    ("TLS_AES_256_GCM_SHA384", Group::Tls13),
    ("TLS_CHACHA20_POLY1305_SHA256", Group::Tls13),
    ("ECDHE-ECDSA-AES128-GCM-SHA256", Group::EphemeralGcm),
    ("ECDHE-RSA-AES128-GCM-SHA256", Group::EphemeralGcm),
    ("ECDHE-ECDSA-AES128-SHA256", Group::EphemeralSha2),
    ("ECDHE-RSA-AES128-SHA256", Group::EphemeralSha2),
    ("ECDHE-ECDSA-AES128-SHA", Group::EphemeralSha1),
    ("ECDHE-RSA-AES128-SHA", Group::EphemeralSha1),
    ("ECDHE-ECDSA-AES256-GCM-SHA384", Group::EphemeralGcm),
    ("ECDHE-RSA-AES256-GCM-SHA384", Group::EphemeralGcm),
    ("ECDHE-ECDSA-AES256-SHA384", Group::EphemeralSha2),
    ("ECDHE-RSA-AES256-SHA384", Group::EphemeralSha2),
    ("ECDHE-RSA-AES256-SHA", Group::EphemeralSha1),
    ("ECDHE-ECDSA-AES256-SHA", Group::EphemeralSha1),
    ("AES128-GCM-SHA256", Group::StaticSha2),
    ("AES128-SHA256", Group::StaticSha2),
    ("AES128-SHA", Group::StaticSha1),
    ("AES256-GCM-SHA384", Group::StaticSha2),
    ("AES256-SHA256", Group::StaticSha2),
    ("AES256-SHA", Group::StaticSha1),
    ("DES-CBC3-SHA", Group::TripleDes),
];

/// Name, first and last protocol by index, groups.
type Policy = (&'static str, usize, usize, &'static [Group]);

const FORWARD_SECRET: &[Group] = &[
    Group::EphemeralGcm,
    Group::EphemeralSha2,
    Group::EphemeralSha1,
];
const WITHOUT_SHA1: &[Group] = &[Group::EphemeralGcm, Group::EphemeralSha2, Group::StaticSha2];
const BEFORE_TLS13: &[Group] = &[
    Group::EphemeralGcm,
    Group::EphemeralSha2,
    Group::EphemeralSha1,
    Group::StaticSha2,
    Group::StaticSha1,
];
const WITH_TLS13: &[Group] = &[
    Group::Tls13,
    Group::EphemeralGcm,
    Group::EphemeralSha2,
    Group::EphemeralSha1,
    Group::StaticSha2,
    Group::StaticSha1,
];

const POLICIES: [Policy; 18] = [
    ("ELBSecurityPolicy-2016-08", 0, 2, BEFORE_TLS13),
    ("ELBSecurityPolicy-FS-2018-06", 0, 2, FORWARD_SECRET),
    ("ELBSecurityPolicy-FS-1-1-2019-08", 1, 2, FORWARD_SECRET),
    ("ELBSecurityPolicy-FS-1-2-2019-08", 2, 2, FORWARD_SECRET),
    (
        "ELBSecurityPolicy-FS-1-2-Res-2019-08",
        2,
        2,
        &[Group::EphemeralGcm, Group::EphemeralSha2],
    ),
    (
        "ELBSecurityPolicy-FS-1-2-Res-2020-10",
        2,
        2,
        &[Group::EphemeralGcm],
    ),
    (
        "ELBSecurityPolicy-TLS-1-0-2015-04",
        0,
        2,
        &[
            Group::EphemeralGcm,
            Group::EphemeralSha2,
            Group::EphemeralSha1,
            Group::StaticSha2,
            Group::StaticSha1,
            Group::TripleDes,
        ],
    ),
    ("ELBSecurityPolicy-TLS-1-1-2017-01", 1, 2, BEFORE_TLS13),
    ("ELBSecurityPolicy-TLS-1-2-2017-01", 2, 2, WITHOUT_SHA1),
    ("ELBSecurityPolicy-TLS-1-2-Ext-2018-06", 2, 2, BEFORE_TLS13),
    ("ELBSecurityPolicy-TLS13-1-0-2021-06", 0, 3, WITH_TLS13),
    ("ELBSecurityPolicy-TLS13-1-1-2021-06", 1, 3, WITH_TLS13),
    (
        "ELBSecurityPolicy-TLS13-1-2-2021-06",
        2,
        3,
        &[Group::Tls13, Group::EphemeralGcm, Group::EphemeralSha2],
    ),
    (
        "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06",
        2,
        3,
        &[
            Group::Tls13,
            Group::EphemeralGcm,
            Group::EphemeralSha2,
            Group::StaticSha2,
        ],
    ),
    ("ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06", 2, 3, WITH_TLS13),
    (
        "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
        2,
        3,
        &[Group::Tls13, Group::EphemeralGcm],
    ),
    (
        "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        2,
        3,
        &[Group::Tls13, Group::EphemeralGcm],
    ),
    ("ELBSecurityPolicy-TLS13-1-3-2021-06", 3, 3, &[Group::Tls13]),
];

/// Refuses a policy that there is not.
pub(super) fn check(name: &str) -> Result<(), Fault> {
    find(name).map(|_| ())
}

pub(super) fn describe(
    _: &mut Tx<'_>,
    input: wire::DescribeSSLPoliciesInput,
) -> Result<wire::DescribeSSLPoliciesOutput, Fault> {
    let names = input.names.unwrap_or_default();
    let mut policies: Vec<&Policy> = if names.is_empty() {
        POLICIES.iter().collect()
    } else {
        let found = names.iter().map(|name| find(name));
        found.collect::<Result<_, _>>()?
    };
    if input.load_balancer_type == Some(wire::LoadBalancerTypeEnum::Gateway) {
        policies.clear();
    }
    let key = |(name, ..): &&Policy| (*name).to_owned();
    let (policies, next_marker) = page(policies, key, input.page_size, input.marker.as_deref())?;
    Ok(wire::DescribeSSLPoliciesOutput {
        ssl_policies: Some(policies.into_iter().map(shown).collect()),
        next_marker,
    })
}

fn find(name: &str) -> Result<&'static Policy, Fault> {
    POLICIES
        .iter()
        .find(|(known, ..)| *known == name)
        .ok_or_else(|| {
            fault(
                "SSLPolicyNotFound",
                format!("SSL policy '{name}' not found"),
            )
        })
}

fn shown((name, first, last, groups): &Policy) -> wire::SslPolicy {
    let protocols = PROTOCOLS.iter().skip(*first).take(last + 1 - first);
    let ciphers = CIPHERS.iter().filter(|(_, group)| groups.contains(group));
    let ciphers = ciphers.zip(1..).map(|((name, _), priority)| wire::Cipher {
        name: Some((*name).to_owned()),
        priority: Some(priority),
    });
    let kinds = ["application", "network"];
    wire::SslPolicy {
        ssl_protocols: Some(protocols.map(|name| (*name).to_owned()).collect()),
        ciphers: Some(ciphers.collect()),
        name: Some((*name).to_owned()),
        supported_load_balancer_types: Some(kinds.map(str::to_owned).to_vec()),
    }
}
