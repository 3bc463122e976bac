//! AssumeRoleWithWebIdentity from outside: which token makes a session, whom a trust policy lets in,
//! and what the session is known by afterwards.

use std::sync::Arc;

use portcullis_control::Known;
use portcullis_guard::web_identity::KeySet;
use serde_json::{Value, json};

use crate::harness::{ACCOUNT, Answer, Harness, Keys, START};
use crate::issuer::{Issuer, part};

const ISSUER: &str = "https://issuer.example.com";
const SUBJECT: &str = "system:serviceaccount:shop:orders";
const NOT_AUTHORIZED: &str = "Not authorized to perform sts:AssumeRoleWithWebIdentity";

/// A provider, and what its issuer signs.
struct Cluster {
    harness: Harness,
    issuer: Issuer,
    provider: String,
}

impl Cluster {
    fn new() -> Self {
        let harness = Harness::new();
        let new = [
            ("Url", ISSUER),
            ("ClientIDList.member.1", "sts.amazonaws.com"),
        ];
        let made = harness.query(&Harness::root(), "iam", "CreateOpenIDConnectProvider", &new);
        let cluster = Self {
            provider: made.expect(200).xml("OpenIDConnectProviderArn"),
            issuer: Issuer::ecdsa("1"),
            harness,
        };
        cluster.knows(&cluster.issuer.key_set());
        cluster
    }

    fn knows(&self, key_set: &str) {
        let keys = KeySet::read(key_set.as_bytes()).unwrap();
        let mut known = self.harness.issuers.known.lock().unwrap();
        known.insert(ISSUER.to_owned(), Known::Keys(Arc::new(keys)));
    }

    /// A role that trusts the provider for these actions under this condition.
    fn role(&self, name: &str, actions: &Value, condition: &Value) -> String {
        let trust = json!({"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Federated": self.provider},
            "Action": actions, "Condition": condition,
        }]});
        self.role_trusting(name, &trust)
    }

    fn role_trusting(&self, name: &str, trust: &Value) -> String {
        let trust = trust.to_string();
        let new = [("RoleName", name), ("AssumeRolePolicyDocument", &*trust)];
        let root = Harness::root();
        let made = self.harness.query(&root, "iam", "CreateRole", &new);
        made.expect(200).xml("Arn")
    }

    fn open_role(&self) -> String {
        self.role("open", &json!("sts:AssumeRoleWithWebIdentity"), &json!({}))
    }

    fn claims(&self) -> Value {
        json!({
            "iss": ISSUER, "sub": SUBJECT, "aud": ["sts.amazonaws.com"],
            "iat": START, "exp": START + 600,
        })
    }

    fn token(&self) -> String {
        self.issuer.token(&self.claims())
    }

    fn token_with(&self, name: &str, value: Value) -> String {
        let mut claims = self.claims();
        claims[name] = value;
        self.issuer.token(&claims)
    }

    fn assume(&self, role: &str, token: &str) -> Answer {
        self.assume_with(role, token, &[])
    }

    fn assume_with(&self, role: &str, token: &str, more: &[(&str, &str)]) -> Answer {
        let mut parameters = vec![
            ("RoleArn", role),
            ("RoleSessionName", "pod-1"),
            ("WebIdentityToken", token),
        ];
        parameters.extend_from_slice(more);
        self.harness
            .unsigned("sts", "AssumeRoleWithWebIdentity", &parameters)
    }
}

fn credentials(answer: &Answer) -> Keys {
    answer.expect(200);
    let mut keys = Keys::new(&answer.xml("AccessKeyId"), &answer.xml("SecretAccessKey"));
    keys.token = Some(answer.xml("SessionToken"));
    keys
}

