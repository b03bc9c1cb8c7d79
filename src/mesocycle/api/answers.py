"""How an answer is made: a document, a page of a list, or nothing but a status."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, TypeVar

from mesocycle.domain.document import encode
from mesocycle.storage.request_keys import Answer

T = TypeVar("T")


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


Render = Callable[[Any, T], Answer]
