"""A surface of the server, the API or the pages: where its addresses begin and how it says no."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from mesocycle.domain.refusal import Refusal
from mesocycle.http.answers import Answer

Refuse = Callable[[Refusal, Mapping[str, Any]], Answer]
"""Words a refusal as an answer to a request, whose ASGI scope says what it asked for and in which language."""
Vouching = Callable[[Mapping[str, str], bytes], str]
"""Finds in headers or body the token that goes with a cookie; empty where there is none."""

CSRF_HEADER = "x-csrf-token"


def by_header(headers: Mapping[str, str], _body: bytes) -> str:
    """Find the token where scripts send it; a foreign page can't set this header."""
    return headers.get(CSRF_HEADER, "")


class Surface(msgspec.Struct, frozen=True, kw_only=True):
    """What tells one surface from another; all else of `http/` is the same for each."""

    prefix: str
    """Of every address; empty for pages."""
    owns: Callable[[str], bool]
    """Whether what is asked at a path, and is not there, is this surface's to refuse."""
    refuse: Refuse
    csrf_of: Vouching = by_header
    """Where a change that a cookie vouches for says that one of our own pages sent it."""
    vouched_in_body: bool = False
    """Whether that may stand in the body, so that nothing is known of it before the body has come."""
    passes_over_unknown: bool = False
    """Whether names behind the `?` that nobody knows are passed over: links to pages come with marks of others."""
