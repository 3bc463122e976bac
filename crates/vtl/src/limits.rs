//! What one rendering may use, and the purse that it is paid from. Everything that takes time or
//! memory pays first, so a template that asks for too much ends where its purse is empty.

use std::cell::Cell;

use crate::error::RenderError;

/// API Gateway's largest template (Amazon API Gateway quotas).
pub const MAX_TEMPLATE: usize = 300 * 1024;

/// API Gateway's `#foreach` ends silently after this many rounds (Amazon API Gateway important
/// notes).
pub(crate) const MAX_ROUNDS: usize = 1_000;

/// How deeply JSON may nest.
pub(crate) const MAX_JSON_DEPTH: usize = 128;

/// This many bytes of text cost as much as one step.
const BYTES_A_STEP: usize = 64;

/// What one rendering may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Things done: nodes rendered, values looked at.
    pub steps: usize,
    /// Bytes of all values that are ever made, also of those that are gone again.
    pub memory: usize,
    /// Bytes of the result.
    pub output: usize,
    /// Blocks, macros and values inside each other.
    pub depth: usize,
}

impl Default for Limits {
    /// A result as large as API Gateway's largest payload.
    fn default() -> Self {
        Self {
            steps: 1_000_000,
            memory: 96 << 20,
            output: 10 << 20,
            depth: 64,
        }
    }
}

/// What is left of the limits.
#[derive(Debug)]
pub(crate) struct Purse {
    steps: Cell<usize>,
    memory: Cell<usize>,
    limits: Limits,
}

impl Purse {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            steps: Cell::new(limits.steps),
            memory: Cell::new(limits.memory),
            limits,
        }
    }

    /// Pays for doing things.
    pub(crate) fn steps(&self, steps: usize) -> Result<(), RenderError> {
        let left = self.steps.get().checked_sub(steps);
        self.steps.set(left.ok_or(RenderError::TooManySteps)?);
        Ok(())
    }

    /// Pays for looking at text.
    pub(crate) fn read(&self, bytes: usize) -> Result<(), RenderError> {
        self.steps(bytes / BYTES_A_STEP)
    }

    /// Pays for making a value.
    pub(crate) fn make(&self, bytes: usize) -> Result<(), RenderError> {
        self.read(bytes)?;
        let left = self.memory.get().checked_sub(bytes);
        self.memory.set(left.ok_or(RenderError::TooMuchMemory)?);
        Ok(())
    }

    /// Refuses a text that has grown too long, and pays for what was added.
    pub(crate) fn grown(&self, added: usize, length: usize) -> Result<(), RenderError> {
        self.read(added)?;
        if length > self.limits.output {
            return Err(RenderError::TooLong(self.limits.output));
        }
        Ok(())
    }

    pub(crate) fn max_depth(&self) -> usize {
        self.limits.depth
    }
}
