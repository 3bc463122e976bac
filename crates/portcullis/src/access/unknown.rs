//! Which condition keys nobody knows before a request is made, and which of them decided. It says
//! nothing about what they would be.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use portcullis_catalog::snapshot::IdentityKind;
use portcullis_guard::Supposed;
use portcullis_iam::{ConditionKey, KnownKey, Leaning, Value};

/// What a caller brings with each request, by what it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Caller {
    /// `None` of a caller that does not sign.
    pub(super) kind: Option<IdentityKind>,
    /// The name of the session is known.
    pub(super) session_known: bool,
    /// A trust policy lets sessions bring tags.
    pub(super) may_be_tagged: bool,
    /// A trust policy lets an OIDC issuer vouch.
    pub(super) federated: bool,
}

/// The keys of one request that nobody has made.
pub(super) struct Open {
    caller: Caller,
    through_endpoint: bool,
    leaning: Cell<Leaning>,
    /// One key that is taken the other way.
    turned: RefCell<Option<String>>,
    asked: RefCell<BTreeSet<String>>,
}

impl Open {
    pub(super) fn new(caller: Caller, through_endpoint: bool) -> Self {
        Self {
            caller,
            through_endpoint,
            leaning: Cell::new(Leaning::ForCaller),
            turned: RefCell::default(),
            asked: RefCell::default(),
        }
    }

    /// How every key is taken from now on, but for one that is taken the other way.
    pub(super) fn lean(&self, leaning: Leaning, turned: Option<&str>) {
        self.leaning.set(leaning);
        *self.turned.borrow_mut() = turned.map(str::to_owned);
    }

    /// The keys that were asked for.
    pub(super) fn asked(&self) -> BTreeSet<String> {
        self.asked.borrow().clone()
    }

    fn is_open(&self, key: &ConditionKey) -> bool {
        use KnownKey as Key;
        let Caller {
            kind,
            session_known,
            may_be_tagged,
            federated,
        } = self.caller;
        let is_role = kind == Some(IdentityKind::Role);
        match key {
            ConditionKey::Known(key) => match key {
                Key::SourceIp => !self.through_endpoint,
                Key::VpcSourceIp => self.through_endpoint,
                Key::CurrentTime | Key::EpochTime | Key::UserAgent | Key::Referer => true,
                // A user may call with a session of its own, made with or without a second factor.
                Key::TokenIssueTime | Key::MultiFactorAuthPresent | Key::MultiFactorAuthAge => {
                    kind.is_some()
                }
                Key::UserId => is_role && !session_known,
                Key::SourceIdentity => is_role,
                Key::FederatedProvider => is_role && federated,
                _ => false,
            },
            ConditionKey::PrincipalTag(_) => is_role && may_be_tagged,
            // `{issuer}:sub` and its like.
            ConditionKey::Other(name) => is_role && federated && name.contains(':'),
            ConditionKey::ResourceTag(_) | ConditionKey::RequestTag(_) => false,
        }
    }
}

impl Supposed for Open {
    fn value(&self, key: &ConditionKey) -> Option<Value<'_>> {
        if !self.is_open(key) {
            return None;
        }
        let name = key.to_string();
        let turned = self.turned.borrow().as_deref() == Some(name.as_str());
        self.asked.borrow_mut().insert(name);
        Some(Value::Undetermined(match (self.leaning.get(), turned) {
            (leaning, false) => leaning,
            (Leaning::ForCaller, true) => Leaning::AgainstCaller,
            (Leaning::AgainstCaller, true) => Leaning::ForCaller,
        }))
    }
}
