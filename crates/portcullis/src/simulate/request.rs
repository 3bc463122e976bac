//! A request that nobody has made, put to a state: who, what, over which network path, when. What it does not say is not
//! guessed: where the answer hangs on it, that is said.

use std::error::Error;
use std::net::IpAddr;

use clap::Args;
use portcullis_catalog::Snapshot;
use portcullis_catalog::path::encode_into;
use portcullis_catalog::snapshot::Via;
use portcullis_guard::change::suggest;
use portcullis_guard::sigv4::{HeaderList, Timestamp};
use portcullis_guard::{
    Arrival, Asked, ControlCall, INVOKE, Imagined, Principal, RecordedPrincipal, RecordedSession,
    Settings, admit_control,
};
use portcullis_iam::{ConditionKey, Recorder, Value as KeyValue};
use serde_json::{Value, json};

use crate::access;
use crate::explain::print;
use crate::world::World;

/// What is asked.
#[derive(Args)]
pub(crate) struct Request {
    /// Who calls: the ARN of a user, a role, a role session or an account's root user, or `anonymous`.
    #[arg(long, value_name = "ARN")]
    principal: Option<String>,
    /// The URL that is called.
    #[arg(long, value_name = "URL", conflicts_with = "action")]
    url: Option<String>,
    /// The verb.
    #[arg(long, value_name = "VERB", default_value = "GET")]
    method: String,
    /// An IAM action instead of a URL, such as `execute-api:Invoke` or `iam:CreateRole`.
    #[arg(long, value_name = "ACTION", requires = "resource")]
    action: Option<String>,
    /// The ARN that the action is done to.
    #[arg(long, value_name = "ARN")]
    resource: Option<String>,
    /// The VPC endpoint that it comes through; without one, it comes from the internet.
    #[arg(long, value_name = "ID")]
    vpc_endpoint: Option<String>,
    /// The network interface that it comes from.
    #[arg(long, value_name = "ID", conflicts_with = "source_ip")]
    interface: Option<String>,
    /// The address that it comes from.
    #[arg(long, value_name = "ADDRESS")]
    source_ip: Option<IpAddr>,
    /// Its `x-apigw-api-id`, behind an endpoint's own name.
    #[arg(long, value_name = "ID")]
    api_id: Option<String>,
    /// The id of the API key that it brings.
    #[arg(long, value_name = "ID")]
    api_key: Option<String>,
    /// It comes over plain HTTP.
    #[arg(long)]
    plaintext: bool,
    /// When: RFC 3339 or Unix seconds; now if absent.
    #[arg(long, value_name = "TIME", value_parser = time)]
    time: Option<i64>,
    /// The value of a condition key; given again, one more value of it; without `=`, the key is absent.
    #[arg(long, value_name = "KEY=VALUE")]
    context: Vec<String>,
    /// A session policy; may be given more than once.
    #[arg(long, value_name = "FILE")]
    session_policy: Vec<std::path::PathBuf>,
}

/// What came of it.
pub(crate) struct Outcome {
    pub(crate) allowed: bool,
    pub(crate) text: String,
    pub(crate) json: Value,
}

impl Request {
    /// Whether anything is asked.
    pub(crate) fn is_asked(&self) -> bool {
        self.url.is_some() || self.action.is_some()
    }

    /// Puts it to a world.
    ///
    /// # Errors
    /// When it names what is not there, or cannot be understood.
    pub(crate) fn put(&self, world: &World) -> Result<Outcome, Box<dyn Error>> {
        let principal = self.principal(&world.snapshot)?;
        let invoked = self
            .action
            .as_deref()
            .is_none_or(|action| action.eq_ignore_ascii_case(INVOKE));
        if invoked {
            return self.call(world, principal);
        }
        let principal = principal.ok_or("an IAM action needs a principal that signs")?;
        self.control(&world.snapshot, &world.settings, &principal)
    }

    fn principal(&self, world: &Snapshot) -> Result<Option<Principal>, Box<dyn Error>> {
        let name = self.principal.as_deref();
        let name =
            name.ok_or("who calls is not said\n  fix: give --principal an ARN, or `anonymous`")?;
        if name == "anonymous" {
            return Ok(None);
        }
        let mut principal = RecordedPrincipal::named(name, "")
            .ok_or_else(|| format!("`{name}` is no ARN of a user, role, session or root user"))?;
        let mut policies = Vec::new();
        for file in &self.session_policy {
            let text = std::fs::read_to_string(file);
            policies.push(text.map_err(|error| format!("{}: {error}", file.display()))?);
        }
        if principal.kind == "role" || !policies.is_empty() {
            let session = principal.session.get_or_insert_with(|| RecordedSession {
                name: "simulated".into(),
                ..RecordedSession::default()
            });
            session.issued = self.at();
            session.policies = Some(policies.into());
        }
        let found = principal.in_world(world);
        Ok(Some(
            found.ok_or_else(|| format!("`{name}` does not exist"))?,
        ))
    }

