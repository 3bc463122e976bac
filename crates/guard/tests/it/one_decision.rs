//! The function that decides is the function that explains: whatever the request and the world,
//! `admit` without a trace and with one give the same answer.

use std::sync::Arc;

use portcullis_catalog::RequestPath;
use portcullis_catalog::api::Authorization;
use portcullis_catalog::snapshot::{Addressing, Handshake, Miss, Route, Via};
use portcullis_guard::sigv4::{self, Dialect, Refusal};
use portcullis_guard::{
    Arrival, Asked, Asking, Call, Caller, Decided, Denial, Explainable, Finding, Rejection,
    SignatureCause, StepName, StepVerdict, TokenKey, Unreadable, admit,
};
use portcullis_iam::{NoTrace, Recorder};
use proptest::prelude::*;

use crate::world::{
    A, Ask, B, CALLER, ENDPOINT, OTHER_ENDPOINT, OUTSIDER, Plan, STRANGER, World, document,
};

fn statement(with_principal: bool) -> impl Strategy<Value = String> {
    let principals = prop::sample::select(vec![
        "\"*\"".to_owned(),
        format!(r#"{{"AWS":"arn:aws:iam::{A}:role/app"}}"#),
        format!(r#"{{"AWS":"arn:aws:iam::{A}:root"}}"#),
        format!(r#"{{"AWS":"{B}"}}"#),
        format!(r#"{{"AWS":"arn:aws:iam::{B}:user/operator"}}"#),
    ]);
    let conditions = prop::sample::select(vec![
        "{}".to_owned(),
        format!(r#"{{"StringNotEquals":{{"aws:SourceVpce":"{ENDPOINT}"}}}}"#),
        r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#.to_owned(),
        r#"{"Bool":{"aws:SecureTransport":"true"}}"#.to_owned(),
        format!(r#"{{"StringEquals":{{"aws:PrincipalAccount":"{A}"}}}}"#),
    ]);
    let effects = prop::sample::select(vec!["Allow", "Allow", "Deny"]);
    let resources = prop::sample::select(vec![
        "*",
        "arn:aws:execute-api:*:*:*/prod/GET/*",
        "arn:aws:execute-api:us-east-1:222222222222:priv/*",
    ]);
    (effects, principals, conditions, resources).prop_map(move |(effect, principal, condition, resource)| {
        let principal = if with_principal { format!(r#""Principal":{principal},"#) } else { String::new() };
        format!(r#"{{"Effect":"{effect}",{principal}"Action":"execute-api:Invoke","Resource":"{resource}","Condition":{condition}}}"#)
    })
}

pub(crate) fn policy(with_principal: bool) -> impl Strategy<Value = Option<String>> {
    let statements = prop::collection::vec(statement(with_principal), 1..3);
    prop::option::of(statements.prop_map(|statements| document(&statements.join(","))))
}

fn plan() -> impl Strategy<Value = Plan> {
    let authorization = prop::sample::select(vec![
        Authorization::AwsIam,
        Authorization::AwsIam,
        Authorization::None,
    ]);
    (
        authorization,
        policy(true),
        policy(true),
        policy(true),
        policy(false),
        policy(false),
        policy(false),
    )
        .prop_map(
            |(
                authorization,
                private_policy,
                regional_policy,
                endpoint_policy,
                role_policy,
                b_user_policy,
                boundary,
            )| Plan {
                authorization,
                private_policy,
                regional_policy,
                endpoint_policy,
                role_policy,
                b_user_policy,
                boundary,
                ..Plan::default()
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_a_trace_and_without_the_answer_is_the_same(
        plan in plan(),
        who in 0..3,
        via in prop::sample::select(vec![Via::Public, Via::Endpoint(ENDPOINT), Via::Endpoint(OTHER_ENDPOINT)]),
        peer in prop::sample::select(vec![CALLER, OUTSIDER, STRANGER]),
        api in prop::sample::select(vec!["priv", "regional", "nothere"]),
        path in prop::sample::select(vec!["/prod/items", "/prod/keyed", "/prod/custom", "/prod/nothing", "/none/items"]),
    ) {
        let world = World::of(&plan);
        let caller = match who {
            0 => Caller::Anonymous,
            1 => world.role(),
            _ => world.b_user(),
        };
        let ask = Ask { via, peer, path, ..world.regional(caller) }.for_api(api);
        let (plain, traced) = world.with(&ask, |arrival, routed| {
            let mut arn = String::new();
            let (settings, snapshot, caller) = (&world.settings, &world.snapshot, &ask.caller);
            let plain = admit(settings, snapshot, arrival, routed, caller, &mut arn, &mut NoTrace);
            let plain = plain.err().map(|denial| format!("{denial:?}"));
            let traced = admit(settings, snapshot, arrival, routed, caller, &mut arn, &mut Recorder::new());
            (plain, traced.err().map(|denial| format!("{denial:?}")))
        });
        prop_assert_eq!(&plain, &traced);
        // Kept, and written down, it is decided again as it was.
        let (kept, read) = again(&world, &ask);
        prop_assert_eq!(kept.layer().is_some(), plain.is_some());
        prop_assert_eq!(kept.denial.map(|denial| format!("{denial:?}")), plain.clone());
        prop_assert_eq!((kept.arn, kept.missing), (read.arn.clone(), read.missing.clone()));
        prop_assert_eq!(read.denial.map(|denial| format!("{denial:?}")), plain.clone());
        // A candidate beside it is asked, and changes nothing of what is decided.
        let nobody = document(r#"{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}"#);
        let candidate = world.snapshot.with_endpoint_policy(ENDPOINT, &nobody).unwrap();
        let would = kept_of(&world, &ask).decide(&world.settings, &candidate);
        let through = matches!(ask.via, Via::Endpoint(ENDPOINT));
        prop_assert!(would.denial.is_some() || !through);
        prop_assert_eq!(world.admit(&ask).err().map(|denial| format!("{denial:?}")), plain.clone());
        // And the explanation agrees: it shows a refusing layer exactly when the request is refused.
        let explained = world.explain(&ask);
        prop_assert_eq!(plain.is_some(), explained.denial.is_some());
        let deciding = explained.steps.iter().filter(|step| step.decides).count();
        prop_assert_eq!(deciding, usize::from(plain.is_some()));
        if plain.is_none() {
            prop_assert!(explained.steps.iter().all(|step| step.verdict != StepVerdict::Refuse), "{:#?}", explained.steps);
        }
        if plain.is_none() {
            prop_assert!(explained.layers.iter().all(|layer| layer.finding != Finding::Refuse), "{:?}", explained);
        }
    }
}

fn rejections() -> impl Strategy<Value = Option<Rejection>> {
    let refusal = Refusal::invalid_token(Dialect::ExecuteApi);
    prop::sample::select(vec![
        None,
        Some(Rejection::Signature(refusal.clone())),
        Some(Rejection::NotASignature(refusal)),
        Some(Rejection::UnrecognizedClient),
        Some(Rejection::ExpiredToken),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_in_passing_and_what_is_said_later_is_what_is_said_at_once(
        plan in plan(),
        who in 0..3,
        rejection in rejections(),
        via in prop::sample::select(vec![Via::Public, Via::Endpoint(ENDPOINT), Via::Endpoint(OTHER_ENDPOINT)]),
        peer in prop::sample::select(vec![CALLER, OUTSIDER, STRANGER]),
        api in prop::sample::select(vec!["priv", "regional", "nothere"]),
        path in prop::sample::select(vec!["/prod/items", "/prod/keyed", "/prod/custom", "/prod/nothing", "/none/items"]),
        diagnosed in any::<bool>(),
        ending in prop::sample::select(vec![Ok(200), Err((StepName::Throttle, "too much"))]),
    ) {
        let world = World::of(&plan);
        let caller = match (who, rejection) {
            (0, Some(rejection)) => Caller::Rejected(rejection),
            (0, None) => Caller::Anonymous,
            (1, _) => world.role(),
            _ => world.b_user(),
        };
        let ask = Ask { via, peer, path, ..world.regional(caller) }.for_api(api);
        let cause = |code| SignatureCause { code, words: format!("words of {code}") };
        let causes = if diagnosed { vec![cause("one"), cause("two")] } else { Vec::new() };
        let plain = world.admit(&ask).err();
        explainable(&world, &ask, plain.as_ref(), &causes, ending, |explainable| {
            let explained = explainable.explain();
            let at_once = format!("{explained:?}");
            explainable.layers(|said| {
                prop_assert_eq!(said.missing, explained.missing);
                for (said, whole) in said.layers.iter().zip(&explained.layers) {
                    prop_assert_eq!(said.finding, whole.finding);
                    prop_assert_eq!(said.to_string(), whole.because.as_str());
                }
                Ok(())
            })?;
            let asked = explainable.asking.keep();
            let later = explainable.keep().explain(&asked);
            prop_assert_eq!(format!("{later:?}"), at_once);
            Ok(())
        })?;
    }
}

fn explainable<R>(
    world: &World,
    ask: &Ask<'_>,
    denial: Option<&Denial>,
    causes: &[SignatureCause],
    ending: Result<u16, (StepName, &str)>,
    then: impl FnOnce(&Explainable<'_>) -> R,
) -> R {
    let tokens = TokenKey::new(&[7; 32]).unwrap();
    let request = sigv4::Request {
        method: ask.method,
        path: ask.path,
        query: None,
        headers: &ask.headers,
        authority: None,
    };
    let (settings, snapshot) = (
        Arc::new(world.settings.clone()),
        Arc::new(world.snapshot.clone()),
    );
    with_asking(world, ask, |asking, arrival, routed| {
        then(&Explainable {
            settings: &settings,
            world: &snapshot,
            asking,
            call: Some(Call {
                arrival,
                routed,
                caller: &ask.caller,
                tokens: &tokens,
                request: &request,
            }),
            denial,
            causes,
            ending: denial.is_none().then_some(ending),
        })
    })
}

/// What is decided about a request that was kept, and about one that was written down and read again.
fn again(world: &World, ask: &Ask<'_>) -> (Decided, Decided) {
    let kept = kept_of(world, ask);
    let line = serde_json::json!({ "facts": kept.facts() });
    let read = Asked::from_line(&line, &world.settings.domain).unwrap();
    let (settings, snapshot) = (&world.settings, &world.snapshot);
    (
        kept.decide(settings, snapshot),
        read.decide(settings, snapshot),
    )
}

fn kept_of(world: &World, ask: &Ask<'_>) -> Asked {
    with_asking(world, ask, |asking, _, _| asking.keep())
}

fn with_asking<R>(
    world: &World,
    ask: &Ask<'_>,
    then: impl FnOnce(Asking<'_>, &Arrival<'_>, Result<Route<'_>, Miss<'_>>) -> R,
) -> R {
    let host = format!("{}.execute-api.us-east-1.amazonaws.com", ask.api);
    let path = RequestPath::parse(ask.path).unwrap();
    let addressing = Addressing {
        handshake: Handshake::default(),
        host: &host,
        api_id_header: None,
        via: ask.via,
        method: ask.method,
        path: &path,
    };
    world.with(ask, |arrival, routed| {
        let asking = Asking::request(arrival, &addressing, false, ask.path, &ask.caller);
        then(asking, arrival, routed)
    })
}

#[test]
fn what_a_line_says_beside_its_facts_is_not_said_twice() {
    let world = World::of(&Plan::default());
    let ask = world.private(world.role());
    let (whole, beside) = with_asking(&world, &ask, |asking, _, _| {
        let whole = serde_json::json!(asking.keep().facts());
        (whole, serde_json::json!(asking.facts_beside_line()))
    });
    let mut line = serde_json::json!({
        "service": "execute-api",
        "at": whole["at"],
        "sourceIp": whole["sourceIp"],
        "vpcEndpointId": whole["endpoint"],
        "method": whole["method"],
        "path": whole["path"],
        "accessKeyId": whole["caller"]["accessKeyId"],
        "facts": beside,
    });
    for (name, value) in line.as_object().unwrap() {
        assert!(!value.is_null(), "{name}");
        assert_eq!(beside.get(name), None);
    }
    let read = |line: &serde_json::Value| {
        let read = Asked::from_line(line, &world.settings.domain);
        read.map(|asked| serde_json::json!(asked.facts()))
    };
    assert_eq!(read(&line).as_ref(), Ok(&whole));
    // A line of before says it twice, and the facts count.
    let twice = serde_json::json!({ "at": 1, "method": "POST", "path": "/", "facts": whole });
    assert_eq!(read(&twice), Ok(whole));
    for name in ["at", "sourceIp", "vpcEndpointId", "method", "path"] {
        let value = line.as_object_mut().unwrap().remove(name).unwrap();
        assert!(
            matches!(read(&line), Err(Unreadable::Malformed(_))),
            "{name}"
        );
        line[name] = value;
    }
}
