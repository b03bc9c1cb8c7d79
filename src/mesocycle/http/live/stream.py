"""One open stream: what it was opened for, what waits to be said on it, and how it ends."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from mesocycle.domain.document import Document, Id, encode
from mesocycle.domain.people.caller import CalledBy

BEAT = b"event: beat\ndata: {}\n\n"
"""Whoever is on the way sees that the connection lives, and a page that hears none knows that it does not."""
AGAIN_MS = 1_000
_BEGINNING = f"retry: {AGAIN_MS}\n\n".encode()


class Watching(NamedTuple):
    """Who watches what, and for how long at most."""

    reader: Id
    by: CalledBy
    hash: bytes
    """Of the token or the sign-in that was shown: asked about again before every word."""
    only: Id | None
    """One athlete; None: everybody whom the reader coaches."""
    seconds: float


def word(event: str, document: Document) -> bytes:
    """Write an event of a stream."""
    return b"event: %b\ndata: %b\n\n" % (event.encode(), encode(document))


class Stream:
    """What waits is kept by what it is about: whoever reads slowly gets the latest, and never a long queue.

    Everything is called on the loop on which it was opened.
    """

    __slots__ = ("_closed", "_ended", "_over", "_started", "_waiter", "_waiting", "watching")

    def __init__(self, watching: Watching, closed: "Callable[[Stream], None]") -> None:
        """Begin with what tells a browser when to come back."""
        self.watching = watching
        self._closed = closed
        self._waiting: dict[Id | None, bytes] = {None: _BEGINNING}
        self._started = False
        self._over = False
        self._waiter: asyncio.Future[None] | None = None
        self._ended = False

    def start(self, words: bytes) -> None:
        """Say first of all where everybody stands; one whose time was over by then says no more."""
        self._waiting[None] = self._waiting.get(None, b"") + words
        self._started = True
        self._ended = self._ended or self._over
        self._wake()

    def say(self, about: Id, words: bytes) -> None:
        """Say something of an athlete next: it takes the place of what was not said yet of the same."""
        self._waiting[about] = words
        self._wake()

    def beat(self) -> None:
        """Show that the connection lives, where nothing else does."""
        if not self._waiting:
            self._waiting[None] = BEAT
            self._wake()

    def be_over(self) -> None:
        """Say no more than the first word, and that too only if it was not said yet."""
        self._over = True
        if self._started:
            self.end()

    def end(self) -> None:
        """Say no more once what waits is said."""
        self._ended = True
        self._wake()

    async def next(self) -> bytes | None:
        """Wait for what is to be said; None at the end."""
        if not self._waiting and not self._ended:
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        if not self._waiting:
            return None
        words = b"".join(self._waiting.values())
        self._waiting.clear()
        return words

    def close(self) -> None:
        """Let go of it: nobody reads any more."""
        self._closed(self)

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
