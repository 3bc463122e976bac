//! Rendering: a template and its inputs become a text and overrides. The rules are those of
//! Velocity 1.7, with one that API Gateway adds: an absent value is an empty text everywhere, so
//! that it prints as nothing, equals `""`, and is true where it stands alone as a condition. All
//! three were recorded on AWS.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::data::Data;
use crate::error::RenderError;
use crate::heap::{Heap, MapId, Value};
use crate::input::{Inputs, Overrides, Rendered};
use crate::json::{self, JsonError};
use crate::limits::Limits;
use crate::path::JsonPath;
use crate::pattern::Patterns;
use crate::print;
use crate::syntax::{Call, Expression, Macros, Node};

mod directive;
mod expression;
mod function;
mod input;
mod list;
mod map;
mod method;
mod number;
mod scope;
mod text;

use scope::{Frame, Scope};

/// Macros inside each other: Velocity's own limit.
const MAX_CALLS: usize = 20;

/// Renders a template.
pub(crate) fn render(
    nodes: &[Node],
    macros: &Macros,
    inputs: &Inputs<'_>,
    limits: Limits,
) -> Result<Rendered, RenderError> {
    let mut machine = Machine::new(macros, inputs, limits)?;
    match machine.nodes(nodes) {
        Ok(()) | Err(Halt::Stop | Halt::Break(_)) => {}
        Err(Halt::Error(error)) => return Err(error),
    }
    let overrides = machine.overrides()?;
    Ok(Rendered {
        text: machine.out,
        overrides,
    })
}

/// What a JSON path finds in a payload, as the text of a parameter.
pub(crate) fn query(body: &str, path: &str, limits: Limits) -> Result<Option<String>, RenderError> {
    let mut heap = Heap::new(limits);
    let path = JsonPath::read(path)?;
    let root = payload(body, &mut heap)?;
    let value = path.evaluate(&mut heap, &mut Patterns::default(), &root)?;
    if matches!(value, Value::Null) {
        return Ok(None);
    }
    let mut text = String::new();
    match &value {
        Value::Text(plain) => text.push_str(plain),
        other => print::json(&heap, other, &mut text)?,
    }
    Ok(Some(text))
}

/// Why rendering does not go on with the next node.
enum Halt {
    Error(RenderError),
    /// `#break`: out of the nearest loop, macro or block, or out of the loop with this number.
    Break(Option<usize>),
    Stop,
}

impl From<RenderError> for Halt {
    fn from(error: RenderError) -> Self {
        Self::Error(error)
    }
}

type Outcome<T = ()> = Result<T, Halt>;

struct Machine<'a> {
    inputs: &'a Inputs<'a>,
    macros: &'a Macros,
    heap: Heap,
    patterns: Patterns,
    out: String,
    empty: Rc<str>,
    variables: HashMap<Rc<str>, Value>,
    /// The macros that are being called, each over the one that called it.
    frames: Vec<Frame>,
    /// The frame whose names count now.
    frame: Option<usize>,
    scopes: Vec<Scope>,
    depth: usize,
    context: MapId,
    /// The payload as a value, once it was asked for.
    payload: Option<Value>,
}

impl<'a> Machine<'a> {
    fn new(
        macros: &'a Macros,
        inputs: &'a Inputs<'a>,
        limits: Limits,
    ) -> Result<Self, RenderError> {
        let mut heap = Heap::new(limits);
        let context = match heap.import(&inputs.context)? {
            Value::Map(id) => id,
            _ => heap.new_map()?,
        };
        let overrides = [
            (
                "requestOverride",
                &inputs.overrides.request,
                &["header", "querystring", "path"][..],
            ),
            ("responseOverride", &inputs.overrides.response, &["header"]),
        ];
        for (name, set, kinds) in overrides {
            let value = match heap.import(set)? {
                Value::Map(id) => id,
                _ => heap.new_map()?,
            };
            for kind in kinds {
                if heap.get(value, kind).is_none() {
                    let empty = Value::Map(heap.new_map()?);
                    heap.put(value, (*kind).into(), empty)?;
                }
            }
            heap.put(context, name.into(), Value::Map(value))?;
        }
        let stage = heap.new_map()?;
        for (name, value) in inputs.stage_variables.into_iter().flatten() {
            let value = heap.text(value)?;
            heap.put(stage, name.as_str().into(), value)?;
        }
        let variables = HashMap::from([
            ("context".into(), Value::Map(context)),
            ("stageVariables".into(), Value::Map(stage)),
            ("input".into(), Value::Input),
            ("util".into(), Value::Util),
        ]);
        Ok(Self {
            inputs,
            macros,
            heap,
            patterns: Patterns::default(),
            out: String::new(),
            empty: "".into(),
            variables,
            frames: Vec::new(),
            frame: None,
            scopes: Vec::new(),
            depth: 0,
            context,
            payload: None,
        })
    }

