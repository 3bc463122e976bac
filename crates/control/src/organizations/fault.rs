//! How AWS Organizations says no. The texts are those that its clients have been seen to print; where none was seen, the
//! words of the API reference.

use portcullis_wire::{Fault, organizations};

pub(super) fn fault(code: &'static str, message: &str) -> Fault {
    organizations::SERVICE.fault(code, message)
}

/// The caller's account is in no organisation.
pub(super) fn not_in_use() -> Fault {
    fault(
        "AWSOrganizationsNotInUseException",
        "Your account is not a member of an organization.",
    )
}

/// The operation is for another account of the organisation than the caller's.
pub(super) fn not_for_this_account() -> Fault {
    fault(
        "AccessDeniedException",
        "You don't have permissions to access this resource.",
    )
}

pub(super) fn invalid(reason: &'static str, message: &str) -> Fault {
    fault("InvalidInputException", message).with_field("Reason", reason)
}

pub(super) fn constraint(reason: &'static str, message: &str) -> Fault {
    fault("ConstraintViolationException", message).with_field("Reason", reason)
}

pub(super) fn no_such_account() -> Fault {
    fault(
        "AccountNotFoundException",
        "You specified an account that doesn't exist.",
    )
}

pub(super) fn no_such_parent() -> Fault {
    fault(
        "ParentNotFoundException",
        "You specified parent that doesn't exist.",
    )
}

pub(super) fn no_such_target() -> Fault {
    fault(
        "TargetNotFoundException",
        "You specified a target that doesn't exist.",
    )
}

pub(super) fn no_such_policy() -> Fault {
    fault(
        "PolicyNotFoundException",
        "You specified a policy that doesn't exist.",
    )
}
