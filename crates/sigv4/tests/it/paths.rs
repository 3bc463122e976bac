//! Normalising a path, the rule that signer and verifier share.

use portcullis_sigv4::normalise_path;
use proptest::prelude::*;

use crate::generated;

proptest! {
    #[test]
    fn normalising_twice_is_normalising_once(raw in generated::path()) {
        let once = normalise_path(&raw).into_owned();
        prop_assert_eq!(normalise_path(&once), once.as_str());
    }
}
