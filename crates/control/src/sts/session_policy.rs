//! The policies that a call passes to limit its session: a document and managed policies by ARN.
//! They are embedded in the token, so they stay what they were when the session was made.

use portcullis_catalog::AccountId;
use portcullis_iam::PolicyType;
use portcullis_wire::{Fault, sts};

use super::credentials::MAX_TOKEN;
use crate::Tx;
use crate::iam::policy;

/// The most characters of the document and the ARNs together, and the most ARNs (IAM User Guide,
/// "IAM and AWS STS quotas").
const MAX_CHARACTERS: usize = 2048;
const MAX_ARNS: usize = 10;

/// The policies of one call.
pub(super) struct SessionPolicies<'a> {
    document: Option<&'a str>,
    arns: Vec<&'a str>,
}

impl<'a> SessionPolicies<'a> {
    /// Reads them, and refuses what is wrong with them whatever the role is.
    pub(super) fn read(
        document: Option<&'a str>,
        arns: Option<&'a [sts::PolicyDescriptorType]>,
    ) -> Result<Self, Fault> {
        if let Some(document) = document {
            portcullis_iam::validate(document, PolicyType::Session)
                .map_err(|malformed| Fault::new(400, malformed.code(), malformed.message()))?;
        }
        let descriptors = arns.unwrap_or_default().iter();
        let arns: Vec<&str> = descriptors
            .filter_map(|descriptor| descriptor.arn.as_deref())
            .collect();
        if arns.len() > MAX_ARNS {
            return Err(too_long(
                "policyArns",
                &format!("[{}]", arns.join(", ")),
                MAX_ARNS,
            ));
        }
        let policies = Self { document, arns };
        let characters = policies.plain_characters();
        if characters > MAX_CHARACTERS {
            return Err(too_large(percent(characters, MAX_CHARACTERS)));
        }
        Ok(policies)
    }

    /// The documents, managed ones from the account of the role.
    pub(super) fn documents(&self, tx: &Tx<'_>, account: AccountId) -> Result<Vec<String>, Fault> {
        let mut documents: Vec<String> = self.document.map(str::to_owned).into_iter().collect();
        for arn in &self.arns {
            let policy = policy::lookup(tx, account, arn)?;
            let document = policy
                .as_ref()
                .and_then(policy::Known::document)
                .ok_or_else(|| {
                    let message = format!("Policy {arn} does not exist or is not attachable.");
                    sts::SERVICE.fault("MalformedPolicyDocument", message)
                })?;
            documents.push(compact(document));
        }
        Ok(documents)
    }

    /// How much of what a token may hold is used, in percent: more than all of it is refused.
    /// Nothing is said where neither policies nor tags were passed.
    pub(super) fn packed_size(&self, has_tags: bool, token: &str) -> Result<Option<i32>, Fault> {
        let packed = percent(token.len(), MAX_TOKEN);
        if packed > 100 {
            return Err(too_large(packed));
        }
        let plain = self.plain_characters();
        let size = packed.max(percent(plain, MAX_CHARACTERS));
        Ok((has_tags || plain > 0).then(|| i32::try_from(size).unwrap_or(100)))
    }

    fn plain_characters(&self) -> usize {
        let arns: usize = self.arns.iter().map(|arn| arn.chars().count()).sum();
        arns + self.document.map_or(0, |document| document.chars().count())
    }
}

fn percent(used: usize, allotted: usize) -> usize {
    (used * 100).div_ceil(allotted)
}

fn too_large(percent: usize) -> Fault {
    let message =
        format!("Packed policy consumes {percent}% of allotted space, please use smaller policy.");
    sts::SERVICE.fault("PackedPolicyTooLarge", message)
}

fn too_long(parameter: &str, value: &str, limit: usize) -> Fault {
    let message = format!(
        "1 validation error detected: Value '{value}' at '{parameter}' failed to satisfy constraint: Member must have length less than or equal to {limit}"
    );
    sts::SERVICE.fault("ValidationError", message)
}

/// The document without the white space between its tokens.
fn compact(document: &str) -> String {
    let (mut quoted, mut escaped) = (false, false);
    let kept = document.chars().filter(|character| {
        let keep = quoted || !character.is_ascii_whitespace();
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = quoted,
            '"' => quoted = !quoted,
            _ => {}
        }
        keep
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn white_space_goes_but_for_that_inside_strings() {
        assert_eq!(
            compact("{ \"a b\\\" c\" :\n [ 1 ] }"),
            "{\"a b\\\" c\":[1]}"
        );
    }
}
