//! API keys, usage plans and request validation, set up and called with boto3 and requests.

use serde_json::{Value, json};

use crate::api::host;
use crate::aws::Call;
use crate::clients::{folder, last_line, python, succeed};
use crate::gateway::{Gateway, Scratch};

/// What a script of `tests/clients` printed of a gateway.
fn run(gateway: &Gateway, script: &str) -> Option<Value> {
    let mut command = python()?;
    command
        .arg(folder().join(script))
        .arg(format!("http://{}", gateway.control))
        .env("PORTCULLIS_TO", gateway.address.to_string())
        .env("REQUESTS_CA_BUNDLE", gateway.authority());
    Some(last_line(&succeed(&mut command)))
}

#[test]
fn keys_quotas_and_bursts_are_enforced_and_outlast_a_restart() {
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    let options = ["--data", data.to_str().unwrap()];
    let gateway = Gateway::dev(&options);
    let Some(answers) = run(&gateway, "usage_plans.py") else {
        return;
    };
    let forbidden = json!([403, "ForbiddenException", "{\"message\":\"Forbidden\"}"]);
    let throttled = json!([
        429,
        "TooManyRequestsException",
        "{\"message\":\"Too Many Requests\"}"
    ]);
    let exceeded = json!([
        429,
        "LimitExceededException",
        "{\"message\":\"Limit Exceeded\"}"
    ]);
    for (step, expected) in [
        ("missing", &forbidden),
        ("unknown", &forbidden),
        ("disabled", &forbidden),
        ("apart", &forbidden),
        ("right", &json!([200, null, ""])),
        ("burst", &json!([200, throttled])),
        ("last", &json!([200, 200])),
        ("quota", &exceeded),
        // The one that was throttled is not counted.
        ("used", &json!([[[3, 0]], [[1, 2]]])),
        ("extended", &json!([[3, 1], 200, 429])),
        ("enabled", &json!(200)),
        ("taken out", &json!(403)),
        ("listed", &json!(["apart", "off", "quick", "right"])),
    ] {
        assert_eq!(&answers[step], expected, "{step}");
    }

    gateway.ask_to_stop();
    let (status, _, _) = gateway.wait();
    assert!(status.success());
    let gateway = Gateway::dev(&options);
    let api = answers["call"]["api"].as_str().unwrap();
    let value = answers["call"]["value"].as_str().unwrap();
    let call = || {
        let call = Call::api("GET", &host(api), "/dev/items").with("x-api-key", value);
        call.send(gateway.address).status
    };
    assert_eq!(
        [call(), call(), call()],
        [200, 200, 429],
        "one of three was used before"
    );
}

#[test]
fn requests_are_validated_as_they_were_recorded_on_aws() {
    let gateway = Gateway::dev(&[]);
    let Some(answers) = run(&gateway, "request_validation.py") else {
        return;
    };
    let ok = json!([200, ""]);
    let body = json!([400, "{\"message\": \"Invalid request body\"}"]);
    let missing = |names: &str| {
        let text = format!("{{\"message\": \"Missing required request parameters: [{names}]\"}}");
        json!([400, text])
    };
    let nothing = missing("x-header-param, issuer, qs1");
    for (step, expected) in [
        ("all", &ok),
        ("no body", &body),
        ("nothing", &nothing),
        ("no header", &missing("x-header-param")),
        ("no query", &missing("qs1")),
        ("back", &ok),
        ("invalid", &body),
        ("no body of JSON", &body),
        ("not deployed", &missing("x-header-param, qs1")),
        ("off", &ok),
        ("off, no body", &ok),
        ("list", &ok),
        ("list, no body", &body),
        ("list, invalid", &body),
        ("null", &ok),
        ("one of", &ok),
        ("neither", &body),
        ("wrong", &body),
    ] {
        assert_eq!(&answers[step], expected, "{step}");
    }
}
