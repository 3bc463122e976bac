//! The mistakes of people who sign with `curl --aws-sigv4`, and those of old versions of curl itself: curl makes each and sends it
//! to a running gateway, some through a relay that changes something on the way. The answer is AWS's; the journal and
//! `portcullis explain` name the cause.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use serde_json::json;

use crate::api::{host, policy, user};
use crate::aws::{Keys, escape};
use crate::clients::{curl, later, skipped, succeed};
use crate::explain::World;

const RIGHT: &str = "aws:amz:us-east-1:execute-api";

/// A call by curl, and the codes of what is wrong with it, with blanks between them.
#[derive(Default)]
struct Call<'a> {
    mistakes: &'a str,
    user: String,
    /// What `--aws-sigv4` is told; [`RIGHT`] where it is empty.
    scope: &'a str,
    target: &'a str,
    options: Vec<String>,
    /// The host that curl believes to call; the API's where it is empty.
    host: &'a str,
    /// What happens to the text of the request on its way.
    change: Option<fn(String) -> String>,
    /// By how many minutes curl's clock is wrong.
    minutes: i32,
}

struct Callers {
    world: World,
    alice: Keys,
    /// Another access key of the same user.
    other: Keys,
    session: Keys,
    another_session: Keys,
}

impl Callers {
    fn new() -> Self {
        let world = World::new(&[]);
        let invoke =
            policy(json!([{ "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*" }]));
        let alice = user(&world.owner, "alice", Some(&invoke));
        let query = |service: &str, action: &str, parameters: &[(&str, &str)]| {
            world.owner.query(service, action, parameters).ok()
        };
        let other = query("iam", "CreateAccessKey", &[("UserName", "alice")]);
        let trust = policy(json!([{
            "Effect": "Allow",
            "Principal": { "AWS": "arn:aws:iam::222222222222:root" },
            "Action": "sts:AssumeRole",
        }]));
        query(
            "iam",
            "CreateRole",
            &[("RoleName", "app"), ("AssumeRolePolicyDocument", &trust)],
        );
        let session = |name: &str| {
            let role = "arn:aws:iam::222222222222:role/app";
            let parameters = [("RoleArn", role), ("RoleSessionName", name)];
            Keys::in_answer(&query("sts", "AssumeRole", &parameters))
        };
        Self {
            other: Keys::in_answer(&other),
            session: session("one"),
            another_session: session("another"),
            alice,
            world,
        }
    }

    /// Sends it, and holds the trace and the journal against what is wrong with it.
    #[track_caller]
    fn check(&self, call: &Call<'_>) {
        let host = match call.host {
            "" => host(&self.world.api),
            host => host.to_owned(),
        };
        let relay = call
            .change
            .map(|change| Relay::start(self.world.gateway.address, change));
        let to = relay
            .as_ref()
            .map_or(self.world.gateway.address, |relay| relay.address);
        let mut command = curl();
        command
            .args(["--http1.1", "--output", "/dev/null", "--connect-to"])
            .arg(format!("{host}:80:{}:{}", to.ip(), to.port()))
            .args(["--write-out", "%{http_code} %header{x-amzn-requestid}"])
            .args(["--user", &call.user, "--aws-sigv4"])
            .arg(if call.scope.is_empty() {
                RIGHT
            } else {
                call.scope
            })
            .args(&call.options)
            .arg(format!("http://{host}{}", call.target));
        if call.minutes != 0 {
            let Some(shifted) = later(&command, call.minutes) else {
                return;
            };
            command = shifted;
        }
        let mark = self.world.gateway.mark();
        let printed = succeed(&mut command);
        if let Some(relay) = relay {
            relay.thread.join().unwrap();
        }
        let (status, id) = printed.split_once(' ').unwrap();
        if call.mistakes.is_empty() {
            // Admitted: the MOCK has no response for it, which is a configuration error.
            assert_eq!(status, "500", "{command:?}");
            return;
        }
        assert_eq!(status, "403", "{command:?}");
        let trace = self.world.trace(None, id).unwrap();
        let changes = trace["suggestion"]["changes"].as_array().unwrap();
        let named: Vec<&str> = changes
            .iter()
            .map(|change| change["client"]["kind"].as_str().unwrap())
            .collect();
        assert_eq!(named.join(" "), call.mistakes, "{command:?}: {trace:#}");
        // Of what is unknown the journal says nothing.
        for change in changes.iter().filter(|_| call.mistakes != "unknown") {
            let words = change["words"].as_str().unwrap();
            let (_, words) = words.split_once(": ").unwrap();
            self.world.gateway.says_after(mark, words);
        }
    }
}

