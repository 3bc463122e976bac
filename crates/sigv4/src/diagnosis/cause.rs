//! What can be wrong with a signature, as values and in words. Each says how what was signed differs from what arrived;
//! who made it so, the signer or something on the way, no signature can tell. No value holds a secret, a token or the
//! value of a header other than `host`.

use std::fmt;

/// One thing that is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cause {
    /// The signature's time is outside the window. Negative: it was signed so long ago.
    Skew {
        /// From the server's clock to the signature's time.
        seconds: i64,
    },
    /// The credential scope names another region.
    ScopeRegion {
        /// The region that it names.
        scope: String,
        /// The region that is served here.
        region: String,
    },
    /// The credential scope names another service.
    ScopeService {
        /// The service that it names.
        scope: String,
        /// The service that is called.
        service: String,
    },
    /// The day in the credential scope is not the day of the timestamp.
    ScopeDate {
        /// The day that the scope names.
        scope: String,
        /// The day of the timestamp.
        date: String,
    },
    /// The signature is not hex digits of the right length in lower case.
    NotASignature,
    /// A header is in the list of signed headers and not in the request.
    HeaderAbsent(String),
    /// The credentials have a session token and the request has none.
    TokenMissing,
    /// The request's session token is not the one of the credentials.
    TokenOfOthers,
    /// The request has a session token and the credentials, being long-term, have none.
    TokenUnexpected,
    /// The session token was signed as a header that the list of signed headers leaves out.
    TokenNotListed,
    /// Another method was signed.
    Method {
        /// The method that was signed.
        signed: String,
    },
    /// The path.
    Path(PathMistake),
    /// The query string.
    Query(QueryMistake),
    /// Another host was signed.
    Host {
        /// The host that was signed.
        signed: String,
    },
    /// A header other than `host`.
    Header {
        /// Its name.
        name: String,
        /// What differs.
        mistake: HeaderMistake,
    },
    /// The body's hash.
    Body(BodyMistake),
    /// How the canonical request or the string to sign was put together.
    Layout(LayoutMistake),
    /// The key.
    Key(KeyMistake),
}

/// How a signed path can differ.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum PathMistake {
    /// Normalised but not encoded again: the rule of S3.
    EncodedOnce,
    /// Encoded twice more, not once.
    EncodedThrice,
    /// Encoded again but not normalised.
    NotNormalised,
    /// Neither normalised nor encoded again.
    AsSent,
    /// Escapes in upper case where lower case was sent.
    UpperCaseEscapes,
    /// Escapes in lower case where upper case was sent.
    LowerCaseEscapes,
    /// With a last slash that did not arrive.
    LastSlashLost,
    /// Without a last slash that did arrive.
    LastSlashAdded,
    /// Without the first segment that arrived: its stage or base path.
    FirstSegmentAdded,
}

/// How a signed query string can differ.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum QueryMistake {
    /// As it was sent: neither sorted nor encoded.
    AsSent,
    /// Sorted, but spelled as it was sent.
    NotEncoded,
    /// In the order in which it was sent.
    NotSorted,
    /// Sorted by `name=value` as one text, not by name and then value.
    SortedAsText,
    /// `+` as a plus sign; it is a space.
    PlusKept,
    /// What was already encoded was encoded again.
    EncodedTwice,
    /// A parameter without a value was written without `=`.
    NoEqualsSign,
    /// Not at all.
    LeftOut,
}

/// How a signed header can differ.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum HeaderMistake {
    /// Runs of blanks were not made one.
    NotCollapsed,
    /// With a blank at its end.
    TrailingSpace,
    /// Several values joined by a comma and a space.
    JoinedWithSpace,
    /// Several values in another order.
    Reordered,
    /// Only the first of several values.
    OnlyFirstValue,
    /// Only the last of several values.
    OnlyLastValue,
    /// Listed once for each of its values, each with a line of its own.
    LinePerValue,
    /// The same, with the lines sorted.
    SortedLines,
    /// Without the last element of its list, which was added on the way.
    ElementAdded,
    /// In lower case.
    LowerCase,
    /// With no value.
    Empty,
    /// With another value, of those that proxies and clients are known to put there.
    Replaced,
    /// With or without parameters after its `;`.
    Parameters,
}

/// How a signed body can differ.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum BodyMistake {
    /// As if there were none.
    Empty,
    /// `UNSIGNED-PAYLOAD` or one of S3's streaming forms in place of a hash.
    Unsigned,
    /// Another body: the signature holds for the hash in `x-amz-content-sha256`, which is not the hash of what arrived.
    Changed,
    /// The signature holds for what arrived, and `x-amz-content-sha256` says something else.
    DeclaredWrongly,
    /// Without the line end that the body ends with, or with one that it lacks.
    LastLineEnd,
    /// With other line ends: CRLF for LF, or the reverse, or none.
    LineEnds,
    /// The hash in upper case.
    UpperCaseHash,
    /// No hash: the last line was empty.
    NoHash,
}

