//! Client tokens: a create call that is repeated because its answer was lost finds what it made
//! the first time (Amazon EC2 Developer Guide, "Ensuring idempotency"). A token lives as long as
//! what was made with it.

use std::fmt::Debug;

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use portcullis_catalog::network::ClientToken;
use portcullis_wire::Fault;

use super::fault;
use super::resource::{Resource, all};
use crate::Tx;

const MAX_TOKEN: usize = 64;

/// The token of a request, if it has one.
pub(super) fn token(
    token: Option<&str>,
    request: &impl Debug,
) -> Result<Option<ClientToken>, Fault> {
    let Some(token) = token.filter(|token| !token.is_empty()) else {
        return Ok(None);
    };
    if token.len() > MAX_TOKEN || !token.is_ascii() {
        let message =
            format!("Invalid client token: it must be at most {MAX_TOKEN} ASCII characters.");
        return Err(fault("InvalidParameterValue", message));
    }
    let request = HEXLOWER.encode(digest(&SHA256, format!("{request:?}").as_bytes()).as_ref());
    Ok(Some(ClientToken {
        token: token.to_owned(),
        request,
    }))
}

/// What an earlier call with this token made.
pub(super) fn earlier<R: Resource>(
    tx: &Tx<'_>,
    token: Option<&ClientToken>,
    token_of: fn(&R) -> Option<&ClientToken>,
) -> Result<Option<R>, Fault> {
    let Some(token) = token else { return Ok(None) };
    let mut made = all::<R>(tx)?.into_iter();
    let made = made.find(|made| token_of(made).is_some_and(|known| known.token == token.token));
    match made {
        Some(made) if token_of(&made).is_some_and(|known| known.request != token.request) => {
            let message = "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).";
            Err(fault("IdempotentParameterMismatch", message))
        }
        made => Ok(made),
    }
}
