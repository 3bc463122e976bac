//! The texts of a deployment that are filled in for each request: mapping templates, by media
//! type, and the templates of gateway responses. They are read here once; one that cannot be read
//! keeps the reason, and fails the calls that need it.

use std::collections::BTreeMap;

use portcullis_vtl::{ParseError, Substitution, Template};

use crate::api::{AccessLog, GatewayResponse};

/// A template, or why it is none.
pub type Compiled = Result<Template, ParseError>;

/// Mapping templates by media type.
#[derive(Debug, Default)]
pub struct Templates {
    by_type: Vec<(String, Compiled)>,
}

/// A customised answer to one kind of failure.
#[derive(Debug, Clone)]
pub struct DeployedGatewayResponse {
    /// The status, where it is another than the failure's own.
    pub status: Option<u16>,
    /// Names of headers, and where their values come from.
    pub headers: Vec<(String, String)>,
    /// Bodies by media type.
    pub templates: Vec<(String, Substitution)>,
}

/// Where and how the calls of a stage are logged.
#[derive(Debug)]
pub struct StageLog {
    /// What a line says.
    pub format: Substitution,
    /// The ARN that the stage names.
    pub destination: String,
}

impl Templates {
    /// Reads templates as they were deployed.
    pub fn compile(templates: &BTreeMap<String, String>) -> Self {
        let by_type = templates
            .iter()
            .map(|(media_type, text)| (media_type.clone(), Template::parse(text)));
        Self {
            by_type: by_type.collect(),
        }
    }

    /// The template for a media type.
    pub fn get(&self, media_type: &str) -> Option<&Compiled> {
        let mut templates = self.by_type.iter();
        let found = templates.find(|(it, _)| it.eq_ignore_ascii_case(media_type));
        found.map(|(_, template)| template)
    }

    /// Any template, the same one each time.
    pub fn first(&self) -> Option<&Compiled> {
        self.by_type.first().map(|(_, template)| template)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_type.is_empty()
    }
}

impl DeployedGatewayResponse {
    /// Reads a gateway response as it was deployed.
    pub fn compile(response: &GatewayResponse) -> Self {
        let headers = response.parameters.iter().filter_map(|(target, from)| {
            let name = target.strip_prefix("gatewayresponse.header.")?;
            Some((name.to_owned(), from.clone()))
        });
        let templates = response.templates.iter();
        Self {
            status: response
                .status_code
                .as_deref()
                .and_then(|code| code.parse().ok()),
            headers: headers.collect(),
            templates: templates
                .map(|(media_type, text)| {
                    (media_type.clone(), Substitution::gateway_response(text))
                })
                .collect(),
        }
    }
}

impl StageLog {
    /// Reads a stage's settings; nothing is logged where either is missing.
    pub fn compile(settings: &AccessLog) -> Option<Self> {
        Some(Self {
            format: Substitution::access_log(settings.format.as_deref()?),
            destination: settings.destination_arn.clone()?,
        })
    }
}
