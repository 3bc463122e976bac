//! Every record, decoded, in memory: what a snapshot is compiled from. It follows the store
//! change by change; an unreadable record is an error, because deciding without it could allow
//! what it denies. It does not know how they are compiled.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::account::Account;
use crate::api::{AccountSettings, Deployment, GatewayResponse, Resource, RestApi, Stage};
use crate::authorizer::Authorizer;
use crate::backend::{ClientCertificate, VpcLink};
use crate::documentation::{DocumentationPart, DocumentationVersion};
use crate::domain::{BasePathMapping, DomainName, DomainNameAccessAssociation};
use crate::flow_log::FlowLog;
use crate::function::{Function, FunctionAlias, FunctionCode, PublishedVersion};
use crate::identity::{
    AccessKey, AccountAlias, Group, ManagedPolicy, OidcProvider, Role, RoleDeletion, User,
};
use crate::load_balancer::{Listener, ListenerRule, LoadBalancer, TargetGroup};
use crate::log_group::LogGroup;
use crate::network::{
    InternetGateway, NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint,
};
use crate::organization::{
    AccountCreation, Invitation, Organization, OrganizationPolicy, OrganizationalUnit,
};
use crate::traffic::{ApiKey, Model, RequestValidator, Usage, UsagePlan, UsagePlanKey};
use crate::trail::Trail;
use crate::{DecodeError, Record};

macro_rules! records {
    ($($field:ident: $type:ty,)+ [$($elsewhere:ty),+ $(,)?]) => {
        /// The records by kind, each by its store key.
        #[derive(Clone, Default)]
        #[allow(missing_docs, reason = "each field holds the records of the kind that it names")]
        pub struct Records {
            $(pub $field: BTreeMap<String, Arc<$type>>,)+
        }

        /// One decoded record, of whichever kind.
        #[allow(non_camel_case_types, reason = "each variant is named after its field")]
        enum Any {
            $($field(Arc<$type>),)+
            Elsewhere,
        }

        impl Decoded {
            /// Decodes one stored record.
            ///
            /// # Errors
            /// When the record is of no known kind, newer than this build, or damaged.
            pub fn new(key: &str, bytes: &[u8]) -> Result<Self, DecodeError> {
                let any = match kind_of(key) {
                    $(<$type as Record>::KIND => {
                        Any::$field(Arc::new(<$type as Record>::decode(key, bytes)?))
                    })+
                    $(<$elsewhere as Record>::KIND => Any::Elsewhere,)+
                    _ => return Err(DecodeError::UnknownKind { key: key.to_owned() }),
                };
                Ok(Self { key: key.to_owned(), any })
            }
        }

        impl Records {
            /// Every kind that is held.
            pub const KINDS: &'static [&'static str] = &[$(<$type as Record>::KIND),+];

            /// Takes over one decoded record.
            pub fn insert(&mut self, record: Decoded) {
                match record.any {
                    $(Any::$field(value) => { self.$field.insert(record.key, value); })+
                    Any::Elsewhere => {}
                }
            }

            /// Forgets one record.
            pub fn remove(&mut self, key: &str) {
                match kind_of(key) {
                    $(<$type as Record>::KIND => { self.$field.remove(key); })+
                    _ => {}
                }
            }

            /// The key of every record.
            pub fn keys(&self) -> impl Iterator<Item = &str> {
                std::iter::empty()$(.chain(self.$field.keys()))+.map(String::as_str)
            }
        }

        $(impl Kept for $type {
            fn all(records: &Records) -> &BTreeMap<String, Arc<Self>> {
                &records.$field
            }
        })+
    };
}

records! {
    accounts: Account,
    organizations: Organization,
    organizational_units: OrganizationalUnit,
    organization_policies: OrganizationPolicy,
    account_creations: AccountCreation,
    invitations: Invitation,
    users: User,
    groups: Group,
    roles: Role,
    policies: ManagedPolicy,
    access_keys: AccessKey,
    oidc_providers: OidcProvider,
    account_aliases: AccountAlias,
    role_deletions: RoleDeletion,
    api_accounts: AccountSettings,
    rest_apis: RestApi,
    deployments: Deployment,
    stages: Stage,
    api_keys: ApiKey,
    usage_plans: UsagePlan,
    usage_plan_keys: UsagePlanKey,
    usages: Usage,
    authorizers: Authorizer,
    vpc_links: VpcLink,
    client_certificates: ClientCertificate,
    domain_names: DomainName,
    base_path_mappings: BasePathMapping,
    domain_name_access_associations: DomainNameAccessAssociation,
    vpcs: Vpc,
    subnets: Subnet,
    route_tables: RouteTable,
    security_groups: SecurityGroup,
    vpc_endpoints: VpcEndpoint,
    network_interfaces: NetworkInterface,
    internet_gateways: InternetGateway,
    flow_logs: FlowLog,
    load_balancers: LoadBalancer,
    target_groups: TargetGroup,
    listeners: Listener,
    listener_rules: ListenerRule,
    functions: Function,
    function_versions: PublishedVersion,
    function_aliases: FunctionAlias,
    log_groups: LogGroup,
    trails: Trail,
    // Large, or many, and nothing in a snapshot comes from them: they stay in the store.
    [
        Resource, GatewayResponse, Model, RequestValidator, DocumentationPart, DocumentationVersion,
        FunctionCode,
    ]
}

/// A kind of record that [`Records`] holds.
pub trait Kept: Record {
    /// All records of this kind, by their store keys.
    fn all(records: &Records) -> &BTreeMap<String, Arc<Self>>;
}

/// A record that was read and can be taken over: from here on nothing can fail, so what changed
/// together is taken over together or not at all.
pub struct Decoded {
    key: String,
    any: Any,
}

impl Records {
    /// Decodes and takes over one stored record.
    ///
    /// # Errors
    /// When the record is of no known kind, newer than this build, or damaged. Nothing is changed
    /// then.
    pub fn put(&mut self, key: &str, bytes: &[u8]) -> Result<(), DecodeError> {
        Decoded::new(key, bytes).map(|record| self.insert(record))
    }
}

/// Records of a kind whose key begins with the prefix, in key order.
pub fn under<'a, T>(
    records: &'a BTreeMap<String, Arc<T>>,
    prefix: &'a str,
) -> impl Iterator<Item = &'a Arc<T>> + 'a {
    records
        .range::<str, _>((
            std::ops::Bound::Included(prefix),
            std::ops::Bound::Unbounded,
        ))
        .take_while(move |(key, _)| key.starts_with(prefix))
        .map(|(_, record)| record)
}

/// The kind of the record that a key names: its first segment.
pub(crate) fn kind_of(key: &str) -> &str {
    key.split('/').next().unwrap_or_default()
}
