"""How an answer is made: a document, a page of a list, or nothing but a status."""

import base64
import binascii
import gzip
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, BinaryIO, NamedTuple, TypeVar

import msgspec

from mesocycle.domain.document import encode
from mesocycle.domain.plan.library import PICTURE_TYPE, ExercisePicture
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.http.live.stream import Stream
from mesocycle.http.queries import Page

T = TypeVar("T")


class Answer(NamedTuple):
    """What a client is told: HTTP status, headers beside the usual ones, and the body, None for none."""

    status: int
    headers: dict[str, str]
    body: bytes | None
    file: BinaryIO | None = None
    """In the body's place, from its beginning: what is longer than memory likes. Closed when it is sent."""
    opened: Callable[[], Stream] | None = None
    """In the body's place: opens what goes on until whoever reads it goes, or it ends."""


def document(value: object, *, status: int = 200, tag: str | None = None, location: str | None = None) -> Answer:
    """Answer with a document, and its `ETag` where it has one."""
    headers = {}
    if tag is not None:
        headers["etag"] = tag
    if location is not None:
        headers["location"] = location
    return Answer(status, headers, encode(value))


def nothing(*, cookie: str | None = None) -> Answer:
    """Answer that it is done, and that there is nothing to say; the browser may have a cookie to keep or forget."""
    return Answer(204, {} if cookie is None else {"set-cookie": cookie}, None)


def confidential(value: object, *, status: int = 200, cookie: str | None = None) -> Answer:
    """Answer with a document that holds a secret: nobody on the way keeps it, nor the browser that asked."""
    answer = document(value, status=status)
    headers = {"cache-control": "no-store"} if cookie is None else {"cache-control": "no-store", "set-cookie": cookie}
    return answer._replace(headers={**answer.headers, **headers})


def tag_of(value: object) -> str:
    """Give the `ETag` of a document that has no counter of its own: its content."""
    return f'"{sha256(encode(value)).hexdigest()[:24]}"'


def tagged(value: object, *, status: int = 200, location: str | None = None) -> Answer:
    """Answer with a document and the `ETag` of its content."""
    body = encode(value)
    headers = {"etag": f'"{sha256(body).hexdigest()[:24]}"'}
    if location is not None:
        headers["location"] = location
    return Answer(status, headers, body)


def listed(items: Sequence[Any], next_: str | None) -> Answer:
    """Answer with a page of a list; `next` is there where something follows."""
    page = {"items": items} if next_ is None else {"items": items, "next": next_}
    return Answer(200, {}, encode(page))


_OF_PICTURE = {
    "content-type": PICTURE_TYPE,
    "content-disposition": 'inline; filename="exercise.webp"',
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",
}


def picture_answer(told: ExercisePicture, body: bytes) -> Answer:
    """Answer with a picture: of one strict type, nothing in it runs, and whoever has it asks each time for leave."""
    return Answer(200, {**_OF_PICTURE, "etag": f'"{told.sha256[:24]}"'}, body)


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
    return cut_early(found, page.limit, key, document, more=len(found) > page.limit)


def cut_early(
    found: Sequence[T],
    most: int,
    key: Callable[[T], Key],
    document: Callable[[T], Any] = lambda each: each,
    *,
    more: bool,
) -> Answer:
    """Answer with the first `most` of what was found, where it is known whether something follows."""
    shown = found[:most]
    following = cursor(key(shown[-1])) if more and shown else None
    return listed([document(each) for each in shown], following)


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


_LEAST_PACKED = 1_000


def takes_packed(accepted: str) -> bool:
    """Tell whether a client that says what it accepts takes gzip."""
    return any(each.partition(";")[0].strip() == "gzip" and "q=0" not in each for each in accepted.lower().split(","))


def packed(answer: Answer, accepted: str) -> Answer:
    """Compress an answer for a client that takes it; not for one that holds a secret beside what others can choose."""
    headers = {**answer.headers, "vary": "accept-encoding"}
    if answer.body is None or len(answer.body) < _LEAST_PACKED or not takes_packed(accepted):
        return answer._replace(headers=headers)
    body = gzip.compress(answer.body, 6, mtime=0)
    return answer._replace(headers={**headers, "content-encoding": "gzip"}, body=body)
