"""The pages as a surface: how they say no, in the reader's language, and where they keep the token against forgery."""

from collections.abc import Mapping
from typing import Any

from mesocycle.domain.refusal import NotSignedIn, Refusal
from mesocycle.http.answers import Answer
from mesocycle.http.refusals import headers_of, status_of
from mesocycle.http.surface import Surface
from mesocycle.web.frame.forms import csrf_of
from mesocycle.web.frame.going import to_sign_in
from mesocycle.web.frame.languages import asked_of, scope_headers, tongue_of
from mesocycle.web.frame.page import Reader, rendered
from mesocycle.web.frame.said import Said


def _refuse(no: Refusal, scope: Mapping[str, Any]) -> Answer:
    headers = scope_headers(scope)
    if isinstance(no, NotSignedIn):
        return to_sign_in(_asked_for(scope) if scope.get("method") in {"GET", "HEAD"} else "/")
    reader = Reader(tongue=tongue_of(*asked_of(headers)))
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
