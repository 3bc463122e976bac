//! Attributes: settings by key, all of them text. A record keeps those that were set; which others there are, their
//! defaults and what they may be depends on the resource and stands below, from the model's documentation of
//! `LoadBalancerAttribute`, `TargetGroupAttribute` and `ListenerAttribute`.

pub(super) mod of_listener;
pub(super) mod of_load_balancer;
pub(super) mod of_target_group;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use portcullis_catalog::load_balancer::LoadBalancer;
use portcullis_wire::Fault;

use super::{invalid, misconfigured};

/// The most characters of a value that is free text.
const MAX_TEXT: usize = 1024;

/// One attribute that a resource has.
struct Attribute {
    key: &'static str,
    default: &'static str,
    values: Values,
}

/// What an attribute may be set to.
enum Values {
    Boolean,
    Text,
    Number(RangeInclusive<u32>),
    OneOf(&'static [&'static str]),
    /// `off`, or a number.
    OffOr(RangeInclusive<u32>),
}

impl Values {
    fn accept(&self, value: &str) -> bool {
        let number = |range: &RangeInclusive<u32>| {
            value.bytes().all(|byte| byte.is_ascii_digit())
                && value.parse().is_ok_and(|number| range.contains(&number))
        };
        match self {
            Self::Boolean => matches!(value, "true" | "false"),
            Self::Text => value.chars().count() <= MAX_TEXT,
            Self::Number(range) => number(range),
            Self::OneOf(values) => values.contains(&value),
            Self::OffOr(range) => value == "off" || number(range),
        }
    }
}

const fn attribute(key: &'static str, default: &'static str, values: Values) -> Attribute {
    Attribute {
        key,
        default,
        values,
    }
}

/// Whether a load balancer may not be deleted.
pub(super) fn is_protected(balancer: &LoadBalancer) -> bool {
    balancer
        .attributes
        .get(of_load_balancer::DELETION_PROTECTION)
        .is_some_and(|value| value == "true")
}

/// The attributes of a resource with their values.
fn values(known: Vec<Attribute>, set: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let value = |attribute: &Attribute| {
        let value = set.get(attribute.key);
        value.map_or_else(|| attribute.default.to_owned(), Clone::clone)
    };
    known
        .iter()
        .map(|attribute| (attribute.key.to_owned(), value(attribute)))
        .collect()
}

/// Sets attributes of a resource that has these; `elsewhere` are those that resources of another kind have.
fn set(
    noun: &str,
    known: &[Attribute],
    elsewhere: &[Attribute],
    attributes: &mut BTreeMap<String, String>,
    wanted: impl Iterator<Item = (Option<String>, Option<String>)>,
) -> Result<(), Fault> {
    for (key, value) in wanted {
        let key = key.unwrap_or_default();
        let value = value.unwrap_or_default();
        let Some(attribute) = known.iter().find(|attribute| attribute.key == key) else {
            let exists = elsewhere.iter().any(|attribute| attribute.key == key);
            return Err(if exists {
                misconfigured(format!(
                    "{noun} attribute key '{key}' is not supported here"
                ))
            } else {
                invalid(format!("{noun} attribute key '{key}' is not recognized"))
            });
        };
        if !attribute.values.accept(&value) {
            let message =
                format!("{noun} attribute value '{value}' is not valid for the key '{key}'");
            return Err(misconfigured(message));
        }
        attributes.insert(key, value);
    }
    Ok(())
}
