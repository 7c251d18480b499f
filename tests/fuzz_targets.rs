//! The targets of `fuzz/` compile, and what was found with them goes through them again: that takes no
//! unstable compiler.

// The names that the targets know them by.
extern crate caunoi as caunoi_fuzz;
extern crate self as libfuzzer_sys;

use std::fs;
use std::path::Path;

#[path = "../fuzz/targets/content.rs"]
#[allow(unused_attributes)]
mod content;
#[path = "../fuzz/targets/record.rs"]
#[allow(unused_attributes)]
mod record;
#[path = "../fuzz/targets/route.rs"]
#[allow(unused_attributes)]
mod route;

/// A target as a function, in the place of libFuzzer's.
macro_rules! fuzz_target {
    (|$data:ident: &[u8]| $body:block) => {
        pub fn run($data: &[u8]) $body
    };
}
pub(crate) use fuzz_target;

/// Gives everything in a target's corpus to it; each panics at what should not be.
fn go_through(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let files = fs::read_dir(&folder).expect("a corpus").map(|x| x.expect("a file").path());
    let count = files.map(|x| target(&fs::read(x).expect("a file that can be read"))).count();
    assert!(count > 5, "{} has only {count} files", folder.display());
}

#[test]
fn files_have_problems_or_are_a_record() {
    go_through("content", content::run);
}

#[test]
fn bytes_are_a_record_or_none() {
    go_through("record", record::run);
}

#[test]
fn addresses_are_routes() {
    go_through("route", route::run);
}
