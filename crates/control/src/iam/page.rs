//! Pages of a list: `Marker`, `MaxItems`, `IsTruncated`. A marker holds the last key that was
//! given out, not a position, so what is made or deleted between two pages neither repeats nor
//! hides anything else.

use portcullis_wire::{Fault, iam};

/// How many items a page has where the caller does not say.
const DEFAULT_ITEMS: usize = 100;

/// How many items are read at a time.
const PIECE: usize = 128;

/// One page of a list.
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    pub(super) is_truncated: Option<bool>,
    pub(super) marker: Option<String>,
}

impl<T> Page<T> {
    /// The page after the marker of a list whose keys ascend.
    pub(super) fn of(
        items: impl IntoIterator<Item = T>,
        key: impl Fn(&T) -> String,
        marker: Option<&str>,
        max_items: Option<i32>,
    ) -> Result<Self, Fault> {
        let after = marker.map(last_key).transpose()?;
        let count = page_length(max_items);
        let mut rest = items
            .into_iter()
            .skip_while(|item| after.as_ref().is_some_and(|after| key(item) <= *after));
        let items: Vec<T> = rest.by_ref().take(count).collect();
        let truncated = rest.next().is_some();
        let last = items.last().filter(|_| truncated);
        let marker = last.map(|item| data_encoding::BASE64URL.encode(key(item).as_bytes()));
        Ok(Self {
            items,
            is_truncated: Some(truncated),
            marker,
        })
    }

    /// The same of a list that is read piece by piece, and no further than the page needs: `read`
    /// gives that many of the items behind a key.
    pub(super) fn read(
        read: impl Fn(Option<&str>, usize) -> Result<Vec<T>, Fault>,
        key: impl Fn(&T) -> String,
        wanted: impl Fn(&T) -> bool,
        marker: Option<&str>,
        max_items: Option<i32>,
    ) -> Result<Self, Fault> {
        let count = page_length(max_items);
        let mut items = Vec::new();
        let mut after = marker.map(last_key).transpose()?;
        loop {
            let piece = read(after.as_deref(), PIECE)?;
            let last = piece.len() < PIECE;
            after = piece.last().map(&key);
            items.extend(piece.into_iter().filter(&wanted));
            if last || items.len() > count {
                break;
            }
        }
        Self::of(items, key, marker, max_items)
    }

    /// The page of an empty list.
    pub(super) fn empty() -> Self {
        Self {
            items: Vec::new(),
            is_truncated: Some(false),
            marker: None,
        }
    }

    /// The same page with each item in another form.
    pub(super) fn map<U>(self, form: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(form).collect(),
            is_truncated: self.is_truncated,
            marker: self.marker,
        }
    }
}

fn page_length(max_items: Option<i32>) -> usize {
    max_items
        .and_then(|max| usize::try_from(max).ok())
        .unwrap_or(DEFAULT_ITEMS)
}

fn last_key(marker: &str) -> Result<String, Fault> {
    let key = data_encoding::BASE64URL.decode(marker.as_bytes()).ok();
    let key = key.and_then(|key| String::from_utf8(key).ok());
    key.ok_or_else(|| iam::SERVICE.fault("ValidationError", "Invalid Marker."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_every_item_once_although_the_last_one_given_is_deleted() {
        let mut list = vec!["a", "b", "c", "d", "e"];
        let key = |item: &&str| (*item).to_owned();
        let first = Page::of(list.clone(), key, None, Some(2)).unwrap();
        assert_eq!(
            (first.items, first.is_truncated),
            (vec!["a", "b"], Some(true))
        );
        list.remove(1);
        let second = Page::of(list.clone(), key, first.marker.as_deref(), Some(2)).unwrap();
        assert_eq!(second.items, ["c", "d"]);
        let last = Page::of(list, key, second.marker.as_deref(), Some(2)).unwrap();
        assert_eq!(
            (last.items, last.is_truncated, last.marker),
            (vec!["e"], Some(false), None)
        );
    }

    #[test]
    fn a_made_up_marker_is_refused() {
        let fault = Page::of(["a"], |item| (*item).to_owned(), Some("%"), None)
            .err()
            .unwrap();
        assert_eq!(
            (fault.code.as_ref(), fault.message.as_str()),
            ("ValidationError", "Invalid Marker.")
        );
    }
}
