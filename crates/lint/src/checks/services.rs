//! Services and identity providers as principals, and what trust policies let them do (IAM User Guide, "AWS JSON policy
//! elements: Principal", "Using role trust policies"). What a token must say is looked at with federation.

use portcullis_iam::document::{PrincipalElement, Source};
use portcullis_iam::{KnownKey, PolicyType};

use super::subject::{Subject, account_of, is_allow, named, starts_ignoring_case};
use crate::code::Code;
use crate::glob;

/// Keys that say for whom a service calls.
const SOURCES: [KnownKey; 4] = [
    KnownKey::SourceArn,
    KnownKey::SourceAccount,
    KnownKey::SourceOrgId,
    KnownKey::SourceOrgPaths,
];
/// What an ending of a service's name may be.
const ENDINGS: [&str; 3] = [".amazonaws.com", ".amazonaws.com.cn", ".internal"];
const ASSUME: &str = "sts:assumerole";
const WITH_SAML: &str = "sts:assumerolewithsaml";
const WITH_WEB_IDENTITY: &str = "sts:assumerolewithwebidentity";

pub(super) fn check(subject: &mut Subject<'_>) {
    for (index, statement) in subject.statements() {
        let Some(principal) = statement.principal.as_ref() else {
            continue;
        };
        check_services(subject, index, statement, principal);
        check_sessions(subject, index, statement, principal);
        if subject.is(PolicyType::Trust) && is_allow(statement) {
            check_actions(subject, index, statement, principal);
            check_keys(subject, index, statement);
        }
    }
}

fn check_services(
    subject: &mut Subject<'_>,
    index: usize,
    statement: &Source,
    principal: &PrincipalElement,
) {
    let here = Some((index, statement));
    let of_apis = subject.is(PolicyType::Resource) || subject.is(PolicyType::Endpoint);
    for listed in &principal.principals {
        let (name, at) = (listed.value.text.as_str(), listed.value.span.start);
        let is_service = listed.kind == "Service";
        if of_apis && matches!(listed.kind.as_str(), "Federated" | "CanonicalUser") {
            let reason = format!(
                "calls of APIs are signed by principals of accounts, so nobody is `{name}` there"
            );
            subject.report(Code::FederatedPrincipal, here, at, reason);
        }
        let formed = ENDINGS.iter().any(|ending| name.ends_with(ending));
        if is_service && name != "*" && !formed {
            let reason = format!("no service is called `{name}`: names end in `.amazonaws.com`");
            subject.report(Code::ServicePrincipalForm, here, at, reason);
            continue;
        }
        let mut keys = statement.condition.iter().flat_map(|block| &block.keys);
        let says_for_whom = keys.any(|(key, _)| {
            KnownKey::parse(&key.text).is_some_and(|known| SOURCES.contains(&known))
        });
        if is_service && of_apis && is_allow(statement) && !principal.negated && !says_for_whom {
            let reason = format!(
                "`{name}` is let in for whomever it works, of any account: nothing asks for `aws:SourceArn` or `aws:SourceAccount`"
            );
            subject.report(Code::ServicePrincipalOpen, here, at, reason);
        }
    }
}

/// Sessions beside their role.
fn check_sessions(
    subject: &mut Subject<'_>,
    index: usize,
    statement: &Source,
    principal: &PrincipalElement,
) {
    // Under NotPrincipal both have to be listed.
    if principal.negated {
        return;
    }
    for (session, at) in named(principal) {
        let Some((_, rest)) = session.split_once(":assumed-role/") else {
            continue;
        };
        let role = rest.split('/').next().unwrap_or_default();
        let parent = named(principal).find(|(name, _)| {
            account_of(name) == account_of(session)
                && name
                    .split_once(":role/")
                    .is_some_and(|(_, path)| path.rsplit('/').next() == Some(role))
        });
        if let Some((parent, _)) = parent {
            let reason = format!("`{parent}` of the same list means all of its sessions");
            let here = Some((index, statement));
            subject.report(Code::RedundantPrincipal, here, at, reason);
        }
    }
}

/// Each kind of principal assumes a role by an operation of its own.
fn check_actions(
    subject: &mut Subject<'_>,
    index: usize,
    statement: &Source,
    principal: &PrincipalElement,
) {
    let allowed = |wanted: &str| allows(statement, wanted);
    let assumes = [ASSUME, WITH_SAML, WITH_WEB_IDENTITY].map(allowed);
    // A statement may be about the tags of sessions alone.
    if !assumes.contains(&true) {
        return;
    }
    for listed in &principal.principals {
        let name = listed.value.text.as_str();
        let (wanted, spelled) = match listed.kind.as_str() {
            "Federated" if name.contains(":saml-provider/") => {
                (WITH_SAML, "sts:AssumeRoleWithSAML")
            }
            "Federated" => (WITH_WEB_IDENTITY, "sts:AssumeRoleWithWebIdentity"),
            "AWS" | "Service" if name != "*" => (ASSUME, "sts:AssumeRole"),
            _ => continue,
        };
        if !allowed(wanted) {
            let reason = format!(
                "`{name}` assumes roles by `{spelled}`, which the statement does not allow"
            );
            let here = Some((index, statement));
            let at = listed.value.span.start;
            subject.report(Code::ActionForPrincipal, here, at, reason);
        }
    }
}

/// What a caller may say of its session takes an action of its own.
fn check_keys(subject: &mut Subject<'_>, index: usize, statement: &Source) {
    for (key, _) in statement.condition.iter().flat_map(|block| &block.keys) {
        let name = key.text.as_str();
        let tags = starts_ignoring_case(name, "aws:RequestTag/");
        let (wanted, spelled) = match KnownKey::parse(name) {
            Some(KnownKey::StsSourceIdentity) => ("sts:setsourceidentity", "sts:SetSourceIdentity"),
            Some(KnownKey::TagKeys | KnownKey::StsTransitiveTagKeys) => {
                ("sts:tagsession", "sts:TagSession")
            }
            _ if tags => ("sts:tagsession", "sts:TagSession"),
            _ => continue,
        };
        if !allows(statement, wanted) {
            let reason = format!(
                "`{name}` is there for a caller with `{spelled}`, which is not allowed here"
            );
            let here = Some((index, statement));
            subject.report(Code::ActionForKey, here, key.span.start, reason);
        }
    }
}

fn allows(statement: &Source, wanted: &str) -> bool {
    statement.action.as_ref().is_some_and(|action| {
        let mut values = action.values.iter();
        values.any(|value| glob::covers(&value.text.to_lowercase(), wanted)) != action.negated
    })
}
