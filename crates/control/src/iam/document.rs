//! Policy documents on their way in and out: checked as AWS checks them when they are saved,
//! measured as its quotas measure them, and percent-encoded in answers (IAM API Reference,
//! "GetRole": "compliant with RFC 3986").

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use portcullis_iam::PolicyType;
use portcullis_wire::{Fault, iam};

/// What RFC 3986 leaves unreserved stands for itself.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The document as answers carry it.
pub(super) fn encoded(document: &str) -> String {
    utf8_percent_encode(document, RESERVED).to_string()
}

/// Refuses a document that IAM would not store.
pub(super) fn check(document: &str, policy_type: PolicyType) -> Result<(), Fault> {
    portcullis_iam::validate(document, policy_type)
        .map_err(|malformed| iam::SERVICE.fault(malformed.code(), malformed.message()))
}

/// The size that counts against a quota: white space does not (IAM User Guide, "IAM and AWS STS
/// quotas").
pub(super) fn size(document: &str) -> usize {
    document
        .chars()
        .filter(|character| !character.is_whitespace())
        .count()
}

/// AWS's words for a quota that is used up.
pub(super) fn over_quota(quota: &str, limit: usize) -> Fault {
    iam::SERVICE.fault(
        "LimitExceeded",
        format!("Cannot exceed quota for {quota}: {limit}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_carry_documents_percent_encoded_as_rfc_3986_says() {
        assert_eq!(
            encoded("{\"a-._~b\": \"*é\"}"),
            "%7B%22a-._~b%22%3A%20%22%2A%C3%A9%22%7D"
        );
    }

    #[test]
    fn white_space_does_not_count() {
        assert_eq!(size("{ \"a\" :\n\t1 }"), 7);
    }
}
