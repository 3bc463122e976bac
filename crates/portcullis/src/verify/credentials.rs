//! The access keys to verify with: profiles as AWS CLI keeps them, the JSON that IAM and STS answer, or the environment.
//! Several are welcome: a request may have been signed with the wrong one.

use portcullis_sigv4::SecretKey;
use serde::Deserialize;
use zeroize::Zeroizing;

/// The most keys that a file may hold.
const MOST: usize = 64;

/// One access key.
pub(crate) struct Credential {
    pub access_key_id: String,
    pub secret: SecretKey,
    pub session_token: Option<Zeroizing<String>>,
}

/// The access keys at hand.
#[derive(Default)]
pub(crate) struct Credentials(Vec<Credential>);

/// `aws iam create-access-key` and `aws sts assume-role`, with or without what is around the key.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answered {
    access_key: Option<Box<Answered>>,
    credentials: Option<Box<Answered>>,
    access_key_id: Option<String>,
    secret_access_key: Option<Zeroizing<String>>,
    session_token: Option<Zeroizing<String>>,
}

/// What was read of one profile so far.
#[derive(Default)]
struct Profile {
    access_key_id: Option<String>,
    secret: Option<Zeroizing<String>>,
    session_token: Option<Zeroizing<String>>,
}

impl Credentials {
    /// Reads a file. Its values are never repeated in an error.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let credentials = if text.trim_start().starts_with('{') {
            let answered: Answered = serde_json::from_str(text)
                .map_err(|error| format!("line {}: no access key in JSON", error.line()))?;
            Self(answered.credential().into_iter().collect())
        } else {
            Self::profiles(text)?
        };
        match credentials.0.len() {
            0 => Err("it holds no access key".to_owned()),
            more if more > MOST => Err(format!("it holds more than {MOST} access keys")),
            _ => Ok(credentials),
        }
    }

    /// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`.
    pub(crate) fn from_environment() -> Self {
        let value = |name| super::environment(name).map(Zeroizing::new);
        let profile = Profile {
            access_key_id: super::environment("AWS_ACCESS_KEY_ID"),
            secret: value("AWS_SECRET_ACCESS_KEY"),
            session_token: value("AWS_SESSION_TOKEN"),
        };
        Self(profile.finish().into_iter().collect())
    }

    /// The key of this id.
    pub(crate) fn of(&self, access_key_id: &str) -> Option<&Credential> {
        self.iter().find(|key| key.access_key_id == access_key_id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Credential> {
        self.0.iter()
    }

    fn profiles(text: &str) -> Result<Self, String> {
        let mut credentials = Vec::new();
        let mut profile = Profile::default();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with(['#', ';']) {
                continue;
            }
            if line.starts_with('[') {
                credentials.extend(std::mem::take(&mut profile).finish());
                continue;
            }
            let (name, value) = line
                .split_once('=')
                .ok_or_else(|| format!("line {}: neither a profile nor a setting", number + 1))?;
            let value = value.trim().to_owned();
            // Names in the case of the environment are taken too: `env | grep AWS_` is a file of keys.
            match name.trim().to_ascii_lowercase().as_str() {
                "aws_access_key_id" => profile.access_key_id = Some(value),
                "aws_secret_access_key" => profile.secret = Some(Zeroizing::new(value)),
                "aws_session_token" => profile.session_token = Some(Zeroizing::new(value)),
                _ => {}
            }
        }
        credentials.extend(profile.finish());
        Ok(Self(credentials))
    }
}

impl Profile {
    fn finish(self) -> Option<Credential> {
        Some(Credential {
            access_key_id: self.access_key_id?,
            secret: SecretKey::new(&self.secret?),
            session_token: self.session_token,
        })
    }
}

impl Answered {
    fn credential(self) -> Option<Credential> {
        if let Some(inner) = self.access_key.or(self.credentials) {
            return inner.credential();
        }
        Profile {
            access_key_id: self.access_key_id,
            secret: self.secret_access_key,
            session_token: self.session_token,
        }
        .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str, Option<&str>)]) {
        let credentials = Credentials::read(text).unwrap();
        let found: Vec<_> = credentials
            .iter()
            .map(|key| {
                let token = key.session_token.as_deref().map(String::as_str);
                (key.access_key_id.as_str(), key.secret.expose(), token)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn keys_are_read_in_each_form_that_they_come_in() {
        check(
            "# mine\n[default]\naws_access_key_id = AKIA1\naws_secret_access_key=a/b+c=\nregion = x\n[b]\naws_access_key_id=ASIA2\n\
             aws_secret_access_key=s\naws_session_token=t==\n[empty]\n",
            &[("AKIA1", "a/b+c=", None), ("ASIA2", "s", Some("t=="))],
        );
        check(
            "AWS_ACCESS_KEY_ID=AKIA1\nAWS_SECRET_ACCESS_KEY=s\n",
            &[("AKIA1", "s", None)],
        );
        check(
            r#"{"Credentials":{"AccessKeyId":"ASIA1","SecretAccessKey":"s","SessionToken":"t","Expiration":"x"}}"#,
            &[("ASIA1", "s", Some("t"))],
        );
        check(
            r#"{"AccessKey":{"UserName":"u","AccessKeyId":"AKIA1","SecretAccessKey":"s"}}"#,
            &[("AKIA1", "s", None)],
        );
    }

    #[test]
    fn what_holds_no_key_is_an_error_that_repeats_nothing() {
        for text in [
            "",
            "[default]\naws_access_key_id=AKIA1\n",
            "topsecret",
            "{\"SecretAccessKey\":topsecret}",
            "{\"SecretAccessKey\":\"topsecret\"}",
        ] {
            let error = Credentials::read(text).err().expect(text);
            assert!(!error.contains("topsecret"), "{error}");
        }
    }
}
