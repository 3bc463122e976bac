//! From a document to a compiled schema: every keyword is checked, every reference is followed to
//! what it means, in the document or in another model of the API.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::{
    Additional, Bound, Decimal, Dependency, Format, Items, MODEL_REFERENCE, Node, NodeId, Pattern,
    Schema, SchemaError, Type,
};

/// API Gateway takes a model of 400 KB (Amazon API Gateway quotas); nobody writes more schemas in it.
const MAX_NODES: usize = 20_000;
const MAX_DEPTH: usize = 100;

/// The keywords of draft 4.
const KEYWORDS: [&str; 37] = [
    "$ref",
    "$schema",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "definitions",
    "dependencies",
    "description",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "id",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "patternProperties",
    "properties",
    "required",
    "title",
    "type",
    "uniqueItems",
    // Draft 3's, which API Gateway's validator knows too.
    "extends",
    "disallow",
    "divisibleBy",
];

/// The name of the model that a reference names by its URL, and what of it is meant.
pub fn model_reference(reference: &str) -> Option<(&str, &str)> {
    let (_, rest) = reference
        .strip_prefix(MODEL_REFERENCE)?
        .split_once("/models/")?;
    let (name, pointer) = rest.split_once('#').unwrap_or((rest, ""));
    let fits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then_some((name, pointer))
}

/// The document with the models that it refers to among its definitions. A reference to a model
/// that is not there stays.
pub fn without_model_references(document: &Value, model: &dyn Fn(&str) -> Option<Value>) -> Value {
    let mut flat = Flattening {
        model,
        definitions: BTreeMap::new(),
    };
    let mut document = document.clone();
    flat.rewrite(&mut document, "");
    if let (Some(object), false) = (document.as_object_mut(), flat.definitions.is_empty()) {
        let own = object
            .entry("definitions")
            .or_insert_with(|| Value::Object(Map::new()));
        if let Some(own) = own.as_object_mut() {
            for (name, definition) in flat.definitions {
                own.entry(name).or_insert(definition);
            }
        }
    }
    document
}

pub(super) fn compile(
    document: &Value,
    model: &dyn Fn(&str) -> Option<Value>,
) -> Result<Schema, SchemaError> {
    let mut compiler = Compiler {
        documents: vec![Rc::new(document.clone())],
        named: HashMap::new(),
        model,
        nodes: Vec::new(),
        known: HashMap::new(),
        unknown: Vec::new(),
    };
    let root = compiler.schema(&Place::root(0), document)?;
    Ok(Schema {
        nodes: compiler.nodes,
        root,
        unknown: compiler.unknown,
    })
}

struct Compiler<'m> {
    documents: Vec<Rc<Value>>,
    /// Models by name to their place among the documents.
    named: HashMap<String, usize>,
    model: &'m dyn Fn(&str) -> Option<Value>,
    nodes: Vec<Node>,
    known: HashMap<Place, NodeId>,
    unknown: Vec<String>,
}

/// A document and a JSON pointer into it.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Place {
    document: usize,
    pointer: String,
    depth: usize,
}

impl Place {
    fn root(document: usize) -> Self {
        Self {
            document,
            pointer: String::new(),
            depth: 0,
        }
    }

    fn at(document: usize, pointer: &str) -> Self {
        Self {
            document,
            pointer: pointer.to_owned(),
            depth: pointer.matches('/').count(),
        }
    }

    fn below(&self, part: &str) -> Self {
        let escaped = part.replace('~', "~0").replace('/', "~1");
        Self {
            document: self.document,
            pointer: format!("{}/{escaped}", self.pointer),
            depth: self.depth + 1,
        }
    }
}