/// How the signed text can be put together wrongly.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum LayoutMistake {
    /// Lines ended in CRLF.
    CrLf,
    /// The canonical request ended in a newline.
    TrailingNewline,
    /// The empty line between the headers and their list was missing.
    NoEmptyLine,
    /// The string to sign ended in a newline.
    StringToSignNewline,
}

/// How the key can differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyMistake {
    /// The secret of another access key.
    OtherKey {
        /// The access key id whose secret it was.
        access_key_id: String,
    },
    /// The secret with a newline after it.
    TrailingNewline,
    /// The secret with a space after it.
    TrailingSpace,
    /// The secret with a space before it.
    LeadingSpace,
    /// The secret within quotation marks.
    Quoted,
    /// The secret percent-encoded.
    PercentEncoded,
    /// The secret with its `+` turned into spaces.
    PlusAsSpace,
    /// The secret without `AWS4` before it.
    NoPrefix,
    /// Derived for another day.
    Date {
        /// The day.
        date: String,
    },
    /// Derived for another region or service, though the scope in the request names the right ones.
    Scope {
        /// The region.
        region: String,
        /// The service.
        service: String,
    },
}

impl Cause {
    /// A short name for programs. It does not change between releases.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Cause::Skew { .. } => "clock-skew",
            Cause::ScopeRegion { .. } => "scope-region",
            Cause::ScopeService { .. } => "scope-service",
            Cause::ScopeDate { .. } => "scope-date",
            Cause::NotASignature => "not-a-signature",
            Cause::HeaderAbsent(_) => "header-absent",
            Cause::TokenMissing => "token-missing",
            Cause::TokenOfOthers => "token-of-others",
            Cause::TokenUnexpected => "token-unexpected",
            Cause::TokenNotListed => "token-not-listed",
            Cause::Method { .. } => "method",
            Cause::Path(mistake) => mistake.code(),
            Cause::Query(mistake) => mistake.code(),
            Cause::Host { .. } => "host",
            Cause::Header {
                mistake: HeaderMistake::LinePerValue | HeaderMistake::SortedLines,
                ..
            } => "header-repeated",
            Cause::Header { .. } => "header-changed",
            Cause::Body(mistake) => mistake.code(),
            Cause::Layout(mistake) => mistake.code(),
            Cause::Key(mistake) => mistake.code(),
        }
    }
}

impl PathMistake {
    const fn code(self) -> &'static str {
        match self {
            PathMistake::EncodedOnce => "path-encoded-once",
            PathMistake::EncodedThrice => "path-encoded-thrice",
            PathMistake::NotNormalised => "path-not-normalised",
            PathMistake::AsSent => "path-as-sent",
            PathMistake::UpperCaseEscapes | PathMistake::LowerCaseEscapes => "path-escapes",
            PathMistake::LastSlashLost | PathMistake::LastSlashAdded => "path-last-slash",
            PathMistake::FirstSegmentAdded => "path-first-segment",
        }
    }
}

impl QueryMistake {
    const fn code(self) -> &'static str {
        match self {
            QueryMistake::AsSent => "query-as-sent",
            QueryMistake::NotEncoded => "query-not-encoded",
            QueryMistake::NotSorted => "query-not-sorted",
            QueryMistake::SortedAsText => "query-sorted-as-text",
            QueryMistake::PlusKept => "query-plus",
            QueryMistake::EncodedTwice => "query-encoded-twice",
            QueryMistake::NoEqualsSign => "query-no-equals-sign",
            QueryMistake::LeftOut => "query-left-out",
        }
    }
}

impl BodyMistake {
    const fn code(self) -> &'static str {
        match self {
            BodyMistake::Empty => "body-empty",
            BodyMistake::Unsigned => "body-unsigned",
            BodyMistake::Changed => "body-changed",
            BodyMistake::DeclaredWrongly => "body-declared-wrongly",
            BodyMistake::LastLineEnd => "body-last-line-end",
            BodyMistake::LineEnds => "body-line-ends",
            BodyMistake::UpperCaseHash => "body-upper-case-hash",
            BodyMistake::NoHash => "body-no-hash",
        }
    }
}

