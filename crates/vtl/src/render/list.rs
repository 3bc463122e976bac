//! The methods of `java.util.List`.

use super::method::{failed, whole};
use super::{Machine, Outcome, Value};
use crate::heap::{ENTRY_BYTES, ListId};
use crate::number::Number;

impl Machine<'_> {
    pub(super) fn list_method(
        &mut self,
        id: ListId,
        name: &str,
        arguments: &[Value],
    ) -> Outcome<Value> {
        let length = self.heap.items(id).len();
        match (name, arguments) {
            ("size", []) => Ok(whole(length)),
            ("isEmpty", []) => Ok(Value::Bool(length == 0)),
            ("get", [Value::Number(Number::Int(at))]) => {
                let at = self.position(id, "get", *at)?;
                Ok(self.heap.items(id).get(at).cloned().unwrap_or(Value::Null))
            }
            ("set", [Value::Number(Number::Int(at)), value]) => {
                let at = self.position(id, "set", *at)?;
                let list = self.heap.list_mut(id);
                let place = list.and_then(|list| list.items.get_mut(at));
                Ok(place.map_or(Value::Null, |place| std::mem::replace(place, value.clone())))
            }
            ("add", [value]) => {
                self.heap.purse.make(ENTRY_BYTES)?;
                if let Some(list) = self.heap.list_mut(id) {
                    list.items.push(value.clone());
                }
                Ok(Value::Bool(true))
            }
            ("add", [Value::Number(Number::Int(at)), value]) => {
                let at = usize::try_from(*at)
                    .ok()
                    .filter(|at| *at <= length)
                    .ok_or_else(|| failed("add", format!("{at} is outside of the list")))?;
                self.heap.purse.make(ENTRY_BYTES)?;
                self.heap.purse.steps(length / 64)?;
                if let Some(list) = self.heap.list_mut(id) {
                    list.items.insert(at, value.clone());
                }
                // Nothing is returned, which is an empty text.
                Ok(Value::Text(self.empty.clone()))
            }
            ("addAll", [Value::List(other)]) => {
                let more = self.heap.items(*other).to_vec();
                self.heap.purse.make(more.len() * ENTRY_BYTES)?;
                let changed = !more.is_empty();
                if let Some(list) = self.heap.list_mut(id) {
                    list.items.extend(more);
                }
                Ok(Value::Bool(changed))
            }
            ("remove", [Value::Number(Number::Int(at))]) => {
                let at = self.position(id, "remove", *at)?;
                self.heap.purse.steps(length / 64)?;
                let removed = self.heap.list_mut(id).map(|list| list.items.remove(at));
                Ok(removed.unwrap_or(Value::Null))
            }
            ("remove", [value]) => {
                let found = self.find(id, value)?;
                if let (Some(at), Some(list)) = (found, self.heap.list_mut(id)) {
                    list.items.remove(at);
                }
                Ok(Value::Bool(found.is_some()))
            }
            ("clear", []) => {
                if let Some(list) = self.heap.list_mut(id) {
                    list.items.clear();
                }
                Ok(Value::Text(self.empty.clone()))
            }
            ("contains", [value]) => Ok(Value::Bool(self.find(id, value)?.is_some())),
            ("containsAll", [Value::List(other)]) => {
                for value in self.heap.items(*other).to_vec() {
                    if self.find(id, &value)?.is_none() {
                        return Ok(Value::Bool(false));
                    }
                }
                Ok(Value::Bool(true))
            }
            ("indexOf", [value]) => {
                let found = self.find(id, value)?;
                Ok(found.map_or(Value::Number(Number::Int(-1)), whole))
            }
            (
                "subList",
                [
                    Value::Number(Number::Int(from)),
                    Value::Number(Number::Int(to)),
                ],
            ) => {
                let range = usize::try_from(*from).ok().zip(usize::try_from(*to).ok());
                let part = range.and_then(|(from, to)| self.heap.items(id).get(from..to));
                let part = part
                    .ok_or_else(|| failed("subList", "a position is outside of the list"))?
                    .to_vec();
                Ok(self.heap.list_value(part)?)
            }
            ("toArray", []) => {
                let items = self.heap.items(id).to_vec();
                Ok(self.heap.list_value(items)?)
            }
            ("toJSONString", []) if self.heap.list(id).is_some_and(|list| list.json) => {
                let text = self.text_of(&Value::List(id))?;
                Ok(Value::Text(text))
            }
            _ => Ok(Value::Null),
        }
    }

    fn position(&self, id: ListId, method: &'static str, at: i64) -> Outcome<usize> {
        let length = self.heap.items(id).len();
        let found = usize::try_from(at).ok().filter(|at| *at < length);
        found.ok_or_else(|| failed(method, format!("{at} is outside of a list of {length}")))
    }

    fn find(&mut self, id: ListId, wanted: &Value) -> Outcome<Option<usize>> {
        for at in 0..self.heap.items(id).len() {
            self.heap.purse.steps(1)?;
            let Some(item) = self.heap.items(id).get(at).cloned() else {
                break;
            };
            if self.equals(&item, wanted)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }
}
