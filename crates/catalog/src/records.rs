//! Every record, decoded, in memory: what a snapshot is compiled from. It follows the store
//! change by change; an unreadable record is an error, because deciding without it could allow
//! what it denies.

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
use crate::identity::{AccessKey, Group, ManagedPolicy, Role, User};
use crate::load_balancer::{Listener, ListenerRule, LoadBalancer, TargetGroup};
use crate::log_group::LogGroup;
use crate::network::{
    InternetGateway, NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint,
};
use crate::traffic::{ApiKey, Model, RequestValidator, Usage, UsagePlan, UsagePlanKey};
use crate::trail::Trail;
use crate::{DecodeError, Record};

macro_rules! records {
    ($($field:ident: $type:ty),+ $(,)?) => {
        /// The records by kind, each by its store key.
        #[derive(Clone, Default)]
        #[allow(missing_docs, reason = "each field holds the records of the kind that it names")]
        pub struct Records {
            $(pub $field: BTreeMap<String, Arc<$type>>,)+
        }

        impl Records {
            /// Every kind that is held.
            pub const KINDS: &'static [&'static str] = &[$(<$type as Record>::KIND),+];

            /// Takes over one stored record.
            ///
            /// # Errors
            /// When the record is of no known kind, newer than this build, or damaged. Nothing
            /// is changed then.
            pub fn put(&mut self, key: &str, bytes: &[u8]) -> Result<(), DecodeError> {
                match kind_of(key) {
                    $(<$type as Record>::KIND => {
                        let record = <$type as Record>::decode(key, bytes)?;
                        self.$field.insert(key.to_owned(), Arc::new(record));
                    })+
                    // Large, and nothing is decided by it.
                    <FunctionCode as Record>::KIND => {}
                    _ => return Err(DecodeError::UnknownKind { key: key.to_owned() }),
                }
                Ok(())
            }

            /// Forgets one record.
            pub fn remove(&mut self, key: &str) {
                match kind_of(key) {
                    $(<$type as Record>::KIND => { self.$field.remove(key); })+
                    _ => {}
                }
            }
        }
    };
}

records! {
    accounts: Account,
    users: User,
    groups: Group,
    roles: Role,
    policies: ManagedPolicy,
    access_keys: AccessKey,
    api_accounts: AccountSettings,
    rest_apis: RestApi,
    resources: Resource,
    gateway_responses: GatewayResponse,
    models: Model,
    request_validators: RequestValidator,
    deployments: Deployment,
    stages: Stage,
    api_keys: ApiKey,
    usage_plans: UsagePlan,
    usage_plan_keys: UsagePlanKey,
    usages: Usage,
    authorizers: Authorizer,
    documentation_parts: DocumentationPart,
    documentation_versions: DocumentationVersion,
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

fn kind_of(key: &str) -> &str {
    key.split('/').next().unwrap_or_default()
}
