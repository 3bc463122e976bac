//! A snapshot that was compiled change by change is the one that would be compiled from the start,
//! and a change costs the same in a small world and in a large one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::net::Ipv4Addr;

use portcullis_catalog::account::{Account, Membership};
use portcullis_catalog::api::EndpointType;
use portcullis_catalog::identity::{AccessKey, Group, ManagedPolicy, PolicyVersion, Tags, User};
use portcullis_catalog::network::{NetworkInterface, SecurityGroup, VpcEndpoint};
use portcullis_catalog::organization::{
    Organization, OrganizationPolicy, OrganizationPolicyType, OrganizationalUnit,
};
use portcullis_catalog::snapshot::{
    Addressing, Compiler, Cost, Domain, Handshake, Identity, PolicySet, Via,
};
use portcullis_catalog::{Record, Records, RequestPath, Sealed, Secret, Snapshot};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::build::{self, api, deployment, owner, put, resource, role, stage};

fn user(name: &str) -> User {
    User {
        account: owner(),
        name: name.to_owned(),
        path: "/".to_owned(),
        id: format!("AIDA{name}"),
        created: 0,
        tags: Tags::new(),
        permissions_boundary: None,
        inline_policies: BTreeMap::new(),
        attached_policies: BTreeSet::new(),
    }
}

fn group(name: &str, members: &[&str]) -> Group {
    Group {
        account: owner(),
        name: name.to_owned(),
        path: "/".to_owned(),
        id: format!("AGPA{name}"),
        created: 0,
        members: members.iter().map(|&member| member.to_owned()).collect(),
        inline_policies: BTreeMap::new(),
        attached_policies: BTreeSet::new(),
    }
}

fn allow(action: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"{action}","Resource":"*"}}}}"#
    )
}

fn managed(name: &str, action: &str) -> ManagedPolicy {
    ManagedPolicy {
        account: owner(),
        name: name.to_owned(),
        path: "/".to_owned(),
        id: format!("ANPA{name}"),
        created: 0,
        updated: 0,
        description: None,
        tags: Tags::new(),
        default_version: "v1".to_owned(),
        versions: vec![PolicyVersion {
            id: "v1".to_owned(),
            document: allow(action),
            created: 0,
        }],
        next_version: 2,
    }
}

fn access_key(id: &str, user: Option<&str>, secret: &str) -> AccessKey {
    AccessKey {
        id: id.to_owned(),
        account: owner(),
        user: user.map(str::to_owned),
        active: true,
        created: 0,
        secret: Sealed::from_bytes(secret.as_bytes()),
    }
}

fn interface(id: &str, last: u8, group: &str) -> NetworkInterface {
    NetworkInterface {
        account: owner(),
        id: id.to_owned(),
        vpc: "vpc-1".to_owned(),
        subnet: "subnet-1".to_owned(),
        availability_zone: "us-east-1a".to_owned(),
        private_ip: Ipv4Addr::new(10, 0, 0, last),
        loopback: Ipv4Addr::new(127, 0, 1, last),
        mac_address: "02:00:00:00:00:01".to_owned(),
        security_groups: BTreeSet::from([group.to_owned()]),
        description: String::new(),
        vpc_endpoint: None,
        load_balancer: None,
        source_dest_check: true,
        tags: Tags::new(),
        client_token: None,
    }
}

fn endpoint(id: &str, interfaces: &[&str], policy: Option<&str>) -> VpcEndpoint {
    VpcEndpoint {
        account: owner(),
        id: id.to_owned(),
        vpc: "vpc-1".to_owned(),
        service_name: "com.amazonaws.us-east-1.execute-api".to_owned(),
        created: 0,
        policy: policy.map(allow),
        subnets: BTreeSet::new(),
        security_groups: BTreeSet::from(["sg-1".to_owned()]),
        network_interfaces: interfaces.iter().map(|&id| id.to_owned()).collect(),
        private_dns_enabled: true,
        ip_address_type: "ipv4".to_owned(),
        dns_suffix: "suffix".to_owned(),
        tags: Tags::new(),
        client_token: None,
    }
}

fn security_group(id: &str, name: &str) -> SecurityGroup {
    SecurityGroup {
        account: owner(),
        id: id.to_owned(),
        vpc: "vpc-1".to_owned(),
        name: name.to_owned(),
        description: String::new(),
        tags: Tags::new(),
        rules: Vec::new(),
    }
}

