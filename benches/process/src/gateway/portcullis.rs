//! Portcullis as it is measured: `serve` with one worker, a private API behind an interface VPC endpoint of another
//! account, so that all four layers are asked for each request, and a regional one. Everything is made through its own
//! AWS API.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderValue};
use portcullis_sigv4::{
    Algorithm, Credentials, PayloadHash, Request as Signed, SecretKey, Signing, Timestamp,
    sign_headers,
};
use serde_json::{Value, json};

use super::peers::{PROXY, Process, free, wait_for};
use crate::client::{Answer, Call, Client, Keys};
use crate::load::{Request, pinned};

/// The account of the callers, and that of the APIs.
const A: &str = "111111111111";
const B: &str = "222222222222";

/// A running gateway.
pub struct Portcullis {
    pub process: Process,
    pub control: SocketAddr,
    /// The public listener, and the endpoint's.
    pub gateway: SocketAddr,
    pub endpoint: SocketAddr,
    pub private_api: String,
    pub regional_api: String,
    /// A caller that both sides allow, and one that only its own account does.
    pub caller: Keys,
    pub denied: Keys,
    owner: Keys,
}

/// What is kept of requests.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Records {
    Kept,
    Off,
}

impl Portcullis {
    /// Starts it on an empty directory, or on one with a world in it, and makes what is measured.
    pub fn start(binary: &Path, directory: &Path, backend: SocketAddr, records: Records) -> Self {
        Self::start_as(directory, backend, records, |file| serve(binary, file))
    }

    /// The same by another command.
    pub fn start_as(
        directory: &Path,
        backend: SocketAddr,
        records: Records,
        command: impl Fn(&PathBuf) -> std::process::Command,
    ) -> Self {
        fs::create_dir_all(directory).expect("a directory");
        let (gateway, control, port) = (free(), free(), free().port());
        let data = directory.join("data");
        let journal = match records {
            Records::Kept => "journal = \"/dev/null\"",
            Records::Off => "journal = false",
        };
        let configuration = format!(
            "region = \"us-east-1\"\ndata = {data:?}\naccounts = [\"{A}\", \"{B}\"]\n{journal}\n\
             [gateway]\nlisten = [\"{gateway}\"]\nendpoint_port = {port}\nworkers = 1\n\
             requests_per_second = 100000000\nburst = 100000000\n\
             [control]\nlisten = [\"{control}\"]\n"
        );
        let file = directory.join("portcullis.toml");
        fs::write(&file, configuration).expect("the configuration is written");
        let log = directory.join("log");
        let process = Process::start(command(&file), &log);
        wait_for(control, &log);
        let administrator = |account: &str| {
            let file = data.join(format!("first-administrator-{account}.ini"));
            let text = fs::read_to_string(file).expect("the administrator's keys");
            let value = |name: &str| {
                let line = text
                    .lines()
                    .find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
                line.expect("a key").to_owned()
            };
            Keys {
                id: value("aws_access_key_id"),
                secret: value("aws_secret_access_key"),
            }
        };
        let (callers, owner) = (administrator(A), administrator(B));
        let made = Make {
            control,
            backend,
            callers: &callers,
            owner: &owner,
        };
        let caller = made.user("caller");
        let denied = made.user("denied");
        let regional_api = made.api("REGIONAL", None);
        let (endpoint, address) = made.endpoint();
        let private_api = made.api("PRIVATE", Some(&endpoint));
        Self {
            process,
            control,
            gateway,
            endpoint: SocketAddr::new(address.parse().expect("an address"), port),
            private_api,
            regional_api,
            caller,
            denied,
            owner,
        }
    }

    /// A signed request.
    pub fn request(&self, api: &str, keys: &Keys, method: &'static str, body: &[u8]) -> Request {
        let host = format!("{api}.execute-api.us-east-1.amazonaws.com");
        signed(keys, &host, method, "/prod/items", body)
    }

    /// One that carries no signature.
    pub fn unsigned(&self, api: &str) -> Request {
        Request {
            headers: Vec::new(),
            ..self.request(api, &self.caller, "GET", b"")
        }
    }

    /// One whose signature is another's.
    pub fn forged(&self, api: &str) -> Request {
        let keys = Keys {
            secret: "another".to_owned(),
            ..self.caller.clone()
        };
        self.request(api, &keys, "GET", b"")
    }

