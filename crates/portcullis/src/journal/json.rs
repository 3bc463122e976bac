//! JSON as the journal writes it: compact, straight into a buffer that is kept from one line to the next. It writes what
//! `serde_json` writes, byte for byte, but looks for characters to escape sixteen at a time: nearly no line has one, and
//! looking byte by byte was half of what a line cost. It reads nothing.

use std::fmt::{self, Display, Write as _};

use serde::Serialize;
use serde::ser::{
    Error as _, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;

/// Bytes that are looked at together; the compiler makes one comparison of them.
const TOGETHER: usize = 16;

/// Appends a value.
///
/// # Errors
/// When it has no form in JSON: a map whose keys are no text.
pub(super) fn append(buffer: &mut Vec<u8>, value: &impl Serialize) -> Result<(), Error> {
    value.serialize(Json { buffer })
}

struct Json<'b> {
    buffer: &'b mut Vec<u8>,
}

/// An array or an object that is begun.
struct Begun<'b> {
    buffer: &'b mut Vec<u8>,
    /// What comes before the next member.
    before: u8,
    end: &'static str,
}

impl<'b> Json<'b> {
    fn raw(self, text: &str) -> Result<(), Error> {
        self.buffer.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn begin(self, before: u8, end: &'static str) -> Begun<'b> {
        Begun {
            buffer: self.buffer,
            before,
            end,
        }
    }

    /// An object of one member, named after a variant.
    fn variant(self, name: &str) -> Json<'b> {
        self.buffer.push(b'{');
        text(self.buffer, name);
        self.buffer.push(b':');
        self
    }
}

impl Begun<'_> {
    fn member<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.buffer.push(self.before);
        self.before = b',';
        value.serialize(Json {
            buffer: self.buffer,
        })
    }

    #[inline]
    fn named<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.name(name);
        value.serialize(Json {
            buffer: self.buffer,
        })
    }

    /// Once in the binary: a line has twenty members, and what is the same code is in the processor's cache already.
    #[inline(never)]
    fn name(&mut self, name: &'static str) {
        self.buffer.push(self.before);
        self.before = b',';
        // The names of members are ours: there is nothing to escape in them.
        self.buffer.push(b'"');
        self.buffer.extend_from_slice(name.as_bytes());
        self.buffer.extend_from_slice(b"\":");
    }

    fn finish(self) -> Result<(), Error> {
        // An empty one is not begun yet.
        if self.before != b',' {
            self.buffer.push(self.before);
        }
        self.buffer.extend_from_slice(self.end.as_bytes());
        Ok(())
    }
}

/// A text in its quotes; once in the binary, like the names.
#[inline(never)]
fn text(buffer: &mut Vec<u8>, value: &str) {
    buffer.push(b'"');
    escaped(buffer, value.as_bytes());
    buffer.push(b'"');
}

fn escaped(buffer: &mut Vec<u8>, mut bytes: &[u8]) {
    loop {
        let (plain, rest) = bytes.split_at(plain(bytes));
        buffer.extend_from_slice(plain);
        let Some((byte, rest)) = rest.split_first() else {
            return;
        };
        match byte {
            b'"' => buffer.extend_from_slice(b"\\\""),
            b'\\' => buffer.extend_from_slice(b"\\\\"),
            b'\n' => buffer.extend_from_slice(b"\\n"),
            b'\r' => buffer.extend_from_slice(b"\\r"),
            b'\t' => buffer.extend_from_slice(b"\\t"),
            0x08 => buffer.extend_from_slice(b"\\b"),
            0x0c => buffer.extend_from_slice(b"\\f"),
            other => {
                let hex = |digit: u8| {
                    if digit < 10 {
                        b'0' + digit
                    } else {
                        b'a' + digit - 10
                    }
                };
                buffer.extend_from_slice(b"\\u00");
                buffer.extend_from_slice(&[hex(other >> 4), hex(other & 0xf)]);
            }
        }
        bytes = rest;
    }
}

/// How many bytes come before the first that is escaped.
fn plain(bytes: &[u8]) -> usize {
    if is_plain(bytes) {
        return bytes.len();
    }
    let first = bytes.iter().position(|byte| special(*byte));
    first.unwrap_or(bytes.len())
}

fn is_plain(bytes: &[u8]) -> bool {
    // The end is looked at with some of what came before it, so that nothing is left over.
    if let Some(last) = bytes.last_chunk::<TOGETHER>() {
        let (chunks, _) = bytes.as_chunks::<TOGETHER>();
        chunks.iter().chain([last]).all(none_special)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        none_special(first) & none_special(last)
    } else {
        bytes.iter().all(|byte| !special(*byte))
    }
}

/// Without a way out before the end, so that it becomes one comparison.
#[inline]
fn none_special<const N: usize>(bytes: &[u8; N]) -> bool {
    !bytes.iter().fold(false, |any, byte| any | special(*byte))
}

#[inline]
fn special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// Text that is written piece by piece.
struct Escaping<'b>(&'b mut Vec<u8>);