    fn nodes(&mut self, nodes: &[Node]) -> Outcome {
        self.enter()?;
        for node in nodes {
            self.heap.purse.steps(1)?;
            self.node(node)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn node(&mut self, node: &Node) -> Outcome {
        match node {
            Node::Text(text) => self.emit(text),
            Node::Reference(reference) => {
                let value = self.reference(reference)?;
                self.write(&value)
            }
            Node::Set { target, value } => {
                // Nothing is set to nothing: the variable keeps what it had.
                match self.expression(value)? {
                    Value::Null => Ok(()),
                    value => self.set(target, value),
                }
            }
            Node::If { arms, otherwise } => {
                for (condition, block) in arms {
                    if self.condition(condition)? {
                        return self.nodes(block);
                    }
                }
                match otherwise {
                    Some(block) => self.nodes(block),
                    None => Ok(()),
                }
            }
            Node::Foreach {
                variable,
                over,
                body,
            } => self.foreach(variable, over, body),
            Node::Define { variable, body } => {
                self.assign(variable, Value::Block(Arc::clone(body)))
            }
            Node::Call(call) => self.call_macro(call),
            Node::Break(scope) => self.break_from(scope.as_ref()),
            Node::Stop => Err(Halt::Stop),
            Node::Evaluate(text) => self.evaluate(text),
        }
    }

    fn enter(&mut self) -> Outcome {
        self.depth += 1;
        if self.depth > self.heap.purse.max_depth() {
            return Err(RenderError::TooDeep.into());
        }
        Ok(())
    }

    fn emit(&mut self, text: &str) -> Outcome {
        self.heap
            .purse
            .grown(text.len(), self.out.len() + text.len())?;
        self.out.push_str(text);
        Ok(())
    }

    /// Writes the text of a value to the output.
    fn write(&mut self, value: &Value) -> Outcome {
        match value {
            Value::Text(text) => self.emit(text),
            Value::Block(body) => self.caught(|machine| machine.nodes(body)),
            other => Ok(print::java(&self.heap, other, &mut self.out)?),
        }
    }

    /// The text of a value.
    fn text_of(&mut self, value: &Value) -> Outcome<Rc<str>> {
        if let Value::Text(text) = value {
            return Ok(Rc::clone(text));
        }
        let text = self.aside(|machine| machine.write(value))?;
        self.heap.purse.make(text.len())?;
        Ok(text.into())
    }

    /// What is written while this runs, instead of being written to the output.
    fn aside(&mut self, run: impl FnOnce(&mut Self) -> Outcome) -> Outcome<String> {
        let outside = std::mem::take(&mut self.out);
        let done = run(self);
        let inside = std::mem::replace(&mut self.out, outside);
        done.map(|()| inside)
    }

    /// Runs something that a `#break` without a name ends.
    fn caught(&mut self, run: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        let depth = self.depth;
        match run(self) {
            Err(Halt::Break(None)) => {
                self.depth = depth;
                Ok(())
            }
            done => done,
        }
    }

    /// The payload as a value; the path functions read it once.
    fn payload(&mut self) -> Outcome<Value> {
        if let Some(value) = &self.payload {
            return Ok(value.clone());
        }
        let value = payload(self.inputs.body, &mut self.heap)?;
        self.payload = Some(value.clone());
        Ok(value)
    }

    fn overrides(&self) -> Result<Overrides, RenderError> {
        let export = |name| match self.heap.get(self.context, name) {
            Some(value) => self.heap.export(value),
            None => Ok(Data::Null),
        };
        Ok(Overrides {
            request: export("requestOverride")?,
            response: export("responseOverride")?,
        })
    }
}

/// A payload that begins like JSON has to be JSON; any other that is not JSON is a text, such as
/// a form. An empty one is an empty object.
fn payload(body: &str, heap: &mut Heap) -> Result<Value, RenderError> {
    let text = body.trim();
    if text.is_empty() {
        return heap.new_map().map(Value::Map);
    }
    match json::parse(text, heap) {
        Ok(value) => Ok(value),
        Err(JsonError::Limit(error)) => Err(error),
        Err(JsonError::Syntax(reason)) if text.starts_with(['{', '[', '"', '\'']) => {
            Err(RenderError::PayloadNotJson(reason))
        }
        Err(JsonError::Syntax(_)) => heap.text(body),
    }
}
