//! PATCH as API Gateway speaks it: a list of operations on JSON pointers whose values are always
//! strings (API Gateway API Reference, "Patch operations"). What a path means is with the
//! resource that it is sent to.

use std::collections::BTreeMap;

use portcullis_wire::Fault;
use portcullis_wire::apigateway::{Op, PatchOperation};

use super::fault::{bad_request, not_found};

/// One operation.
pub(super) struct Patch {
    pub(super) op: Op,
    /// The path as sent.
    pub(super) raw: String,
    /// Where a `copy` takes its value from.
    pub(super) from: Option<String>,
    /// Without a value the empty string.
    pub(super) value: String,
    segments: Vec<String>,
}

/// The operations of a request, in order.
pub(super) fn read(operations: Option<Vec<PatchOperation>>) -> Result<Vec<Patch>, Fault> {
    operations
        .unwrap_or_default()
        .into_iter()
        .map(Patch::read)
        .collect()
}

impl Patch {
    fn read(operation: PatchOperation) -> Result<Self, Fault> {
        let raw = operation
            .path
            .ok_or_else(|| bad_request("Invalid patch path null"))?;
        let op = operation
            .op
            .ok_or_else(|| must_be_one_of(&[Op::Add, Op::Remove, Op::Replace]))?;
        let Some(pointer) = raw.strip_prefix('/') else {
            return Err(bad_request(format!("Invalid patch path {raw}")));
        };
        // RFC 6901: `~1` is a slash and `~0` a tilde, decoded in this order.
        let segments = pointer
            .split('/')
            .map(|part| part.replace("~1", "/").replace("~0", "~"))
            .collect();
        Ok(Self {
            op,
            raw,
            from: operation.from,
            value: operation.value.unwrap_or_default(),
            segments,
        })
    }

    /// The path, split and unescaped.
    pub(super) fn path(&self) -> Vec<&str> {
        self.segments.iter().map(String::as_str).collect()
    }

    /// Refuses any operation but these.
    pub(super) fn only(&self, ops: &[Op]) -> Result<(), Fault> {
        if ops.contains(&self.op) {
            Ok(())
        } else {
            Err(must_be_one_of(ops))
        }
    }

    /// The value of a `replace`, which alone is allowed here.
    pub(super) fn replaced(&self) -> Result<&str, Fault> {
        self.only(&[Op::Replace])?;
        Ok(&self.value)
    }

    /// The value of a `replace` where an empty one takes the member away.
    pub(super) fn optional(&self) -> Result<Option<String>, Fault> {
        let value = self.replaced()?;
        Ok((!value.is_empty()).then(|| value.to_owned()))
    }

    /// The value of a `replace` as API Gateway reads a boolean: anything but `true` is false.
    pub(super) fn boolean(&self) -> Result<bool, Fault> {
        Ok(is_true(self.replaced()?))
    }

    /// The fault for a path that the resource does not have.
    pub(super) fn unknown(&self) -> Fault {
        bad_request(format!("Invalid patch path {}", self.raw))
    }

    /// The fault of the resources that list their paths.
    pub(super) fn not_among(&self, paths: &str) -> Fault {
        let Self { raw, op, .. } = self;
        match op {
            Op::Replace => bad_request(format!(
                "Invalid patch path  '{raw}' specified for op 'replace'. Must be one of: [{paths}]"
            )),
            _ => bad_request(format!(
                "Invalid patch path  '{raw}' specified for op '{op}'. Please choose supported operations"
            )),
        }
    }

    /// Adds, replaces or removes an entry. What is replaced or removed must be there.
    pub(super) fn edit<V>(
        &self,
        map: &mut BTreeMap<String, V>,
        key: &str,
        value: V,
        missing: &str,
    ) -> Result<(), Fault> {
        self.only(&[Op::Add, Op::Remove, Op::Replace])?;
        if self.op != Op::Add && !map.contains_key(key) {
            return Err(not_found(missing));
        }
        match self.op {
            Op::Remove => map.remove(key),
            _ => map.insert(key.to_owned(), value),
        };
        Ok(())
    }

    /// Adds a name to a list, or removes it.
    pub(super) fn edit_list(&self, list: &mut Vec<String>, name: &str) -> Result<(), Fault> {
        self.only(&[Op::Add, Op::Remove])?;
        list.retain(|known| known != name);
        if self.op == Op::Add {
            list.push(name.to_owned());
        }
        Ok(())
    }
}

/// A boolean as API Gateway reads it.
pub(super) fn is_true(value: &str) -> bool {
    value.eq_ignore_ascii_case("true")
}

fn must_be_one_of(ops: &[Op]) -> Fault {
    let names: Vec<&str> = ops.iter().map(|op| op.as_str()).collect();
    bad_request(format!(
        "Invalid patch operation specified. Must be one of: [{}]",
        names.join(", ")
    ))
}
