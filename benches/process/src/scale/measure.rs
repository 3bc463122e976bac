//! What is measured of one size: the start, the memory, and one change or call after the other.
//! Times are medians, seen by a client that waits for the answer.

use std::path::Path;
use std::time::Instant;

use super::world;
use crate::client::{Answer, Call, Client, Keys};
use crate::control::escape;
use crate::cost;
use crate::server::{Scratch, Server};

/// How often a call is made: an even number, so that what is switched back and forth is as it was.
const TIMES: usize = 40;
/// After how long a change must decide at the latest, in seconds.
const CHANGE_BAR: f64 = 0.1;

/// A policy that says nothing about calling APIs.
const DENIES: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}"#;

/// One value.
pub struct Measured {
    pub what: &'static str,
    pub value: f64,
    pub unit: Unit,
    /// What the value must not exceed in the largest world.
    pub bar: Option<f64>,
}

/// Of what.
#[derive(Clone, Copy)]
pub enum Unit {
    Seconds,
    Bytes,
}

impl Measured {
    pub fn shown(&self) -> String {
        self.unit.shown(self.value)
    }
}

impl Unit {
    pub fn shown(self, value: f64) -> String {
        match self {
            Self::Seconds if value >= 1.0 => format!("{value:.2} s"),
            Self::Seconds => format!("{:.2} ms", value * 1e3),
            Self::Bytes => format!("{:.0} MiB", value / f64::from(1 << 20)),
        }
    }
}

/// Everything of one size.
pub fn all(binary: &Path, size: usize) -> Vec<Measured> {
    let scratch = Scratch::new("scale");
    world::write(&scratch.0, size);
    let began = Instant::now();
    let server = Server::start(binary, &scratch.0);
    let started = began.elapsed().as_secs_f64();
    let mut measured = vec![
        Measured {
            what: "start, until it listens",
            value: started,
            unit: Unit::Seconds,
            bar: Some(30.0),
        },
        memory("memory, resident", cost::memory(server.pid(), "VmRSS")),
        memory(
            "memory, at most while it starts",
            cost::memory(server.pid(), "VmHWM"),
        ),
    ];
    measured.extend(changes(&server, size));
    measured.extend(calls(&server, size));
    measured.push(memory(
        "memory, resident, in the end",
        cost::memory(server.pid(), "VmRSS"),
    ));
    measured
}

fn memory(what: &'static str, value: f64) -> Measured {
    Measured {
        what,
        value,
        unit: Unit::Bytes,
        bar: None,
    }
}

