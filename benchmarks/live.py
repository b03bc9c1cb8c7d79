"""A thousand open pages: what they cost in memory and statements, and how soon the last hears of a set."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx
import sqlalchemy as sa

from benchmarks.report import Finding
from benchmarks.seeding import fresh_url
from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.people.issue_token import issue_token
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.client import Client, Performance, PerformedSet, SetEntry
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import civil_day, instant
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.caller import CalledBy, NewToken, TokenScope
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.lines import each_exercise, sets_of
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.http.callers import hash_of
from mesocycle.http.live.looking import Looking
from mesocycle.http.live.stream import Stream, Watching
from mesocycle.storage.engine.database import Database, Parameters, Read
from mesocycle.storage.engine.prepared import Prepared
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act
from tests.server.served import Served, serving

PAGES, TRAINERS, ATHLETES_OF_EACH = 1_000, 100, 5
MEMORY_BAR_MB, LAST_BAR_MS, STATEMENTS_BAR = 60, 2_000, 5
_SETTLES_S = 3.0


class _Scene(NamedTuple):
    secrets: tuple[str, ...]
    """Of the trainers, all of whom coach Ann, and each of whom coaches some others."""
    ann: str
    session_id: Id
    set_id: Id


def live(engine: str, runs: int | None, _seed: int) -> Iterator[Finding]:
    """Open them all on one server, then let the athlete whom all of them watch log one set after another."""
    with fresh_url(engine) as url, TemporaryDirectory() as folder:
        scene = _scene(url)
        idle, looking = _statements(url, scene)
        with serving(url, Path(folder), requests_per_minute=10_000_000, log_level="warning") as server:
            grown, took = asyncio.run(_opened(server, scene, runs or 10))
    for what, found, bar, unit in (
        (f"{PAGES:,} open pages, memory above idle", grown, MEMORY_BAR_MB, "MB"),
        (f"a set until the last of {PAGES:,} hears it, median", 1000 * median(took), LAST_BAR_MS, "ms"),
        (f"a set until the last of {PAGES:,} hears it, slowest of {len(took)}", 1000 * max(took), LAST_BAR_MS, "ms"),
        ("statements a look, twice a second, nothing new", idle, 1, "statements"),
        (f"statements a look, a set that {PAGES:,} are told", looking, STATEMENTS_BAR, "statements"),
    ):
        yield Finding(
            engine=engine,
            what=what,
            ours=f"{found:.0f} {unit}",
            against=f"{bar:.0f} {unit}",
            ratio=found,
            bar=bar,
            unit=unit,
        )


def _scene(url: str) -> _Scene:
    now = instant(datetime.now(UTC))
    with closing(Database.open(url)) as db:
        ann = a_user(db, "ann")
        trainers = [a_trainer(db, f"trainer-{number}") for number in range(TRAINERS)]
        for trainer in trainers:
            a_coaching(db, trainer, ann)
            for number in range(ATHLETES_OF_EACH):
                a_coaching(db, trainer, a_user(db, f"{trainer.id}-{number}"))
        version = a_routine(db, ann, workouts=[_WORKOUT])
        today = civil_day(now, ann.time_zone)
        receipt = assign_routine(db, ann.id, version.id, AssignmentRequest(start_date=today), an_act(ann, now))
        session = start_session(db, ann.id, receipt.created[0].session_id, an_act(ann, now))
        ((_, exercise),) = each_exercise(get_snapshot(session))
        secrets = tuple(_token(db, each) for each in trainers)
        return _Scene(secrets, _token(db, ann), session.id, sets_of(exercise)[0].id)


_WORKOUT = {
    "name": "Squat day",
    "type": "strength",
    "objective": "Squat",
    "schedule": [{"day": 1, "repeatEvery": 7}],
    "sections": [{"name": "Main lift", "type": "basic", "exercises": [{"name": "Back squat", "sets": "3x5 @ 100 kg"}]}],
}


def _token(db: Database, user: User) -> str:
    return issue_token(db, NewToken(name="bench", scope=TokenScope.WRITE), an_act(user)).secret


class _Counted(Read):
    """A look that counts what it asks."""

    asked: int = 0

    def execute(
        self, statement: sa.Executable, parameters: Parameters | None = None
    ) -> sa.engine.CursorResult[*tuple[Any, ...]]:
        self.asked += 1
        return super().execute(statement, parameters)

    def rows(self, statement: Prepared, **values: object) -> list[Any]:
        self.asked += 1
        return super().rows(statement, **values)


def _statements(url: str, scene: _Scene) -> tuple[int, int]:
    """Give how many statements a look takes with nothing new, and when all are told that something is."""
    streams = [Stream(_watching(scene, number), lambda _: None) for number in range(PAGES)]
    looking, now = Looking(), instant(datetime.now(UTC))
    with closing(Database.open(url)) as db:
        told = _looked(db, looking, streams, now)
        idle = _looked(db, looking, streams, now)
        db.write("ann", an_act(Actor("ann", frozenset())), lambda _: None)
        changed = _looked(db, looking, streams, now)
    if (told[1], idle[1], changed[1]) != (PAGES, 0, PAGES):
        raise AssertionError(f"{told[1]}, {idle[1]} and {changed[1]} words where {PAGES}, none and {PAGES} were due")
    return idle[0], changed[0]


def _watching(scene: _Scene, number: int) -> Watching:
    place = number % TRAINERS
    return Watching(f"trainer-{place}", CalledBy.TOKEN, hash_of(scene.secrets[place]), None, 3600)


def _looked(db: Database, looking: Looking, streams: Sequence[Stream], now: Instant) -> tuple[int, int]:
    with db.read_now() as look:
        counted = _Counted(look.connection)
        said = looking.look(counted, streams, now, at_everybody=False)
    return counted.asked, len(said)


class _Page:
    """One open stream, as far as it is read."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    async def hears(self, event: bytes) -> None:
        """Read until an event of a kind has come."""
        while await self._reader.readline() != b"event: " + event + b"\n":
            if self._reader.at_eof():
                raise AssertionError("a stream ended")


