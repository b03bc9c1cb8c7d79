"""Streams as tests open them."""

import asyncio

from mesocycle.domain.document import Id
from mesocycle.domain.people.caller import CalledBy
from mesocycle.domain.people.user import User
from mesocycle.http.callers import hash_of
from mesocycle.http.live.stream import Stream, Watching
from mesocycle.storage.engine.database import Database
from tests.api.conftest import a_secret


def a_watching(db: Database, reader: User, *, only: Id | None = None, seconds: float = 60) -> Watching:
    """Let somebody watch by a token of theirs."""
    return Watching(reader.id, CalledBy.TOKEN, hash_of(a_secret(db, reader.id)), only, seconds)


def again(watching: Watching, *, only: Id | None = None) -> Watching:
    """Give another stream of the same reader."""
    return watching._replace(only=only)


def closed(_: Stream) -> None:
    """Let go of nothing."""


async def heard(stream: Stream, text: bytes, *, within_s: float = 20) -> bytes:
    """Wait until something is said on a stream, and give all that was said until then."""
    told = b""
    async with asyncio.timeout(within_s):
        while text not in told:
            words = await stream.next()
            assert words is not None, f"the stream ended; it had said {told!r}"
            told += words
    return told


async def ended(stream: Stream, *, within_s: float = 20) -> bytes:
    """Wait until a stream ends, and give all that was said on it."""
    told = b""
    async with asyncio.timeout(within_s):
        while (words := await stream.next()) is not None:
            told += words
    return told