    /// Edits the resource policy and deploys it: a change that the data plane compiles.
    pub fn change(&self, turn: u64) {
        let mut client = Client::connect(self.control);
        let path = format!("/restapis/{}", self.regional_api);
        let patch = json!({"patchOperations": [{"op": "replace", "path": "/description", "value": turn.to_string()}]});
        let mut call = |method: &str, target: &str, body: &Value| {
            rest(&mut client, &self.owner, method, target, body);
        };
        call("PATCH", &path, &patch);
        call(
            "POST",
            &format!("{path}/deployments"),
            &json!({"stageName": "prod"}),
        );
    }
}

/// The command that serves a configuration.
pub fn serve(binary: &Path, configuration: &PathBuf) -> std::process::Command {
    let mut command = pinned(PROXY, binary);
    command
        .arg("serve")
        .arg("--config")
        .arg(configuration)
        .env("RUST_LOG", "warn");
    command
}

/// A request with a signature of now.
fn signed(keys: &Keys, host: &str, method: &'static str, target: &str, body: &[u8]) -> Request {
    let mut headers = HeaderMap::new();
    headers.insert("host", HeaderValue::from_str(host).expect("a host"));
    let request = Signed {
        method,
        path: target,
        query: None,
        headers: &headers,
        authority: None,
    };
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock");
    let secret = SecretKey::new(&keys.secret);
    let signing = Signing {
        credentials: Credentials {
            access_key_id: &keys.id,
            secret: &secret,
            session_token: None,
        },
        algorithm: Algorithm::HmacSha256,
        region: "us-east-1",
        service: "execute-api",
        time: Timestamp::from_unix(now.as_secs().try_into().expect("a time")),
        content_sha256_header: false,
    };
    let added = sign_headers(&request, &PayloadHash::of(body), &signing).expect("a signature");
    let headers = added
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().expect("text").to_owned()));
    Request {
        method,
        host: host.to_owned(),
        target: target.to_owned(),
        headers: headers.collect(),
        body: body.to_vec(),
    }
}

struct Make<'a> {
    control: SocketAddr,
    backend: SocketAddr,
    callers: &'a Keys,
    owner: &'a Keys,
}

