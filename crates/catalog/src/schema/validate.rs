//! Asking whether a value is what a schema describes. Each level of the value is asked everything
//! that concerns it alone; what is inside is asked only where that holds, as API Gateway's validator
//! does it. The work is bounded by steps, whatever the schema says.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::reason::{Reason, shown};
use super::{Additional, Bound, Decimal, Dependency, Items, Node, NodeId, Schema, Type};

/// How deep references and values may nest; bodies are read to 128 levels.
const MAX_DEPTH: usize = 256;
/// How many reasons are told.
const MAX_FINDINGS: usize = 50;

pub(super) fn validate(schema: &Schema, value: &Value, steps: u64) -> Result<(), Vec<Reason>> {
    let mut asked = Asked {
        schema,
        steps,
        exhausted: false,
    };
    let mut findings = Vec::new();
    let holds = asked.ask(schema.root, value, 0, &mut findings);
    if asked.exhausted {
        return Err(vec!["the schema takes too long to validate".into()]);
    }
    if holds { Ok(()) } else { Err(findings) }
}

struct Asked<'s> {
    schema: &'s Schema,
    steps: u64,
    exhausted: bool,
}

impl Asked<'_> {
    /// Whether a value is what a node describes, with the reasons why not.
    fn ask(&mut self, id: NodeId, value: &Value, depth: usize, findings: &mut Vec<Reason>) -> bool {
        if !self.step(1) || depth > MAX_DEPTH {
            self.exhausted = true;
            return false;
        }
        let Some(node) = self.schema.nodes.get(id) else {
            return false;
        };
        if let Some(referred) = node.reference {
            return self.ask(referred, value, depth + 1, findings);
        }
        let before = findings.len();
        let mut holds = self.alone(node, value, findings);
        holds &= self.combinations(node, value, depth, findings);
        holds = holds && !self.exhausted && self.inside(node, value, depth, findings);
        findings.truncate(before.max(MAX_FINDINGS));
        holds
    }

    fn step(&mut self, cost: usize) -> bool {
        let cost = u64::try_from(cost).unwrap_or(u64::MAX);
        match self.steps.checked_sub(cost) {
            Some(left) => {
                self.steps = left;
                true
            }
            None => {
                self.exhausted = true;
                false
            }
        }
    }

    fn alone(&mut self, node: &Node, value: &Value, findings: &mut Vec<Reason>) -> bool {
        let before = findings.len();
        let found = Type::of(value);
        if let Some(types) = &node.types
            && !types.contains(&found)
        {
            let allowed: Vec<&str> = types.iter().map(|it| it.name()).collect();
            findings.push(
                format!(
                    "instance type ({}) does not match any allowed primitive type (allowed: {})",
                    found.name(),
                    list(&allowed)
                )
                .into(),
            );
        }
        if let Some(values) = &node.one_of_these {
            self.step(values.len());
            if !values.iter().any(|known| is_equal(known, value)) {
                let values = Value::Array(values.clone()).to_string();
                findings.push(Reason::quoting(
                    "instance value (",
                    &value.to_string(),
                    format!(") not found in enum (possible values: {})", shown(&values)),
                ));
            }
        }
        match value {
            Value::Number(number) => number_alone(node, &Decimal::of(number), findings),
            Value::String(text) => self.text_alone(node, text, findings),
            Value::Array(items) => self.array_alone(node, items, findings),
            Value::Object(object) => self.object_alone(node, object, findings),
            Value::Null | Value::Bool(_) => {}
        }
        findings.len() == before
    }

    fn text_alone(&mut self, node: &Node, text: &str, findings: &mut Vec<Reason>) {
        if node.min_length.is_some() || node.max_length.is_some() {
            self.step(text.len() / 256);
            let length = size(text.chars().count());
            if let Some(least) = node.min_length.filter(|least| length < *least) {
                findings.push(Reason::quoting(
                    "string \"",
                    text,
                    format!("\" is too short (length: {length}, required minimum: {least})"),
                ));
            }
            if let Some(most) = node.max_length.filter(|most| length > *most) {
                findings.push(Reason::quoting(
                    "string \"",
                    text,
                    format!("\" is too long (length: {length}, maximum allowed: {most})"),
                ));
            }
        }
        if let Some(pattern) = &node.pattern
            && self.step(text.len() / 16)
            && !pattern.finds(text)
        {
            let regex = shown(pattern.source());
            findings.push(Reason::quoting(
                &format!("ECMA 262 regex \"{regex}\" does not match input string \""),
                text,
                "\"",
            ));
        }
        if let Some(format) = node.format
            && self.step(text.len() / 16)
        {
            let fault = format.fault(text);
            findings.extend(fault.map(|fault| Reason::quoting("string \"", text, fault)));
        }
    }

    fn array_alone(&mut self, node: &Node, items: &[Value], findings: &mut Vec<Reason>) {
        let length = size(items.len());
        if let (Items::InOrder(schemas), Additional::None) = (&node.items, node.additional_items)
            && items.len() > schemas.len()
        {
            findings.push(
                format!(
                    "schema only allows {} elements in array but instance has {length} elements",
                    schemas.len()
                )
                .into(),
            );
        }
        if let Some(least) = node.min_items.filter(|least| length < *least) {
            findings.push(format!(
                "array is too short: must have at least {least} elements but instance has {length} elements"
            ).into());
        }
        if let Some(most) = node.max_items.filter(|most| length > *most) {
            findings.push(format!(
                "array is too long: must have at most {most} elements but instance has {length} elements"
            ).into());
        }
        if node.unique_items && self.step(items.len()) {
            let mut seen = HashSet::new();
            for item in items {
                let canonical = canonical(item);
                if !self.step(canonical.len() / 16) {
                    return;
                }
                if !seen.insert(canonical) {
                    findings.push("array must not contain duplicate elements".into());
                    return;
                }
            }
        }
    }

    fn object_alone(
        &mut self,
        node: &Node,
        object: &Map<String, Value>,
        findings: &mut Vec<Reason>,
    ) {
        let length = size(object.len());
        if let Some(least) = node.min_properties.filter(|least| length < *least) {
            findings.push(format!(
                "object has too few properties (found {length} but schema requires at least {least})"
            ).into());
        }
        if let Some(most) = node.max_properties.filter(|most| length > *most) {
            findings.push(format!(
                "object has too many properties (found {length} but schema requires at most {most})"
            ).into());
        }
        self.step(node.required.len());
        let missing = missing(&node.required, object);
        if !missing.is_empty() {
            findings.push(
                format!(
                    "object has missing required properties ({})",
                    list(&missing)
                )
                .into(),
            );
        }
        for (name, dependency) in &node.dependencies {
            self.step(1);
            let Dependency::Properties(needed) = dependency else {
                continue;
            };
            let missing = self::missing(needed, object);
            if object.contains_key(name) && !missing.is_empty() {
                let needed: Vec<&str> = needed.iter().map(String::as_str).collect();
                findings.push(format!(
                    "property \"{name}\" of object has missing property dependencies (schema requires {}; missing: {})",
                    list(&needed),
                    list(&missing)
                ).into());
            }
        }
        if matches!(node.additional_properties, Additional::None) {
            let mut unwanted: Vec<&str> = Vec::new();
            for name in object.keys() {
                if !self.step(1 + node.pattern_properties.len() * (1 + name.len() / 16)) {
                    return;
                }
                let known = node.properties.contains_key(name)
                    || node
                        .pattern_properties
                        .iter()
                        .any(|(pattern, _)| pattern.finds(name));
                if !known {
                    unwanted.push(name);
                }
            }
            if !unwanted.is_empty() {
                unwanted.sort_unstable();
                findings.push(Reason::quoting(
                    "object instance has properties which are not allowed by the schema: ",
                    &list(&unwanted),
                    "",
                ));
            }
        }
    }

    /// Whether the whole value is what the combined schemas describe.
    fn combinations(
        &mut self,
        node: &Node,
        value: &Value,
        depth: usize,
        findings: &mut Vec<Reason>,
    ) -> bool {
        let before = findings.len();
        let mut holds = true;
        if !node.all_of.is_empty() {
            let (matched, all) = (self.matched(&node.all_of, value, depth), node.all_of.len());
            if matched < all {
                findings.push(format!(
                    "instance failed to match all required schemas (matched only {matched} out of {all})"
                ).into());
            }
        }
        if !node.any_of.is_empty() && self.matched(&node.any_of, value, depth) == 0 {
            findings.push(
                format!(
                    "instance failed to match at least one required schema among {}",
                    node.any_of.len()
                )
                .into(),
            );
        }
        if !node.one_of.is_empty() {
            let (matched, all) = (self.matched(&node.one_of, value, depth), node.one_of.len());
            if matched != 1 {
                findings.push(format!(
                    "instance failed to match exactly one schema (matched {matched} out of {all})"
                ).into());
            }
        }
        if let Some(not) = node.not
            && self.matched(&[not], value, depth) == 1
        {
            findings.push("instance matched a schema which it should not have".into());
        }
        if let Value::Object(object) = value {
            for (name, dependency) in &node.dependencies {
                if let (Dependency::Schema(id), true) = (dependency, object.contains_key(name)) {
                    holds &= self.ask(*id, value, depth + 1, findings);
                }
            }
        }
        holds && findings.len() == before && !self.exhausted
    }

    fn matched(&mut self, schemas: &[NodeId], value: &Value, depth: usize) -> usize {
        let mut matched = 0;
        for id in schemas {
            if self.exhausted {
                return 0;
            }
            matched += usize::from(self.ask(*id, value, depth + 1, &mut Vec::new()));
        }
        matched
    }

    /// Whether everything in the value is what the schema says of it.
    fn inside(
        &mut self,
        node: &Node,
        value: &Value,
        depth: usize,
        findings: &mut Vec<Reason>,
    ) -> bool {
        let mut holds = true;
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let schema = match &node.items {
                        Items::Any => None,
                        Items::Each(id) => Some(*id),
                        Items::InOrder(ids) => {
                            ids.get(index).copied().or(match node.additional_items {
                                Additional::Each(id) => Some(id),
                                Additional::Any | Additional::None => None,
                            })
                        }
                    };
                    if let Some(id) = schema {
                        holds &= self.ask(id, item, depth + 1, findings);
                    }
                    if self.exhausted {
                        return false;
                    }
                }
            }
            Value::Object(object) => {
                for (name, member) in object {
                    holds &= self.member(node, name, member, depth, findings);
                    if self.exhausted {
                        return false;
                    }
                }
            }
            _ => {}
        }
        holds
    }

    fn member(
        &mut self,
        node: &Node,
        name: &str,
        member: &Value,
        depth: usize,
        findings: &mut Vec<Reason>,
    ) -> bool {
        let mut holds = true;
        let mut known = false;
        if let Some(id) = node.properties.get(name) {
            known = true;
            holds &= self.ask(*id, member, depth + 1, findings);
        }
        if !self.step(node.pattern_properties.len() * (1 + name.len() / 16)) {
            return false;
        }
        for (pattern, id) in &node.pattern_properties {
            if pattern.finds(name) {
                known = true;
                holds &= self.ask(*id, member, depth + 1, findings);
            }
        }
        match node.additional_properties {
            Additional::Each(id) if !known => holds & self.ask(id, member, depth + 1, findings),
            _ => holds,
        }
    }
}

