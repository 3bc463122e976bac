//! Private integrations and the listeners of load balancers, over real sockets: which target gets a request, when it is
//! sent again, and what is answered where no target does.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use portcullis_catalog::api::Integration;
use serde_json::{Value, json};

use crate::backend::{Backend, Reply, ok_bytes, response};
use crate::certificates::Issued;
use crate::client::{Request, Response};
use crate::gateway::Gateway;
use crate::tls_client::Tls;
use crate::world::{Api, OWNER, VPC, World, loopback, open, proxied};

const ARN: &str = "arn:aws:elasticloadbalancing:us-east-1:222222222222";
const ID: &str = "50dc6c495c0c9188";
const UNREACHABLE: &str = r#"{"message": "Network error communicating with endpoint"}"#;
const NAME: &str = "svc-1.us-east-1.elb.amazonaws.com";

/// A world with a load balancer whose node has the address 10.0.0.4, and a client of its VPC.
struct Balanced {
    world: World,
    /// Where the node and the client are on this host.
    node: Ipv4Addr,
    client: Ipv4Addr,
    kind: &'static str,
}

impl Balanced {
    fn new(kind: &'static str) -> Self {
        let mut balanced = Self {
            world: World::default(),
            node: loopback(),
            client: loopback(),
            kind,
        };
        let rule = |id: &str, egress: bool| {
            json!({ "id": id, "egress": egress, "protocol": "all", "from_port": -1, "to_port": -1,
                "peer": { "cidr": "10.0.0.0/8" }, "description": null })
        };
        balanced.put(
            &format!("security-group/{OWNER}/sg-all"),
            json!({ "account": OWNER, "id": "sg-all", "vpc": VPC, "name": "all", "description": "", "tags": {},
                "rules": [rule("sgr-in", false), rule("sgr-out", true)] }),
        );
        let path = format!("{}/svc/{ID}", balanced.word());
        let (node, client) = (balanced.node, balanced.client);
        balanced.interface("eni-node", "10.0.0.4", node, Some(&path));
        balanced.interface("eni-client", "10.0.0.9", client, None);
        balanced.put(
            &format!("load-balancer/{OWNER}/svc"),
            json!({ "account": OWNER, "name": "svc", "id": ID, "kind": kind, "internal": true, "created": 0, "vpc": VPC,
                "nodes": { "subnet-1": { "availability_zone": "us-east-1a", "network_interface": "eni-node" } },
                "security_groups": ["sg-all"], "dns_label": "svc-1", "guards_private_link": false, "attributes": {}, "tags": {} }),
        );
        balanced.put(
            &format!("vpc-link/{OWNER}/link1"),
            json!({ "account": OWNER, "id": "link1", "name": "l", "description": null,
                "target_arns": [format!("{ARN}:loadbalancer/{path}")], "created": 0, "status": "AVAILABLE",
                "status_message": "Your vpc link is ready for use", "tags": {} }),
        );
        balanced
    }

