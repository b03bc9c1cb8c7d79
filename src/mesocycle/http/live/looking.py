"""What is new for open streams, and who may still hear it: a few statements a look, however many are open."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.caller import CalledBy
from mesocycle.domain.people.live import FeedPosition, LiveEnd, LiveStart
from mesocycle.domain.people.user import Coaching, Role
from mesocycle.domain.permission import ALL, Scope, scope_of_link
from mesocycle.http.live.stream import Stream, Watching, word
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import callers, coachings
from mesocycle.storage.sync import positions
from mesocycle.storage.sync.positions import Mark, Sight

Sights = dict[Id, Scope]
"""Whom a stream may tell of, and how much of it."""


class Saying(NamedTuple):
    """What is to be said on a stream, or that it ends."""

    stream: Stream
    about: Id | None = None
    words: bytes = b""
    ends: bool = False


class Looking:
    """What has been told on which stream; used by one thread."""

    def __init__(self) -> None:
        """Begin with no streams."""
        self._told: dict[Stream, dict[Id, FeedPosition]] = {}
        self._marks: dict[Id, Mark] = {}
        self._narrow: dict[tuple[Id, Id], Sight] = {}
        self._written: dict[FeedPosition, bytes] = {}

    def look(self, read: Read, streams: Collection[Stream], now: Instant, *, at_everybody: bool) -> list[Saying]:
        """Find what is to be said since the last look, on streams that are open now.

        Who may hear it is asked of the streams that something is said on, and of all now and then: somebody may come
        to a roster, and a sign-in may end, without a word on anybody's feed.
        """
        self._forget(streams)
        moved = positions.moved(read, self._marks)
        self._marks.update(moved)
        concerned = [
            stream
            for stream in streams
            if at_everybody or (told := self._told.get(stream)) is None or not moved.keys().isdisjoint(told)
        ]
        if not concerned:
            return []
        allowed = _allowed(read, concerned, now)
        watched = {user_id for sights in allowed.values() for user_id in sights}
        self._marks.update(positions.marks(read, watched - self._marks.keys()))
        self._see_narrowly(read, allowed.values(), moved.keys())
        self._written.clear()  # what several streams say is written once
        return [saying for stream in concerned for saying in self._said(stream, allowed.get(stream))]

    def _forget(self, streams: Collection[Stream]) -> None:
        """Forget streams that were closed, and whom nobody watches any more."""
        gone = self._told.keys() - set(streams)
        if gone:
            for stream in gone:
                del self._told[stream]
            watched = {user_id for told in self._told.values() for user_id in told}
            self._marks = {user_id: mark for user_id, mark in self._marks.items() if user_id in watched}
            self._narrow = {key: sight for key, sight in self._narrow.items() if key[0] in watched}

    def _see_narrowly(self, read: Read, sights: Iterable[Sights], moved: Collection[Id]) -> None:
        """Look what those see of it who see only what they assigned."""
        pairs = {(user_id, scope.assigned_by) for each in sights for user_id, scope in each.items()}
        asked = {
            (user_id, trainer)
            for user_id, trainer in pairs
            if trainer is not None and (user_id in moved or (user_id, trainer) not in self._narrow)
        }
        self._narrow.update(positions.sights(read, asked))

    def _position(self, user_id: Id, scope: Scope) -> FeedPosition | None:
        mark = self._marks.get(user_id)
        if mark is None:  # erased between two statements
            return None
        narrow = scope.assigned_by
        if narrow is None:
            return positions.position(user_id, scope, mark, None)
        sight = self._narrow.get((user_id, narrow))
        return None if sight is None else positions.position(user_id, scope, mark, sight)  # the same

    def _said(self, stream: Stream, sights: Sights | None) -> list[Saying]:
        told = self._told.get(stream)
        if sights is None:  # signed out, or the token was revoked
            return [Saying(stream, ends=True)]
        found = {user_id: self._position(user_id, scope) for user_id, scope in sights.items()}
        now = {user_id: position for user_id, position in found.items() if position is not None}
        self._told[stream] = now
        ends = stream.watching.only is not None and not now
        if told is None:
            start = LiveStart(positions=tuple(now.values()))
            return [Saying(stream, None, word("start", start), ends)]
        said = [
            Saying(stream, user_id, self._changed(position))
            for user_id, position in now.items()
            if told.get(user_id) != position
        ]
        over = [user_id for user_id in told if user_id not in now]
        said += [Saying(stream, user_id, word("end", LiveEnd(user_id=user_id)), ends) for user_id in over]
        return said

    def _changed(self, position: FeedPosition) -> bytes:
        words = self._written.get(position)
        if words is None:
            words = self._written[position] = word("change", position)
        return words


def _allowed(read: Read, streams: Sequence[Stream], now: Instant) -> dict[Stream, Sights]:
    """Give whom each stream may tell of now; one whose reader is not signed in any more is left out."""
    shown = {by: {one.watching.hash for one in streams if one.watching.by is by} for by in CalledBy}
    known = callers.still_good(read, shown[CalledBy.TOKEN], shown[CalledBy.SIGN_IN], now)
    links: dict[Id, list[Coaching]] = {}
    for link in coachings.active_of_trainers(read, {actor.id for actor in known.values()}):
        links.setdefault(link.trainer_id, []).append(link)
    return {
        stream: sights_of(stream.watching, actor, links.get(actor.id, ()))
        for stream in streams
        if (actor := known.get(stream.watching.hash)) is not None
    }


def sights_of(watching: Watching, actor: Actor, links: Iterable[Coaching]) -> Sights:
    """Give whom somebody may watch, of those that they want to; `links` are active, and theirs as a trainer."""
    if watching.only is not None and (watching.only == actor.id or Role.ADMIN in actor.roles):
        return {watching.only: ALL}
    return {link.athlete_id: scope_of_link(link) for link in links if watching.only in (None, link.athlete_id)}
