//! The form of parameter mappings: which names a parameter may have and which sources a value
//! may come from (API Gateway Developer Guide, "Mapping parameters"). What a source holds is
//! known only when a request comes.

use std::collections::BTreeMap;

use portcullis_wire::Fault;

use super::fault::bad_request;

const CONTEXT: [&str; 2] = ["context", "stageVariables"];
const REQUEST: [&str; 5] = [
    "path",
    "querystring",
    "multivaluequerystring",
    "header",
    "multivalueheader",
];
const RESPONSE: [&str; 2] = ["header", "multivalueheader"];

/// What is wrong with mappings, gathered as API Gateway reports it.
#[derive(Default)]
pub(super) struct Findings(Vec<String>);

impl Findings {
    /// A name such as `method.request.header.X`: the prefix, one of the places, a name.
    pub(super) fn name(&mut self, text: &str, prefix: &str, places: &[&str]) {
        if !is_placed(text, prefix, places) {
            self.0
                .push(format!("Invalid mapping expression specified: {text}"));
        }
    }

    /// A source of a request mapping. `declared` are the method's request parameters.
    pub(super) fn request_source(&mut self, text: &str, declared: &BTreeMap<String, bool>) {
        if is_placed(text, "method.request", &REQUEST) {
            // A multivalued source reads the parameter that is declared singly.
            if !declared.contains_key(text)
                && !declared.contains_key(&text.replace("multivalue", ""))
            {
                self.undeclared(text);
            }
        } else if !is_constant(text) && !is_body(text, "method.request.body") {
            self.0
                .push(format!("Invalid mapping expression specified: {text}"));
        }
    }

    /// A source of a response mapping.
    pub(super) fn response_source(&mut self, text: &str) {
        let fits = is_placed(text, "integration.response", &RESPONSE)
            || is_body(text, "integration.response.body")
            || is_constant(text);
        if !fits {
            self.0
                .push(format!("Invalid mapping expression specified: {text}"));
        }
    }

    /// A source of a gateway response, for which there may be no method.
    pub(super) fn gateway_source(&mut self, text: &str) {
        if !is_placed(text, "method.request", &REQUEST) && !is_constant(text) {
            self.0
                .push(format!("Invalid mapping expression specified: {text}"));
        }
    }

    /// A parameter that is well formed but not declared where it must be.
    pub(super) fn undeclared(&mut self, text: &str) {
        self.0.push(format!(
            "Invalid mapping expression parameter specified: {text}"
        ));
    }

    /// Refuses if anything was found.
    pub(super) fn finish(self) -> Result<(), Fault> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(bad_request(format!(
            "Invalid mapping expression specified: Validation Result: warnings : [], errors : [{}]",
            self.0.join(", ")
        )))
    }
}

/// Refuses keys of templates that are no content types.
pub(super) fn check_content_types<V>(templates: &BTreeMap<String, V>) -> Result<(), Fault> {
    let is_type = |text: &str| {
        text.split_once('/')
            .is_some_and(|(kind, subtype)| !kind.is_empty() && !subtype.is_empty())
            && !text.chars().any(char::is_control)
    };
    let wrong: Vec<String> = templates
        .keys()
        .filter(|text| !is_type(text))
        .map(|text| format!("Invalid content type specified: {text}"))
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(bad_request(format!(
        "Validation Result: warnings : [], errors : [{}]",
        wrong.join(", ")
    )))
}

fn is_placed(text: &str, prefix: &str, places: &[&str]) -> bool {
    let rest = text
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('.'));
    let placed = rest.and_then(|rest| rest.split_once('.'));
    placed.is_some_and(|(place, name)| places.contains(&place) && is_name(name))
}

fn is_constant(text: &str) -> bool {
    let quoted = text
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''));
    let (root, name) = text.split_once('.').unwrap_or_default();
    quoted.is_some() || (CONTEXT.contains(&root) && is_name(name))
}

fn is_body(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._$-".contains(&byte))
}
