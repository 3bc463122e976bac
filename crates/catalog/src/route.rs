//! The route table of one deployment: the resource tree, walked segment by segment. A literal
//! child wins over `{param}`, that over `{proxy+}`; a node without the verb (or ANY) yields to
//! the next best (API Gateway Developer Guide, "Set up a proxy integration with a proxy
//! resource"). HEAD is not implied by GET, matching is case-sensitive.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::HashMap;
use regex::Regex;

use crate::api::{Authorization, Frozen, Integration, IntegrationResponse};
use crate::http_address::HttpAddress;
use crate::pattern::Patterns;
use crate::templates::Templates;
use crate::validation::{Models, RequestValidation};

/// How deep a path may be routed; AWS allows 300 resources an API, so none is deeper.
const MAX_DEPTH: usize = 300;

/// The compiled tree.
#[derive(Clone, Debug, Default)]
pub struct RouteTable {
    root: Node,
    methods: Vec<Arc<DeployedMethod>>,
}

/// A method as it is deployed.
#[derive(Debug)]
pub struct DeployedMethod {
    /// The id of its resource.
    pub resource_id: String,
    /// The template of its resource, such as `/pets/{id}`.
    pub resource_path: String,
    /// The verb that it was configured for, `ANY` included.
    pub http_method: String,
    /// Path and verb in one, as settings of stages and usage plans name a method: `/pets/{id}/GET`,
    /// `//GET`.
    pub path_and_verb: String,
    /// How its callers prove who they are.
    pub authorization: Authorization,
    /// Whether a usage-plan key is asked for.
    pub api_key_required: bool,
    /// What it asks of a request before it goes on.
    pub validation: Option<RequestValidation>,
    /// What stands behind it; without one a call is a configuration error.
    pub integration: Option<DeployedIntegration>,
}

/// An integration with its address read, its selection patterns and its templates compiled.
#[derive(Debug)]
pub struct DeployedIntegration {
    /// As configured.
    pub integration: Arc<Integration>,
    /// Where it leads, if that is an HTTP address that no stage variable has a part in.
    pub address: Option<HttpAddress>,
    /// The integration responses that have a pattern, in the order of their status codes.
    pub selections: Vec<Selection>,
    /// The status code of the response that has none.
    pub default_status: Option<String>,
    /// The templates of its request.
    pub request_templates: Templates,
    /// Those of each response, by status code.
    response_templates: BTreeMap<String, Templates>,
}

/// The integration response that was chosen for an answer.
#[derive(Clone, Copy, Debug)]
pub struct ChosenResponse<'d> {
    /// The status code that it stands for.
    pub status: &'d str,
    /// As configured.
    pub response: &'d IntegrationResponse,
    /// Its templates.
    pub templates: &'d Templates,
}

/// One integration response that is chosen by a pattern.
#[derive(Debug)]
pub struct Selection {
    /// Matched against the whole of the back end's status; `None` where the pattern is no
    /// regular expression, which then selects nothing.
    pub pattern: Option<Arc<Regex>>,
    /// The key of the response in [`Integration::responses`].
    pub status: String,
}

#[derive(Clone, Debug, Default)]
struct Node {
    literals: HashMap<String, Node>,
    parameter: Option<Box<Node>>,
    greedy: Option<Box<Node>>,
    methods: HashMap<String, Arc<DeployedMethod>>,
}

impl RouteTable {
    /// Compiles the frozen resources of a deployment.
    pub fn compile(frozen: &Frozen, patterns: &mut Patterns) -> Self {
        let mut table = Self::default();
        let mut models = Models::of(frozen);
        let mut methods = Vec::new();
        for resource in &frozen.resources {
            let Some(node) = table.node_for(&resource.path) else {
                continue;
            };
            for (verb, method) in &resource.methods {
                let deployed = DeployedMethod {
                    resource_id: resource.id.clone(),
                    resource_path: resource.path.clone(),
                    http_method: verb.clone(),
                    path_and_verb: format!("{}/{verb}", resource.path),
                    authorization: method.authorization,
                    api_key_required: method.api_key_required,
                    validation: RequestValidation::compile(method, &mut models),
                    integration: method
                        .integration
                        .as_ref()
                        .map(|it| DeployedIntegration::compile(it, patterns)),
                };
                let deployed = Arc::new(deployed);
                methods.push(Arc::clone(&deployed));
                node.methods.insert(verb.clone(), deployed);
            }
        }
        table.methods = methods;
        table
    }

    /// Every method.
    pub fn methods(&self) -> impl Iterator<Item = &Arc<DeployedMethod>> {
        self.methods.iter()
    }

