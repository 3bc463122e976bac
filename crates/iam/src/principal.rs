//! Who calls, and whether a `Principal` element means them. How strongly a match grants is kept apart (`Grant`), because
//! a role ARN, a session ARN and an account ARN give different answers when another policy is silent.

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
        matches!(self, Caller::AssumedRole { role_arn, .. } if role_arn.contains(":role/aws-service-role/"))
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
