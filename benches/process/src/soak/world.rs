//! What the soak calls: a regional and a private API of the same shape, two interface endpoints, and callers of whom
//! each is allowed or refused for a reason of its own. Which of that changes, `changes` knows.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::client::Keys;
use crate::control::{Control, Vpc};
use crate::load::Request;
use crate::serve::{A, B, Serving};
use crate::signing::sign;

/// Which back ends are behind the APIs, and who calls.
pub struct World {
    pub regional: Api,
    pub private: Api,
    pub gateway: SocketAddr,
    pub endpoint: SocketAddr,
    /// The endpoint whose security group changes.
    pub guarded: SocketAddr,
    pub endpoint_id: String,
    pub guarded_id: String,
    pub guarded_group: String,
    pub open_group: String,
    pub vpc: Vpc,
    pub users: Users,
}

/// An API, and what of it is edited.
pub struct Api {
    pub id: String,
    /// The method that answers by itself.
    mock: String,
    /// The deployment that stays.
    pub first: String,
}

/// Callers, all of the same account.
pub struct Users {
    /// Allowed by everything.
    pub steady: Keys,
    /// Named by no resource policy.
    pub denied: Keys,
    /// Its own policy changes.
    pub edited: Keys,
    /// Its access key is switched off and on.
    pub keyed: Keys,
    /// The deployed resource policies name it or do not.
    pub admitted: Keys,
    /// The endpoint policy refuses it or does not.
    pub guest: Keys,
}

impl World {
    pub fn make(serving: &Serving, steady: SocketAddr, mortal: SocketAddr) -> Self {
        let mut callers = serving.as_callers();
        let mut owner = serving.as_owner();
        let mut user = |name: &str| callers.user(name, &may_call(true));
        let users = Users {
            steady: user("steady"),
            denied: user("denied"),
            edited: user("edited"),
            keyed: user("keyed"),
            admitted: user("admitted"),
            guest: user("guest"),
        };
        let vpc = callers.vpc();
        let open_group = callers.security_group(&vpc, "open");
        let guarded_group = callers.security_group(&vpc, "guarded");
        let (endpoint_id, endpoint) = callers.endpoint(&vpc, &open_group, &endpoint_policy(true));
        let (guarded_id, guarded) = callers.endpoint(&vpc, &guarded_group, &endpoint_policy(true));
        let mut world = Self {
            regional: Api::make(&mut owner, "REGIONAL", steady, mortal),
            private: Api::make(&mut owner, "PRIVATE", steady, mortal),
            gateway: serving.gateway,
            endpoint: serving.endpoint(&endpoint),
            guarded: serving.endpoint(&guarded),
            endpoint_id,
            guarded_id,
            guarded_group,
            open_group,
            vpc,
            users,
        };
        world.resource_policies(&mut owner, true);
        for api in [&mut world.regional, &mut world.private] {
            api.first = api.deploy(&mut owner);
            api.variable(&mut owner, 0);
            api.beta(&mut owner);
        }
        world
    }

    /// Puts the resource policies of both APIs; they decide once they are deployed.
    pub fn resource_policies(&self, owner: &mut Control, admitted: bool) {
        let mut names = vec!["steady", "edited", "keyed", "guest"];
        if admitted {
            names.push("admitted");
        }
        let names: Vec<String> = names
            .iter()
            .map(|name| format!("arn:aws:iam::{A}:user/{name}"))
            .collect();
        let allow = json!({"Effect": "Allow", "Principal": {"AWS": names}, "Action": "execute-api:Invoke", "Resource": "execute-api:/*"});
        let from = json!({
            "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
            "Condition": {"StringNotEquals": {"aws:SourceVpce": [self.endpoint_id, self.guarded_id]}},
        });
        let policy = |statements: Vec<&Value>| {
            json!({"Version": "2012-10-17", "Statement": statements}).to_string()
        };
        let path = |api: &Api| format!("/restapis/{}", api.id);
        owner.replace(&path(&self.regional), "/policy", &policy(vec![&allow]));
        owner.replace(
            &path(&self.private),
            "/policy",
            &policy(vec![&from, &allow]),
        );
    }
}

/// A request to an API, without a signature.
pub fn request(api: &Api, method: &str, path: &str, body: &[u8]) -> Request {
    Request {
        method: method.to_owned(),
        host: format!("{}.execute-api.us-east-1.amazonaws.com", api.id),
        target: path.to_owned(),
        headers: Vec::new(),
        body: body.to_vec(),
    }
}

