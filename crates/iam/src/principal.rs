//! Who calls, and whether a `Principal` element means them. How strongly a match grants is kept apart (`Grant`), because
//! a role ARN, a session ARN and an account ARN give different answers when another policy is silent.

use crate::arn::{Arn, is_account_id, is_unique_id};

/// The caller of a request, as authentication found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller<'a> {
    /// Nobody signed the request.
    Anonymous,
    /// The root user of an account.
    Root {
        /// The account id.
        account: &'a str,
        /// `arn:aws:iam::{account}:root`.
        arn: &'a str,
    },
    /// An IAM user.
    User {
        /// The account id.
        account: &'a str,
        /// The user's ARN, path included.
        arn: &'a str,
        /// The user's name.
        name: &'a str,
        /// `AIDA...`; empty when unknown.
        id: &'a str,
    },
    /// A session of an IAM role.
    AssumedRole {
        /// The account id.
        account: &'a str,
        /// The role's ARN, path included.
        role_arn: &'a str,
        /// `AROA...`; empty when unknown.
        role_id: &'a str,
        /// `arn:aws:sts::{account}:assumed-role/{role name}/{session name}`.
        session_arn: &'a str,
        /// The session's name; empty when unknown.
        session_name: &'a str,
    },
    /// A session made by `GetFederationToken`.
    FederatedUser {
        /// The account id.
        account: &'a str,
        /// `arn:aws:sts::{account}:federated-user/{name}`.
        arn: &'a str,
        /// The session's name.
        name: &'a str,
        /// The user who asked for the session; empty when unknown.
        user_arn: &'a str,
        /// That user's unique id; empty when unknown.
        user_id: &'a str,
    },
    /// Somebody an identity provider vouches for, before a role is assumed.
    Federated {
        /// The provider: an OIDC or SAML provider ARN, or a well-known host name.
        provider: &'a str,
    },
    /// An AWS service itself.
    Service {
        /// Such as `apigateway.amazonaws.com`.
        name: &'a str,
    },
}

impl<'a> Caller<'a> {
    /// The account the caller belongs to, if it belongs to one.
    pub fn account(&self) -> Option<&'a str> {
        match *self {
            Caller::Root { account, .. }
            | Caller::User { account, .. }
            | Caller::AssumedRole { account, .. }
            | Caller::FederatedUser { account, .. } => Some(account),
            Caller::Anonymous | Caller::Federated { .. } | Caller::Service { .. } => None,
        }
    }

    /// The caller as AWS names it in messages: the session ARN for a role, `anonymous` for nobody.
    pub fn arn(&self) -> &'a str {
        match *self {
            Caller::Anonymous => "anonymous",
            Caller::Root { arn, .. }
            | Caller::User { arn, .. }
            | Caller::FederatedUser { arn, .. } => arn,
            Caller::AssumedRole { session_arn, .. } => session_arn,
            Caller::Federated { provider } => provider,
            Caller::Service { name } => name,
        }
    }

    /// The value of `aws:PrincipalArn`: the role's ARN for a session.
    pub fn principal_arn(&self) -> Option<&'a str> {
        match *self {
            Caller::AssumedRole { role_arn, .. } => Some(role_arn),
            Caller::Root { arn, .. }
            | Caller::User { arn, .. }
            | Caller::FederatedUser { arn, .. } => Some(arn),
            Caller::Anonymous | Caller::Federated { .. } | Caller::Service { .. } => None,
        }
    }

    /// The value of `aws:PrincipalType` (IAM User Guide, "IAM policy elements: Variables and tags", principal table).
    pub fn principal_type(&self) -> Option<&'static str> {
        match self {
            Caller::Anonymous => Some("Anonymous"),
            Caller::Root { .. } => Some("Account"),
            Caller::User { .. } => Some("User"),
            Caller::AssumedRole { .. } => Some("AssumedRole"),
            Caller::FederatedUser { .. } => Some("FederatedUser"),
            Caller::Federated { .. } | Caller::Service { .. } => None,
        }
    }

    /// Whether the caller is a session of a service-linked role, which organization policies do not bind.
    pub fn is_service_linked(&self) -> bool {
        // The path has to begin with it: further on, anybody may write what they like.
        let is_linked = |arn: &str| {
            arn.splitn(6, ':')
                .nth(5)
                .is_some_and(|role| role.starts_with("role/aws-service-role/"))
        };
        matches!(self, Caller::AssumedRole { role_arn, .. } if is_linked(role_arn))
    }
}

