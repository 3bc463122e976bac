//! Invitations: sent, accepted, declined, cancelled, too late.

use serde_json::{Value, json};

use super::{World, text};
use crate::harness::{ACCOUNT, Answer, Harness, OTHER_ACCOUNT};

impl World {
    #[track_caller]
    fn invite(&self) -> Value {
        let target = json!({"Id": OTHER_ACCOUNT, "Type": "ACCOUNT"});
        let body =
            json!({"Target": target, "Notes": "welcome", "Tags": [{"Key": "team", "Value": "b"}]});
        self.done("InviteAccountToOrganization", &body)["Handshake"].clone()
    }

    fn of_other(&self, operation: &str, invitation: &Value) -> Answer {
        let body = json!({"HandshakeId": invitation["Id"]});
        self.harness
            .organizations(&Harness::other_root(), operation, &body)
    }
}

fn refused(answer: &Answer, code: &str) {
    assert_eq!(
        (answer.status, &answer.json()["__type"]),
        (400, &json!(code))
    );
}

#[test]
fn an_account_that_exists_joins_by_accepting() {
    let world = World::new();
    let invitation = world.invite();
    let id = text(&invitation["Id"]);
    let now = world.harness.now();
    assert_eq!(
        invitation,
        json!({
            "Id": id, "Arn": world.arn("handshake", &format!("invite/{id}")), "State": "OPEN", "Action": "INVITE",
            "RequestedTimestamp": now, "ExpirationTimestamp": now + 15 * 86_400,
            "Parties": [{"Id": world.id, "Type": "ORGANIZATION"}, {"Id": OTHER_ACCOUNT, "Type": "ACCOUNT"}],
            "Resources": [
                {"Type": "ORGANIZATION", "Value": world.id, "Resources": [
                    {"Type": "MASTER_EMAIL", "Value": format!("root@{ACCOUNT}.invalid")},
                    {"Type": "MASTER_NAME", "Value": ACCOUNT},
                    {"Type": "ORGANIZATION_FEATURE_SET", "Value": "ALL"},
                ]},
                {"Type": "ACCOUNT", "Value": OTHER_ACCOUNT},
                {"Type": "NOTES", "Value": "welcome"},
            ],
        })
    );
    let received = world.harness.organizations(
        &Harness::other_root(),
        "ListHandshakesForAccount",
        &json!({}),
    );
    assert_eq!(
        received.expect(200).json(),
        json!({"Handshakes": [invitation]})
    );
    let sent = world.done("ListHandshakesForOrganization", &json!({}));
    assert_eq!(sent, json!({"Handshakes": [invitation]}));
    let again = json!({"Target": {"Id": OTHER_ACCOUNT, "Type": "ACCOUNT"}});
    refused(
        &world.call("InviteAccountToOrganization", &again),
        "DuplicateHandshakeException",
    );

    // The management account cannot accept for somebody else.
    let own = json!({"HandshakeId": id});
    refused(
        &world.call("AcceptHandshake", &own),
        "AccessDeniedException",
    );
    refused(
        &world.call("DeclineHandshake", &own),
        "AccessDeniedException",
    );
    refused(
        &world.of_other("CancelHandshake", &invitation),
        "AccessDeniedException",
    );

    let accepted = world.of_other("AcceptHandshake", &invitation);
    assert_eq!(
        accepted.expect(200).json()["Handshake"]["State"],
        "ACCEPTED"
    );
    let account =
        world.done("DescribeAccount", &json!({"AccountId": OTHER_ACCOUNT}))["Account"].clone();
    assert_eq!(
        (&account["JoinedMethod"], &account["Name"]),
        (&json!("INVITED"), &json!(OTHER_ACCOUNT))
    );
    let tags = world.done("ListTagsForResource", &json!({"ResourceId": OTHER_ACCOUNT}));
    assert_eq!(tags["Tags"], json!([{"Key": "team", "Value": "b"}]));
    refused(
        &world.of_other("AcceptHandshake", &invitation),
        "HandshakeAlreadyInStateException",
    );
    refused(
        &world.of_other("DeclineHandshake", &invitation),
        "InvalidHandshakeTransitionException",
    );
    refused(
        &world.call("InviteAccountToOrganization", &again),
        "HandshakeConstraintViolationException",
    );
}

#[test]
fn an_invitation_is_declined_cancelled_or_expires() {
    let world = World::new();
    let declined = world.invite();
    let answer = world.of_other("DeclineHandshake", &declined);
    assert_eq!(answer.expect(200).json()["Handshake"]["State"], "DECLINED");
    refused(
        &world.of_other("AcceptHandshake", &declined),
        "InvalidHandshakeTransitionException",
    );

    let cancelled = world.invite();
    let answer = world.call("CancelHandshake", &json!({"HandshakeId": cancelled["Id"]}));
    assert_eq!(answer.expect(200).json()["Handshake"]["State"], "CANCELED");
    refused(
        &world.of_other("AcceptHandshake", &cancelled),
        "InvalidHandshakeTransitionException",
    );

    let late = world.invite();
    world.harness.advance(15 * 86_400);
    let shown = world.of_other("DescribeHandshake", &late);
    assert_eq!(shown.expect(200).json()["Handshake"]["State"], "EXPIRED");
    refused(
        &world.of_other("AcceptHandshake", &late),
        "InvalidHandshakeTransitionException",
    );

    // A third account has no business with any of them.
    let stranger = crate::harness::Keys::new("333333333333", "test");
    let body = json!({"HandshakeId": late["Id"]});
    let answer = world
        .harness
        .organizations(&stranger, "DescribeHandshake", &body);
    refused(&answer, "HandshakeNotFoundException");
}

#[test]
fn whom_an_invitation_can_go_to() {
    let world = World::new();
    let invite = |id: &str, kind: &str| {
        world.call(
            "InviteAccountToOrganization",
            &json!({"Target": {"Id": id, "Type": kind}}),
        )
    };
    assert_eq!(
        invite("o-1234567890", "ORGANIZATION").json()["Reason"],
        "INVALID_PARTY_TYPE_TARGET"
    );
    assert_eq!(invite("12", "ACCOUNT").json()["Reason"], "INVALID_PATTERN");
    assert_eq!(
        invite("who@example.com", "EMAIL").json()["Reason"],
        "INVALID_EMAIL_ADDRESS_TARGET"
    );

    // Whoever left can be invited again by the address that it was made with.
    let made = world.done(
        "CreateAccount",
        &json!({"Email": "c@example.com", "AccountName": "c"}),
    );
    let account = text(&made["CreateAccountStatus"]["AccountId"]);
    world.done(
        "RemoveAccountFromOrganization",
        &json!({"AccountId": account}),
    );
    let invitation = invite("C@example.com", "EMAIL").expect(200).json()["Handshake"].clone();
    assert_eq!(
        invitation["Parties"][1],
        json!({"Id": "C@example.com", "Type": "EMAIL"})
    );
    let keys = crate::harness::Keys::new(&account, "test");
    let body = json!({"HandshakeId": invitation["Id"]});
    world
        .harness
        .organizations(&keys, "AcceptHandshake", &body)
        .expect(200);
    let listed = world.done("ListAccounts", &json!({}));
    assert_eq!(listed["Accounts"].as_array().unwrap().len(), 2);
}
