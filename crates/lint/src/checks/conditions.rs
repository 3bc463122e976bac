//! Conditions: keys that are not there, operators that do not fit, values that cannot match (IAM User Guide, "IAM JSON
//! policy elements: Condition operators", "Single-valued vs. multivalued condition keys", "AWS global condition context
//! keys"; API Gateway Developer Guide, "AWS condition keys that can be used in API Gateway resource policies").

mod value;

use portcullis_iam::document::{Source, Text};
use portcullis_iam::operator::{Kind, Operator, Order, Qualifier};
use portcullis_iam::{KnownKey, PolicyType};

use super::arns::is_region;
use super::subject::{Subject, is_allow, starts_ignoring_case};
use crate::code::Code;
use value::{Type, holds_pattern, host_bits, is_private, is_valid, type_of};

/// Keys with several values.
const MULTIVALUED: [KnownKey; 8] = [
    KnownKey::PrincipalOrgPaths,
    KnownKey::PrincipalServiceNamesList,
    KnownKey::ResourceOrgPaths,
    KnownKey::VpceOrgPaths,
    KnownKey::SourceOrgPaths,
    KnownKey::TagKeys,
    KnownKey::CalledVia,
    KnownKey::StsTransitiveTagKeys,
];
/// Keys that a call through an endpoint has, and no other.
const OF_ENDPOINTS: [KnownKey; 7] = [
    KnownKey::SourceVpc,
    KnownKey::SourceVpce,
    KnownKey::SourceVpcArn,
    KnownKey::VpcSourceIp,
    KnownKey::VpceAccount,
    KnownKey::VpceOrgId,
    KnownKey::VpceOrgPaths,
];
/// Global keys that exist at AWS and that no policy here is asked about.
const OTHERS: [&str; 4] = [
    "aws:arn",
    "aws:chatbotsourcearn",
    "aws:ec2instancesourceprivateipv4",
    "aws:ec2instancesourcevpc",
];

/// One key under one operator.
struct Compared<'a> {
    index: usize,
    statement: &'a Source,
    operator: Operator,
    operator_text: &'a str,
    key: &'a Text,
    known: Option<KnownKey>,
    values: &'a [Text],
}

pub(super) fn check(subject: &mut Subject<'_>) {
    for (index, statement) in subject.statements() {
        for block in &statement.condition {
            let Some(operator) = Operator::parse(&block.operator.text) else {
                continue;
            };
            for (key, values) in &block.keys {
                let compared = Compared {
                    index,
                    statement,
                    operator,
                    operator_text: &block.operator.text,
                    key,
                    known: KnownKey::parse(&key.text),
                    values,
                };
                check_name(subject, &compared);
                check_actions(subject, &compared);
                check_type(subject, &compared);
                check_qualifier(subject, &compared);
                check_absence(subject, &compared);
                check_presence(subject, &compared);
                check_values(subject, &compared);
            }
        }
    }
}

impl Compared<'_> {
    fn report(&self, subject: &mut Subject<'_>, code: Code, at: usize, reason: String) {
        subject.report(code, Some((self.index, self.statement)), at, reason);
    }

    fn report_key(&self, subject: &mut Subject<'_>, code: Code, reason: String) {
        self.report(subject, code, self.key.span.start, reason);
    }

    fn is_allow(&self) -> bool {
        is_allow(self.statement)
    }

    /// Another condition of the statement demands that the key is there.
    fn is_demanded(&self) -> bool {
        self.statement.condition.iter().any(|block| {
            let Some(operator) = Operator::parse(&block.operator.text) else {
                return false;
            };
            block.keys.iter().any(|(key, values)| {
                if !key.text.eq_ignore_ascii_case(&self.key.text) {
                    return false;
                }
                match operator.kind {
                    Kind::Null => values
                        .iter()
                        .all(|it| it.text.eq_ignore_ascii_case("false")),
                    _ => {
                        !operator.negated
                            && !operator.if_exists
                            && operator.qualifier != Some(Qualifier::ForAllValues)
                    }
                }
            })
        })
    }

    fn is_tag(&self, family: &str) -> bool {
        starts_ignoring_case(&self.key.text, family)
    }

    /// What an absent key does to the statement.
    fn when_absent(&self) -> &'static str {
        let holds = self.operator.if_exists
            || self.operator.qualifier == Some(Qualifier::ForAllValues)
            || (self.operator.negated && self.operator.qualifier.is_none());
        match (holds, self.is_allow()) {
            (true, true) => "so the condition always holds and the Allow is open",
            (true, false) => "so the condition always holds and the Deny refuses everybody",
            (false, true) => "so the condition never holds and the Allow allows nobody",
            (false, false) => "so the condition never holds and the Deny refuses nobody",
        }
    }
}

