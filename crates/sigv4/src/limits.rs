//! Every bound of the crate in one place. What is over a bound is refused before anything is hashed.

/// The names of a `SignedHeaders` list.
pub(crate) const SIGNED_HEADERS: usize = 64;
/// The parameters of a query string.
pub(crate) const QUERY_PAIRS: usize = 512;
/// The bytes of an `Authorization` header.
pub(crate) const AUTHORIZATION: usize = 4 * 1024;
/// The bytes of a session token.
pub(crate) const TOKEN: usize = 8 * 1024;
/// The bytes of path and query together. API Gateway takes about 10 KiB of request line and headers; a percent-encoded
/// token may triple.
pub(crate) const TARGET: usize = 32 * 1024;
/// The bytes of an access key id.
pub(crate) const ACCESS_KEY_ID: usize = 128;
/// The longest `X-Amz-Expires`: a week.
pub(crate) const EXPIRES_SECONDS: u32 = 604_800;
/// The bytes of a canonical request. Encoding can triple a path, so this is above the bounds of the input.
pub(crate) const CANONICAL_REQUEST: usize = 128 * 1024;
/// What a scratch buffer keeps between requests.
pub(crate) const KEPT_BUFFER: usize = 32 * 1024;
/// The strings to sign that a diagnosis compares with a signature.
pub(crate) const DIAGNOSIS_TRIES: usize = 128;
/// The bytes of canonical requests after which a diagnosis stops: hashing them takes less than 30 µs.
pub(crate) const DIAGNOSIS_BYTES: usize = 48 * 1024;
/// How many times its length a path or query string counts that is canonicalised anew, not copied.
pub(crate) const REWRITING_PRICE: usize = 12;
/// How many tries one with SigV4a counts for: ECDSA takes that much longer.
pub(crate) const ECDSA_PRICE: usize = 40;
/// The longest body whose line ends are looked at.
pub(crate) const DIAGNOSIS_BODY: usize = 8 * 1024;