async def _opened(server: Served, scene: _Scene, times: int) -> tuple[float, list[float]]:
    await _warmed(server, scene)
    idle = server.memory_mb()
    pages = [await _page(server, scene.secrets[number % TRAINERS]) for number in range(PAGES)]
    await asyncio.gather(*(page.hears(b"start") for page in pages))
    await asyncio.sleep(_SETTLES_S)
    grown = server.memory_mb() - idle
    took = [await _told(server, scene, pages, number) for number in range(times)]
    for page in pages:
        page.writer.close()
    return grown, took


async def _warmed(server: Served, scene: _Scene) -> None:
    """Let the server have everything in memory that a stream shares with other requests."""
    async with httpx.AsyncClient(base_url=server.address) as asking:
        for secret in scene.secrets:
            answer = await asking.get("/api/v1/roster", headers={"authorization": f"Bearer {secret}"})
            answer.raise_for_status()
    page = await _page(server, scene.secrets[0])
    await page.hears(b"start")
    page.writer.close()
    await asyncio.sleep(_SETTLES_S)


async def _page(server: Served, secret: str) -> _Page:
    place = urlsplit(server.address)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    writer.write(f"GET /api/v1/live HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {secret}\r\n\r\n".encode())
    return _Page(reader, writer)


async def _told(server: Served, scene: _Scene, pages: Sequence[_Page], number: int) -> float:
    """Log a set, and give how long it took from before it was sent until the last page had heard of it."""
    begun = time.perf_counter()
    await asyncio.gather(
        asyncio.to_thread(_log, server.address, scene, number), *(page.hears(b"change") for page in pages)
    )
    return time.perf_counter() - begun


def _log(address: str, scene: _Scene, number: int) -> None:
    done = PerformedSet(
        id="first-set", set_id=scene.set_id, set_number=1, set_type="working", performance=Performance(reps=number + 1)
    )
    with Client(address, token=scene.ann) as ann:
        ann.sessions.log_set(scene.session_id, SetEntry(set=done))
