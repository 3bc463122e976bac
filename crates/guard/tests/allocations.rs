//! Admitting a request allocates nothing: counted, not believed. A binary of its own, because
//! counting needs a global allocator.
#![allow(unsafe_code)]

#[path = "it/world.rs"]
#[allow(dead_code)]
mod world;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use portcullis_guard::admit;
use portcullis_iam::NoTrace;

use world::{A, ENDPOINT, Plan, World, document};

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call is handed to the system's allocator as it came; counting touches a
// thread-local integer only.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's contract is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's contract is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[test]
fn admitting_a_private_call_through_all_four_layers_allocates_nothing() {
    let policy = document(&format!(
        r#"{{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{{"StringNotEquals":{{"aws:sourceVpce":"{ENDPOINT}"}}}}}},
           {{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{A}:role/app"}},"Action":"execute-api:Invoke","Resource":"execute-api:/prod/*","Condition":{{"IpAddress":{{"aws:VpcSourceIp":"10.0.0.0/8"}},"DateLessThan":{{"aws:CurrentTime":"2030-01-01T00:00:00Z"}}}}}}"#
    ));
    let world = World::of(&Plan {
        private_policy: Some(policy),
        ..Plan::default()
    });
    let ask = world.private(world.role());
    let mut arn = String::with_capacity(256);
    let (admitted, allocations) = world.with(&ask, |arrival, routed| {
        let before = ALLOCATIONS.get();
        let outcome = admit(
            &world.settings,
            &world.snapshot,
            arrival,
            routed,
            &ask.caller,
            &mut arn,
            &mut NoTrace,
        );
        (outcome.is_ok(), ALLOCATIONS.get() - before)
    });
    assert!(admitted);
    assert_eq!(allocations, 0);
}
