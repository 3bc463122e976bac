//! Functions made, read, changed and deleted.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::BASE64;
use serde_json::{Value, json};

use super::{Lambda, ROLE, wanted, zip};

#[test]
fn a_function_comes_back_with_the_hash_of_its_code() {
    let lambda = Lambda::new();
    let mut body = wanted("items");
    body["Environment"] = json!({"Variables": {"API_URL": "https://a.example", "KEY": "secret"}});
    body["Tags"] = json!({"team": "a"});
    let made = lambda.call("POST", "/2015-03-31/functions", &body);
    assert_eq!(made.status, 201, "{}", made.body);
    let archive = BASE64
        .decode(body["Code"]["ZipFile"].as_str().unwrap().as_bytes())
        .unwrap();
    let hash = BASE64.encode(digest(&SHA256, &archive).as_ref());
    let read = lambda.done("GET", "/2015-03-31/functions/items", &Value::Null);
    let configuration = &read["Configuration"];
    for (field, expected) in [
        (
            "FunctionArn",
            json!("arn:aws:lambda:us-east-1:111111111111:function:items"),
        ),
        ("CodeSha256", json!(hash)),
        ("CodeSize", json!(archive.len())),
        ("Role", json!(ROLE)),
        ("Timeout", json!(3)),
        ("MemorySize", json!(128)),
        ("Version", json!("$LATEST")),
        ("State", json!("Active")),
        ("LastUpdateStatus", json!("Successful")),
        ("PackageType", json!("Zip")),
        ("Architectures", json!(["x86_64"])),
        ("EphemeralStorage", json!({"Size": 512})),
        ("TracingConfig", json!({"Mode": "PassThrough"})),
        ("LastModified", json!("2026-11-21T11:56:21.000+0000")),
        (
            "LoggingConfig",
            json!({"LogFormat": "Text", "LogGroup": "/aws/lambda/items"}),
        ),
        (
            "Environment",
            json!({"Variables": {"API_URL": "https://a.example", "KEY": "secret"}}),
        ),
    ] {
        assert_eq!(configuration[field], expected, "{field}");
    }
    assert_eq!(configuration["RevisionId"].as_str().unwrap().len(), 36);
    assert_eq!(read["Code"]["RepositoryType"], "S3");
    assert_eq!(read["Tags"], json!({"team": "a"}));
    let signing = "/2020-06-30/functions/items/code-signing-config";
    let signing = lambda.done("GET", signing, &Value::Null);
    assert_eq!(signing["CodeSigningConfigArn"], "");
    // What may be a secret is not stored as text.
    let stored = lambda.harness.store.scan("function/").unwrap();
    let stored = stored
        .iter()
        .map(|(_, found)| String::from_utf8_lossy(&found.value));
    assert!(stored.into_iter().all(|text| !text.contains("secret")));
}

#[test]
fn a_name_is_taken_once_and_is_missed_when_it_is_not_there() {
    let lambda = Lambda::new();
    lambda.function("items");
    let again = lambda.call("POST", "/2015-03-31/functions", &wanted("items"));
    again.refused(
        409,
        "ResourceConflictException",
        "Function already exist: items",
    );
    let missing = lambda.call("GET", "/2015-03-31/functions/other", &Value::Null);
    let said = "Function not found: arn:aws:lambda:us-east-1:111111111111:function:other";
    missing.refused(404, "ResourceNotFoundException", said);
    assert_eq!(missing.json()["Type"], "User");
    assert_eq!(missing.json()["Message"], said);
    for name in [
        "items",
        "function:items",
        "111111111111:function:items",
        "arn:aws:lambda:us-east-1:111111111111:function:items",
        "arn:aws:lambda:us-east-1:111111111111:function:items:$LATEST",
    ] {
        let path = format!("/2015-03-31/functions/{}", crate::harness::escape(name));
        let read = lambda.done("GET", &path, &Value::Null);
        assert_eq!(read["Configuration"]["FunctionName"], "items", "{name}");
    }
    let foreign = "/2015-03-31/functions/222222222222%3Afunction%3Aitems";
    lambda.call("GET", foreign, &Value::Null).expect(404);
}

