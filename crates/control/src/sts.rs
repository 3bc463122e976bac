//! The operations of sts on offer.

use crate::ServiceOffer;

/// The service with its operations.
pub fn service() -> ServiceOffer {
    ServiceOffer {
        service: &portcullis_wire::sts::SERVICE,
        operations: Vec::new(),
    }
}
