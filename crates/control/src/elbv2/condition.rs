//! The conditions of rules, read, judged and shown. Lengths and characters are those of the model's documentation of
//! `RuleCondition` and its parts. What a condition means to a request is not decided here.

use std::collections::BTreeMap;

use ipnet::IpNet;
use portcullis_catalog::load_balancer::{Patterns, RuleCondition};
use portcullis_wire::{Fault, elbv2 as wire};

use super::{invalid, some};

/// AWS's quotas for a rule (Application Load Balancers User Guide, "Quotas").
const MAX_VALUES: usize = 5;
const MAX_WILDCARDS: usize = 6;
const MAX_VALUE: usize = 128;
const MAX_HEADER_NAME: usize = 40;
const MAX_METHOD: usize = 40;

const FIELDS: [&str; 6] = [
    "path-pattern",
    "host-header",
    "http-header",
    "http-request-method",
    "source-ip",
    "query-string",
];
/// The fields that a rule may have more than one condition on.
const REPEATABLE: [&str; 2] = ["http-header", "query-string"];

/// Reads the conditions of a call.
pub(super) fn read(conditions: Vec<wire::RuleCondition>) -> Result<Vec<RuleCondition>, Fault> {
    if conditions.is_empty() {
        return Err(invalid("A condition must be specified"));
    }
    let mut fields: BTreeMap<String, usize> = BTreeMap::new();
    let mut read = Vec::new();
    for condition in conditions {
        let field = some(condition.field.clone())
            .ok_or_else(|| invalid("A condition field must be specified"))?;
        if !FIELDS.contains(&field.as_str()) {
            let fields = FIELDS.join(", ");
            let message = format!("Condition field '{field}' must be one of '[{fields}]'");
            return Err(invalid(message));
        }
        let count = fields.entry(field.clone()).or_default();
        *count += 1;
        if *count > 1 && !REPEATABLE.contains(&field.as_str()) {
            let message = format!("A rule can only have one '{field}' condition");
            return Err(invalid(message));
        }
        read.push(read_one(&field, condition)?);
    }
    check_counts(&read)?;
    Ok(read)
}

fn read_one(field: &str, condition: wire::RuleCondition) -> Result<RuleCondition, Fault> {
    let unfit = || {
        let message = format!("The condition configuration does not match the field '{field}'");
        Err(invalid(message))
    };
    let configured = [
        (condition.host_header_config.is_some(), "host-header"),
        (condition.path_pattern_config.is_some(), "path-pattern"),
        (condition.http_header_config.is_some(), "http-header"),
        (
            condition.http_request_method_config.is_some(),
            "http-request-method",
        ),
        (condition.query_string_config.is_some(), "query-string"),
        (condition.source_ip_config.is_some(), "source-ip"),
    ];
    if configured
        .into_iter()
        .any(|(given, of)| given && of != field)
    {
        return unfit();
    }
    // The older way to write a host or a path.
    let plain = condition.values.unwrap_or_default();
    let plain_regexes = condition.regex_values.unwrap_or_default();
    if !matches!(field, "host-header" | "path-pattern") && !plain.is_empty() {
        return unfit();
    }
    Ok(match field {
        "host-header" => {
            let config = condition.host_header_config;
            let (values, regexes) = config.map_or((None, None), |c| (c.values, c.regex_values));
            let patterns = patterns(field, plain, plain_regexes, values, regexes)?;
            if let Patterns::Values(values) = &patterns {
                values.iter().try_for_each(|value| check_host(value))?;
            }
            RuleCondition::HostHeader(patterns)
        }
        "path-pattern" => {
            let config = condition.path_pattern_config;
            let (values, regexes) = config.map_or((None, None), |c| (c.values, c.regex_values));
            let patterns = patterns(field, plain, plain_regexes, values, regexes)?;
            if let Patterns::Values(values) = &patterns {
                values.iter().try_for_each(|value| check_path(value))?;
            }
            RuleCondition::PathPattern(patterns)
        }
        "http-header" => {
            let Some(config) = condition.http_header_config else {
                return Err(missing(field));
            };
            let name = some(config.http_header_name)
                .ok_or_else(|| invalid("An HTTP header name must be specified"))?;
            check_header_name(&name)?;
            let (values, regexes) = (config.values, config.regex_values);
            let patterns = patterns(field, Vec::new(), plain_regexes, values, regexes)?;
            RuleCondition::HttpHeader { name, patterns }
        }
        "http-request-method" => {
            let values = condition.http_request_method_config;
            let values = values.and_then(|config| config.values).unwrap_or_default();
            if values.is_empty() {
                return Err(missing(field));
            }
            for value in &values {
                let fits = value
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'-' | b'_'));
                if value.is_empty() || value.len() > MAX_METHOD || !fits {
                    let message = format!("The condition value '{value}' is not a request method");
                    return Err(invalid(message));
                }
            }
            RuleCondition::HttpRequestMethod(values)
        }
        "query-string" => {
            let values = condition.query_string_config;
            let values = values.and_then(|config| config.values).unwrap_or_default();
            if values.is_empty() {
                return Err(missing(field));
            }
            let pairs = values.into_iter().map(|pair| {
                let value = some(pair.value)
                    .ok_or_else(|| invalid("A query string condition must have a value"))?;
                let key = some(pair.key);
                for text in [Some(&value), key.as_ref()].into_iter().flatten() {
                    check_length(text)?;
                }
                Ok((key, value))
            });
            RuleCondition::QueryString(pairs.collect::<Result<_, Fault>>()?)
        }
        _ => {
            let values = condition.source_ip_config;
            let values = values.and_then(|config| config.values).unwrap_or_default();
            if values.is_empty() {
                return Err(missing(field));
            }
            let networks = values.into_iter().map(|value| {
                let network: Result<IpNet, _> = value.parse();
                network.map(|network| network.trunc()).map_err(|_| {
                    invalid(format!(
                        "The condition value '{value}' is not a valid CIDR block"
                    ))
                })
            });
            RuleCondition::SourceIp(networks.collect::<Result<_, Fault>>()?)
        }
    })
}

