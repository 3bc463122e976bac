//! The operations on offer: for each, its AWS name, the permissions that it needs and its
//! handler, joined into something that can be called with bytes.

use portcullis_wire::{Fault, HttpResponse, Operation, Routed, Service};
use serde::{Serialize, de::DeserializeOwned};

use crate::execution::Execution;
use crate::permission::Permission;
use crate::tx::Tx;

/// A service and what is offered of it.
pub struct ServiceOffer {
    /// Its protocol and tables.
    pub service: &'static Service,
    /// Its operations.
    pub operations: Vec<Offered>,
}

/// One operation on offer.
pub struct Offered {
    /// AWS's name of it.
    pub name: &'static str,
    pub(crate) run: Box<Run>,
}

type Run = dyn Fn(&Execution<'_>, &Operation, &Routed) -> Result<HttpResponse, Fault> + Send + Sync;

/// Offers an operation. `permissions` says which actions on which ARNs the call needs, and may
/// look at the records to find out; it changes nothing.
pub fn offer<I, O>(
    name: &'static str,
    permissions: fn(&Tx<'_>, &I) -> Result<Vec<Permission>, Fault>,
    handler: fn(&mut Tx<'_>, I) -> Result<O, Fault>,
) -> Offered
where
    I: DeserializeOwned + Clone + 'static,
    O: Serialize + 'static,
{
    let run = move |execution: &Execution<'_>, operation: &Operation, routed: &Routed| {
        let input: I = portcullis_wire::decode(routed)?;
        execution.transact(operation, &input, permissions, handler)
    };
    Offered {
        name,
        run: Box::new(run),
    }
}
