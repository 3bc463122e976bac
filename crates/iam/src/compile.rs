//! From a document to a [`Policy`]. Compiling refuses what has no meaning, and leaves alone what AWS refuses for other
//! reasons (sizes, repeated Sids, an old version in an identity policy): that is for `validate`.

use std::borrow::Cow;

use crate::action::{self, Actions};
use crate::condition::Condition;
use crate::condition::operator::Operator;
use crate::document::element::{ElementFault, check_actions, check_principals, check_resources};
use crate::document::{self, Document, Element, PrincipalElement, Source, Text, Version};
use crate::error::{Faults, Malformed, SYNTAX};
use crate::policy::{Effect, Policy, PolicyType, Resources, Span, Statement};
use crate::principal::Principals;
use crate::resource::ArnPattern;
use crate::variable;

/// What an abbreviated `execute-api` resource starts with.
pub(crate) const ABBREVIATED: &str = "execute-api:/";

impl Policy {
    /// Compiles a document.
    pub fn compile(document: &str, policy_type: PolicyType) -> Result<Policy, Malformed> {
        Compiler::new(document, policy_type, None).compile()
    }

    /// Compiles an API's resource policy, in which `execute-api:/stage/VERB/path` may stand for an ARN of this API (API
    /// Gateway Developer Guide, "Create and attach an API Gateway resource policy to an API").
    ///
    /// `api_arn` is `arn:{partition}:execute-api:{region}:{account}:{api id}`.
    pub fn compile_for_api(document: &str, api_arn: &str) -> Result<Policy, Malformed> {
        Compiler::new(document, PolicyType::Resource, Some(Owner::Api(api_arn))).compile()
    }

    /// Compiles the policy of a private custom domain name, in which `execute-api:/*` stands for the name's own ARN (API
    /// Gateway Developer Guide, "Tutorial: Create and invoke a custom domain name for private APIs").
    ///
    /// `arn` is `arn:{partition}:execute-api:{region}:{account}:/domainnames/{name}+{id}`.
    pub fn compile_for_domain_name(document: &str, arn: &str) -> Result<Policy, Malformed> {
        Compiler::new(document, PolicyType::Resource, Some(Owner::DomainName(arn))).compile()
    }

    /// The same policy, its statements placed in the text that its author knows: the one that was compiled had the ARNs of
    /// principals replaced by their unique ids, which moves what comes after them in a line.
    #[must_use]
    pub fn located_in(self, original: &str) -> Policy {
        let Ok(read) = document::read(original) else {
            return self;
        };
        let mut place = Place::default();
        let spans = read.statements.iter().map(|source| {
            let (line, column) = place.advance(original, source.span.start);
            let range = source.span.clone();
            Span {
                range,
                line,
                column,
            }
        });
        let spans = spans.collect();
        self.shown_in(original, spans)
    }
}

/// Whose policy it is: what abbreviated resources in it are short for.
#[derive(Clone, Copy)]
enum Owner<'a> {
    Api(&'a str),
    DomainName(&'a str),
}

/// The document of an API's resource policy as `GET` shows it: abbreviated resources written out in full, everything else
/// left as it was.
pub fn expand_api_resources(document: &str, api_arn: &str) -> Result<String, Malformed> {
    let faults = Faults {
        document,
        policy_type: PolicyType::Resource,
    };
    let read = document::read(document).map_err(|fault| faults.syntax(&fault))?;
    let mut values = read
        .statements
        .iter()
        .filter_map(|source| source.resource.as_ref())
        .flat_map(|element| &element.values)
        .collect::<Vec<_>>();
    values.sort_by_key(|value| value.span.start);
    let mut expanded = String::with_capacity(document.len());
    let mut copied = 0;
    for value in values {
        if let Cow::Owned(arn) = in_full(&value.text, Some(Owner::Api(api_arn))) {
            expanded.push_str(document.get(copied..value.span.start).unwrap_or(""));
            expanded.push_str(&serde_json::Value::String(arn).to_string());
            copied = value.span.end;
        }
    }
    expanded.push_str(document.get(copied..).unwrap_or(""));
    Ok(expanded)
}

/// A resource with the owner's ARN in place of the abbreviation. A domain name has nothing below it, so everything of it
/// is the name itself.
fn in_full<'t>(resource: &'t str, owner: Option<Owner<'_>>) -> Cow<'t, str> {
    match (resource.strip_prefix(ABBREVIATED), owner) {
        (Some("*"), Some(Owner::DomainName(arn))) => Cow::Owned(arn.to_owned()),
        (Some(rest), Some(Owner::Api(arn) | Owner::DomainName(arn))) => {
            Cow::Owned(format!("{arn}/{rest}"))
        }
        _ => Cow::Borrowed(resource),
    }
}

struct Compiler<'d> {
    document: &'d str,
    policy_type: PolicyType,
    owner: Option<Owner<'d>>,
    faults: Faults<'d>,
}