    fn word(&self) -> &'static str {
        if self.kind == "network" { "net" } else { "app" }
    }

    fn put(&mut self, key: &str, record: Value) {
        let envelope = json!({ "v": 1, "d": record }).to_string();
        self.world.records.put(key, envelope.as_bytes()).unwrap();
    }

    fn interface(&mut self, id: &str, address: &str, at: Ipv4Addr, balancer: Option<&str>) {
        self.put(
            &format!("network-interface/{OWNER}/{id}"),
            json!({ "account": OWNER, "id": id, "vpc": VPC, "subnet": "subnet-1", "availability_zone": "us-east-1a",
                "private_ip": address, "loopback": at, "mac_address": "", "security_groups": ["sg-all"], "description": "",
                "vpc_endpoint": null, "load_balancer": balancer, "source_dest_check": true, "tags": {} }),
        );
    }

    fn group_arn(name: &str) -> String {
        format!("{ARN}:targetgroup/{name}/73e2d6bc24d8a067")
    }

    /// A group whose targets are back ends of this process, each by an interface of its own. They are not checked.
    fn group(&mut self, name: &str, protocol: &str, backends: &[SocketAddr]) -> Value {
        let mut targets = Vec::new();
        for (index, backend) in backends.iter().enumerate() {
            let address = format!("10.0.{}.{}", name.len(), 20 + index);
            let std::net::IpAddr::V4(at) = backend.ip() else {
                panic!("{backend}")
            };
            self.interface(&format!("eni-{name}-{index}"), &address, at, None);
            targets.push(json!({ "id": address, "port": backend.port(), "availability_zone": "us-east-1a", "registered": 0 }));
        }
        self.put(
            &format!("target-group/{OWNER}/{name}"),
            json!({ "account": OWNER, "name": name, "id": "73e2d6bc24d8a067", "target_kind": "ip", "protocol": protocol,
                "protocol_version": null, "port": 80, "vpc": VPC, "ipv6": false,
                "health_check": { "enabled": false, "protocol": "TCP", "port": null, "path": null, "interval": 30, "timeout": 5,
                    "healthy_threshold": 5, "unhealthy_threshold": 2, "matcher": null },
                "attributes": {}, "targets": targets, "tags": {} }),
        );
        json!([{ "order": null, "what": { "forward": {
            "target_groups": [{ "arn": Self::group_arn(name), "weight": 1 }], "stickiness": null } } }])
    }

    fn listener(&mut self, protocol: &str, port: u16, actions: Value) {
        self.put(
            &format!("listener/{OWNER}/{ID}/f2f7dc8efc522ab2"),
            json!({ "account": OWNER, "load_balancer_kind": self.kind, "load_balancer": "svc", "load_balancer_id": ID,
                "id": "f2f7dc8efc522ab2", "protocol": protocol, "port": port, "ssl_policy": null, "certificates": [],
                "alpn_policy": null, "mutual_authentication": null, "default_actions": actions, "default_rule": "1",
                "attributes": {}, "tags": {} }),
        );
    }

    fn rule(&mut self, priority: u32, conditions: Value, actions: Value) {
        self.put(
            &format!("listener-rule/{OWNER}/{ID}/f2f7dc8efc522ab2/rule{priority}"),
            json!({ "account": OWNER, "load_balancer": "svc", "load_balancer_id": ID, "listener": "f2f7dc8efc522ab2",
                "id": format!("rule{priority}"), "priority": priority, "conditions": conditions, "actions": actions, "tags": {} }),
        );
    }

    /// An API whose paths go to the load balancer.
    fn api(&mut self, uri: &str, change: impl Fn(&mut Integration)) {
        let mut integration = proxied(format!("{uri}/{{proxy}}"));
        integration.connection_type = Some("VPC_LINK".to_owned());
        integration.connection_id = Some("link1".to_owned());
        crate::world::map(
            &mut integration,
            "integration.request.path.proxy",
            "method.request.path.proxy",
        );
        change(&mut integration);
        let api = Api::regional("public1234");
        self.world
            .api(api.method("ANY", "/{proxy+}", open(integration)));
    }

    fn by_target(&self) -> impl Fn(&mut Integration) + use<> {
        let arn = format!("{ARN}:loadbalancer/{}/svc/{ID}", self.word());
        move |integration| integration.integration_target = Some(arn.clone())
    }

    /// From a workload of the VPC.
    fn request(&self, port: u16, method: &str, path: &str) -> Request {
        Request::new((self.node, port).into(), method, path).from(self.client)
    }
}

fn call(gateway: &Gateway, method: &str, path: &str) -> Response {
    gateway
        .request(method, &format!("/prod{path}"))
        .api("public1234")
        .send()
}

/// An address where nobody listens any more.
fn dead() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

/// A port that is free at an address; nobody else has the address.
fn port_at(address: Ipv4Addr) -> u16 {
    let free = TcpListener::bind((address, 0)).unwrap();
    free.local_addr().unwrap().port()
}

