//! Custom domain names: which API stands behind a name and a first segment, and on which way in.

use portcullis_catalog::api::{Canary, EndpointType};
use portcullis_catalog::domain::{DomainName, DomainNameAccessAssociation, MutualTls};
use portcullis_catalog::snapshot::{Addressing, Domain, Handshake, Miss, Via};
use portcullis_catalog::{AccountId, Records, RequestPath};

use crate::build::{api, compile, deployment, domain_name, mapping, put, resource, stage};

const HERE: &str = "vpce-0123456789abcdef0";
const ELSEWHERE: &str = "vpce-0fedcba9876543210";
const PUBLIC: Via<'_> = Via::Public;

fn association(domain: &DomainName, endpoint: &str) -> DomainNameAccessAssociation {
    DomainNameAccessAssociation {
        account: domain.account,
        domain_account: domain.account,
        domain_name: domain.name.clone(),
        domain_name_id: domain.id.clone().unwrap_or_default(),
        vpc_endpoint: endpoint.to_owned(),
        created: 1_700_000_000,
        rejected: false,
        tags: Default::default(),
    }
}

/// A public and a private API with two stages each, and names that lead to them.
fn records() -> Records {
    let mut records = Records::default();
    for (id, kind) in [
        ("public", EndpointType::Regional),
        ("priv", EndpointType::Private),
    ] {
        put(&mut records, &api(id, kind));
        let resources = vec![
            resource("/items", &["GET"]),
            resource("/prod/items", &["GET"]),
        ];
        let mut deployed = deployment(id, resources);
        deployed.frozen.disable_execute_api_endpoint = true;
        put(&mut records, &deployed);
        put(&mut records, &stage(id, "prod"));
        put(&mut records, &stage(id, "dev"));
    }
    let named = domain_name("api.example.com", None);
    put(&mut records, &named);
    put(&mut records, &mapping(&named, "v1", "public", Some("prod")));
    put(&mut records, &mapping(&named, "any", "public", None));
    put(
        &mut records,
        &mapping(&named, "inner", "priv", Some("prod")),
    );
    let wild = domain_name("*.example.com", None);
    put(&mut records, &wild);
    put(&mut records, &mapping(&wild, "", "public", Some("dev")));
    let inner = domain_name("inner.example.com", Some("abc"));
    put(&mut records, &inner);
    put(&mut records, &mapping(&inner, "", "priv", Some("prod")));
    put(
        &mut records,
        &mapping(&inner, "out", "public", Some("prod")),
    );
    put(&mut records, &association(&inner, HERE));
    records
}

fn route(records: &Records, host: &str, via: Via<'_>, path: &str) -> Result<String, &'static str> {
    route_with(records, host, None, via, path)
}

fn route_with(
    records: &Records,
    host: &str,
    api_id_header: Option<&str>,
    via: Via<'_>,
    path: &str,
) -> Result<String, &'static str> {
    let handshake = Handshake::default();
    route_over(records, handshake, host, api_id_header, via, path)
}

fn route_over(
    records: &Records,
    handshake: Handshake<'_>,
    host: &str,
    api_id_header: Option<&str>,
    via: Via<'_>,
    path: &str,
) -> Result<String, &'static str> {
    let domain = Domain {
        region: "us-east-1".to_owned(),
        suffixes: vec!["amazonaws.com".to_owned()],
    };
    let world = compile(records);
    let path = RequestPath::parse(path).unwrap();
    let addressing = Addressing {
        handshake,
        host,
        api_id_header,
        via,
        method: "GET",
        path: &path,
    };
    match world.route(&domain, addressing) {
        Ok(route) => {
            let base = route.via_domain.map_or("-", |via| via.base_path);
            let (api, stage, path) = (&route.api.id, &route.stage.name, route.path);
            Ok(format!("{base}|{api}/{stage}|{path}"))
        }
        Err(Miss::NoApi) => Err("no api"),
        Err(Miss::WrongNetwork(_)) => Err("wrong network"),
        Err(Miss::Conflict) => Err("conflict"),
        Err(Miss::NoMapping) => Err("no mapping"),
        Err(Miss::NoStage(_)) => Err("no stage"),
        Err(Miss::EndpointDisabled(_)) => Err("disabled"),
        Err(Miss::NoMethod(..)) => Err("no method"),
    }
}

