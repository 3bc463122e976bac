//! The settings of a stage for its methods: `{resource path}/{verb}`, or `*/*` for all. They are
//! kept and shown; logging, throttling and caching by them are not this gateway's yet.

use std::collections::BTreeMap;

use portcullis_wire::Fault;
use portcullis_wire::apigateway::{
    self as wire, UnauthorizedCacheControlHeaderStrategy as Strategy,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::apigateway::fault::bad_request;
use crate::tx::internal;

const EVERY_METHOD: &str = "*/*";

/// The settings of one method, with API Gateway's defaults.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Setting {
    metrics_enabled: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    logging_level: Option<String>,
    data_trace_enabled: bool,
    throttling_burst_limit: i32,
    throttling_rate_limit: f64,
    caching_enabled: bool,
    cache_ttl_in_seconds: i32,
    cache_data_encrypted: bool,
    require_authorization_for_cache_control: bool,
    unauthorized_cache_control_header_strategy: Strategy,
}

/// One setting of one method, as a path names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Metrics,
    LogLevel,
    DataTrace,
    BurstLimit,
    RateLimit,
    Caching,
    CacheTtl,
    CacheEncryption,
    CacheControlAuthorization,
    CacheControlStrategy,
}

const FIELDS: [(&str, Field); 10] = [
    ("/metrics/enabled", Field::Metrics),
    ("/logging/loglevel", Field::LogLevel),
    ("/logging/dataTrace", Field::DataTrace),
    ("/throttling/burstLimit", Field::BurstLimit),
    ("/throttling/rateLimit", Field::RateLimit),
    ("/caching/enabled", Field::Caching),
    ("/caching/ttlInSeconds", Field::CacheTtl),
    ("/caching/dataEncrypted", Field::CacheEncryption),
    (
        "/caching/requireAuthorizationForCacheControl",
        Field::CacheControlAuthorization,
    ),
    (
        "/caching/unauthorizedCacheControlHeaderStrategy",
        Field::CacheControlStrategy,
    ),
];

/// Splits a path into the method, as stored and shown, and the setting. A resource path may come
/// with its slashes escaped or not, so it is read from the end and kept as it came.
pub(super) fn split(path: &str) -> Option<(&str, Field)> {
    let path = path.strip_prefix('/')?;
    let found = FIELDS
        .iter()
        .find_map(|(suffix, field)| Some((path.strip_suffix(suffix)?, *field)));
    found.filter(|(method, _)| {
        let verb = method.rsplit_once('/').map(|(_, verb)| verb);
        verb.is_some_and(|verb| {
            verb == "*" || (!verb.is_empty() && verb.bytes().all(|byte| byte.is_ascii_uppercase()))
        })
    })
}

/// Sets one setting. A method without settings of its own begins with those of all methods.
pub(super) fn set(
    all: &mut BTreeMap<String, Value>,
    method: &str,
    field: Field,
    value: &str,
) -> Result<(), Fault> {
    let known = all.get(method).or_else(|| all.get(EVERY_METHOD)).cloned();
    let mut setting = match known {
        Some(known) => serde_json::from_value(known).map_err(internal)?,
        None => Setting::default(),
    };
    setting.set(field, value)?;
    all.insert(
        method.to_owned(),
        serde_json::to_value(setting).map_err(internal)?,
    );
    Ok(())
}

/// The settings as they are shown.
pub(super) fn all_to_wire(all: &BTreeMap<String, Value>) -> BTreeMap<String, wire::MethodSetting> {
    let read = all.iter().filter_map(|(method, setting)| {
        let setting: Setting = serde_json::from_value(setting.clone()).ok()?;
        Some((method.clone(), setting.to_wire()))
    });
    read.collect()
}

impl Setting {
    fn set(&mut self, field: Field, value: &str) -> Result<(), Fault> {
        let invalid = || {
            bad_request(format!(
                "Invalid value specified for the method setting: {value}"
            ))
        };
        let boolean = value.eq_ignore_ascii_case("true");
        let whole = value.parse::<i32>().ok().filter(|number| *number >= 0);
        match field {
            Field::Metrics => self.metrics_enabled = boolean,
            Field::LogLevel => {
                if !matches!(value, "OFF" | "ERROR" | "INFO") {
                    return Err(bad_request(
                        "Invalid logging level specified. Must be one of: [OFF, ERROR, INFO]",
                    ));
                }
                self.logging_level = Some(value.to_owned());
            }
            Field::DataTrace => self.data_trace_enabled = boolean,
            Field::BurstLimit => {
                self.throttling_burst_limit = whole_or_unlimited(value).ok_or_else(invalid)?
            }
            Field::RateLimit => {
                let rate = value
                    .parse::<f64>()
                    .ok()
                    .filter(|rate| rate.is_finite() && *rate >= -1.0);
                self.throttling_rate_limit = rate.ok_or_else(invalid)?;
            }
            Field::Caching => self.caching_enabled = boolean,
            Field::CacheTtl => {
                let ttl = whole.filter(|ttl| *ttl <= 3_600);
                self.cache_ttl_in_seconds = ttl.ok_or_else(invalid)?;
            }
            Field::CacheEncryption => self.cache_data_encrypted = boolean,
            Field::CacheControlAuthorization => {
                self.require_authorization_for_cache_control = boolean
            }
            Field::CacheControlStrategy => {
                self.unauthorized_cache_control_header_strategy =
                    value.parse().map_err(|_| invalid())?;
            }
        }
        Ok(())
    }

    fn to_wire(&self) -> wire::MethodSetting {
        wire::MethodSetting {
            metrics_enabled: Some(self.metrics_enabled),
            logging_level: self.logging_level.clone(),
            data_trace_enabled: Some(self.data_trace_enabled),
            throttling_burst_limit: Some(self.throttling_burst_limit),
            throttling_rate_limit: Some(self.throttling_rate_limit),
            caching_enabled: Some(self.caching_enabled),
            cache_ttl_in_seconds: Some(self.cache_ttl_in_seconds),
            cache_data_encrypted: Some(self.cache_data_encrypted),
            require_authorization_for_cache_control: Some(
                self.require_authorization_for_cache_control,
            ),
            unauthorized_cache_control_header_strategy: Some(
                self.unauthorized_cache_control_header_strategy,
            ),
        }
    }
}

/// Tools write -1 where nothing limits.
fn whole_or_unlimited(value: &str) -> Option<i32> {
    value.parse().ok().filter(|number| *number >= -1)
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            metrics_enabled: false,
            logging_level: None,
            data_trace_enabled: false,
            throttling_burst_limit: 5_000,
            throttling_rate_limit: 10_000.0,
            caching_enabled: false,
            cache_ttl_in_seconds: 300,
            cache_data_encrypted: false,
            require_authorization_for_cache_control: true,
            unauthorized_cache_control_header_strategy: Strategy::SucceedWithResponseHeader,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_from_its_end_so_that_resource_paths_may_have_slashes() {
        for (path, expected) in [
            ("/*/*/metrics/enabled", Some(("*/*", Field::Metrics))),
            (
                "/~1pets~1{id}/GET/logging/loglevel",
                Some(("~1pets~1{id}/GET", Field::LogLevel)),
            ),
            (
                "/pets/{id}/GET/throttling/rateLimit",
                Some(("pets/{id}/GET", Field::RateLimit)),
            ),
            ("/metrics/enabled", None),
            ("/pets/metrics/enabled", None),
            ("/description", None),
        ] {
            assert_eq!(split(path), expected, "{path}");
        }
    }
}