/// What an Allow in a resource-based policy is worth (IAM User Guide, "Policy evaluation for requests within a single
/// account"). Ordered from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grant {
    /// The account was named: its own policies still have to allow.
    Account,
    /// The user behind a federated session was named: boundary and session policy still have to allow.
    UserOfFederated,
    /// The role was named: boundary and session policy still have to allow.
    Role,
    /// The caller itself, or everyone, was named: nothing else has to allow within the account.
    Direct,
}

/// A compiled `Principal` or `NotPrincipal`.
#[derive(Debug, Clone)]
pub(crate) struct Principals {
    negated: bool,
    list: Box<[Principal]>,
}

/// One principal that a policy names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Principal {
    Everyone,
    Account(Box<str>),
    /// A user, role, role session or federated user session.
    Arn(Box<str>),
    /// `AIDA...` or `AROA...`: what AWS stores in place of an ARN, so that a namesake made later is somebody else.
    UniqueId(Box<str>),
    Service(Box<str>),
    Federated(Box<str>),
    /// An S3 notion; no caller here has one.
    CanonicalUser,
}

impl Principals {
    /// Compiles the principals with their kinds (`AWS`, `Service`, ...). The error is the index of one that is not valid.
    pub(crate) fn compile<'t>(
        negated: bool,
        principals: impl Iterator<Item = (&'t str, &'t str)>,
    ) -> Result<Principals, usize> {
        let list = principals
            .enumerate()
            .map(|(index, (kind, value))| Principal::compile(kind, value).ok_or(index))
            .collect::<Result<_, _>>()?;
        Ok(Principals { negated, list })
    }

    /// Whether the element means the caller, and what a match is worth.
    pub(crate) fn matches(&self, caller: &Caller<'_>, has_boundary: bool) -> Option<Grant> {
        if self.negated {
            return self.excludes(caller, has_boundary).then_some(Grant::Direct);
        }
        let grants = self.list.iter().filter_map(|named| named.grant(caller));
        grants.max()
    }

    /// `NotPrincipal`: the caller is excepted only if each of its identities is listed - account, then user or role, then
    /// session - and never if it has a permissions boundary (IAM User Guide, "NotPrincipal").
    fn excludes(&self, caller: &Caller<'_>, has_boundary: bool) -> bool {
        if self.list.is_empty() {
            return false;
        }
        if has_boundary {
            return true;
        }
        if self.list.contains(&Principal::Everyone) {
            return false;
        }
        let lists_arn = |arn: &str| {
            self.lists(|named| matches!(named, Principal::Arn(listed) if **listed == *arn))
        };
        let lists_id = |id: &str| {
            !id.is_empty()
                && self
                    .lists(|named| matches!(named, Principal::UniqueId(listed) if **listed == *id))
        };
        let lists_account = |account: &str| {
            self.lists(|named| matches!(named, Principal::Account(listed) if **listed == *account))
        };
        let all_listed = match *caller {
            Caller::Anonymous => false,
            Caller::Root { account, .. } => lists_account(account),
            Caller::User {
                account, arn, id, ..
            } => lists_account(account) && (lists_arn(arn) || lists_id(id)),
            Caller::AssumedRole {
                account,
                role_arn,
                role_id,
                session_arn,
                ..
            } => {
                lists_account(account)
                    && (lists_arn(role_arn) || lists_id(role_id))
                    && lists_arn(session_arn)
            }
            Caller::FederatedUser { account, arn, .. } => lists_account(account) && lists_arn(arn),
            Caller::Federated { provider } => self.lists(
                |named| matches!(named, Principal::Federated(listed) if **listed == *provider),
            ),
            Caller::Service { name } => {
                self.lists(|named| matches!(named, Principal::Service(listed) if **listed == *name))
            }
        };
        !all_listed
    }

    fn lists(&self, is: impl FnMut(&Principal) -> bool) -> bool {
        self.list.iter().any(is)
    }
}

