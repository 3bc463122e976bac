//! Expressions and references: what they are worth. Conditions have rules of their own: a text or
//! a number by itself is false, a reference is true unless it is `false` (Velocity 1.7).

use std::cmp::Ordering;
use std::rc::Rc;

use super::{Expression, Machine, Outcome, Value};
use crate::error::RenderError;
use crate::heap::ENTRY_BYTES;
use crate::limits::MAX_ROUNDS;
use crate::number::{Number, Operation};
use crate::syntax::{Comparison, Reference, Step};

impl Machine<'_> {
    /// The value of an expression; absent where a calculation has none.
    pub(super) fn expression(&mut self, expression: &Expression) -> Outcome<Value> {
        self.heap.purse.steps(1)?;
        match expression {
            Expression::Text(text) => Ok(self.heap.text(text)?),
            Expression::Interpolated(nodes) => {
                let text = self.aside(|machine| machine.nodes(nodes))?;
                self.heap.purse.make(text.len())?;
                Ok(Value::Text(text.into()))
            }
            Expression::Number(number) => Ok(Value::Number(number.clone())),
            Expression::Bool(it) => Ok(Value::Bool(*it)),
            Expression::Reference(reference) => self.reference(reference),
            Expression::List(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.inner(item)?);
                }
                Ok(self.heap.list_value(values)?)
            }
            Expression::Map(pairs) => {
                let id = self.heap.new_map()?;
                for (key, value) in pairs {
                    let key = self.inner(key)?;
                    let key = self.text_of(&key)?;
                    let value = self.inner(value)?;
                    self.heap.put(id, key, value)?;
                }
                Ok(Value::Map(id))
            }
            Expression::Range(first, last) => self.range(first, last),
            Expression::Not(_)
            | Expression::And(..)
            | Expression::Or(..)
            | Expression::Compare(..) => self.condition(expression).map(Value::Bool),
            Expression::Calculate(operation, left, right) => {
                let left = self.inner(left)?;
                let right = self.inner(right)?;
                self.calculate(*operation, &left, &right)
            }
        }
    }

    /// An expression inside another.
    fn inner(&mut self, expression: &Expression) -> Outcome<Value> {
        self.enter()?;
        let value = self.expression(expression)?;
        self.depth -= 1;
        Ok(value)
    }

    /// Whether an expression holds.
    pub(super) fn condition(&mut self, expression: &Expression) -> Outcome<bool> {
        self.enter()?;
        self.heap.purse.steps(1)?;
        let holds = match expression {
            Expression::Bool(it) => *it,
            Expression::Reference(reference) => {
                !matches!(self.reference(reference)?, Value::Bool(false))
            }
            Expression::Not(inner) => !self.condition(inner)?,
            Expression::And(left, right) => self.condition(left)? && self.condition(right)?,
            Expression::Or(left, right) => self.condition(left)? || self.condition(right)?,
            Expression::Compare(comparison, left, right) => {
                let left = self.expression(left)?;
                let right = self.expression(right)?;
                self.compare(*comparison, &left, &right)?
            }
            Expression::Text(_)
            | Expression::Interpolated(_)
            | Expression::Number(_)
            | Expression::List(_)
            | Expression::Map(_)
            | Expression::Range(..)
            | Expression::Calculate(..) => false,
        };
        self.depth -= 1;
        Ok(holds)
    }

    /// What a reference leads to; an empty text where it leads nowhere.
    pub(super) fn reference(&mut self, reference: &Reference) -> Outcome<Value> {
        let mut value = self.lookup(&reference.root)?;
        for step in &reference.steps {
            if matches!(value, Value::Null) {
                break;
            }
            value = self.step(&value, step)?;
        }
        if matches!(value, Value::Null) {
            return Ok(Value::Text(Rc::clone(&self.empty)));
        }
        Ok(value)
    }

    pub(super) fn step(&mut self, value: &Value, step: &Step) -> Outcome<Value> {
        self.heap.purse.steps(1)?;
        match step {
            Step::Property(name) => self.property(value, name),
            Step::Method(name, arguments) => {
                let mut values = Vec::with_capacity(arguments.len());
                for argument in arguments {
                    values.push(self.inner(argument)?);
                }
                self.method(value, name, &values)
            }
            Step::Index(index) => {
                let index = self.inner(index)?;
                self.index(value, index)
            }
        }
    }

    /// `$value[index]` calls `get`; a negative index counts from the end.
    fn index(&mut self, value: &Value, index: Value) -> Outcome<Value> {
        if let (Value::List(id), Value::Number(Number::Int(at))) = (value, &index)
            && *at < 0
        {
            let length = i64::try_from(self.heap.items(*id).len()).unwrap_or(i64::MAX);
            let from_end = Value::Number(Number::Int(length.saturating_add(*at)));
            return self.method(value, "get", &[from_end]);
        }
        self.method(value, "get", &[index])
    }

    fn range(&mut self, first: &Expression, last: &Expression) -> Outcome<Value> {
        let first = self.inner(first)?;
        let last = self.inner(last)?;
        let (Value::Number(first), Value::Number(last)) = (&first, &last) else {
            return Ok(Value::Null);
        };
        let (Some(first), Some(last)) = (first.truncated(), last.truncated()) else {
            return Ok(Value::Null);
        };
        let length = first.abs_diff(last).saturating_add(1);
        let length = usize::try_from(length).map_err(|_| RenderError::TooMuchMemory)?;
        self.heap.purse.make(length.saturating_mul(ENTRY_BYTES))?;
        self.heap.purse.steps(length / MAX_ROUNDS)?;
        let number = |whole| Value::Number(Number::Int(whole));
        let items: Vec<Value> = if first <= last {
            (first..=last).map(number).collect()
        } else {
            (last..=first).rev().map(number).collect()
        };
        Ok(self.heap.list_value(items)?)
    }

    /// A text plus anything is a text; all else is for numbers.
    fn calculate(&mut self, operation: Operation, left: &Value, right: &Value) -> Outcome<Value> {
        if operation == Operation::Add
            && (matches!(left, Value::Text(_)) || matches!(right, Value::Text(_)))
        {
            let left = self.text_of(left)?;
            let right = self.text_of(right)?;
            self.heap.purse.make(left.len() + right.len())?;
            return Ok(Value::Text(format!("{left}{right}").into()));
        }
        let (Value::Number(left), Value::Number(right)) = (left, right) else {
            return Ok(Value::Null);
        };
        let value = left.operate(operation, right);
        Ok(value.map_or(Value::Null, Value::Number))
    }

    fn compare(&mut self, comparison: Comparison, left: &Value, right: &Value) -> Outcome<bool> {
        if matches!(comparison, Comparison::Equal | Comparison::Unequal) {
            let equal = self.equal(left, right)?;
            return Ok(equal == (comparison == Comparison::Equal));
        }
        let (Value::Number(left), Value::Number(right)) = (left, right) else {
            return Ok(false);
        };
        let order = left.compare(right);
        Ok(match comparison {
            Comparison::Less => order == Some(Ordering::Less),
            Comparison::LessOrEqual => order.is_some_and(Ordering::is_le),
            Comparison::Greater => order == Some(Ordering::Greater),
            Comparison::GreaterOrEqual => order.is_some_and(Ordering::is_ge),
            Comparison::Equal | Comparison::Unequal => false,
        })
    }

    /// Numbers by value, anything else by its text.
    fn equal(&mut self, left: &Value, right: &Value) -> Outcome<bool> {
        Ok(match (left, right) {
            (Value::Null, Value::Null) => true,
            (Value::Null, _) | (_, Value::Null) => false,
            (Value::Number(left), Value::Number(right)) => {
                left.compare(right) == Some(Ordering::Equal)
            }
            (Value::Bool(left), Value::Bool(right)) => left == right,
            (Value::Map(left), Value::Map(right)) if left == right => true,
            (Value::List(left), Value::List(right)) if left == right => true,
            _ => {
                let left = self.text_of(left)?;
                let right = self.text_of(right)?;
                left == right
            }
        })
    }

    /// Equality as `equals` has it: of one kind, and alike.
    pub(super) fn equals(&mut self, left: &Value, right: &Value) -> Outcome<bool> {
        let kind = std::mem::discriminant(left) == std::mem::discriminant(right);
        Ok(kind && self.equal(left, right)?)
    }
}
