//! JSON paths, as Jayway's library reads them: names, indices, slices, wildcards, recursive
//! descent, filters and the functions at the end (JsonPath's README; RFC 9535 for what it leaves
//! open). A path that can name only one value yields that value, any other a list.

use crate::error::RenderError;
use crate::heap::{ENTRY_BYTES, Heap, Value};
use crate::number::{Number, Operation};
use crate::pattern::Patterns;

mod filter;
mod read;

use filter::Filter;

/// A path.
#[derive(Debug)]
pub(crate) struct JsonPath {
    segments: Vec<Segment>,
    function: Option<Function>,
}

#[derive(Debug)]
enum Segment {
    Names(Vec<Box<str>>),
    Indices(Vec<i64>),
    Slice(Option<i64>, Option<i64>),
    Wildcard,
    /// Every value below, and the value itself.
    Descent,
    Filter(Filter),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Length,
    Keys,
    First,
    Last,
    Min,
    Max,
    Sum,
    Average,
}

/// What a path is evaluated in.
struct Ground<'h> {
    heap: &'h Heap,
    patterns: &'h mut Patterns,
    root: &'h Value,
}

impl JsonPath {
    /// Reads a path; the `$` at its beginning may be missing.
    pub(crate) fn read(text: &str) -> Result<Self, RenderError> {
        read::path(text).map_err(|reason| RenderError::Path {
            path: text.chars().take(200).collect(),
            reason,
        })
    }

    /// The value or values that it names; absent where a path to one value leads nowhere.
    pub(crate) fn evaluate(
        &self,
        heap: &mut Heap,
        patterns: &mut Patterns,
        root: &Value,
    ) -> Result<Value, RenderError> {
        let mut ground = Ground {
            heap,
            patterns,
            root,
        };
        let found = self.find(&mut ground, root)?;
        let value = if self.is_definite() {
            found.into_iter().next().unwrap_or(Value::Null)
        } else {
            heap.json_list(found)?
        };
        match self.function {
            Some(function) => apply(function, heap, value),
            None => Ok(value),
        }
    }

    fn is_definite(&self) -> bool {
        self.segments.iter().all(|segment| match segment {
            Segment::Names(names) => names.len() == 1,
            Segment::Indices(indices) => indices.len() == 1,
            _ => false,
        })
    }

    fn find(&self, ground: &mut Ground<'_>, from: &Value) -> Result<Vec<Value>, RenderError> {
        let mut found = vec![from.clone()];
        let mut descended = false;
        for segment in &self.segments {
            let mut next = Vec::new();
            for value in &found {
                // Behind a descent an object was met as an item already.
                let met = descended && matches!(value, Value::Map(_));
                if !(met && matches!(segment, Segment::Filter(_))) {
                    segment.step(ground, value, &mut next)?;
                }
            }
            descended = matches!(segment, Segment::Descent);
            found = next;
        }
        Ok(found)
    }
}

impl Segment {
    fn step(
        &self,
        ground: &mut Ground<'_>,
        value: &Value,
        next: &mut Vec<Value>,
    ) -> Result<(), RenderError> {
        let heap = ground.heap;
        let before = next.len();
        heap.purse.steps(1)?;
        match (self, value) {
            (Self::Names(names), Value::Map(id)) => {
                for name in names {
                    next.extend(heap.get(*id, name).cloned());
                }
            }
            (Self::Indices(indices), Value::List(id)) => {
                let items = heap.items(*id);
                for index in indices {
                    next.extend(at(items, *index).cloned());
                }
            }
            (Self::Slice(from, to), Value::List(id)) => {
                let items = heap.items(*id);
                let from = position(from.unwrap_or(0), items.len());
                let to = to.map_or(items.len(), |to| position(to, items.len()));
                let slice = items.get(from..to).unwrap_or_default();
                next.extend_from_slice(slice);
            }
            (Self::Wildcard, value) => children(heap, value, next)?,
            (Self::Descent, value) => {
                descend(heap, value, next, heap.purse.max_depth() * 2)?;
            }
            (Self::Filter(filter), Value::List(id)) => {
                for item in heap.items(*id) {
                    if filter.accepts(ground, item)? {
                        next.push(item.clone());
                    }
                }
            }
            (Self::Filter(filter), Value::Map(_)) if filter.accepts(ground, value)? => {
                next.push(value.clone());
            }
            _ => {}
        }
        heap.purse.make((next.len() - before) * ENTRY_BYTES)
    }
}

