//! `[vpc]`: how VPCs are there on this host, and what their names lead to.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

use portcullis_catalog::AccountId;
use serde::Deserialize;

use crate::networks::{Choice, PASSING, VpcPlan, tag_of};

/// The section as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VpcSection {
    /// `loopback`, `host` or `netns`.
    #[serde(default)]
    pub(crate) realisation: Choice,
    /// Up to 16 letters and digits in the names of namespaces; from the data directory if absent.
    pub(crate) tag: Option<String>,
    /// The accounts whose VPCs reach each other's endpoints through load balancers; nobody's if absent.
    #[serde(default)]
    pub(crate) joined_accounts: BTreeSet<AccountId>,
    /// Where the names of regional APIs lead in VPCs; the gateway's own addresses if absent.
    #[serde(default)]
    pub(crate) public_addresses: Vec<IpAddr>,
    /// DNS servers for names that are none of the gateway's; nobody if absent.
    #[serde(default)]
    pub(crate) forward_dns: Vec<SocketAddr>,
}

impl VpcSection {
    /// What is wrong with it: the key, the problem and the fix.
    pub(crate) fn check(&self) -> Result<(), (&'static str, String, &'static str)> {
        if let Some(tag) = &self.tag {
            let fits = (1..=16).contains(&tag.len());
            if !fits || !tag.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                let problem = format!("`{tag}` cannot be part of the name of a namespace");
                return Err(("vpc.tag", problem, "write 1 to 16 letters and digits"));
            }
            if tag.starts_with(PASSING) {
                let problem = format!("tags that begin with `{PASSING}` are removed by others");
                return Err(("vpc.tag", problem, "write another"));
            }
        }
        Ok(())
    }

    /// The tag of this installation.
    pub(crate) fn tag(&self, data: &std::path::Path) -> String {
        self.tag.clone().unwrap_or_else(|| tag_of(data))
    }

    pub(crate) fn plan(&self, data: &std::path::Path, listen: &[SocketAddr]) -> VpcPlan {
        let mut public = self.public_addresses.clone();
        if public.is_empty() {
            let own = listen.iter().map(SocketAddr::ip);
            public.extend(own.filter(|it| !it.is_unspecified() && !it.is_loopback()));
            public.dedup();
        }
        VpcPlan {
            choice: self.realisation,
            tag: self.tag(data),
            joined: self.joined_accounts.clone(),
            public,
            forward: self.forward_dns.clone(),
        }
    }
}
