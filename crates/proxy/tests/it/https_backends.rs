//! Back ends with `https://`: whom the gateway takes for the one that it means, how it proves itself,
//! and which connections are kept for whom.

use std::sync::Arc;
use std::time::Duration;

use portcullis_catalog::Sealed;
use portcullis_catalog::api::{Integration, Stage};
use portcullis_catalog::backend::ClientCertificate;
use portcullis_catalog::identity::Tags;
use portcullis_proxy::{Limits, Material};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::time_provider::TimeProvider;
use rustls::{RootCertStore, ServerConfig};

use crate::backend::Backend;
use crate::certificates::{Ca, Issued, in_days};
use crate::client::Response;
use crate::gateway::{Gateway, NOW, Options};
use crate::world::{Api, OWNER, World, account, map, open, proxied};

const ERROR: &str = "{\"message\": \"Internal server error\"}";
const UNKNOWN: &str = "Execution failed due to configuration error: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target";

fn https(backend: &Backend, insecure: bool) -> Integration {
    let port = backend.address.port();
    let mut integration = proxied(format!("https://localhost:{port}/items"));
    integration.tls_config = insecure;
    integration.insecure_skip_verification = insecure;
    integration
}

/// An API whose `/strict` and `/lax` lead to one back end, with verification and without.
fn gateway(backend: &Backend, trusted: &[&Ca]) -> (Gateway, World) {
    let mut world = World::default();
    let api = Api::regional("public1234").logged("$context.requestId $context.integration.error");
    let api = api.method("GET", "/strict", open(https(backend, false)));
    world.api(api.method("GET", "/lax", open(https(backend, true))));
    let options = Options {
        material: trusting(trusted),
        limits: Limits {
            connect_timeout: Duration::from_millis(500),
            ..Limits::default()
        },
        ..Options::default()
    };
    (Gateway::with(&mut world, options), world)
}

fn trusting(trusted: &[&Ca]) -> Material {
    let mut material = Material::default();
    for ca in trusted {
        material.add_authorities(&ca.pem()).unwrap();
    }
    material
}

fn get(gateway: &Gateway, path: &str) -> Response {
    gateway.request("GET", path).api("public1234").send()
}

/// A back end with a certificate.
fn backend(issued: &Issued) -> Backend {
    Backend::secured(config(issued, None))
}

pub(crate) fn config(issued: &Issued, clients: Option<&str>) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let chain: Result<Vec<_>, _> =
        CertificateDer::pem_slice_iter(issued.chain.as_bytes()).collect();
    let key = PrivateKeyDer::from_pem_slice(issued.key.as_bytes()).unwrap();
    let builder = ServerConfig::builder_with_details(Arc::clone(&provider), Arc::new(Standing))
        .with_safe_default_protocol_versions()
        .unwrap();
    let builder = match clients {
        None => builder.with_no_client_auth(),
        Some(clients) => {
            let mut roots = RootCertStore::empty();
            let trusted = CertificateDer::from_pem_slice(clients.as_bytes()).unwrap();
            roots.add(trusted).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            builder.with_client_cert_verifier(verifier.build().unwrap())
        }
    };
    builder.with_single_cert(chain.unwrap(), key).unwrap()
}

#[derive(Debug)]
struct Standing;

impl TimeProvider for Standing {
    fn current_time(&self) -> Option<UnixTime> {
        let now = u64::try_from(NOW).unwrap();
        Some(UnixTime::since_unix_epoch(Duration::from_secs(now)))
    }
}

/// The integration's error in the last of so many lines of the access log.
fn logged(gateway: &Gateway, count: usize) -> String {
    let (_, line) = gateway.journal.lines(count)[count - 1].clone();
    line.split_once(' ').unwrap().1.to_owned()
}

#[test]
fn a_back_end_that_a_known_authority_vouches_for_is_called_over_one_connection() {
    let ca = Ca::new("known");
    let between = Ca::below("between", &ca);
    for issued in [
        ca.issue(&["localhost"]),
        between.issue(&["localhost"]).followed_by(&between),
    ] {
        let backend = backend(&issued);
        let (gateway, _) = gateway(&backend, &[&ca]);
        get(&gateway, "/prod/strict").is_ok();
        get(&gateway, "/prod/strict").is_ok();
        let received = backend.received();
        assert_eq!((received[0].connection, received[1].connection), (0, 0));
        assert_eq!(received[0].peer.server_name.as_deref(), Some("localhost"));
        let host = format!("localhost:{}", backend.address.port());
        assert_eq!(received[0].header("host"), Some(host.as_str()));
        assert_eq!(logged(&gateway, 2), "-");
    }
}

