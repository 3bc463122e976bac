//! API Gateway's refusals, by the exceptions of its model. Which text says what is with the
//! handler that refuses.

use portcullis_wire::Fault;

pub(super) fn bad_request(message: impl Into<String>) -> Fault {
    Fault::new(400, "BadRequestException", message)
}

pub(super) fn not_found(message: impl Into<String>) -> Fault {
    Fault::new(404, "NotFoundException", message)
}

pub(super) fn conflict(message: impl Into<String>) -> Fault {
    Fault::new(409, "ConflictException", message)
}

pub(super) fn limit_exceeded(message: impl Into<String>) -> Fault {
    Fault::new(429, "LimitExceededException", message)
}
