//! What there is in the accounts of the configurations, as the services list it.

use serde_json::Value;

use super::OPERATOR;
use crate::api::account;
use crate::aws::{A, Account, B, Call};
use crate::gateway::Gateway;
use crate::wire::Answer;

const REST: &[(&str, &str)] = &[
    ("apigateway", "/restapis"),
    ("apigateway", "/vpclinks"),
    ("apigateway", "/apikeys"),
    ("apigateway", "/usageplans"),
    ("apigateway", "/domainnames"),
    ("apigateway", "/domainnameaccessassociations"),
    ("apigateway", "/clientcertificates"),
    ("lambda", "/2015-03-31/functions"),
];

const QUERY: &[(&str, &str)] = &[
    ("iam", "ListUsers"),
    ("iam", "ListGroups"),
    ("iam", "ListRoles"),
    ("iam", "ListOpenIDConnectProviders"),
    ("iam", "ListAccountAliases"),
    ("ec2", "DescribeVpcs"),
    ("ec2", "DescribeSubnets"),
    ("ec2", "DescribeRouteTables"),
    ("ec2", "DescribeSecurityGroups"),
    ("ec2", "DescribeNetworkInterfaces"),
    ("ec2", "DescribeVpcEndpoints"),
    ("ec2", "DescribeTags"),
    ("elasticloadbalancing", "DescribeLoadBalancers"),
    ("elasticloadbalancing", "DescribeTargetGroups"),
];

const JSON: &[(&str, &str)] = &[
    ("logs", "Logs_20140328.DescribeLogGroups"),
    (
        "cloudtrail",
        "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.ListTrails",
    ),
    (
        "organizations",
        "AWSOrganizationsV20161128.DescribeOrganization",
    ),
];

/// Every list of every account, in a fixed order, without what is new in each answer.
pub(super) fn inventory(gateway: &Gateway) -> Vec<String> {
    let mut lists = Vec::new();
    for owner in [OPERATOR, A, B] {
        let account = account(gateway, owner);
        for (service, path) in REST {
            let host = account.to.to_string();
            let call = Call::new("GET", &host, path, service).with("Accept", "application/json");
            lists.push(shown(owner, path, &sent(&account, call)));
        }
        for (service, action) in QUERY {
            lists.push(shown(owner, action, &account.query(service, action, &[])));
        }
        let policies = account.query("iam", "ListPolicies", &[("Scope", "Local")]);
        lists.push(shown(owner, "ListPolicies", &policies));
        for (service, target) in JSON {
            let call = Call::new("POST", &account.to.to_string(), "/", service)
                .with("X-Amz-Target", target)
                .with("Content-Type", "application/x-amz-json-1.1")
                .body("{}");
            lists.push(shown(owner, target, &sent(&account, call)));
        }
    }
    lists
}

fn sent(account: &Account, call: Call) -> Answer {
    account.send(call).expect("an answer")
}

#[track_caller]
fn shown(owner: &str, what: &str, answer: &Answer) -> String {
    let absent = answer.text().contains("AWSOrganizationsNotInUseException");
    assert!(answer.status == 200 || absent, "{what}: {}", answer.text());
    let mut text = answer.text();
    for name in ["RequestId", "requestId"] {
        for id in answer.elements(name) {
            text = text.replace(&id, "");
        }
    }
    // The order of a list is nobody's promise.
    if let Ok(Value::Object(mut object)) = serde_json::from_str::<Value>(&text) {
        for list in object.values_mut().filter_map(Value::as_array_mut) {
            list.sort_by_key(Value::to_string);
        }
        text = Value::Object(object).to_string();
    }
    format!("{owner} {what} {text}")
}
