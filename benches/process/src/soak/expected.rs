//! Every kind of request that the soak sends, and what has to come of each. What is expected follows from what is true of
//! the world, and from nothing that the gateway said.

use crate::client::Answer;
use crate::load::Request;
use crate::serve::A;

use super::facts::Seen;
use super::world::{Api, World, request, signed};

/// Bytes of the large answer.
pub const LARGE: usize = 256 * 1024;
/// What requests carry that nothing must ever let through: a back end that sees it says so.
pub const UNINVITED: &str = "x-soak-uninvited";

/// A kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Get,
    Post,
    Large,
    Version,
    Mortal,
    MortalPost,
    Unsigned,
    MortalUnsigned,
    Forged,
    Denied,
    MortalDenied,
    Unknown,
    /// A private API by the public way.
    Astray,
    Edited,
    Keyed,
    Admitted,
    Guest,
    Beta,
    /// Through the endpoint whose security group changes.
    Guarded,
}

/// Every kind, and how many of a hundred requests are of it.
pub const MIXTURE: [(Kind, u32); 19] = [
    (Kind::Get, 22),
    (Kind::Post, 8),
    (Kind::Large, 1),
    (Kind::Version, 7),
    (Kind::Mortal, 6),
    (Kind::MortalPost, 3),
    (Kind::Unsigned, 6),
    (Kind::MortalUnsigned, 3),
    (Kind::Forged, 6),
    (Kind::Denied, 6),
    (Kind::MortalDenied, 3),
    (Kind::Unknown, 3),
    (Kind::Astray, 2),
    (Kind::Edited, 5),
    (Kind::Keyed, 5),
    (Kind::Admitted, 5),
    (Kind::Guest, 4),
    (Kind::Beta, 3),
    (Kind::Guarded, 2),
];

/// By which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Public,
    Endpoint,
    Guarded,
}

/// A way that a request may end.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// An answer of the back end or the mock: its whole body.
    Success(String),
    /// A refusal or failure: status, error type, how the body begins.
    Failure(u16, &'static str, String),
    /// The connection is closed without a whole answer.
    Nothing,
}

impl Kind {
    /// Which ways lead to it.
    pub fn way(self, preferred: Way) -> Way {
        match self {
            Self::Guarded => Way::Guarded,
            Self::Astray => Way::Public,
            _ => preferred,
        }
    }

    /// The request; `filler` is the body where it has one.
    pub fn request(self, world: &World, way: Way, filler: &[u8]) -> Request {
        let users = &world.users;
        let api = self.api(world, way);
        let get = |path: &str| request(api, "GET", path, b"");
        match self {
            Self::Get | Self::Astray | Self::Guarded => signed(get("/prod/items"), &users.steady),
            Self::Post => signed(request(api, "POST", "/prod/items", filler), &users.steady),
            Self::Large => signed(get("/prod/large"), &users.steady),
            Self::Version => signed(get("/prod/version"), &users.steady),
            Self::Mortal => signed(get("/prod/mortal"), &users.steady),
            Self::MortalPost => signed(request(api, "POST", "/prod/mortal", filler), &users.steady),
            Self::Unsigned => uninvited(get("/prod/items")),
            Self::MortalUnsigned => uninvited(get("/prod/mortal")),
            Self::Forged => {
                let mut keys = users.steady.clone();
                keys.secret.push('x');
                signed(uninvited(get("/prod/items")), &keys)
            }
            Self::Denied => signed(uninvited(get("/prod/items")), &users.denied),
            Self::MortalDenied => signed(uninvited(get("/prod/mortal")), &users.denied),
            Self::Unknown => signed(uninvited(get("/prod/nothing")), &users.steady),
            Self::Edited => signed(get("/prod/items"), &users.edited),
            Self::Keyed => signed(get("/prod/items"), &users.keyed),
            Self::Admitted => signed(get("/prod/items"), &users.admitted),
            Self::Guest => signed(get("/prod/items"), &users.guest),
            Self::Beta => signed(get("/beta/items"), &users.steady),
        }
    }

    fn api(self, world: &World, way: Way) -> &Api {
        if way == Way::Public && self != Self::Astray {
            &world.regional
        } else {
            &world.private
        }
    }

    /// Whether this may come of it. `None` is a connection that ended without a whole answer.
    pub fn permits(
        self,
        world: &World,
        way: Way,
        body: &[u8],
        seen: &Seen<'_>,
        answer: Option<&Answer>,
    ) -> bool {
        let ends = self.ends(world, way, body, seen);
        ends.iter().any(|end| end.is(answer))
    }

