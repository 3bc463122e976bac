//! What clients may rely on whatever happens beside them: a restart between any two steps changes
//! nothing that they can see, and many at once lose nothing.

use crate::clients::{folder, python, succeed};
use crate::gateway::{Gateway, Scratch};

#[test]
fn a_restart_between_any_two_steps_changes_nothing_that_a_client_can_see() {
    let Some(mut python) = python() else { return };
    let (restarted, steady) = (Scratch::new(), Scratch::new());
    python
        .arg(folder().join("restarts.py"))
        .arg(env!("CARGO_BIN_EXE_portcullis"))
        .args([restarted.path(), steady.path()]);
    let said = succeed(&mut python);
    assert!(
        said.contains("the same with a restart after each"),
        "{said}"
    );
}

#[test]
fn sixty_four_clients_change_one_api_and_every_acknowledged_change_is_there() {
    let mut gateway = Gateway::dev(&[]);
    let Some(mut python) = python() else { return };
    python
        .arg(folder().join("contention.py"))
        .arg(format!("http://{}", gateway.control));
    let said = succeed(&mut python);
    assert!(said.contains("all there"), "{said}");
    gateway.assert_well();
}
