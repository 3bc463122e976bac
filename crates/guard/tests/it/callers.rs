//! Authentication: keys, sessions, rotation; what the head refutes and what the body does.

use std::sync::Arc;

use http::{HeaderName, HeaderValue};
use portcullis_catalog::identity::AccessKey;
use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::{Records, Sealed, Secret, Snapshot};
use portcullis_guard::session::SessionTag;
use portcullis_guard::sigv4::{
    Algorithm, Credentials, HeaderList, PayloadHash, Request, Rules, SecretKey, Signing, Timestamp,
    sign_headers,
};
use portcullis_guard::{
    Caller, KeyRing, Refused, Rejection, SessionClaims, TokenKey, caller, diagnose,
};
use zeroize::Zeroizing;

use crate::world::{A, NOW, Plan, account, put, records, settings};

fn compile(records: &Records) -> Arc<Snapshot> {
    Compiler::default().compile(records, 1, &|_, sealed| {
        String::from_utf8(sealed.bytes()?).ok().map(Secret::new)
    })
}

fn tokens() -> TokenKey {
    TokenKey::new(&[7; 32]).unwrap()
}

/// Signs a GET and presents it to the world.
fn authenticate(
    world: &Snapshot,
    ring: &mut KeyRing,
    id: &str,
    secret: &str,
    token: Option<&str>,
) -> Caller {
    let mut headers = HeaderList::new();
    headers.insert(
        HeaderName::from_static("host"),
        HeaderValue::from_static("abc.execute-api.us-east-1.amazonaws.com"),
    );
    let bare = headers.clone();
    let request = Request {
        method: "GET",
        path: "/prod/items",
        query: None,
        headers: &bare,
        authority: None,
    };
    let secret = SecretKey::new(secret);
    let signing = Signing {
        credentials: Credentials {
            access_key_id: id,
            secret: &secret,
            session_token: token,
        },
        algorithm: Algorithm::HmacSha256,
        region: "us-east-1",
        service: "execute-api",
        time: Timestamp::from_unix(NOW),
        content_sha256_header: false,
    };
    for (name, value) in sign_headers(&request, &PayloadHash::EMPTY, &signing).unwrap() {
        headers.insert(name, value);
    }
    let request = Request {
        headers: &headers,
        ..request
    };
    let rules = Rules::execute_api("us-east-1");
    let now = Timestamp::from_unix(NOW);
    let presented = caller::present(
        &settings(false),
        &tokens(),
        world,
        ring,
        &request,
        &rules,
        now,
    );
    presented.verify(ring, &request, &rules, &PayloadHash::EMPTY)
}

/// What an operator is told of a GET whose signature is not accepted.
fn diagnosed(world: &Snapshot, id: &str, secret: &str, signed_host: &str) -> Vec<String> {
    let mut headers = HeaderList::new();
    headers.insert(
        HeaderName::from_static("host"),
        HeaderValue::from_str(signed_host).unwrap(),
    );
    let bare = headers.clone();
    let request = Request {
        method: "GET",
        path: "/prod/items",
        query: None,
        headers: &bare,
        authority: None,
    };
    let secret = SecretKey::new(secret);
    let signing = Signing {
        credentials: Credentials {
            access_key_id: id,
            secret: &secret,
            session_token: None,
        },
        algorithm: Algorithm::HmacSha256,
        region: "us-east-1",
        service: "execute-api",
        time: Timestamp::from_unix(NOW),
        content_sha256_header: false,
    };
    headers.extend(sign_headers(&request, &PayloadHash::EMPTY, &signing).unwrap());
    headers.insert(
        HeaderName::from_static("host"),
        HeaderValue::from_static("127.0.0.1:8080"),
    );
    let request = Request {
        headers: &headers,
        ..request
    };
    let refused = Refused {
        request: &request,
        rules: &Rules::execute_api("us-east-1"),
        payload: &PayloadHash::EMPTY,
        now: Timestamp::from_unix(NOW),
        other_hosts: &["abc.execute-api.us-east-1.amazonaws.com"],
        body: None,
    };
    let mut ring = KeyRing::default();
    let found = diagnose(&settings(false), &tokens(), world, &mut ring, &refused);
    found.causes.iter().map(ToString::to_string).collect()
}

fn who(caller: &Caller) -> String {
    match caller {
        Caller::Anonymous => "anonymous".to_owned(),
        Caller::Signed(principal) => principal.arn().to_owned(),
        Caller::Rejected(Rejection::UnrecognizedClient) => "unrecognized".to_owned(),
        Caller::Rejected(Rejection::ExpiredToken) => "expired".to_owned(),
        Caller::Rejected(Rejection::Signature(refusal)) => refusal.error_type().to_owned(),
        Caller::Rejected(Rejection::NotASignature(_)) => "not a signature".to_owned(),
    }
}

