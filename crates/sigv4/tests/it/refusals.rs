//! Every refusal that this crate can produce: kind, type, status and the exact text, in both dialects, and the order in which
//! AWS makes its checks.

use portcullis_sigv4::{
    Algorithm, Dialect, Refusal, RefusalKind, Rules, SecretKey, Signing, Timestamp,
};

use crate::raw_request::{NOW, REGION, RawRequest, SECRET, api_rules, signing};

const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. Check your AWS \
                        Secret Access Key and signing method. Consult the service documentation for details.";

/// What is expected: status, error type and message.
type Expected<'a> = (u16, &'a str, &'a str);

#[test]
fn no_authentication_is_none_and_has_a_text_for_where_some_is_needed() {
    let request = RawRequest::to_api("GET", "/i?X-Amz-Signature=0&X-Amz-Credential=x");
    assert!(request.claim(&api_rules(), NOW).unwrap().is_none());
    let api = Refusal::missing_authentication(Dialect::ExecuteApi);
    is(
        &api,
        (
            403,
            "MissingAuthenticationTokenException",
            "Missing Authentication Token",
        ),
    );
    let control = Refusal::missing_authentication(Dialect::ControlPlane);
    is(
        &control,
        (
            403,
            "MissingAuthenticationToken",
            "Request is missing Authentication Token",
        ),
    );
}

#[test]
fn tokens_have_their_texts() {
    let text = "The security token included in the request is invalid.";
    is(
        &Refusal::invalid_token(Dialect::ExecuteApi),
        (403, "UnrecognizedClientException", text),
    );
    is(
        &Refusal::invalid_token(Dialect::ControlPlane),
        (403, "InvalidClientTokenId", text),
    );
    let text = "The security token included in the request is expired";
    is(
        &Refusal::expired_token(Dialect::ExecuteApi),
        (403, "ExpiredTokenException", text),
    );
    is(
        &Refusal::expired_token(Dialect::ControlPlane),
        (403, "ExpiredToken", text),
    );
}

#[test]
fn an_authorization_header_of_another_scheme() {
    check_both(
        &with_authorization("Bearer x"),
        (
            403,
            "IncompleteSignatureException",
            // printf 'Bearer x' | openssl dgst -sha256 -binary | base64
            "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with \
             Base64): 'uTem/WB082UJMN2ajD6lH6UChGpTAddMJSx2iu923No='.",
        ),
        (
            403,
            "IncompleteSignature",
            "Unsupported AWS 'algorithm': 'Bearer'.",
        ),
    );
}

#[test]
fn a_part_without_an_equals_sign() {
    let authorization = "AWS4-HMAC-SHA256 Credential, Signature=0";
    let refusal = with_authorization(authorization).refusal();
    assert_eq!(refusal.kind(), RefusalKind::NotKeyValue);
    assert!(
        !refusal.message().contains("Credential"),
        "the value is hashed: {}",
        refusal.message()
    );
    is(
        &control_refusal(&with_authorization(authorization)),
        (
            403,
            "IncompleteSignature",
            "'Credential' not a valid key=value pair (missing equal-sign) in Authorization header: \
             'AWS4-HMAC-SHA256 Credential, Signature=0'.",
        ),
    );
}

#[test]
fn parts_that_are_missing_are_listed_together() {
    let all = "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. \
               Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of \
               either a 'X-Amz-Date' or a 'Date' header. Authorization=";
    check_both(
        &with_authorization("AWS4-HMAC-SHA256"),
        (
            403,
            "IncompleteSignatureException",
            &format!("{all}AWS4-HMAC-SHA256"),
        ),
        (
            403,
            "IncompleteSignature",
            &format!("{all}AWS4-HMAC-SHA256"),
        ),
    );
    // A single word is no algorithm, and API Gateway still lists what is missing.
    is(
        &with_authorization("abc").refusal(),
        (403, "IncompleteSignatureException", &format!("{all}abc")),
    );
    is(
        &with_authorization("Basic a=b").with("date", "x").refusal(),
        (
            403,
            "IncompleteSignatureException",
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. \
             Authorization header requires 'SignedHeaders' parameter. Authorization=Basic",
        ),
    );
}

