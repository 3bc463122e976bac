//! The query protocols coming in: form parameters such as `Tags.member.1.Key=Team` into a tree. IAM and STS put `member`
//! before the index of a list, EC2 does not. The way out is XML and stands in [`crate::xml`].

use std::collections::BTreeMap;

use crate::fault::Fault;
use crate::form::{self, clip};
use crate::message::HttpRequest;
use crate::service::{Member, Operation, Protocol, Service, Shape};
use crate::tree::{MAX_DEPTH, MAX_INDEX, Node};

/// Finds the operation in `Action`, and reads the parameters as the shape of its input asks for.
pub(crate) fn route(
    service: &'static Service,
    request: &HttpRequest<'_>,
) -> Result<(&'static Operation, Result<Node, Fault>), Fault> {
    if !matches!(request.method, "GET" | "POST") {
        return Err(Fault::new(
            405,
            "MethodNotAllowed",
            format!("`{}` is not GET or POST", clip(request.method)),
        ));
    }
    if !matches!(request.path, "" | "/") {
        return Err(Fault::new(
            404,
            "InvalidRequest",
            format!("there is nothing at `{}`", clip(request.path)),
        ));
    }
    let parameters = parameters(request).map_err(malformed)?;
    let single = |name: &str| {
        let mut values = parameters
            .iter()
            .filter(|(known, _)| known == name)
            .map(|(_, value)| value.as_str());
        match (values.next(), values.next()) {
            (value, None) => Ok(value),
            _ => Err(malformed(format!("the parameter `{name}` stands twice"))),
        }
    };
    let Some(action) = single("Action")? else {
        return Err(Fault::new(
            400,
            "MissingAction",
            "The request must contain the parameter Action",
        ));
    };
    let version = single("Version")?;
    let operation = operation(service, action, version)?;
    let tree = Branch::grow(&parameters)
        .and_then(|root| Reader { service }.structure(&root, operation.input, ""));
    Ok((operation, tree))
}

fn operation(
    service: &'static Service,
    action: &str,
    version: Option<&str>,
) -> Result<&'static Operation, Fault> {
    let ec2 = service.protocol == Protocol::Ec2Query;
    // EC2 answers every version that its older clients still send; IAM and STS have had only one.
    if ec2 || version == Some(service.api_version) {
        if let Some(operation) = service.operation(action) {
            return Ok(operation);
        }
        if service.known_operations.contains(&action) {
            let message = format!(
                "The operation {action} of {} is not offered by this server.",
                service.name
            );
            return Err(Fault::new(400, "InvalidAction", message));
        }
    }
    let action = clip(action);
    let message = if ec2 {
        format!("The action {action} is not valid for this web service.")
    } else {
        format!(
            "Could not find operation {action} for version {}",
            version.map_or("NO_VERSION_SPECIFIED", clip)
        )
    };
    Err(Fault::new(400, "InvalidAction", message))
}

/// Everything in the query string and in a form body, without what belongs to the signature.
fn parameters(request: &HttpRequest<'_>) -> Result<Vec<(String, String)>, String> {
    let mut parameters = form::pairs(request.query.unwrap_or_default())?;
    let content_type = request
        .headers
        .get(http::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let media_type = content_type
        .and_then(|value| value.split(';').next())
        .map(str::trim);
    let is_form = media_type.is_none_or(|media_type| {
        media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded")
    });
    if request.method == "POST" && is_form {
        let body =
            std::str::from_utf8(request.body).map_err(|_| "the body is not UTF-8".to_owned())?;
        parameters.extend(form::pairs(body.trim_end_matches(['\r', '\n']))?);
    }
    parameters.retain(|(name, _)| !is_signature(name));
    Ok(parameters)
}

fn is_signature(name: &str) -> bool {
    // The last ones are those of signature version 2, which may accompany a request although nothing here reads them.
    name.get(..6)
        .is_some_and(|prefix| prefix.eq_ignore_ascii_case("x-amz-"))
        || matches!(
            name,
            "AWSAccessKeyId"
                | "Signature"
                | "SignatureMethod"
                | "SignatureVersion"
                | "SecurityToken"
                | "Timestamp"
        )
}

fn malformed(message: impl Into<String>) -> Fault {
    Fault::new(400, "MalformedQueryString", message)
}

/// The parameters as a tree of the names between their dots, before any shape is known.
#[derive(Default)]
struct Branch<'p> {
    value: Option<&'p str>,
    children: BTreeMap<&'p str, Branch<'p>>,
}

impl<'p> Branch<'p> {
    fn grow(parameters: &'p [(String, String)]) -> Result<Self, Fault> {
        let mut root = Self::default();
        for (name, value) in parameters
            .iter()
            .filter(|(name, _)| name != "Action" && name != "Version")
        {
            let mut branch = &mut root;
            for (depth, part) in name.split('.').enumerate() {
                if depth >= MAX_DEPTH {
                    return Err(malformed(format!(
                        "the parameter `{}` has more than {MAX_DEPTH} parts",
                        clip(name)
                    )));
                }
                branch = branch.children.entry(part).or_default();
            }
            if branch.value.replace(value).is_some() {
                return Err(malformed(format!(
                    "the parameter `{}` stands twice",
                    clip(name)
                )));
            }
        }
        Ok(root)
    }