#[test]
fn the_server_name_is_the_host_of_the_uri_whatever_host_is_mapped() {
    let ca = Ca::new("known");
    let backend = backend(&ca.issue(&["localhost"]));
    let mut world = World::default();
    let mut mapped = https(&backend, false);
    map(
        &mut mapped,
        "integration.request.header.Host",
        "'other.example.com'",
    );
    world.api(Api::regional("public1234").method("GET", "/items", open(mapped)));
    let options = Options {
        material: trusting(&[&ca]),
        ..Options::default()
    };
    let gateway = Gateway::with(&mut world, options);
    get(&gateway, "/prod/items").is_ok();
    let received = backend.last();
    assert_eq!(received.peer.server_name.as_deref(), Some("localhost"));
    assert_eq!(received.header("host"), Some("other.example.com"));
}

#[test]
fn a_back_end_that_is_not_who_it_should_be_is_an_error_of_the_configuration() {
    let (known, unknown) = (Ca::new("known"), Ca::new("unknown"));
    let mismatch = "Execution failed due to configuration error: Host name 'localhost' does not match the certificate subject provided by the peer (CN=other.example.com)";
    let expired = |ca: &Ca| ca.issue_with(&["localhost"], |params| params.not_after = in_days(-1));
    let future = |ca: &Ca| ca.issue_with(&["localhost"], |params| params.not_before = in_days(1));
    // With verification, and what `insecureSkipVerification` still asks for.
    for (what, issued, strict, lax) in [
        ("known", known.issue(&["localhost"]), Ok(()), Ok(())),
        (
            "unknown, with its root",
            unknown.issue(&["localhost"]).followed_by(&unknown),
            Err(UNKNOWN),
            Ok(()),
        ),
        (
            "unknown, without a root",
            unknown.issue(&["localhost"]),
            Err(UNKNOWN),
            Err(UNKNOWN),
        ),
        (
            "unknown, with another root",
            unknown.issue(&["localhost"]).followed_by(&known),
            Err(UNKNOWN),
            Err(""),
        ),
        (
            "by itself",
            Issued::by_itself(&["localhost"]),
            Err(UNKNOWN),
            Ok(()),
        ),
        (
            "known, for another",
            known.issue(&["other.example.com"]),
            Err(mismatch),
            Err(mismatch),
        ),
        (
            "by itself, for another",
            Issued::by_itself(&["other.example.com"]),
            Err(""),
            Err(mismatch),
        ),
        ("known, expired", expired(&known), Err(""), Err("")),
        (
            "unknown, expired",
            expired(&unknown).followed_by(&unknown),
            Err(""),
            Err(""),
        ),
        (
            "unknown, of tomorrow",
            future(&unknown).followed_by(&unknown),
            Err(""),
            Err(""),
        ),
    ] {
        let backend = backend(&issued);
        let (gateway, _) = gateway(&backend, &[&known]);
        for (nth, (path, expected)) in [("/prod/strict", strict), ("/prod/lax", lax)]
            .into_iter()
            .enumerate()
        {
            let answer = get(&gateway, path);
            let error = logged(&gateway, nth + 1);
            match expected {
                Ok(()) => assert_eq!((answer.status, error.as_str()), (200, "-"), "{what} {path}"),
                Err(said) => {
                    answer.is(500, "InternalServerErrorException", ERROR);
                    assert!(
                        error.contains(said)
                            && error.starts_with("Execution failed due to configuration error"),
                        "{what} {path}: {error}"
                    );
                }
            }
        }
        let served = usize::from(strict.is_ok()) + usize::from(lax.is_ok());
        assert_eq!(backend.received().len(), served, "{what}");
    }
}