impl Principal {
    fn compile(kind: &str, value: &str) -> Option<Principal> {
        match kind {
            "AWS" => Principal::aws(value),
            "Service" => is_plain_name(value).then(|| Principal::Service(value.into())),
            "Federated" => is_plain_name(value).then(|| Principal::Federated(value.into())),
            "CanonicalUser" => is_plain_name(value).then_some(Principal::CanonicalUser),
            _ => None,
        }
    }

    fn aws(value: &str) -> Option<Principal> {
        if value == "*" {
            return Some(Principal::Everyone);
        }
        if is_account_id(value) {
            return Some(Principal::Account(value.into()));
        }
        if is_unique_id(value) {
            return Some(Principal::UniqueId(value.into()));
        }
        let arn = Arn::parse(value)?;
        let is_global = arn.region.is_empty() && is_account_id(arn.account);
        if !is_global || value.contains(['*', '?']) {
            return None;
        }
        let (kind, name) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
        match (arn.service, kind) {
            ("iam", "root") if name.is_empty() => Some(Principal::Account(arn.account.into())),
            ("iam", "user" | "role") if !arn.name().is_empty() && !name.is_empty() => {
                Some(Principal::Arn(value.into()))
            }
            ("sts", "assumed-role")
                if name
                    .split_once('/')
                    .is_some_and(|(role, session)| is_segment(role) && is_segment(session)) =>
            {
                Some(Principal::Arn(value.into()))
            }
            ("sts", "federated-user") if is_segment(name) => Some(Principal::Arn(value.into())),
            _ => None,
        }
    }

    fn grant(&self, caller: &Caller<'_>) -> Option<Grant> {
        match self {
            Principal::Everyone => Some(Grant::Direct),
            Principal::Account(account) => {
                (caller.account() == Some(account)).then_some(Grant::Account)
            }
            Principal::Arn(arn) => match *caller {
                Caller::User { arn: own, .. } => (**arn == *own).then_some(Grant::Direct),
                Caller::AssumedRole {
                    role_arn,
                    session_arn,
                    ..
                } => {
                    if **arn == *session_arn {
                        Some(Grant::Direct)
                    } else {
                        (**arn == *role_arn).then_some(Grant::Role)
                    }
                }
                Caller::FederatedUser {
                    arn: own, user_arn, ..
                } => {
                    if **arn == *own {
                        Some(Grant::Direct)
                    } else {
                        (**arn == *user_arn).then_some(Grant::UserOfFederated)
                    }
                }
                _ => None,
            },
            Principal::UniqueId(id) => match *caller {
                Caller::User { id: own, .. } => (**id == *own).then_some(Grant::Direct),
                Caller::AssumedRole { role_id, .. } => (**id == *role_id).then_some(Grant::Role),
                Caller::FederatedUser { user_id, .. } => {
                    (**id == *user_id).then_some(Grant::UserOfFederated)
                }
                _ => None,
            },
            Principal::Service(name) => {
                matches!(*caller, Caller::Service { name: own } if **name == *own)
                    .then_some(Grant::Direct)
            }
            Principal::Federated(provider) => {
                matches!(*caller, Caller::Federated { provider: own } if **provider == *own)
                    .then_some(Grant::Direct)
            }
            Principal::CanonicalUser => None,
        }
    }
}

fn is_segment(text: &str) -> bool {
    !text.is_empty() && !text.contains('/')
}

/// Wildcards are not supported outside `AWS` (Access Analyzer, "Unsupported wildcard in principal").
fn is_plain_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(['*', '?']) && !text.contains(char::is_whitespace)
}
