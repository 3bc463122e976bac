//! The trace of a request: every step in order, and for a refusal the policy, the statement, its
//! place and its conditions.

use portcullis_guard::{Caller, Explanation, Step, StepName, StepVerdict};

use crate::world::{A, B, ENDPOINT, OTHER_ENDPOINT, Plan, STRANGER, World, allow, document};

fn step(explanation: &Explanation, name: StepName) -> &Step {
    explanation.step(name).unwrap()
}

fn verdicts(explanation: &Explanation) -> Vec<(&'static str, StepVerdict)> {
    let steps = explanation.steps.iter();
    steps.map(|step| (step.name.id(), step.verdict)).collect()
}

#[test]
fn an_admitted_request_passes_every_step_that_is_asked() {
    use StepVerdict::{NotAsked, Pass};
    let world = World::of(&Plan::default());
    let mut explanation = world.explain(&world.private(world.role()));
    assert!(explanation.deciding().is_none());
    explanation.add_ending(Ok(200));
    assert_eq!(
        verdicts(&explanation),
        [
            ("networkPath", Pass),
            ("addressing", Pass),
            ("endpointPolicy", Pass),
            ("signature", Pass),
            ("session", Pass),
            ("identityPolicy", Pass),
            ("permissionsBoundary", NotAsked),
            ("sessionPolicy", NotAsked),
            ("serviceControlPolicy", NotAsked),
            ("resourcePolicy", Pass),
            ("method", Pass),
            ("apiKey", NotAsked),
            ("throttle", Pass),
            ("validation", Pass),
            ("backend", Pass),
        ]
    );
}

#[test]
fn a_deny_names_its_policy_its_statement_its_place_and_its_conditions() {
    let policy = format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":[\n  {{\"Sid\":\"Open\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"execute-api:/*\"}}, \
         {{\"Sid\":\"OnlyOurs\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"execute-api:/*\",\"Condition\":{{\"StringNotEquals\":{{\"aws:SourceVpce\":\"{ENDPOINT}\"}},\"Null\":{{\"aws:PrincipalOrgID\":\"true\"}}}}}}]}}"
    );
    let world = World::of(&Plan {
        private_policy: Some(policy.clone()),
        ..Plan::default()
    });
    let ask = crate::world::Ask {
        via: portcullis_catalog::snapshot::Via::Endpoint(OTHER_ENDPOINT),
        ..world.private(world.role())
    };
    let explanation = world.explain(&ask);
    let refusing = explanation.deciding().unwrap();
    assert_eq!(refusing.name, StepName::ResourcePolicy);
    assert_eq!(refusing.account.as_deref(), Some(B));
    let by = refusing.decided_by.as_ref().unwrap();
    assert_eq!(by.policy.kind, "api");
    assert_eq!(by.policy.version.as_deref(), Some("dep"));
    assert_eq!((by.statement, by.sid.as_deref()), (2, Some("OnlyOurs")));
    let line = policy.lines().nth(1).unwrap();
    let column = line.find("{\"Sid\":\"OnlyOurs").unwrap() + 1;
    assert_eq!((by.line, by.column as usize), (2, column));
    let statement = &refusing.policies[0].statements[1];
    let conditions: Vec<_> = statement
        .conditions
        .iter()
        .map(|it| (it.key.as_str(), it.actual.as_deref(), it.absent, it.holds))
        .collect();
    let named = ("aws:SourceVpce", Some(OTHER_ENDPOINT), false, Some(true));
    let absent = ("aws:PrincipalOrgID", None, true, Some(true));
    assert!(
        conditions.contains(&named) && conditions.contains(&absent),
        "{conditions:?}"
    );
    assert_eq!(conditions.len(), 2);
}

#[test]
fn silence_names_the_statement_that_came_closest() {
    let policy = document(&format!(
        r#"{{"Sid":"Other","Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:{B}:priv/prod/POST/*"}}"#
    ));
    let world = World::of(&Plan {
        role_policy: Some(policy),
        ..Plan::default()
    });
    let explanation = world.explain(&world.private(world.role()));
    let refusing = explanation.deciding().unwrap();
    assert_eq!(refusing.name, StepName::IdentityPolicy);
    assert_eq!(refusing.account.as_deref(), Some(A));
    let expected = "no statement allows it; the nearest, statement 1 `Other` (line 1, column 38) of the inline policy";
    assert!(
        refusing.because.starts_with(expected),
        "{}",
        refusing.because
    );
    assert_eq!(refusing.policies[0].statements[0].failed, Some("resource"));
}

#[test]
fn within_one_account_the_silent_side_does_not_refuse() {
    let world = World::of(&Plan {
        regional_policy: Some(allow(&format!("arn:aws:iam::{B}:user/operator"))),
        ..Plan::default()
    });
    let explanation = world.explain(&world.regional(world.b_user()));
    assert!(explanation.denial.is_none());
    let identity = step(&explanation, StepName::IdentityPolicy);
    assert_eq!(identity.verdict, StepVerdict::Silent);
}

#[test]
fn what_does_not_exist_is_refused_where_it_is_missed() {
    let world = World::of(&Plan::default());
    let decided = |ask: &crate::world::Ask<'_>| {
        let explanation = world.explain(ask);
        let step = explanation.deciding().unwrap().clone();
        (step.name, step.because)
    };
    let ask = || world.regional(world.role());
    let unknown = decided(&crate::world::Ask {
        path: "/prod/nothing",
        ..ask()
    });
    assert_eq!(unknown.0, StepName::Method);
    let no_stage = decided(&crate::world::Ask {
        path: "/staging/items",
        ..ask()
    });
    assert_eq!(no_stage.0, StepName::Addressing);
    assert!(no_stage.1.contains("it has: prod"), "{}", no_stage.1);
    let private = decided(&ask().for_api("priv"));
    assert_eq!(private.0, StepName::Addressing);
    assert!(private.1.contains("PRIVATE"), "{}", private.1);
    let unsigned = decided(&crate::world::Ask {
        peer: STRANGER,
        ..world.regional(Caller::Anonymous)
    });
    assert_eq!(unsigned.0, StepName::Signature);
}
