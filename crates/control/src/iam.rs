//! IAM's operations: users, groups, roles, their policies, boundaries, tags, access keys and the
//! issuers that an account trusts. One file per kind of resource, each with its own list of what it
//! offers.

use portcullis_wire::iam;

use crate::{Offered, ServiceOffer};

mod access_key;
mod account;
mod account_alias;
mod attachment;
mod authorization_details;
mod boundary;
mod caller;
mod credential;
mod document;
mod entity;
mod group;
mod inline_policy;
mod oidc_provider;
mod page;
pub(crate) mod policy;
mod policy_entity;
mod policy_version;
mod role;
mod service_linked_role;
mod simulation;
mod tag;
mod tag_set;
mod trust;
mod user;

/// The service with its operations.
pub fn service() -> ServiceOffer {
    let offers: [fn() -> Vec<Offered>; 15] = [
        user::offers,
        group::offers,
        role::offers,
        policy::offers,
        policy_version::offers,
        inline_policy::offers,
        attachment::offers,
        boundary::offers,
        access_key::offers,
        tag::offers,
        credential::offers,
        oidc_provider::offers,
        simulation::offers,
        account_alias::offers,
        service_linked_role::offers,
    ];
    let mut operations: Vec<Offered> = offers.iter().flat_map(|offers| offers()).collect();
    operations.extend(account::offers());
    operations.push(policy_entity::offered());
    operations.push(authorization_details::offered());
    ServiceOffer {
        service: &iam::SERVICE,
        operations,
    }
}
