//! The cases that AWS's pages document, as data.

use serde_json::{Value as Json, json};

use crate::check;

const API: &str = "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5/prod/GET/items";

fn rows(text: &str) -> Vec<Json> {
    serde_json::from_str(text).unwrap()
}

#[test]
fn whole_requests() {
    for case in rows(include_str!("../cases/policy_surprises.json")) {
        check(&case);
    }
}

#[test]
fn the_tables_of_api_gateway() {
    let document = |effect: &Json, with_principal: bool| {
        let effect = match effect.as_str().unwrap() {
            "-" => return Json::Null,
            effect => effect,
        };
        let mut statement =
            json!({"Effect": effect, "Action": "execute-api:Invoke", "Resource": "*"});
        if with_principal {
            statement["Principal"] = json!({"AWS": "*"});
        }
        json!({"Version": "2012-10-17", "Statement": [statement]})
    };
    for row in rows(include_str!("../cases/apigw_tables.json")) {
        let account = if row["table"].as_str().unwrap().starts_with('A') {
            "222222222222"
        } else {
            "111111111111"
        };
        check(&json!({
            "principal": format!("arn:aws:iam::{account}:user/ana"),
            "action": "execute-api:Invoke",
            "resource": API,
            "resourceAccount": "222222222222",
            "identity": [document(&row["identity"], false)],
            "resourcePolicy": document(&row["resource"], true),
            "expected": row["expected"],
        }));
    }
}

#[test]
fn conditions() {
    for row in rows(include_str!("../cases/doc_conditions.json")) {
        if row["usable"] == false {
            continue;
        }
        let matches = row["expected"].as_bool().unwrap();
        check(&json!({
            "id": row["id"],
            "principal": "anonymous",
            "action": "execute-api:Invoke",
            "resource": API,
            "context": row["context"],
            "resourcePolicy": {"Version": "2012-10-17", "Statement": {
                "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
                "Condition": row["condition"],
            }},
            "expected": if matches { "Allow" } else { "ImplicitDeny" },
        }));
    }
}
