//! An API as a whole: its policy beside its kind, its methods and its stages.

use portcullis_iam::document::{self, Document, Source};
use portcullis_iam::{KnownKey, PolicyType};

use super::endpoints::keep_out_own_account;
use super::subject::{is_allow, is_everyone, is_narrowed};
use crate::code::Code;
use crate::finding::Finding;
use crate::world::{Api, World};

pub(super) fn check(world: &World, api: &Api, findings: &mut Vec<Finding>) {
    let mut report = |code, reason: String| {
        let (line, column) = match &api.policy {
            Some(policy) if code != Code::NotDeployed => policy.place(0),
            _ => api.place,
        };
        findings.push(Finding {
            code,
            file: api.file.clone(),
            subject: api.subject.clone(),
            statement: None,
            sid: None,
            line,
            column,
            reason,
        });
    };
    let document = api
        .policy
        .as_ref()
        .filter(|policy| policy.policy_type == PolicyType::Resource)
        .and_then(|policy| document::read(&policy.text).ok());
    if api.private == Some(true) && api.policy.is_none() && !api.policy_unknown {
        report(
            Code::PrivateWithoutPolicy,
            "the API is PRIVATE and has no resource policy, without which no call is allowed"
                .to_owned(),
        );
    }
    if let Some(document) = &document {
        if api.private == Some(true) && !is_restricted_to_endpoints(document) {
            report(
                Code::PrivateUnrestricted,
                "no condition on `aws:SourceVpce` or `aws:SourceVpc` says which endpoints or VPCs may lead here".to_owned(),
            );
        }
        if !document.statements.iter().any(denies_everyone) && !allows_everyone(document) {
            let whose = api.account.as_ref().map_or_else(
                || "the API's own account".to_owned(),
                |account| format!("account `{account}`, which owns the API,"),
            );
            report(
                Code::OpenToOwnAccount,
                format!(
                    "users and roles of {whose} may call whatever their own policies allow: within an account either side is enough"
                ),
            );
        }
        if says_only_from_where(document)
            && !allows_everyone(document)
            && !keep_out_own_account(world, api, document)
        {
            report(
                Code::OwnAccountThroughEndpoint,
                "the Deny says from where, not who: users and roles of the API's own account that come that way may call whatever their own policies allow"
                    .to_owned(),
            );
        }
        let names_somebody = document
            .statements
            .iter()
            .any(|it| is_allow(it) && !it.principal.as_ref().is_some_and(is_everyone));
        for method in api.open_methods.iter().filter(|_| names_somebody) {
            report(
                Code::OpenMethod,
                format!(
                    "callers of `{method}` are anonymous, and no Allow that names a principal means them"
                ),
            );
        }
    }
    for stage in &api.stages {
        if !stage.differs.is_empty() {
            report(
                Code::NotDeployed,
                format!(
                    "stage `{}` runs an older state: {}",
                    stage.stage,
                    stage.differs.join(", ")
                ),
            );
        }
    }
}

fn is_restricted_to_endpoints(document: &Document) -> bool {
    let keys = document
        .statements
        .iter()
        .flat_map(|it| &it.condition)
        .flat_map(|it| &it.keys);
    let mut known = keys.filter_map(|(key, _)| KnownKey::parse(&key.text));
    known.any(|key| {
        matches!(
            key,
            KnownKey::SourceVpce
                | KnownKey::SourceVpc
                | KnownKey::SourceVpcArn
                | KnownKey::VpceAccount
                | KnownKey::VpceOrgId
                | KnownKey::VpceOrgPaths
        )
    })
}

/// A Deny that the API's own account can run into.
fn denies_everyone(statement: &Source) -> bool {
    !is_allow(statement)
        && statement
            .principal
            .as_ref()
            .is_some_and(|it| it.negated || is_everyone(it))
}

/// Whether the own account is shut out by nothing but the endpoint or VPC that it comes through.
fn says_only_from_where(document: &Document) -> bool {
    let mut denies = document
        .statements
        .iter()
        .filter(|it| denies_everyone(it))
        .peekable();
    let names_callers = document.statements.iter().any(|it| {
        is_allow(it)
            && it
                .principal
                .as_ref()
                .is_some_and(|it| !it.negated && !is_everyone(it))
    });
    let from_where = |it: &Source| {
        let keys: Vec<_> = it.condition.iter().flat_map(|block| &block.keys).collect();
        let network = |key: &str| {
            matches!(
                KnownKey::parse(key),
                Some(
                    KnownKey::SourceVpce
                        | KnownKey::SourceVpc
                        | KnownKey::SourceVpcArn
                        | KnownKey::VpcSourceIp
                        | KnownKey::SourceIp
                )
            )
        };
        let negated = it
            .principal
            .as_ref()
            .is_some_and(|principal| principal.negated);
        !negated && !keys.is_empty() && keys.iter().all(|(key, _)| network(&key.text))
    };
    names_callers && denies.peek().is_some() && denies.all(from_where)
}

/// What allows everybody anyway shuts nobody out.
fn allows_everyone(document: &Document) -> bool {
    document.statements.iter().any(|it| {
        is_allow(it) && it.principal.as_ref().is_some_and(is_everyone) && !is_narrowed(it)
    })
}