/// The values of a condition, wherever they stand, with wildcards or as expressions.
fn patterns(
    field: &str,
    plain: Vec<String>,
    plain_regexes: Vec<String>,
    values: Option<Vec<String>>,
    regexes: Option<Vec<String>>,
) -> Result<Patterns, Fault> {
    let (values, regexes) = (values.unwrap_or_default(), regexes.unwrap_or_default());
    let either = |one: Vec<String>, other: Vec<String>| match (one.is_empty(), other.is_empty()) {
        (true, _) => Ok(other),
        (_, true) => Ok(one),
        _ if one == other => Ok(one),
        _ => Err(invalid(format!(
            "The values of the condition '{field}' cannot be specified twice"
        ))),
    };
    let values = either(plain, values)?;
    let regexes = either(plain_regexes, regexes)?;
    values
        .iter()
        .chain(&regexes)
        .try_for_each(|text| check_length(text))?;
    match (values.is_empty(), regexes.is_empty()) {
        (false, true) => Ok(Patterns::Values(values)),
        (true, false) => {
            for regex in &regexes {
                if regex::Regex::new(regex).is_err() {
                    let message = format!("The regular expression '{regex}' is not valid");
                    return Err(invalid(message));
                }
            }
            Ok(Patterns::Regexes(regexes))
        }
        (true, true) => Err(missing(field)),
        (false, false) => Err(invalid(format!(
            "The condition '{field}' can have either values or regular expressions"
        ))),
    }
}

fn missing(field: &str) -> Fault {
    invalid(format!("A condition value must be specified for '{field}'"))
}

fn check_length(text: &str) -> Result<(), Fault> {
    if text.is_empty() || text.chars().count() > MAX_VALUE {
        let message =
            format!("The condition value '{text}' must be 1 to {MAX_VALUE} characters long");
        return Err(invalid(message));
    }
    Ok(())
}

fn check_host(value: &str) -> Result<(), Fault> {
    let fits = value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-._*?".contains(&byte));
    if fits {
        return Ok(());
    }
    let message = format!(
        "The condition value '{value}' contains a character that is not valid in a host name"
    );
    Err(invalid(message))
}

fn check_path(value: &str) -> Result<(), Fault> {
    let fits = value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_-.$/~\"'@:+&*?%#[]()!,;=".contains(&byte));
    if fits {
        return Ok(());
    }
    let message =
        format!("The condition value '{value}' contains a character that is not valid in a path");
    Err(invalid(message))
}

