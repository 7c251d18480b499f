//! A value as bytes and back, for values that are known to be whole.
//!
//! Numbers, lengths and variants are as in postcard's wire format, version 1. Texts stand apart from
//! them, each ended by a byte that no text has: those of the first language together, those of the
//! second, and all others. So brotli finds what is alike near each other: it makes the default
//! edition's record an eighth smaller (ARCHITECTURE.md, "Size").
//!
//! A reader that can fail fails at every field, and serde's derives write out at each what is to be
//! undone then: half of the wasm's code for the record. Here nothing fails: bytes that end early or
//! are no text read as zeros, as empty or as the first variant, and that it happened is told once at
//! the end. The error type has no value, so the compiler drops every way out.

use serde::de::value::U32Deserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde::ser::{self, Serialize, Serializer};
use std::fmt;

/// What ends a text. UTF-8 has no such byte.
const END: u8 = 0xff;

/// How many streams of texts there are: those that no map has, and of maps the first values and the
/// others. What has words in several languages is a map.
const STREAMS: usize = 3;

/// The stream of the value at a place in a map.
fn stream(place: usize) -> usize {
    1 + place.min(STREAMS - 2)
}

/// The bytes of a value.
///
/// # Panics
/// For a value of a kind that no record has: floating-point numbers, letters, numbers of 64 bits.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    let mut writer = Writer { plain: Vec::new(), texts: Default::default(), stream: 0 };
    match value.serialize(&mut writer) {
        Ok(()) => {}
        Err(never) => match never {},
    }
    let Writer { plain, texts, .. } = writer;
    let mut bytes = Vec::with_capacity(plain.len() + texts.iter().map(Vec::len).sum::<usize>() + 20);
    for length in [plain.len(), texts[0].len(), texts[1].len()] {
        number(&mut bytes, length as u32);
    }
    bytes.extend(plain);
    texts.into_iter().for_each(|x| bytes.extend(x));
    bytes
}

/// The value in these bytes, unless they are not exactly one such value.
///
/// The types must read each thing they hold with a derive or from what is there: no type
/// may refuse a value, for there is no error to say so with.
pub fn read<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Option<T> {
    let mut reader = Reader { plain: bytes, texts: [&[]; STREAMS], stream: 0, whole: true };
    let lengths = [(); STREAMS].map(|_| reader.number() as usize);
    let mut rest = reader.plain;
    reader.plain = reader.part(&mut rest, lengths[0]);
    let texts = [reader.part(&mut rest, lengths[1]), reader.part(&mut rest, lengths[2]), rest];
    reader.texts = texts;
    let value = match T::deserialize(&mut reader) {
        Ok(value) => value,
        Err(never) => match never {},
    };
    if reader.whole && reader.left() == 0 {
        return Some(value);
    }
    // What to drop would be more code than the rest of the room, for once in a page's life.
    std::mem::forget(value);
    None
}

/// A number in groups of seven bits, the lowest first.
fn number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// What was written so far.
struct Writer {
    plain: Vec<u8>,
    texts: [Vec<u8>; STREAMS],
    /// Where texts go.
    stream: usize,
}

impl Writer {
    fn length(&mut self, length: Option<usize>) {
        number(&mut self.plain, length.expect("what a record has says how much it is") as u32);
    }

    /// A number that may be negative: 0, -1, 1, -2, … (zigzag).
    fn signed(&mut self, value: i32) {
        number(&mut self.plain, ((value << 1) ^ (value >> 31)) as u32);
    }
}

/// What is in something that is being written, one after another.
struct Written<'a> {
    writer: &'a mut Writer,
    /// How many values of a map were written.
    values: usize,
}

impl Written<'_> {
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(&mut *self.writer)
    }
}

/// Things that are written one after another, with nothing between them.
macro_rules! one_after_another {
    ($($name:ident $method:ident)*) => {$(
        impl ser::$name for Written<'_> {
            type Ok = ();
            type Error = Never;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                self.value(value)
            }

            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        }
    )*};
}

one_after_another! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

/// The same with names, which are not written.
macro_rules! fields {
    ($($name:ident)*) => {$(
        impl ser::$name for Written<'_> {
            type Ok = ();
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Never> {
                self.value(value)
            }

            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        }
    )*};
}

fields! { SerializeStruct SerializeStructVariant }

