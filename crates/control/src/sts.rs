//! STS's operations: who one is, and temporary credentials. A session is a sealed token that
//! carries everything about it ([`portcullis_guard::session`]); nothing of it is stored.

use portcullis_wire::sts;

use crate::ServiceOffer;

mod assume_role;
mod caller_identity;
mod credentials;
mod restriction;
mod role;
mod session_policy;
mod session_tag;
mod session_token;
mod web_identity;

pub(crate) use restriction::refuse_own_session;

/// The service with its operations.
pub fn service() -> ServiceOffer {
    let mut operations = caller_identity::offers();
    operations.push(assume_role::offered());
    operations.push(session_token::offered());
    operations.push(web_identity::offered());
    ServiceOffer {
        service: &sts::SERVICE,
        operations,
    }
}
