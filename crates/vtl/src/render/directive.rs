//! `#foreach`, macros, `#break` and `#evaluate`.

use std::rc::Rc;
use std::sync::Arc;

use super::scope::{Argument, Frame, Scope};
use super::{Call, Expression, Halt, MAX_CALLS, Machine, Outcome, Value};
use crate::error::RenderError;
use crate::limits::MAX_ROUNDS;
use crate::number::Number;
use crate::parse;
use crate::syntax::Node;

/// The variables that a loop sets beside its own.
const LOOP_VARIABLES: [&str; 3] = ["foreach", "velocityCount", "velocityHasNext"];

impl Machine<'_> {
    pub(super) fn foreach(&mut self, variable: &str, over: &Expression, body: &[Node]) -> Outcome {
        let over = self.expression(over)?;
        let Some(items) = self.iterate(&over)? else {
            return Ok(());
        };
        let parent = self.scopes.len().checked_sub(1);
        let number = self.scopes.len();
        self.scopes.push(Scope {
            index: 0,
            has_next: false,
            parent,
        });
        let names = LOOP_VARIABLES.into_iter().chain([variable]);
        let before: Vec<(&str, Option<Value>)> = names
            .map(|name| (name, self.variables.get(name).cloned()))
            .collect();
        let depth = self.depth;
        let mut done = Ok(());
        for (index, item) in items.iter().take(MAX_ROUNDS).enumerate() {
            let has_next = index + 1 < items.len();
            done = self.round(number, index, has_next, variable, item, body);
            match done {
                Ok(()) => {}
                Err(Halt::Break(None)) => {
                    done = Ok(());
                    break;
                }
                Err(Halt::Break(Some(at))) if at == number => {
                    done = Ok(());
                    break;
                }
                Err(_) => break,
            }
        }
        self.depth = depth;
        for (name, value) in before {
            self.restore(name, value);
        }
        self.scopes.truncate(number);
        done
    }

    fn round(
        &mut self,
        number: usize,
        index: usize,
        has_next: bool,
        variable: &str,
        item: &Value,
        body: &[Node],
    ) -> Outcome {
        self.heap.purse.steps(1)?;
        if let Some(scope) = self.scopes.get_mut(number) {
            scope.index = index;
            scope.has_next = has_next;
        }
        let count = Number::Int(i64::try_from(index + 1).unwrap_or(i64::MAX));
        self.variables
            .insert("velocityCount".into(), Value::Number(count));
        self.variables
            .insert("velocityHasNext".into(), Value::Bool(has_next));
        self.variables.insert("foreach".into(), Value::Loop(number));
        self.assign(variable, item.clone())?;
        self.nodes(body)
    }

    /// The items of what can be gone through: a list, or the values of a map.
    fn iterate(&mut self, over: &Value) -> Outcome<Option<Vec<Value>>> {
        let items: Vec<Value> = match over {
            Value::List(id) => {
                let items = self.heap.items(*id);
                items.iter().take(MAX_ROUNDS + 1).cloned().collect()
            }
            Value::Map(id) => {
                let entries = self.heap.map(*id).into_iter().flat_map(|map| &map.entries);
                let values = entries.map(|(_, value)| value.clone());
                values.take(MAX_ROUNDS + 1).collect()
            }
            _ => return Ok(None),
        };
        self.heap.purse.steps(items.len() / 8)?;
        Ok(Some(items))
    }

    pub(super) fn call_macro(&mut self, call: &Call) -> Outcome {
        let Some(called) = self.macros.get(&call.name).cloned() else {
            return self.emit(&call.literal);
        };
        if self.frames.len() == MAX_CALLS {
            return Err(RenderError::TooDeep.into());
        }
        let parameters = called.parameters.iter().zip(&call.arguments);
        let mut arguments: Vec<(Box<str>, Argument)> = parameters
            .map(|(name, argument)| (name.clone(), Argument::Named(Arc::clone(argument))))
            .collect();
        if let Some(body) = &call.body {
            let body = Argument::Set(Value::Block(Arc::clone(body)));
            arguments.push(("bodyContent".into(), body));
        }
        self.frames.push(Frame {
            arguments,
            caller: self.frame,
        });
        let outside = self.frame.replace(self.frames.len() - 1);
        let done = self.caught(|machine| machine.nodes(&called.body));
        self.frame = outside;
        self.frames.pop();
        done
    }

    pub(super) fn break_from(&mut self, scope: Option<&Expression>) -> Outcome {
        let Some(scope) = scope else {
            return Err(Halt::Break(None));
        };
        match self.expression(scope)? {
            Value::Loop(number) => Err(Halt::Break(Some(number))),
            _ => Err(RenderError::Method {
                method: "#break",
                reason: "its argument is no loop".to_owned(),
            }
            .into()),
        }
    }

    pub(super) fn evaluate(&mut self, text: &Expression) -> Outcome {
        let value = self.expression(text)?;
        let text: Rc<str> = self.text_of(&value)?;
        self.heap.purse.make(text.len().saturating_mul(4))?;
        let parsed = parse::parse(&text).map_err(RenderError::Evaluate)?;
        self.caught(|machine| machine.nodes(&parsed.nodes))
    }
}
