//! Mutual TLS on custom domain names: who is let in, who is told 403, who does not come that far, and
//! that no other way leads around it.

use portcullis_catalog::domain::{DomainName, MutualTls};
use portcullis_proxy::Material;

use crate::certificates::{Ca, Issued, in_days};
use crate::client::{Request, exchange, host_of};
use crate::gateway::{Gateway, Options};
use crate::tls_client::{TLS12, TLS13, Tls};
use crate::world::{Api, World, mock, open};

const NAME: &str = "api.example.com";
const STORE: &str = "s3://bucket/clients.pem";
const FORBIDDEN: &str = "{\"message\":\"Forbidden\"}";

fn asks(version: Option<&str>) -> impl Fn(&mut DomainName) {
    move |domain| {
        domain.mutual_tls = Some(MutualTls {
            truststore_uri: STORE.to_owned(),
            truststore_version: version.map(str::to_owned),
        });
    }
}

fn world() -> World {
    let mut world = World::default();
    let format = "$context.requestId $context.identity.clientCert.subjectDN $context.identity.clientCert.issuerDN $context.identity.clientCert.validity.notAfter";
    let mut shown = mock();
    let template = "#set($cert = $context.identity.clientCert)$cert.subjectDN|$cert.serialNumber|$cert.validity.notBefore|$cert.clientCertPem";
    for response in shown.responses.values_mut() {
        response
            .templates
            .insert("application/json".to_owned(), template.to_owned());
    }
    let api = Api::regional("public1234")
        .logged(format)
        .method("GET", "/items", open(mock()));
    world.api(api.method("GET", "/shown", open(shown)));
    world.domain(NAME, "public1234", asks(None));
    world.domain("plain.example.com", "public1234", |_| {});
    world
}

fn gateway(world: &mut World, material: Material) -> Gateway {
    Gateway::with(
        world,
        Options {
            material,
            ..Options::default()
        },
    )
}

fn mapped(uri: &str, ca: &Ca) -> Material {
    let mut material = Material::default();
    material.add_truststore(uri, &ca.pem()).unwrap();
    material
}

/// A client with a certificate of its own.
fn client(gateway: &Gateway, own: Option<&Issued>) -> Tls {
    Tls {
        own: own.map(|own| (own.chain.clone(), own.key.clone())),
        ..Tls::new(gateway, NAME)
    }
}

#[test]
fn the_truststore_says_who_is_let_in() {
    let (ca, other) = (Ca::new("clients"), Ca::new("others"));
    let between = Ca::below("between", &ca);
    let gateway = gateway(&mut world(), mapped(STORE, &ca));
    let expired = ca.issue_with(&["client"], |params| params.not_after = in_days(-1));
    let future = ca.issue_with(&["client"], |params| params.not_before = in_days(1));
    for versions in [TLS12, TLS13] {
        let call = |own: Option<&Issued>| {
            let tls = Tls {
                versions,
                ..client(&gateway, own)
            };
            tls.get("/items").map(|answer| answer.status)
        };
        assert_eq!(call(Some(&ca.issue(&["client"]))), Some(200));
        let chain = between.issue(&["client"]).followed_by(&between);
        assert_eq!(call(Some(&chain)), Some(200));
        // Whom nobody vouches for is told so; who shows nothing is not talked to.
        for refused in [
            &other.issue(&["client"]),
            &between.issue(&["client"]),
            &Issued::by_itself(&["client"]),
            &expired,
            &future,
        ] {
            assert_eq!(call(Some(refused)), Some(403));
        }
        assert_eq!(call(None), None);
    }
    let answer = client(&gateway, Some(&other.issue(&["client"]))).get("/items");
    answer.unwrap().is(403, "ForbiddenException", FORBIDDEN);
}

#[test]
fn a_certificate_that_vouches_for_itself_is_refused_even_where_the_truststore_holds_it() {
    let own = Issued::by_itself(&["client"]);
    let mut material = Material::default();
    material.add_truststore(STORE, &own.chain).unwrap();
    let gateway = gateway(&mut world(), material);
    assert_eq!(
        client(&gateway, Some(&own)).get("/items").unwrap().status,
        403
    );
}

