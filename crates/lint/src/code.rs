//! The rules by name. A name never changes its meaning; each has a section of the same name in `docs/lints.md`.

use crate::level::Level;

macro_rules! codes {
    ($($variant:ident = $name:literal, $level:ident, $title:literal, $fix:literal;)*) => {
        /// A rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $title] $variant,)*
        }

        impl Code {
            /// Every rule.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How much a finding of it matters.
            pub const fn level(self) -> Level {
                match self { $(Code::$variant => Level::$level,)* }
            }

            /// What it says, in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Code::$variant => $title,)* }
            }

            /// What to do.
            pub const fn fix(self) -> &'static str {
                match self { $(Code::$variant => $fix,)* }
            }
        }
    };
}

codes! {
    Malformed = "malformed", Error, "AWS refuses the document",
        "Correct the place that is named.";
    MissingVersion = "missing-version", Warning, "No Version: the rules of 2008 apply",
        "Write \"Version\": \"2012-10-17\".";
    VariableInOldVersion = "variable-in-old-version", Warning, "A policy variable is plain text in this Version",
        "Write \"Version\": \"2012-10-17\", or remove the variable.";
    VariableForm = "variable-form", Error, "A policy variable is not written rightly",
        "Write ${key} or ${key, 'default'}.";
    VariableOutOfPlace = "variable-out-of-place", Error, "A policy variable where none is looked at",
        "Use variables in resources and under operators of text and ARNs.";
    SidForm = "sid-form", Error, "The Sid has characters that IAM does not take",
        "Use letters and digits only.";
    PolicySize = "policy-size", Warning, "The policy is larger than a managed policy may be",
        "Split it, or use wildcards.";
    EmptyElement = "empty-element", Note, "An empty list has no effect, or an unexpected one",
        "Fill it or remove it.";
    UnknownKey = "unknown-key", Error, "No such condition key exists",
        "Correct the name of the key.";
    DeprecatedKey = "deprecated-key", Warning, "The condition key was replaced",
        "Use aws:PrincipalArn for the caller and aws:SourceArn for what a service calls for.";
    KeyOfAnotherService = "key-of-another-service", Warning, "Actions of other services have no such key",
        "Put the actions of execute-api into a statement of their own.";
    NullWithQualifier = "null-with-qualifier", Note, "Null with a qualifier always gives the same answer",
        "Write Null without it.";
    RedundantValue = "redundant-value", Note, "Of several bounds one decides",
        "Keep the widest bound.";
    TagKeyWithNotAction = "tag-key-with-not-action", Warning, "A tag key over actions that do not know tags",
        "Name the actions that have the key.";
    TypeMismatch = "type-mismatch", Warning, "The operator does not fit the key or the value",
        "Use the operator of the key's type, and a value of that type.";
    WildcardWithoutLike = "wildcard-without-like", Warning, "A wildcard under an operator that takes it literally",
        "Use the operator's Like form, or write the whole value.";
    ForAllValuesSingle = "for-all-values-single", Warning, "ForAllValues on a key with one value matches its absence",
        "Remove ForAllValues.";
    ForAllValuesAbsent = "for-all-values-absent", Warning, "ForAllValues in an Allow matches an absent key",
        "Add a Null condition that demands the key, or use ForAnyValue.";
    MultivaluedWithoutQualifier = "multivalued-without-qualifier", Error, "A key with several values needs ForAnyValue or ForAllValues",
        "Add the qualifier that is meant.";
    AllowIfAbsent = "allow-if-absent", Warning, "An Allow that holds when its key is absent",
        "Use an operator that fails on absence, or add a Null condition that demands the key.";
    MfaAbsent = "mfa-absent", Warning, "Long-term keys have no MFA key, so this Deny passes them",
        "Use BoolIfExists.";
    KeyNeverPresent = "key-never-present", Error, "The condition key is never present here",
        "Use a key that execute-api has, or turn `resource_tags` on where AWS's answer is not wanted.";
    SourceIpBehindEndpoint = "source-ip-behind-endpoint", Error, "aws:SourceIp is absent behind an endpoint",
        "Use aws:VpcSourceIp.";
    VpcKeyOnPublicApi = "vpc-key-on-public-api", Warning, "Keys of endpoints are absent at a public API",
        "Use aws:SourceIp, or make the API PRIVATE.";
    VpcValueForm = "vpc-value-form", Error, "A VPC where an endpoint belongs, or the reverse",
        "aws:SourceVpce takes vpce-…, aws:SourceVpc takes vpc-….";
    UnknownEndpoint = "unknown-endpoint", Error, "The endpoint does not exist",
        "Name an endpoint that exists.";
    HostBits = "host-bits", Note, "An address has bits after its mask, which are ignored",
        "Write the network's own address.";
    PrivateSourceIp = "private-source-ip", Warning, "aws:SourceIp is a public address; a private one never matches",
        "Use aws:VpcSourceIp for addresses inside a VPC.";
    AllowNotPrincipal = "allow-not-principal", Warning, "Allow with NotPrincipal allows everybody else, unsigned callers too",
        "Use Principal.";
    DenyNotPrincipal = "deny-not-principal", Warning, "Deny with NotPrincipal denies more than it seems to",
        "Deny Principal * with a condition ArnNotEquals on aws:PrincipalArn.";
    PublicAllow = "public-allow", Warning, "Everybody is allowed, and nothing narrows it",
        "Name principals, or add a condition on them or on their network.";
    FederatedPrincipal = "federated-principal", Error, "No caller of an API is such a principal",
        "Name the role that the provider's users assume.";
    ServicePrincipalForm = "service-principal-form", Error, "No service has that name as a principal",
        "Write SERVICE.amazonaws.com.";
    ServicePrincipalOpen = "service-principal-open", Warning, "A service is let in for whomever it works",
        "Demand aws:SourceAccount or aws:SourceArn.";
    RedundantPrincipal = "redundant-principal", Note, "A session is covered by its role",
        "Remove the session.";
    ActionForPrincipal = "action-for-principal", Error, "The principal cannot use the action",
        "Allow the operation by which such a principal assumes roles.";
    ActionForKey = "action-for-key", Warning, "The key is there for another action only",
        "Allow the action as well.";
    AccountPrincipal = "account-principal", Note, "A whole account is trusted to decide",
        "Name the role or user, where only some of the account shall call.";
    SessionPrincipal = "session-principal", Note, "A session named in a resource policy is not limited by its boundary or session policy",
        "Name the role, whose boundary then counts.";
    PrincipalArnCondition = "principal-arn-condition", Note, "Principal * with aws:PrincipalArn is not limited by boundaries or session policies",
        "Name the role as the Principal, whose boundary then counts.";
    RoleWithBoundary = "role-with-boundary", Note, "Naming a role does not lift its permissions boundary",
        "Allow the action in the boundary too.";
    UniqueIdPrincipal = "unique-id-principal", Warning, "A principal is named by its unique id: it was deleted, or nobody can tell who it is",
        "Name it by its ARN.";
    PrincipalGone = "principal-gone", Error, "The principal does not exist",
        "Name a principal that exists.";
    WildcardCrossAccount = "wildcard-cross-account", Warning, "Another account is allowed everything",
        "Name the stages, methods and paths that it needs.";
    ArnMatchesNothing = "arn-matches-nothing", Error, "No method has such an ARN",
        "Write arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/PATH.";
    ArnForm = "arn-form", Error, "The ARN is not written as those of its service are",
        "Write arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE as the service does.";
    ServiceName = "service-name", Error, "No service has that name",
        "Correct the name.";
    ActionNeverAsked = "action-never-asked", Error, "The action is never asked about here",
        "Remove it: the policies of APIs and their endpoints decide calls of execute-api only.";
    StarCrossesSlash = "star-crosses-slash", Note, "A wildcard before the method matches other methods too",
        "Name the stage.";
    RedundantAction = "redundant-action", Note, "An action is covered by another of the list",
        "Remove it.";
    RedundantResource = "redundant-resource", Note, "A resource is covered by another of the list",
        "Remove it.";
    WildcardInService = "wildcard-in-service", Warning, "A wildcard in a service's name matches other services",
        "Write the service's name.";
    PassRoleWildcard = "pass-role-wildcard", Warning, "Any role may be passed",
        "Name the roles that may be passed.";
    ServiceLinkedRoleWildcard = "service-linked-role-wildcard", Warning, "Any service-linked role may be created",
        "Name the role, or demand iam:AWSServiceName.";
    ServiceControlLanguage = "service-control-language", Note, "A form that service control policies have only had since 2025",
        "Keep to Deny with conditions and Allow on * where older tools read the policy.";
    DuplicateStatement = "duplicate-statement", Warning, "Two statements say the same",
        "Remove one.";
    RedundantStatement = "redundant-statement", Note, "Another statement says this and more",
        "Remove it, or narrow the other.";
    UnreachableAllow = "unreachable-allow", Error, "A Deny takes back all that is allowed",
        "Remove it, or narrow the Deny.";
    PrivateWithoutPolicy = "private-without-policy", Error, "A PRIVATE API without a policy refuses every call",
        "Give the API a resource policy that allows its callers.";
    PrivateUnrestricted = "private-unrestricted", Warning, "A PRIVATE API that takes calls from any endpoint",
        "Add a Deny with StringNotEquals on aws:SourceVpce.";
    OpenToOwnAccount = "open-to-own-account", Warning, "The API's own account is not bound by what the policy allows",
        "Add a Deny for everybody who is not meant.";
    OwnAccountThroughEndpoint = "own-account-through-endpoint", Note, "The Deny binds the API's own account to a network, not to a caller",
        "Deny everybody who is not meant as well, by aws:PrincipalArn, or let the endpoint's policy name its callers.";
    OpenMethod = "open-method", Warning, "A method without authorization under a policy that names principals",
        "Set the method's authorization to AWS_IAM.";
    OneSidedAllow = "one-sided-allow", Warning, "Across accounts both sides must allow, and one does not",
        "Add the Allow on the other side.";
    EndpointPolicyDisagrees = "endpoint-policy-disagrees", Warning, "The endpoint's policy and the API's never allow the same caller",
        "Name the same callers on both sides.";
    EndpointAdmitsNobody = "endpoint-admits-nobody", Error, "No security group of the endpoint lets callers in",
        "Add an inbound rule for TCP port 443 from the callers' group.";
    CallerWithoutEgress = "caller-without-egress", Error, "The callers' security group does not let them out to the endpoint",
        "Add an outbound rule for TCP port 443 to the endpoint's group.";
    OidcAudienceMissing = "oidc-audience-missing", Warning, "Tokens of the issuer are taken for any audience",
        "Demand the issuer's aud with StringEquals.";
    GithubSubjectMissing = "github-subject-missing", Error, "Any repository on GitHub may assume the role",
        "Demand token.actions.githubusercontent.com:sub of the repository and branch.";
    GithubSubjectWildcard = "github-subject-wildcard", Warning, "A wildcard in the subject of GitHub's tokens",
        "Write repository and branch, tag or environment in full, with StringEquals.";
    NotDeployed = "not-deployed", Warning, "What was saved is not what the stage runs",
        "Deploy the API to the stage.";
    Unknown = "unknown", Note, "The policy is known only after the plan is applied",
        "Run the lint on the applied state as well.";
}
