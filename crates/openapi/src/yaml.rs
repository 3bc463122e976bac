//! YAML, as much of it as stands for JSON: the core schema's scalars, anchors and aliases, merge keys. Aliases are expanded
//! within the same limits as everything else, so that a few lines cannot become gigabytes.

mod print;
mod scalar;

use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use crate::error::Unreadable;
use crate::limits::{Budget, MAX_DEPTH, MAX_TEXT, MAX_VALUES};
use crate::node::Node;

pub(crate) use print::print;

/// Reads a YAML text of one document.
pub(crate) fn parse(text: &str) -> Result<Node, Unreadable> {
    let mut loader = Loader {
        open: Vec::new(),
        anchors: BTreeMap::new(),
        values: Budget::new(MAX_VALUES, "values"),
        text: Budget::new(MAX_TEXT, "text"),
        root: None,
    };
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| Unreadable::Syntax(error.to_string()))?;
        loader.take(event)?;
    }
    loader.root.ok_or_else(|| syntax("there is nothing in it"))
}

/// A list or a map that is being read, with its anchor (0 is none).
enum Open {
    List {
        items: Vec<Node>,
        anchor: usize,
    },
    Map {
        entries: Vec<(String, Node)>,
        names: BTreeSet<String>,
        key: Option<Key>,
        /// What merge keys brought; a name of the map itself wins, and so does what was merged first.
        merged: Vec<(String, Node)>,
        anchor: usize,
    },
}

/// What the next value of a map is for.
enum Key {
    Name(String),
    Merge,
}

/// A value that aliases may repeat, and what one more of it costs.
struct Anchored {
    node: Node,
    values: usize,
    text: usize,
    depth: usize,
}

struct Loader {
    open: Vec<Open>,
    anchors: BTreeMap<usize, Anchored>,
    values: Budget,
    text: Budget,
    root: Option<Node>,
}

impl Loader {
    fn take(&mut self, event: Event<'_>) -> Result<(), Unreadable> {
        match event {
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
            Event::Scalar(text, style, anchor, tag) => {
                self.values.spend(1)?;
                self.text.spend(text.len())?;
                if self.wants_key() {
                    // In quotes it is a name like any other.
                    let merge = style == ScalarStyle::Plain && text == MERGE;
                    return match merge {
                        true => self.key(Key::Merge),
                        false => self.key(Key::Name(text.into_owned())),
                    };
                }
                let node = scalar::resolve(&text, style, tag.as_deref())?;
                self.place(node, anchor)
            }
            Event::Alias(anchor) => self.alias(anchor),
            Event::SequenceStart(anchor, tag) => {
                self.begin(tag.as_deref(), "seq")?;
                self.open.push(Open::List {
                    items: Vec::new(),
                    anchor,
                });
                Ok(())
            }
            Event::MappingStart(anchor, tag) => {
                self.begin(tag.as_deref(), "map")?;
                self.open.push(Open::Map {
                    entries: Vec::new(),
                    names: BTreeSet::new(),
                    key: None,
                    merged: Vec::new(),
                    anchor,
                });
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List { items, anchor }) => self.place(Node::List(items), anchor),
                Some(Open::Map {
                    mut entries,
                    mut names,
                    merged,
                    anchor,
                    ..
                }) => {
                    for (name, node) in merged {
                        if names.insert(name.clone()) {
                            entries.push((name, node));
                        }
                    }
                    self.place(Node::Map(entries), anchor)
                }
                None => Err(syntax("an end without a beginning")),
            },
        }
    }

    fn begin(&mut self, tag: Option<&Tag>, expected: &str) -> Result<(), Unreadable> {
        self.values.spend(1)?;
        if self.open.len() >= MAX_DEPTH {
            return Err(Unreadable::TooMuch("depth"));
        }
        if self.wants_key() {
            return Err(syntax("a key that is not a scalar"));
        }
        match tag {
            Some(tag) if !scalar::is_core(tag, expected) => Err(syntax("an unknown tag")),
            _ => Ok(()),
        }
    }

    fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Map { key: None, .. }))
    }

    fn key(&mut self, next: Key) -> Result<(), Unreadable> {
        let Some(Open::Map { names, key, .. }) = self.open.last_mut() else {
            return Err(syntax("a key outside a map"));
        };
        if let Key::Name(name) = &next
            && !names.insert(name.clone())
        {
            return Err(Unreadable::Syntax(format!(
                "the name `{name}` stands twice"
            )));
        }
        *key = Some(next);
        Ok(())
    }

    fn alias(&mut self, anchor: usize) -> Result<(), Unreadable> {
        // An anchor is known once its value is complete, so nothing can contain itself.
        let known = self
            .anchors
            .get(&anchor)
            .ok_or_else(|| syntax("an alias of nothing"))?;
        self.values.spend(known.values)?;
        self.text.spend(known.text)?;
        if self.open.len() + known.depth > MAX_DEPTH {
            return Err(Unreadable::TooMuch("depth"));
        }
        let node = known.node.clone();
        if self.wants_key() {
            let name = node
                .scalar()
                .ok_or_else(|| syntax("a key that is not a scalar"))?;
            return self.key(Key::Name(name));
        }
        self.place(node, 0)
    }

    /// Puts a complete value where it belongs.
    fn place(&mut self, node: Node, anchor: usize) -> Result<(), Unreadable> {
        if anchor > 0 {
            let (values, text, depth) = measure(&node);
            // The copy that is kept counts as well.
            self.values.spend(values)?;
            self.text.spend(text)?;
            let known = Anchored {
                node: node.clone(),
                values,
                text,
                depth,
            };
            self.anchors.insert(anchor, known);
        }
        match self.open.last_mut() {
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map {
                entries,
                key,
                merged,
                ..
            }) => match key.take() {
                Some(Key::Merge) => merge(node, merged)?,
                Some(Key::Name(name)) => entries.push((name, node)),
                None => return Err(syntax("a key that is not a scalar")),
            },
            None if self.root.is_none() => self.root = Some(node),
            None => return Err(syntax("more than one document")),
        }
        Ok(())
    }
}

/// The key whose value's names are taken over (YAML 1.1, "Merge Key Language-Independent Type").
const MERGE: &str = "<<";

fn merge(node: Node, merged: &mut Vec<(String, Node)>) -> Result<(), Unreadable> {
    match node {
        Node::Map(entries) => merged.extend(entries),
        Node::List(items) => {
            for item in items {
                match item {
                    Node::Map(entries) => merged.extend(entries),
                    _ => return Err(syntax("a merge key of something that is not a map")),
                }
            }
        }
        _ => return Err(syntax("a merge key of something that is not a map")),
    }
    Ok(())
}

/// Values, bytes of text, and levels below.
fn measure(node: &Node) -> (usize, usize, usize) {
    let sum = |parts: &mut dyn Iterator<Item = (usize, usize, usize)>| {
        parts.fold((1, 0, 0), |(values, text, depth), part| {
            (values + part.0, text + part.1, depth.max(part.2))
        })
    };
    let (values, text, below) = match node {
        Node::Text(text) => return (1, text.len(), 0),
        Node::List(items) => sum(&mut items.iter().map(measure)),
        Node::Map(entries) => sum(&mut entries.iter().map(|(name, value)| {
            let (values, text, depth) = measure(value);
            (values, text + name.len(), depth)
        })),
        _ => return (1, 0, 0),
    };
    (values, text, below + 1)
}

fn syntax(why: &str) -> Unreadable {
    Unreadable::Syntax(why.to_owned())
}