fn check_name(subject: &mut Subject<'_>, compared: &Compared<'_>) {
    let name = compared.key.text.as_str();
    if compared.known.is_some() {
        return;
    }
    let lower = name.to_lowercase();
    if lower == "aws:arn" {
        let reason =
            format!("`{name}` is an old name of `aws:PrincipalArn`, and not known everywhere");
        compared.report_key(subject, Code::DeprecatedKey, reason);
        return;
    }
    let tag = ["aws:principaltag/", "aws:resourcetag/", "aws:requesttag/"]
        .iter()
        .any(|family| lower.len() > family.len() && lower.starts_with(family));
    let reason = if !name.contains(':') {
        format!("`{name}` is no key: a key is `service:name`")
    } else if lower.starts_with("aws:") && !tag && !OTHERS.contains(&lower.as_str()) {
        format!("AWS has no global condition key `{name}`, so it is always absent")
    } else if lower.starts_with("execute-api:") {
        format!("execute-api has no condition key `{name}`, so it is always absent")
    } else {
        return;
    };
    compared.report_key(subject, Code::UnknownKey, reason);
}

/// What the rest of the statement makes of a key.
fn check_actions(subject: &mut Subject<'_>, compared: &Compared<'_>) {
    let Some(action) = &compared.statement.action else {
        return;
    };
    let name = compared.key.text.as_str();
    let of_tags = ["aws:ResourceTag/", "aws:RequestTag/"];
    let tags = of_tags.iter().any(|family| compared.is_tag(family))
        || compared.known == Some(KnownKey::TagKeys);
    if tags && action.negated {
        let effect = match compared.is_allow() {
            true => "are not allowed",
            false => "are not denied",
        };
        let reason = format!("those of the other actions that have no `{name}` {effect}");
        compared.report_key(subject, Code::TagKeyWithNotAction, reason);
    }
    let mut others = action
        .values
        .iter()
        .filter(|value| value.text != "*" && !starts_ignoring_case(&value.text, "execute-api:"));
    if let (true, false, Some(other)) = (
        compared.is_tag("execute-api:"),
        action.negated,
        others.next(),
    ) {
        let reason = format!("`{}` has no `{name}`", other.text);
        compared.report_key(subject, Code::KeyOfAnotherService, reason);
    }
}

fn check_type(subject: &mut Subject<'_>, compared: &Compared<'_>) {
    let kind = compared.operator.kind;
    let (Some(known), false) = (compared.known, kind == Kind::Null) else {
        return;
    };
    let expected = type_of(known);
    let fits = match expected {
        Type::Text => matches!(
            kind,
            Kind::StringEquals | Kind::StringEqualsIgnoreCase | Kind::StringLike | Kind::Binary
        ),
        Type::Arn => matches!(
            kind,
            Kind::Arn | Kind::StringEquals | Kind::StringEqualsIgnoreCase | Kind::StringLike
        ),
        Type::Address => kind == Kind::Ip,
        Type::Flag => kind == Kind::Bool,
        Type::Moment => matches!(kind, Kind::Date(_) | Kind::Numeric(_)),
        Type::Number => matches!(kind, Kind::Numeric(_)),
    };
    if !fits {
        let reason = format!(
            "`{}` is {}, which `{}` does not compare",
            known.name(),
            expected.name(),
            compared.operator_text
        );
        compared.report_key(subject, Code::TypeMismatch, reason);
    }
}

