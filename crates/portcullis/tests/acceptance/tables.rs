//! API Gateway's two tables, each row by a signed request over HTTP: within an account either
//! side's Allow is enough, across accounts both must allow, an explicit Deny always wins.

use serde_json::{Value, json};

use crate::api::{
    account, arn, deploy, host, masked, policy, resource, rest_api, set_policy, signed_method, user,
};
use crate::aws::{A, B, Call, Keys};
use crate::backend::{Backend, ITEMS};
use crate::gateway::Gateway;

const ROWS: &str = include_str!("cases/apigw_tables.json");

#[test]
fn every_row_of_the_same_and_cross_account_tables_holds_over_http() {
    let backend = Backend::start();
    let mut gateway = Gateway::dev(&[]);
    let (a, b) = (account(&gateway, A), account(&gateway, B));
    let (api, root) = rest_api(&b, "tables", "REGIONAL");

    // The identity side: three users in each account.
    let says = |effect: &str| {
        let statement = json!([{ "Effect": effect, "Action": "execute-api:Invoke", "Resource": format!("{}/*", arn(B, &api)) }]);
        (effect != "-").then(|| policy(statement))
    };
    let users: Vec<(&str, &str, Keys)> = [("A same account", &b), ("B cross account", &a)]
        .into_iter()
        .flat_map(|(table, account)| {
            ["Allow", "Deny", "-"].map(|effect| {
                let name = format!("identity-{}", effect.replace('-', "silent"));
                (table, effect, user(account, &name, says(effect).as_deref()))
            })
        })
        .collect();

    // The resource side: three resources under one policy.
    let everyone: Vec<String> = [A, B]
        .iter()
        .flat_map(|owner| {
            ["Allow", "Deny", "silent"]
                .map(|name| format!("arn:aws:iam::{owner}:user/identity-{name}"))
        })
        .collect();
    let statement = |effect: &str| {
        json!({
            "Effect": effect,
            "Principal": { "AWS": everyone },
            "Action": "execute-api:Invoke",
            "Resource": format!("{}/v1/GET/{effect}", arn(B, &api))
        })
    };
    for part in ["Allow", "Deny", "silent"] {
        let resource = resource(&b, &api, &root, part);
        signed_method(&b, &api, &resource, "GET", backend.address);
    }
    set_policy(
        &b,
        &api,
        &policy(json!([statement("Allow"), statement("Deny")])),
    );
    deploy(&b, &api, "v1");

    let rows: Vec<Value> = serde_json::from_str(ROWS).unwrap();
    assert_eq!(rows.len(), 18);
    for row in &rows {
        let field = |name: &str| row[name].as_str().unwrap();
        let (table, identity, on_resource) = (field("table"), field("identity"), field("resource"));
        let (_, _, keys) = users
            .iter()
            .find(|(t, effect, _)| (*t, *effect) == (table, identity))
            .unwrap();
        let path = on_resource.replace('-', "silent");
        let answer = Call::api("GET", &host(&api), &format!("/v1/{path}"))
            .signed(keys)
            .send(gateway.address);
        if field("expected") == "Allow" {
            assert_eq!(
                (answer.status, answer.text().as_str()),
                (200, ITEMS),
                "{row}"
            );
            continue;
        }
        assert_eq!(answer.status, 403, "{row}");
        assert_eq!(
            answer.header("x-amzn-errortype"),
            Some("AccessDeniedException"),
            "{row}"
        );
        let account = if table.starts_with('A') { B } else { A };
        let name = identity.replace('-', "silent");
        let allowed = "policy allows the execute-api:Invoke action";
        let why: &[String] = &match (field("expected"), identity, on_resource) {
            ("ExplicitDeny", "Deny", "Deny") => vec![
                "with an explicit deny in a resource-based policy".to_owned(),
                "with an explicit deny in an identity-based policy".to_owned(),
            ],
            ("ExplicitDeny", "Deny", _) => {
                vec!["with an explicit deny in an identity-based policy".to_owned()]
            }
            ("ExplicitDeny", _, _) => {
                vec!["with an explicit deny in a resource-based policy".to_owned()]
            }
            ("ImplicitDeny", "Allow", "-") => vec![format!("because no resource-based {allowed}")],
            ("ImplicitDeny", "-", "Allow") => vec![format!("because no identity-based {allowed}")],
            _ => vec![
                format!("because no identity-based {allowed}"),
                format!("because no resource-based {allowed}"),
            ],
        };
        let texts: Vec<String> = why
            .iter()
            .map(|why| {
                let resource = masked(B, &api, &format!("v1/GET/{path}"));
                format!(
                    r#"{{"Message":"User: arn:aws:iam::{account}:user/identity-{name} is not authorized to perform: execute-api:Invoke on resource: {resource} {why}"}}"#
                )
            })
            .collect();
        assert!(
            texts.contains(&answer.text()),
            "{row}\n{}\nis none of {texts:#?}",
            answer.text()
        );
    }
    let allowed = rows.iter().filter(|row| row["expected"] == "Allow").count();
    assert_eq!(
        backend.received().len(),
        allowed,
        "only what is allowed reaches the back end"
    );
    gateway.assert_well();
}
