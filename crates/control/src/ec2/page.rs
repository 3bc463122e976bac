//! Pages of the describe calls. The token is the key of the last item that was shown, so that a
//! page begins at the right place whatever came or went in between.

use data_encoding::BASE64URL_NOPAD;
use portcullis_wire::Fault;

use super::fault;

/// The longest page, and the one of a call that names no length.
const LONGEST: usize = 1000;

/// One page of items, and the token of the next if there is one. Sorts by the key, which must
/// be unique.
pub(super) fn page<T>(
    mut items: Vec<T>,
    key: impl Fn(&T) -> String,
    max_results: Option<i32>,
    token: Option<&str>,
) -> Result<(Vec<T>, Option<String>), Fault> {
    let length = match max_results {
        None => LONGEST,
        Some(wanted) => usize::try_from(wanted).ok().filter(|wanted| *wanted > 0).map_or_else(
            || {
                let message =
                    format!("Value ( {wanted} ) for parameter maxResults is invalid. Expecting a value of at least 1.");
                Err(fault("InvalidParameterValue", message))
            },
            |wanted| Ok(wanted.min(LONGEST)),
        )?,
    };
    items.sort_by_cached_key(&key);
    if let Some(token) = token.filter(|token| !token.is_empty()) {
        let after = BASE64URL_NOPAD
            .decode(token.as_bytes())
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok());
        let after = after
            .ok_or_else(|| fault("InvalidNextToken", "The specified NextToken is not valid."))?;
        items.retain(|item| key(item) > after);
    }
    let more = items.len() > length;
    items.truncate(length);
    let last = items.last().filter(|_| more);
    let next = last.map(|last| BASE64URL_NOPAD.encode(key(last).as_bytes()));
    Ok((items, next))
}
