//! Roles that an OIDC issuer vouches for: what the token must say before it is believed (IAM User Guide, "Configuring a
//! role for GitHub OIDC identity provider"; Access Analyzer's checks "Missing condition key for oidc principal", "Missing
//! github repo condition key" and "Specific github repo and branch recommended").

use portcullis_iam::PolicyType;
use portcullis_iam::document::{Source, Text};

use super::subject::{Subject, is_allow};
use crate::code::Code;

const GITHUB: &str = "token.actions.githubusercontent.com";

pub(super) fn check(subject: &mut Subject<'_>) {
    if !subject.is(PolicyType::Trust) {
        return;
    }
    for (index, statement) in subject.statements().filter(|(_, it)| is_allow(it)) {
        let Some(principal) = statement.principal.as_ref().filter(|it| !it.negated) else {
            continue;
        };
        for named in &principal.principals {
            let Some((_, issuer)) = named.value.text.split_once(":oidc-provider/") else {
                continue;
            };
            if named.kind == "Federated" {
                check_issuer(subject, index, statement, issuer, named.value.span.start);
            }
        }
    }
}

fn check_issuer(
    subject: &mut Subject<'_>,
    index: usize,
    statement: &Source,
    issuer: &str,
    at: usize,
) {
    let here = Some((index, statement));
    let asked = |claim: &str| demanded(statement, issuer, claim);
    if asked("aud").is_empty() {
        let reason = format!(
            "nothing demands `{issuer}:aud`, so a token that `{issuer}` made for any client of the provider is enough"
        );
        subject.report(Code::OidcAudienceMissing, here, at, reason);
    }
    if !issuer.eq_ignore_ascii_case(GITHUB) && !issuer.starts_with(&format!("{GITHUB}/")) {
        return;
    }
    let subjects = asked("sub");
    if subjects.is_empty() && asked("job_workflow_ref").is_empty() {
        let reason = format!(
            "nothing demands `{issuer}:sub`, so a workflow of any repository of anybody may assume the role"
        );
        subject.report(Code::GithubSubjectMissing, here, at, reason);
    }
    for value in subjects {
        if let Some(reason) = too_wide(&value.text) {
            subject.report(Code::GithubSubjectWildcard, here, value.span.start, reason);
        }
    }
}

/// The values that a statement demands of a claim: an operator that holds for other values demands none.
fn demanded<'s>(statement: &'s Source, issuer: &str, claim: &str) -> Vec<&'s Text> {
    let wanted = format!("{issuer}:{claim}");
    let blocks = statement.condition.iter().filter(|block| {
        let operator = block.operator.text.to_ascii_lowercase();
        !operator.contains("not") && !operator.ends_with("ifexists") && operator != "null"
    });
    let keys = blocks.flat_map(|block| &block.keys);
    keys.filter(|(key, _)| key.text.eq_ignore_ascii_case(&wanted))
        .flat_map(|(_, values)| values)
        .collect()
}

/// What a subject leaves open, as GitHub writes them: `repo:ORGANISATION/REPOSITORY:…`.
fn too_wide(subject: &str) -> Option<String> {
    let wild = |text: &str| text.contains(['*', '?']);
    if !wild(subject) {
        return None;
    }
    let repository = subject.strip_prefix("repo:");
    let parts = repository.and_then(|rest| rest.split_once('/'));
    Some(match parts {
        Some((organization, rest)) if !wild(organization) => {
            let (repository, _) = rest.split_once(':').unwrap_or((rest, ""));
            match wild(repository) {
                true => format!("`{subject}` means more than one repository of `{organization}`"),
                false => format!(
                    "`{subject}` means every branch, tag, environment and pull request of `{organization}/{repository}` that the wildcard matches"
                ),
            }
        }
        _ => format!("`{subject}` means repositories of more than one owner"),
    })
}