impl ser::SerializeMap for Written<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        self.value(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        let around = std::mem::replace(&mut self.writer.stream, stream(self.values));
        self.values += 1;
        self.value(value)?;
        self.writer.stream = around;
        Ok(())
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

/// What a record has nothing of.
macro_rules! not_written {
    ($($name:ident $type:ty)*) => {$(
        fn $name(self, _: $type) -> Result<(), Never> {
            unreachable!("the record holds no such value")
        }
    )*};
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Written<'a>;
    type SerializeTuple = Written<'a>;
    type SerializeTupleStruct = Written<'a>;
    type SerializeTupleVariant = Written<'a>;
    type SerializeMap = Written<'a>;
    type SerializeStruct = Written<'a>;
    type SerializeStructVariant = Written<'a>;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, value: bool) -> Result<(), Never> {
        self.serialize_u8(value.into())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Never> {
        self.plain.push(value);
        Ok(())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Never> {
        number(&mut self.plain, value);
        Ok(())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Never> {
        self.serialize_i32(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Never> {
        self.signed(value);
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Never> {
        let texts = &mut self.texts[self.stream];
        texts.extend(value.as_bytes());
        texts.push(END);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Never> {
        self.length(Some(value.len()));
        self.plain.extend(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Never> {
        self.serialize_u8(0)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        self.plain.push(1);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, number: u32, _: &'static str) -> Result<(), Never> {
        self.serialize_u32(number)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        variant: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        number(&mut self.plain, variant);
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Written<'a>, Never> {
        self.length(length);
        Ok(Written { writer: self, values: 0 })
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Written<'a>, Never> {
        self.serialize_seq(length)
    }

    fn serialize_tuple(self, _: usize) -> Result<Written<'a>, Never> {
        Ok(Written { writer: self, values: 0 })
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Written<'a>, Never> {
        self.serialize_tuple(length)
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Written<'a>, Never> {
        self.serialize_tuple(length)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        variant: u32,
        _: &'static str,
        length: usize,
    ) -> Result<Written<'a>, Never> {
        number(&mut self.plain, variant);
        self.serialize_tuple(length)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        variant: u32,
        called: &'static str,
        length: usize,
    ) -> Result<Written<'a>, Never> {
        self.serialize_tuple_variant(name, variant, called, length)
    }

    not_written! {
        serialize_i8 i8 serialize_i64 i64 serialize_u16 u16 serialize_u64 u64
        serialize_f32 f32 serialize_f64 f64 serialize_char char
    }
}

/// What is left to read, and whether all was well so far.
struct Reader<'de> {
    plain: &'de [u8],
    texts: [&'de [u8]; STREAMS],
    /// Where texts come from.
    stream: usize,
    whole: bool,
}

/// There is no error.
#[derive(Debug)]
enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        unreachable!("a value of the record cannot be written")
    }
}

impl serde::de::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        unreachable!("a type of the record refused a value")
    }

    // Those that serde's derives name: written out so that their messages are not compiled.
    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        unreachable!()
    }

    fn invalid_value(_: serde::de::Unexpected, _: &dyn serde::de::Expected) -> Self {
        unreachable!()
    }

    fn invalid_type(_: serde::de::Unexpected, _: &dyn serde::de::Expected) -> Self {
        unreachable!()
    }
}

impl<'de> Reader<'de> {
    #[inline(never)]
    fn byte(&mut self) -> u8 {
        match self.plain.split_first() {
            Some((first, rest)) => {
                self.plain = rest;
                *first
            }
            None => {
                self.whole = false;
                0
            }
        }
    }

    /// A number in groups of seven bits, the lowest first; what exceeds 32 bits is lost.
    #[inline(never)]
    fn number(&mut self) -> u32 {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte();
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
        }
        self.whole = false;
        0
    }

    /// A number that may be negative: 0, -1, 1, -2, … (zigzag).
    fn signed(&mut self) -> i32 {
        let number = self.number();
        (number >> 1) as i32 ^ -((number & 1) as i32)
    }

    /// How many things follow, none of which is shorter than a byte.
    fn length(&mut self) -> usize {
        let length = self.number() as usize;
        if length > self.left() {
            self.whole = false;
            return 0;
        }
        length
    }

    /// How many bytes are left of everything.
    fn left(&self) -> usize {
        self.plain.len() + self.texts.iter().map(|x| x.len()).sum::<usize>()
    }

    /// The first bytes of some, as many as there are if there are fewer, and the rest.
    fn part(&mut self, rest: &mut &'de [u8], length: usize) -> &'de [u8] {
        self.whole &= length <= rest.len();
        let (part, after) = rest.split_at(length.min(rest.len()));
        *rest = after;
        part
    }

    #[inline(never)]
    fn bytes(&mut self) -> &'de [u8] {
        let length = self.number() as usize;
        let mut rest = self.plain;
        let bytes = self.part(&mut rest, length);
        self.plain = rest;
        bytes
    }

    #[inline(never)]
    fn text(&mut self) -> &'de str {
        let texts = &mut self.texts[self.stream];
        let (text, end) = texts.utf8_chunks().next().map_or(("", &[][..]), |x| (x.valid(), x.invalid()));
        *texts = &texts[text.len() + end.len()..];
        self.whole &= *end == [END];
        text
    }
}

