//! Paths that name API and stage themselves, as people write them who call a development double by
//! its address: AWS knows no such form. One form is read from the raw path byte for byte, so a path
//! has it or has it not; whether such paths are taken at all is decided elsewhere.

/// `/_aws/execute-api/{api}/{stage}/…` or `/restapis/{api}/{stage}/_user_request_/…`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathForm<'a> {
    /// The id of the API.
    pub api: &'a str,
    /// The name of the stage.
    pub stage: &'a str,
    /// What is below the stage, as it came: `/` where nothing is.
    pub below: &'a str,
}

const BY_ADDRESS: &str = "/_aws/execute-api/";
const BY_RESOURCE: &str = "/restapis/";
const USER_REQUEST: &str = "_user_request_";
/// What the control plane has below an API: a stage of such a name has the first form alone.
const COLLECTIONS: [&str; 9] = [
    "authorizers",
    "deployments",
    "documentation",
    "gatewayresponses",
    "models",
    "requestvalidators",
    "resources",
    "sdks",
    "stages",
];

impl<'a> PathForm<'a> {
    /// Reads the path of a request target as it came, up to the `?`.
    pub fn read(raw: &'a str) -> Option<Self> {
        let by_address = || {
            let (api, rest) = raw.strip_prefix(BY_ADDRESS)?.split_once('/')?;
            let (stage, below) = first(rest);
            Some(Self { api, stage, below })
        };
        let by_resource = || {
            let (api, rest) = raw.strip_prefix(BY_RESOURCE)?.split_once('/')?;
            let (stage, rest) = rest.split_once('/')?;
            let (marker, below) = first(rest);
            let its_own = COLLECTIONS.contains(&stage);
            (marker == USER_REQUEST && !its_own).then_some(Self { api, stage, below })
        };
        by_address()
            .or_else(by_resource)
            .filter(|form| is_name(form.api) && is_name(form.stage))
    }
}

/// The first segment, and what follows it with its slash.
fn first(path: &str) -> (&str, &str) {
    match path.find('/').and_then(|at| path.split_at_checked(at)) {
        Some(parts) => parts,
        None => (path, "/"),
    }
}

/// The characters of ids and of stage names: none that is written in two ways.
fn is_name(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !text.is_empty() && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_name_api_stage_and_the_path_below() {
        for (raw, stage, below) in [
            ("/_aws/execute-api/abc/prod", "prod", "/"),
            ("/_aws/execute-api/abc/prod/", "prod", "/"),
            ("/_aws/execute-api/abc/prod/a%20b//c", "prod", "/a%20b//c"),
            ("/_aws/execute-api/abc/stages/x", "stages", "/x"),
            ("/restapis/abc/prod/_user_request_", "prod", "/"),
            ("/restapis/abc/my-1_x/_user_request_/a/b", "my-1_x", "/a/b"),
        ] {
            let expected = PathForm {
                api: "abc",
                stage,
                below,
            };
            assert_eq!(PathForm::read(raw), Some(expected), "{raw}");
        }
    }

    #[test]
    fn what_is_written_otherwise_has_no_form() {
        for raw in [
            "/",
            "/prod/items",
            "/_aws/execute-api",
            "/_aws/execute-api/abc",
            "/_aws/execute-api//prod/x",
            "/_aws/execute-api/abc//x",
            "/_aws/execute-api/abc/../x",
            "/_aws/execute-api/abc/%70rod/x",
            "/_aws//execute-api/abc/prod",
            "//_aws/execute-api/abc/prod",
            "/%5Faws/execute-api/abc/prod",
            "/_AWS/execute-api/abc/prod",
            "/restapis",
            "/restapis/abc",
            "/restapis/abc/_user_request_/x",
            "/restapis/abc/prod/_user_request",
            "/restapis/abc/prod/_user_request_x",
            "/restapis/abc/prod/x/_user_request_",
            "/restapis/abc/../_user_request_/x",
        ] {
            assert_eq!(PathForm::read(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_path_of_the_control_plane_is_never_a_call() {
        for collection in COLLECTIONS {
            let raw = format!("/restapis/abc/{collection}/_user_request_");
            assert_eq!(PathForm::read(&raw), None, "{raw}");
        }
    }
}