#[test]
fn targets_take_turns_and_one_that_cannot_be_connected_to_has_had_nothing() {
    let (blue, green) = (Backend::ok(), Backend::ok());
    let mut balanced = Balanced::new("network");
    let forward = balanced.group("svc", "TCP", &[blue.address, dead(), green.address]);
    balanced.listener("TCP", 80, forward);
    balanced.api("http://anything.example", |_| {});
    let gateway = Gateway::start(&mut balanced.world);
    for turn in 0..12 {
        let response = call(&gateway, "POST", &format!("/a/{turn}"));
        assert_eq!(response.status, 200, "{response:?}");
    }
    let (blue, green) = (blue.received(), green.received());
    assert_eq!(blue.len() + green.len(), 12);
    assert!(blue.len() >= 4 && green.len() >= 4);
    // The host of the URI is the Host header, and not where the request goes.
    assert_eq!(blue[0].header("host"), Some("anything.example"));
    assert!(blue[0].target.starts_with("/a/"));
}

#[test]
fn a_request_is_sent_to_another_target_only_where_that_is_safe() {
    let silent = Backend::start(|_| Reply::Last(Vec::new()));
    let good = Backend::ok();
    let mut balanced = Balanced::new("network");
    let forward = balanced.group("svc", "TCP", &[silent.address, good.address]);
    balanced.listener("TCP", 80, forward);
    balanced.api("http://anything.example", |_| {});
    let gateway = Gateway::start(&mut balanced.world);
    for _ in 0..4 {
        assert_eq!(call(&gateway, "GET", "/x").status, 200);
    }
    assert!(!silent.received().is_empty());
    let statuses: Vec<u16> = (0..4)
        .map(|_| call(&gateway, "POST", "/x").status)
        .collect();
    assert!(
        statuses.contains(&504) && statuses.contains(&200),
        "{statuses:?}"
    );
    let posts = |backend: &Backend| {
        let received = backend.received();
        received.iter().filter(|it| it.method == "POST").count()
    };
    assert_eq!(posts(&silent) + posts(&good), 4, "none was sent twice");

    // What began to answer is not asked again, nor is anybody else.
    let half = Backend::start(|_| Reply::Last(b"HTTP/1.1 200 OK\r\nContent-".to_vec()));
    let mut balanced = Balanced::new("network");
    let forward = balanced.group("svc", "TCP", &[half.address]);
    balanced.listener("TCP", 80, forward);
    balanced.api("http://anything.example", |_| {});
    let gateway = Gateway::start(&mut balanced.world);
    call(&gateway, "GET", "/x").is(504, "InternalServerErrorException", UNREACHABLE);
    assert_eq!(half.received().len(), 1);
}

#[test]
fn what_leads_nowhere_is_answered_as_api_gateway_does() {
    let backend = Backend::ok();
    let build = |change: &dyn Fn(&mut Balanced)| {
        let mut balanced = Balanced::new("network");
        let forward = balanced.group("svc", "TCP", &[backend.address]);
        balanced.listener("TCP", 80, forward);
        balanced.api("http://anything.example", |_| {});
        change(&mut balanced);
        let gateway = Gateway::start(&mut balanced.world);
        call(&gateway, "GET", "/x").status
    };
    assert_eq!(build(&|_| {}), 200);
    // No listener on the port of the URI.
    let other_port = |balanced: &mut Balanced| balanced.api("http://anything.example:81", |_| {});
    assert_eq!(build(&other_port), 504);
    // A link that failed, one that is not there, and one of another account.
    let failed = |balanced: &mut Balanced| {
        let arn = format!("{ARN}:loadbalancer/net/svc/{ID}");
        balanced.put(
            &format!("vpc-link/{OWNER}/link1"),
            json!({ "account": OWNER, "id": "link1", "name": "l", "description": null, "target_arns": [arn], "created": 0,
                "status": "FAILED", "status_message": "NLB ARN is malformed", "tags": {} }),
        );
    };
    assert_eq!(build(&failed), 500);
    let missing = |balanced: &mut Balanced| {
        balanced.api("http://anything.example", |it| {
            it.connection_id = Some("none".to_owned())
        });
    };
    assert_eq!(build(&missing), 500);
    let stage = |balanced: &mut Balanced| {
        balanced.api("http://anything.example", |it| {
            it.connection_id = Some("${stageVariables.none}".to_owned());
        });
    };
    assert_eq!(build(&stage), 500);
    // A group that lets nothing out of the load balancer, and one that lets no link in.
    let no_egress = |balanced: &mut Balanced| balanced.world.group("sg-all", &[]);
    let shut = |balanced: &mut Balanced| {
        balanced.put(
            &format!("security-group/{OWNER}/sg-all"),
            json!({ "account": OWNER, "id": "sg-all", "vpc": VPC, "name": "all", "description": "", "tags": {}, "rules": [] }),
        );
        no_egress(balanced);
    };
    assert_eq!(build(&shut), 504);
    let no_targets = |balanced: &mut Balanced| {
        balanced.group("svc", "TCP", &[]);
    };
    assert_eq!(build(&no_targets), 504);
    assert_eq!(backend.received().len(), 1);
}

