//! The operations of Lambda on offer: functions, versions, aliases and policies, as records. Each resource has its own
//! file; what is listed here joins AWS's names to them. No function runs yet.

mod alias;
mod authorize;
mod code;
mod concurrency;
mod environment;
mod function;
mod name;
mod page;
mod policy;
mod settings;
mod shown;
mod tag;
mod update;
mod version;

use portcullis_wire::{Fault, lambda as wire};

use crate::{Offered, Permission, ServiceOffer, Tx, offer};

/// The service with its operations.
pub fn service() -> ServiceOffer {
    let operations = [functions(), versions(), policies(), others()];
    ServiceOffer {
        service: &wire::SERVICE,
        operations: operations.into_iter().flatten().collect(),
    }
}

/// An operation whose permission is on the function that it names.
macro_rules! on_function {
    ($name:ident, $input:ident, $handler:path) => {
        offer(
            stringify!($name),
            |tx: &Tx<'_>, input: &wire::$input| {
                authorize::on(tx, stringify!($name), &input.function_name, None)
            },
            $handler,
        )
    };
}

/// The same with the version or alias that the call names.
macro_rules! on_qualified {
    ($name:ident, $input:ident, $handler:path) => {
        offer(
            stringify!($name),
            |tx: &Tx<'_>, input: &wire::$input| {
                let qualifier = input.qualifier.as_deref();
                authorize::on(tx, stringify!($name), &input.function_name, qualifier)
            },
            $handler,
        )
    };
}

fn functions() -> Vec<Offered> {
    vec![
        offer("CreateFunction", function::may_create, function::create),
        on_qualified!(GetFunction, GetFunctionRequest, function::get),
        on_qualified!(
            GetFunctionConfiguration,
            GetFunctionConfigurationRequest,
            function::get_configuration
        ),
        offer(
            "ListFunctions",
            |tx, _: &wire::ListFunctionsRequest| {
                Ok(vec![Permission::new(
                    "lambda:ListFunctions",
                    "*",
                    tx.account(),
                )])
            },
            function::list,
        ),
        on_qualified!(DeleteFunction, DeleteFunctionRequest, function::delete),
        on_function!(UpdateFunctionCode, UpdateFunctionCodeRequest, update::code),
        offer(
            "UpdateFunctionConfiguration",
            update::may_configure,
            update::configuration,
        ),
        on_function!(
            GetFunctionCodeSigningConfig,
            GetFunctionCodeSigningConfigRequest,
            function::get_code_signing_config
        ),
    ]
}

fn versions() -> Vec<Offered> {
    vec![
        on_function!(PublishVersion, PublishVersionRequest, version::publish),
        on_function!(
            ListVersionsByFunction,
            ListVersionsByFunctionRequest,
            version::list
        ),
        on_function!(CreateAlias, CreateAliasRequest, alias::create),
        on_function!(GetAlias, GetAliasRequest, alias::get),
        on_function!(ListAliases, ListAliasesRequest, alias::list),
        on_function!(UpdateAlias, UpdateAliasRequest, alias::update),
        on_function!(DeleteAlias, DeleteAliasRequest, alias::delete),
    ]
}

fn policies() -> Vec<Offered> {
    vec![
        offer("AddPermission", policy::may_add, policy::add),
        on_qualified!(GetPolicy, GetPolicyRequest, policy::get),
        offer("RemovePermission", policy::may_remove, policy::remove),
    ]
}

fn others() -> Vec<Offered> {
    vec![
        on_function!(
            PutFunctionConcurrency,
            PutFunctionConcurrencyRequest,
            concurrency::put
        ),
        on_function!(
            GetFunctionConcurrency,
            GetFunctionConcurrencyRequest,
            concurrency::get
        ),
        on_function!(
            DeleteFunctionConcurrency,
            DeleteFunctionConcurrencyRequest,
            concurrency::delete
        ),
        offer("TagResource", tag::may_add, tag::add),
        offer("UntagResource", tag::may_remove, tag::remove),
        offer(
            "ListTags",
            |tx, input: &wire::ListTagsRequest| {
                authorize::on(tx, "ListTags", &input.resource, None)
            },
            tag::list,
        ),
    ]
}

/// A refusal as Lambda's clients read it: with its type, and the message under both of the names that the model has.
fn fault(code: &'static str, message: impl Into<String>) -> Fault {
    let fault = wire::SERVICE.fault(code, message);
    let message = fault.message.clone();
    let kind = if fault.sender { "User" } else { "Service" };
    fault
        .with_field("Type", kind)
        .with_field("Message", message)
}

fn invalid(message: impl Into<String>) -> Fault {
    fault("InvalidParameterValueException", message)
}

fn not_found(message: impl Into<String>) -> Fault {
    fault("ResourceNotFoundException", message)
}

fn conflict(message: impl Into<String>) -> Fault {
    fault("ResourceConflictException", message)
}

/// A new revision id.
fn new_revision(tx: &Tx<'_>) -> Result<String, Fault> {
    let mut bytes: [u8; 16] = tx.random()?;
    // Version 4, variant 1 (RFC 9562).
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = data_encoding::HEXLOWER.encode(&bytes);
    let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
    let parts = parts.map(|(from, to)| hex.get(from..to).unwrap_or_default());
    Ok(parts.join("-"))
}

/// Refuses a change of a revision that is not the latest.
fn check_revision(wanted: Option<&str>, current: &str) -> Result<(), Fault> {
    if wanted.is_none_or(|wanted| wanted == current) {
        return Ok(());
    }
    Err(fault(
        "PreconditionFailedException",
        "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
    ))
}