/// One change, until a call of an API is decided by it.
fn changes(server: &Server, size: usize) -> Vec<Measured> {
    let mut control = Client::connect(server.address);
    let mut data = Client::connect(server.address);
    let user = size / 2;
    let api = world::api_beside(user);
    let root = root_of(&world::user_account(user));
    let owner = root_of(&world::api_account(api));
    let caller = Keys {
        id: world::access_key(user),
        secret: world::SECRET.to_owned(),
    };
    let host = format!("{}.execute-api.us-east-1.amazonaws.com", world::api_id(api));
    let mut invoke = |target: &str| {
        let call = Call {
            service: "execute-api",
            host: &host,
            method: "GET",
            target,
            body: "",
        };
        data.send(&caller, &call).status
    };
    assert_eq!(invoke("/prod/r0"), 200, "the world is as it was written");

    let mut allowed = true;
    let policy = median(|| {
        allowed = !allowed;
        let document = if allowed {
            world::policy(user)
        } else {
            DENIES.to_owned()
        };
        let document = escape(&document);
        let form = format!(
            "Action=PutUserPolicy&UserName=user{user}&PolicyName=own&PolicyDocument={document}"
        );
        expect(&control.query(&root, "iam", &form), 200);
        let expected = if allowed { 200 } else { 403 };
        assert_eq!(invoke("/prod/r0"), expected, "the change decides");
    });
    let restored = format!(
        "Action=PutUserPolicy&UserName=user{user}&PolicyName=own&PolicyDocument={}",
        escape(&world::policy(user))
    );
    expect(&control.query(&root, "iam", &restored), 200);
    let path = format!("/restapis/{}", world::api_id(api));
    let mut rest = |method: &str, below: &str, body: &str| {
        let call = Call {
            service: "apigateway",
            host: "localhost",
            method,
            target: &format!("{path}{below}"),
            body,
        };
        control.send(&owner, &call)
    };
    let mut shown = true;
    let switched = median(|| {
        shown = !shown;
        // A method without its integration answers otherwise than with it.
        let below = "/resources/resr0/methods/GET/integration/responses/200";
        if shown {
            expect(&rest("PUT", below, "{}"), 201);
        } else {
            expect(&rest("DELETE", below, ""), 204);
        }
        expect(
            &rest("POST", "/deployments", r#"{"stageName":"prod"}"#),
            201,
        );
        let expected = if shown { 200 } else { 500 };
        assert_eq!(invoke("/prod/r0"), expected, "the deployment is called");
    });
    let invoked = median(|| assert_eq!(invoke("/prod/r0"), 200));
    vec![
        change("a user's policy, until it decides", policy),
        change("an edit and a deployment, until it is called", switched),
        call("a call of an API, signed, MOCK", invoked),
    ]
}

/// Calls of the control plane that could be tempted to look at everything.
fn calls(server: &Server, size: usize) -> Vec<Measured> {
    let mut client = Client::connect(server.address);
    let user = size / 2;
    let account = world::user_account(user);
    let root = root_of(&account);
    let name = format!("user{user}");
    let mut turn = 0;
    let mut iam = |what, bar: Option<f64>, form: &str| {
        let seconds = median(|| {
            turn += 1;
            let form = form.replace("TURN", &turn.to_string());
            let service = if form.contains("AssumeRole&") {
                "sts"
            } else {
                "iam"
            };
            expect(&client.query(&root, service, &form), 200);
        });
        Measured {
            what,
            value: seconds,
            unit: Unit::Seconds,
            bar,
        }
    };
    let arn = format!("arn:aws:iam::{account}:policy/shared");
    let mut measured = vec![
        iam(
            "CreateRole",
            Some(CHANGE_BAR),
            &format!(
                "Action=CreateRole&RoleName=roleTURN&AssumeRolePolicyDocument={}",
                escape(&format!(
                    r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{account}:user/{name}"}},"Action":"sts:AssumeRole"}}]}}"#
                ))
            ),
        ),
        iam(
            "TagUser",
            Some(CHANGE_BAR),
            &format!("Action=TagUser&UserName={name}&Tags.member.1.Key=k&Tags.member.1.Value=TURN"),
        ),
        iam("GetUser", None, &format!("Action=GetUser&UserName={name}")),
        iam(
            "ListAccessKeys",
            None,
            &format!("Action=ListAccessKeys&UserName={name}"),
        ),
        iam("ListUsers, a page of 100", None, "Action=ListUsers"),
        iam("ListRoles, a page of 100", None, "Action=ListRoles"),
        iam(
            "GetPolicy, with how often it is attached",
            None,
            &format!("Action=GetPolicy&PolicyArn={}", escape(&arn)),
        ),
        iam(
            "AssumeRole",
            None,
            &format!(
                "Action=AssumeRole&RoleArn={}&RoleSessionName=session",
                escape(&format!("arn:aws:iam::{account}:role/app"))
            ),
        ),
    ];
    let version = |turn: usize| {
        format!(
            "Action=SetDefaultPolicyVersion&PolicyArn={}&VersionId=v{}",
            escape(&arn),
            turn % 2 + 1
        )
    };
    let second = format!(
        "Action=CreatePolicyVersion&PolicyArn={}&PolicyDocument={}",
        escape(&arn),
        escape(&world::policy(7))
    );
    expect(&client.query(&root, "iam", &second), 200);
    let mut turn = 0;
    let shared = median(|| {
        turn += 1;
        expect(&client.query(&root, "iam", &version(turn)), 200);
    });
    measured.push(call(
        "another version of a policy of up to 1,000 users",
        shared,
    ));
    let api = world::api_beside(user);
    let owner = root_of(&world::api_account(api));
    let page = median(|| {
        let call = Call {
            service: "apigateway",
            host: "localhost",
            method: "GET",
            target: "/restapis?limit=100",
            body: "",
        };
        expect(&client.send(&owner, &call), 200);
    });
    measured.push(call("GetRestApis, a page of 100", page));
    measured
}

fn change(what: &'static str, value: f64) -> Measured {
    Measured {
        what,
        value,
        unit: Unit::Seconds,
        bar: Some(CHANGE_BAR),
    }
}

fn call(what: &'static str, value: f64) -> Measured {
    Measured {
        what,
        value,
        unit: Unit::Seconds,
        bar: None,
    }
}

fn root_of(account: &str) -> Keys {
    Keys {
        id: account.to_owned(),
        secret: "test".to_owned(),
    }
}

fn expect(answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{}", answer.body);
}

/// The median of a few turns, in seconds.
fn median(mut act: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..TIMES)
        .map(|_| {
            let began = Instant::now();
            act();
            began.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(TIMES / 2).copied().unwrap_or(f64::NAN)
}