#[test]
fn an_application_load_balancer_chooses_by_its_rules_on_the_way_of_a_link() {
    let (orders, others) = (Backend::ok(), Backend::ok());
    let mut balanced = Balanced::new("application");
    let to_orders = balanced.group("orders", "HTTP", &[orders.address]);
    let to_others = balanced.group("others2", "HTTP", &[others.address]);
    let none = balanced.group("none", "HTTP", &[]);
    let down = balanced.group("downs", "HTTP", &[dead()]);
    let text = json!([{ "order": 1, "what": { "fixed_response": {
        "status_code": "410", "content_type": "text/plain", "message_body": "gone" } } }]);
    let moved = json!([{ "order": 1, "what": { "redirect": {
        "protocol": "HTTPS", "port": "443", "host": "#{host}", "path": "/new/#{path}", "query": "#{query}", "permanent": true } } }]);
    balanced.listener("HTTP", 80, to_others);
    // A link of the second generation brings the stage along.
    let path = |text: &str| json!([{ "path_pattern": { "values": [format!("/prod{text}")] } }]);
    balanced.rule(1, path("/orders/*"), to_orders.clone());
    balanced.rule(
        2,
        json!([{ "http_header": { "name": "X-Team", "patterns": { "values": ["ord*"] } } },
        { "http_request_method": ["GET"] }]),
        to_orders.clone(),
    );
    balanced.rule(
        3,
        json!([{ "query_string": [["v", "2"]] }]),
        to_orders.clone(),
    );
    balanced.rule(
        4,
        json!([{ "host_header": { "values": ["*.orders.example"] } }]),
        to_orders,
    );
    balanced.rule(5, path("/gone"), text);
    balanced.rule(6, path("/old/*"), moved);
    balanced.rule(7, path("/none"), none);
    balanced.rule(8, path("/down"), down);
    let by_target = balanced.by_target();
    balanced.api("http://svc.example", by_target);
    let gateway = Gateway::start(&mut balanced.world);
    let reached = |request: Request| {
        let before = (orders.received().len(), others.received().len());
        let response = request.api("public1234").send();
        let after = (orders.received().len(), others.received().len());
        (response, after.0 - before.0, after.1 - before.1)
    };
    let get = |path: &str| reached(gateway.request("GET", &format!("/prod{path}")));
    assert_eq!(get("/orders/1").1, 1);
    assert_eq!(get("/x").2, 1);
    assert_eq!(get("/x?v=2").1, 1);
    let with_header = |method: &str| {
        reached(
            gateway
                .request(method, "/prod/x")
                .header("X-Team", "orders"),
        )
    };
    assert_eq!(with_header("GET").1, 1);
    assert_eq!(with_header("POST").2, 1);
    let (response, ..) = get("/gone");
    assert_eq!((response.status, response.text()), (410, "gone"));
    let (response, ..) = get("/old/a?b=c");
    assert_eq!(response.status, 301);
    let location = response.header("location");
    assert_eq!(location, Some("https://svc.example:443/new/prod/old/a?b=c"));
    // Nobody is registered; somebody is, and refuses.
    assert_eq!(get("/none").0.status, 503);
    let (response, ..) = get("/down");
    assert_eq!(response.status, 502);
    assert!(response.text().contains("<h1>502 Bad Gateway</h1>"));
    // It says for whom it forwards.
    let seen = orders.received().remove(0);
    assert_eq!(seen.target, "/prod/orders/1");
    assert_eq!(seen.header("x-forwarded-proto"), Some("http"));
    assert_eq!(seen.header("x-forwarded-port"), Some("80"));
    assert_eq!(seen.header("x-forwarded-for"), Some("10.0.0.4"));
    assert_eq!(seen.header("host"), Some("svc.example"));
}