    fn call(&self, world: &World, principal: Option<Principal>) -> Result<Outcome, Box<dyn Error>> {
        let (host, path, verb) = self.called(&world.settings)?;
        let settings = &world.settings;
        let peer = self.peer(&world.snapshot)?;
        if let Some(id) = self.vpc_endpoint.as_deref()
            && world.snapshot.endpoint(id).is_none()
        {
            return Err(format!("there is no VPC endpoint `{id}`").into());
        }
        let api_key = match &self.api_key {
            None => None,
            Some(id) => {
                let mut keys = world.records.api_keys.values();
                let key = keys.find(|key| key.id == *id);
                Some(
                    key.ok_or_else(|| format!("there is no API key `{id}`"))?
                        .digest,
                )
            }
        };
        let mut asked = Asked::imagined(
            Imagined {
                at: self.at(),
                endpoint: self.vpc_endpoint.clone(),
                peer,
                stand_in: self.stand_in(&world.snapshot),
                secure: !self.plaintext,
                host,
                api_id_header: self.api_id.clone(),
                method: verb,
                path,
                user_agent: None,
                referer: None,
                api_key,
            },
            principal,
        );
        for (key, values) in self.said() {
            asked.say(&key, values);
        }
        let decided = asked.decide(settings, &world.snapshot);
        let explanation = asked.explain(settings, &world.snapshot);
        let word = match (decided.admitted(), decided.missing.is_empty()) {
            (true, _) => "admitted",
            (false, true) => "refused",
            (false, false) => "undecided",
        };
        let suggestion = decided
            .denial
            .as_ref()
            .filter(|_| decided.missing.is_empty());
        let suggestion =
            suggestion.map(|_| suggest(settings, &world.snapshot, &asked, &explanation));
        let wire = decided.denial.as_ref().map(|denial| denial.wire(false));
        // A refused connection is closed without an answer.
        let status = match &wire {
            None => Value::Null,
            Some(wire) => wire.as_ref().map_or(0, |wire| wire.status).into(),
        };
        let at = jiff::Timestamp::from_second(self.at()).unwrap_or(jiff::Timestamp::MIN);
        let trace = json!({
            "requestId": "simulated",
            "at": at.to_string(),
            "status": status,
            "outcome": word,
            "decidedBy": explanation.deciding().map(|step| step.name),
            "method": asked.method(),
            "path": asked.path(),
            "sourceIp": asked.peer().to_string(),
            "sourceIpSaid": peer.is_some(),
            "vpcEndpointId": self.vpc_endpoint,
            "caller": asked.caller_arn(),
            "resource": decided.arn,
            "missing": decided.missing,
            "unrouted": explanation.missing,
            "steps": explanation.steps,
            "suggestion": suggestion.map(|suggestion| json!({
                "verified": suggestion.verified,
                "words": suggestion.words,
                "changes": suggestion.changes,
            })),
        });
        let mut text = print::text(&trace);
        if !decided.missing.is_empty() {
            text.push_str(&format!(
                "    it depends on {}: say what the request brings with --context, --source-ip or --interface\n",
                decided.missing.join(", ")
            ));
        }
        Ok(Outcome {
            allowed: decided.admitted(),
            text,
            json: trace,
        })
    }