fn check_header_name(name: &str) -> Result<(), Fault> {
    let fits = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte));
    if !fits || name.len() > MAX_HEADER_NAME || name.eq_ignore_ascii_case("host") {
        let message = format!("The HTTP header name '{name}' is not valid");
        return Err(invalid(message));
    }
    Ok(())
}

fn check_counts(conditions: &[RuleCondition]) -> Result<(), Fault> {
    let mut values = 0;
    let mut wildcards = 0;
    let mut count = |texts: &mut dyn Iterator<Item = &str>| {
        for text in texts {
            values += 1;
            wildcards += text.matches(['*', '?']).count();
        }
    };
    for condition in conditions {
        match condition {
            RuleCondition::HostHeader(Patterns::Values(texts))
            | RuleCondition::PathPattern(Patterns::Values(texts))
            | RuleCondition::HttpHeader {
                patterns: Patterns::Values(texts),
                ..
            } => count(&mut texts.iter().map(String::as_str)),
            RuleCondition::HostHeader(Patterns::Regexes(texts))
            | RuleCondition::PathPattern(Patterns::Regexes(texts))
            | RuleCondition::HttpHeader {
                patterns: Patterns::Regexes(texts),
                ..
            } => count(&mut texts.iter().map(|_| "")),
            RuleCondition::QueryString(pairs) => {
                count(&mut pairs.iter().map(|(_, value)| value.as_str()))
            }
            RuleCondition::HttpRequestMethod(methods) => count(&mut methods.iter().map(|_| "")),
            RuleCondition::SourceIp(networks) => count(&mut networks.iter().map(|_| "")),
        }
    }
    if values > MAX_VALUES {
        let message = format!("A rule can only have '{MAX_VALUES}' condition values");
        return Err(invalid(message));
    }
    if wildcards > MAX_WILDCARDS {
        let message = format!("A rule can only have '{MAX_WILDCARDS}' condition wildcards");
        return Err(invalid(message));
    }
    Ok(())
}

/// Conditions as answers show them: hosts and paths in both ways of writing them.
pub(super) fn shown(conditions: &[RuleCondition]) -> Vec<wire::RuleCondition> {
    conditions.iter().map(shown_one).collect()
}

fn shown_one(condition: &RuleCondition) -> wire::RuleCondition {
    let split = |patterns: &Patterns| match patterns {
        Patterns::Values(values) => (Some(values.clone()), None),
        Patterns::Regexes(regexes) => (None, Some(regexes.clone())),
    };
    let mut shown = wire::RuleCondition::default();
    let field = match condition {
        RuleCondition::HostHeader(patterns) => {
            let (values, regex_values) = split(patterns);
            shown.values = values.clone();
            shown.host_header_config = Some(wire::HostHeaderConditionConfig {
                values,
                regex_values,
            });
            "host-header"
        }
        RuleCondition::PathPattern(patterns) => {
            let (values, regex_values) = split(patterns);
            shown.values = values.clone();
            shown.path_pattern_config = Some(wire::PathPatternConditionConfig {
                values,
                regex_values,
            });
            "path-pattern"
        }
        RuleCondition::HttpHeader { name, patterns } => {
            let (values, regex_values) = split(patterns);
            shown.http_header_config = Some(wire::HttpHeaderConditionConfig {
                http_header_name: Some(name.clone()),
                values,
                regex_values,
            });
            "http-header"
        }
        RuleCondition::QueryString(pairs) => {
            let values = pairs
                .iter()
                .map(|(key, value)| wire::QueryStringKeyValuePair {
                    key: key.clone(),
                    value: Some(value.clone()),
                });
            shown.query_string_config = Some(wire::QueryStringConditionConfig {
                values: Some(values.collect()),
            });
            "query-string"
        }
        RuleCondition::HttpRequestMethod(methods) => {
            shown.http_request_method_config = Some(wire::HttpRequestMethodConditionConfig {
                values: Some(methods.clone()),
            });
            "http-request-method"
        }
        RuleCondition::SourceIp(networks) => {
            let values = networks.iter().map(ToString::to_string);
            shown.source_ip_config = Some(wire::SourceIpConditionConfig {
                values: Some(values.collect()),
                ..Default::default()
            });
            "source-ip"
        }
    };
    shown.field = Some(field.to_owned());
    shown
}
