"""Another user of the same server, in a process of their own: how long they wait for a small answer.

First alone, then while some other process computes, which tells what the machine itself makes of it, then meanwhile.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

import httpx

from tests.prove.run import NotProvenError, processes

_ALONE = 100
_PAUSE_S = 0.02


class Waited:
    """How long another user waited for a small answer."""

    def __init__(self) -> None:
        self.alone: list[float] = []
        self.beside: list[float] = []
        """While a process that is not the server computes."""
        self.meanwhile: list[float] = []

    def __str__(self) -> str:
        if not self.meanwhile:
            return "nobody else asked meanwhile"
        alone, beside, meanwhile = (statistics.median(each) for each in (self.alone, self.beside, self.meanwhile))
        return (
            f"another's answers {_told(self.alone)} ms alone, {_told(self.beside)} ms beside another process that "
            f"computes, {_told(self.meanwhile)} ms meanwhile ({meanwhile / alone:.1f} x alone, "
            f"{meanwhile / beside:.1f} x beside; {len(self.meanwhile)} answers)"
        )


@contextmanager
def another_waits(address: str, token: str) -> Iterator[Waited]:
    """Have another user ask who they are, first alone, then while the body of this runs."""
    waited = Waited()
    here, there = processes().Pipe()
    asking = processes().Process(target=_ask, args=(f"{address}/api/v1/users/me", token, there))
    asking.start()
    there.close()
    try:
        waited.alone = _heard(here)
        with _computing():
            here.send("beside")
            waited.beside = _heard(here)
        here.send("meanwhile")
        yield waited
        here.send("enough")
        waited.meanwhile = _heard(here)
    finally:
        here.close()
        asking.join()


@contextmanager
def _computing() -> Iterator[None]:
    busy = processes().Process(target=_compute, daemon=True)
    busy.start()
    yield
    busy.kill()
    busy.join()


def _compute() -> None:
    while True:
        sum(range(1_000_000))


def _heard(line: Connection) -> list[float]:
    try:
        found: list[float] = line.recv()
    except EOFError:
        raise NotProvenError("Another user got no answer.") from None
    return found


def _ask(address: str, token: str, line: Connection) -> None:
    with httpx.Client(timeout=60, headers={"authorization": f"Bearer {token}"}) as client:

        def waited() -> float:
            began = time.perf_counter()
            client.get(address).raise_for_status()
            return time.perf_counter() - began

        for _ in ("alone", "beside"):
            line.send([waited() for _ in range(_ALONE) if not line.poll(_PAUSE_S)])
            line.recv()
        meanwhile = []
        while not line.poll(_PAUSE_S):
            meanwhile.append(waited())
        line.send(meanwhile)


def _told(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    most = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{statistics.median(ordered) * 1_000:.1f} (95 %: {most * 1_000:.1f})"