#[test]
fn a_token_gets_a_session_of_a_role_that_trusts_its_issuer() {
    let cluster = Cluster::new();
    let condition = json!({"StringEquals": {
        "issuer.example.com:aud": "sts.amazonaws.com",
        "issuer.example.com:sub": SUBJECT,
        "Issuer.Example.com:oaud": "sts.amazonaws.com",
    }});
    let role = cluster.role(
        "orders",
        &json!("sts:AssumeRoleWithWebIdentity"),
        &condition,
    );
    let answer = cluster.assume_with(&role, &cluster.token(), &[("DurationSeconds", "900")]);
    let keys = credentials(&answer);
    assert_eq!(answer.xml("SubjectFromWebIdentityToken"), SUBJECT);
    assert_eq!(answer.xml("Provider"), cluster.provider);
    assert_eq!(answer.xml("Audience"), "sts.amazonaws.com");
    let session = format!("arn:aws:sts::{ACCOUNT}:assumed-role/orders/pod-1");
    assert_eq!(answer.xml("Arn"), session);
    assert!(answer.xml("AssumedRoleId").ends_with(":pod-1"));
    assert_eq!(answer.xml("Expiration"), "2026-11-21T12:11:21Z");
    let who = cluster
        .harness
        .query(&keys, "sts", "GetCallerIdentity", &[]);
    assert_eq!(who.xml("Arn"), session);
    // The session outlives its token and its provider, but not its own end.
    let provider = [("OpenIDConnectProviderArn", cluster.provider.as_str())];
    let root = Harness::root();
    let deleted = cluster
        .harness
        .query(&root, "iam", "DeleteOpenIDConnectProvider", &provider);
    deleted.expect(200);
    cluster.harness.advance(899);
    let who = cluster
        .harness
        .query(&keys, "sts", "GetCallerIdentity", &[]);
    who.expect(200);
    cluster.harness.advance(1);
    let who = cluster
        .harness
        .query(&keys, "sts", "GetCallerIdentity", &[]);
    assert_eq!(who.expect(403).xml("Code"), "ExpiredToken");
}

#[test]
fn a_signature_beside_the_token_does_not_matter() {
    let cluster = Cluster::new();
    let (role, token) = (cluster.open_role(), cluster.token());
    let parameters = [
        ("RoleArn", role.as_str()),
        ("RoleSessionName", "pod-1"),
        ("WebIdentityToken", &token),
    ];
    let stranger = Keys::new("AKIAIOSFODNN7EXAMPLE", "wrong");
    let answer = cluster
        .harness
        .query(&stranger, "sts", "AssumeRoleWithWebIdentity", &parameters);
    answer.expect(200);
    // No other call of a stranger is answered.
    let message = "Request is missing Authentication Token";
    for action in ["GetCallerIdentity", "AssumeRole", "Nonsense"] {
        let answer = cluster.harness.unsigned("sts", action, &parameters);
        answer.refused(403, "MissingAuthenticationToken", message);
    }
    let answer = cluster.harness.unsigned("iam", "ListUsers", &[]);
    answer.refused(403, "MissingAuthenticationToken", message);
}

#[test]
fn the_trust_policy_decides() {
    let cluster = Cluster::new();
    let web = json!("sts:AssumeRoleWithWebIdentity");
    let equals = |key: &str, value: &str| json!({"StringEquals": {key: value}});
    let other_provider = json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": web,
        "Principal": {"Federated": format!("arn:aws:iam::{ACCOUNT}:oidc-provider/other.example.com")},
    }]});
    let everybody_but = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": web, "Principal": {"Federated": cluster.provider}},
        {"Effect": "Deny", "Action": "sts:*", "Principal": {"Federated": cluster.provider},
         "Condition": {"StringLike": {"issuer.example.com:sub": "system:serviceaccount:shop:*"}}},
    ]});
    let of_account = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": ["sts:AssumeRole", web], "Principal": {"AWS": ACCOUNT}},
    ]});
    let roles = [
        cluster.role(
            "subject",
            &web,
            &equals("issuer.example.com:sub", "system:serviceaccount:shop:other"),
        ),
        cluster.role(
            "audience",
            &web,
            &equals("issuer.example.com:aud", "mobile"),
        ),
        cluster.role("issuer", &web, &equals("other.example.com:sub", SUBJECT)),
        cluster.role(
            "method",
            &web,
            &json!({"ForAnyValue:StringEquals": {"issuer.example.com:amr": "mfa"}}),
        ),
        cluster.role("action", &json!("sts:TagSession"), &json!({})),
        // Who is about to become a principal is none.
        cluster.role(
            "principal",
            &web,
            &json!({"Null": {"aws:PrincipalType": "false"}}),
        ),
        cluster.role("account", &web, &equals("aws:PrincipalAccount", ACCOUNT)),
        cluster.role_trusting("other-provider", &other_provider),
        cluster.role_trusting("deny", &everybody_but),
        cluster.role_trusting("account-only", &of_account),
        format!("arn:aws:iam::{ACCOUNT}:role/nobody"),
        format!("arn:aws:iam::{ACCOUNT}:role/path/subject"),
    ];
    for role in roles {
        let answer = cluster.assume(&role, &cluster.token());
        answer.refused(403, "AccessDenied", NOT_AUTHORIZED);
    }
    // Trust in the provider is no trust in the account.
    let root = Harness::root();
    let open = cluster.open_role();
    let parameters = [("RoleArn", open.as_str()), ("RoleSessionName", "session")];
    let answer = cluster
        .harness
        .query(&root, "sts", "AssumeRole", &parameters);
    assert_eq!(answer.expect(403).xml("Code"), "AccessDenied");
    let mfa = cluster.token_with("amr", json!(["pwd", "mfa"]));
    let method = format!("arn:aws:iam::{ACCOUNT}:role/method");
    cluster.assume(&method, &mfa).expect(200);
}

