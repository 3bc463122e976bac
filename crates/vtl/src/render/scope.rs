//! Names and what they stand for: variables, the parameters of macros, which are looked up anew
//! each time they are named (Apache Velocity 1.7 User Guide, "Velocimacro Arguments"), and loops.

use std::rc::Rc;
use std::sync::Arc;

use super::{Expression, Machine, Outcome, Value};
use crate::syntax::{Reference, Step};

/// One call of a macro.
pub(super) struct Frame {
    pub(super) arguments: Vec<(Box<str>, Argument)>,
    /// Who called it.
    pub(super) caller: Option<usize>,
}

#[derive(Clone)]
pub(super) enum Argument {
    /// Means what it means to the caller.
    Named(Arc<Expression>),
    /// It was set to this.
    Set(Value),
}

/// `$foreach`
#[derive(Clone)]
pub(super) struct Scope {
    pub(super) index: usize,
    pub(super) has_next: bool,
    pub(super) parent: Option<usize>,
}

impl Machine<'_> {
    /// What a name stands for; absent where it was never set.
    pub(super) fn lookup(&mut self, name: &str) -> Outcome<Value> {
        let mut frame = self.frame;
        while let Some(at) = frame {
            self.heap.purse.steps(1)?;
            let Some(called) = self.frames.get(at) else {
                break;
            };
            let caller = called.caller;
            let argument = called.arguments.iter().find(|(it, _)| **it == *name);
            match argument.map(|(_, argument)| argument.clone()) {
                Some(Argument::Set(value)) => return Ok(value),
                Some(Argument::Named(expression)) => {
                    return self.in_frame(caller, |machine| machine.expression(&expression));
                }
                None => frame = caller,
            }
        }
        Ok(self.variables.get(name).cloned().unwrap_or(Value::Null))
    }

    /// Sets a variable, or what a macro's parameter stands for.
    pub(super) fn assign(&mut self, name: &str, value: Value) -> Outcome {
        let mut frame = self.frame;
        while let Some(at) = frame {
            self.heap.purse.steps(1)?;
            let Some(called) = self.frames.get_mut(at) else {
                break;
            };
            let caller = called.caller;
            let mut arguments = called.arguments.iter_mut();
            match arguments.find(|(it, _)| **it == *name) {
                Some((_, argument)) => {
                    if let Argument::Named(expression) = argument
                        && matches!(**expression, Expression::Reference(_))
                    {
                        let expression = Arc::clone(expression);
                        let Expression::Reference(target) = &*expression else {
                            return Ok(());
                        };
                        return self.in_frame(caller, |machine| machine.set(target, value));
                    }
                    *argument = Argument::Set(value);
                    return Ok(());
                }
                None => frame = caller,
            }
        }
        match self.variables.get_mut(name) {
            Some(variable) => *variable = value,
            None => {
                self.heap.purse.make(64 + name.len())?;
                self.variables.insert(name.into(), value);
            }
        }
        Ok(())
    }

    /// Forgets a variable or gives it back what it had.
    pub(super) fn restore(&mut self, name: &str, before: Option<Value>) {
        match before {
            Some(value) => {
                self.variables.insert(name.into(), value);
            }
            None => {
                self.variables.remove(name);
            }
        }
    }

    fn in_frame<T>(
        &mut self,
        frame: Option<usize>,
        run: impl FnOnce(&mut Self) -> Outcome<T>,
    ) -> Outcome<T> {
        self.enter()?;
        let inside = std::mem::replace(&mut self.frame, frame);
        let done = run(self);
        self.frame = inside;
        self.depth = self.depth.saturating_sub(1);
        done
    }

    /// Sets what a reference leads to. Where its way there ends early, nothing is set.
    pub(super) fn set(&mut self, target: &Reference, value: Value) -> Outcome {
        let Some((last, way)) = target.steps.split_last() else {
            return self.assign(&target.root, value);
        };
        let mut at = self.lookup(&target.root)?;
        for step in way {
            at = self.step(&at, step)?;
        }
        let key = match last {
            Step::Property(name) => Value::Text(Rc::from(&**name)),
            Step::Index(index) => self.expression(index)?,
            Step::Method(..) => return Ok(()),
        };
        match &at {
            Value::Map(id) => {
                let key = self.text_of(&key)?;
                self.heap.put(*id, key, value)?;
            }
            Value::List(_) if matches!(last, Step::Index(_)) => {
                self.method(&at, "set", &[key, value])?;
            }
            _ => {}
        }
        Ok(())
    }
}
