//! Headers as a list, in the order in which they are written and were read. Towards back ends nearly none is looked up by
//! its name, so that a map would be made, hashed and dropped for nothing. It knows no rule about any header, and looking one
//! up takes as long as the list is.

use http::header::{HeaderMap, HeaderName, HeaderValue};

/// Names and values.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeaderList(Vec<(HeaderName, HeaderValue)>);

impl HeaderList {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self(Vec::with_capacity(capacity))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds a header, whether there is one of the name or not.
    pub(crate) fn append(&mut self, name: HeaderName, value: HeaderValue) {
        self.0.push((name, value));
    }

    /// Sets a header to these values. They stand where the first of the name stood.
    pub(crate) fn set(&mut self, name: &HeaderName, values: impl IntoIterator<Item = HeaderValue>) {
        let values = values.into_iter().map(|value| (name.clone(), value));
        match self.0.iter().position(|(it, _)| it == name) {
            None => self.0.extend(values),
            Some(first) => {
                self.0.retain(|(it, _)| it != name);
                drop(self.0.splice(first..first, values));
            }
        }
    }

    /// The first value of a header.
    pub(crate) fn get(&self, name: &HeaderName) -> Option<&HeaderValue> {
        self.get_all(name).next()
    }

    /// All values of a header, in their order.
    pub(crate) fn get_all(
        &self,
        name: &HeaderName,
    ) -> impl DoubleEndedIterator<Item = &HeaderValue> {
        let named = self.0.iter().filter(move |(it, _)| it == name);
        named.map(|(_, value)| value)
    }

    pub(crate) fn contains(&self, name: &HeaderName) -> bool {
        self.get(name).is_some()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// The same as a map, for those who look into it.
    pub(crate) fn to_map(&self) -> HeaderMap {
        self.0.iter().cloned().collect()
    }
}

impl IntoIterator for HeaderList {
    type Item = (HeaderName, HeaderValue);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
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
        let b = HeaderName::from_static("b");
        let all: Vec<_> = list.get_all(&b).collect();
        assert_eq!(all, ["1", "3"]);
        assert_eq!(list.get(&b).unwrap(), "1");
        assert!(list.contains(&b) && !list.contains(&HeaderName::from_static("c")));
        let back = HeaderList::from(&list.to_map());
        assert_eq!(written(&back), "b=1 b=3 a=2");
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
}