#[test]
fn what_no_function_can_be_is_refused() {
    let lambda = Lambda::new();
    let untrusting = [
        ("RoleName", "other"),
        (
            "AssumeRolePolicyDocument",
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#,
        ),
    ];
    lambda
        .harness
        .query(&lambda.keys, "iam", "CreateRole", &untrusting)
        .expect(200);
    let assumed = "The role defined for the function cannot be assumed by Lambda.";
    for (field, value, said) in [
        (
            "Role",
            json!("arn:aws:iam::111111111111:role/none"),
            assumed,
        ),
        (
            "Role",
            json!("arn:aws:iam::111111111111:role/other"),
            assumed,
        ),
        (
            "Runtime",
            json!("nodejs8.10"),
            "The runtime parameter of nodejs8.10 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.",
        ),
        (
            "Handler",
            Value::Null,
            "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
        ),
        (
            "Code",
            json!({"ZipFile": "bm8gemlw"}),
            "Could not unzip uploaded file. Please check your file, then try to upload again.",
        ),
        (
            "Code",
            json!({"S3Bucket": "bucket", "S3Key": "key"}),
            "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist",
        ),
        (
            "Code",
            json!({}),
            "Please provide a source for function code.",
        ),
        (
            "Environment",
            json!({"Variables": {"AWS_REGION": "x"}}),
            "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION",
        ),
        (
            "VpcConfig",
            json!({"SubnetIds": ["subnet-0123456789abcdef0"], "SecurityGroupIds": []}),
            "SubnetIds and SecurityIds must coexist or be both empty list.",
        ),
        (
            "VpcConfig",
            json!({"SubnetIds": ["subnet-0123456789abcdef0"], "SecurityGroupIds": ["sg-1"]}),
            "Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID 'subnet-0123456789abcdef0' does not exist",
        ),
        (
            "Layers",
            json!(["arn:aws:lambda:us-east-1:111111111111:layer:l:1"]),
            "Layer version arn:aws:lambda:us-east-1:111111111111:layer:l:1 does not exist.",
        ),
    ] {
        let mut body = wanted("items");
        body[field] = value;
        lambda.call("POST", "/2015-03-31/functions", &body).refused(
            400,
            "InvalidParameterValueException",
            said,
        );
    }
    let mut bucket = wanted("items");
    bucket["Code"] = json!({"S3Bucket": "bucket.", "S3Key": "key"});
    lambda.call("POST", "/2015-03-31/functions", &bucket).refused(
        400,
        "ValidationException",
        r"1 validation error detected: Value 'bucket.' at 's3Bucket' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9A-Za-z\.\-_]*(?<!\.)$",
    );
    let listed = lambda.done("GET", "/2015-03-31/functions", &Value::Null);
    assert_eq!(listed["Functions"], json!([]));
}

#[test]
fn settings_change_in_part_and_code_apart() {
    let lambda = Lambda::new();
    let made = lambda.function("items");
    let path = "/2015-03-31/functions/items/configuration";
    let changed = lambda.done("PUT", path, &json!({"Timeout": 7, "Description": "d"}));
    assert_eq!(changed["Timeout"], 7);
    assert_eq!(changed["Handler"], "index.handler");
    assert_ne!(changed["RevisionId"], made["RevisionId"]);
    let stale = json!({"Timeout": 8, "RevisionId": made["RevisionId"]});
    lambda.call("PUT", path, &stale).refused(
        412,
        "PreconditionFailedException",
        "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
    );
    let too_long = lambda.call("PUT", path, &json!({"Timeout": 901}));
    assert_eq!(too_long.status, 400);
    let code = json!({"ZipFile": zip("def handler(event, context): return 1")});
    let dry = json!({"ZipFile": code["ZipFile"], "DryRun": true});
    let path = "/2015-03-31/functions/items/code";
    lambda.done("PUT", path, &dry);
    let read = lambda.done(
        "GET",
        "/2015-03-31/functions/items/configuration",
        &Value::Null,
    );
    assert_eq!(read["CodeSha256"], made["CodeSha256"]);
    let changed = lambda.done("PUT", path, &code);
    assert_ne!(changed["CodeSha256"], made["CodeSha256"]);
    // One archive is kept: that of the only version.
    assert_eq!(
        lambda.harness.store.scan("function-code/").unwrap().len(),
        1
    );
}

#[test]
fn a_large_archive_is_taken_as_far_as_aws_takes_it() {
    let lambda = Lambda::new();
    let mut body = wanted("items");
    // 12 MB in the archive, 16 MB in the request: more than any other call may bring.
    body["Code"] = json!({"ZipFile": zip(&"x".repeat(12 * 1024 * 1024))});
    let made = lambda.done("POST", "/2015-03-31/functions", &body);
    assert!(made["CodeSize"].as_u64().unwrap() > 12 * 1024 * 1024);
    body["FunctionName"] = json!("more");
    body["Code"] = json!({"ZipFile": zip(&"x".repeat(51 * 1024 * 1024))});
    let refused = lambda.call("POST", "/2015-03-31/functions", &body);
    assert_eq!(refused.status, 413, "{}", refused.body);
}