impl LayoutMistake {
    const fn code(self) -> &'static str {
        match self {
            LayoutMistake::CrLf => "layout-crlf",
            LayoutMistake::TrailingNewline => "layout-trailing-newline",
            LayoutMistake::NoEmptyLine => "layout-no-empty-line",
            LayoutMistake::StringToSignNewline => "layout-string-to-sign-newline",
        }
    }
}

impl KeyMistake {
    const fn code(&self) -> &'static str {
        match self {
            KeyMistake::OtherKey { .. } => "key-other",
            KeyMistake::TrailingNewline | KeyMistake::TrailingSpace | KeyMistake::LeadingSpace => {
                "key-blank"
            }
            KeyMistake::Quoted => "key-quoted",
            KeyMistake::PercentEncoded | KeyMistake::PlusAsSpace => "key-encoded",
            KeyMistake::NoPrefix => "key-no-prefix",
            KeyMistake::Date { .. } => "key-date",
            KeyMistake::Scope { .. } => "key-scope",
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Skew { seconds } => skew(f, *seconds),
            Cause::ScopeRegion { scope, region } => {
                write!(f, "it was signed for region `{scope}`; this is `{region}`")
            }
            Cause::ScopeService { scope, service } => {
                write!(
                    f,
                    "it was signed for service `{scope}`; this is `{service}`"
                )
            }
            Cause::ScopeDate { scope, date } => {
                write!(
                    f,
                    "the credential scope names the day `{scope}`; the timestamp's is `{date}`"
                )
            }
            Cause::NotASignature => {
                f.write_str("the signature is not lower-case hex of the right length")
            }
            Cause::HeaderAbsent(name) => {
                write!(
                    f,
                    "the header `{name}` was signed and is not in the request"
                )
            }
            Cause::TokenMissing => f.write_str(
                "the credentials are temporary and the request carries no session token",
            ),
            Cause::TokenOfOthers => {
                f.write_str("the session token is not the one of these credentials")
            }
            Cause::TokenUnexpected => f.write_str(
                "the request carries a session token and its access key is a long-term one",
            ),
            Cause::TokenNotListed => f.write_str(
                "the session token was signed as a header that `SignedHeaders` leaves out",
            ),
            Cause::Method { signed } => write!(f, "the method `{signed}` was signed"),
            Cause::Path(mistake) => f.write_str(mistake.words()),
            Cause::Query(mistake) => f.write_str(mistake.words()),
            Cause::Host { signed } => write!(f, "the host `{signed}` was signed"),
            Cause::Header { name, mistake } => {
                write!(f, "the header `{name}` was signed {}", mistake.words())
            }
            Cause::Body(mistake) => f.write_str(mistake.words()),
            Cause::Layout(mistake) => f.write_str(mistake.words()),
            Cause::Key(mistake) => write!(f, "{mistake}"),
        }
    }
}

/// A clock that is wrong by whole half hours shows local time.
fn skew(f: &mut fmt::Formatter<'_>, seconds: i64) -> fmt::Result {
    const HALF_HOUR: i64 = 30 * 60;
    const SLACK: i64 = 60;
    let size = seconds.saturating_abs();
    let side = if seconds < 0 { "before" } else { "after" };
    write!(
        f,
        "it was signed for a time {size} seconds {side} this clock's"
    )?;
    let rest = size % HALF_HOUR;
    if (HALF_HOUR - SLACK..=15 * 3600).contains(&size)
        && (rest <= SLACK || rest >= HALF_HOUR - SLACK)
    {
        f.write_str("; whole half hours: local time was written where UTC belongs")?;
    }
    Ok(())
}

impl PathMistake {
    const fn words(self) -> &'static str {
        match self {
            PathMistake::EncodedOnce => {
                "the path was signed encoded once, as for S3; every other service signs the path as sent, encoded once more"
            }
            PathMistake::EncodedThrice => "the path was signed with one encoding too many",
            PathMistake::NotNormalised => {
                "the path was signed with its `//`, `/.` or `/..` in it; it is normalised first"
            }
            PathMistake::AsSent => {
                "the path was signed as sent, as for S3; every other service normalises it and encodes it once more"
            }
            PathMistake::UpperCaseEscapes => {
                "the path was signed with its escapes in upper case and sent with them in lower case"
            }
            PathMistake::LowerCaseEscapes => {
                "the path was signed with its escapes in lower case and sent with them in upper case"
            }
            PathMistake::LastSlashLost => "the path was signed with a last `/` that did not arrive",
            PathMistake::LastSlashAdded => "the path was signed without the last `/` that arrived",
            PathMistake::FirstSegmentAdded => {
                "the path was signed without its first segment, the stage or the base path"
            }
        }
    }
}

