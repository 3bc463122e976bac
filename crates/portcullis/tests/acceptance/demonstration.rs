//! `portcullis demo --exit`: the table that a newcomer sees, row by row.

use crate::gateway::portcullis;

/// Status and caller of every row, in order.
const ROWS: [(&str, &str); 23] = [
    ("403", "lambda-role"),
    ("200", "lambda-role"),
    ("403", "unsigned"),
    ("403", "lambda-role, tampered"),
    ("403", "lambda-role, 6 min old"),
    ("403", "other-role"),
    ("403", "lambda-role"),
    ("403", "lambda-role"),
    ("---", "lambda-role"),
    ("403", "lambda-role"),
    ("403", "lambda-role"),
    ("403", "lambda-role"),
    ("200", "role, both allow"),
    ("403", "unsigned"),
    ("403", "role, identity silent"),
    ("403", "role, resource silent"),
    ("200", "user alice, identity allows"),
    ("403", "user bob, identity silent"),
    ("403", "user mallory, identity denies"),
    ("200", "B's operator, identity allows"),
    ("403", "B's visitor, both silent"),
    ("403", "orders-late, policy saved"),
    ("200", "orders-late, policy deployed"),
];

#[test]
fn the_demo_shows_every_outcome_and_each_is_as_expected() {
    let output = portcullis()
        .args(["demo", "--exit"])
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{}\n{text}\n{errors}",
        output.status
    );
    assert!(
        !text.contains("EXPECTED") && !text.contains('\x1b'),
        "{text}"
    );

    let rows: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.trim_start().split_once(' '))
        .filter(|(status, _)| {
            *status == "---" || (status.len() == 3 && status.bytes().all(|it| it.is_ascii_digit()))
        })
        .filter_map(|(status, rest)| Some((status, rest.trim_start().split("  ").next()?)))
        .collect();
    assert_eq!(rows, ROWS, "{text}");

    // Every refusal that is one of the four layers says why, in words.
    let refusals = rows.iter().filter(|(status, _)| *status != "200").count();
    let reasons = text.lines().filter(|line| line.contains("└")).count();
    assert!(
        reasons > 0 && reasons <= refusals,
        "{reasons} reasons for {refusals} refusals\n{text}"
    );
}
