//! Pages of the list calls. The marker is the key of the last item that was shown, so that a page begins at the right
//! place whatever came or went in between.

use data_encoding::BASE64;
use portcullis_wire::Fault;

use super::invalid;

/// The longest page: Lambda never answers with more (Lambda API Reference, "ListFunctions").
const LONGEST: usize = 50;

/// One page of items in their order, and the marker of the next if there is one. Keys are unique and ascend.
pub(super) fn page<T>(
    items: Vec<T>,
    key: impl Fn(&T) -> String,
    max_items: Option<i32>,
    marker: Option<&str>,
) -> Result<(Vec<T>, Option<String>), Fault> {
    let length = max_items.and_then(|wanted| usize::try_from(wanted).ok());
    let length = length.unwrap_or(LONGEST).clamp(1, LONGEST);
    let mut items = items;
    if let Some(marker) = marker.filter(|marker| !marker.is_empty()) {
        let after = BASE64
            .decode(marker.as_bytes())
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(|| invalid("Invalid marker"))?;
        items.retain(|item| key(item) > after);
    }
    let more = items.len() > length;
    items.truncate(length);
    let last = items.last().filter(|_| more);
    let next = last.map(|last| BASE64.encode(key(last).as_bytes()));
    Ok((items, next))
}