#[test]
fn a_token_that_proves_nothing_is_refused_in_the_words_of_sts() {
    let cluster = Cluster::new();
    let role = cluster.open_role();
    let not_a_token = "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";
    let no_key = "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
    let not_signed = "The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.";
    let forged = Issuer::ecdsa("1").token(&cluster.claims());
    let foreign_key = Issuer::ecdsa("2").token(&cluster.claims());
    let unsigned = format!(
        "{}.{}.",
        part(&json!({"alg": "none"})),
        part(&cluster.claims())
    );
    let hashed = cluster
        .issuer
        .sign(&json!({"alg": "HS256", "kid": "1"}), &cluster.claims());
    let cases = [
        ("not a token".to_owned(), not_a_token.to_owned()),
        (unsigned, not_a_token.to_owned()),
        (hashed, not_a_token.to_owned()),
        (forged, not_signed.to_owned()),
        (foreign_key, no_key.to_owned()),
        (
            cluster.token_with("aud", json!("mobile")),
            "Incorrect token audience".to_owned(),
        ),
        (
            cluster.token_with("iss", json!("https://other.example.com")),
            "No OpenIDConnect provider found in your account for https://other.example.com"
                .to_owned(),
        ),
        (
            cluster.token_with("iss", json!("http://issuer.example.com")),
            "No OpenIDConnect provider found in your account for http://issuer.example.com"
                .to_owned(),
        ),
        (
            cluster.token_with("sub", Value::Null),
            "Missing a required claim: sub".to_owned(),
        ),
        (
            cluster.token_with("nbf", json!(START + 100)),
            "The token is not valid yet.".to_owned(),
        ),
    ];
    for (token, message) in cases {
        let answer = cluster.assume(&role, &token);
        answer.refused(400, "InvalidIdentityToken", &message);
    }
    cluster.harness.advance(600);
    let message = format!(
        "Token expired: current date/time {} must be before the expiration date/time {}",
        START + 600,
        START + 600
    );
    cluster
        .assume(&role, &cluster.token())
        .refused(400, "ExpiredTokenException", &message);
}

#[test]
fn keys_that_are_not_known_yet_are_worth_another_try() {
    let cluster = Cluster::new();
    let role = cluster.open_role();
    let set = |known| {
        let mut all = cluster.harness.issuers.known.lock().unwrap();
        all.insert(ISSUER.to_owned(), known);
    };
    set(Known::Unreachable);
    let answer = cluster.assume(&role, &cluster.token());
    assert_eq!(answer.expect(400).xml("Code"), "IDPCommunicationError");
    set(Known::NotConfigured);
    let answer = cluster.assume(&role, &cluster.token());
    assert_eq!(answer.expect(400).xml("Code"), "InvalidIdentityToken");
    // Nobody is asked because of a token that no key could help.
    cluster.harness.issuers.asked.lock().unwrap().clear();
    for (name, value) in [
        ("iss", json!("https://mallory.example.com")),
        ("aud", json!("other")),
    ] {
        cluster
            .assume(&role, &cluster.token_with(name, value))
            .expect(400);
    }
    assert!(cluster.harness.issuers.asked.lock().unwrap().is_empty());
}

