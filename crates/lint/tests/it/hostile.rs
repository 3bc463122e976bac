//! Whatever a file holds, reading it and looking at it gives findings or an error, and nothing else.

use portcullis_iam::PolicyType;
use portcullis_lint::{Kind, lint, read};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_makes_it_panic(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"", "\n", "  ", "- ", "&a ", "*a", "!Sub ", "!If ", "!GetAtt ", "<<: ", "# ", "|\n",
            "\"Resources\":", "\"Type\":\"AWS::ApiGateway::RestApi\"", "\"Properties\":", "\"Policy\":", "\"Statement\":",
            "\"Effect\":\"Allow\"", "\"Principal\":", "\"Action\":\"*\"", "\"Resource\":\"*\"", "\"Condition\":",
            "\"StringEquals\":{\"aws:SourceVpce\":", "\"x\"", "{\"Fn::Join\":[\"\",", "${", "é", "openapi: 3", "planned_values: ",
        ]), 0..40),
        kind in prop::sample::select(vec![
            None,
            Some(Kind::Policy(None)),
            Some(Kind::Policy(Some(PolicyType::Resource))),
            Some(Kind::Terraform),
            Some(Kind::CloudFormation),
            Some(Kind::OpenApi),
        ]),
    ) {
        if let Ok(world) = read("file", &pieces.concat(), kind) {
            let _ = lint(&world);
        }
    }
}
