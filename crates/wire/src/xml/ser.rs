//! A serde serializer that writes elements: structures as members, lists as `<member>` or `<item>`, maps as entries,
//! timestamps in ISO 8601. What is none leaves no trace; a list without elements is an empty element.

use std::fmt::Display;

use serde::Serialize;
use serde::ser::{
    Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};

use crate::error::CodecError;
use crate::timestamp::{self, Timestamp};

/// What the two query protocols write differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Query,
    Ec2,
}

impl Style {
    fn element(self) -> &'static str {
        match self {
            Self::Query => "member",
            Self::Ec2 => "item",
        }
    }

    fn entry(self) -> &'static str {
        match self {
            Self::Query => "entry",
            Self::Ec2 => "item",
        }
    }
}

/// Writes `<name>…</name>`.
pub(super) fn write_element<T: Serialize + ?Sized>(
    out: &mut String,
    style: Style,
    name: &str,
    value: &T,
) -> Result<(), CodecError> {
    value.serialize(Element {
        out,
        style,
        name: Some(name),
        as_timestamp: false,
    })
}

/// Writes the members of a structure without an element round them.
pub(super) fn write_members<T: Serialize + ?Sized>(
    out: &mut String,
    style: Style,
    value: &T,
) -> Result<(), CodecError> {
    value.serialize(Element {
        out,
        style,
        name: None,
        as_timestamp: false,
    })
}

/// Appends text with what XML cannot hold escaped, or replaced where it has no escape.
pub(super) fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#xD;"),
            '\t' | '\n' => out.push(character),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
}

/// One value and the element that it goes into; none for the members of the outermost structure.
struct Element<'o, 'n> {
    out: &'o mut String,
    style: Style,
    name: Option<&'n str>,
    /// Whether the integer to come is the milliseconds of a timestamp.
    as_timestamp: bool,
}

impl<'o, 'n> Element<'o, 'n> {
    fn text(self, text: &str) -> Result<(), CodecError> {
        let name = self
            .name
            .ok_or_else(|| CodecError::custom("an output that is not a structure"))?;
        open(self.out, name);
        escape(self.out, text);
        close(self.out, name);
        Ok(())
    }

    fn display(self, value: impl Display) -> Result<(), CodecError> {
        self.text(&value.to_string())
    }

    fn children(self) -> Children<'o, 'n> {
        if let Some(name) = self.name {
            open(self.out, name);
        }
        let start = self.out.len();
        Children {
            out: self.out,
            style: self.style,
            name: self.name,
            start,
            key: None,
        }
    }
}

/// An element that has been opened and takes others.
struct Children<'o, 'n> {
    out: &'o mut String,
    style: Style,
    name: Option<&'n str>,
    /// Where the content begins, to see at the end whether there is any.
    start: usize,
    key: Option<String>,
}

impl Children<'_, '_> {
    fn child<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), CodecError> {
        write_element(self.out, self.style, name, value)
    }

    fn finish(self) -> Result<(), CodecError> {
        let Some(name) = self.name else { return Ok(()) };
        if self.out.len() == self.start {
            // `<Tags>` becomes `<Tags/>`.
            self.out.pop();
            self.out.push_str("/>");
        } else {
            close(self.out, name);
        }
        Ok(())
    }
}

impl<'o, 'n> Serializer for Element<'o, 'n> {
    type Ok = ();
    type Error = CodecError;
    type SerializeSeq = Children<'o, 'n>;
    type SerializeTuple = Children<'o, 'n>;
    type SerializeTupleStruct = Impossible<(), CodecError>;
    type SerializeTupleVariant = Impossible<(), CodecError>;
    type SerializeMap = Children<'o, 'n>;
    type SerializeStruct = Children<'o, 'n>;
    type SerializeStructVariant = Impossible<(), CodecError>;