#[test]
fn the_first_segment_chooses_the_api_and_the_mapping_or_the_next_one_the_stage() {
    let records = records();
    for (host, path, expected) in [
        ("api.example.com", "/v1/items", Ok("v1|public/prod|items")),
        (
            "API.Example.com:8443",
            "/v1//items/",
            Ok("v1|public/prod|items"),
        ),
        // A stage in the path is a part of the path where the mapping names one.
        (
            "api.example.com.",
            "/v1/prod/items",
            Ok("v1|public/prod|prod/items"),
        ),
        (
            "api.example.com",
            "/any/dev/items",
            Ok("any|public/dev|items"),
        ),
        ("api.example.com", "/any/none/items", Err("no stage")),
        ("api.example.com", "/any", Err("no stage")),
        ("api.example.com", "/v1", Err("no method")),
        ("api.example.com", "/V1/items", Err("no mapping")),
        ("api.example.com", "/v1%2Fitems", Err("no mapping")),
        ("api.example.com", "/items", Err("no mapping")),
        ("api.example.com", "/", Err("no mapping")),
        ("b.example.com", "/items", Ok("|public/dev|items")),
        ("a.b.example.com", "/items", Err("no api")),
        ("example.com", "/items", Err("no api")),
        // A public name never leads to a private API.
        ("api.example.com", "/inner/items", Err("no mapping")),
    ] {
        let found = route(&records, host, PUBLIC, path);
        assert_eq!(found.as_deref(), expected.as_deref(), "{host}{path}");
    }
}

#[test]
fn a_private_name_is_reached_by_associated_endpoints_only() {
    let mut records = records();
    let host = "inner.example.com";
    let at = |records: &Records, via| route(records, host, via, "/items");
    let reached = "|priv/prod|items";
    assert_eq!(at(&records, Via::Endpoint(HERE)).as_deref(), Ok(reached));
    assert_eq!(at(&records, Via::Endpoint(ELSEWHERE)), Err("no api"));
    // From outside the name is the wildcard's, a public one.
    assert_eq!(at(&records, PUBLIC).as_deref(), Ok("|public/dev|items"));
    // A public name means nothing behind an endpoint, nor does a private one lead to a public API.
    let public = route(
        &records,
        "api.example.com",
        Via::Endpoint(HERE),
        "/v1/items",
    );
    assert_eq!(public, Err("no api"));
    let out = route(&records, host, Via::Endpoint(HERE), "/out/items");
    assert_eq!(out, Err("no mapping"));
    // The header cannot lead past the name and its policy.
    let header = route_with(
        &records,
        host,
        Some("priv"),
        Via::Endpoint(HERE),
        "/prod/items",
    );
    assert_eq!(header, Err("conflict"));
    let inner = domain_name(host, Some("abc"));
    let mut rejected = association(&inner, HERE);
    rejected.rejected = true;
    put(&mut records, &rejected);
    assert_eq!(at(&records, Via::Endpoint(HERE)), Err("no api"));
    // An association with a name of the same kind in another account leads there or nowhere.
    let mut other = association(&inner, HERE);
    other.domain_account = AccountId::parse("333333333333").unwrap();
    put(&mut records, &other);
    assert_eq!(at(&records, Via::Endpoint(HERE)), Err("no api"));
}

#[test]
fn what_cannot_be_held_is_not_served() {
    let host = "api.example.com";
    let changed = |change: fn(&mut DomainName)| {
        let mut records = records();
        let mut named = domain_name(host, None);
        change(&mut named);
        put(&mut records, &named);
        route(&records, host, PUBLIC, "/v1/items")
    };
    assert!(changed(|_| {}).is_ok());
    let refused = Err("no mapping");
    assert_eq!(
        changed(|named| {
            named.mutual_tls = Some(MutualTls {
                truststore_uri: "s3://a/b".to_owned(),
                truststore_version: None,
            });
        }),
        refused
    );
    let strict = |named: &mut DomainName| named.endpoint_access_mode = Some("STRICT".to_owned());
    assert_eq!(changed(strict), refused);
    let rules = |named: &mut DomainName| named.routing_mode = "ROUTING_RULE_ONLY".to_owned();
    assert_eq!(changed(rules), refused);
    let elsewhere = |named: &mut DomainName| {
        named.account = AccountId::parse("333333333333").unwrap();
    };
    assert_eq!(changed(elsewhere), refused);
}

