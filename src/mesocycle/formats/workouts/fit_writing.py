"""FIT bytes: definitions and messages, as far as workout files need them."""

import struct
from collections.abc import Sequence
from typing import NamedTuple

from mesocycle.formats.activities.fit_checksum import checksum

_TYPES = {"enum": (0x00, "B"), "uint16": (0x84, "H"), "uint32": (0x86, "I"), "uint32z": (0x8C, "I")}
_STRING = 0x07
_PROTOCOL = 0x10
_PROFILE = 2132


class Field(NamedTuple):
    """One field of a message: its number in the profile, its base type, its value (a text for `string`)."""

    number: int
    kind: str
    value: int | str


class Message(NamedTuple):
    """One message: its global number and its fields."""

    number: int
    fields: Sequence[Field]


def write(messages: Sequence[Message]) -> bytes:
    """Write a FIT file; a message of the same shape as the one before shares its definition."""
    body = bytearray()
    shape: tuple[int, ...] | None = None
    for message in messages:
        definition, data = _encoded(message)
        if definition != shape:
            body += struct.pack(f"<BBB{len(definition)}B", 0x40, 0, 0, *definition)
            shape = definition
        body += b"\0" + data
    header = struct.pack("<BBHI4s", 14, _PROTOCOL, _PROFILE, len(body), b".FIT")
    header += struct.pack("<H", checksum(header))
    return header + body + struct.pack("<H", checksum(header + body))


def fitting(text: str, most_bytes: int) -> str:
    """Cut a text to at most so many bytes of UTF-8, never inside a character."""
    encoded = text.encode()
    return text if len(encoded) <= most_bytes else encoded[: most_bytes - 3].decode(errors="ignore").rstrip() + "…"


def _encoded(message: Message) -> tuple[tuple[int, ...], bytes]:
    definition = [message.number & 0xFF, message.number >> 8, len(message.fields)]
    data = b""
    for field in message.fields:
        if isinstance(field.value, str):
            text = field.value.encode() + b"\0"
            definition += (field.number, len(text), _STRING)
            data += text
        else:
            base, code = _TYPES[field.kind]
            definition += (field.number, struct.calcsize(code), base)
            data += struct.pack(f"<{code}", field.value)
    return tuple(definition), data