#[test]
fn a_listener_in_the_vpc_forwards_requests_to_targets_and_nobody_else_in() {
    let backend = Backend::start(|request| match request.target.as_str() {
        "/early" => Reply::Last(Vec::new()),
        _ => Reply::Bytes(response("201 Created", &[("X-From", "target")], "made")),
    });
    let mut balanced = Balanced::new("application");
    let port = port_at(balanced.node);
    let forward = balanced.group("svc", "HTTP", &[backend.address]);
    balanced.listener("HTTP", port, forward);
    let _gateway = Gateway::start(&mut balanced.world);
    let answer = balanced
        .request(port, "PUT", "/a?b=c")
        .header("Host", "svc.example")
        .header("X-Forwarded-For", "192.0.2.7")
        .body("hello")
        .send();
    assert_eq!((answer.status, answer.text()), (201, "made"));
    assert_eq!(answer.header("x-from"), Some("target"));
    let seen = backend.last();
    assert_eq!(
        (seen.target.as_str(), seen.body.as_slice()),
        ("/a?b=c", b"hello".as_slice())
    );
    assert_eq!(seen.header("host"), Some("svc.example"));
    assert_eq!(seen.header("x-forwarded-for"), Some("192.0.2.7, 10.0.0.9"));
    let early = balanced
        .request(port, "GET", "/early")
        .header("Host", "x")
        .send();
    assert_eq!(early.status, 502);
    // An internal load balancer is not for whoever is outside of its VPC.
    let stranger = balanced.request(port, "GET", "/a").from(loopback());
    assert!(stranger.header("Host", "x").is_dropped());
}

#[test]
fn a_listener_in_the_vpc_forwards_connections_and_names_the_client_where_it_is_to() {
    let plain = Backend::start(|_| Reply::Bytes(ok_bytes()));
    let mut balanced = Balanced::new("network");
    let port = port_at(balanced.node);
    let forward = balanced.group("svc", "TCP", &[dead(), plain.address]);
    balanced.listener("TCP", port, forward);
    let _gateway = Gateway::start(&mut balanced.world);
    for _ in 0..3 {
        let answer = balanced
            .request(port, "GET", "/raw")
            .header("Host", "x")
            .send();
        assert_eq!(answer.status, 200);
    }
    assert_eq!(plain.received().len(), 3);
    assert_eq!(
        plain.last().header("x-forwarded-for"),
        None,
        "bytes are not read"
    );
}

#[test]
fn tls_ends_at_the_load_balancer_where_its_listener_says_so() {
    for (kind, listener, group) in [("application", "HTTPS", "HTTP"), ("network", "TLS", "TCP")] {
        let backend = Backend::ok();
        let mut balanced = Balanced::new(kind);
        let port = port_at(balanced.node);
        let forward = balanced.group("svc", group, &[backend.address]);
        balanced.listener(listener, port, forward);
        let name = if kind == "network" {
            "svc-1.elb.us-east-1.amazonaws.com"
        } else {
            NAME
        };
        // The name of the load balancer is in its certificate, and nobody whom the operator trusts vouches for that.
        let by_target = balanced.by_target();
        balanced.api(&format!("https://{name}:{port}"), by_target);
        let gateway = Gateway::start(&mut balanced.world);
        let client = Tls {
            to: (balanced.node, port).into(),
            from: Some(balanced.client),
            ..Tls::new(&gateway, name)
        };
        let answer = client.get("/secret").expect(kind);
        assert_eq!(answer.status, 200, "{kind}");
        assert_eq!(backend.last().target, "/secret");
        let other = Tls {
            name: "somebody.example".to_owned(),
            ..client
        };
        assert!(other.connect().is_err(), "{kind}");
        assert_eq!(call(&gateway, "GET", "/x").status, 500, "{kind}");
    }
}