#[test]
fn the_default_name_of_an_api_is_refused_where_it_is_switched_off_or_strict() {
    let mut records = records();
    let host = "public.execute-api.us-east-1.amazonaws.com";
    let by_default = |records: &Records| route(records, host, PUBLIC, "/prod/items");
    assert_eq!(by_default(&records), Err("disabled"));
    put(
        &mut records,
        &deployment("public", vec![resource("/items", &["GET"])]),
    );
    assert_eq!(by_default(&records).as_deref(), Ok("-|public/prod|items"));
    let mut strict = api("public", EndpointType::Regional);
    strict.endpoint_access_mode = Some("STRICT".to_owned());
    put(&mut records, &strict);
    assert_eq!(by_default(&records), Err("disabled"));
    let by_name = route(&records, "api.example.com", PUBLIC, "/v1/items");
    assert_eq!(by_name, Err("no mapping"));
}

#[test]
fn a_strict_name_or_api_is_called_by_the_server_name_that_tls_was_asked_for() {
    let mut records = records();
    put(
        &mut records,
        &deployment("public", vec![resource("/items", &["GET"])]),
    );
    let called = |records: &Records, asked: Option<&str>, host: &str, path: &str| {
        let handshake = Handshake {
            server_name: asked,
            truststore: None,
        };
        route_over(records, handshake, host, None, PUBLIC, path).err()
    };
    let mut strict = domain_name("api.example.com", None);
    strict.endpoint_access_mode = Some("STRICT".to_owned());
    put(&mut records, &strict);
    let refused = Some("no mapping");
    for (asked, host, expected) in [
        (Some("api.example.com"), "api.example.com", None),
        (Some("API.example.com"), "api.example.com.:443", None),
        (Some("b.example.com"), "api.example.com", refused),
        (Some("api.example.com"), "b.example.com", None),
        (None, "api.example.com", refused),
    ] {
        let path = if host.starts_with('b') {
            "/items"
        } else {
            "/v1/items"
        };
        assert_eq!(
            called(&records, asked, host, path),
            expected,
            "{asked:?} {host}"
        );
    }

    let mut strict = api("public", EndpointType::Regional);
    strict.endpoint_access_mode = Some("STRICT".to_owned());
    put(&mut records, &strict);
    let host = "public.execute-api.us-east-1.amazonaws.com";
    assert_eq!(called(&records, Some(host), host, "/prod/items"), None);
    let other = Some("other.execute-api.us-east-1.amazonaws.com");
    for asked in [None, other] {
        assert_eq!(
            called(&records, asked, host, "/prod/items"),
            Some("disabled")
        );
    }
    let name = "api.example.com";
    assert_eq!(called(&records, Some(name), name, "/v1/items"), None);
}

#[test]
fn a_name_with_mutual_tls_takes_who_proved_himself_to_its_own_truststore_under_its_own_name() {
    let mut records = records();
    let (name, other) = ("api.example.com", "b.example.com");
    let store = |uri: &str, version: Option<&str>| MutualTls {
        truststore_uri: uri.to_owned(),
        truststore_version: version.map(str::to_owned),
    };
    let mut mutual = domain_name(name, None);
    mutual.mutual_tls = Some(store("s3://a/b", None));
    put(&mut records, &mutual);
    let called = |asked: Option<&str>, proven: Option<&MutualTls>| {
        let handshake = Handshake {
            server_name: asked,
            truststore: proven,
        };
        route_over(&records, handshake, name, None, PUBLIC, "/v1/items").is_ok()
    };
    assert!(called(Some(name), Some(&store("s3://a/b", None))));
    assert!(!called(Some(name), None));
    assert!(!called(None, None));
    assert!(!called(Some(name), Some(&store("s3://a/c", None))));
    assert!(!called(Some(name), Some(&store("s3://a/b", Some("2")))));
    assert!(!called(Some(other), Some(&store("s3://a/b", None))));
    assert!(!called(None, Some(&store("s3://a/b", None))));
}

#[test]
fn a_stage_that_shares_its_calls_with_a_canary_is_not_called() {
    let mut records = records();
    let called = |records: &Records| route(records, "api.example.com", PUBLIC, "/v1/items");
    for (percent, expected) in [(0.0, None), (0.5, Some("no stage"))] {
        let mut sharing = stage("public", "prod");
        sharing.canary = Some(Canary {
            deployment_id: sharing.deployment_id.clone(),
            percent_traffic: percent,
            stage_variable_overrides: Default::default(),
            use_stage_cache: false,
        });
        put(&mut records, &sharing);
        assert_eq!(called(&records).err(), expected, "{percent}");
    }
}
