//! Authorizers, and the methods that ask them.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, CONFLICT, NOT_FOUND, text};

const FUNCTION: &str = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:auth/invocations";
const POOL: &str = "arn:aws:cognito-idp:us-east-1:111111111111:userpool/us-east-1_a";
const HEADER: &str = "method.request.header.Authorization";
const NO_AUTHORIZER: &str = "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.";

fn token() -> Value {
    json!({"name": "tokens", "type": "TOKEN", "authorizerUri": FUNCTION, "identitySource": HEADER})
}

fn cognito() -> Value {
    json!({"name": "pool", "type": "COGNITO_USER_POOLS", "providerARNs": [POOL], "identitySource": HEADER})
}

fn jwt() -> Value {
    json!({"name": "jwt", "type": "JWT", "identitySource": HEADER, "jwtConfiguration": {
        "issuers": [{"issuer": "https://issuer.example/a", "audiences": ["x"], "additionalClaims": [
            {"claimName": "team", "format": "SINGLE_STRING", "required": true, "expectedValues": ["b"]},
        ]}],
        "defaultAlgorithms": ["RS256"],
    }})
}

fn made(api: &Api, input: Value) -> String {
    text(&api.call("POST", "/authorizers", input).expect(201).json()["id"])
}

fn with(mut input: Value, changes: &Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        input[name] = value.clone();
    }
    input
}

#[test]
fn authorizers_of_every_type_are_made_shown_and_deleted() {
    let api = Api::new();
    let request = json!({"name": "a-request", "type": "REQUEST", "authorizerUri": FUNCTION, "authorizerResultTtlInSeconds": 0});
    let function = json!({"authType": "custom", "authorizerResultTtlInSeconds": 300});
    for (input, added) in [
        (token(), function),
        (request, json!({"authType": "custom"})),
        (cognito(), json!({"authType": "cognito_user_pools"})),
        (jwt(), json!({})),
    ] {
        let id = made(&api, input.clone());
        let expected = with(with(input, &added), &json!({"id": id}));
        let path = format!("/authorizers/{id}");
        assert_eq!(api.get(&path), expected);
    }
    let listed = api.get("/authorizers?limit=3");
    let names = |listed: &Value| {
        let items = listed["item"].as_array().unwrap().iter();
        items.map(|item| text(&item["name"])).collect::<Vec<_>>()
    };
    assert_eq!(names(&listed), ["a-request", "jwt", "pool"]);
    let position = text(&listed["position"]);
    let rest = api.get(&format!("/authorizers?limit=3&position={position}"));
    assert_eq!(names(&rest), ["tokens"]);
    let path = format!("/authorizers/{}", text(&rest["item"][0]["id"]));
    api.call("DELETE", &path, Value::Null).expect(202);
    for verb in ["GET", "DELETE"] {
        let answer = api.call(verb, &path, Value::Null);
        answer.refused(404, NOT_FOUND, "Invalid Authorizer identifier specified");
    }
}