#[test]
fn a_template_takes_the_stage_out_of_the_path_again() {
    use portcullis_catalog::api::{IntegrationResponse, IntegrationType};

    let backend = Backend::ok();
    let mut balanced = Balanced::new("application");
    let forward = balanced.group("svc", "HTTP", &[backend.address]);
    balanced.listener("HTTP", 80, forward);
    let by_target = balanced.by_target();
    balanced.api("http://svc.example", |integration| {
        by_target(integration);
        integration.integration_type = IntegrationType::Http;
        let template = "#set($context.requestOverride.path = \"/plain\"){}";
        integration
            .request_templates
            .insert("application/json".to_owned(), template.to_owned());
        let response = Box::new(IntegrationResponse::default());
        integration.responses.insert("200".to_owned(), response);
    });
    let gateway = Gateway::start(&mut balanced.world);
    assert_eq!(call(&gateway, "GET", "/x?a=b").status, 200);
    assert_eq!(backend.last().target, "/plain");
}

#[test]
fn a_load_balancer_takes_its_targets_certificates_as_they_are() {
    let issued = Issued::by_itself(&["somebody.example"]);
    let backend = Backend::secured(crate::https_backends::config(&issued, None));
    let mut balanced = Balanced::new("application");
    let port = port_at(balanced.node);
    let forward = balanced.group("svc", "HTTPS", &[backend.address]);
    balanced.listener("HTTP", port, forward);
    let by_target = balanced.by_target();
    balanced.api(&format!("http://svc.example:{port}"), by_target);
    let gateway = Gateway::start(&mut balanced.world);
    let direct = balanced
        .request(port, "GET", "/direct")
        .header("Host", "svc.example");
    assert_eq!(direct.send().status, 200);
    assert_eq!(call(&gateway, "GET", "/linked").status, 200);
    let targets: Vec<String> = backend.received().into_iter().map(|it| it.target).collect();
    assert_eq!(targets, ["/direct", "/prod/linked"]);
}

#[test]
fn a_target_is_told_for_whom_a_connection_is_where_its_group_says_so() {
    use std::io::{Read, Write};

    let target = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut balanced = Balanced::new("network");
    let port = port_at(balanced.node);
    let forward = balanced.group("svc", "TCP", &[target.local_addr().unwrap()]);
    balanced.listener("TCP", port, forward);
    let mut group: Value = {
        let key = format!("target-group/{OWNER}/svc");
        let groups = &balanced.world.records.target_groups;
        serde_json::to_value(&**groups.get(&key).unwrap()).unwrap()
    };
    group["attributes"] = json!({ "proxy_protocol_v2.enabled": "true" });
    balanced.put(&format!("target-group/{OWNER}/svc"), group);
    let _gateway = Gateway::start(&mut balanced.world);
    let mut client = balanced.request(port, "GET", "/").connect();
    client.write_all(b"hello").unwrap();
    let (mut accepted, _) = target.accept().unwrap();
    let mut bytes = [0; 33];
    accepted.read_exact(&mut bytes).unwrap();
    assert_eq!(&bytes[..12], b"\r\n\r\n\0\r\nQUIT\n");
    let own = client.local_addr().unwrap().port().to_be_bytes();
    assert_eq!(&bytes[16..24], [10, 0, 0, 9, 10, 0, 0, 4]);
    assert_eq!(bytes[24..26], own);
    assert_eq!(bytes[26..28], port.to_be_bytes());
    assert_eq!(&bytes[28..], b"hello");
    accepted.write_all(b"bye").unwrap();
    drop(accepted);
    let mut said = String::new();
    client.read_to_string(&mut said).unwrap();
    assert_eq!(said, "bye");
}