#[test]
fn nothing_leads_around_the_certificate() {
    let ca = Ca::new("clients");
    let gateway = gateway(&mut world(), mapped(STORE, &ca));
    let own = ca.issue(&["client"]);
    let request = Request::new(gateway.address, "GET", "/items").header("host", NAME);
    // In the clear, and under a name that asks for nothing.
    assert_eq!(request.send().status, 403);
    for name in [
        "plain.example.com",
        "localhost",
        "127.0.0.1",
        &host_of("public1234"),
    ] {
        let elsewhere = Tls {
            name: name.to_owned(),
            ..client(&gateway, Some(&own))
        };
        let answer = elsewhere.exchange(&request).unwrap();
        answer.is(403, "ForbiddenException", FORBIDDEN);
    }
    // The other way round nothing is asked for, so that is let in.
    let plain = Request::new(gateway.address, "GET", "/items").header("host", "plain.example.com");
    client(&gateway, Some(&own))
        .exchange(&plain)
        .unwrap()
        .is_ok();
}

#[test]
fn a_truststore_that_is_not_mapped_lets_nobody_in() {
    let ca = Ca::new("clients");
    let own = ca.issue(&["client"]);
    let mut world = world();
    let gateway = gateway(&mut world, Material::default());
    let tls = client(&gateway, Some(&own));
    assert!(tls.get("/items").is_none());
    gateway.tls.replace(mapped("s3://bucket/others.pem", &ca));
    assert!(tls.get("/items").is_none());
    gateway.tls.replace(mapped(STORE, &ca));
    tls.get("/items").unwrap().is_ok();

    // A version is mapped by itself.
    world.domain(NAME, "public1234", asks(Some("2")));
    gateway.world.store(world.compile());
    assert!(tls.get("/items").is_none());
    let version = format!("{STORE}?versionId=2");
    gateway.tls.replace(mapped(&version, &ca));
    tls.get("/items").unwrap().is_ok();
}

#[test]
fn what_changes_under_a_connection_holds_for_its_next_request() {
    let ca = Ca::new("clients");
    let own = ca.issue(&["client"]);
    let mut world = world();
    let gateway = gateway(&mut world, mapped(STORE, &ca));
    let request = Request::new(gateway.address, "GET", "/items").header("host", NAME);
    let mut proven = client(&gateway, Some(&own)).connect().unwrap();
    exchange(&mut proven, &request.bytes(), "GET")
        .unwrap()
        .is_ok();
    world.domain(NAME, "public1234", asks(Some("2")));
    gateway.world.store(world.compile());
    let answer = exchange(&mut proven, &request.bytes(), "GET").unwrap();
    assert_eq!(answer.status, 403);

    world.domain(NAME, "public1234", |_| {});
    gateway.world.store(world.compile());
    let mut open = client(&gateway, None).connect().unwrap();
    exchange(&mut open, &request.bytes(), "GET")
        .unwrap()
        .is_ok();
    world.domain(NAME, "public1234", asks(None));
    gateway.world.store(world.compile());
    let answer = exchange(&mut open, &request.bytes(), "GET").unwrap();
    assert_eq!(answer.status, 403);
}

#[test]
fn templates_and_access_logs_see_the_certificate() {
    let ca = Ca::new("clients");
    let own = ca.issue(&["client"]);
    let gateway = gateway(&mut world(), mapped(STORE, &ca));
    let answer = client(&gateway, Some(&own)).get("/shown").unwrap();
    let text = answer.text();
    assert!(text.starts_with("CN=client|"), "{text}");
    assert!(
        text.contains("|Dec 22 00:00:00 2024 GMT|-----BEGIN CERTIFICATE-----\n"),
        "{text}"
    );
    let (_, line) = gateway.journal.lines(1)[0].clone();
    assert!(
        line.ends_with(" CN=client CN=clients Jan 11 00:00:00 2025 GMT"),
        "{line}"
    );

    let plain = Tls::new(&gateway, "plain.example.com");
    plain.get("/items").unwrap().is_ok();
    let (_, line) = gateway.journal.lines(2)[1].clone();
    assert!(line.ends_with(" - - -"), "{line}");
}
