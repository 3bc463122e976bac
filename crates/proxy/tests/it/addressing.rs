//! Which API a request means, by every form of address, and on which way in (API Gateway
//! Developer Guide, "Invoke a private API").

use crate::client::host_of;
use crate::gateway::Gateway;
use crate::world::{Api, World, mock, open};

const FORBIDDEN: &str = "{\"message\":\"Forbidden\"}";

struct Setup {
    gateway: Gateway,
    first: std::net::Ipv4Addr,
    second: std::net::Ipv4Addr,
}

/// A private API that is associated with the first of two endpoints, and a regional one.
fn setup() -> Setup {
    let mut world = World::default();
    let first = world.open_endpoint("vpce-0aaa", "10.0.0.10");
    let second = world.open_endpoint("vpce-0bbb", "10.0.0.11");
    let mut private = Api::private("private123").method("GET", "/items", open(mock()));
    private.vpc_endpoint_ids.push("vpce-0aaa".to_owned());
    world.api(private);
    world.api(Api::private("private456").method("GET", "/items", open(mock())));
    world.api(Api::regional("public1234").method("GET", "/items", open(mock())));
    let mut disabled = Api::regional("disabled12").method("GET", "/items", open(mock()));
    disabled.disable_default = true;
    world.api(disabled);
    Setup {
        gateway: Gateway::start(&mut world),
        first,
        second,
    }
}

#[test]
fn h1_a_regional_api_is_named_by_its_host() {
    let Setup { gateway, .. } = setup();
    gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .send()
        .is_ok();
    let host = format!(
        "{}:{}",
        host_of("PUBLIC1234").to_uppercase(),
        gateway.address.port()
    );
    gateway
        .request("GET", "/prod/items")
        .header("host", &host)
        .send()
        .is_ok();
}

#[test]
fn h1_to_h5_name_a_private_api_through_its_endpoint() {
    let Setup {
        gateway,
        first,
        second,
    } = setup();
    let through = |host: &str, header: Option<&str>| {
        let request = gateway
            .request_through(first, "GET", "/prod/items")
            .header("host", host);
        match header {
            Some(api) => request.header("x-apigw-api-id", api),
            None => request,
        }
        .send()
    };
    let endpoint_name = "vpce-0aaa-abcdefgh.execute-api.us-east-1.vpce.amazonaws.com";
    through(&host_of("private123"), None).is_ok();
    through(
        "private123-vpce-0aaa.execute-api.us-east-1.amazonaws.com",
        None,
    )
    .is_ok();
    through(endpoint_name, Some("private123")).is_ok();
    through("127.0.0.1", Some("private123")).is_ok();
    through("lb-123.elb.us-east-1.amazonaws.com", Some("private123")).is_ok();
    through(
        "private123.execute-api.us-east-1.amazonaws.com.cn",
        Some("private123"),
    )
    .is_ok();
    through("execute-api.us-east-1.amazonaws.com", Some("PRIVATE123")).is_ok();
    // The second endpoint reaches it too, but not under the first one's name.
    gateway
        .request_through(second, "GET", "/prod/items")
        .api("private123")
        .send()
        .is_ok();
    gateway
        .request_through(second, "GET", "/prod/items")
        .header(
            "host",
            "private123-vpce-0aaa.execute-api.us-east-1.amazonaws.com",
        )
        .send()
        .is(403, "ForbiddenException", FORBIDDEN);
}

#[test]
fn an_address_that_names_nothing_here_is_forbidden_and_says_no_more() {
    let Setup { gateway, first, .. } = setup();
    let forbidden =
        |request: crate::client::Request| request.send().is(403, "ForbiddenException", FORBIDDEN);
    let private = |host: &str| {
        gateway
            .request_through(first, "GET", "/prod/items")
            .header("host", host)
    };
    // A private API from outside, under any name.
    forbidden(gateway.request("GET", "/prod/items").api("private123"));
    forbidden(
        gateway
            .request("GET", "/prod/items")
            .header("host", "a.b")
            .header("x-apigw-api-id", "private123"),
    );
    forbidden(gateway.request("GET", "/prod/items").header(
        "host",
        "private123-vpce-0aaa.execute-api.us-east-1.amazonaws.com",
    ));
    // A public one through an endpoint.
    forbidden(private(&host_of("public1234")));
    forbidden(private("a.b").header("x-apigw-api-id", "public1234"));
    // Names of nothing, and two names at once.
    forbidden(private("a.b"));
    forbidden(private(&host_of("nosuchapi1")));
    forbidden(private("a.b").header("x-apigw-api-id", "nosuchapi1"));
    forbidden(private(&host_of("private123")).header("x-apigw-api-id", "private456"));
    forbidden(gateway.request("GET", "/prod/items").api("nosuchapi1"));
    // An API without its default name; a stage that is none; no stage at all.
    forbidden(gateway.request("GET", "/prod/items").api("disabled12"));
    forbidden(gateway.request("GET", "/test/items").api("public1234"));
    forbidden(gateway.request("GET", "/").api("public1234"));
}

