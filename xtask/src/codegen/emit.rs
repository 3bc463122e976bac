//! Writes one service's file: the table, the structures, the enums, the shapes of the input. The text is made plain and
//! left to rustfmt to lay out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::Selection;
use super::model::{Model, Operation, Reference, Shape};
use super::names;
use super::reach::Reach;

macro_rules! put {
    ($out:expr, $($arguments:tt)*) => {
        // Writing into a String cannot fail.
        let _ = write!($out, $($arguments)*);
    };
}

/// The source of `generated/<service>.rs`, not yet formatted.
pub(super) fn service(
    service: &str,
    selection: &Selection,
    model: &Model,
) -> Result<String, String> {
    let reach = Reach::new(model, selection)?;
    let emitter = Emitter {
        reach: &reach,
        protocol: Protocol::of(&model.metadata.protocol)?,
    };
    emitter.check_names()?;
    let mut out = String::new();
    emitter.table(service, &mut out)?;
    let all: BTreeSet<&str> = reach.inputs.union(&reach.outputs).copied().collect();
    for name in all.iter().filter(|name| {
        reach
            .shape(name)
            .is_ok_and(|shape| shape.kind == "structure")
    }) {
        emitter.structure(name, &mut out)?;
    }
    for name in all.iter().filter(|name| emitter.is_enum(name)) {
        emitter.enumeration(name, &mut out)?;
    }
    emitter.operations(&mut out)?;
    for name in &reach.inputs {
        emitter.input_shape(name, &mut out)?;
    }
    emitter.known(&mut out);
    Ok(with_imports(&out))
}

fn with_imports(body: &str) -> String {
    const SERVICE: &[&str] = &[
        "BLOB",
        "BOOLEAN",
        "EMPTY",
        "FLOAT",
        "INTEGER",
        "LONG",
        "Location",
        "Member",
        "Operation",
        "Protocol",
        "Range",
        "Service",
        "Shape",
        "TEXT",
        "TIMESTAMP",
        "Text",
    ];
    let words: BTreeSet<&str> = body
        .split(|character: char| !(character.is_alphanumeric() || character == '_'))
        .collect();
    let mut out = String::from(
        "// Written by `cargo xtask codegen` from the model that botocore ships; changes made by hand are lost.\n\n",
    );
    if words.contains("BTreeMap") {
        out.push_str("use std::collections::BTreeMap;\n\n");
    }
    out.push_str("use serde::{Deserialize, Serialize};\n\n");
    if words.contains("string_enum") {
        out.push_str("use crate::scalar::string_enum;\n");
    }
    let used: Vec<&str> = SERVICE
        .iter()
        .copied()
        .filter(|name| words.contains(name))
        .collect();
    put!(
        out,
        "use crate::service::{{{}}};\n\n{body}",
        used.join(", ")
    );
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Protocol {
    RestJson,
    Query,
    Ec2Query,
    Json11,
}

impl Protocol {
    fn of(name: &str) -> Result<Self, String> {
        Ok(match name {
            "rest-json" => Self::RestJson,
            "query" => Self::Query,
            "ec2" => Self::Ec2Query,
            "json" => Self::Json11,
            other => return Err(format!("the protocol `{other}` is not known")),
        })
    }

    fn variant(self) -> &'static str {
        match self {
            Self::RestJson => "RestJson",
            Self::Query => "Query",
            Self::Ec2Query => "Ec2Query",
            Self::Json11 => "Json11",
        }
    }
}

struct Emitter<'r, 'm> {
    reach: &'r Reach<'m>,
    protocol: Protocol,
}

