//! Lambda from outside: functions with their code, versions, aliases and policies, as records.

mod functions;
mod policies;
mod versions;

use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::harness::{Answer, Harness, Keys};

const ROLE: &str = "arn:aws:iam::111111111111:role/backend";

/// A control plane with a role that Lambda may assume.
struct Lambda {
    harness: Harness,
    keys: Keys,
}

impl Lambda {
    fn new() -> Self {
        let harness = Harness::new();
        let keys = Harness::root();
        let trust = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"},
        ]});
        let role = [
            ("RoleName", "backend"),
            ("AssumeRolePolicyDocument", &trust.to_string()),
        ];
        harness.query(&keys, "iam", "CreateRole", &role).expect(200);
        Self { harness, keys }
    }

    fn call(&self, method: &str, target: &str, body: &Value) -> Answer {
        self.harness
            .rest_of(&self.keys, "lambda", method, target, body)
    }

    /// A call that must succeed, with any status that says so.
    #[track_caller]
    fn done(&self, method: &str, target: &str, body: &Value) -> Value {
        let answer = self.call(method, target, body);
        assert!(answer.status < 300, "{} {}", answer.status, answer.body);
        answer.json()
    }

    /// A function of that name with the defaults.
    #[track_caller]
    fn function(&self, name: &str) -> Value {
        self.done("POST", "/2015-03-31/functions", &wanted(name))
    }
}

/// What makes a function.
fn wanted(name: &str) -> Value {
    json!({
        "FunctionName": name,
        "Role": ROLE,
        "Runtime": "python3.12",
        "Handler": "index.handler",
        "Code": {"ZipFile": zip("def handler(event, context): pass")},
    })
}

/// An archive with one stored file, in base64.
pub(crate) fn zip(content: &str) -> String {
    let (content, name) = (content.as_bytes(), b"index.py");
    let size = u32::try_from(content.len()).unwrap().to_le_bytes();
    let about = [
        // Stored, no time, and a checksum that nobody here looks at.
        &b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"[..],
        &size,
        &size,
        b"\x08\x00\x00\x00",
    ]
    .concat();
    let file = [&b"PK\x03\x04\x14\x00"[..], &about, name, content].concat();
    let entry = [
        &b"PK\x01\x02\x14\x00\x14\x00"[..],
        &about,
        b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
        name,
    ]
    .concat();
    let end = [
        &b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00"[..],
        &u32::try_from(entry.len()).unwrap().to_le_bytes(),
        &u32::try_from(file.len()).unwrap().to_le_bytes(),
        b"\x00\x00",
    ]
    .concat();
    BASE64.encode(&[file, entry, end].concat())
}