/// So many things, one after another.
struct Things<'a, 'de> {
    reader: &'a mut Reader<'de>,
    left: usize,
    /// How many values of a map were read.
    values: usize,
}

impl<'de> SeqAccess<'de> for Things<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Things<'_, 'de> {
    type Error = Never;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Never> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Never> {
        let around = std::mem::replace(&mut self.reader.stream, stream(self.values));
        self.values += 1;
        let value = seed.deserialize(&mut *self.reader);
        self.reader.stream = around;
        value
    }
}

/// The fields of a struct: as many as are asked for.
struct Fields<'a, 'de>(&'a mut Reader<'de>);

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        seed.deserialize(&mut *self.0).map(Some)
    }
}

/// A variant, whose number was read.
struct Variant<'a, 'de> {
    reader: &'a mut Reader<'de>,
    number: u32,
}

impl<'a, 'de> EnumAccess<'de> for Variant<'a, 'de> {
    type Error = Never;
    type Variant = &'a mut Reader<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), Never> {
        let number: U32Deserializer<Never> = self.number.into_deserializer();
        Ok((seed.deserialize(number)?, self.reader))
    }
}

impl<'de> VariantAccess<'de> for &mut Reader<'de> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }
}

/// What a value is must be known from its type: the bytes do not say.
macro_rules! not_in_the_format {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Never> {
            unreachable!("the record holds no such value")
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Never;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.byte() != 0)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u8(self.byte())
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u32(self.number())
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_i16(self.signed() as i16)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_i32(self.signed())
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_bytes(self.bytes())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.byte() == 0 { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.length();
        visitor.visit_seq(Things { reader: self, left, values: 0 })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.length();
        visitor.visit_map(Things { reader: self, left, values: 0 })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        let mut number = self.number();
        if number as usize >= variants.len() {
            self.whole = false;
            number = 0;
        }
        visitor.visit_enum(Variant { reader: self, number })
    }

    not_in_the_format! {
        deserialize_any deserialize_ignored_any deserialize_identifier
        deserialize_i8 deserialize_i64
        deserialize_u16 deserialize_u64 deserialize_f32 deserialize_f64
        deserialize_char deserialize_byte_buf
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    type Value = (Vec<(String, BTreeMap<String, String>)>, Option<i32>, u32, bool, Vec<String>);

    fn values() -> impl Strategy<Value = Value> {
        let texts = prop::collection::btree_map("[a-z]{2}", any::<String>(), 0..4);
        let named = prop::collection::vec((any::<String>(), texts), 0..5);
        (named, any::<Option<i32>>(), any::<u32>(), any::<bool>(), any::<Vec<String>>())
    }

    #[test]
    fn texts_of_a_language_stand_together() {
        let text =
            |a: &str, b: &str| BTreeMap::from([("en".to_string(), a.to_string()), ("vi".into(), b.into())]);
        let value = vec![("x".to_string(), text("one", "một")), ("y".to_string(), text("two", "hai"))];
        let expected = [
            &[3, 16, 8, 2, 2, 2][..],
            b"x\xffen\xffvi\xffy\xffen\xffvi\xff",
            b"one\xfftwo\xff",
            "một".as_bytes(),
            b"\xffhai\xff",
        ];
        assert_eq!(write(&value), expected.concat());
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(value in values()) {
            prop_assert_eq!(read::<Value>(&write(&value)), Some(value));
        }

        #[test]
        fn what_was_cut_off_is_noticed(value in values(), cut in any::<prop::sample::Index>()) {
            let bytes = write(&value);
            prop_assert_eq!(read::<Value>(&bytes[..cut.index(bytes.len())]), None);
        }

        #[test]
        fn any_bytes_give_an_answer(bytes: Vec<u8>) {
            let _ = read::<Value>(&bytes);
        }
    }
}
