//! Headers as a list, in the order in which they came or are to be written. Most are looked through once and looked up
//! seldom, so that a map would be made, hashed and dropped for nothing. It knows no rule about any header, and looking one
//! up takes as long as the list is: whoever reads heads bounds how many there may be.

use http::header::{HeaderMap, HeaderName, HeaderValue};

/// Names and values, in their order. A name may be there more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderList(Vec<(HeaderName, HeaderValue)>);

impl HeaderList {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// None, with room for so many.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self(Vec::with_capacity(capacity))
    }

    /// How many there are; each value counts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a header, whether there is one of the name or not.
    pub fn append(&mut self, name: HeaderName, value: HeaderValue) {
        self.0.push((name, value));
    }

    /// Sets a header to this value.
    pub fn insert(&mut self, name: HeaderName, value: HeaderValue) {
        if self.contains(&name) {
            self.set(&name, [value]);
        } else {
            self.append(name, value);
        }
    }

    /// Sets a header to these values. They stand where the first of the name stood.
    pub fn set(&mut self, name: &HeaderName, values: impl IntoIterator<Item = HeaderValue>) {
        let values = values.into_iter().map(|value| (name.clone(), value));
        match self.0.iter().position(|(it, _)| it == name) {
            None => self.0.extend(values),
            Some(first) => {
                self.0.retain(|(it, _)| it != name);
                drop(self.0.splice(first..first, values));
            }
        }
    }

    /// Takes a header away, with all its values.
    pub fn remove(&mut self, name: impl AsHeaderName) {
        self.0.retain(|(it, _)| !name.names(it));
    }

    /// The first value of a header.
    #[must_use]
    pub fn get(&self, name: impl AsHeaderName) -> Option<&HeaderValue> {
        let mut fields = self.0.iter();
        let (_, value) = fields.find(|(it, _)| name.names(it))?;
        Some(value)
    }

    /// All values of a header, in their order.
    pub fn get_all(
        &self,
        name: impl AsHeaderName,
    ) -> impl DoubleEndedIterator<Item = &HeaderValue> {
        let named = self.0.iter().filter(move |(it, _)| name.names(it));
        named.map(|(_, value)| value)
    }

    /// Whether there is a header of this name.
    #[must_use]
    pub fn contains(&self, name: impl AsHeaderName) -> bool {
        self.get(name).is_some()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// The names, each once, in the order in which they first come.
    pub fn names(&self) -> impl Iterator<Item = &HeaderName> {
        let fields = self.0.iter().enumerate();
        let first = fields.filter(|(at, (name, _))| {
            let before = self.0.iter().take(*at);
            before.into_iter().all(|(it, _)| it != name)
        });
        first.map(|(_, (name, _))| name)
    }

    /// The same as a map, for those who want one.
    #[must_use]
    pub fn to_map(&self) -> HeaderMap {
        self.0.iter().cloned().collect()
    }
}

/// What a header is looked up by: its name, or text that may be its name in any case. Two names that HTTP knows are told
/// apart by a number, other ones by their bytes.
pub trait AsHeaderName {
    /// Whether it names this header.
    fn names(&self, header: &HeaderName) -> bool;
}

impl AsHeaderName for HeaderName {
    fn names(&self, header: &HeaderName) -> bool {
        self == header
    }
}

impl AsHeaderName for str {
    fn names(&self, header: &HeaderName) -> bool {
        header.as_str().eq_ignore_ascii_case(self)
    }
}

impl<N: AsHeaderName + ?Sized> AsHeaderName for &N {
    fn names(&self, header: &HeaderName) -> bool {
        (**self).names(header)
    }
}

impl<'l> IntoIterator for &'l HeaderList {
    type Item = &'l (HeaderName, HeaderValue);
    type IntoIter = std::slice::Iter<'l, (HeaderName, HeaderValue)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl IntoIterator for HeaderList {
    type Item = (HeaderName, HeaderValue);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Extend<(HeaderName, HeaderValue)> for HeaderList {
    fn extend<I: IntoIterator<Item = (HeaderName, HeaderValue)>>(&mut self, headers: I) {
        self.0.extend(headers);
    }
}

impl FromIterator<(HeaderName, HeaderValue)> for HeaderList {
    fn from_iter<I: IntoIterator<Item = (HeaderName, HeaderValue)>>(headers: I) -> Self {
        Self(headers.into_iter().collect())
    }
}

impl From<&HeaderMap> for HeaderList {
    fn from(map: &HeaderMap) -> Self {
        let headers = map.iter();
        headers
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }
}

impl From<HeaderMap> for HeaderList {
    fn from(map: HeaderMap) -> Self {
        let mut list = Self::with_capacity(map.len());
        // Only the first value of a name comes with it.
        let mut last = None;
        for (name, value) in map {
            last = name.or(last);
            list.0.extend(last.clone().map(|name| (name, value)));
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(headers: &[(&'static str, &'static str)]) -> HeaderList {
        let headers = headers.iter().map(|(name, value)| {
            let name = HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        });
        headers.collect()
    }

    fn written(list: &HeaderList) -> String {
        let headers = list
            .iter()
            .map(|(name, value)| format!("{name}={}", value.to_str().unwrap()));
        headers.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn headers_stay_in_their_order_and_values_of_one_name_too() {
        let list = list(&[("b", "1"), ("a", "2"), ("b", "3")]);
        assert_eq!(written(&list), "b=1 a=2 b=3");
        let all: Vec<_> = list.get_all("B").collect();
        assert_eq!(all, ["1", "3"]);
        let names: Vec<_> = list.names().map(HeaderName::as_str).collect();
        assert_eq!(names, ["b", "a"]);
        assert_eq!(list.get("b").unwrap(), "1");
        assert!(list.contains(HeaderName::from_static("b")) && !list.contains("c"));
        assert_eq!(
            written(&HeaderList::from(&list.to_map())),
            "b=1 b=3 a=2",
            "a map has all values of a name together"
        );
        assert_eq!(written(&HeaderList::from(list.to_map())), "b=1 b=3 a=2");
    }

    #[test]
    fn what_is_set_stands_where_the_first_stood_and_alone() {
        let check = |name: &'static str, values: &[&'static str], expected: &str| {
            let mut list = list(&[("x", "1"), ("a", "2"), ("x", "3"), ("b", "4"), ("x", "5")]);
            let values = values.iter().map(|value| HeaderValue::from_static(value));
            list.set(&HeaderName::from_static(name), values);
            assert_eq!(written(&list), expected);
        };
        check("x", &["new"], "x=new a=2 b=4");
        check("x", &["new", "newer"], "x=new x=newer a=2 b=4");
        check("x", &[], "a=2 b=4");
        check("a", &["new"], "x=1 a=new x=3 b=4 x=5");
        check("c", &["new"], "x=1 a=2 x=3 b=4 x=5 c=new");
    }

    #[test]
    fn a_header_is_taken_away_with_all_its_values() {
        let mut list = list(&[("x", "1"), ("a", "2"), ("x", "3")]);
        list.remove("X");
        assert_eq!(written(&list), "a=2");
        list.remove("b");
        assert_eq!(list.len(), 1);
    }
}