fn claims() -> SessionClaims {
    SessionClaims {
        access_key_id: "ASIASESSION".to_owned(),
        secret_access_key: Zeroizing::new("sessions-secret".to_owned()),
        account: account(A),
        identity_id: "AROAAPP".to_owned(),
        session_name: "task-1".to_owned(),
        issued: NOW - 60,
        expires: NOW + 60,
        policies: Vec::new(),
        tags: vec![SessionTag {
            key: "team".to_owned(),
            value: "a".to_owned(),
            transitive: false,
        }],
        source_identity: None,
        chained: false,
        mfa_at: None,
        federation: None,
    }
}

#[test]
fn a_long_term_key_is_its_user_and_a_wrong_secret_is_nobody() {
    let world = compile(&records(&Plan::default()));
    let mut ring = KeyRing::default();
    let good = authenticate(&world, &mut ring, "AKIAOPERATOR", "operators-secret", None);
    assert_eq!(who(&good), "arn:aws:iam::222222222222:user/operator");
    let bad = authenticate(&world, &mut ring, "AKIAOPERATOR", "another-secret", None);
    assert_eq!(who(&bad), "InvalidSignatureException");
    let unknown = authenticate(&world, &mut ring, "AKIANOBODY", "operators-secret", None);
    assert_eq!(who(&unknown), "unrecognized");
}

#[test]
fn a_mistaken_signature_is_explained_with_the_secrets_that_its_owner_has() {
    let mut records = records(&Plan::default());
    let mut other: AccessKey = (*records.access_keys["access-key/AKIAOPERATOR"]).clone();
    other.id = "AKIAOTHER".to_owned();
    other.secret = Sealed::from_bytes(b"others-secret");
    put(&mut records, &other);
    let world = compile(&records);
    let (here, elsewhere) = ("127.0.0.1:8080", "abc.execute-api.us-east-1.amazonaws.com");
    let found = diagnosed(&world, "AKIAOPERATOR", "others-secret", here);
    assert_eq!(found, ["the secret of the access key `AKIAOTHER` was used"]);
    let found = diagnosed(&world, "AKIAOPERATOR", "operators-secret", elsewhere);
    assert_eq!(found, [format!("the host `{elsewhere}` was signed")]);
    for (id, secret) in [
        ("AKIAOPERATOR", "unheard-of"),
        ("AKIANOBODY", "operators-secret"),
    ] {
        assert_eq!(diagnosed(&world, id, secret, here), [""; 0], "{id}");
    }
}

#[test]
fn a17_a_rotated_or_inactive_key_is_refused_by_the_next_snapshot_however_warm_the_ring() {
    let mut records = records(&Plan::default());
    let mut ring = KeyRing::default();
    let before = compile(&records);
    let with = |world: &Snapshot, ring: &mut KeyRing| {
        who(&authenticate(
            world,
            ring,
            "AKIAOPERATOR",
            "operators-secret",
            None,
        ))
    };
    assert!(with(&before, &mut ring).ends_with("user/operator"));
    let mut key: AccessKey = (*records.access_keys["access-key/AKIAOPERATOR"]).clone();
    key.secret = Sealed::from_bytes(b"rotated");
    put(&mut records, &key);
    assert_eq!(
        with(&compile(&records), &mut ring),
        "InvalidSignatureException"
    );
    key.secret = Sealed::from_bytes(b"operators-secret");
    key.active = false;
    put(&mut records, &key);
    assert_eq!(with(&compile(&records), &mut ring), "unrecognized");
    records.remove("access-key/AKIAOPERATOR");
    assert_eq!(with(&compile(&records), &mut ring), "unrecognized");
}

#[test]
fn a_session_token_is_all_that_a_node_needs() {
    let world = compile(&records(&Plan::default()));
    let token = tokens().seal(&claims(), [1; 12]).unwrap();
    let caller = authenticate(
        &world,
        &mut KeyRing::default(),
        "ASIASESSION",
        "sessions-secret",
        Some(&token),
    );
    assert_eq!(
        who(&caller),
        format!("arn:aws:sts::{A}:assumed-role/app/task-1")
    );
    let Caller::Signed(principal) = caller else {
        panic!()
    };
    assert_eq!(principal.user_id(), "AROAAPP:task-1");
}

