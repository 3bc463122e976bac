//! The stored forms. Each file in `records/` is what a release wrote; it decodes for ever.

use std::collections::BTreeSet;

use portcullis_catalog::function::FunctionCode;
use portcullis_catalog::{DecodeError, Record, Records};

/// Key and stored bytes of one record of every kind, as version 1 wrote them.
const VERSION_1: &str = include_str!("records/v1.json");

#[test]
fn every_record_that_was_ever_written_decodes() {
    let stored: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(VERSION_1).unwrap();
    let mut records = Records::default();
    for (key, value) in &stored {
        records
            .put(key, value.to_string().as_bytes())
            .unwrap_or_else(|error| panic!("{key}: {error}"));
    }
    let stored: BTreeSet<&str> = stored
        .keys()
        .filter_map(|key| key.split('/').next())
        .collect();
    for kind in Records::KINDS {
        assert!(stored.contains(kind), "no `{kind}` was stored");
    }
}

#[test]
fn the_code_of_functions_is_read_by_itself_and_kept_out_of_the_records() {
    let stored: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(VERSION_1).unwrap();
    let (key, value) = stored
        .iter()
        .find(|(key, _)| key.starts_with("function-code/"))
        .unwrap();
    let code = FunctionCode::decode(key, value.to_string().as_bytes()).unwrap();
    assert_eq!(code.key(), *key);
    assert!(code.zip.starts_with("UEsF"), "{}", code.zip);
}

#[test]
fn what_is_newer_unknown_or_damaged_is_refused_by_name() {
    let mut records = Records::default();
    let newer = records
        .put("account/111111111111", br#"{"v":2,"d":{}}"#)
        .unwrap_err();
    assert!(
        matches!(
            newer,
            DecodeError::Newer {
                found: 2,
                known: 1,
                ..
            }
        ),
        "{newer}"
    );
    let unknown = records.put("starship/1", br#"{"v":1,"d":{}}"#).unwrap_err();
    assert!(
        matches!(unknown, DecodeError::UnknownKind { .. }),
        "{unknown}"
    );
    for bytes in [&b""[..], b"{", b"null", br#"{"v":1,"d":{"id":"12"}}"#] {
        let damaged = records.put("account/111111111111", bytes).unwrap_err();
        assert!(
            matches!(damaged, DecodeError::Malformed { .. }),
            "{damaged}"
        );
    }
    assert!(records.accounts.is_empty(), "nothing was taken over");
}