#[test]
fn a_function_in_a_vpc_tells_where_it_is() {
    let lambda = Lambda::new();
    let ec2 = |action: &str, parameters: &[(&str, &str)]| {
        let answer = lambda
            .harness
            .query(&lambda.keys, "ec2", action, parameters);
        answer.expect(200);
        answer
    };
    let vpc = ec2("CreateVpc", &[("CidrBlock", "10.20.0.0/16")]).xml("vpcId");
    let subnet = ec2(
        "CreateSubnet",
        &[("VpcId", &vpc), ("CidrBlock", "10.20.0.0/24")],
    );
    let subnet = subnet.xml("subnetId");
    let group = ec2(
        "CreateSecurityGroup",
        &[
            ("GroupName", "caller"),
            ("GroupDescription", "c"),
            ("VpcId", &vpc),
        ],
    );
    let group = group.xml("groupId");
    let mut body = wanted("items");
    body["VpcConfig"] = json!({"SubnetIds": [subnet], "SecurityGroupIds": [group]});
    let made = lambda.done("POST", "/2015-03-31/functions", &body);
    let expected = json!({"SubnetIds": [subnet], "SecurityGroupIds": [group], "VpcId": vpc, "Ipv6AllowedForDualStack": false});
    assert_eq!(made["VpcConfig"], expected);
    let out = json!({"VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []}});
    let changed = lambda.done("PUT", "/2015-03-31/functions/items/configuration", &out);
    assert_eq!(changed["VpcConfig"], Value::Null);
}

#[test]
fn tags_and_concurrency_are_kept() {
    let lambda = Lambda::new();
    lambda.function("items");
    let arn = "arn%3Aaws%3Alambda%3Aus-east-1%3A111111111111%3Afunction%3Aitems";
    let tags = format!("/2017-03-31/tags/{arn}");
    lambda
        .call("POST", &tags, &json!({"Tags": {"a": "1", "b": "2"}}))
        .expect(204);
    lambda
        .call("DELETE", &format!("{tags}?tagKeys=a"), &Value::Null)
        .expect(204);
    assert_eq!(
        lambda.done("GET", &tags, &Value::Null)["Tags"],
        json!({"b": "2"})
    );
    let reserved = "/2017-10-31/functions/items/concurrency";
    lambda.done("PUT", reserved, &json!({"ReservedConcurrentExecutions": 5}));
    let read = lambda.done("GET", "/2015-03-31/functions/items", &Value::Null);
    assert_eq!(
        read["Concurrency"],
        json!({"ReservedConcurrentExecutions": 5})
    );
    let too_much = json!({"ReservedConcurrentExecutions": 901});
    lambda.call("PUT", reserved, &too_much).refused(
        400,
        "InvalidParameterValueException",
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    );
    lambda.call("DELETE", reserved, &Value::Null).expect(204);
    let read = lambda.done(
        "GET",
        "/2019-09-30/functions/items/concurrency",
        &Value::Null,
    );
    assert_eq!(read, json!({}));
}

#[test]
fn nothing_is_left_of_a_function_that_was_deleted() {
    let lambda = Lambda::new();
    lambda.function("items");
    lambda.done("POST", "/2015-03-31/functions/items/versions", &json!({}));
    let alias = json!({"Name": "live", "FunctionVersion": "1"});
    lambda.done("POST", "/2015-03-31/functions/items/aliases", &alias);
    let deleted = lambda.call("DELETE", "/2015-03-31/functions/items", &Value::Null);
    assert_eq!((deleted.status, deleted.body.as_str()), (204, ""));
    for kind in [
        "function/",
        "function-version/",
        "function-alias/",
        "function-code/",
    ] {
        assert!(
            lambda.harness.store.scan(kind).unwrap().is_empty(),
            "{kind}"
        );
    }
    lambda
        .call("DELETE", "/2015-03-31/functions/items", &Value::Null)
        .expect(404);
}

#[test]
fn a_role_is_passed_only_by_who_may_pass_it() {
    let lambda = Lambda::new();
    let policy = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "lambda:*", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:a-*"},
    ]});
    let user = lambda.harness.user(&lambda.keys, "deployer", &policy);
    let create = |name: &str| {
        let path = "/2015-03-31/functions";
        lambda
            .harness
            .rest_of(&user, "lambda", "POST", path, &wanted(name))
    };
    let refused = create("a-one");
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("iam:PassRole"), "{}", refused.body);
    let pass = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "iam:PassRole", "Resource": ROLE,
         "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}},
    ]});
    let inline = [
        ("UserName", "deployer"),
        ("PolicyName", "pass"),
        ("PolicyDocument", &pass.to_string()),
    ];
    lambda
        .harness
        .query(&lambda.keys, "iam", "PutUserPolicy", &inline)
        .expect(200);
    assert_eq!(create("a-one").status, 201);
    assert_eq!(create("b-one").status, 403);
}
