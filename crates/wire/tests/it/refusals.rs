//! What is refused, and in which words: one case file through one check.

use portcullis_wire::{Fault, Sensitive, decode, sts};
use serde::Deserialize;
use serde_json::Value;

use crate::Request;

#[derive(Deserialize)]
struct Case {
    name: String,
    #[serde(flatten)]
    request: Request,
    status: u16,
    code: String,
    message: String,
}

fn check(case: &Case) {
    let outcome = case
        .request
        .route()
        .and_then(|routed| decode::<Value>(&routed));
    let fault = outcome.expect_err(&case.name);
    assert_eq!(
        fault,
        Fault::new(case.status, case.code.clone(), case.message.clone()),
        "{}",
        case.name
    );
    assert!(fault.sender, "{}", case.name);
}

#[test]
fn refusals_word_for_word() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("cases/refusals.json")).unwrap();
    cases.iter().for_each(check);
}

#[test]
fn what_is_wrong_with_the_parameters_waits_until_they_are_asked_for() {
    let routed = Request::form(
        "iam",
        "Action=DeleteUser&Version=2010-05-08&UserName=a&UserName=b",
    )
    .route()
    .unwrap();
    assert_eq!(routed.operation.name, "DeleteUser");
    assert_eq!(routed.parameter("UserName"), None);
    assert_eq!(
        decode::<Value>(&routed).unwrap_err().code,
        "MalformedQueryString"
    );
}

#[test]
fn a_secret_has_no_debug_form() {
    let credentials = sts::Credentials {
        secret_access_key: Sensitive::from("wJalr"),
        ..Default::default()
    };
    assert!(!format!("{credentials:?}").contains("wJalr"));
}
