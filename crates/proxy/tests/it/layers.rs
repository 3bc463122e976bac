//! The four layers over real sockets: security groups before a byte is read, and a smoke test of
//! AWS's tables. What exactly is allowed is `guard`'s to test.

use portcullis_catalog::network::RulePeer;

use crate::client::{Request, connect};
use crate::gateway::{Gateway, Options};
use crate::world::{
    ALLOW_ALL, Api, FOREIGN, INVOKE_ALL, OWNER, World, account, anywhere, mock, open, signed,
};

fn group(id: &str) -> RulePeer {
    RulePeer::Group {
        id: id.to_owned(),
        account: account(FOREIGN),
    }
}

#[test]
fn layer1_lets_in_by_group_and_drops_everybody_else_before_a_byte_is_read() {
    let mut world = World::default();
    world.group("sg-endpoint", &[("in", group("sg-client"))]);
    world.group("sg-client", &[("out", anywhere())]);
    world.group("sg-mute", &[]);
    world.group("sg-other", &[("out", anywhere())]);
    let endpoint = world.endpoint("vpce-0aaa", "10.0.0.10", "sg-endpoint", None);
    let client = world.interface("eni-client", "10.0.1.5", "sg-client", None);
    let mute = world.interface("eni-mute", "10.0.1.6", "sg-mute", None);
    let other = world.interface("eni-other", "10.0.1.7", "sg-other", None);
    world.api(Api::private("private123").method("GET", "/items", open(mock())));
    let gateway = Gateway::with(
        &mut world,
        Options {
            explain: true,
            ..Options::default()
        },
    );
    let request = || {
        gateway
            .request_through(endpoint, "GET", "/prod/items")
            .api("private123")
    };

    request().from(client).send().is_ok();
    assert!(request().from(mute).is_dropped(), "no egress rule");
    assert!(
        request().from(other).is_dropped(),
        "no ingress rule for its group"
    );
    assert!(request().is_dropped(), "a stranger");
    // Without sending anything: the refusal does not wait for a byte.
    let mut silent = connect(gateway.at(endpoint), Some(mute));
    assert!(crate::client::read_response(&mut silent, "GET").is_none());
    let last = gateway.journal.last();
    assert_eq!(
        (last.status, last.denied_by.as_deref()),
        (0, Some("SecurityGroup"))
    );
    assert_eq!(last.layers[0], "Refuse");
}

#[test]
fn layer1_is_judged_again_with_each_request_of_a_connection_that_stays() {
    let mut world = World::default();
    world.group("sg-endpoint", &[("in", anywhere())]);
    let endpoint = world.endpoint("vpce-0aaa", "10.0.0.10", "sg-endpoint", None);
    world.api(Api::private("private123").method("GET", "/items", open(mock())));
    let gateway = Gateway::start(&mut world);
    let request = gateway
        .request_through(endpoint, "GET", "/prod/items")
        .api("private123");
    let stream = request.connect();
    let send = || crate::client::exchange(stream.try_clone().unwrap(), &request.bytes(), "GET");
    send().unwrap().is_ok();
    world.group("sg-endpoint", &[]);
    gateway.world.store(world.compile());
    assert!(send().is_none());
}