impl fmt::Write for Escaping<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        escaped(self.0, piece.as_bytes());
        Ok(())
    }
}

/// A whole number in decimal.
fn decimal(buffer: &mut Vec<u8>, mut number: u64) {
    let mut digits = [b'0'; 20];
    let mut used = 0;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
        used += 1;
        if number == 0 {
            break;
        }
    }
    buffer.extend_from_slice(digits.get(digits.len() - used..).unwrap_or_default());
}

impl<'b> Serializer for Json<'b> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Begun<'b>;
    type SerializeTuple = Begun<'b>;
    type SerializeTupleStruct = Begun<'b>;
    type SerializeTupleVariant = Begun<'b>;
    type SerializeMap = Begun<'b>;
    type SerializeStruct = Begun<'b>;
    type SerializeStructVariant = Begun<'b>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.raw(if value { "true" } else { "false" })
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        if value < 0 {
            self.buffer.push(b'-');
        }
        decimal(self.buffer, value.unsigned_abs());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        decimal(self.buffer, value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        serde_json::to_writer(self.buffer, &value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        serde_json::to_writer(self.buffer, &value)
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), Error> {
        text(self.buffer, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.raw("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let Json { buffer } = self.variant(variant);
        value.serialize(Json { buffer })?;
        buffer.push(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Begun<'b>, Error> {
        Ok(self.begin(b'[', "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Begun<'b>, Error> {
        Ok(self.begin(b'[', "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Begun<'b>, Error> {
        Ok(self.begin(b'[', "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Begun<'b>, Error> {
        Ok(self.variant(variant).begin(b'[', "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Begun<'b>, Error> {
        Ok(self.begin(b'{', "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Begun<'b>, Error> {
        Ok(self.begin(b'{', "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Begun<'b>, Error> {
        Ok(self.variant(variant).begin(b'{', "}}"))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.buffer.push(b'"');
        write!(Escaping(self.buffer), "{value}").map_err(Error::custom)?;
        self.buffer.push(b'"');
        Ok(())
    }
}

impl SerializeMap for Begun<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let begins = self.buffer.len() + 1;
        self.member(key)?;
        match self.buffer.get(begins) {
            Some(b'"') => Ok(()),
            _ => Err(Error::custom("the key of a map is no text")),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.buffer.push(b':');
        value.serialize(Json {
            buffer: self.buffer,
        })
    }

    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}

impl SerializeStruct for Begun<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.named(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}

impl SerializeStructVariant for Begun<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.named(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}

/// The forms of a list differ in name only.
macro_rules! lists {
    ($($form:ident $one:ident),*) => {$(
        impl $form for Begun<'_> {
            type Ok = ();
            type Error = Error;

            fn $one<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.member(value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish()
            }
        }
    )*};
}

lists!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn written(value: &impl Serialize) -> String {
        let mut buffer = b"before".to_vec();
        append(&mut buffer, value).unwrap();
        String::from_utf8(buffer.split_off("before".len())).unwrap()
    }

    #[track_caller]
    fn same(value: &impl Serialize) {
        assert_eq!(written(value), serde_json::to_string(value).unwrap());
    }

    #[test]
    fn every_character_is_escaped_wherever_it_stands() {
        for character in (0..0x500).filter_map(char::from_u32) {
            for before in 0..35 {
                for after in [0, 1, 15, 16, 17] {
                    same(&format!(
                        "{}{character}{}",
                        "a".repeat(before),
                        "b".repeat(after)
                    ));
                }
            }
        }
    }

    #[test]
    fn numbers_have_their_form() {
        for number in [0, 1, 9, 10, 99, 100, u64::MAX] {
            same(&number);
        }
        for number in [0, -1, -10, i64::MIN, i64::MAX] {
            same(&number);
        }
        for number in [0.0, -0.5, 1e300, f64::NAN, f64::INFINITY] {
            same(&number);
        }
        same(&0.1_f32);
    }

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    enum Form {
        Unit,
        OfOne(u8),
        OfTwo(bool, char),
        Of { member_one: Option<()> },
    }

    #[derive(Serialize)]
    struct Empty {}

    #[test]
    fn every_form_of_a_type_has_its_own() {
        same(&[
            Form::Unit,
            Form::OfOne(7),
            Form::OfTwo(true, '"'),
            Form::Of { member_one: None },
        ]);
        same(&(
            Empty {},
            (),
            Vec::<u8>::new(),
            BTreeMap::<String, u8>::new(),
        ));
        assert!(append(&mut Vec::new(), &BTreeMap::from([(1, 2)])).is_err());
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            "[ -~\"\\\\\\x00-\\x1f]{0,80}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 64, 8, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..8)
                    .prop_map(|map| json!(map)),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_is_what_serde_json_writes(value in value()) {
            let written = written(&value);
            prop_assert_eq!(&written, &serde_json::to_string(&value).unwrap());
            prop_assert!(serde_json::from_str::<Value>(&written).is_ok());
        }
    }
}
