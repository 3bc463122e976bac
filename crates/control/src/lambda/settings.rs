//! The settings of a function: what a call asks for, over the defaults or over what is set, and judged. What Lambda has
//! and is not built here is refused, unless a call only says that it does not want it.

use std::collections::BTreeSet;
use std::sync::Arc;

use portcullis_catalog::function::{Function, FunctionLogging, FunctionVersion, FunctionVpc};
use portcullis_catalog::identity::Role;
use portcullis_catalog::network::{SecurityGroup, Subnet};
use portcullis_iam::{
    Arn, Caller, NoContext, NoTrace, Policy, PolicyType, Request, Verdict, judge,
};
use portcullis_wire::{Fault, lambda as wire};

use super::{environment, invalid};
use crate::Tx;

const SERVICE: &str = "lambda.amazonaws.com";
/// Of a deployment package, in MB (Lambda Developer Guide, "Lambda quotas").
const MEMORY: std::ops::RangeInclusive<u32> = 128..=10_240;
const MAX_TIMEOUT: u32 = 900;

/// Runtimes that functions can be made with no more (Lambda Developer Guide, "Deprecated runtimes").
const DEPRECATED: [&str; 20] = [
    "dotnet6",
    "dotnetcore1.0",
    "dotnetcore2.0",
    "dotnetcore2.1",
    "dotnetcore3.1",
    "go1.x",
    "java8",
    "nodejs",
    "nodejs10.x",
    "nodejs12.x",
    "nodejs14.x",
    "nodejs4.3",
    "nodejs4.3-edge",
    "nodejs6.10",
    "nodejs8.10",
    "provided",
    "python2.7",
    "python3.6",
    "ruby2.5",
    "ruby2.7",
];

/// What a call says about settings; what it does not say stays.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) description: Option<String>,
    pub(super) runtime: Option<wire::Runtime>,
    pub(super) handler: Option<String>,
    pub(super) role: Option<String>,
    pub(super) timeout: Option<i32>,
    pub(super) memory_size: Option<i32>,
    pub(super) ephemeral_storage: Option<wire::EphemeralStorage>,
    pub(super) vpc: Option<wire::VpcConfig>,
    pub(super) environment: Option<wire::Environment>,
    pub(super) dead_letter: Option<wire::DeadLetterConfig>,
    pub(super) tracing: Option<wire::TracingConfig>,
    pub(super) kms_key_arn: Option<String>,
    pub(super) snap_start: Option<wire::SnapStart>,
    pub(super) logging: Option<wire::LoggingConfig>,
    pub(super) layers: Option<Vec<String>>,
    pub(super) file_systems: Option<Vec<wire::FileSystemConfig>>,
    /// Whether it asks for something that is not offered at all, by name.
    pub(super) unoffered: Option<&'static str>,
}

/// The settings of a function of that name before anything is asked for.
pub(super) fn defaults(name: &str, now: i64) -> FunctionVersion {
    FunctionVersion {
        description: String::new(),
        runtime: String::new(),
        handler: String::new(),
        role: String::new(),
        timeout: 3,
        memory_size: 128,
        ephemeral_storage: 512,
        architecture: wire::Architecture::X86_64.to_string(),
        vpc: None,
        environment: None,
        dead_letter_target: None,
        tracing_mode: wire::TracingMode::PassThrough.to_string(),
        kms_key_arn: None,
        snap_start: false,
        logging: FunctionLogging {
            format: wire::LogFormat::Text.to_string(),
            application_level: None,
            system_level: None,
            log_group: format!("/aws/lambda/{name}"),
        },
        code_sha256: String::new(),
        code_size: 0,
        last_modified: now.saturating_mul(1000),
        revision_id: String::new(),
    }
}

