//! Client certificates: made here, their private keys never shown.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, NOT_FOUND, text};
use crate::harness::{Answer, START, escape};

fn call(api: &Api, method: &str, path: &str, body: Value) -> Answer {
    api.harness.rest(&api.keys, method, path, &body)
}

fn made(api: &Api) -> Value {
    let input = json!({"description": "to the back end", "tags": {"a": "b"}});
    call(api, "POST", "/clientcertificates", input)
        .expect(201)
        .json()
}

#[test]
fn a_certificate_is_made_shown_and_deleted() {
    let api = Api::new();
    let certificate = made(&api);
    let id = text(&certificate["clientCertificateId"]);
    let pem = text(&certificate["pemEncodedCertificate"]);
    assert!(pem.starts_with("-----BEGIN CERTIFICATE-----"), "{pem}");
    assert_eq!(
        certificate,
        json!({
            "clientCertificateId": id, "description": "to the back end", "pemEncodedCertificate": pem,
            "createdDate": START, "expirationDate": START + 365 * 86_400, "tags": {"a": "b"},
        })
    );
    let path = format!("/clientcertificates/{id}");
    assert_eq!(
        call(&api, "GET", &path, Value::Null).expect(200).json(),
        certificate
    );
    let listed = call(&api, "GET", "/clientcertificates", Value::Null).json();
    assert_eq!(listed, json!({"item": [certificate]}));
    let patch =
        |path: &str| json!({"patchOperations": [{"op": "replace", "path": path, "value": "x"}]});
    let patched = call(&api, "PATCH", &path, patch("/description"));
    assert_eq!(patched.expect(200).json()["description"], "x");
    assert_eq!(call(&api, "PATCH", &path, patch("/pem")).status, 400);
    let tags = format!(
        "/tags/{}",
        escape(&format!("arn:aws:apigateway:us-east-1::{path}"))
    );
    call(&api, "PUT", &tags, json!({"tags": {"c": "d"}})).expect(204);
    let shown = call(&api, "GET", &path, Value::Null).json();
    assert_eq!(shown["tags"], json!({"a": "b", "c": "d"}));
    call(&api, "DELETE", &path, Value::Null).expect(202);
    let gone = call(&api, "GET", &path, Value::Null);
    gone.refused(
        404,
        NOT_FOUND,
        "Invalid Client Certificate identifier specified",
    );
}

#[test]
fn a_certificate_vouches_for_itself_and_its_private_key_is_sealed() {
    let api = Api::new();
    let certificate = made(&api);
    let pem = text(&certificate["pemEncodedCertificate"]);
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = data_encoding::BASE64.decode(body.as_bytes()).unwrap();
    // Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signature } (RFC 5280).
    let (whole, _) = element(&der);
    let (signed, rest) = whole_element(whole);
    let (_, rest) = element(rest);
    let (signature, _) = element(rest);
    // The subject's key is the last bit string of 65 bytes in the part that is signed.
    let point = signed.windows(2).rposition(|pair| pair == [0x00, 0x04]);
    let key = &signed[point.unwrap() + 1..][..65];
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key);
    key.verify(signed, &signature[1..]).unwrap();

    let stored = api.harness.store.scan("client-certificate/").unwrap();
    let record = String::from_utf8(stored[0].1.value.clone()).unwrap();
    assert!(!record.contains("PRIVATE KEY"), "{record}");
    assert_ne!(pem, text(&made(&api)["pemEncodedCertificate"]));
}

#[test]
fn a_certificate_that_a_stage_uses_stays() {
    let api = Api::new();
    api.mock(&api.root, "GET");
    api.call("POST", "/deployments", json!({"stageName": "prod"}))
        .expect(201);
    let id = text(&made(&api)["clientCertificateId"]);
    let set = [("replace", "/clientCertificateId", id.as_str())];
    let stage = api.patch("/stages/prod", &set).expect(200).json();
    assert_eq!(stage["clientCertificateId"], json!(id));
    let path = format!("/clientcertificates/{id}");
    let used = format!(
        "Client certificate {id} is used by stage prod of API {}",
        api.id
    );
    call(&api, "DELETE", &path, Value::Null).refused(400, BAD_REQUEST, &used);
    api.patch("/stages/prod", &[("replace", "/clientCertificateId", "")])
        .expect(200);
    call(&api, "DELETE", &path, Value::Null).expect(202);
}

/// The content of the first DER element, and what comes after it.
fn element(der: &[u8]) -> (&[u8], &[u8]) {
    let (header, length) = measured(der);
    (&der[header..header + length], &der[header + length..])
}

/// The first DER element with its header, and what comes after it.
fn whole_element(der: &[u8]) -> (&[u8], &[u8]) {
    let (header, length) = measured(der);
    der.split_at(header + length)
}

fn measured(der: &[u8]) -> (usize, usize) {
    match der[1] {
        short @ 0..=0x7f => (2, usize::from(short)),
        0x81 => (3, usize::from(der[2])),
        _ => (4, usize::from(der[2]) << 8 | usize::from(der[3])),
    }
}
