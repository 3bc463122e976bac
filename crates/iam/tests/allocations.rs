//! Deciding allocates nothing: counted, not believed. A binary of its own, because counting needs a global allocator.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use portcullis_iam::case::Case;
use portcullis_iam::{MethodArn, NoTrace, evaluate};
use serde_json::{Value as Json, json};

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call is handed to the system's allocator as it came; counting touches a thread-local integer only.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's contract is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's contract is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

fn allocations(of: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.get();
    of();
    ALLOCATIONS.get() - before
}

/// All layers, every operator, variables, an index and a decision that needs each of them.
fn case() -> Json {
    let api = "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5";
    let context = json!({
        "aws:SourceIp": "10.0.0.5", "aws:SourceVpce": "vpce-1", "aws:CurrentTime": "2026-01-01T00:00:00Z",
        "aws:MultiFactorAuthAge": 10, "aws:SecureTransport": true, "aws:TagKeys": ["red", "green"],
        "aws:PrincipalTag/team": "Red", "bytes": "QQ==",
    });
    let conditions = json!({
        "StringEquals": {"aws:PrincipalTag/team": "${aws:PrincipalTag/team}"},
        "StringEqualsIgnoreCase": {"aws:PrincipalTag/Team": ["blue", "${aws:nothing, 'RED'}"]},
        "StringLike": {"aws:SourceVpce": "vpce-*", "aws:MultiFactorAuthAge": "1?", "aws:SecureTransport": "t*"},
        "StringNotEquals": {"aws:SourceVpce": ["vpce-2", "vpce-3"]},
        "NumericLessThan": {"aws:MultiFactorAuthAge": "10.5"},
        "DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"},
        "Bool": {"aws:SecureTransport": "true"},
        "BinaryEquals": {"bytes": "QQ=="},
        "IpAddress": {"aws:SourceIp": ["192.168.0.0/16", "10.0.0.0/8"]},
        "ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/app", "arn:aws:iam::${aws:PrincipalAccount}:role/*"]},
        "Null": {"aws:username": "true"},
        "ForAllValues:StringEquals": {"aws:TagKeys": ["red", "green", "blue"]},
        "ForAnyValue:StringLike": {"aws:TagKeys": "gr*"},
    });
    let many: Vec<Json> = (0..1_000)
        .map(|n| json!({"Effect": "Deny", "Action": "execute-api:Invoke", "Resource": format!("{api}/prod/GET/no{n}")}))
        .chain([json!({"Effect": "Allow", "Action": "execute-api:Inv*", "Resource": format!("{api}/*/GET/${{aws:PrincipalTag/team}}*"), "Condition": conditions})])
        .collect();
    let open = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}});
    let everyone = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "NotPrincipal": {"AWS": "arn:aws:iam::222222222222:user/x"}, "NotAction": "execute-api:*", "Resource": "*"},
        {"Effect": "Allow", "Principal": {"AWS": ["111111111111", "222222222222"]}, "Action": "*", "Resource": format!("{api}/prod/*")},
    ]});
    json!({
        "principal": "arn:aws:sts::222222222222:assumed-role/app/s1", "action": "execute-api:Invoke",
        "resource": format!("{api}/prod/GET/Red/1"), "context": context,
        "identity": [{"Version": "2012-10-17", "Statement": many}], "resourcePolicy": everyone,
        "endpointPolicy": everyone, "permissionsBoundary": open, "sessionPolicy": open, "scps": [[open], [open]],
    })
}

#[test]
fn deciding_without_a_trace_allocates_nothing() {
    let case: Case = serde_json::from_str(&case().to_string()).unwrap();
    let compiled = case.compile().unwrap();
    let caller = compiled.caller();
    let mut allowed = false;
    let count = allocations(|| {
        let request = compiled.request(&caller);
        allowed = evaluate(&compiled.policies(), &request, &mut NoTrace).is_allow();
    });
    assert!(allowed);
    assert_eq!(count, 0);
}

#[test]
fn a_method_arn_is_written_into_a_warm_buffer() {
    let arn = MethodArn {
        partition: "aws",
        region: "us-east-1",
        account: "222222222222",
        api: "a1b2c3d4e5",
        stage: "prod",
        verb: "GET",
        path: "/items",
    };
    let mut buffer = String::with_capacity(128);
    let count = allocations(|| {
        arn.write_to(&mut buffer);
    });
    assert_eq!(count, 0);
    assert!(buffer.ends_with(":a1b2c3d4e5/prod/GET/items"));
}
