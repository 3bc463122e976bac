//! Tokens of OIDC issuers: which one is believed, and that nothing about a token lets it choose how
//! it is verified.

use aws_lc_rs::hmac;
use aws_lc_rs::rsa::KeySize;
use data_encoding::BASE64URL_NOPAD;
use portcullis_guard::WebIdentity;
use portcullis_guard::session::SessionTag;
use portcullis_guard::web_identity::{KeySet, KeySetError, Provider, Token, TokenError};
use serde_json::{Value, json};

use crate::issuer::{Issuer, part};

const NOW: i64 = 1_795_262_181;
const ISSUER: &str = "https://issuer.example.com/id/A";

fn claims() -> Value {
    json!({
        "iss": ISSUER, "sub": "system:serviceaccount:shop:orders", "aud": ["sts.amazonaws.com"],
        "iat": NOW - 10, "nbf": NOW - 10, "exp": NOW + 3600,
    })
}

fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[name] = value;
    claims
}

fn without(name: &str) -> Value {
    let mut claims = claims();
    claims.as_object_mut().unwrap().remove(name);
    claims
}

fn verify(token: &str, keys: &str) -> Result<WebIdentity, TokenError> {
    let client_ids = ["sts.amazonaws.com".to_owned(), "mobile".to_owned()];
    let provider = Provider {
        arn: "arn:aws:iam::111111111111:oidc-provider/issuer.example.com/id/A",
        url: "issuer.example.com/id/A",
        client_ids: &client_ids,
    };
    let keys = KeySet::read(keys.as_bytes()).unwrap();
    Token::read(token)?.verify(&provider, &keys, NOW)
}

#[test]
fn a_token_says_who_somebody_is_and_for_whom() {
    for issuer in [Issuer::rsa("1"), Issuer::ecdsa("1")] {
        let token = issuer.token(&with("amr", json!(["pwd", "mfa"])));
        let identity = verify(&token, &issuer.key_set()).unwrap();
        let federation = identity.federation();
        assert_eq!(federation.subject, "system:serviceaccount:shop:orders");
        assert_eq!(federation.audience, "sts.amazonaws.com");
        assert_eq!(federation.issuer, "issuer.example.com/id/A");
        assert_eq!(federation.methods, ["pwd", "mfa"]);
        assert_eq!(
            identity.to_string(),
            "arn:aws:iam::111111111111:oidc-provider/issuer.example.com/id/A:sts.amazonaws.com:system:serviceaccount:shop:orders"
        );
        assert!(identity.tags().is_empty() && identity.source_identity().is_none());
    }
}

#[test]
fn claims_that_do_not_hold_are_refused_by_name() {
    let issuer = Issuer::ecdsa("1");
    let cases = [
        (
            with("iss", json!("https://issuer.example.com/id/a")),
            TokenError::Audience,
        ),
        (
            with("iss", json!("http://issuer.example.com/id/A")),
            TokenError::Audience,
        ),
        (with("iss", json!("")), TokenError::NotAToken),
        (without("iss"), TokenError::NotAToken),
        (with("aud", json!("other")), TokenError::Audience),
        (with("aud", json!([])), TokenError::Audience),
        (
            with("aud", json!("sts.amazonaws.com ")),
            TokenError::Audience,
        ),
        (without("aud"), TokenError::MissingClaim("aud")),
        (with("azp", json!("other")), TokenError::Audience),
        (without("sub"), TokenError::MissingClaim("sub")),
        (with("sub", json!("")), TokenError::MissingClaim("sub")),
        (without("exp"), TokenError::MissingClaim("exp")),
        (with("exp", Value::Null), TokenError::MissingClaim("exp")),
        (without("iat"), TokenError::MissingClaim("iat")),
        (
            with("exp", json!(NOW)),
            TokenError::Expired {
                now: NOW,
                expires: NOW,
            },
        ),
        (with("nbf", json!(NOW + 61)), TokenError::NotYetValid),
        (with("iat", json!(NOW + 61)), TokenError::NotYetValid),
        // Times are whole numbers (STS API Reference, "AssumeRoleWithWebIdentity").
        (with("exp", json!(1e12)), TokenError::NotAToken),
        (with("exp", json!("2999999999")), TokenError::NotAToken),
        (with("sub", json!(7)), TokenError::NotAToken),
        (json!([]), TokenError::NotAToken),
    ];
    for (claims, expected) in cases {
        let refused = verify(&issuer.token(&claims), &issuer.key_set());
        assert_eq!(refused.unwrap_err(), expected, "{claims}");
    }
    for (name, value) in [
        ("sub", json!("a\nb")),
        ("sub", json!("a".repeat(256))),
        ("https://aws.amazon.com/source_identity", json!("aws:x")),
        ("https://aws.amazon.com/source_identity", json!("a b")),
    ] {
        let refused = verify(&issuer.token(&with(name, value.clone())), &issuer.key_set());
        assert!(
            matches!(refused, Err(TokenError::Claim(_))),
            "{name} {value}"
        );
    }
    // An issuer's clock may be a little ahead, and nothing asks for `nbf`.
    for claims in [with("iat", json!(NOW + 60)), without("nbf")] {
        assert!(verify(&issuer.token(&claims), &issuer.key_set()).is_ok());
    }
}

