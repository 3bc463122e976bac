//! AWS Organizations' operations: an organisation with its root and units, its accounts, the invitations by which
//! accounts join, its policies and its tags. One file per kind. What a place in an organisation means for a request is
//! not decided here; the snapshot and `guard` do that.

use portcullis_wire::organizations;

use crate::{Offered, ServiceOffer};

mod account;
mod account_creation;
mod caller;
mod fault;
mod handshake;
mod node;
mod organization;
mod organizational_unit;
mod page;
mod policy;
mod policy_attachment;
mod policy_type;
mod service_access;
mod tag;
mod tag_set;
mod tree;

/// The service with its operations.
pub fn service() -> ServiceOffer {
    let offers: [fn() -> Vec<Offered>; 11] = [
        organization::offers,
        tree::offers,
        organizational_unit::offers,
        account::offers,
        account_creation::offers,
        handshake::offers,
        policy::offers,
        policy_attachment::offers,
        policy_type::offers,
        tag::offers,
        service_access::offers,
    ];
    ServiceOffer {
        service: &organizations::SERVICE,
        operations: offers.iter().flat_map(|offers| offers()).collect(),
    }
}
