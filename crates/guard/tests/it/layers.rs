//! Each layer lets through and refuses, and the first refusal is the answer.

use portcullis_catalog::api::Authorization;
use portcullis_catalog::snapshot::Via;
use portcullis_guard::{Caller, Finding, Layer, Reason};
use portcullis_iam::PolicyType;

use crate::world::{
    A, Ask, B, ENDPOINT, OTHER_ENDPOINT, OUTSIDER, Plan, STRANGER, World, allow, document,
    invoke_all,
};

/// Where a request ends: `None` is admitted.
fn check(world: &World, ask: &Ask<'_>, expected: Option<Layer>) {
    let denial = world.admit(ask).err();
    assert_eq!(
        denial.as_ref().map(|denial| denial.layer),
        expected,
        "{denial:?}"
    );
}

fn denied_by(world: &World, ask: &Ask<'_>) -> (PolicyType, bool) {
    match world.admit(ask).unwrap_err().reason {
        Reason::AccessDenied(denied) => (denied.by, denied.explicit),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_whole_private_path_admits_the_right_caller() {
    let world = World::of(&Plan::default());
    check(&world, &world.private(world.role()), None);
}

#[test]
fn an_interface_is_known_by_its_private_address_in_its_own_vpc() {
    let world = World::of(&Plan::default());
    for (peer, expected) in [
        ("10.0.1.20", None),
        ("10.0.1.21", Some(Layer::SecurityGroup)),
        ("10.0.1.99", Some(Layer::SecurityGroup)),
    ] {
        let ask = Ask {
            peer: peer.parse().unwrap(),
            ..world.private(world.role())
        };
        check(&world, &ask, expected);
    }
}

#[test]
fn layer_1_drops_whoever_is_outside_the_group() {
    let world = World::of(&Plan::default());
    for peer in [OUTSIDER, STRANGER] {
        let ask = Ask {
            peer,
            ..world.private(world.role())
        };
        check(&world, &ask, Some(Layer::SecurityGroup));
    }
    let unknown = Ask {
        via: Via::Endpoint("vpce-00000000000000000"),
        ..world.private(world.role())
    };
    check(&world, &unknown, Some(Layer::SecurityGroup));
}

#[test]
fn layer_1_asks_both_ends() {
    // The outsider's group lets it out; the endpoint's group does not let it in. The other way
    // round: an interface of the right group whose egress rule is gone.
    let world = World::of(&Plan::default());
    let report = |peer| {
        let via = Via::Endpoint(ENDPOINT);
        let [connection, ..] = portcullis_guard::explain_dropped(&world.snapshot, via, peer).layers;
        connection
    };
    assert!(report(OUTSIDER).because.contains("lets the caller in"));
    // A connection that is dropped is no request that names something which is missing.
    let dropped =
        portcullis_guard::explain_dropped(&world.snapshot, Via::Endpoint(ENDPOINT), OUTSIDER);
    let findings = dropped.layers.each_ref().map(|layer| layer.finding);
    let nobody_else = Finding::NotAsked;
    assert_eq!(
        findings,
        [Finding::Refuse, nobody_else, nobody_else, nobody_else]
    );
    assert_eq!((dropped.missing, dropped.steps.len()), (None, 1));
    assert!(dropped.steps[0].decides);
    assert_eq!(
        report(crate::world::CALLER).because,
        "out by sgr-out of sg-caller, in by sgr-in of sg-endpoint"
    );

    let mut records = crate::world::records(&Plan::default());
    let mut mute = (*records.security_groups["security-group/111111111111/sg-caller"]).clone();
    mute.rules.clear();
    crate::world::put(&mut records, &mute);
    let snapshot =
        portcullis_catalog::snapshot::Compiler::default().compile(&records, 1, &|_, _| None);
    let [report, ..] =
        portcullis_guard::explain_dropped(&snapshot, Via::Endpoint(ENDPOINT), crate::world::CALLER)
            .layers;
    assert_eq!(
        (report.finding, report.because.as_str()),
        (
            Finding::Refuse,
            "no rule lets eni-caller out to the endpoint"
        )
    );
}

#[test]
fn layer_2_refuses_what_the_endpoint_policy_does_not_allow() {
    let nobody = document(
        r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/other"},"Action":"*","Resource":"*"}"#,
    );
    let world = World::of(&Plan {
        endpoint_policy: Some(nobody),
        ..Plan::default()
    });
    let ask = world.private(world.role());
    check(&world, &ask, Some(Layer::EndpointPolicy));
    assert_eq!(denied_by(&world, &ask), (PolicyType::Endpoint, false));
    // The same caller through the other endpoint, whose policy is AWS's default.
    check(
        &world,
        &Ask {
            via: Via::Endpoint(OTHER_ENDPOINT),
            ..world.private(world.role())
        },
        None,
    );
}

#[test]
fn layer_2_sees_an_unsigned_request_as_anonymous() {
    let role_only = document(
        r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/app"},"Action":"*","Resource":"*"}"#,
    );
    let world = World::of(&Plan {
        endpoint_policy: Some(role_only),
        ..Plan::default()
    });
    check(
        &world,
        &world.private(Caller::Anonymous),
        Some(Layer::EndpointPolicy),
    );
    // On an open method too: the endpoint policy is asked whatever the method asks for.
    let open = World::of(&Plan {
        authorization: Authorization::None,
        private_policy: Some(allow("*")),
        endpoint_policy: Some(document(
            r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/app"},"Action":"*","Resource":"*"}"#,
        )),
        ..Plan::default()
    });
    check(
        &open,
        &open.private(Caller::Anonymous),
        Some(Layer::EndpointPolicy),
    );
    check(&open, &open.private(open.role()), None);
    check(
        &open,
        &open.private(open.b_user()),
        Some(Layer::EndpointPolicy),
    );
}

#[test]
fn layer_3_denies_every_way_but_the_named_endpoint() {
    let deny_first = document(&format!(
        r#"{{"Sid":"DenyPublicAccess","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{{"StringNotEquals":{{"aws:sourceVpce":"{ENDPOINT}"}}}}}},
           {{"Sid":"AllowFromVPCEndpoint","Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{A}:role/app"}},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}}"#
    ));
    let world = World::of(&Plan {
        private_policy: Some(deny_first.clone()),
        regional_policy: Some(deny_first),
        ..Plan::default()
    });
    check(&world, &world.private(world.role()), None);
    let wrong = Ask {
        via: Via::Endpoint(OTHER_ENDPOINT),
        ..world.private(world.role())
    };
    assert_eq!(denied_by(&world, &wrong), (PolicyType::Resource, true));
    // A public API with the same policy: the key is absent, so the Deny matches.
    assert_eq!(
        denied_by(&world, &world.regional(world.role())),
        (PolicyType::Resource, true)
    );
}