    /// The children of a list in the order of their indexes; gaps close, as they do at AWS.
    fn elements(&self, path: &str) -> Result<Vec<(u32, &Self)>, Fault> {
        let mut elements = Vec::with_capacity(self.children.len());
        for (part, child) in &self.children {
            let canonical =
                part.bytes().all(|byte| byte.is_ascii_digit()) && !part.starts_with('0');
            let index = part
                .parse::<u32>()
                .ok()
                .filter(|index| canonical && *index <= MAX_INDEX);
            let Some(index) = index else {
                let message = format!(
                    "`{}` is not an index from 1 to {MAX_INDEX} in the list `{}`",
                    clip(part),
                    clip(path)
                );
                return Err(malformed(message));
            };
            elements.push((index, child));
        }
        elements.sort_unstable_by_key(|(index, _)| *index);
        Ok(elements)
    }
}

/// Reads branches as shapes.
struct Reader {
    service: &'static Service,
}

impl Reader {
    fn node(&self, branch: &Branch<'_>, shape: &'static Shape, path: &str) -> Result<Node, Fault> {
        let scalar = !matches!(
            shape,
            Shape::Structure(_) | Shape::List { .. } | Shape::Map { .. }
        );
        // An empty value beside or instead of elements is how clients say "an empty list".
        let stray_value = !scalar && branch.value.is_some_and(|value| !value.is_empty());
        let stray_children = scalar && !branch.children.is_empty();
        if stray_value || stray_children {
            return Err(malformed(format!(
                "the parameter `{}` holds both a value and parts",
                clip(path)
            )));
        }
        match shape {
            Shape::Structure(_) => self.structure(branch, shape, path),
            Shape::List { element, .. } => self.list(branch, element, path),
            Shape::Map { key, value, .. } => self.map(branch, key, value, path),
            _ => Ok(Node::Untyped(branch.value.unwrap_or_default().to_owned())),
        }
    }

    fn structure(
        &self,
        branch: &Branch<'_>,
        shape: &'static Shape,
        path: &str,
    ) -> Result<Node, Fault> {
        let Shape::Structure(members) = shape else {
            return Ok(Node::Map(BTreeMap::new()));
        };
        let mut entries = BTreeMap::new();
        for (part, child) in &branch.children {
            let path = join(path, part);
            match members.iter().find(|member: &&Member| member.wire == *part) {
                Some(member) => {
                    entries.insert((*part).to_owned(), self.node(child, member.shape, &path)?);
                }
                // IAM and STS overlook what they do not know; EC2 says so.
                None if self.service.protocol == Protocol::Ec2Query => {
                    let message = format!("The parameter {} is not recognized", clip(&path));
                    return Err(Fault::new(400, "UnknownParameter", message));
                }
                None => {}
            }
        }
        Ok(Node::Map(entries))
    }

    fn list(
        &self,
        branch: &Branch<'_>,
        element: &'static Shape,
        path: &str,
    ) -> Result<Node, Fault> {
        let Some((branch, path)) = self.wrapped(branch, "member", path)? else {
            return Ok(Node::List(Vec::new()));
        };
        let elements = branch.elements(&path)?.into_iter();
        let nodes = elements
            .map(|(index, child)| self.node(child, element, &join(&path, &index.to_string())));
        nodes.collect::<Result<_, _>>().map(Node::List)
    }

    fn map(
        &self,
        branch: &Branch<'_>,
        key: &'static Shape,
        value: &'static Shape,
        path: &str,
    ) -> Result<Node, Fault> {
        let Some((branch, path)) = self.wrapped(branch, "entry", path)? else {
            return Ok(Node::Map(BTreeMap::new()));
        };
        let mut entries = BTreeMap::new();
        for (index, child) in branch.elements(&path)? {
            let path = join(&path, &index.to_string());
            let missing = || malformed(format!("`{}` is not a key and a value", clip(&path)));
            let name = self.node(child.children.get("key").ok_or_else(missing)?, key, &path)?;
            let node = self.node(
                child.children.get("value").ok_or_else(missing)?,
                value,
                &path,
            )?;
            let name = name.as_text().ok_or_else(missing)?.to_owned();
            if entries.insert(name, node).is_some() {
                return Err(malformed(format!(
                    "the key of `{}` stands twice",
                    clip(&path)
                )));
            }
        }
        Ok(Node::Map(entries))
    }

    /// Steps over the name that IAM and STS put before an index. None for an empty list.
    fn wrapped<'b, 'p>(
        &self,
        branch: &'b Branch<'p>,
        wrapper: &str,
        path: &str,
    ) -> Result<Option<(&'b Branch<'p>, String)>, Fault> {
        if branch.children.is_empty() {
            return Ok(None);
        }
        if self.service.protocol == Protocol::Ec2Query {
            return Ok(Some((branch, path.to_owned())));
        }
        match branch.children.get(wrapper) {
            Some(inner) if branch.children.len() == 1 => Ok(Some((inner, join(path, wrapper)))),
            _ => Err(malformed(format!(
                "the elements of `{}` are not numbered as `{}.{wrapper}.1`",
                clip(path),
                clip(path)
            ))),
        }
    }
}

fn join(path: &str, part: &str) -> String {
    if path.is_empty() {
        part.to_owned()
    } else {
        format!("{path}.{part}")
    }
}