/// Puts what a call asks for into the settings of a function of that name.
pub(super) fn apply(
    tx: &Tx<'_>,
    name: &str,
    settings: &mut FunctionVersion,
    asked: Asked,
) -> Result<(), Fault> {
    check_offered(&asked)?;
    if let Some(description) = asked.description {
        settings.description = description;
    }
    if let Some(runtime) = asked.runtime {
        let runtime = runtime.to_string();
        if DEPRECATED.contains(&runtime.as_str()) {
            return Err(invalid(format!(
                "The runtime parameter of {runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions."
            )));
        }
        settings.runtime = runtime;
    }
    if let Some(handler) = asked.handler {
        settings.handler = handler;
    }
    if settings.runtime.is_empty() || settings.handler.is_empty() {
        return Err(invalid(
            "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
        ));
    }
    if let Some(role) = asked.role {
        check_role(tx, &role)?;
        settings.role = role;
    }
    apply_sizes(settings, asked.timeout, asked.memory_size)?;
    if let Some(storage) = asked.ephemeral_storage {
        settings.ephemeral_storage = u32::try_from(storage.size).unwrap_or_default();
    }
    if let Some(vpc) = asked.vpc {
        settings.vpc = read_vpc(tx, vpc)?;
    }
    if let Some(variables) = asked.environment {
        let key = Function::key_of(tx.account(), name);
        settings.environment = environment::seal(tx, &key, variables)?;
    }
    if let Some(dead_letter) = asked.dead_letter {
        settings.dead_letter_target = read_dead_letter(dead_letter)?;
    }
    if let Some(mode) = asked.tracing.and_then(|tracing| tracing.mode) {
        settings.tracing_mode = mode.to_string();
    }
    if asked.kms_key_arn.is_some_and(|key| !key.is_empty()) {
        // There are no keys here.
        return Err(invalid(
            "Lambda was unable to configure access to your environment variables because the KMS key is invalid. Please check your KMS key settings.",
        ));
    }
    if let Some(snap_start) = asked.snap_start {
        let published = wire::SnapStartApplyOn::PublishedVersions;
        settings.snap_start = snap_start.apply_on == Some(published);
    }
    if let Some(logging) = asked.logging {
        apply_logging(name, &mut settings.logging, logging)?;
    }
    Ok(())
}

fn check_offered(asked: &Asked) -> Result<(), Fault> {
    if let Some(what) = asked.unoffered {
        return Err(invalid(format!("{what} is not offered by this gateway.")));
    }
    if let Some(layer) = asked.layers.iter().flatten().next() {
        // There are no layers here.
        return Err(invalid(format!("Layer version {layer} does not exist.")));
    }
    if let Some(system) = asked.file_systems.iter().flatten().next() {
        let message = format!(
            "The file system access point {} does not exist.",
            system.arn
        );
        return Err(invalid(message));
    }
    Ok(())
}

fn apply_sizes(
    settings: &mut FunctionVersion,
    timeout: Option<i32>,
    memory_size: Option<i32>,
) -> Result<(), Fault> {
    if let Some(timeout) = timeout {
        let seconds = u32::try_from(timeout).ok();
        let seconds = seconds.filter(|seconds| (1..=MAX_TIMEOUT).contains(seconds));
        settings.timeout =
            seconds.ok_or_else(|| out_of_range(timeout, "timeout", 1, MAX_TIMEOUT))?;
    }
    if let Some(memory) = memory_size {
        let size = u32::try_from(memory).ok();
        let size = size.filter(|size| MEMORY.contains(size));
        let (first, last) = MEMORY.into_inner();
        settings.memory_size =
            size.ok_or_else(|| out_of_range(memory, "memorySize", first, last))?;
    }
    Ok(())
}

fn out_of_range(value: i32, name: &str, first: u32, last: u32) -> Fault {
    let rule = if i64::from(value) < i64::from(first) {
        format!("greater than or equal to {first}")
    } else {
        format!("less than or equal to {last}")
    };
    let message = format!(
        "1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint: Member must have value {rule}"
    );
    Fault::new(400, "ValidationException", message)
}

/// A role of the account that trusts Lambda.
fn check_role(tx: &Tx<'_>, arn: &str) -> Result<(), Fault> {
    let refused = || invalid("The role defined for the function cannot be assumed by Lambda.");
    let parsed = Arn::parse(arn).ok_or_else(refused)?;
    if parsed.account != tx.account().as_str() {
        return Err(Fault::new(
            403,
            "AccessDeniedException",
            "Cross-account pass role is not allowed.",
        ));
    }
    let role = tx.get::<Role>(&Role::key_of(tx.account(), parsed.name()))?;
    let role = role.filter(|role| role.arn() == arn).ok_or_else(refused)?;
    let trust = Policy::compile(&role.assume_role_policy, PolicyType::Trust);
    let trust = [Arc::new(trust.map_err(|_| refused())?)];
    let account = tx.account();
    let request = Request {
        caller: &Caller::Service { name: SERVICE },
        action: "sts:AssumeRole",
        resource: arn,
        resource_account: account.as_str(),
        has_boundary: false,
        context: &NoContext,
    };
    match judge(PolicyType::Trust, &trust, &request, &mut NoTrace) {
        Verdict::Allow { .. } => Ok(()),
        _ => Err(refused()),
    }
}

