//! Request paths: whatever is accepted is one text, which encodes to a target that is accepted as
//! the same text; and no accepted path has a segment that another reader would take for a step.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis_catalog::RequestPath;
use portcullis_catalog::path::encode_into;
use portcullis_catalog::route::RouteTable;

fuzz_target!(|data: &str| {
    let Ok(path) = RequestPath::parse(data) else {
        return;
    };
    let decoded = path.as_str();
    for segment in decoded.split('/') {
        assert!(segment != "." && segment != "..");
    }
    assert!(
        !decoded
            .bytes()
            .any(|byte| byte == b'\\' || byte.is_ascii_control())
    );
    let mut target = "/".to_owned();
    encode_into(&mut target, decoded);
    let again = RequestPath::parse(&target).expect("what was accepted is accepted again");
    assert_eq!(again.as_str(), decoded);
    let (_, below) = path.split_stage();
    let _ = RouteTable::default().find("GET", below);
});
