"""The pages as a surface: how they say no, in the reader's language, and where they keep the token against forgery.

A script of a page, which asks for JSON, is told the same in the same words, to show it where it stands.
"""

from collections.abc import Mapping
from typing import Any

from mesocycle.domain.document import encode
from mesocycle.domain.refusal import NotSignedIn, Refusal
from mesocycle.http.answers import Answer
from mesocycle.http.refusals import headers_of, status_of
from mesocycle.http.surface import Surface
from mesocycle.web.frame.forms import csrf_of
from mesocycle.web.frame.going import to_sign_in
from mesocycle.web.frame.languages import asked_of, scope_headers, tongue_of
from mesocycle.web.frame.page import Reader, rendered
from mesocycle.web.frame.said import Said

_JSON = "application/json"
"""What a script of ours accepts, and no browser on its way to a page."""


def _refuse(no: Refusal, scope: Mapping[str, Any]) -> Answer:
    headers = scope_headers(scope)
    reader = Reader(tongue=tongue_of(*asked_of(headers)))
    if headers.get("accept") == _JSON:
        told = {"content-type": _JSON, **headers_of(no), "cache-control": "no-store"}
        return Answer(status_of(no), told, encode(Said.of(no, reader.words)))
    if isinstance(no, NotSignedIn):
        return to_sign_in(_asked_for(scope) if scope.get("method") in {"GET", "HEAD"} else "/")
    back = scope["path"] if scope.get("method") in {"GET", "HEAD"} else None
    made = rendered(reader, "frame/refused.html", status=status_of(no), said=Said.of(no, reader.words), back=back)
    return made._replace(headers={**made.headers, **headers_of(no), "cache-control": "no-store"})


def _asked_for(scope: Mapping[str, Any]) -> str:
    query = scope.get("query_string", b"").decode("latin-1")
    return f"{scope['path']}?{query}" if query else str(scope["path"])


WEB = Surface(
    prefix="",
    owns=lambda _path: True,
    refuse=_refuse,
    csrf_of=csrf_of,
    vouched_in_body=True,
    passes_over_unknown=True,
)
"""The pages: every no is a page."""