    /// Every way that it may end.
    fn ends(self, world: &World, way: Way, body: &[u8], seen: &Seen<'_>) -> Vec<End> {
        let api = self.api(world, way);
        let items = |method: &str, body: &[u8]| -> Vec<End> {
            let turns = seen.turns(|facts| &facts.variable);
            let ends = turns.map(|turn| End::Success(echo(method, &format!("/turn/{turn}"), body)));
            ends.collect()
        };
        let refused = |who: &str, path: &str, why: &str| {
            let masked = "********2222";
            let id = &api.id;
            End::Failure(
                403,
                "AccessDeniedException",
                format!(
                    "{{\"Message\":\"User: {who} is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:{masked}:{id}/prod/GET/{path} {why}\"}}"
                ),
            )
        };
        let denied = |user: &str, path: &str, why: &str| {
            refused(&format!("arn:aws:iam::{A}:user/{user}"), path, why)
        };
        let missing = || {
            let text = "{\"message\":\"Missing Authentication Token\"}";
            vec![End::Failure(
                403,
                "MissingAuthenticationTokenException",
                text.to_owned(),
            )]
        };
        let forbidden = || {
            let text = "{\"message\":\"Forbidden\"}".to_owned();
            End::Failure(403, "ForbiddenException", text)
        };
        let unnamed = "because no resource-based policy allows the execute-api:Invoke action";
        // What is switched on, off, or under way between the two.
        let either = |(on, off): (bool, bool), yes: Vec<End>, no: End| -> Vec<End> {
            let yes = yes.into_iter().filter(|_| on);
            yes.chain(Some(no).filter(|_| off)).collect()
        };
        match self {
            Self::Get => items("GET", b""),
            Self::Post => items("POST", body),
            Self::Large => vec![End::Success("x".repeat(LARGE))],
            Self::Version => {
                let turns = seen.turns(|facts| &facts.version);
                turns
                    .map(|turn| End::Success(format!("version {turn}")))
                    .collect()
            }
            Self::Mortal | Self::MortalPost => {
                let method = if self == Self::Mortal { "GET" } else { "POST" };
                let (alive, dead) = seen.may(|facts| &facts.backend);
                let lives = vec![End::Success(echo(method, "/mortal", body))];
                let text = "{\"message\": \"Network error communicating with endpoint\"}";
                let fails = End::Failure(504, "InternalServerErrorException", text.to_owned());
                let mut ends = either((alive, dead), lives, fails);
                if alive && dead {
                    // It died in the middle of its answer.
                    ends.push(End::Nothing);
                }
                ends
            }
            // The endpoint's policy is asked before anybody asks for a signature.
            Self::Unsigned | Self::MortalUnsigned if way != Way::Public => {
                let path = if self == Self::Unsigned {
                    "items"
                } else {
                    "mortal"
                };
                let why = "because no VPC endpoint policy allows the execute-api:Invoke action";
                vec![refused("anonymous", path, why)]
            }
            Self::Unsigned | Self::MortalUnsigned | Self::Unknown => missing(),
            Self::Forged => {
                let text = "{\"message\":\"The request signature we calculated does not match the signature you provided.";
                vec![End::Failure(
                    403,
                    "InvalidSignatureException",
                    text.to_owned(),
                )]
            }
            Self::Denied => vec![denied("denied", "items", unnamed)],
            Self::MortalDenied => vec![denied("denied", "mortal", unnamed)],
            Self::Astray => vec![forbidden()],
            Self::Edited => {
                let why = "because no identity-based policy allows the execute-api:Invoke action";
                let may = seen.may(|facts| &facts.identity);
                either(may, items("GET", b""), denied("edited", "items", why))
            }
            Self::Keyed => {
                let text =
                    "{\"message\":\"The security token included in the request is invalid.\"}";
                let no = End::Failure(403, "UnrecognizedClientException", text.to_owned());
                either(seen.may(|facts| &facts.key), items("GET", b""), no)
            }
            Self::Admitted => {
                let may = seen.may(|facts| &facts.resource);
                either(may, items("GET", b""), denied("admitted", "items", unnamed))
            }
            Self::Guest if way == Way::Public => items("GET", b""),
            Self::Guest => {
                let why = "with an explicit deny in a VPC endpoint policy";
                let may = seen.may(|facts| &facts.endpoint);
                either(may, items("GET", b""), denied("guest", "items", why))
            }
            Self::Beta => {
                let yes = End::Success(echo("GET", "/turn/beta", b""));
                either(seen.may(|facts| &facts.stage), vec![yes], forbidden())
            }
            Self::Guarded => {
                let may = seen.may(|facts| &facts.group);
                either(may, items("GET", b""), End::Nothing)
            }
        }
    }
}

/// What the back end answers: enough to see that it was asked what was sent.
pub fn echo(method: &str, path: &str, body: &[u8]) -> String {
    // Not a hash: it has to tell bodies of this client apart, and costs next to nothing.
    let sum = body.iter().enumerate().fold(0_u64, |sum, (at, byte)| {
        sum.wrapping_add((at as u64 + 1).wrapping_mul(u64::from(*byte)))
    });
    format!("{method} {path} {} {sum}", body.len())
}

fn uninvited(mut request: Request) -> Request {
    request
        .headers
        .push((UNINVITED.to_owned(), "yes".to_owned()));
    request
}

impl End {
    fn is(&self, answer: Option<&Answer>) -> bool {
        match (self, answer) {
            (Self::Nothing, None) => true,
            (Self::Success(body), Some(answer)) => answer.status == 200 && answer.body == *body,
            (Self::Failure(status, error_type, body), Some(answer)) => {
                answer.status == *status
                    && answer.error_type.as_deref() == Some(error_type)
                    && answer.body.starts_with(body.as_str())
            }
            _ => false,
        }
    }
}