fn pair(keys: &Keys) -> String {
    format!("{}:{}", keys.id, keys.secret)
}

fn header(name: &str, value: &str) -> Vec<String> {
    vec!["--header".to_owned(), format!("{name}: {value}")]
}

fn words(options: &[&str]) -> Vec<String> {
    options.iter().map(|it| (*it).to_owned()).collect()
}

#[test]
fn what_people_tell_curl_wrongly_is_named_through_the_gateway() {
    let callers = Callers::new();
    let (alice, session) = (pair(&callers.alice), pair(&callers.session));
    let by_alice = |mistakes, user: String| Call {
        mistakes,
        user,
        target: "/prod/pets",
        ..Call::default()
    };
    callers.check(&by_alice("", alice.clone()));

    // The scope: another region, another service, and none, when curl takes them from the first labels of the host name.
    for (mistakes, scope) in [
        ("scope-region", "aws:amz:eu-west-1:execute-api"),
        ("scope-service", "aws:amz:us-east-1:apigateway"),
        ("scope-region scope-service", "aws:amz"),
    ] {
        callers.check(&Call {
            scope,
            ..by_alice(mistakes, alice.clone())
        });
    }

    // The secret.
    let (id, secret) = (&callers.alice.id, &callers.alice.secret);
    for (mistake, user) in [
        ("key-other", format!("{id}:{}", callers.other.secret)),
        ("key-blank", format!("{alice} ")),
        ("key-blank", format!("{alice}\n")),
        ("key-quoted", format!("{id}:\"{secret}\"")),
        ("unknown", format!("{id}:{secret}x")),
    ] {
        callers.check(&by_alice(mistake, user));
    }
    let encoded = escape(secret);
    if encoded != *secret {
        callers.check(&by_alice("key-encoded", format!("{id}:{encoded}")));
    }

    // The token.
    let token = |keys: &Keys| header("X-Amz-Security-Token", keys.token.as_deref().unwrap());
    for (mistake, user, options) in [
        ("token-missing", &session, Vec::new()),
        ("token-of-others", &session, token(&callers.another_session)),
        ("token-unexpected", &alice, token(&callers.session)),
    ] {
        callers.check(&Call {
            options,
            ..by_alice(mistake, user.clone())
        });
    }

    // The clock.
    for minutes in [-11, 11, 26 * 60] {
        callers.check(&Call {
            minutes,
            ..by_alice("clock-skew", alice.clone())
        });
    }
}

#[test]
fn what_curl_signs_otherwise_than_it_sends_is_named_through_the_gateway() {
    let callers = Callers::new();
    let call = |mistakes, target, options: &[&str]| Call {
        mistakes,
        user: pair(&callers.alice),
        target,
        options: words(options),
        ..Call::default()
    };
    // Every version: slashes as they are, and bodies that it does not have in memory.
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    callers.check(&call("path-not-normalised", "/prod//pets", &[]));
    callers.check(&call("body-empty", "/prod/pets", &["--upload-file", file]));
    callers.check(&call("body-empty", "/prod/pets", &["--form", "a=b"]));
    callers.check(&call("", "/prod/pets", &["--data", "{\"a\": 1}"]));
    callers.check(&call("", "/prod/pets", &["--head"]));

    // Versions before 8.14 canonicalise neither paths nor query strings nor repeated headers as AWS does.
    let twice = ["--header", "X-Tenant: b", "--header", "X-Tenant: a"];
    let old = [
        ("path-encoded-once", "/prod/a%20b", &[][..]),
        ("query-as-sent", "/prod/pets?b=2&a=1", &[]),
        ("query-as-sent", "/prod/pets?a", &[]),
        (
            "query-not-encoded",
            "/prod/pets?role=arn:aws:iam::1:role/x",
            &[],
        ),
        ("query-not-encoded", "/prod/pets?a=b+c", &[]),
        ("header-repeated", "/prod/pets", &twice),
    ];
    let version = version_of_curl();
    if version < (8, 8) {
        for (mistake, target, options) in old {
            callers.check(&call(mistake, target, options));
        }
    } else if version >= (8, 14) {
        for (_, target, options) in old {
            callers.check(&call("", target, options));
        }
    } else {
        skipped("curl was corrected step by step from 8.8 to 8.14");
    }
}

