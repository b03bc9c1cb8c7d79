"""Damaged exports, archives and collections for long: no crash, no hang, no memory without end, whatever the file."""

import functools
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from mesocycle.domain.imports.result import ImportSource
from mesocycle.storage.engine.database import Database
from tests.arrange import ADMIN, an_act
from tests.formats.export_damage import all_exports, check_export, damaged_export
from tests.prove.run import NotProvenError, Run, ready_database
from tests.transfer.archive_damage import check_archive, check_taken_in, damaged_archive, receiving
from tests.transfer.histories import archives, collections, two_histories
from tests.transfer.session_damage import check_collection, damaged_collection

MINUTES = 10.0
"""For each reader."""
_LONGEST_S = 20.0
_MOST_MB = 500

Trial = Callable[[random.Random], int]
"""Damages a file and has it read; gives how much could be read of it."""
Reader = Callable[[Run], AbstractContextManager[Trial]]


def prove(run: Run) -> None:
    """Damage real files and our own, read them, try to take them in, and look at the clock and at memory."""
    readers: dict[str, Reader] = {
        **{source.value: functools.partial(_export, source) for source in all_exports(0)},
        "archive": _archive,
        "sessions": _sessions,
    }
    for name, ready in run.chosen(readers).items():
        with ready(run) as trial:
            _play(run, name, trial)


def _play(run: Run, name: str, trial: Trial) -> None:
    minutes = MINUTES * run.scale
    end = time.monotonic() + minutes * 60
    files, sound, slowest = 0, 0, 0.0
    while time.monotonic() < end:
        chance = random.Random(f"{run.seed} {name} {files}")
        began = time.monotonic()
        try:
            sound += trial(chance)
        except Exception as no:
            raise NotProvenError(f"The {name} file {files} of seed {run.seed} was not read as it must be.") from no
        took = time.monotonic() - began
        if took > _LONGEST_S or _peak_mb() > _MOST_MB:
            raise NotProvenError(f"The {name} file {files} of seed {run.seed} took {took:.0f} s and {_peak_mb()} MB.")
        slowest = max(slowest, took)
        files += 1
    print(
        f"  {name}: {files} damaged files in {minutes:.1f} min, {sound} read, slowest {slowest:.2f} s, {_peak_mb()} MB",
        flush=True,
    )


@contextmanager
def _export(source: ImportSource, _run: Run) -> Iterator[Trial]:
    bodies = all_exports()[source]
    yield lambda chance: check_export(source, damaged_export(chance.choice(bodies), chance), chance)


@contextmanager
def _archive(run: Run) -> Iterator[Trial]:
    with ExitStack() as stack:
        with ready_database("sqlite") as url, _opened(url) as db:
            bodies = archives(db, *two_histories(db, real=True))
        servers = [stack.enter_context(_server(engine)) for engine in run.engines]
        for server in servers:
            receiving(server)
        empty = Path(stack.enter_context(ready_database("sqlite")).removeprefix("sqlite:///"))

        def trial(chance: random.Random) -> int:
            body = damaged_archive(chance.choice(bodies), chance)
            found = check_archive(chance.choice(servers), body, chance)
            if found and chance.random() < 0.3:
                check_taken_in(empty, empty.parent, body, chance)
            return found

        yield trial


@contextmanager
def _sessions(run: Run) -> Iterator[Trial]:
    with ExitStack() as stack:
        with ready_database("sqlite") as url, _opened(url) as db:
            _, ann = two_histories(db, real=True)
            bodies = collections(db, ann)
        servers = [stack.enter_context(_server(engine)) for engine in run.engines]
        for server in servers:
            receiving(server)

        def trial(chance: random.Random) -> int:
            body = damaged_collection(chance.choice(bodies), chance)
            return check_collection(chance.choice(servers), an_act(ADMIN), body, chance)

        yield trial


@contextmanager
def _server(engine: str) -> Iterator[Database]:
    with ready_database(engine) as url, _opened(url) as db:
        yield db


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    db = Database.open(url)
    try:
        yield db
    finally:
        db.close()


def _peak_mb() -> int:
    unit = 1024 if sys.platform == "darwin" else 1
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 // unit
