//! A condition is read or refused at a place inside it, and what was read prints as text that reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tender::catalog::condition::Condition;

fuzz_target!(|text: &str| {
    match Condition::parse(text) {
        Ok(condition) => {
            let printed = condition.to_string();
            assert_eq!(Condition::parse(&printed), Ok(condition), "{printed}");
        }
        Err(error) => {
            let span = error.span.start..error.span.end;
            assert!(text.get(span.clone()).is_some(), "{span:?} is no place in the text");
        }
    }
});
