//! PATCH on a REST API: the paths, the operations that each takes, and all or nothing.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST};

#[test]
fn each_path_does_what_it_says() {
    for (operations, member, expected) in [
        (vec![("replace", "/name", "other")], "name", json!("other")),
        (
            vec![("replace", "/description", "d")],
            "description",
            json!("d"),
        ),
        (
            vec![
                ("replace", "/description", "d"),
                ("remove", "/description", ""),
            ],
            "description",
            Value::Null,
        ),
        (
            vec![("replace", "/apiKeySource", "AUTHORIZER")],
            "apiKeySource",
            json!("AUTHORIZER"),
        ),
        (
            vec![("replace", "/disableExecuteApiEndpoint", "true")],
            "disableExecuteApiEndpoint",
            json!(true),
        ),
        (
            vec![("replace", "/minimumCompressionSize", "10")],
            "minimumCompressionSize",
            json!(10),
        ),
        (
            vec![
                ("replace", "/minimumCompressionSize", "10"),
                ("replace", "/minimumCompressionSize", ""),
            ],
            "minimumCompressionSize",
            Value::Null,
        ),
        (
            vec![
                ("add", "/binaryMediaTypes/image~1png", ""),
                ("add", "/binaryMediaTypes/image~1jpeg", ""),
            ],
            "binaryMediaTypes",
            json!(["image/png", "image/jpeg"]),
        ),
        (
            vec![
                ("add", "/binaryMediaTypes/image~1png", ""),
                ("add", "/binaryMediaTypes/image~1jpeg", ""),
                ("replace", "/binaryMediaTypes/image~1png", "image/gif"),
            ],
            "binaryMediaTypes",
            json!(["image/jpeg", "image/gif"]),
        ),
        (
            vec![
                ("add", "/binaryMediaTypes/image~1png", ""),
                ("remove", "/binaryMediaTypes/image~1png", ""),
            ],
            "binaryMediaTypes",
            Value::Null,
        ),
        (
            vec![("replace", "/endpointConfiguration/types/0", "PRIVATE")],
            "endpointConfiguration",
            json!({"types": ["PRIVATE"], "ipAddressType": "dualstack"}),
        ),
        (
            vec![
                (
                    "replace",
                    "/endpointConfiguration/types/REGIONAL",
                    "PRIVATE",
                ),
                (
                    "add",
                    "/endpointConfiguration/vpcEndpointIds",
                    "vpce-0123456789abcdef0",
                ),
                (
                    "add",
                    "/endpointConfiguration/vpcEndpointIds",
                    "vpce-1123456789abcdef0",
                ),
                (
                    "remove",
                    "/endpointConfiguration/vpcEndpointIds",
                    "vpce-0123456789abcdef0",
                ),
            ],
            "endpointConfiguration",
            json!({"types": ["PRIVATE"], "ipAddressType": "dualstack", "vpcEndpointIds": ["vpce-1123456789abcdef0"]}),
        ),
    ] {
        let api = Api::new();
        let updated = api.patch("", &operations).expect(200).json();
        assert_eq!(updated[member], expected, "{operations:?}");
        assert_eq!(updated["tags"], json!({}), "an update shows the tags");
        assert_eq!(api.get("")[member], expected, "{operations:?}");
    }
}

#[test]
fn what_a_path_does_not_take_is_refused_and_nothing_is_done() {
    for (op, path, value, message) in [
        (
            "add",
            "/binaryMediaTypes",
            "image/png",
            "Invalid patch path /binaryMediaTypes",
        ),
        ("replace", "/nothing", "x", "Invalid patch path /nothing"),
        (
            "replace",
            "description",
            "x",
            "Invalid patch path description",
        ),
        (
            "add",
            "/minimumCompressionSize",
            "1",
            "Invalid patch operation specified. Must be one of: [replace]",
        ),
        (
            "replace",
            "/minimumCompressionSize",
            "many",
            "Invalid minimum compression size, must be between 0 and 10485760",
        ),
        (
            "test",
            "/name",
            "x",
            "Invalid patch operation specified. Must be one of: [replace]",
        ),
        (
            "move",
            "/name",
            "x",
            "Invalid patch operation specified. Must be one of: [replace]",
        ),
        (
            "replace",
            "/endpointConfiguration/types/0",
            "wrong",
            "Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE",
        ),
        (
            "remove",
            "/endpointConfiguration/types/0",
            "EDGE",
            "Invalid patch operation specified. Must be 'add'|'remove'|'replace'",
        ),
        (
            "replace",
            "/endpointConfiguration/ipAddressType",
            "wrong",
            "ipAddressType must be either ipv4 or dualstack.",
        ),
    ] {
        let api = Api::new();
        let before = api.get("");
        api.patch("", &[("replace", "/name", "changed"), (op, path, value)])
            .refused(400, BAD_REQUEST, message);
        assert_eq!(api.get(""), before, "{op} {path}");
    }
}

#[test]
fn an_operation_without_a_path_and_an_unknown_operation_are_refused() {
    let api = Api::new();
    let without = json!({"patchOperations": [{"op": "replace", "value": "x"}]});
    api.call("PATCH", "", without)
        .refused(400, BAD_REQUEST, "Invalid patch path null");
    let unknown = json!({"patchOperations": [{"op": "wrong", "path": "/name", "value": "x"}]});
    let answer = api.call("PATCH", "", unknown);
    assert_eq!(
        (answer.status, answer.header("x-amzn-ErrorType")),
        (400, Some("ValidationException"))
    );
}

#[test]
fn a_private_api_cannot_become_edge_nor_have_an_ipv4_endpoint() {
    let api = Api::with(&json!({"name": "x", "endpointConfiguration": {"types": ["PRIVATE"]}}));
    assert_eq!(
        api.patch("", &[("replace", "/endpointConfiguration/types/0", "EDGE")])
            .status,
        400
    );
    api.patch(
        "",
        &[("replace", "/endpointConfiguration/ipAddressType", "ipv4")],
    )
    .refused(
        400,
        BAD_REQUEST,
        "Only dualstack ipAddressType is supported for Private APIs.",
    );
}