fn number_alone(node: &Node, number: &Decimal, findings: &mut Vec<Reason>) {
    if let Some(divisor) = &node.multiple_of
        && !number.is_multiple_of(divisor)
    {
        findings.push(Reason::quoting(
            "remainder of division is not zero (",
            &number.to_string(),
            format!(" / {divisor})"),
        ));
    }
    if let Some(Bound { limit, exclusive }) = &node.minimum {
        let compared = number.compare(limit);
        if compared.is_lt() {
            findings.push(Reason::quoting(
                &format!(
                    "numeric instance is lower than the required minimum (minimum: {limit}, found: "
                ),
                &number.to_string(),
                ")",
            ));
        } else if compared.is_eq() && *exclusive {
            findings.push(
                format!(
                    "numeric instance is not strictly greater than the required minimum {limit}"
                )
                .into(),
            );
        }
    }
    if let Some(Bound { limit, exclusive }) = &node.maximum {
        let compared = number.compare(limit);
        if compared.is_gt() {
            findings.push(Reason::quoting(
                &format!("numeric instance is greater than the required maximum (maximum: {limit}, found: "),
                &number.to_string(),
                ")",
            ));
        } else if compared.is_eq() && *exclusive {
            findings.push(
                format!("numeric instance is not strictly lower than the required maximum {limit}")
                    .into(),
            );
        }
    }
}

fn missing<'n>(names: &'n [String], object: &Map<String, Value>) -> Vec<&'n str> {
    let missing = names.iter().filter(|name| !object.contains_key(*name));
    missing.map(String::as_str).collect()
}

/// Equal as JSON: numbers by their value, members in any order.
fn is_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            Decimal::of(one).compare(&Decimal::of(other)).is_eq()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, one)| other.get(name).is_some_and(|other| is_equal(one, other)))
        }
        (one, other) => one == other,
    }
}

/// A text that two values share only where they are equal as JSON.
fn canonical(value: &Value) -> String {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(near) if !number.is_i64() && !number.is_u64() && near.fract() == 0.0 => {
                format!("{near:.0}")
            }
            _ => number.to_string(),
        },
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(object) => {
            let mut members: Vec<String> = object
                .iter()
                .map(|(name, member)| {
                    format!("{}:{}", Value::from(name.as_str()), canonical(member))
                })
                .collect();
            members.sort_unstable();
            format!("{{{}}}", members.join(","))
        }
        value => value.to_string(),
    }
}

/// Names as a list of JSON.
fn list(names: &[&str]) -> String {
    Value::from(names.to_vec()).to_string()
}

fn size(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
