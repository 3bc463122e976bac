//! Two planes on one port, and the seam to the control plane.

use std::sync::{Arc, Condvar, Mutex, mpsc};

use portcullis_proxy::{ControlPlane, ControlRequest, ControlResponse, Limits, Role};

use crate::client::Sign;
use crate::gateway::{Gateway, Options};
use crate::world::{Api, INVOKE_ALL, OWNER, World, mock, open, signed};

struct Echo;

impl ControlPlane for Echo {
    fn handle(&self, request: ControlRequest) -> ControlResponse {
        if request.path == "/panic" {
            panic!("as asked");
        }
        let query = request.query.unwrap_or_default();
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let host = request
            .headers
            .get("host")
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let text = format!(
            "{} {} {query} {host} {body} {}",
            request.method,
            request.path,
            request.peer.ip()
        );
        let mut response = ControlResponse::json(201, text);
        response.headers.push((
            http::header::CONTENT_LENGTH,
            http::HeaderValue::from_static("7"),
        ));
        response
    }

    fn turn_away(&self, _: ControlRequest) -> ControlResponse {
        ControlResponse::json(429, "come again")
    }
}

/// A control plane that waits for something that does not come, until it is let go.
#[derive(Default)]
struct Stuck {
    released: Mutex<bool>,
    changed: Condvar,
}

impl ControlPlane for Stuck {
    fn handle(&self, _: ControlRequest) -> ControlResponse {
        let released = self.released.lock().unwrap();
        drop(self.changed.wait_while(released, |released| !*released));
        ControlResponse::json(201, "done")
    }

    fn turn_away(&self, request: ControlRequest) -> ControlResponse {
        ControlResponse::json(429, format!("{} comes again", request.path))
    }
}

fn gateway(role: Role) -> (Gateway, crate::world::Key) {
    let mut world = World::default();
    let alice = world.user(OWNER, "alice", Some(INVOKE_ALL));
    world.api(
        Api::regional("public1234")
            .method("GET", "/items", open(mock()))
            .method("GET", "/signed", signed(mock())),
    );
    let options = Options {
        role,
        control: Some(Arc::new(Echo)),
        ..Options::default()
    };
    (Gateway::with(&mut world, options), alice)
}

#[test]
fn a_shared_port_serves_both_planes() {
    let (gateway, alice) = gateway(Role::Both);
    gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .send()
        .is_ok();
    gateway
        .request("GET", "/prod/signed")
        .api("public1234")
        .sign(&alice)
        .send()
        .is_ok();
    let health = gateway
        .request("GET", "/_portcullis/health")
        .header("host", "localhost")
        .send();
    assert_eq!((health.status, health.text()), (200, "{\"status\":\"ok\"}"));
    let iam = Sign {
        service: "iam",
        ..Sign::default()
    };
    let request = gateway
        .request("POST", "/?a=1")
        .header("host", "localhost:1")
        .body("Action=X")
        .sign_with(&alice, &iam);
    let response = request.send();
    assert_eq!(
        (response.status, response.text()),
        (201, "POST / a=1 localhost:1 Action=X 127.0.0.1")
    );
    assert_eq!(response.header("x-amzn-requestid").unwrap().len(), 36);
    // Signed for execute-api, but for no API that is named.
    let lost = gateway
        .request("GET", "/prod/items")
        .header("host", "localhost")
        .sign(&alice)
        .send();
    lost.is(403, "ForbiddenException", "{\"message\":\"Forbidden\"}");
}

#[test]
fn each_plane_is_alone_on_a_port_of_its_own() {
    let (data, _) = gateway(Role::Gateway);
    let response = data
        .request("GET", "/restapis")
        .header("host", "localhost")
        .send();
    response.is(403, "ForbiddenException", "{\"message\":\"Forbidden\"}");
    assert_eq!(
        data.request("GET", "/_portcullis/health")
            .header("host", "localhost")
            .send()
            .status,
        200
    );
    let (control, _) = gateway(Role::Control);
    let response = control
        .request("GET", "/prod/items")
        .api("public1234")
        .send();
    assert!(
        response.text().starts_with("GET /prod/items"),
        "{}",
        response.text()
    );
}

#[test]
fn the_control_plane_gets_no_malformed_request_and_may_fail() {
    let (gateway, _) = gateway(Role::Control);
    let request = |path| gateway.request("POST", path).header("host", "localhost");
    let response = request("/")
        .header("authorization", "a")
        .header("authorization", "b")
        .send();
    assert_eq!(
        (response.status, response.header("x-amzn-errortype")),
        (400, Some("BadRequestException"))
    );
    assert_eq!(
        request("/")
            .header("content-length", "99999999")
            .send()
            .status,
        413
    );
    assert_eq!(request("/panic").send().status, 500);
    assert_eq!(request("/").send().status, 201);
}