impl Compiler<'_> {
    fn schema(&mut self, place: &Place, value: &Value) -> Result<NodeId, SchemaError> {
        if let Some(known) = self.known.get(place) {
            return Ok(*known);
        }
        if self.nodes.len() >= MAX_NODES || place.depth > MAX_DEPTH {
            return Err(SchemaError::TooLarge);
        }
        let object = value.as_object().ok_or(SchemaError::Keyword {
            keyword: "the schema",
        })?;
        let id = self.nodes.len();
        self.nodes.push(Node::default());
        self.known.insert(place.clone(), id);
        let node = self.node(place, object)?;
        if let Some(slot) = self.nodes.get_mut(id) {
            *slot = node;
        }
        Ok(id)
    }

    fn node(&mut self, place: &Place, object: &Map<String, Value>) -> Result<Node, SchemaError> {
        if place.document == 0 {
            for keyword in object.keys() {
                if !KEYWORDS.contains(&keyword.as_str()) && !self.unknown.contains(keyword) {
                    self.unknown.push(keyword.clone());
                }
            }
        }
        if let Some(reference) = object.get("$ref") {
            let reference = reference
                .as_str()
                .ok_or(SchemaError::Keyword { keyword: "$ref" })?;
            return Ok(Node {
                reference: Some(self.referred(place, reference)?),
                ..Node::default()
            });
        }
        let field = Fields(object);
        if let Some(definitions) = field.object("definitions")? {
            for (name, value) in definitions {
                self.schema(&place.below("definitions").below(name), value)?;
            }
        }
        Ok(Node {
            reference: None,
            types: field.types()?,
            one_of_these: field.list("enum")?.cloned(),
            multiple_of: field.decimal("multipleOf", |number| number.is_positive())?,
            minimum: field.bound("minimum", "exclusiveMinimum")?,
            maximum: field.bound("maximum", "exclusiveMaximum")?,
            min_length: field.size("minLength")?,
            max_length: field.size("maxLength")?,
            pattern: field.text("pattern")?.map(pattern).transpose()?,
            format: field.text("format")?.and_then(Format::named),
            items: self.items(place, object)?,
            additional_items: self.additional(place, object, "additionalItems")?,
            min_items: field.size("minItems")?,
            max_items: field.size("maxItems")?,
            unique_items: field.flag("uniqueItems")?,
            min_properties: field.size("minProperties")?,
            max_properties: field.size("maxProperties")?,
            required: field.names("required")?,
            properties: self.schemas_by_name(place, object, "properties")?,
            pattern_properties: self
                .schemas_by_name(place, object, "patternProperties")?
                .into_iter()
                .map(|(source, id)| Ok((pattern(&source)?, id)))
                .collect::<Result<_, SchemaError>>()?,
            additional_properties: self.additional(place, object, "additionalProperties")?,
            dependencies: self.dependencies(place, object)?,
            all_of: self.schemas(place, object, "allOf")?,
            any_of: self.schemas(place, object, "anyOf")?,
            one_of: self.schemas(place, object, "oneOf")?,
            not: object
                .get("not")
                .map(|value| self.schema(&place.below("not"), value))
                .transpose()?,
        })
    }

    /// What a reference means.
    fn referred(&mut self, place: &Place, reference: &str) -> Result<NodeId, SchemaError> {
        let nowhere = || SchemaError::Reference {
            reference: reference.to_owned(),
        };
        let (document, pointer) = match reference.strip_prefix('#') {
            Some(pointer) => (place.document, pointer),
            None => {
                let (name, pointer) = model_reference(reference).ok_or_else(nowhere)?;
                (self.model_document(name)?, pointer)
            }
        };
        let pointer = percent_decoded(pointer).ok_or_else(nowhere)?;
        let root = self.documents.get(document).map(Rc::clone);
        let root = root.ok_or_else(nowhere)?;
        let value = root.pointer(&pointer).ok_or_else(nowhere)?;
        self.schema(&Place::at(document, &pointer), value)
    }

    fn model_document(&mut self, name: &str) -> Result<usize, SchemaError> {
        if let Some(known) = self.named.get(name) {
            return Ok(*known);
        }
        let value = (self.model)(name).ok_or_else(|| SchemaError::Model {
            model: name.to_owned(),
        })?;
        let index = self.documents.len();
        self.documents.push(Rc::new(value));
        self.named.insert(name.to_owned(), index);
        Ok(index)
    }

    fn items(&mut self, place: &Place, object: &Map<String, Value>) -> Result<Items, SchemaError> {
        match object.get("items") {
            None => Ok(Items::Any),
            Some(Value::Array(_)) => Ok(Items::InOrder(self.schemas(place, object, "items")?)),
            Some(value) => Ok(Items::Each(self.schema(&place.below("items"), value)?)),
        }
    }

    fn additional(
        &mut self,
        place: &Place,
        object: &Map<String, Value>,
        keyword: &'static str,
    ) -> Result<Additional, SchemaError> {
        match object.get(keyword) {
            None | Some(Value::Bool(true)) => Ok(Additional::Any),
            Some(Value::Bool(false)) => Ok(Additional::None),
            Some(value @ Value::Object(_)) => {
                Ok(Additional::Each(self.schema(&place.below(keyword), value)?))
            }
            Some(_) => Err(SchemaError::Keyword { keyword }),
        }
    }

    fn schemas(
        &mut self,
        place: &Place,
        object: &Map<String, Value>,
        keyword: &'static str,
    ) -> Result<Vec<NodeId>, SchemaError> {
        let Some(list) = Fields(object).list(keyword)? else {
            return Ok(Vec::new());
        };
        let all = list.iter().enumerate();
        all.map(|(index, value)| {
            self.schema(&place.below(keyword).below(&index.to_string()), value)
        })
        .collect()
    }

    fn schemas_by_name(
        &mut self,
        place: &Place,
        object: &Map<String, Value>,
        keyword: &'static str,
    ) -> Result<BTreeMap<String, NodeId>, SchemaError> {
        let all = Fields(object).object(keyword)?.into_iter().flatten();
        all.map(|(name, value)| {
            let id = self.schema(&place.below(keyword).below(name), value)?;
            Ok((name.clone(), id))
        })
        .collect()
    }

    fn dependencies(
        &mut self,
        place: &Place,
        object: &Map<String, Value>,
    ) -> Result<BTreeMap<String, Dependency>, SchemaError> {
        let keyword = "dependencies";
        let all = Fields(object).object(keyword)?.into_iter().flatten();
        all.map(|(name, value)| {
            let dependency = match value {
                Value::Array(names) => Dependency::Properties(strings(names, keyword)?),
                schema => {
                    Dependency::Schema(self.schema(&place.below(keyword).below(name), schema)?)
                }
            };
            Ok((name.clone(), dependency))
        })
        .collect()
    }
}

