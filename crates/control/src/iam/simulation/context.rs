//! The condition keys of a simulated request: those that the call gives, and those that follow from who
//! is said to call. It remembers which keys were asked for in vain.

use std::cell::RefCell;
use std::net::IpAddr;

use portcullis_iam::{ConditionKey, Context, KnownKey, Value};
use portcullis_wire::{Fault, iam};

use super::invalid;
use super::source::{CallerKind, SimulatedCaller};

/// What a simulated request can tell about itself.
pub(super) struct SimulatedContext {
    values: Vec<(ConditionKey, Given)>,
    missed: RefCell<Vec<ConditionKey>>,
}

enum Given {
    Text(String),
    List(Vec<String>),
}

impl SimulatedContext {
    pub(super) fn new(
        entries: &[iam::ContextEntry],
        caller: Option<&SimulatedCaller>,
    ) -> Result<Self, Fault> {
        let mut values: Vec<(ConditionKey, Given)> = Vec::new();
        for entry in entries {
            let name = entry.context_key_name.as_deref().unwrap_or_default();
            if name.is_empty() {
                return Err(invalid("A context entry has no ContextKeyName."));
            }
            let key = ConditionKey::parse(name);
            if values.iter().any(|(known, _)| *known == key) {
                return Err(invalid(&format!("The context key {name} is given twice.")));
            }
            values.push((key, read(name, entry)?));
        }
        // What the call gives counts before what is implied.
        if let Some(caller) = caller {
            for (key, value) in implied(caller) {
                if !values.iter().any(|(known, _)| *known == key) {
                    values.push((key, value));
                }
            }
        }
        Ok(Self {
            values,
            missed: RefCell::default(),
        })
    }

    /// Whether the key has a value.
    pub(super) fn has(&self, key: &ConditionKey) -> bool {
        self.values.iter().any(|(known, _)| known == key)
    }

    /// The keys that were asked for in vain since the last time.
    pub(super) fn take_missed(&self) -> Vec<ConditionKey> {
        self.missed.take()
    }
}

impl Context for SimulatedContext {
    fn value<'a>(&'a self, key: &ConditionKey) -> Value<'a> {
        match self.values.iter().find(|(known, _)| known == key) {
            Some((_, Given::Text(text))) => Value::Str(text),
            Some((_, Given::List(list))) => Value::from(list.as_slice()),
            None => {
                self.missed.borrow_mut().push(key.clone());
                Value::Absent
            }
        }
    }
}

fn read(name: &str, entry: &iam::ContextEntry) -> Result<Given, Fault> {
    use iam::ContextKeyTypeEnum as Type;
    let values = entry.context_key_values.clone().unwrap_or_default();
    let kind = entry.context_key_type.unwrap_or(if values.len() == 1 {
        Type::String
    } else {
        Type::StringList
    });
    let is_list = matches!(
        kind,
        Type::StringList
            | Type::NumericList
            | Type::BooleanList
            | Type::IpList
            | Type::BinaryList
            | Type::DateList
    );
    let good = |value: &String| match kind {
        Type::Numeric | Type::NumericList => value.parse::<f64>().is_ok_and(f64::is_finite),
        Type::Boolean | Type::BooleanList => ["true", "false"]
            .iter()
            .any(|it| value.eq_ignore_ascii_case(it)),
        Type::Ip | Type::IpList => value.parse::<IpAddr>().is_ok(),
        Type::Binary | Type::BinaryList => data_encoding::BASE64.decode(value.as_bytes()).is_ok(),
        // Dates have more forms than one; the evaluator reads what it can and trusts nothing else.
        Type::String | Type::StringList | Type::Date | Type::DateList => true,
    };
    if let Some(bad) = values.iter().find(|value| !good(value)) {
        let message = format!("The value {bad} of {name} is not of the type {kind}.");
        return Err(invalid(&message));
    }
    if is_list {
        return Ok(Given::List(values));
    }
    match <[String; 1]>::try_from(values) {
        Ok([only]) => Ok(Given::Text(only)),
        Err(_) => Err(invalid(&format!(
            "The context key {name} has the type {kind} and needs exactly one value."
        ))),
    }
}

/// IAM User Guide, "IAM policy elements: Variables and tags", the table of principals.
fn implied(caller: &SimulatedCaller) -> Vec<(ConditionKey, Given)> {
    use KnownKey as Key;
    let text = |key: Key, value: &str| (ConditionKey::Known(key), Given::Text(value.to_owned()));
    let mut keys = vec![
        text(Key::PrincipalAccount, &caller.account),
        text(Key::PrincipalIsAwsService, "false"),
    ];
    if let Some((id, path)) = &caller.organization {
        keys.push(text(Key::PrincipalOrgId, id));
        keys.push((
            ConditionKey::Known(Key::PrincipalOrgPaths),
            Given::List(vec![path.clone()]),
        ));
    }
    match caller.kind {
        CallerKind::User => {
            keys.push(text(Key::PrincipalArn, &caller.arn));
            keys.push(text(Key::PrincipalType, "User"));
            keys.push(text(Key::UserName, &caller.name));
            if !caller.id.is_empty() {
                keys.push(text(Key::UserId, &caller.id));
            }
        }
        CallerKind::Role => {
            keys.push(text(Key::PrincipalArn, &caller.arn));
            keys.push(text(Key::PrincipalType, "AssumedRole"));
        }
        // A group is nobody who calls.
        CallerKind::Group => {}
    }
    for (name, value) in &caller.tags {
        let key = ConditionKey::parse(&format!("aws:PrincipalTag/{name}"));
        keys.push((key, Given::Text(value.clone())));
    }
    keys
}