#[test]
fn a_session_is_refused_when_it_is_over_when_its_role_is_gone_or_when_its_token_is_not_ours() {
    let mut records = records(&Plan::default());
    let world = compile(&records);
    let mut ring = KeyRing::default();
    let with = |world: &Snapshot, ring: &mut KeyRing, id: &str, token: Option<&str>| {
        who(&authenticate(world, ring, id, "sessions-secret", token))
    };
    let over = tokens()
        .seal(
            &SessionClaims {
                expires: NOW,
                ..claims()
            },
            [1; 12],
        )
        .unwrap();
    assert_eq!(
        with(&world, &mut ring, "ASIASESSION", Some(&over)),
        "expired"
    );
    let good = tokens().seal(&claims(), [2; 12]).unwrap();
    // Its key id without its token, its token under another key id, and a token that was changed.
    assert_eq!(with(&world, &mut ring, "ASIASESSION", None), "unrecognized");
    assert_eq!(
        with(&world, &mut ring, "ASIAANOTHER", Some(&good)),
        "unrecognized"
    );
    let mut bytes = data_encoding::BASE64.decode(good.as_bytes()).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    assert_eq!(
        with(
            &world,
            &mut ring,
            "ASIASESSION",
            Some(&data_encoding::BASE64.encode(&bytes))
        ),
        "unrecognized"
    );
    let foreign = TokenKey::new(&[8; 32])
        .unwrap()
        .seal(&claims(), [3; 12])
        .unwrap();
    assert_eq!(
        with(&world, &mut ring, "ASIASESSION", Some(&foreign)),
        "unrecognized"
    );
    // A warm ring does not outlive the role; a namesake with another id is somebody else.
    assert!(with(&world, &mut ring, "ASIASESSION", Some(&good)).contains("assumed-role/app"));
    let mut namesake = (*records.roles["role/111111111111/app"]).clone();
    namesake.id = "AROANAMESAKE".to_owned();
    put(&mut records, &namesake);
    assert_eq!(
        with(&compile(&records), &mut ring, "ASIASESSION", Some(&good)),
        "unrecognized"
    );
}

#[test]
fn a_long_term_key_with_a_token_is_refused() {
    let world = compile(&records(&Plan::default()));
    let token = tokens().seal(&claims(), [1; 12]).unwrap();
    let caller = authenticate(
        &world,
        &mut KeyRing::default(),
        "AKIAOPERATOR",
        "operators-secret",
        Some(&token),
    );
    assert_eq!(who(&caller), "unrecognized");
}

#[test]
fn development_keys_are_root_users_only_where_they_are_on() {
    let world = compile(&records(&Plan::default()));
    let mut ring = KeyRing::default();
    assert_eq!(
        who(&authenticate(
            &world,
            &mut ring,
            "111111111111",
            "test",
            None
        )),
        "arn:aws:iam::111111111111:root"
    );
    assert_eq!(
        who(&authenticate(&world, &mut ring, "test", "test", None)),
        "arn:aws:iam::000000000000:root"
    );
    assert_eq!(
        who(&authenticate(
            &world,
            &mut ring,
            "111111111111",
            "guess",
            None
        )),
        "InvalidSignatureException"
    );
    assert_eq!(
        who(&authenticate(&world, &mut ring, "1111", "test", None)),
        "unrecognized"
    );
}

#[test]
fn a_principal_is_renewed_with_the_policies_it_has_now_and_not_at_all_once_it_is_gone() {
    let mut records = records(&Plan::default());
    let mut ring = KeyRing::default();
    let operator = authenticate(
        &compile(&records),
        &mut ring,
        "AKIAOPERATOR",
        "operators-secret",
        None,
    );
    let Caller::Signed(principal) = operator else {
        panic!("{}", who(&operator))
    };
    let mut user = (*records.users["user/222222222222/operator"]).clone();
    user.inline_policies
        .insert("own".to_owned(), crate::world::invoke_all());
    put(&mut records, &user);
    let renewed = principal.renewed(&compile(&records)).unwrap();
    assert_eq!(renewed.identity.policies.policies().len(), 1);

    let mut key = (*records.access_keys["access-key/AKIAOPERATOR"]).clone();
    key.active = false;
    put(&mut records, &key);
    assert!(principal.renewed(&compile(&records)).is_none());
    records.remove("access-key/AKIAOPERATOR");
    assert!(principal.renewed(&compile(&records)).is_none());
    records.remove("user/222222222222/operator");
    assert!(principal.renewed(&compile(&records)).is_none());
}
