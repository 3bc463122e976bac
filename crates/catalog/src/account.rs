//! AWS accounts: who owns what. Membership of an organisation is kept here because condition
//! keys and service control policies follow the account.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use arrayvec::ArrayString;
use serde::{Deserialize, Serialize, Serializer};

use crate::{InvalidId, Record};

/// Twelve digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct AccountId(ArrayString<12>);

impl AccountId {
    /// Reads twelve digits.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn parse(text: &str) -> Result<Self, InvalidId> {
        match ArrayString::from(text) {
            Ok(digits) if digits.is_full() && digits.bytes().all(|it| it.is_ascii_digit()) => {
                Ok(Self(digits))
            }
            _ => Err(InvalidId {
                text: text.to_owned(),
                expected: "a 12-digit account id",
            }),
        }
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Serialize for AccountId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for AccountId {
    type Error = InvalidId;
    fn try_from(text: String) -> Result<Self, InvalidId> {
        Self::parse(&text)
    }
}

impl From<AccountId> for String {
    fn from(id: AccountId) -> Self {
        id.as_str().to_owned()
    }
}

/// One account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// When it was made, Unix seconds.
    pub created: i64,
    /// Its name, where it was made with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address of its root user, where it was made with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// When it was closed, Unix seconds. Nobody in a closed account may do anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<i64>,
    /// Its place in an organisation, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<Membership>,
}

/// Where an account stands in its organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Membership {
    /// `o-…`
    pub organization_id: String,
    /// The root or the organisational unit that it is in. One that does not lead to the root, such as the empty one of
    /// a record that is older than units, leaves the account without any permission.
    #[serde(default)]
    pub parent: String,
    /// When it joined, Unix seconds.
    #[serde(default)]
    pub joined: i64,
    /// Whether it was invited, rather than made by the organisation.
    #[serde(default)]
    pub invited: bool,
    /// The ids of the policies that are attached to it.
    #[serde(default)]
    pub attached_policies: BTreeSet<String>,
    /// Its tags.
    #[serde(default)]
    pub tags: BTreeMap<String, String>,
}

impl Account {
    /// An account that is just there, in no organisation.
    pub fn new(id: AccountId, created: i64) -> Self {
        Self {
            id,
            created,
            name: None,
            email: None,
            closed: None,
            organization: None,
        }
    }

    /// The key of an account.
    pub fn key_of(id: AccountId) -> String {
        format!("account/{id}")
    }
}

impl Record for Account {
    const KIND: &'static str = "account";
    fn key(&self) -> String {
        Self::key_of(self.id)
    }
}
