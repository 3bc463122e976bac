//! The values of one rendering. Maps and lists live in a heap and are named by numbers, because
//! templates share and change them as Java does; the whole heap goes with the rendering, so
//! values that contain themselves cost nothing afterwards.

use std::rc::Rc;

use indexmap::IndexMap;

use crate::data::Data;
use crate::error::RenderError;
use crate::limits::{Limits, MAX_JSON_DEPTH, Purse};
use crate::number::Number;
use crate::syntax::Block;

/// What a map or a list costs beside its contents.
const OBJECT_BYTES: usize = 96;
pub(crate) const ENTRY_BYTES: usize = 32;

/// A value.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Absent; outside of lists and maps a template never meets it.
    Null,
    Bool(bool),
    Number(Number),
    Text(Rc<str>),
    Map(MapId),
    List(ListId),
    /// An entry of a map.
    Entry(Rc<(Value, Value)>),
    /// What `#define` defined: rendered where it is written.
    Block(Block),
    /// `$foreach`, by its number.
    Loop(usize),
    /// `$input`
    Input,
    /// `$util`
    Util,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MapId(usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListId(usize);

/// Names to values, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Map {
    pub(crate) entries: IndexMap<Rc<str>, Value>,
    /// Header names are found in any case.
    pub(crate) ignores_case: bool,
}

#[derive(Debug, Default)]
pub(crate) struct List {
    pub(crate) items: Vec<Value>,
    /// It comes from JSON and is written as JSON, as the library that API Gateway uses does.
    pub(crate) json: bool,
}

/// Where maps and lists are.
#[derive(Debug)]
pub(crate) struct Heap {
    maps: Vec<Map>,
    lists: Vec<List>,
    pub(crate) purse: Purse,
}

impl Heap {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            maps: Vec::new(),
            lists: Vec::new(),
            purse: Purse::new(limits),
        }
    }

    pub(crate) fn text(&self, text: &str) -> Result<Value, RenderError> {
        self.purse.make(text.len())?;
        Ok(Value::Text(text.into()))
    }

    pub(crate) fn new_map(&mut self) -> Result<MapId, RenderError> {
        self.purse.make(OBJECT_BYTES)?;
        self.maps.push(Map::default());
        Ok(MapId(self.maps.len() - 1))
    }

    fn new_list(&mut self, items: Vec<Value>, json: bool) -> Result<ListId, RenderError> {
        self.purse.make(OBJECT_BYTES)?;
        self.lists.push(List { items, json });
        Ok(ListId(self.lists.len() - 1))
    }

    pub(crate) fn list_value(&mut self, items: Vec<Value>) -> Result<Value, RenderError> {
        self.purse.make(items.len() * ENTRY_BYTES)?;
        self.new_list(items, false).map(Value::List)
    }

    /// A list from JSON, or of what a JSON path found; its items are paid for already.
    pub(crate) fn json_list(&mut self, items: Vec<Value>) -> Result<Value, RenderError> {
        self.new_list(items, true).map(Value::List)
    }

    pub(crate) fn map(&self, id: MapId) -> Option<&Map> {
        self.maps.get(id.0)
    }

    pub(crate) fn map_mut(&mut self, id: MapId) -> Option<&mut Map> {
        self.maps.get_mut(id.0)
    }

    pub(crate) fn list(&self, id: ListId) -> Option<&List> {
        self.lists.get(id.0)
    }

    pub(crate) fn list_mut(&mut self, id: ListId) -> Option<&mut List> {
        self.lists.get_mut(id.0)
    }

    /// The items of a list.
    pub(crate) fn items(&self, id: ListId) -> &[Value] {
        self.list(id).map_or(&[], |list| &list.items)
    }

    /// The value under a name.
    pub(crate) fn get(&self, id: MapId, name: &str) -> Option<&Value> {
        self.map(id)?.get(name)
    }

    /// Sets a name of a map; returns what was there.
    pub(crate) fn put(
        &mut self,
        id: MapId,
        name: Rc<str>,
        value: Value,
    ) -> Result<Value, RenderError> {
        self.purse.make(ENTRY_BYTES + name.len())?;
        let Some(map) = self.map_mut(id) else {
            return Ok(Value::Null);
        };
        let name = map.key(&name).unwrap_or(name);
        Ok(map.entries.insert(name, value).unwrap_or(Value::Null))
    }

    /// Takes a tree in.
    pub(crate) fn import(&mut self, data: &Data) -> Result<Value, RenderError> {
        self.import_below(data, MAX_JSON_DEPTH)
    }

    fn import_below(&mut self, data: &Data, depth: usize) -> Result<Value, RenderError> {
        let depth = depth.checked_sub(1).ok_or(RenderError::TooDeep)?;
        self.purse.steps(1)?;
        Ok(match data {
            Data::Null => Value::Null,
            Data::Bool(it) => Value::Bool(*it),
            Data::Int(it) => Value::Number(Number::Int(*it)),
            Data::Float(it) => Value::Number(Number::Float(*it)),
            Data::Text(it) => self.text(it)?,
            Data::List(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.import_below(item, depth)?);
                }
                self.list_value(values)?
            }
            Data::Map(entries) => {
                let id = self.new_map()?;
                for (name, item) in entries {
                    let value = self.import_below(item, depth)?;
                    self.put(id, name.as_str().into(), value)?;
                }
                Value::Map(id)
            }
        })
    }

    /// Hands a tree out. What is no plain value is left out.
    pub(crate) fn export(&self, value: &Value) -> Result<Data, RenderError> {
        self.export_below(value, self.purse.max_depth())
    }

    fn export_below(&self, value: &Value, depth: usize) -> Result<Data, RenderError> {
        let depth = depth.checked_sub(1).ok_or(RenderError::TooDeep)?;
        self.purse.steps(1)?;
        Ok(match value {
            Value::Bool(it) => Data::Bool(*it),
            Value::Number(Number::Int(it)) => Data::Int(*it),
            Value::Number(number) => Data::Float(number.as_float()),
            Value::Text(text) => {
                self.purse.make(text.len())?;
                Data::Text(text.to_string())
            }
            Value::List(id) => {
                let items = self.items(*id).iter();
                let items = items.map(|item| self.export_below(item, depth));
                Data::List(items.collect::<Result<_, _>>()?)
            }
            Value::Map(id) => {
                let mut entries = Vec::new();
                if let Some(map) = self.map(*id) {
                    for (name, item) in &map.entries {
                        self.purse.make(name.len())?;
                        entries.push((name.to_string(), self.export_below(item, depth)?));
                    }
                }
                Data::Map(entries)
            }
            Value::Null
            | Value::Entry(_)
            | Value::Block(_)
            | Value::Loop(_)
            | Value::Input
            | Value::Util => Data::Null,
        })
    }
}

impl Map {
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        let exact = self.entries.get(name);
        if exact.is_some() || !self.ignores_case {
            return exact;
        }
        let mut entries = self.entries.iter();
        entries
            .find(|(it, _)| it.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// A name as this map has it.
    pub(crate) fn key(&self, name: &str) -> Option<Rc<str>> {
        if let Some((key, _)) = self.entries.get_key_value(name) {
            return Some(Rc::clone(key));
        }
        let mut keys = self.entries.keys();
        keys.find(|it| self.ignores_case && it.eq_ignore_ascii_case(name))
            .cloned()
    }
}
