//! The crate from outside: every rule with a case that it finds and one that it does not, the scenarios' own policies with
//! exactly their findings, places, and the three forms of the report.

mod analyzer;
mod cases;
mod documentation;
mod hostile;
mod input;
mod kinds;
mod places;
mod reports;
mod scenarios;
mod state;
