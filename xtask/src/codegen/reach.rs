//! Which shapes the selected operations need, in which direction, and where a structure contains itself.
//! Reads the model and the selection only; nothing is spelled out here.

use std::collections::BTreeSet;

use super::Selection;
use super::model::{Model, Operation, Reference, Shape};

/// The model as far as the selection reaches.
pub(super) struct Reach<'m> {
    pub(super) model: &'m Model,
    pub(super) selection: &'m Selection,
    /// The selected operations, in the order of their names.
    pub(super) operations: Vec<(&'m str, &'m Operation)>,
    /// Shapes that requests need.
    pub(super) inputs: BTreeSet<&'m str>,
    /// Shapes that responses need.
    pub(super) outputs: BTreeSet<&'m str>,
}

impl<'m> Reach<'m> {
    pub(super) fn new(model: &'m Model, selection: &'m Selection) -> Result<Self, String> {
        let mut operations = Vec::new();
        for name in &selection.operations {
            let (name, operation) = model
                .operations
                .get_key_value(name)
                .ok_or_else(|| format!("the model has no operation `{name}`"))?;
            operations.push((name.as_str(), operation));
        }
        operations.sort_by_key(|(name, _)| *name);
        if let Some(twice) = operations.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(format!("`{}` is selected twice", twice[0].0));
        }
        let mut reach = Self {
            model,
            selection,
            operations,
            inputs: BTreeSet::new(),
            outputs: BTreeSet::new(),
        };
        reach.check_omissions()?;
        let roots = |pick: fn(&Operation) -> &Option<Reference>| {
            reach
                .operations
                .iter()
                .filter_map(move |(_, operation)| pick(operation).as_ref())
                .collect::<Vec<_>>()
        };
        let (inputs, outputs) = (
            roots(|operation| &operation.input),
            roots(|operation| &operation.output),
        );
        reach.inputs = reach.closure(inputs)?;
        reach.outputs = reach.closure(outputs)?;
        for name in reach.inputs.union(&reach.outputs) {
            reach.check_element_names(name, reach.shape(name)?)?;
        }
        reach.check_orders()?;
        Ok(reach)
    }

    pub(super) fn shape(&self, name: &str) -> Result<&'m Shape, String> {
        self.model
            .shapes
            .get(name)
            .ok_or_else(|| format!("the model has no shape `{name}`"))
    }

    /// The values of an enum, in the order in which they are listed to people.
    pub(super) fn values(&self, name: &str) -> Result<&'m [String], String> {
        Ok(match self.selection.order.get(name) {
            Some(values) => values,
            None => &self.shape(name)?.values,
        })
    }

    /// The members of a structure that are generated.
    pub(super) fn members(&self, name: &str) -> Result<Vec<(&'m str, &'m Reference)>, String> {
        let members = self.shape(name)?.members.0.iter();
        Ok(members
            .filter(|(member, _)| !self.selection.omit.contains(&format!("{name}.{member}")))
            .map(|(member, reference)| (member.as_str(), reference))
            .collect())
    }

    /// Whether a member holds its own structure without a list or a map between, and so needs a box.
    pub(super) fn is_recursive(&self, structure: &str, member: &Reference) -> Result<bool, String> {
        let mut seen = BTreeSet::new();
        let mut open = vec![member.shape.as_str()];
        while let Some(name) = open.pop() {
            if name == structure {
                return Ok(true);
            }
            if self.shape(name)?.kind == "structure" && seen.insert(name) {
                open.extend(
                    self.members(name)?
                        .into_iter()
                        .map(|(_, reference)| reference.shape.as_str()),
                );
            }
        }
        Ok(false)
    }

    fn closure(&self, roots: Vec<&'m Reference>) -> Result<BTreeSet<&'m str>, String> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&'m str> = roots
            .into_iter()
            .map(|reference| reference.shape.as_str())
            .collect();
        while let Some(name) = open.pop() {
            if !seen.insert(name) {
                continue;
            }
            let shape = self.shape(name)?;
            if shape.flattened
                || self
                    .members(name)?
                    .iter()
                    .any(|(_, member)| member.flattened)
            {
                return Err(format!(
                    "`{name}` is flattened, which the codecs do not know for this protocol"
                ));
            }
            if shape.timestamp_format.is_some()
                || self
                    .members(name)?
                    .iter()
                    .any(|(_, member)| member.timestamp_format.is_some())
            {
                return Err(format!(
                    "`{name}` has a timestamp format of its own, which the codecs do not know"
                ));
            }
            open.extend(
                self.members(name)?
                    .into_iter()
                    .map(|(_, reference)| reference.shape.as_str()),
            );
            let parts = [&shape.member, &shape.key, &shape.value];
            open.extend(
                parts
                    .into_iter()
                    .flatten()
                    .map(|reference| reference.shape.as_str()),
            );
        }
        Ok(seen)
    }

    /// The codecs know one name for the elements of a list and of a map per protocol.
    fn check_element_names(&self, name: &str, shape: &Shape) -> Result<(), String> {
        let is = |reference: &Option<Reference>, expected: &str, default: &str| {
            reference.as_ref().is_none_or(|reference| {
                reference.location_name.as_deref().unwrap_or(default) == expected
            })
        };
        let known = match self.model.metadata.protocol.as_str() {
            "query" => {
                is(&shape.member, "member", "member")
                    && is(&shape.key, "key", "key")
                    && is(&shape.value, "value", "value")
            }
            // What comes in is numbered without a name, so only what goes out matters.
            "ec2" if self.outputs.contains(name) => {
                is(&shape.member, "item", "member") && shape.key.is_none()
            }
            _ => true,
        };
        match known {
            true => Ok(()),
            false => Err(format!(
                "the elements of `{name}` have a name that the codecs do not know"
            )),
        }
    }

    /// An order may move the model's values, never add or lose one.
    fn check_orders(&self) -> Result<(), String> {
        for (name, values) in &self.selection.order {
            let reached = self.inputs.contains(name.as_str());
            let (mut ordered, mut known) = (values.clone(), self.shape(name)?.values.clone());
            ordered.sort();
            known.sort();
            if !reached || known.is_empty() || ordered != known {
                return Err(format!(
                    "the order of `{name}` does not list the values of an enum that requests hold"
                ));
            }
        }
        Ok(())
    }

    fn check_omissions(&self) -> Result<(), String> {
        for omission in &self.selection.omit {
            let (structure, member) = omission
                .split_once('.')
                .ok_or_else(|| format!("`{omission}` is not Shape.Member"))?;
            let shape = self.shape(structure)?;
            if !shape.members.0.iter().any(|(name, _)| name == member) {
                return Err(format!("there is no `{omission}` to omit"));
            }
            if shape.required.iter().any(|name| name == member) {
                return Err(format!("`{omission}` is required and cannot be omitted"));
            }
        }
        Ok(())
    }
}