#[test]
fn layer_4_needs_the_callers_own_policy_across_accounts() {
    let world = World::of(&Plan {
        role_policy: None,
        ..Plan::default()
    });
    assert_eq!(
        denied_by(&world, &world.regional(world.role())),
        (PolicyType::Identity, false)
    );
    assert_eq!(
        denied_by(&world, &world.private(world.role())),
        (PolicyType::Identity, false)
    );
}

#[test]
fn across_accounts_a_silent_resource_policy_refuses_and_within_one_it_does_not() {
    let world = World::of(&Plan {
        regional_policy: Some(allow(&format!("arn:aws:iam::{A}:role/somebody"))),
        b_user_policy: Some(invoke_all()),
        ..Plan::default()
    });
    assert_eq!(
        denied_by(&world, &world.regional(world.role())),
        (PolicyType::Resource, false)
    );
    check(&world, &world.regional(world.b_user()), None);
    let none = World::of(&Plan {
        regional_policy: None,
        b_user_policy: Some(invoke_all()),
        ..Plan::default()
    });
    assert_eq!(
        denied_by(&none, &none.regional(none.role())),
        (PolicyType::Resource, false)
    );
    check(&none, &none.regional(none.b_user()), None);
}

#[test]
fn the_account_root_as_principal_delegates_and_does_not_grant() {
    let trust = Some(allow(&format!("arn:aws:iam::{A}:root")));
    let with = World::of(&Plan {
        regional_policy: trust.clone(),
        ..Plan::default()
    });
    check(&with, &with.regional(with.role()), None);
    let without = World::of(&Plan {
        regional_policy: trust,
        role_policy: None,
        ..Plan::default()
    });
    assert_eq!(
        denied_by(&without, &without.regional(without.role())),
        (PolicyType::Identity, false)
    );
}