#[test]
fn an_authorizer_that_cannot_be_asked_is_not_saved() {
    let api = Api::new();
    made(&api, token());
    let unique =
        "Authorizer name must be unique. Authorizer tokens already exists in this RestApi.";
    let again = api.call("POST", "/authorizers", token());
    again.refused(400, BAD_REQUEST, unique);
    let lambda = "arn:aws:lambda:us-east-1:111111111111:function:auth";
    let uri = format!(
        "Invalid Authorizer URI: {lambda}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation."
    );
    let wrong = api.call(
        "POST",
        "/authorizers",
        with(token(), &json!({"name": "b", "authorizerUri": lambda})),
    );
    wrong.refused(400, BAD_REQUEST, &uri);
    let issuer = |issuer: &str| {
        json!({"jwtConfiguration": {
            "issuers": [{"issuer": issuer, "audiences": ["x"]}], "defaultAlgorithms": ["RS256"],
        }})
    };
    for (input, change) in [
        (token(), json!({"name": " "})),
        (token(), json!({"identitySource": ""})),
        (
            token(),
            json!({"identitySource": "method.request.querystring.x"}),
        ),
        (
            token(),
            json!({"identitySource": format!("{HEADER},method.request.header.b")}),
        ),
        (token(), json!({"authorizerResultTtlInSeconds": 3601})),
        (token(), json!({"authorizerResultTtlInSeconds": -1})),
        (token(), json!({"authorizerUri": ""})),
        (token(), json!({"providerARNs": [POOL]})),
        (
            token(),
            json!({"authorizerCredentials": "arn:aws:iam::111111111111:user/x"}),
        ),
        (token(), json!({"type": "REQUEST", "identitySource": null})),
        (
            token(),
            json!({"type": "REQUEST", "identitySource": "method.request.body.x"}),
        ),
        (cognito(), json!({"providerARNs": []})),
        (cognito(), json!({"providerARNs": ["arn:aws:s3:::bucket"]})),
        (cognito(), json!({"authorizerUri": FUNCTION})),
        (jwt(), json!({"authorizerResultTtlInSeconds": 0})),
        (jwt(), json!({"jwtConfiguration": null})),
        (jwt(), issuer("http://issuer.example")),
        (jwt(), issuer("https://")),
        (jwt(), issuer("https://issuer.example/?a")),
        (token(), issuer("https://issuer.example")),
    ] {
        let input = with(with(input, &json!({"name": "c"})), &change);
        let answer = api.call("POST", "/authorizers", input.clone());
        assert_eq!(answer.status, 400, "{input}: {}", answer.body);
    }
    let elsewhere =
        json!({"name": "c", "authorizerCredentials": "arn:aws:iam::222222222222:role/x"});
    api.call("POST", "/authorizers", with(token(), &elsewhere))
        .refused(
            403,
            "AccessDeniedException",
            "Cross-account pass role is not allowed.",
        );
    assert_eq!(api.get("/authorizers")["item"].as_array().unwrap().len(), 1);
    let nowhere = api
        .harness
        .rest(&api.keys, "POST", "/restapis/none/authorizers", &token());
    nowhere.refused(
        404,
        NOT_FOUND,
        "Invalid API identifier specified 111111111111:none",
    );
}

#[test]
fn an_authorizer_is_patched_and_checked_as_a_whole() {
    let api = Api::new();
    let tokens = format!("/authorizers/{}", made(&api, token()));
    let role = "arn:aws:iam::111111111111:role/asks";
    let patched = api.patch(
        &tokens,
        &[
            ("replace", "/name", "renamed"),
            ("replace", "/type", "REQUEST"),
            (
                "replace",
                "/identitySource",
                "method.request.querystring.t,context.stage",
            ),
            ("replace", "/authorizerCredentials", role),
            ("replace", "/authorizerResultTtlInSeconds", "60"),
            ("replace", "/authType", "oauth2"),
        ],
    );
    let expected = json!({
        "name": "renamed", "type": "REQUEST", "authType": "oauth2", "authorizerUri": FUNCTION,
        "identitySource": "method.request.querystring.t,context.stage", "authorizerCredentials": role,
        "authorizerResultTtlInSeconds": 60, "id": tokens.rsplit('/').next(),
    });
    assert_eq!(patched.expect(200).json(), expected);
    for operation in [
        ("replace", "/type", "COGNITO_USER_POOLS"),
        ("replace", "/type", "NONE"),
        ("replace", "/identitySource", ""),
        ("replace", "/providerARNs", POOL),
        ("add", "/name", "x"),
        ("replace", "/id", "x"),
    ] {
        let answer = api.patch(&tokens, &[operation]);
        assert_eq!(answer.status, 400, "{operation:?}: {}", answer.body);
    }
    assert_eq!(api.get(&tokens), expected);
    let pool = format!("/authorizers/{}", made(&api, cognito()));
    let second = format!("{POOL}b");
    let patched = api.patch(
        &pool,
        &[
            ("add", "/providerARNs", second.as_str()),
            ("remove", "/providerARNs", POOL),
        ],
    );
    assert_eq!(patched.expect(200).json()["providerARNs"], json!([second]));
    let emptied = api.patch(&pool, &[("remove", "/providerARNs", second.as_str())]);
    assert_eq!(emptied.status, 400);
}

