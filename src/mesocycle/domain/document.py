"""What every document has in common: its form, its ids and plain values, how it is written as JSON."""

import re
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Raw

Number = int | float
"""As typed: `100` stays an integer, `102.5` a float; never NaN, never infinite."""
LARGEST = 2**31 - 1
"""No number of a document is larger: nothing of training is, and both engines can hold what is not."""

# Patterns stand in the schema only: stored documents are read leniently, rules are functions.
Id = Annotated[str, Meta(extra_json_schema={"pattern": r"^[A-Za-z0-9._:-]{1,64}$"})]
Instant = Annotated[str, Meta(extra_json_schema={"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"})]
Date = Annotated[str, Meta(extra_json_schema={"pattern": r"^\d{4}-\d\d-\d\d$"})]
TimeOfDay = Annotated[str, Meta(extra_json_schema={"pattern": r"^([01]\d|2[0-3]):[0-5]\d$"})]
DurationText = Annotated[str, Meta(description="a duration with its unit: 90s, 10m (minutes), 2m30s or 1:30")]
"""Prescribed durations of sections, and rests: text with a unit, kept as typed."""
Minutes = Annotated[int, Meta(description="whole minutes as a number, like 10")]
"""The three durations that are written without a unit."""

if TYPE_CHECKING:
    OptionalRaw = Raw | None
else:
    OptionalRaw = Raw  # msgspec would read a `Raw | None` as null and nothing else; absent is None all the same


class Document(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Be domain value and wire document at once: frozen, camelCase, absent fields left out."""


def encode(document: object) -> bytes:
    """Write a document as JSON, fields in their declared order."""
    return msgspec.json.encode(document)


_FORM = re.compile(r"[A-Za-z0-9._:-]{1,64}")


def object_id(seconds: int, random8: bytes) -> Id:
    """Join 4 bytes of seconds since 1970 and 8 random bytes to 24 lower-case hex digits."""
    return f"{seconds & 0xFFFFFFFF:08x}{random8.hex()}"


def is_id(text: str) -> bool:
    """Tell whether a text may serve as an id."""
    return _FORM.fullmatch(text) is not None
