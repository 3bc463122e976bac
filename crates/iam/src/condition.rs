//! The `Condition` element: what holds when a key is absent, has one value or has several (IAM User Guide, "IAM JSON
//! policy elements: Condition operators" and "Single-valued vs. multivalued context keys").

pub(crate) mod ip;
pub(crate) mod number;
pub mod operator;
mod test;

use operator::{Operator, Qualifier};
pub(crate) use test::Answer;
use test::Test;

use crate::key::{ConditionKey, Context, Value};
use crate::pattern::TooManyVariables;
use crate::variable;

/// One key under one operator, compiled.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    operator: Operator,
    /// The operator, key and values as written.
    pub(crate) operator_text: Box<str>,
    pub(crate) key_text: Box<str>,
    pub(crate) wanted: Box<[Box<str>]>,
    pub(crate) key: ConditionKey,
    /// The keys of the variables in its values.
    variables: Box<[ConditionKey]>,
    test: Test,
}

impl Condition {
    pub(crate) fn compile(
        operator: Operator,
        operator_text: &str,
        key_text: &str,
        wanted: Box<[Box<str>]>,
        variables: bool,
    ) -> Result<Condition, TooManyVariables> {
        Ok(Condition {
            operator,
            operator_text: operator_text.into(),
            key_text: key_text.into(),
            key: ConditionKey::parse(key_text),
            variables: if variables {
                variable::keys(wanted.iter().map(|value| &**value))
            } else {
                Box::default()
            },
            test: Test::compile(operator.kind, &wanted, variables)?,
            wanted,
        })
    }

    /// Whether the condition holds.
    #[inline]
    pub(crate) fn holds(&self, context: &dyn Context) -> Answer {
        let value = match context.value(&self.key) {
            // A key without values is a key that is not there.
            Value::Strs(list) if list.is_empty() => Value::Absent,
            Value::Undetermined(leaning) => return Answer::Open(leaning),
            value => value,
        };
        if let Some(leaning) = variable::undetermined(&self.variables, context) {
            return Answer::Open(leaning);
        }
        if let Test::Absent(_) = self.test {
            return self.null_holds(value);
        }
        match self.operator.qualifier {
            None => self.plain_holds(value, context),
            Some(Qualifier::ForAllValues) => self.all_hold(value, context),
            Some(Qualifier::ForAnyValue) => self.any_holds(value, context),
        }
    }

    /// Access Analyzer's check "Null with qualifier" says what a qualifier makes of `Null`.
    fn null_holds(&self, value: Value<'_>) -> Answer {
        match self.operator.qualifier {
            Some(Qualifier::ForAllValues) => Answer::Yes,
            Some(Qualifier::ForAnyValue) => Answer::No,
            None => self.test.absence_agrees(value == Value::Absent),
        }
    }

    fn plain_holds(&self, value: Value<'_>, context: &dyn Context) -> Answer {
        match value {
            Value::Absent => Answer::from(self.operator.if_exists || self.operator.negated),
            // AWS defines no meaning for several values under a plain operator.
            Value::Strs(_) => Answer::No,
            _ if self.operator.if_exists && self.wanted.is_empty() => Answer::No,
            _ => self.one_holds(value, context),
        }
    }

    fn all_hold(&self, value: Value<'_>, context: &dyn Context) -> Answer {
        let is_empty = match value {
            Value::Absent => true,
            Value::Str(text) => text.is_empty(),
            // "A null data set, such as an empty string."
            Value::Strs(list) => list.iter().all(str::is_empty),
            _ => false,
        };
        if is_empty {
            return Answer::Yes;
        }
        if self.wanted.is_empty() {
            return Answer::No;
        }
        let mut answer = Answer::Yes;
        self.each(value, context, |one| {
            if one != Answer::Yes && answer != Answer::No {
                answer = one;
            }
        });
        answer
    }

    fn any_holds(&self, value: Value<'_>, context: &dyn Context) -> Answer {
        if value == Value::Absent {
            return Answer::from(self.operator.if_exists);
        }
        if self.wanted.is_empty() {
            return Answer::No;
        }
        let mut answer = Answer::No;
        self.each(value, context, |one| {
            if one != Answer::No && answer != Answer::Yes {
                answer = one;
            }
        });
        answer
    }

    fn each(&self, value: Value<'_>, context: &dyn Context, mut then: impl FnMut(Answer)) {
        match value {
            Value::Strs(list) => {
                for text in list.iter() {
                    then(self.one_holds(Value::Str(text), context));
                }
            }
            _ => then(self.one_holds(value, context)),
        }
    }

    fn one_holds(&self, value: Value<'_>, context: &dyn Context) -> Answer {
        let agrees = if self.wanted.is_empty() {
            Answer::No
        } else {
            self.test.agrees(value, context)
        };
        if self.operator.negated {
            agrees.negate()
        } else {
            agrees
        }
    }
}
