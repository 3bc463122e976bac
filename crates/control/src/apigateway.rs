//! The operations of apigateway on offer.

use crate::ServiceOffer;

/// The service with its operations.
pub fn service() -> ServiceOffer {
    ServiceOffer {
        service: &portcullis_wire::apigateway::SERVICE,
        operations: Vec::new(),
    }
}
