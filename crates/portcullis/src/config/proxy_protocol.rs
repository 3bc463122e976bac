//! `[gateway.proxy_protocol]`: listeners behind load balancers, whose word is taken for who a client
//! is. Nobody else may speak to them.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use portcullis_proxy::Behind;
use serde::Deserialize;

/// `[gateway.proxy_protocol]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProxyProtocol {
    /// The addresses that load balancers connect to.
    pub(crate) listen: Vec<SocketAddr>,
    /// Their own addresses, as CIDR blocks.
    pub(crate) peers: Vec<String>,
    /// The interface VPC endpoints of AWS's own that may come through them, by id.
    #[serde(default)]
    pub(crate) aws_endpoints: BTreeSet<String>,
}

impl ProxyProtocol {
    /// Whose word is taken.
    ///
    /// # Errors
    /// With the key, what is wrong and what to do.
    pub(crate) fn behind(&self) -> Result<Behind, (&'static str, String, &'static str)> {
        let mut peers = Vec::new();
        for text in &self.peers {
            let block = text.parse().map_err(|_| {
                (
                    "gateway.proxy_protocol.peers",
                    format!("`{text}` is no CIDR block"),
                    "write the subnets of the load balancers, such as \"10.0.1.0/24\"",
                )
            })?;
            peers.push(block);
        }
        let wide = |block: &&ipnet::IpNet| block.prefix_len() == 0;
        if let Some(block) = peers.iter().find(wide) {
            return Err((
                "gateway.proxy_protocol.peers",
                format!("`{block}` would take everybody's word"),
                "write the subnets of the load balancers alone",
            ));
        }
        if peers.is_empty() || self.listen.is_empty() {
            return Err((
                "gateway.proxy_protocol",
                "`listen` and `peers` have to say something".to_owned(),
                "give both, or leave the table out",
            ));
        }
        if let Some(id) = self.aws_endpoints.iter().find(|id| !is_endpoint(id)) {
            return Err((
                "gateway.proxy_protocol.aws_endpoints",
                format!("`{id}` is no id of an endpoint"),
                "write it as AWS does, such as \"vpce-0123456789abcdef0\"",
            ));
        }
        Ok(Behind {
            peers,
            aws_endpoints: self.aws_endpoints.clone(),
        })
    }
}

fn is_endpoint(id: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    id.strip_prefix("vpce-")
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(legal))
}
