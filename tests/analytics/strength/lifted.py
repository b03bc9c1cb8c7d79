"""What the tests of strength share."""

from typing import TypedDict


class Span(TypedDict):
    """From a day to another."""

    first: str
    last: str


YEAR: Span = {"first": "2026-01-01", "last": "2026-12-31"}