#[test]
fn the_header_counts_only_behind_an_endpoint() {
    let Setup { gateway, .. } = setup();
    let request = gateway.request("GET", "/prod/items").api("public1234");
    request
        .header("x-apigw-api-id", "private123")
        .send()
        .is_ok();
}

#[test]
fn paths_that_api_gateway_takes_for_the_same_are_the_same() {
    let Setup { gateway, .. } = setup();
    for path in [
        "/prod/items",
        "/prod/items/",
        "//prod/items",
        "/prod//items",
        "/prod/%69tems",
    ] {
        gateway
            .request("GET", path)
            .api("public1234")
            .send()
            .is_ok();
    }
}

#[test]
fn endpoints_come_and_go_with_the_snapshot() {
    let mut world = World::default();
    world.api(Api::private("private123").method("GET", "/items", open(mock())));
    let gateway = Gateway::start(&mut world);
    let loopback = world.open_endpoint("vpce-0aaa", "10.0.0.10");
    let request = || {
        gateway
            .request_through(loopback, "GET", "/prod/items")
            .api("private123")
    };

    gateway.world.store(world.compile());
    assert_eq!(gateway.proxy().reconcile().len(), 2);
    request().send().is_ok();
    assert_eq!(
        gateway.journal.last().vpc_endpoint.as_deref(),
        Some("vpce-0aaa")
    );

    // A connection that stays loses its endpoint with the snapshot.
    let kept = request().connect();
    let again = kept.try_clone().unwrap();
    crate::client::exchange(again, &request().bytes(), "GET")
        .unwrap()
        .is_ok();
    let keys: Vec<String> = world.records.vpc_endpoints.keys().cloned().collect();
    keys.iter().for_each(|key| world.records.remove(key));
    gateway.world.store(world.compile());
    assert!(crate::client::exchange(kept, &request().bytes(), "GET").is_none());
    assert_eq!(
        gateway.journal.last().denied_by.as_deref(),
        Some("SecurityGroup")
    );
    assert_eq!(gateway.proxy().reconcile().len(), 1);
}

#[test]
fn an_address_that_cannot_be_bound_is_reported_and_tried_again() {
    let mut world = World::default();
    let gateway = Gateway::start(&mut world);
    let loopback = world.open_endpoint("vpce-0aaa", "10.0.0.10");
    let taken = std::net::TcpListener::bind(gateway.at(loopback)).unwrap();
    gateway.world.store(world.compile());
    let status = gateway.proxy().reconcile().pop().unwrap();
    assert_eq!(status.endpoint.as_deref(), Some("vpce-0aaa"));
    match status.state {
        portcullis_proxy::ListenerState::Failed(why) => assert!(why.contains("in use"), "{why}"),
        other => panic!("{other:?}"),
    }
    drop(taken);
    let status = gateway.proxy().reconcile().pop().unwrap();
    assert_eq!(status.state, portcullis_proxy::ListenerState::Listening);
}

#[test]
fn two_listeners_never_share_an_address() {
    let mut world = World::default();
    let gateway = Gateway::start(&mut world);
    let error = gateway
        .proxy()
        .listen(
            gateway.address,
            portcullis_proxy::Role::Control,
            portcullis_proxy::Transport::Http,
        )
        .unwrap_err();
    assert!(
        error.to_string().contains(&gateway.address.to_string()),
        "{error}"
    );
    // Nor where every address is listened on, and a share of the port is a matter of asking.
    let everywhere = "0.0.0.0:0".parse().unwrap();
    let everywhere = gateway
        .proxy()
        .listen(
            everywhere,
            portcullis_proxy::Role::Gateway,
            portcullis_proxy::Transport::Http,
        )
        .unwrap();
    assert!(
        gateway
            .proxy()
            .listen(
                everywhere,
                portcullis_proxy::Role::Control,
                portcullis_proxy::Transport::Http
            )
            .is_err()
    );
    let one = std::net::SocketAddr::new(std::net::Ipv4Addr::LOCALHOST.into(), everywhere.port());
    gateway
        .proxy()
        .listen(
            one,
            portcullis_proxy::Role::Gateway,
            portcullis_proxy::Transport::Http,
        )
        .unwrap();
    assert!(
        gateway
            .proxy()
            .listen(
                one,
                portcullis_proxy::Role::Control,
                portcullis_proxy::Transport::Http
            )
            .is_err()
    );
}
