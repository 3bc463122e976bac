//! Arbitrary bytes as a policy document of every type: compiling and validating never panic, what compiles explains
//! itself by the same decision, and what validation takes compiles.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use portcullis_iam::{
    Caller, ConditionKey, Context, NoTrace, Policies, Policy, PolicyType, Recorder, Request, Value,
    evaluate, expand_api_resources, validate,
};

const API: &str = "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5";

const TYPES: [PolicyType; 8] = [
    PolicyType::Identity,
    PolicyType::Resource,
    PolicyType::Endpoint,
    PolicyType::PermissionsBoundary,
    PolicyType::Session,
    PolicyType::ServiceControl,
    PolicyType::ResourceControl,
    PolicyType::Trust,
];

/// Every key has a value, of a kind that its name chooses.
struct Everything;

impl Context for Everything {
    fn value<'a>(&'a self, key: &ConditionKey) -> Value<'a> {
        const LIST: &[&str] = &["a", "", "vpce-1"];
        match key.to_string().len() % 7 {
            0 => Value::Absent,
            1 => Value::Str("vpce-1"),
            2 => Value::from(LIST),
            3 => Value::Bool(true),
            4 => Value::Number(-7),
            5 => Value::Date(i64::MAX),
            _ => Value::Ip([10, 0, 0, 5].into()),
        }
    }
}

fuzz_target!(|input: &[u8]| {
    let Ok(document) = std::str::from_utf8(input) else {
        return;
    };
    for policy_type in TYPES {
        let valid = validate(document, policy_type);
        let compiled = match policy_type {
            PolicyType::Resource => Policy::compile_for_api(document, API),
            _ => Policy::compile(document, policy_type),
        };
        assert!(
            valid.is_err() || compiled.is_ok(),
            "{policy_type}: taken and not compiled"
        );
        if let Ok(policy) = compiled {
            decide(policy);
        }
    }
    // What is short for an ARN and what is written out are one policy.
    if let Ok(expanded) = expand_api_resources(document, API) {
        let whole = Policy::compile_for_api(document, API).is_ok();
        let is_bounded = expanded.len() <= 262_144;
        assert_eq!(
            whole && is_bounded,
            Policy::compile(&expanded, PolicyType::Resource).is_ok()
        );
    }
});

fn decide(policy: Policy) {
    let layer = [Arc::new(policy)];
    let levels = [layer.to_vec()];
    let mut policies = Policies::default();
    match layer[0].policy_type() {
        PolicyType::Identity => policies.identity = &layer,
        PolicyType::Resource => policies.resource = &layer,
        PolicyType::Endpoint => policies.endpoint = &layer,
        PolicyType::PermissionsBoundary => policies.boundary = &layer,
        PolicyType::Session => policies.session = &layer,
        PolicyType::ServiceControl => policies.service_control = &levels,
        PolicyType::ResourceControl => policies.resource_control = &levels,
        PolicyType::Trust => policies.trust = &layer,
    }
    policies.resource_control_applies = true;
    let caller = Caller::AssumedRole {
        account: "222222222222",
        role_arn: "arn:aws:iam::222222222222:role/app",
        role_id: "AROAEXAMPLE1EXAMPLE01",
        session_arn: "arn:aws:sts::222222222222:assumed-role/app/s1",
        session_name: "s1",
    };
    let resource = format!("{API}/prod/GET/items");
    let request = Request {
        caller: &caller,
        action: "execute-api:Invoke",
        resource: &resource,
        resource_account: "222222222222",
        has_boundary: false,
        context: &Everything,
    };
    let mut told = Recorder::new();
    let silent = evaluate(&policies, &request, &mut NoTrace);
    assert_eq!(silent, evaluate(&policies, &request, &mut told));
    for entry in &told.entries {
        assert!(!entry.to_string().is_empty());
    }
}
