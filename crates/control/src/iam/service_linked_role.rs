//! Service-linked roles: roles that a service has for itself in an account. The service alone says what
//! they may do, so IAM makes and deletes them but changes nothing about them (IAM User Guide, "Create
//! a service-linked role"). Nobody here can assume one.

use portcullis_catalog::backend::VpcLink;
use portcullis_catalog::domain::DomainName;
use portcullis_catalog::id;
use portcullis_catalog::identity::{Role, RoleDeletion, RoleUsage};
use portcullis_catalog::load_balancer::LoadBalancer;
use portcullis_iam::PolicyType;
use portcullis_wire::{Fault, iam};

use super::entity::{self, Entity, SERVICE_PATH, only, permission};
use super::{document, role};
use crate::{KeyValue, Offered, Permission, Tx, offer};

/// How many seconds a session of such a role lasts at most.
const MAX_SESSION: u32 = 3600;

/// A service that has one.
struct Linked {
    service: &'static str,
    role: &'static str,
    policy: &'static str,
    /// What of an account still needs the role.
    used_by: fn(&Tx<'_>) -> Result<Vec<String>, Fault>,
}

const SERVICES: &[Linked] = &[
    Linked {
        service: "elasticloadbalancing.amazonaws.com",
        role: "AWSServiceRoleForElasticLoadBalancing",
        policy: "AWSElasticLoadBalancingServiceRolePolicy",
        used_by: |tx| {
            let found = tx.scan::<LoadBalancer>(&format!("load-balancer/{}/", tx.account()))?;
            Ok(found.iter().map(|it| it.arn(tx.region())).collect())
        },
    },
    Linked {
        service: "ops.apigateway.amazonaws.com",
        role: "AWSServiceRoleForAPIGateway",
        policy: "APIGatewayServiceRolePolicy",
        used_by: |tx| {
            let (account, region) = (tx.account(), tx.region());
            let links = tx.scan::<VpcLink>(&format!("vpc-link/{account}/"))?;
            let names = tx.scan::<DomainName>(&format!("domain-name/{account}/"))?;
            let links = links
                .iter()
                .map(|it| format!("arn:aws:apigateway:{region}::/vpclinks/{}", it.id));
            let names = names
                .iter()
                .map(|it| format!("arn:aws:apigateway:{region}::/domainnames/{}", it.name));
            Ok(links.chain(names).collect())
        },
    },
];

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateServiceLinkedRole",
            |tx, input: &iam::CreateServiceLinkedRoleRequest| {
                let service = &input.aws_service_name;
                let name = linked(service).map_or("*", |linked| linked.role);
                let arn = arn_of(tx, service, name);
                let permission = Permission::new("iam:CreateServiceLinkedRole", arn, tx.account());
                let service = KeyValue::Text(service.clone());
                Ok(vec![permission.with("iam:AWSServiceName", service)])
            },
            create,
        ),
        offer(
            "DeleteServiceLinkedRole",
            |tx, input: &iam::DeleteServiceLinkedRoleRequest| {
                only(permission::<Role>(
                    tx,
                    "DeleteServiceLinkedRole",
                    &input.role_name,
                ))
            },
            delete,
        ),
        offer(
            "GetServiceLinkedRoleDeletionStatus",
            |tx, input: &iam::GetServiceLinkedRoleDeletionStatusRequest| {
                let task = Task::read(&input.deletion_task_id)?;
                Ok(vec![Permission::new(
                    "iam:GetServiceLinkedRoleDeletionStatus",
                    arn_of(tx, task.service, task.role),
                    tx.account(),
                )])
            },
            status,
        ),
    ]
}

fn create(
    tx: &mut Tx<'_>,
    input: iam::CreateServiceLinkedRoleRequest,
) -> Result<iam::CreateServiceLinkedRoleResponse, Fault> {
    let service = &input.aws_service_name;
    let linked = linked(service).ok_or_else(|| {
        let message = format!("There is no service-linked role for {service}.");
        iam::SERVICE.fault("InvalidInput", message)
    })?;
    if input.custom_suffix.is_some() {
        let message = format!("Custom suffix is not allowed for {service}");
        return Err(iam::SERVICE.fault("InvalidInput", message));
    }
    if entity::lookup::<Role>(tx, linked.role)?.is_some() {
        let message = format!(
            "Service role name {} has been taken in this account, please try a different suffix.",
            linked.role
        );
        return Err(iam::SERVICE.fault("InvalidInput", message));
    }
    let trust = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"Service":"{service}"}},"Action":"sts:AssumeRole"}}]}}"#
    );
    document::check(&trust, PolicyType::Trust)?;
    let policy = format!("arn:aws:iam::aws:policy/aws-service-role/{}", linked.policy);
    let made = Role {
        account: tx.account(),
        name: linked.role.to_owned(),
        path: format!("{}{service}/", SERVICE_PATH),
        id: id::unique_id("AROA", &tx.random()?),
        created: tx.now(),
        description: input.description,
        max_session_duration: MAX_SESSION,
        assume_role_policy: trust,
        trusted_ids: Default::default(),
        tags: Default::default(),
        permissions_boundary: None,
        inline_policies: Default::default(),
        attached_policies: [policy].into(),
    };
    tx.put(&made)?;
    Ok(iam::CreateServiceLinkedRoleResponse {
        role: Some(role::detailed(tx, &made)?),
    })
}

