//! The operations of ec2 on offer.

use crate::ServiceOffer;

/// The service with its operations.
pub fn service() -> ServiceOffer {
    ServiceOffer {
        service: &portcullis_wire::ec2::SERVICE,
        operations: Vec::new(),
    }
}