    /// The method for a verb and a decoded path below the stage, without a leading slash.
    pub fn find(&self, verb: &str, path: &str) -> Option<&Arc<DeployedMethod>> {
        if path.is_empty() {
            return self.root.method(verb);
        }
        self.root.find(verb, path, MAX_DEPTH)
    }

    fn node_for(&mut self, path: &str) -> Option<&mut Node> {
        let mut node = &mut self.root;
        for (depth, segment) in path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .enumerate()
        {
            if depth >= MAX_DEPTH {
                return None;
            }
            node = match variable(segment) {
                None => node.literals.entry(segment.to_owned()).or_default(),
                Some(Variable { greedy: false, .. }) => node.parameter.get_or_insert_default(),
                Some(Variable { greedy: true, .. }) => node.greedy.get_or_insert_default(),
            };
        }
        Some(node)
    }
}

impl Node {
    fn method(&self, verb: &str) -> Option<&Arc<DeployedMethod>> {
        self.methods.get(verb).or_else(|| {
            // ANY stands for these seven (API Gateway Developer Guide, "Set up an HTTP method").
            matches!(
                verb,
                "DELETE" | "GET" | "HEAD" | "OPTIONS" | "PATCH" | "POST" | "PUT"
            )
            .then(|| self.methods.get("ANY"))
            .flatten()
        })
    }

    // Every node has one depth, so a walk visits each at most once.
    fn find(&self, verb: &str, path: &str, depth: usize) -> Option<&Arc<DeployedMethod>> {
        let depth = depth.checked_sub(1)?;
        let (segment, rest) = match path.split_once('/') {
            Some((segment, rest)) => (segment, Some(rest)),
            None => (path, None),
        };
        self.literals
            .get(segment)
            .and_then(|node| node.step(verb, rest, depth))
            .or_else(|| {
                self.parameter
                    .as_deref()
                    .and_then(|node| node.step(verb, rest, depth))
            })
            .or_else(|| self.greedy.as_deref().and_then(|node| node.method(verb)))
    }

    fn step(&self, verb: &str, rest: Option<&str>, depth: usize) -> Option<&Arc<DeployedMethod>> {
        match rest {
            None => self.method(verb),
            Some(rest) => self.find(verb, rest, depth),
        }
    }
}

impl DeployedMethod {
    /// The path parameters of a decoded path that this method was found for: names to values,
    /// in the order of the template.
    pub fn path_parameters<'a>(
        &'a self,
        path: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = path;
        self.resource_path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .filter_map(move |template| {
                let variable = variable(template);
                if let Some(Variable { name, greedy: true }) = variable {
                    return Some((name, std::mem::take(&mut rest)));
                }
                let (value, after) = rest.split_once('/').unwrap_or((rest, ""));
                rest = after;
                variable.map(|variable| (variable.name, value))
            })
    }
}

impl DeployedIntegration {
    /// Compiles an integration.
    pub fn compile(integration: &Arc<Integration>, patterns: &mut Patterns) -> Self {
        let mut selections = Vec::new();
        let mut default_status = None;
        for (status, response) in &integration.responses {
            match response.selection_pattern.as_deref() {
                None | Some("") => default_status = default_status.or_else(|| Some(status.clone())),
                Some(pattern) => selections.push(Selection {
                    pattern: patterns.compile(pattern),
                    status: status.clone(),
                }),
            }
        }
        let responses = integration.responses.iter();
        let uri = integration.uri.as_deref();
        let uri = uri.filter(|uri| !uri.contains('$'));
        Self {
            integration: Arc::clone(integration),
            address: uri.and_then(|uri| HttpAddress::parse(uri).ok()),
            selections,
            default_status,
            request_templates: Templates::compile(&integration.request_templates),
            response_templates: responses
                .map(|(status, it)| (status.clone(), Templates::compile(&it.templates)))
                .collect(),
        }
    }

    /// The integration response for what the back end said (its status, or an error message).
    pub fn response_for(&self, said: &str) -> Option<ChosenResponse<'_>> {
        let chosen = self
            .selections
            .iter()
            .find(|selection| {
                selection
                    .pattern
                    .as_ref()
                    .is_some_and(|it| it.is_match(said))
            })
            .map(|selection| &selection.status)
            .or(self.default_status.as_ref())?;
        Some(ChosenResponse {
            status: chosen,
            response: self.integration.responses.get(chosen)?,
            templates: self.response_templates.get(chosen)?,
        })
    }
}

struct Variable<'a> {
    name: &'a str,
    greedy: bool,
}

fn variable(segment: &str) -> Option<Variable<'_>> {
    let name = segment.strip_prefix('{')?.strip_suffix('}')?;
    match name.strip_suffix('+') {
        Some(name) => Some(Variable { name, greedy: true }),
        None => Some(Variable {
            name,
            greedy: false,
        }),
    }
}
