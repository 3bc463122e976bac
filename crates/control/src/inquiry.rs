//! Questions to the gateway that AWS has no API for, such as why a request was refused. They are signed
//! for the service `portcullis`, admitted as IAM actions of it (`portcullis:Explain`) on the account that asks, and
//! speak JSON 1.1. They change nothing. What is answered is said by whoever implements [`Inquiries`].

use portcullis_catalog::{AccountId, Snapshot};
use portcullis_guard::Principal;
use portcullis_wire::{Fault, Protocol, Service};
use serde_json::Value;

/// Answers questions.
pub trait Inquiries: Send + Sync {
    /// The operations that there are.
    fn operations(&self) -> &[&'static str];

    /// Answers one. The principal was admitted; what it may see is decided here.
    ///
    /// # Errors
    /// With what is wrong with the question.
    fn answer(
        &self,
        operation: &str,
        principal: &Principal,
        world: &Snapshot,
        input: &Value,
    ) -> Result<Value, InquiryFault>;
}

/// What is wrong with a question.
#[derive(Debug)]
pub enum InquiryFault {
    /// It cannot be understood.
    Invalid(String),
    /// What it is about is not there, or not for this account to see.
    NotFound(String),
    /// Somebody else may ask it.
    Denied(String),
}

/// Nothing is answered.
pub struct NoInquiries;

impl Inquiries for NoInquiries {
    fn operations(&self) -> &[&'static str] {
        &[]
    }

    fn answer(
        &self,
        operation: &str,
        _: &Principal,
        _: &Snapshot,
        _: &Value,
    ) -> Result<Value, InquiryFault> {
        Err(InquiryFault::NotFound(format!(
            "`{operation}` is not answered"
        )))
    }
}

/// The name that questions are signed for.
pub(crate) const NAME: &str = "portcullis";
/// What an `X-Amz-Target` begins with.
const TARGET: &str = "Portcullis.";

/// The form of its faults.
pub(crate) static SERVICE: Service = Service {
    name: NAME,
    signing_name: NAME,
    endpoint_prefix: NAME,
    protocol: Protocol::Json11,
    api_version: "2026-11-01",
    xml_namespace: "",
    target_prefix: "Portcullis",
    operations: &[],
    known_operations: &[],
    known_routes: &[],
    faults: &[
        ("ValidationException", 400),
        ("ResourceNotFoundException", 400),
        ("AccessDeniedException", 403),
    ],
};

/// The operation that a call names, if it is one.
pub(crate) fn operation<'o>(
    inquiries: &'o dyn Inquiries,
    target: Option<&str>,
) -> Result<&'o &'static str, Fault> {
    let name = target.and_then(|target| target.strip_prefix(TARGET));
    let mut operations = inquiries.operations().iter();
    operations
        .find(|known| Some(**known) == name)
        .ok_or_else(|| {
            let known = inquiries.operations().join(", ");
            let message =
                format!("`X-Amz-Target` names none of the operations of this gateway: {known}");
            Fault::new(400, "UnknownOperationException", message)
        })
}

/// What is asked about: everything of the account that asks.
pub(crate) fn resource(region: &str, account: AccountId) -> String {
    format!("arn:aws:portcullis:{region}:{account}:*")
}

impl From<InquiryFault> for Fault {
    fn from(fault: InquiryFault) -> Self {
        match fault {
            InquiryFault::Invalid(message) => SERVICE.fault("ValidationException", message),
            InquiryFault::NotFound(message) => SERVICE.fault("ResourceNotFoundException", message),
            InquiryFault::Denied(message) => SERVICE.fault("AccessDeniedException", message),
        }
    }
}
