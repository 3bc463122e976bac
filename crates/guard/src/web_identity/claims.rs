//! The claims of a token that STS reads (STS API Reference, "AssumeRoleWithWebIdentity"; IAM User
//! Guide, "Pass session tags in AWS STS"). A claim that stands twice makes the token unreadable,
//! because two readers could see two tokens in it; claims that nothing here reads are passed over.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, de};

use crate::session::SessionTag;

const TAGS: &str = "https://aws.amazon.com/tags";
const PRINCIPAL_TAGS: &str = "https://aws.amazon.com/tags/principal_tags/";
const TRANSITIVE_TAG_KEYS: &str = "https://aws.amazon.com/tags/transitive_tag_keys";
const SOURCE_IDENTITY: &str = "https://aws.amazon.com/source_identity";

/// The claims as they stand.
#[derive(Default)]
pub(super) struct Claims {
    pub(super) issuer: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) audience: Option<OneOrMore>,
    pub(super) authorized_party: Option<String>,
    pub(super) expires: Option<i64>,
    pub(super) not_before: Option<i64>,
    pub(super) issued: Option<i64>,
    pub(super) methods: Option<Vec<String>>,
    pub(super) source_identity: Option<String>,
    nested: Option<NestedTags>,
    flat: BTreeMap<String, OneOrMore>,
    flat_transitive: Option<Vec<String>>,
}

/// A string or a list of strings.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Deserialize)]
struct NestedTags {
    #[serde(default)]
    principal_tags: Object,
    #[serde(default)]
    transitive_tag_keys: Option<Vec<String>>,
}

/// An object of which no key stands twice.
#[derive(Default)]
struct Object(BTreeMap<String, OneOrMore>);

impl OneOrMore {
    pub(super) fn as_slice(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::More(list) => list,
        }
    }

    fn single(&self) -> Option<&str> {
        match self.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }
}

impl Claims {
    /// The session tags, from either of the two forms.
    ///
    /// # Errors
    /// With what is wrong with them.
    pub(super) fn tags(&self) -> Result<Vec<SessionTag>, &'static str> {
        let nested = self.nested.as_ref();
        let all = nested.into_iter().flat_map(|tags| &tags.principal_tags.0);
        let transitive = nested.and_then(|tags| tags.transitive_tag_keys.as_deref());
        let transitive: Vec<&str> = transitive
            .into_iter()
            .chain(self.flat_transitive.as_deref())
            .flatten()
            .map(String::as_str)
            .collect();
        let mut tags: Vec<SessionTag> = Vec::new();
        for (key, values) in all.chain(&self.flat) {
            let value = values.single().ok_or("A session tag has one value.")?;
            if tags.iter().any(|tag| same_key(&tag.key, key)) {
                return Err(
                    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                );
            }
            tags.push(SessionTag {
                key: key.clone(),
                value: value.to_owned(),
                transitive: transitive.iter().any(|known| same_key(known, key)),
            });
        }
        let is_there = |key: &&str| tags.iter().any(|tag| same_key(&tag.key, key));
        if !transitive.iter().all(is_there) {
            return Err("The specified transitive tag key must be included in the requested tags.");
        }
        check_tags(&tags)?;
        Ok(tags)
    }
}

/// The bounds that the parameter of AssumeRole has in STS's model.
fn check_tags(tags: &[SessionTag]) -> Result<(), &'static str> {
    let allowed = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_.:/=+-@".contains(c);
    for tag in tags {
        let (key, value) = (tag.key.chars().count(), tag.value.chars().count());
        if tag
            .key
            .get(..4)
            .is_some_and(|start| same_key(start, "aws:"))
        {
            return Err("Tag keys that begin with the reserved prefix 'aws:' cannot be set.");
        }
        let fits = (1..=128).contains(&key) && value <= 256;
        if !fits || !tag.key.chars().chain(tag.value.chars()).all(allowed) {
            return Err("A session tag is too long or has characters that tags may not have.");
        }
    }
    if tags.len() > 50 {
        return Err("A session has at most 50 tags.");
    }
    Ok(())
}

fn same_key(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ClaimsVisitor)
    }
}

struct ClaimsVisitor;

impl<'de> Visitor<'de> for ClaimsVisitor {
    type Value = Claims;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of claims")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Claims, A::Error> {
        let mut claims = Claims::default();
        let mut seen: Vec<String> = Vec::new();
        while let Some(name) = map.next_key::<Cow<'_, str>>()? {
            let known = match name.as_ref() {
                "iss" => take(&mut map, &mut claims.issuer),
                "sub" => take(&mut map, &mut claims.subject),
                "aud" => take(&mut map, &mut claims.audience),
                "azp" => take(&mut map, &mut claims.authorized_party),
                "exp" => take(&mut map, &mut claims.expires),
                "nbf" => take(&mut map, &mut claims.not_before),
                "iat" => take(&mut map, &mut claims.issued),
                "amr" => take(&mut map, &mut claims.methods),
                SOURCE_IDENTITY => take(&mut map, &mut claims.source_identity),
                TAGS => take(&mut map, &mut claims.nested),
                TRANSITIVE_TAG_KEYS => take(&mut map, &mut claims.flat_transitive),
                other => match other.strip_prefix(PRINCIPAL_TAGS) {
                    Some(key) => map.next_value().map(|value| {
                        claims.flat.insert(key.to_owned(), value);
                    }),
                    None => {
                        map.next_value::<IgnoredAny>()?;
                        continue;
                    }
                },
            };
            known?;
            if seen.iter().any(|before| *before == name) {
                return Err(twice());
            }
            seen.push(name.into_owned());
        }
        Ok(claims)
    }
}

fn take<'de, A: MapAccess<'de>, T: de::DeserializeOwned>(
    map: &mut A,
    into: &mut Option<T>,
) -> Result<(), A::Error> {
    *into = map.next_value()?;
    Ok(())
}

fn twice<E: Error>() -> E {
    E::custom("a claim stands twice")
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectVisitor;

        impl<'de> Visitor<'de> for ObjectVisitor {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of tags")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut object = Object::default();
                while let Some((key, value)) = map.next_entry()? {
                    if object.0.insert(key, value).is_some() {
                        return Err(twice());
                    }
                }
                Ok(object)
            }
        }

        deserializer.deserialize_map(ObjectVisitor)
    }
}
