//! Tokens of OIDC issuers and their key sets: nothing that is made up is believed, whatever its
//! header and its claims say, and no set of keys makes it so.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis_guard::web_identity::{KeySet, Provider, Token};

/// Two keys whose private halves are nowhere.
const KEYS: &str = r#"{"keys":[
{"kty":"EC","crv":"P-256","kid":"e","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"},
{"kty":"RSA","kid":"r","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB"}]}"#;

fuzz_target!(|data: &[u8]| {
    let keys = KeySet::read(KEYS.as_bytes()).expect("the set is good");
    let client_ids = ["sts.amazonaws.com".to_owned()];
    let provider = Provider {
        arn: "arn:aws:iam::111111111111:oidc-provider/a.example",
        url: "a.example",
        client_ids: &client_ids,
    };
    let check = |text: &str, keys: &KeySet| {
        if let Ok(token) = Token::read(text) {
            let _ = token.check_audience(&provider);
            assert!(token.verify(&provider, keys, 1_000).is_err());
        }
    };
    // A header, claims and a signature, a line each.
    let parts: Vec<&[u8]> = data.splitn(3, |byte| *byte == b'\n').collect();
    let encoded: Vec<String> = parts.iter().map(|part| encode(part)).collect();
    check(&encoded.join("."), &keys);
    if let Ok(text) = std::str::from_utf8(data) {
        check(text, &keys);
    }
    // Nor do made-up keys vouch for it.
    if let Ok(made_up) = KeySet::read(data) {
        let _ = made_up.has(Some("e"));
        check(&encoded.join("."), &made_up);
    }
});

fn encode(bytes: &[u8]) -> String {
    data_encoding::BASE64URL_NOPAD.encode(bytes)
}
