//! One decision on one request, against Cedar: the same statements in both languages, compiled
//! beforehand on both sides, with the same outcome for the same requests. Building the request is
//! not measured for either.

use std::fmt::Write as _;
use std::hint::black_box;
use std::str::FromStr;
use std::sync::Arc;

use cedar_policy::{Authorizer, Entities, EntityUid, PolicySet};
use portcullis_iam::{
    Caller, ConditionKey, Context, NoTrace, Policies, Policy, PolicyType, Request, Value, evaluate,
};
use serde_json::json;

use crate::measure::{Comparisons, busy};

const PEER: &str = "cedar-policy 4";
/// At most a tenth of the peer's time with many statements.
const BAR: f64 = 0.1;

/// What a refusal may cost beside an admission.
const TWICE: f64 = 2.0;

const API: &str = "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5";
const ROLE: &str = "arn:aws:iam::222222222222:role/app";

pub(crate) fn compare(comparisons: &mut Comparisons) {
    compare_one(comparisons, "decide with 3 statements", None, 0);
    compare_one(comparisons, "decide with 1,000 statements", Some(BAR), 997);
    refuse(comparisons, "refuse with 3 statements", 0);
    refuse(comparisons, "refuse with 1,000 statements", 997);
}

/// A refusal beside an admission by the same policies, without a trace: whoever is refused must not cost more than twice.
fn refuse(comparisons: &mut Comparisons, name: &'static str, more: usize) {
    let ours = Ours::new(more);
    let (allowed, refused) = (
        format!("{API}/prod/GET/pets/7"),
        format!("{API}/prod/GET/other"),
    );
    let time = |arn: &str, expected: bool, count: u64| {
        busy(|| {
            for _ in 0..count {
                assert_eq!(ours.allows(black_box(arn)), expected);
            }
        })
    };
    comparisons.compare(
        name,
        "the same, allowed",
        Some(TWICE),
        &mut |count| time(&refused, false, count),
        &mut |count| time(&allowed, true, count),
    );
}

/// `more` statements that do not match, before the three.
fn compare_one(comparisons: &mut Comparisons, name: &'static str, bar: Option<f64>, more: usize) {
    let (ours, theirs) = (Ours::new(more), Theirs::new(more));
    // Both agree before they are timed.
    for (path, allowed) in [
        ("prod/GET/pets/7", true),
        ("prod/GET/health", true),
        ("prod/DELETE/pets/7", false),
        ("prod/GET/other", false),
        ("prod/GET/item12/x", more > 0),
    ] {
        let arn = format!("{API}/{path}");
        assert_eq!(ours.allows(&arn), allowed, "{path}");
        assert_eq!(theirs.allows(&theirs.request(&arn)), allowed, "{path}");
    }

    let arn = format!("{API}/prod/GET/pets/7");
    let request = theirs.request(&arn);
    comparisons.compare(
        name,
        PEER,
        bar,
        &mut |count| {
            busy(|| {
                for _ in 0..count {
                    assert!(ours.allows(black_box(&arn)));
                }
            })
        },
        &mut |count| {
            busy(|| {
                for _ in 0..count {
                    assert!(theirs.allows(black_box(&request)));
                }
            })
        },
    );
}

struct Ours {
    policies: Vec<Arc<Policy>>,
}

impl Ours {
    fn new(more: usize) -> Self {
        let invoke = "execute-api:Invoke";
        let mut statements: Vec<_> = (0..more)
            .map(|n| json!({"Effect": "Allow", "Action": invoke, "Resource": format!("{API}/prod/GET/item{n}/*")}))
            .collect();
        statements.extend([
            json!({"Effect": "Deny", "Action": invoke, "Resource": format!("{API}/prod/DELETE/*")}),
            json!({"Effect": "Allow", "Action": invoke, "Resource": format!("{API}/prod/GET/pets/*"),
                   "Condition": {"StringEquals": {"aws:PrincipalTag/team": "red"}}}),
            json!({"Effect": "Allow", "Action": invoke, "Resource": format!("{API}/*/GET/health")}),
        ]);
        let document = json!({"Version": "2012-10-17", "Statement": statements}).to_string();
        let policy = Policy::compile(&document, PolicyType::Identity).expect("the policy compiles");
        Self {
            policies: vec![Arc::new(policy)],
        }
    }

    fn allows(&self, arn: &str) -> bool {
        let policies = Policies {
            identity: &self.policies,
            ..Policies::default()
        };
        let caller = Caller::AssumedRole {
            account: "222222222222",
            role_arn: ROLE,
            role_id: "AROAEXAMPLE1EXAMPLE01",
            session_arn: "arn:aws:sts::222222222222:assumed-role/app/s1",
            session_name: "s1",
        };
        let request = Request {
            caller: &caller,
            action: "execute-api:Invoke",
            resource: arn,
            resource_account: "222222222222",
            has_boundary: false,
            context: &Team,
        };
        evaluate(&policies, &request, &mut NoTrace).is_allow()
    }
}

/// The caller's role is tagged `team = red`.
struct Team;

impl Context for Team {
    fn value<'a>(&'a self, key: &ConditionKey) -> Value<'a> {
        if key.is_tag("team") {
            Value::Str("red")
        } else {
            Value::Absent
        }
    }
}

struct Theirs {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
}

impl Theirs {
    fn new(more: usize) -> Self {
        let invoke = "principal == Role::\"app\", action == Action::\"Invoke\", resource";
        let mut text = String::new();
        for n in 0..more {
            let _ = writeln!(
                text,
                "permit({invoke}) when {{ context.arn like \"{API}/prod/GET/item{n}/*\" }};"
            );
        }
        let _ = writeln!(
            text,
            "forbid({invoke}) when {{ context.arn like \"{API}/prod/DELETE/*\" }};
             permit({invoke}) when {{ context.arn like \"{API}/prod/GET/pets/*\" && principal.team == \"red\" }};
             permit({invoke}) when {{ context.arn like \"{API}/*/GET/health\" }};"
        );
        let entities = json!([
            {"uid": {"type": "Role", "id": "app"}, "attrs": {"team": "red"}, "parents": []},
            {"uid": {"type": "Api", "id": "a1b2c3d4e5"}, "attrs": {}, "parents": []},
        ]);
        Self {
            authorizer: Authorizer::new(),
            policies: PolicySet::from_str(&text).expect("the policies parse"),
            entities: Entities::from_json_value(entities, None).expect("the entities are read"),
        }
    }

    fn request(&self, arn: &str) -> cedar_policy::Request {
        let name = |text: &str| EntityUid::from_str(text).expect("a name");
        let context = cedar_policy::Context::from_json_value(json!({"arn": arn}), None);
        cedar_policy::Request::new(
            name("Role::\"app\""),
            name("Action::\"Invoke\""),
            name("Api::\"a1b2c3d4e5\""),
            context.expect("a context"),
            None,
        )
        .expect("a request")
    }

    fn allows(&self, request: &cedar_policy::Request) -> bool {
        let answer = self
            .authorizer
            .is_authorized(request, &self.policies, &self.entities);
        answer.decision() == cedar_policy::Decision::Allow
    }
}
