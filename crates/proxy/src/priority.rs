//! Who goes first where processors are short: threads that serve no request give way to those that do. It is a weight and
//! no order, so nobody starves; and it says nothing about what the threads wait for.

/// What is added to the nice value: a thread that gave way gets a ninth of the processor that a busy one of the others
/// gets, and no longer takes the place of one that runs whenever it wakes
/// (<https://man7.org/linux/man-pages/man7/sched.7.html>, "The nice value").
const STEP: i32 = 10;

/// Lets the thread that calls this give way to those that serve requests, for good: taking it back would need a privilege.
/// Threads that it starts from now on give way too. Call it once, where the thread begins.
pub fn give_way() {
    // On Linux the nice value is a thread's, not the process's.
    if let Err(error) = rustix::process::nice(STEP) {
        tracing::debug!(%error, "a thread cannot give way to those that serve requests");
    }
}