#[test]
fn what_changes_between_curl_and_the_gateway_is_named() {
    let callers = Callers::new();
    let outer = format!("{}.execute-api.us-east-1.localhost", callers.world.api);
    let call = |mistakes, options: &[&str], change| Call {
        mistakes,
        user: pair(&callers.alice),
        target: "/prod/pets",
        options: words(options),
        change: Some(change),
        ..Call::default()
    };
    let tenant = ["--header", "X-Tenant: red"];
    callers.check(&call("", &tenant, |text| text));
    let forwarded = ["--header", "X-Forwarded-For: 10.0.0.1"];
    callers.check(&call("header-changed", &forwarded, |text| {
        text.replace("10.0.0.1", "10.0.0.1, 10.0.0.2")
    }));
    let encoding = ["--header", "Accept-Encoding: gzip"];
    callers.check(&call("header-changed", &encoding, |text| {
        text.replace("gzip", "identity")
    }));
    callers.check(&call("header-absent", &tenant, |text| {
        text.replace("X-Tenant: red\r\n", "")
    }));
    callers.check(&call("method", &[], |text| {
        text.replacen("GET ", "POST ", 1)
    }));
    callers.check(&call("path-last-slash", &[], |text| {
        text.replacen("/prod/pets ", "/prod/pets/ ", 1)
    }));
    callers.check(&call("query-left-out", &[], |text| {
        text.replacen("/prod/pets ", "/prod/pets?trace=1 ", 1)
    }));
    let declared = [
        "--data-binary",
        "{\"a\": 1}\n",
        "--header",
        "Content-Type: application/json",
    ];
    callers.check(&call("body-last-line-end", &declared, |text| {
        text.replace("{\"a\": 1}\n", "{\"a\": 1}")
            .replace("Content-Length: 9", "Content-Length: 8")
    }));
    callers.check(&call("header-changed", &declared, |text| {
        text.replace("application/json", "application/json; charset=utf-8")
    }));
    // A stage that a proxy puts before the path, and a name of its own for the host.
    callers.check(&Call {
        target: "/pets",
        ..call("path-first-segment", &[], |text| {
            text.replacen(" /pets ", " /prod/pets ", 1)
        })
    });
    callers.check(&Call {
        host: &outer,
        ..call("host", &[], |text| {
            text.replacen(".localhost\r\n", ".amazonaws.com\r\n", 1)
        })
    });
}

fn version_of_curl() -> (u32, u32) {
    let version = succeed(curl().arg("--version"));
    let mut numbers = version
        .split([' ', '.'])
        .filter_map(|part| part.parse::<u32>().ok());
    (numbers.next().unwrap(), numbers.next().unwrap())
}

/// What stands between curl and the gateway: it takes one request, changes its text and passes it on.
struct Relay {
    address: SocketAddr,
    thread: JoinHandle<()>,
}

impl Relay {
    fn start(to: SocketAddr, change: fn(String) -> String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let thread = thread::spawn(move || {
            let (mut from, _) = listener.accept().unwrap();
            let text = change(request(&mut from));
            let mut there = TcpStream::connect(to).unwrap();
            let closing = text.replacen("\r\n", "\r\nConnection: close\r\n", 1);
            there.write_all(closing.as_bytes()).unwrap();
            let mut answer = Vec::new();
            there.read_to_end(&mut answer).unwrap();
            from.write_all(&answer).unwrap();
        });
        Self { address, thread }
    }
}

/// One request as text, its body included.
fn request(from: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut one = [0];
    while !bytes.ends_with(b"\r\n\r\n") {
        from.read_exact(&mut one).unwrap();
        bytes.push(one[0]);
    }
    let head = String::from_utf8(bytes).unwrap();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.parse::<usize>().unwrap())
    });
    let mut body = vec![0; length.unwrap_or(0)];
    from.read_exact(&mut body).unwrap();
    head + &String::from_utf8(body).unwrap()
}
