//! The methods of `java.util.Map`. Names are texts here, whatever a template uses for one.

use std::rc::Rc;

use super::method::whole;
use super::{Machine, Outcome, Value};
use crate::heap::{ENTRY_BYTES, MapId};

impl Machine<'_> {
    pub(super) fn map_method(
        &mut self,
        id: MapId,
        name: &str,
        arguments: &[Value],
    ) -> Outcome<Value> {
        let length = self.heap.map(id).map_or(0, |map| map.entries.len());
        match (name, arguments) {
            ("size", []) => Ok(whole(length)),
            ("isEmpty", []) => Ok(Value::Bool(length == 0)),
            ("get", [key]) => {
                let key = self.text_of(key)?;
                Ok(self.heap.get(id, &key).cloned().unwrap_or(Value::Null))
            }
            ("getOrDefault", [key, default]) => {
                let key = self.text_of(key)?;
                let found = self.heap.get(id, &key).cloned();
                Ok(found.unwrap_or_else(|| default.clone()))
            }
            ("containsKey", [key]) => {
                let key = self.text_of(key)?;
                Ok(Value::Bool(self.heap.get(id, &key).is_some()))
            }
            ("containsValue", [wanted]) => {
                for value in self.values(id)? {
                    if self.equals(&value, wanted)? {
                        return Ok(Value::Bool(true));
                    }
                }
                Ok(Value::Bool(false))
            }
            ("put", [key, value]) => {
                let key = self.text_of(key)?;
                Ok(self.heap.put(id, key, value.clone())?)
            }
            ("putIfAbsent", [key, value]) => {
                let key = self.text_of(key)?;
                if let Some(there) = self.heap.get(id, &key) {
                    return Ok(there.clone());
                }
                Ok(self.heap.put(id, key, value.clone())?)
            }
            ("putAll", [Value::Map(other)]) => {
                for (key, value) in self.entries(*other)? {
                    self.heap.put(id, key, value)?;
                }
                Ok(Value::Text(self.empty.clone()))
            }
            ("remove", [key]) => {
                let key = self.text_of(key)?;
                self.heap.purse.steps(length / 64)?;
                let removed = self.heap.map_mut(id).and_then(|map| {
                    let key = map.key(&key)?;
                    map.entries.shift_remove(&key)
                });
                Ok(removed.unwrap_or(Value::Null))
            }
            ("clear", []) => {
                if let Some(map) = self.heap.map_mut(id) {
                    map.entries.clear();
                }
                Ok(Value::Text(self.empty.clone()))
            }
            ("keySet", []) => {
                let entries = self.entries(id)?;
                let keys = entries.into_iter().map(|(key, _)| Value::Text(key));
                Ok(self.heap.list_value(keys.collect())?)
            }
            ("values", []) => {
                let values = self.values(id)?;
                Ok(self.heap.list_value(values)?)
            }
            ("entrySet", []) => {
                let entries = self.entries(id)?.into_iter();
                let entries = entries.map(|(key, value)| {
                    let pair = (Value::Text(key), value);
                    Value::Entry(Rc::new(pair))
                });
                let entries: Vec<Value> = entries.collect();
                self.heap.purse.make(entries.len() * ENTRY_BYTES * 2)?;
                Ok(self.heap.list_value(entries)?)
            }
            _ => Ok(Value::Null),
        }
    }

    fn entries(&mut self, id: MapId) -> Outcome<Vec<(Rc<str>, Value)>> {
        let entries = self.heap.map(id).into_iter().flat_map(|map| &map.entries);
        let entries: Vec<_> = entries
            .map(|(key, value)| (Rc::clone(key), value.clone()))
            .collect();
        self.heap.purse.steps(entries.len() / 8)?;
        self.heap.purse.make(entries.len() * ENTRY_BYTES)?;
        Ok(entries)
    }

    fn values(&mut self, id: MapId) -> Outcome<Vec<Value>> {
        let entries = self.entries(id)?;
        Ok(entries.into_iter().map(|(_, value)| value).collect())
    }
}