impl<'m> Emitter<'_, 'm> {
    fn table(&self, service: &str, out: &mut String) -> Result<(), String> {
        let metadata = &self.reach.model.metadata;
        let mut faults = BTreeMap::new();
        for reference in self
            .reach
            .operations
            .iter()
            .flat_map(|(_, operation)| &operation.errors)
        {
            let error = self.reach.shape(&reference.shape)?.error.as_ref();
            let code = error
                .and_then(|error| error.code.as_deref())
                .unwrap_or(&reference.shape);
            faults.insert(
                code,
                error
                    .and_then(|error| error.http_status_code)
                    .unwrap_or(400),
            );
        }
        put!(
            out,
            "pub static SERVICE: Service = Service {{ name: {service:?}, signing_name: {:?}, endpoint_prefix: {:?}, \
             protocol: Protocol::{}, api_version: {:?}, xml_namespace: {:?}, target_prefix: {:?}, \
             operations: OPERATIONS, known_operations: KNOWN_OPERATIONS, known_routes: KNOWN_ROUTES, faults: &{:?} }};\n\n",
            metadata
                .signing_name
                .as_ref()
                .unwrap_or(&metadata.endpoint_prefix),
            metadata.endpoint_prefix,
            self.protocol.variant(),
            metadata.api_version,
            // The model of EC2 leaves out the slash that its answers have.
            metadata
                .xml_namespace
                .as_deref()
                .map(|namespace| format!("{}/", namespace.trim_end_matches('/')))
                .unwrap_or_default(),
            metadata.target_prefix.as_deref().unwrap_or_default(),
            faults.into_iter().collect::<Vec<_>>(),
        );
        Ok(())
    }

    fn structure(&self, name: &'m str, out: &mut String) -> Result<(), String> {
        let (input, output) = (
            self.reach.inputs.contains(name),
            self.reach.outputs.contains(name),
        );
        let mut derives = vec!["Clone", "Debug"];
        if self.has_default(name, &mut BTreeSet::new())? {
            derives.push("Default");
        }
        derives.push("PartialEq");
        if output {
            derives.push("Serialize");
        }
        if input {
            derives.push("Deserialize");
        }
        put!(
            out,
            "#[derive({})]\npub struct {} {{\n",
            derives.join(", "),
            names::type_name(name)
        );
        let required = &self.reach.shape(name)?.required;
        for (member, reference) in self.reach.members(name)? {
            let is_required = required.iter().any(|required| required == member);
            let mut attributes = Vec::new();
            let (incoming, outgoing) = (
                self.input_name(member, reference),
                self.output_name(member, reference),
            );
            if input && output && incoming != outgoing {
                attributes.push(format!(
                    "rename(serialize = {outgoing:?}, deserialize = {incoming:?})"
                ));
            } else {
                attributes.push(format!(
                    "rename = {:?}",
                    if input { incoming } else { outgoing }
                ));
            }
            if output && !is_required {
                attributes.push("skip_serializing_if = \"Option::is_none\"".to_owned());
            }
            let mut kind = self.rust_type(&reference.shape)?;
            if self.reach.is_recursive(name, reference)? {
                kind = format!("Box<{kind}>");
            }
            if !is_required {
                kind = format!("Option<{kind}>");
            }
            put!(
                out,
                "#[serde({})]\npub {}: {kind},\n",
                attributes.join(", "),
                names::field(member)
            );
        }
        out.push_str("}\n\n");
        Ok(())
    }

    fn enumeration(&self, name: &str, out: &mut String) -> Result<(), String> {
        put!(out, "string_enum!({} {{\n", names::type_name(name));
        let mut taken = BTreeSet::new();
        for value in self.reach.values(name)? {
            let mut variant = names::variant(value);
            while !taken.insert(variant.clone()) {
                variant.push('_');
            }
            put!(out, "    {variant} = {value:?},\n");
        }
        out.push_str("});\n\n");
        Ok(())
    }

    fn operations(&self, out: &mut String) -> Result<(), String> {
        out.push_str("static OPERATIONS: &[Operation] = &[\n");
        for (name, operation) in &self.reach.operations {
            let payload = match &operation.input {
                Some(reference) => self.reach.shape(&reference.shape)?.payload.as_deref(),
                None => None,
            };
            put!(
                out,
                "Operation {{ name: {name:?}, method: {:?}, uri: {:?}, status: {}, input: &{}, input_payload: {payload:?}, \
                 has_output: {}, result_wrapper: {:?}, output_locations: &[{}] }},\n",
                operation.http.method,
                operation.http.request_uri,
                operation.http.response_code.unwrap_or(200),
                operation
                    .input
                    .as_ref()
                    .map_or("EMPTY".to_owned(), |reference| names::static_name(
                        &reference.shape
                    )),
                operation.output.is_some(),
                operation
                    .output
                    .as_ref()
                    .and_then(|reference| reference.result_wrapper.as_deref()),
                self.output_locations(operation)?,
            );
        }
        out.push_str("];\n\n");
        Ok(())
    }

    fn output_locations(&self, operation: &Operation) -> Result<String, String> {
        let Some(reference) = &operation.output else {
            return Ok(String::new());
        };
        let payload = self.reach.shape(&reference.shape)?.payload.as_deref();
        let members = self.reach.members(&reference.shape)?;
        let located = members
            .iter()
            .filter(|(_, member)| member.location.is_some());
        let entries: Result<Vec<String>, String> = located
            .map(|(name, member)| {
                Ok(format!(
                    "({:?}, {})",
                    self.output_name(name, member),
                    location(name, member)?
                ))
            })
            .collect();
        let mut entries = entries?;
        if let Some(payload) = payload {
            let blob = members
                .iter()
                .find(|(name, _)| *name == payload)
                .map(|(name, member)| {
                    Ok::<_, String>((name, member, self.reach.shape(&member.shape)?))
                })
                .transpose()?
                .filter(|(_, _, shape)| shape.kind == "blob");
            let Some((name, member, _)) = blob else {
                return Err(format!(
                    "the payload of `{}` is not bytes, which the codecs do not know",
                    reference.shape
                ));
            };
            entries.push(format!(
                "({:?}, Location::Payload)",
                self.output_name(name, member)
            ));
        }
        Ok(entries.join(", "))
    }

    fn input_shape(&self, name: &str, out: &mut String) -> Result<(), String> {
        let shape = self.reach.shape(name)?;
        let definition = match shape.kind.as_str() {
            "structure" => {
                let mut members = String::new();
                for (member, reference) in self.reach.members(name)? {
                    let constructor = if shape.required.iter().any(|required| required == member) {
                        "required"
                    } else {
                        "optional"
                    };
                    let wire = self.input_name(member, reference);
                    put!(
                        members,
                        "Member::{constructor}({member:?}, {wire:?}, &{})",
                        self.static_of(&reference.shape)?
                    );
                    if reference.location.is_some() {
                        put!(members, ".at({})", location(member, reference)?);
                    }
                    members.push_str(",\n");
                }
                format!("Shape::Structure(&[{members}])")
            }
            "list" => format!(
                "Shape::List {{ element: &{}, length: {} }}",
                self.part(name, &shape.member)?,
                range(shape)
            ),
            "map" => format!(
                "Shape::Map {{ key: &{}, value: &{}, length: {} }}",
                self.part(name, &shape.key)?,
                self.part(name, &shape.value)?,
                range(shape)
            ),
            _ if self.shared_static(shape, name).is_some() => return Ok(()),
            "integer" => format!("Shape::Integer({})", range(shape)),
            "long" => format!("Shape::Long({})", range(shape)),
            "string" => format!("Shape::Text({})", self.text(name, shape)),
            other => return Err(format!("`{name}` is a `{other}`, which is not known")),
        };
        put!(
            out,
            "static {}: Shape = {definition};\n\n",
            names::static_name(name)
        );
        Ok(())
    }

    fn text(&self, name: &str, shape: &Shape) -> String {
        let mut text = match (&shape.pattern, self.is_enum(name)) {
            (_, true) => format!("Text::one_of({}::VALUES)", names::type_name(name)),
            (Some(pattern), false) => format!("Text::matching({}, {pattern:?})", range(shape)),
            (None, false) => format!("Text::sized({})", range(shape)),
        };
        if shape.sensitive {
            text.push_str(".hidden()");
        }
        text
    }

    fn known(&self, out: &mut String) {
        let names: Vec<&String> = self.reach.model.operations.keys().collect();
        put!(out, "static KNOWN_OPERATIONS: &[&str] = &{names:?};\n\n");
        let routes: Vec<(&str, &str)> = match self.protocol {
            Protocol::RestJson => self
                .reach
                .model
                .operations
                .values()
                .map(|operation| {
                    (
                        operation.http.method.as_str(),
                        operation.http.request_uri.as_str(),
                    )
                })
                .collect(),
            _ => Vec::new(),
        };
        put!(out, "static KNOWN_ROUTES: &[(&str, &str)] = &{routes:?};\n");
    }

    /// The name under which a member arrives, wherever in a request it stands.
    fn input_name(&self, name: &str, member: &Reference) -> String {
        match (self.protocol, &member.query_name, &member.location_name) {
            (Protocol::Ec2Query, Some(query_name), _) => query_name.clone(),
            (Protocol::Ec2Query, None, Some(location_name)) => names::type_name(location_name),
            (_, _, Some(location_name)) => location_name.clone(),
            (_, _, None) => name.to_owned(),
        }
    }

    fn output_name(&self, name: &str, member: &Reference) -> String {
        member.location_name.as_deref().unwrap_or(name).to_owned()
    }

    fn rust_type(&self, name: &str) -> Result<String, String> {
        let shape = self.reach.shape(name)?;
        Ok(match shape.kind.as_str() {
            "structure" => names::type_name(name),
            "string" if self.is_enum(name) => names::type_name(name),
            "string" if shape.sensitive => "crate::Sensitive".to_owned(),
            "string" => "String".to_owned(),
            "integer" => "i32".to_owned(),
            "long" => "i64".to_owned(),
            "float" | "double" => "f64".to_owned(),
            "boolean" => "bool".to_owned(),
            "timestamp" => "crate::Timestamp".to_owned(),
            "blob" => "crate::Blob".to_owned(),
            "list" => format!("Vec<{}>", self.rust_type(part_shape(name, &shape.member)?)?),
            "map" => {
                let key = self.rust_type(part_shape(name, &shape.key)?)?;
                // Where a model calls names sensitive, it is for the sake of their values.
                let key = match key.as_str() {
                    "crate::Sensitive" => "String",
                    key => key,
                };
                let value = self.rust_type(part_shape(name, &shape.value)?)?;
                format!("BTreeMap<{key}, {value}>")
            }
            other => return Err(format!("`{name}` is a `{other}`, which is not known")),
        })
    }

    /// The static that describes a shape: one of the shared ones where the model adds nothing.
    fn static_of(&self, name: &str) -> Result<String, String> {
        let shape = self.reach.shape(name)?;
        Ok(self
            .shared_static(shape, name)
            .map_or_else(|| names::static_name(name), str::to_owned))
    }

    fn shared_static(&self, shape: &Shape, name: &str) -> Option<&'static str> {
        let bounded = shape.min.is_some() || shape.max.is_some();
        match shape.kind.as_str() {
            "string"
                if !bounded
                    && shape.pattern.is_none()
                    && !self.is_enum(name)
                    && !shape.sensitive =>
            {
                Some("TEXT")
            }
            "integer" if !bounded => Some("INTEGER"),
            "long" if !bounded => Some("LONG"),
            "float" | "double" => Some("FLOAT"),
            "boolean" => Some("BOOLEAN"),
            "timestamp" => Some("TIMESTAMP"),
            "blob" => Some("BLOB"),
            _ => None,
        }
    }

    fn part(&self, name: &str, reference: &Option<Reference>) -> Result<String, String> {
        self.static_of(part_shape(name, reference)?)
    }

    fn is_enum(&self, name: &str) -> bool {
        let text = self.reach.selection.text.iter().any(|text| text == name);
        !text
            && self
                .reach
                .shape(name)
                .is_ok_and(|shape| shape.kind == "string" && !shape.values.is_empty())
    }

    /// Enums have no default value: nothing unknown becomes one. So neither has a structure that must hold an enum.
    fn has_default(&self, name: &'m str, open: &mut BTreeSet<&'m str>) -> Result<bool, String> {
        let shape = self.reach.shape(name)?;
        if self.is_enum(name) {
            return Ok(false);
        }
        if shape.kind != "structure" || !open.insert(name) {
            return Ok(true);
        }
        for (member, reference) in self.reach.members(name)? {
            let required = shape.required.iter().any(|required| required == member);
            if required && !self.has_default(&reference.shape, open)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn check_names(&self) -> Result<(), String> {
        const TAKEN: &[&str] = &[
            "String",
            "Vec",
            "Option",
            "Box",
            "BTreeMap",
            "Service",
            "Operation",
            "Member",
            "Shape",
            "Text",
            "Range",
            "Location",
            "Protocol",
            "Serialize",
            "Deserialize",
        ];
        let mut types = BTreeMap::new();
        let mut statics = BTreeMap::new();
        for name in self.reach.inputs.union(&self.reach.outputs) {
            let kind = self.reach.shape(name)?.kind.as_str();
            let is_type = kind == "structure" || self.is_enum(name);
            if is_type && TAKEN.contains(&names::type_name(name).as_str()) {
                return Err(format!(
                    "the shape `{name}` has a name that the generated file uses itself"
                ));
            }
            let clash = if is_type {
                types.insert(names::type_name(name), name)
            } else {
                None
            };
            if let Some(other) = clash.or(statics.insert(names::static_name(name), name)) {
                return Err(format!("`{name}` and `{other}` get the same name"));
            }
            let members = self.reach.members(name)?;
            for (member, reference) in &members {
                let twin = members.iter().find(|(other, twin)| {
                    other != member
                        && self.input_name(other, twin) == self.input_name(member, reference)
                });
                if let Some((other, _)) = twin {
                    return Err(format!(
                        "`{name}.{member}` and `{name}.{other}` get the same name"
                    ));
                }
            }
        }
        Ok(())
    }
}

fn part_shape<'m>(name: &str, reference: &'m Option<Reference>) -> Result<&'m str, String> {
    reference
        .as_ref()
        .map(|reference| reference.shape.as_str())
        .ok_or_else(|| format!("`{name}` says not of what"))
}

fn location(name: &str, member: &Reference) -> Result<String, String> {
    let wire = member.location_name.as_deref().unwrap_or(name);
    Ok(match member.location.as_deref() {
        Some("uri") => format!("Location::Uri({wire:?})"),
        Some("querystring") => format!("Location::Query({wire:?})"),
        Some("header") => format!("Location::Header({:?})", wire.to_ascii_lowercase()),
        Some("headers") => format!("Location::Headers({:?})", wire.to_ascii_lowercase()),
        Some("statusCode") => "Location::StatusCode".to_owned(),
        other => return Err(format!("the location {other:?} of `{name}` is not known")),
    })
}

fn range(shape: &Shape) -> String {
    match (shape.min, shape.max) {
        (None, None) => "Range::ANY".to_owned(),
        (min, max) => format!(
            "Range::new({:?}, {:?})",
            min.map(|bound| bound as i64),
            max.map(|bound| bound as i64)
        ),
    }
}
