//! A private custom domain name has a policy of its own beside the endpoint's and the API's, and
//! all of them must allow.

use portcullis_catalog::api::Authorization;
use portcullis_guard::{Caller, Layer, Reason};
use portcullis_iam::PolicyType;

use crate::world::{
    A, Ask, CALLER, DOMAIN, DOMAIN_ARN, ENDPOINT, Plan, World, allow, document, invoke_all,
};
use portcullis_catalog::snapshot::Via;

fn by_name<'a>(world: &World, caller: Caller) -> Ask<'a> {
    Ask {
        api: DOMAIN,
        path: "/items",
        ..world.private(caller)
    }
}

fn plan() -> Plan {
    Plan {
        domain_policy: Some(allow("*")),
        ..Plan::default()
    }
}

/// The type of the policy that refuses, and whether a statement does; `None` is admitted.
fn refused(plan: &Plan) -> Option<(Layer, PolicyType, bool)> {
    let world = World::of(plan);
    let denial = world.admit(&by_name(&world, world.role())).err()?;
    match denial.reason {
        Reason::AccessDenied(denied) => Some((denial.layer, denied.by, denied.explicit)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn everybody_that_is_asked_must_allow() {
    assert_eq!(refused(&plan()), None);
    let resource = |explicit| Some((Layer::ResourcePolicy, PolicyType::Resource, explicit));
    // Without a policy nobody may: not even the owner of the endpoint.
    let silent = Plan {
        domain_policy: None,
        ..plan()
    };
    assert_eq!(refused(&silent), resource(false));
    let somebody_else = Plan {
        domain_policy: Some(allow(&format!("arn:aws:iam::{A}:role/other"))),
        ..plan()
    };
    assert_eq!(refused(&somebody_else), resource(false));
    let denying = Plan {
        domain_policy: Some(document(&format!(
            r#"{{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}},
               {{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"{DOMAIN_ARN}",
                 "Condition":{{"StringEquals":{{"aws:SourceVpce":"{ENDPOINT}"}}}}}}"#
        ))),
        ..plan()
    };
    assert_eq!(refused(&denying), resource(true));
    let unreadable = Plan {
        domain_policy: Some("{".to_owned()),
        ..plan()
    };
    assert_eq!(refused(&unreadable), resource(true));
    // The API's own policy still counts.
    let by_api = Plan {
        private_policy: Some(allow(&format!("arn:aws:iam::{A}:role/other"))),
        ..plan()
    };
    assert_eq!(refused(&by_api), resource(false));
    // And so does a deny of the caller's own.
    let own = Plan {
        role_policy: Some(document(&format!(
            r#"{{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}},
               {{"Effect":"Deny","Action":"execute-api:Invoke","Resource":"{DOMAIN_ARN}"}}"#
        ))),
        ..plan()
    };
    let identity = Some((Layer::Identity, PolicyType::Identity, true));
    assert_eq!(refused(&own), identity);
    assert_eq!(
        refused(&Plan {
            role_policy: Some(invoke_all()),
            ..plan()
        }),
        None
    );
}

#[test]
fn the_endpoint_policy_is_asked_about_the_name_and_about_the_api() {
    let with = |resource: &str, condition: &str| Plan {
        endpoint_policy: Some(document(&format!(
            r#"{{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":{resource}{condition}}}"#
        ))),
        ..plan()
    };
    let endpoint = Some((Layer::EndpointPolicy, PolicyType::Endpoint, false));
    let api = r#""arn:aws:execute-api:us-east-1:222222222222:priv/*""#;
    let name = format!("\"{DOMAIN_ARN}\"");
    assert_eq!(refused(&with(api, "")), endpoint);
    assert_eq!(refused(&with(&name, "")), endpoint);
    assert_eq!(refused(&with(&format!("[{api},{name}]"), "")), None);
    let via = |arn: &str| {
        format!(r#","Condition":{{"ArnEquals":{{"execute-api:viaDomainArn":"{arn}"}}}}"#)
    };
    assert_eq!(refused(&with("\"*\"", &via(DOMAIN_ARN))), None);
    let another = via(&DOMAIN_ARN.replace("+abc", "+xyz"));
    assert_eq!(refused(&with("\"*\"", &another)), endpoint);
    // By its own name the API is called without the key.
    let world = World::of(&with("\"*\"", &via(DOMAIN_ARN)));
    assert!(world.admit(&world.private(world.role())).is_err());
}

#[test]
fn an_open_method_is_no_way_around_the_policy_of_the_name() {
    let open = |domain_policy| {
        let world = World::of(&Plan {
            authorization: Authorization::None,
            private_policy: Some(allow("*")),
            domain_policy,
            ..plan()
        });
        world.admit(&by_name(&world, Caller::Anonymous)).is_ok()
    };
    assert!(open(Some(allow("*"))));
    assert!(!open(None));
    assert!(!open(Some(allow(&format!("arn:aws:iam::{A}:role/app")))));
}

#[test]
fn the_name_means_nothing_outside_its_endpoint_and_the_arn_is_the_apis() {
    let world = World::of(&plan());
    let outside = Ask {
        via: Via::Public,
        ..by_name(&world, world.role())
    };
    let denial = world.admit(&outside).unwrap_err();
    assert!(matches!(denial.reason, Reason::Forbidden), "{denial:?}");
    assert_eq!(outside.peer, CALLER);
    let narrow = |path: &str| {
        let world = World::of(&Plan {
            private_policy: Some(document(&format!(
                r#"{{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/prod/GET/{path}"}}"#
            ))),
            ..plan()
        });
        world.admit(&by_name(&world, world.role())).is_ok()
    };
    assert!(narrow("items"));
    assert!(!narrow("other"));
}
