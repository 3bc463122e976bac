//! The tree that a JSON or YAML text stands for. Names keep the order that they were written in, because models are shown
//! as they were sent.

use serde_json::Number;

/// A value of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(String),
    /// Values in order.
    List(Vec<Node>),
    /// Values by name, in the order of the text; no name stands twice.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// An empty map, to be filled with [`set`](Node::set).
    pub fn map() -> Self {
        Self::Map(Vec::new())
    }

    /// The value of a name, unless it is null or this is no map.
    pub fn get(&self, name: &str) -> Option<&Node> {
        let (_, value) = self.entries()?.iter().find(|(known, _)| known == name)?;
        (*value != Self::Null).then_some(value)
    }

    /// The values by name of a map.
    pub fn entries(&self) -> Option<&[(String, Node)]> {
        match self {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The values of a list.
    pub fn items(&self) -> Option<&[Node]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A string, a number or a boolean as text: YAML writes `statusCode: 200` where JSON has to say `"200"`.
    pub fn scalar(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            Self::Bool(truth) => Some(truth.to_string()),
            Self::Null | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// Puts a value at the end of a map; nothing happens to anything else.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<Node>) {
        if let Self::Map(entries) = self {
            entries.push((name.into(), value.into()));
        }
    }

    /// Puts a value where one of that name stands, or at the end.
    pub(crate) fn put(&mut self, name: &str, value: Node) {
        if let Self::Map(entries) = self {
            match entries.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = value,
                None => entries.push((name.to_owned(), value)),
            }
        }
    }

    /// With a value at the end, for a map.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Node>) -> Self {
        self.set(name, value);
        self
    }

    /// With a value at the end, if there is one.
    #[must_use]
    pub fn with_some(self, name: impl Into<String>, value: Option<impl Into<Node>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With every `$ref` that begins so pointing elsewhere, if what follows is the name of a model.
    #[must_use]
    pub fn referring(self, from: &str, to: &str) -> Self {
        match self {
            Self::List(items) => Self::List(
                items
                    .into_iter()
                    .map(|item| item.referring(from, to))
                    .collect(),
            ),
            Self::Map(entries) => Self::Map(
                entries
                    .into_iter()
                    .map(|(name, value)| match (name.as_str(), value) {
                        ("$ref", Self::Text(target)) => {
                            let model = target.strip_prefix(from);
                            let model = model.filter(|model| !model.contains('/'));
                            let target =
                                model.map_or(target.clone(), |model| format!("{to}{model}"));
                            (name, Self::Text(target))
                        }
                        (_, value) => (name, value.referring(from, to)),
                    })
                    .collect(),
            ),
            scalar => scalar,
        }
    }

    /// How many values this is.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::List(items) => items.iter().map(Self::size).sum::<usize>() + 1,
            Self::Map(entries) => entries.iter().map(|(_, value)| value.size()).sum::<usize>() + 1,
            _ => 1,
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Node {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<bool> for Node {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<i64> for Node {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl<T: Into<Node>> From<Vec<T>> for Node {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}
