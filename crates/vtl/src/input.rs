//! What a template is given and what it leaves behind: the payload and the parameters of a
//! request, its context, and the overrides, which a request's template hands on to the
//! response's.

use std::collections::BTreeMap;

use crate::data::Data;

/// What a template can ask for.
#[derive(Clone, Debug, Default)]
pub struct Inputs<'a> {
    /// `$input.body`, `$input.json(…)`, `$input.path(…)`: the payload as text.
    pub body: &'a str,
    /// `$input.params(…)`
    pub parameters: Parameters<'a>,
    /// `$context`, without the overrides: a map.
    pub context: Data,
    /// `$stageVariables`
    pub stage_variables: Option<&'a BTreeMap<String, String>>,
    /// What an earlier template of the same request set.
    pub overrides: Overrides,
}

/// The parameters of a request, decoded.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Parameters<'a> {
    pub path: Vec<(&'a str, &'a str)>,
    pub querystring: Vec<(&'a str, &'a str)>,
    pub header: Vec<(&'a str, &'a str)>,
}

/// `$context.requestOverride` and `$context.responseOverride` (API Gateway Developer Guide,
/// "Override your API's request and response parameters and status codes").
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    pub(crate) request: Data,
    pub(crate) response: Data,
}

/// A rendered template.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// The text.
    pub text: String,
    /// What it set.
    pub overrides: Overrides,
}

impl Overrides {
    /// Whether nothing was set.
    pub fn is_empty(&self) -> bool {
        let empty = |data: &Data| match data {
            Data::Map(entries) => entries.iter().all(|(_, value)| value.is_empty()),
            other => other.is_empty(),
        };
        empty(&self.request) && empty(&self.response)
    }

    /// Headers of the integration request.
    pub fn request_headers(&self) -> impl Iterator<Item = (&str, Vec<String>)> {
        named(&self.request, "header")
    }

    /// Query parameters of the integration request.
    pub fn request_querystring(&self) -> impl Iterator<Item = (&str, Vec<String>)> {
        named(&self.request, "querystring")
    }

    /// Path parameters of the integration request.
    pub fn request_path(&self) -> impl Iterator<Item = (&str, Vec<String>)> {
        named(&self.request, "path")
    }

    /// The whole path of the integration request, where it was set in one.
    pub fn request_whole_path(&self) -> Option<&str> {
        match self.request.get("path") {
            Some(Data::Text(path)) => Some(path),
            _ => None,
        }
    }

    /// Headers of the method response.
    pub fn response_headers(&self) -> impl Iterator<Item = (&str, Vec<String>)> {
        named(&self.response, "header")
    }

    /// The status of the method response; anything but a whole number from 100 to 599 is ignored.
    pub fn response_status(&self) -> Option<u16> {
        match self.response.get("status") {
            Some(Data::Int(status)) => {
                let status = u16::try_from(*status).ok();
                status.filter(|status| (100..600).contains(status))
            }
            _ => None,
        }
    }
}

fn named<'d>(data: &'d Data, kind: &str) -> impl Iterator<Item = (&'d str, Vec<String>)> {
    let entries = match data.get(kind) {
        Some(Data::Map(entries)) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().map(|(name, value)| {
        let values = match value {
            Data::List(items) => items.iter().filter_map(plain).collect(),
            other => plain(other).into_iter().collect(),
        };
        (name.as_str(), values)
    })
}

/// The text of a value that stands for one.
fn plain(data: &Data) -> Option<String> {
    match data {
        Data::Null | Data::List(_) | Data::Map(_) => None,
        Data::Bool(it) => Some(it.to_string()),
        Data::Int(it) => Some(it.to_string()),
        Data::Float(it) => {
            let mut text = String::new();
            crate::number::Number::Float(*it).write(&mut text);
            Some(text)
        }
        Data::Text(text) => Some(text.clone()),
    }
}
