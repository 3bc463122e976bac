//! Which condition keys a policy asks about, in its conditions and in its variables: what somebody has to know of a request
//! before the policy can decide it. It decides nothing itself.

use std::collections::HashSet;

use crate::document::{self, Element, Version};
use crate::error::{Faults, Malformed};
use crate::policy::PolicyType;
use crate::variable;

/// The names of the keys that a document asks about, in the order in which it does, each once and as it is first written.
/// Names are compared ignoring case.
pub fn context_keys(document: &str, policy_type: PolicyType) -> Result<Vec<String>, Malformed> {
    let faults = Faults {
        document,
        policy_type,
    };
    let read = document::read(document).map_err(|fault| faults.syntax(&fault))?;
    let mut keys = Keys::default();
    let variables = read.version == Some(Version::V2012);
    for source in &read.statements {
        if variables {
            source.resource.iter().for_each(|it| keys.of_element(it));
        }
        for (key, values) in source.condition.iter().flat_map(|block| &block.keys) {
            keys.add(&key.text);
            if variables {
                values.iter().for_each(|value| keys.of_text(&value.text));
            }
        }
    }
    Ok(keys.names)
}

#[derive(Default)]
struct Keys {
    names: Vec<String>,
    seen: HashSet<String>,
}

impl Keys {
    fn of_element(&mut self, element: &Element) {
        element
            .values
            .iter()
            .for_each(|value| self.of_text(&value.text));
    }

    fn of_text(&mut self, text: &str) {
        variable::names(text).for_each(|name| self.add(name));
    }

    fn add(&mut self, name: &str) {
        if self.seen.insert(name.to_lowercase()) {
            self.names.push(name.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(document: &str) -> Vec<String> {
        context_keys(document, PolicyType::Identity).unwrap()
    }

    #[test]
    fn conditions_and_variables_name_keys() {
        let document = r#"{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}/${*}/${aws:PrincipalTag/team, 'none'}",
             "Condition":{"StringEquals":{"aws:SourceVpce":["a","${aws:PrincipalAccount}"]},"Bool":{"AWS:SecureTransport":"true"}}},
            {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:securetransport":"false"}}}]}"#;
        let expected = [
            "aws:username",
            "aws:PrincipalTag/team",
            "aws:SourceVpce",
            "aws:PrincipalAccount",
            "AWS:SecureTransport",
        ];
        assert_eq!(keys(document), expected);
    }

    #[test]
    fn without_a_version_a_variable_is_plain_text() {
        let document = r#"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::${aws:username}"}}"#;
        assert!(keys(document).is_empty());
        assert!(context_keys("{", PolicyType::Identity).is_err());
    }
}