fn read_vpc(tx: &Tx<'_>, vpc: wire::VpcConfig) -> Result<Option<FunctionVpc>, Fault> {
    if vpc.ipv6_allowed_for_dual_stack == Some(true) {
        return Err(invalid("Subnets of this gateway have IPv4 addresses only."));
    }
    let subnets: BTreeSet<String> = vpc.subnet_ids.unwrap_or_default().into_iter().collect();
    let groups = vpc.security_group_ids.unwrap_or_default();
    let groups: BTreeSet<String> = groups.into_iter().collect();
    if subnets.is_empty() != groups.is_empty() {
        return Err(invalid(
            "SubnetIds and SecurityIds must coexist or be both empty list.",
        ));
    }
    let missing = |call: &str, code: &str, noun: &str, id: &str| {
        invalid(format!(
            "Error occurred while {call}. EC2 Error Code: {code}. EC2 Error Message: The {noun} '{id}' does not exist"
        ))
    };
    let mut vpcs = BTreeSet::new();
    for id in &subnets {
        let subnet = tx.get::<Subnet>(&Subnet::key_of(tx.account(), id))?;
        let subnet = subnet.ok_or_else(|| {
            missing(
                "DescribeSubnets",
                "InvalidSubnetID.NotFound",
                "subnet ID",
                id,
            )
        })?;
        vpcs.insert(subnet.vpc);
    }
    for id in &groups {
        let group = tx.get::<SecurityGroup>(&SecurityGroup::key_of(tx.account(), id))?;
        let group = group.ok_or_else(|| {
            let noun = "security group";
            missing("DescribeSecurityGroups", "InvalidGroup.NotFound", noun, id)
        })?;
        if !vpcs.contains(&group.vpc) {
            return Err(invalid(
                "Security Groups are required to be in the same VPC.",
            ));
        }
    }
    let mut vpcs = vpcs.into_iter();
    match (vpcs.next(), vpcs.next()) {
        (None, _) => Ok(None),
        (Some(vpc), None) => Ok(Some(FunctionVpc {
            vpc,
            subnets,
            security_groups: groups,
        })),
        (Some(_), Some(_)) => Err(invalid("Subnets are required to be in the same VPC.")),
    }
}

fn read_dead_letter(config: wire::DeadLetterConfig) -> Result<Option<String>, Fault> {
    let target = config.target_arn.filter(|target| !target.is_empty());
    if let Some(target) = &target {
        let of = Arn::parse(target).map(|arn| arn.service);
        if !matches!(of, Some("sqs" | "sns")) {
            return Err(invalid(
                "The target ARN of a dead letter queue must be of a queue or a topic.",
            ));
        }
    }
    Ok(target)
}

fn apply_logging(
    name: &str,
    logging: &mut FunctionLogging,
    asked: wire::LoggingConfig,
) -> Result<(), Fault> {
    if let Some(format) = asked.log_format {
        logging.format = format.to_string();
    }
    let json = logging.format == wire::LogFormat::Json.as_str();
    if json {
        let level = asked.application_log_level.map(|level| level.to_string());
        let default = || {
            logging
                .application_level
                .clone()
                .or(Some("INFO".to_owned()))
        };
        logging.application_level = level.or_else(default);
        let level = asked.system_log_level.map(|level| level.to_string());
        let default = || logging.system_level.clone().or(Some("INFO".to_owned()));
        logging.system_level = level.or_else(default);
    } else {
        if asked.application_log_level.is_some() || asked.system_log_level.is_some() {
            return Err(invalid(
                "To specify log levels you must set the log format to JSON.",
            ));
        }
        logging.application_level = None;
        logging.system_level = None;
    }
    if let Some(group) = asked.log_group {
        logging.log_group = if group.is_empty() {
            format!("/aws/lambda/{name}")
        } else {
            group
        };
    }
    Ok(())
}
