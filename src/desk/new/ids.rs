//! Ids: suggested from names, and free.

use std::collections::HashMap;

use super::answers::Wrong;
use crate::search::fold::fold;
use crate::site::check::is_id;

/// How long a suggested id is at most, in letters.
const LONGEST: usize = 60;

/// A name as an id: small letters without their marks, with hyphens between the words;
/// long ones end with a whole word. Empty where no letter of it is Latin.
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|x: char| !x.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = String::new();
    for word in words {
        if !id.is_empty() && id.len() + 1 + word.len() > LONGEST {
            break;
        }
        id += if id.is_empty() { "" } else { "-" };
        id += word;
    }
    id.truncate(LONGEST);
    id
}

/// The ids in use, each with where it is given.
#[derive(Default)]
pub struct Used(HashMap<String, String>);

impl Used {
    /// Notes an id and its place, as `people.json:12:13`.
    pub fn note(&mut self, id: &str, place: String) {
        self.0.entry(id.to_owned()).or_insert(place);
    }

    /// Whether the id is in use.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// The known ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The id if it is free, or else with the first number behind it that makes it so.
    pub fn free(&self, id: &str) -> String {
        let numbered = |number: u32| if number == 1 { id.to_owned() } else { format!("{id}-{number}") };
        (1..).map(numbered).find(|id| !self.has(id)).unwrap_or_default()
    }

    /// An id for a new entry.
    ///
    /// # Errors
    /// It is no id, or in use; then another is proposed.
    pub fn new_id(&self, id: &str) -> Result<String, Wrong> {
        if !is_id(id) {
            let better = Some(slug(id)).filter(|slug| !slug.is_empty()).map(|slug| self.free(&slug));
            let why = format!(
                "“{id}” is no id: ids are of the letters a to z without accents, of digits and of hyphens"
            );
            return Err(Wrong { why, better });
        }
        match self.0.get(id) {
            None => Ok(id.to_owned()),
            Some(place) => {
                let better = self.free(id);
                let why = format!("the id “{id}” is in use ({place}); “{better}” is free");
                Err(Wrong { why, better: Some(better) })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        let rows = "
            Mai Thị Sen | mai-thi-sen
            Đỗ Ưng | do-ung
            Hội “Đèn” (Bến Sậy), 2001 | hoi-den-ben-say-2001
            L’Été à Nîmes | l-ete-a-nimes
            東京 | ";
        for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
            let (name, id) = row.split_once(" |").unwrap();
            assert_eq!(slug(name), id.trim(), "{name}");
        }
        let long = slug(&"bến sậy ".repeat(30));
        assert!(long.len() <= LONGEST && long.ends_with("say") | long.ends_with("ben"), "{long}");
    }

    #[test]
    fn used_ids_are_refused_with_a_free_one() {
        let mut used = Used::default();
        used.note("sen", "people.json:3:7".into());
        used.note("sen-2", "people.json:4:7".into());
        assert_eq!(used.free("sen"), "sen-3");
        let wrong = used.new_id("sen").err().unwrap();
        assert_eq!(wrong.better.as_deref(), Some("sen-3"));
        assert!(wrong.why.contains("people.json:3:7"));
        assert_eq!(used.new_id("Mai Sen").err().unwrap().better.as_deref(), Some("mai-sen"));
        assert_eq!(used.new_id("mai").ok().as_deref(), Some("mai"));
    }
}
