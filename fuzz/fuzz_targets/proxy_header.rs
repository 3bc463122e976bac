//! Any bytes in the place of a PROXY protocol header: never a panic, and what is taken names an endpoint only by
//! an id that can stand in policies and logs as it is.

#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis_proxy::ProxyHeader;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(ProxyHeader::Client {
        endpoint: Some(id), ..
    }) = ProxyHeader::read(bytes)
    {
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(
            id.starts_with("vpce-") && id.len() <= 64 && id.bytes().all(legal),
            "{id:?}"
        );
    }
});