impl QueryMistake {
    const fn words(self) -> &'static str {
        match self {
            QueryMistake::AsSent => {
                "the query string was signed as sent; it is encoded and sorted first"
            }
            QueryMistake::NotEncoded => {
                "the query string was signed sorted and spelled as sent; names and values are encoded first"
            }
            QueryMistake::NotSorted => {
                "the query string was signed in the order sent; it is sorted first"
            }
            QueryMistake::SortedAsText => {
                "the query string was sorted as `name=value`; it is sorted by name, then by value"
            }
            QueryMistake::PlusKept => {
                "a `+` in the query string was signed as a plus sign; it means a space, and a plus sign is sent as `%2B`"
            }
            QueryMistake::EncodedTwice => {
                "the query string was encoded once more before it was signed"
            }
            QueryMistake::NoEqualsSign => "a parameter without a value was signed without its `=`",
            QueryMistake::LeftOut => "the query string was not signed",
        }
    }
}

impl HeaderMistake {
    const fn words(self) -> &'static str {
        match self {
            HeaderMistake::NotCollapsed => {
                "with its runs of blanks; each run is made one space first"
            }
            HeaderMistake::TrailingSpace => "with a blank at its end; values are trimmed first",
            HeaderMistake::JoinedWithSpace => {
                "with its values joined by a comma and a space; they are joined by a comma"
            }
            HeaderMistake::Reordered => "with its values in another order",
            HeaderMistake::OnlyFirstValue => "with the first of its values only",
            HeaderMistake::OnlyLastValue => "with the last of its values only",
            HeaderMistake::LinePerValue | HeaderMistake::SortedLines => {
                "and listed once for each of its values; it is one line with its values joined by a comma"
            }
            HeaderMistake::ElementAdded => "without its last element, which was added on the way",
            HeaderMistake::LowerCase => "with its value in lower case",
            HeaderMistake::Empty => "with no value",
            HeaderMistake::Replaced => "with another value and was replaced on the way",
            HeaderMistake::Parameters => "with other parameters after its `;`",
        }
    }
}

impl BodyMistake {
    const fn words(self) -> &'static str {
        match self {
            BodyMistake::Empty => "the hash of an empty body was signed, and a body arrived",
            BodyMistake::Unsigned => {
                "`UNSIGNED-PAYLOAD` or a streaming form of S3 was signed; API Gateway takes the hash of the body only"
            }
            BodyMistake::Changed => {
                "another body was signed: it changed on the way, or after it was hashed"
            }
            BodyMistake::DeclaredWrongly => {
                "`x-amz-content-sha256` is not the hash of the body that was signed"
            }
            BodyMistake::LastLineEnd => {
                "the body was signed with another line end at its end than arrived"
            }
            BodyMistake::LineEnds => "the body was signed with other line ends than arrived",
            BodyMistake::UpperCaseHash => "the body's hash was written in upper case",
            BodyMistake::NoHash => "the canonical request had no hash of the body",
        }
    }
}

impl LayoutMistake {
    const fn words(self) -> &'static str {
        match self {
            LayoutMistake::CrLf => {
                "the lines of the canonical request ended in CRLF; they end in LF"
            }
            LayoutMistake::TrailingNewline => {
                "the canonical request ended in a newline; it ends with the body's hash"
            }
            LayoutMistake::NoEmptyLine => {
                "the canonical request lacked the empty line between the headers and their list"
            }
            LayoutMistake::StringToSignNewline => {
                "the string to sign ended in a newline; it ends with the hash of the canonical request"
            }
        }
    }
}

impl fmt::Display for KeyMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyMistake::OtherKey { access_key_id } => {
                write!(f, "the secret of the access key `{access_key_id}` was used")
            }
            KeyMistake::TrailingNewline => {
                f.write_str("the secret was used with a newline after it")
            }
            KeyMistake::TrailingSpace => f.write_str("the secret was used with a space after it"),
            KeyMistake::LeadingSpace => f.write_str("the secret was used with a space before it"),
            KeyMistake::Quoted => f.write_str("the secret was used with quotation marks around it"),
            KeyMistake::PercentEncoded => f.write_str("the secret was used percent-encoded"),
            KeyMistake::PlusAsSpace => {
                f.write_str("the secret was used with spaces where it has `+`")
            }
            KeyMistake::NoPrefix => {
                f.write_str("the key was derived from the secret without `AWS4` before it")
            }
            KeyMistake::Date { date } => write!(f, "the key was derived for the day `{date}`"),
            KeyMistake::Scope { region, service } => {
                write!(
                    f,
                    "the key was derived for region `{region}` and service `{service}`"
                )
            }
        }
    }
}