    /// An IAM action on an ARN, as the control plane judges it.
    fn control(
        &self,
        world: &Snapshot,
        settings: &Settings,
        principal: &Principal,
    ) -> Result<Outcome, Box<dyn Error>> {
        let (Some(action), Some(resource)) = (&self.action, &self.resource) else {
            return Err("an action needs a resource".into());
        };
        let own = principal.identity.account.as_str();
        let owner = resource.split(':').nth(4).filter(|it| !it.is_empty());
        let role = world.identity(resource).map(|role| role.id.clone());
        let assumes = action.to_ascii_lowercase().starts_with("sts:assumerole");
        let said = self.said();
        let operation: Vec<(ConditionKey, KeyValue<'_>)> = said
            .iter()
            .map(|(key, values)| {
                let value = match values.as_slice() {
                    [] => KeyValue::Absent,
                    [one] => KeyValue::Str(one),
                    several => KeyValue::from(several),
                };
                (ConditionKey::parse(key), value)
            })
            .collect();
        let call = ControlCall {
            action,
            resource,
            resource_account: owner.unwrap_or(own),
            trusted_by: role.as_deref().filter(|_| assumes),
            resource_policy: None,
            request_tags: None,
            resource_tags: None,
            operation: &operation,
        };
        let headers = HeaderList::new();
        let arrival = Arrival {
            via: Via::Public,
            peer: self.source_ip.unwrap_or(IpAddr::V4([0, 0, 0, 0].into())),
            secure: !self.plaintext,
            now: Timestamp::from_unix(self.at()),
            method: "POST",
            path: "",
            headers: &headers,
            api_key: None,
            supposed: None,
        };
        let mut trace = Recorder::new();
        let refused =
            admit_control(settings, world, &arrival, principal, &[call], &mut trace).err();
        let statements: Vec<String> = trace.entries.iter().map(ToString::to_string).collect();
        let word = if refused.is_none() {
            "allowed"
        } else {
            "refused"
        };
        let why = refused.as_ref().map(|denied| denied.message());
        let mut text = format!("{word}  {action} on {resource}\n");
        for line in why.iter().chain(&statements) {
            text.push_str(&format!("  {line}\n"));
        }
        Ok(Outcome {
            allowed: refused.is_none(),
            text,
            json: json!({
                "decision": word, "action": action, "resource": resource, "message": why, "statements": statements,
            }),
        })
    }

    /// Host, path and verb of what is called.
    fn called(&self, settings: &Settings) -> Result<(String, String, String), Box<dyn Error>> {
        if let Some(url) = &self.url {
            let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            let path = path.split(['?', '#']).next().unwrap_or_default();
            return Ok((
                host.to_owned(),
                format!("/{path}"),
                self.method.to_uppercase(),
            ));
        }
        let arn = self.resource.as_deref().unwrap_or_default();
        let called = arn.splitn(6, ':').nth(5).unwrap_or_default();
        let mut parts = called.splitn(4, '/');
        let (Some(api), Some(stage), Some(verb)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(format!(
                "`{arn}` names no method: write arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/VERB/PATH"
            )
            .into());
        };
        let domain = &settings.domain;
        let suffix = domain.suffixes.first().map_or("", String::as_str);
        let host = format!("{api}.execute-api.{}.{suffix}", domain.region);
        let mut path = format!("/{stage}/");
        encode_into(&mut path, parts.next().unwrap_or_default());
        Ok((host, path, verb.to_owned()))
    }

    fn peer(&self, world: &Snapshot) -> Result<Option<IpAddr>, Box<dyn Error>> {
        let Some(id) = &self.interface else {
            return Ok(self.source_ip);
        };
        let mut interfaces = world.interfaces();
        let found = interfaces.find(|interface| interface.id == *id);
        let found = found.ok_or_else(|| format!("there is no network interface `{id}`"))?;
        Ok(Some(found.private_ip.into()))
    }

    /// Somebody whom the endpoint's security groups let in, where it is not said who calls.
    fn stand_in(&self, world: &Snapshot) -> Option<IpAddr> {
        let endpoint = world.endpoint(self.vpc_endpoint.as_deref()?)?;
        access::reach(world, endpoint).1
    }

    fn at(&self) -> i64 {
        self.time
            .unwrap_or_else(|| jiff::Timestamp::now().as_second())
    }

    /// The condition keys that are said, each with its values.
    fn said(&self) -> Vec<(String, Vec<String>)> {
        let mut said: Vec<(String, Vec<String>)> = Vec::new();
        for one in &self.context {
            let (key, value) = match one.split_once('=') {
                Some((key, value)) => (key, Some(value)),
                None => (one.as_str(), None),
            };
            let place = said
                .iter()
                .position(|(known, _)| known.eq_ignore_ascii_case(key));
            let place = place.unwrap_or_else(|| {
                said.push((key.to_owned(), Vec::new()));
                said.len() - 1
            });
            if let (Some((_, values)), Some(value)) = (said.get_mut(place), value) {
                values.push(value.to_owned());
            }
        }
        said
    }
}

fn time(text: &str) -> Result<i64, String> {
    if let Ok(seconds) = text.parse() {
        return Ok(seconds);
    }
    let time: jiff::Timestamp = text
        .parse()
        .map_err(|_| "write a time as 2026-01-31T12:00:00Z, or in Unix seconds".to_owned())?;
    Ok(time.as_second())
}
