//! Accounts in an organisation: what a snapshot says of their place, and which policies reach them from there.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::account::{Account, Membership};
use portcullis_catalog::identity::Tags;
use portcullis_catalog::organization::{
    Organization, OrganizationPolicy, OrganizationPolicyType, OrganizationalUnit,
};
use portcullis_catalog::snapshot::AccountEntry;
use portcullis_catalog::{Records, Snapshot};

use crate::build::{account, compile, owner, put};

const FULL: &str = "p-FullAWSAccess";
const DENY: &str =
    r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}"#;

/// `r-1` / `ou-1` / `ou-2` / the account, with a policy of each type at the upper unit.
fn records() -> Records {
    let mut records = Records::default();
    put(&mut records, &organization());
    put(
        &mut records,
        &unit("ou-1", "r-1", &[FULL, "p-scp", "p-rcp"]),
    );
    put(&mut records, &unit("ou-2", "ou-1", &[FULL]));
    put(
        &mut records,
        &policy("p-scp", OrganizationPolicyType::ServiceControl),
    );
    put(
        &mut records,
        &policy("p-rcp", OrganizationPolicyType::ResourceControl),
    );
    put(&mut records, &member("ou-2"));
    records
}

fn organization() -> Organization {
    Organization {
        id: "o-1".to_owned(),
        management: account("999999999999"),
        all_features: true,
        created: 0,
        root: "r-1".to_owned(),
        policy_types: BTreeSet::from([OrganizationPolicyType::ServiceControl]),
        attached_policies: ids(&[FULL, "p-RCPFullAWSAccess"]),
        root_tags: Tags::new(),
        service_access: BTreeMap::new(),
    }
}

fn unit(id: &str, parent: &str, attached: &[&str]) -> OrganizationalUnit {
    OrganizationalUnit {
        organization: "o-1".to_owned(),
        id: id.to_owned(),
        parent: parent.to_owned(),
        name: id.to_owned(),
        attached_policies: ids(attached),
        tags: Tags::new(),
    }
}

fn policy(id: &str, policy_type: OrganizationPolicyType) -> OrganizationPolicy {
    OrganizationPolicy {
        organization: "o-1".to_owned(),
        id: id.to_owned(),
        policy_type,
        name: "guardrail".to_owned(),
        description: String::new(),
        document: DENY.to_owned(),
        tags: Tags::new(),
    }
}

fn member(parent: &str) -> Account {
    Account {
        organization: Some(Membership {
            organization_id: "o-1".to_owned(),
            parent: parent.to_owned(),
            joined: 0,
            invited: false,
            attached_policies: ids(&[FULL]),
            tags: Tags::new(),
        }),
        ..Account::new(owner(), 0)
    }
}

fn ids(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn entry(world: &Snapshot) -> &AccountEntry {
    world.account(owner()).unwrap()
}

fn names(entry: &AccountEntry) -> Vec<Vec<String>> {
    let flat = entry.service_control.flat();
    let mut next = 0;
    let levels = entry.service_control.as_slice().iter();
    levels
        .map(|level| {
            let names = level.iter().map(|policy| {
                assert_eq!(policy.document(), flat.policies()[next].document());
                next += 1;
                flat.name(next - 1).to_owned()
            });
            names.collect()
        })
        .collect()
}

#[test]
fn policies_of_the_enabled_types_reach_an_account_level_by_level() {
    let mut records = records();
    let world = compile(&records);
    let standing = entry(&world).organization.as_ref().unwrap();
    assert_eq!(standing.organization_id, "o-1");
    assert_eq!(standing.path, "o-1/r-1/ou-1/ou-2/");
    let full = "FullAWSAccess (p-FullAWSAccess)";
    assert_eq!(
        names(entry(&world)),
        [
            vec![full],
            vec![full, "guardrail (p-scp)"],
            vec![full],
            vec![full]
        ]
    );
    assert!(entry(&world).resource_control.as_slice().is_empty());

    let mut other = organization();
    other.policy_types = BTreeSet::from([OrganizationPolicyType::ResourceControl]);
    put(&mut records, &other);
    let world = compile(&records);
    assert!(entry(&world).service_control.as_slice().is_empty());
    let levels = entry(&world).resource_control.as_slice().iter();
    assert_eq!(levels.map(Vec::len).collect::<Vec<_>>(), [1, 1, 0, 0]);
}

#[test]
fn the_management_account_has_a_place_and_no_policies() {
    let mut records = records();
    let managed_here = Organization {
        management: owner(),
        ..organization()
    };
    put(&mut records, &managed_here);
    put(&mut records, &member("r-1"));
    let world = compile(&records);
    let standing = entry(&world).organization.as_ref().unwrap();
    assert_eq!(standing.path, "o-1/r-1/");
    assert!(entry(&world).service_control.as_slice().is_empty());
}

/// One level for each type, with one policy that denies.
fn check_denied(records: &Records) {
    let world = compile(records);
    let entry = entry(&world);
    for levels in [&entry.service_control, &entry.resource_control] {
        assert_eq!(levels.as_slice().len(), 1);
        assert_eq!(levels.as_slice()[0].len(), 1);
    }
    let standing = entry.organization.as_ref().unwrap();
    assert_eq!(
        (standing.organization_id.as_str(), standing.path.as_str()),
        ("o-1", "")
    );
}

#[test]
fn a_place_that_does_not_lead_to_the_root_denies() {
    let mut lost = records();
    lost.remove("organizational-unit/o-1/ou-1");
    check_denied(&lost);

    let mut circle = records();
    put(&mut circle, &unit("ou-1", "ou-2", &[FULL]));
    check_denied(&circle);

    let mut without_organization = records();
    without_organization.remove("organization/o-1");
    check_denied(&without_organization);

    // As a record from before there were units has it.
    let mut old = records();
    put(&mut old, &member(""));
    check_denied(&old);
}

#[test]
fn a_policy_that_is_attached_but_gone_denies() {
    let mut records = records();
    records.remove("organization-policy/o-1/p-scp");
    let world = compile(&records);
    let level = &names(entry(&world))[1];
    assert_eq!(level[1..], ["a policy that is gone (p-scp)"]);
    let levels = entry(&world).service_control.as_slice();
    assert!(levels[1][1].document() != DENY && levels[1][1].statements().len() == 1);
}