/// The keywords of one schema, read as draft 4 says.
struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    fn object(&self, keyword: &'static str) -> Result<Option<&'a Map<String, Value>>, SchemaError> {
        let found = self.0.get(keyword);
        found
            .map(|value| value.as_object().ok_or(SchemaError::Keyword { keyword }))
            .transpose()
    }

    /// A list, which is not empty.
    fn list(&self, keyword: &'static str) -> Result<Option<&'a Vec<Value>>, SchemaError> {
        let found = self.0.get(keyword);
        let list = |value: &'a Value| {
            let list = value.as_array().filter(|list| !list.is_empty());
            list.ok_or(SchemaError::Keyword { keyword })
        };
        found.map(list).transpose()
    }

    fn text(&self, keyword: &'static str) -> Result<Option<&'a str>, SchemaError> {
        let found = self.0.get(keyword);
        found
            .map(|value| value.as_str().ok_or(SchemaError::Keyword { keyword }))
            .transpose()
    }

    fn flag(&self, keyword: &'static str) -> Result<bool, SchemaError> {
        let found = self.0.get(keyword);
        found.map_or(Ok(false), |value| {
            value.as_bool().ok_or(SchemaError::Keyword { keyword })
        })
    }

    fn size(&self, keyword: &'static str) -> Result<Option<u64>, SchemaError> {
        let found = self.0.get(keyword);
        found
            .map(|value| value.as_u64().ok_or(SchemaError::Keyword { keyword }))
            .transpose()
    }

    fn decimal(
        &self,
        keyword: &'static str,
        fits: fn(&Decimal) -> bool,
    ) -> Result<Option<Decimal>, SchemaError> {
        let Some(value) = self.0.get(keyword) else {
            return Ok(None);
        };
        let number = match value {
            Value::Number(number) => Some(Decimal::of(number)),
            _ => None,
        };
        let number = number
            .filter(fits)
            .ok_or(SchemaError::Keyword { keyword })?;
        Ok(Some(number))
    }

    fn bound(
        &self,
        keyword: &'static str,
        exclusive: &'static str,
    ) -> Result<Option<Bound>, SchemaError> {
        let limit = self.decimal(keyword, |_| true)?;
        let is_exclusive = self.flag(exclusive)?;
        match limit {
            // One without the other says nothing (draft 4, section 5.1.2.1).
            None if self.0.contains_key(exclusive) => {
                Err(SchemaError::Keyword { keyword: exclusive })
            }
            None => Ok(None),
            Some(limit) => Ok(Some(Bound {
                limit,
                exclusive: is_exclusive,
            })),
        }
    }

    fn types(&self) -> Result<Option<Vec<Type>>, SchemaError> {
        let keyword = "type";
        let named = |value: &Value| {
            let found = value.as_str().and_then(Type::named);
            found.ok_or(SchemaError::Keyword { keyword })
        };
        let types: BTreeSet<Type> = match self.0.get(keyword) {
            None => return Ok(None),
            Some(Value::Array(names)) if !names.is_empty() => {
                names.iter().map(named).collect::<Result<_, _>>()?
            }
            Some(name) => BTreeSet::from([named(name)?]),
        };
        let mut types = types;
        // Every integer is a number, and is listed where a number is asked for.
        if types.contains(&Type::Number) {
            types.insert(Type::Integer);
        }
        Ok(Some(types.into_iter().collect()))
    }

    fn names(&self, keyword: &'static str) -> Result<Vec<String>, SchemaError> {
        match self.list(keyword)? {
            Some(list) => strings(list, keyword),
            None => Ok(Vec::new()),
        }
    }
}

/// Names, each once, in alphabetical order.
fn strings(list: &[Value], keyword: &'static str) -> Result<Vec<String>, SchemaError> {
    let names: Option<BTreeSet<String>> = list
        .iter()
        .map(|value| value.as_str().map(str::to_owned))
        .collect();
    let names = names.filter(|names| !names.is_empty() && names.len() == list.len());
    let names = names.ok_or(SchemaError::Keyword { keyword })?;
    Ok(names.into_iter().collect())
}

fn pattern(source: impl AsRef<str>) -> Result<Pattern, SchemaError> {
    let source = source.as_ref();
    Pattern::compile(source).ok_or_else(|| SchemaError::Pattern {
        pattern: source.to_owned(),
    })
}

/// A fragment of a URL, decoded.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let value = digit()? * 16 + digit()?;
        bytes.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(bytes).ok()
}

