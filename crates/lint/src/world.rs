//! What the checks look at, whatever it was read from: policies, the APIs, endpoints and principals that hold them, and
//! whether what is not here exists elsewhere.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use portcullis_catalog::network::SecurityGroup;

use crate::attached::Attached;

/// Everything that was read.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// Policies that nothing here holds: a policy file, a managed policy of a plan.
    pub policies: Vec<Attached>,
    /// REST APIs.
    pub apis: Vec<Api>,
    /// VPC endpoints.
    pub endpoints: Vec<Endpoint>,
    /// Security groups.
    pub groups: Vec<SecurityGroup>,
    /// Users, roles and groups.
    pub identities: Vec<Identity>,
    /// Policies that are known only later: file, what holds them, line, column.
    pub unknown: Vec<(String, String, u32, u32)>,
    /// What is not here does not exist. True of a state, false of everything else.
    pub complete: bool,
    /// The key `aws:ResourceTag` exists, as the setting of that name makes it.
    pub resource_tags: bool,
}

/// A REST API.
#[derive(Debug, Clone, Default)]
pub struct Api {
    /// The file, as the caller named it.
    pub file: String,
    /// What it is called there.
    pub subject: String,
    /// Its line and column there.
    pub place: (u32, u32),
    /// Its id, where that is known.
    pub id: Option<String>,
    /// The account that owns it, where that is known.
    pub account: Option<String>,
    /// Whether it is PRIVATE, where that is known.
    pub private: Option<bool>,
    /// Its resource policy.
    pub policy: Option<Attached>,
    /// Its resource policy exists, though its text is not known yet.
    pub policy_unknown: bool,
    /// Its stages, where they are known.
    pub stages: Vec<Deployed>,
    /// The methods without authorization.
    pub open_methods: Vec<String>,
}

/// What a stage runs.
#[derive(Debug, Clone)]
pub struct Deployed {
    /// The stage.
    pub stage: String,
    /// What differs from what is saved, in words; empty where nothing does.
    pub differs: Vec<String>,
}

/// A VPC endpoint.
#[derive(Debug, Clone, Default)]
pub struct Endpoint {
    /// The file, as the caller named it.
    pub file: String,
    /// What it is called there.
    pub subject: String,
    /// Its security groups, where they are known.
    pub groups: Option<BTreeSet<String>>,
    /// The addresses of its interfaces, where they are known.
    pub addresses: Vec<Ipv4Addr>,
    /// Its id, where that is known.
    pub id: Option<String>,
    /// Its policy.
    pub policy: Option<Attached>,
}

/// A user, role or group.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// Its ARN, where that is known.
    pub arn: Option<String>,
    /// It has a permissions boundary.
    pub boundary: bool,
    /// Its policies, inline and attached.
    pub policies: Vec<Attached>,
    /// A role's trust policy, and a boundary's document.
    pub others: Vec<Attached>,
    /// All of its policies are known.
    pub policies_known: bool,
}
