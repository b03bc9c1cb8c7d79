"""What a form of a page says: names and values, read leniently as text and then checked as every other input."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from mesocycle.domain.refusal import Refusal
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import ForeignPage, MediaTypeNotKnown, RequestNotUnderstood
from mesocycle.http.route import Face, Routes
from mesocycle.http.surface import CSRF_HEADER
from mesocycle.web.frame.queries import PageQuery

CSRF_FIELD = "csrf"
_MOST_FIELDS = 500
_FORM = "application/x-www-form-urlencoded"
_FILES = "multipart/form-data"
_TOKEN = re.compile(
    rb'(?s)\r?\n?--[^\r\n]{1,72}\r\nContent-Disposition: form-data; name="%s"\r\n\r\n([0-9a-f]{64})\r\n--.*'
    % CSRF_FIELD.encode(),
    re.IGNORECASE,
)
"""How a form with files begins, whose first field is the token."""


class Form:
    """The fields of one form; of a name that stands twice the last counts, `all` gives them together."""

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        """Hold names and values as they came."""
        self._fields = fields
        self.last: Mapping[str, str] = dict(fields)

    def text(self, name: str) -> str:
        """Give a field without blanks around it; empty where it is not there."""
        return self.last.get(name, "").strip()

    def secret(self, name: str) -> str:
        """Give a field as it was typed."""
        return self.last.get(name, "")

    def said(self, name: str) -> str | None:
        """Give a field, None where it is empty."""
        return self.text(name) or None

    def ticked(self, name: str) -> bool:
        """Tell whether a box was ticked."""
        return name in self.last

    def all(self, name: str) -> list[str]:
        """Give every value of a name."""
        return [value for each, value in self._fields if each == name]

    def number(self, name: str) -> int | None:
        """Give a whole number, None where there is none."""
        text = self.text(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def takes_form(routes: Routes, path: str, *refusals: type[Refusal], **more: Any) -> Callable[[Face], Face]:  # noqa: ANN401  # what a route takes
    """Take a page's form at an address: what it did is told by the page it leads to."""
    return routes.post(
        path, query=PageQuery, keyed=False, status=303, media_type="text/html", refusals=refusals, **more
    )


def form_of(call: Call) -> Form:
    """Read the form that was sent."""
    said = call.request.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
    if said != _FORM:
        raise MediaTypeNotKnown(f"The body is of type {said[:80]}.", "Send it as the form of the page does.")
    return Form(_fields(call.request.body))


def csrf_of(headers: Mapping[str, str], body: bytes) -> str:
    """Find the token that a form of ours carries, or a script of ours sends above the body."""
    if CSRF_HEADER in headers:
        return headers[CSRF_HEADER]
    said = headers.get("content-type", "").partition(";")[0].strip().lower()
    if said == _FILES:
        found = _TOKEN.fullmatch(body)
        return "" if found is None else found[1].decode("ascii")
    if said != _FORM:
        return ""
    return dict(_fields(body)).get(CSRF_FIELD, "")


@lru_cache(maxsize=1)
def _fields(body: bytes) -> list[tuple[str, str]]:
    try:
        found = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        raise RequestNotUnderstood("The form could not be read.", "Load the page again, and send it anew.") from None
    return [(name, value.replace("\r\n", "\n")) for name, value in found]


def require_same_origin(call: Call) -> None:
    """Refuse a form that a foreign page sent for somebody who is not signed in: it would sign them in as another."""
    headers = call.request.headers
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    foreign = site is not None and site not in {"same-origin", "none"}
    if site is None and origin is not None:
        foreign = origin.partition("://")[2] not in {headers.get("host"), call.settings.address.partition("://")[2]}
    if foreign:
        raise ForeignPage("The form was sent from another site.", "Open this page here, and send it again.")


def or_again(deed: Callable[[], Answer], again: Callable[[Refusal], Answer]) -> Answer:
    """Do what a form asks for; where it is refused, show the form again with what was typed and the reason."""
    try:
        return deed()
    except Refusal as no:
        return again(no)
