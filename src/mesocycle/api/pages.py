"""Pages of a list, cut by the sort key of the last thing seen: what comes in meanwhile moves nothing."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from mesocycle.api import answers
from mesocycle.api.queries import Page
from mesocycle.domain.misfit import Fault
from mesocycle.domain.reading import refusal
from mesocycle.storage.request_keys import Answer

T = TypeVar("T")

Key = tuple[str | int, ...]
"""What a list is sorted by, of one thing in it."""

_LONGEST = 2_000
_LARGEST = 2**53


def cursor(key: Key) -> str:
    """Write a sort key as `next` says it; clients send it back unread."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def seen(page: Page, *kinds: type[str | int]) -> tuple[Any, ...] | None:
    """Give the sort key after which a page begins, one value of each kind; None where it is the first page."""
    if page.after is None:
        return None
    try:
        padded = page.after + "=" * (-len(page.after) % 4)
        key = msgspec.json.decode(base64.b64decode(padded, altchars=b"-_", validate=True), type=tuple[str | int, ...])
    except (msgspec.DecodeError, binascii.Error, UnicodeError, ValueError):
        raise _no_cursor() from None
    if len(page.after) > _LONGEST or len(key) != len(kinds) or not all(map(_fits, key, kinds)):
        raise _no_cursor()
    return key


def _fits(value: str | int, kind: type[str | int]) -> bool:
    if isinstance(value, str):
        return kind is str and "\0" not in value
    return kind is int and -_LARGEST <= value <= _LARGEST


def _no_cursor() -> Exception:
    fault = Fault("after", "is not `next` of a page of this list", "Send `next` of the page before, as it came.")
    return refusal([fault])


def cut(
    found: Sequence[T], page: Page, key: Callable[[T], Key], document: Callable[[T], Any] = lambda each: each
) -> Answer:
    """Answer with what was found after the key (`seen`); one more than `limit` tells that something follows."""
    shown = found[: page.limit]
    following = cursor(key(shown[-1])) if len(found) > page.limit else None
    return answers.listed([document(each) for each in shown], following)


def cut_sorted(
    everything: Sequence[T],
    page: Page,
    key: Callable[[T], Key],
    *kinds: type[str | int],
    newest_first: bool = False,
) -> Answer:
    """Answer with a page of a short list that is in memory, sorted by the key."""
    after = seen(page, *kinds)
    ordered = sorted(everything, key=key, reverse=newest_first)
    if after is not None:
        ordered = [each for each in ordered if (key(each) < after if newest_first else key(each) > after)]
    return cut(ordered[: page.limit + 1], page, key)
