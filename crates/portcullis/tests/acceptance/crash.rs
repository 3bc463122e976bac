//! `kill -9` in the middle of a stream of control calls, a hundred times: after each restart every
//! call that was acknowledged is there, and the one that was not is there whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::aws::{Account, Call, Keys, query_call, rest_call};
use crate::gateway::{Gateway, Scratch};

const ROUNDS: usize = 100;

/// What is there: the policy names of each user, the paths of each API's resources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct World {
    users: BTreeMap<String, BTreeSet<String>>,
    apis: BTreeMap<String, BTreeSet<String>>,
}

/// One control call, and what it changes.
#[derive(Clone, Debug)]
enum Step {
    CreateUser(String),
    PutUserPolicy(String, String),
    DeleteUserPolicy(String, String),
    DeleteUser(String),
    CreateRestApi(String),
    CreateResource(String, String),
    DeleteRestApi(String),
}

#[test]
fn a_hundred_kills_lose_nothing_that_was_acknowledged_and_leave_nothing_half_done() {
    let scratch = Scratch::new();
    let configuration =
        scratch.configuration(&format!("journal = {:?}", scratch.path().join("journal")));
    let mut random = Random::new();
    let mut expected = World::default();
    let mut in_doubt: Option<Step> = None;
    let (mut acknowledged, mut kept) = (0, 0);
    let mut keys = None;

    for round in 0..=ROUNDS {
        let gateway = Gateway::serve(&configuration);
        let keys = keys.get_or_insert_with(|| administrator(&scratch));
        let account = Account::new(gateway.control, keys.clone());
        let (found, ids) = World::read(&account);
        let mut with_doubt = expected.clone();
        if let Some(step) = in_doubt.take() {
            step.apply(&mut with_doubt);
            assert!(
                found == expected || found == with_doubt,
                "round {round}, in doubt {step:?}\n{found:#?}\nis neither\n{expected:#?}\nnor\n{with_doubt:#?}"
            );
            kept += u32::from(found == with_doubt);
        } else {
            assert_eq!(found, expected, "round {round}");
        }
        expected = found;
        if round == ROUNDS {
            break;
        }

        let (acknowledge, acknowledgements) = channel();
        let (calls, pause) = (
            random.below(12) + 1,
            Duration::from_micros(random.below(3_000)),
        );
        let killer = std::thread::spawn(move || {
            for _ in 0..calls {
                acknowledgements.recv().unwrap();
            }
            let start = Instant::now();
            while start.elapsed() < pause {
                std::hint::spin_loop();
            }
            gateway.kill();
        });
        let mut ids = ids;
        loop {
            let step = Step::any(&mut random, &expected);
            match account.send(step.call(&account, &ids)) {
                Ok(answer) => {
                    let answer = answer.ok();
                    if let Step::CreateRestApi(name) = &step {
                        let made = answer.json();
                        let id = |field: &str| made[field].as_str().unwrap().to_owned();
                        ids.insert(name.clone(), (id("id"), id("rootResourceId")));
                    }
                    step.apply(&mut expected);
                    acknowledged += 1;
                    // The killer may be done already.
                    let _ = acknowledge.send(());
                }
                Err(_) => {
                    in_doubt = Some(step);
                    break;
                }
            }
        }
        killer.join().unwrap();
    }
    eprintln!(
        "{acknowledged} calls were acknowledged; {kept} of {ROUNDS} were done and not acknowledged"
    );
    assert!(
        acknowledged > ROUNDS,
        "{acknowledged} calls were acknowledged in all"
    );
}

/// The key that the first start left for the operator.
fn administrator(scratch: &Scratch) -> Keys {
    let file = scratch
        .path()
        .join("data")
        .join("first-administrator-111111111111.ini");
    let text = std::fs::read_to_string(&file).unwrap();
    let value = |name: &str| {
        let found = text
            .lines()
            .find_map(|line| line.split_once(" = ").filter(|(key, _)| *key == name));
        found.unwrap().1.to_owned()
    };
    Keys::new(&value("aws_access_key_id"), &value("aws_secret_access_key"))
}

/// The id and root resource of each API, by its name.
type Ids = BTreeMap<String, (String, String)>;

