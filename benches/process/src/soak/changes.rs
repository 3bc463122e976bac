//! The configuration changes while requests run: a change each half second, each through the control plane with signed
//! calls, in turns. What a change makes true is told to `facts`; two that nobody else uses are tried right here.

use std::fmt;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Soak;
use super::facts::holds;
use super::world::{Api, endpoint_policy, may_call, request, signed};
use crate::client::{Connection, Keys};
use crate::control::{Control, escape};
use crate::cost::Range;
use crate::serve::Serving;

/// From one change to the next.
const EVERY: Duration = Duration::from_millis(500);

/// What was changed, and how long it took until that was acknowledged.
#[derive(Default)]
pub struct Changes(Vec<f64>);

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let range = Range::of(&self.0);
        write!(
            f,
            "{} changes of the configuration, acknowledged after {:.0} ms (median; at most {:.0})",
            self.0.len(),
            range.median * 1e3,
            range.most * 1e3
        )
    }
}

/// Changes until the soak is over.
pub fn run(soak: &Soak, serving: &Serving) -> Changes {
    let mut change = Change {
        soak,
        callers: serving.as_callers(),
        owner: serving.as_owner(),
        deployed: [None, None],
    };
    let mut changes = Changes::default();
    for turn in 0_u64.. {
        soak.pause(EVERY);
        if !soak.goes_on() {
            break;
        }
        let began = Instant::now();
        change.make(turn, serving);
        changes.0.push(began.elapsed().as_secs_f64());
    }
    changes
}

struct Change<'a> {
    soak: &'a Soak,
    callers: Control,
    owner: Control,
    /// The deployments of both APIs that are to go when the next ones are there.
    deployed: [Option<String>; 2],
}

impl Change<'_> {
    fn make(&mut self, turn: u64, serving: &Serving) {
        match turn % 11 {
            0 => self.identity_policy(),
            1 => self.resource_policy(),
            2 => self.key(),
            3 => self.stage_variable(),
            4 => self.endpoint_policy(),
            5 | 9 => self.version(),
            6 => self.stage(),
            7 => self.security_group(),
            8 => self.rotated_key(),
            _ => self.passing_endpoint(serving),
        }
    }

    fn identity_policy(&mut self) {
        self.soak.facts.identity.change(|turn| {
            self.callers.user_policy("edited", &may_call(holds(turn)));
        });
    }

    fn key(&mut self) {
        let id = &self.soak.world.users.keyed.id;
        self.soak.facts.key.change(|turn| {
            let status = if holds(turn) { "Active" } else { "Inactive" };
            self.callers.iam(&format!(
                "Action=UpdateAccessKey&UserName=keyed&AccessKeyId={id}&Status={status}"
            ));
        });
    }

    fn resource_policy(&mut self) {
        let soak = self.soak;
        soak.facts.resource.change(|turn| {
            soak.world.resource_policies(&mut self.owner, holds(turn));
            self.deploy();
        });
    }

    fn version(&mut self) {
        let soak = self.soak;
        soak.facts.version.change(|turn| {
            for api in [&soak.world.regional, &soak.world.private] {
                api.answer(&mut self.owner, turn);
            }
            self.deploy();
        });
    }

    fn endpoint_policy(&mut self) {
        let world = &self.soak.world;
        self.soak.facts.endpoint.change(|turn| {
            let policy = escape(&endpoint_policy(holds(turn)).to_string());
            self.callers.ec2(&format!(
                "Action=ModifyVpcEndpoint&VpcEndpointId={}&PolicyDocument={policy}",
                world.endpoint_id
            ));
        });
    }

    fn stage_variable(&mut self) {
        let world = &self.soak.world;
        self.soak.facts.variable.change(|turn| {
            for api in [&world.regional, &world.private] {
                api.variable(&mut self.owner, turn);
            }
        });
    }

    fn stage(&mut self) {
        let world = &self.soak.world;
        self.soak.facts.stage.change(|turn| {
            for api in [&world.regional, &world.private] {
                if holds(turn) {
                    api.beta(&mut self.owner);
                } else {
                    let path = format!("/restapis/{}/stages/beta", api.id);
                    self.owner.rest("DELETE", &path, &Value::Null);
                }
            }
        });
    }

    fn security_group(&mut self) {
        let group = &self.soak.world.guarded_group;
        self.soak.facts.group.change(|turn| {
            let verb = if holds(turn) { "Authorize" } else { "Revoke" };
            self.callers.ingress(verb, group);
        });
    }

    /// A second key that works once it is made, and not once it is gone.
    fn rotated_key(&mut self) {
        let keys = self.callers.access_key("steady");
        self.try_regional(&keys, 200, "a new access key");
        let id = &keys.id;
        self.callers.iam(&format!(
            "Action=DeleteAccessKey&UserName=steady&AccessKeyId={id}"
        ));
        self.try_regional(&keys, 403, "a deleted access key");
    }

    fn try_regional(&self, keys: &Keys, status: u16, what: &str) {
        let world = &self.soak.world;
        let request = signed(request(&world.regional, "GET", "/prod/version", b""), keys);
        let answer =
            Connection::open(world.gateway).and_then(|mut it| it.exchange(&request.bytes()));
        if !answer.as_ref().is_ok_and(|it| it.status == status) {
            self.soak.violations.add(&format!("{what}: {answer:?}"));
        }
    }

    /// An endpoint that answers once it is made, with the refusal of a policy that does not know it, and that nobody
    /// can connect to once it is gone.
    fn passing_endpoint(&mut self, serving: &Serving) {
        let world = &self.soak.world;
        let policy = endpoint_policy(true);
        let made = self
            .callers
            .endpoint(&world.vpc, &world.open_group, &policy);
        let (id, address) = (made.0, serving.endpoint(&made.1));
        let request = request(&world.private, "GET", "/prod/version", b"");
        let request = signed(request, &world.users.steady).bytes();
        let call = || Connection::open(address).and_then(|mut it| it.exchange(&request));
        let answer = call();
        let refused = answer.as_ref().is_ok_and(|it| {
            it.status == 403 && it.body.contains("explicit deny in a resource-based policy")
        });
        if !refused {
            self.soak
                .violations
                .add(&format!("a new endpoint: {answer:?}"));
        }
        self.callers
            .ec2(&format!("Action=DeleteVpcEndpoints&VpcEndpointId.1={id}"));
        let answer = call();
        if answer.is_ok() {
            self.soak
                .violations
                .add(&format!("a deleted endpoint: {answer:?}"));
        }
    }

    /// Deploys both APIs, and deletes what was deployed before, so that nothing adds up.
    fn deploy(&mut self) {
        let world = &self.soak.world;
        for (api, before) in [&world.regional, &world.private]
            .into_iter()
            .zip(&mut self.deployed)
        {
            let now = api.deploy(&mut self.owner);
            if let Some(before) = before.replace(now) {
                delete(&mut self.owner, api, &before);
            }
        }
    }
}

fn delete(owner: &mut Control, api: &Api, deployment: &str) {
    let path = format!("/restapis/{}/deployments/{deployment}", api.id);
    owner.rest("DELETE", &path, &Value::Null);
}
