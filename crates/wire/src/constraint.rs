//! The simple constraints of the models (what is required, lengths, ranges, expressions, enums) applied to a request's
//! tree, and the words in which each service refuses. Rules that span members or need the world are the handlers' business.

mod pattern;
mod wording;

use crate::fault::Fault;
use crate::service::{Location, Operation, Range, Service, Shape, Text};
use crate::timestamp::Timestamp;
use crate::tree::Node;

/// Refuses a tree that does not hold to the shape of the operation's input.
pub(crate) fn check(service: &Service, operation: &Operation, tree: &Node) -> Result<(), Fault> {
    let mut findings = Findings {
        violations: Vec::new(),
        mistyped: None,
    };
    findings.node(tree, operation.input, &Path::Root);
    match (findings.mistyped, findings.violations.as_slice()) {
        (Some(mistyped), _) => Err(wording::mistyped(service, &mistyped)),
        (None, []) => Ok(()),
        (None, violations) => Err(wording::violations(service, operation, violations)),
    }
}

/// A value that breaks a constraint.
#[derive(Debug)]
struct Violation {
    /// Where, as validation messages say it: `tags.1.member.key`.
    path: String,
    /// Whether it came in the body, and not in the path, the query string or a header.
    in_body: bool,
    /// Where, as EC2's parameters say it: `TagSpecification.1.ResourceType`.
    parameter: String,
    /// The value as messages show it; none where they must not.
    shown: Option<String>,
    constraint: Constraint,
}

#[derive(Debug)]
enum Constraint {
    NotNull,
    MinLength(i64),
    MaxLength(i64),
    Min(i64),
    Max(i64),
    Pattern(&'static str),
    Values(&'static [&'static str]),
}

/// A value of another type than its shape's.
#[derive(Debug)]
struct Mistyped {
    parameter: String,
    value: String,
    wanted: &'static str,
}

/// The most violations that one answer lists.
const MAX_VIOLATIONS: usize = 32;

struct Findings {
    violations: Vec<Violation>,
    mistyped: Option<Mistyped>,
}

impl Findings {
    fn node(&mut self, node: &Node, shape: &'static Shape, path: &Path<'_>) {
        if self.mistyped.is_some() || self.violations.len() >= MAX_VIOLATIONS {
            return;
        }
        match (shape, node) {
            (Shape::Structure(members), Node::Map(entries)) => {
                for member in *members {
                    let path = Path::Member {
                        parent: path,
                        name: member.name,
                        wire: member.wire,
                        location: member.location,
                    };
                    match entries.get(member.wire) {
                        Some(node) if *node != Node::Null => self.node(node, member.shape, &path),
                        _ if member.required => {
                            self.violation(&path, Some("null".to_owned()), Constraint::NotNull)
                        }
                        _ => {}
                    }
                }
            }
            (Shape::List { element, length }, Node::List(nodes)) => {
                self.length(nodes.len(), *length, path, || wording::shown_list(nodes));
                for (index, node) in nodes.iter().enumerate() {
                    self.node(
                        node,
                        element,
                        &Path::Element {
                            parent: path,
                            index: index.saturating_add(1),
                        },
                    );
                }
            }
            (Shape::Map { key, value, length }, Node::Map(entries)) => {
                // A null stands for an entry that is not there, as it does for a member: clients send
                // `{"application/json": null}` (Smithy, "sparse trait": a map that is not sparse drops its nulls).
                let entries: Vec<_> = entries
                    .iter()
                    .filter(|(_, node)| **node != Node::Null)
                    .collect();
                self.length(entries.len(), *length, path, || None);
                for (name, node) in entries {
                    self.node(
                        &Node::String(name.clone()),
                        key,
                        &Path::Key { parent: path },
                    );
                    self.node(
                        node,
                        value,
                        &Path::Value {
                            parent: path,
                            key: name,
                        },
                    );
                }
            }
            (Shape::Text(constraints), Node::Untyped(text) | Node::String(text)) => {
                self.text(text, constraints, path)
            }
            (Shape::Integer(range), _) => {
                match integer(node).filter(|value| i32::try_from(*value).is_ok()) {
                    Some(value) => self.range(value, *range, path),
                    None => self.mistyped(node, path, "Integer"),
                }
            }
            (Shape::Long(range), _) => match integer(node) {
                Some(value) => self.range(value, *range, path),
                None => self.mistyped(node, path, "Long"),
            },
            (Shape::Boolean, Node::Bool(_))
            | (Shape::Float | Shape::Timestamp, Node::Number(_)) => {}
            (Shape::Boolean, Node::Untyped(text)) if matches!(text.as_str(), "true" | "false") => {}
            (Shape::Float, Node::Untyped(text))
                if text.parse::<f64>().is_ok_and(f64::is_finite) => {}
            (Shape::Timestamp, Node::Untyped(text) | Node::String(text))
                if Timestamp::parse(text).is_some() => {}
            (Shape::Blob, Node::Untyped(text) | Node::String(text)) if is_base64(text) => {}
            (Shape::Structure(_), _) => self.mistyped(node, path, "Structure"),
            (Shape::List { .. }, _) => self.mistyped(node, path, "List"),
            (Shape::Map { .. }, _) => self.mistyped(node, path, "Map"),
            (Shape::Text(_), _) => self.mistyped(node, path, "String"),
            (Shape::Float, _) => self.mistyped(node, path, "Double"),
            (Shape::Boolean, _) => self.mistyped(node, path, "Boolean"),
            (Shape::Timestamp, _) => self.mistyped(node, path, "Timestamp"),
            (Shape::Blob, _) => self.mistyped(node, path, "Blob"),
        }
    }

