"""Ids: 1-64 of `[A-Za-z0-9._:-]`; made here they are ObjectIds, which sort by the second they were made."""

import re

from mesocycle.domain.document import Id

_FORM = re.compile(r"[A-Za-z0-9._:-]{1,64}")


def object_id(seconds: int, random8: bytes) -> Id:
    """Join 4 bytes of seconds since 1970 and 8 random bytes to 24 lower-case hex digits."""
    return f"{seconds & 0xFFFFFFFF:08x}{random8.hex()}"


def is_id(text: str) -> bool:
    """Tell whether a text may serve as an id."""
    return _FORM.fullmatch(text) is not None
