//! The operations of iam on offer.

use crate::ServiceOffer;

/// The service with its operations.
pub fn service() -> ServiceOffer {
    ServiceOffer {
        service: &portcullis_wire::iam::SERVICE,
        operations: Vec::new(),
    }
}
