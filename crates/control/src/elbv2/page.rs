//! Pages of the describe calls. The marker is the key of the last item that was shown, so that a page begins at the
//! right place whatever came or went in between.

use std::collections::BTreeMap;

use data_encoding::BASE64URL_NOPAD;
use portcullis_wire::Fault;

use super::invalid;

/// The longest page, and the one of a call that names no length: the most that the model allows.
const LONGEST: usize = 400;

/// One page of items, and the marker of the next if there is one. Sorts by the key, which must be unique.
pub(super) fn page<T>(
    mut items: Vec<T>,
    key: impl Fn(&T) -> String,
    page_size: Option<i32>,
    marker: Option<&str>,
) -> Result<(Vec<T>, Option<String>), Fault> {
    // The model has page sizes between 1 and 400.
    let length = page_size.and_then(|wanted| usize::try_from(wanted).ok());
    let length = length.unwrap_or(LONGEST).clamp(1, LONGEST);
    items.sort_by_cached_key(&key);
    if let Some(marker) = marker.filter(|marker| !marker.is_empty()) {
        let after = BASE64URL_NOPAD
            .decode(marker.as_bytes())
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(|| invalid("Invalid marker"))?;
        items.retain(|item| key(item) > after);
    }
    let more = items.len() > length;
    items.truncate(length);
    let last = items.last().filter(|_| more);
    let next = last.map(|last| BASE64URL_NOPAD.encode(key(last).as_bytes()));
    Ok((items, next))
}

/// Each of some records once, however often it was named.
pub(super) fn unique<T>(items: Vec<T>, key: impl Fn(&T) -> String) -> Vec<T> {
    let items: BTreeMap<String, T> = items.into_iter().map(|item| (key(&item), item)).collect();
    items.into_values().collect()
}