fn check_qualifier(subject: &mut Subject<'_>, compared: &Compared<'_>) {
    if compared.operator.kind == Kind::Null && compared.operator.qualifier.is_some() {
        let reason = format!("`{}` does not depend on the key", compared.operator_text);
        compared.report_key(subject, Code::NullWithQualifier, reason);
        return;
    }
    let Some(known) = compared.known else { return };
    let several = MULTIVALUED.contains(&known);
    match compared.operator.qualifier {
        Some(Qualifier::ForAllValues) if !several => {
            let reason = format!(
                "`{}` has one value, and `ForAllValues` also matches where it is absent",
                known.name()
            );
            compared.report_key(subject, Code::ForAllValuesSingle, reason);
        }
        Some(Qualifier::ForAllValues) if compared.is_allow() && !compared.is_demanded() => {
            let reason = format!(
                "a request without `{}` matches too: `ForAllValues` of no values is true",
                known.name()
            );
            compared.report_key(subject, Code::ForAllValuesAbsent, reason);
        }
        None if several && compared.operator.kind != Kind::Null => {
            let reason = format!(
                "`{}` may have several values, which `{}` alone never matches",
                known.name(),
                compared.operator_text
            );
            compared.report_key(subject, Code::MultivaluedWithoutQualifier, reason);
        }
        _ => {}
    }
}

fn check_absence(subject: &mut Subject<'_>, compared: &Compared<'_>) {
    let operator = compared.operator;
    let known = compared.known;
    let absent_at_times = compared.is_tag("aws:PrincipalTag/")
        || known.is_some_and(|key| {
            OF_ENDPOINTS.contains(&key)
                || matches!(
                    key,
                    KnownKey::SourceIp
                        | KnownKey::PrincipalArn
                        | KnownKey::PrincipalOrgId
                        | KnownKey::UserAgent
                        | KnownKey::Referer
                        | KnownKey::MultiFactorAuthPresent
                        | KnownKey::ExecuteApiViaDomainArn
                )
        });
    let opens = operator.qualifier.is_none()
        && operator.kind != Kind::Null
        && (operator.negated || operator.if_exists);
    if compared.is_allow() && opens && absent_at_times && !compared.is_demanded() {
        let reason = format!(
            "a request without `{}` is allowed: `{}` holds where the key is absent",
            compared.key.text, compared.operator_text
        );
        compared.report_key(subject, Code::AllowIfAbsent, reason);
    }
    let denies_without_mfa = known == Some(KnownKey::MultiFactorAuthPresent)
        && !compared.is_allow()
        && operator.kind == Kind::Bool
        && !operator.if_exists
        && compared
            .values
            .iter()
            .any(|it| it.text.eq_ignore_ascii_case("false"));
    if denies_without_mfa {
        let reason =
            "requests of long-term keys have no `aws:MultiFactorAuthPresent`, and pass this Deny"
                .to_owned();
        compared.report_key(subject, Code::MfaAbsent, reason);
    }
}

/// Keys that this policy is never asked with.
fn check_presence(subject: &mut Subject<'_>, compared: &Compared<'_>) {
    if compared.operator.kind == Kind::Null || !subject.is_about_invoking(compared.statement) {
        return;
    }
    let name = compared.key.text.as_str();
    let effect = compared.when_absent();
    let tags = compared.is_tag("aws:ResourceTag/") && !subject.world.resource_tags;
    if tags || compared.is_tag("aws:RequestTag/") || compared.known == Some(KnownKey::TagKeys) {
        let reason = format!("AWS gives calls of execute-api no `{name}`, {effect}");
        compared.report_key(subject, Code::KeyNeverPresent, reason);
        return;
    }
    let private = match subject.api {
        Some(api) => api.private,
        None => subject.is(PolicyType::Endpoint).then_some(true),
    };
    let Some(known) = compared.known else { return };
    match private {
        Some(true) if known == KnownKey::SourceIp => {
            let reason = format!("a call through an endpoint has no `{name}`, {effect}");
            compared.report_key(subject, Code::SourceIpBehindEndpoint, reason);
        }
        Some(false) if OF_ENDPOINTS.contains(&known) => {
            let reason = format!("a call of a public API has no `{name}`, {effect}");
            compared.report_key(subject, Code::VpcKeyOnPublicApi, reason);
        }
        _ => {}
    }
}

