"""One request on its way through: who calls, about whom, with what body; and how a change is made and answered."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import msgspec

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.caller import Caller, require_signed_in
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.reading.strict import read as read_document
from mesocycle.domain.refusal import AlreadyExists, NotFound, NotSignedIn, Refusal
from mesocycle.domain.remedy import Do
from mesocycle.http.answers import Answer
from mesocycle.http.background.imports import ImportRunner
from mesocycle.http.background.rest_calls import RestCaller
from mesocycle.http.background.roll_outs import RollOutRunner
from mesocycle.http.background.upkeep import UpkeepRunner
from mesocycle.http.callers import Credential
from mesocycle.http.conditions import matching
from mesocycle.http.idempotency import AnsweredBeforeError, Answering, replayed
from mesocycle.http.live.streams import Streams
from mesocycle.http.queries import Query
from mesocycle.http.receiving import Upload
from mesocycle.http.refusals import RequestNotUnderstood
from mesocycle.http.route import Route
from mesocycle.http.surface import Surface
from mesocycle.reports.show_server import AsSet
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.people import coachings, users
from mesocycle.storage.sync import request_keys
from mesocycle.storage.sync.request_keys import KeyedRequest

T = TypeVar("T")
D = TypeVar("D")
Q = TypeVar("Q", bound=Query)

_LONGEST_KEY = 200
_KEY = re.compile(rf"[!-~]{{1,{_LONGEST_KEY}}}")


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What came over the wire, as far as faces may need it."""

    path: str
    query: bytes
    headers: dict[str, str]
    """By lower-case name."""
    body: bytes
    """Of a file that was taken in its SHA-256."""
    upload: Upload | None = None
    address: str
    """The caller's, behind trusted proxies the one they name."""


class Running(NamedTuple):
    """Since when this process runs, and where its settings come from."""

    since: Instant
    origins: Mapping[str, str]