#[test]
fn a_method_asks_an_authorizer_of_the_fitting_type() {
    let api = Api::new();
    let (tokens, pool, issuer) = (
        made(&api, token()),
        made(&api, cognito()),
        made(&api, jwt()),
    );
    for (verb, authorization, id) in [
        ("GET", "CUSTOM", &tokens),
        ("PUT", "COGNITO_USER_POOLS", &pool),
        ("POST", "JWT", &issuer),
    ] {
        let method = format!("/resources/{}/methods/{verb}", api.root);
        let put = |id: Option<&String>| {
            let input = json!({"authorizationType": authorization, "authorizerId": id, "authorizationScopes": ["a/b"]});
            api.call("PUT", &method, input)
        };
        for wrong in [&tokens, &pool, &issuer, &"none".to_owned()] {
            if wrong != id {
                put(Some(wrong)).refused(400, BAD_REQUEST, NO_AUTHORIZER);
            }
        }
        put(None).refused(400, BAD_REQUEST, NO_AUTHORIZER);
        let expected = json!({
            "httpMethod": verb, "authorizationType": authorization, "authorizerId": id, "apiKeyRequired": false,
            "authorizationScopes": ["a/b"],
        });
        assert_eq!(put(Some(id)).expect(201).json(), expected);
        assert_eq!(api.get(&method), expected);
    }
    let deleted = api.call("DELETE", &format!("/authorizers/{tokens}"), Value::Null);
    deleted.refused(
        409,
        CONFLICT,
        "Cannot delete authorizer 'tokens', is referenced in method: //GET",
    );
    let get = format!("/resources/{}/methods/GET", api.root);
    let opened = api.patch(&get, &[("replace", "/authorizationType", "NONE")]);
    assert_eq!(opened.expect(200).json().get("authorizerId"), None);
    let ignored = api.patch(&get, &[("replace", "/authorizerId", tokens.as_str())]);
    assert_eq!(ignored.expect(200).json().get("authorizerId"), None);
    let asking = [
        ("replace", "/authorizationType", "CUSTOM"),
        ("replace", "/authorizerId", tokens.as_str()),
    ];
    let asked = api.patch(&get, &asking).expect(200).json();
    assert_eq!(asked["authorizerId"], json!(tokens));
    api.patch(&get, &[("replace", "/authorizerId", "none")])
        .refused(400, BAD_REQUEST, NO_AUTHORIZER);
}

#[test]
fn an_authorizer_goes_with_its_api_and_comes_along_with_a_clone() {
    let api = Api::new();
    let tokens = made(&api, token());
    let method = format!("/resources/{}/methods/GET", api.root);
    let input = json!({"authorizationType": "CUSTOM", "authorizerId": tokens});
    api.call("PUT", &method, input).expect(201);
    let clone = json!({"name": "copy", "cloneFrom": api.id});
    let clone = api.harness.rest(&api.keys, "POST", "/restapis", &clone);
    let clone = text(&clone.expect(201).json()["id"]);
    let copied = format!("/restapis/{clone}/authorizers/{tokens}");
    api.call("DELETE", "", Value::Null).expect(202);
    let gone = api.call("GET", &format!("/authorizers/{tokens}"), Value::Null);
    gone.refused(404, NOT_FOUND, "Invalid Authorizer identifier specified");
    let kept = api.harness.rest(&api.keys, "GET", &copied, &Value::Null);
    assert_eq!(kept.expect(200).json()["name"], "tokens");
}