impl World {
    fn read(account: &Account) -> (Self, Ids) {
        let mut world = Self::default();
        let mut ids = Ids::new();
        for user in account
            .query("iam", "ListUsers", &[("MaxItems", "1000")])
            .ok()
            .elements("UserName")
        {
            let listed = account
                .query("iam", "ListUserPolicies", &[("UserName", &user)])
                .ok();
            let policies: BTreeSet<String> = listed.elements("member").into_iter().collect();
            for policy in &policies {
                account
                    .query(
                        "iam",
                        "GetUserPolicy",
                        &[("UserName", &user), ("PolicyName", policy)],
                    )
                    .ok();
            }
            world.users.insert(user, policies);
        }
        let apis = account
            .rest("GET", "/restapis?limit=500", &Value::Null)
            .ok()
            .json();
        for api in apis["item"].as_array().into_iter().flatten() {
            let (id, name) = (
                api["id"].as_str().unwrap(),
                api["name"].as_str().unwrap().to_owned(),
            );
            let resources = account
                .rest(
                    "GET",
                    &format!("/restapis/{id}/resources?limit=500"),
                    &Value::Null,
                )
                .ok()
                .json();
            let resources = resources["item"].as_array().unwrap().clone();
            let root = resources
                .iter()
                .find(|it| it["path"] == "/")
                .unwrap_or_else(|| panic!("{name} has no root"));
            let root_id = root["id"].as_str().unwrap();
            assert_eq!(api["rootResourceId"], root_id);
            let paths = resources.iter().filter(|it| it["path"] != "/");
            let paths = paths
                .map(|it| it["pathPart"].as_str().unwrap().to_owned())
                .collect();
            ids.insert(name.clone(), (id.to_owned(), root_id.to_owned()));
            assert!(
                world.apis.insert(name, paths).is_none(),
                "an API is there twice"
            );
        }
        (world, ids)
    }
}

impl Step {
    fn any(random: &mut Random, world: &World) -> Self {
        let fresh = |random: &mut Random| format!("n{:016x}", random.next());
        let user = random.pick(world.users.keys()).cloned();
        let api = random.pick(world.apis.keys()).cloned();
        // More is made than is removed until there is plenty.
        let crowded = world.users.len() + world.apis.len() > 12;
        match (random.below(if crowded { 12 } else { 8 }), user, api) {
            (2 | 3, Some(user), _) => Self::PutUserPolicy(user, fresh(random)),
            (4, ..) => Self::CreateRestApi(fresh(random)),
            (5 | 6, _, Some(api)) if world.apis[&api].len() < 6 => {
                Self::CreateResource(api, fresh(random))
            }
            (7.., Some(user), api) => {
                match (random.pick(world.users[&user].iter()).cloned(), api) {
                    (Some(policy), _) => Self::DeleteUserPolicy(user, policy),
                    (None, Some(api)) if random.below(2) == 0 => Self::DeleteRestApi(api),
                    _ => Self::DeleteUser(user),
                }
            }
            _ => Self::CreateUser(fresh(random)),
        }
    }

    fn call(&self, account: &Account, ids: &Ids) -> Call {
        let iam = |action: &str, parameters: &[(&str, &str)]| {
            query_call(account.to, "iam", action, parameters)
        };
        match self {
            Self::CreateUser(name) => iam("CreateUser", &[("UserName", name)]),
            Self::DeleteUser(name) => iam("DeleteUser", &[("UserName", name)]),
            Self::PutUserPolicy(name, policy) => {
                let document = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}]}"#;
                iam(
                    "PutUserPolicy",
                    &[
                        ("UserName", name),
                        ("PolicyName", policy),
                        ("PolicyDocument", document),
                    ],
                )
            }
            Self::DeleteUserPolicy(name, policy) => iam(
                "DeleteUserPolicy",
                &[("UserName", name), ("PolicyName", policy)],
            ),
            Self::CreateRestApi(name) => {
                rest_call(account.to, "POST", "/restapis", &json!({ "name": name }))
            }
            Self::CreateResource(api, part) => {
                let (id, root) = &ids[api];
                rest_call(
                    account.to,
                    "POST",
                    &format!("/restapis/{id}/resources/{root}"),
                    &json!({ "pathPart": part }),
                )
            }
            Self::DeleteRestApi(api) => rest_call(
                account.to,
                "DELETE",
                &format!("/restapis/{}", ids[api].0),
                &Value::Null,
            ),
        }
    }

    fn apply(&self, world: &mut World) {
        match self {
            Self::CreateUser(name) => {
                world.users.insert(name.clone(), BTreeSet::new());
            }
            Self::DeleteUser(name) => {
                world.users.remove(name);
            }
            Self::PutUserPolicy(name, policy) => {
                world.users.get_mut(name).unwrap().insert(policy.clone());
            }
            Self::DeleteUserPolicy(name, policy) => {
                world.users.get_mut(name).unwrap().remove(policy);
            }
            Self::CreateRestApi(name) => {
                world.apis.insert(name.clone(), BTreeSet::new());
            }
            Self::CreateResource(api, part) => {
                world.apis.get_mut(api).unwrap().insert(part.clone());
            }
            Self::DeleteRestApi(api) => {
                world.apis.remove(api);
            }
        }
    }
}

/// xorshift: when to kill, and what to call, need no better.
struct Random(u64);

impl Random {
    fn new() -> Self {
        let nanos = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_nanos();
        let seed = u64::try_from(nanos % u128::from(u64::MAX)).unwrap() | 1;
        eprintln!("seed {seed}");
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn pick<T>(&mut self, items: impl ExactSizeIterator<Item = T>) -> Option<T> {
        let mut items = items;
        let count = u64::try_from(items.len()).unwrap();
        if count == 0 {
            return None;
        }
        items.nth(usize::try_from(self.below(count)).unwrap())
    }
}
