//! Questions to the resolver of a VPC: no bytes break it, and what it answers has the question's identifier.

#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis_vpc::Answer;
use portcullis_vpc::dns::message::{MAX_QUERY, read};

fuzz_target!(|bytes: &[u8]| {
    let answers = (0..=255).map(|last| [10, 0, 1, last].into());
    let answer = Answer::Addresses(answers.collect());
    match read(bytes) {
        Ok(query) => {
            assert!(bytes.len() <= MAX_QUERY && query.name.len() <= 255);
            for stream in [false, true] {
                let answered = query.respond(&answer, stream);
                assert!(stream || answered.len() <= 1_232);
                assert_eq!(answered.get(..2), bytes.get(..2));
            }
        }
        Err(malformed) => {
            malformed.respond();
        }
    }
});