#[test]
fn the_authorised_party_is_the_audience_where_there_is_one() {
    let issuer = Issuer::ecdsa("1");
    let token = issuer.token(&with("azp", json!("mobile")));
    let identity = verify(&token, &issuer.key_set()).unwrap();
    assert_eq!(identity.federation().audience, "mobile");
}

#[test]
fn only_a_key_of_the_issuer_vouches() {
    let (issuer, other) = (Issuer::rsa("1"), Issuer::rsa("1"));
    let good = issuer.token(&claims());
    assert!(verify(&good, &issuer.key_set()).is_ok());
    assert_eq!(
        verify(&good, &other.key_set()).unwrap_err(),
        TokenError::Signature
    );
    let (head, signature) = good.rsplit_once('.').unwrap();
    let header = head.split_once('.').unwrap().0;
    let forged = format!(
        "{header}.{}.{signature}",
        part(&with("sub", json!("admin")))
    );
    assert_eq!(
        verify(&forged, &issuer.key_set()).unwrap_err(),
        TokenError::Signature
    );
    for signature in ["", "AAAA", &"A".repeat(342)] {
        let refused = verify(&format!("{head}.{signature}"), &issuer.key_set());
        assert_eq!(refused.unwrap_err(), TokenError::Signature, "{signature}");
    }
}

#[test]
fn a_token_does_not_choose_how_it_is_verified() {
    let issuer = Issuer::rsa("1");
    let keys = issuer.key_set();
    // Without a signature.
    for algorithm in ["none", "None", "NONE", ""] {
        let header = json!({"alg": algorithm, "kid": "1"});
        let token = format!("{}.{}.", part(&header), part(&claims()));
        assert_eq!(verify(&token, &keys).unwrap_err(), TokenError::NotAToken);
    }
    // The public key as the key of a hash.
    let header = json!({"alg": "HS256", "kid": "1"});
    let text = format!("{}.{}", part(&header), part(&claims()));
    for secret in [
        keys.clone(),
        issuer.public_key()["n"].as_str().unwrap().to_owned(),
    ] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let tag = hmac::sign(&key, text.as_bytes());
        let token = format!("{text}.{}", BASE64URL_NOPAD.encode(tag.as_ref()));
        assert_eq!(verify(&token, &keys).unwrap_err(), TokenError::NotAToken);
    }
    // An algorithm of another key type, or another than the key says of itself.
    for algorithm in ["ES256", "RS512"] {
        let header = json!({"alg": algorithm, "kid": "1"});
        let refused = verify(&issuer.sign(&header, &claims()), &keys);
        assert_eq!(refused.unwrap_err(), TokenError::UnknownKey, "{algorithm}");
    }
    // A key that the token brings along.
    let mallory = Issuer::rsa("1");
    let header = json!({"alg": "RS256", "kid": "1", "jwk": mallory.public_key(), "jku": "https://mallory.example/"});
    let refused = verify(&mallory.sign(&header, &claims()), &keys);
    assert_eq!(refused.unwrap_err(), TokenError::Signature);
    // An extension that a reader would have to know.
    let header = json!({"alg": "RS256", "kid": "1", "crit": ["b64"], "b64": false});
    let refused = verify(&issuer.sign(&header, &claims()), &keys);
    assert_eq!(refused.unwrap_err(), TokenError::NotAToken);
}

#[test]
fn a_token_names_its_key_unless_there_is_one_only() {
    let (one, two) = (Issuer::ecdsa("1"), Issuer::ecdsa("2"));
    let both = json!({"keys": [one.public_key(), two.public_key()]}).to_string();
    assert!(verify(&two.token(&claims()), &both).is_ok());
    let unnamed = json!({"alg": "ES256"});
    assert!(verify(&one.sign(&unnamed, &claims()), &one.key_set()).is_ok());
    assert_eq!(
        verify(&one.sign(&unnamed, &claims()), &both).unwrap_err(),
        TokenError::UnknownKey
    );
    let elsewhere = json!({"alg": "ES256", "kid": "3"});
    assert_eq!(
        verify(&one.sign(&elsewhere, &claims()), &both).unwrap_err(),
        TokenError::UnknownKey
    );
    let keys = KeySet::read(both.as_bytes()).unwrap();
    assert!(keys.has(Some("2")) && !keys.has(Some("3")) && keys.has(None));
}