fn check_values(subject: &mut Subject<'_>, compared: &Compared<'_>) {
    let kind = compared.operator.kind;
    let several = compared.values.len() > 1;
    if several && matches!(kind, Kind::Bool | Kind::Null) {
        let reason = format!("`{}` takes one value", compared.operator_text);
        compared.report_key(subject, Code::TypeMismatch, reason);
    }
    let ordered = matches!(kind, Kind::Numeric(order) | Kind::Date(order) if order != Order::Equal);
    if several && ordered {
        let reason = format!(
            "any one of the values of `{}` is enough, so one of them decides",
            compared.operator_text
        );
        compared.report_key(subject, Code::RedundantValue, reason);
    }
    for value in compared.values {
        let text = value.text.as_str();
        let at = value.span.start;
        if text.contains("${") {
            continue;
        }
        if !is_valid(kind, text) {
            let reason = format!(
                "`{}` takes no value such as `{text}`",
                compared.operator_text
            );
            compared.report(subject, Code::TypeMismatch, at, reason);
            continue;
        }
        let literal = matches!(kind, Kind::StringEquals | Kind::StringEqualsIgnoreCase);
        if literal && compared.known == Some(KnownKey::RequestedRegion) && !is_region(text) {
            let reason = format!("`{text}` is no Region");
            compared.report(subject, Code::TypeMismatch, at, reason);
        }
        if literal && holds_pattern(text) {
            let reason = format!(
                "`{}` compares `{text}` with its wildcard as a character",
                compared.operator_text
            );
            compared.report(subject, Code::WildcardWithoutLike, at, reason);
        }
        if kind == Kind::Ip {
            if let Some(network) = host_bits(text) {
                let reason = format!("`{text}` means `{network}`");
                compared.report(subject, Code::HostBits, at, reason);
            }
            if compared.known == Some(KnownKey::SourceIp) && is_private(text) {
                let reason = format!("`{text}` is private; what `aws:SourceIp` holds is public");
                compared.report(subject, Code::PrivateSourceIp, at, reason);
            }
        }
        check_endpoint_id(subject, compared, value);
    }
}

fn check_endpoint_id(subject: &mut Subject<'_>, compared: &Compared<'_>, value: &Text) {
    let text = value.text.as_str();
    let (form, other) = match compared.known {
        Some(KnownKey::SourceVpce) => ("vpce-", "an endpoint"),
        Some(KnownKey::SourceVpc) => ("vpc-", "a VPC"),
        _ => return,
    };
    if compared.operator.kind == Kind::Null || text.starts_with(['*', '?']) {
        return;
    }
    if !text.starts_with(form) {
        let reason = format!("`{text}` is not the id of {other}: those start with `{form}`");
        compared.report(subject, Code::VpcValueForm, value.span.start, reason);
        return;
    }
    let ids: Vec<&str> = subject
        .world
        .endpoints
        .iter()
        .filter_map(|endpoint| endpoint.id.as_deref())
        .collect();
    let exists = ids.iter().any(|id| crate::glob::covers(text, id));
    if form == "vpce-" && subject.world.complete && !exists {
        let reason = format!("no VPC endpoint `{text}` exists");
        compared.report(subject, Code::UnknownEndpoint, value.span.start, reason);
    }
}
