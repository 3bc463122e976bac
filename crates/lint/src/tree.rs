//! JSON and YAML as one tree whose values know where they stand: JSON is read as the YAML that it is. CloudFormation's
//! short forms (`!Sub x`) become their long ones. Sizes and depth are bounded, repeated aliases included.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use crate::error::Unreadable;

const MOST_VALUES: usize = 1_000_000;
const MOST_TEXT: usize = 64 << 20;
const MOST_DEPTH: usize = 128;

/// A value and its place, from 1.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub value: Value,
    pub line: u32,
    pub column: u32,
}

#[derive(Debug, Clone)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// A list or map that is being read.
struct Open {
    node: Node,
    key: Option<Node>,
    anchor: usize,
    /// The short form around it.
    function: Option<String>,
}

#[derive(Default)]
struct Loader {
    open: Vec<Open>,
    anchors: BTreeMap<usize, Node>,
    values: usize,
    text: usize,
    root: Option<Node>,
}

/// Reads the first document of a text.
pub(crate) fn parse(text: &str) -> Result<Node, Unreadable> {
    let mut loader = Loader::default();
    if text.len() > MOST_TEXT {
        return Err(Unreadable::TooMuch("text"));
    }
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| Unreadable::Syntax {
            line: error.marker().line(),
            detail: error.info().to_owned(),
        })?;
        if loader.root.is_some() {
            break;
        }
        loader.take(event, span)?;
    }
    loader.root.ok_or(Unreadable::UnknownKind)
}

impl Node {
    /// A value of a map.
    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        let Value::Map(entries) = &self.value else {
            return None;
        };
        let mut entries = entries.iter();
        entries.find_map(|(key, value)| (key.text() == Some(name)).then_some(value))
    }

    /// A value further down.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, name| node.get(name))
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub(crate) fn entries(&self) -> &[(Node, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The value as JSON, and where each part of it stands.
    pub(crate) fn write(&self) -> (String, Vec<(usize, u32, u32)>) {
        let (mut out, mut marks) = (String::new(), Vec::new());
        self.write_into(&mut out, &mut marks);
        (out, marks)
    }

    fn write_into(&self, out: &mut String, marks: &mut Vec<(usize, u32, u32)>) {
        marks.push((out.len(), self.line, self.column));
        match &self.value {
            Value::Null => out.push_str("null"),
            Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Value::Number(text) => out.push_str(text),
            Value::Text(text) => {
                out.push_str(&serde_json::Value::from(text.as_str()).to_string());
            }
            Value::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write_into(out, marks);
                }
                out.push(']');
            }
            Value::Map(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    marks.push((out.len(), key.line, key.column));
                    let name = key.text().unwrap_or_default();
                    out.push_str(&serde_json::Value::from(name).to_string());
                    out.push(':');
                    value.write_into(out, marks);
                }
                out.push('}');
            }
        }
    }

    fn count(&self) -> (usize, usize) {
        let children: (usize, usize) = match &self.value {
            Value::List(items) => items.iter().map(Node::count).fold((0, 0), add),
            Value::Map(entries) => entries
                .iter()
                .map(|(key, value)| add(key.count(), value.count()))
                .fold((0, 0), add),
            _ => (0, self.text().map_or(0, str::len)),
        };
        add(children, (1, 0))
    }
}

