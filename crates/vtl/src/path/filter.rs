//! Filters of JSON paths: `[?(@.price < 10 && @.category in ['a', 'b'])]`. Values of different
//! kinds are unequal, and neither is less.

use std::cmp::Ordering;

use super::{Ground, JsonPath};
use crate::error::RenderError;
use crate::heap::{Heap, Value};
use crate::number::Number;

#[derive(Debug)]
pub(super) enum Filter {
    And(Box<Filter>, Box<Filter>),
    Or(Box<Filter>, Box<Filter>),
    Not(Box<Filter>),
    Exists(Operand),
    Compare(Comparison, Operand, Operand),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
    In,
    NotIn,
    Contains,
    Size,
    Empty,
}

#[derive(Debug)]
pub(super) enum Operand {
    FromItem(JsonPath),
    FromRoot(JsonPath),
    Text(String),
    Number(Number),
    Bool(bool),
    Null,
    List(Vec<Operand>),
    Pattern(String),
}

impl Filter {
    pub(super) fn accepts(
        &self,
        ground: &mut Ground<'_>,
        item: &Value,
    ) -> Result<bool, RenderError> {
        ground.heap.purse.steps(1)?;
        match self {
            Self::And(left, right) => {
                Ok(left.accepts(ground, item)? && right.accepts(ground, item)?)
            }
            Self::Or(left, right) => {
                Ok(left.accepts(ground, item)? || right.accepts(ground, item)?)
            }
            Self::Not(inner) => Ok(!inner.accepts(ground, item)?),
            Self::Exists(operand) => Ok(operand.value(ground, item)?.is_some()),
            Self::Compare(comparison, left, right) => {
                compare(*comparison, left, right, ground, item)
            }
        }
    }
}

fn compare(
    comparison: Comparison,
    left: &Operand,
    right: &Operand,
    ground: &mut Ground<'_>,
    item: &Value,
) -> Result<bool, RenderError> {
    use Comparison as C;
    let Some(value) = left.value(ground, item)? else {
        return Ok(matches!(comparison, C::Unequal | C::NotIn));
    };
    match (comparison, right) {
        (C::Matches, Operand::Pattern(pattern)) => {
            let Value::Text(text) = &value else {
                return Ok(false);
            };
            let regex = ground.patterns.get(pattern, text, &ground.heap.purse)?;
            return Ok(regex.is_match(text));
        }
        (C::In | C::NotIn, Operand::List(operands)) => {
            let mut found = false;
            for operand in operands {
                let other = operand.value(ground, item)?;
                found |= other.is_some_and(|other| same(&value, &other));
            }
            return Ok(found == (comparison == C::In));
        }
        _ => {}
    }
    let Some(other) = right.value(ground, item)? else {
        return Ok(matches!(comparison, C::Unequal | C::NotIn));
    };
    let order = order(&value, &other);
    Ok(match comparison {
        C::Equal => same(&value, &other),
        C::Unequal => !same(&value, &other),
        C::Less => order == Some(Ordering::Less),
        C::LessOrEqual => order.is_some_and(Ordering::is_le),
        C::Greater => order == Some(Ordering::Greater),
        C::GreaterOrEqual => order.is_some_and(Ordering::is_ge),
        C::In => contains(ground.heap, &other, &value)?,
        C::NotIn => !contains(ground.heap, &other, &value)?,
        C::Contains => contains(ground.heap, &value, &other)?,
        C::Size => match (size(ground.heap, &value), &other) {
            (Some(size), Value::Number(number)) => number.as_int() == i64::try_from(size).ok(),
            _ => false,
        },
        C::Empty => match (size(ground.heap, &value), &other) {
            (Some(size), Value::Bool(empty)) => (size == 0) == *empty,
            _ => false,
        },
        C::Matches => false,
    })
}

impl Operand {
    fn value(&self, ground: &mut Ground<'_>, item: &Value) -> Result<Option<Value>, RenderError> {
        let of_path = |path: &JsonPath, ground: &mut Ground<'_>, from: &Value| {
            let found = path.find(ground, from)?;
            Ok(found.into_iter().next())
        };
        Ok(Some(match self {
            Self::FromItem(path) => return of_path(path, ground, item),
            Self::FromRoot(path) => {
                let root = ground.root.clone();
                return of_path(path, ground, &root);
            }
            Self::Text(text) => ground.heap.text(text)?,
            Self::Number(number) => Value::Number(number.clone()),
            Self::Bool(it) => Value::Bool(*it),
            Self::Null => Value::Null,
            Self::List(_) | Self::Pattern(_) => return Ok(None),
        }))
    }
}

fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        _ => order(left, right) == Some(Ordering::Equal),
    }
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.compare(right),
        (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

fn contains(heap: &Heap, whole: &Value, part: &Value) -> Result<bool, RenderError> {
    Ok(match (whole, part) {
        (Value::List(id), part) => {
            let items = heap.items(*id);
            heap.purse.steps(items.len())?;
            items.iter().any(|item| same(item, part))
        }
        (Value::Text(whole), Value::Text(part)) => {
            heap.purse.read(whole.len())?;
            whole.contains(&**part)
        }
        _ => false,
    })
}

fn size(heap: &Heap, value: &Value) -> Option<usize> {
    match value {
        Value::List(id) => Some(heap.items(*id).len()),
        Value::Map(id) => Some(heap.map(*id)?.entries.len()),
        Value::Text(text) => Some(text.encode_utf16().count()),
        _ => None,
    }
}