    /// Timestamps ask, and give their milliseconds to a format that is not JSON.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, value: bool) -> Result<(), CodecError> {
        self.display(value)
    }

    fn serialize_i8(self, value: i8) -> Result<(), CodecError> {
        self.display(value)
    }

    fn serialize_i16(self, value: i16) -> Result<(), CodecError> {
        self.display(value)
    }

    fn serialize_i32(self, value: i32) -> Result<(), CodecError> {
        self.display(value)
    }

    fn serialize_i64(self, value: i64) -> Result<(), CodecError> {
        let timestamp = Timestamp::from_unix_millis(value);
        match (self.as_timestamp, self.style) {
            (true, Style::Query) => self.text(&timestamp.to_iso8601()),
            (true, Style::Ec2) => self.text(&timestamp.to_iso8601_millis()),
            (false, _) => self.display(value),
        }
    }

    fn serialize_u8(self, value: u8) -> Result<(), CodecError> {
        self.display(value)
    }

    fn serialize_u16(self, value: u16) -> Result<(), CodecError> {
        self.display(value)
    }

    fn serialize_u32(self, value: u32) -> Result<(), CodecError> {
        self.display(value)
    }

    fn serialize_u64(self, value: u64) -> Result<(), CodecError> {
        self.display(value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), CodecError> {
        self.display(value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), CodecError> {
        self.display(value)
    }

    fn serialize_char(self, value: char) -> Result<(), CodecError> {
        self.display(value)
    }

    fn serialize_str(self, value: &str) -> Result<(), CodecError> {
        self.text(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), CodecError> {
        self.text(&data_encoding::BASE64.encode(value))
    }

    fn serialize_none(self) -> Result<(), CodecError> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), CodecError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), CodecError> {
        self.children().finish()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), CodecError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), CodecError> {
        self.text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), CodecError> {
        value.serialize(Self {
            as_timestamp: name == timestamp::NEWTYPE,
            ..self
        })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), CodecError> {
        let mut children = self.children();
        children.child(variant, value)?;
        children.finish()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Children<'o, 'n>, CodecError> {
        Ok(self.children())
    }

    fn serialize_tuple(self, _: usize) -> Result<Children<'o, 'n>, CodecError> {
        Ok(self.children())
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, CodecError> {
        Err(CodecError::custom(format_args!(
            "the tuple `{name}`, which no model has"
        )))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, CodecError> {
        Err(CodecError::custom(format_args!(
            "the tuple `{name}`, which no model has"
        )))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Children<'o, 'n>, CodecError> {
        Ok(self.children())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Children<'o, 'n>, CodecError> {
        Ok(self.children())
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, CodecError> {
        Err(CodecError::custom(format_args!(
            "the variant `{name}`, which no model has"
        )))
    }
}

impl SerializeSeq for Children<'_, '_> {
    type Ok = ();
    type Error = CodecError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CodecError> {
        self.child(self.style.element(), value)
    }

    fn end(self) -> Result<(), CodecError> {
        self.finish()
    }
}

impl SerializeTuple for Children<'_, '_> {
    type Ok = ();
    type Error = CodecError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CodecError> {
        self.child(self.style.element(), value)
    }

    fn end(self) -> Result<(), CodecError> {
        self.finish()
    }
}

impl SerializeStruct for Children<'_, '_> {
    type Ok = ();
    type Error = CodecError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), CodecError> {
        self.child(name, value)
    }

    fn end(self) -> Result<(), CodecError> {
        self.finish()
    }
}

impl SerializeMap for Children<'_, '_> {
    type Ok = ();
    type Error = CodecError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), CodecError> {
        let mut element = String::new();
        write_element(&mut element, self.style, "key", key)?;
        self.key = Some(element);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CodecError> {
        let key = self
            .key
            .take()
            .ok_or_else(|| CodecError::custom("a value without a key"))?;
        let entry = self.style.entry();
        open(self.out, entry);
        self.out.push_str(&key);
        self.child("value", value)?;
        close(self.out, entry);
        Ok(())
    }

    fn end(self) -> Result<(), CodecError> {
        self.finish()
    }
}

fn open(out: &mut String, name: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
}

fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}
