//! Futures that are large. `Box::pin` makes one on the stack and copies all of it, room for what it will only hold later
//! included: kilobytes for each request.

use std::pin::Pin;

/// Makes a future where it stays.
#[inline(always)]
pub(crate) fn in_place<F>(make: impl FnOnce() -> F) -> Pin<Box<F>> {
    let room = Box::new_uninit();
    Box::into_pin(Box::write(room, make()))
}
