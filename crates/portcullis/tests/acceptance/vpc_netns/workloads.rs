//! `portcullis exec`: whom a role lets run, where, and as whom.

use serde_json::json;

use super::{Data, a_role, allowed, exec, interface, let_lambda_assume, start, vpc};
use crate::api::account;
use crate::aws::A;
use crate::clients::{fail, succeed};
use crate::gateway::{Gateway, Scratch};

#[test]
fn a_role_that_trusts_no_service_runs_nothing() {
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    std::fs::create_dir_all(&data).unwrap();
    let gateway = Gateway::dev(&["--data", data.to_str().unwrap()]);
    let caller = account(&gateway, A);
    let trust = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Principal": { "AWS": A }, "Action": "sts:AssumeRole" }
    ]});
    let parameters = [
        ("RoleName", "lambda-role"),
        ("AssumeRolePolicyDocument", &trust.to_string()),
    ];
    caller.query("iam", "CreateRole", &parameters).ok();
    let mut refused = exec(&data, &[]);
    let told = crate::clients::fail(refused.arg("true"));
    assert!(
        told.contains("allows none of lambda.amazonaws.com"),
        "{told}"
    );
    let_lambda_assume(&caller);
    let mut allowed = exec(&data, &[]);
    // The endpoint tells nobody else: without the token it says no.
    let ask = "curl -s -o /dev/null -w '%{http_code} ' $AWS_CONTAINER_CREDENTIALS_FULL_URI; curl -s -o /dev/null -w '%{http_code}' -H \"Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN\" $AWS_CONTAINER_CREDENTIALS_FULL_URI";
    assert_eq!(succeed(allowed.args(["sh", "-c", ask])).trim(), "401 200");
}

#[test]
fn a_role_whose_trust_hangs_on_what_aws_alone_knows_runs_nothing() {
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    std::fs::create_dir_all(&data).unwrap();
    let gateway = Gateway::dev(&["--data", data.to_str().unwrap()]);
    let caller = account(&gateway, A);
    let trust = json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole",
        "Condition": { "StringNotEquals": { "aws:SourceAccount": "999999999999" } }
    }]});
    let parameters = [
        ("RoleName", "lambda-role"),
        ("AssumeRolePolicyDocument", &trust.to_string()),
    ];
    caller.query("iam", "CreateRole", &parameters).ok();
    let told = fail(exec(&data, &[]).arg("true"));
    assert!(
        told.contains("hangs on `aws:SourceAccount`") && told.contains("fix: "),
        "{told}"
    );
}

#[test]
fn where_several_interfaces_fit_one_has_to_be_chosen() {
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    std::fs::create_dir_all(&data).unwrap();
    let gateway = Gateway::dev(&["--data", data.to_str().unwrap()]);
    let caller = account(&gateway, A);
    a_role(&caller);
    let (vpc, subnet) = vpc(&caller, "10.6.0.0/16", "10.6.1.0/24");
    let told = fail(exec(&data, &["--vpc", &vpc]).arg("true"));
    assert!(told.contains("has no network interface"), "{told}");
    let first = interface(&caller, &subnet);
    succeed(exec(&data, &["--vpc", &vpc]).arg("true"));
    let second = interface(&caller, &subnet);
    for place in [["--vpc", &vpc], ["--subnet", &subnet]] {
        let told = fail(exec(&data, &place).arg("true"));
        assert!(told.contains("choose one with --interface"), "{told}");
        assert!(told.contains(&first) && told.contains(&second), "{told}");
    }
    let mut chosen = exec(&data, &["--vpc", &vpc, "--interface", &second]);
    let told = succeed(chosen.args(["sh", "-c", "echo $PORTCULLIS_INTERFACE"]));
    assert_eq!(told.trim(), second);
}

/// Whoever runs nothing as root sees no less: the certificate is readable, and the credentials come; and no more.
#[test]
fn a_program_runs_as_somebody_else_and_sees_no_key() {
    if !allowed() {
        return;
    }
    let data = Data::new();
    let gateway = start(&data);
    let caller = account(&gateway, A);
    a_role(&caller);
    let (_, subnet) = vpc(&caller, "10.5.0.0/16", "10.5.1.0/24");
    let interface = interface(&caller, &subnet);
    let look = "id -u; id -g; id -G
head -1 $AWS_CA_BUNDLE
ls $(dirname $AWS_CA_BUNDLE)
curl -s -o /dev/null -w '%{http_code}\\n' -H \"Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN\" $AWS_CONTAINER_CREDENTIALS_FULL_URI
cat /etc/resolv.conf";
    let expected = "65534\n65533\n65533\n-----BEGIN CERTIFICATE-----\nca.pem\n200\n";
    let places: [&[&str]; 2] = [&["--interface", &interface], &[]];
    for place in places {
        let options = [place, &["--uid", "65534", "--gid", "65533"]].concat();
        let told = succeed(exec(&data, &options).args(["sh", "-c", look]));
        assert!(told.starts_with(expected), "{told}");
        let own_names = told.contains("nameserver 10.5.0.2");
        assert_eq!(own_names, !place.is_empty(), "{told}");
    }
    // Nobody else sees it so.
    assert!(data.join("master.key").exists());
    let as_root = exec(&data, &["--interface", &interface])
        .args(["sh", "-c", "ls $(dirname $AWS_CA_BUNDLE)"])
        .output()
        .unwrap();
    assert_eq!(as_root.stdout, b"ca.pem\n");
}
