//! The policy engine from outside: AWS's documented cases, validation, bounds, and a second implementation to compare
//! with.

mod bounds;
mod cases;
mod explanation;
mod naive;
mod properties;
mod subtleties;
mod validation;

use portcullis_iam::case::{Case, CaseError, CompiledCase};
use portcullis_iam::{Decision, NoTrace, Recorder};
use serde_json::Value as Json;

fn compile(case: &Json) -> Result<CompiledCase, CaseError> {
    let case: Case = serde_json::from_str(&case.to_string()).unwrap();
    case.compile()
}

/// Decides one case with and without a trace, and holds the two together.
fn decide(case: &Json) -> Result<Decision, CaseError> {
    Ok(decide_compiled(&compile(case)?))
}

fn decide_compiled(case: &CompiledCase) -> Decision {
    let silent = case.decide(&mut NoTrace);
    let told = case.decide(&mut Recorder::new());
    assert_eq!(silent, told, "a trace must not change the decision");
    silent
}

/// Holds one case to the decision it expects.
fn check(case: &Json) {
    let expected = case["expected"].as_str().unwrap();
    let decision = decide(case).unwrap_or_else(|error| panic!("{error}: {case}"));
    assert_eq!(decision.name(), expected, "{decision:?}: {case}");
}