/// An index from the end where it is negative.
fn at(items: &[Value], index: i64) -> Option<&Value> {
    let index = if index < 0 {
        index.checked_add_unsigned(items.len() as u64)?
    } else {
        index
    };
    items.get(usize::try_from(index).ok()?)
}

fn position(index: i64, length: usize) -> usize {
    let from_end = length.saturating_sub(usize::try_from(index.unsigned_abs()).unwrap_or(length));
    match usize::try_from(index) {
        Ok(index) => index.min(length),
        Err(_) => from_end,
    }
}

fn children(heap: &Heap, value: &Value, next: &mut Vec<Value>) -> Result<(), RenderError> {
    match value {
        Value::List(id) => {
            let items = heap.items(*id);
            heap.purse.steps(items.len())?;
            next.extend_from_slice(items);
        }
        Value::Map(id) => {
            let entries = heap.map(*id).into_iter().flat_map(|map| &map.entries);
            let before = next.len();
            next.extend(entries.map(|(_, value)| value.clone()));
            heap.purse.steps(next.len() - before)?;
        }
        _ => {}
    }
    Ok(())
}

fn descend(
    heap: &Heap,
    value: &Value,
    next: &mut Vec<Value>,
    depth: usize,
) -> Result<(), RenderError> {
    let depth = depth.checked_sub(1).ok_or(RenderError::TooDeep)?;
    heap.purse.steps(1)?;
    next.push(value.clone());
    let mut below = Vec::new();
    children(heap, value, &mut below)?;
    for child in &below {
        descend(heap, child, next, depth)?;
    }
    Ok(())
}

fn apply(function: Function, heap: &mut Heap, value: Value) -> Result<Value, RenderError> {
    let items: &[Value] = match &value {
        Value::List(id) => heap.items(*id),
        _ => &[],
    };
    heap.purse.steps(items.len())?;
    let count = |length: usize| Value::Number(Number::Int(length as i64));
    let numbers = items.iter().filter_map(|item| match item {
        Value::Number(number) => Some(number.as_float()),
        _ => None,
    });
    let float = |it: f64| Value::Number(Number::Float(it));
    Ok(match function {
        Function::Length => match &value {
            Value::List(_) => count(items.len()),
            Value::Map(id) => count(heap.map(*id).map_or(0, |map| map.entries.len())),
            Value::Text(text) => count(text.encode_utf16().count()),
            _ => Value::Null,
        },
        Function::Keys => {
            let Value::Map(id) = value else {
                return Ok(Value::Null);
            };
            let keys = heap.map(id).into_iter().flat_map(|map| map.entries.keys());
            let keys: Vec<Value> = keys.cloned().map(Value::Text).collect();
            heap.purse.make(keys.len() * ENTRY_BYTES)?;
            heap.json_list(keys)?
        }
        Function::First => items.first().cloned().unwrap_or(Value::Null),
        Function::Last => items.last().cloned().unwrap_or(Value::Null),
        Function::Min => numbers.reduce(f64::min).map_or(Value::Null, float),
        Function::Max => numbers.reduce(f64::max).map_or(Value::Null, float),
        Function::Sum => float(numbers.sum()),
        Function::Average => {
            let (sum, length) = numbers.fold((0.0, 0), |(sum, length), it| (sum + it, length + 1));
            let mean =
                Number::Float(sum).operate(Operation::Divide, &Number::Float(f64::from(length)));
            mean.map_or(Value::Null, Value::Number)
        }
    })
}
