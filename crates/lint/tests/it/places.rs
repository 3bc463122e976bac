//! A finding says where it is: in a policy file, in a template of either syntax, and in a plan.

use portcullis_lint::{Code, Finding, Kind, Unreadable, lint, read};

fn found(file: &str, text: &str, code: Code) -> Finding {
    let findings = lint(&read(file, text, None).unwrap());
    let mut of_code = findings.into_iter().filter(|it| it.code == code);
    of_code
        .next()
        .unwrap_or_else(|| panic!("{} is not found", code.name()))
}

#[test]
fn a_policy_file_is_pointed_into() {
    let text = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\n    \"Sid\": \"One\", \"Effect\": \"Allow\",\n    \"Action\": \"execute-api:Invoke\", \"Resource\": \"*\",\n    \"Condition\": {\"StringEquals\": {\n      \"aws:Nothing\": \"x\"}}\n  }]\n}\n";
    let finding = found("p.json", text, Code::UnknownKey);
    assert_eq!((finding.line, finding.column), (7, 7));
    assert_eq!(finding.statement, Some(0));
    assert_eq!(finding.sid.as_deref(), Some("One"));
    assert_eq!(finding.file, "p.json");
    let broken =
        "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\"Effect\": \"Permit\"}]\n}";
    let finding = found("p.json", broken, Code::Malformed);
    assert_eq!((finding.line, finding.column), (3, 28));
}

#[test]
fn a_template_is_pointed_into_in_either_syntax() {
    let yaml = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      EndpointConfiguration:\n        Types: [PRIVATE]\n      Policy:\n        Version: '2012-10-17'\n        Statement:\n          - Effect: Allow\n            Principal:\n              AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'\n            Action: execute-api:Invoke\n            Resource: !Join ['', ['execute-api:', '/*']]\n            Condition:\n              IpAddress:\n                aws:SourceIp: 203.0.113.0/24\n";
    let finding = found("t.yaml", yaml, Code::SourceIpBehindEndpoint);
    assert_eq!((finding.line, finding.column), (18, 17));
    assert_eq!(finding.subject, "Api");
    let json = "{\n \"Resources\": {\n  \"Api\": {\"Type\": \"AWS::ApiGateway::RestApi\", \"Properties\": {\n   \"EndpointConfiguration\": {\"Types\": [\"PRIVATE\"]}}}}}";
    let finding = found("t.json", json, Code::PrivateWithoutPolicy);
    assert_eq!((finding.line, finding.column), (3, 10));
}

#[test]
fn a_plan_names_the_resource() {
    let plan = r#"{"format_version":"1.2","terraform_version":"1.9","planned_values":{"root_module":{"child_modules":[{"resources":[
        {"address":"module.a.aws_iam_policy.p","mode":"managed","type":"aws_iam_policy","values":{"policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"iam:*\",\"Resource\":\"*\"}]}"}}]}]}}}"#;
    let finding = found("plan.json", plan, Code::PassRoleWildcard);
    assert_eq!(finding.subject, "module.a.aws_iam_policy.p");
    assert_eq!(finding.line, 2);
}

/// A plan leaves out what it does not know, whole arguments and whole resources alike.
#[test]
fn a_policy_that_a_plan_does_not_know_yet_is_no_missing_one() {
    let plan = |with_policy: bool| {
        let policy = r#",{"address":"module.b.aws_api_gateway_rest_api_policy.p","mode":"managed","type":"aws_api_gateway_rest_api_policy"}"#;
        let configured = r#",{"address":"aws_api_gateway_rest_api_policy.p","expressions":{"policy":{"references":["data.x"]},"rest_api_id":{"references":["aws_api_gateway_rest_api.a.id","aws_api_gateway_rest_api.a"]}}}"#;
        let (policy, configured) = if with_policy {
            (policy, configured)
        } else {
            ("", "")
        };
        format!(
            r#"{{"terraform_version":"1.9","planned_values":{{"root_module":{{"child_modules":[{{"resources":[
            {{"address":"module.b.aws_api_gateway_rest_api.a","mode":"managed","type":"aws_api_gateway_rest_api","values":{{"endpoint_configuration":[{{"types":["PRIVATE"]}}]}}}}{policy}]}}]}}}},
            "resource_changes":[{{"address":"module.b.aws_api_gateway_rest_api.a","change":{{"after_unknown":{{"id":true,"policy":true}}}}}},
            {{"address":"module.b.aws_api_gateway_rest_api_policy.p","change":{{"after_unknown":{{"policy":true,"rest_api_id":true}}}}}}],
            "configuration":{{"root_module":{{"module_calls":{{"b":{{"module":{{"resources":[{{"address":"aws_api_gateway_rest_api.a","expressions":{{"name":{{}}}}}}{configured}]}}}}}}}}}}}}"#
        )
    };
    let codes = |with_policy| -> Vec<Code> {
        let findings = lint(&read("plan.json", &plan(with_policy), None).unwrap());
        findings.iter().map(|it| it.code).collect()
    };
    assert_eq!(codes(true), [Code::Unknown]);
    assert_eq!(codes(false), [Code::PrivateWithoutPolicy]);
}

#[test]
fn what_is_none_of_the_kinds_is_refused() {
    for text in ["", "a: 1", "[1]", "{\"x\": 1}"] {
        assert_eq!(
            read("f", text, None).err(),
            Some(Unreadable::UnknownKind),
            "{text}"
        );
    }
    assert!(matches!(
        read("f", "a: [", None),
        Err(Unreadable::Syntax { .. })
    ));
    assert!(
        read("f", "not a policy", Some(Kind::Policy(None))).is_ok(),
        "that is a finding"
    );
}