#[test]
fn boundary_and_service_control_policies_limit() {
    let s3_only = document(r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#);
    let bounded = World::of(&Plan {
        boundary: Some(s3_only.clone()),
        ..Plan::default()
    });
    assert_eq!(
        denied_by(&bounded, &bounded.regional(bounded.role())),
        (PolicyType::PermissionsBoundary, false)
    );
    let everything = document(r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#);
    let controlled = World::of(&Plan {
        service_control: vec![vec![everything.clone()], vec![s3_only]],
        ..Plan::default()
    });
    assert_eq!(
        denied_by(&controlled, &controlled.regional(controlled.role())),
        (PolicyType::ServiceControl, false)
    );
    let free = World::of(&Plan {
        service_control: vec![vec![everything.clone()]],
        ..Plan::default()
    });
    check(&free, &free.regional(free.role()), None);

    // The explanation names the policy, wherever on the way from the root it is attached.
    let deny = document(
        r#"{"Sid":"NoCalls","Effect":"Deny","Action":"execute-api:*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}"#,
    );
    for (levels, name) in [
        (vec![vec![deny.clone()]], "Ofroot (p-root0)"),
        (
            vec![vec![everything.clone()], vec![deny.clone()]],
            "Ofunit (p-unit0)",
        ),
        (
            vec![
                vec![everything.clone()],
                vec![everything.clone()],
                vec![deny],
            ],
            "Ofaccount (p-account0)",
        ),
    ] {
        let world = World::of(&Plan {
            service_control: levels,
            ..Plan::default()
        });
        let ask = world.regional(world.role());
        assert_eq!(denied_by(&world, &ask), (PolicyType::ServiceControl, true));
        let [.., identity] = world.explain(&ask).layers;
        assert_eq!(
            (identity.by.as_str(), identity.because.as_str()),
            ("NoCalls", &*format!("denied by NoCalls (line 1) of {name}"))
        );
    }
}

#[test]
fn nobody_in_a_closed_account_calls_and_nothing_in_it_answers() {
    let callers = World::of(&Plan {
        closed: Some(A),
        ..Plan::default()
    });
    assert_eq!(
        denied_by(&callers, &callers.regional(callers.role())),
        (PolicyType::ServiceControl, true)
    );
    for authorization in [Authorization::AwsIam, Authorization::None] {
        let owners = World::of(&Plan {
            closed: Some(B),
            authorization,
            ..Plan::default()
        });
        let denial = owners.admit(&owners.regional(owners.role())).unwrap_err();
        assert!(
            matches!(denial.reason, Reason::Forbidden),
            "{:?}",
            denial.reason
        );
    }
}

#[test]
fn a_private_api_without_a_resource_policy_lets_nobody_in() {
    let world = World::of(&Plan {
        private_policy: None,
        ..Plan::default()
    });
    assert_eq!(
        denied_by(&world, &world.private(world.role())),
        (PolicyType::Resource, false)
    );
    let open = World::of(&Plan {
        private_policy: None,
        authorization: Authorization::None,
        ..Plan::default()
    });
    assert_eq!(
        denied_by(&open, &open.private(Caller::Anonymous)),
        (PolicyType::Resource, false)
    );
}

#[test]
fn an_open_method_is_open_unless_a_resource_policy_is_silent() {
    let open = World::of(&Plan {
        authorization: Authorization::None,
        regional_policy: None,
        ..Plan::default()
    });
    check(&open, &open.regional(Caller::Anonymous), None);
    let named = World::of(&Plan {
        authorization: Authorization::None,
        ..Plan::default()
    });
    // A policy that names ARNs shuts out open methods: their caller is anonymous, signed or not.
    check(
        &named,
        &named.regional(Caller::Anonymous),
        Some(Layer::ResourcePolicy),
    );
    check(
        &named,
        &named.regional(named.role()),
        Some(Layer::ResourcePolicy),
    );
    let all = World::of(&Plan {
        authorization: Authorization::None,
        regional_policy: Some(allow("*")),
        ..Plan::default()
    });
    check(&all, &all.regional(Caller::Anonymous), None);
}

#[test]
fn an_unsigned_call_of_a_signed_method_misses_its_token() {
    let world = World::of(&Plan::default());
    let denial = world.admit(&world.regional(Caller::Anonymous)).unwrap_err();
    assert!(
        matches!(denial.reason, Reason::MissingAuthenticationToken),
        "{denial:?}"
    );
}

#[test]
fn what_cannot_be_enforced_is_refused() {
    let world = World::of(&Plan::default());
    let custom = world
        .admit(&Ask {
            path: "/prod/custom",
            ..world.regional(world.role())
        })
        .unwrap_err();
    assert!(
        matches!(custom.reason, Reason::AuthorizerUnavailable),
        "{custom:?}"
    );
    let keyed = world
        .admit(&Ask {
            path: "/prod/keyed",
            ..world.regional(world.role())
        })
        .unwrap_err();
    assert!(
        matches!(keyed.reason, Reason::InvalidApiKey(_)),
        "{keyed:?}"
    );
}

#[test]
fn what_does_not_exist_is_refused_as_api_gateway_refuses_it() {
    let world = World::of(&Plan::default());
    let reason = |ask: Ask<'_>| world.admit(&ask).unwrap_err().reason;
    let signed = || world.regional(world.role());
    assert!(matches!(
        reason(Ask {
            path: "/nostage/items",
            ..signed()
        }),
        Reason::Forbidden
    ));
    assert!(matches!(
        reason(signed().for_api("nothere")),
        Reason::Forbidden
    ));
    assert!(matches!(
        reason(signed().for_api("priv")),
        Reason::Forbidden
    ));
    assert!(matches!(
        reason(world.private(world.role()).for_api("regional")),
        Reason::Forbidden
    ));
    assert!(matches!(
        reason(Ask {
            path: "/prod/nothing",
            ..signed()
        }),
        Reason::MissingAuthenticationToken
    ));
    assert!(matches!(
        reason(Ask {
            method: "POST",
            ..signed()
        }),
        Reason::MissingAuthenticationToken
    ));
}

#[test]
fn a_method_arn_that_no_policy_can_name_is_too_long() {
    let world = World::of(&Plan::default());
    let long = format!("/prod/{}", "a".repeat(1_600));
    let ask = Ask {
        path: &long,
        method: "PUT",
        ..world.regional(world.role())
    };
    assert!(matches!(
        world.admit(&ask).unwrap_err().reason,
        Reason::UriTooLong
    ));
}

#[test]
fn an_explanation_shows_all_four_layers_even_when_the_first_refuses() {
    let world = World::of(&Plan {
        role_policy: None,
        ..Plan::default()
    });
    let explained = world.explain(&Ask {
        peer: OUTSIDER,
        ..world.private(world.role())
    });
    assert_eq!(explained.denial.unwrap().layer, Layer::SecurityGroup);
    let findings = explained.layers.map(|layer| layer.finding);
    assert_eq!(
        findings,
        [
            Finding::Refuse,
            Finding::Pass,
            Finding::Pass,
            Finding::Refuse
        ]
    );
}

#[test]
fn an_explanation_names_the_statement_that_decided() {
    let world = World::of(&Plan::default());
    let [group, endpoint, resource, identity] = world.explain(&world.private(world.role())).layers;
    assert_eq!(group.by, "sgr-in");
    assert_eq!(
        endpoint.because,
        format!("allowed by statement 1 (line 1) of endpoint policy of {ENDPOINT}")
    );
    assert_eq!(
        resource.because,
        "allowed by AllowIt (line 1) of resource policy of priv"
    );
    assert_eq!(identity.because, "allowed by Invoke (line 1) of invoke");
}

#[test]
fn only_the_owners_account_decides_which_table_applies() {
    // The endpoint belongs to A, the API to B: a user of B is at home, although it came through
    // another account's endpoint.
    let world = World::of(&Plan {
        b_user_policy: Some(invoke_all()),
        ..Plan::default()
    });
    check(&world, &world.private(world.b_user()), None);
    assert_eq!(B, "222222222222");
}

#[test]
fn a_namesake_of_a_deleted_role_is_not_the_role_that_the_saved_policy_meant() {
    let mut records = crate::world::records(&Plan::default());
    let mut role = (*records.roles["role/111111111111/app"]).clone();
    role.id = "AROAAAAAAAAAAAAAAAPP1".to_owned();
    crate::world::put(&mut records, &role);
    let mut deployment = (*records.deployments["deployment/222222222222/regional/dep"]).clone();
    let app = format!("arn:aws:iam::{A}:role/app");
    for (id, expected) in [
        ("AROAAAAAAAAAAAAAAAPP1", None),
        ("AROAAAAAAAAAAAAAAAPP2", Some(Layer::ResourcePolicy)),
    ] {
        deployment.frozen.principal_ids = [(app.clone(), id.to_owned())].into();
        crate::world::put(&mut records, &deployment);
        let world = World {
            snapshot: portcullis_catalog::snapshot::Compiler::default().compile(
                &records,
                1,
                &|_, _| None,
            ),
            settings: crate::world::settings(false),
        };
        check(&world, &world.regional(world.role()), expected);
    }
}
