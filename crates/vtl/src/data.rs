//! Values on their way into a rendering and out of it: a tree that owns itself, with the order of
//! its entries kept.

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "the names are JSON's")]
pub enum Data {
    #[default]
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Data>),
    Map(Vec<(String, Data)>),
}

impl Data {
    /// The entry of a map.
    pub fn get(&self, name: &str) -> Option<&Data> {
        let Self::Map(entries) = self else {
            return None;
        };
        let entry = entries.iter().find(|(it, _)| it == name);
        entry.map(|(_, value)| value)
    }

    /// Sets the entry of a map; anything else becomes a map first.
    pub fn set(&mut self, name: &str, value: Data) {
        if !matches!(self, Self::Map(_)) {
            *self = Self::Map(Vec::new());
        }
        let Self::Map(entries) = self else { return };
        match entries.iter_mut().find(|(it, _)| it == name) {
            Some((_, there)) => *there = value,
            None => entries.push((name.to_owned(), value)),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(entries) => entries.is_empty(),
            Self::Bool(_) | Self::Int(_) | Self::Float(_) => false,
        }
    }
}

impl From<&str> for Data {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Data {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
