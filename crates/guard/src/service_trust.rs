//! Whether a role lets an AWS service run something as it. The trust policy alone decides, with the resource control
//! policies of its organisation; the service has no policies of its own. It makes no session, and where the answer
//! hangs on what only AWS knows of a service's call, the answer is no.

use std::cell::RefCell;

use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::Identity;
use portcullis_iam::{
    At, Caller, ConditionKey, Context, Decision, Effect, KnownKey, Mismatch, Outcome, Policies,
    Policy, PolicyType, Request, Statement, Trace, Value, Verdict,
};

/// What the policies say of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServiceTrust {
    /// It may assume the role.
    Trusted,
    /// It may not.
    Refused,
    /// A statement that may change the answer asks for this condition key, which a service sends on AWS and nobody here
    /// knows: `aws:SourceAccount`, for example. Absent, it would let every negated condition hold.
    Unknowable(Box<str>),
}

/// Whether the trust policy of a role allows a service, such as `lambda.amazonaws.com`, to assume it.
pub fn trusts_service(world: &Snapshot, role: &Identity, service: &str, now: i64) -> ServiceTrust {
    let owner = world.account(role.account);
    let context = ServiceContext {
        service,
        now,
        unknown: RefCell::default(),
    };
    let request = Request {
        caller: &Caller::Service { name: service },
        action: "sts:AssumeRole",
        resource: &role.arn,
        resource_account: role.account.as_str(),
        has_boundary: false,
        context: &context,
    };
    let policies = Policies {
        trust: role.trust.policies(),
        resource_control: owner.map_or(&[], |owner| owner.resource_control.as_slice()),
        resource_control_applies: true,
        ..Policies::default()
    };
    let mut doubts = Doubts {
        context: &context,
        allowed: None,
        denied: None,
        not_allowed: None,
    };
    let decision = portcullis_iam::evaluate(&policies, &request, &mut doubts);
    let doubt = match decision {
        Decision::Allow => doubts.denied.or(doubts.allowed),
        Decision::ImplicitDeny { .. } => doubts.denied.or(doubts.not_allowed),
        Decision::ExplicitDeny { .. } => doubts.denied,
    };
    match (doubt, decision) {
        (Some(key), _) => ServiceTrust::Unknowable(key),
        (None, Decision::Allow) => ServiceTrust::Trusted,
        (None, _) => ServiceTrust::Refused,
    }
}

/// Which statements would perhaps say something else if everything were known, by the key that they ask for.
struct Doubts<'c> {
    context: &'c ServiceContext<'c>,
    /// An Allow that holds.
    allowed: Option<Box<str>>,
    /// A Deny, whether it holds or not.
    denied: Option<Box<str>>,
    /// An Allow that does not hold.
    not_allowed: Option<Box<str>>,
}

impl Trace for Doubts<'_> {
    // Every statement is looked at, whatever those before it said.
    const RECORDS: bool = true;

    fn statement(
        &mut self,
        _: At,
        _: &Policy,
        statement: &Statement,
        _: &dyn Context,
        outcome: Outcome<'_>,
    ) {
        let Some(asked) = self.context.unknown.take() else {
            return;
        };
        let holds = matches!(outcome, Outcome::Matched(_));
        // What is known of the condition that failed is enough: the others change nothing.
        let surely_fails = match &outcome {
            Outcome::Failed(Mismatch::Condition { key, wanted, .. }) => {
                self.context.knows(&ConditionKey::parse(key))
                    && !wanted.iter().any(|text| text.contains("${"))
            }
            _ => false,
        };
        if surely_fails {
            return;
        }
        let doubt = match (statement.effect(), holds) {
            (Effect::Allow, true) => &mut self.allowed,
            (Effect::Allow, false) => &mut self.not_allowed,
            (Effect::Deny, _) => &mut self.denied,
        };
        doubt.get_or_insert(asked);
    }

    fn verdict(&mut self, _: PolicyType, _: Verdict) {}
}

struct ServiceContext<'s> {
    service: &'s str,
    now: i64,
    /// The first key that was asked for and is not known, since somebody last looked.
    unknown: RefCell<Option<Box<str>>>,
}

impl ServiceContext<'_> {
    fn find(&self, key: &ConditionKey) -> Option<Value<'_>> {
        let ConditionKey::Known(key) = key else {
            return None;
        };
        Some(match key {
            KnownKey::PrincipalIsAwsService | KnownKey::SecureTransport => Value::Bool(true),
            KnownKey::PrincipalServiceName => Value::Str(self.service),
            KnownKey::CurrentTime | KnownKey::EpochTime => Value::Date(self.now),
            _ => return None,
        })
    }

    fn knows(&self, key: &ConditionKey) -> bool {
        self.find(key).is_some()
    }
}

impl Context for ServiceContext<'_> {
    fn value<'a>(&'a self, key: &ConditionKey) -> Value<'a> {
        self.find(key).unwrap_or_else(|| {
            let mut unknown = self.unknown.borrow_mut();
            unknown.get_or_insert_with(|| key.to_string().into());
            Value::Absent
        })
    }
}
