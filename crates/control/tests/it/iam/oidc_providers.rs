//! OpenID Connect providers: made, read, changed and deleted, and which URLs are none.

use super::{done, iam};
use crate::harness::{ACCOUNT, Harness, OTHER_ACCOUNT};

const URL: &str = "https://oidc.example.com/id/A";
const THUMBPRINT: &str = "9E99A48A9960B14926BB7F3B02E22DA2B0AB7280";

fn arn() -> String {
    format!("arn:aws:iam::{ACCOUNT}:oidc-provider/oidc.example.com/id/A")
}

#[test]
fn a_provider_is_made_read_changed_and_deleted() {
    let harness = Harness::new();
    let new = [
        ("Url", URL),
        ("ClientIDList.member.1", "sts.amazonaws.com"),
        ("ThumbprintList.member.1", THUMBPRINT),
        ("Tags.member.1.Key", "Team"),
        ("Tags.member.1.Value", "a"),
    ];
    let made = done(&harness, "CreateOpenIDConnectProvider", &new);
    assert_eq!(made.xml("OpenIDConnectProviderArn"), arn());
    assert_eq!(made.xml("Key"), "Team");

    let arn = arn();
    let on = |more: &[(&'static str, &'static str)]| -> Vec<(&str, &str)> {
        let mut parameters = vec![("OpenIDConnectProviderArn", arn.as_str())];
        parameters.extend_from_slice(more);
        parameters
    };
    let read = done(&harness, "GetOpenIDConnectProvider", &on(&[]));
    assert_eq!(read.xml("Url"), "oidc.example.com/id/A");
    assert_eq!(
        read.xml_all("member")[..2],
        ["sts.amazonaws.com", &THUMBPRINT.to_lowercase()]
    );
    assert_eq!(read.xml("CreateDate"), "2026-11-21T11:56:21Z");

    // Both are idempotent.
    for _ in 0..2 {
        done(
            &harness,
            "AddClientIDToOpenIDConnectProvider",
            &on(&[("ClientID", "mobile")]),
        );
    }
    for _ in 0..2 {
        let gone = on(&[("ClientID", "sts.amazonaws.com")]);
        done(&harness, "RemoveClientIDFromOpenIDConnectProvider", &gone);
    }
    let other = "a".repeat(40);
    done(
        &harness,
        "UpdateOpenIDConnectProviderThumbprint",
        &[
            ("OpenIDConnectProviderArn", &arn),
            ("ThumbprintList.member.1", &other),
        ],
    );
    let read = done(&harness, "GetOpenIDConnectProvider", &on(&[]));
    assert_eq!(read.xml_all("member")[..2], ["mobile", &other]);

    let tag = on(&[("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "b")]);
    done(&harness, "TagOpenIDConnectProvider", &tag);
    let tags = done(&harness, "ListOpenIDConnectProviderTags", &on(&[]));
    assert_eq!(
        (tags.xml_all("Key"), tags.xml("Value")),
        (vec!["team".to_owned()], "b".to_owned())
    );
    let untag = on(&[("TagKeys.member.1", "TEAM")]);
    done(&harness, "UntagOpenIDConnectProvider", &untag);
    let tags = done(&harness, "ListOpenIDConnectProviderTags", &on(&[]));
    assert!(tags.xml_all("Key").is_empty());

    let all = done(&harness, "ListOpenIDConnectProviders", &[]);
    assert_eq!(all.xml_all("Arn"), [arn.as_str()]);
    let summary = done(&harness, "GetAccountSummary", &[]);
    assert!(
        summary
            .body
            .contains("<key>Providers</key><value>1</value>")
    );
    for _ in 0..2 {
        done(&harness, "DeleteOpenIDConnectProvider", &on(&[]));
    }
    let message = format!("OpenIDConnect Provider not found for arn {arn}");
    iam(&harness, "GetOpenIDConnectProvider", &on(&[])).refused(404, "NoSuchEntity", &message);
}

#[test]
fn a_url_is_https_without_port_query_or_user() {
    let harness = Harness::new();
    let refused = |url: &str, code: &str, message: &str| {
        let answer = iam(&harness, "CreateOpenIDConnectProvider", &[("Url", url)]);
        answer.refused(400, code, message);
    };
    let none = "Invalid Open ID Connect Provider URL";
    refused("oidc.example.com", "ValidationError", none);
    refused("https://", "ValidationError", none);
    let https = "Invalid Open ID Connect Provider URL. The URL must begin with https://.";
    refused("http://oidc.example.com", "InvalidInput", https);
    for url in [
        "https://oidc.example.com:8443",
        "https://user@oidc.example.com",
        "https://oidc.example.com?a=b",
        "https://oidc.example.com#a",
        "https://oidc_example.com",
        "https://oidc..example.com",
        "https://oidc.example.com/a b",
        "https://oidc.example.com/*",
        "https://oidc.example.com/\u{e9}",
    ] {
        refused(url, "InvalidInput", "Invalid Open ID Connect Provider URL.");
    }
    // Case and a slash at the end are part of the name.
    for url in [
        URL,
        "https://oidc.example.com/id/a",
        "https://oidc.example.com/id/A/",
    ] {
        done(&harness, "CreateOpenIDConnectProvider", &[("Url", url)]);
    }
    let message = format!("Provider with url {URL} already exists.");
    iam(&harness, "CreateOpenIDConnectProvider", &[("Url", URL)]).refused(
        409,
        "EntityAlreadyExists",
        &message,
    );
}

#[test]
fn an_arn_names_a_provider_of_the_account() {
    let harness = Harness::new();
    for (arn, message) in [
        (
            "oidc-provider/oidc.example.com",
            "Invalid ARN: oidc-provider/oidc.example.com",
        ),
        (
            "arn:aws:iam::111111111111:role/reader",
            "Invalid resource type in ARN",
        ),
        (
            "arn:aws:iam::111111111111:oidc-provider/",
            "Invalid ARN: arn:aws:iam::111111111111:oidc-provider/",
        ),
    ] {
        let answer = iam(
            &harness,
            "GetOpenIDConnectProvider",
            &[("OpenIDConnectProviderArn", arn)],
        );
        answer.refused(400, "ValidationError", message);
    }
    let foreign = format!("arn:aws:iam::{OTHER_ACCOUNT}:oidc-provider/oidc.example.com");
    let answer = iam(
        &harness,
        "DeleteOpenIDConnectProvider",
        &[("OpenIDConnectProviderArn", &foreign)],
    );
    answer.expect(403);
    assert_eq!(answer.xml("Code"), "AccessDenied");
}
