//! Many clients at once: what was acknowledged is there, nobody waits for ever, and permissions are
//! those of the revision that is committed on.

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::sync::atomic::Ordering;

use portcullis_catalog::identity::User;
use portcullis_catalog::{AccountId, Record};
use portcullis_store::{Batch, Store};
use serde_json::{Value, json};

use crate::harness::{ACCOUNT, Answer, Harness, Keys};
use crate::interposed::Interposed;

/// How many clients there are.
const CLIENTS: usize = 64;

/// Every client's answer to its call, all of them made at once.
fn at_once(call: impl Fn(usize) -> Answer + Sync) -> Vec<Answer> {
    let barrier = Barrier::new(CLIENTS);
    std::thread::scope(|scope| {
        let (barrier, call) = (&barrier, &call);
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                scope.spawn(move || {
                    barrier.wait();
                    call(client)
                })
            })
            .collect();
        let answers = clients.into_iter();
        answers.map(|client| client.join().unwrap()).collect()
    })
}

fn api(harness: &Harness, keys: &Keys) -> (String, String) {
    let made = harness.rest(keys, "POST", "/restapis", &json!({"name": "busy"}));
    let made = made.expect(201).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&made["id"]), text(&made["rootResourceId"]))
}

#[test]
fn sixty_four_clients_change_one_api_and_nothing_is_lost() {
    let (harness, keys) = (Harness::new(), Harness::root());
    let (id, root) = api(&harness, &keys);
    let below = |rest: &str| format!("/restapis/{id}{rest}");
    let answers = at_once(|client| {
        let path = below(&format!("/resources/{root}"));
        harness.rest(
            &keys,
            "POST",
            &path,
            &json!({"pathPart": format!("n{client}")}),
        )
    });
    assert!(answers.iter().all(|answer| answer.status == 201));

    // The same record, changed by everybody.
    let answers = at_once(|client| {
        let tags = json!({"tags": {format!("client{}", client % 40): client.to_string()}});
        let arn = format!("arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2F{id}");
        harness.rest(&keys, "PUT", &format!("/tags/{arn}"), &tags)
    });
    assert!(answers.iter().all(|answer| answer.status == 204));

    // Different operations, each on what another may be changing.
    let answers = at_once(|client| {
        let patch = |path: &str, value: &str| json!({"patchOperations": [{"op": "replace", "path": path, "value": value}]});
        let none = json!({"authorizationType": "NONE"});
        match client % 4 {
            0 => harness.rest(&keys, "PATCH", &below(""), &patch("/description", "new")),
            1 => harness.rest(&keys, "PATCH", &below(""), &patch("/name", "other")),
            2 => {
                let verbs = [
                    "GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "ANY",
                ];
                let verb = verbs[client / 4 % 8];
                let path = below(&format!("/resources/{root}/methods/{verb}"));
                harness.rest(&keys, "PUT", &path, &none)
            }
            _ => harness.rest(&keys, "GET", &below("/resources?limit=500"), &Value::Null),
        }
    });
    for (client, answer) in answers.iter().enumerate() {
        // Each method is made by two: one of them makes it, and the other is told that it is there.
        let expected: &[u16] = if client % 4 == 2 { &[201, 409] } else { &[200] };
        assert!(expected.contains(&answer.status), "{client}: {answer:?}");
    }
    let made = answers.iter().filter(|answer| answer.status == 201);
    assert_eq!(made.count(), 8);
    let conflicts = answers.iter().filter(|answer| answer.status == 409);
    for conflict in conflicts {
        assert!(
            conflict.body.contains("Method already exists"),
            "{conflict:?}"
        );
    }

    let found = harness
        .rest(&keys, "GET", &below(""), &Value::Null)
        .expect(200)
        .json();
    assert_eq!(
        (&found["name"], &found["description"]),
        (&json!("other"), &json!("new"))
    );
    assert_eq!(found["tags"].as_object().unwrap().len(), 40);
    let list = below("/resources?limit=500");
    let resources = harness
        .rest(&keys, "GET", &list, &Value::Null)
        .expect(200)
        .json();
    let resources = resources["item"].as_array().unwrap().clone();
    let paths: BTreeSet<_> = resources.iter().map(|it| it["path"].to_string()).collect();
    assert_eq!(paths.len(), CLIENTS + 1);
    let root = resources.iter().find(|it| it["path"] == "/").unwrap();
    assert_eq!(root["resourceMethods"].as_object().unwrap().len(), 8);
}