fn add(a: (usize, usize), b: (usize, usize)) -> (usize, usize) {
    (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
}

impl Loader {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Unreadable> {
        let node = |value| Node {
            value,
            line: u32::try_from(span.start.line()).unwrap_or(u32::MAX),
            column: u32::try_from(span.start.col() + 1).unwrap_or(u32::MAX),
        };
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.spend(1, text.len())?;
                let value = match style {
                    ScalarStyle::Plain if tag.is_none() && !self.wants_key() => plain(&text),
                    _ => Value::Text(text.into_owned()),
                };
                self.place(within(node(value), function(tag.as_deref())), anchor)
            }
            Event::SequenceStart(anchor, tag) => {
                self.begin(node(Value::List(Vec::new())), anchor, tag.as_deref())
            }
            Event::MappingStart(anchor, tag) => {
                self.begin(node(Value::Map(Vec::new())), anchor, tag.as_deref())
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => self.place(within(open.node, open.function), open.anchor),
                None => Ok(()),
            },
            Event::Alias(anchor) => {
                let Some(known) = self.anchors.get(&anchor).cloned() else {
                    return Err(Unreadable::Syntax {
                        line: span.start.line(),
                        detail: "an alias of nothing".to_owned(),
                    });
                };
                let (values, text) = known.count();
                self.spend(values, text)?;
                self.place(known, 0)
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn spend(&mut self, values: usize, text: usize) -> Result<(), Unreadable> {
        self.values = self.values.saturating_add(values);
        self.text = self.text.saturating_add(text);
        if self.values > MOST_VALUES || self.text > MOST_TEXT {
            return Err(Unreadable::TooMuch("text"));
        }
        Ok(())
    }

    fn begin(&mut self, node: Node, anchor: usize, tag: Option<&Tag>) -> Result<(), Unreadable> {
        self.spend(1, 0)?;
        if self.open.len() >= MOST_DEPTH {
            return Err(Unreadable::TooMuch("depth"));
        }
        self.open.push(Open {
            node,
            key: None,
            anchor,
            function: function(tag),
        });
        Ok(())
    }

    fn wants_key(&self) -> bool {
        let is_map = |open: &Open| matches!(open.node.value, Value::Map(_)) && open.key.is_none();
        self.open.last().is_some_and(is_map)
    }

    fn place(&mut self, node: Node, anchor: usize) -> Result<(), Unreadable> {
        if anchor > 0 {
            let (values, text) = node.count();
            self.spend(values, text)?;
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match (&mut open.node.value, open.key.take()) {
            (Value::List(items), _) => items.push(node),
            (Value::Map(_), None) => open.key = Some(node),
            (Value::Map(entries), Some(key)) => entries.push((key, node)),
            _ => {}
        }
        Ok(())
    }
}

/// `!Sub` and its kin; YAML's own tags say nothing that matters here.
fn function(tag: Option<&Tag>) -> Option<String> {
    let tag = tag.filter(|tag| tag.handle == "!")?;
    Some(match tag.suffix.as_str() {
        name @ ("Ref" | "Condition") => name.to_owned(),
        name => format!("Fn::{name}"),
    })
}

fn within(node: Node, function: Option<String>) -> Node {
    let Some(function) = function else {
        return node;
    };
    let (line, column) = (node.line, node.column);
    let at = |value| Node {
        value,
        line,
        column,
    };
    at(Value::Map(vec![(at(Value::Text(function)), node)]))
}

fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_number(text) => Value::Number(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

/// A number as JSON writes it: the rest of YAML's numbers stay texts.
fn is_number(text: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_and_yaml_give_the_same_tree_and_know_their_places() {
        let json = parse(
            "{\n  \"a\": [1, true, null, \"x\\u003e\"],\n  \"b\": {\"c\": \"2012-10-17\"}\n}",
        )
        .unwrap();
        let yaml = parse("a: [1, true, ~, 'x>']\nb:\n  c: 2012-10-17\n").unwrap();
        assert_eq!(json.write().0, yaml.write().0);
        assert_eq!(
            json.write().0,
            r#"{"a":[1,true,null,"x>"],"b":{"c":"2012-10-17"}}"#
        );
        let place = |tree: &Node| {
            let node = tree.at(&["b", "c"]).unwrap();
            (node.line, node.column)
        };
        assert_eq!(place(&json), (3, 14));
        assert_eq!(place(&yaml), (3, 6));
    }

    #[test]
    fn short_forms_are_long_ones() {
        let tree =
            parse("a: !Sub 'x${B}'\nb: !GetAtt R.Arn\nc: !Join ['', [x, !Ref Y]]\n").unwrap();
        assert_eq!(
            tree.write().0,
            r#"{"a":{"Fn::Sub":"x${B}"},"b":{"Fn::GetAtt":"R.Arn"},"c":{"Fn::Join":["",["x",{"Ref":"Y"}]]}}"#
        );
    }

    #[test]
    fn a_text_that_grows_by_aliases_or_depth_is_refused() {
        let mut bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
        for level in 1..12 {
            let before = vec![format!("*a{}", level - 1); 10].join(",");
            bomb.push_str(&format!("a{level}: &a{level} [{before}]\n"));
        }
        assert!(matches!(parse(&bomb), Err(Unreadable::TooMuch(_))));
        assert!(parse(&"[".repeat(100_000)).is_err());
        assert!(parse("").is_err());
        assert!(parse("a: [").is_err());
    }
}
