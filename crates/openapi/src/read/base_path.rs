//! The base path of a document and what an import makes of it (API Gateway Developer Guide, "Set the OpenAPI basePath
//! property").

use std::str::FromStr;

use crate::node::Node;
use crate::write::Dialect;

/// What becomes of the base path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BasePath {
    /// As if it was not there.
    #[default]
    Ignore,
    /// Its parts become resources.
    Prepend,
    /// Its parts but the first become resources.
    Split,
}

impl FromStr for BasePath {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        match name.to_ascii_lowercase().as_str() {
            "ignore" => Ok(Self::Ignore),
            "prepend" => Ok(Self::Prepend),
            "split" => Ok(Self::Split),
            _ => Err(()),
        }
    }
}

/// What stands before every path: empty, or with a slash at its beginning and none at its end.
pub(super) fn prefix(document: &Node, dialect: Dialect, mode: BasePath) -> String {
    let base = match dialect {
        Dialect::Swagger => document
            .get("basePath")
            .and_then(Node::text)
            .map(str::to_owned),
        Dialect::OpenApi => of_servers(document),
    };
    let base = base.unwrap_or_default();
    let parts = base.split('/').filter(|part| !part.is_empty());
    let skipped = match mode {
        BasePath::Ignore => return String::new(),
        BasePath::Prepend => 0,
        BasePath::Split => 1,
    };
    parts.skip(skipped).map(|part| format!("/{part}")).collect()
}

/// The first variable that is called `basePath`, whether it is used or not; otherwise the path of the first server.
fn of_servers(document: &Node) -> Option<String> {
    let servers = document.get("servers")?.items()?;
    let default = |server: &Node, variable: &str| {
        server
            .get("variables")?
            .get(variable)?
            .get("default")?
            .scalar()
    };
    if let Some(base) = servers
        .iter()
        .find_map(|server| default(server, "basePath"))
    {
        return Some(base);
    }
    let server = servers.first()?;
    let url = server.get("url")?.text()?;
    let rest = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => url,
    };
    let path = rest.split(['?', '#']).next()?;
    // A part that is a variable stands for its default.
    let parts = path.split('/').map(|part| {
        let variable = part
            .strip_prefix('{')
            .and_then(|part| part.strip_suffix('}'));
        variable
            .and_then(|variable| default(server, variable))
            .unwrap_or_else(|| part.to_owned())
    });
    Some(parts.collect::<Vec<_>>().join("/"))
}