/// The same with a signature.
pub fn signed(mut request: Request, keys: &Keys) -> Request {
    sign(keys, "execute-api", &mut request);
    request
}

/// The callers' own policies.
pub fn may_call(allowed: bool) -> Value {
    let action = if allowed {
        "execute-api:Invoke"
    } else {
        "s3:GetObject"
    };
    json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]})
}

/// What goes through the endpoints.
pub fn endpoint_policy(guests: bool) -> Value {
    let mut statements = vec![json!({
        "Effect": "Allow", "Principal": {"AWS": format!("arn:aws:iam::{A}:root")},
        "Action": "execute-api:Invoke", "Resource": format!("arn:aws:execute-api:us-east-1:{B}:*"),
    })];
    if !guests {
        statements.push(json!({
            "Effect": "Deny", "Principal": {"AWS": format!("arn:aws:iam::{A}:user/guest")},
            "Action": "execute-api:Invoke", "Resource": "*",
        }));
    }
    json!({"Version": "2012-10-17", "Statement": statements})
}

impl Api {
    fn make(owner: &mut Control, kind: &str, steady: SocketAddr, mortal: SocketAddr) -> Self {
        let made = owner.rest(
            "POST",
            "/restapis",
            &json!({"name": kind, "endpointConfiguration": {"types": [kind]}}),
        );
        let id = made["id"].as_str().expect("an id").to_owned();
        let root = made["rootResourceId"].as_str().expect("a root").to_owned();
        let mut resource = |part: &str| {
            let path = format!("/restapis/{id}/resources/{root}");
            let made = owner.rest("POST", &path, &json!({"pathPart": part}));
            let resource = made["id"].as_str().expect("a resource");
            format!("/restapis/{id}/resources/{resource}/methods")
        };
        let items = resource("items");
        let fragile = resource("mortal");
        let large = resource("large");
        let version = resource("version");
        let mut method = |at: &str, integration: &Value| {
            owner.rest("PUT", at, &json!({"authorizationType": "AWS_IAM"}));
            owner.rest("PUT", &format!("{at}/integration"), integration);
        };
        for (at, verbs, to) in [
            (
                &items,
                &["GET", "POST"][..],
                format!("http://{steady}/turn/${{stageVariables.turn}}"),
            ),
            (
                &fragile,
                &["GET", "POST"][..],
                format!("http://{mortal}/mortal"),
            ),
            (&large, &["GET"][..], format!("http://{steady}/large")),
        ] {
            for verb in verbs {
                let to = json!({"type": "HTTP_PROXY", "httpMethod": verb, "uri": to});
                method(&format!("{at}/{verb}"), &to);
            }
        }
        let version = format!("{version}/GET");
        let mock = json!({"type": "MOCK", "requestTemplates": {"application/json": "{\"statusCode\": 200}"}});
        method(&version, &mock);
        owner.rest("PUT", &format!("{version}/responses/200"), &json!({}));
        let api = Self {
            id,
            mock: version,
            first: String::new(),
        };
        api.answer(owner, 0);
        api
    }

    /// What the mock answers once it is deployed.
    pub fn answer(&self, owner: &mut Control, turn: u64) {
        let template =
            json!({"responseTemplates": {"application/json": format!("version {turn}")}});
        let path = format!("{}/integration/responses/200", self.mock);
        owner.rest("PUT", &path, &template);
    }

    /// Deploys to `prod`; the id of the deployment.
    pub fn deploy(&self, owner: &mut Control) -> String {
        let path = format!("/restapis/{}/deployments", self.id);
        let made = owner.rest("POST", &path, &json!({"stageName": "prod"}));
        made["id"].as_str().expect("a deployment").to_owned()
    }

    /// The variable that the back end is shown.
    pub fn variable(&self, owner: &mut Control, turn: u64) {
        let path = format!("/restapis/{}/stages/prod", self.id);
        owner.replace(&path, "/variables/turn", &turn.to_string());
    }

    /// The stage that comes and goes.
    pub fn beta(&self, owner: &mut Control) {
        let path = format!("/restapis/{}/stages", self.id);
        let stage =
            json!({"stageName": "beta", "deploymentId": self.first, "variables": {"turn": "beta"}});
        owner.rest("POST", &path, &stage);
    }
}
