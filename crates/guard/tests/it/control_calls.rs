//! Control-plane calls are IAM actions on ARNs, judged by the same evaluator.

use portcullis_catalog::snapshot::Via;
use portcullis_guard::sigv4::{HeaderList, Timestamp};
use portcullis_guard::{Arrival, Caller, ControlCall, Principal, admit_control};
use portcullis_iam::{NoTrace, PolicyType};

use crate::world::{A, B, NOW, Plan, STRANGER, World, document};

fn principal(caller: Caller) -> Principal {
    match caller {
        Caller::Signed(principal) => principal,
        _ => panic!("nobody"),
    }
}

fn call<'a>(action: &'a str, resource: &'a str, account: &'a str) -> ControlCall<'a> {
    ControlCall {
        action,
        resource,
        resource_account: account,
        trusted_by: None,
        resource_policy: None,
        request_tags: None,
        resource_tags: None,
        operation: &[],
    }
}

fn check(
    world: &World,
    principal: &Principal,
    calls: &[ControlCall<'_>],
) -> Result<(), (PolicyType, bool)> {
    let headers = HeaderList::new();
    let arrival = Arrival {
        supposed: None,
        via: Via::Public,
        peer: STRANGER,
        secure: false,
        now: Timestamp::from_unix(NOW),
        method: "POST",
        path: "",
        headers: &headers,
        api_key: None,
    };
    admit_control(
        &world.settings,
        &world.snapshot,
        &arrival,
        principal,
        calls,
        &mut NoTrace,
    )
    .map(|_| ())
    .map_err(|denied| (denied.by, denied.explicit))
}

#[test]
fn every_action_of_a_call_must_be_allowed() {
    let own = document(
        r#"{"Effect":"Allow","Action":"iam:Get*","Resource":"*"},{"Effect":"Deny","Action":"iam:GetUser","Resource":"*"}"#,
    );
    let world = World::of(&Plan {
        b_user_policy: Some(own),
        ..Plan::default()
    });
    let user = principal(world.b_user());
    let role = call("iam:GetRole", "arn:aws:iam::222222222222:role/x", B);
    assert_eq!(check(&world, &user, &[role]), Ok(()));
    assert_eq!(
        check(&world, &user, &[role, call("iam:CreateRole", "*", B)]),
        Err((PolicyType::Identity, false))
    );
    assert_eq!(
        check(&world, &user, &[role, call("iam:GetUser", "*", B)]),
        Err((PolicyType::Identity, true))
    );
    assert_eq!(check(&world, &user, &[]), Ok(()));
}

#[test]
fn the_root_user_may_do_everything_in_its_account_and_nothing_in_another() {
    let world = World::of(&Plan::default());
    let identity = portcullis_catalog::snapshot::Identity::root(crate::world::account(A));
    let root = Principal {
        identity: identity.into(),
        session: None,
        access_key_id: "111111111111".into(),
    };
    assert_eq!(
        check(&world, &root, &[call("iam:CreateRole", "*", A)]),
        Ok(())
    );
    assert_eq!(
        check(&world, &root, &[call("iam:CreateRole", "*", B)]),
        Err((PolicyType::Resource, false))
    );
}

#[test]
fn assuming_a_role_needs_its_trust_and_across_accounts_the_callers_own_policy() {
    let assume = document(r#"{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}"#);
    let world = World::of(&Plan {
        b_user_policy: Some(assume),
        ..Plan::default()
    });
    let role = ControlCall {
        trusted_by: Some("AROAAPP"),
        ..call("sts:AssumeRole", "arn:aws:iam::111111111111:role/app", A)
    };
    // The role trusts account A; the user is of account B.
    assert_eq!(
        check(&world, &principal(world.b_user()), &[role]),
        Err((PolicyType::Trust, false))
    );
    // A role of account A without an identity allow: the trust names the account, which delegates.
    assert_eq!(
        check(&world, &principal(world.role()), &[role]),
        Err((PolicyType::Identity, false))
    );
    let gone = ControlCall {
        trusted_by: Some("AROAGONE"),
        ..role
    };
    assert_eq!(
        check(&world, &principal(world.b_user()), &[gone]),
        Err((PolicyType::Trust, false))
    );
}
