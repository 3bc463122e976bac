//! What a deployed method asks of a request before it goes on: parameters that must be there, and a
//! model for the body (API Gateway Developer Guide, "Request validation for REST APIs"). What a
//! request brings is for the data plane to say.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde_json::Value;

use crate::api::{Frozen, Method};
use crate::schema::{Reason, Schema};

/// What a method asks.
#[derive(Debug)]
pub struct RequestValidation {
    /// In the order in which missing ones are told: headers, path, query string.
    pub parameters: Vec<RequiredParameter>,
    /// By media type, in lower case.
    models: BTreeMap<String, Arc<BodyModel>>,
}

/// A parameter that must be there and not be blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequiredParameter {
    /// Where.
    pub place: ParameterPlace,
    /// Its name.
    pub name: String,
}

/// Where a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are HTTP's")]
pub enum ParameterPlace {
    Header,
    Path,
    QueryString,
}

/// A model that bodies are validated with.
#[derive(Debug)]
pub enum BodyModel {
    /// It is a schema.
    Schema(Schema),
    /// It is none, or refers to what is not there: it lets no body through.
    Unusable(String),
}

/// Why a body is not what its model describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidBody {
    /// As `$context.error.validationErrorString` says it: AWS's texts repeat pieces of the body.
    pub told: String,
    /// The same without them, for logs.
    pub logged: String,
}

/// The models of one deployment, each compiled when it is first asked for.
pub(crate) struct Models<'f> {
    frozen: &'f Frozen,
    compiled: HashMap<&'f str, Arc<BodyModel>>,
}

/// The media type of a body that does not say what it is.
const DEFAULT_TYPE: &str = "application/json";
/// Stands for every media type that is not named.
const ANY_TYPE: &str = "$default";
/// Steps that every body has, and steps for each of its bytes.
const STEPS: u64 = 200_000;
const STEPS_A_BYTE: u64 = 16;

impl RequestValidation {
    /// `None` where the method asks nothing.
    pub(crate) fn compile<'f>(method: &'f Method, models: &mut Models<'f>) -> Option<Self> {
        let id = method.request_validator_id.as_deref()?;
        let mut validators = models.frozen.request_validators.iter();
        let validator = validators.find(|validator| validator.id == id);
        // A validator that is not there would have asked something: everything is asked.
        let asks =
            |asked: fn(&crate::traffic::RequestValidator) -> bool| validator.is_none_or(&asked);
        let mut validation = Self {
            parameters: Vec::new(),
            models: BTreeMap::new(),
        };
        if asks(|validator| validator.validate_request_parameters) {
            let required = method.request_parameters.iter();
            validation.parameters = required
                .filter(|(_, required)| **required)
                .filter_map(|(name, _)| RequiredParameter::read(name))
                .collect();
        }
        if asks(|validator| validator.validate_request_body) {
            for (content_type, name) in &method.request_models {
                if content_type == ANY_TYPE || is_json(content_type) {
                    let content_type = content_type.to_ascii_lowercase();
                    validation.models.insert(content_type, models.named(name));
                }
            }
        }
        (!validation.parameters.is_empty() || !validation.models.is_empty()).then_some(validation)
    }

    /// The model for a body with this Content-Type. Where there is none, the body is not validated.
    pub fn model_for(&self, content_type: Option<&str>) -> Option<&Arc<BodyModel>> {
        let media_type = content_type
            .map(|text| text.split(';').next().unwrap_or_default().trim())
            .filter(|text| !text.is_empty())
            .map_or_else(|| DEFAULT_TYPE.to_owned(), str::to_ascii_lowercase);
        self.models
            .get(&media_type)
            .or_else(|| self.models.get(ANY_TYPE))
    }
}

impl RequiredParameter {
    fn read(name: &str) -> Option<Self> {
        let (place, name) = name.strip_prefix("method.request.")?.split_once('.')?;
        let place = match place {
            "header" => ParameterPlace::Header,
            "path" => ParameterPlace::Path,
            "querystring" => ParameterPlace::QueryString,
            _ => return None,
        };
        Some(Self {
            place,
            name: name.to_owned(),
        })
    }
}

impl BodyModel {
    /// Why a body is not what the model describes. No body at all is an empty object.
    ///
    /// # Errors
    /// With the reasons.
    pub fn validate(&self, body: &[u8]) -> Result<(), InvalidBody> {
        let schema = match self {
            Self::Schema(schema) => schema,
            Self::Unusable(reason) => return Err(InvalidBody::saying(reason)),
        };
        let size = u64::try_from(body.len()).unwrap_or(u64::MAX);
        let body = if body.trim_ascii().is_empty() {
            Value::Object(serde_json::Map::new())
        } else {
            serde_json::from_slice(body).map_err(|_| InvalidBody::saying("the body is not JSON"))?
        };
        let steps = size.saturating_mul(STEPS_A_BYTE).saturating_add(STEPS);
        schema.validate(&body, steps).map_err(|reasons| {
            let listed = |said: fn(&Reason) -> String| {
                let reasons: Vec<String> = reasons.iter().map(said).collect();
                format!("[{}]", reasons.join(", "))
            };
            InvalidBody {
                told: listed(Reason::told),
                logged: listed(Reason::logged),
            }
        })
    }
}

impl InvalidBody {
    fn saying(reason: &str) -> Self {
        let reason = format!("[{reason}]");
        Self {
            told: reason.clone(),
            logged: reason,
        }
    }
}

impl<'f> Models<'f> {
    pub(crate) fn of(frozen: &'f Frozen) -> Self {
        Self {
            frozen,
            compiled: HashMap::new(),
        }
    }

    fn named(&mut self, name: &'f str) -> Arc<BodyModel> {
        if let Some(known) = self.compiled.get(name) {
            return Arc::clone(known);
        }
        let schema = self
            .document(name)
            .ok_or_else(|| format!("the model {name} is not a JSON schema"))
            .and_then(|document| {
                let others = |name: &str| self.document(name);
                Schema::compile(&document, &others).map_err(|error| error.to_string())
            });
        let model = Arc::new(match schema {
            Ok(schema) => BodyModel::Schema(schema),
            Err(reason) => BodyModel::Unusable(reason),
        });
        self.compiled.insert(name, Arc::clone(&model));
        model
    }

    fn document(&self, name: &str) -> Option<Value> {
        let mut models = self.frozen.models.iter();
        let model = models.find(|model| model.name == name)?;
        serde_json::from_str(model.schema.as_deref()?).ok()
    }
}

fn is_json(content_type: &str) -> bool {
    let content_type = content_type.to_ascii_lowercase();
    content_type == DEFAULT_TYPE || content_type.ends_with("+json")
}