#[test]
fn an_algorithm_that_is_not_one_of_the_two() {
    for word in [
        "AWS4-HMAC-SHA1",
        "AWS4-HMAC-SHA512",
        "AWS4-ECDSA-P384-SHA384",
        "AWS",
        "AWS4-hmac-sha256",
    ] {
        let request = signed().edit("authorization", "AWS4-HMAC-SHA256", word);
        check_both(
            &request,
            (
                403,
                "IncompleteSignatureException",
                &format!("Unsupported AWS 'algorithm': '{word}'."),
            ),
            (
                403,
                "IncompleteSignature",
                &format!("Unsupported AWS 'algorithm': '{word}'."),
            ),
        );
    }
    let other = signed().edit("authorization", "AWS4-HMAC-SHA256", "Digest");
    is(
        &other.refusal(),
        (
            403,
            "IncompleteSignatureException",
            "Unsupported AWS 'algorithm': 'Digest'.",
        ),
    );
}

#[test]
fn parameters_that_are_missing_from_a_presigned_request() {
    let text = "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include \
                'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string \
                parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.";
    check_both(
        &RawRequest::to_api("GET", "/i?X-Amz-Algorithm=AWS4-HMAC-SHA256"),
        (403, "IncompleteSignatureException", text),
        (403, "IncompleteSignature", text),
    );
    let one = presigned().edit_query("X-Amz-Date=", "x-amz-date=");
    let text = "AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.";
    is(&one.refusal(), (403, "IncompleteSignatureException", text));
}

#[test]
fn a_presigned_request_of_another_algorithm_is_no_authentication_and_no_anonymity_either() {
    let request = presigned().edit_query("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1");
    check_both(
        &request,
        (
            403,
            "MissingAuthenticationTokenException",
            "Missing Authentication Token",
        ),
        (
            403,
            "MissingAuthenticationToken",
            "Request is missing Authentication Token",
        ),
    );
}

#[test]
fn both_forms_at_once_get_no_message() {
    let mut request = presigned();
    request.set("authorization", &signed().header("authorization"));
    check_both(
        &request,
        (403, "InvalidSignatureException", ""),
        (403, "SignatureDoesNotMatch", ""),
    );
}

#[test]
fn the_host_must_be_signed() {
    let request = signed().edit("authorization", "host;", "");
    let text = "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
    check_both(
        &request,
        (403, "InvalidSignatureException", text),
        (403, "SignatureDoesNotMatch", text),
    );
    let link = presigned().edit_query("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=accept");
    is(&link.refusal(), (403, "InvalidSignatureException", text));
}

#[test]
fn a_date_that_cannot_be_read() {
    let mut request = signed();
    request.set("x-amz-date", "20150830T123600.000Z");
    let text = "Date must be in ISO-8601 'basic format'. Got '20150830T123600.000Z'. See \
                http://en.wikipedia.org/wiki/ISO_8601";
    check_both(
        &request,
        (403, "IncompleteSignatureException", text),
        (403, "IncompleteSignature", text),
    );
    let link = presigned().edit_query(
        "X-Amz-Date=20150830T123600Z",
        "X-Amz-Date=2015-08-30T12:36:00Z",
    );
    assert_eq!(
        link.refusal().kind(),
        RefusalKind::MalformedDate,
        "the extended form is for headers only"
    );
}

#[test]
fn a_signature_that_is_too_old_or_too_new() {
    check_at(
        &signed(),
        301,
        "InvalidSignatureException",
        "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)",
    );
    check_at(
        &signed(),
        -301,
        "InvalidSignatureException",
        "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)",
    );
    let rules = Rules::control(REGION, "execute-api");
    let at = |seconds: i64| {
        signed()
            .judge(&rules, Timestamp::from_unix(NOW.unix() + seconds))
            .unwrap_err()
    };
    is(
        &at(901),
        (
            403,
            "SignatureDoesNotMatch",
            "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T125101Z - 15 min.)",
        ),
    );
    is(
        &at(-901),
        (
            403,
            "SignatureDoesNotMatch",
            "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T122059Z + 15 min.)",
        ),
    );
}

#[test]
fn a_shorter_link_says_its_own_time() {
    let link = RawRequest::to_api("GET", "/i").presigned_v4(Some(90));
    let at = |seconds: i64| link.judge(&api_rules(), Timestamp::from_unix(NOW.unix() + seconds));
    assert!(at(90).unwrap().is_some());
    assert_eq!(
        at(91).unwrap_err().message(),
        "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T123731Z - 90 sec.)"
    );
    let mut longer = api_rules();
    longer.max_presigned_seconds = 3600;
    let day = RawRequest::to_api("GET", "/i").presigned_v4(Some(86_400));
    let at = |seconds: i64| day.judge(&longer, Timestamp::from_unix(NOW.unix() + seconds));
    assert!(
        at(3600).unwrap().is_some(),
        "a longer link is a setting of ours"
    );
    assert!(at(3601).is_err());
    assert!(at(-301).is_err(), "the future is bounded all the same");
    let none = RawRequest::to_api("GET", "/i").presigned_v4(None);
    assert!(
        none.judge(&longer, Timestamp::from_unix(NOW.unix() + 301))
            .is_err(),
        "no lifetime, no longer link"
    );
}

