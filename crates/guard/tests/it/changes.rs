//! The smallest change that would let a refused request in: each is tried on a world before it is said, and names what
//! to edit as an AWS call.

use portcullis_catalog::RequestPath;
use portcullis_catalog::snapshot::{Addressing, Handshake, Via};
use portcullis_guard::change::{Suggestion, suggest};
use portcullis_guard::{Asked, Asking, Caller};
use proptest::prelude::*;

use crate::world::{A, Ask, B, ENDPOINT, OTHER_ENDPOINT, OUTSIDER, Plan, World, allow, document};

fn asked(world: &World, ask: &Ask<'_>) -> Asked {
    let host = format!("{}.execute-api.us-east-1.amazonaws.com", ask.api);
    let path = RequestPath::parse(ask.path).unwrap();
    world.with(ask, |arrival, _| {
        let addressing = Addressing {
            handshake: Handshake::default(),
            host: &host,
            api_id_header: None,
            via: ask.via,
            method: ask.method,
            path: &path,
        };
        Asking::request(arrival, &addressing, false, ask.path, &ask.caller).keep()
    })
}

fn suggestion(world: &World, ask: &Ask<'_>) -> Suggestion {
    let past = world.explain(ask);
    suggest(&world.settings, &world.snapshot, &asked(world, ask), &past)
}

#[track_caller]
fn check(plan: &Plan, ask: impl Fn(&World) -> Ask<'static>, actions: &[&str]) -> Suggestion {
    let world = World::of(plan);
    let ask = ask(&world);
    assert!(world.admit(&ask).is_err(), "nothing is refused");
    let found = suggestion(&world, &ask);
    assert!(found.verified, "{found:#?}");
    let named: Vec<&str> = found
        .changes
        .iter()
        .filter_map(|change| Some(change.operation.as_ref()?.action))
        .collect();
    assert_eq!(named, actions, "{found:#?}");
    found
}

fn deny(with_principal: &str, resource: &str, condition: &str) -> String {
    format!(
        r#"{{"Sid":"No","Effect":"Deny",{with_principal}"Action":"execute-api:*","Resource":"{resource}","Condition":{condition}}}"#
    )
}

#[test]
fn silence_asks_for_one_statement_on_each_side_that_needs_one() {
    let neither = Plan {
        role_policy: None,
        private_policy: Some(allow(&format!("arn:aws:iam::{B}:user/operator"))),
        ..Plan::default()
    };
    let found = check(
        &neither,
        |world| world.private(world.role()),
        &["UpdateRestApi", "CreateDeployment", "PutRolePolicy"],
    );
    let put = found.changes[2].operation.as_ref().unwrap();
    let added: serde_json::Value =
        serde_json::from_str(put.parameters["PolicyDocument"].as_str().unwrap()).unwrap();
    let arn = format!("arn:aws:execute-api:us-east-1:{B}:priv/prod/GET/items");
    assert_eq!(added["Statement"][0]["Resource"], arn);
    assert_eq!(found.changes[2].account.as_deref(), Some(A));
    assert_eq!(found.changes[0].account.as_deref(), Some(B));
}

#[test]
fn a_deny_leaves_out_this_request_and_no_other() {
    for (resource, condition) in [
        ("execute-api:/*", "{}"),
        ("execute-api:/prod/*", "{}"),
        (
            "*",
            r#"{"StringNotEquals":{"aws:sourceVpce":"vpce-00000000000000000"}}"#,
        ),
    ] {
        let statements = [
            deny(r#""Principal":"*","#, resource, condition),
            format!(
                r#"{{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{A}:role/app"}},"Action":"execute-api:Invoke","Resource":"*"}}"#
            ),
        ];
        let plan = Plan {
            private_policy: Some(document(&statements.join(","))),
            ..Plan::default()
        };
        check(
            &plan,
            |world| world.private(world.role()),
            &["UpdateRestApi", "CreateDeployment"],
        );
    }
    let own = Plan {
        role_policy: Some(document(&format!(
            r#"{{"Effect":"Allow","Action":"*","Resource":"*"}},{}"#,
            deny("", &format!("arn:aws:execute-api:*:{B}:priv/*"), "{}")
        ))),
        ..Plan::default()
    };
    check(
        &own,
        |world| world.private(world.role()),
        &["PutRolePolicy"],
    );
}

#[test]
fn boundaries_organizations_and_endpoints_are_edited_where_they_stand() {
    let nothing = document(r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#);
    let bounded = Plan {
        boundary: Some(nothing.clone()),
        ..Plan::default()
    };
    check(
        &bounded,
        |world| world.private(world.role()),
        &["CreatePolicyVersion"],
    );
    let controlled = Plan {
        service_control: vec![vec![nothing]],
        ..Plan::default()
    };
    check(
        &controlled,
        |world| world.private(world.role()),
        &["UpdatePolicy"],
    );
    let endpoint = Plan {
        endpoint_policy: Some(document(&format!(
            r#"{},{{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}"#,
            deny(r#""Principal":"*","#, "*", "{}")
        ))),
        ..Plan::default()
    };
    check(
        &endpoint,
        |world| world.private(world.role()),
        &["ModifyVpcEndpoint"],
    );
    let outside = |world: &World| Ask {
        peer: OUTSIDER,
        ..world.private(world.role())
    };
    let plan = Plan::default();
    check(&plan, outside, &["AuthorizeSecurityGroupIngress"]);
}

#[test]
fn what_only_the_client_can_do_is_said_to_it() {
    let world = World::of(&Plan::default());
    let kinds = |ask: &Ask<'_>| {
        let found = suggestion(&world, ask);
        let clients = found.changes.into_iter().filter_map(|it| it.client);
        clients.map(|client| client.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&world.regional(Caller::Anonymous)), ["sign"]);
    let unknown = Ask {
        path: "/prod/nothing",
        ..world.regional(world.role())
    };
    assert_eq!(kinds(&unknown), ["request"]);
    let stage = Ask {
        path: "/dev/items",
        ..world.regional(world.role())
    };
    assert_eq!(kinds(&stage), ["request"]);
    let public = world.regional(world.role()).for_api("priv");
    assert_eq!(kinds(&public), ["endpoint"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever refuses a signed call of a method that exists, a set of changes is found that lets it in.
    #[test]
    fn a_change_is_found_for_whatever_policies_refuse(
        resource in crate::one_decision::policy(true),
        endpoint in crate::one_decision::policy(true),
        own in crate::one_decision::policy(false),
        boundary in crate::one_decision::policy(false),
        other in any::<bool>(),
    ) {
        let world = World::of(&Plan {
            private_policy: resource,
            endpoint_policy: endpoint,
            role_policy: own,
            boundary,
            ..Plan::default()
        });
        let via = if other { OTHER_ENDPOINT } else { ENDPOINT };
        let ask = Ask { via: Via::Endpoint(via), ..world.private(world.role()) };
        prop_assume!(world.admit(&ask).is_err());
        let found = suggestion(&world, &ask);
        prop_assert!(found.verified, "{:#?}", found);
    }
}
