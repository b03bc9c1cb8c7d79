"""One stream: what waits on it, in which order it is said, and how it ends."""

import asyncio

import pytest

from mesocycle.domain.people.caller import CalledBy
from mesocycle.domain.people.live import LiveEnd
from mesocycle.http.live.stream import BEAT, Stream, Watching, word
from tests.http.live.opened import closed

_WATCHING = Watching("tom", CalledBy.TOKEN, b"x", None, 60)


@pytest.fixture
def stream() -> Stream:
    """Open one."""
    return Stream(_WATCHING, closed)


def test_a_word_is_written_as_browsers_read_it() -> None:
    assert word("end", LiveEnd(user_id="ann")) == b'event: end\ndata: {"userId":"ann"}\n\n'


def test_the_first_word_says_when_to_come_back_and_where_everybody_stands(stream: Stream) -> None:
    stream.start(b"everybody\n\n")
    stream.say("ann", b"ann\n\n")

    assert asyncio.run(stream.next()) == b"retry: 1000\n\neverybody\n\nann\n\n"


def test_whoever_reads_slowly_hears_the_newest_of_each_once(stream: Stream) -> None:
    async def read() -> bytes | None:
        await stream.next()
        for number in range(1000):
            stream.say("ann", b"ann %d\n\n" % number)
            stream.say("bob", b"bob %d\n\n" % number)
        return await stream.next()

    assert asyncio.run(read()) == b"ann 999\n\nbob 999\n\n"


def test_a_stream_beats_only_where_nothing_else_is_said(stream: Stream) -> None:
    async def read() -> list[bytes | None]:
        await stream.next()
        stream.beat()
        silent = await stream.next()
        stream.say("ann", b"ann\n\n")
        stream.beat()
        return [silent, await stream.next()]

    assert asyncio.run(read()) == [BEAT, b"ann\n\n"]


def test_what_waits_is_said_before_the_end(stream: Stream) -> None:
    async def read() -> list[bytes | None]:
        await stream.next()
        stream.say("ann", b"last\n\n")
        stream.end()
        return [await stream.next(), await stream.next()]

    assert asyncio.run(read()) == [b"last\n\n", None]


def test_the_end_wakes_whoever_waits(stream: Stream) -> None:
    async def read() -> bytes | None:
        await stream.next()
        asyncio.get_running_loop().call_later(0.01, stream.end)
        return await asyncio.wait_for(stream.next(), 5)

    assert asyncio.run(read()) is None


def test_a_stream_whose_time_is_over_at_once_still_says_where_everybody_stands(stream: Stream) -> None:
    async def read() -> list[bytes | None]:
        stream.be_over()
        await stream.next()
        stream.start(b"everybody\n\n")
        return [await stream.next(), await stream.next()]

    assert asyncio.run(read()) == [b"everybody\n\n", None]