#[test]
fn a_lifetime_that_is_no_number_of_seconds_up_to_a_week() {
    for value in [
        "0",
        "604801",
        "-1",
        "%2B5",
        "1.5",
        "",
        "x",
        "99999999999999999999",
    ] {
        let link = RawRequest::to_api("GET", "/i").presigned_v4(Some(300));
        let link = link.edit_query("X-Amz-Expires=300", &format!("X-Amz-Expires={value}"));
        is(
            &link.refusal(),
            (
                403,
                "IncompleteSignatureException",
                "X-Amz-Expires must be a number of seconds between 1 and 604800.",
            ),
        );
    }
}

#[test]
fn a_credential_with_the_wrong_number_of_parts() {
    for credential in [
        "AKIDEXAMPLE",
        "A/B/20150830/us-east-1/execute-api/aws4_request",
        "/20150830/us-east-1/execute-api/aws4_request",
    ] {
        let request = with_credential(credential);
        let text = format!(
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'"
        );
        check_both(
            &request,
            (403, "IncompleteSignatureException", &text),
            (403, "IncompleteSignature", &text),
        );
    }
    let secret = SecretKey::new(SECRET);
    let request =
        RawRequest::to_api("GET", "/i").signed(&signing(&secret, Algorithm::EcdsaP256Sha256));
    let request = request.edit("authorization", "20150830/", "20150830/us-east-1/");
    is(
        &request.refusal(),
        (
            403,
            "IncompleteSignatureException",
            "Credential must have exactly 4 slash-delimited elements, e.g. keyid/date/service/term, got \
         'AKIDEXAMPLE/20150830/us-east-1/execute-api/aws4_request'",
        ),
    );
}

#[test]
fn what_is_wrong_with_the_scope_is_said_at_once() {
    let region = "Credential should be scoped to a valid region, not 'eu-west-1'. ";
    let service = "Credential should be scoped to correct service: 'execute-api'. ";
    let terminator =
        "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws4'. ";
    let date = "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150829' != \
                '20150830', from '20150830T123600Z'. ";
    for (credential, text) in [
        (
            "AKIDEXAMPLE/20150830/eu-west-1/execute-api/aws4_request",
            region.to_owned(),
        ),
        (
            "AKIDEXAMPLE/20150830/us-east-1/s3/aws4_request",
            service.to_owned(),
        ),
        (
            "AKIDEXAMPLE/20150830/eu-west-1/s3/aws4_request",
            format!("{region}{service}"),
        ),
        (
            "AKIDEXAMPLE/20150830/us-east-1/execute-api/aws4",
            terminator.to_owned(),
        ),
        (
            "AKIDEXAMPLE/20150829/us-east-1/execute-api/aws4_request",
            date.to_owned(),
        ),
        (
            "AKIDEXAMPLE/20150829/eu-west-1/s3/aws4",
            format!("{region}{service}{terminator}{date}"),
        ),
    ] {
        let request = with_credential(credential);
        check_both(
            &request,
            (403, "InvalidSignatureException", &text),
            (403, "SignatureDoesNotMatch", &text),
        );
    }
}

#[test]
fn a_region_set_that_is_missing_unsigned_or_other() {
    let secret = SecretKey::new(SECRET);
    let plain = signing(&secret, Algorithm::EcdsaP256Sha256);
    let mut absent = RawRequest::to_api("GET", "/i").signed(&plain);
    absent.headers.remove("x-amz-region-set");
    let text =
        "Authorization header requires a 'X-Amz-Region-Set' header that is a 'SignedHeader'.";
    is(
        &absent.refusal(),
        (403, "IncompleteSignatureException", text),
    );
    let unsigned = RawRequest::to_api("GET", "/i").signed(&plain).edit(
        "authorization",
        ";x-amz-region-set",
        "",
    );
    is(
        &unsigned.refusal(),
        (403, "IncompleteSignatureException", text),
    );
    let link = RawRequest::to_api("GET", "/i")
        .presigned(&plain, None)
        .edit_query("X-Amz-Region-Set", "x");
    is(
        &link.refusal(),
        (
            403,
            "IncompleteSignatureException",
            "AWS query-string parameters must include 'X-Amz-Region-Set'. Re-examine the query-string parameters.",
        ),
    );
    let other = RawRequest::to_api("GET", "/i").signed(&Signing {
        region: "eu-west-1,eu-west-2",
        ..plain
    });
    is(
        &other.refusal(),
        (
            403,
            "InvalidSignatureException",
            "Credential should be scoped to a valid region, not 'eu-west-1,eu-west-2'. ",
        ),
    );
}

