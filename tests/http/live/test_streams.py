"""All streams of a process: one thread for all, room for a number of them, beats, and the end."""

import asyncio
import threading
from collections.abc import Callable, Iterator

import pytest

from mesocycle.domain.people.user import User
from mesocycle.http.live.stream import BEAT, Stream
from mesocycle.http.live.streams import Streams
from mesocycle.http.refusals import TooManyStreams
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_trainer, a_user
from tests.http.live.opened import a_watching, again, ended, heard
from tests.http.live.test_looking import does_something

Opening = Callable[..., Streams]


@pytest.fixture
def tom(db: Database) -> User:
    """Add Tom, who coaches Ann."""
    tom = a_trainer(db)
    a_coaching(db, tom, a_user(db))
    return tom


@pytest.fixture
def opening(db: Database) -> Iterator[Opening]:
    """Give what makes the streams of a process, and stops them."""
    made: list[Streams] = []

    def make(**given: float) -> Streams:
        made.append(Streams(db, looks_every_s=0.05, **given))  # type: ignore[arg-type]  # some of them are whole
        return made[-1]

    yield make
    for each in made:
        each.close()


def _lookers() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "live"]


def test_many_streams_hear_what_happens_and_one_thread_looks_for_all(db: Database, tom: User, opening: Opening) -> None:
    async def listen() -> tuple[list[bytes], int]:
        streams, watching = opening(), a_watching(db, tom)
        several = [streams.open(watching) for _ in range(50)]
        await asyncio.gather(*(heard(each, b"event: start") for each in several))
        await asyncio.to_thread(does_something, db, "ann")
        told = await asyncio.gather(*(heard(each, b"event: change") for each in several))
        lookers = len(_lookers())
        for each in several:
            each.close()
        return told, lookers

    told, lookers = asyncio.run(listen())

    assert len(set(told)) == 1
    assert lookers == 1


def test_nobody_looks_where_none_is_open(db: Database, tom: User, opening: Opening) -> None:
    async def listen() -> int:
        streams = opening()
        for _ in range(2):  # the second one begins anew
            stream = streams.open(a_watching(db, tom))
            await heard(stream, b"event: start")
            stream.close()
            for each in _lookers():
                await asyncio.to_thread(each.join, 20)
        return len(_lookers())

    assert asyncio.run(listen()) == 0


def test_a_silent_stream_beats(db: Database, tom: User, opening: Opening) -> None:
    async def listen() -> bytes:
        stream = opening(beats_every_s=0.05).open(a_watching(db, tom))
        await heard(stream, b"event: start")
        told = await heard(stream, BEAT)
        stream.close()
        return told

    assert asyncio.run(listen()) == BEAT


def test_who_comes_to_the_roster_is_heard_of_by_and_by(db: Database, tom: User, opening: Opening) -> None:
    async def listen() -> bytes:
        stream = opening(everybody_every_s=0.1).open(a_watching(db, tom))
        await heard(stream, b"event: start")
        await asyncio.to_thread(lambda: a_coaching(db, tom, a_user(db, "bob")))
        told = await heard(stream, b'"userId":"bob"')
        stream.close()
        return told

    assert b"event: change" in asyncio.run(listen())


def test_a_stream_ends_after_its_time(db: Database, tom: User, opening: Opening) -> None:
    async def listen() -> bytes:
        stream = opening().open(a_watching(db, tom, seconds=0))
        told = await ended(stream)
        stream.close()
        return told

    assert b"event: start" in asyncio.run(listen())


def test_closing_ends_all_and_what_is_opened_after_it(db: Database, tom: User, opening: Opening) -> None:
    async def listen() -> list[Stream]:
        streams, watching = opening(), a_watching(db, tom)
        first = streams.open(watching)
        await heard(first, b"event: start")
        await asyncio.to_thread(streams.close)
        after = streams.open(watching)
        await asyncio.gather(ended(first), ended(after))
        for each in (first, after):
            each.close()
        return [first, after]

    assert len(asyncio.run(listen())) == 2
    assert _lookers() == []


def test_there_is_room_for_so_many_of_one_reader_and_so_many_of_all(db: Database, tom: User, opening: Opening) -> None:
    async def listen() -> None:
        streams, watching = opening(most=3, most_of_one=2), a_watching(db, tom)
        anns = again(watching)._replace(reader="ann")
        opened = [streams.open(watching), streams.open(watching)]
        with pytest.raises(TooManyStreams, match="2 of yours"):
            streams.require_room(tom.id)
        streams.require_room("ann")
        opened.append(streams.open(anns))
        with pytest.raises(TooManyStreams, match="3 on this server"):
            streams.require_room("ann")
        opened[0].close()
        streams.require_room(tom.id)
        for each in opened[1:]:
            each.close()
        await asyncio.sleep(0)

    asyncio.run(listen())


def test_a_stream_that_is_closed_twice_is_counted_once(db: Database, tom: User, opening: Opening) -> None:
    async def listen() -> int:
        streams, watching = opening(most_of_one=2), a_watching(db, tom)
        first, _second = streams.open(watching), streams.open(watching)
        first.close()
        first.close()
        streams.require_room(tom.id)
        await asyncio.sleep(0)
        return streams.count

    assert asyncio.run(listen()) == 1
