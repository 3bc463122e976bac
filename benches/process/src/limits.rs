//! How many files this process and those that it starts may have open: ten thousand connections need as many.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Raises the limit as far as it goes; what it is then.
pub fn raise() -> u64 {
    let before = getrlimit(Resource::Nofile);
    let most = before.maximum;
    // Root may raise the hard limit too.
    let wanted = 65_536;
    let higher = Rlimit {
        current: Some(wanted),
        maximum: Some(most.map_or(wanted, |most| most.max(wanted))),
    };
    if most.is_some_and(|most| most < wanted) && setrlimit(Resource::Nofile, higher).is_ok() {
        return wanted;
    }
    let limit = Rlimit {
        current: most,
        maximum: most,
    };
    let _ = setrlimit(Resource::Nofile, limit);
    most.unwrap_or(u64::MAX)
}
