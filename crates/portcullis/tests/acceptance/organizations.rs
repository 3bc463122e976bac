//! An organisation that boto3 builds, and what it does to calls of an API: members are let in by their organisation, and
//! a service control policy of their unit keeps them out.

use serde_json::{Value, json};

use crate::api::{
    account, arn, deploy, host, policy, resource, rest_api, set_policy, signed_method, user,
};
use crate::aws::{A, B, Call, Keys};
use crate::backend::Backend;
use crate::clients::{answer, folder, last_line, python, succeed, succeed_with};
use crate::gateway::Gateway;
use crate::wire::Answer;

const MANAGEMENT: &str = "333333333333";
const STRANGER: &str = "444444444444";

/// Runs `organization.py` and reads what it printed.
fn organization(gateway: &Gateway, step: &str, arguments: &[&str]) -> Option<Value> {
    let mut python = python()?;
    python
        .env("AWS_ENDPOINT_URL", format!("http://{}", gateway.control))
        .arg(folder().join("organization.py"))
        .args([step, MANAGEMENT, A])
        .args(arguments);
    Some(last_line(&succeed(&mut python)))
}

/// A call that botocore signs.
fn call(gateway: &Gateway, api: &str, keys: &Keys) -> Answer {
    let case = json!([{
        "to": gateway.address.to_string(), "host": host(api), "target": "/prod/items", "credentials": [keys.id, keys.secret]
    }]);
    let mut python = python().unwrap();
    let printed = succeed_with(python.arg(folder().join("sign.py")), &case.to_string());
    answer(&last_line(&printed)[0])
}

#[test]
fn members_are_let_in_and_a_service_control_policy_keeps_them_out() {
    let (backend, gateway) = (Backend::start(), Gateway::dev(&[]));
    let Some(made) = organization(&gateway, "build", &[]) else {
        return;
    };
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    let owner = account(&gateway, B);
    let (api, root) = rest_api(&owner, "members", "REGIONAL");
    let items = resource(&owner, &api, &root, "items");
    signed_method(&owner, &api, &items, "GET", backend.address);
    set_policy(
        &owner,
        &api,
        &policy(json!([{
            "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": format!("{}/*", arn(B, &api)),
            "Condition": { "StringEquals": { "aws:PrincipalOrgID": text("organization") } }
        }])),
    );
    deploy(&owner, &api, "prod");
    let invoke =
        policy(json!([{ "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*" }]));
    let member = user(&account(&gateway, A), "caller", Some(&invoke));
    let manager = user(&account(&gateway, MANAGEMENT), "caller", Some(&invoke));
    let stranger = user(&account(&gateway, STRANGER), "caller", Some(&invoke));

    assert_eq!(call(&gateway, &api, &member).status, 200);
    assert_eq!(call(&gateway, &api, &manager).status, 200);
    let refused = call(&gateway, &api, &stranger);
    assert_eq!(refused.status, 403);
    assert!(
        refused
            .text()
            .contains("because no resource-based policy allows the execute-api:Invoke action"),
        "{}",
        refused.text()
    );

    let unit = text("unit");
    let denied = organization(&gateway, "deny", &[&unit]).unwrap();
    let refused = call(&gateway, &api, &member);
    assert_eq!(
        refused.header("x-amzn-errortype"),
        Some("AccessDeniedException")
    );
    assert!(
        refused
            .text()
            .ends_with(r#"with an explicit deny in a service control policy"}"#),
        "{}",
        refused.text()
    );
    gateway.says(&format!(
        "denied by NoCalls (line 1) of no-calls ({})",
        denied["policy"].as_str().unwrap()
    ));
    // The management account is bound by none of its policies.
    assert_eq!(call(&gateway, &api, &manager).status, 200);

    let after = organization(
        &gateway,
        "leave",
        &[&unit, denied["policy"].as_str().unwrap()],
    )
    .unwrap();
    assert_eq!(after["accounts"], json!([MANAGEMENT]));
    assert_eq!(
        call(&gateway, &api, &member).status,
        403,
        "it is no member any more"
    );
    let unsigned = Call::api("GET", &host(&api), "/prod/items").send(gateway.address);
    assert_eq!(unsigned.status, 403);
    assert_eq!(backend.received().len(), 3);
}
