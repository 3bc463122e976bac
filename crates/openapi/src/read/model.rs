//! Schemas into models: those that the document names, and those that a body brings along, which get a name of ours.

use crate::definition::{MODEL, Model};
use crate::error::Unreadable;
use crate::limits::MAX_MODELS;
use crate::node::Node;
use crate::write::Dialect;

use super::schema::json_schema;
use super::{Place, Reader};

impl<'d> Reader<'d> {
    /// The models that the document names.
    pub(super) fn models(&mut self) -> Result<(), Unreadable> {
        let (schemas, place) = match self.dialect {
            Dialect::Swagger => (self.root.get("definitions"), "definitions"),
            Dialect::OpenApi => (
                self.root
                    .get("components")
                    .and_then(|components| components.get("schemas")),
                "components.schemas",
            ),
        };
        for (name, schema) in self.map(schemas, place) {
            self.map(Some(schema), &format!("{place}.{name}"));
            let model = self.model(schema);
            self.reading.definition.models.insert(name.clone(), model);
        }
        self.bounded_models()
    }

    /// The name of the model of a body, if it can have one. `what` names the body in warnings.
    pub(super) fn model_of(
        &mut self,
        schema: &'d Node,
        place: Place<'_>,
        what: &str,
    ) -> Result<Option<String>, Unreadable> {
        let Place { verb, path } = place;
        if let Some(target) = schema.get("$ref") {
            let target = target.text().unwrap_or_default();
            let name = target.strip_prefix(self.schema_prefix()).unwrap_or(target);
            if self.reading.definition.models.contains_key(name) {
                return Ok(Some(name.to_owned()));
            }
            self.warn(format!("Reference to model '{name}' not found. Ignoring."));
            return Ok(None);
        }
        let kind = match schema.get("type").and_then(Node::text) {
            Some("object" | "array") => None,
            Some("string") => Some("String"),
            Some("integer") => Some("Integer"),
            Some("number") => Some("Number"),
            Some("boolean") => Some("Boolean"),
            Some("file") => Some("File"),
            _ if schema.entries().is_none_or(<[_]>::is_empty) => return Ok(None),
            _ => None,
        };
        if let Some(kind) = kind {
            let noun = match self.dialect {
                Dialect::Swagger => "Property",
                Dialect::OpenApi => "Schema",
            };
            self.warn(format!(
                "Unsupported model type '{kind}{noun}' in {what} method '{verb} {path}'. Ignoring."
            ));
            return Ok(None);
        }
        self.work.spend(schema.size())?;
        let model = self.model(schema);
        let name = self.unnamed(&format!("{verb} {path} {what}"), model);
        self.bounded_models()?;
        Ok(Some(name))
    }

    fn bounded_models(&self) -> Result<(), Unreadable> {
        match self.reading.definition.models.len() {
            0..=MAX_MODELS => Ok(()),
            _ => Err(Unreadable::TooMuch("models")),
        }
    }

    fn model(&self, schema: &Node) -> Model {
        Model {
            description: schema
                .get("description")
                .and_then(Node::text)
                .map(str::to_owned),
            schema: json_schema(schema).referring(self.schema_prefix(), MODEL),
        }
    }

    fn schema_prefix(&self) -> &'static str {
        match self.dialect {
            Dialect::Swagger => "#/definitions/",
            Dialect::OpenApi => "#/components/schemas/",
        }
    }

    /// Keeps a model under a name that depends on its place alone, so that the same document gives the same names when it
    /// is imported again. API Gateway's own look alike, but are random.
    fn unnamed(&mut self, place: &str, model: Model) -> String {
        let models = &mut self.reading.definition.models;
        let mut place = place.to_owned();
        loop {
            let name = format!("MODEL{:06x}", fnv(&place) & 0xff_ffff);
            match models.get(&name) {
                Some(known) if *known != model => place.push('+'),
                _ => {
                    models.insert(name.clone(), model);
                    return name;
                }
            }
        }
    }
}

/// FNV-1a: short and stable; nothing depends on it being hard to guess.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}
