//! Every text of a value, with the key that it stands under.
//!
//! The model's types are walked by serde, as everything else that is written of them; a text is
//! the only map that they have. So a new key is found here without a line of code, and no copy
//! of the record is made.

use std::fmt;

use serde::ser::{self, Impossible, Serialize};

/// A text where it stands.
pub struct Found<'a> {
    /// The type that it is a part of: `Role`.
    pub owner: &'static str,
    /// The key that it stands under there, directly or in a list.
    pub key: &'static str,
    /// Its JSON pointer (RFC 6901) from the value that is walked.
    pub pointer: &'a str,
    /// The languages in which it has words.
    pub languages: &'a [String],
}

/// Hands on every text of a value, in the order of its keys.
pub fn texts(value: &impl Serialize, pointer: &str, each: &mut dyn FnMut(Found)) {
    let mut walk = Walk {
        each,
        pointer: pointer.to_owned(),
        owner: "",
        key: "",
        languages: Vec::new(),
        language: String::new(),
        is_text: false,
    };
    // Only what the model does not have fails.
    let _ = value.serialize(&mut walk);
}

struct Walk<'e> {
    each: &'e mut dyn FnMut(Found),
    pointer: String,
    owner: &'static str,
    key: &'static str,
    languages: Vec<String>,
    /// The language whose words come next.
    language: String,
    is_text: bool,
}

impl Walk<'_> {
    /// Serializes what stands one step further down.
    fn step(
        &mut self,
        owner: &'static str,
        key: &'static str,
        step: fmt::Arguments,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), Unexpected> {
        let (length, before) = (self.pointer.len(), (self.owner, self.key));
        fmt::Write::write_fmt(&mut self.pointer, format_args!("/{step}")).map_err(|_| Unexpected)?;
        (self.owner, self.key) = (owner, key);
        let done = value.serialize(&mut *self);
        self.pointer.truncate(length);
        (self.owner, self.key) = before;
        done
    }
}

/// Something that the model does not have, such as a map in a text.
#[derive(Debug)]
struct Unexpected;

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the model has no such value")
    }
}

impl std::error::Error for Unexpected {}

impl ser::Error for Unexpected {
    fn custom<T: fmt::Display>(_: T) -> Unexpected {
        Unexpected
    }
}

/// What is no text has none in it.
macro_rules! nothing {
    ($($name:ident: $type:ty)*) => {$(
        fn $name(self, _: $type) -> Result<(), Unexpected> {
            Ok(())
        }
    )*};
}

impl<'w, 'e> ser::Serializer for &'w mut Walk<'e> {
    type Ok = ();
    type Error = Unexpected;
    type SerializeSeq = List<'w, 'e>;
    type SerializeTuple = List<'w, 'e>;
    type SerializeTupleStruct = Impossible<(), Unexpected>;
    type SerializeTupleVariant = Impossible<(), Unexpected>;
    type SerializeMap = &'w mut Walk<'e>;
    type SerializeStruct = Keys<'w, 'e>;
    type SerializeStructVariant = Impossible<(), Unexpected>;

    nothing! {
        serialize_bool: bool serialize_char: char serialize_bytes: &[u8]
        serialize_i8: i8 serialize_i16: i16 serialize_i32: i32 serialize_i64: i64
        serialize_u8: u8 serialize_u16: u16 serialize_u32: u32 serialize_u64: u64
        serialize_f32: f32 serialize_f64: f64 serialize_unit_struct: &'static str
    }

    fn serialize_str(self, words: &str) -> Result<(), Unexpected> {
        if self.is_text {
            self.language = words.to_owned();
        }
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Unexpected> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unexpected> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unexpected> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Unexpected> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unexpected> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        owner: &'static str,
        _: u32,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unexpected> {
        self.step(owner, key, format_args!("{key}"), value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'w, 'e>, Unexpected> {
        Ok(List { walk: self, number: 0 })
    }

    fn serialize_tuple(self, _: usize) -> Result<List<'w, 'e>, Unexpected> {
        Ok(List { walk: self, number: 0 })
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unexpected> {
        Err(Unexpected)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unexpected> {
        Err(Unexpected)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Unexpected> {
        self.languages.clear();
        Ok(self)
    }

    fn serialize_struct(self, owner: &'static str, _: usize) -> Result<Keys<'w, 'e>, Unexpected> {
        Ok(Keys { walk: self, owner })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unexpected> {
        Err(Unexpected)
    }
}

/// The entries of a list, which belong to the object around it.
struct List<'w, 'e> {
    walk: &'w mut Walk<'e>,
    number: usize,
}

impl List<'_, '_> {
    fn next(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Unexpected> {
        let (owner, key, number) = (self.walk.owner, self.walk.key, self.number);
        self.number += 1;
        self.walk.step(owner, key, format_args!("{number}"), value)
    }
}

impl ser::SerializeSeq for List<'_, '_> {
    type Ok = ();
    type Error = Unexpected;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unexpected> {
        self.next(value)
    }

    fn end(self) -> Result<(), Unexpected> {
        Ok(())
    }
}

impl ser::SerializeTuple for List<'_, '_> {
    type Ok = ();
    type Error = Unexpected;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unexpected> {
        self.next(value)
    }

    fn end(self) -> Result<(), Unexpected> {
        Ok(())
    }
}

/// The keys of an object.
struct Keys<'w, 'e> {
    walk: &'w mut Walk<'e>,
    owner: &'static str,
}

impl ser::SerializeStruct for Keys<'_, '_> {
    type Ok = ();
    type Error = Unexpected;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unexpected> {
        self.walk.step(self.owner, key, format_args!("{key}"), value)
    }

    fn end(self) -> Result<(), Unexpected> {
        Ok(())
    }
}

/// The languages of a text.
impl ser::SerializeMap for &mut Walk<'_> {
    type Ok = ();
    type Error = Unexpected;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unexpected> {
        self.is_text = true;
        let done = key.serialize(&mut **self);
        self.is_text = false;
        done
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, words: &T) -> Result<(), Unexpected> {
        let language = std::mem::take(&mut self.language);
        self.is_text = true;
        let done = words.serialize(&mut **self);
        self.is_text = false;
        let words = std::mem::take(&mut self.language);
        if !words.trim().is_empty() {
            self.languages.push(language);
        }
        done
    }

    fn end(self) -> Result<(), Unexpected> {
        let Walk { each, pointer, owner, key, languages, .. } = self;
        each(Found { owner, key, pointer, languages });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Text;
    use crate::record::model::{Basis, Named, OfficeRef, Thread, When};

    #[test]
    fn every_text_has_its_place() {
        let both = Text::from_iter([("vi".into(), "a".into()), ("en".into(), "b".into())]);
        let thread = Thread {
            title: both,
            text: Text::one("en", " "),
            event: None,
            office: Some(OfficeRef { organisation: "a".into(), office: "b".into() }),
            requests: vec!["c".into()],
        };
        let date = "2020".parse().unwrap();
        let when = When { date, basis: Basis::Inferred(Text::one("vi", "c")) };
        let name = Named { name: Text::one("en", "d"), organisation: None, basis: Basis::Stated };
        let mut found = Vec::new();
        let mut each = |x: Found| {
            found.push(format!("{}.{} {} {}", x.owner, x.key, x.pointer, x.languages.join("+")));
        };
        texts(&vec![thread], "", &mut each);
        texts(&(when, name), "/x", &mut each);
        assert_eq!(
            found,
            [
                "Thread.title /0/title vi+en",
                "Thread.text /0/text ",
                "Basis.inferred /x/0/basis/inferred vi",
                "Named.name /x/1/name en",
            ]
        );
    }
}
