//! Lists in pages, through every paginator that botocore knows for what is offered, and its waiters: whole, in order, with
//! nothing twice, while things come and go, and across a restart.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::api::account;
use crate::aws::{A, Keys};
use crate::clients::{folder, last_line, python, succeed_with};
use crate::gateway::{Gateway, Scratch};

#[derive(serde::Deserialize)]
struct Offer {
    operations: Vec<String>,
}

#[test]
fn every_paginator_and_waiter_of_botocore_works() {
    let offered: BTreeMap<String, Offer> =
        toml::from_str(include_str!("../../../wire/operations.toml")).unwrap();
    let offered: BTreeMap<&str, &[String]> = offered
        .iter()
        .map(|(service, offer)| (service.as_str(), offer.operations.as_slice()))
        .collect();
    let gateway = Gateway::dev(&[]);
    let Some(mut python) = python() else { return };
    python
        .arg(folder().join("pages.py"))
        .env("AWS_ENDPOINT_URL", format!("http://{}", gateway.control))
        .envs(Keys::root(A).environment());
    let printed = last_line(&succeed_with(&mut python, &json!(offered).to_string()));
    // It checks for itself; here only that it did.
    let walked = printed["pages"].as_object().unwrap();
    let (of_iam, waited) = ("iam.ListUsers", printed["waited"].as_array().unwrap());
    assert_eq!(walked[of_iam], 3);
    assert!(walked.len() > 70 && waited.len() > 15, "{printed}");
}

#[test]
fn a_list_goes_on_after_a_restart() {
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    let options = ["--data", data.to_str().unwrap()];
    let gateway = Gateway::dev(&options);
    let root = account(&gateway, A);
    for name in ["a", "b", "c", "d"] {
        let api = json!({ "name": name });
        root.rest("POST", "/restapis", &api).ok();
        root.query("iam", "CreateUser", &[("UserName", name)]).ok();
        for cidr in ["10.0.0.0/16", "10.1.0.0/16"] {
            root.query("ec2", "CreateVpc", &[("CidrBlock", cidr)]).ok();
        }
    }
    let apis = |gateway: &Gateway, rest: &str| {
        let listed = account(gateway, A).rest("GET", &format!("/restapis?{rest}"), &Value::Null);
        let listed = listed.ok().json();
        let items = listed["item"].as_array().unwrap().iter();
        let ids: Vec<String> = items
            .map(|api| api["id"].as_str().unwrap().to_owned())
            .collect();
        (
            ids,
            listed["position"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let users = |gateway: &Gateway, more: &[(&str, &str)]| {
        let listed = account(gateway, A).query("iam", "ListUsers", more).ok();
        let marker = listed.elements("Marker").into_iter().next();
        (listed.elements("UserName"), marker)
    };
    let vpcs = |gateway: &Gateway, more: &[(&str, &str)]| {
        let listed = account(gateway, A).query("ec2", "DescribeVpcs", more).ok();
        let token = listed.elements("nextToken").into_iter().next();
        (listed.elements("vpcId"), token)
    };
    let all = (
        apis(&gateway, "").0,
        users(&gateway, &[]).0,
        vpcs(&gateway, &[]).0,
    );
    let (first_apis, position) = apis(&gateway, "limit=2");
    let (first_users, marker) = users(&gateway, &[("MaxItems", "2")]);
    let (first_vpcs, token) = vpcs(&gateway, &[("MaxResults", "5")]);
    let (marker, token) = (marker.unwrap(), token.unwrap());
    gateway.kill();

    let again = Gateway::dev(&options);
    let position = crate::aws::escape(&position);
    let rest = (
        apis(&again, &format!("position={position}")).0,
        users(&again, &[("Marker", &marker)]).0,
        vpcs(&again, &[("NextToken", &token)]).0,
    );
    assert_eq!([first_apis, rest.0].concat(), all.0);
    assert_eq!([first_users, rest.1].concat(), all.1);
    assert_eq!([first_vpcs, rest.2].concat(), all.2);
}