#[test]
fn layer2_is_judged_for_open_methods_and_refuses_a_bad_signature_there_too() {
    let mut world = World::default();
    world.group("sg-open", &[("in", anywhere())]);
    let only_alice = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:user/alice"},"Action":"*","Resource":"*"}]}"#;
    let strict = world.endpoint("vpce-0aaa", "10.0.0.10", "sg-open", Some(only_alice));
    let lax = world.endpoint("vpce-0bbb", "10.0.0.11", "sg-open", None);
    let alice = world.user(OWNER, "alice", None);
    world.api(Api::private("private123").method("GET", "/items", open(mock())));
    let gateway = Gateway::start(&mut world);
    let request = |loopback| {
        gateway
            .request_through(loopback, "GET", "/prod/items")
            .api("private123")
    };

    request(strict).sign(&alice).send().is_ok();
    let denied = request(strict).send();
    assert_eq!(
        (denied.status, denied.header("x-amzn-errortype")),
        (403, Some("AccessDeniedException"))
    );
    assert!(
        denied
            .text()
            .contains("because no VPC endpoint policy allows"),
        "{}",
        denied.text()
    );

    request(lax).send().is_ok();
    request(lax)
        .header("authorization", "Bearer tok")
        .send()
        .is_ok();
    let mut forged = alice.clone();
    forged.secret.push('x');
    let refused = request(lax).sign(&forged).send();
    assert_eq!(
        (refused.status, refused.header("x-amzn-errortype")),
        (403, Some("InvalidSignatureException"))
    );
}

#[test]
fn tables_a_and_b_either_side_within_an_account_and_both_across() {
    let silent = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/prod/PUT/other"}]}"#;
    let deny = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}"#;
    let mut world = World::default();
    for (id, policy) in [
        ("apiallow01", ALLOW_ALL),
        ("apisilent1", silent),
        ("apideny001", deny),
    ] {
        world.api(
            Api::regional(id)
                .policy(policy)
                .method("GET", "/items", signed(mock())),
        );
    }
    let users = [
        (
            "same",
            "allow",
            world.user(OWNER, "same-allow", Some(INVOKE_ALL)),
        ),
        ("same", "silent", world.user(OWNER, "same-silent", None)),
        (
            "cross",
            "allow",
            world.user(FOREIGN, "cross-allow", Some(INVOKE_ALL)),
        ),
        ("cross", "silent", world.user(FOREIGN, "cross-silent", None)),
    ];
    let gateway = Gateway::start(&mut world);
    for (accounts, identity, key) in &users {
        for (api, resource) in [
            ("apiallow01", "allow"),
            ("apisilent1", "silent"),
            ("apideny001", "deny"),
        ] {
            let allowed = match (*accounts, *identity, resource) {
                (_, _, "deny") => false,
                ("same", identity, resource) => identity == "allow" || resource == "allow",
                (_, identity, resource) => identity == "allow" && resource == "allow",
            };
            let response = gateway
                .request("GET", "/prod/items")
                .api(api)
                .sign(key)
                .send();
            let expected = if allowed { 200 } else { 403 };
            assert_eq!(
                response.status,
                expected,
                "{accounts} {identity} {resource}: {}",
                response.text()
            );
        }
    }
}

#[test]
fn who_called_what_is_recorded_and_a_refusal_is_explained() {
    let mut world = World::default();
    let alice = world.user(OWNER, "alice", Some(INVOKE_ALL));
    let bob = world.user(FOREIGN, "bob", Some(INVOKE_ALL));
    world.api(Api::regional("public1234").method("GET", "/{id}", signed(mock())));
    let gateway = Gateway::with(
        &mut world,
        Options {
            explain: true,
            ..Options::default()
        },
    );
    let request = || -> Request { gateway.request("GET", "/prod/a%20b?x=1").api("public1234") };
    request().sign(&alice).send().is_ok();
    let entry = gateway.journal.last();
    assert_eq!(entry.caller, "arn:aws:iam::222222222222:user/alice");
    assert_eq!(
        entry.resource,
        "arn:aws:execute-api:us-east-1:222222222222:public1234/prod/GET/a b"
    );
    assert_eq!(
        (entry.status, entry.path.as_str(), entry.denied_by),
        (200, "/prod/a%20b", None)
    );
    assert!(entry.layers.is_empty());
    assert_eq!(request().sign(&bob).send().status, 403);
    let entry = gateway.journal.last();
    assert_eq!(entry.denied_by.as_deref(), Some("ResourcePolicy"));
    assert_eq!(entry.layers, ["NotAsked", "NotAsked", "Refuse", "Pass"]);
}