struct Flattening<'m> {
    model: &'m dyn Fn(&str) -> Option<Value>,
    definitions: BTreeMap<String, Value>,
}

impl Flattening<'_> {
    /// Rewrites the references of a document that will stand at `base` of the flat one.
    fn rewrite(&mut self, value: &mut Value, base: &str) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|value| self.rewrite(value, base)),
            Value::Object(object) => {
                for (name, value) in object {
                    match value {
                        Value::String(reference) if name == "$ref" => {
                            if let Some(renamed) = self.renamed(reference, base) {
                                *reference = renamed;
                            }
                        }
                        value => self.rewrite(value, base),
                    }
                }
            }
            _ => {}
        }
    }

    fn renamed(&mut self, reference: &str, base: &str) -> Option<String> {
        if let Some(pointer) = reference.strip_prefix('#') {
            return Some(format!("#{base}{pointer}"));
        }
        let (name, pointer) = model_reference(reference)?;
        let base = format!("/definitions/{name}");
        if !self.definitions.contains_key(name) {
            let mut definition = (self.model)(name)?;
            // Known before it is rewritten, because models may refer to each other in a circle.
            self.definitions.insert(name.to_owned(), Value::Null);
            self.rewrite(&mut definition, &base);
            self.definitions.insert(name.to_owned(), definition);
        }
        Some(format!("#{base}{pointer}"))
    }
}
