//! The transforms of rules: at most one of the `Host` header and one of the URL. Nothing is rewritten here.

use portcullis_catalog::load_balancer::Transform;
use portcullis_wire::{Fault, elbv2 as wire};

use super::invalid;

/// The most characters of either part.
const MAX_TEXT: usize = 1024;

/// Reads the transforms of a call.
pub(super) fn read(transforms: Vec<wire::RuleTransform>) -> Result<Vec<Transform>, Fault> {
    let mut read: Vec<Transform> = Vec::new();
    for transform in transforms {
        let host_header = transform.r#type == wire::TransformTypeEnum::HostHeaderRewrite;
        let of_host = transform.host_header_rewrite_config;
        let of_url = transform.url_rewrite_config;
        let rewrites = match (host_header, of_host, of_url) {
            (true, Some(config), None) => config.rewrites,
            (false, None, Some(config)) => config.rewrites,
            _ => {
                let message = format!(
                    "A transform of the type '{}' must have the configuration of that type",
                    transform.r#type
                );
                return Err(invalid(message));
            }
        };
        let mut rewrites = rewrites.unwrap_or_default().into_iter();
        let (Some(rewrite), None) = (rewrites.next(), rewrites.next()) else {
            return Err(invalid("A transform must have exactly one rewrite"));
        };
        if regex::Regex::new(&rewrite.regex).is_err()
            || rewrite.regex.chars().count() > MAX_TEXT
            || rewrite.replace.chars().count() > MAX_TEXT
        {
            let message = format!("The rewrite of '{}' is not valid", rewrite.regex);
            return Err(invalid(message));
        }
        if read.iter().any(|other| other.host_header == host_header) {
            let message = format!(
                "A rule can have one transform of the type '{}'",
                transform.r#type
            );
            return Err(invalid(message));
        }
        read.push(Transform {
            host_header,
            regex: rewrite.regex,
            replace: rewrite.replace,
        });
    }
    Ok(read)
}

/// Transforms as answers show them.
pub(super) fn shown(transforms: &[Transform]) -> Vec<wire::RuleTransform> {
    let shown = transforms.iter().map(|transform| {
        let rewrites = Some(vec![wire::RewriteConfig {
            regex: transform.regex.clone(),
            replace: transform.replace.clone(),
        }]);
        if transform.host_header {
            wire::RuleTransform {
                r#type: wire::TransformTypeEnum::HostHeaderRewrite,
                host_header_rewrite_config: Some(wire::HostHeaderRewriteConfig { rewrites }),
                url_rewrite_config: None,
            }
        } else {
            wire::RuleTransform {
                r#type: wire::TransformTypeEnum::UrlRewrite,
                host_header_rewrite_config: None,
                url_rewrite_config: Some(wire::UrlRewriteConfig { rewrites }),
            }
        }
    });
    shown.collect()
}
