//! Which API a request means: host names, the header, and the way in.

use portcullis_catalog::api::EndpointType;
use portcullis_catalog::snapshot::{Addressing, Domain, Handshake, Miss, Via};
use portcullis_catalog::{Records, RequestPath, Snapshot};

use crate::build::{api, compile, deployment, put, resource, stage};

const ENDPOINT: &str = "vpce-0123456789abcdef0";

fn world() -> std::sync::Arc<Snapshot> {
    let mut records = Records::default();
    for (id, endpoint_type) in [
        ("public", EndpointType::Regional),
        ("priv", EndpointType::Private),
    ] {
        let mut record = api(id, endpoint_type);
        if endpoint_type == EndpointType::Private {
            record.endpoint.vpc_endpoint_ids.push(ENDPOINT.to_owned());
        }
        put(&mut records, &record);
        put(
            &mut records,
            &deployment(id, vec![resource("/items", &["GET"])]),
        );
        put(&mut records, &stage(id, "prod"));
    }
    compile(&records)
}

fn route(
    host: &str,
    header: Option<&str>,
    via: Via<'_>,
    path: &str,
) -> Result<String, &'static str> {
    let domain = Domain {
        region: "us-east-1".to_owned(),
        suffixes: vec!["amazonaws.com".to_owned()],
    };
    let world = world();
    let path = RequestPath::parse(path).unwrap();
    let addressing = Addressing {
        handshake: Handshake::default(),
        host,
        api_id_header: header,
        via,
        method: "GET",
        path: &path,
    };
    match world.route(&domain, addressing) {
        Ok(route) => Ok(format!("{}/{}", route.api.id, route.stage.name)),
        Err(Miss::NoApi) => Err("no api"),
        Err(Miss::WrongNetwork(_)) => Err("wrong network"),
        Err(Miss::Conflict) => Err("conflict"),
        Err(Miss::NoMapping) => Err("no mapping"),
        Err(Miss::NoStage(_)) => Err("no stage"),
        Err(Miss::EndpointDisabled(_)) => Err("disabled"),
        Err(Miss::NoMethod(..)) => Err("no method"),
    }
}

const HERE: Via<'_> = Via::Endpoint(ENDPOINT);
const ELSEWHERE: Via<'_> = Via::Endpoint("vpce-0fedcba9876543210");

#[test]
fn the_host_names_the_api() {
    for host in [
        "public.execute-api.us-east-1.amazonaws.com",
        "public.execute-api.us-east-1.amazonaws.com:443",
        "PUBLIC.Execute-API.us-east-1.AMAZONAWS.com",
        "public.execute-api.us-east-1.amazonaws.com.",
    ] {
        assert_eq!(
            route(host, None, Via::Public, "/prod/items").as_deref(),
            Ok("public/prod"),
            "{host}"
        );
    }
}

#[test]
fn another_region_or_domain_is_no_name_of_ours() {
    for host in [
        "public.execute-api.eu-west-1.amazonaws.com",
        "public.execute-api.us-east-1.example.com",
        "public.execute-api.us-east-1.amazonaws.com.evil.example",
        "x.public.execute-api.us-east-1.amazonaws.com",
        "execute-api.us-east-1.amazonaws.com",
        "127.0.0.1:4566",
        "",
    ] {
        assert_eq!(
            route(host, None, Via::Public, "/prod/items"),
            Err("no api"),
            "{host}"
        );
    }
}

#[test]
fn a_private_api_is_unreachable_from_outside_and_a_public_one_through_an_endpoint() {
    let private = "priv.execute-api.us-east-1.amazonaws.com";
    let public = "public.execute-api.us-east-1.amazonaws.com";
    assert_eq!(
        route(private, None, Via::Public, "/prod/items"),
        Err("wrong network")
    );
    assert_eq!(
        route(public, None, HERE, "/prod/items"),
        Err("wrong network")
    );
    assert_eq!(
        route(private, None, HERE, "/prod/items").as_deref(),
        Ok("priv/prod")
    );
}

#[test]
fn an_endpoint_name_of_an_api_counts_only_at_that_endpoint() {
    let host = format!("priv-{ENDPOINT}.execute-api.us-east-1.amazonaws.com");
    assert_eq!(
        route(&host, None, HERE, "/prod/items").as_deref(),
        Ok("priv/prod")
    );
    assert_eq!(
        route(&host, None, ELSEWHERE, "/prod/items"),
        Err("wrong network")
    );
    assert_eq!(
        route(&host, None, Via::Public, "/prod/items"),
        Err("wrong network")
    );
}

#[test]
fn the_header_selects_behind_an_endpoint_whatever_the_host_says() {
    let nlb = "my-nlb-0123.elb.us-east-1.amazonaws.com";
    assert_eq!(
        route(nlb, Some("priv"), HERE, "/prod/items").as_deref(),
        Ok("priv/prod")
    );
    assert_eq!(
        route("10.0.1.5", Some("priv"), HERE, "/prod/items").as_deref(),
        Ok("priv/prod")
    );
    assert_eq!(route(nlb, None, HERE, "/prod/items"), Err("no api"));
    // In front of the public listener it is a header like any other.
    assert_eq!(
        route(nlb, Some("public"), Via::Public, "/prod/items"),
        Err("no api")
    );
}

#[test]
fn a_host_and_a_header_that_name_two_apis_are_refused() {
    let public = "public.execute-api.us-east-1.amazonaws.com";
    assert_eq!(
        route(public, Some("priv"), HERE, "/prod/items"),
        Err("conflict")
    );
}

#[test]
fn an_unknown_stage_is_another_miss_than_an_unknown_resource() {
    let host = "public.execute-api.us-east-1.amazonaws.com";
    assert_eq!(
        route(host, None, Via::Public, "/test/items"),
        Err("no stage")
    );
    assert_eq!(route(host, None, Via::Public, "/"), Err("no stage"));
    assert_eq!(
        route(host, None, Via::Public, "/prod/nothing"),
        Err("no method")
    );
    assert_eq!(
        route(host, None, Via::Public, "/prod/items/").as_deref(),
        Ok("public/prod")
    );
}