#[test]
fn of_sixty_four_who_want_one_name_one_gets_it() {
    let (harness, keys) = (Harness::new(), Harness::root());
    let (id, root) = api(&harness, &keys);
    let answers = at_once(|_| {
        let path = format!("/restapis/{id}/resources/{root}");
        harness.rest(&keys, "POST", &path, &json!({"pathPart": "same"}))
    });
    let made = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(made, 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(answer.status, 409, "{answer:?}");
        assert_eq!(answer.header("x-amzn-errortype"), Some("ConflictException"));
    }
    let users = at_once(|_| harness.query(&keys, "iam", "CreateUser", &[("UserName", "one")]));
    let made = users.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(made, 1);
    let refused = users.iter().filter(|answer| answer.status == 409);
    assert_eq!(refused.count(), CLIENTS - 1);
}

#[test]
fn who_lost_once_is_alone_the_second_time() {
    let store = Interposed::new();
    let harness = Harness::on(store.clone());
    let keys = Harness::root();
    harness
        .query(&keys, "iam", "CreateUser", &[("UserName", "a")])
        .expect(200);
    let asked = store.asked.load(Ordering::Relaxed);
    store.before_next_commit(|store| {
        let mut batch = Batch::new();
        batch.delete("user/111111111111/a");
        store.commit(batch, store.revision()).unwrap();
    });
    // The user that it was to tag is gone by the time of its commit.
    let answer = harness.query(
        &keys,
        "iam",
        "TagUser",
        &[
            ("UserName", "a"),
            ("Tags.member.1.Key", "k"),
            ("Tags.member.1.Value", "v"),
        ],
    );
    answer.refused(404, "NoSuchEntity", "The user with name a cannot be found.");
    assert_eq!(
        store.asked.load(Ordering::Relaxed),
        asked + 1,
        "the second try finds no user"
    );
}

#[test]
fn a_permission_that_is_taken_away_before_the_commit_does_not_count() {
    let store = Interposed::new();
    let harness = Harness::on(store.clone());
    let root = Harness::root();
    let everything = json!({
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "iam:*", "Resource": "*"}
    });
    let keys = harness.user(&root, "builder", &everything);
    store.before_next_commit(|store| {
        let key = User::key_of(AccountId::parse(ACCOUNT).unwrap(), "builder");
        let stored = store.get(&key).unwrap().unwrap();
        let mut user = User::decode(&key, &stored.value).unwrap();
        user.inline_policies.clear();
        let mut batch = Batch::new();
        batch.put(key, user.encode().unwrap());
        store.commit(batch, store.revision()).unwrap();
    });
    let answer = harness.query(&keys, "iam", "CreateUser", &[("UserName", "late")]);
    assert_eq!(answer.status, 403, "{answer:?}");
    let late = harness.query(&root, "iam", "GetUser", &[("UserName", "late")]);
    assert_eq!(late.status, 404, "{late:?}");
}

#[test]
fn who_never_gets_through_is_asked_to_come_again() {
    let store = Interposed::new();
    let harness = Harness::on(store.clone());
    let keys = Harness::root();
    store.contested.store(true, Ordering::Relaxed);
    let rest = harness.rest(&keys, "POST", "/restapis", &json!({"name": "never"}));
    assert_eq!(rest.status, 429);
    assert_eq!(
        rest.header("x-amzn-errortype"),
        Some("TooManyRequestsException")
    );
    assert_eq!(rest.header("retry-after"), Some("1"));
    let iam = harness.query(&keys, "iam", "CreateUser", &[("UserName", "never")]);
    iam.refused(400, "Throttling", "Rate exceeded");
    let ec2 = harness.query(&keys, "ec2", "CreateVpc", &[("CidrBlock", "10.0.0.0/16")]);
    assert_eq!(ec2.status, 503);
    assert!(
        ec2.body.contains("<Code>RequestLimitExceeded</Code>"),
        "{ec2:?}"
    );
    store.contested.store(false, Ordering::Relaxed);
    harness
        .rest(&keys, "POST", "/restapis", &json!({"name": "now"}))
        .expect(201);
}
