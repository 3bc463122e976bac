//! Amazon Resource Names: taking them apart, putting an `execute-api` method ARN together without allocating, and the
//! formats of account and resource ids. Whether a named thing exists is not known here.

use std::fmt;

/// The six parts of an ARN, borrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Arn<'a> {
    /// `aws`, `aws-cn`, ...
    pub partition: &'a str,
    /// `iam`, `execute-api`, ...
    pub service: &'a str,
    /// May be empty.
    pub region: &'a str,
    /// May be empty.
    pub account: &'a str,
    /// Everything after the fifth colon.
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Takes an ARN apart. `None` if it has fewer than six parts, or an empty partition, service or resource.
    pub fn parse(text: &'a str) -> Option<Arn<'a>> {
        let mut parts = text.splitn(6, ':');
        if parts.next() != Some("arn") {
            return None;
        }
        let arn = Arn {
            partition: parts.next()?,
            service: parts.next()?,
            region: parts.next()?,
            account: parts.next()?,
            resource: parts.next()?,
        };
        let complete =
            !arn.partition.is_empty() && !arn.service.is_empty() && !arn.resource.is_empty();
        complete.then_some(arn)
    }

    /// The last part of the resource: the name of a user or role without its path.
    pub fn name(&self) -> &'a str {
        self.resource.rsplit('/').next().unwrap_or(self.resource)
    }
}

impl fmt::Display for Arn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "arn:{}:{}:{}:{}:{}",
            self.partition, self.service, self.region, self.account, self.resource
        )
    }
}

/// The resource of an `execute-api:Invoke` request (Service Authorization Reference, Amazon API Gateway).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodArn<'a> {
    /// `aws`, ...
    pub partition: &'a str,
    /// The API's region.
    pub region: &'a str,
    /// The API owner's account id.
    pub account: &'a str,
    /// The REST API's id.
    pub api: &'a str,
    /// The stage's name.
    pub stage: &'a str,
    /// The HTTP method of the request.
    pub verb: &'a str,
    /// The request's path below the stage; a leading slash is taken off.
    pub path: &'a str,
}

impl MethodArn<'_> {
    /// Writes the ARN into `buffer`, replacing what it held, and lends it back.
    pub fn write_to<'b>(&self, buffer: &'b mut String) -> &'b str {
        buffer.clear();
        for part in self.parts() {
            buffer.push_str(part);
        }
        buffer
    }

    fn parts(&self) -> [&str; 14] {
        [
            "arn:",
            self.partition,
            ":execute-api:",
            self.region,
            ":",
            self.account,
            ":",
            self.api,
            "/",
            self.stage,
            "/",
            self.verb,
            "/",
            self.path.strip_prefix('/').unwrap_or(self.path),
        ]
    }
}

impl fmt::Display for MethodArn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().iter().try_for_each(|part| f.write_str(part))
    }
}

/// Whether this is an account id: twelve decimal digits.
pub fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether this is a unique id of IAM, such as `AROA...` for a role (IAM User Guide, "IAM identifiers").
pub fn is_unique_id(text: &str) -> bool {
    const PREFIXES: [&str; 6] = ["AIDA", "AROA", "AGPA", "ANPA", "AIPA", "ASCA"];
    (16..=128).contains(&text.len())
        && PREFIXES.iter().any(|prefix| text.starts_with(prefix))
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Whether this is an id as EC2 makes them: `{prefix}-` and 8 or 17 hexadecimal digits, such as `vpce-0123456789abcdef0`.
pub fn is_ec2_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('-'))
        .is_some_and(|digits| {
            matches!(digits.len(), 8 | 17)
                && digits
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_is_taken_apart_and_put_together() {
        let text = "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5/prod/GET/a:b";
        let arn = Arn::parse(text).unwrap();
        assert_eq!(arn.resource, "a1b2c3d4e5/prod/GET/a:b");
        assert_eq!(arn.to_string(), text);
        for bad in [
            "",
            "arn:aws:iam::1",
            "urn:aws:iam::1:x",
            "arn::iam::1:x",
            "arn:aws:iam::1:",
        ] {
            assert_eq!(Arn::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_method_arn_reuses_the_callers_buffer() {
        let arn = MethodArn {
            partition: "aws",
            region: "us-east-1",
            account: "222222222222",
            api: "a1b2c3d4e5",
            stage: "prod",
            verb: "GET",
            path: "/items/1",
        };
        let mut buffer = String::from("old");
        assert_eq!(
            arn.write_to(&mut buffer),
            "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5/prod/GET/items/1"
        );
    }

    #[test]
    fn ids_have_a_format() {
        assert!(
            is_account_id("000000000000")
                && !is_account_id("1234567890")
                && !is_account_id("12345678901a")
        );
        assert!(is_ec2_id("vpce-0123456789abcdef0", "vpce") && is_ec2_id("vpc-12345678", "vpc"));
        assert!(!is_ec2_id("vpce-1", "vpce") && !is_ec2_id("vpc-12345678", "vpce"));
        assert!(is_unique_id("AROAEXAMPLEEXAMPLE123") && !is_unique_id("role/AROA"));
    }
}