#[test]
fn without_a_single_authority_nobody_is_vouched_for() {
    let ca = Ca::new("unknown");
    let backend = backend(&ca.issue(&["localhost"]).followed_by(&ca));
    let (gateway, _) = gateway(&backend, &[]);
    get(&gateway, "/prod/strict").is(500, "InternalServerErrorException", ERROR);
    get(&gateway, "/prod/lax").is_ok();
}

#[test]
fn a_connection_that_was_not_verified_is_never_lent_to_who_asks_for_verification() {
    let ca = Ca::new("unknown");
    let backend = backend(&ca.issue(&["localhost"]).followed_by(&ca));
    let (gateway, _) = gateway(&backend, &[]);
    get(&gateway, "/prod/lax").is_ok();
    get(&gateway, "/prod/strict").is(500, "InternalServerErrorException", ERROR);
    get(&gateway, "/prod/lax").is_ok();
    let received = backend.received();
    assert_eq!((received.len(), received[1].connection), (2, 0));
}

#[test]
fn what_was_verified_by_authorities_that_are_gone_is_verified_again() {
    let ca = Ca::new("known");
    let backend = backend(&ca.issue(&["localhost"]));
    let (gateway, _) = gateway(&backend, &[&ca]);
    get(&gateway, "/prod/strict").is_ok();
    gateway.tls.replace(trusting(&[]));
    get(&gateway, "/prod/strict").is(500, "InternalServerErrorException", ERROR);
    gateway.tls.replace(trusting(&[&ca]));
    get(&gateway, "/prod/strict").is_ok();
    assert_eq!(backend.received().len(), 2);
}

#[test]
fn a_stage_proves_itself_with_its_client_certificate_to_who_asks_for_it() {
    let ca = Ca::new("known");
    let client = Issued::by_itself(&["ApiGateway"]);
    let backend = Backend::secured(config(&ca.issue(&["localhost"]), Some(&client.chain)));
    let (gateway, mut world) = gateway(&backend, &[&ca]);
    // Without one the back end does not answer.
    assert!([500, 504].contains(&get(&gateway, "/prod/strict").status));
    let certificate = ClientCertificate {
        account: account(OWNER),
        id: "abc123".to_owned(),
        description: None,
        pem_encoded_certificate: client.chain.clone(),
        private_key: Sealed::from_bytes(client.key.as_bytes()),
        created: 0,
        expires: 0,
        tags: Tags::new(),
    };
    world.put(&certificate);
    let mut stages = world.records.stages.values();
    let mut stage: Stage = (**stages.next().unwrap()).clone();
    stage.client_certificate_id = Some("abc123".to_owned());
    world.put(&stage);
    gateway.world.store(world.compile());
    get(&gateway, "/prod/strict").is_ok();
    let shown = backend.last().peer.certificate.unwrap();
    let expected = CertificateDer::from_pem_slice(client.chain.as_bytes()).unwrap();
    assert_eq!(shown, expected.to_vec());

    // One whose key is lost proves nothing, and the call is not made without it.
    let lost = ClientCertificate {
        private_key: Sealed::from_bytes(b"nothing"),
        ..certificate
    };
    world.put(&lost);
    stage.client_certificate_id = None;
    world.put(&stage);
    gateway.world.store(world.compile());
    assert!([500, 504].contains(&get(&gateway, "/prod/strict").status));
    assert_eq!(backend.received().len(), 1);
}

#[test]
fn a_back_end_that_speaks_no_tls_is_an_error_and_a_silent_one_a_network_error() {
    let plain = Backend::ok();
    let (gateway_to_plain, _) = gateway(&plain, &[]);
    // It takes the handshake for a request that never ends, or answers something that is no TLS.
    assert!([500, 504].contains(&get(&gateway_to_plain, "/prod/strict").status));

    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut world = World::default();
    let port = silent.local_addr().unwrap().port();
    let integration = proxied(format!("https://localhost:{port}/items"));
    world.api(Api::regional("public1234").method("GET", "/items", open(integration)));
    let options = Options {
        limits: Limits {
            connect_timeout: Duration::from_millis(300),
            ..Limits::default()
        },
        ..Options::default()
    };
    let gateway = Gateway::with(&mut world, options);
    let network = "{\"message\": \"Network error communicating with endpoint\"}";
    get(&gateway, "/prod/items").is(504, "InternalServerErrorException", network);
}