#[test]
fn a_token_in_both_places_or_of_no_size() {
    let text = "The security token included in the request is invalid";
    let mut link = presigned();
    link.set("x-amz-security-token", "TOKEN");
    is(
        &link.refusal(),
        (403, "UnrecognizedClientException", &format!("{text}.")),
    );
    is(&control_refusal(&link), (403, "InvalidClientTokenId", text));
    let mut header = RawRequest::to_api("GET", "/i?X-Amz-Security-Token=x").signed_v4();
    header.set("x-amz-security-token", "TOKEN");
    assert_eq!(header.refusal().kind(), RefusalKind::MalformedToken);
    for token in [String::new(), "x".repeat(8193)] {
        let mut request = signed();
        request.set("x-amz-security-token", &token);
        assert_eq!(request.refusal().kind(), RefusalKind::MalformedToken);
    }
}

#[test]
fn a_wrong_signature_and_its_echo() {
    let mut wrong = signed();
    wrong.path = "/j".to_owned();
    let refusal = wrong.refusal();
    is(&refusal, (403, "InvalidSignatureException", MISMATCH));
    is(
        &control_refusal(&wrong),
        (403, "SignatureDoesNotMatch", MISMATCH),
    );
    let canonical = "GET\n/j\n\nhost:abc123.execute-api.us-east-1.amazonaws.com\nx-amz-date:20150830T123600Z\n\n\
                     host;x-amz-date\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let echo = refusal.echo().unwrap();
    assert_eq!(echo.canonical_request, canonical);
    let hash = portcullis_sigv4::PayloadHash::of(canonical.as_bytes()).to_hex();
    let string_to_sign = format!(
        "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/execute-api/aws4_request\n{hash}"
    );
    assert_eq!(
        refusal.message_with_echo(),
        format!(
            "{MISMATCH}\n\nThe Canonical String for this request should have been\n'{canonical}'\n\nThe String-to-Sign \
             should have been\n'{string_to_sign}'\n"
        )
    );
    assert_eq!(
        refusal.to_string(),
        MISMATCH,
        "a log gets no canonical string"
    );
}

#[test]
fn paths_that_aws_answers_with_400_and_no_body() {
    for path in ["/%zz", "/a%2", "i", "*", "/..", "/a/../.."] {
        let mut request = signed();
        request.path = path.to_owned();
        let refusal = request.refusal();
        assert_eq!(
            (refusal.status(), refusal.message(), refusal.kind()),
            (400, "", RefusalKind::MalformedPath),
            "{path}"
        );
    }
}

#[test]
fn query_escapes_that_cannot_be_read() {
    check_both(
        &RawRequest::to_api("GET", "/i?a=%2"),
        (
            400,
            "BadRequestException",
            "Incomplete trailing escape % sequence",
        ),
        (
            400,
            "MalformedQueryString",
            "Incomplete trailing escape % sequence",
        ),
    );
    check_both(
        &RawRequest::to_api("GET", "/i?a=%zz"),
        (
            400,
            "BadRequestException",
            "Illegal hex character in escape % pattern: %zz",
        ),
        (
            400,
            "MalformedQueryString",
            "Illegal hex character in escape % pattern: %zz",
        ),
    );
}

#[test]
fn everything_has_a_bound() {
    let limit = |request: &RawRequest| {
        let refusal = request.refusal();
        assert_eq!(
            (refusal.kind(), refusal.status()),
            (RefusalKind::LimitExceeded, 400),
            "{}",
            refusal.message()
        );
    };
    limit(&RawRequest::to_api(
        "GET",
        &format!("/{}", "a".repeat(40_000)),
    ));
    limit(&RawRequest::to_api(
        "GET",
        &format!("/i?{}", "a&".repeat(513)),
    ));
    limit(&with_authorization(&format!(
        "AWS4-HMAC-SHA256 {}",
        "x=y,".repeat(1100)
    )));
    let names: Vec<String> = (0..64).map(|index| format!("x-{index:02}")).collect();
    limit(&signed().edit(
        "authorization",
        "host;x-amz-date",
        &format!("host;{}", names.join(";")),
    ));
    let long_id = "A".repeat(129);
    let request = with_credential(&format!(
        "{long_id}/20150830/us-east-1/execute-api/aws4_request"
    ));
    assert_eq!(request.refusal().kind(), RefusalKind::MalformedCredential);
}