impl Make<'_> {
    fn query(&self, service: &str, version: &str, form: &str) -> String {
        let body = format!("{form}&Version={version}");
        let call = Call {
            service,
            host: "localhost",
            method: "POST",
            target: "/",
            body: &body,
        };
        ok(Client::connect(self.control).send(self.callers, &call))
    }

    fn ec2(&self, form: &str, element: &str) -> String {
        text_of(&self.query("ec2", "2016-11-15", form), element)
    }

    fn iam(&self, form: &str) -> String {
        self.query("iam", "2010-05-08", form)
    }

    /// A user of the callers' account that may call everything there.
    fn user(&self, name: &str) -> Keys {
        self.iam(&format!("Action=CreateUser&UserName={name}"));
        let may = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"},
            {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": format!("arn:aws:execute-api:us-east-1:{B}:*/prod/*/items")},
        ]});
        let may = escape(&may.to_string());
        self.iam(&format!(
            "Action=PutUserPolicy&UserName={name}&PolicyName=call&PolicyDocument={may}"
        ));
        let made = self.iam(&format!("Action=CreateAccessKey&UserName={name}"));
        Keys {
            id: text_of(&made, "AccessKeyId"),
            secret: text_of(&made, "SecretAccessKey"),
        }
    }

    /// An endpoint that lets this machine in: its id and address.
    fn endpoint(&self) -> (String, String) {
        let vpc = self.ec2("Action=CreateVpc&CidrBlock=10.0.0.0/16", "vpcId");
        let subnet = self.ec2(
            &format!("Action=CreateSubnet&VpcId={vpc}&CidrBlock=10.0.1.0/24"),
            "subnetId",
        );
        let group = self.ec2(
            &format!("Action=CreateSecurityGroup&GroupName=endpoint&GroupDescription=endpoint&VpcId={vpc}"),
            "groupId",
        );
        let rule = "IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=443&IpPermissions.1.ToPort=443&IpPermissions.1.IpRanges.1.CidrIp=127.0.0.0/8";
        self.query(
            "ec2",
            "2016-11-15",
            &format!("Action=AuthorizeSecurityGroupIngress&GroupId={group}&{rule}"),
        );
        let policy = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": format!("arn:aws:iam::{A}:root")}, "Action": "execute-api:Invoke",
             "Resource": format!("arn:aws:execute-api:us-east-1:{B}:*"), "Condition": {"StringEquals": {"aws:PrincipalAccount": A}}},
        ]});
        let made = self.query(
            "ec2",
            "2016-11-15",
            &format!(
                "Action=CreateVpcEndpoint&VpcId={vpc}&VpcEndpointType=Interface&ServiceName=com.amazonaws.us-east-1.execute-api&SubnetId.1={subnet}&SecurityGroupId.1={group}&PrivateDnsEnabled=false&PolicyDocument={}",
                escape(&policy.to_string())
            ),
        );
        let id = text_of(&made, "vpcEndpointId");
        let interface = text_of(&made, "networkInterfaceIdSet");
        let interface = text_of(&interface, "item");
        let described = self.query(
            "ec2",
            "2016-11-15",
            &format!("Action=DescribeNetworkInterfaces&NetworkInterfaceId.1={interface}"),
        );
        // The address of this host that stands for it.
        let mut addresses = described.split("<privateIpAddress>").skip(1);
        let address =
            addresses.find_map(|rest| rest.split('<').next().filter(|it| it.starts_with("127.")));
        let address = address.expect("an address of this host").to_owned();
        (id, address)
    }

    /// An API of the owner's with one resource, whose policy lets the first caller in, through this endpoint if any.
    fn api(&self, kind: &str, endpoint: Option<&str>) -> String {
        let mut client = Client::connect(self.control);
        let mut call = |method: &str, target: &str, body: &Value| {
            rest(&mut client, self.owner, method, target, body)
        };
        let made = call(
            "POST",
            "/restapis",
            &json!({"name": kind, "endpointConfiguration": {"types": [kind]}}),
        );
        let id = made["id"].as_str().expect("an id").to_owned();
        let root = made["rootResourceId"].as_str().expect("a root").to_owned();
        let items = call(
            "POST",
            &format!("/restapis/{id}/resources/{root}"),
            &json!({"pathPart": "items"}),
        );
        let items = items["id"].as_str().expect("a resource");
        for method in ["GET", "POST"] {
            let path = format!("/restapis/{id}/resources/{items}/methods/{method}");
            call("PUT", &path, &json!({"authorizationType": "AWS_IAM"}));
            let to = json!({"type": "HTTP_PROXY", "httpMethod": method, "uri": format!("http://{}/items", self.backend)});
            call("PUT", &format!("{path}/integration"), &to);
        }
        let mut allow = json!({
            "Sid": "Caller", "Effect": "Allow", "Principal": {"AWS": format!("arn:aws:iam::{A}:user/caller")},
            "Action": "execute-api:Invoke", "Resource": "execute-api:/prod/*",
        });
        let mut statements = Vec::new();
        if let Some(endpoint) = endpoint {
            allow["Condition"] = json!({"StringEquals": {"aws:SourceVpce": endpoint}});
            statements.push(json!({
                "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
                "Condition": {"StringNotEquals": {"aws:SourceVpce": endpoint}},
            }));
        }
        statements.push(allow);
        let policy = json!({"Version": "2012-10-17", "Statement": statements}).to_string();
        let patch =
            json!({"patchOperations": [{"op": "replace", "path": "/policy", "value": policy}]});
        call("PATCH", &format!("/restapis/{id}"), &patch);
        call(
            "POST",
            &format!("/restapis/{id}/deployments"),
            &json!({"stageName": "prod"}),
        );
        id
    }
}

fn rest(client: &mut Client, keys: &Keys, method: &str, target: &str, body: &Value) -> Value {
    let body = body.to_string();
    let call = Call {
        service: "apigateway",
        host: "localhost",
        method,
        target,
        body: &body,
    };
    serde_json::from_str(&ok(client.send(keys, &call))).unwrap_or(Value::Null)
}

fn ok(answer: Answer) -> String {
    assert!(answer.status < 300, "{}", answer.body);
    answer.body
}

/// The text of the first element of this name.
fn text_of(xml: &str, name: &str) -> String {
    let rest = xml.split_once(&format!("<{name}>")).map(|(_, rest)| rest);
    let text = rest.and_then(|rest| rest.split_once(&format!("</{name}>")));
    text.unwrap_or_else(|| panic!("no {name} in {xml}"))
        .0
        .to_owned()
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