/// The role is gone with the answer; where something needs it still, the task has failed instead.
fn delete(
    tx: &mut Tx<'_>,
    input: iam::DeleteServiceLinkedRoleRequest,
) -> Result<iam::DeleteServiceLinkedRoleResponse, Fault> {
    let role: Role = entity::find(tx, &input.role_name)?;
    let linked = SERVICES
        .iter()
        .find(|linked| linked.role == role.name && role.is_protected())
        .ok_or_else(|| entity::no_such("service-linked role", &input.role_name))?;
    let resources = (linked.used_by)(tx)?;
    let task_id = format!(
        "task/aws-service-role/{}/{}/{}",
        linked.service,
        role.name,
        uuid(tx.random()?)
    );
    let failure = (!resources.is_empty()).then(|| RoleUsage {
        reason: format!(
            "{} still has resources that use the role. Delete them, then delete the role again.",
            linked.service
        ),
        region: tx.region().to_owned(),
        resources,
    });
    if failure.is_none() {
        tx.delete(&Role::key_of(role.account, &role.name));
    }
    tx.put(&RoleDeletion {
        account: role.account,
        role: role.name,
        task_id: task_id.clone(),
        failure,
    })?;
    Ok(iam::DeleteServiceLinkedRoleResponse {
        deletion_task_id: task_id,
    })
}

fn status(
    tx: &mut Tx<'_>,
    input: iam::GetServiceLinkedRoleDeletionStatusRequest,
) -> Result<iam::GetServiceLinkedRoleDeletionStatusResponse, Fault> {
    let task = Task::read(&input.deletion_task_id)?;
    let key = RoleDeletion::key_of(tx.account(), task.role);
    let found: Option<RoleDeletion> = tx.get(&key)?;
    let found = found.filter(|found| found.task_id == input.deletion_task_id);
    let found = found.ok_or_else(|| {
        let message = format!(
            "The deletion task with id {} cannot be found.",
            input.deletion_task_id
        );
        iam::SERVICE.fault("NoSuchEntity", message)
    })?;
    Ok(match found.failure {
        None => iam::GetServiceLinkedRoleDeletionStatusResponse {
            status: iam::DeletionTaskStatusType::Succeeded,
            reason: None,
        },
        Some(usage) => iam::GetServiceLinkedRoleDeletionStatusResponse {
            status: iam::DeletionTaskStatusType::Failed,
            reason: Some(iam::DeletionTaskFailureReasonType {
                reason: Some(usage.reason),
                role_usage_list: Some(vec![iam::RoleUsageType {
                    region: Some(usage.region),
                    resources: Some(usage.resources),
                }]),
            }),
        },
    })
}

/// The parts of the id of a deletion task.
struct Task<'a> {
    service: &'a str,
    role: &'a str,
}

impl<'a> Task<'a> {
    fn read(id: &'a str) -> Result<Self, Fault> {
        let parts: Vec<&str> = id.split('/').collect();
        match parts.as_slice() {
            ["task", "aws-service-role", service, role, _] => Ok(Self { service, role }),
            _ => Err(iam::SERVICE.fault(
                "InvalidInput",
                format!("{id} is not the id of a deletion task."),
            )),
        }
    }
}

fn linked(service: &str) -> Option<&'static Linked> {
    SERVICES.iter().find(|linked| linked.service == service)
}

fn arn_of(tx: &Tx<'_>, service: &str, role: &str) -> String {
    entity::arn_of::<Role>(tx, &format!("{}{service}/", SERVICE_PATH), role)
}

/// A random UUID (RFC 9562, section 5.4).
fn uuid(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = data_encoding::HEXLOWER.encode(&bytes);
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}