#[test]
fn what_can_be_read_in_two_ways_is_not_read() {
    let issuer = Issuer::ecdsa("1");
    let keys = issuer.key_set();
    let twice = r#"{"iss":"https://issuer.example.com/id/A","sub":"a","sub":"b","aud":"sts.amazonaws.com","iat":1,"exp":9999999999}"#;
    let header = part(&json!({"alg": "ES256", "kid": "1"}));
    let text = format!("{header}.{}", BASE64URL_NOPAD.encode(twice.as_bytes()));
    assert_eq!(
        Token::read(&format!("{text}.AAAA")).err(),
        Some(TokenError::NotAToken)
    );
    let good = issuer.token(&claims());
    for broken in [
        String::new(),
        "..".to_owned(),
        "a.b.c".to_owned(),
        good.replace('.', ""),
        format!("{good}.{good}"),
        format!("{good}="),
        format!(" {good}"),
        good.replacen('.', "=.", 1),
        "a".repeat(20_001),
    ] {
        assert_eq!(
            verify(&broken, &keys).unwrap_err(),
            TokenError::NotAToken,
            "{broken}"
        );
    }
}

#[test]
fn session_tags_come_in_two_forms() {
    let issuer = Issuer::ecdsa("1");
    let nested = with(
        "https://aws.amazon.com/tags",
        json!({"principal_tags": {"Project": ["Automation"], "Team": ["a b"]}, "transitive_tag_keys": ["project"]}),
    );
    let mut flat = with(
        "https://aws.amazon.com/tags/principal_tags/Project",
        json!("Automation"),
    );
    flat["https://aws.amazon.com/tags/principal_tags/Team"] = json!(["a b"]);
    flat["https://aws.amazon.com/tags/transitive_tag_keys"] = json!(["Project"]);
    let tag = |key: &str, value: &str, transitive| SessionTag {
        key: key.to_owned(),
        value: value.to_owned(),
        transitive,
    };
    for claims in [nested, flat] {
        let identity = verify(&issuer.token(&claims), &issuer.key_set()).unwrap();
        assert_eq!(
            identity.tags(),
            [
                tag("Project", "Automation", true),
                tag("Team", "a b", false)
            ]
        );
    }
    let many: serde_json::Map<String, Value> = (0..51)
        .map(|index| (format!("k{index}"), json!(["v"])))
        .collect();
    for tags in [
        json!({"principal_tags": {"a": ["1"], "A": ["2"]}}),
        json!({"principal_tags": {"a": ["1", "2"]}}),
        json!({"principal_tags": {"a": []}}),
        json!({"principal_tags": {"aws:a": ["1"]}}),
        json!({"principal_tags": {"": ["1"]}}),
        json!({"principal_tags": {"a": ["<"]}}),
        json!({"principal_tags": {"a": ["v".repeat(257)]}}),
        json!({"principal_tags": {}, "transitive_tag_keys": ["a"]}),
        json!({ "principal_tags": many }),
    ] {
        let token = issuer.token(&with("https://aws.amazon.com/tags", tags.clone()));
        let refused = verify(&token, &issuer.key_set());
        assert!(matches!(refused, Err(TokenError::Claim(_))), "{tags}");
    }
}

#[test]
fn a_key_set_gives_only_keys_that_can_verify() {
    let good = Issuer::rsa("good");
    let mut encrypting = good.public_key();
    encrypting["use"] = json!("enc");
    let mut signing = good.public_key();
    signing["key_ops"] = json!(["sign"]);
    let mut confused = good.public_key();
    confused["alg"] = json!("ES256");
    let mut keyed_hash = good.public_key();
    keyed_hash["alg"] = json!("HS256");
    let mut off_curve_length = Issuer::ecdsa("e").public_key();
    off_curve_length["x"] = json!("AAAA");
    let secret = json!({"kty": "oct", "kid": "s", "k": "c2VjcmV0", "alg": "HS256"});
    let mut short = good.public_key();
    short["n"] = json!(BASE64URL_NOPAD.encode(&[0xff; 128]));
    for useless in [
        encrypting,
        signing,
        confused,
        keyed_hash,
        off_curve_length,
        secret,
        short,
        json!({"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}),
    ] {
        let alone = json!({ "keys": [useless] }).to_string();
        let read = KeySet::read(alone.as_bytes());
        assert_eq!(read.err(), Some(KeySetError::NoUsableKey), "{useless}");
        let beside = json!({ "keys": [useless, good.public_key()] }).to_string();
        let read = KeySet::read(beside.as_bytes());
        assert!(read.is_ok_and(|keys| keys.has(Some("good"))), "{useless}");
    }
    for malformed in ["", "{}", "[]", "{\"keys\":{}}", "{\"keys\":[{}]}"] {
        let read = KeySet::read(malformed.as_bytes());
        assert!(
            matches!(read, Err(KeySetError::Malformed(_))),
            "{malformed}"
        );
    }
    let many: Vec<Value> = (0..201).map(|_| good.public_key()).collect();
    let many = json!({ "keys": many }).to_string();
    assert_eq!(
        KeySet::read(many.as_bytes()).err(),
        Some(KeySetError::TooLarge)
    );
    let long = format!("{{\"keys\":[]}}{}", " ".repeat(512 * 1024));
    assert_eq!(
        KeySet::read(long.as_bytes()).err(),
        Some(KeySetError::TooLarge)
    );
    // A longer key than the shortest one works as well.
    let long_key = Issuer::rsa_of("long", KeySize::Rsa3072);
    assert!(verify(&long_key.token(&claims()), &long_key.key_set()).is_ok());
}