impl<'d> Compiler<'d> {
    fn new(document: &'d str, policy_type: PolicyType, owner: Option<Owner<'d>>) -> Compiler<'d> {
        Compiler {
            document,
            policy_type,
            owner,
            faults: Faults {
                document,
                policy_type,
            },
        }
    }

    fn compile(&self) -> Result<Policy, Malformed> {
        let read = document::read(self.document).map_err(|fault| self.faults.syntax(&fault))?;
        let misplaced = |fault: ElementFault| self.faults.at(fault.at, fault.message, fault.detail);
        check_principals(&read, self.policy_type).map_err(misplaced)?;
        check_actions(&read).map_err(misplaced)?;
        check_resources(&read, self.policy_type).map_err(misplaced)?;
        let statements = self.statements(&read)?;
        Ok(Policy::new(self.document, self.policy_type, statements))
    }

    fn statements(&self, read: &Document) -> Result<Vec<Statement>, Malformed> {
        let variables = read.version == Some(Version::V2012);
        let mut place = Place::default();
        let mut statements = Vec::with_capacity(read.statements.len());
        for source in &read.statements {
            let (line, column) = place.advance(self.document, source.span.start);
            let span = Span {
                range: source.span.clone(),
                line,
                column,
            };
            statements.push(self.statement(source, span, variables)?);
        }
        Ok(statements)
    }

    fn statement(
        &self,
        source: &Source,
        span: Span,
        variables: bool,
    ) -> Result<Statement, Malformed> {
        let effect = match source.effect.text.as_str() {
            "Allow" => Effect::Allow,
            "Deny" => Effect::Deny,
            other => {
                return Err(self.faults.at(
                    source.effect.span.start,
                    "The policy failed legacy parsing",
                    format!("Effect is `Allow` or `Deny`, not `{other}`"),
                ));
            }
        };
        let action = match &source.action {
            Some(element) => self.actions(element)?,
            None => Actions::any(),
        };
        let resource = match &source.resource {
            Some(element) => Some(self.resources(element, variables)?),
            None => None,
        };
        let principal = match &source.principal {
            Some(element) => Some(self.principals(element)?),
            None => None,
        };
        Ok(Statement {
            sid: source.sid.as_ref().map(|sid| sid.text.as_str().into()),
            effect,
            span,
            action,
            resource,
            principal,
            conditions: self.conditions(source, variables)?,
        })
    }

    fn actions(&self, element: &Element) -> Result<Actions, Malformed> {
        for value in &element.values {
            action::check(&value.text).map_err(|message| {
                let detail = format!("`{}` is not an action", value.text);
                self.faults.at(value.span.start, message, detail)
            })?;
        }
        let values = element.values.iter().map(|value| value.text.as_str());
        Ok(Actions::compile(element.negated, values))
    }

    fn resources(&self, element: &Element, variables: bool) -> Result<Resources, Malformed> {
        let mut patterns = Vec::with_capacity(element.values.len());
        let texts = element.values.iter().map(|value| value.text.as_str());
        let keys = if variables {
            variable::keys(texts)
        } else {
            Box::default()
        };
        for value in &element.values {
            let text = in_full(&value.text, self.owner);
            if text.starts_with(ABBREVIATED) && self.policy_type == PolicyType::Resource {
                return Err(self.faults.at(
                    value.span.start,
                    SYNTAX,
                    format!("`{text}` is short for an ARN of an API, and there is no API here"),
                ));
            }
            if text != "*" && !text.starts_with("arn:") {
                return Err(self.faults.at(
                    value.span.start,
                    format!("Resource {text} must be in ARN format or \"*\"."),
                    format!("`{text}` is neither an ARN nor `*`"),
                ));
            }
            let pattern = ArnPattern::resource(&text, variables);
            patterns.push(pattern.map_err(|_| self.too_many_variables(value))?);
        }
        Ok(Resources {
            negated: element.negated,
            patterns: patterns.into(),
            variables: keys,
        })
    }

    fn principals(&self, element: &PrincipalElement) -> Result<Principals, Malformed> {
        let named = element
            .principals
            .iter()
            .map(|named| (named.kind.as_str(), named.value.text.as_str()));
        Principals::compile(element.negated, named).map_err(|index| {
            match element.principals.get(index) {
                Some(named) => self.faults.at(
                    named.value.span.start,
                    format!(
                        "Invalid principal in policy: \"{}\":\"{}\"",
                        named.kind, named.value.text
                    ),
                    format!("`{}` is not a principal", named.value.text),
                ),
                None => self.faults.at(element.at, SYNTAX, "not a principal"),
            }
        })
    }

    fn conditions(&self, source: &Source, variables: bool) -> Result<Box<[Condition]>, Malformed> {
        let mut conditions = Vec::new();
        for block in &source.condition {
            let name = &block.operator;
            let Some(operator) = Operator::parse(&name.text) else {
                let detail = format!("unknown condition operator `{}`", name.text);
                return Err(self.faults.at(name.span.start, SYNTAX, detail));
            };
            for (key, values) in &block.keys {
                let wanted = values.iter().map(|value| value.text.as_str().into());
                let compiled = Condition::compile(
                    operator,
                    &name.text,
                    &key.text,
                    wanted.collect(),
                    variables,
                );
                conditions.push(compiled.map_err(|_| self.too_many_variables(key))?);
            }
        }
        Ok(conditions.into())
    }

    fn too_many_variables(&self, at: &Text) -> Malformed {
        self.faults.at(
            at.span.start,
            SYNTAX,
            "more policy variables in one string than are supported",
        )
    }
}

/// Counts lines and columns from statement to statement, so that a document is walked once and not once for each.
#[derive(Default)]
struct Place {
    at: usize,
    lines: usize,
    columns: usize,
}

impl Place {
    fn advance(&mut self, document: &str, to: usize) -> (u32, u32) {
        let between = document.get(self.at..to).unwrap_or("");
        if let Some((before, after)) = between.rsplit_once('\n') {
            self.lines += before.bytes().filter(|byte| *byte == b'\n').count() + 1;
            self.columns = after.chars().count();
        } else {
            self.columns += between.chars().count();
        }
        self.at = to;
        let from_one = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
        (from_one(self.lines), from_one(self.columns))
    }
}
