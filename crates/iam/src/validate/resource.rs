//! The form of resources, as IAM checks it when a policy is saved.

use super::{ABBREVIATED, LEGACY};
use crate::document::{Document, Text};
use crate::error::{Faults, Malformed};
use crate::policy::PolicyType;

const PARTITIONS: [&str; 9] = [
    "aws",
    "aws-cn",
    "aws-us-gov",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
    "aws-eusc",
    "*",
];

const IAM_PATHS: [&str; 13] = [
    "user/",
    "federated-user/",
    "role/",
    "group/",
    "instance-profile/",
    "mfa/",
    "server-certificate/",
    "policy/",
    "sms-mfa/",
    "saml-provider/",
    "oidc-provider/",
    "report/",
    "access-report/",
];

/// Checks every resource.
///
/// IAM reports a legacy fault at once and every other fault only after it has looked at Sids and empty lists. Of several
/// such faults it reports the last, going through `Resource` before `NotResource` and through a list backwards by its
/// alphabet; that fault is returned in the `Ok`.
pub(super) fn check(
    read: &Document,
    policy_type: PolicyType,
    faults: &Faults<'_>,
) -> Result<Option<Malformed>, Malformed> {
    let mut pending = None;
    for negated in [false, true] {
        let elements = read.statements.iter().filter_map(|it| it.resource.as_ref());
        for element in elements.filter(|element| element.negated == negated) {
            let mut values = element.values.iter().collect::<Vec<_>>();
            values.sort_by(|a, b| b.text.cmp(&a.text));
            for value in &values {
                if let Some(message) = fault(&value.text, policy_type) {
                    let detail = format!("`{}` does not name a resource", value.text);
                    pending = Some(faults.at(value.span.start, message, detail));
                }
            }
            if pending.is_some() {
                continue;
            }
            if let Some(value) = values
                .iter()
                .find(|value| is_legacy_fault(value, policy_type))
            {
                let detail = format!("`{}` is not an ARN", value.text);
                return Err(faults.at(value.span.start, LEGACY, detail));
            }
        }
    }
    Ok(pending)
}

fn is_exempt(resource: &str, policy_type: PolicyType) -> bool {
    resource == "*" || (policy_type == PolicyType::Resource && resource.starts_with(ABBREVIATED))
}

fn is_legacy_fault(value: &Text, policy_type: PolicyType) -> bool {
    let text = &value.text;
    if is_exempt(text, policy_type) {
        return false;
    }
    let colons = text.bytes().filter(|byte| *byte == b':').count();
    let service = text.split(':').nth(2).unwrap_or("");
    (colons < 5 && text.contains("::")) || service.is_empty()
}

/// IAM's text for what is wrong with a resource.
fn fault(resource: &str, policy_type: PolicyType) -> Option<String> {
    if is_exempt(resource, policy_type) {
        return None;
    }
    let no_arn = || {
        Some(format!(
            "Resource {resource} must be in ARN format or \"*\"."
        ))
    };
    let Some((arn, after_arn)) = resource.split_once(':') else {
        return no_arn();
    };
    let (partition, after_partition) = match after_arn.split_once(':') {
        Some((partition, after)) => (partition, Some(after)),
        None => (after_arn, None),
    };
    if !PARTITIONS.contains(&partition) {
        return Some(format!(
            "Partition \"{partition}\" is not valid for resource \"{}\".",
            as_iam_reads_it(partition, after_partition.unwrap_or(""))
        ));
    }
    if arn != "arn" {
        return no_arn();
    }
    let Some(after_partition) = after_partition else {
        return Some(
            "Resource vendor must be fully qualified and cannot contain regexes.".to_owned(),
        );
    };
    let (service, after_service) = after_partition
        .split_once(':')
        .unwrap_or((after_partition, ""));
    let is_short = resource.ends_with('*') && resource.split(':').count() < 6;
    let (region, rest) = after_service.split_once(':').unwrap_or((after_service, ""));
    let named = rest.split_once(':').map_or("", |(_, named)| named);
    let region_is_open = region.is_empty() || (is_short && region == "*");
    match service {
        "iam" if !region_is_open => Some(format!(
            "IAM resource {resource} cannot contain region information."
        )),
        // Access points and jobs of S3 are the kinds that do have a region.
        "s3" if !region_is_open && !has_regional_kind(named) => Some(format!(
            "Resource {resource} can not contain region information."
        )),
        "iam"
            if !is_short
                && !named.starts_with('*')
                && !IAM_PATHS.iter().any(|path| named.starts_with(path)) =>
        {
            Some(format!(
                "IAM resource path must either be \"*\" or start with {}.",
                IAM_PATHS.join(", ")
            ))
        }
        _ => None,
    }
}

fn has_regional_kind(named: &str) -> bool {
    ["accesspoint", "job/", "storage-lens", "access-grants", "*"]
        .iter()
        .any(|kind| named.starts_with(kind))
}

/// IAM takes what stands before the first colon for `arn` and fills up missing parts with `*`.
fn as_iam_reads_it(partition: &str, after_partition: &str) -> String {
    let mut parts = after_partition.splitn(4, ':').collect::<Vec<_>>();
    if after_partition.is_empty() {
        parts.clear();
    }
    parts.resize(4, "*");
    format!("arn:{partition}:{}", parts.join(":"))
}
