//! The id of a new REST API: random, as on AWS, or in a development double the one that its tag
//! `_custom_id_` asks for, which people are used to from others. Where conveniences are off the tag
//! is a tag like any other.

use portcullis_catalog::id;
use portcullis_catalog::identity::Tags;
use portcullis_wire::Fault;

use super::fault::{bad_request, conflict};
use crate::Tx;

/// The tag that pins an id.
const TAG: &str = "_custom_id_";
/// With `-` and the id of an endpoint it still is one label of a host name.
const MAX_LENGTH: usize = 40;

/// The id that a new API gets.
pub(super) fn choose(tx: &Tx<'_>, tags: &Tags) -> Result<String, Fault> {
    let Some(wanted) = tags.get(TAG).filter(|_| tx.facts().conveniences) else {
        return Ok(id::rest_api_id(&tx.random()?));
    };
    check(wanted)?;
    // Ids are one namespace over all accounts: hosts and paths name no account.
    if tx.world().api(wanted).is_some() {
        return Err(conflict(format!(
            "The REST API id `{wanted}` of the tag {TAG} is taken"
        )));
    }
    Ok(wanted.clone())
}

/// An id is a label of host names, where `-vpce-` begins the id of an endpoint.
fn check(wanted: &str) -> Result<(), Fault> {
    let label = wanted
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let fits = !wanted.is_empty() && wanted.len() <= MAX_LENGTH;
    if fits
        && label
        && !wanted.starts_with('-')
        && !wanted.ends_with('-')
        && !wanted.contains("vpce")
    {
        return Ok(());
    }
    Err(bad_request(format!(
        "The value `{wanted}` of the tag {TAG} is no REST API id: an id has 1 to {MAX_LENGTH} lower-case letters, digits and inner hyphens, and not `vpce`"
    )))
}
