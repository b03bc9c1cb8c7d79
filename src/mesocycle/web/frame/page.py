"""How a page is made: a template, what is known of its reader, and the headers that keep foreign script out."""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from babel import Locale

from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.user import Units, User
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.callers import csrf_token
from mesocycle.storage.people import users
from mesocycle.web.frame.formats import Formats
from mesocycle.web.frame.languages import COOKIE, LANGUAGES, Tongue, asked_of, chosen_before, tongue_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.static import has_libraries, static
from mesocycle.web.frame.words import Words

_TEMPLATES = Path(__file__).parent.parent
CONTENT_SECURITY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "worker-src 'self'; "
    "font-src 'self'; "
    "media-src 'self' blob:; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; "
    "trusted-types mesocycle lit-html"
)
HEADERS = {
    "content-type": "text/html",
    "content-security-policy": CONTENT_SECURITY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "x-frame-options": "DENY",
}


class Reader:
    """Who reads a page: nobody known, or a user with their zone, units and language."""

    def __init__(self, *, tongue: Tongue, user: User | None = None, csrf: str = "", now: str = "") -> None:
        """Say what is known."""
        self.tongue = tongue
        self.user = user
        self.csrf = csrf
        self.now = now

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.tongue.lang

    @property
    def locale(self) -> Locale:
        """How dates and numbers are written."""
        return self.tongue.locale

    @cached_property
    def words(self) -> Words:
        """The sentences in their language."""
        return Words(self.tongue.lang)

    @cached_property
    def formats(self) -> Formats:
        """Days, moments and amounts as they read them."""
        return Formats(self.tongue.locale, self.words, self.user)

    @property
    def zone(self) -> str:
        """Where they are."""
        return self.user.time_zone if self.user else "UTC"

    @property
    def weeks_begin(self) -> int:
        """On which weekday the weeks of their reports begin; Monday is 0."""
        return self.user.first_weekday if self.user else 0

    @property
    def units(self) -> Units:
        """Kilograms and kilometres, or pounds and miles."""
        return self.user.units if self.user else Units.METRIC

    @cached_property
    def today(self) -> str:
        """The day it is where they are."""
        return civil_day(self.now, self.zone)


def reader_of(call: Call) -> Reader:
    """Find out who reads; what `?lang` says counts first, then their setting, then what their browser asks for."""
    user, csrf = None, ""
    if call.caller is not None and call.credential is not None:
        with call.db.read_now() as look:
            user = users.get(look, call.caller.actor.id)
        csrf = csrf_token(call.credential.secret)
    chosen = call.query.lang if isinstance(call.query, PageQuery) else None
    tongue = tongue_of(chosen, user.locale if user else None, *asked_of(call.request.headers))
    return Reader(tongue=tongue, user=user, csrf=csrf, now=call.now)


def page(call: Call, template: str, *, reader: Reader | None = None, status: int = 200, **values: Any) -> Answer:  # noqa: ANN401  # what templates show
    """Answer with a page; what its template needs beside the reader stands in `values`.

    The reader's language is kept in a cookie, so that a no is said in it too, where nobody could look them up.
    """
    known = reader or reader_of(call)
    made = rendered(known, template, status=status, call=call, **values)
    chosen = call.query.lang if isinstance(call.query, PageQuery) else None
    own = known.user.locale if known.user else None
    if chosen in LANGUAGES or (own is not None and chosen_before(call.request.headers) != known.lang):
        keep = f"{COOKIE}={known.lang}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
        made.headers["set-cookie"] = keep + ("; Secure" if call.settings.cookies_are_secure else "")
    return made


def confidential(answer: Answer) -> Answer:
    """Let nobody keep a page that shows a secret."""
    return answer._replace(headers={**answer.headers, "cache-control": "no-store"})


def rendered(reader: Reader, template: str, *, status: int = 200, call: Call | None = None, **values: Any) -> Answer:  # noqa: ANN401  # the same
    """Make a page for a reader."""
    path = "" if call is None else call.request.path
    said = call.query.done if call is not None and isinstance(call.query, PageQuery) else None
    text = (
        _environment()
        .get_template(template)
        .render(
            reader=reader,
            me=reader.user,
            t=reader.words,
            f=reader.formats,
            csrf=reader.csrf,
            lang=reader.lang,
            path=path,
            languages=LANGUAGES,
            toast=None if said is None else reader.words.find(f"done.{said}"),
            undo=call.query.undo if call is not None and isinstance(call.query, PageQuery) else None,
            **values,
        )
    )
    return Answer(status, dict(HEADERS), text.encode())


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # no file changes under a running server, and looking costs a page a tenth of its time
    )
    made.globals["static"] = static
    made.globals["has_libraries"] = has_libraries
    return made
