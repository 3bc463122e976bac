//! What is wrong with a definition, gathered until all of it is known, and the texts in which API Gateway tells it (API
//! Gateway Developer Guide, "Errors and warnings during import").

use portcullis_openapi::Reading;
use portcullis_wire::Fault;

use crate::apigateway::fault::bad_request;

/// Errors and warnings of one import.
#[derive(Default)]
pub(super) struct Findings {
    errors: Vec<String>,
    warnings: Vec<String>,
}

impl Findings {
    /// Those of the reading.
    pub(super) fn of(reading: &mut Reading) -> Self {
        Self {
            errors: std::mem::take(&mut reading.errors),
            warnings: std::mem::take(&mut reading.warnings),
        }
    }

    /// What succeeded; what AWS would refuse is kept as an error about `what`. A failure of ours is not the definition's.
    pub(super) fn keep<T>(
        &mut self,
        what: impl FnOnce() -> String,
        outcome: Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(fault) if fault.status >= 500 => Err(fault),
            Err(fault) => {
                self.errors.push(format!("{}{}", what(), fault.message));
                Ok(None)
            }
        }
    }

    /// The warnings, if nothing stands against the import.
    pub(super) fn finish(self, fail_on_warnings: bool) -> Result<Vec<String>, Fault> {
        let list = |items: &[String]| items.join("\n\t");
        if !self.errors.is_empty() {
            let mut message = format!("Errors found during import:\n\t{}", list(&self.errors));
            if !self.warnings.is_empty() {
                message.push_str("\nAdditionally, these warnings were found:\n\t");
                message.push_str(&list(&self.warnings));
            }
            return Err(bad_request(message));
        }
        if fail_on_warnings && !self.warnings.is_empty() {
            let warnings = list(&self.warnings);
            return Err(bad_request(format!(
                "Warnings found during import:\n\t{warnings}"
            )));
        }
        Ok(self.warnings)
    }
}