#[test]
fn checks_come_in_the_order_of_aws() {
    // Each request is wrong in every later way too; the refusals must come in this order.
    let order: &[(&str, RefusalKind)] = &[
        ("path", RefusalKind::MalformedPath),
        ("query", RefusalKind::MalformedQuery),
        ("both", RefusalKind::BothForms),
        ("algorithm", RefusalKind::UnsupportedAlgorithm),
        ("key=value", RefusalKind::NotKeyValue),
        ("missing", RefusalKind::MissingParameter),
        ("host", RefusalKind::HostNotSigned),
        ("date", RefusalKind::MalformedDate),
        ("expired", RefusalKind::Expired),
        ("credential", RefusalKind::MalformedCredential),
        ("scope", RefusalKind::WrongScope),
        ("token", RefusalKind::MalformedToken),
        ("signature", RefusalKind::SignatureMismatch),
    ];
    for (index, (_, expected)) in order.iter().enumerate() {
        let wrong = |what: &str| order.iter().skip(index).any(|(name, _)| *name == what);
        let mut request = RawRequest::to_api("GET", if wrong("path") { "/%zz" } else { "/i" });
        let query = match (wrong("query"), wrong("both")) {
            (true, _) => "a=%&X-Amz-Algorithm=x",
            (_, true) => "X-Amz-Algorithm=x",
            _ => "a=1",
        };
        request.query = Some(query.to_owned());
        let scope = match (wrong("credential"), wrong("scope")) {
            (true, _) => "AKIDEXAMPLE/x",
            (_, true) => "AKIDEXAMPLE/20150101/x/y/z",
            _ if wrong("expired") => "AKIDEXAMPLE/20150101/us-east-1/execute-api/aws4_request",
            _ => "AKIDEXAMPLE/20150830/us-east-1/execute-api/aws4_request",
        };
        let parts = [
            if wrong("key=value") { "oops, " } else { "" },
            if wrong("missing") {
                ""
            } else {
                "Signature=00, "
            },
            &format!("Credential={scope}, "),
            if wrong("host") {
                "SignedHeaders=x"
            } else {
                "SignedHeaders=host"
            },
        ];
        let word = if wrong("algorithm") {
            "AWS4-X"
        } else {
            "AWS4-HMAC-SHA256"
        };
        request.set("authorization", &format!("{word} {}", parts.concat()));
        let date = match (wrong("date"), wrong("expired")) {
            (true, _) => "soon",
            (_, true) => "20150101T000000Z",
            _ => "20150830T123600Z",
        };
        request.set("x-amz-date", date);
        if wrong("token") {
            request.set("x-amz-security-token", "");
        }
        assert_eq!(request.refusal().kind(), *expected);
    }
}

fn signed() -> RawRequest {
    RawRequest::to_api("GET", "/i").signed_v4()
}

fn presigned() -> RawRequest {
    RawRequest::to_api("GET", "/i").presigned_v4(Some(300))
}

fn with_authorization(value: &str) -> RawRequest {
    RawRequest::to_api("GET", "/i").with("authorization", value)
}

fn with_credential(credential: &str) -> RawRequest {
    signed().edit(
        "authorization",
        "AKIDEXAMPLE/20150830/us-east-1/execute-api/aws4_request",
        credential,
    )
}

fn control_refusal(request: &RawRequest) -> Refusal {
    request
        .judge(&Rules::control(REGION, "execute-api"), NOW)
        .map(|_| ())
        .unwrap_err()
}

#[track_caller]
fn check_both(request: &RawRequest, api: Expected<'_>, control: Expected<'_>) {
    is(&request.refusal(), api);
    is(&control_refusal(request), control);
}

#[track_caller]
fn check_at(request: &RawRequest, seconds: i64, error_type: &str, message: &str) {
    let refusal = request
        .judge(&api_rules(), Timestamp::from_unix(NOW.unix() + seconds))
        .unwrap_err();
    is(&refusal, (403, error_type, message));
}

#[track_caller]
fn is(refusal: &Refusal, (status, error_type, message): Expected<'_>) {
    assert_eq!(
        (refusal.status(), refusal.error_type(), refusal.message()),
        (status, error_type, message)
    );
}