fn arn(policy: &str) -> String {
    format!("arn:aws:iam::{}:policy/{policy}", owner())
}

fn open(_: &str, sealed: &Sealed) -> Option<Secret> {
    String::from_utf8(sealed.bytes()?).ok().map(Secret::new)
}

/// One step of a random history: a record of a small world gets one of a few contents, or goes.
#[derive(Clone, Debug)]
struct Step {
    which: Index,
    content: u8,
}

const NAMES: [&str; 3] = ["a", "b", "c"];
const RECORDS: usize = 14;

impl Step {
    fn act(&self, records: &mut Records) -> String {
        let which = self.which.index(RECORDS * NAMES.len());
        let name = NAMES[which % NAMES.len()];
        let bit = |bit: u8| self.content >> bit & 1 == 1;
        let some = |names: &[&'static str]| -> Vec<&'static str> {
            let chosen = names.iter().enumerate();
            chosen
                .filter_map(|(at, name)| bit(u8::try_from(at).unwrap()).then_some(*name))
                .collect()
        };
        let gone = self.content >= 192;
        match which / NAMES.len() {
            0 => {
                let mut user = user(name);
                user.attached_policies = some(&NAMES).into_iter().map(arn).collect();
                // Deleted and made again: the same name, somebody else.
                if bit(3) {
                    user.id = format!("AIDA{name}2");
                }
                user.permissions_boundary = bit(4).then(|| arn("b"));
                user.path = if bit(5) { "/x/" } else { "/" }.to_owned();
                change(records, &user, gone)
            }
            1 => {
                let mut role = role(name);
                role.attached_policies = some(&NAMES).into_iter().map(arn).collect();
                if bit(3) {
                    role.inline_policies.insert("in".into(), allow("s3:Get*"));
                }
                role.permissions_boundary = bit(4).then(|| arn("c"));
                change(records, &role, gone)
            }
            2 => {
                let mut group = group(name, &some(&NAMES));
                if bit(3) {
                    group.attached_policies.insert(arn("a"));
                }
                if bit(4) {
                    group.inline_policies.insert("in".into(), allow("ec2:*"));
                }
                change(records, &group, gone)
            }
            3 => {
                let action = if bit(0) { "iam:Get*" } else { "sts:*" };
                change(records, &managed(name, action), gone)
            }
            4 => {
                let user = (!bit(0)).then_some(NAMES[usize::from(self.content / 2 % 3)]);
                let key = access_key(&format!("AKIA{name}"), user, name);
                change(records, &key, gone)
            }
            5 => {
                let mut account = Account::new(owner(), 0);
                if bit(0) {
                    let parent = if bit(1) { "r-1" } else { "a" };
                    account.organization = Some(Membership {
                        organization_id: "o-1".to_owned(),
                        parent: parent.to_owned(),
                        joined: 0,
                        invited: false,
                        attached_policies: attached(bit(2), name),
                        tags: Tags::new(),
                    });
                }
                change(records, &account, gone)
            }
            6 => {
                let endpoint_type = if bit(0) {
                    EndpointType::Private
                } else {
                    EndpointType::Regional
                };
                change(records, &api(name, endpoint_type), gone)
            }
            7 => {
                let mut deployment = deployment(name, vec![resource("/old", &["GET"])]);
                if bit(0) {
                    deployment.id = "dep002".to_owned();
                    deployment.frozen.resources = vec![resource("/new", &["POST"])];
                }
                deployment.frozen.policy = bit(1).then(|| allow("execute-api:Invoke"));
                change(records, &deployment, gone)
            }
            8 => {
                let mut stage = stage(name, if bit(0) { "prod" } else { "test" });
                if bit(1) {
                    stage.deployment_id = "dep002".to_owned();
                }
                if bit(2) {
                    stage.variables.insert("color".into(), "blue".into());
                }
                change(records, &stage, gone)
            }
            9 => {
                let last = u8::try_from(which % NAMES.len()).unwrap();
                let group = if bit(0) { "sg-1" } else { "sg-2" };
                change(records, &interface(name, last, group), gone)
            }
            10 => {
                let organization = Organization {
                    id: "o-1".to_owned(),
                    management: if bit(0) {
                        owner()
                    } else {
                        build::account("999999999999")
                    },
                    all_features: true,
                    created: 0,
                    root: "r-1".to_owned(),
                    policy_types: bit(1)
                        .then_some(OrganizationPolicyType::ServiceControl)
                        .into_iter()
                        .collect(),
                    attached_policies: attached(bit(2), name),
                    root_tags: Tags::new(),
                    service_access: BTreeMap::new(),
                };
                change(records, &organization, gone)
            }
            11 => {
                // Units may be in each other: what leads nowhere denies.
                let parents = ["r-1", "a", "b", "c"];
                let unit = OrganizationalUnit {
                    organization: "o-1".to_owned(),
                    id: name.to_owned(),
                    parent: parents[usize::from(self.content % 4)].to_owned(),
                    name: name.to_owned(),
                    attached_policies: attached(bit(2), name),
                    tags: Tags::new(),
                };
                change(records, &unit, gone)
            }
            12 => {
                let policy = OrganizationPolicy {
                    organization: "o-1".to_owned(),
                    id: format!("p-{name}"),
                    policy_type: if bit(1) {
                        OrganizationPolicyType::ServiceControl
                    } else {
                        OrganizationPolicyType::ResourceControl
                    },
                    name: name.to_owned(),
                    description: String::new(),
                    document: allow(if bit(0) { "sts:*" } else { "s3:*" }),
                    tags: Tags::new(),
                };
                change(records, &policy, gone)
            }
            _ => {
                let action = bit(3).then_some("execute-api:*");
                if bit(4) {
                    change(
                        records,
                        &security_group(name, if bit(0) { "x" } else { "y" }),
                        gone,
                    )
                } else {
                    change(records, &endpoint(name, &some(&NAMES), action), gone)
                }
            }
        }
    }
}

/// What is attached somewhere in an organisation.
fn attached(full_access: bool, name: &str) -> BTreeSet<String> {
    let full_access = full_access.then(|| "p-FullAWSAccess".to_owned());
    full_access
        .into_iter()
        .chain([format!("p-{name}")])
        .collect()
}

fn change<T: Record>(records: &mut Records, record: &T, gone: bool) -> String {
    let key = record.key();
    if gone {
        records.remove(&key);
    } else {
        put(records, record);
    }
    key
}

/// Everything that can be asked of a snapshot of the small world.
fn picture(world: &Snapshot) -> String {
    let mut text = String::new();
    let policies = |set: &PolicySet| {
        let named = set.policies().iter().enumerate();
        let named = named.map(|(at, policy)| format!("{}={}", set.name(at), policy.document()));
        named.collect::<Vec<_>>().join(";")
    };
    let identity = |it: &Identity| {
        format!(
            "{} {} {} [{}] [{}] [{}]",
            it.arn,
            it.id,
            it.max_session_duration,
            policies(&it.policies),
            policies(&it.boundary),
            policies(&it.trust)
        )
    };
    let account = world.account(owner()).map(|it| {
        let levels = it.service_control.as_slice().iter();
        let levels = levels.map(Vec::len).collect::<Vec<_>>();
        let policies = policies(it.service_control.flat());
        format!("{:?} {levels:?} {policies}", it.organization)
    });
    writeln!(text, "account {account:?}").unwrap();
    for name in NAMES {
        for path in ["user/", "user/x/", "role/"] {
            let arn = format!("arn:aws:iam::{}:{path}{name}", owner());
            let found = world.identity(&arn).map(|it| identity(it));
            writeln!(text, "{arn} {found:?}").unwrap();
        }
        for id in [
            format!("AIDA{name}"),
            format!("AIDA{name}2"),
            format!("AROA{name}"),
        ] {
            let found = world.identity_by_id(&id).map(|it| identity(it));
            writeln!(text, "{id} {found:?}").unwrap();
        }
        let key = world.access_key(&format!("AKIA{name}")).map(|key| {
            let secret = key.secret.as_ref().map(Secret::expose);
            format!("{} {} {secret:?}", identity(&key.identity), key.active)
        });
        writeln!(text, "key {name} {key:?}").unwrap();
        let owners = [
            format!("AIDA{name}"),
            format!("AIDA{name}2"),
            owner().to_string(),
        ];
        for owner in owners {
            let keys = world.access_keys_of(&owner);
            let keys: Vec<_> = keys.map(|key| key.id.as_str()).collect();
            writeln!(text, "keys of {owner} {keys:?}").unwrap();
        }
        writeln!(text, "api {}", api_picture(world, name)).unwrap();
        let endpoint = world.endpoint(name).map(|it| {
            let interfaces = it.interfaces.iter();
            let interfaces: Vec<_> = interfaces
                .map(|it| format!("{} {:?}", it.id, it.security_groups))
                .collect();
            format!("{interfaces:?} {}", policies(&it.policy))
        });
        writeln!(text, "endpoint {name} {endpoint:?}").unwrap();
        let group = world.security_group(name).map(|it| it.name.clone());
        writeln!(text, "security group {name} {group:?}").unwrap();
    }
    for last in 0..3 {
        let found = world.interface_at(Ipv4Addr::new(127, 0, 1, last));
        let found = found.map(|it| (it.id.clone(), it.security_groups.clone()));
        writeln!(text, "interface {last} {found:?}").unwrap();
        let found = world.interface_in("vpc-1", Ipv4Addr::new(10, 0, 0, last));
        writeln!(text, "in its VPC {:?}", found.map(|it| it.id.clone())).unwrap();
    }
    let counts = [
        world.access_keys().count(),
        world.apis().count(),
        world.endpoints().count(),
    ];
    writeln!(text, "{counts:?}").unwrap();
    text
}

fn api_picture(world: &Snapshot, name: &str) -> String {
    let Some(api) = world.api(name) else {
        return format!("{name} is not there");
    };
    let mut text = format!("{name} {:?}", api.endpoint_type);
    let domain = Domain {
        region: "us-east-1".to_owned(),
        suffixes: vec!["amazonaws.com".to_owned()],
    };
    let host = format!("{name}.execute-api.us-east-1.amazonaws.com");
    for path in ["/prod/old", "/prod/new", "/test/old", "/test/new"] {
        for method in ["GET", "POST"] {
            let path = RequestPath::parse(path).unwrap();
            let route = world.route(
                &domain,
                Addressing {
                    handshake: Handshake::default(),
                    host: &host,
                    api_id_header: None,
                    via: Via::Public,
                    method,
                    path: &path,
                },
            );
            let found = route.map(|route| {
                let documents = route.stage.deployed.policy.policies().iter();
                let documents: Vec<_> = documents.map(|it| it.document().to_owned()).collect();
                format!("{:?} {documents:?}", route.stage.variables)
            });
            write!(text, " {:?}", found.ok()).unwrap();
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn change_by_change_is_the_same_as_from_the_start(
        history in proptest::collection::vec(
            proptest::collection::vec(
                (any::<Index>(), any::<u8>()).prop_map(|(which, content)| Step { which, content }),
                1..4,
            ),
            1..40,
        )
    ) {
        let mut records = Records::default();
        let mut compiler = Compiler::default();
        for (revision, batch) in history.iter().enumerate() {
            let changed: BTreeSet<String> = batch.iter().map(|step| step.act(&mut records)).collect();
            let revision = revision as u64 + 1;
            let changed = changed.iter().map(String::as_str);
            let followed = compiler.update(&records, changed, revision, &open);
            let anew = Compiler::default().compile(&records, revision, &open);
            prop_assert_eq!(picture(&followed), picture(&anew), "after {:?}", batch);
        }
        // Nothing is left of what is gone.
        let everything: Vec<String> = records.keys().map(str::to_owned).collect();
        everything.iter().for_each(|key| records.remove(key));
        let nothing = compiler.update(&records, everything.iter().map(String::as_str), 999, &open);
        prop_assert_eq!(picture(&nothing), picture(&Snapshot::default()));
        let cost = compiler.cost();
        prop_assert_eq!((cost.entries, cost.dependencies), (0, 0));
    }
}

/// A world of `size` users with a key and a group for each ten, as many roles, and APIs with a
/// stage and a deployment.
fn world(size: usize) -> Records {
    let mut records = Records::default();
    put(&mut records, &managed("shared", "sts:*"));
    put(&mut records, &interface("eni-0", 250, "sg-0"));
    put(&mut records, &endpoint("vpce-0", &["eni-0"], None));
    put(&mut records, &security_group("sg-0", "zero"));
    for at in 0..size {
        let name = format!("n{at}");
        put(&mut records, &user(&name));
        put(&mut records, &role(&name));
        put(
            &mut records,
            &access_key(&format!("AKIA{at}"), Some(&name), "secret"),
        );
        put(&mut records, &api(&name, EndpointType::Regional));
        put(
            &mut records,
            &deployment(&name, vec![resource("/old", &["GET"])]),
        );
        put(&mut records, &stage(&name, "prod"));
    }
    let mut one = user("n0");
    one.attached_policies.insert(arn("shared"));
    put(&mut records, &one);
    put(&mut records, &group("g", &["n1"]));
    records
}

/// What each change of one thing costs, in entries compiled.
fn costs(size: usize) -> Vec<(&'static str, u64)> {
    let mut records = world(size);
    let mut compiler = Compiler::default();
    compiler.compile(&records, 1, &open);
    let mut costs = Vec::new();
    let mut measure = |what, records: &Records, changed: &[String]| {
        let Cost {
            compilations: before,
            ..
        } = compiler.cost();
        compiler.update(records, changed.iter().map(String::as_str), 2, &open);
        costs.push((what, compiler.cost().compilations - before));
    };
    let mut one = role("n2");
    one.inline_policies.insert("in".into(), allow("s3:*"));
    put(&mut records, &one);
    measure("a role's policy", &records, &[one.key()]);
    let policy = managed("shared", "s3:*");
    put(&mut records, &policy);
    measure("a policy attached to one user", &records, &[policy.key()]);
    let joined = group("g", &["n1", "n3"]);
    put(&mut records, &joined);
    measure("a user joins a group", &records, &[joined.key()]);
    let mut changed = joined;
    changed.inline_policies.insert("in".into(), allow("s3:*"));
    put(&mut records, &changed);
    measure("the policy of a group of two", &records, &[changed.key()]);
    let mut variables = stage("n4", "prod");
    variables.variables.insert("color".into(), "blue".into());
    put(&mut records, &variables);
    measure("a stage variable", &records, &[variables.key()]);
    let edited = resource("/edited", &["GET"]);
    put(&mut records, &edited);
    measure("a resource that is not deployed", &records, &[edited.key()]);
    let moved = interface("eni-0", 250, "sg-1");
    put(&mut records, &moved);
    measure("an interface of an endpoint", &records, &[moved.key()]);
    records.remove("user/222222222222/n5");
    measure(
        "a user is deleted",
        &records,
        &["user/222222222222/n5".to_owned()],
    );
    costs
}

#[test]
fn a_change_costs_what_it_touches_and_not_what_there_is() {
    let small = costs(10);
    assert_eq!(
        small,
        [
            ("a role's policy", 1),
            ("a policy attached to one user", 2),
            ("a user joins a group", 2),
            ("the policy of a group of two", 4),
            ("a stage variable", 1),
            ("a resource that is not deployed", 0),
            ("an interface of an endpoint", 2),
            ("a user is deleted", 2),
        ],
        "the user's access key follows the user"
    );
    assert_eq!(small, costs(1_000));
}

#[test]
fn what_is_made_and_deleted_for_ever_leaves_nothing_behind() {
    let mut records = world(10);
    let mut compiler = Compiler::default();
    compiler.compile(&records, 1, &open);
    let before = compiler.cost();
    for turn in 0..3_000 {
        let mut passing = role(&format!("passing{turn}"));
        passing.attached_policies.insert(arn("shared"));
        passing
            .inline_policies
            .insert("in".into(), allow(&format!("s3:{turn}")));
        put(&mut records, &passing);
        let key = passing.key();
        compiler.update(&records, [key.as_str()].into_iter(), 2, &open);
        records.remove(&key);
        compiler.update(&records, [key.as_str()].into_iter(), 3, &open);
    }
    let after = compiler.cost();
    assert_eq!(before.entries, after.entries);
    assert_eq!(before.dependencies, after.dependencies);
    assert!(after.documents < 2_100, "{after:?}");
}

#[test]
fn a_policy_that_many_hold_is_kept_once() {
    let mut records = Records::default();
    for at in 0..20 {
        let mut role = role(&format!("n{at}"));
        role.inline_policies.insert("in".into(), allow("s3:*"));
        put(&mut records, &role);
    }
    let world = build::compile(&records);
    let held = |at| {
        let arn = format!("arn:aws:iam::222222222222:role/n{at}");
        std::sync::Arc::as_ptr(&world.identity(&arn).unwrap().policies.policies()[0])
    };
    assert_eq!(held(0), held(19));
}
