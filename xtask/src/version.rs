//! Versions as programs and files write them. Pure: text in, answer out.

/// The version of the package `name` in the text of a `Cargo.lock`.
pub fn locked<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let wanted = format!("name = \"{name}\"");
    let version = lock.lines().skip_while(|line| *line != wanted).nth(1)?;
    version.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The version in an npm package's `package.json`.
pub fn of_npm_package(json: &str) -> Option<&str> {
    json.split_once("\"version\"")?.1.split('"').nth(1)
}

/// The first word that is a version: `0.21.14` of `trunk 0.21.14`.
pub fn said(text: &str) -> Option<&str> {
    let mut words = text.split_whitespace().map(|word| word.trim_matches('"'));
    words.find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// Whether a version's first number is at least `least`.
pub fn at_least(version: &str, least: u32) -> bool {
    let mut numbers = version.split(|character: char| !character.is_ascii_digit());
    let first = numbers.next().and_then(|number| number.parse::<u32>().ok());
    first.is_some_and(|number| number >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_name_versions() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n\n\
            [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.131\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm-bindgen-macro"), Some("0.2.131"));
        assert_eq!(locked(lock, "wasm"), None);
        let json = "{\n  \"name\": \"axe-core\",\n  \"version\": \"4.14.1\"\n}";
        assert_eq!(of_npm_package(json), Some("4.14.1"));
        assert_eq!(of_npm_package("{}"), None);
    }

    #[test]
    fn programs_say_their_versions() {
        assert_eq!(said("trunk 0.21.14"), Some("0.21.14"));
        assert_eq!(said("wasm-opt version 132 (version_132)"), Some("132"));
        assert_eq!(said("openjdk version \"17.0.15\" 2025-04-15"), Some("17.0.15"));
        assert_eq!(said("no such command"), None);
    }

    #[test]
    fn versions_are_compared_by_their_first_number() {
        assert!(at_least("132", 120) && at_least("17.0.15", 17) && at_least("17-ea", 17));
        assert!(!at_least("116", 120) && !at_least("1.8.0_392", 17) && !at_least("", 1));
    }
}
