//! The story of an edition, from nothing to a spreadsheet and back, as `tests/desk/story.md` tells
//! it: each command there is run, and must print what is written below it.
//!
//! `TRYCMD=overwrite cargo test --test desk_story` writes the answers anew.

#[test]
fn the_story_is_what_happens() {
    trycmd::TestCases::new().case("tests/desk/story.md");
}
