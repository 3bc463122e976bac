//! A request as bytes on the wire, for tests: it owns what [`portcullis_sigv4::Request`] borrows, and can be changed.

use http::{HeaderName, HeaderValue};
use portcullis_sigv4::{
    Algorithm, Claim, Credentials, HeaderList, PayloadHash, PublicKey, Refusal, Request, Rules,
    SecretKey, Signing, Timestamp, VerifyingKey, claim, presign, sign_headers, verify,
};

pub(crate) const KEY_ID: &str = "AKIDEXAMPLE";
pub(crate) const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
/// 2015-08-30T12:36:00Z.
pub(crate) const NOW: Timestamp = Timestamp::from_unix(1_440_938_160);
pub(crate) const REGION: &str = "us-east-1";

#[derive(Clone, Debug)]
pub(crate) struct RawRequest {
    pub method: String,
    pub path: String,
    pub query: Option<String>,
    pub headers: HeaderList,
    pub body: Vec<u8>,
    pub authority: Option<String>,
}

impl RawRequest {
    pub(crate) fn new(method: &str, target: &str) -> Self {
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (target, None),
        };
        RawRequest {
            method: method.to_owned(),
            path: path.to_owned(),
            query,
            headers: HeaderList::new(),
            body: Vec::new(),
            authority: None,
        }
    }

    /// An unsigned request to an API, with its `host`.
    pub(crate) fn to_api(method: &str, target: &str) -> Self {
        Self::new(method, target).with("host", "abc123.execute-api.us-east-1.amazonaws.com")
    }

    /// Reads the text of a request with CRLF line ends.
    pub(crate) fn parse(text: &str) -> Self {
        let (head, body) = text
            .split_once("\r\n\r\n")
            .expect("a blank line ends the head");
        let mut lines = head.split("\r\n");
        let mut words = lines.next().expect("a request line").split(' ');
        let mut request = Self::new(
            words.next().expect("a method"),
            words.next().expect("a target"),
        );
        for line in lines {
            let (name, value) = line.split_once(':').expect("a header");
            request = request.with(name, value.trim());
        }
        request.body = body.as_bytes().to_vec();
        request
    }

    /// Adds a header.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a header name");
        self.headers.append(
            name,
            HeaderValue::from_bytes(value.as_bytes()).expect("a header value"),
        );
        self
    }

    /// Sets a header.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a header name");
        self.headers.insert(
            name,
            HeaderValue::from_bytes(value.as_bytes()).expect("a header value"),
        );
    }

    pub(crate) fn header(&self, name: &str) -> String {
        String::from_utf8_lossy(self.headers.get(name).expect(name).as_bytes()).into_owned()
    }

    /// Replaces text inside a header.
    pub(crate) fn edit(mut self, name: &str, from: &str, to: &str) -> Self {
        let old = self.header(name);
        assert!(old.contains(from), "`{old}` does not hold `{from}`");
        self.set(name, &old.replacen(from, to, 1));
        self
    }

    /// Replaces text inside the query string.
    pub(crate) fn edit_query(mut self, from: &str, to: &str) -> Self {
        let old = self.query.take().unwrap_or_default();
        assert!(old.contains(from), "`{old}` does not hold `{from}`");
        self.query = Some(old.replacen(from, to, 1));
        self
    }

    pub(crate) fn with_body(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }

    pub(crate) fn request(&self) -> Request<'_> {
        Request {
            method: &self.method,
            path: &self.path,
            query: self.query.as_deref(),
            headers: &self.headers,
            authority: self.authority.as_deref(),
        }
    }

    pub(crate) fn payload(&self) -> PayloadHash {
        PayloadHash::of(&self.body)
    }

    /// Signs in the headers.
    pub(crate) fn signed(mut self, signing: &Signing<'_>) -> Self {
        let added = sign_headers(&self.request(), &self.payload(), signing)
            .expect("a request that can be signed");
        for (name, value) in added {
            self.headers.insert(name, value);
        }
        self
    }

    /// Signs in the query string.
    pub(crate) fn presigned(mut self, signing: &Signing<'_>, expires: Option<u32>) -> Self {
        let query = presign(&self.request(), &self.payload(), signing, expires)
            .expect("a request that can be signed");
        self.query = Some(query);
        self
    }

    /// Signs a `GET /i` style header request for `execute-api` with the example key.
    pub(crate) fn signed_v4(self) -> Self {
        let secret = SecretKey::new(SECRET);
        self.signed(&signing(&secret, Algorithm::HmacSha256))
    }

    pub(crate) fn presigned_v4(self, expires: Option<u32>) -> Self {
        let secret = SecretKey::new(SECRET);
        self.presigned(&signing(&secret, Algorithm::HmacSha256), expires)
    }

    pub(crate) fn claim<'a>(
        &'a self,
        rules: &Rules<'_>,
        now: Timestamp,
    ) -> Result<Option<Claim<'a>>, Refusal> {
        claim(&self.request(), rules, now)
    }

    /// Claim and verification with the example key. `None` is a request without authentication.
    pub(crate) fn judge(
        &self,
        rules: &Rules<'_>,
        now: Timestamp,
    ) -> Result<Option<Claim<'_>>, Refusal> {
        let Some(claim) = self.claim(rules, now)? else {
            return Ok(None);
        };
        verify(
            &claim,
            &self.request(),
            rules,
            &self.payload(),
            &key_of(&claim, rules, SECRET),
        )?;
        Ok(Some(claim))
    }

    /// Whether an API accepts the request at [`NOW`].
    pub(crate) fn is_accepted(&self) -> bool {
        matches!(self.judge(&api_rules(), NOW), Ok(Some(_)))
    }

    /// The refusal of an API at [`NOW`].
    #[track_caller]
    pub(crate) fn refusal(&self) -> Refusal {
        match self.judge(&api_rules(), NOW) {
            Err(refusal) => refusal,
            Ok(Some(_)) => panic!("the request was accepted"),
            Ok(None) => panic!("the request was taken for anonymous"),
        }
    }
}

pub(crate) fn api_rules() -> Rules<'static> {
    Rules::execute_api(REGION)
}

pub(crate) fn signing<'a>(secret: &'a SecretKey, algorithm: Algorithm) -> Signing<'a> {
    Signing {
        credentials: Credentials {
            access_key_id: KEY_ID,
            secret,
            session_token: None,
        },
        algorithm,
        region: REGION,
        service: "execute-api",
        time: NOW,
        content_sha256_header: false,
    }
}

pub(crate) fn key_of(claim: &Claim<'_>, rules: &Rules<'_>, secret: &str) -> VerifyingKey {
    let secret = SecretKey::new(secret);
    match claim.algorithm() {
        Algorithm::HmacSha256 => VerifyingKey::Hmac(
            secret
                .day(claim.date())
                .region(rules.region)
                .service(rules.service)
                .signing(),
        ),
        Algorithm::EcdsaP256Sha256 => {
            VerifyingKey::Ecdsa(PublicKey::derive(&secret, claim.access_key_id()).expect("a key"))
        }
    }
}