class Call:
    """What a face is given."""

    def __init__(
        self,
        surface: Surface,
        route: Route,
        request: Request,
        query: Query,
        *,
        credential: Credential | None,
        db: Database,
        settings: ServerSettings,
        now: Instant,
        roll_outs: RollOutRunner,
        imports: ImportRunner,
        streams: Streams,
        upkeep: UpkeepRunner,
        running: Running,
        rest_calls: RestCaller | None = None,
    ) -> None:
        """Begin with what the caller showed, and nobody known."""
        self.surface = surface
        self.route = route
        self.request = request
        self.query = query
        self.credential = credential
        self.db = db
        self.settings = settings
        self.now = now
        self.roll_outs = roll_outs
        self.imports = imports
        self.streams = streams
        self.upkeep = upkeep
        self.running = running
        self.rest_calls = rest_calls
        self.caller: Caller | None = None

    @property
    def actor(self) -> Actor:
        """Who acts."""
        if self.caller is None:
            raise not_signed_in()
        return self.caller.actor

    def in_person(self) -> Act:
        """Give who acts and when, of somebody who signed in; refuses a token (`NotPermitted`)."""
        if self.caller is None:
            raise not_signed_in()
        require_signed_in(self.caller)
        return self.act

    @property
    def process(self) -> AsSet:
        """What the process that answers tells of itself."""
        return AsSet(
            address=self.settings.address,
            sign_up=self.settings.sign_up,
            processes=self.settings.processes,
            started_at=self.running.since,
            streams=self.streams.count,
            backup_folder=self.settings.backup_folder,
        )

    @property
    def act(self) -> Act:
        """Who acts, and when."""
        return Act(actor=self.actor, now=self.now)

    @cached_property
    def owner(self) -> Id:
        """Whose training it is about: as `?userId=` says, else the caller's own."""
        said: Id | None = getattr(self.query, "user_id", None)  # of those routes that ask for it
        return said or self.actor.id

    @property
    def another(self) -> Id | None:
        """Whose training it is about, where it is not the caller's own."""
        return None if self.owner == self.actor.id else self.owner

    def address_of(self, path: str) -> str:
        """Give the address of a thing of the owner's, as `Location` says it."""
        return self.surface.prefix + path + ("" if self.another is None else f"?userId={self.another}")

    def asked(self, kind: type[Q]) -> Q:
        """Give the query as what the route says it is."""
        if not isinstance(self.query, kind):
            raise TypeError(f"{self.route.method} {self.route.path} has a query of {type(self.query).__name__}")
        return self.query

    def body(self, kind: type[D]) -> D:
        """Read the body strictly; an empty one where the route allows it is an empty document."""
        body = self.request.body
        return read_document(b"{}" if self.route.body_optional and not body.strip() else body, kind)

    @property
    def upload(self) -> Upload:
        """The file that was sent."""
        if self.request.upload is None:
            raise TypeError(f"{self.route.method} {self.route.path} takes no file")
        return self.request.upload

    @contextmanager
    def seeing(self, deed: Deed = Deed.SEE) -> Iterator[tuple[Read, Scope]]:
        """Look at the owner's data, if the caller may, in the scope in which they may."""
        with self.db.read() as read:
            scope = coachings.permit(read, self.actor, self.owner, deed)
            if self.owner != self.actor.id:
                users.get(read, self.owner)  # an admin may see everybody, not nobody
            yield read, scope

    def require_sight(self) -> None:
        """Refuse a stranger before anything is looked up: a guessed id and a true one get the same answer."""
        if self.owner != self.actor.id:
            with self.db.read_now() as look:
                coachings.permit(look, self.actor, self.owner, Deed.SEE)

    def change(
        self,
        deed: Callable[[Database], T],
        render: Callable[[Read, Any], Answer],
        *,
        present: Callable[[Read], str | None] | None = None,
    ) -> Answer:
        """Do a deed and answer, once for each `Idempotency-Key`.

        `render` is given what the deed's inner function gives; `present` finds the `ETag` that `If-Match` must name.
        """
        self.require_sight()
        if_match = self.request.headers.get("if-match")
        guard = None
        if present is not None:
            guard = matching(if_match, present, required=self.route.match_required)
        keyed = self._keyed()
        answering = Answering(keyed, guard, render)
        try:
            done = deed(self.db.around(answering))
        except AnsweredBeforeError as before:
            return before.answer
        except (NotFound, AlreadyExists):
            earlier = self._answered(keyed)  # what was deleted, or is there, is noticed before the key is looked at
            if earlier is None:
                raise
            return earlier
        if answering.answer is not None:
            return answering.answer
        with self.db.read() as read:  # nothing was written: a dry run
            if guard is not None:
                guard(read)
            return render(read, done)

    def _answered(self, keyed: KeyedRequest | None) -> Answer | None:
        """Give what this very request was answered before, when it changed something of the caller's own."""
        if keyed is None:
            return None
        with self.db.read_now() as look:
            earlier = request_keys.find_of(look, keyed, owner=self.actor.id, actor=self.actor.id)
        return None if earlier is None else replayed(earlier)

    def _keyed(self) -> KeyedRequest | None:
        key = self.request.headers.get("idempotency-key")
        if key is None or not self.route.keyed:
            return None
        if not _KEY.fullmatch(key):
            raise RequestNotUnderstood(
                f"Idempotency-Key must be 1 to {_LONGEST_KEY} plain characters without blanks.",
                "Send a new random id, like a UUID.",
            )
        asked = hashlib.sha256()
        for part in (self.route.method, self.request.path, self.request.query, self.request.body):
            asked.update(part if isinstance(part, bytes) else part.encode())
            asked.update(b"\0")
        return KeyedRequest(key, asked.digest())


def not_signed_in() -> Refusal:
    """Refuse whoever is not known."""
    return NotSignedIn(
        "This needs a sign-in or a token.",
        f"Send a token of yours as `Authorization: Bearer TOKEN`, or sign in: {Do('sign in')}.",
    )
