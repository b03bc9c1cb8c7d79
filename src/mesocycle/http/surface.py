"""A surface of the server, the API or the pages: where its addresses begin and how it says no."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from mesocycle.domain.refusal import Refusal
from mesocycle.http.answers import Answer

Refuse = Callable[[Refusal, Mapping[str, Any]], Answer]
"""Words a refusal as an answer to a request, whose ASGI scope says what it asked for and in which language."""


class Surface(msgspec.Struct, frozen=True, kw_only=True):
    """What tells one surface from another; all else of `http/` is the same for each."""

    prefix: str
    """Of every address; empty for pages."""
    owns: Callable[[str], bool]
    """Whether what is asked at a path, and is not there, is this surface's to refuse."""
    refuse: Refuse
