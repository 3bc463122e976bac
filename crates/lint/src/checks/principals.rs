//! Who is named, in the policies that name somebody (IAM User Guide, "AWS JSON policy elements: Principal" and
//! "NotPrincipal"; "Policy evaluation logic").

use portcullis_iam::document::{PrincipalElement, Source};
use portcullis_iam::{KnownKey, PolicyType};

use super::subject::{
    Subject, account_of, is_account, is_allow, is_everyone, is_narrowed, named,
    starts_ignoring_case,
};
use crate::code::Code;

pub(super) fn check(subject: &mut Subject<'_>) {
    for (index, statement) in subject.statements() {
        let Some(principal) = &statement.principal else {
            continue;
        };
        check_negated(subject, index, statement, principal);
        check_everyone(subject, index, statement, principal);
        for (name, at) in named(principal) {
            check_named(subject, index, statement, name, at);
        }
    }
}

fn check_negated(
    subject: &mut Subject<'_>,
    index: usize,
    statement: &Source,
    principal: &PrincipalElement,
) {
    if !principal.negated {
        return;
    }
    let here = Some((index, statement));
    if is_allow(statement) {
        let reason =
            "everybody who is not listed is allowed, callers without a signature among them";
        subject.report(Code::AllowNotPrincipal, here, principal.at, reason);
        return;
    }
    let lists = |is: fn(&str) -> bool| named(principal).any(|(name, _)| is(name));
    let role = named(principal).find(|(name, _)| name.contains(":role/"));
    let reason = match role {
        Some((role, _)) if !lists(|name| name.contains(":assumed-role/")) || !lists(is_account) => {
            format!(
                "sessions of `{role}` are denied: their account, the role and each session would have to be listed; and \
             whoever has a permissions boundary is denied in any case"
            )
        }
        _ => "whoever has a permissions boundary is denied, listed or not".to_owned(),
    };
    subject.report(Code::DenyNotPrincipal, here, principal.at, reason);
}

fn check_everyone(
    subject: &mut Subject<'_>,
    index: usize,
    statement: &Source,
    principal: &PrincipalElement,
) {
    if !is_everyone(principal) || !is_allow(statement) {
        return;
    }
    let here = Some((index, statement));
    let by_arn = statement
        .condition
        .iter()
        .flat_map(|block| &block.keys)
        .any(|(key, _)| KnownKey::parse(&key.text) == Some(KnownKey::PrincipalArn));
    if by_arn && subject.is(PolicyType::Resource) {
        let reason = "a match of `*` grants to the session itself: its boundary and session policy need not allow it";
        subject.report(Code::PrincipalArnCondition, here, principal.at, reason);
    }
    // An endpoint policy allows everybody as a matter of course; what the API says is what counts.
    let denied_to_most = subject.document.statements.iter().any(|other| {
        !is_allow(other) && other.principal.as_ref().is_some_and(is_everyone) && is_narrowed(other)
    });
    if subject.is(PolicyType::Endpoint) || is_narrowed(statement) || denied_to_most {
        return;
    }
    let reason = match subject.is(PolicyType::Trust) {
        true => "any principal of any account may assume the role",
        false => {
            "whoever reaches the API is allowed, of any account; on methods without authorization, unsigned"
        }
    };
    subject.report(Code::PublicAllow, here, principal.at, reason);
}

fn check_named(subject: &mut Subject<'_>, index: usize, statement: &Source, name: &str, at: usize) {
    let here = Some((index, statement));
    let allow = is_allow(statement);
    let unique = ["AIDA", "AROA", "AKIA", "ASIA", "ANPA"]
        .iter()
        .any(|form| name.starts_with(form) && !name.contains(':'));
    if unique {
        let reason = format!("`{name}` is a unique id");
        subject.report(Code::UniqueIdPrincipal, here, at, reason);
        return;
    }
    if is_account(name) && allow && subject.is(PolicyType::Resource) && !is_narrowed(statement) {
        let account = account_of(name).unwrap_or_default();
        let reason =
            format!("account `{account}` decides by itself which of its users and roles may call");
        subject.report(Code::AccountPrincipal, here, at, reason);
    }
    let session = starts_ignoring_case(name, "arn:aws:sts:") && name.contains(":assumed-role/");
    if session && allow && subject.is(PolicyType::Resource) {
        let reason = format!(
            "a boundary or session policy of `{name}` that says nothing does not limit this Allow in its own account"
        );
        subject.report(Code::SessionPrincipal, here, at, reason);
    }
    let identities = &subject.world.identities;
    let found = identities.iter().find(|it| it.arn.as_deref() == Some(name));
    if let Some(identity) = found
        && identity.boundary
        && allow
        && name.contains(":role/")
    {
        let reason = format!("`{name}` has a permissions boundary, which has to allow this too");
        subject.report(Code::RoleWithBoundary, here, at, reason);
    }
    let entity = name.contains(":role/") || name.contains(":user/");
    let ours = account_of(name).is_some_and(|account| {
        let in_account = |arn: &str| account_of(arn) == Some(account);
        identities
            .iter()
            .filter_map(|it| it.arn.as_deref())
            .any(in_account)
    });
    if subject.world.complete && entity && found.is_none() && ours {
        let reason = format!("`{name}` does not exist");
        subject.report(Code::PrincipalGone, here, at, reason);
    }
}
