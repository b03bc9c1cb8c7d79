"""Let deeds happen at once: in threads over one pool, in threads with pools of their own, in processes."""

import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from random import Random
from threading import Barrier
from typing import Any

from mesocycle.domain.refusal import Refusal, RefusalDocument
from mesocycle.storage.engine.database import Database
from tests.prove.run import NotProvenError, processes

Deed = Callable[[Database], Any]
"""An action with all it is told but the database; made by `functools.partial`, so that it can go to a process."""

MODES = ("one-pool", "own-pools", "processes")
WAIT_S = 90.0
"""Longer than any lock is waited for: whoever is not back by then hangs."""

MOST_AT_ONCE = 3
_SPREADS_S = (0.004, 0.01, 0.03, 0.08)
"""From less than one write takes to several: any of the deeds may come first, and often they overlap."""


@dataclass(frozen=True)
class Finish:
    """How one deed ended: with its result, a refusal, or an error that no caller may ever see."""

    result: Any = None
    refusal: RefusalDocument | None = None
    error: str | None = None

    @property
    def outcome(self) -> str:
        """`done`, or the refusal's code."""
        return "done" if self.refusal is None else self.refusal.code

    @property
    def facts(self) -> dict[str, Any]:
        """The refusal's, for programs."""
        return (self.refusal.facts if self.refusal else None) or {}


Race = Callable[[Sequence[Deed], Random], list[Finish]]
"""Release the deeds at once and give how each ended, in the order they were named."""


def _finish(deed: Deed, db: Database, delay_s: float) -> Finish:
    if delay_s:
        time.sleep(delay_s)
    try:
        return Finish(result=deed(db))
    except Refusal as refusal:
        return Finish(refusal=refusal.document)
    except Exception:  # noqa: BLE001  # it is just what the race looks for; `_checked` raises it
        return Finish(error=traceback.format_exc())


def _delays(count: int, chance: Random) -> list[float]:
    """Give when each starts; a fifth of all races start dead level."""
    if chance.random() < 0.2:
        return [0.0] * count
    spread_s = chance.choice(_SPREADS_S)
    return [chance.uniform(0, spread_s) for _ in range(count)]


def _checked(finishes: list[Finish]) -> list[Finish]:
    for finish in finishes:
        if finish.error is not None:
            raise NotProvenError(f"an error reached the caller:\n{finish.error}")
        if finish.outcome == "database-busy":
            raise NotProvenError(f"a caller was sent away as busy: {finish.refusal}")
    return finishes


@contextmanager
def racing(mode: str, url: str) -> Iterator[Race]:
    """Give a race of one of the `MODES` over the database at `url`."""
    with _processes(url) if mode == "processes" else _threads(url, shared=mode == "one-pool") as race:
        yield race


# ------------------------------------------------------------------------------------------------- threads


@contextmanager
def _threads(url: str, *, shared: bool) -> Iterator[Race]:
    dbs = [Database.open(url) for _ in range(1 if shared else MOST_AT_ONCE)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.0002)  # threads take turns often, so that they meet in more places
    try:
        with ThreadPoolExecutor(MOST_AT_ONCE) as pool:

            def race(deeds: Sequence[Deed], chance: Random) -> list[Finish]:
                barrier = Barrier(len(deeds))
                delays = _delays(len(deeds), chance)
                order = chance.sample(range(len(deeds)), len(deeds))

                def run(place: int, db: Database) -> Finish:
                    barrier.wait(WAIT_S)
                    return _finish(deeds[place], db, delays[place])

                running = {place: pool.submit(run, place, dbs[lane % len(dbs)]) for lane, place in enumerate(order)}
                return _checked([running[place].result(WAIT_S) for place in range(len(deeds))])

            yield race
    finally:
        sys.setswitchinterval(interval)
        for db in dbs:
            db.close()


# ----------------------------------------------------------------------------------------------- processes


def _work(url: str, line: Connection) -> None:
    """Be a process that does deeds: told one, says it is ready; told to go, does it and says how it ended."""
    db = Database.open(url, connections=1)
    while (told := line.recv()) is not None:
        deed, delay_s = told
        line.send("ready")
        line.recv()
        line.send(_finish(deed, db, delay_s))
    db.close()


@contextmanager
def _processes(url: str) -> Iterator[Race]:
    context = processes()
    with ExitStack() as stack:
        lines: list[Connection] = []
        for _ in range(MOST_AT_ONCE):
            here, there = context.Pipe()
            worker = context.Process(target=_work, args=(url, there), daemon=True)
            worker.start()
            there.close()
            stack.callback(_end, worker, here)
            lines.append(here)

        def race(deeds: Sequence[Deed], chance: Random) -> list[Finish]:
            order = chance.sample(range(len(deeds)), len(deeds))
            lanes = {place: lines[lane] for lane, place in enumerate(order)}
            for place, delay_s in enumerate(_delays(len(deeds), chance)):
                lanes[place].send((deeds[place], delay_s))
            for place in order:
                _hear(lanes[place])
            for place in order:
                lanes[place].send("go")
            return _checked([_hear(lanes[place]) for place in range(len(deeds))])

        yield race


def _hear(line: Connection) -> Any:  # noqa: ANN401  # whatever the deed gave
    if not line.poll(WAIT_S):
        raise NotProvenError(f"a process did not answer within {WAIT_S:.0f} s")
    return line.recv()


def _end(worker: Any, line: Connection) -> None:  # noqa: ANN401  # the context's own kind of process
    with suppress(OSError):  # it may have died; what it said last was raised already
        line.send(None)
    worker.join(5)
    worker.kill()
    worker.join()
    worker.close()
    line.close()
