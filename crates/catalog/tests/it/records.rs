//! The stored forms. Each file in `records/` is what a release wrote; it decodes for ever.

use portcullis_catalog::{DecodeError, Records};

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
    assert_eq!(stored.len(), 24, "one of every kind");
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
