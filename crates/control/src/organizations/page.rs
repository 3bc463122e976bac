//! Pages of a list: `NextToken` and `MaxResults`. A token holds the last key that was given out, not a position, so what
//! comes or goes between two pages neither repeats nor hides anything else.

use portcullis_wire::Fault;

use super::fault::invalid;

/// AWS Organizations API Reference, "MaxResults": at most 20, and as many where nothing is said.
const MOST: usize = 20;

/// One page of a list.
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    pub(super) next_token: Option<String>,
}

impl<T> Page<T> {
    /// The page after the token of a list whose keys ascend.
    pub(super) fn of(
        items: impl IntoIterator<Item = T>,
        key: impl Fn(&T) -> &str,
        token: Option<&str>,
        max_results: Option<i32>,
    ) -> Result<Self, Fault> {
        let after = token.map(last_key).transpose()?;
        let count = max_results.and_then(|max| usize::try_from(max).ok());
        let count = count.unwrap_or(MOST).clamp(1, MOST);
        let mut rest = items
            .into_iter()
            .skip_while(|item| after.as_deref().is_some_and(|after| key(item) <= after));
        let items: Vec<T> = rest.by_ref().take(count).collect();
        let more = rest.next().is_some();
        let last = items.last().filter(|_| more);
        let next_token = last.map(|item| data_encoding::BASE64URL.encode(key(item).as_bytes()));
        Ok(Self { items, next_token })
    }

    /// The items in the form that goes onto the wire, and the token.
    pub(super) fn shown<U>(self, form: impl FnMut(T) -> U) -> (Option<Vec<U>>, Option<String>) {
        (
            Some(self.items.into_iter().map(form).collect()),
            self.next_token,
        )
    }
}

fn last_key(token: &str) -> Result<String, Fault> {
    let key = data_encoding::BASE64URL.decode(token.as_bytes()).ok();
    let key = key.and_then(|key| String::from_utf8(key).ok());
    key.ok_or_else(|| {
        invalid(
            "INVALID_PAGINATION_TOKEN",
            "You provided an invalid pagination token.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_every_item_once_although_the_last_one_given_goes() {
        let mut list = vec!["a", "b", "c", "d", "e"];
        let first = Page::of(list.clone(), |item| item, None, Some(2)).unwrap();
        assert_eq!(first.items, ["a", "b"]);
        list.remove(1);
        let token = first.next_token.as_deref();
        let second = Page::of(list.clone(), |item| item, token, Some(2)).unwrap();
        assert_eq!(second.items, ["c", "d"]);
        let token = second.next_token.as_deref();
        let last = Page::of(list, |item| item, token, None).unwrap();
        assert_eq!((last.items, last.next_token), (vec!["e"], None));
    }

    #[test]
    fn a_page_has_at_most_twenty_items_and_a_made_up_token_is_refused() {
        let many: Vec<String> = (0..30).map(|number| format!("{number:02}")).collect();
        let page = Page::of(many, |item| item, None, Some(100)).unwrap();
        assert_eq!(page.items.len(), 20);
        let fault = Page::of(["a"], |item| item, Some("%"), None).err().unwrap();
        assert_eq!(fault.code, "InvalidInputException");
    }
}