    fn text(&mut self, text: &str, constraints: &'static Text, path: &Path<'_>) {
        let shown = || (!constraints.sensitive).then(|| text.to_owned());
        if !constraints.values.is_empty() && !constraints.values.contains(&text) {
            self.violation(path, shown(), Constraint::Values(constraints.values));
        }
        self.length(text.chars().count(), constraints.length, path, shown);
        if let Some(pattern) = &constraints.pattern
            && !pattern::matches(pattern, text)
        {
            self.violation(path, shown(), Constraint::Pattern(pattern.source()));
        }
    }

    fn length(
        &mut self,
        length: usize,
        range: Range,
        path: &Path<'_>,
        shown: impl Fn() -> Option<String>,
    ) {
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        if let Some(min) = range.min.filter(|min| length < *min) {
            self.violation(path, shown(), Constraint::MinLength(min));
        }
        if let Some(max) = range.max.filter(|max| length > *max) {
            self.violation(path, shown(), Constraint::MaxLength(max));
        }
    }

    fn range(&mut self, value: i64, range: Range, path: &Path<'_>) {
        if let Some(min) = range.min.filter(|min| value < *min) {
            self.violation(path, Some(value.to_string()), Constraint::Min(min));
        }
        if let Some(max) = range.max.filter(|max| value > *max) {
            self.violation(path, Some(value.to_string()), Constraint::Max(max));
        }
    }

    fn violation(&mut self, path: &Path<'_>, shown: Option<String>, constraint: Constraint) {
        if self.violations.len() < MAX_VIOLATIONS {
            self.violations.push(Violation {
                path: path.to_message(),
                in_body: path.is_in_body(),
                parameter: path.to_parameter(),
                shown,
                constraint,
            });
        }
    }

    fn mistyped(&mut self, node: &Node, path: &Path<'_>, wanted: &'static str) {
        let value = wording::shown_value(node);
        self.mistyped = Some(Mistyped {
            parameter: path.to_parameter(),
            value,
            wanted,
        });
    }
}

fn integer(node: &Node) -> Option<i64> {
    match node {
        Node::Untyped(text) => text.parse().ok(),
        Node::Number(number) => number.as_i64(),
        _ => None,
    }
}

fn is_base64(text: &str) -> bool {
    data_encoding::BASE64.decode(text.as_bytes()).is_ok()
}

/// Where in the input the walk stands. A chain on the stack, spelled out only when something is wrong.
enum Path<'p> {
    Root,
    Member {
        parent: &'p Path<'p>,
        name: &'static str,
        wire: &'static str,
        location: Location,
    },
    Element {
        parent: &'p Path<'p>,
        index: usize,
    },
    Key {
        parent: &'p Path<'p>,
    },
    Value {
        parent: &'p Path<'p>,
        key: &'p str,
    },
}

impl Path<'_> {
    fn to_message(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Member { parent, name, .. } => {
                let mut characters = name.chars();
                let first = characters.next().map(|first| first.to_ascii_lowercase());
                join(
                    &parent.to_message(),
                    &first.into_iter().chain(characters).collect::<String>(),
                )
            }
            Self::Element { parent, index } => {
                join(&parent.to_message(), &format!("{index}.member"))
            }
            Self::Key { parent } => join(&parent.to_message(), "key"),
            Self::Value { parent, key } => join(
                &parent.to_message(),
                &format!("{}.member", crate::form::clip(key)),
            ),
        }
    }

    /// Only a member of the outermost level can stand anywhere else than in the body, with all that it holds.
    fn is_in_body(&self) -> bool {
        match self {
            Self::Root => true,
            Self::Member {
                parent, location, ..
            } => *location == Location::Body && parent.is_in_body(),
            Self::Element { parent, .. } | Self::Key { parent } | Self::Value { parent, .. } => {
                parent.is_in_body()
            }
        }
    }

    fn to_parameter(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Member { parent, wire, .. } => join(&parent.to_parameter(), wire),
            Self::Element { parent, index } => join(&parent.to_parameter(), &index.to_string()),
            Self::Key { parent } => join(&parent.to_parameter(), "key"),
            Self::Value { parent, key } => join(&parent.to_parameter(), crate::form::clip(key)),
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
