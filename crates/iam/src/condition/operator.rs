//! The names of condition operators: a set qualifier, a comparison, and `IfExists` (IAM User Guide, "IAM JSON policy
//! elements: Condition operators"). Names are case-sensitive.

use std::cmp::Ordering;

/// A condition operator, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operator {
    /// `ForAllValues` or `ForAnyValue`.
    pub qualifier: Option<Qualifier>,
    /// What is compared.
    pub kind: Kind,
    /// Whether it is the `Not` form.
    pub negated: bool,
    /// Whether it ends in `IfExists`.
    pub if_exists: bool,
}

/// How a multivalued key is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    /// `ForAllValues`.
    ForAllValues,
    /// `ForAnyValue`.
    ForAnyValue,
}

/// What is compared, without the negation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub enum Kind {
    StringEquals,
    StringEqualsIgnoreCase,
    StringLike,
    Numeric(Order),
    Date(Order),
    Bool,
    Binary,
    Ip,
    Arn,
    Null,
}

/// How the request's value stands to the policy's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are IAM's")]
pub enum Order {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Order {
    pub(crate) fn holds(self, ordering: Ordering) -> bool {
        match self {
            Order::Equal => ordering.is_eq(),
            Order::Less => ordering.is_lt(),
            Order::LessOrEqual => ordering.is_le(),
            Order::Greater => ordering.is_gt(),
            Order::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

impl Operator {
    /// The operator with this name; `None` if AWS knows no such operator.
    pub fn parse(name: &str) -> Option<Operator> {
        let (qualifier, name) = if let Some(rest) = name.strip_prefix("ForAllValues:") {
            (Some(Qualifier::ForAllValues), rest)
        } else if let Some(rest) = name.strip_prefix("ForAnyValue:") {
            (Some(Qualifier::ForAnyValue), rest)
        } else {
            (None, name)
        };
        let (name, if_exists) = match name.strip_suffix("IfExists") {
            Some(rest) => (rest, true),
            None => (name, false),
        };
        let (kind, negated) = kind(name)?;
        // Null asks about existence itself.
        if kind == Kind::Null && if_exists {
            return None;
        }
        Some(Operator {
            qualifier,
            kind,
            negated,
            if_exists,
        })
    }
}

fn kind(name: &str) -> Option<(Kind, bool)> {
    Some(match name {
        "StringEquals" => (Kind::StringEquals, false),
        "StringNotEquals" => (Kind::StringEquals, true),
        "StringEqualsIgnoreCase" => (Kind::StringEqualsIgnoreCase, false),
        "StringNotEqualsIgnoreCase" => (Kind::StringEqualsIgnoreCase, true),
        "StringLike" => (Kind::StringLike, false),
        "StringNotLike" => (Kind::StringLike, true),
        "NumericEquals" => (Kind::Numeric(Order::Equal), false),
        "NumericNotEquals" => (Kind::Numeric(Order::Equal), true),
        "NumericLessThan" => (Kind::Numeric(Order::Less), false),
        "NumericLessThanEquals" => (Kind::Numeric(Order::LessOrEqual), false),
        "NumericGreaterThan" => (Kind::Numeric(Order::Greater), false),
        "NumericGreaterThanEquals" => (Kind::Numeric(Order::GreaterOrEqual), false),
        "DateEquals" => (Kind::Date(Order::Equal), false),
        "DateNotEquals" => (Kind::Date(Order::Equal), true),
        "DateLessThan" => (Kind::Date(Order::Less), false),
        "DateLessThanEquals" => (Kind::Date(Order::LessOrEqual), false),
        "DateGreaterThan" => (Kind::Date(Order::Greater), false),
        "DateGreaterThanEquals" => (Kind::Date(Order::GreaterOrEqual), false),
        "Bool" => (Kind::Bool, false),
        "BinaryEquals" => (Kind::Binary, false),
        "IpAddress" => (Kind::Ip, false),
        "NotIpAddress" => (Kind::Ip, true),
        "ArnEquals" | "ArnLike" => (Kind::Arn, false),
        "ArnNotEquals" | "ArnNotLike" => (Kind::Arn, true),
        "Null" => (Kind::Null, false),
        _ => return None,
    })
}
