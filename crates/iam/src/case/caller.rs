//! The caller that a principal's ARN stands for, with what the ARN leaves out taken from the case's context.

use serde_json::{Map, Value as Json};

use crate::arn::{Arn, is_account_id};
use crate::key::KnownKey;
use crate::principal::Caller;

/// A caller with strings of its own.
#[derive(Debug, Clone)]
pub(super) enum CallerParts {
    Anonymous,
    Service(String),
    Root {
        account: String,
        arn: String,
    },
    User {
        account: String,
        arn: String,
        name: String,
    },
    Session {
        account: String,
        arn: String,
        role_arn: String,
        name: String,
    },
    FederatedUser {
        account: String,
        arn: String,
        name: String,
    },
}

impl CallerParts {
    /// A session's ARN leaves out the path of its role; `aws:PrincipalArn`, where the case gives it, has it.
    pub(super) fn of(principal: &str, context: &Map<String, Json>) -> Option<CallerParts> {
        if principal == "anonymous" {
            return Some(CallerParts::Anonymous);
        }
        if principal.ends_with(".amazonaws.com") {
            return Some(CallerParts::Service(principal.to_owned()));
        }
        let arn = Arn::parse(principal).filter(|arn| is_account_id(arn.account))?;
        let account = arn.account.to_owned();
        let (kind, rest) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
        let arn_text = principal.to_owned();
        match (arn.service, kind) {
            ("iam", "root") if rest.is_empty() => Some(CallerParts::Root {
                account,
                arn: arn_text,
            }),
            ("iam", "user") if !arn.name().is_empty() => Some(CallerParts::User {
                account,
                arn: arn_text,
                name: arn.name().to_owned(),
            }),
            // Some session of the role.
            ("iam", "role") if !arn.name().is_empty() => Some(CallerParts::Session {
                arn: format!(
                    "arn:{}:sts::{account}:assumed-role/{}/",
                    arn.partition,
                    arn.name()
                ),
                account,
                role_arn: arn_text,
                name: String::new(),
            }),
            ("sts", "assumed-role") => {
                let (role, name) = rest.split_once('/')?;
                let plain = format!("arn:{}:iam::{account}:role/{role}", arn.partition);
                Some(CallerParts::Session {
                    role_arn: role_with_path(context, &plain, role).unwrap_or(plain),
                    account,
                    arn: arn_text,
                    name: name.to_owned(),
                })
            }
            ("sts", "federated-user") if !rest.is_empty() => Some(CallerParts::FederatedUser {
                account,
                arn: arn_text,
                name: rest.to_owned(),
            }),
            _ => None,
        }
    }

    pub(super) fn caller(&self) -> Caller<'_> {
        match self {
            CallerParts::Anonymous => Caller::Anonymous,
            CallerParts::Service(name) => Caller::Service { name },
            CallerParts::Root { account, arn } => Caller::Root { account, arn },
            CallerParts::User { account, arn, name } => Caller::User {
                account,
                arn,
                name,
                id: "",
            },
            CallerParts::Session {
                account,
                arn,
                role_arn,
                name,
            } => Caller::AssumedRole {
                account,
                role_arn,
                role_id: "",
                session_arn: arn,
                session_name: name,
            },
            CallerParts::FederatedUser { account, arn, name } => Caller::FederatedUser {
                account,
                arn,
                name,
                user_arn: "",
                user_id: "",
            },
        }
    }
}

fn role_with_path(context: &Map<String, Json>, plain: &str, role: &str) -> Option<String> {
    let (_, given) = context
        .iter()
        .find(|(name, _)| KnownKey::parse(name) == Some(KnownKey::PrincipalArn))?;
    let given = given.as_str()?;
    let prefix = plain.strip_suffix(role)?;
    let is_same = given.starts_with(prefix) && Arn::parse(given)?.name() == role;
    is_same.then(|| given.to_owned())
}
