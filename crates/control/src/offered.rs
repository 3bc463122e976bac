//! The operations on offer: for each, its AWS name, the permissions that it needs and its
//! handler, joined into something that can be called with bytes.

use portcullis_catalog::AccountId;
use portcullis_guard::WebIdentity;
use portcullis_wire::{Fault, HttpResponse, Operation, Routed, Service};
use serde::{Serialize, de::DeserializeOwned};

use crate::execution::{Execution, Unsigned};
use crate::invoker::{Trial, TrialAnswer};
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
    /// Whether nobody has to sign it.
    pub(crate) unsigned: bool,
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
        execution.transact(operation, &|tx| permissions(tx, &input), &|tx| {
            Ok(Box::new(handler(tx, input.clone())?))
        })
    };
    Offered {
        name,
        unsigned: false,
        run: Box::new(run),
    }
}

/// Offers a test invocation: what is to be run is said by `prepare`, which changes nothing, and
/// running it takes the permit of the call.
pub(crate) fn offer_test<I, O>(
    name: &'static str,
    permissions: fn(&Tx<'_>, &I) -> Result<Vec<Permission>, Fault>,
    prepare: fn(&Tx<'_>, I) -> Result<Trial, Fault>,
    answer: fn(TrialAnswer) -> O,
) -> Offered
where
    I: DeserializeOwned + Clone + 'static,
    O: Serialize + 'static,
{
    let run = move |execution: &Execution<'_>, operation: &Operation, routed: &Routed| {
        let input: I = portcullis_wire::decode(routed)?;
        execution.test(
            operation,
            &|tx| permissions(tx, &input),
            &|tx| prepare(tx, input.clone()),
            &|answered| Box::new(answer(answered)),
        )
    };
    Offered {
        name,
        unsigned: false,
        run: Box::new(run),
    }
}

/// How an operation that needs no signature finds out who calls.
pub(crate) struct Proof<I> {
    /// The account that is concerned.
    pub(crate) account: fn(&I) -> Result<AccountId, Fault>,
    /// Whom an issuer vouches for.
    pub(crate) identify: fn(&Tx<'_>, &I) -> Result<WebIdentity, Fault>,
    /// What a caller is told who may not.
    pub(crate) refusal: &'static str,
}

/// Offers an operation that needs no signature, because the caller proves itself by a token of an
/// OIDC issuer. The two functions are told whom the issuer vouches for.
pub(crate) fn offer_unsigned<I, O>(
    name: &'static str,
    proof: Proof<I>,
    permissions: fn(&Tx<'_>, &I, &WebIdentity) -> Result<Vec<Permission>, Fault>,
    handler: fn(&mut Tx<'_>, I, &WebIdentity) -> Result<O, Fault>,
) -> Offered
where
    I: DeserializeOwned + Clone + 'static,
    O: Serialize + 'static,
{
    let run = move |execution: &Execution<'_>, operation: &Operation, routed: &Routed| {
        let input: I = portcullis_wire::decode(routed)?;
        let unsigned = Unsigned {
            account: (proof.account)(&input)?,
            identify: &|tx| (proof.identify)(tx, &input),
            refusal: proof.refusal,
        };
        execution.transact_unsigned(
            operation,
            &unsigned,
            &|tx, identity| permissions(tx, &input, identity),
            &|tx, identity| Ok(Box::new(handler(tx, input.clone(), identity)?)),
        )
    };
    Offered {
        name,
        unsigned: true,
        run: Box::new(run),
    }
}