#[test]
fn a_stuck_control_plane_keeps_no_call_of_an_api_waiting_and_turns_away_whom_it_cannot_serve() {
    const CALLS: usize = 64;
    // 32 run and 8 wait, whichever worker they came to.
    const SERVED: usize = 40;
    let mut world = World::default();
    world.api(Api::regional("public1234").method("GET", "/items", open(mock())));
    let stuck = Arc::new(Stuck::default());
    let options = Options {
        role: Role::Both,
        control: Some(stuck.clone()),
        workers: 2,
        limits: Limits {
            max_control_waiting: 8,
            ..Limits::default()
        },
        ..Options::default()
    };
    let gateway = Gateway::with(&mut world, options);
    let (answers, answered) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..CALLS {
            let request = gateway
                .request("GET", "/restapis")
                .header("host", "localhost");
            let answers = answers.clone();
            scope.spawn(move || {
                let answer = request.send();
                answers
                    .send((answer.status, answer.text().to_owned()))
                    .unwrap();
            });
        }
        for _ in SERVED..CALLS {
            let away = answered.recv().unwrap();
            assert_eq!(away, (429, "/restapis comes again".to_owned()));
        }
        // Every thread of the control plane is taken, and every place before it.
        for _ in 0..20 {
            gateway
                .request("GET", "/prod/items")
                .api("public1234")
                .send()
                .is_ok();
        }
        *stuck.released.lock().unwrap() = true;
        stuck.changed.notify_all();
        for _ in 0..SERVED {
            assert_eq!(answered.recv().unwrap(), (201, "done".to_owned()));
        }
    });
    let answer = gateway
        .request("GET", "/restapis")
        .header("host", "localhost")
        .send();
    assert_eq!(answer.status, 201, "the places are free again");
}

#[test]
fn only_the_calls_that_bring_a_function_may_be_large() {
    let (gateway, _) = gateway(Role::Control);
    let large = 11 * 1024 * 1024;
    for (method, path, status) in [
        ("POST", "/2015-03-31/functions", 201),
        ("PUT", "/2015-03-31/functions/items/code", 201),
        ("PUT", "/2015-03-31/functions/items/configuration", 413),
        ("POST", "/2015-03-31/functions/items/invocations", 413),
        ("POST", "/", 413),
    ] {
        let response = gateway
            .request(method, path)
            .header("host", "localhost")
            .body(vec![b'x'; large])
            .send();
        assert_eq!(response.status, status, "{method} {path}");
    }
    let too_large = gateway
        .request("POST", "/2015-03-31/functions")
        .header("host", "localhost")
        .header("content-length", "73400321")
        .send();
    assert_eq!(too_large.status, 413);
}

/// Answers with the nice value of the thread that runs it.
struct Nice;

impl ControlPlane for Nice {
    fn handle(&self, _: ControlRequest) -> ControlResponse {
        ControlResponse::json(200, nice_value("/proc/thread-self").unwrap().1.to_string())
    }

    fn turn_away(&self, _: ControlRequest) -> ControlResponse {
        ControlResponse::json(429, "come again")
    }
}

/// The name of a thread and its nice value, as the kernel says them; nothing of one that is gone
/// (<https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>).
fn nice_value(thread: impl AsRef<std::path::Path>) -> Option<(String, i64)> {
    let stat = std::fs::read_to_string(thread.as_ref().join("stat")).ok()?;
    let (before, after) = stat.rsplit_once(") ").unwrap();
    let (_, name) = before.split_once('(').unwrap();
    // The third field of the file is the first after the name; the nice value is the nineteenth.
    let nice = after.split(' ').nth(19 - 3).unwrap();
    Some((name.to_owned(), nice.parse().unwrap()))
}

#[test]
fn control_calls_give_way_to_requests_and_what_requests_wait_for_does_not() {
    let mut world = World::default();
    let mut validated = open(mock());
    validated.request_validator_id = Some("v".to_owned());
    validated.request_models = [("application/json".to_owned(), "M".to_owned())].into();
    world.api(
        Api::regional("public1234")
            .validator("v", true, true)
            .model("M", serde_json::json!({"type": "object"}))
            .method("POST", "/items", validated),
    );
    let options = Options {
        role: Role::Both,
        control: Some(Arc::new(Nice)),
        ..Options::default()
    };
    let gateway = Gateway::with(&mut world, options);
    let (_, own) = nice_value("/proc/thread-self").unwrap();
    let control = gateway
        .request("GET", "/restapis")
        .header("host", "localhost")
        .send();
    assert_eq!(control.text(), (own + 10).min(19).to_string());

    // A body that is validated by a thread that may take its time.
    let body = format!("{{\"text\": \"{}\"}}", "x".repeat(100_000));
    let request = gateway.request("POST", "/prod/items").api("public1234");
    let request = request.header("content-type", "application/json");
    request.body(body).send().is_ok();
    let threads = std::fs::read_dir("/proc/self/task").unwrap();
    let threads = threads.filter_map(|thread| nice_value(thread.unwrap().path()));
    let serving: Vec<_> = threads
        .filter(|(name, _)| name.starts_with("proxy-"))
        .collect();
    for name in ["proxy-0", "proxy-waiting"] {
        assert!(serving.iter().any(|(it, _)| it == name), "{serving:?}");
    }
    assert!(serving.iter().all(|(_, nice)| *nice == own), "{serving:?}");
}
