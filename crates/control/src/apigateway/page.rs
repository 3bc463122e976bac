//! Lists in pages. The marker is the last key that was returned, so it holds its place while
//! others add and delete.

use data_encoding::BASE64;
use portcullis_wire::Fault;

use super::fault::bad_request;

/// The default and the most of one page (API Gateway API Reference, "limit").
const DEFAULT_LIMIT: usize = 25;
const MAX_LIMIT: i32 = 500;

/// The page after `position` of items with their sort keys, and the position after it if there
/// is more.
pub(super) fn page<T>(
    mut items: Vec<(String, T)>,
    position: Option<&str>,
    limit: Option<i32>,
) -> Result<(Vec<T>, Option<String>), Fault> {
    let limit = match limit {
        None => DEFAULT_LIMIT,
        Some(limit) => usize::try_from(limit.clamp(1, MAX_LIMIT)).unwrap_or(DEFAULT_LIMIT),
    };
    let after = position
        .filter(|position| !position.is_empty())
        .map(read)
        .transpose()?;
    items.sort_by(|(one, _), (other, _)| one.cmp(other));
    if let Some(after) = after {
        items.retain(|(key, _)| *key > after);
    }
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items
        .last()
        .filter(|_| more)
        .map(|(key, _)| BASE64.encode(key.as_bytes()));
    Ok((items.into_iter().map(|(_, item)| item).collect(), next))
}

/// A sort key by which what was made last comes first.
pub(super) fn newest_first(created: i64, id: &str) -> String {
    format!("{:020}/{id}", i64::MAX - created)
}

fn read(position: &str) -> Result<String, Fault> {
    let bytes = BASE64.decode(position.as_bytes()).ok();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| bad_request("Invalid position parameter specified"))
}
