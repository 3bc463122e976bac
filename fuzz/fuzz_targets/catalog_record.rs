//! Stored bytes of any kind: decoding them never panics, and what decodes, encodes again to
//! something that decodes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis_catalog::{Record, Records};

const KEYS: [&str; 8] = [
    "account/1",
    "user/1/a",
    "role/1/a",
    "access-key/A",
    "rest-api/1/a",
    "deployment/1/a/d",
    "security-group/1/s",
    "network-interface/1/e",
];

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let key = KEYS[usize::from(*first) % KEYS.len()];
    let mut records = Records::default();
    if records.put(key, rest).is_err() {
        return;
    }
    for group in records.security_groups.values() {
        let bytes = group.encode().expect("a record encodes");
        Records::default()
            .put(key, &bytes)
            .expect("what was encoded decodes");
    }
    for deployment in records.deployments.values() {
        let patterns = &mut portcullis_catalog::pattern::Patterns::default();
        let _ = portcullis_catalog::route::RouteTable::compile(&deployment.frozen, patterns);
    }
});