#[test]
fn what_a_call_asks_for_is_bounded_by_the_role_and_by_sts() {
    let cluster = Cluster::new();
    let (role, token) = (cluster.open_role(), cluster.token());
    let refused = |more: &[(&str, &str)], code: &str, message: &str| {
        let answer = cluster.assume_with(&role, &token, more);
        answer.refused(400, code, message);
    };
    refused(
        &[("DurationSeconds", "3601")],
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
    refused(
        &[("DurationSeconds", "899")],
        "ValidationError",
        "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    );
    refused(
        &[("Policy", "{}")],
        "MalformedPolicyDocument",
        "Syntax errors in policy.",
    );
    refused(
        &[("ProviderId", "www.amazon.com")],
        "ValidationError",
        "ProviderId is for OAuth 2.0 access tokens, which this gateway does not take.",
    );
    let answer = cluster.assume_with("arn:aws:iam::111111111111:user/someone", &token, &[]);
    answer.refused(
        400,
        "ValidationError",
        "arn:aws:iam::111111111111:user/someone is invalid",
    );
}

#[test]
fn a_session_is_known_by_its_token_wherever_policies_ask() {
    let cluster = Cluster::new();
    let root = Harness::root();
    let actions = json!([
        "sts:AssumeRoleWithWebIdentity",
        "sts:TagSession",
        "sts:SetSourceIdentity"
    ]);
    let role = cluster.role(
        "tagged",
        &actions,
        &json!({"StringEquals": {
            "aws:RequestTag/team": "shop", "sts:SourceIdentity": "orders@shop",
        }}),
    );
    let only_if = |condition: Value| {
        json!({"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*", "Condition": condition,
        }]})
    };
    let may_list = |keys: &Keys, condition: Value| {
        let document = only_if(condition).to_string();
        let inline = [
            ("RoleName", "tagged"),
            ("PolicyName", "p"),
            ("PolicyDocument", &*document),
        ];
        let put = cluster
            .harness
            .query(&root, "iam", "PutRolePolicy", &inline);
        put.expect(200);
        let answer = cluster.harness.query(keys, "iam", "ListUsers", &[]);
        answer.status == 200
    };
    let mut claims = cluster.claims();
    claims["https://aws.amazon.com/tags"] =
        json!({"principal_tags": {"team": ["shop"]}, "transitive_tag_keys": ["team"]});
    claims["https://aws.amazon.com/source_identity"] = json!("orders@shop");
    claims["amr"] = json!(["pwd", "mfa"]);
    let answer = cluster.assume(&role, &cluster.issuer.token(&claims));
    let keys = credentials(&answer);
    assert_eq!(answer.xml("SourceIdentity"), "orders@shop");

    for (key, value) in [
        ("aws:FederatedProvider", cluster.provider.as_str()),
        ("issuer.example.com:sub", SUBJECT),
        ("issuer.example.com:aud", "sts.amazonaws.com"),
        ("aws:PrincipalTag/Team", "shop"),
        ("aws:SourceIdentity", "orders@shop"),
        ("aws:PrincipalType", "AssumedRole"),
    ] {
        assert!(
            may_list(&keys, json!({"StringEquals": {key: value}})),
            "{key}"
        );
        assert!(
            !may_list(&keys, json!({"StringNotEquals": {key: value}})),
            "{key}"
        );
    }
    let methods = json!({"ForAllValues:StringEquals": {"issuer.example.com:amr": ["mfa", "pwd"]}});
    assert!(may_list(&keys, methods));
    // What is known only while the role is being assumed, and of another issuer.
    for key in [
        "issuer.example.com:oaud",
        "other.example.com:sub",
        "issuer.example.com:email",
    ] {
        assert!(may_list(&keys, json!({"Null": {key: "true"}})), "{key}");
    }
    // A session that was made with keys has none of it.
    let plain = cluster.harness.user(
        &root,
        "plain",
        &only_if(json!({"Null": {
            "aws:FederatedProvider": "true", "issuer.example.com:sub": "true",
        }})),
    );
    cluster
        .harness
        .query(&plain, "iam", "ListUsers", &[])
        .expect(200);
    // Tags and source identity need the permission of their own.
    let bare = cluster.open_role();
    let answer = cluster.assume(&bare, &cluster.issuer.token(&claims));
    answer.refused(403, "AccessDenied", NOT_AUTHORIZED);
}

#[test]
fn session_policies_limit_what_the_role_may() {
    let cluster = Cluster::new();
    let root = Harness::root();
    let role = cluster.open_role();
    let may = |action: &str| {
        json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]})
            .to_string()
    };
    let (all, users) = (may("iam:*"), may("iam:ListUsers"));
    let inline = [
        ("RoleName", "open"),
        ("PolicyName", "p"),
        ("PolicyDocument", &*all),
    ];
    cluster
        .harness
        .query(&root, "iam", "PutRolePolicy", &inline)
        .expect(200);
    let answer = cluster.assume_with(&role, &cluster.token(), &[("Policy", &users)]);
    let keys = credentials(&answer);
    assert_eq!(answer.xml_all("PackedPolicySize").len(), 1);
    let call = |action: &str| cluster.harness.query(&keys, "iam", action, &[]).status;
    assert_eq!((call("ListUsers"), call("ListRoles")), (200, 403));
}
