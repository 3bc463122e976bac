//! Whether a role lets an AWS service run something as it. The trust policy alone decides, with the resource control
//! policies of its organisation; the service has no policies of its own. It makes no session.

use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::Identity;
use portcullis_iam::{
    Caller, ConditionKey, Context, Decision, KnownKey, NoTrace, Policies, Request, Value,
};

/// Whether the trust policy of a role allows a service, such as `lambda.amazonaws.com`, to assume it. A condition on
/// anything but the service and the time finds its key absent.
pub fn trusts_service(world: &Snapshot, role: &Identity, service: &str, now: i64) -> bool {
    let owner = world.account(role.account);
    let context = ServiceContext { service, now };
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
    portcullis_iam::evaluate(&policies, &request, &mut NoTrace) == Decision::Allow
}

struct ServiceContext<'s> {
    service: &'s str,
    now: i64,
}

impl Context for ServiceContext<'_> {
    fn value<'a>(&'a self, key: &ConditionKey) -> Value<'a> {
        let ConditionKey::Known(key) = key else {
            return Value::Absent;
        };
        match key {
            KnownKey::PrincipalIsAwsService | KnownKey::SecureTransport => Value::Bool(true),
            KnownKey::PrincipalServiceName => Value::Str(self.service),
            KnownKey::CurrentTime | KnownKey::EpochTime => Value::Date(self.now),
            _ => Value::Absent,
        }
    }
}
